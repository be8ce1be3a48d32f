"""Transports on real ptys and sockets: what a pulled cable, a second program and a stalled device look like."""

from __future__ import annotations

import errno
import socket
import termios
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import serial
from tests.waiting import wait_until

from memberpos.devices.serial_port import SerialPort
from memberpos.devices.simulator.wire import PtyWire, TcpWire, Wire
from memberpos.devices.tcp_port import TcpPort
from memberpos.devices.transport import (
    Transport,
    TransportDenied,
    TransportError,
    TransportLost,
    TransportTimeout,
    normalised,
    port_errors,
)


class Cable:
    """Both ends: the simulator's and ours."""

    def __init__(self, wire: Wire, port: Transport) -> None:
        self.wire, self.port = wire, port

    def device_reads(self, count: int) -> bytes:
        got = bytearray()
        wait_until(lambda: got.extend(self.wire.read(self.wire.readable())) or len(got) >= count)
        return bytes(got)


@pytest.fixture(params=["pty", "tcp"])
def cable(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cable]:
    wire: Wire = PtyWire(tmp_path, "tty") if request.param == "pty" else TcpWire()
    wire.plug()
    if request.param == "pty":
        port: Transport = SerialPort(wire.address)
    else:
        host, _, number = wire.address.removeprefix("socket://").rpartition(":")
        port = TcpPort(host, int(number))
        wait_until(lambda: wire.read(wire.readable()[:1]) or len(wire.readable()) == 2)
    yield Cable(wire, port)
    port.close()
    wire.unplug()


def test_all_bytes_pass_both_ways(cable: Cable) -> None:
    everything = bytes(range(256))
    assert cable.port.write(everything) == 256
    assert cable.device_reads(256) == everything
    cable.wire.write(everything)
    got = bytearray()
    wait_until(lambda: got.extend(cable.port.read_some(1.0)) or len(got) >= 256)
    assert bytes(got) == everything


def test_reading_nothing_takes_as_long_as_said(cable: Cable) -> None:
    begun_s = time.monotonic()
    assert cable.port.read_some(0.05) == b""
    assert 0.04 <= time.monotonic() - begun_s < 2


def test_a_read_is_cancelled_from_another_thread(cable: Cable) -> None:
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(cable.port.read_some(60)))
    reader.start()
    cable.port.cancel_read()
    reader.join(10)
    assert got == [b""]


def test_a_cancel_before_the_read_is_not_lost(cable: Cable) -> None:
    cable.port.cancel_read()
    assert cable.port.read_some(60) == b""


def test_unplugged_while_reading(cable: Cable) -> None:
    errors: list[TransportError] = []

    def read() -> None:
        with pytest.raises(TransportLost) as caught:
            cable.port.read_some(60)
        errors.append(caught.value)

    reader = threading.Thread(target=read)
    reader.start()
    cable.wire.unplug()
    reader.join(10)
    assert errors
    assert errors[0].code == "device_lost"


def test_every_call_after_the_cable_was_pulled_says_lost(cable: Cable) -> None:
    cable.wire.unplug()
    with pytest.raises(TransportLost):
        wait_until(lambda: cable.port.write(b"x") < 0 or cable.port.read_some(0.01))
    with pytest.raises(TransportLost):
        wait_until(lambda: cable.port.read_some(0.01))
    cable.port.close()
    cable.port.close()


def test_a_stalled_device_gives_back_control(cable: Cable) -> None:
    sent = 0
    begun_s = time.monotonic()
    while (count := cable.port.write(b"x" * 65536)) > 0:
        sent += count
    assert sent > 0
    assert time.monotonic() - begun_s < 5
    assert set(cable.device_reads(sent)) == {ord("x")}
    assert wait_until(lambda: cable.port.write(b"y")) == 1


def test_a_second_program_is_refused(tmp_path: Path) -> None:
    wire = PtyWire(tmp_path, "tty")
    wire.plug()
    first = SerialPort(wire.address)
    with pytest.raises(TransportDenied) as caught:
        SerialPort(wire.address)
    assert (caught.value.code, caught.value.word) == ("device_busy", "busy")
    first.close()
    SerialPort(wire.address).close()
    wire.unplug()


def test_no_such_port(tmp_path: Path) -> None:
    with pytest.raises(TransportLost) as caught:
        SerialPort(str(tmp_path / "none"))
    assert caught.value.word == "not_found"


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1]
    with pytest.raises(TransportLost) as caught:
        TcpPort("127.0.0.1", number)
    assert caught.value.word == "refused"


@pytest.mark.parametrize(
    ("error", "kind", "code", "word"),
    [
        (
            serial.SerialException("device reports readiness to read but returned no data"),
            TransportLost,
            "lost",
            "gone",
        ),
        (OSError(errno.EIO, "Input/output error"), TransportLost, "lost", "gone"),
        (termios.error(5, "Input/output error"), TransportLost, "lost", "gone"),
        (TypeError("'NoneType' object cannot be interpreted as an integer"), TransportLost, "lost", "gone"),
        (ValueError("file descriptor cannot be a negative integer (-1)"), TransportLost, "lost", "gone"),
        (serial.SerialException(errno.ENOENT, "could not open port"), TransportLost, "lost", "not_found"),
        (
            serial.SerialException("could not open port 'COM9': FileNotFoundError(2, …)"),
            TransportLost,
            "lost",
            "not_found",
        ),
        (serial.SerialException(errno.EACCES, "could not open port"), TransportDenied, "denied", "permission"),
        (serial.SerialException(errno.EAGAIN, "Could not exclusively lock port"), TransportDenied, "busy", "busy"),
        (
            serial.SerialException("could not open port 'COM3': PermissionError(13, 'Access', None, 5)"),
            TransportDenied,
            "busy",
            "busy",
        ),
        (serial.SerialTimeoutException("Write timeout"), TransportTimeout, "timeout", "stalled"),
        (TimeoutError("timed out"), TransportTimeout, "timeout", "no_answer"),
        (OSError(errno.EHOSTUNREACH, "No route to host"), TransportTimeout, "timeout", "no_answer"),
        (socket.gaierror(-2, "Name or service not known"), TransportLost, "lost", "not_found"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), TransportLost, "lost", "gone"),
        (OSError(f"[Errno {errno.ENODEV}]"), TransportLost, "lost", "gone"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_all_exceptions_become_three(error: Exception, kind: type[TransportError], code: str, word: str) -> None:
    with pytest.raises(kind) as caught, port_errors("COM1"):
        raise error
    assert (caught.value.code, caught.value.word) == (f"device_{code}", word)
    assert caught.value.facts == {"port": "COM1", "word": word}
    assert normalised("COM1", caught.value) is caught.value


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    wire = PtyWire(tmp_path, "tty")
    SerialPort(_plugged(wire)).close()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        SerialPort(wire.address).close()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    wire.unplug()


def _plugged(wire: Wire) -> str:
    wire.plug()
    return wire.address
