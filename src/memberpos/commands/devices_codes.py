"""`memberpos devices codes`: what a stock pen or a collector's file holds, counted, for a spreadsheet."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from memberpos.commands.devices_talk import talk
from memberpos.devices import code_file
from memberpos.devices.drivers.handheld import ClearCodes, FetchCodes
from memberpos.devices.port_finder import PortFinder
from memberpos.devices.readings import CodesCleared, CodesFetched
from memberpos.domain.errors import PosError
from memberpos.files import os_refusal


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
    with talk(finder(args), args.source, "pen") as pen:
        pen.post(FetchCodes())
        fetched = pen.answer(CodesFetched)
        _check(fetched.code)
        _show(args, fetched.codes, ())
        if args.clear:
            pen.post(ClearCodes())
            _check(pen.answer(CodesCleared).code)
    return 0


def _check(code: str) -> None:
    if code:
        raise PosError(code)


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
