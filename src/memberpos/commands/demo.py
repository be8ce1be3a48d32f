"""`memberpos demo`: the till on a seeded demo shop with simulated devices; headless it plays one whole counter day.

It enters through device bytes, pointer and key events only (an import contract keeps it from the services) and reads
results as a person or an owner's script would: from the screen, the printer, and other commands.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

DEFAULT_OUT = Path("demo-out")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("demo", help="the till on a demo shop with simulated devices")
    parser.add_argument("--headless", action="store_true", help="no display: play one whole counter day and end")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write pictures, papers, reports and summary.json here")
    parser.add_argument("--seed", type=int, default=1, help="which shop and day (default 1)")
    parser.add_argument(
        "--speed", type=float, default=0.0, metavar="X",
        help="in the window: play the day at X steps a second (default: you play)",
    )  # fmt: skip
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when the day was played whole and its books agree; 1 with the step that failed."""
    os.environ["MEMBERPOS_KEYSTORE"] = "file"
    if args.headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if args.headless or args.speed > 0:
        return _play(args)
    from memberpos.commands.demo_day.window import open_window

    return open_window(args.seed)


def _play(args: argparse.Namespace) -> int:
    from memberpos.commands.demo_day.play import DayFailedError, play

    out = args.out or DEFAULT_OUT
    try:
        ok = play(out, args.seed, args.speed)
    except DayFailedError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    print(f"{out / 'summary.json'}")
    return 0 if ok else 1
