"""The MSR605X: reports as published, the whole card life through them, hidapi played by a simulated device."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given
from tests.devices.rig import Rig
from tests.devices.virtual import VirtualRig
from tests.waiting import wait_until

from memberpos.devices import hid_port, port_finder
from memberpos.devices.drivers.msr605_jobs import EraseCard, WriteCard
from memberpos.devices.drivers.msr605x import Msr605xDriver
from memberpos.devices.hid_port import HidPort
from memberpos.devices.msr605x import REPORT, ReportDecoder, reports
from memberpos.devices.port_finder import PortFinder, parse_binding
from memberpos.devices.port_thread import DeviceLoop
from memberpos.devices.readings import CardPresented, DeviceHealth, Reading, WriteProgress, WriteResult
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.simulator.msr605x import Msr605xModel
from memberpos.devices.transport import TransportError, TransportLost


@given(payload=st.binary(max_size=400), soil=st.binary(min_size=63, max_size=63))
def test_reports_carry_a_message_whatever_stands_behind_it(payload: bytes, soil: bytes) -> None:
    packed = reports(payload)
    soiled = [report[: 1 + (report[0] & 0x3F)] + soil[: 63 - (report[0] & 0x3F)] for report in packed]
    pieces = ReportDecoder().feed(b"".join(soiled))
    assert b"".join(piece.payload for piece in pieces) == payload
    assert [piece.first for piece in pieces] == [True] + [False] * (len(packed) - 1)
    assert [piece.last for piece in pieces] == [False] * (len(packed) - 1) + [True]
    assert {len(report) for report in packed} == {REPORT}


@pytest.mark.parametrize("chunking", ["whole", "one", "random", "glue"])
def test_a_card_is_read_written_and_erased(chunking: str) -> None:
    rig = VirtualRig(Msr605xDriver(), Msr605xModel(), Knobs(chunking=chunking))
    rig.expect_health("ready")
    rig.do("swipe", card="a", tracks=["%AB?", ";800001=1?", ""])
    assert rig.expect(CardPresented).number == "800001"
    rig.post(WriteCard(("", ";800002?", "")))
    rig.expect(WriteProgress)
    rig.do("swipe", card="a")
    assert rig.expect(WriteProgress).step == "swipe_to_verify"
    rig.do("swipe", card="a")
    assert rig.expect(WriteResult).ok
    rig.post(EraseCard((1, 2, 3)))
    rig.expect(WriteProgress)
    rig.do("swipe", card="a")
    assert rig.expect(WriteResult).ok
    assert rig.model.facts()["cards"]["a"] == ["", "", ""]


def test_on_a_stream_of_reports(tmp_path: Path) -> None:
    with Rig(tmp_path, Msr605xDriver(), "msr605x", tcp=("msr605x",)) as rig:
        rig.expect_health("ready")
        rig.wait(lambda facts: facts["armed"] != "")
        rig.bench.swipe("msr605x", ["", ";800001?", ""])
        assert rig.expect(CardPresented).number == "800001"


class FakeHid:
    """hidapi as the port uses it, with a simulated MSR605X behind it; `gone` = unplugged."""

    def __init__(self) -> None:
        self.model = Msr605xModel()
        self.model.power_on()
        self.waiting: list[bytes] = []
        self.gone = self.closed = False
        self.news = threading.Condition()

    def enumerate(self, vendor: int, product: int) -> list[dict[str, Any]]:
        found = {"path": b"/dev/hidraw3", "vendor_id": vendor, "product_id": product, "product_string": "MSR605X"}
        return [] if self.gone else [{**found, "serial_number": None}]

    def device(self) -> FakeHid:
        return self

    def open_path(self, path: bytes) -> None:
        if path != b"/dev/hidraw3" or self.gone:
            raise OSError("open failed")

    def write(self, report: bytes) -> int:
        assert len(report) == REPORT + 1
        assert report[0] == 0
        self.say(self.model.received(report[1:], 0.0))
        return -1 if self.gone else len(report)

    def say(self, frames: list[bytes]) -> None:
        with self.news:
            self.waiting += frames
            self.news.notify_all()

    def read(self, size: int, timeout_ms: int) -> list[int]:
        with self.news:
            self.news.wait_for(lambda: self.waiting or self.gone, timeout_ms / 1000)
            if self.gone:
                raise OSError("read error")
            return list(self.waiting.pop(0)) if self.waiting else []

    def close(self) -> None:
        self.closed = True


def test_over_hidapi_until_it_is_unplugged(monkeypatch: pytest.MonkeyPatch) -> None:
    hid = FakeHid()
    monkeypatch.setattr(hid_port, "hid_module", lambda: hid)
    monkeypatch.setattr(port_finder.pcsc_port, "reader_names", lambda: ())
    finder = PortFinder(lambda: [one for one in port_finder.system_ports() if one.device.startswith("hid:")])
    (port,) = finder.ports()
    assert (port.device, port_finder.usb_address(port)) == ("hid:/dev/hidraw3", "usb:0801:0003")
    heard: list[Reading] = []
    loop = DeviceLoop(Msr605xDriver(), lambda: finder.open(parse_binding("usb:0801:0003")), heard.append)
    thread = threading.Thread(target=loop.run)
    thread.start()
    wait_until(lambda: hid.model.facts()["armed"] != "")
    hid.say(hid.model.operate("swipe", {"tracks": ["", ";800001=9?", ""]}, 0.0))
    wait_until(lambda: any(isinstance(one, CardPresented) and one.number == "800001" for one in heard))
    with hid.news:
        hid.gone = True
        hid.news.notify_all()
    wait_until(lambda: any(isinstance(one, DeviceHealth) and one.state == "lost" for one in heard))
    loop.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert hid.closed


def test_a_read_ends_by_time_or_by_being_cancelled() -> None:
    port = HidPort("/dev/hidraw3", FakeHid())
    assert port.read_some(0.01) == b""
    port.cancel_read()
    assert port.read_some(60.0) == b""
    assert port.write(b"x" * (REPORT - 1)) == 0


def test_what_is_missing_is_said() -> None:
    gone = FakeHid()
    gone.gone = True
    with pytest.raises(TransportError):
        HidPort("/dev/hidraw3", gone)
    port = HidPort("/dev/hidraw3", FakeHid())
    port._device.gone = True
    with pytest.raises(TransportLost):
        port.write(bytes(REPORT))
    assert hid_port.known_devices(gone) == []


def test_without_hidapi_there_are_no_such_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hid_port, "hid_module", lambda: None)
    assert hid_port.known_devices() == ()
    with pytest.raises(TransportLost) as error:
        hid_port.open_device("hid:/dev/hidraw3")
    assert error.value.word == "no_hid"


def test_the_real_hidapi_can_be_asked() -> None:
    """It is a part of the extra; where it is installed it answers, with or without devices."""
    assert isinstance(hid_port.known_devices(), (list, tuple))
