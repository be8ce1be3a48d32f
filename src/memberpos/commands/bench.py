"""`memberpos bench`: what a counter waits for, measured on a shop of its own, each figure beside its floor."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from memberpos.commands.benchmarks.figures import Figure, InvalidRunError, LeftOutError, Rate
from memberpos.commands.benchmarks.subject import Subject, subject

MEMBERS = 100_000
DAY_SALES = 2000
#: Group of figures → rounds.
ROUNDS: Mapping[str, int] = MappingProxyType(
    {
        "sale": 500, "search": 300, "day_close": 20, "card_to_profile": 150, "table_jump": 180, "event_loop_gap": 16,
        "import": 1, "start": 9, "push": 8, "visible": 60, "pull": 10, "bootstrap": 1,
    }
)  # fmt: skip
QUICK_ROUNDS, QUICK_SALES, QUICK_ROWS = 6, 50, 300


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("bench", help="measure against the floor of this machine")
    parser.add_argument("--members", type=_count, default=MEMBERS, metavar="N", help=f"default {MEMBERS}")
    parser.add_argument("--json", action="store_true", help="print the figures as a JSON array")
    parser.add_argument("--only", action="append", choices=tuple(ROUNDS), help="only these (default: all)")
    parser.add_argument("--quick", action="store_true", help="few rounds: shows that it runs, proves nothing")
    parser.add_argument("--database", metavar="URL", help="headquarters' database for `push` (default: one of its own)")
    parser.add_argument("--dir", type=Path, metavar="DIR", help="on whose disk to measure (default: the temporary one)")
    parser.set_defaults(run=run)


def _count(text: str) -> int:
    count = int(text)
    if not 1 <= count <= 1_000_000:
        raise argparse.ArgumentTypeError("1 to 1000000 members")
    return count


def run(args: argparse.Namespace) -> int:
    """0 when everything was measured, whether goals were met or not; 1 when the run proves nothing."""
    os.environ["MEMBERPOS_KEYSTORE"] = "file"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    figures: list[Figure | Rate] = []
    with tempfile.TemporaryDirectory(prefix="memberpos-bench-", dir=args.dir, ignore_cleanup_errors=True) as name:
        try:
            for figure in measured(
                Path(name), args.members, args.only or tuple(ROUNDS), quick=args.quick, database=args.database
            ):
                figures.append(figure)
                print(_line(figure), file=sys.stderr, flush=True)
        except InvalidRunError as error:
            print(f"bench: {error}", file=sys.stderr)
            return 1
        probed = _probe(Path(name))
    if args.json:
        print(json.dumps([figure.document() for figure in figures]))
    else:
        print("\n".join(table(figures, probed)))
    return 0


def measured(
    folder: Path, members: int, wanted: Sequence[str], *, quick: bool = False, database: str | None = None
) -> Iterator[Figure | Rate]:
    """The wanted figures, on a shop with so many members made in `folder`. InvalidRunError."""
    with subject(folder / "home", members) as shop:
        works = _works(shop, folder, database, quick=quick)
        for name in wanted:
            if name == "start":
                continue
            try:
                yield from works[name]()
            except LeftOutError as error:
                print(f"{name} left out: {error}", file=sys.stderr, flush=True)
    if "start" in wanted:
        yield from works["start"]()


def _works(
    shop: Subject, folder: Path, database: str | None, *, quick: bool
) -> dict[str, Callable[[], Sequence[Figure | Rate]]]:
    from memberpos.commands.benchmarks import (
        look_ups,
        member_table,
        push,
        replication,
        responsiveness,
        sale,
        start,
        taking_over,
        visible,
        window,
    )

    rounds = dict.fromkeys(ROUNDS, QUICK_ROUNDS) if quick else ROUNDS
    sales = QUICK_SALES if quick else DAY_SALES
    return {
        "sale": lambda: [sale.measure(shop, folder, rounds["sale"])],
        "search": lambda: look_ups.searches(shop, rounds["search"]),
        "day_close": lambda: [look_ups.day_close(shop, sales, rounds["day_close"])],
        "card_to_profile": lambda: [window.card_to_profile(shop, rounds["card_to_profile"])],
        "table_jump": lambda: [member_table.table_jump(shop, rounds["table_jump"])],
        "import": lambda: [taking_over.measure(folder, QUICK_ROWS if quick else taking_over.ROWS)],
        "event_loop_gap": lambda: [responsiveness.event_loop_gap(shop, folder, rounds["event_loop_gap"])],
        "start": lambda: [start.measure(shop, folder, rounds["start"])],
        "push": lambda: [push.measure(folder, rounds["push"], database)],
        "visible": lambda: [visible.measure(folder, rounds["visible"], database)],
        "pull": lambda: [replication.pull(shop, rounds["pull"])],
        "bootstrap": lambda: [replication.bootstrap(shop, folder)],
    }


def _line(one: Figure | Rate) -> str:
    if isinstance(one, Rate):
        return _rate_line(one)
    numbers = f"{one.n:>6}{one.median_ms:>11.4g}{one.p99_ms:>10.4g}{one.floor_ms:>10.4g}{one.ratio:>8.3g}"
    return f"{one.name:18}{numbers}  {_goals(one)}{_more(one)}"


def table(figures: Sequence[Figure | Rate], probed: Mapping[str, float | str]) -> list[str]:
    """The figures for a person: what was aimed at, and whether it was met."""
    lines = [f"{'':18}{'n':>6}{'median ms':>11}{'p99 ms':>10}{'floor ms':>10}{'ratio':>8}  goals"]
    lines.extend(map(_line, figures))
    lines.append("machine: " + ", ".join(f"{name} {value}" for name, value in probed.items()))
    return lines


def _rate_line(rate: Rate) -> str:
    found = rate.document()
    goals = _goals(rate)
    more = "".join(f"; {name} {value:g}" for name, value in rate.more.items())
    speed = f"{found['per_s']:,.0f} a second, floor {found['floor_per_s']:,.0f}"
    return f"{rate.name:18}{rate.n:>6}  {speed}, ratio {found['ratio']:.3g}  {goals}{more}"


def _goals(figure: Figure | Rate) -> str:
    missed = figure.missed()
    return ", ".join(f"{g.key} {g.sign} {g.limit:g} {'MISSED' if g in missed else 'met'}" for g in figure.goals)


def _more(figure: Figure) -> str:
    return "".join(f"; {name} {value:g}" for name, value in figure.more.items())


def _probe(folder: Path) -> dict[str, float | str]:
    from memberpos.commands.benchmarks.probe import probe

    return probe(folder)
