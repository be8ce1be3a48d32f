"""What the shop offers: goods, gifts, kinds of coupons and passes, offers, and its settings (contracts, `rehearse`)."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.oracle import days, settings
from tests.oracle.book import Refused, Shop

Action = dict[str, Any]
SENSELESS = ("bad_amount", "bad_setting", "bad_line")


def change_settings(shop: Shop, action: Action) -> dict[str, Any]:
    """Merges; one unknown name or value and nothing is changed."""
    if not all(settings.right(name, value) for name, value in action["set"].items()):
        raise Refused("bad_setting")
    before = shop.rules
    if not shop.versions:
        shop.versions.append((date.min, before))
    shop.rules = before | action["set"]
    shop.versions.append((shop.today, shop.rules))
    if not before["points.birthday"]:
        for key, member in shop.members.items():  # today's birthday was due before this line: none is made up for
            shop.members[key] = member | {"birthdays_from": shop.today + days.ONE_DAY}
    return {"rule_version": len(shop.versions)}


def put_product(shop: Shop, action: Action) -> dict[str, Any]:
    """The same sku again changes it: what is not named has its default again."""
    not_negative(action, "price_fen", "member_price_fen")
    if any(fen < 0 for fen in (action.get("prices") or {}).values()):
        raise Refused(*SENSELESS)
    usual = {"category": None, "earns": True, "bonus_allowed": True, "discountable": True}
    shop.products[action["sku"]] = usual | action
    return {"sku": action["sku"]}


def put_gift(shop: Shop, action: Action) -> dict[str, Any]:
    not_negative(action, "points", "fen", "stock")
    shop.gifts[action["sku"]] = {"fen": 0, "stock": None} | action
    return {"sku": action["sku"]}


def put_coupon_kind(shop: Shop, action: Action) -> dict[str, Any]:
    not_negative(action, "value", "min_fen", "valid_days")
    need(action["value"] <= 100 if action["kind"] == "percent" else action["value"] > 0)
    shop.coupon_kinds[action["code"]] = dict(action)
    return {"code": action["code"]}


def put_pass_kind(shop: Shop, action: Action) -> dict[str, Any]:
    not_negative(action, "price_fen", "uses", "gift_uses", "valid_days", "list_fen")
    need(action["uses"] > 0)
    shop.pass_kinds[action["code"]] = {"gift_uses": 0, "starts": "sale"} | action
    return {"code": action["code"]}


def put_offer(shop: Shop, action: Action) -> dict[str, Any]:
    """An offer whose figures make sense: a percent is paid, m of n are paid, steps ascend."""
    not_negative(action, "min_fen", "fen", "price_fen")
    kind = action["kind"]
    if kind == "percent":
        need(0 <= action["percent"] <= 100)
    elif kind == "multiplier":
        need(settings.MULTIPLIER(action["multiplier"]))
    elif kind == "n_for_m":
        need(0 < action["m"] < action["n"])
    elif kind == "spend_save":
        need(len(action["steps"]) > 0 and all(least >= 0 and save >= 0 for least, save in action["steps"]))
    shop.offers[action["code"]] = dict(action)
    return {"code": action["code"]}


def need(right: bool) -> None:
    """A figure that makes no sense; no rule says which code fits best."""
    if not right:
        raise Refused(*SENSELESS)


def not_negative(action: Action, *names: str) -> None:
    if any((action.get(name) or 0) < 0 for name in names):
        raise Refused(*SENSELESS)
