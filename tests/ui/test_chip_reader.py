"""From the counter to the chip and back: a real reader thread on a simulated reader, the real dialog, a real shop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.live import STOCK, Live

from memberpos.devices.drivers.msr605_jobs import CancelJob, WriteCard
from memberpos.devices.port_finder import PortFinder
from memberpos.devices.readings import CardPresented, CardRemoved, Reading
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.traffic import Traffic
from memberpos.domain import cards as card_rules
from memberpos.services import cards
from memberpos.settings import Device, Devices
from memberpos.store.secrets import CARD_KEY, SecretBox
from memberpos.ui.device_hub import DeviceHub
from memberpos.ui.dialogs.write_card import CHOOSE, FAILED, WriteCardDialog
from memberpos.ui.guard import UiGuard


class Counter:
    """The reader at the counter, what it said, and the hand that holds cards to it."""

    def __init__(self, live: Live, bench: SimulatorBench, kind: str) -> None:
        self.bench, self.kind = bench, kind
        self.readings: list[Reading] = []
        self.hub = DeviceHub(PortFinder(bench.ports), {}, Traffic(lambda: 0))
        self.hub.read.connect(self.readings.append)
        self.hub.read.connect(live.stage.window.read)
        self.hub.start(Devices(card=Device(kind, "", bench.address(kind))))
        services = live.context.services | {
            "has_writer": self.hub.has_writer,
            "write_card": lambda tracks: self.hub.post("card", WriteCard(tracks)),
            "cancel_card": lambda: self.hub.post("card", CancelJob()),
        }
        self.context = replace(live.context, services=services)

    def hold(self, name: str, **facts: str) -> None:
        self.bench.do(self.kind, "present", card=name, **facts)

    def text(self, name: str) -> str:
        """What the chip holds."""
        return str(self.bench.facts(self.kind)["cards"][name]["text"])


@contextmanager
def at_counter(live: Live, folder: Path, guard: UiGuard, kind: str) -> Iterator[Counter]:
    with guard.allowed():
        bench = SimulatorBench(folder / "bench", [kind]).__enter__()
    made = Counter(live, bench, kind)
    try:
        yield made
    finally:
        made.hub.close()
        with guard.allowed():
            bench.__exit__(None, None, None)


@pytest.fixture(params=["pn532", "pcsc"])
def counter(request, qtbot, live: Live, tmp_path: Path, ui_guard: UiGuard) -> Iterator[Counter]:
    with at_counter(live, tmp_path, ui_guard, request.param) as made:
        qtbot.waitUntil(lambda: made.hub.health().get("reader") and made.hub.health()["reader"].state == "ready")
        yield made


def opened(qtbot, live: Live, counter: Counter) -> WriteCardDialog:
    dialog = WriteCardDialog(live.stage.window, counter.context, live.member)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.number() == STOCK)
    return dialog


def test_a_member_gets_a_chip_card_and_is_known_by_it(qtbot, live: Live, counter: Counter) -> None:
    dialog = opened(qtbot, live, counter)
    QTest.keyClick(dialog._number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog._now.text() == "Hold the new card to the reader and leave it there")
    with qtbot.waitSignal(dialog.issued, timeout=10_000):
        counter.hold("new", type="m1")
    key = live.read(lambda db: SecretBox(db).get(CARD_KEY))
    assert card_rules.parse_track(counter.text("new"), key) == card_rules.CardNumber(STOCK, card_rules.OK)
    uid = counter.bench.facts(counter.kind)["cards"]["new"]["uid"].upper()
    assert live.read(lambda db: db.value("SELECT uid FROM card WHERE number = ?", (STOCK,))) == uid
    counter.bench.do(counter.kind, "remove")
    qtbot.waitUntil(lambda: any(isinstance(reading, CardRemoved) for reading in counter.readings))
    counter.hold("new")
    qtbot.waitUntil(lambda: any(isinstance(reading, CardPresented) for reading in counter.readings))
    (card,) = [reading for reading in counter.readings if isinstance(reading, CardPresented)]
    seen = live.read(lambda db: cards.look_up(db, card.text, live.till.now_ms))
    assert seen.verdict == "ok"
    assert seen.profile is not None
    assert seen.profile.member_id == live.member.member_id


def test_another_members_card_is_not_written_over(qtbot, live: Live, counter: Counter) -> None:
    counter.hold("old", type="m1", text="8600000000170=11111111")
    qtbot.waitUntil(lambda: any(isinstance(reading, CardPresented) for reading in counter.readings))
    dialog = opened(qtbot, live, counter)
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.state == FAILED, timeout=10_000)
    assert dialog._now.text() == "This card holds another number already."
    assert counter.text("old") == "8600000000170=11111111"
    assert live.read(lambda db: cards.verify(db, STOCK)[0]) == "stock"


def test_called_off_before_a_card_comes(qtbot, live: Live, counter: Counter) -> None:
    dialog = opened(qtbot, live, counter)
    dialog.accept()
    qtbot.waitUntil(lambda: dialog._held)
    dialog.reject()
    qtbot.waitUntil(lambda: dialog.state == CHOOSE)
    counter.hold("blank", type="m1")
    qtbot.waitUntil(lambda: any(isinstance(reading, CardPresented) for reading in counter.readings))
    assert counter.text("blank") == ""


def test_an_id_card_reader_writes_nothing(qtbot, live: Live, tmp_path: Path, ui_guard: UiGuard) -> None:
    with at_counter(live, tmp_path, ui_guard, "rdm6300") as made:
        dialog = opened(qtbot, live, made)
        assert not dialog._toggle_line.isVisible()
        made.hold("", code="0D00319CD0")
        qtbot.waitUntil(lambda: dialog.number() == "0003251408")
        with qtbot.waitSignal(dialog.issued):
            dialog.accept()
    assert live.read(lambda db: cards.verify(db, "0003251408")[0]) == "active"
