"""The one shape of a byte stream to a device, and the one place where its many exceptions become three.

An unplugged port raises SerialException, OSError, termios.error, TypeError or ValueError, depending on the call and the
platform; drivers and loops only ever see a `TransportError`.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from memberpos.domain.errors import PosError


class TransportError(PosError):
    """Base of what a transport raises. `word` is a machine word that says why (see `diagnosis.py`)."""

    def __init__(self, code: str, port: str, word: str) -> None:
        super().__init__(code, port=port, word=word)
        self.word = word


class TransportLost(TransportError):
    """The port is not there (any more)."""

    def __init__(self, port: str, word: str = "gone") -> None:
        super().__init__("device_lost", port, word)


class TransportDenied(TransportError):
    """The port is there, but not for us: no rights (`permission`) or in use by another program (`busy`)."""

    def __init__(self, port: str, word: str = "permission") -> None:
        super().__init__("device_busy" if word == "busy" else "device_denied", port, word)


class TransportTimeout(TransportError):
    """The device took no byte (or the network no connection) within the time limit."""

    def __init__(self, port: str, word: str = "stalled") -> None:
        super().__init__("device_timeout", port, word)


class Transport(Protocol):
    """An open byte stream, used by one thread; only `cancel_read` may be called from another.

    Every method raises nothing but TransportError.
    """

    name: str

    def write(self, data: bytes) -> int:
        """Offer `data`; the count taken within the write time limit (0 = the device is stalled)."""

    def read_some(self, timeout_s: float) -> bytes:
        """Whatever has arrived, waiting up to `timeout_s` for a first byte; b"" on time-out or `cancel_read`."""

    def cancel_read(self) -> None:
        """Make a `read_some` of the owner thread return at once (also the next one, if none is waiting)."""

    def close(self) -> None:
        """Give the port back; safe to call twice."""


_BUSY = frozenset({errno.EAGAIN, errno.EBUSY, errno.EADDRINUSE})
_DENIED = frozenset({errno.EACCES, errno.EPERM})
_UNREACHABLE = frozenset({errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN})


def normalised(port: str, error: BaseException) -> TransportError:
    """The TransportError that any exception of a port operation means."""
    if isinstance(error, TransportError):
        return error
    number, text = _number(error), str(error)
    # Windows says "access denied" when another program holds the port.
    if number in _BUSY or ("could not open" in text and "PermissionError(13" in text):
        return TransportDenied(port, "busy")
    if number in _DENIED:
        return TransportDenied(port)
    if isinstance(error, TimeoutError) or number in _UNREACHABLE:
        return TransportTimeout(port, "no_answer")
    if "timeout" in text.lower():
        return TransportTimeout(port)
    if number == errno.ENOENT or "FileNotFoundError" in text or isinstance(error, socket.gaierror):
        return TransportLost(port, "not_found")
    return TransportLost(port, "refused" if number == errno.ECONNREFUSED else "gone")


def _number(error: BaseException) -> int | None:
    """The errno, which termios.error has only as its first argument."""
    number = getattr(error, "errno", None)
    if number is None and error.args:
        number = error.args[0]
    return number if isinstance(number, int) else None


def port_exceptions() -> tuple[type[BaseException], ...]:
    """Everything that pyserial, sockets and termios are known to raise when a device goes away."""
    known: tuple[type[BaseException], ...] = (OSError, TypeError, ValueError, AttributeError)
    try:
        import termios
    except ImportError:  # Windows
        return known
    return (*known, termios.error)


@contextmanager
def port_errors(port: str) -> Iterator[None]:
    """Run port operations; whatever they raise leaves as a TransportError."""
    try:
        yield
    except port_exceptions() as error:
        raise normalised(port, error) from error
