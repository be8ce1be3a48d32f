"""States of counter, members, calls and refund, filled with the data of `samples`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.ui import samples
from tests.ui.stage import Stage

from memberpos.devices.readings import DeviceHealth, WriteProgress, WriteResult
from memberpos.domain.cart import TypedPrice
from memberpos.domain.errors import PosError
from memberpos.services.staff import StaffView
from memberpos.ui.call_facts import popup_of
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.call_note import CallNoteDialog
from memberpos.ui.dialogs.enrol import EnrolDialog
from memberpos.ui.dialogs.line import LineDialog
from memberpos.ui.dialogs.open_shift import OpenShiftDialog
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.dialogs.pick import Choice, PickDialog
from memberpos.ui.dialogs.points import PointsDialog
from memberpos.ui.dialogs.recharge import RechargeDialog
from memberpos.ui.dialogs.sale_done import SaleDoneDialog
from memberpos.ui.dialogs.write_card import WriteCardDialog
from memberpos.ui.format import amount
from memberpos.ui.refund_wish import ALL
from memberpos.ui.screens.calls import Calls
from memberpos.ui.screens.counter import Counter
from memberpos.ui.screens.refund import RefundScreen
from memberpos.ui.widgets.calls import CallPopup

Show = Callable[[Stage], None]


def front(stage: Stage, name: str, factory: Callable[..., Any]) -> Any:
    """The screen `name` in front, freshly made."""
    stage.window._factories[name] = lambda: factory(stage.context)
    stage.window.go(name)
    return stage.window.screen(name)


def counter(stage: Stage, *, profile: Any = samples.PROFILE, lines: int = 3) -> Counter:
    screen = front(stage, "counter", Counter)
    screen.model.take_facts(samples.FACTS)
    if profile is not None:
        screen.model.take_member(profile)
    for product in samples.PRODUCTS[2 : 2 + lines]:
        screen.model.add(product)
    if lines:
        screen.model.add(samples.PRODUCTS[2])
    return screen


def counter_empty(stage: Stage) -> None:
    counter(stage, profile=None, lines=0)


def counter_closed(stage: Stage) -> None:
    screen = front(stage, "counter", Counter)
    facts = samples.FACTS
    screen.model.take_facts(type(facts)(facts.shop, facts.quick_keys, None, (), 0))


def counter_full(stage: Stage) -> None:
    screen = counter(stage, lines=12)
    screen.model.do(screen.model.sale.cart.set_points(800))


def counter_long(stage: Stage) -> None:
    counter(stage, profile=samples.LONG, lines=2)


def counter_twenty(stage: Stage) -> None:
    screen = counter(stage, profile=None, lines=0)
    for at in range(20):
        screen.model.add(replace(samples.PRODUCTS[at % 19], sku=f"9{at:03}"))


def counter_typed(stage: Stage) -> None:
    screen = counter(stage)
    cart = screen.model.sale.cart.override_price(0, TypedPrice(3_000, "杯子有划痕"))
    screen.model.do(cart.set_qty(1, 1_235), 0)


def on_counter(open_: Callable[[Counter], Any]) -> Show:
    def show(stage: Stage) -> None:
        open_(counter(stage))

    return show


def pay(kind: str, member: Any = samples.PROFILE, due_fen: int = 9_700, **given_fen: int) -> Callable[[Counter], None]:
    """The payment dialog with amounts entered."""

    def show(screen: Counter) -> None:
        dialog = PayDialog(screen, due_fen, kind, member, "CNY")
        dialog.open()
        for name, fen in given_fen.items():
            dialog._fields[name].set_fen(fen)

    return show


def paid(done: Any, *, paper: bool = False) -> Callable[[Counter], None]:
    """After the sale, with or without the picture of its receipt."""

    def show(screen: Counter) -> None:
        dialog = SaleDoneDialog(screen, screen.context, done, "CNY")
        dialog.open()
        if paper:
            dialog._show_paper(samples.receipt_png())

    return show


def line(*, reason: bool = True) -> Callable[[Counter], None]:
    """A line with another price, with or without its reason."""

    def show(screen: Counter) -> None:
        dialog = LineDialog(screen, screen.model.sale.cart.lines[0])
        dialog.open()
        dialog._price.set_fen(3_000)
        dialog._reason.setText("杯子有划痕" if reason else "")
        if not reason:
            dialog.accept()

    return show


def no_points(screen: Counter) -> None:
    dialog = PointsDialog(screen, 3_480, 0)
    dialog.open()
    dialog._field.setText("9999")
    dialog.accept()


def lamps(stage: Stage) -> None:
    """Headquarters away, the printer and the reader gone."""
    counter(stage)
    for role in ("reader", "printer"):
        stage.window.set_device(DeviceHealth(role, role, "lost"))
    stage.window.set_hq("offline", 12_408)


def told(*errors: PosError) -> Show:
    """What the counter says to a failure."""

    def show(stage: Stage) -> None:
        counter(stage)
        for error in errors:
            stage.window.error(error)

    return show


def goods(screen: Counter) -> None:
    choices = [Choice(p, p.name, p.sku, amount(p.price_fen)) for p in samples.PRODUCTS]
    dialog = PickDialog(screen, screen.context, "搜索商品", choices, lambda _db, _text: choices)
    dialog.open()


def pick(screen: Counter) -> None:
    choices = [Choice(line, line.name, line.phone or "", line.tier or "") for line in samples.MEMBERS]
    dialog = PickDialog(screen, screen.context, screen.tr("Which one?"), choices, lambda _db, _text: choices, "lin")
    dialog.open()


def pick_none(screen: Counter) -> None:
    PickDialog(screen, screen.context, screen.tr("Which one?"), (), lambda _db, _text: (), "zzz").open()


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


def recharge(screen: Counter) -> None:
    dialog = RechargeDialog(screen, screen.context, samples.PROFILE)
    dialog._shop_known(samples.SHOP)
    dialog._take(dialog._offers[1])
    dialog.open()


def recharge_refused(screen: Counter) -> None:
    dialog = RechargeDialog(screen, screen.context, samples.LONG)
    dialog.open()
    dialog._refused(PosError("law_limit", limit_fen=500_000))


def approve(people: bool) -> Callable[[Counter], None]:
    def show(screen: Counter) -> None:
        dialog = ApproveDialog(screen, screen.context, "sale.refund")
        staff = [
            StaffView("s2", "2", "欧阳明珠", "manager"),
            StaffView("s3", "3", "Konstantinopoulou-Featherstone", "owner"),
        ]
        dialog.show_people(staff if people else [])
        dialog.open()

    return show


def calls(chosen: str) -> Show:
    def show(stage: Stage) -> None:
        screen = front(stage, "calls", Calls)
        screen.show_calls(samples.CALLS if chosen else [])
        screen.table.set_lines(screen.table.lines._lines, chosen)
        screen._take(chosen, [samples.PROFILE] if chosen == "c1" else [])

    return show


def refund(*, plan: bool) -> Show:
    def show(stage: Stage) -> None:
        screen = front(stage, "refund", RefundScreen)
        screen.show_sales(samples.SALES)
        if plan:
            screen.show_sale(samples.SALES[0])
            screen._planned(screen._plan_asked, samples.PLAN, None)

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
    "counter-empty": counter_empty,
    "counter-no-shift": counter_closed,
    "counter-cart": lambda stage: (counter(stage), None)[1],
    "counter-full": counter_full,
    "counter-long-name": counter_long,
    "counter-callers": callers,
    "counter-several-callers": lambda stage: (
        counter(stage),
        stage.window.show_call(popup_of(samples.SEVERAL, stage.window.theme, "CNY")),
    )[1],
    "counter-walk-in": lambda stage: (counter(stage, profile=None), None)[1],
    "counter-twenty-lines": counter_twenty,
    "counter-debt": lambda stage: (counter(stage, profile=samples.DEBT), None)[1],
    "counter-lamps": lamps,
    "counter-typed-price": counter_typed,
    "pay": on_counter(pay("cash", cash=10_000)),
    "pay-walk-in": on_counter(pay("cash", None)),
    "pay-stored": on_counter(pay("stored_value")),
    "pay-split": on_counter(pay("mixed", stored_value=5_000, scan_pay=1_200, cash=5_000)),
    "pay-too-little": on_counter(pay("stored_value", due_fen=99_700, stored_value=99_700)),
    "pay-too-much": on_counter(pay("bank_card", bank_card=12_000)),
    "pay-large": on_counter(pay("mixed", samples.LONG, 123_456_789, cash=20_000)),
    "paid": on_counter(paid(samples.DONE)),
    "paid-receipt": on_counter(paid(samples.DONE, paper=True)),
    "paid-no-cash": on_counter(paid(samples.DONE_WALK_IN)),
    "line": on_counter(line()),
    "line-no-reason": on_counter(line(reason=False)),
    "held": on_counter(lambda screen: screen.flow.recall()),
    "points-too-many": on_counter(no_points),
    "goods": on_counter(goods),
    "told-unknown-card": told(PosError("not_found", what="card")),
    "told-lost-card": told(PosError("card_lost", number="860000027715")),
    "told-balance": told(PosError("insufficient_stored_value", have_fen=1_250, asked_fen=8_100)),
    "told-paper": told(PosError("paper_out")),
    "told-disk": told(PosError("disk_full")),
    "told-hq": told(PosError("hq_unreachable"), PosError("paper_out")),
    "open-shift": on_counter(lambda screen: OpenShiftDialog(screen, screen.context).open()),
    "points": on_counter(lambda screen: PointsDialog(screen, 3_480, 800).open()),
    "pick": on_counter(pick),
    "pick-none": on_counter(pick_none),
    "enrol": on_counter(enrol),
    "enrol-wrong": on_counter(enrol_wrong),
    "card-choose": on_counter(write()),
    "card-replace": on_counter(write(replaces="860000027715")),
    "card-write": on_counter(write(WriteProgress("swipe_to_write"))),
    "card-verify": on_counter(write(WriteProgress("swipe_to_write"), WriteProgress("swipe_to_verify"))),
    "card-mismatch": on_counter(
        write(WriteProgress("swipe_to_write"), WriteProgress("swipe_to_verify"), WriteResult(False, "card_mismatch"))
    ),
    "card-timeout": on_counter(write(WriteProgress("swipe_to_write"), WriteResult(False, "device_timeout"))),
    "recharge": on_counter(recharge),
    "recharge-refused": on_counter(recharge_refused),
    "approve": on_counter(approve(True)),
    "approve-nobody": on_counter(approve(False)),
    "calls-known": calls("c1"),
    "calls-unknown": calls("c2"),
    "calls-withheld": calls("c4"),
    "calls-none": calls(""),
    "call-note": on_counter(lambda screen: CallNoteDialog(screen, "138 0013 6021").open()),
    "refund-choose": refund(plan=False),
    "refund-plan": refund(plan=True),
    "refund-refused": refund_refused,
}
