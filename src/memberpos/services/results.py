"""What use cases give back to screens: frozen, complete, without rows or connections."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class HistoryRow:
    """One line of a member's recent history; `kind` is the event's kind."""

    date: str
    kind: str
    event_id: str
    fen: int | None = None
    points: int = 0
    bonus_fen: int = 0
    receipt_no: str = ""


@dataclass(frozen=True)
class PassView:
    """A pass of a member: `left` uses (None = unlimited), `valid_to` ISO date or None."""

    pass_id: str
    code: str
    left: int | None
    valid_to: str | None


@dataclass(frozen=True)
class CouponView:
    """A coupon a member holds."""

    coupon_id: str
    code: str
    valid_to: str | None


@dataclass(frozen=True)
class CardView:
    """A card of a member."""

    number: str
    state: str
    role: str


@dataclass(frozen=True)
class MemberProfile:
    """All the counter shows of a member. Money in fen, `points` may be negative (a debt).

    `expiring` = ((ISO date, points), …) of the next 60 days. `next_tier` and `to_next` say what is missing (criterion's
    unit: fen for spend, else points, visits or growth); `progress` 0…1. `birthday_in_days` None when unknown.
    `blocked` "" or why this membership is not to be used: frozen | blacklisted | ended.
    """

    member_id: str
    account_id: str
    name: str
    phone: str | None
    joined_on: str
    sex: str = ""
    birthday: str | None = None
    birthday_in_days: int | None = None
    tier: str | None = None
    tier_to: str | None = None
    tier_price_percent: int = 100
    tier_multiplier: str = "1/1"
    next_tier: str | None = None
    to_next: int | None = None
    tier_measure: int = 0
    tier_target: int | None = None
    criterion: str = "spend"
    progress: float = 0.0
    points: int = 0
    growth: int = 0
    principal_fen: int = 0
    bonus_fen: int = 0
    expiring: tuple[tuple[str, int], ...] = ()
    cards: tuple[CardView, ...] = ()
    card_number: str | None = None
    coupons: tuple[CouponView, ...] = ()
    passes: tuple[PassView, ...] = ()
    recent: tuple[HistoryRow, ...] = ()
    notes: str = ""
    last_visit_on: str | None = None
    visits: int = 0
    referrer_id: str | None = None
    lunar: bool = False
    leap_month: bool = False
    tags: tuple[str, ...] = ()
    blocked: str = ""
    ends_on: str | None = None
    merged_into: str | None = None

    @property
    def stored_fen(self) -> int:
        """Principal and bonus together."""
        return self.principal_fen + self.bonus_fen


@dataclass(frozen=True)
class Presented:
    """A card at the reader. `verdict`: ok | unknown | lost | replaced | bad_mac | stock | returned | void;
    `profile` only when ok. A lost card's holder is not shown.
    """

    number: str
    verdict: str
    profile: MemberProfile | None = None


@dataclass(frozen=True)
class TenderDone:
    """One tender as booked; `fen` net of change."""

    kind: str
    fen: int
    given_fen: int = 0
    change_fen: int = 0
    principal_fen: int = 0
    bonus_fen: int = 0
    payer_account: str | None = None


@dataclass(frozen=True)
class SoldLine:
    """One booked line."""

    n: int
    sku: str
    name: str
    qty_milli: int
    unit_price_fen: int
    gross_fen: int
    net_fen: int


@dataclass(frozen=True)
class SaleDone:
    """A booked sale; `event_id` makes its receipt. `upgraded_to`: the tier reached by it, from the next sale on."""

    event_id: str
    receipt_no: str
    total_fen: int
    discount_fen: int
    due_fen: int
    change_fen: int
    rounding_fen: int
    points_earned: int
    points_used: int
    points_fen: int
    stored_principal_fen: int
    stored_bonus_fen: int
    lines: tuple[SoldLine, ...]
    tenders: tuple[TenderDone, ...]
    profile: MemberProfile | None = None
    upgraded_to: str | None = None
    changed: frozenset[str] = field(default=frozenset({"sale", "member", "shift", "queue"}))

    @property
    def opens_drawer(self) -> bool:
        """Cash moved."""
        return any(tender.kind == "cash" for tender in self.tenders)


@dataclass(frozen=True)
class RefundDone:
    """A booked (or, from `preview`, planned) refund: `refund_fen` of the sale, of which the customer gets
    `refund_fen - claw_value_fen`; `tenders` say by which way.
    """

    event_id: str
    receipt_no: str
    sale_id: str | None
    refund_fen: int
    cash_fen: int
    principal_fen: int
    bonus_fen: int
    tenders: tuple[TenderDone, ...]
    points_clawed: int
    points_returned: int
    claw_value_fen: int
    growth_clawed: int = 0
    lines: tuple[tuple[int, int, int], ...] = ()
    facts: tuple[str, ...] = ()
    changed: frozenset[str] = field(default=frozenset({"sale", "member", "shift", "queue"}))


@dataclass(frozen=True)
class RechargeDone:
    """A booked top-up; the balances are those after it."""

    event_id: str
    receipt_no: str
    member_id: str
    amount_fen: int
    bonus_fen: int
    points: int
    principal_after_fen: int
    bonus_after_fen: int
    changed: frozenset[str] = field(default=frozenset({"member", "shift", "queue"}))


@dataclass(frozen=True)
class RefundableLine:
    """A line of a sale with what may still go back."""

    n: int
    sku: str
    name: str
    qty_milli: int
    net_fen: int
    left_qty_milli: int
    left_fen: int


@dataclass(frozen=True)
class SaleView:
    """A sale as the refund screen shows it."""

    sale_id: str
    receipt_no: str
    at_ms: int
    member_id: str | None
    member_name: str
    due_fen: int
    left_fen: int
    lines: tuple[RefundableLine, ...]
    tenders: tuple[TenderDone, ...]
    points_earned: int = 0
    points_used: int = 0
