"""All simulated devices at once on one event loop, used and unplugged without pause.

`make soak` runs half an hour (`MEMBERPOS_SOAK_MINUTES` for another time) and prints the figures of docs/hardware.md;
the short run keeps the machinery in order.
"""

from __future__ import annotations

import json
import os
from array import array
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from memberpos.devices.drivers.kinds import driver_for, line_for
from memberpos.devices.port_finder import PortFinder, parse_binding
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.simulator.knobs import Knobs
from memberpos.ui.device_thread import DeviceThread
from memberpos.ui.main_window import MainWindow
from memberpos.ui.theme import Theme
from tests.soak.crew import Ears, Facts, Hand, check_doubles, clock_s, quantile, rss_kib, settle

MINUTES = float(os.environ.get("MEMBERPOS_SOAK_MINUTES", "30"))
TICK_MS = 5
AIM_P99_MS = 50.0
#: What a loop may be away on a machine that has much else to do.
WORST_P99_MS = 250.0
MEMORY_SLACK_KIB = 12 * 1024
CHUNKINGS = ("whole", "one", "random", "glue")
#: Kinds that a hand of the crew can use.
NAMES = ("msr605", "pn532", "pcsc", "yhy522", "er302", "m1_library", "rdm6300", "scanner", "caller", "printer")


def knobs(at: int, name: str) -> Knobs:
    """Faults of the line that leave frames whole."""
    return Knobs(
        seed=at, chunking=CHUNKINGS[at % len(CHUNKINGS)], noise=name in ("msr605", "printer"),
        modem_manager=name == "caller", late_s=0.02 if at % 3 == 0 else 0.0,
    )  # fmt: skip


class Loop:
    """The event loop with a window, its gaps, and the process's memory."""

    def __init__(self) -> None:
        self.window = MainWindow(Theme(), lambda: 0)
        self.window.show()
        self.gaps_ms = array("f")  # a list of so many would be what grows
        self.memory_kib: list[int] = []
        self._last_s = clock_s()

    def run(self, seconds: float) -> None:
        """Lets it go round for a while."""
        loop, ticker, weigher = QEventLoop(), QTimer(), QTimer()
        ticker.setTimerType(Qt.TimerType.PreciseTimer)
        ticker.timeout.connect(self._tick)
        weigher.timeout.connect(lambda: self.memory_kib.append(rss_kib()))
        self._last_s = clock_s()
        ticker.start(TICK_MS)
        weigher.start(max(100, min(5000, int(seconds * 20))))
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()
        ticker.stop()
        weigher.stop()

    def _tick(self) -> None:
        now_s = clock_s()
        self.gaps_ms.append(max(0.0, (now_s - self._last_s) * 1000 - TICK_MS))
        self._last_s = now_s


def soak(folder: Path, seconds: float, seed: int) -> Facts:
    """The figures of a run."""
    with SimulatorBench(folder, NAMES, knobs={name: knobs(at, name) for at, name in enumerate(NAMES)}) as bench:
        loop, ears, finder = Loop(), Ears(), PortFinder(bench.ports)
        threads = {name: _thread(name, bench, finder, ears, loop) for name in NAMES}
        hands = [Hand(bench, name, ears, threads[name].post, seed + at) for at, name in enumerate(NAMES)]
        for hand in hands:
            hand.start()
        try:
            loop.run(seconds)
            for hand in hands:
                hand.stop()
            while any(hand.is_alive() for hand in hands):
                loop.run(0.2)
        finally:
            settle(hands)
            for thread in threads.values():
                thread.close()
        printed = _printed_twice(bench)
        check_doubles(hands, ears._seen)
        loop.window.close()
        loop.window.deleteLater()
    return _figures(hands, loop, seconds, printed)


def _thread(name: str, bench: SimulatorBench, finder: PortFinder, ears: Ears, loop: Loop) -> DeviceThread:
    binding, line = parse_binding(bench.address(name)), line_for(name)
    thread = DeviceThread(driver_for(name), lambda: finder.open(binding, line))

    def heard(reading: Any) -> None:
        ears.hear(name, reading)
        loop.window.read(reading)

    thread.read.connect(heard)
    thread.start()
    return thread


def _printed_twice(bench: SimulatorBench) -> list[str]:
    """Jobs that are on paper more than once."""
    texts = [text.strip() for text in bench.transcripts() if text.strip().startswith("job-")]
    return sorted({text for text in texts if texts.count(text) > 1})


def _figures(hands: list[Hand], loop: Loop, seconds: float, printed_twice: list[str]) -> Facts:
    settled = loop.memory_kib[len(loop.memory_kib) // 4 :]
    return {
        "seconds": round(seconds), "printed_twice": printed_twice,
        "devices": {
            hand.device: {
                "readings": hand.tally.done, "plugs": hand.tally.plugs, "cut": hand.tally.cut, "lost": hand.tally.lost,
                "doubled": hand.tally.doubled, "troubles": hand.tally.troubles,
            }
            for hand in hands
        },
        "gap_ms": {
            "n": len(loop.gaps_ms), "p50": round(quantile(loop.gaps_ms, 0.5), 1),
            "p99": round(quantile(loop.gaps_ms, 0.99), 1), "max": round(max(loop.gaps_ms), 1),
        },
        "memory_kib": {"begin": settled[0], "end": settled[-1], "most": max(settled)} if settled else {},
    }  # fmt: skip


def judge(figures: Facts) -> list[str]:
    """What is wrong with a run."""
    wrong = [f"{name}: {key} {facts[key]}" for name, facts in figures["devices"].items()
             for key in ("lost", "doubled", "troubles") if facts[key]]  # fmt: skip
    wrong += [f"{name}: never read" for name, facts in figures["devices"].items() if not facts["readings"]]
    if figures["printed_twice"]:
        wrong.append(f"printed twice: {figures['printed_twice']}")
    if figures["gap_ms"]["p99"] > WORST_P99_MS:
        wrong.append(f"the loop was away: {figures['gap_ms']}")
    return wrong


def test_all_devices_for_a_moment(qapp: QApplication, tmp_path: Path) -> None:
    """The short run: something of every device, nothing lost or doubled."""
    figures = soak(tmp_path, 6.0, seed=1)
    assert judge(figures) == []


@pytest.mark.soak
def test_all_devices_for_half_an_hour(qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The long run also weighs the process: it may not grow."""
    figures = soak(tmp_path, MINUTES * 60, seed=int(MINUTES))
    with capsys.disabled():
        print(json.dumps(figures, indent=1))
    assert judge(figures) == []
    memory = figures["memory_kib"]
    assert memory["end"] - memory["begin"] <= MEMORY_SLACK_KIB, memory
