"""Raw print queues of the system: CUPS on Linux and macOS, the spooler on Windows. Bytes go to the printer as they are.

A queue takes a job and says no more of it: whether it came out is not known here.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from memberpos.devices.transport import TransportDenied, TransportLost, TransportTimeout

SCHEME = "queue:"
#: A queue is asked on a thread that may be waited for, as a network printer is connected to.
LIMIT_S = 3.0
TITLE = "memberpos"
#: PRINTER_STATUS_… paused, error, paper out, offline, not available, user intervention, door open.
_NOT_NOW = 0x1 | 0x2 | 0x10 | 0x80 | 0x1000 | 0x100000 | 0x400000
_LOCAL_AND_CONNECTED = 0x02 | 0x04


def queue_names() -> list[str]:
    """The queues of this machine; none where printing is not set up or does not answer: ports do not wait for it."""
    if sys.platform == "win32":
        return _windows_names(_spooler())
    with contextlib.suppress(TransportTimeout):
        return [line.split()[0] for line in _lpstat("-a") if line.strip() and not line[0].isspace()]
    return []


def check(name: str) -> None:
    """Raises what `submit` would, before there is a job."""
    if sys.platform == "win32":
        with _windows_printer(_spooler(), name):
            return
    _cups_check(name)


def submit(name: str, data: bytes) -> None:
    """Hand a job to a queue. TransportLost not_found without such a queue, TransportDenied queue_stopped for one that
    would only keep it, TransportTimeout when the system does not answer.
    """
    if sys.platform == "win32":
        windows_submit(_spooler(), name, data)
    else:
        _cups_submit(name, data)


# --- CUPS -------------------------------------------------------------------------------------------------------------


def _lpstat(*options: str) -> list[str]:
    """What lpstat says, in English; nothing when it cannot."""
    program = shutil.which("lpstat")
    if program is None:
        return []
    done = _run([program, *options])
    return done.stdout.decode("utf-8", "replace").splitlines() if done.returncode == 0 else []


def _cups_check(name: str) -> str:
    """The program that takes jobs for a queue that is there and goes."""
    program = shutil.which("lp")
    state = _lpstat("-p", name)
    if program is None or not state:
        raise TransportLost(SCHEME + name, "not_found")
    if any(" disabled " in line for line in state):
        raise TransportDenied(SCHEME + name, "queue_stopped")
    return program


def _cups_submit(name: str, data: bytes) -> None:
    program = _cups_check(name)
    if _run([program, "-d", name, "-o", "raw", "-t", TITLE], data).returncode:
        raise TransportDenied(SCHEME + name, "queue_stopped")


def _run(command: Sequence[str], data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - the system's own programs
            command, input=data, capture_output=True, check=False, timeout=LIMIT_S, env={**os.environ, "LC_ALL": "C"}
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TransportTimeout(SCHEME, "no_answer") from error


# --- Windows ----------------------------------------------------------------------------------------------------------


class _DocInfo(ctypes.Structure):
    """DOC_INFO_1W."""

    _fields_ = (("name", ctypes.c_wchar_p), ("output", ctypes.c_wchar_p), ("kind", ctypes.c_wchar_p))


class _PrinterInfo(ctypes.Structure):
    """PRINTER_INFO_4W."""

    _fields_ = (("name", ctypes.c_wchar_p), ("server", ctypes.c_wchar_p), ("attributes", ctypes.c_uint32))


def _spooler() -> Any:
    return ctypes.WinDLL("winspool.drv")  # type: ignore[attr-defined,unused-ignore]


def _windows_names(spooler: Any) -> list[str]:
    needed, count = ctypes.c_uint32(), ctypes.c_uint32()
    places = (ctypes.byref(needed), ctypes.byref(count))
    spooler.EnumPrintersW(_LOCAL_AND_CONNECTED, None, 4, None, 0, *places)
    found = ctypes.create_string_buffer(max(1, needed.value))
    if not spooler.EnumPrintersW(_LOCAL_AND_CONNECTED, None, 4, found, needed.value, *places):
        return []
    return [info.name for info in (_PrinterInfo * count.value).from_buffer(found)]


@contextmanager
def _windows_printer(spooler: Any, name: str) -> Iterator[ctypes.c_void_p]:
    """A printer that is there and goes."""
    printer = ctypes.c_void_p()
    if not spooler.OpenPrinterW(name, ctypes.byref(printer), None):
        raise TransportLost(SCHEME + name, "not_found")
    try:
        state, needed = ctypes.c_uint32(), ctypes.c_uint32()
        if spooler.GetPrinterW(printer, 6, ctypes.byref(state), 4, ctypes.byref(needed)) and state.value & _NOT_NOW:
            raise TransportDenied(SCHEME + name, "queue_stopped")
        yield printer
    finally:
        spooler.ClosePrinter(printer)


def windows_submit(spooler: Any, name: str, data: bytes) -> None:
    """`submit` through winspool."""
    with _windows_printer(spooler, name) as printer:
        if not _windows_job(spooler, printer, data):
            raise TransportDenied(SCHEME + name, "queue_stopped")


def _windows_job(spooler: Any, printer: ctypes.c_void_p, data: bytes) -> bool:
    """Whether the spooler took all of it; half a job is taken back."""
    written = ctypes.c_uint32()
    if not spooler.StartDocPrinterW(printer, 1, ctypes.byref(_DocInfo(TITLE, None, "RAW"))):
        return False
    whole = spooler.WritePrinter(printer, data, len(data), ctypes.byref(written)) and written.value == len(data)
    if not whole:
        spooler.AbortPrinter(printer)
        return False
    return bool(spooler.EndDocPrinter(printer))
