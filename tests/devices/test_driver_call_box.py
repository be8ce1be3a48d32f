"""Caller-ID boxes and servers on their simulators: every wire, every chunking, calls told once and ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.devices.rig import Rig
from tests.devices.virtual import VirtualRig

from memberpos.devices.drivers import call_box
from memberpos.devices.drivers.base import Driver
from memberpos.devices.drivers.kinds import driver_for
from memberpos.devices.readings import CallEnded, DeviceHealth, IncomingCall
from memberpos.devices.simulator.bench import MODELS
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.transport import TransportError
from memberpos.devices.udp_port import UdpPort

BOXES = ("fsk_box", "dtmf_box", "netcallerid", "whozz", "ncid")
ENDING = ("whozz", "ncid")


def virtual(kind: str, knobs: Knobs | None = None) -> VirtualRig:
    return VirtualRig(driver_for(kind), MODELS[kind](), knobs)


@pytest.mark.parametrize("chunking", ["whole", "one", "random", "glue"])
@pytest.mark.parametrize("kind", BOXES)
def test_a_call_is_told_once_and_ends(kind: str, chunking: str) -> None:
    rig = virtual(kind, Knobs(chunking=chunking, noise=kind != "ncid", seed=3))
    rig.expect_health("ready")
    rig.do("ring", number="13800000001")
    call = rig.expect(IncomingCall)
    assert (call.number, call.absence, call.line) == ("13800000001", None, "1")
    rig.do("hangup")
    rig.expect(CallEnded, within_s=3 if kind in ENDING else call_box.RINGS_S + 1)
    assert len(rig.of(IncomingCall)) == len(rig.of(CallEnded)) == 1


@pytest.mark.parametrize("kind", BOXES)
@pytest.mark.parametrize("absence", ["P", "O"])
def test_a_withheld_number(kind: str, absence: str) -> None:
    rig = virtual(kind)
    rig.do("ring", number="", withheld=absence)
    call = rig.expect(IncomingCall)
    assert (call.number, call.absence) == (None, absence)


@pytest.mark.parametrize("kind", ["fsk_box", "netcallerid", "whozz", "ncid"])
def test_name_and_time(kind: str) -> None:
    rig = virtual(kind)
    rig.do("ring", number="13800000001", name="ZHANG SAN", date="0203", time="1405")
    call = rig.expect(IncomingCall)
    assert (call.name, call.date, call.time) == ("ZHANG SAN", "0203", "1405")


@pytest.mark.parametrize("kind", BOXES)
def test_the_next_call_on_a_line_ends_the_one_before(kind: str) -> None:
    rig = virtual(kind)
    rig.do("ring", number="13800000001")
    rig.expect(IncomingCall)
    rig.do("ring", number="13800000002")
    rig.expect(CallEnded)
    assert rig.expect(IncomingCall).number == "13800000002"


@pytest.mark.parametrize("kind", BOXES)
def test_unplugged_in_a_call_it_ends(kind: str) -> None:
    rig = virtual(kind)
    rig.do("ring", number="13800000001")
    rig.expect(IncomingCall)
    rig.unplug()
    assert len(rig.of(CallEnded)) == 1
    assert rig.of(DeviceHealth)[-1].state == "lost"
    rig.plug()
    rig.do("ring", number="13800000001")
    assert rig.expect(IncomingCall).number == "13800000001"


def test_fsk_in_either_form_and_with_a_wrong_checksum() -> None:
    rig = virtual("fsk_box")
    rig.do("ring", number="13800000001", form="single", wrong_checksum=True)
    assert rig.expect(IncomingCall).number == "13800000001"
    rig.do("ring", number="13800000002", name="李四")
    assert rig.expect(IncomingCall).name == "李四"


def test_a_lamp_rings_nobody() -> None:
    rig = virtual("netcallerid")
    rig.do("lamp", on=False)
    rig.do("lamp")
    rig.wait(1.0)
    assert rig.of(IncomingCall) == []


def test_lines_of_one_unit_are_apart_and_packets_that_come_twice_are_one_call() -> None:
    rig = virtual("whozz")
    rig.model.on_datagrams()
    rig.do("ring", number="770-263-7111", line=1, twice=True)
    rig.do("ring", number="13800000002", line=2)
    assert [rig.expect(IncomingCall).number for _ in range(2)] == ["7702637111", "13800000002"]
    rig.do("hangup", line=2)
    assert rig.expect(CallEnded).line == "2"
    assert len(rig.of(IncomingCall)) == 2


def test_an_outbound_call_and_its_end_ring_nobody() -> None:
    rig = virtual("whozz")
    outbound = b"01 O S 0000 G A1 01/01 10:00 AM 13800000001                   \r\n"
    rig.driver.received(outbound, 0.0)
    rig.do("hangup")
    rig.wait(1.0)
    assert rig.of(IncomingCall) == rig.of(CallEnded) == []


def test_a_call_goes_on_as_long_as_it_rings() -> None:
    rig = virtual("ncid")
    rig.do("ring", number="13800000001", line="POTS")
    assert rig.expect(IncomingCall).line == "POTS"
    rig.wait(call_box.RINGS_S - 5)
    rig.do("say", text="CIDINFO: *LINE*POTS*RING*7*TIME*10:00:30*")
    rig.wait(call_box.RINGS_S - 5)
    assert rig.of(CallEnded) == []
    rig.do("say", text="CIDINFO: *LINE*POTS*RING*-1*TIME*10:00:30*")
    assert rig.expect(CallEnded).line == "POTS"


def test_a_server_of_another_kind_is_told_as_silent() -> None:
    driver: Driver = driver_for("ncid")
    driver.opened(0.0)
    driver.received(b"HTTP/1.1 400 Bad Request\r\n", 0.1)
    driver.tick(driver.deadline_s() or 0.0)
    driver.tick(call_box.GREETING_S)
    assert (driver.health.state, driver.health.detail) == ("degraded", "no_answer")


# --- real wires


def on_wires() -> list[tuple[str, dict[str, tuple[str, ...]]]]:
    return [("fsk_box", {}), ("dtmf_box", {"tcp": ("dtmf_box",)}), ("whozz", {"udp": ("whozz",)}), ("ncid", {})]


@pytest.mark.parametrize(("kind", "wires"), on_wires(), ids=lambda value: str(value))
def test_over_a_real_wire_and_back_after_it_broke(tmp_path: Path, kind: str, wires: dict[str, tuple[str, ...]]) -> None:
    with Rig(tmp_path, driver_for(kind), kind, **wires) as rig:  # type: ignore[arg-type]
        rig.expect_health("ready")
        rig.bench.ring(kind, "13800000001")
        assert rig.expect(IncomingCall).number == "13800000001"
        if "udp" not in wires:
            rig.bench.unplug(kind)
            rig.expect_health("lost")
            rig.bench.replug(kind)
            rig.expect_health("ready")
        rig.bench.ring(kind, "13800000002")
        assert rig.expect(IncomingCall).number == "13800000002"


def bound(make: Callable[[], UdpPort]) -> str:
    try:
        make().close()
    except TransportError as error:
        return error.word
    return ""


def test_a_udp_port_taken_by_another_program_is_busy() -> None:
    first = UdpPort("127.0.0.1", 0)
    number = first._socket.getsockname()[1]
    assert bound(lambda: UdpPort("127.0.0.1", number)) == "busy"
    first.close()
    assert bound(lambda: UdpPort("127.0.0.1", number)) == ""


def test_a_udp_port_answers_who_spoke_last_and_wakes_up() -> None:
    one = UdpPort("127.0.0.1", 0)
    other = UdpPort("127.0.0.1", 0)
    assert one.write(b"to nobody") == 9
    there = one._socket.getsockname()
    other._last = there
    other.write(b"hello")
    assert one.read_some(5.0) == b"hello"
    one.write(b"back")
    assert other.read_some(5.0) == b"back"
    one.cancel_read()
    assert one.read_some(5.0) == b""
    one.close()
    other.close()
