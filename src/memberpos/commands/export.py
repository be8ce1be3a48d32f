"""`memberpos export KIND FILE`: members, ledger, sales, reminders, the end of day; for other programs to read."""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import date
from pathlib import Path

from memberpos.home import open_home
from memberpos.reports.words import LANGUAGES
from memberpos.services import exports


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "export",
        help="members, ledger, sales or reminders to XLSX, CSV or JSON",
        description="The ending of FILE says its form: .xlsx, .csv, .json (amounts in fen), for a day also .pdf.",
    )
    parser.add_argument("kind", choices=exports.KINDS, metavar="KIND", help=", ".join(exports.KINDS))
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--date", type=_day, metavar="DAY", help="business date of an end of day (default: today's)")
    parser.add_argument("--language", choices=LANGUAGES, default="", help="of headings (default: the shop's)")
    parser.add_argument("--json", action="store_true", help="print what was written as JSON")
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Writes the file, also while the till is selling; wrong usage for an ending that says no form."""
    endings = exports.suffixes_of(args.kind)
    if args.file.suffix.lower() not in endings:
        args.parser.error(f"FILE must end in {', '.join(endings)}")
    if args.date and args.kind != exports.END_OF_DAY:
        args.parser.error(f"--date is for {exports.END_OF_DAY}")
    with open_home(args.home, exclusive=False) as home:
        db = home.open_database(read_only=True)
        try:
            rows = exports.write(db, args.kind, args.file, _now_ms(), language=args.language, date=args.date)
        finally:
            db.close()
    if args.json:
        print(json.dumps({"export": args.kind, "file": str(args.file), "rows": rows}, ensure_ascii=False))
    else:
        print(f"{args.kind}: {rows} {'tables' if args.kind == exports.END_OF_DAY else 'rows'}", file=sys.stderr)
    return 0


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date like 2026-01-31") from None


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
