"""Actions on the shop itself: rules, goods, cash, shifts, reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from memberpos.commands.rehearsal.naming import plain
from memberpos.commands.rehearsal.stage import Stage
from memberpos.domain.catalog import Product
from memberpos.reports import shift_report
from memberpos.services import presets, products, rule_trial, settings_plans, shifts, shop_settings
from memberpos.services.use import Use

Answer = dict[str, Any]


def settings(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ rule_version."""
    return {"rule_version": shop_settings.change(use, action["set"])}


def preset(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ rule_version and how many of each kind it brought."""
    done = presets.load(use, action["trade"])
    return {
        "rule_version": done.version, "tiers": done.tiers, "offers": done.offers, "gifts": done.gifts,
        "recharge_offers": done.recharge_offers, "coupon_kinds": done.coupon_kinds, "pass_kinds": done.pass_kinds,
        "draws": done.draws,
    }  # fmt: skip


def plan(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ plan (its id)."""
    return {"plan": settings_plans.plan(use, action["set"], date.fromisoformat(action["from"]))}


def withdraw(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ nothing."""
    settings_plans.withdraw(use, plain(stage, action["plan"]))
    return {}


def trial(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ sales changed members cost_fen points_more gifts_more of a draft over the days; nothing is changed."""
    draft = rule_trial.Draft(action.get("set", {}), tuple(action.get("offers", ())))
    first, last = (date.fromisoformat(action[key]) for key in ("from", "to"))
    done = rule_trial.try_draft(use.db, draft, first, last)
    return {
        "sales": done.sales, "changed": done.changed, "members": done.members, "cost_fen": done.cost_fen,
        "points_more": done.points_more, "gifts_more": done.gifts_more,
    }  # fmt: skip


def product(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ sku."""
    products.put(
        use,
        Product(
            sku=action["sku"], name=action["name"], price_fen=action["price_fen"], category=action.get("category", ""),
            unit=action.get("unit", ""), prices_by_tier=action.get("prices", {}),
            member_price_fen=action.get("member_price_fen"), earns=action.get("earns", True),
            bonus_allowed=action.get("bonus_allowed", True), discountable=action.get("discountable", True),
            kind=action.get("kind", "goods"),
        ),
    )  # fmt: skip
    return {"sku": action["sku"]}


def cash_move(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ cash_move (its event)."""
    return {"cash_move": shifts.cash_move(use, action["kind"], action["fen"], action["reason"])}


def open_shift(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ shift."""
    return {"shift": shifts.open_shift(use, action["float_fen"]).name}


def close_shift(_stage: Stage, use: Use, action: Answer) -> Answer:
    """→ expected_fen counted_fen difference_fen z_number tenders."""
    done = shifts.close(use, action["counted"])
    tenders = {
        kind: {"expected_fen": c.expected_fen, "counted_fen": c.counted_fen, "difference_fen": c.difference_fen}
        for kind, c in done.tenders.items()
    }
    return {
        "expected_fen": done.expected_fen, "counted_fen": done.counted_fen, "difference_fen": done.difference_fen,
        "z_number": done.z_number, "tenders": tenders,
    }  # fmt: skip


def x_report(_stage: Stage, use: Use, _action: Answer) -> Answer:
    """→ the X document."""
    return shift_report.x_report(use.db)


def z_report(_stage: Stage, use: Use, _action: Answer) -> Answer:
    """→ the last Z document."""
    return shift_report.last_z(use.db)
