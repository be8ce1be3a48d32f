"""Worked examples of rules: small sales and top-ups put through the real engine, for people to check what they wrote.

Pure. Each function gives numbers; the window makes a sentence of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from memberpos.domain import earning, points
from memberpos.domain.cart import Cart
from memberpos.domain.catalog import MILLI, Product
from memberpos.domain.conditions import ALWAYS
from memberpos.domain.coupons import GOODS, Coupon, CouponKind
from memberpos.domain.draws import Draw
from memberpos.domain.gifts import Gift
from memberpos.domain.ledger import BONUS, PRINCIPAL, Lot
from memberpos.domain.member import Profile
from memberpos.domain.money import ceil_div, half_up
from memberpos.domain.offers import AddOn, Bundle, Cheapest, MinimumSpend, Offer, Percent, SpecialPrice, SpendSave
from memberpos.domain.pass_terms import PassTerms
from memberpos.domain.points import EarnLine
from memberpos.domain.pricing import quote, rounded
from memberpos.domain.recharge_offers import Asked, RechargeOffer, Step, gifts_for
from memberpos.domain.rules import Rules
from memberpos.domain.stored_value import bonus_limit, spend
from memberpos.domain.tenders import PayLine

SPEND_FEN = 9_990
_PIECE_FEN, _ORDER_FEN, _MANY, _BILL_FEN = 2_000, 10_000, 10**12, 1_267
_ANY_DAY = date(2026, 1, 1)
_CART = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Earns:
    """Who pays how much and gets how many points; `tier` None = without tiers."""

    tier: str | None
    paid_fen: int
    points: int
    worth_fen: int


@dataclass(frozen=True)
class Costs:
    """Goods at list, what is due, and the points of a member with and without the rule."""

    pieces: int
    total_fen: int
    due_fen: int
    points: int
    plain_points: int
    name: str = ""


def earns(rules: Rules) -> tuple[Earns, ...]:
    """What ¥99.90 bring in the lowest and in the highest tier."""
    chosen = [None] if not rules.tiers else [rules.tiers[0], *rules.tiers[1:][-1:]]
    found = []
    for tier in chosen:
        paid = half_up(SPEND_FEN * (tier.price_percent if tier else 100), 100)
        count = points.earned([EarnLine(1, paid, points.multiplier(rules, tier))], rules)
        worth = count * 100 // rules.points_per_yuan if rules.points_per_yuan else 0
        found.append(Earns(tier.name if tier else None, paid, count, worth))
    return tuple(found)


def spend_for(rules: Rules, wanted: int) -> int | None:
    """Fen to spend without a tier for `wanted` points; None while spending earns none."""
    rate = rules.points_rate
    return ceil_div(wanted * rate.q * 100, rate.p) if rate.p else None


def offer_costs(offer: Offer, goods: Sequence[Product], rules: Rules) -> Costs:
    """A sale that the offer is for, at a moment it holds."""
    always = replace(offer, when=ALWAYS)
    lines = _goods_for(offer, goods)
    cart = Cart(_CART, member_id="m")
    for product, pieces in lines:
        cart = cart.add(product, pieces * MILLI)
    if isinstance(offer.terms, AddOn) and offer.terms.points:
        cart = cart.set_add_ons([offer.code])
    tier = next((each.name for each in rules.tiers if each.name in offer.tiers), None)
    return _costs(cart, tier, (always,), rules, ())


def coupon_costs(kind: CouponKind, goods: Sequence[Product], rules: Rules) -> Costs:
    """A sale that the coupon is for."""
    known = _known(kind.goods.skus, kind.goods.categories, goods)
    least = max(kind.min_fen, kind.value if kind.kind == "amount" else 0, _ORDER_FEN if kind.goods.everything else 0)
    product = replace(known, price_fen=known.price_fen or _PIECE_FEN)
    if kind.goods.everything:
        product = _at(product, _round_up(least))
    pieces = max(ceil_div(max(kind.min_fen, 1), product.price_fen), kind.value + 1 if kind.kind == GOODS else 1)
    coupon = Coupon("c", "c", replace(kind, when=ALWAYS))
    cart = Cart(_CART, member_id="m", coupons=("c",)).add(product, pieces * MILLI)
    return _costs(cart, None, (), rules, (coupon,))


def top_up(offer: RechargeOffer, amount_fen: int | None = None) -> tuple[Step, int, int]:
    """(step, amount, bonus in all) of the highest step, or of an amount."""
    step = offer.steps[-1]
    amount = step.amount_fen if amount_fen is None else amount_fen
    open_offer = replace(
        offer, active=True, from_on=None, to_on=None, weekdays=(), tiers=(), first_only=False, member_limit=None,
        total_limit=None,
    )  # fmt: skip
    return step, amount, gifts_for(open_offer, Asked(amount, _ANY_DAY)).total_bonus_fen


def per_use(terms: PassTerms) -> int | None:
    """Fen one use of a pass costs; None of a pass without a number of uses."""
    return half_up(terms.price_fen, terms.total) if terms.total else None


def gift_worth(gift: Gift, rules: Rules) -> tuple[int | None, int | None]:
    """(fen its points are worth off a bill, fen to spend for them); None where rules give no answer."""
    worth = gift.points * 100 // rules.points_per_yuan if rules.points_per_yuan else None
    return worth, spend_for(rules, gift.points)


def spent_of_value(rules: Rules) -> tuple[int, int, int]:
    """(fen spent, from principal, from bonus) of a card that was topped up with 100.00 and 20.00 of bonus."""
    lots = [
        Lot(kind, "m", kind, fen, fen, 0, recharge_id="r")
        for kind, fen in ((PRINCIPAL, _ORDER_FEN), (BONUS, _ORDER_FEN // 5))
    ]
    fen = _ORDER_FEN // 2
    limit_fen = bonus_limit(fen, [PayLine(1, fen)], rules)
    taken = spend(lots, fen, rules.stored_value_spend_order, limit_fen, _ANY_DAY)
    return fen, taken.principal_fen, taken.bonus_fen


def rounded_bill(rules: Rules) -> tuple[int, int]:
    """(fen of a bill, what is paid of it in cash)."""
    return _BILL_FEN, rounded(_BILL_FEN, rules.rounding_mode)


def growth(rules: Rules) -> tuple[int, int]:
    """(fen spent, growth it brings)."""
    return SPEND_FEN, points.growth(SPEND_FEN, rules)


def odds(draw: Draw) -> tuple[tuple[str, Fraction], ...]:
    """(prize, its chance) in the owner's order."""
    total = sum(prize.weight for prize in draw.prizes)
    return tuple((prize.name, Fraction(prize.weight, total or 1)) for prize in draw.prizes)


