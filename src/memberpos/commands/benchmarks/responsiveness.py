"""How long the window's event loop is away while devices come and go and the till sells."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from memberpos.commands.benchmarks.figures import Figure, Goal, Samples, percentile, rounded
from memberpos.commands.benchmarks.subject import Subject
from memberpos.commands.benchmarks.window import LIMIT_S, signed_in
from memberpos.devices.port_finder import PortFinder
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.settings import Device, Devices, Printer
from memberpos.ui.hand import Hand
from memberpos.ui.measure import LoopClock

GOAL = Goal("max_ms", 100)
NAMES = ("msr605", "scanner", "caller", "printer")
IDLE_MS = 1000


def event_loop_gap(shop: Subject, folder: Path, rounds: int) -> Figure:
    """In each round a device is unplugged, something is sold, and the device comes back under another name.

    The floor is the same window left alone. The simulated devices run in this process: they take their share.
    """
    with (
        SimulatorBench(folder / "devices", NAMES) as bench,
        ThreadPoolExecutor(1) as operator,
        signed_in(shop, PortFinder(bench.ports), _devices(bench)) as (_till, hand),
    ):
        play = _Play(hand, bench, operator)
        play.until_ready()
        idle = _watched(lambda: hand.pause(IDLE_MS))
        busy = _watched(lambda: play.rounds(rounds))
    return Samples(busy, idle).figure(
        "event_loop_gap", GOAL, max_ms=rounded(max(busy) * 1000), p999_ms=rounded(percentile(busy, 99.9) * 1000),
        floor_max_ms=rounded(max(idle) * 1000),
    )  # fmt: skip


def _devices(bench: SimulatorBench) -> Devices:
    card, scanner, caller = (Device(name, bench.port(name), bench.address(name)) for name in NAMES[:3])
    return Devices(card, scanner, caller, Printer(NAMES[3], bench.port(NAMES[3]), bench.address(NAMES[3])))


def _watched(work: Callable[[], object]) -> list[float]:
    clock = LoopClock()
    clock.start()
    work()
    clock.stop()
    return clock.gaps_s


class _Play:
    """A cashier with two hands, and somebody who pulls plugs from a thread of his own."""

    def __init__(self, hand: Hand, bench: SimulatorBench, operator: ThreadPoolExecutor) -> None:
        self._hand, self._bench, self._operator = hand, bench, operator

    def rounds(self, count: int) -> None:
        """The devices in turn."""
        for number in range(count):
            name = NAMES[number % len(NAMES)]
            self._do(partial(self._bench.unplug, name))
            self._sell(str(100 + number))
            self._do(partial(self._bench.replug, name, f"tty-{name}-{number}"))
        self.until_ready()

    def until_ready(self) -> None:
        """The reader was opened and waits for a card."""
        self._hand.wait(lambda: self._do(lambda: self._bench.facts("msr605"))["armed"], "the reader", LIMIT_S)

    def _sell(self, sku: str) -> None:
        self._hand.key("F2")
        self._hand.type(sku)
        self._hand.key("Return")
        self._hand.key("F11")
        self._hand.key("Return")

    def _do(self, action: Callable[[], Any]) -> Any:
        """Whatever a device does is waited for as the window waits: its loop goes on."""
        doing = self._operator.submit(action)
        self._hand.wait(doing.done, "a device", LIMIT_S)
        return doing.result()
