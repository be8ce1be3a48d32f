"""A rewritable card at the counter: printed anew when something changed, given back as it is when not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.ui import samples
from tests.ui.gallery_counter import counter
from tests.ui.stage import Stage

from memberpos.devices.drivers.gm72 import StartScan
from memberpos.devices.drivers.tcp300 import PrintFace, ReturnCard
from memberpos.devices.port_finder import PortFinder
from memberpos.devices.readings import CardFace, CardPresented, CardRemoved, DeviceHealth, Reading
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.traffic import Traffic
from memberpos.domain.errors import PosError
from memberpos.settings import Device, Devices
from memberpos.ui.card_face import CardFaceKeeper
from memberpos.ui.device_hub import DeviceHub
from memberpos.ui.guard import UiGuard
from memberpos.ui.screens.counter import Counter

CARD = CardPresented("860000000017", "magstripe", source="tcp300")


@pytest.fixture
def orders(stage: Stage) -> list[Any]:
    """What the counter asks of the card printer."""
    asked: list[Any] = []
    more = {"print_face": lambda lines: asked.append(tuple(lines)), "return_card": lambda: asked.append("out")}
    stage.context = replace(stage.context, services=stage.context.services | more)
    return asked


def served(stage: Stage, reading: CardPresented = CARD) -> Counter:
    """The counter with a member whose card is inside."""
    screen = counter(stage, profile=None, lines=0)
    keeper = screen.findChild(CardFaceKeeper)
    assert keeper is not None
    keeper.hear(reading)
    screen.model.take_member(samples.PROFILE)
    return screen


def test_after_a_sale_the_new_balance_is_printed(stage: Stage, orders: list[Any]) -> None:
    screen = served(stage)
    after = replace(samples.PROFILE, principal_fen=1_234_500, bonus_fen=0, points=77)
    screen.model.next()
    screen.model.sold.emit(replace(samples.DONE, profile=after))
    (lines,) = orders
    assert samples.PROFILE.name in lines
    assert {"Balance ¥ 12,345.00", "Points 77", "2026-11-21"} <= set(lines)


def test_after_a_top_up_too(stage: Stage, orders: list[Any], qtbot: Any) -> None:
    screen = served(stage)
    screen.model.take_member(replace(samples.PROFILE, principal_fen=samples.PROFILE.principal_fen + 10_000))
    assert orders == []
    screen.model.take_member(None)
    qtbot.waitUntil(lambda: len(orders) == 1)
    assert orders[0] != "out"


def test_a_card_whose_member_did_nothing_comes_out_as_it_is(stage: Stage, orders: list[Any], qtbot: Any) -> None:
    screen = served(stage)
    screen.model.take_member(None)
    qtbot.waitUntil(lambda: orders == ["out"])


@pytest.mark.parametrize("reading", [replace(CARD, source="msr605"), CardRemoved("tcp300")])
def test_without_a_card_inside_nothing_is_printed(stage: Stage, orders: list[Any], reading: Reading) -> None:
    screen = served(stage)
    keeper = screen.findChild(CardFaceKeeper)
    assert keeper is not None
    keeper.hear(reading)
    screen.model.next()
    screen.model.sold.emit(replace(samples.DONE, profile=replace(samples.PROFILE, points=1)))
    assert orders == []


def test_a_face_that_could_not_be_printed_is_said(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[PosError] = []
    monkeypatch.setattr(stage.window, "error", said.append)
    screen = counter(stage, lines=0)
    screen.on_reading(CardFace(False, "card_write_failed"))
    screen.on_reading(CardFace(False, "card_mismatch"))
    screen.on_reading(CardFace(True))
    assert [error.code for error in said] == ["card_write_failed"]


@pytest.fixture
def hub(tmp_path: Path, qtbot: Any, ui_guard: UiGuard) -> Iterator[tuple[DeviceHub, SimulatorBench, list[Reading]]]:
    """A hub with a card printer and a scanner that waits to be told."""
    with ui_guard.allowed():
        bench = SimulatorBench(tmp_path / "bench", ["tcp300", "gm72"]).__enter__()
    heard: list[Reading] = []
    made = DeviceHub(PortFinder(bench.ports), {}, Traffic(lambda: 0))
    made.read.connect(heard.append)
    devices = Devices(card=Device("tcp300", "", bench.address("tcp300")), scanner=Device("gm72", bench.port("gm72")))
    made.start(devices)
    qtbot.waitUntil(lambda: sum(isinstance(one, DeviceHealth) and one.state == "ready" for one in heard) == 2)
    yield made, bench, heard
    made.close()
    with ui_guard.allowed():
        bench.__exit__(None, None, None)


def test_the_face_stands_on_the_card(hub: tuple[DeviceHub, SimulatorBench, list[Reading]], qtbot: Any) -> None:
    made, bench, heard = hub
    assert made.has_writer()
    bench.do("tcp300", "insert", card="a", track="860000000017=1")
    qtbot.waitUntil(lambda: any(isinstance(one, CardPresented) for one in heard))
    made.post("card", PrintFace(("会员", "余额 1.00")))
    qtbot.waitUntil(lambda: CardFace(True) in heard)
    assert bench.facts("tcp300")["faces"]["a"] == ["会员", "余额 1.00"]
    made.post("card", ReturnCard())


def test_the_counter_tells_the_scanner_to_look(
    hub: tuple[DeviceHub, SimulatorBench, list[Reading]], stage: Stage, qtbot: Any
) -> None:
    made, bench, _heard = hub
    more = {"has_trigger": made.has_trigger, "start_scan": lambda: made.post("scanner", StartScan())}
    stage.context = replace(stage.context, services=stage.context.services | more)
    screen = counter(stage, lines=0)
    hints = {hint.key: hint for hint in screen.keys()}  # noqa: SIM118 - no dictionary
    hints["Ctrl+Space"].action()
    qtbot.waitUntil(lambda: bool(bench.facts("gm72")["looking"]))
    made.start(Devices())
    assert "Ctrl+Space" not in {hint.key for hint in screen.keys()}  # noqa: SIM118 - no dictionary
