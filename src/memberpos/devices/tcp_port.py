"""A TCP connection (printer on port 9100, serial server, simulator where there are no ptys) as a Transport."""

from __future__ import annotations

import select
import socket

from memberpos.devices.socket_port import SocketPort
from memberpos.devices.transport import TransportLost, port_errors

READ_LIMIT = 4096


class TcpPort(SocketPort):
    """An open connection. Raises TransportError when the host refuses, is unknown or does not answer."""

    def __init__(self, host: str, port: int, *, connect_timeout_s: float = 3.0, write_timeout_s: float = 0.2) -> None:
        name = f"socket://{host}:{port}"
        self._write_timeout_s = write_timeout_s
        with port_errors(name):
            opened = socket.create_connection((host, port), timeout=connect_timeout_s)
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            super().__init__(name, opened)

    def write(self, data: bytes) -> int:
        with port_errors(self.name):
            _, ready, _ = select.select([], [self._socket], [], self._write_timeout_s)
            try:
                return self._socket.send(data) if ready else 0
            except BlockingIOError:
                return 0

    def take(self) -> bytes:
        data = self._socket.recv(READ_LIMIT)
        if not data:
            raise TransportLost(self.name)  # the other side closed
        return data
