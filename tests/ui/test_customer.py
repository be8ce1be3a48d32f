"""What the customer sees, from the counter to the glass."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui import samples
from tests.ui.gallery_counter import counter, front
from tests.ui.gallery_customer import DONE, LONG, RUNG_UP
from tests.ui.running import running
from tests.ui.stage import Stage

from memberpos.devices.catalog import CATALOG
from memberpos.devices.customer_view import GOODS, IDLE, PAID, CustomerView, ShowCustomer
from memberpos.devices.readings import DeviceHealth
from memberpos.services.exchange import ExchangeDone
from memberpos.settings import Device, Devices
from memberpos.ui.customer_display import CustomerDisplay
from memberpos.ui.customer_face import CustomerFace, other_screen
from memberpos.ui.customer_page import ROWS, CustomerPage
from memberpos.ui.customer_words import goods_view, paid_view, plain
from memberpos.ui.device_hub import slots
from memberpos.ui.display_try import SAMPLE, DisplayTry
from memberpos.ui.guard import UiGuard
from memberpos.ui.widgets.text import Text


def told(stage: Stage) -> list[CustomerView]:
    """What the counter of this stage tells from now on."""
    views: list[CustomerView] = []
    stage.context = replace(stage.context, services=stage.context.services | {"show_customer": views.append})
    return views


def texts(widget: QWidget) -> list[str]:
    return [text.text() for text in widget.findChildren(Text) if text.isVisibleTo(widget) and text.text()]


# --- what is told


def test_goods_as_they_are_rung_up_and_nothing_of_the_member(stage: Stage) -> None:
    views = told(stage)
    screen = counter(stage, lines=2)
    quote = screen.model.quote
    assert quote is not None
    assert views[-1] == goods_view(quote, quote.due_fen, screen.model.sale.chosen)
    assert (views[-1].stage, views[-1].due) == (GOODS, plain(quote.due_fen, "CNY"))
    assert len(views[-1].lines) == 2
    assert samples.PROFILE.name not in str(views)
    screen.model.clear()
    assert views[-1] == CustomerView()
    assert len(views) == len({id(view) for view in views})


def test_the_change_stays_until_the_next_goods_or_for_a_while(stage: Stage) -> None:
    views = told(stage)
    screen = counter(stage, lines=1)
    screen.model.sold.emit(samples.DONE)
    screen.model.next()
    assert views[-1] == paid_view(samples.DONE)
    assert views[-1].stage == PAID
    screen.model.add(samples.PRODUCTS[2])
    assert views[-1].stage == GOODS
    screen.model.next()
    screen.model.sold.emit(samples.DONE)
    display = screen.findChild(CustomerDisplay)
    assert display is not None
    display._forget.timeout.emit()
    assert views[-1].stage == IDLE


def test_what_was_given_and_what_comes_back() -> None:
    sale = replace(samples.DONE, due_fen=12_850, change_fen=7_150, kept_fen=150, points_earned=128)
    view = paid_view(sale)
    assert (view.due, view.paid, view.change, view.points) == ("128.50", "200.00", "70.00", "128")
    assert paid_view(replace(sale, change_fen=0, kept_fen=0)).change == ""
    back = ExchangeDone(samples.PLAN, replace(sale, due_fen=0, change_fen=0, kept_fen=0))
    assert back.to_pay_fen < 0
    assert (paid_view(back).paid, paid_view(back).change) == ("0.00", plain(-back.to_pay_fen, "CNY"))


# --- the page


def test_the_page_shows_sums_and_the_last_goods(stage: Stage) -> None:
    page = front(stage, "customer", CustomerPage)
    assert isinstance(page, CustomerPage)
    page.show_shop("Tomorrow")
    assert texts(page) == ["Welcome", "Tomorrow"]
    page.show_view(RUNG_UP)
    assert {"To pay", "¥ 128.50", "You save ¥ 6.00", "58.50"} <= set(texts(page))
    page.show_view(replace(DONE, lines=()))
    assert {"Change", "¥ 71.50", "Paid ¥ 200.00", "58.50"} <= set(texts(page)), "goods stay to be looked at"
    page.show_view(LONG)
    assert f"and {len(LONG.lines) - ROWS} more above" in texts(page)
    assert "¥ 9,999,999.99" in texts(page)


# --- where it goes


class Wires:
    """Plays the hub and the second screen."""

    def __init__(self, stage: Stage) -> None:
        self.posted: list[tuple[str, object]] = []
        self.health: list[DeviceHealth] = []
        self.screen: Any = None
        self.face = CustomerFace(stage.context, self.post, lambda: self.screen)
        self.face.health.connect(self.health.append)

    def post(self, name: str, command: object) -> bool:
        self.posted.append((name, command))
        return True


@pytest.mark.parametrize(("kind", "slot"), [("led8", "display"), ("cd5220", "display"), ("dm_d_behind", "printer")])
def test_a_display_gets_the_shop_then_the_sale(stage: Stage, kind: str, slot: str) -> None:
    wires = Wires(stage)
    wires.face.use(Devices(display=Device(kind, "/dev/ttyS9")))
    wires.face.called("Tomorrow", "CNY")
    wires.face.show(RUNG_UP)
    assert wires.posted[-2:] == [
        (slot, ShowCustomer(CustomerView(name="Tomorrow"))), (slot, ShowCustomer(RUNG_UP))
    ]  # fmt: skip
    assert wires.health == []
    wires.face.use(Devices())
    wires.posted.clear()
    wires.face.show(DONE)
    assert wires.posted == []


def test_a_second_screen_comes_and_goes(stage: Stage) -> None:
    wires = Wires(stage)
    wires.face.called("Tomorrow", "CNY")
    wires.face.use(Devices(display=Device("second_screen")))
    assert wires.health[-1] == DeviceHealth("second_screen", "display", "lost", "no_second_screen")
    wires.screen = QGuiApplication.primaryScreen()
    wires.face._screens_changed()
    window = wires.face.window
    assert window is not None
    assert window.isVisible()
    assert window.geometry() == wires.screen.geometry()
    assert wires.health[-1].state == "ready"
    wires.face.show(RUNG_UP)
    assert "¥ 128.50" in texts(window.page)
    wires.face.called("The day after", "MYR")
    assert "RM 128.50" in texts(window.page)
    wires.screen = None
    wires.face._screens_changed()
    assert wires.face.window is None
    assert wires.health[-1].state == "lost"
    assert wires.posted == []


def test_with_one_screen_there_is_no_other(stage: Stage) -> None:
    assert other_screen(stage.window) is None


def test_only_displays_with_a_port_are_started() -> None:
    for kind in CATALOG.values():
        if kind.role == "display":
            started = [slot.name for slot in slots(Devices(display=Device(kind.name, "/dev/ttyS9")))]
            assert started == (["display"] if kind.has_port else [])


def test_a_sale_on_a_real_till_stands_on_the_glass(tmp_path: Path, qapp: QApplication, ui_guard: UiGuard) -> None:
    with running(tmp_path, qapp, ui_guard, display="cd5220") as made:
        made.until_ready("cd5220")
        made.hand.key("F2")
        made.hand.type("101")
        made.hand.key("Return")
        made.hand.wait(lambda: made.fact("cd5220", "lower").startswith("TOTAL "), "the total to be shown")
        shown = str(made.fact("cd5220", "lower")).split()[-1]
        made.hand.key("F11")
        made.hand.key("Return")
        made.hand.wait(lambda: made.fact("cd5220", "upper").startswith("PAID "), "the payment to be shown")
        assert str(made.fact("cd5220", "upper")).split() == ["PAID", shown]
        made.hand.wait(lambda: made.jobs() != [], "the receipt")


def test_a_display_can_be_tried(stage: Stage) -> None:
    views = told(stage)
    button = DisplayTry(stage.context)
    button.click()
    assert views == [SAMPLE]
    button._end.timeout.emit()
    assert views[-1].stage == IDLE
    button.deleteLater()
