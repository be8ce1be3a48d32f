"""Every state of every screen, for the text-fit test and the pictures. A screen's own file adds to EXAMPLES here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.ui.gallery_counter import STATES
from tests.ui.gallery_customer import STATES as CUSTOMER_STATES
from tests.ui.gallery_day import STATES as DAY_STATES
from tests.ui.gallery_devices import STATES as DEVICE_STATES
from tests.ui.gallery_mall import STATES as MALL_STATES
from tests.ui.gallery_marketing import STATES as MARKETING_STATES
from tests.ui.gallery_members import STATES as MEMBERS_STATES
from tests.ui.gallery_offers import STATES as OFFER_STATES
from tests.ui.gallery_passes import STATES as PASS_STATES
from tests.ui.gallery_people import STATES as PEOPLE_STATES
from tests.ui.gallery_settings import STATES as SETTINGS_STATES
from tests.ui.gallery_value import STATES as VALUE_STATES
from tests.ui.stage import Stage

from memberpos.domain.errors import PosError
from memberpos.services.staff import StaffView
from memberpos.ui.screens.sign_in import SignIn
from memberpos.ui.screens.wizard import Wizard
from memberpos.ui.widgets import CallFacts, CallPopup

CODE = "7Q2M-9XKD-4TRW-H0ZB-C6NE-1PVS-83GA"
STAFF = [
    StaffView("s1", "1", "周敏", "cashier"),
    StaffView("s2", "2", "欧阳明珠", "manager"),
    StaffView("s3", "3", "Alexandra Konstantinopoulou-Featherstonehaugh", "owner"),
]


@dataclass(frozen=True)
class Example:
    """`show` brings the window into the state; `name` is the picture's file name."""

    name: str
    show: Callable[[Stage], None]


def sign_in(problem: PosError | None = None) -> Callable[[Stage], None]:
    def show(stage: Stage) -> None:
        screen = stage.show("sign_in", SignIn, bare=True)
        assert isinstance(screen, SignIn)
        screen.show_people(STAFF)
        if problem is not None:
            screen._refused(problem)

    return show


def wizard(page: int, *, wrong: bool = False) -> Callable[[Stage], None]:
    def show(stage: Stage) -> None:
        screen = stage.show("wizard", Wizard, bare=True)
        assert isinstance(screen, Wizard)
        screen._stack.setCurrentIndex(page)
        screen._show()
        if wrong:
            screen.next()

    return show


def calls(stage: Stage) -> None:
    """Two calls over an empty place."""
    stage.window.go("counter")
    actions = (("open", "打开会员", "F8"), ("note", "记一条", ""), ("later", "稍后", ""))
    known = CallFacts(
        "1", "来电 · 1 号线", "138 0013 6021", "林晓棠", "储值 862.50 · 积分 3,480 · 上次 11-14",
        (("金卡", "gold"), ("生日 3 天后", "warn")),
        (("上次通话", "11-01 预约养护,已到店"), ("偏好", "靠窗、少冰")), "m1", actions,
    )  # fmt: skip
    unknown = CallFacts("2", "来电 · 2 号线", "139 0013 7788", actions=(("enrol", "登记新会员", "F8"), actions[2]))
    for facts in (known, unknown):
        stage.window.show_call(CallPopup(facts))


def errors(stage: Stage) -> None:
    """Messages above a place."""
    stage.window.go("counter")
    stage.window.toast("81.00")
    stage.window.error(PosError("insufficient_stored_value", have_fen=1250, asked_fen=8100))
    stage.window.error(PosError("paper_out"))


def crash(stage: Stage) -> None:
    stage.window.go("counter")
    stage.window.show_crash("/home/shop/.local/share/memberpos/logs/crash-1795228920000.json")


_STATES = (
    STATES
    | OFFER_STATES
    | PEOPLE_STATES
    | PASS_STATES
    | DAY_STATES
    | SETTINGS_STATES
    | MALL_STATES
    | DEVICE_STATES
    | VALUE_STATES
    | MARKETING_STATES
    | MEMBERS_STATES
    | CUSTOMER_STATES
)
EXAMPLES: list[Example] = [
    Example("sign-in", sign_in()),
    Example("sign-in-wrong-pin", sign_in(PosError("wrong_pin", left=3))),
    Example("sign-in-locked-out", sign_in(PosError("locked_out", wait_s=60))),
    Example("wizard-shop", wizard(0)),
    Example("wizard-trade", wizard(1)),
    Example("wizard-rules", wizard(2, wrong=True)),
    Example("wizard-owner", wizard(3, wrong=True)),
    Example("wizard-code", wizard(4)),
    Example("calls", calls),
    Example("errors", errors),
    Example("crash", crash),
    *(Example(name, show) for name, show in _STATES.items()),
]
