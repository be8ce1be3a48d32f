"""A TCP connection (printer on port 9100, serial server, simulator where there are no ptys) as a Transport."""

from __future__ import annotations

import contextlib
import select
import socket

from memberpos.devices.transport import TransportLost, port_errors

READ_LIMIT = 4096


class TcpPort:
    """An open connection. Raises TransportError when the host refuses, is unknown or does not answer."""

    def __init__(self, host: str, port: int, *, connect_timeout_s: float = 3.0, write_timeout_s: float = 0.2) -> None:
        self.name = f"socket://{host}:{port}"
        self._write_timeout_s = write_timeout_s
        with port_errors(self.name):
            self._socket = socket.create_connection((host, port), timeout=connect_timeout_s)
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.setblocking(False)
            self._wake_out, self._wake_in = socket.socketpair()

    def write(self, data: bytes) -> int:
        with port_errors(self.name):
            _, ready, _ = select.select([], [self._socket], [], self._write_timeout_s)
            try:
                return self._socket.send(data) if ready else 0
            except BlockingIOError:
                return 0

    def read_some(self, timeout_s: float) -> bytes:
        with port_errors(self.name):
            ready, _, _ = select.select([self._socket, self._wake_in], [], [], timeout_s)
            if self._wake_in in ready:
                self._wake_in.recv(READ_LIMIT)
            if self._socket not in ready:
                return b""
            data = self._socket.recv(READ_LIMIT)
        if not data:
            raise TransportLost(self.name)  # the other side closed
        return data

    def cancel_read(self) -> None:
        with port_errors(self.name):
            self._wake_out.send(b"x")

    def close(self) -> None:
        for end in (self._socket, self._wake_out, self._wake_in):
            with contextlib.suppress(OSError):
                end.close()