def expected_fen(draw: Draw) -> int:
    """What one play costs the shop on average, by the prizes' values, rounded."""
    total = sum(prize.weight for prize in draw.prizes)
    return half_up(sum(prize.weight * prize.value_fen for prize in draw.prizes), total) if total else 0


# --- carts ----------------------------------------------------------------------------------------------------------


def _goods_for(offer: Offer, goods: Sequence[Product]) -> list[tuple[Product, int]]:
    terms = offer.terms
    known = _known(offer.goods.skus, offer.goods.categories, goods)
    if isinstance(terms, SpendSave):
        return [(_at(known, _round_up(terms.steps[-1][0])), 1)]
    if isinstance(terms, Percent):
        return [(_at(known, _round_up(terms.min_fen)) if terms.min_fen else known, 1)]
    if isinstance(terms, Cheapest):
        return [(known, terms.n)]
    if isinstance(terms, Bundle):
        return [(_known([sku], (), goods), 1) for sku in terms.skus]
    if isinstance(terms, SpecialPrice):
        return [(_known([terms.sku], (), goods, least=terms.fen), 1)]
    if isinstance(terms, AddOn):
        other = Product("…", "…", _round_up(max(terms.min_fen, 1)))
        return [(other, 1), (_known([terms.sku], (), goods, least=terms.fen), 1)]
    if isinstance(terms, MinimumSpend):
        return [(_at(known, terms.fen // 2 or 1), 1)]
    return [(_at(known, _ORDER_FEN), 1)]


def _known(skus: Iterable[str], categories: Iterable[str], goods: Sequence[Product], least: int = 0) -> Product:
    """The first good it is for, as it is sold; one made up where there is none."""
    wanted, kinds = tuple(sorted(skus)), set(categories)
    found = next((each for each in goods if each.discountable and (each.sku in wanted or each.category in kinds)), None)
    if found is None and not wanted and not kinds:
        found = next((each for each in goods if each.discountable and each.price_fen and each.kind != "fee"), None)
    if found is not None:
        return replace(found, member_price_fen=None, prices_by_tier={})
    sku = wanted[0] if wanted else "…"
    return Product(sku, sku, max(_PIECE_FEN, least * 2), category=min(kinds, default=""))


def _at(product: Product, fen: int) -> Product:
    """Goods like these at a price made up, so that they are not called by name."""
    return replace(product, name="…", price_fen=fen)


def _round_up(least_fen: int) -> int:
    """A price people might see that is well above a threshold: 20000 → 25600."""
    return max(half_up(least_fen * 128, 100), 100)


def _costs(cart: Cart, tier: str | None, offers: Sequence[Offer], rules: Rules, coupons: Sequence[Coupon]) -> Costs:
    plain_rules = replace(rules, rounding_mode="none")
    profile = Profile("m", tier, _MANY)
    made = quote(cart, profile, offers, plain_rules, 0, coupons)
    bare = quote(replace(cart, coupons=(), add_ons=()), profile, (), plain_rules, 0)
    pieces = sum(line.qty_milli for line in cart.lines) // MILLI
    return Costs(
        pieces, bare.due_fen, made.due_fen, earning.preview(made, rules), earning.preview(bare, rules),
        "、".join(line.product.name for line in cart.lines if line.product.name != "…"),
    )  # fmt: skip
