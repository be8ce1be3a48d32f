"""Datagrams to a port of this machine (boxes that broadcast what they hear) as a Transport."""

from __future__ import annotations

import contextlib
import socket

from memberpos.devices.socket_port import SocketPort
from memberpos.devices.transport import port_errors

SCHEME = "udp://"
READ_LIMIT = 2048  # of one datagram


class UdpPort(SocketPort):
    """A bound port; each read is one datagram, from whomever. A write answers the one that was heard last.

    Raises TransportError when the port is taken or not ours.
    """

    def __init__(self, host: str, port: int) -> None:
        name = f"{SCHEME}{host}:{port}"
        self._last: tuple[str, int] | None = None
        with port_errors(name):
            opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            try:
                opened.bind((host, port))
            except OSError:
                opened.close()
                raise
            super().__init__(name, opened)

    def write(self, data: bytes) -> int:
        """Offer `data`; what nobody is there for is lost, as datagrams are."""
        with port_errors(self.name), contextlib.suppress(BlockingIOError, ConnectionRefusedError):
            if self._last is not None:
                self._socket.sendto(data, self._last)
        return len(data)

    def take(self) -> bytes:
        try:
            data, self._last = self._socket.recvfrom(READ_LIMIT)
        except (BlockingIOError, ConnectionRefusedError):  # a broken datagram; nobody heard the last answer
            return b""
        return data
