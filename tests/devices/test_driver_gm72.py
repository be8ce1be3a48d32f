"""A scanner module that is told to look: wake-up, refusals, lines between the frames."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.devices.rig import Rig
from tests.devices.virtual import VirtualRig

from memberpos.devices import ssi
from memberpos.devices.drivers.gm72 import TRIES, Gm72Driver, StartScan, StopScan
from memberpos.devices.readings import DeviceHealth, Scan
from memberpos.devices.simulator.gm72 import Gm72Model
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.ssi import MixedDecoder, SsiDecoder, SsiFrame

#: Function, bytes: of the module's manual.
MANUAL = (
    ("08c6040800f2ff00fd35", ssi.SET),
    ("04e40400ff14", ssi.START),
    ("04e50400ff13", ssi.STOP),
    ("07c60408008a08fe95", ssi.SET),
    ("08c6040800f20101fe32", ssi.SET),
    ("04a30400ff55", 0xA3),
    ("04d00000ff2c", ssi.ACK),
    ("05d1000006ff24", ssi.NAK),
)


@pytest.mark.parametrize(("digits", "opcode"), MANUAL)
def test_frames_of_the_manual(digits: str, opcode: int) -> None:
    (frame,) = SsiDecoder().feed(bytes.fromhex(digits))
    assert frame.opcode == opcode
    assert ssi.encode(frame).hex() == digits


def test_lines_and_frames_are_told_apart() -> None:
    ack = ssi.encode(SsiFrame(ssi.ACK, ssi.SCANNER))
    events = MixedDecoder().feed(ack + b"6901\x04234\r" + ack + b"\x00\x05\xd0lost?\r\n69\r")
    assert [event.data if hasattr(event, "aim") else event.opcode for event in events] == [
        ssi.ACK, "6901\x04234", ssi.ACK, "衛ost?", "69",
    ]  # fmt: skip


@pytest.mark.parametrize("chunking", ["whole", "one", "random", "glue"])
def test_told_to_look_it_reads_and_stops(chunking: str) -> None:
    rig = VirtualRig(Gm72Driver(), Gm72Model(), Knobs(chunking=chunking))
    rig.expect_health("ready")
    rig.do("scan", text="6901234567892")
    rig.wait(1.0)
    assert rig.of(Scan) == []
    rig.post(StartScan())
    rig.wait(1.0)
    assert rig.model.facts()["looking"]
    rig.do("scan", text="6901234567892", aim="]E0")
    assert rig.expect(Scan).text == "6901234567892"
    rig.post(StartScan())
    rig.post(StopScan())
    rig.wait(1.0)
    assert rig.model.facts()["looking"] is False
    assert {health.state for health in rig.of(DeviceHealth)} == {"connecting", "ready"}


def test_a_module_that_is_not_in_host_mode_says_so_and_still_reads() -> None:
    rig = VirtualRig(Gm72Driver(), Gm72Model(host_mode=False))
    rig.post(StartScan())
    assert rig.expect_health("degraded").detail == "not_host_mode"
    rig.do("scan", text="1", button=True)
    assert rig.expect(Scan).text == "1"
    rig.do("host-mode")
    rig.post(StartScan())
    rig.expect_health("ready")


def test_a_scanner_without_a_trigger_is_asked_three_times() -> None:
    rig = VirtualRig(Gm72Driver(), Gm72Model(), Knobs(silent=True))
    rig.post(StartScan())
    assert rig.expect_health("degraded").detail == "no_trigger"
    assert rig.now_s >= TRIES
    rig.unplug()
    rig.post(StartScan())
    assert rig.driver.deadline_s() is None


def test_on_a_real_wire(tmp_path: Path) -> None:
    with Rig(tmp_path, Gm72Driver(), "gm72") as rig:
        rig.expect_health("ready")
        rig.loop.post(StartScan())
        rig.wait(lambda facts: facts["looking"])
        rig.bench.scan("gm72", "134567890123456789")
        assert rig.expect(Scan).purpose == "payment"
