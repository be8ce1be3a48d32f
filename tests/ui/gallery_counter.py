"""States of counter, members, calls and refund, filled with the data of `samples`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.ui import samples
from tests.ui.stage import Stage

from memberpos.devices.readings import DeviceHealth
from memberpos.domain.cart import TypedPrice
from memberpos.domain.errors import PosError
from memberpos.services.staff import StaffView
from memberpos.ui.call_facts import popup_of
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.line import LineDialog
from memberpos.ui.dialogs.open_shift import OpenShiftDialog
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.dialogs.pick import Choice, PickDialog
from memberpos.ui.dialogs.points import PointsDialog
from memberpos.ui.dialogs.sale_done import SaleDoneDialog
from memberpos.ui.format import amount
from memberpos.ui.screens.counter import Counter

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


def paid(done: Any, *, paper: bool = False, back: Any = None) -> Callable[[Counter], None]:
    """After the sale, with or without the picture of its receipt."""

    def show(screen: Counter) -> None:
        dialog = SaleDoneDialog(screen, screen.context, done, "CNY", back)
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


STATES: dict[str, Show] = {
    "counter-empty": counter_empty,
    "counter-no-shift": counter_closed,
    "counter-cart": lambda stage: (counter(stage), None)[1],
    "counter-full": counter_full,
    "counter-long-name": counter_long,
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
    "approve": on_counter(approve(True)),
    "approve-nobody": on_counter(approve(False)),
}
