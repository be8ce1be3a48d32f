"""The panel of simulated devices, on a real bench: what is pressed there is heard on the ports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from tests.ui.stage import Stage

from memberpos.devices.serial_port import SerialPort
from memberpos.devices.simulator.bench import MODELS, SimulatorBench
from memberpos.domain.errors import PosError
from memberpos.ui.background import Background
from memberpos.ui.guard import UiGuard
from memberpos.ui.simulator_panel import _ACTS, SimulatorPanel, fact_words
from memberpos.ui.simulators import ACTS, Act, Simulators, acts_of, simulators_key

NAMES = ("msr605", "scanner", "caller", "printer", "rdm6300", "pn532")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[SimulatorBench]:
    with SimulatorBench(tmp_path, NAMES) as running:
        yield running


@pytest.fixture
def simulators(bench: SimulatorBench) -> Simulators:
    return Simulators(bench.operator_address, {"Lin": ";860000000017?"}, {"Latte": "6901"}, {"Lin": "13800136021"})


@pytest.fixture
def panel(qtbot: Any, simulators: Simulators, stage: Stage) -> Iterator[SimulatorPanel]:
    nobody: Any = None
    runner = Background(nobody, nobody, lambda: bench_without_books())  # type: ignore[arg-type,return-value]
    stage.context = type(stage.context)(runner, stage.window, stage.context.theme)
    made = SimulatorPanel(stage.context, simulators)
    stage.window.toggle_panel(lambda: made)
    qtbot.waitUntil(lambda: set(made._cards) == set(NAMES))
    yield made
    qtbot.waitUntil(lambda: runner.idle)
    runner.close()
    runner.deleteLater()


class bench_without_books:  # noqa: N801 (stands for a connection that nobody uses)
    def limit_cache(self, kib: int) -> None:
        """Nothing is kept."""

    def close(self) -> None:
        """Nothing to close."""


def press(panel: SimulatorPanel, name: str) -> None:
    found = panel.findChild(QPushButton, f"sim-{name}")
    assert found is not None, name
    assert found.isEnabled()
    found.click()


def test_a_scan_is_heard_on_the_port(
    qtbot: Any, bench: SimulatorBench, panel: SimulatorPanel, ui_guard: UiGuard
) -> None:
    with ui_guard.allowed():
        port = SerialPort(bench.port("scanner"))
    try:
        press(panel, "scanner-scan")
        qtbot.waitUntil(lambda: bench.facts("scanner")["scans"] == 1)
        assert port.read_some(2.0) == b"6901\r"
        panel._cards["scanner"]._value.setEditText("4711")
        press(panel, "scanner-scan")
        qtbot.waitUntil(lambda: bench.facts("scanner")["scans"] == 2)
        assert port.read_some(2.0) == b"4711\r"
    finally:
        port.close()


def test_paper_cover_and_plug(qtbot: Any, bench: SimulatorBench, panel: SimulatorPanel) -> None:
    for do, fact, value in (
        ("paper-out", "paper", "out"),
        ("cover-open", "cover_open", True),
        ("paper-in", "paper", "ok"),
    ):
        press(panel, f"printer-{do}")
        qtbot.waitUntil(lambda fact=fact, value=value: bench.facts("printer")[fact] == value)
    press(panel, "printer-plug")
    qtbot.waitUntil(lambda: not panel._cards["printer"]._buttons["paper-out"].isEnabled())
    assert panel._cards["printer"]._plug.text() == "Plug in"
    press(panel, "printer-plug")
    qtbot.waitUntil(lambda: bench.facts("printer")["plugged"])


def test_cards_and_calls(qtbot: Any, bench: SimulatorBench, panel: SimulatorPanel) -> None:
    press(panel, "pn532-present")
    qtbot.waitUntil(lambda: bench.facts("pn532")["card"] == "card")
    assert bench.facts("pn532")["cards"]["card"]["text"] == "860000000017"
    press(panel, "pn532-remove")
    qtbot.waitUntil(lambda: bench.facts("pn532")["card"] == "")
    press(panel, "rdm6300-present")
    qtbot.waitUntil(lambda: bench.facts("rdm6300")["card"] == "0D00D507D0")


def test_the_keys_stay_where_they_are_and_the_panel_goes_as_it_came(panel: SimulatorPanel, stage: Stage) -> None:
    assert all(button.focusPolicy() == Qt.FocusPolicy.NoFocus for button in panel.findChildren(QPushButton))
    toggled: list[bool] = []
    stage.window.frame_keys = lambda: (simulators_key(lambda: toggled.append(True)),)
    stage.window.go("counter")
    assert panel.isVisible(), "it goes along to every place"
    assert stage.window.take_key("Ctrl+D")
    stage.window.toggle_panel(lambda: panel)
    assert toggled
    assert stage.window._panel is None


def test_a_bench_that_is_gone_or_refuses_says_so(simulators: Simulators) -> None:
    with pytest.raises(PosError) as refused:
        simulators.act("toaster", Act("toast"))
    assert refused.value.code == "not_found"
    with pytest.raises(PosError) as refused:
        simulators.act("rdm6300", Act("present", "code"), "no hex")
    assert refused.value.code == "bad_line"
    with pytest.raises(PosError) as refused:
        Simulators("/nowhere/operator.sock").devices()
    assert refused.value.code == "device_lost"


def test_every_action_is_known_to_its_simulator_and_has_a_word() -> None:
    for kind, acts in ACTS.items():
        if kind in MODELS:
            assert {act.do for act in acts} <= set(MODELS[kind]().actions), kind
        assert {act.do for act in acts} <= set(_ACTS)
    assert len(set(ACTS) & set(MODELS)) >= 10
    assert acts_of("caller-2") == ACTS["caller"]
    assert acts_of("something new") == ()


def test_facts_in_words(english: None) -> None:
    assert (
        fact_words({"paper": "out", "cover_open": True, "drawer_open": False})
        == "no paper · cover open · drawer closed"
    )
    assert fact_words({"armed": "iso_read"}) != fact_words({"armed": ""}) != ""
    assert fact_words({"card": "one"})
    assert fact_words({"upper": "Total     ", "lower": "   88.00"}) == "Total / 88.00"
    assert fact_words({"card": "", "plugged": True}) == fact_words({"scans": 3}) == ""
