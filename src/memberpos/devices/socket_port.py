"""What a TCP connection and a UDP port have in common: waiting for data, and being woken while doing so."""

from __future__ import annotations

import contextlib
import select
import socket
from abc import ABC, abstractmethod

from memberpos.devices.transport import port_errors


class SocketPort(ABC):
    """A Transport over an open socket, which it takes over. Subclasses say how data are sent and taken."""

    def __init__(self, name: str, opened: socket.socket) -> None:
        self.name = name
        self._socket = opened
        opened.setblocking(False)
        self._wake_out, self._wake_in = socket.socketpair()

    @abstractmethod
    def write(self, data: bytes) -> int:
        """As of Transport."""

    @abstractmethod
    def take(self) -> bytes:
        """What has arrived; called when something has."""

    def read_some(self, timeout_s: float) -> bytes:
        with port_errors(self.name):
            ready, _, _ = select.select([self._socket, self._wake_in], [], [], timeout_s)
            if self._wake_in in ready:
                self._wake_in.recv(64)
            return self.take() if self._socket in ready else b""

    def cancel_read(self) -> None:
        with port_errors(self.name):
            self._wake_out.send(b"x")

    def close(self) -> None:
        for end in (self._socket, self._wake_out, self._wake_in):
            with contextlib.suppress(OSError):
                end.close()
