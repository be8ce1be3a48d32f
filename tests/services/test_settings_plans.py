from __future__ import annotations

from datetime import date

from memberpos.services import due, recharge_offers, settings_plans, shop_settings
from memberpos.store import settings_versions
from tests.refusals import refused
from tests.services.shop import DAY_MS, START_MS, Shop

NEXT = date(2026, 1, 3)


def rate(shop: Shop) -> str:
    return str(shop_settings.all_values(shop.db)["points.rate"])


def test_a_plan_begins_with_its_day_at_the_first_sale(shop: Shop) -> None:
    member = shop.enrol().member_id
    plan = settings_plans.plan(shop.use(), {"points.rate": "2/1"}, NEXT)
    assert [row.id for row in settings_plans.waiting(shop.db)] == [plan]
    shop.now_ms = START_MS + DAY_MS + 13 * 3_600_000  # 23:00 on the day before
    assert shop.sell(member).points_earned == 28
    shop.now_ms = START_MS + DAY_MS + 14 * 3_600_000  # midnight
    assert shop.sell(member).points_earned == 56
    assert settings_plans.waiting(shop.db) == []
    shop.assert_books_agree()


def test_a_plan_begins_without_a_sale_and_once(shop: Shop) -> None:
    settings_plans.plan(shop.use(), {"points.rate": "2/1"}, NEXT)
    shop.now_ms += 40 * DAY_MS
    assert due.run_shop(shop.use()) == {settings_plans.KIND}
    assert due.run_shop(shop.use()) == set()
    assert rate(shop) == "2/1"
    number, _ = settings_versions.current(shop.db)
    started = settings_versions.everything(shop.db, 1)[0]
    assert (started[0], started[2]) == (number, START_MS - 10 * 3_600_000 + 2 * DAY_MS)
    assert settings_versions.before(shop.db, started[2] + 1) == number


def test_what_was_changed_meanwhile_stays(shop: Shop) -> None:
    settings_plans.plan(shop.use(), {"points.rate": "2/1"}, NEXT)
    shop.set(points__birthday=66)
    shop.now_ms += 3 * DAY_MS
    due.run_all(shop.use())
    kept = shop_settings.all_values(shop.db)
    assert (kept["points.rate"], kept["points.birthday"]) == ("2/1", 66)


def test_plans_of_one_moment_begin_in_the_order_they_were_made(shop: Shop) -> None:
    settings_plans.plan(shop.use(), {"points.rate": "3/1"}, NEXT)
    settings_plans.plan(shop.use(), {"points.rate": "2/1"}, NEXT)
    settings_plans.plan(shop.use(), {"points.rate": "5/1"}, date(2026, 1, 2))
    shop.now_ms += 3 * DAY_MS
    due.run_all(shop.use())
    assert rate(shop) == "2/1"


def test_a_plan_taken_back_never_begins(shop: Shop) -> None:
    plan = settings_plans.plan(shop.use(), {"points.rate": "2/1"}, NEXT)
    settings_plans.withdraw(shop.use(), plan)
    assert refused(lambda: settings_plans.withdraw(shop.use(), plan)).code == "not_found"
    assert refused(lambda: settings_plans.withdraw(shop.use(), "none")).code == "not_found"
    shop.now_ms += 3 * DAY_MS
    assert due.run_all(shop.use()) == []
    assert rate(shop) == "1/1"


def test_what_has_begun_cannot_be_taken_back(shop: Shop) -> None:
    plan = settings_plans.plan(shop.use(), {"points.rate": "2/1"}, NEXT)
    shop.now_ms += 3 * DAY_MS
    assert refused(lambda: settings_plans.withdraw(shop.use(), plan)).code == "not_found"


def test_a_plan_must_be_good_and_later(shop: Shop) -> None:
    assert refused(lambda: settings_plans.plan(shop.use(), {"points.rate": "x"}, NEXT)).code == "bad_setting"
    assert (
        refused(lambda: settings_plans.plan(shop.use(), {"points.rate": "2/1"}, date(2026, 1, 1))).code == "bad_amount"
    )
    assert refused(lambda: settings_plans.plan(shop.use(""), {"points.rate": "2/1"}, NEXT)).code == "not_allowed"
    assert settings_plans.waiting(shop.db) == []


def test_a_version_of_a_ladder_that_has_not_begun_is_taken_back(shop: Shop) -> None:
    steps = {"name": "x", "steps": [{"amount_fen": 10_000, "bonus_fen": 1_000}]}
    later = {"name": "x", "steps": [{"amount_fen": 10_000, "bonus_fen": 2_000}]}
    recharge_offers.put(shop.use(), "A", steps)
    version = recharge_offers.put(shop.use(), "A", later, shop.now_ms + DAY_MS)
    recharge_offers.withdraw(shop.use(), "A", version)
    assert refused(lambda: recharge_offers.withdraw(shop.use(), "A", version)).code == "not_found"
    assert refused(lambda: recharge_offers.withdraw(shop.use(), "A", 1)).code == "not_found"
    shop.now_ms += 2 * DAY_MS
    assert [version for _, version in recharge_offers.in_force(shop.db, shop.now_ms)] == [1]
