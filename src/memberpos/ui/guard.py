"""Raises when the UI thread opens files or sockets: on in tests and debug runs, never in a shop.

The database has its own guard (`store.database.forbid_thread`). Reading what ships with the program (its code, its
resources) is allowed, as is anything inside `allowed()`.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from memberpos.resources import resource

_SOCKETS = frozenset({"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"})
_FILES = frozenset({"open", "os.listdir", "os.remove", "os.rename", "os.mkdir", "shutil.copyfile", "subprocess.Popen"})


class BlockingCallError(RuntimeError):
    """The UI thread did something that can block."""


class UiGuard:
    """Watches one thread while switched on. An audit hook cannot be taken back: make one guard a process."""

    def __init__(self, *program: Path) -> None:
        shipped = (Path(sys.prefix), Path(sys.base_prefix), Path(__file__).parents[2], resource(), *program)
        self._shipped = tuple(str(path.resolve()) for path in shipped)
        self._thread: int | None = None
        sys.addaudithook(self._look)

    @contextmanager
    def on(self) -> Iterator[None]:
        """Watch the calling thread."""
        before, self._thread = self._thread, threading.get_ident()
        try:
            yield
        finally:
            self._thread = before

    @contextmanager
    def allowed(self) -> Iterator[None]:
        """Look away: starting, ending, saving a picture in a test."""
        before, self._thread = self._thread, None
        try:
            yield
        finally:
            self._thread = before

    def _look(self, event: str, args: tuple[Any, ...]) -> None:
        if self._thread is None or threading.get_ident() != self._thread:
            return
        if event in _SOCKETS or (event in _FILES and not self._is_shipped(args)):
            raise BlockingCallError(f"{event} on the UI thread: {args[:1]!r}")

    def _is_shipped(self, args: tuple[Any, ...]) -> bool:
        path = args[0] if args else ""
        if isinstance(path, bytes):
            path = path.decode(errors="replace")
        return isinstance(path, int) or str(path).startswith(self._shipped)
