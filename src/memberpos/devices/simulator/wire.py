"""The end of the cable that a simulator holds: a pty behind a stable link, a loopback TCP port, or UDP packets."""

from __future__ import annotations

import contextlib
import os
import socket
from pathlib import Path
from typing import Protocol

READ_LIMIT = 4096
SPEEDS = (300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600)


class Wire(Protocol):
    """Plugged or not; while plugged, bytes in and out without blocking."""

    address: str

    def plug(self, link: str = "") -> None:
        """Appear; `link` = under this name from now on."""

    def unplug(self) -> None:
        """Disappear; the client sees what a pulled cable shows."""

    def readable(self) -> list[int]:
        """File descriptors to wait on for input."""

    def read(self, ready: list[int]) -> bytes:
        """What has come on descriptors that are ready; b"" if nothing."""

    def write(self, data: bytes) -> None:
        """Send; what nobody takes is lost, as on a real line."""

    def baud(self) -> int | None:
        """The speed that the client has set; None where a wire has none."""

    def arrived(self) -> bool:
        """Whether a client has connected since the last question; a cable cannot tell."""


class PtyWire:
    """A pty whose slave has a stable link. The slave stays open here, else the master fails while no client is."""

    def __init__(self, folder: Path, link: str) -> None:
        self._folder = folder
        self.address = str(folder / link)
        self._ends: tuple[int, int] | None = None

    def plug(self, link: str = "") -> None:
        if link:
            self.address = str(self._folder / link)
        master, slave = os.openpty()
        _raw(master)
        _raw(slave)
        os.set_blocking(master, False)
        draft = Path(f"{self.address}.new")
        draft.symlink_to(os.ttyname(slave))
        draft.replace(self.address)
        self._ends = (master, slave)

    def unplug(self) -> None:
        Path(self.address).unlink(missing_ok=True)
        for end in self._ends or ():
            os.close(end)
        self._ends = None

    def readable(self) -> list[int]:
        return [self._ends[0]] if self._ends else []

    def read(self, ready: list[int]) -> bytes:
        if not self._ends or self._ends[0] not in ready:
            return b""
        try:
            return os.read(self._ends[0], READ_LIMIT)
        except OSError:
            return b""

    def write(self, data: bytes) -> None:
        if self._ends:
            with contextlib.suppress(OSError):
                os.write(self._ends[0], data)

    def baud(self) -> int | None:
        import termios

        if not self._ends:
            return None
        code = termios.tcgetattr(self._ends[0])[4]
        return next((speed for speed in SPEEDS if getattr(termios, f"B{speed}", None) == code), None)

    def arrived(self) -> bool:
        return False


def _raw(fd: int) -> None:
    import tty

    tty.setraw(fd)


class TcpWire:
    """A listening loopback port for one client at a time."""

    def __init__(self) -> None:
        self.address = ""
        self._server: socket.socket | None = None
        self._client: socket.socket | None = None
        self._news = False

    def plug(self, link: str = "") -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.setblocking(False)
        self.address = f"socket://127.0.0.1:{self._server.getsockname()[1]}"

    def unplug(self) -> None:
        self._drop_client()
        if self._server is not None:
            self._server.close()
            self._server = None

    def readable(self) -> list[int]:
        return [end.fileno() for end in (self._server, self._client) if end is not None]

    def read(self, ready: list[int]) -> bytes:
        if self._server is not None and self._server.fileno() in ready:
            self._accept(self._server)
        if self._client is None or self._client.fileno() not in ready:
            return b""
        try:
            data = self._client.recv(READ_LIMIT)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self._drop_client()
        return data

    def write(self, data: bytes) -> None:
        if self._client is None and self._server is not None:
            self._accept(self._server)  # one that has just connected hears it
        if self._client is not None:
            with contextlib.suppress(OSError):
                self._client.sendall(data)

    def baud(self) -> int | None:
        return None

    def arrived(self) -> bool:
        news, self._news = self._news, False
        return news

    def _accept(self, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            client, _ = server.accept()
            self._drop_client()
            client.setblocking(False)
            self._client, self._news = client, True

    def _drop_client(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None


class UdpWire:
    """A box that sends packets to a port of this machine and listens to nobody. `address` is what a client binds."""

    def __init__(self) -> None:
        self.address = ""
        self._socket: socket.socket | None = None
        self._target = ("127.0.0.1", 0)

    def plug(self, link: str = "") -> None:
        if not self.address:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
                free.bind(("127.0.0.1", 0))
                self._target = free.getsockname()
            self.address = f"udp://127.0.0.1:{self._target[1]}"
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    def unplug(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def readable(self) -> list[int]:
        return []

    def read(self, ready: list[int]) -> bytes:
        return b""

    def write(self, data: bytes) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.sendto(data, self._target)

    def baud(self) -> int | None:
        return None

    def arrived(self) -> bool:
        return False
