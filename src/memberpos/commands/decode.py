"""`memberpos decode`: every record of a file of device frames through the codec of its class."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from memberpos.devices.decode import decode_record
from memberpos.devices.decode_compare import matches
from memberpos.devices.decode_entry import Chunks, pieces_of, random_pieces, whole
from memberpos.domain.errors import PosError
from memberpos.files import os_refusal


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("decode", help="decode recorded device bytes")
    parser.add_argument("--vectors", type=Path, required=True, metavar="FILE", help="JSON array of records")
    parser.add_argument("--json", action="store_true", help="print id, ok, got and expected of each record as JSON")
    parser.add_argument(
        "--chunk",
        type=_chunking,
        default=whole,
        metavar="N|random:SEED|glue",
        help="how the bytes arrive: N at a time, in random pieces, or all in one",
    )
    parser.set_defaults(run=run)


def _chunking(value: str) -> Chunks:
    kind, _, seed = value.partition(":")
    if value == "glue":
        return whole
    number = int(seed if kind == "random" else value)
    if kind == "random":
        return random_pieces(number)
    if number < 1:
        raise ValueError(value)
    return pieces_of(number)


def run(args: argparse.Namespace) -> int:
    """Prints the result of each record; 1 when one is wrong. PosError not_found, bad_file … for the file itself."""
    results = [_result(record, args.chunk) for record in _records(args.vectors)]
    wrong = sum(result["ok"] is False for result in results)
    if args.json:
        _say(json.dumps(results, ensure_ascii=False))
    else:
        for result in results:
            _say(_line(result))
        _say(f"{len(results)} records, {wrong} wrong")
    return 1 if wrong else 0


def _records(path: Path) -> list[dict[str, Any]]:
    try:
        records = json.loads(path.read_bytes())
    except OSError as error:
        raise os_refusal(error) from error
    except (ValueError, RecursionError) as error:
        raise PosError("bad_file", what="vectors") from error
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise PosError("bad_file", what="vectors")
    return records


def _result(record: Mapping[str, Any], chunks: Chunks) -> dict[str, Any]:
    """`ok` is null for a record without `expected`: there is nothing to compare."""
    got = decode_record(record, chunks)
    expected = record.get("expected")
    ok = matches(expected, got, pending="pending" in record) if isinstance(expected, dict) else None
    return {"id": record.get("id"), "ok": ok, "got": got, "expected": expected}


def _line(result: Mapping[str, Any]) -> str:
    if result["ok"]:
        return f"{result['id']} ok"
    verdict = "decoded" if result["ok"] is None else "WRONG"
    shown = json.dumps({"got": result["got"], "expected": result["expected"]}, ensure_ascii=False)
    return f"{result['id']} {verdict} {shown}"


def _say(text: str) -> None:
    """Prints, with escapes for what the terminal's encoding lacks."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding))
