"""Datagrams to a port of this machine (boxes that broadcast what they hear) as a Transport."""

from __future__ import annotations

import contextlib
import select
import socket

from memberpos.devices.transport import port_errors

SCHEME = "udp://"
READ_LIMIT = 2048  # of one datagram


class UdpPort:
    """A bound port; each read is one datagram, from whomever. A write answers the one that was heard last.

    Raises TransportError when the port is taken or not ours.
    """

    def __init__(self, host: str, port: int) -> None:
        self.name = f"{SCHEME}{host}:{port}"
        self._last: tuple[str, int] | None = None
        with port_errors(self.name):
            self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            try:
                self._socket.bind((host, port))
                self._socket.setblocking(False)
            except OSError:
                self._socket.close()
                raise
            self._wake_out, self._wake_in = socket.socketpair()

    def write(self, data: bytes) -> int:
        """Offer `data`; what nobody is there for is lost, as datagrams are."""
        with port_errors(self.name), contextlib.suppress(BlockingIOError, ConnectionRefusedError):
            if self._last is not None:
                self._socket.sendto(data, self._last)
        return len(data)

    def read_some(self, timeout_s: float) -> bytes:
        with port_errors(self.name):
            ready, _, _ = select.select([self._socket, self._wake_in], [], [], timeout_s)
            if self._wake_in in ready:
                self._wake_in.recv(READ_LIMIT)
            if self._socket not in ready:
                return b""
            try:
                data, self._last = self._socket.recvfrom(READ_LIMIT)
            except (BlockingIOError, ConnectionRefusedError):  # a broken datagram; nobody heard the last answer
                return b""
            return data

    def cancel_read(self) -> None:
        with port_errors(self.name):
            self._wake_out.send(b"x")

    def close(self) -> None:
        for end in (self._socket, self._wake_out, self._wake_in):
            with contextlib.suppress(OSError):
                end.close()
