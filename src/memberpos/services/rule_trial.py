"""Rehearsing draft rules on sales of the past before they are switched on. Nothing is ever written.

Both sides are priced again by the same function as a sale: once under the rules in force, once under the draft. So
a difference comes from the draft alone, and the rules in force differ from themselves in nothing (decision 0130).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from memberpos.domain import recharge_offers as ladders
from memberpos.domain import tiers
from memberpos.domain.cart import Cart, CartLine, TypedPrice
from memberpos.domain.catalog import Product
from memberpos.domain.coupons import Coupon, CouponKind
from memberpos.domain.offer_documents import coupon_kind_from, offer_from
from memberpos.domain.offers import Offer
from memberpos.domain.quote import CHARGE, TYPED
from memberpos.domain.recharge_offers import Asked, RechargeOffer
from memberpos.domain.rule_trial import GivenBack, PastSale, PastTender, Result, again
from memberpos.domain.rules import Rules, rules_from
from memberpos.domain.tenders import PASS
from memberpos.services import offers as offer_rows
from memberpos.services import recharge_offers, standing, trial_gifts
from memberpos.services.shop import Shop, shop_of
from memberpos.store import members, past_sales, products, refunds, sales
from memberpos.store.database import Database
from memberpos.store.members import MemberRow
from memberpos.store.past_sales import PastRow
from memberpos.store.refunds import RefundRow
from memberpos.store.sales import LineRow

#: The largest differences that are kept to show.
MOST_SHOWN = 20
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Draft:
    """What would change: settings by name, documents of offers and coupon kinds (by their code, new or changed)."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    offers: tuple[Mapping[str, Any], ...] = ()
    coupon_kinds: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Side:
    """Rules and offers to price by."""

    rules: Rules
    offers: tuple[Offer, ...]
    kinds: Mapping[str, CouponKind]


@dataclass(frozen=True)
class Trial:
    """A rehearsal made ready: both sides, the sales it will look at, whether members stand elsewhere, and how many
    members have to be looked through for their birthdays.
    """

    shop: Shop
    now: Side
    then: Side
    sales: tuple[str, ...]
    other_tiers: bool
    days: tuple[date, date]
    people: int = 0


@dataclass(frozen=True)
class Difference:
    """One sale (or top-up) that would have been another: what it is for the customer, fen and points more or less."""

    receipt_no: str
    business_date: str
    was: Result
    now: Result

    @property
    def weight(self) -> int:
        """What it is sorted by."""
        return max(abs(self.now.due_fen - self.was.due_fen), abs(self.now.points - self.was.points))


@dataclass(frozen=True)
class Outcome:
    """Of `sales` looked at, `changed` would have been others. `cost_fen` is money the shop would not have had
    (negative: more), `points_more` what it would have given besides, `gifts_more` the part of it that no sale earns
    (joining, birthdays). `top`: the largest differences.
    """

    sales: int = 0
    changed: int = 0
    cost_fen: int = 0
    points_more: int = 0
    gifts_more: int = 0
    touched: frozenset[str] = frozenset()
    top: tuple[Difference, ...] = ()

    @property
    def members(self) -> int:
        """How many members' sales would have been others."""
        return len(self.touched)

    def plus(self, other: Outcome) -> Outcome:
        """Two pieces together."""
        return Outcome(
            self.sales + other.sales, self.changed + other.changed, self.cost_fen + other.cost_fen,
            self.points_more + other.points_more, self.gifts_more + other.gifts_more, self.touched | other.touched,
            _largest((*self.top, *other.top)),
        )  # fmt: skip


def last_month(today: date) -> tuple[date, date]:
    """First and last day of the calendar month before `today`."""
    last = today.replace(day=1) - _DAY
    return last.replace(day=1), last


