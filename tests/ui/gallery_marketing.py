"""States of Marketing, filled with the rules of the presets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from tests.ui.gallery_settings import front
from tests.ui.samples_rules import DAY_MS, facts_of
from tests.ui.stage import NOW_MS, Stage

from memberpos.domain.errors import PosError
from memberpos.domain.member_filter import MemberFilter
from memberpos.domain.rule_trial import Result
from memberpos.services.coupons import CouponDone
from memberpos.services.rule_history import Change, Entry, Planned
from memberpos.services.rule_trial import Difference, Outcome
from memberpos.store.member_filters import SavedFilter
from memberpos.ui.dialogs.give_coupons import GiveDialog
from memberpos.ui.screens.marketing import PAGES, MarketingScreen

Show = Callable[[Stage], None]
OUTCOME = Outcome(
    sales=1_284, changed=312, cost_fen=1_843_250, points_more=-18_432, gifts_more=2_640,
    touched=frozenset(f"m{at}" for at in range(208)),
    top=tuple(
        Difference(f"S0000-01-{at:08d}", "2026-10-17", Result(62_400 + at, 624), Result(50_400 + at, 504)) for at in range(8)
    ),
)  # fmt: skip
ENTRIES = [
    Entry(
        NOW_MS, "周敏", "settings", "", (Change("points.rate", "1/1", "2/1"), Change("points.birthday", 66, 188)), 12
    ),
    Entry(NOW_MS - DAY_MS, "欧阳明珠", "offer", "FULL", (Change("steps", [[20_000, 3_000]], [[20_000, 4_000]]),)),
    Entry(NOW_MS - 2 * DAY_MS, "周敏", "recharge.offer", "TOPUP", (Change("name", None, "充值有礼"),)),
    Entry(NOW_MS - 2 * DAY_MS, "周敏", "settings.withdraw", "2026-12-01", ()),
]
PLANNED = [
    Planned("p1", None, NOW_MS + 5 * DAY_MS, "周敏", (Change("points.rate", "1/1", "2/1"),)),
    Planned("TOPUP", 3, NOW_MS + 9 * DAY_MS, "Alexandra Konstantinopoulou", (Change("to", None, "2027-01-31"),)),
]


def marketing(name: str, trade: str = "restaurant", fill: Callable[[Any], object] = lambda _page: None) -> Show:
    """A page with the rules of a trade."""

    def show(stage: Stage) -> None:
        page = front(stage, "marketing", MarketingScreen, page=name)._pages[name]
        if hasattr(page, "_arrived"):
            page._arrived(facts_of(trade))
        fill(page)

    return show


def after_all(history: Any) -> None:
    """All pages were opened before: each keeps its place in the window."""
    screen = history.context.shell.screen("marketing")
    for name in (*PAGES, "history"):
        screen.show_page(name)


def wrong(**typed: str) -> Callable[[Any], None]:
    """Something typed that cannot be."""

    def fill(page: Any) -> None:
        for key, text in typed.items():
            page.form.entries[key.replace("__", ".")].line.setText(text)
        page.changed()

    return fill


def kind(name: str) -> Callable[[Any], None]:
    def fill(page: Any) -> None:
        page.add()
        page.form.entries["kind"].show(name)
        page.changed()

    return fill


def running(page: Any) -> None:
    page.trial.start(page.draft(page.document()), NOW_MS)
    page.trial._bar.set_part(0.4)


def preset(stage: Stage) -> None:
    screen = front(stage, "marketing", MarketingScreen)
    screen.show_preset()


def locked(stage: Stage) -> None:
    screen = front(stage, "marketing", MarketingScreen)
    stage.window.set_session(replace(stage.window.session(), rights=frozenset()))
    screen.show_page("points")


def give(done: bool | None) -> Callable[[Any], None]:
    def fill(page: Any) -> None:
        page.context.runner.changed = SimpleNamespace(emit=lambda _what: None)
        dialog = GiveDialog(page, page.context, "CUT10", "10元券")
        dialog.open()
        if done is None:
            dialog._show_filters([SavedFilter("f1", "三个月没来的金卡会员", MemberFilter(away_days=90))])
            dialog._filter.setCurrentIndex(2)
            dialog._found(dialog._asked, range(1_208))
            dialog._running = True
            dialog._bar.show()
            dialog._bar.set_part(0.4)
        elif done:
            dialog._done([CouponDone(f"c{at}", f"C{at:012d}7", None) for at in range(40)])
        else:
            dialog._refused(PosError("not_found", what="member"))

    return fill


def wrong_badge(page: Any) -> None:
    page.form.entries["badges"].cells[2][0].line.setText("三人同行")
    page.changed()


def all_gifts(page: Any) -> None:
    """A step with everything a top-up can bring."""
    piece = {"code": "CUT10", "count": 2, "charge_fen": 1_000}
    step = {
        "amount_fen": 100_000, "bonus_fen": 10_000, "bonus_percent": 5, "points": 800, "points_after_days": 7,
        "instalments": {"fen": 12_000, "count": 12, "every_months": 1, "day": 28}, "coupons": [piece],
        "passes": [{"code": "SPA", "charge_fen": 9_800}], "tier": {"name": "金卡", "months": 12},
    }  # fmt: skip
    page.form.show_document({**page.document(), "steps": [step]})
    page.changed()


STATES: dict[str, Show] = {
    "marketing-preset": preset,
    "marketing-points": marketing("points"),
    "marketing-points-wrong": marketing("points", "retail", wrong(points__discount_cap_percent="120")),
    "marketing-points-trial": marketing("points", "beauty", lambda page: page.trial.show_outcome(OUTCOME)),
    "marketing-sources": marketing("sources", "gym"),
    "marketing-sources-wrong": marketing("sources", "gym", wrong_badge),
    "marketing-recharge": marketing("recharge"),
    "marketing-recharge-running": marketing("recharge", "beauty", running),
    "marketing-recharge-gifts": marketing("recharge", "beauty", all_gifts),
    "marketing-offers": marketing("offers", "retail", lambda page: page.trial.show_outcome(OUTCOME)),
    "marketing-offers-none": marketing("offers", "retail", lambda page: page.trial.show_outcome(Outcome())),
    "marketing-offers-wrong": marketing("offers", "restaurant", wrong(to="2026-13-01")),
    "marketing-offers-bundle": marketing("offers", "retail", kind("bundle")),
    "marketing-offers-add-on": marketing("offers", "retail", kind("add_on")),
    "marketing-coupons": marketing("coupons"),
    "marketing-coupons-give": marketing("coupons", "retail", give(done=False)),
    "marketing-coupons-filter": marketing("coupons", "retail", give(done=None)),
    "marketing-coupons-given": marketing("coupons", "retail", give(done=True)),
    "marketing-gifts": marketing("gifts", "retail"),
    "marketing-draws": marketing("draws", "retail"),
    "marketing-draws-first": marketing("draws", "gym", lambda page: page.add()),
    "marketing-passes": marketing("passes", "gym"),
    "marketing-history": marketing(
        "history", fill=lambda page: (page.show_found(ENTRIES, PLANNED), page.table.selectRow(0))
    ),
    "marketing-history-none": marketing("history", fill=after_all),
    "marketing-locked": locked,
}
