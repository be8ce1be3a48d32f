"""What happens after a bug: a report without personal data, a screen that says what to do, a till that goes on."""

from __future__ import annotations

import json
import platform
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

import memberpos


def report(error: BaseException, at_ms: int) -> dict[str, Any]:
    """What a report holds: types, files and lines, never the error's text or values (they may name a person)."""
    return {
        "at_ms": at_ms,
        "version": getattr(memberpos, "__version__", ""),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "thread": threading.current_thread().name,
        "errors": [_one(each) for each in _chain(error)],
    }


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _one(error: BaseException) -> dict[str, Any]:
    return {"type": type(error).__qualname__, "frames": _frames(error.__traceback__)}


def _frames(trace: TracebackType | None) -> list[str]:
    frames: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{'/'.join(Path(code.co_filename).parts[-3:])}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return frames


def write(folder: Path, error: BaseException, at_ms: int) -> Path:
    """Write the report as JSON into `folder` and give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"crash-{at_ms}.json"
    path.write_text(json.dumps(report(error, at_ms), indent=1), "utf-8")
    return path


class CrashHandler(QObject):
    """Catches what nobody caught. `happened` carries the report's path (or "") to the window."""

    happened = Signal(str)
    _caught = Signal(object)

    def __init__(self, folder: Path, now_ms: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._now_ms = folder, now_ms
        self._before = (sys.excepthook, threading.excepthook)
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks of the interpreter."""
        sys.excepthook = lambda _type, error, _trace: self.handle(error)
        threading.excepthook = lambda args: self.handle(args.exc_value) if args.exc_value else None

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def handle(self, error: BaseException) -> None:
        """Report a bug from any thread: the file is written on a thread of its own, then the window is told."""
        if isinstance(error, KeyboardInterrupt | SystemExit):
            self._before[0](type(error), error, error.__traceback__)
            return
        threading.Thread(target=self._write, args=(error,), name="memberpos-crash").start()

    def _write(self, error: BaseException) -> None:
        try:
            self._caught.emit(str(write(self._folder, error, self._now_ms())))
        except OSError:
            self._caught.emit("")

    def _tell(self, path: str) -> None:
        self.happened.emit(path)
