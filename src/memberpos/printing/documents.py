"""What stands on each paper: frozen values without layout or words.

Amounts are integers in the smallest unit of `head.currency` (`_fen`), quantities thousandths (`_milli`), points whole.
Names and phones of members arrive masked. Dates and times arrive as text in the shop's zone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Head:
    """The top of every paper. `copy` 0 is the first print, n the n-th reprint; `part` "" when only one is printed, else
    "customer" or "merchant" (with a line to sign). `footer` is the shop's own last line.
    """

    shop: str
    store: str = ""
    till: str = ""
    receipt_no: str = ""
    date: str = ""
    time: str = ""
    cashier: str = ""
    currency: str = "CNY"
    copy: int = 0
    phone: str = ""
    address: str = ""
    footer: str = ""
    part: str = ""


@dataclass(frozen=True)
class Expiring:
    """Points that end with the business date `date`."""

    date: str
    points: int


@dataclass(frozen=True)
class Holder:
    """The member of the paper and what the account holds after it. `card_tail`: the last digits of the card."""

    name: str
    phone: str = ""
    card_tail: str = ""
    tier: str = ""
    points: int = 0
    principal_fen: int = 0
    bonus_fen: int = 0
    expiring: tuple[Expiring, ...] = ()

    @property
    def stored_fen(self) -> int:
        return self.principal_fen + self.bonus_fen


@dataclass(frozen=True)
class GoodsLine:
    """One line sold or given back; `net_fen` after every discount of the line itself."""

    name: str
    qty_milli: int
    unit_price_fen: int
    net_fen: int
    note: str = ""


@dataclass(frozen=True)
class Reduction:
    """A discount with its reason as text; `fen` is positive."""

    label: str
    fen: int


@dataclass(frozen=True)
class TenderRow:
    """How much was paid by what: `kind` cash, stored_value, scan_pay …; of stored value also its parts."""

    kind: str
    fen: int
    principal_fen: int = 0
    bonus_fen: int = 0


@dataclass(frozen=True)
class Gained:
    """Points besides those of the goods: `kind` visit, referred, badge … (a word of the template)."""

    kind: str
    points: int


@dataclass(frozen=True)
class PassUseLine:
    """What was taken of one pass and what is left of it, as text; "" = as many as its days allow."""

    name: str
    uses: int
    left: str = ""
    valid_to: str = ""


@dataclass(frozen=True)
class SaleReceipt:
    """A sale: `total_fen` less discounts, `points_fen` (worth of `points_used`) and `rounding_fen` is `due_fen`.
    `change_fen` is handed back, `kept_fen` besides it stays with the member. `passes`: those that paid of it, with what
    is left of them. `offline` 1: paid by an allowance, headquarters hears of it later.
    """

    head: Head
    lines: tuple[GoodsLine, ...] = ()
    total_fen: int = 0
    discounts: tuple[Reduction, ...] = ()
    points_fen: int = 0
    rounding_fen: int = 0
    due_fen: int = 0
    tenders: tuple[TenderRow, ...] = ()
    change_fen: int = 0
    kept_fen: int = 0
    member: Holder | None = None
    points_earned: int = 0
    points_used: int = 0
    tier_up: str = ""
    passes: tuple[PassUseLine, ...] = ()
    qr: str = ""
    gained: tuple[Gained, ...] = ()
    badges: tuple[str, ...] = ()
    offline: int = 0


@dataclass(frozen=True)
class Part:
    """Bonus of `fen` that comes on `date`."""

    date: str
    fen: int


@dataclass(frozen=True)
class RechargeReceipt:
    """A top-up; `gifts` are other presents in words, `parts` bonus that comes later; `withdraw_until` the last day of
    the right to withdraw.
    """

    head: Head
    member: Holder
    amount_fen: int
    bonus_fen: int = 0
    points: int = 0
    gifts: tuple[str, ...] = ()
    tenders: tuple[TenderRow, ...] = ()
    withdraw_until: str = ""
    contract: str = ""
    legal_entity: str = ""
    qr: str = ""
    offer: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def credited_fen(self) -> int:
        return self.amount_fen + self.bonus_fen


@dataclass(frozen=True)
class RefundReceipt:
    """A refund, whole or in part. `paid_out_fen` = `refund_fen` − `claw_value_fen`; `tenders` say where it went."""

    head: Head
    original_no: str = ""
    lines: tuple[GoodsLine, ...] = ()
    refund_fen: int = 0
    tenders: tuple[TenderRow, ...] = ()
    points_clawed: int = 0
    points_returned: int = 0
    claw_value_fen: int = 0
    paid_out_fen: int = 0
    reason: str = ""
    member: Holder | None = None


@dataclass(frozen=True)
class GiftSlip:
    """Gifts handed out for `points` and `fen` (for all `qty` pieces), or given back (`returned`)."""

    head: Head
    member: Holder
    name: str
    qty: int = 1
    points: int = 0
    fen: int = 0
    tenders: tuple[TenderRow, ...] = ()
    change_fen: int = 0
    returned: bool = False
    original_no: str = ""


@dataclass(frozen=True)
class DrawSlip:
    """A play of a draw and what proves it; `proof` names draw and member as they were drawn from, `next_hash` is what
    the next play is held to.
    """

    head: Head
    member: Holder
    name: str
    cost: int = 0
    prize: str = ""
    n: int = 1
    roll: int = 0
    total: int = 1
    seed_hash: str = ""
    seed: str = ""
    next_hash: str = ""
    proof: str = ""


@dataclass(frozen=True)
class PassReceipt:
    """A pass that was sold, renewed or refunded (`action`). `left` uses as text, "" = as many as its days allow.

    `weekdays` as figures ("1 2 3", 1 = Monday), `hours` as 09:00-17:00; both "" when it always holds. Of a refund:
    `refund_fen` − `claw_value_fen` = `paid_out_fen`.
    """

    head: Head
    member: Holder
    action: str = "sold"
    name: str = ""
    uses_paid: int = 0
    uses_gift: int = 0
    left: str = ""
    valid_from: str = ""
    valid_to: str = ""
    weekdays: str = ""
    hours: str = ""
    price_fen: int = 0
    refund_fen: int = 0
    claw_value_fen: int = 0
    paid_out_fen: int = 0
    tenders: tuple[TenderRow, ...] = ()
    change_fen: int = 0
    points_earned: int = 0
    points_clawed: int = 0
    original_no: str = ""
    reason: str = ""


@dataclass(frozen=True)
class PassUseSlip:
    """A check-in with what is left afterwards."""

    head: Head
    member: Holder
    persons: int = 1
    service: str = ""
    served_by: str = ""
    passes: tuple[PassUseLine, ...] = ()
    points_earned: int = 0


@dataclass(frozen=True)
class RechargeRefundReceipt:
    """A top-up undone: `principal_fen` was open, less `charge_fen` for gifts that were used; bonus, points and bonus to
    come (`called_off_fen`) are taken back. `cause`: wrong_entry, seven_days, or words.
    """

    head: Head
    member: Holder
    original_no: str = ""
    cause: str = ""
    amount_fen: int = 0
    principal_fen: int = 0
    charge_fen: int = 0
    refund_fen: int = 0
    bonus_fen: int = 0
    points: int = 0
    called_off_fen: int = 0
    tenders: tuple[TenderRow, ...] = ()


@dataclass(frozen=True)
class ClosingReceipt:
    """A card closed: what each method would pay, which one did (`method`, for `cause`), and what is forfeited."""

    head: Head
    member: Holder
    cards: tuple[str, ...] = ()
    method: str = ""
    cause: str = ""
    held_fen: int = 0
    principal_fen: int = 0
    bonus_fen: int = 0
    bonus_first_fen: int = 0
    principal_first_fen: int = 0
    proportional_fen: int = 0
    refund_fen: int = 0
    change_fen: int = 0
    paid_fen: int = 0
    forfeited_fen: int = 0
    called_off_fen: int = 0
    tenders: tuple[TenderRow, ...] = ()


@dataclass(frozen=True)
class TransferReceipt:
    """Stored value to another member: `whole` = a card with everything on it (`card_number`)."""

    head: Head
    member: Holder
    to: Holder
    fen: int = 0
    card_number: str = ""
    reason: str = ""

    @property
    def whole(self) -> bool:
        return bool(self.card_number)


@dataclass(frozen=True)
class ValueSlip:
    """Stored value paid out (`paid_out`) or deducted without a sale, with its reason."""

    head: Head
    member: Holder
    paid_out: int = 0
    fen: int = 0
    principal_fen: int = 0
    bonus_fen: int = 0
    reason: str = ""
    tenders: tuple[TenderRow, ...] = ()


@dataclass(frozen=True)
class CardSlip:
    """Handed over with a card: enrolment or a card issued; `password` only when the till generated it."""

    head: Head
    member: Holder
    card_number: str = ""
    valid_until: str = ""
    password: str = ""
    qr: str = ""


@dataclass(frozen=True)
class CardLabel:
    """To stick on a card or its envelope: `code` is what a scanner reads of it."""

    head: Head
    name: str = ""
    number: str = ""
    code: str = ""
    valid_until: str = ""


@dataclass(frozen=True)
class TextTable:
    """A block of a report with finished texts; the first column is a name, the others figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class TablePaper:
    """Any report as a paper: the end of day and others."""

    head: Head
    title: str
    business_date: str = ""
    blocks: tuple[TextTable, ...] = ()
