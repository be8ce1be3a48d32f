from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from tests.ui.floor import Floor, make_floor
from tests.ui.gallery_marketing import STATES
from tests.ui.marketing import fill, opened, shown
from tests.ui.samples_rules import facts_of
from tests.ui.stage import NOW_MS, Stage

from memberpos.domain.cart import Cart
from memberpos.domain.member_filter import MemberFilter
from memberpos.services import (
    checkout,
    coupons,
    marketing,
    members,
    presets,
    rule_history,
    saved_filters,
    settings_plans,
    shop_settings,
)
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.shop import shop_of
from memberpos.store import gifts as gift_rows
from memberpos.ui.dialogs import give_coupons
from memberpos.ui.dialogs.give_coupons import GiveDialog
from memberpos.ui.hand import Hand
from memberpos.ui.marketing_pages import trial
from memberpos.ui.screens.marketing import PAGES, MarketingScreen
from memberpos.ui.screens.wizard import Wizard

MOST_ACTIONS = 30


class CountingHand(Hand):
    """Each press, click and filled field is one action."""

    actions = 0

    def key(self, name: str, times: int = 1) -> None:
        self.actions += times
        super().key(name, times)

    def type(self, text: str) -> None:
        self.actions += 1
        super().type(text)

    def click(self, name: str) -> None:
        self.actions += 1
        super().click(name)


@pytest.fixture
def floor(qtbot, stage: Stage, empty_till) -> Floor:
    return make_floor(stage, empty_till)


@pytest.fixture
def screen(qtbot, floor: Floor) -> MarketingScreen:
    return opened(qtbot, floor)


def test_a_restaurant_is_set_up_in_under_thirty_actions(qtbot, stage: Stage, empty_till) -> None:
    begun: list[bool] = []
    context = empty_till.context(stage, recovery_code="", begin=lambda: begun.append(True))
    stage.window.add_screen("wizard", lambda: Wizard(context), bare=True)
    stage.window.go("wizard")
    hand = CountingHand(stage.window, lambda: empty_till.runner.idle)
    hand.type("Corner Cafe")
    hand.click("Next")
    hand.click("trade-restaurant")
    hand.click("Next")
    hand.click("order-0")
    hand.click("Next")
    hand.type("Owner")
    hand.key("Tab")
    hand.type("2468")
    hand.key("Tab")
    hand.type("2468")
    hand.click("Open the shop")
    hand.wait(lambda: hand.sees("Start selling"), "the shop to stand")
    hand.click("Start selling")
    hand.wait(lambda: bool(begun), "the till to begin")
    assert hand.actions < MOST_ACTIONS
    made = empty_till.writer.call(shop_of)
    facts = empty_till.writer.call(marketing.facts)
    doc = presets.contents("restaurant", "en")
    assert made.facts["name"] == "Corner Cafe"
    assert made.rules.day_starts_at == "04:00"
    assert [tier.name for tier in made.rules.tiers] == ["Guest", "Silver", "Gold"]
    kept = (facts.offers, facts.coupon_kinds, facts.ladders, facts.passes, facts.gifts)
    names = ("offers", "coupon_kinds", "recharge_offers", "pass_kinds", "gifts")
    assert [len(part) for part in kept] == [len(doc[name]) for name in names]


def test_an_empty_shop_is_offered_its_trade(qtbot, stage: Stage, till) -> None:
    context = till.context(stage, now_ms=lambda: NOW_MS)
    stage.window._factories["marketing"] = lambda: MarketingScreen(context)
    session = stage.window.session()
    rights = frozenset({"settings.change", "offer.change", "goods.change"})
    stage.window.set_session(type(session)(**{**session.__dict__, "rights": rights}))
    stage.window.go("marketing")
    made = stage.window.screen("marketing")
    qtbot.waitUntil(lambda: made._pages.currentWidget() is made.preset)
    made.findChild(QPushButton, "preset-gym").click()
    qtbot.waitUntil(lambda: made._pages.currentWidget() is made._pages["points"] and till.runner.idle)
    assert not till.writer.call(presets.is_empty)
    assert "达人" in [tier.name for tier in till.writer.call(shop_of).rules.tiers]


