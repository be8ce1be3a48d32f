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
    """A pass of a member: `left` of `total` uses (None = unlimited); dates are ISO text or None (not begun, no end).

    `lapsed`: past its last day, a manager may bring it back. `frozen_to`: the last day of the freeze that is on,
    `freezes_from` the first day of the next one. `weekdays` (1 = Monday), `hours`: when it holds (empty = always);
    `skus`: what it pays for (empty = all). `refusal`: the error code a use would end in now, "" = it can be used.
    """

    pass_id: str
    code: str
    left: int | None
    valid_to: str | None
    title: str = ""
    valid_from: str | None = None
    total: int = 0
    paid_fen: int = 0
    lapsed: bool = False
    frozen_to: str | None = None
    freezes_from: str | None = None
    weekdays: tuple[int, ...] = ()
    hours: str = ""
    most_persons: int | None = None
    skus: tuple[str, ...] = ()
    refusal: str = ""


@dataclass(frozen=True)
class CouponView:
    """A coupon a member can use: `code` and `name` of its kind; amount | percent | goods | trial with `value`."""

    coupon_id: str
    code: str
    valid_to: str | None
    number: str = ""
    name: str = ""
    kind: str = ""
    value: int = 0
    min_fen: int = 0


@dataclass(frozen=True)
class CardView:
    """A card of a member; `ends_on`: its last day (ISO), None = it never ends."""

    number: str
    state: str
    role: str
    day_limit_fen: int | None = None
    has_password: bool = False
    ends_on: str | None = None


@dataclass(frozen=True)
class BadgeView:
    """A badge a member has, and since which business date."""

    code: str
    name: str
    awarded_on: str


@dataclass(frozen=True)
class MemberProfile:
    """All the counter shows of a member. Money in fen, `points` may be negative (a debt); `points_waiting` of them
    count from a later day.

    `expiring` = ((ISO date, points), …) of the next `points.remind_days`. `next_tier` and `to_next` say what is missing
    (criterion's unit: fen for spend, else points, visits or growth); `progress` 0…1. `birthday_in_days` None when
    unknown.
    `tier_given`: the tier in force was given, not reached; `own_tier` is the one reached, kept by `to_keep` more until
    `keep_by`. `check_in_points`: what a check-in brings now, None when there is none to be had. `change_fen` is change
    the member left here.
    `blocked` "" or why this membership is not to be used: frozen | blacklisted | ended.
    """

    member_id: str
    account_id: str
    name: str
    phone: str | None
    joined_on: str
    sex: str = ""
    birthday: str | None = None
    lunar: bool = False
    leap_month: bool = False
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
    points_waiting: int = 0
    growth: int = 0
    principal_fen: int = 0
    bonus_fen: int = 0
    change_fen: int = 0
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
    tier_given: bool = False
    tier_benefits: tuple[str, ...] = ()
    own_tier: str | None = None
    to_keep: int | None = None
    keep_by: str | None = None
    badges: tuple[BadgeView, ...] = ()
    check_in_points: int | None = None
    tags: tuple[str, ...] = ()
    blocked: str = ""
    ends_on: str | None = None
    merged_into: str | None = None

    @property
    def stored_fen(self) -> int:
        """Principal and bonus together."""
        return self.principal_fen + self.bonus_fen

    @property
    def points_spendable(self) -> int:
        """What of the points may be spent now; a debt is negative."""
        return self.points - self.points_waiting


@dataclass(frozen=True)
class Presented:
    """A card at the reader. `verdict`: ok | unknown | lost | replaced | bad_mac | stock | returned | void | ambiguous;
    `profile` only when ok. A lost card's holder is not shown. `alike`: the cards an ambiguous number may mean;
    `other_chip`: not the chip that was issued under this number (a copy, as far as a chip's number proves anything).
    """

    number: str
    verdict: str
    profile: MemberProfile | None = None
    alike: tuple[str, ...] = ()
    other_chip: bool = False


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
    """A booked sale; `event_id` makes its receipt. `upgraded_to`: the tier reached by it, from the next sale on.
    `gained` = ((source, points), …) that it brought besides its own points, `badges` the names of new ones. `kept_fen`
    of the change stayed with the member.
    """

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
    gained: tuple[tuple[str, int], ...] = ()
    badges: tuple[str, ...] = ()
    kept_fen: int = 0
    changed: frozenset[str] = field(default=frozenset({"sale", "member", "shift", "queue"}))

    @property
    def opens_drawer(self) -> bool:
        """Cash moved."""
        return any(tender.kind == "cash" for tender in self.tenders)