def prepare(db: Database, draft: Draft, first: date, last: date) -> Trial:
    """Checks the draft and finds the sales of some business dates (inclusive). PosError bad_setting."""
    shop = shop_of(db)
    rules = rules_from(dict(draft.settings), shop.rules)
    active = offer_rows.active(db)
    drafted = [(doc, offer_from(doc, lambda sku: products.by_sku(db, sku))) for doc in draft.offers]
    codes = {offer.code for _, offer in drafted}
    offers = [offer for offer in active if offer.code not in codes]
    offers += [offer for doc, offer in drafted if doc.get("active", True)]
    kinds = {doc["code"]: coupon_kind_from(doc) for doc in offer_rows.kinds(db)}
    changed = {**kinds, **{doc["code"]: coupon_kind_from(doc) for doc in draft.coupon_kinds}}
    found = past_sales.ids(db, first.isoformat(), last.isoformat())
    then = Side(rules, tuple(sorted(offers, key=lambda each: each.code)), changed)
    return Trial(
        shop, Side(shop.rules, active, kinds), then, tuple(found), _steps(rules) != _steps(shop.rules), (first, last),
        trial_gifts.looked_through(db, shop.rules, rules),
    )  # fmt: skip


def piece(db: Database, trial: Trial, ids: Iterable[str]) -> Outcome:
    """Some of its sales. Pieces may be done one after the other, with other work between; sum them with `plus`."""
    outcome = Outcome()
    for sale_id in ids:
        outcome = outcome.plus(_one(db, trial, past_sales.by_id(db, sale_id)))
    return outcome


def joining(db: Database, trial: Trial) -> Outcome:
    """What those who joined in these days would have got more of points."""
    return _gifts(trial_gifts.joined(db, trial.now.rules, trial.then.rules, trial.days))


def birthdays(db: Database, trial: Trial, numbers: range) -> Outcome:
    """What birthdays of these days would have brought more, of the members of some numbers (0 to `people`)."""
    if not trial.people:
        return Outcome()

    def tier_on(member_id: str, day: date) -> str | None:
        member = members.by_id(db, member_id)
        if member is None or not trial.other_tiers:
            return member.tier if member else None
        return _would_stand(db, trial.then.rules, member, day)

    return _gifts(trial_gifts.birthdays(db, trial.now.rules, trial.then.rules, trial.days, numbers, tier_on))


def _gifts(more: Mapping[str, int]) -> Outcome:
    points = sum(more.values())
    return Outcome(points_more=points, gifts_more=points, touched=frozenset(more))


def try_draft(db: Database, draft: Draft, first: date, last: date) -> Outcome:
    """The whole rehearsal at once. PosError bad_setting."""
    trial = prepare(db, draft, first, last)
    outcome = piece(db, trial, trial.sales).plus(joining(db, trial))
    return outcome.plus(birthdays(db, trial, range(trial.people + 1)))


def try_ladder(db: Database, code: str, document: Mapping[str, Any], first: date, last: date, now_ms: int) -> Outcome:
    """A draft top-up offer on the top-ups that took it, or none: money paid in as then; `cost_fen` is bonus more.

    Limits per member and in all are left out of account. PosError bad_setting.
    """
    draft = ladders.offer_from(code, document)
    in_force = next((offer for offer, _ in recharge_offers.in_force(db, now_ms) if offer.code == code), None)
    outcome = Outcome()
    for row in past_sales.top_ups(db, first.isoformat(), last.isoformat(), (code, "" if in_force is None else code)):
        asked = Asked(row.amount_fen, date.fromisoformat(row.business_date), row.tier)
        was, now = _bonus(in_force, asked), _bonus(draft, asked)
        one = Outcome(sales=1)
        if was != now:
            one = Outcome(
                1, 1, now.due_fen - was.due_fen, now.points - was.points, 0, frozenset({row.member_id}),
                (Difference(row.receipt_no, row.business_date, was, now),),
            )  # fmt: skip
        outcome = outcome.plus(one)
    return outcome


def _bonus(offer: RechargeOffer | None, asked: Asked) -> Result:
    if offer is None or ladders.why_not(replace(offer, first_only=False), asked) is not None:
        return Result(0, 0)
    gifts = ladders.gifts_for(replace(offer, first_only=False), asked)
    return Result(gifts.total_bonus_fen, gifts.points)


def priced(db: Database, row: PastRow, tier: str | None, side: Side) -> Result:
    """A stored sale under one side's rules, by a member of `tier`."""
    return again(replace(_rung_up(db, row), coupons=_coupons(db, row.id, side)), tier, side.offers, side.rules)