def test_points_are_shown_by_an_example_and_kept_as_a_version(qtbot, floor: Floor, screen: MarketingScreen) -> None:
    page = screen._pages["points"]
    assert page.example.text() == (
        "A member who pays ¥\u00a099.90 gets 99 points. They are worth ¥\u00a00.99."
        "\n¥\u00a099.90 spent add 99 to the growth value."
    )
    rows = page.form.entries["tiers"]
    rows.show([{"name": "Basic", "threshold": 0}, {"name": "Gold", "threshold": 500, "points_multiplier": "3/2"}])
    qtbot.waitUntil(lambda: "A Gold member who pays ¥\u00a099.90 gets 148 points." in page.example.text())
    floor.press("Ctrl+S")
    qtbot.waitUntil(lambda: len(floor.ask(shop_of).rules.tiers) == 2)
    change = floor.ask(rule_history.entries)[0]
    assert [one.key for one in change.changes] == ["tiers"]
    assert change.staff_name == "Owner"


def test_points_besides_spending_tasks_and_badges_are_set_up(qtbot, floor: Floor, screen: MarketingScreen) -> None:
    screen.show_page("sources")
    page = screen._pages["sources"]
    qtbot.waitUntil(lambda: page.facts is not None and floor.till.runner.idle)
    assert page.example.text() == "Only spending brings points."
    fill(page, points__registration="50", points__birthday="88")
    items, tasks, badges = (page.form.entries[key] for key in ("points.items", "points.tasks", "badges"))
    items.cells[0][0].line.setText("6001")
    items.cells[0][1].line.setText("5")
    tasks.cells[0][0].line.setText("Write a review")
    tasks.cells[0][1].line.setText("30")
    tasks.cells[0][2].show("1/month")
    badges.show([{"code": "OLD", "name": "Regular", "criterion": "visits", "at_least": 10}])
    badges.cells[1][0].line.setText("Collector")
    badges.cells[1][1].show("item")
    badges.cells[1][2].line.setText("20")
    qtbot.waitUntil(lambda: page.problem.text() == "Mend the field that is marked.")
    badges.cells[1][3].line.setText("6001")
    badges.cells[1][5].line.setText("200")
    qtbot.waitUntil(lambda: "Collector: 200 points." in page.example.text())
    assert "Joining brings 50 points." in page.example.text()
    floor.press("Ctrl+S")
    qtbot.waitUntil(lambda: floor.ask(shop_of).rules.points_registration == 50)
    rules = floor.ask(shop_of).rules
    assert [(each.sku, each.points) for each in rules.points_items] == [("6001", 5)]
    assert [(each.code, each.name, str(each.limit)) for each in rules.points_tasks] == [
        ("T1", "Write a review", "1/month")
    ]
    assert [(each.code, each.criterion, each.sku) for each in rules.badges] == [
        ("OLD", "visits", ""), ("B1", "item", "6001"),
    ]  # fmt: skip
    qtbot.waitUntil(lambda: floor.till.runner.idle)
    floor.press("Ctrl+S")
    qtbot.waitUntil(lambda: floor.till.runner.idle)
    assert {one.key for one in floor.ask(rule_history.entries)[0].changes} == {
        "points.registration", "points.birthday", "points.items", "points.tasks", "badges",
    }  # fmt: skip


