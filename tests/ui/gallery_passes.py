"""States of everything about passes: at the counter, in the drawer, and each dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from tests.ui import samples
from tests.ui.gallery_counter import Show, counter, on_counter
from tests.ui.gallery_people import drawer
from tests.ui.stage import NOW_MS, Stage

from memberpos.domain.errors import PosError
from memberpos.domain.pass_terms import Hours, PassTerms
from memberpos.services.pass_results import PassRefunded
from memberpos.services.pass_views import Desk, RecentUse, Renewal
from memberpos.services.results import PassView
from memberpos.ui.dialogs.check_in import CheckInDialog
from memberpos.ui.dialogs.pass_days import FreezeDialog, ReactivateDialog
from memberpos.ui.dialogs.pass_pay import PassPayDialog
from memberpos.ui.dialogs.pass_refund import RefundPassDialog
from memberpos.ui.dialogs.pass_renew import RenewPassDialog
from memberpos.ui.dialogs.pass_sell import SellPassDialog
from memberpos.ui.member_drawer import PASSES
from memberpos.ui.screens.counter import Counter

TEN = PassView("p1", "CARE", 6, "2026-12-31", "养护次卡", "2026-03-01", 12, 98_000)
MONTH = PassView(
    "p2", "GYM", None, "2027-02-28", "健身双人月卡", "2026-11-01", 0, 39_900, weekdays=(1, 2, 3, 4, 5),
    hours="09:00-17:00", most_persons=2, skus=("6901", "6933"),
)  # fmt: skip
FROZEN = PassView(
    "p3", "YOGA", 8, "2027-01-15", "瑜伽私教一对一小班课次卡（含体测与营养建议）", "2026-10-01", 10, 180_000, frozen_to="2026-11-30",
    refusal="pass_frozen",
)  # fmt: skip
LAPSED = PassView(
    "p4", "WASH", 3, "2026-10-31", "洗车十次", "2026-07-01", 12, 50_000, lapsed=True, refusal="pass_expired"
)
WAITING = PassView("p5", "NEW", 10, None, "首次使用启用卡", None, 10, 50_000, freezes_from=None)
WEEKEND = replace(TEN, pass_id="p6", title="周末卡", weekdays=(6, 7), refusal="pass_not_now", left=1_024, total=2_000)
HOLDER = replace(samples.PROFILE, passes=(TEN, MONTH))
COLLECTOR = replace(samples.PROFILE, passes=(LAPSED, TEN, FROZEN, MONTH, WEEKEND, WAITING))
LONG = replace(samples.LONG, passes=(FROZEN, replace(MONTH, title="Unlimited Wellness & Hydrotherapy Membership")))
STAFF = (("s1", "周敏"), ("s2", "欧阳明珠"), ("s3", "小陈"))
GOODS = (("6901", "手冲咖啡 耶加"), ("6933", "抹茶蛋糕"))
RECENT = (
    RecentUse("u1", NOW_MS - 240_000, "养护次卡", 2, "周敏", "小陈", True),
    RecentUse("u2", NOW_MS - 7_200_000, "健身双人月卡", 1, "欧阳明珠", "", False),
)
KINDS = (
    PassTerms("CARE", 98_000, 10, 2, valid_days=365, list_fen=12_800, name="养护次卡"),
    PassTerms("GYM", 39_900, None, months=1, weekdays=(1, 2, 3, 4, 5), hours=Hours.parse("09:00-17:00"), name="健身双人月卡"),
    PassTerms("WASH", 50_000, 10, 2, name="洗车十次"),
    PassTerms("NEW", 50_000, 10, valid_days=30, starts="first_use", list_fen=6_000, name="瑜伽私教一对一小班课次卡（含体测与营养建议）"),
)  # fmt: skip
PLAN = PassRefunded("", "", "p1", 49_000, 21_200, 49_000, 29_000, 20_000, 490, 0)
CHARGED = replace(PLAN, list_price_fen=None, claw_value_fen=1_250, stored_fen=0, points_clawed=1_715)


def photo_jpeg() -> bytes:
    """A face of a kind, twice as wide as high."""
    picture = Image.new("RGB", (480, 240), "#d9e6e2")
    drawing = ImageDraw.Draw(picture)
    drawing.ellipse((190, 40, 290, 140), fill="#8a6a55")
    drawing.ellipse((150, 140, 330, 320), fill="#2d5f5a")
    out = BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


def check_in(profile: Any, desk: Desk, persons: int = 1, problem: PosError | None = None) -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        dialog = CheckInDialog(screen, screen.context, profile, lambda: True)
        dialog.show_desk(desk)
        dialog.step(persons - 1)
        dialog.open()
        if problem is not None:
            dialog._refused(problem)

    return show


def choose(pass_id: str, profile: Any = COLLECTOR) -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        dialog = CheckInDialog(screen, screen.context, profile, lambda: True)
        dialog.show_desk(Desk(None, STAFF, GOODS, RECENT))
        dialog.choose(pass_id)
        dialog.open()

    return show


def sell(kinds: tuple[PassTerms, ...], at: int = 0) -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        dialog = SellPassDialog(screen, screen.context, samples.PROFILE)
        dialog.show_kinds(kinds)
        dialog.choose(at)
        dialog.open()

    return show


def renew(offer: Renewal | None, view: PassView = TEN) -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        dialog = RenewPassDialog(screen, screen.context, samples.PROFILE, view)
        if offer is not None:
            dialog.show_offer(offer)
        dialog.open()

    return show


def freeze(*, wrong: bool = False) -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        dialog = FreezeDialog(screen, screen.context, TEN)
        dialog.open()
        if wrong:
            dialog._last.setText("2026-13")
            dialog.accept()

    return show


def refund(plan: PassRefunded | None, problem: PosError | None = None) -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        dialog = RefundPassDialog(screen, screen.context, TEN)
        if plan is not None:
            dialog.show_plan(plan)
        dialog.open()
        if problem is not None:
            dialog._refused(problem)

    return show


def pay(passes: tuple[PassView, ...]) -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        assert screen.model.quote is not None
        PassPayDialog(screen, screen.model.quote, passes).open()

    return show


def holder(profile: Any, lines: int = 3) -> Show:
    return lambda stage: (counter(stage, profile=profile, lines=lines), None)[1]


def used_lately(stage: Stage) -> None:
    """Check-ins that may be taken back, below the passes."""
    drawer(PASSES)(stage)
    content = stage.window._drawer.content
    content._passes._uses.show_uses(RECENT)


STATES: dict[str, Show] = {
    "counter-passes": holder(HOLDER),
    "counter-passes-full": holder(COLLECTOR, 12),
    "check-in": on_counter(check_in(HOLDER, Desk(photo_jpeg(), STAFF, GOODS, RECENT), 2)),
    "check-in-no-photo": on_counter(check_in(HOLDER, Desk())),
    "check-in-many": on_counter(choose("p1")),
    "check-in-goods": on_counter(choose("p2")),
    "check-in-frozen": on_counter(choose("p3")),
    "check-in-long": on_counter(check_in(LONG, Desk(None, STAFF, (), RECENT[:1]))),
    "check-in-none": on_counter(check_in(samples.PROFILE, Desk())),
    "check-in-too-late": on_counter(
        check_in(HOLDER, Desk(None, STAFF, (), RECENT), 1, PosError("undo_too_late", right="pass.undo"))
    ),
    "pass-sell": on_counter(sell(KINDS)),
    "pass-sell-month": on_counter(sell(KINDS, 1)),
    "pass-sell-none": on_counter(sell(())),
    "pass-renew": on_counter(renew(Renewal(98_000, ("2026-12-31", "2027-12-31"), ("2026-11-21", "2027-11-21")))),
    "pass-renew-late": on_counter(renew(Renewal(98_000, None, (None, None)), LAPSED)),
    "pass-freeze": on_counter(freeze()),
    "pass-freeze-wrong": on_counter(freeze(wrong=True)),
    "pass-reactivate": on_counter(lambda screen: ReactivateDialog(screen, screen.context, LAPSED).open()),
    "pass-refund": on_counter(refund(PLAN)),
    "pass-refund-charged": on_counter(refund(CHARGED)),
    "pass-refund-refused": on_counter(refund(None, PosError("no_shift"))),
    "pass-pay": on_counter(pay((TEN, MONTH))),
    "pass-pay-short": on_counter(pay((replace(TEN, left=2),))),
    "drawer-passes": drawer(PASSES, COLLECTOR),
    "drawer-passes-none": drawer(PASSES),
    "drawer-passes-used": used_lately,
}
