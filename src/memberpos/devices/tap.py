"""Listening in on a port: every piece of bytes with its direction, for a person who looks for a fault."""

from __future__ import annotations

from collections.abc import Callable

from memberpos.devices.transport import Transport

#: Called with "<" (from the device) or ">" (to it) and the bytes.
Listener = Callable[[str, bytes], None]


class TappedPort:
    """A transport that tells `listener` what passes through it, on the thread that uses it."""

    def __init__(self, port: Transport, listener: Listener) -> None:
        self.name = port.name
        self._port = port
        self._listener = listener

    def write(self, data: bytes) -> int:
        count = self._port.write(data)
        if count:
            self._listener(">", data[:count])
        return count

    def read_some(self, timeout_s: float) -> bytes:
        data = self._port.read_some(timeout_s)
        if data:
            self._listener("<", data)
        return data

    def cancel_read(self) -> None:
        self._port.cancel_read()

    def close(self) -> None:
        self._port.close()


def hex_line(at_s: float, direction: str, data: bytes) -> str:
    """One line of a log: seconds, direction, hex, and the printable characters."""
    text = "".join(chr(byte) if 0x20 <= byte < 0x7F else "." for byte in data)
    return f"{at_s:10.3f} {direction} {data.hex(' ')}  |{text}|"