def plain(value: Any) -> Any:
    """Without what says nothing."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items() if each not in (None, [], {}, "")}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("trade", presets.TRADES)
def test_what_a_preset_holds_is_shown_and_stays_as_it_is(qtbot, stage: Stage, trade: str) -> None:
    facts = facts_of(trade)
    STATES["marketing-points"](stage)
    screen = stage.window.screen("marketing")
    for name in ("points", "sources"):
        page = screen._pages[name]
        page._arrived(facts)
        assert page.changes(page.document()) == {}, name
    for name in ("recharge", "gifts", "passes", "coupons", "offers", "draws"):
        page = screen._pages[name]
        page._arrived(facts)
        for code, doc in page._docs.items():
            page.show_document(code)
            said, shown = plain(page.document()), plain(doc)
            assert {key: said[key] for key in shown} == shown, (name, code)
            assert page.problem.text() == "", (name, code)


def test_a_gift_has_prices_for_tiers_and_hours(qtbot, floor: Floor, screen: MarketingScreen) -> None:
    screen.show_page("gifts")
    page = screen._pages["gifts"]
    qtbot.waitUntil(lambda: page.facts is not None and floor.till.runner.idle)
    page.add()
    fill(page, name="Mug", points="500", sku="MUG", hours="14:00-17:00")
    page.form.entries["points_by_tier"].show({"Gold": 400})
    qtbot.waitUntil(lambda: "Gold: 400 points." in page.example.text())
    floor.press("Ctrl+S")
    qtbot.waitUntil(lambda: bool(floor.ask(gift_rows.everything)))
    made = floor.ask(gift_rows.everything)[0]
    assert (dict(made.points_by_tier), made.hours) == ({"Gold": 400}, ("14:00", "17:00"))
    qtbot.waitUntil(lambda: floor.till.runner.idle)
    fill(page, hours="14:00")
    qtbot.waitUntil(lambda: page.problem.text() == "Mend the field that is marked.")


def test_what_cannot_be_is_said_at_its_field(qtbot, floor: Floor, screen: MarketingScreen) -> None:
    page = screen._pages["points"]
    fill(page, points__discount_cap_percent="120")
    entry = page.form.entries["points.discount_cap_percent"]
    qtbot.waitUntil(lambda: entry.field.property("state") == "bad")
    assert (page.example.text(), page.problem.text()) == ("", "Mend the field that is marked.")
    floor.press("Ctrl+S")
    assert floor.ask(shop_of).rules.version == 1
    fill(page, points__discount_cap_percent="50")
    qtbot.waitUntil(lambda: entry.field.property("state") == "")


def test_a_later_day_makes_a_plan_that_history_takes_back(qtbot, floor: Floor, screen: MarketingScreen) -> None:
    page = shown(qtbot, screen, "sources")
    fill(page, points__birthday="66", starts_on="2026-12-24")
    floor.press("Ctrl+S")
    qtbot.waitUntil(lambda: bool(floor.ask(settings_plans.waiting)))
    assert floor.ask(settings_plans.waiting)[0].values == {"points.birthday": 66}
    screen.show_page("history")
    history = screen._pages["history"]
    qtbot.waitUntil(lambda: bool(history._planned))
    floor.press("Del")
    qtbot.waitUntil(lambda: not history._planned and not floor.ask(settings_plans.waiting))
    assert floor.ask(lambda db: shop_settings.all_values(db)["points.birthday"]) == 0


def sell(floor: Floor, pieces: int, at_ms: int) -> None:
    """Lattes to the member, at a time."""
    kept, floor.till.now_ms = floor.till.now_ms, at_ms
    good = floor.ask(marketing.facts).goods[0]
    cart = Cart(str(floor.till.use(None).new_id())).set_member(floor.member).add(good, pieces * 1000)
    request = FinishSale(cart, (TenderRequest("cash", None),), clock_confirmed=True)
    floor.till.writer.call(lambda db: checkout.finish(floor.till.use(db), request))
    floor.till.now_ms = kept


def test_a_draft_is_rehearsed_on_last_month_and_then_switched_on(
    qtbot, floor: Floor, screen: MarketingScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "PIECE", 2)
    for _ in range(5):
        sell(floor, 4, NOW_MS - 30 * 86_400_000)
    page = shown(qtbot, screen, "offers")
    floor.press("F4")
    page.form.entries["steps"].show([[10_000, 1_500]])
    qtbot.waitUntil(lambda: "¥\u00a0128.00: the customer pays ¥\u00a0113.00" in page.example.text())
    floor.press("F9")
    qtbot.waitUntil(lambda: page.trial._shown is not None)
    assert (page.trial._shown.changed, page.trial._shown.cost_fen, page.trial._shown.members) == (5, 7_500, 1)
    assert floor.sees("It would have cost ¥ 75.00.")
    assert floor.ask(marketing.facts).offers == ()
    floor.press("Ctrl+S")
    qtbot.waitUntil(lambda: len(floor.ask(marketing.facts).offers) == 1)
    assert floor.ask(marketing.facts).offers[0]["steps"] == [[10_000, 1_500]]


def test_a_rehearsal_can_be_stopped(qtbot, floor: Floor, screen: MarketingScreen) -> None:
    sell(floor, 1, NOW_MS - 30 * 86_400_000)
    page = shown(qtbot, screen, "offers")
    floor.press("F4", "F9")
    assert page.trial.running
    floor.press("F9")
    qtbot.waitUntil(lambda: floor.till.runner.idle)
    assert not page.trial.running
    assert page.trial._shown is None


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("points", "sources", "history")])
def test_a_new_one_of_each_is_kept_and_can_be_changed(qtbot, floor: Floor, screen: MarketingScreen, name: str) -> None:
    page = shown(qtbot, screen, name)
    page.add()
    fill(page, name="Ours")
    qtbot.waitUntil(lambda: bool(page.example.text()))
    floor.press("Ctrl+S")
    qtbot.waitUntil(lambda: len(page._docs) == 1 and floor.till.runner.idle)
    (code,) = page._docs
    assert page._docs[code]["name"] == "Ours"
    fill(page, name="Theirs")
    before = page.document()
    floor.press("Ctrl+S")
    qtbot.waitUntil(lambda: page._docs[code]["name"] == "Theirs" and floor.till.runner.idle)
    assert {key: value for key, value in page.document().items() if value} == {k: v for k, v in before.items() if v}
    page.add()
    fill(page, **{page.key: code})
    page.changed()
    assert page.form.entries[page.key].field.property("state") == "bad"


def test_coupons_are_given_to_members_and_made_in_batches(qtbot, floor: Floor, screen: MarketingScreen) -> None:
    page = shown(qtbot, screen, "coupons")
    page.add()
    floor.press("Ctrl+S")
    qtbot.waitUntil(lambda: len(page._docs) == 1 and floor.till.runner.idle)
    floor.press("F6")
    dialog = floor.dialog(GiveDialog)
    dialog.accept()
    assert floor.sees("Enter members, or choose a filter with members, or a number of coupons.")
    floor.field("give-whom").setText("13800136021")
    dialog.accept()
    qtbot.waitUntil(lambda: floor.sees("Given: 1"))
    dialog.reject()
    floor.press("F6")
    floor.field("give-whom").setText("13900000000")
    floor.dialog(GiveDialog).accept()
    qtbot.waitUntil(lambda: bool(floor.dialog(GiveDialog).problem.text()))
    floor.field("give-whom").setText("")
    floor.field("give-count").setText("3")
    floor.dialog(GiveDialog).accept()
    qtbot.waitUntil(lambda: floor.sees("Given: 3"))
    assert floor.ask(lambda db: db.value("SELECT count(*) FROM coupon")) == 4
    assert coupons.MAX_BATCH == 10_000


def test_everybody_of_a_filter_gets_a_coupon_in_pieces(
    qtbot, floor: Floor, screen: MarketingScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(give_coupons, "PIECE", 2)
    page = shown(qtbot, screen, "coupons")
    page.add()
    fill(page, per_member="1")
    floor.press("Ctrl+S")
    qtbot.waitUntil(lambda: len(page._docs) == 1 and floor.till.runner.idle)
    for at in range(4):
        request = members.EnrolRequest(f"m{at}", f"1390000000{at}", sex="f")
        floor.till.writer.call(lambda db, request=request: members.enrol(floor.till.use(db), request))
    floor.till.writer.call(lambda db: saved_filters.save(floor.till.use(db), "Ladies", MemberFilter(sex="f")))
    for given, left_out in ((4, 0), (0, 4)):
        floor.press("F6")
        dialog = floor.dialog(GiveDialog)
        qtbot.waitUntil(lambda dialog=dialog: dialog._filter.count() == 3)
        dialog._filter.setCurrentIndex(2)
        qtbot.waitUntil(lambda: floor.sees("4 members"))
        dialog.accept()
        words = f"Given: {given}. Left out, because they may have no more or are stopped: {left_out}."
        qtbot.waitUntil(lambda words=words: floor.sees(words))
        dialog.reject()
    assert floor.ask(lambda db: db.value("SELECT count(*) FROM coupon")) == 4


def test_a_ladder_may_begin_later(qtbot, floor: Floor, screen: MarketingScreen) -> None:
    page = shown(qtbot, screen, "recharge")
    page.add()
    fill(page, starts_on="2026-11-01")
    page.changed()
    assert page.form.entries["starts_on"].field.property("state") == "bad"
    fill(page, starts_on="2026-12-01")
    floor.press("Ctrl+S")
    qtbot.waitUntil(lambda: len(page._docs) == 1 and floor.till.runner.idle)
    planned = floor.ask(lambda db: rule_history.planned(db, NOW_MS))
    assert [one.plan for one in planned] == list(page._docs)
    assert date(2026, 12, 1).isoformat() == page.form.entries["starts_on"].value()


@pytest.mark.parametrize("name", PAGES)
def test_a_cashier_is_told_before_typing(floor: Floor, screen: MarketingScreen, name: str) -> None:
    floor.work_as(floor.cashier, "cashier")
    screen.show_page(name)
    assert floor.sees("Ask the owner, or sign in as somebody who may.")
    assert {hint.key for hint in floor.stage.window.hints()} == {"F2", "Ctrl+Tab", "Esc"}
