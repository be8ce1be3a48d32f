"""A serial port (RS-232, USB-serial, CDC, pty) as a Transport, over pyserial."""

from __future__ import annotations

import os
import select
import threading
from dataclasses import dataclass
from typing import Any

from memberpos.devices.transport import TransportError, port_errors

READ_LIMIT = 4096
CLOSE_LIMIT_S = 2.0


@dataclass(frozen=True)
class Line:
    """Speed, frame and flow control of a serial line. Default: 9600 8N1, no flow control."""

    baud: int = 9600
    bits: int = 8
    parity: str = "N"
    stop_bits: int = 1
    xonxoff: bool = False
    rtscts: bool = False
    dsrdtr: bool = False


DEFAULT_LINE = Line()


class SerialPort:
    """An open port, held exclusively where the platform can. Raises TransportError if it cannot be opened."""

    def __init__(self, path: str, line: Line = DEFAULT_LINE, *, write_timeout_s: float = 0.2) -> None:
        self.name = path
        self._write_timeout_s = write_timeout_s
        with port_errors(path):
            self._serial: Any = _open(path, line, write_timeout_s)

    def write(self, data: bytes) -> int:
        with port_errors(self.name):
            if os.name == "posix":
                return self._write_posix(data)
            return int(self._serial.write(data) or 0)

    def _write_posix(self, data: bytes) -> int:
        """What went out before a time-out, which pyserial hides: a receipt needs to know."""
        fd = self._serial.fileno()
        _, ready, _ = select.select([], [fd], [], self._write_timeout_s)
        if not ready:
            return 0
        try:
            return os.write(fd, data)
        except BlockingIOError:
            return 0

    def read_some(self, timeout_s: float) -> bytes:
        with port_errors(self.name):
            if self._serial.timeout != timeout_s:
                self._serial.timeout = timeout_s
            first: bytes = self._serial.read(1)
            if not first:
                return b""
            return first + bytes(self._serial.read(min(self._serial.in_waiting, READ_LIMIT)))

    def cancel_read(self) -> None:
        with port_errors(self.name):
            self._serial.cancel_read()

    def close(self) -> None:
        """Close in a thread of its own: drivers are known to hang here when the device is gone."""
        closer = threading.Thread(target=self._close_quietly, name=f"close {self.name}", daemon=True)
        closer.start()
        closer.join(CLOSE_LIMIT_S)

    def _close_quietly(self) -> None:
        try:
            with port_errors(self.name):
                self._serial.close()
        except TransportError:
            return


def _open(path: str, line: Line, write_timeout_s: float) -> Any:
    import serial  # late: ~30 ms that a till without serial devices need not pay

    return serial.Serial(
        path,
        line.baud,
        bytesize=line.bits,
        parity=line.parity,
        stopbits=line.stop_bits,
        xonxoff=line.xonxoff,
        rtscts=line.rtscts,
        dsrdtr=line.dsrdtr,
        timeout=0.25,
        write_timeout=write_timeout_s,
        exclusive=True if os.name == "posix" else None,
    )
