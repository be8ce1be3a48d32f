"""States of the points mall at the counter: list, gift, draw, return, the clock; and profiles that show more of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.ui import samples
from tests.ui.gallery_counter import Show, counter, front, on_counter
from tests.ui.stage import Stage

from memberpos.domain.errors import PosError
from memberpos.services.clock import AHEAD, BACK, ClockState
from memberpos.services.mall_view import MallFacts, TaskView
from memberpos.services.results import (
    BadgeView,
    DrawDone,
    DrawView,
    GiftDone,
    GiftView,
    HistoryRow,
    PrizeView,
    TenderDone,
)
from memberpos.ui.clock_words import clock_words
from memberpos.ui.dialogs.clock import ClockDialog
from memberpos.ui.dialogs.draw import DrawDialog
from memberpos.ui.dialogs.gift_return import GiftReturnDialog
from memberpos.ui.dialogs.mall import MallDialog
from memberpos.ui.dialogs.redeem import RedeemDialog
from memberpos.ui.dialogs.sale_done import SaleDoneDialog
from memberpos.ui.member_drawer import HISTORY, OVERVIEW, MemberDrawer
from memberpos.ui.screens.counter import Counter
from memberpos.ui.screens.refund import RefundScreen

BADGES = (BadgeView("regular", "十次常客", "2026-03-02"), BadgeView("bean", "手冲达人", "2026-10-11"))
RICH = replace(
    samples.PROFILE, to_next=276_000, to_keep=45_000, keep_by="2027-03-31", own_tier="金卡", badges=BADGES,
    tier_benefits=("生日当月双倍积分", "优先预约"), lunar=True, birthday="1990-10-08", check_in_points=2,
    recent=(
        HistoryRow("2026-11-14", "sale", "e1", 12_800, 128, 0, "S0000-01-00000311"),
        HistoryRow("2026-11-14", "points.grant", "e7", None, 5),
        HistoryRow("2026-11-02", "draw", "e8", None, -50),
        HistoryRow("2026-10-25", "redeem", "e3", None, -900),
        HistoryRow("2026-10-26", "redeem.return", "e9", None, 900),
        HistoryRow("2026-10-11", "badge.award", "e10"),
        HistoryRow("2026-10-08", "birthday", "e11", None, 88),
        HistoryRow("2026-09-30", "points.expire", "e12", None, -60),
        HistoryRow("2026-09-01", "tier.review", "e13"),
    ),
)  # fmt: skip
GIFTS = (
    GiftView("MUG", "马克杯（限量）", 900, 0, 12),
    GiftView("CAKE", "抹茶蛋糕 一份", 500, 500, None),
    GiftView("POT", "手冲壶 典藏礼盒装 含滤纸一百张", 32_800, 9_900, 3, "insufficient_points"),
    GiftView("BAG", "帆布袋", 300, 0, 0, "out_of_stock"),
    GiftView("TIX", "新品品鉴会", 100, 0, 20, "not_now:tier"),
    GiftView("BEAN", "咖啡豆 100 克", 800, 0, 5, "limit_exceeded"),
)
HASH = "6090b118cd5287d8859a4d9ca3f5ffd90401846012910e31877f9c127e5a575f"
SEED = "df526e28c25e3e5ad6e1ffdcb6d8bf8774398b6f6b9edd7f27c1b5bec3adecd4"
DRAW = DrawView(
    "W", "周年转盘", 50,
    (
        PrizeView("a", "手冲壶 典藏礼盒装 含滤纸一百张", 1, 1), PrizeView("b", "马克杯", 99, 12),
        PrizeView("c", "100 积分", 900, None), PrizeView("d", "帆布袋", 0, 0), PrizeView("n", "谢谢参与", 9_000, None),
    ),
    HASH,
)  # fmt: skip
FACTS = MallFacts(
    RICH,
    (TaskView("review", "写一条评价", 20), TaskView("share", "完善会员资料", 50, "limit_exceeded")),
    GIFTS,
    (DRAW, replace(DRAW, code="X", name="新春抽奖", why_not="not_now:date")),
)
NOTHING = MallFacts(replace(samples.PROFILE, check_in_points=None), (), (), ())
WON = DrawDone(
    "e20", "S0000-01-00000320", "m1", "W", "周年转盘", 50, "c", "100 积分", "points", HASH, SEED, 1_234, 10_000, 3,
    HASH, 3_530,
)  # fmt: skip
TAKEN = GiftDone(
    "e3", "S0000-01-00000301", "m1", "CAKE", "抹茶蛋糕 一份", 2, 1_000, 1_000, 0, (TenderDone("cash", 1_000),), 2_480
)
DONE = replace(
    samples.DONE, gained=(("visit", 5), ("referred", 20), ("badge", 50)), badges=("十次常客",),
    profile=replace(RICH, points=3_700),
)  # fmt: skip


def mall(facts: MallFacts = FACTS, problem: PosError | None = None) -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        dialog = MallDialog(screen, screen.context, facts.profile)
        dialog.show_facts(facts)
        dialog.retranslate()
        dialog.open()
        if problem is not None:
            dialog._refused(problem)

    return show


def gift(view: GiftView, *, qty: str = "1", profile: Any = RICH) -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        dialog = RedeemDialog(screen, screen.context, profile, view)
        dialog.open()
        dialog._qty.setText(qty)

    return show


def gift_refused(screen: Counter) -> None:
    dialog = RedeemDialog(screen, screen.context, samples.LONG, GIFTS[1])
    dialog.open()
    dialog._refused(PosError("insufficient_points", have=0, asked=500))


def draw(done: DrawDone | None = None, *, refused: bool = False) -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        dialog = DrawDialog(screen, screen.context, RICH, DRAW)
        dialog.open()
        if done is not None:
            dialog.show_result(done)
        if refused:
            dialog._refused(PosError("out_of_stock", draw="W", left=0, asked=1))

    return show


def drawer(tab: str) -> Show:
    def show(stage: Stage) -> None:
        counter(stage, profile=RICH)
        content = MemberDrawer(stage.context, RICH)
        stage.window.open_drawer(content)
        content.turn(tab)

    return show


def refund_with_facts(stage: Stage) -> None:
    screen = front(stage, "refund", RefundScreen)
    screen.show_sales(samples.SALES)
    screen.show_sale(samples.SALES[0])
    screen._planned(screen._plan_asked, replace(samples.PLAN, facts=("points.grant:30",)), None)


def clock_said(state: str) -> Show:
    def show(stage: Stage) -> None:
        counter(stage)
        stage.window.toast(clock_words(ClockState(state, "2026-11-21", "2026-08-30", 83)), "warn")

    return show


def criterion(name: str, missing: int) -> Show:
    def show(stage: Stage) -> None:
        counter(stage, profile=replace(RICH, criterion=name, to_next=missing, lunar=False))

    return show


STATES: dict[str, Show] = {
    "refund-of-points-used": refund_with_facts,
    "mall": on_counter(mall()),
    "mall-nothing": on_counter(mall(NOTHING)),
    "mall-refused": on_counter(mall(problem=PosError("limit_exceeded", limit=1, period="day", what="check_in"))),
    "gift": on_counter(gift(GIFTS[0])),
    "gift-money": on_counter(gift(GIFTS[1], qty="2")),
    "gift-long": on_counter(gift(GIFTS[2], qty="9", profile=samples.LONG)),
    "gift-refused": on_counter(gift_refused),
    "gift-return": on_counter(lambda screen: GiftReturnDialog(screen, screen.context, TAKEN).open()),
    "draw": on_counter(draw()),
    "draw-won": on_counter(draw(WON)),
    "draw-refused": on_counter(draw(refused=True)),
    "clock": on_counter(lambda screen: ClockDialog(screen, "2026-11-18", "2026-11-21").open()),
    "clock-back": clock_said(BACK),
    "clock-ahead": clock_said(AHEAD),
    "paid-with-gifts": on_counter(lambda screen: SaleDoneDialog(screen, screen.context, DONE, "CNY").open()),
    "counter-badges": lambda stage: (counter(stage, profile=RICH), None)[1],
    "counter-to-tier-visits": criterion("visits", 3),
    "counter-to-tier-points": criterion("points", 1_200),
    "counter-to-tier-growth": criterion("growth", 2_760),
    "drawer-tier-and-badges": drawer(OVERVIEW),
    "drawer-history-of-points": drawer(HISTORY),
}
