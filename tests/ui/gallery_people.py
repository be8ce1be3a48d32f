"""States of members, their cards, calls and refunds, filled with the data of `samples`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.ui import samples
from tests.ui.gallery_counter import Show, counter, front, on_counter
from tests.ui.stage import Stage

from memberpos.devices.readings import WriteProgress, WriteResult
from memberpos.domain.errors import PosError
from memberpos.store.tier_grants import TierGrantRow
from memberpos.ui.call_facts import popup_of
from memberpos.ui.dialogs.by_hand import PointsByHandDialog, TierByHandDialog, TierChoice
from memberpos.ui.dialogs.call_note import CallNoteDialog
from memberpos.ui.dialogs.enrol import EnrolDialog
from memberpos.ui.dialogs.write_card import WriteCardDialog
from memberpos.ui.member_drawer import CARDS, COUPONS, EDIT, HISTORY, OVERVIEW, MemberDrawer
from memberpos.ui.refund_wish import ALL
from memberpos.ui.screens.calls import Calls
from memberpos.ui.screens.counter import Counter
from memberpos.ui.screens.members import Members
from memberpos.ui.screens.refund import RefundScreen
from memberpos.ui.widgets.calls import CallPopup


def enrol(screen: Counter) -> None:
    dialog = EnrolDialog(screen, screen.context, "13800136021")
    dialog._show_known([samples.PROFILE])
    dialog._stock("860000030001")
    dialog.open()


def enrol_wrong(screen: Counter) -> None:
    dialog = EnrolDialog(screen, screen.context, "12")
    dialog.form.birthday.setText("1990-13")
    dialog.open()
    dialog.accept()


def write(*readings: Any, number: str = "860000030001", replaces: str = "") -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        dialog = WriteCardDialog(screen, screen.context, samples.PROFILE, replaces)
        dialog._propose(number)
        dialog.open()
        if readings:
            dialog._prepared(("", ("", ";8600000300012=12345678?", "")))
        for reading in readings:
            dialog.on_reading(reading)

    return show


def drawer(tab: str, profile: Any = samples.PROFILE) -> Show:
    def show(stage: Stage) -> None:
        counter(stage)
        content = MemberDrawer(stage.context, profile)
        stage.window.open_drawer(content)
        content.turn(tab)

    return show


def by_hand_points(screen: Counter) -> None:
    dialog = PointsByHandDialog(screen, screen.context, samples.PROFILE)
    dialog.open()
    dialog._count.setText("120")
    dialog.accept()


def by_hand_tier(screen: Counter) -> None:
    dialog = TierByHandDialog(screen, screen.context, samples.PROFILE)
    given = TierGrantRow("g1", "m1", "金卡", "店庆活动赠送", "2026-11-01", "2027-02-28", "g1")
    dialog.show_choice(TierChoice(("普卡", "银卡", "金卡", "黑钻尊享会员"), (given,)))
    dialog.open()
    dialog._until.setText("2027-13")
    dialog.accept()


def members(*, some: bool = True, text: str = "") -> Show:
    def show(stage: Stage) -> None:
        screen = front(stage, "members", Members)
        screen._text = text
        screen._take(screen._asked, (samples.MEMBERS if some else [], 1_024_518 if some or text else 0), "m1")
        screen._show_member(samples.PROFILE if some else None)

    return show


def calls(chosen: str) -> Show:
    def show(stage: Stage) -> None:
        screen = front(stage, "calls", Calls)
        screen.show_calls(samples.CALLS if chosen else [])
        screen.table.set_lines(screen.table.lines._lines, chosen)
        screen._take(chosen, [samples.PROFILE] if chosen == "c1" else [])

    return show


def refund(*, plan: Any) -> Show:
    def show(stage: Stage) -> None:
        screen = front(stage, "refund", RefundScreen)
        screen.show_sales(samples.SALES)
        if plan is not None:
            screen.show_sale(samples.SALES[0])
            screen._planned(screen._plan_asked, plan, None)

    return show


def refund_refused(stage: Stage) -> None:
    screen = front(stage, "refund", RefundScreen)
    screen.show_sales(samples.SALES)
    screen.show_sale(samples.SALES[2])
    screen.choose_mode(ALL)
    screen._planned(screen._plan_asked, None, PosError("nothing_to_refund"))


def callers(stage: Stage) -> None:
    counter(stage)
    for card in (samples.WITHHELD, samples.UNKNOWN, samples.KNOWN):
        popup: CallPopup = popup_of(card, stage.window.theme, "CNY")
        stage.window.show_call(popup)
    stage.window.calls.ended("2")


STATES: dict[str, Show] = {
    "counter-callers": callers,
    "drawer-kept-change": drawer(OVERVIEW, replace(samples.RICH, notes="", expiring=())),
    "drawer-coupons": drawer(COUPONS, samples.RICH),
    "drawer-no-coupons": drawer(COUPONS),
    "refund-coupons": refund(plan=samples.PLAN_COUPONS),
    "enrol": on_counter(enrol),
    "enrol-wrong": on_counter(enrol_wrong),
    "card-choose": on_counter(write()),
    "card-replace": on_counter(write(replaces="860000027715")),
    "card-write": on_counter(write(WriteProgress("swipe_to_write"))),
    "card-verify": on_counter(write(WriteProgress("swipe_to_write"), WriteProgress("swipe_to_verify"))),
    "card-hold": on_counter(write(WriteProgress("hold_to_write"))),
    "card-checking": on_counter(write(WriteProgress("hold_to_write"), WriteProgress("hold_to_verify"))),
    "card-not-blank": on_counter(write(WriteProgress("hold_to_write"), WriteResult(False, "card_not_blank"))),
    "card-mismatch": on_counter(
        write(WriteProgress("swipe_to_write"), WriteProgress("swipe_to_verify"), WriteResult(False, "card_mismatch"))
    ),
    "card-timeout": on_counter(write(WriteProgress("swipe_to_write"), WriteResult(False, "device_timeout"))),
    "drawer": drawer(OVERVIEW),
    "drawer-cards": drawer(CARDS),
    "drawer-edit": drawer(EDIT),
    "drawer-history": drawer(HISTORY),
    "drawer-long-name": drawer(OVERVIEW, samples.LONG),
    "points-by-hand": on_counter(by_hand_points),
    "tier-by-hand": on_counter(by_hand_tier),
    "members": members(),
    "members-none": members(some=False),
    "members-not-found": members(some=False, text="zzz"),
    "calls-known": calls("c1"),
    "calls-unknown": calls("c2"),
    "calls-withheld": calls("c4"),
    "calls-none": calls(""),
    "call-note": on_counter(lambda screen: CallNoteDialog(screen, "138 0013 6021").open()),
    "refund-choose": refund(plan=None),
    "refund-plan": refund(plan=samples.PLAN),
    "refund-refused": refund_refused,
}
