"""Coupons and the gifts of the mall (domain rules §5, §9)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.oracle import days
from tests.oracle.book import Fact, Refused, Row, Shop
from tests.oracle.points import Points
from tests.oracle.tender import plain


def issue_one(shop: Shop, member: str, code: str, cause: str | None = None) -> str:
    """A coupon of a kind; with `valid_days` N its last day is today + N (domain rules §8, §9)."""
    kind, key = shop.coupon_kinds[code], f"coupon#{len(shop.coupons)}"
    lasts = kind.get("valid_days")
    end = None if lasts is None else shop.today + timedelta(days=lasts)
    shop.coupons[key] = {"code": code, "member": member, "valid_to": end, "used": None, "gone": None, "cause": cause}
    return key


def issue(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    key = issue_one(shop, action["member"], action["coupon"])
    end = shop.coupons[key]["valid_to"]
    return {"coupon": key, "valid_to": end and end.isoformat()}


def is_open(shop: Shop, coupon: dict[str, Any]) -> bool:
    return coupon["used"] is None and coupon["gone"] is None and not passed(shop, coupon)


def passed(shop: Shop, coupon: dict[str, Any]) -> bool:
    return coupon["valid_to"] is not None and coupon["valid_to"] < shop.today


def of_member(shop: Shop, member: str) -> list[str]:
    """Open coupons, soonest end first."""
    mine = [key for key, coupon in shop.coupons.items() if coupon["member"] == member and is_open(shop, coupon)]
    return sorted(mine, key=lambda key: (days.sooner(shop.coupons[key]["valid_to"]), shop.coupons[key]["code"]))


def chosen(shop: Shop, member: str | None, wanted: list[str]) -> list[str]:
    """The coupons a sale names, each alone or by its kind; at most one of each named group (domain rules §2)."""
    found: list[str] = []
    for name in wanted:
        key = name if name in shop.coupons else by_code(shop, member, name, found)
        check(shop, member, key)
        if key in found:
            raise Refused("coupon_used", "bad_line", "coupon_not_applicable")
        found.append(key)
    groups = [shop.coupon_kinds[shop.coupons[key]["code"]].get("group") for key in found]
    named = [group for group in groups if group is not None]
    if len(set(named)) < len(named) or ("exclusive" in named and len(found) > 1):
        raise Refused("coupon_not_applicable")
    return found


def by_code(shop: Shop, member: str | None, code: str, found: list[str]) -> str:
    open_ones = [key for key in of_member(shop, member or "") if shop.coupons[key]["code"] == code and key not in found]
    if not open_ones:
        raise Refused("not_found", "coupon_used", "coupon_expired", "coupon_not_applicable")
    return open_ones[0]


def check(shop: Shop, member: str | None, key: str) -> None:
    coupon = shop.coupons[key]
    wrong = []
    if coupon["gone"] is not None:
        wrong += ["coupon_used", "coupon_not_applicable", "not_found"]
    if coupon["used"] is not None:
        wrong.append("coupon_used")
    if passed(shop, coupon):
        wrong.append("coupon_expired")
    if coupon["member"] != member:
        wrong += ["coupon_not_applicable", "not_found"]
    if wrong:
        raise Refused(*wrong)


def come_back(shop: Shop, sale: Fact) -> list[Row]:
    """When Σ refunds = paid and the coupon's last day has not passed (domain rules §5)."""
    for key in sale["coupons"]:
        if not passed(shop, shop.coupons[key]):
            shop.coupons[key]["used"] = None
    return []


def ends(shop: Shop) -> list[tuple[date, str]]:
    """When unused coupons end: due the day after their last."""
    unused = [(key, c) for key, c in shop.coupons.items() if c["used"] is None and c["gone"] is None]
    return [(c["valid_to"] + days.ONE_DAY, key) for key, c in unused if c["valid_to"] is not None]


def redeem(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    """A gift for points and perhaps a cash part (domain rules §9)."""
    gift, qty = shop.gifts[action["gift"]], action.get("qty", 1)
    if qty <= 0:
        raise Refused("bad_amount", "bad_line")
    points, fen = gift["points"] * qty, gift["fen"] * qty
    if fen or action.get("tenders"):
        shop.need_shift()
    flows, rows = plain(shop, action["member"], fen, action.get("tenders", []))
    if gift["stock"] is not None and gift["stock"] < qty:
        raise Refused("out_of_stock")
    pot = Points(shop, action["member"])
    pot.spend(points)
    if gift["stock"] is not None:
        gift["stock"] -= qty
    shop.post("redeem", rows + pot.rows, member=action["member"], money=flows, points_used=points, sale=None)
    return {"points_used": points, "fen": fen}
