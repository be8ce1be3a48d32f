"""What stands on each paper: frozen values without layout or words.

Amounts are integers in the smallest unit of `head.currency` (`_fen`), quantities thousandths (`_milli`), points whole.
Names and phones of members arrive masked. Dates and times arrive as text in the shop's zone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Head:
    """The top of every paper. `copy` 0 is the first print, n the n-th reprint. `footer` is the shop's own last line."""

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
class SaleReceipt:
    """A sale: `total_fen` less discounts, `points_fen` (worth of `points_used`) and `rounding_fen` is `due_fen`.
    `offline` 1: paid by an allowance, headquarters hears of it later.
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
    member: Holder | None = None
    points_earned: int = 0
    points_used: int = 0
    tier_up: str = ""
    qr: str = ""
    offline: int = 0


@dataclass(frozen=True)
class RechargeReceipt:
    """A top-up; `gifts` are other presents in words; `withdraw_until` the last day of the right to withdraw."""

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
class CardSlip:
    """Handed over with a card: enrolment or a card issued; `password` only when the till generated it."""

    head: Head
    member: Holder
    card_number: str = ""
    valid_until: str = ""
    password: str = ""
    qr: str = ""


@dataclass(frozen=True)
class ShiftTender:
    """One tender kind of a shift; expected, counted and difference are None while it is not counted."""

    kind: str
    in_fen: int
    out_fen: int
    n: int
    expected_fen: int | None = None
    counted_fen: int | None = None
    difference_fen: int | None = None


@dataclass(frozen=True)
class MoneyRoll:
    """Opening + in − out = closing of `kind` principal | bonus, in fen."""

    kind: str
    open_fen: int
    in_fen: int
    out_fen: int
    close_fen: int


@dataclass(frozen=True)
class UnitRoll:
    """Opening + in − out = closing of `kind` points | pass_uses, in units."""

    kind: str
    open: int
    in_: int
    out: int
    close: int


@dataclass(frozen=True)
class Count:
    """How often something happened: sales, refunds, voids, price_overrides, no_sale_drawer, reprints, manual_points."""

    kind: str
    n: int


@dataclass(frozen=True)
class ShiftReport:
    """An X (`z_number` None: nothing changes) or a Z. Fields are those of the contract's `report.z`."""

    head: Head
    business_date: str
    shift: str
    z_number: int | None = None
    opened: str = ""
    closed: str = ""
    float_fen: int = 0
    tenders: tuple[ShiftTender, ...] = ()
    sales_fen: int = 0
    discount_fen: int = 0
    refunds_fen: int = 0
    rounding_fen: int = 0
    stored_principal_fen: int = 0
    stored_bonus_fen: int = 0
    recharges_fen: int = 0
    recharge_bonus_fen: int = 0
    passes_sold_fen: int = 0
    expected_cash_fen: int = 0
    points_issued: int = 0
    points_redeemed: int = 0
    points_reversed: int = 0
    points_expired: int = 0
    money_rolls: tuple[MoneyRoll, ...] = ()
    unit_rolls: tuple[UnitRoll, ...] = ()
    counts: tuple[Count, ...] = ()
    unsent: int = 0
    last_hash: str = ""


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


Document = SaleReceipt | RechargeReceipt | RefundReceipt | CardSlip | ShiftReport | TablePaper

#: Name of a paper = name of its template = `kind` of its print job.
KINDS: dict[str, type[Document]] = {
    "sale": SaleReceipt,
    "recharge": RechargeReceipt,
    "refund": RefundReceipt,
    "card": CardSlip,
    "shift": ShiftReport,
    "report": TablePaper,
}


def kind_of(document: Document) -> str:
    """The name of the paper: sale | recharge | refund | card | shift | report."""
    return next(kind for kind, cls in KINDS.items() if type(document) is cls)
