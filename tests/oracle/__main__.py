"""`python -m tests.oracle --histories 3000 --seed 1 --jobs 2`: the long runs. Exit status 1 if the sides differ."""

from __future__ import annotations

import argparse
import sys

from tests.oracle import campaign
from tests.oracle.engine import known_actions
from tests.oracle.grammar import ACTIONS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("--histories", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="first seed; each history has the next one")
    parser.add_argument("--jobs", type=int, default=1, metavar="J", help="processes")
    wanted = parser.parse_args()
    unknown = sorted(set(ACTIONS) - known_actions())
    print("not in play:", " ".join(unknown) or "nothing")
    result = campaign.run(range(wanted.seed, wanted.seed + wanted.histories), wanted.jobs)
    for text in result.reports:
        print(text, end="\n\n")
    print(f"{result.histories} histories, {result.lines} lines, {sum(result.differing.values())} histories differ")
    for kind, count in result.differing.most_common():
        print(f"  {count} × {kind}")
    return 1 if result.differing else 0


if __name__ == "__main__":
    sys.exit(main())
