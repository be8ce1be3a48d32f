"""All simulated devices at once on the event loop of the real till, used and unplugged without pause.

`make soak` runs half an hour (`MEMBERPOS_SOAK_MINUTES` for another time) and prints the figures of docs/hardware.md;
the short run keeps the machinery in order.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from memberpos.devices.catalog import CATALOG
from memberpos.devices.drivers.kinds import DRIVERS, driver_for, line_for
from memberpos.devices.port_finder import PortFinder, parse_binding
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.transport import Transport
from memberpos.ui.device_thread import DeviceThread
from memberpos.ui.guard import UiGuard
from tests.soak.crew import Ears, Hand, settle
from tests.soak.turns import TURNS
from tests.ui.running import NAMES, Running, running

Facts = dict[str, Any]
MINUTES = float(os.environ.get("MEMBERPOS_SOAK_MINUTES", "30"))
TICK_MS = 5
#: What the loop may be away, on a machine with nothing else to do; told beside the figure.
AIM_P99_MS = 50.0
MEMORY_SLACK_KIB = 12 * 1024
CHUNKINGS = ("whole", "one", "random", "glue")
#: Slots of the settings that the till itself serves; all other kinds stand beside it, on the same loop.
OWN = dict(zip(NAMES, ("card", "scanner", "caller", "printer"), strict=True))
OTHERS = tuple(name for name in TURNS if name not in OWN)
#: Where whoever works here goes, a place every few seconds.
PLACES = ("counter", "members", "devices", "cards", "calls", "counter", "reports", "settings")
STAY_S = 3.0
SHORT_LIMIT_S = 90.0


def knobs(at: int, name: str) -> Knobs:
    """Faults of the line that leave frames whole. What a scanner hears of noise would be a scan."""
    noise = "serial" in CATALOG[name].transports and CATALOG[name].role != "scanner"
    return Knobs(
        seed=at, chunking=CHUNKINGS[at % len(CHUNKINGS)], noise=noise, modem_manager=noise,
        late_s=0.02 if at % 3 == 0 else 0.0,
    )  # fmt: skip


class Loop:
    """The gaps of the event loop, and the process's memory."""

    def __init__(self, guard: UiGuard) -> None:
        self._guard = guard
        self.gaps_ms = array("f")  # a list of so many would be what grows
        self.memory_kib = array("l")
        self._ticker, self._weigher = QTimer(), QTimer()
        self._ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticker.timeout.connect(self._tick)
        self._weigher.timeout.connect(self._weigh)

    def start(self, seconds: float) -> None:
        """For a run of about so long."""
        self._last_s = monotonic()
        self._ticker.start(TICK_MS)
        self._weigher.start(max(100, min(5000, int(seconds * 20))))

    def go_round(self, seconds: float) -> None:
        """Lets it go round for a while."""
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def stop(self) -> None:
        """No more figures."""
        self._ticker.stop()
        self._weigher.stop()

    def _weigh(self) -> None:
        with self._guard.allowed():
            self.memory_kib.append(rss_kib())

    def _tick(self) -> None:
        now_s = monotonic()
        self.gaps_ms.append(max(0.0, (now_s - self._last_s) * 1000 - TICK_MS))
        self._last_s = now_s


@contextmanager
def crew(till: Running, folder: Path, ears: Ears, seed: int) -> Iterator[list[Hand]]:
    """Somebody at each device, those of the till itself and all others."""
    with ExitStack() as stack:
        places = {name: knobs(at, name) for at, name in enumerate(OTHERS)}
        bench = stack.enter_context(_plugged_in(till, SimulatorBench(folder, OTHERS, knobs=places)))
        finder = PortFinder(bench.ports)
        finder.know(bench.address(name) for name in OTHERS)
        threads = {name: _thread(name, bench, finder, till, ears) for name in OTHERS}
        for thread in threads.values():
            stack.callback(thread.close)
        hub = till.app.hub
        for name, slot in OWN.items():
            hub._threads[slot].read.connect(partial(ears.hear, name))
            ears.hear(name, hub._threads[slot].loop.driver.health)
        hands = [
            *(Hand(till.bench, name, ears, partial(hub.post, slot), Random(f"{seed}/{name}"))
              for name, slot in OWN.items()),
            *(Hand(bench, name, ears, threads[name].post, Random(f"{seed}/{name}")) for name in OTHERS),
        ]  # fmt: skip
        for hand in hands:
            hand.start()
        try:
            yield hands
        finally:
            settle(hands)


@contextmanager
def _plugged_in(till: Running, bench: SimulatorBench) -> Iterator[SimulatorBench]:
    """Putting devices there and away is no work of the window."""
    with till.guard.allowed():
        bench.__enter__()
    try:
        yield bench
    finally:
        with till.guard.allowed():
            bench.__exit__(None, None, None)


