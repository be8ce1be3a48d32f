from __future__ import annotations

from datetime import date

from memberpos.services import recharge_offers, rule_history, settings_plans
from memberpos.services.rule_history import Change
from tests.services.shop import DAY_MS, Shop


def test_who_changed_what_from_what_to_what(shop: Shop) -> None:
    shop.set(points__rate="2/1", points__birthday=66)
    shop.set(points__birthday=88)
    shop.offer("A", "percent", percent=90)
    shop.offer("A", "percent", percent=85, name="八五折")
    second, first, settings, before = rule_history.entries(shop.db)[:4]
    assert (second.kind, second.subject, second.staff_name) == ("offer", "A", "周敏")
    assert second.changes == (Change("name", None, "八五折"), Change("percent", 90, 85))
    assert {change.key for change in first.changes} == {"kind", "percent"}
    assert settings.changes == (Change("points.birthday", 66, 88),)
    assert settings.version == (before.version or 0) + 1
    assert {change.key for change in before.changes} == {"points.birthday", "points.rate"}


def test_what_will_begin_and_against_what(shop: Shop) -> None:
    plan = settings_plans.plan(shop.use(), {"points.rate": "2/1"}, date(2026, 1, 9))
    recharge_offers.put(shop.use(), "R", {"name": "x", "steps": [{"amount_fen": 100}]})
    later = {"name": "y", "steps": [{"amount_fen": 100}]}
    version = recharge_offers.put(shop.use(), "R", later, shop.now_ms + DAY_MS)
    ladder, settings = rule_history.planned(shop.db, shop.now_ms)
    assert (ladder.plan, ladder.version, ladder.changes) == ("R", version, (Change("name", "x", "y"),))
    assert (settings.plan, settings.version, settings.changes) == (plan, None, (Change("points.rate", "1/1", "2/1"),))
    settings_plans.withdraw(shop.use(), plan)
    recharge_offers.withdraw(shop.use(), "R", version)
    assert rule_history.planned(shop.db, shop.now_ms) == []
    kinds = [entry.kind for entry in rule_history.entries(shop.db)[:2]]
    assert kinds == ["settings.withdraw", "settings.withdraw"]
