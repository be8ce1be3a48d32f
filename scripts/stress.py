"""The long runs of `make stress`: `stress.py [--kills N] [--storm-minutes M] [--seed S] [--report FILE] [ARGUMENT …]`;
the last go to pytest.

Runs every test marked `stress`. The plans of the kills and the other generated runs follow from the seed, so a failure
is repeated by its seed; the report (JSON) says how many kills fell where.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """The exit status of pytest."""
    parser = argparse.ArgumentParser(description="the long runs: kills, faults, generated histories")
    parser.add_argument("--kills", type=int, default=2000, help="how many kills (default 2000)")
    parser.add_argument("--storm-minutes", type=float, default=20, help="how long a chain is in a storm (default 20)")
    parser.add_argument("--seed", default="1", help="another seed, other plans (default 1)")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write where the kills fell as JSON")
    args, rest = parser.parse_known_args(arguments)
    environment = {**os.environ, "MEMBERPOS_KILLS": str(args.kills), "MEMBERPOS_SEED": args.seed}
    environment["MEMBERPOS_STORM_MINUTES"] = str(args.storm_minutes)
    if args.report:
        environment["MEMBERPOS_KILL_REPORT"] = str(args.report.resolve())
    command = [sys.executable, "-m", "pytest", "-m", "stress", "--timeout", "0", *rest]
    return subprocess.call(command, cwd=ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
