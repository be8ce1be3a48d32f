"""The whole till on simulated devices, watched while it runs: no blocking call on its UI thread, no crash report."""

from __future__ import annotations

import atexit
import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from memberpos.app import TillApp
from memberpos.commands.benchmarks.subject import PIN, START_MS, Person, person, subject
from memberpos.devices.port_finder import PortFinder
from memberpos.devices.readings import DeviceHealth, Reading
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.simulator.knobs import Knobs
from memberpos.home import Home, open_home
from memberpos.services import cards
from memberpos.settings import Device, Devices, Printer, Settings, Window, save
from memberpos.store import print_jobs
from memberpos.ui.guard import UiGuard
from memberpos.ui.hand import Hand
from memberpos.ui.screens.counter import Counter
from memberpos.ui.simulators import Simulators
from memberpos.ui.widgets.cart_panel import CartPanel
from memberpos.ui.widgets.member_panel import MemberPanel

NAMES = ("msr605", "scanner", "caller", "printer")
TICK_MS = 5
#: A loop that is never away ticks once in TICK_MS; on a machine with much else to do at least once in this time.
SLOWEST_TICK_MS = 33
MEMBER = person(3)
SKU, BARCODE = "101", "6901234000001"
FILE_KEYS = {"MEMBERPOS_KEYSTORE": "file"}


@dataclass
class Running:
    """A till with its owner at the counter, its devices, and what was noticed."""

    app: TillApp
    hand: Hand
    bench: SimulatorBench
    guard: UiGuard
    crashes: list[str]
    readings: list[Reading] = field(default_factory=list)
    ticks: int = 0

    # --- what happens to devices ------------------------------------------------------------------------------------

    def unplug(self, name: str) -> None:
        """Pulls the plug; the window must notice while its loop goes on."""
        seen = len(self.readings)
        self.bench.unplug(name)
        self.hand.wait(lambda: self._said(seen, name, "lost"), f"{name} to be missed")

    def replug(self, name: str) -> None:
        """Plugs in again under another name; found, with the loop never away."""
        seen, before, began_s, old = len(self.readings), self.ticks, time.monotonic(), self.bench.port(name)
        self.bench.replug(name, f"tty-{name}-again")
        assert self.bench.port(name) != old
        self.until_ready(name, seen)
        least = int((time.monotonic() - began_s) * 1000) // SLOWEST_TICK_MS
        assert self.ticks - before >= least, "the window stood still while its device came back"

    def until_ready(self, name: str, seen: int = 0) -> None:
        """The device can be used."""
        self.hand.wait(lambda: self._said(seen, name, "ready"), f"{name} to be ready")

    def _said(self, seen: int, name: str, state: str) -> bool:
        said = [each for each in self.readings[seen:] if isinstance(each, DeviceHealth) and each.name == name]
        return bool(said) and said[-1].state == state

    def fact(self, name: str, key: str) -> Any:
        """What the simulated device knows of itself."""
        return self.bench.facts(name)[key]

    # --- what a cashier does ----------------------------------------------------------------------------------------

    def swipe(self, one: Person = MEMBER) -> None:
        """A member's card."""
        self.hand.wait(lambda: self.fact("msr605", "armed") == "iso_read", "the reader to be armed")
        track = self.app.till.writer.call(lambda db: cards.encoding(db, one.card))[1]
        self.bench.swipe("msr605", ["", track, ""])

    def sell(self) -> None:
        """One article for cash."""
        self.hand.key("F2")
        self.hand.type(SKU)
        self.hand.key("Return")
        self.hand.key("F11")
        self.hand.key("Return")

    # --- what is to be seen -----------------------------------------------------------------------------------------

    @property
    def member(self) -> str:
        """Card number of the member at the counter."""
        panel = self._counter.findChild(MemberPanel)
        return panel.profile.card_number or "" if panel and panel.profile else ""

    @property
    def lines(self) -> int:
        """Lines in the cart."""
        panel = self._counter.findChild(CartPanel)
        return panel.table.lines.rowCount() if panel else 0

    @property
    def _counter(self) -> Counter:
        screen = self.app.window.screen("counter")
        assert isinstance(screen, Counter)
        return screen

    def jobs(self) -> list[str]:
        """States of all print jobs, oldest first."""
        rows = self.app.till.writer.call(print_jobs.everything)
        return [row.state for row in sorted(rows, key=lambda row: row.id)]

    def tick(self) -> None:
        """The loop came round."""
        self.ticks += 1


