"""`memberpos devices codes`: what a stock pen or a collector's file holds, counted, for a spreadsheet."""

from __future__ import annotations

import argparse
import json
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar

from memberpos.devices import code_file
from memberpos.devices.drivers.handheld import ClearCodes, FetchCodes, HandheldDriver
from memberpos.devices.drivers.kinds import line_for
from memberpos.devices.port_finder import PortFinder, parse_binding
from memberpos.devices.port_thread import DeviceLoop
from memberpos.devices.readings import CodesCleared, CodesFetched, DeviceHealth, Reading
from memberpos.domain.errors import PosError
from memberpos.files import os_refusal

LIMIT_S = 30.0
R = TypeVar("R")


def add_arguments(parser: argparse.ArgumentParser, finder: Callable[[argparse.Namespace], PortFinder]) -> None:
    """`finder`: what finds ports for these arguments."""
    parser.add_argument("source", metavar="SOURCE", help="file of `code[,qty[,time]]` lines, or the port of a pen")
    parser.add_argument("--clear", action="store_true", help="let the pen forget them after they were printed")
    parser.add_argument("--json", action="store_true", help="one JSON object: codes, bad (numbers of bad lines)")
    parser.set_defaults(run=lambda args: run(args, finder))


def run(args: argparse.Namespace, finder: Callable[[argparse.Namespace], PortFinder]) -> int:
    """Prints `code,qty` lines; 1 when a line of the file was none. PosError for a source that cannot be read."""
    path = Path(args.source)
    if path.is_file():
        found = from_file(path)
        _show(args, found.counted(), found.bad)
        return 1 if found.bad else 0
    with _Pen(finder(args), args.source) as pen:
        codes = pen.fetch()
        _show(args, codes, ())
        if args.clear:
            pen.clear()
    return 0


def _show(args: argparse.Namespace, codes: tuple[tuple[str, int], ...], bad: tuple[int, ...]) -> None:
    if args.json:
        rows = [{"code": code, "qty": qty} for code, qty in codes]
        print(json.dumps({"codes": rows, "bad": list(bad)}, ensure_ascii=False), flush=True)
        return
    for code, qty in codes:
        print(f"{code},{qty}", flush=True)


def from_file(path: Path) -> code_file.CodeFile:
    """The codes of a file. PosError bad_file when it is too large, others when it cannot be read."""
    try:
        if path.stat().st_size > code_file.MAX_BYTES:
            raise PosError("bad_file", what="codes")
        return code_file.parse(path.read_bytes())
    except OSError as error:
        raise os_refusal(error) from error


class _Pen:
    """A pen on a port, for the length of a `with`."""

    def __init__(self, finder: PortFinder, address: str) -> None:
        binding = parse_binding(address)
        finder.open(binding, line_for("pen")).close()  # whatever forbids it is the answer
        self._heard: queue.SimpleQueue[Reading] = queue.SimpleQueue()
        self._loop = DeviceLoop(HandheldDriver(), lambda: finder.open(binding, line_for("pen")), self._heard.put)
        self._thread = threading.Thread(target=self._loop.run, name="pen")

    def __enter__(self) -> Self:
        self._thread.start()
        self._answer(DeviceHealth, lambda health: health.state == "ready")
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.stop()
        self._thread.join()

    def fetch(self) -> tuple[tuple[str, int], ...]:
        """Codes with their quantities; PosError device_timeout, device_lost."""
        self._loop.post(FetchCodes())
        answer = self._answer(CodesFetched)
        if not answer.ok:
            raise PosError(answer.code)
        return answer.codes

    def clear(self) -> None:
        """Forget them; the same errors."""
        self._loop.post(ClearCodes())
        answer = self._answer(CodesCleared)
        if not answer.ok:
            raise PosError(answer.code)

    def _answer(self, kind: type[R], condition: Callable[[R], bool] = lambda _: True) -> R:
        """The next reading of a kind that meets the condition; PosError device_timeout."""
        while True:
            try:
                reading = self._heard.get(timeout=LIMIT_S)
            except queue.Empty as error:
                raise PosError("device_timeout") from error
            if isinstance(reading, kind) and condition(reading):
                return reading
