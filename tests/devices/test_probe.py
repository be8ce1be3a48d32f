"""Asking what hangs on a port: one polite question, to each unknown device once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from memberpos.devices import rdm6300
from memberpos.devices.port_finder import Port, PortFinder
from memberpos.devices.probe import QUESTIONS, Found, Prober
from memberpos.devices.serial_port import SerialPort
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.simulator.model import Frames, Model
from memberpos.devices.transport import TransportDenied, TransportLost

ASKED = ("printer", "msr605", "caller", "pn532", "er302")


class Listener(Model):
    """Answers nothing and remembers what it was told; `greeting` is said unasked as soon as somebody listens."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[bytes] = []

    def received(self, data: bytes, now_s: float) -> Frames:
        self.writes.append(data)
        return []


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatorBench]:
    with SimulatorBench(tmp_path_factory.mktemp("probe"), [*ASKED, "rdm6300", "scanner"]) as running:
        yield running


def as_only(bench: SimulatorBench, name: str, usb: tuple[str, str]) -> PortFinder:
    """A finder that sees one device, behind this adapter."""
    port = Port(bench.port(name), *usb, "", "1-1")
    return PortFinder(lambda: [port])


@pytest.mark.parametrize("name", ASKED)
def test_who_is_asked_its_own_question_answers(bench: SimulatorBench, name: str) -> None:
    own = {"pn532": ("1a86", "7523"), "er302": ("10c4", "ea60"), "printer": ("1a86", "7523")}
    finder = PortFinder(bench.ports)
    if name in own:  # adapters that several kinds hang on: ask the one that is meant
        assert Prober(finder).probe(bench.address(name), name).kind == name
        return
    assert Prober(finder).probe(bench.address(name)) == Found(bench.address(name), name, "ready")


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("other", ASKED)
def test_a_question_is_answered_by_its_own_kind_only(bench: SimulatorBench, asked: str, other: str) -> None:
    """Each question goes to each device, freshly switched on (what another question left half said would be in the
    way): no device is taken for another."""
    bench.replug(other)
    port = SerialPort(bench.port(other))
    try:
        port.write(QUESTIONS[asked].ask)
        answer, patience_s = b"", 10.0 if asked == other else 0.15
        while not QUESTIONS[asked].answered(answer) and (piece := port.read_some(patience_s)):
            answer += piece
    finally:
        port.close()
    assert QUESTIONS[asked].answered(answer) == (asked == other)


def test_a_device_that_speaks_by_itself_is_known_without_a_word(tmp_path: Path) -> None:
    listener = Listener()
    listener.actions["say"] = lambda _given, _now_s: [rdm6300.encode(bytes.fromhex("0d00d507d0"))]
    with SimulatorBench(tmp_path, ["caller"], models={"caller": listener}) as bench:
        finder = as_only(bench, "caller", ("1a86", "7523"))
        prober, heard = Prober(finder), []

        class Talking(PortFinder):
            def open(self, *given: object) -> object:
                port = finder.open(*given)  # type: ignore[arg-type]
                bench.do("caller", "say")
                return port

        prober._finder = Talking(finder._enumerate)  # type: ignore[assignment]
        heard = prober.probe(bench.port("caller"))
        assert (heard.kind, heard.state, listener.writes) == ("rdm6300", "ready", [])


def test_an_unknown_device_is_written_to_once_whatever_is_tried(tmp_path: Path) -> None:
    listener = Listener()
    with SimulatorBench(tmp_path, ["caller"], models={"caller": listener}) as bench:
        address = bench.port("caller")
        prober = Prober(as_only(bench, "caller", ("1a86", "7523")))
        first, second = prober.probe(address), prober.probe(address)
        assert (first.kind, first.detail) == ("", "no_answer")
        assert (second.kind, second.detail) == ("", "asked_before")
        assert b"".join(listener.writes) == QUESTIONS["printer"].ask
        assert first.next_step
        assert second.next_step
        prober.plugged(bench.ports())
        assert prober.probe(address).detail == "asked_before", "it is still there"
        prober.plugged([])  # pulled out: whatever comes next is somebody else
        prober.probe(address)
        assert b"".join(listener.writes) == 2 * QUESTIONS["printer"].ask


def test_what_cannot_be_asked_is_not_written_to(tmp_path: Path) -> None:
    listener = Listener()
    with SimulatorBench(tmp_path, ["scanner"], models={"scanner": listener}) as bench:
        found = Prober(as_only(bench, "scanner", ("0525", "a4a7"))).probe(bench.port("scanner"))
        assert (found.kind, found.detail) == ("scanner", "cannot_ask")
        unknown = Prober(as_only(bench, "scanner", ("ffff", "0001"))).probe(bench.port("scanner"))
        assert (unknown.kind, unknown.detail) == ("", "no_answer")
        assert listener.writes == []


def test_a_device_that_answered_may_be_asked_again(bench: SimulatorBench) -> None:
    prober = Prober(PortFinder(bench.ports))
    assert [prober.probe(bench.address("caller")).kind for _ in range(2)] == ["caller", "caller"]


def test_garbage_of_another_speed_is_no_answer(tmp_path: Path) -> None:
    with SimulatorBench(tmp_path, ["msr605"], knobs={"msr605": Knobs(line_baud=115200)}) as bench:
        assert Prober(PortFinder(bench.ports)).probe(bench.address("msr605")).kind == ""


def test_whatever_forbids_the_port_is_the_answer(bench: SimulatorBench) -> None:
    prober = Prober(PortFinder(bench.ports))
    port = SerialPort(bench.port("msr605"))
    with pytest.raises(TransportDenied):
        prober.probe(bench.address("msr605"))
    port.close()
    with pytest.raises(TransportLost):
        prober.probe("usb:ffff:ffff")
    assert replace(prober.probe(bench.address("msr605")), address="") == Found("", "msr605", "ready")
