"""Customer displays: what is sent is what stands on the glass, whatever arrives and however fast."""

from __future__ import annotations

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given
from tests.devices.rig import Rig
from tests.devices.virtual import VirtualRig

from memberpos.devices import led8, vfd
from memberpos.devices.ascii_text import ascii_text
from memberpos.devices.customer_view import GOODS, PAID, CustomerView, ShowCustomer
from memberpos.devices.drivers.base import Send
from memberpos.devices.drivers.display import REFRESH_S, Cd5220Driver
from memberpos.devices.drivers.kinds import driver_for
from memberpos.devices.drivers.printer import PrinterDriver, PrintJob
from memberpos.devices.led8 import Led8Decoder, Shown
from memberpos.devices.readings import DeviceHealth
from memberpos.devices.simulator.bench import MODELS
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.vfd import VfdDecoder, VfdScreen

SHOP = CustomerView(name="明日理发店")
RUNG_UP = CustomerView(GOODS, "洗发水 400ml", "35.00", "128.50")
DONE = CustomerView(PAID, due="128.50", paid="200.00", change="71.50")
TWO_ROWS = {
    SHOP: ("MingRiLiFaDian      ", " " * 20),
    RUNG_UP: ("XiFaShui 400ml 35.00", "TOTAL         128.50"),
    DONE: ("PAID          200.00", "CHANGE         71.50"),
    CustomerView(PAID, due="9.00"): ("PAID            9.00", "THANK YOU           "),
}
AMOUNTS = st.integers(-9_999_999_999, 9_999_999_999).map(
    lambda fen: f"{'-' * (fen < 0)}{abs(fen) // 100}.{abs(fen) % 100:02d}"
)


def glass(data: bytes, *, epson: bool = False) -> tuple[str, str]:
    decoder, screen = VfdDecoder(epson=epson), VfdScreen()
    for event in decoder.feed(data):
        screen.apply(event)
    return screen.text


@pytest.mark.parametrize("view", TWO_ROWS)
def test_two_rows_say_it(view: CustomerView) -> None:
    assert glass(vfd.cd5220(view)) == TWO_ROWS[view]
    assert glass(b"noise" + vfd.INIT + vfd.CLEAR + vfd.dm_d(view), epson=True) == TWO_ROWS[view]
    assert glass(vfd.behind_printer(vfd.dm_d(view)), epson=True) == TWO_ROWS[view]


@given(name=st.text(max_size=40), price=AMOUNTS, due=AMOUNTS)
def test_the_amounts_always_stand_whole_at_the_right(name: str, price: str, due: str) -> None:
    upper, lower = glass(vfd.cd5220(CustomerView(GOODS, name, price, due)))
    assert upper.endswith(f" {price}")
    assert lower.endswith(f" {due}")
    assert len(upper) == len(lower) == vfd.COLUMNS


@given(due=AMOUNTS)
def test_eight_digits_show_the_sum_or_say_that_they_cannot(due: str) -> None:
    shown = [
        event.text
        for event in Led8Decoder().feed(led8.render(CustomerView(GOODS, due=due)))
        if isinstance(event, Shown)
    ]
    assert shown in ([due], [due.partition(".")[0]], ["--------"])
    assert shown == [due] or len(due.replace(".", "")) > led8.DIGITS


@pytest.mark.parametrize(
    ("view", "shown", "lamps"),
    [(SHOP, "", []), (RUNG_UP, "128.50", ["total"]), (DONE, "71.50", ["change"]),
     (CustomerView(PAID, due="9.00"), "9.00", ["collect"])],
)  # fmt: skip
def test_eight_digits_and_their_lamps(view: CustomerView, shown: str, lamps: list[str]) -> None:
    model = MODELS["led8"]()
    model.received(led8.render(view), 0.0)
    assert (model.facts()["shown"], model.facts()["lamps"]) == (shown, lamps)


@pytest.mark.parametrize("text", ["12A", "123456789", "1.2.3.4.5.6.7.8.", "١٢"])
def test_what_eight_digits_cannot_show_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="display"):
        led8.show(text)


def test_letters_that_no_display_has() -> None:
    assert ascii_text("Ａ洗发水×2 Crème ￥9 😀") == "AXiFaShuix2 Creme Y9 ?"


