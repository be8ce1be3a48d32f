"""`memberpos doctor`: looks at this machine and says what to do; also moves or recovers the database's key."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import time
from dataclasses import asdict
from pathlib import Path

from memberpos.commands.doctor_checks import FAIL, Finding, Patient, examine, http_status
from memberpos.commands.recovery import read_code
from memberpos.domain.errors import PosError
from memberpos.home import find_home, home_layout
from memberpos.lock import FileLock
from memberpos.security import keys
from memberpos.security.keystore import system_ring


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("doctor", help="check this machine and say what to do")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--move-key", action="store_true", help="move the key between key ring and file")
    way.add_argument("--recover", action="store_true", help="store the key anew with the recovery code")
    parser.add_argument("--recovery-file", type=Path, metavar="F", help="read the recovery code from this file")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the findings; 1 when any of them is `fail`."""
    home = find_home(args.home)
    if args.move_key or args.recover:
        _mend_key(home, None if args.move_key else read_code(args.recovery_file))
    findings = examine(Patient(home, time.time_ns() // 1_000_000, os.environ, http_status))
    if args.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print(_line(finding))
    return 1 if any(finding.state == FAIL for finding in findings) else 0


def _mend_key(home: Path, code: str | None) -> None:
    """With a code: stores the key anew on this machine; without: moves it to the other key store."""
    if not home.is_dir():
        raise PosError("not_found", what="home")
    layout = home_layout(home, system_ring({} if code is None else os.environ))
    lock = FileLock(layout.lock)
    lock.take()
    try:
        if code is None:
            keys.move(layout.keys, secrets.token_bytes)
        else:
            keys.recover(layout.keys, code, secrets.token_bytes)
    finally:
        lock.release()


def _line(finding: Finding) -> str:
    advice = f"\n{'':20}→ {finding.next}" if finding.next else ""
    return f"{finding.state:5}{finding.check:15}{finding.detail}{advice}"
