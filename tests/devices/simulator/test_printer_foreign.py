"""python-escpos, another's printer program, on the simulated printer: what it prints, and what it is answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from escpos.printer import Network, Serial

from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.simulator.knobs import Knobs

LIMIT_S = 20


Pair = tuple[SimulatorBench, Any]


@contextmanager
def connected(folder: Path, way: str) -> Iterator[Pair]:
    """The simulator and the other program's printer, over TCP or byte by byte through a pty."""
    network = way == "network"
    knobs = {} if network else {"printer": Knobs(chunking="one")}
    with SimulatorBench(folder, ["printer"], knobs=knobs, tcp=["printer"] if network else []) as bench:
        if network:
            host, _, port = bench.port("printer").removeprefix("socket://").rpartition(":")
            made = Network(host, int(port), timeout=LIMIT_S)
        else:
            made = Serial(bench.port("printer"), timeout=1, dsrdtr=False)
        made.open()
        yield bench, made
        made.close()


@pytest.fixture(params=["network", "serial"])
def printer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    with connected(tmp_path, request.param) as pair:
        yield pair


def test_it_prints_text_codes_and_cuts(printer: Pair) -> None:
    bench, theirs = printer
    theirs.set(align="center", double_height=True, double_width=True)
    theirs.text("会员小票\n")
    theirs.set_with_default()
    theirs.text("Latte          28.00\n")
    theirs.qr("https://shop.example/m", native=True, size=4)
    theirs.barcode("6901234567892", "EAN13", check=False)
    theirs.cut()
    bench.wait("printer", lambda facts: facts["receipts"] == 1, LIMIT_S)
    (told,) = bench.transcripts()
    assert "会员小票" in told
    assert "Latte          28.00" in told
    assert b"https://shop.example/m" in bench.receipts()[0]


def test_it_opens_the_drawer(printer: Pair) -> None:
    bench, theirs = printer
    theirs.cashdraw(2)
    bench.wait("printer", lambda facts: facts["kicks"] == 1 and facts["drawer_open"], LIMIT_S)


@pytest.mark.parametrize(
    ("way", "action", "paper", "online"),
    [("network", "", 2, True), ("network", "paper-low", 1, True), ("network", "paper-out", 0, False),
     ("serial", "paper-out", 0, False)],
)  # fmt: skip
def test_it_understands_what_it_is_told(tmp_path: Path, way: str, action: str, paper: int, online: bool) -> None:
    """2 plenty, 1 near the end, 0 none; a printer without paper is not online."""
    with connected(tmp_path, way) as (bench, theirs):
        if action:
            bench.do("printer", action)
        assert theirs.paper_status() == paper
        assert theirs.is_online() is online
