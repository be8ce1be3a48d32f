"""The smart-card service as a port: cards that come and go, and everything that service and reader do wrong."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest
from tests.devices.fake_scard import READER, FakeScard

from memberpos.devices import call_frames, pcsc_apdu, pcsc_port
from memberpos.devices.call_frames import CallDecoder, PcscCall
from memberpos.devices.library_port import CallPort
from memberpos.devices.port_finder import PortFinder, parse_binding, system_ports
from memberpos.devices.simulator.pcsc import PcscModel
from memberpos.devices.transport import TransportDenied, TransportError, TransportLost

CONNECT, RESET = call_frames.encode(PcscCall.CONNECT, b"\0"), call_frames.encode(PcscCall.CONNECT, b"\1")
UID = call_frames.encode(PcscCall.TRANSMIT, pcsc_apdu.get_uid())


@pytest.fixture
def scard() -> FakeScard:
    return FakeScard(PcscModel())


def ask(port: CallPort, call: bytes) -> bytes:
    port.write(call)
    (answer,) = CallDecoder().feed(port.read_some(0.0))
    assert answer.kind == call[0]
    return answer.data


def test_a_card_comes_is_asked_and_goes(scard: FakeScard) -> None:
    port = pcsc_port.open_reader("pcsc:", scard)
    assert ask(port, CONNECT) == b""
    assert ask(port, UID) == b"", "without a card nothing is sent"
    scard.model.operate("present", {"uid": "11223344"}, 0.0)
    assert pcsc_apdu.parse_atr(ask(port, CONNECT)).sak == 0x08
    assert ask(port, UID) == bytes.fromhex("112233449000")
    scard.model.operate("remove", {}, 0.0)
    assert ask(port, UID) == b""
    assert ask(port, CONNECT) == b""
    port.close()
    port.close()
    assert scard.open == 0


def test_a_connection_is_kept_until_a_reset_is_wanted(scard: FakeScard) -> None:
    port = pcsc_port.open_reader("pcsc:ACS", scard)
    scard.model.operate("present", {}, 0.0)
    for call in (CONNECT, CONNECT, RESET):
        assert ask(port, call)
    assert [name for name in scard.calls if "connect" in name] == ["connect", "reconnect"]
    scard.fails["reconnect"] = "SCARD_W_REMOVED_CARD"
    assert ask(port, RESET), "connected anew when the card does not let itself be reset"
    scard.fails["status"] = "SCARD_W_REMOVED_CARD"
    assert ask(port, CONNECT)


def test_no_connection_is_tried_without_a_card(scard: FakeScard) -> None:
    """Some drivers answer "protocol mismatch" then."""
    ask(pcsc_port.open_reader("pcsc:", scard), CONNECT)
    assert "connect" not in scard.calls


def test_a_card_that_speaks_the_other_protocol() -> None:
    scard = FakeScard(PcscModel(), only_t0=True)
    port = pcsc_port.open_reader("pcsc:", scard)
    scard.model.operate("present", {"uid": "11223344"}, 0.0)
    assert ask(port, CONNECT)
    assert ask(port, UID) == bytes.fromhex("112233449000")


@pytest.mark.parametrize(
    ("function", "failure", "word"),
    [
        ("status change", "SCARD_E_NO_SERVICE", "no_service"),
        ("status change", "SCARD_E_INVALID_HANDLE", "no_service"),
        ("status change", "SCARD_E_UNKNOWN_READER", "gone"),
        ("connect", "SCARD_E_READER_UNAVAILABLE", "gone"),
        ("connect", "SCARD_E_SHARING_VIOLATION", "busy"),
        ("transmit", "SCARD_E_SERVICE_STOPPED", "no_service"),
    ],
)
def test_failures_of_reader_and_service(scard: FakeScard, function: str, failure: str, word: str) -> None:
    port = pcsc_port.open_reader("pcsc:", scard)
    scard.model.operate("present", {}, 0.0)
    if function == "transmit":
        ask(port, CONNECT)
    scard.fails[function] = failure
    with pytest.raises(TransportError) as caught:
        ask(port, UID if function == "transmit" else CONNECT)
    assert caught.value.word == word


def test_failures_of_the_card_are_no_card(scard: FakeScard) -> None:
    port = pcsc_port.open_reader("pcsc:", scard)
    scard.model.operate("present", {}, 0.0)
    scard.fails["connect"] = "SCARD_E_NO_SMARTCARD"
    assert ask(port, CONNECT), "the second protocol is tried"
    scard.fails["transmit"] = "SCARD_W_REMOVED_CARD"
    assert ask(port, UID) == b""
    scard.fails["status change"] = "SCARD_E_TIMEOUT"
    assert ask(port, CONNECT), "nothing changed, which is no failure"


def test_a_reader_that_is_pulled_out(scard: FakeScard) -> None:
    port = pcsc_port.open_reader("pcsc:", scard)
    scard.readers.clear()
    with pytest.raises(TransportLost) as caught:
        ask(port, CONNECT)
    assert caught.value.word == "gone"


def test_readers_that_are_not_there(scard: FakeScard) -> None:
    with pytest.raises(TransportLost) as caught:
        pcsc_port.open_reader("pcsc:Other", scard)
    assert caught.value.word == "not_found"
    scard.fails["context"] = "SCARD_E_NO_SERVICE"
    with pytest.raises(TransportLost) as caught:
        pcsc_port.open_reader("pcsc:", scard)
    assert caught.value.word == "no_service"
    assert scard.open == 0


def test_the_list_of_readers(scard: FakeScard) -> None:
    assert pcsc_port.reader_names(scard) == [READER]
    scard.fails["list"] = "SCARD_E_NO_READERS_AVAILABLE"
    assert pcsc_port.reader_names(scard) == []
    scard.fails["context"] = "SCARD_E_NO_SERVICE"
    assert pcsc_port.reader_names(scard) == []
    assert scard.open == 0


def test_calls_of_other_kinds_are_answered_with_nothing(scard: FakeScard) -> None:
    assert ask(pcsc_port.open_reader("pcsc:", scard), call_frames.encode(99)) == b""


# --- pyscard is there, or not


def test_without_pyscard_there_are_no_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "smartcard", None)
    assert pcsc_port.reader_names() == []
    with pytest.raises(TransportLost) as caught:
        PortFinder(list).open(parse_binding("pcsc:ACS"))
    assert caught.value.word == "no_pcsc"


def test_with_pyscard_readers_are_ports(monkeypatch: pytest.MonkeyPatch, scard: FakeScard) -> None:
    package = types.ModuleType("smartcard")
    package.scard = scard  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "smartcard", package)
    (port,) = [port for port in system_ports() if port.device.startswith("pcsc:")]
    assert (port.device, port.description) == (f"pcsc:{READER}", READER)
    opened = PortFinder(list).open(parse_binding(port.device))
    assert opened.name == port.device
    opened.close()


# --- Linux's own driver


def usb(folder: Path, vendor: str, driver: str) -> Path:
    device = folder / "1-1"
    interface = folder / "drivers" / driver
    device.mkdir(parents=True)
    interface.mkdir(parents=True)
    (device / "idVendor").write_text(vendor + "\n")
    (device / "1-1:1.0").mkdir()
    (device / "1-1:1.0" / "driver").symlink_to(interface)
    return folder


@pytest.mark.parametrize(
    ("vendor", "driver", "grabbed"),
    [("072f", "pn533_usb", True), ("072f", "usbfs", False), ("1a86", "pn533_usb", False)],
)
def test_a_reader_that_linux_took_for_itself(tmp_path: Path, vendor: str, driver: str, grabbed: bool) -> None:
    folder = usb(tmp_path, vendor, driver)
    assert pcsc_port.grabbed(folder) is grabbed
    error = pcsc_port.no_reader("pcsc:", folder)
    assert (type(error), error.word) == (
        (TransportDenied, "kernel_driver") if grabbed else (TransportLost, "not_found")
    )
    assert not pcsc_port.grabbed(tmp_path / "none")