@contextmanager
def running(
    folder: Path, app: QApplication, guard: UiGuard, knobs: dict[str, Knobs] | None = None, display: str = ""
) -> Iterator[Running]:
    """The till at its counter, with every guard on; at its end nothing may have crashed."""
    home_folder = folder / "home"
    shutil.copytree(_shop(), home_folder)
    names = (*NAMES, display) if display else NAMES
    with SimulatorBench(folder / "devices", names, knobs=knobs) as bench, _home(home_folder, bench, display) as home:
        clock = iter(range(START_MS + 3_600_000, 1 << 60, 100))
        operator = Simulators(bench.operator_address, codes={"Espresso": BARCODE})
        finder = PortFinder(bench.ports)
        till = TillApp(app, home, partial(next, clock), finder=finder, simulators=operator, debug=True)
        crashes: list[str] = []
        till.crash.happened.connect(crashes.append)
        with guard.on():
            try:
                yield _signed_in(till, bench, guard, crashes)
            finally:  # a test that failed must leave neither language nor threads to the next
                with guard.allowed():
                    _ticker(till).stop()
                    till.close()
                    till.window.deleteLater()
                    till.deleteLater()
        assert crashes == [], [_why(Path(report)) for report in crashes]


def _signed_in(till: TillApp, bench: SimulatorBench, guard: UiGuard, crashes: list[str]) -> Running:
    till.start()
    till.window.activateWindow()
    hand = Hand(till.window, lambda: till.background.idle and not till.keys.waiting)
    made = Running(till, hand, bench, guard, crashes)
    till.hub.read.connect(made.readings.append)
    hand.wait(lambda: till.window.place == "sign_in" and till.background.idle, "the sign-in")
    hand.type(PIN)
    hand.key("Return")
    hand.wait(lambda: till.window.place == "counter" and till.background.idle, "the counter")
    for name in NAMES:
        made.until_ready(name)
    timer = _ticker(till)
    timer.timeout.connect(made.tick)
    timer.start(TICK_MS)
    return made


def _ticker(till: TillApp) -> QTimer:
    return till.findChild(QTimer, "ticker") or _new_ticker(till)


def _new_ticker(till: TillApp) -> QTimer:
    timer = QTimer(till)
    timer.setObjectName("ticker")
    return timer


@contextmanager
def _home(folder: Path, bench: SimulatorBench, display: str) -> Iterator[Home]:
    def device(name: str) -> tuple[str, str, str]:
        return name, bench.port(name), bench.address(name)

    devices = Devices(*(Device(*device(name)) for name in NAMES[:3]), Printer(*device("printer")))
    devices = replace(devices, display=Device(*device(display)) if display else Device())
    with open_home(folder, environ=FILE_KEYS) as home:
        save(home.layout.settings, Settings(Window(language="en"), devices))
        yield home


@lru_cache(maxsize=1)
def _shop() -> Path:
    """A data folder to copy: a dozen members with cards and money, goods, an open shift."""
    made = mkdtemp(prefix="running-till-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    folder = Path(made) / "home"
    with subject(folder, 12):
        pass
    return folder


def _why(report: Path) -> str:
    return json.dumps(json.loads(report.read_text("utf-8"))["errors"], indent=1)


def refusal(made: Running, work: Callable[[], object]) -> list[str]:
    """Types of the errors in the crash report that `work`, run by the event loop, ends in; the report is taken away."""
    QTimer.singleShot(0, work)
    made.hand.wait(lambda: bool(made.crashes), "a crash report")
    with made.guard.allowed():
        found = json.loads(Path(made.crashes.pop()).read_text("utf-8"))["errors"]
    return [each["type"] for each in found]
