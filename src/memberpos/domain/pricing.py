"""One pure function from cart to price: the order of steps of domain rules §2.

0 typed price · 1 line price, running promotions · 2 line coupons · 3 order offers · 4 order coupons · 4b manual order
discount · 4c fees · 5 points · 6 rounding. Offers and coupons that stand alone (group `exclusive`) are tried one by one
against all the others together; the way with the least due is taken (decision 0080).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from memberpos.domain.campaigns import with_campaigns
from memberpos.domain.cart import Cart
from memberpos.domain.charges import with_charges
from memberpos.domain.conditions import moment
from memberpos.domain.coupon_pricing import Handed, use_coupons
from memberpos.domain.coupons import Coupon
from memberpos.domain.errors import PosError
from memberpos.domain.explain import Note, note
from memberpos.domain.line_prices import price_line, unit_price
from memberpos.domain.member import Profile
from memberpos.domain.money import MAX_FEN, ceil_div, half_up
from memberpos.domain.offers import EXCLUSIVE, Offer, Scene, why_not
from memberpos.domain.promotions import order_offers
from memberpos.domain.quote import (
    LIST,
    MEMBER,
    OFFER,
    TIER,
    TYPED,
    CouponUse,
    Discount,
    Quote,
    QuoteLine,
    line_amount,
    lower,
)
from memberpos.domain.rules import Rules, Tier

__all__ = [
    "LIST", "MEMBER", "OFFER", "TIER", "TYPED", "CouponUse", "Discount", "Quote", "QuoteLine", "line_amount", "lower",
    "quote", "round_cash", "rounded",
]  # fmt: skip

JIAO_FEN, YUAN_FEN = 10, 100

_STEPS: Mapping[str, int] = MappingProxyType(
    {"none": 1, "drop_fen": JIAO_FEN, "drop_jiao": YUAN_FEN, "round_jiao": JIAO_FEN, "round_yuan": YUAN_FEN}
)


@dataclass(frozen=True)
class _Way:
    """Offers and coupons (by id) that may stand together, and what comes of them: the quote after step 4."""

    offers: tuple[Offer, ...]
    coupons: frozenset[str]
    quote: Quote
    taken: frozenset[str]


def quote(
    cart: Cart,
    profile: Profile | None,
    offers: Sequence[Offer],
    rules: Rules,
    now_ms: int,
    coupons: Sequence[Coupon] = (),
) -> Quote:
    """Prices the cart for a member (None = walk-in) at a moment. Pure; the same for preview, payment and rehearsal.

    `offers` are all the shop's offers, `coupons` those of the cart, in the order they were handed over. PosError
    insufficient_points (have, asked), points_debt (have), bad_amount for a sum beyond any till.
    """
    tier = rules.tier(profile.tier) if profile else None
    scene = Scene(
        moment(now_ms, rules.zone, rules.day_starts_at), profile is not None, tier.name if tier else None,
        max(profile.points, 0) if profile else 0, frozenset(cart.add_ons),
    )  # fmt: skip
    standing, idle = _standing(offers, scene)
    chosen = _best_way(cart, tier, scene, standing, tuple(coupons))
    so_far = replace(chosen.quote, points_asked=cart.points, tier=scene.tier)
    so_far = _multiplied(so_far, chosen, standing).say(*(idle if cart.lines else ()))
    so_far = _manual(so_far, cart.order_discount_fen, cart.order_discount_reason)
    so_far = with_charges(so_far, [offer for offer in standing if offer.is_charge])
    _check_size(so_far)
    so_far = _points(so_far, cart.points, profile, rules)
    return _round_order(so_far, rules)


def round_cash(priced: Quote, non_cash_fen: int, rules: Rules) -> Quote:
    """With `rounding.scope` = cash: the quote with its cash part (due − `non_cash_fen`) rounded; else unchanged."""
    cash_fen = priced.due_fen - non_cash_fen
    if rules.rounding_scope != "cash" or cash_fen <= 0:
        return priced
    return _rounded(priced, cash_fen, rules.rounding_mode)


def rounded(fen: int, mode: str) -> int:
    """An amount ≥ 0 after a rounding mode (抹零): drop_* down, round_* half up."""
    step = _STEPS[mode]
    return (fen // step if mode.startswith("drop") else half_up(fen, step)) * step


# --- offers and coupons: steps 1 to 4 -------------------------------------------------------------------------------


def _standing(offers: Sequence[Offer], scene: Scene) -> tuple[tuple[Offer, ...], tuple[Note, ...]]:
    """The offers that stand now and for this customer, in order of code; and of the others why not."""
    reasons = [(offer, why_not(offer, scene)) for offer in sorted(offers, key=lambda each: each.code)]
    return tuple(offer for offer, why in reasons if why is None), tuple(why for _, why in reasons if why is not None)


def _best_way(
    cart: Cart, tier: Tier | None, scene: Scene, standing: Sequence[Offer], coupons: tuple[Coupon, ...]
) -> _Way:
    """The way with the least due, the common one on a tie; what it leaves out is said."""
    priced = [offer for offer in standing if offer.on_prices or offer.on_order]
    shared = tuple(offer for offer in priced if offer.group != EXCLUSIVE)
    together = frozenset(coupon.id for coupon in coupons if coupon.kind.group != EXCLUSIVE)
    ways = [(shared, together)]
    ways += [((offer,), frozenset[str]()) for offer in priced if offer.group == EXCLUSIVE]
    ways += [((), frozenset({coupon.id})) for coupon in coupons if coupon.kind.group == EXCLUSIVE]
    made = [_way(cart, tier, scene, allowed, coupons, held) for allowed, held in ways]
    best = min(made, key=lambda way: way.quote.due_fen)
    out = [offer for offer in priced if offer not in best.offers]
    said = tuple(note("offer_group_taken", offer=offer.code, name=offer.label) for offer in out)
    return replace(best, quote=best.quote.say(*(said if cart.lines else ())))


def _way(
    cart: Cart,
    tier: Tier | None,
    scene: Scene,
    offers: tuple[Offer, ...],
    coupons: tuple[Coupon, ...],
    allowed: frozenset[str],
) -> _Way:
    running = [offer for offer in offers if offer.on_prices]
    priced = [price_line(number, line, scene.member, tier, running) for number, line in enumerate(cart.lines, 1)]
    so_far = Quote(tuple(line for line, _ in priced), notes=tuple(said for _, notes in priced for said in notes))
    so_far = so_far.say(*_unused(running, so_far))
    handed = Handed(coupons, allowed, tuple(line.net_fen for line in so_far.lines))
    so_far, taken = use_coupons(so_far, handed, scene, frozenset(), on_lines=True)
    ordered = [offer for offer in offers if offer.on_order]
    free = [offer for offer in ordered if offer.group not in taken]
    late = [offer for offer in ordered if offer.group in taken]
    so_far, groups = order_offers(so_far, free if cart.lines else (), scene)
    so_far = so_far.say(*(note("offer_group_taken", offer=offer.code, name=offer.label) for offer in late))
    so_far, taken = use_coupons(so_far, handed, scene, taken | groups, on_lines=False)
    return _Way(offers, allowed, so_far, taken)


def _unused(running: Sequence[Offer], so_far: Quote) -> tuple[Note, ...]:
    """Running promotions that made no price: for other goods, or another price is as low."""
    used = {said.facts.get("offer") for said in so_far.notes}
    said = []
    for offer in running:
        if offer.code not in used and so_far.lines:
            fits = any(unit_price(offer, line.product, line.list_unit_fen) is not None for line in so_far.lines)
            said.append(note("offer_no_effect" if fits else "offer_not_for_goods", offer=offer.code, name=offer.label))
    return tuple(said)


def _multiplied(so_far: Quote, chosen: _Way, standing: Sequence[Offer]) -> Quote:
    """The points campaigns; one that stands alone stands beside no offer and no coupon."""
    campaigns = [offer for offer in standing if offer.on_points]
    if not campaigns or not so_far.lines:
        return so_far
    something = bool(so_far.taken_off("offer") or so_far.taken_off("coupon"))
    alone = EXCLUSIVE in chosen.taken or any(offer.group == EXCLUSIVE for offer in chosen.offers)
    shared = () if alone else tuple(offer for offer in campaigns if offer.group != EXCLUSIVE)
    single = [] if something else [(offer,) for offer in campaigns if offer.group == EXCLUSIVE]
    said = [
        note("offer_group_taken", offer=offer.code, name=offer.label)
        for offer in campaigns
        if offer not in shared and (offer,) not in single
    ]
    return with_campaigns(so_far, [shared, *single], chosen.taken).say(*said)


def _check_size(so_far: Quote) -> None:
    most = max(so_far.total_fen, so_far.due_fen, sum(abs(line.net_fen) for line in so_far.lines))
    if most > MAX_FEN:
        raise PosError("bad_amount", reason="too_large")


# --- what staff and the customer take off: steps 4b, 5, 6 -----------------------------------------------------------


def _manual(so_far: Quote, asked_fen: int, reason: str) -> Quote:
    """Step 4b: a discount given by staff, on the lines that may be lowered and not above their sum."""
    if not asked_fen:
        return so_far
    on = [line.discountable for line in so_far.lines]
    most = sum(line.net_fen for line in so_far.lines if line.discountable)
    fen = min(asked_fen, most)
    code = "manual_discount" if fen == asked_fen else "manual_discount_reduced"
    return lower(so_far, fen, "manual", reason, on).say(note(code, fen=fen, asked_fen=asked_fen))


def _points(so_far: Quote, asked: int, profile: Profile | None, rules: Rules) -> Quote:
    """Step 5: points off the whole order, up to the cap; what is asked above the cap is reduced and said."""
    so_far = replace(so_far, points_used=so_far.add_on_points)
    if not asked:
        return so_far
    have = (profile.points if profile else 0) - so_far.add_on_points
    if have < 0:
        raise PosError("points_debt", have=have, asked=asked)
    if asked > have:
        raise PosError("insufficient_points", have=have, asked=asked)
    per_yuan = rules.points_per_yuan
    if per_yuan is None:
        return so_far.say(note("points_off", asked=asked))
    cap = so_far.due_fen * rules.points_discount_cap_percent // 100
    worth = asked * YUAN_FEN // per_yuan
    fen = min(worth, cap)
    used = ceil_div(fen * per_yuan, YUAN_FEN)
    after = lower(so_far, fen, "points", "", [True] * len(so_far.lines)) if fen else so_far
    code = "points_discount" if worth <= cap else "points_reduced"
    after = replace(after, points_used=used + so_far.add_on_points, points_discount_fen=fen)
    return after.say(note(code, points=used, asked=asked, fen=fen, cap_fen=cap))


def _round_order(so_far: Quote, rules: Rules) -> Quote:
    """Step 6 for the whole order; the cash part is rounded by `round_cash` when tenders are known."""
    if rules.rounding_scope != "order":
        return so_far
    return _rounded(so_far, so_far.due_fen, rules.rounding_mode)


def _rounded(so_far: Quote, part_fen: int, mode: str) -> Quote:
    off_fen = part_fen - rounded(part_fen, mode)
    if not off_fen:
        return so_far
    after = lower(so_far, off_fen, "rounding", mode, [True] * len(so_far.lines))
    return replace(after, rounding_fen=off_fen).say(note("rounding", fen=off_fen))
