"""`memberpos rehearse FILE.jsonl`: counter actions through the same services as the window (see docs/rehearse.md)."""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from memberpos.commands.rehearsal.play import Player
from memberpos.commands.rehearsal.stage import Stage
from memberpos.home import open_db_file
from memberpos.store.database import Database, open_database
from memberpos.store.migrations import migrate


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("rehearse", help="play counter actions from a file through the real services")
    parser.add_argument("file", type=Path, metavar="FILE.jsonl", help="one JSON object a line; - reads standard input")
    parser.add_argument("--db", type=Path, metavar="FILE", help="play on this database file (made if missing)")
    parser.add_argument("--seed", default="1", help="seed of ids and salts: same file and seed, same output")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints one answer a line; 1 if an expectation failed or a line was bad, 2 if the file cannot be read."""
    _speak_utf8()
    try:
        lines = sys.stdin if str(args.file) == "-" else args.file.open(encoding="utf-8-sig", errors="surrogateescape")
    except OSError as error:
        print(f"bad_file: {args.file}: {error.strerror}", file=sys.stderr)
        return 2
    with lines, _database(args.db) as db:
        return play(lines, Stage(db, args.seed), sys.stdout)


def _speak_utf8() -> None:
    """Whatever the machine's locale: the same bytes in and out everywhere, broken text told as a bad line."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")


def play(lines: Iterable[str], stage: Stage, out: TextIO) -> int:
    """Plays lines on a stage and writes the answers, each flushed after its COMMIT."""
    player = Player(stage)
    for number, text in enumerate(lines, 1):
        if text.strip():
            answer = player.answer(number, text)
            out.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode())
            out.write("\n")
            out.flush()
    return 1 if player.failed else 0


@contextmanager
def _database(path: Path | None) -> Iterator[Database]:
    if path is None:
        with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
            db = open_database(Path(folder) / "scratch.db", bytes(32))
            db.execute("PRAGMA synchronous=OFF")  # a scratch shop lives as long as this process
            migrate(db)
            try:
                yield db
            finally:
                db.close()
        return
    with open_db_file(path) as home:
        db = home.open_database()
        try:
            yield db
        finally:
            db.close()
