"""`memberpos import FILE`: members, cards and opening balances from another system's XLSX, XLS or CSV."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_bytes

from memberpos.domain.errors import PosError
from memberpos.domain.ids import IdSource
from memberpos.home import Home, open_home
from memberpos.security.roles import OWNER
from memberpos.services import imports, staff
from memberpos.services.import_staging import Tell
from memberpos.services.imports import Cancel, ImportResult, Progress, Scratch, WriterBooks
from memberpos.services.use import Use
from memberpos.store.database import Database


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "import",
        help="members, cards and balances from another system's table",
        description="All rows that are sound are taken over in one go, or none: interrupted, nothing is left behind. "
        "The others are written into a sheet to correct and import again. docs/import.md describes the map.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="XLSX, XLS or CSV (UTF-8, GBK, UTF-16)")
    parser.add_argument("--map", type=Path, metavar="MAP.toml", help="which column is what (default: by the headings)")
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
    parser.add_argument("--refused", type=Path, metavar="FILE", help="where to write refused rows (.xlsx, .csv)")
    parser.add_argument("--json", action="store_true", help="print the verdicts as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when rows were taken (or would be), 1 when none was; the till must be closed meanwhile."""
    told = imports.read_map(args.map) if args.map else None
    refused = args.refused or args.file.with_name(f"{args.file.stem}.refused.xlsx")
    with open_home(args.home) as home, _reader(home) as db, Scratch(home.folder) as scratch:
        owner = _owner(db)
        with _books(home, owner, dry=args.dry_run) as books, _interruptible() as cancel:
            result = imports.run(db, args.file, told, scratch, books, _teller(args), cancel)
        written = imports.write_refused(db, result, refused, _now_ms()) if result.refused else 0
        if args.json:
            print(json.dumps(_document(result), ensure_ascii=False))
        else:
            _say(result, refused if written else None, dry=args.dry_run)
    return 0 if result.ok + result.warnings or not result.rows else 1


@contextmanager
def _interruptible() -> Iterator[Cancel]:
    """Ctrl+C and SIGTERM cancel the import: the writer must not finish what nobody waits for any more."""
    cancel = Cancel()
    before = {number: signal.signal(number, lambda *_: cancel.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield cancel
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _reader(home: Home) -> Iterator[Database]:
    db = home.open_database(read_only=True)
    try:
        yield db
    finally:
        db.close()


@contextmanager
def _books(home: Home, owner: str, *, dry: bool) -> Iterator[WriterBooks | None]:
    if dry:
        yield None
        return
    ids = IdSource(token_bytes)

    def use(db: Database) -> Use:
        now_ms = _now_ms()
        return Use(db, now_ms, lambda: ids.new(now_ms), owner)

    writer = home.open_writer()
    try:
        yield WriterBooks(writer, use, home.open_database)
    finally:
        writer.close()


def _owner(db: Database) -> str:
    """Who holds the data folder's key acts as the owner. PosError not_found before set-up."""
    found = next((person.id for person in staff.everyone(db) if person.role == OWNER), None)
    if found is None:
        raise PosError("not_found", what="owner")
    return found


def _teller(args: argparse.Namespace) -> Tell:
    """A line on stderr that counts, for a person who watches."""
    if args.json or not sys.stderr.isatty():
        return lambda _progress: None

    def tell(progress: Progress) -> None:
        of = f" of {progress.total}" if progress.total else ""
        print(f"\r{progress.phase}: {progress.done}{of} ", end="", file=sys.stderr, flush=True)

    return tell


def _document(result: ImportResult) -> dict[str, object]:
    sums = result.sums
    return {
        "rows": result.rows, "ok": result.ok, "refused": result.refused, "warnings": result.warnings,
        "members": sums.members, "cards": sums.cards, "principal_fen": sums.principal_fen, "bonus_fen": sums.bonus_fen,
        "points": sums.points, "import": result.import_id or None, "verdicts": list(result.verdicts()),
    }  # fmt: skip


def _say(result: ImportResult, refused: Path | None, *, dry: bool) -> None:
    sums = result.sums
    verb = "would be taken over" if dry else "taken over"
    print(f"{result.rows} rows: {sums.members} {verb} ({result.warnings} to look at), {result.refused} refused")
    print(
        f"{sums.cards} cards, principal {sums.principal_fen / 100:.2f}, gift {sums.bonus_fen / 100:.2f},"
        f" {sums.points} points"
    )
    for row in result.problems(("refused",), 0, 20):
        print(f"row {row.row}: {row.code} ({row.column})", file=sys.stderr)
    if refused is not None:
        print(f"refused rows: {refused}", file=sys.stderr)


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
