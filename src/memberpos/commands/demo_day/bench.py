"""The simulated devices of the demo: reader, scanner, caller-ID modem, printer and customer display in one folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from memberpos.devices.simulator.bench import SimulatorBench

NAMES = ("msr605", "scanner", "caller", "printer", "cd5220")


def make_bench(folder: Path) -> SimulatorBench:
    """The devices, not yet plugged in."""
    return SimulatorBench(folder, NAMES)


def ports_of(bench: SimulatorBench) -> Callable[[str], tuple[str, str]]:
    """Kind → port and identity, as settings.toml wants them."""
    return lambda kind: (bench.port(kind), bench.address(kind))
