"""What a step of a top-up can give, and how long before its end points are named."""

from __future__ import annotations

import pytest
from tests.ui.floor import Floor, make_floor
from tests.ui.marketing import fill, opened, shown
from tests.ui.stage import Stage

from memberpos.services.shop import shop_of
from memberpos.ui.screens.marketing import MarketingScreen


@pytest.fixture
def floor(qtbot, stage: Stage, empty_till) -> Floor:
    return make_floor(stage, empty_till)


@pytest.fixture
def screen(qtbot, floor: Floor) -> MarketingScreen:
    return opened(qtbot, floor)


def test_a_top_up_gives_passes_and_a_tier(qtbot, floor: Floor, screen: MarketingScreen) -> None:
    screen.show_page("recharge")
    page = screen._pages["recharge"]
    qtbot.waitUntil(lambda: page.facts is not None and floor.till.runner.idle)
    page.add()
    cells = {cell.key: cell for cell in page.form.entries["steps"].cells[0]}
    cells["passes"].line.setText("WASH*2")
    cells["tier"].line.setText("Gold")
    qtbot.waitUntil(lambda: "And passes: 2. And the tier Gold." in page.example.text())
    step = page.document()["steps"][0]
    assert (step["passes"], step["tier"]) == ([{"code": "WASH", "count": 2}], {"name": "Gold"})


def test_a_step_of_a_top_up_holds_all_its_gifts_and_keeps_them(qtbot, floor: Floor, screen: MarketingScreen) -> None:
    page = shown(qtbot, screen, "recharge")
    page.add()
    cells = {cell.key: cell for cell in page.form.entries["steps"].cells[0]}
    texts = {
        "amount_fen": "500", "bonus_fen": "", "bonus_percent": "10", "points": "80", "points_after_days": "7",
        "parts_fen": "60", "parts": "3", "parts_every": "2", "parts_day": "31", "coupons": "TEA*2, CUP",
        "coupon_charge": "5", "passes": "WASH", "pass_charge": "12.50", "tier": "Gold", "tier_months": "6",
    }  # fmt: skip
    for cell in page.form.entries["steps"].cells[1]:
        cell.show(None)
    for key, text in texts.items():
        cells[key].line.setText(text)
    qtbot.waitUntil(lambda: "Pays in ¥\u00a0500.00, has ¥\u00a0610.00 to spend." in page.example.text())
    for said in (
        "¥\u00a060.00 of it come in 3 parts, from 2027-01-31 to 2027-05-31.", "And 80 points, to be used from 2026-11-",
        "And coupons: 3.", "And passes: 1.", "And the tier Gold to 2027-0",
        "Undone later, each used coupon costs ¥\u00a05.00.", "Undone later, each use of a pass costs ¥\u00a012.50.",
    ):  # fmt: skip
        assert said in page.example.text(), said
    step = {
        "amount_fen": 50_000, "bonus_percent": 10, "points": 80, "points_after_days": 7,
        "instalments": {"fen": 6_000, "count": 3, "every_months": 2, "day": 31},
        "coupons": [{"code": "TEA", "count": 2, "charge_fen": 500}, {"code": "CUP", "count": 1, "charge_fen": 500}],
        "passes": [{"code": "WASH", "count": 1, "charge_fen": 1_250}], "tier": {"name": "Gold", "months": 6},
    }  # fmt: skip
    assert page.document()["steps"] == [step]
    apart = [{"code": "TEA", "count": 2, "charge_fen": 500}, {"code": "CUP", "count": 1, "charge_fen": 900}]
    page.form.show_document({"code": "R1", "name": "x", "steps": [{**step, "coupons": apart}]})
    assert page.document()["steps"] == [{**step, "coupons": apart}], "charges that differ have no field: they stay"
    cells["coupon_charge"].line.setText("7")
    assert [one["charge_fen"] for one in page.document()["steps"][0]["coupons"]] == [700, 700]
    page.form.show_document({"code": "R1", "name": "x", "steps": [step]})
    for key in ("coupon_charge", "parts_fen", "parts", "parts_every", "parts_day", "tier", "tier_months"):
        cells[key].line.setText("")
    (bare,) = page.document()["steps"]
    assert ("instalments" in bare, "tier" in bare) == (False, False)
    assert bare["coupons"] == [{"code": "TEA", "count": 2}, {"code": "CUP", "count": 1}]


def test_how_long_points_are_named_before_they_end(qtbot, floor: Floor, screen: MarketingScreen) -> None:
    page = shown(qtbot, screen, "points")
    assert page.form.entries["points.remind_days"].line.text() == "60"
    page.form.entries["points.expiry"].show("months:6:end_of_month")
    fill(page, points__remind_days="30")
    qtbot.waitUntil(lambda: "Points earned today are good to 20" in page.example.text())
    assert "Receipts and the counter name it from 20" in page.example.text()
    floor.press("Ctrl+S")
    qtbot.waitUntil(lambda: floor.ask(shop_of).rules.points_remind_days == 30)
