"""The bench: links, identities, the operator's socket, and wires that misbehave as told."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest
from tests.waiting import wait_until

from memberpos.devices import escpos
from memberpos.devices.port_finder import parse_binding, simulated_ports
from memberpos.devices.serial_port import Line, SerialPort
from memberpos.devices.simulator.bench import SimulatorBench, kind_of
from memberpos.devices.simulator.device import SimulatedDevice
from memberpos.devices.simulator.knobs import MODEM_MANAGER_NOISE, Knobs, Shaper
from memberpos.devices.simulator.operator_socket import ADDRESS_FILE, ask
from memberpos.domain.errors import PosError

ALL = ["msr605", "scanner", "caller", "printer", "caller-2"]


def test_every_device_has_a_link_and_an_identity_while_plugged_in(tmp_path: Path) -> None:
    with SimulatorBench(tmp_path, ALL) as bench:
        assert {port.device for port in simulated_ports(tmp_path)} == {bench.port(name) for name in ALL}
        assert len({bench.address(name) for name in ALL}) == len(ALL)
        assert all(Path(bench.port(name)).is_char_device() for name in ALL)
        bench.unplug("scanner")
        assert bench.port("scanner") not in {port.device for port in bench.ports()}
        assert not os.path.lexists(bench.port("scanner"))
        bench.replug("scanner", "tty-7")
        assert bench.port("scanner") == str(tmp_path / "tty-7")
        assert bench.port("scanner") in {port.device for port in bench.ports()}
    assert bench.ports() == []
    assert [path.name for path in tmp_path.iterdir()] == ["ports.json"]


def test_a_second_modem_is_another_modem(tmp_path: Path) -> None:
    bench = SimulatorBench(tmp_path, ["caller", "caller-2"])
    assert kind_of("caller-2") == "caller"
    assert (
        parse_binding(bench.address("caller")).serial_number != parse_binding(bench.address("caller-2")).serial_number
    )


def test_the_operator_socket_does_what_the_bench_does(tmp_path: Path) -> None:
    with SimulatorBench(tmp_path, ["msr605", "printer"]) as bench:
        address = (tmp_path / ADDRESS_FILE).read_text()
        assert address == bench.operator_address
        assert ask(address, {"do": "paper-out", "device": "printer"})["paper"] == "out"
        swiped = ask(address, {"do": "swipe", "device": "msr605", "tracks": ["", ";1?", ""]})
        assert (swiped["ok"], swiped["cards"]) == (True, {"card": ["", ";1?", ""]})
        assert ask(address, {"do": "unplug", "device": "printer"})["plugged"] is False
        assert ask(address, {"do": "replug", "device": "printer", "link": "tty-x"})["port"].endswith("tty-x")
        assert ask(address, {"do": "receipts"}) == {"ok": True, "receipts": []}
        assert set(ask(address, {"do": "list"})["devices"]) == {"msr605", "printer"}


def test_facts_are_never_behind_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with SimulatorBench(tmp_path, ["printer"]) as bench:
        monkeypatch.setattr(SimulatedDevice, "_publish", lambda device: None)  # whoever waits is told later
        port = SerialPort(bench.port("printer"), Line(9600))
        port.write(escpos.auto_status(15))
        wait_until(lambda: port.read_some(0.1) != b"")
        port.close()
        assert bench.facts("printer")["auto_status"] == 15


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        ({"do": "swipe", "device": "nobody"}, "not_found"),
        ({"do": "fly", "device": "msr605"}, "not_found"),
        ({"do": "swipe"}, "bad_line"),
        ({"do": "swipe", "device": "msr605", "tracks": [1]}, "bad_line"),
        ({"do": "receipts", "device": "msr605"}, "not_found"),
        ([1, 2], "bad_line"),
    ],
)
def test_the_operator_socket_refuses_what_makes_no_sense(tmp_path: Path, request_: object, error: str) -> None:
    with SimulatorBench(tmp_path, ["msr605"]) as bench:
        answer = ask(bench.operator_address, request_)  # type: ignore[arg-type]
        assert (answer["ok"], answer["error"]) == (False, error)


def test_several_requests_on_one_connection(tmp_path: Path) -> None:
    with SimulatorBench(tmp_path, ["scanner"]) as bench, socket.socket(socket.AF_UNIX) as line:
        line.connect(bench.operator_address)
        line.sendall(b'{"do":"scan","device":"scanner","text":"1"}\n{"do":"scan","device":"scanner","text":"2"}\nx\n')
        with line.makefile("rb") as lines:
            answers = [json.loads(lines.readline()) for _ in range(3)]
        assert [answer.get("scans") for answer in answers] == [1, 2, None]


def test_a_long_path_falls_back_to_tcp(tmp_path: Path) -> None:
    with SimulatorBench(tmp_path / ("x" * 100), ["scanner"]) as bench:
        assert bench.operator_address.startswith("socket://127.0.0.1:")
        assert ask(bench.operator_address, {"do": "list"})["ok"]


def test_cards_can_be_laid_out_before_and_receipts_taken_after(tmp_path: Path) -> None:
    bench = SimulatorBench(tmp_path, ["msr605", "printer"])
    bench.do("msr605", "present", card="a", tracks=["", ";1?", ""])
    with bench:
        assert bench.swipe("msr605")["cards"] == {"a": ["", ";1?", ""]}
    assert bench.receipts() == []


def test_an_unknown_device_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PosError):
        SimulatorBench(tmp_path, ["toaster"])


def test_waiting_for_what_never_comes_ends(tmp_path: Path) -> None:
    with SimulatorBench(tmp_path, ["scanner"]) as bench, pytest.raises(TimeoutError):
        bench.wait("scanner", lambda facts: facts["scans"] == 99, 0.01)


# --- wires


def read_all(port: SerialPort, count: int) -> bytes:
    got = bytearray()
    wait_until(lambda: got.extend(port.read_some(0.5)) or len(got) >= count)
    return bytes(got)


def test_at_the_wrong_speed_there_is_only_garbage(tmp_path: Path) -> None:
    with SimulatorBench(tmp_path, ["msr605"], knobs={"msr605": Knobs(line_baud=9600)}) as bench:
        port = SerialPort(bench.port("msr605"), Line(9600))
        port.write(b"\x1be")
        assert read_all(port, 2) == b"\x1by"
        port.close()
        port = SerialPort(bench.port("msr605"), Line(19200))
        port.write(b"\x1be")
        assert b"y" not in port.read_some(0.1)
        port.close()


def test_noise_comes_before_the_first_answer_after_plugging_in(tmp_path: Path) -> None:
    with SimulatorBench(tmp_path, ["msr605"], knobs={"msr605": Knobs(modem_manager=True)}) as bench:
        port = SerialPort(bench.port("msr605"))
        for wanted in (MODEM_MANAGER_NOISE + b"\x1by", b"\x1by"):
            port.write(b"\x1be")
            assert read_all(port, len(wanted)) == wanted
        port.close()


FRAMES = [bytes(range(200)), b"second"]


@pytest.mark.parametrize("chunking", ["whole", "one", "random", "glue"])
def test_chunking_changes_no_byte(chunking: str) -> None:
    pieces = Shaper(Knobs(chunking=chunking)).shape(FRAMES)
    assert b"".join(piece for _, piece in pieces) == b"".join(FRAMES)
    assert {"whole": 2, "one": 206, "glue": 2}.get(chunking, len(pieces)) == len(pieces)


def test_the_seed_decides_everything() -> None:
    knobs = Knobs(seed=9, chunking="random", drop=0.1, flip=0.1, duplicate=0.5, noise=True)
    first, second, other = Shaper(knobs), Shaper(knobs), Shaper(Knobs(**{**vars(knobs), "seed": 10}))
    assert (first.first_noise(), first.shape(FRAMES)) == (second.first_noise(), second.shape(FRAMES))
    assert other.shape(FRAMES) != Shaper(knobs).shape(FRAMES)


@pytest.mark.parametrize(
    ("knobs", "condition"),
    [
        (Knobs(silent=True), lambda data: data == b""),
        (Knobs(drop=0.5), lambda data: 0 < len(data) < 206),
        (Knobs(flip=0.5), lambda data: len(data) == 206 and data != b"".join(FRAMES)),
        (Knobs(duplicate=1.0), lambda data: len(data) == 412),
    ],
)
def test_faults(knobs: Knobs, condition: object) -> None:
    data = b"".join(piece for _, piece in Shaper(knobs).shape(FRAMES))
    assert condition(data)  # type: ignore[operator]


def test_pacing_is_ten_bits_a_byte() -> None:
    total_s = sum(delay_s for delay_s, _ in Shaper(Knobs(pace_baud=9600)).shape([b"x" * 96]))
    assert total_s == pytest.approx(0.1)