def _one(db: Database, trial: Trial, row: PastRow) -> Outcome:
    tier = _tier(db, trial, row) if trial.other_tiers else row.tier
    was, now = priced(db, row, row.tier, trial.now), priced(db, row, tier, trial.then)
    if was == now:
        return Outcome(sales=1)
    touched = frozenset({row.member_id} if row.member_id else ())
    difference = Difference(row.receipt_no, row.business_date, was, now)
    return Outcome(1, 1, was.due_fen - now.due_fen, now.points - was.points, 0, touched, (difference,))


def _rung_up(db: Database, row: PastRow) -> PastSale:
    """The cart of a stored sale: fees that offers made are left out, for the offers make them again."""
    lines, places = [], {}
    stored = sales.lines(db, row.id)
    for line in stored:
        if line.price_source == CHARGE:
            continue
        known = products.by_sku(db, line.sku) or Product(line.sku, line.name, line.list_fen)
        product = replace(
            known, price_fen=line.list_fen, category=line.category, earns=line.earns, kind=line.kind,
            bonus_allowed=line.bonus_allowed,
        )  # fmt: skip
        typed = TypedPrice(line.unit_price_fen) if line.price_source == TYPED else None
        lines.append(CartLine(product, line.qty_milli, typed))
        places[line.n] = len(lines)
    cart = Cart(row.id, tuple(lines), row.member_id, order_discount_fen=row.manual_fen)
    fees = {line.n: line.sku for line in stored if line.n not in places}
    offers = frozenset(past_sales.offers_of(db, row.id))
    back = tuple(_given_back(db, one, places, fees) for one in refunds.of_sale(db, row.id))
    return PastSale(cart, row.at_ms, row.points_used, _tenders(db, stored, places), offers, back=back)


def _tenders(db: Database, stored: Sequence[LineRow], places: Mapping[int, int]) -> tuple[PastTender, ...]:
    """How it was paid; a pass with the lines it paid."""
    net = {line.n: line.net_fen for line in stored}
    pays: dict[int, list[tuple[int, int, bool]]] = {}
    for cell in sales.cells(db, stored[0].sale_id):
        if cell.part == PASS:
            whole = cell.fen == net[cell.line_n]
            pays.setdefault(cell.tender_n, []).append((places[cell.line_n], cell.fen, whole))
    return tuple(
        PastTender(t.kind, t.fen, t.principal_fen, t.bonus_fen, tuple(pays.get(t.n, ())))
        for t in sales.tenders(db, stored[0].sale_id)
    )


def _given_back(db: Database, one: RefundRow, places: Mapping[int, int], fees: Mapping[int, str]) -> GivenBack:
    """Pieces of lines where some were named, else an amount."""
    rows = refunds.lines_of(db, one.id)
    return GivenBack(
        {places[n]: milli for n, milli, _ in rows if milli and n in places},
        {fees[n]: milli for n, milli, _ in rows if milli and n in fees}, one.refund_fen,
    )  # fmt: skip


def _coupons(db: Database, sale_id: str, side: Side) -> tuple[Coupon, ...]:
    return tuple(
        Coupon(key, number, side.kinds[code], _date(first), _date(last))
        for key, number, code, first, last in past_sales.coupons_of(db, sale_id)
        if code in side.kinds
    )


def _tier(db: Database, trial: Trial, row: PastRow) -> str | None:
    """Where the draft's steps would have had the member, by what was reached until the day before the sale."""
    member = members.by_id(db, row.member_id) if row.member_id else None
    if member is None:
        return None
    return _would_stand(db, trial.then.rules, member, date.fromisoformat(row.business_date))


def _would_stand(db: Database, rules: Rules, member: MemberRow, day: date) -> str | None:
    if not rules.tiers:
        return None
    since = date.fromisoformat(member.joined_on)
    return tiers.tier_for(standing.amount(db, member, rules, day - _DAY, since), rules).name


def _steps(rules: Rules) -> tuple[Any, ...]:
    """What decides who stands where; prices and points of a tier do not."""
    return rules.tiers_criterion, rules.tiers_window, tuple((tier.name, tier.threshold) for tier in rules.tiers)


def _largest(found: Sequence[Difference]) -> tuple[Difference, ...]:
    return tuple(sorted(found, key=lambda each: (-each.weight, each.receipt_no))[:MOST_SHOWN])


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
