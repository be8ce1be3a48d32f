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
    shop.coupons[key]["born"] = (shop.at, len(shop.coupons))
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
    return sorted(mine, key=lambda key: (days.sooner(shop.coupons[key]["valid_to"]), shop.coupons[key]["born"]))


def chosen(shop: Shop, member: str | None, wanted: list[str]) -> list[str]:
    """The coupons a sale names, each alone or by its kind; in the order handed over."""
    found: list[str] = []
    for name in wanted:
        key = name if name in shop.coupons else by_code(shop, member, name, found)
        if key in found:
            raise Refused("coupon_used", "bad_line", "coupon_not_applicable")
        check(shop, key)
        found.append(key)
    return found


def by_code(shop: Shop, member: str | None, code: str, found: list[str]) -> str:
    open_ones = [key for key in of_member(shop, member or "") if shop.coupons[key]["code"] == code and key not in found]
    if not open_ones:
        raise Refused("not_found", "coupon_used", "coupon_expired", "coupon_not_applicable")
    return open_ones[0]


def check(shop: Shop, key: str) -> None:
    """Whoever shows a coupon may use it; its kind would have to say that it is personal (domain rules §9)."""
    coupon = shop.coupons[key]
    wrong = []
    if coupon["gone"] is not None:
        wrong += ["coupon_used", "coupon_not_applicable", "not_found", "coupon_expired"]
    if coupon["used"] is not None:
        wrong.append("coupon_used")
    if passed(shop, coupon):
        wrong.append("coupon_expired")
    if wrong:
        raise Refused(*wrong)


def come_back(shop: Shop, sale: Fact) -> None:
    """When Σ refunds = paid and the coupon's last day has not passed (domain rules §5)."""
    for key in sale["coupons"]:
        if not passed(shop, shop.coupons[key]):
            shop.coupons[key]["used"] = None


def ends(shop: Shop) -> list[tuple[date, str]]:
    """When unused coupons end: due the day after their last."""
    unused = [(key, c) for key, c in shop.coupons.items() if c["used"] is None and c["gone"] is None]
    return [(c["valid_to"] + days.ONE_DAY, key) for key, c in unused if c["valid_to"] is not None]


def redeem(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    """A gift for points and perhaps a cash part (domain rules §9). Several reasons to refuse may hold at once."""
    shop.need_shift()
    gift, qty, wrong = shop.gifts[action["gift"]], action.get("qty", 1), []
    if qty <= 0:
        raise Refused("bad_amount", "bad_line")
    points, fen, pot = gift["points"] * qty, gift["fen"] * qty, Points(shop, action["member"])
    flows: list[Row] = []
    rows: list[Row] = []
    if gift["stock"] is not None and gift["stock"] < qty:
        wrong.append("out_of_stock")
    for step in (lambda: debtless(pot), lambda: pot.spend(points), lambda: paid(shop, action, fen, flows, rows)):
        try:
            step()
        except Refused as refused:
            wrong += refused.codes
    if wrong:
        raise Refused(*wrong)
    if gift["stock"] is not None:
        gift["stock"] -= qty
    shop.post("redeem", rows + pot.rows, member=action["member"], money=flows, points_used=points, sale=None)
    return {"points_used": points, "fen": fen}


def debtless(pot: Points) -> None:
    """Redeeming with a debt is refused (domain rules §5), also a gift for money alone."""
    if pot.balance < 0:
        raise Refused("points_debt", "insufficient_points")


def paid(shop: Shop, action: dict[str, Any], fen: int, flows: list[Row], rows: list[Row]) -> None:
    got = plain(shop, action["member"], fen, action.get("tenders", []))
    flows += got[0]
    rows += got[1]