@dataclass(frozen=True)
class RefundDone:
    """A booked (or, from `preview`, planned) refund: `refund_fen` of the sale, of which the customer gets
    `refund_fen - claw_value_fen`; `tenders` say by which way. Of an undone sale's coupons by kind: `coupons_back` can
    be used again, the last day of `coupons_lost` has passed; `gifts_used` are coupons it gave that were used meanwhile.
    `facts` name what else it brought that was used and stays, as `<event kind>:<how much>`.
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
    coupons_back: tuple[str, ...] = ()
    coupons_lost: tuple[str, ...] = ()
    gifts_used: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    changed: frozenset[str] = field(default=frozenset({"sale", "member", "shift", "queue"}))


@dataclass(frozen=True)
class RechargeDone:
    """A booked top-up; the balances are those after it. `instalments` = ((ISO due date, fen), …) still to come;
    `withdraw_until` the last day of the right to have it back.
    """

    event_id: str
    receipt_no: str
    member_id: str
    amount_fen: int
    bonus_fen: int
    points: int
    principal_after_fen: int
    bonus_after_fen: int
    offer: str = ""
    instalments: tuple[tuple[str, int], ...] = ()
    withdraw_until: str | None = None
    changed: frozenset[str] = field(default=frozenset({"member", "shift", "queue"}))


@dataclass(frozen=True)
class GiftView:
    """A gift as a member sees it: cost of one piece, pieces left (None = not counted), and why it cannot be had.

    `why_not`: "" | out_of_stock | insufficient_points | points_debt | limit_exceeded | not_now:<date, weekday,
    hour, tier>.
    """

    sku: str
    name: str
    points: int
    fen: int
    left: int | None
    why_not: str = ""


@dataclass(frozen=True)
class GiftDone:
    """Gifts handed out: `points_used` and `fen` for all pieces; `balance` of points after it."""

    event_id: str
    receipt_no: str
    member_id: str
    gift: str
    name: str
    qty: int
    points_used: int
    fen: int
    change_fen: int
    tenders: tuple[TenderDone, ...]
    balance: int
    changed: frozenset[str] = field(default=frozenset({"member", "shift", "queue"}))

    @property
    def opens_drawer(self) -> bool:
        """Cash moved."""
        return any(tender.kind == "cash" for tender in self.tenders)


@dataclass(frozen=True)
class GiftReturned:
    """A gift given back: points and money returned, the money by the way it was paid."""

    event_id: str
    receipt_no: str
    points_returned: int
    fen: int
    tenders: tuple[TenderDone, ...]
    changed: frozenset[str] = field(default=frozenset({"member", "shift", "queue"}))


@dataclass(frozen=True)
class PrizeView:
    """A prize of a draw with its weight now (0 = none left) and pieces left (None = not counted)."""

    code: str
    name: str
    weight: int
    left: int | None


@dataclass(frozen=True)
class DrawView:
    """A draw as it can be played now: cost, prizes with their odds, the committed hash, and why not ("" = it can).

    `why_not` as of a gift.
    """

    code: str
    name: str
    cost: int
    prizes: tuple[PrizeView, ...]
    seed_hash: str
    why_not: str = ""

    @property
    def total(self) -> int:
        """Sum of the weights: a prize's chance is its weight in this."""
        return sum(prize.weight for prize in self.prizes)


@dataclass(frozen=True)
class DrawDone:
    """A play with all that proves it: the seed whose hash was committed, and what was rolled out of `total`."""

    event_id: str
    receipt_no: str
    member_id: str
    code: str
    name: str
    cost: int
    prize: str
    prize_name: str
    prize_kind: str
    seed_hash: str
    seed: str
    roll: int
    total: int
    n: int
    next_hash: str
    balance: int
    changed: frozenset[str] = field(default=frozenset({"member", "queue"}))
