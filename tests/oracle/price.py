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
    running = offering.running(shop, tier and tier["name"])
    lines = offering.lines_of(shop, cart["lines"], tier, member is not None, running)
    for line in lines:
        line["price"] = line["now"]
    coupons = cart.get("coupons", [])
    effective = [c for c in coupons if on_lines(shop, c) and coupon_off(shop, c, lines)]
    offering.order_offers(running, lines)
    effective += [c for c in coupons if not on_lines(shop, c) and coupon_off(shop, c, lines)]
    used, discount = points_discount(shop, member, cart.get("points", 0), lines)
    for line in lines:
        line["by_points"] = line["now"]
    offering.take_off(lines, discount)
    for line in lines:
        line["by_points"] -= line["now"]
    return {"lines": lines, "coupons": effective, "points_used": used, "points_off": discount, "offers": running}


def on_lines(shop: Shop, coupon: str) -> bool:
    """A coupon with filters belongs to lines (step 2), one without to the order (step 4)."""
    kind = shop.coupon_kinds[shop.coupons[coupon]["code"]]
    return kind.get("skus") is not None or kind.get("categories") is not None


def coupon_off(shop: Shop, coupon: str, lines: list[offering.Line]) -> bool:
    """Take a coupon off; whether it had an effect: one without is not consumed (domain rules §2)."""
    kind = shop.coupon_kinds[shop.coupons[coupon]["code"]]
    mine = [line for line in lines if line["discountable"] and offering.touches(kind, line["product"])]
    if not mine or sum(line["price"] for line in mine) < kind.get("min_fen", 0):
        raise Refused("coupon_not_applicable")
    total = sum(line["now"] for line in mine)
    off = min(kind["value"], total) if kind["kind"] == "amount" else total - percent_of(total, kind["value"])
    offering.take_off(mine, off)
    return bool(off)


def points_discount(shop: Shop, member: str | None, wanted: int, lines: list[offering.Line]) -> tuple[int, int]:
    """Points used and fen off: above the cap reduced, above the balance refused (domain rules §2.5)."""
    if wanted < 0:
        raise Refused("bad_amount", "bad_line")
    if wanted == 0:
        return 0, 0
    if member is None:
        raise Refused("not_found", "bad_line", "not_allowed", "insufficient_points")
    balance, per_yuan = Points(shop, member).balance, shop.rules["points.per_yuan"]
    if balance < 0:
        raise Refused("points_debt", "insufficient_points")
    if wanted > balance:
        raise Refused("insufficient_points")
    if per_yuan is None:
        return 0, 0
    total = sum(line["now"] for line in lines)
    cap = floor(Fraction(total * shop.rules["points.discount_cap_percent"], 100))
    discount = min(floor(Fraction(wanted * 100, per_yuan)), cap)
    return ceil(Fraction(discount * per_yuan, 100)), discount


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
