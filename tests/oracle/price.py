"""What a cart costs: steps 0 to 6 of pricing (domain rules §2)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.oracle import offers as offering
from tests.oracle.arithmetic import ceil, floor, percent_of
from tests.oracle.book import Refused, Shop
from tests.oracle.points import Points

Quote = dict[str, Any]


def quote(shop: Shop, member: str | None, tier: dict[str, Any] | None, cart: dict[str, Any]) -> Quote:
    """Lines with `list` and `now` = what they cost after step 5, coupons that took effect, points used."""
    have = max(0, Points(shop, member).usable) if member else 0
    best = min(
        roads(shop, member is not None, tier, cart, have), key=lambda road: sum(line["now"] for line in road["lines"])
    )
    for coupon in cart.get("coupons", []):
        check_least(shop, coupon, best["lines"])
    if best["short"]:
        raise Refused("insufficient_points")
    lines = best["lines"]
    used, discount = points_discount(shop, member, cart.get("points", 0), best["add_on_points"], lines)
    for line in lines:
        line["by_points"] = line["now"]
    offering.take_off(lines, discount)
    for line in lines:
        line["by_points"] -= line["now"]
    return best | {"points_used": used, "points_off": discount}


def roads(shop: Shop, member: bool, tier: dict[str, Any] | None, cart: dict[str, Any], have: int) -> list[Quote]:
    """All that is not exclusive together; then each exclusive offer or coupon alone (domain rules §2, exclusion groups)."""
    offers, coupons = offering.running(shop, tier and tier["name"]), cart.get("coupons", [])
    group_of = {coupon: shop.coupon_kinds[shop.coupons[coupon]["code"]].get("group") for coupon in coupons}
    offers = [o for o in offers if o["kind"] != "add_on" or not o.get("points") or o["code"] in cart.get("add_ons", [])]
    single = [[o] for o in offers if o.get("group") == "exclusive" and o["kind"] != "multiplier"]
    free = [offer for offer in offers if offer.get("group") != "exclusive"]
    plans = [(free, [c for c in coupons if group_of[c] != "exclusive"]), *[(plan, []) for plan in single]]
    plans += [([], [coupon]) for coupon in coupons if group_of[coupon] == "exclusive"]
    return [
        road(shop, cart["lines"], tier, member, plan, held, offers if plan is free else [], have)
        for plan, held in plans
    ]


def road(
    shop: Shop,
    wanted: list[dict[str, Any]],
    tier: dict[str, Any] | None,
    member: bool,
    offers: list[offering.Offer],
    coupons: list[str],
    campaigns: list[offering.Offer],
    have: int,
) -> Quote:
    """Steps 0 to 4 with these offers and coupons."""
    lines = offering.lines_of(shop, wanted, tier, member, offers)
    taken: set[str] = set()
    effective = [c for c in coupons if on_lines(shop, c) and coupon_off(shop, c, lines, taken)]
    points, short = offering.order_offers(offers, lines, taken, have)
    effective += [c for c in coupons if not on_lines(shop, c) and coupon_off(shop, c, lines, taken)]
    lowered = bool(effective) or any(line["now"] < line["price"] or line["promoted"] for line in lines)
    for line, by in zip(lines, offering.campaigns(campaigns, lines, taken, lowered), strict=True):
        line["campaign"] = by
    return {"lines": lines, "coupons": effective, "add_on_points": points, "short": short}


def on_lines(shop: Shop, coupon: str) -> bool:
    """A coupon with filters belongs to lines (step 2), one without to the order (step 4)."""
    kind = shop.coupon_kinds[shop.coupons[coupon]["code"]]
    return bool(kind.get("skus") or kind.get("categories"))


def goods_of(kind: dict[str, Any], lines: list[offering.Line]) -> list[offering.Line]:
    return [line for line in lines if line["discountable"] and offering.touches(kind, line["product"])]


def check_least(shop: Shop, coupon: str, lines: list[offering.Line]) -> None:
    """The least spend counts the goods a coupon is for at their own prices; below it the sale is refused."""
    kind = shop.coupon_kinds[shop.coupons[coupon]["code"]]
    mine = goods_of(kind, lines)
    if not mine or sum(line["price"] for line in mine) < kind.get("min_fen", 0):
        raise Refused("coupon_not_applicable")


def coupon_off(shop: Shop, coupon: str, lines: list[offering.Line], taken: set[str]) -> bool:
    """Take a coupon off; whether it had an effect: one without is not consumed (domain rules §2)."""
    kind = shop.coupon_kinds[shop.coupons[coupon]["code"]]
    try:
        check_least(shop, coupon, lines)
    except Refused:
        return False
    group = kind.get("group")
    mine = offering.lowerable(goods_of(kind, lines), group)
    total = sum(line["now"] for line in mine)
    off = min(kind["value"], total) if kind["kind"] == "amount" else total - percent_of(total, kind["value"])
    return group not in taken and offering.take_for(group, mine, off, taken)


def points_discount(
    shop: Shop, member: str | None, wanted: int, by_add_ons: int, lines: list[offering.Line]
) -> tuple[int, int]:
    """Points used and fen off: above the cap reduced, above the balance refused (domain rules §2.5)."""
    if wanted + by_add_ons == 0:
        return 0, 0
    if member is None:
        raise Refused("not_found", "bad_line", "not_allowed", "insufficient_points")
    pot, per_yuan = Points(shop, member), shop.rules["points.per_yuan"]
    if pot.balance < 0:
        raise Refused("points_debt", "insufficient_points")
    if wanted + by_add_ons > pot.usable:
        raise Refused("insufficient_points")
    if per_yuan is None:
        return by_add_ons, 0
    total = sum(line["now"] for line in lines)
    cap = floor(Fraction(total * shop.rules["points.discount_cap_percent"], 100))
    discount = min(floor(Fraction(wanted * 100, per_yuan)), cap)
    return ceil(Fraction(discount * per_yuan, 100)) + by_add_ons, discount


def rounded(mode: str, fen: int) -> int:
    """抹零 (domain rules §2.6)."""
    if mode == "drop_fen":
        return fen // 10 * 10
    if mode == "drop_jiao":
        return fen // 100 * 100
    if mode == "round_jiao":
        return (fen + 5) // 10 * 10
    if mode == "round_yuan":
        return (fen + 50) // 100 * 100
    return fen