def test_a_cd5220_in_string_mode_obeys_only_rows_and_clear() -> None:
    model = MODELS["cd5220"]()
    model.received(vfd.cd5220(RUNG_UP) + vfd.cursor(1, 1) + b"lost", 0.0)
    assert model.facts()["upper"] == TWO_ROWS[RUNG_UP][0]
    model.received(vfd.CLEAR + vfd.cursor(3, 2) + b"seen", 0.0)
    assert model.facts()["lower"] == "  seen              "


@pytest.mark.parametrize("kind", ["led8", "cd5220", "dm_d"])
def test_the_display_shows_the_last_picture_also_after_it_was_away(kind: str) -> None:
    rig = VirtualRig(driver_for(kind), MODELS[kind](), Knobs(noise=True))
    rig.expect_health("ready")
    for view in (RUNG_UP, DONE, DONE):
        rig.post(ShowCustomer(view))
    assert "71.50" in str(rig.model.facts())
    rig.unplug()
    rig.post(ShowCustomer(RUNG_UP))
    rig.plug()
    assert "128.50" in str(rig.model.facts())
    assert [health.state for health in rig.of(DeviceHealth)] == ["connecting", "ready", "lost", "connecting", "ready"]


def test_pictures_that_come_too_fast_are_passed_over_but_for_the_last() -> None:
    driver = Cd5220Driver()
    sent = sum(len(out.data) for out in driver.opened(0.0) if isinstance(out, Send))
    views = [CustomerView(GOODS, "A", f"{count}.00", f"{count}.00") for count in range(50)]
    assert [out for view in views for out in driver.command(ShowCustomer(view), 0.1)] == []
    assert driver.sent(sent - 1, 0.2) == []
    (last,) = driver.sent(1, 0.3)
    assert isinstance(last, Send)
    assert glass(last.data)[1] == "TOTAL          49.00"
    assert driver.sent(len(last.data), 0.4) == []


def test_a_display_that_lost_its_power_is_lit_again() -> None:
    driver = Cd5220Driver()
    driver.opened(0.0)
    driver.sent(10_000, 0.0)
    driver.command(ShowCustomer(DONE), 1.0)
    driver.sent(10_000, 1.0)
    assert driver.deadline_s() == 1.0 + REFRESH_S
    (again,) = driver.tick(1.0 + REFRESH_S)
    assert isinstance(again, Send)
    assert glass(again.data) == TWO_ROWS[DONE]


def test_behind_a_printer_the_picture_waits_for_the_end_of_a_job() -> None:
    driver, picture = PrinterDriver(), vfd.behind_printer(vfd.dm_d(DONE))
    given = sum(len(out.data) for out in driver.opened(0.0) if isinstance(out, Send))
    (first,) = driver.command(ShowCustomer(RUNG_UP), 0.0)
    assert isinstance(first, Send)
    assert glass(first.data, epson=True) == TWO_ROWS[RUNG_UP]
    job = driver.command(PrintJob("1", b"\x1b@receipt\n"), 0.1)
    assert driver.command(ShowCustomer(DONE), 0.2) == []
    sent = given + len(first.data) + sum(len(out.data) for out in job if isinstance(out, Send))
    after = [out.data for out in driver.sent(sent, 0.3) if isinstance(out, Send)]
    assert picture in after
    driver.closed("gone", 0.4)
    assert Send(picture) in driver.opened(0.5)


@pytest.mark.parametrize(("kind", "baud"), [("led8", 2400), ("cd5220", 9600), ("dm_d", 9600)])
def test_on_a_real_wire(tmp_path: Path, kind: str, baud: int) -> None:
    with Rig(tmp_path, driver_for(kind), kind, knobs=Knobs(line_baud=baud), baud=baud) as rig:
        rig.expect_health("ready")
        rig.loop.post(ShowCustomer(RUNG_UP))
        rig.wait(lambda facts: "128.50" in str(facts))
        rig.bench.unplug(kind)
        rig.expect_health("lost")
        rig.loop.post(ShowCustomer(DONE))
        rig.bench.replug(kind, "tty-elsewhere")
        rig.wait(lambda facts: "71.50" in str(facts))