def _thread(name: str, bench: SimulatorBench, finder: PortFinder, till: Running, ears: Ears) -> DeviceThread:
    line = line_for(name)

    def opened() -> Transport:
        return finder.open(parse_binding(bench.address(name)), line)

    thread = DeviceThread(driver_for(name), opened)
    thread.read.connect(partial(ears.hear, name))
    thread.read.connect(till.app.hub.read)
    thread.start()
    return thread


def soak(till: Running, folder: Path, seconds: float, seed: int, enough: Callable[[Sequence[Hand]], bool]) -> Facts:
    """The figures of a run of so long, or longer until it is `enough`."""
    ears, loop, begun_s, at = Ears(), Loop(till.guard), monotonic(), 0
    with crew(till, folder, ears, seed) as hands:
        loop.start(seconds)
        while monotonic() - begun_s < seconds or not enough(hands):
            loop.go_round(min(STAY_S, seconds / len(PLACES)))
            at += 1
            till.app.window.go(PLACES[at % len(PLACES)])
            till.readings.clear()
        for hand in hands:
            hand.stop()
        while any(hand.is_alive() for hand in hands):
            loop.go_round(0.1)
        loop.stop()
        took_s = monotonic() - begun_s
    for hand in hands:
        hand.tally.doubled = ears.doubled(hand.device)
    return _figures(hands, loop, took_s, _printed_twice(till.bench))


def _printed_twice(bench: SimulatorBench) -> list[str]:
    """Jobs that are on paper more than once."""
    texts = [text.strip() for text in bench.transcripts() if text.strip().startswith("job-")]
    return sorted({text for text in texts if texts.count(text) > 1})


def _figures(hands: list[Hand], loop: Loop, seconds: float, printed_twice: list[str]) -> Facts:
    settled = loop.memory_kib[len(loop.memory_kib) // 4 :]
    tallies = [hand.tally for hand in hands]
    return {
        "seconds": round(seconds), "devices": len(hands), "printed_twice": printed_twice,
        "turns": sum(tally.done for tally in tallies), "plugs": sum(tally.plugs for tally in tallies),
        "in_the_middle": sum(tally.cut for tally in tallies),
        "each": {
            hand.device: {
                "turns": hand.tally.done, "plugs": hand.tally.plugs, "lost": hand.tally.lost,
                "doubled": hand.tally.doubled, "troubles": hand.tally.troubles,
            }
            for hand in hands
        },
        "gap_ms": {
            "n": len(loop.gaps_ms), "p50": round(quantile(loop.gaps_ms, 0.5), 1),
            "p99": round(quantile(loop.gaps_ms, 0.99), 1), "max": round(max(loop.gaps_ms), 1), "aim_p99": AIM_P99_MS,
        },
        "memory_kib": {"begin": settled[0], "end": settled[-1], "most": max(settled)} if settled else {},
    }  # fmt: skip


def judge(figures: Facts) -> list[str]:
    """What is wrong with a run."""
    wrong = [f"{name}: {key} {facts[key]}" for name, facts in figures["each"].items()
             for key in ("lost", "doubled", "troubles") if facts[key]]  # fmt: skip
    wrong += [f"{name}: nothing came of it" for name, facts in figures["each"].items() if not facts["turns"]]
    return [*wrong, *(f"printed twice: {job}" for job in figures["printed_twice"])]


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which `part` of all lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


def rss_kib() -> int:
    """Memory of this process in RAM."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4


@pytest.fixture
def till(tmp_path: Path, qapp: QApplication) -> Iterator[Running]:
    faults = {name: knobs(at, name) for at, name in enumerate(NAMES)}
    guard = UiGuard(Path(__file__).parents[2])
    with running(tmp_path, qapp, guard, faults) as made:
        yield made


def test_every_kind_with_a_port_has_its_person() -> None:
    others = {"tcp310": "a TCP300 with more tracks", "print_queue": "the system's, no device"}
    assert set(TURNS) == set(DRIVERS) - set(others)


def test_all_devices_for_a_moment(till: Running, tmp_path: Path) -> None:
    """The short run: every device is used and loses its plug, nothing is lost or doubled."""
    began_s = monotonic()

    def enough(hands: Sequence[Hand]) -> bool:
        each = all(hand.tally.done for hand in hands) and any(hand.tally.plugs for hand in hands)
        return each or monotonic() - began_s > SHORT_LIMIT_S

    assert judge(soak(till, tmp_path / "others", 4.0, 1, enough)) == []


@pytest.mark.soak
def test_all_devices_for_half_an_hour(till: Running, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The long run also times the loop and weighs the process: it may not grow."""
    figures = soak(till, tmp_path / "others", MINUTES * 60, int(MINUTES), lambda _hands: True)
    with capsys.disabled():
        print(json.dumps(figures, indent=1))
    assert judge(figures) == []
    memory = figures["memory_kib"]
    assert memory["end"] - memory["begin"] <= MEMORY_SLACK_KIB, memory
