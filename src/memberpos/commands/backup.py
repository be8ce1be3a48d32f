"""`memberpos backup FILE` and `memberpos restore FILE`."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import time
from dataclasses import asdict
from pathlib import Path

import memberpos
from memberpos.commands.recovery import read_code
from memberpos.domain.ids import uuid7
from memberpos.files import os_refusal
from memberpos.home import Layout, find_home, home_layout, open_home
from memberpos.lock import FileLock
from memberpos.security import keys
from memberpos.security.keystore import system_ring
from memberpos.store.backup import Manifest, restore_backup, write_backup


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    backup = subparsers.add_parser("backup", help="write a verified copy of the data")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.add_argument("--json", action="store_true", help="print the manifest as JSON")
    backup.set_defaults(run=run)
    restore = subparsers.add_parser("restore", help="bring a copy back into an empty home")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--recovery-file", type=Path, metavar="F", help="read the recovery code from this file")
    restore.add_argument("--json", action="store_true", help="print the manifest as JSON")
    restore.set_defaults(run=run_restore)


def run(args: argparse.Namespace) -> int:
    """Writes the backup, also while the till is selling."""
    with open_home(args.home, exclusive=False) as home:
        source = home.open_database(read_only=True)
        try:
            keyfile = keys.load(home.layout.keys.keys)
            manifest = write_backup(source, home.key, keyfile, args.file, now_ms=_now_ms(), app=memberpos.__version__)
        finally:
            source.close()
    _tell(manifest, "backup written", as_json=args.json)
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Restores into an empty home; asks for the recovery code unless a file has it."""
    layout = home_layout(find_home(args.home), system_ring(os.environ))
    code = read_code(args.recovery_file)
    manifest = _restore(args.file, layout, code)
    _tell(manifest, "restored", as_json=args.json)
    return 0


def _restore(file: Path, layout: Layout, code: str) -> Manifest:
    try:
        layout.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise os_refusal(error) from error
    lock = FileLock(layout.lock)
    lock.take()
    try:
        new_device = uuid7(_now_ms(), secrets.token_bytes(10))
        return restore_backup(
            file, layout.database, layout.keys, code, random=secrets.token_bytes, new_device=new_device
        )
    finally:
        lock.release()


def _tell(manifest: Manifest, done: str, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(asdict(manifest)))
    else:
        print(f"{done}: {manifest.last_seq} events, {manifest.db_bytes} bytes, schema {manifest.schema}")


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
