"""`python -m tests.oracle --histories 3000 --seed 1 --jobs 2`: the long runs. Exit status 1 if the sides differ."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from tests.oracle import campaign


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("--histories", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="first seed; each history has the next one")
    parser.add_argument("--jobs", type=int, default=1, metavar="J", help="processes")
    wanted = parser.parse_args()
    say = partial(print, flush=True)
    result = campaign.run(range(wanted.seed, wanted.seed + wanted.histories), say, wanted.jobs)
    say(result)
    for kind, count in result.differing.most_common():
        say(f"  {count} × {kind}")
    return 1 if result.differing else 0


if __name__ == "__main__":
    sys.exit(main())
