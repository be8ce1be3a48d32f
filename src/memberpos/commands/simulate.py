"""`memberpos simulate`: a whole chain in one process, with faults, checked at every step; same seed, same run."""

from __future__ import annotations

import argparse
import gc
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from memberpos.simulation.run import Report


#: A run remembers what happened, and little of it is ever garbage: it is looked through seldom.
_SELDOM = (100_000, 50, 100)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("simulate", help="tills, headquarters and faults, played from a seed and checked")
    parser.add_argument("--tills", type=_positive, default=5, metavar="N", help="tills at the beginning (default 5)")
    parser.add_argument("--ops", type=_positive, default=2000, metavar="N", help="steps (default 2000)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="what the run is drawn from (default 1)")
    parser.add_argument("--runs", type=_positive, default=1, metavar="N", help="so many seeds one after another")
    parser.add_argument("--plant", metavar="NAME", help="switch on a planted bug; `list` names them")
    parser.add_argument("--database", metavar="URL", help="this PostgreSQL (default: one of its own, for the run)")
    parser.add_argument("--log", action="store_true", help="print each step to stderr")
    parser.add_argument("--json", action="store_true", help="one JSON value on stdout (an array with --runs)")
    parser.set_defaults(run=run)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when a rule was broken (with a planted bug: what is expected), 2 for an unknown plant."""
    from memberpos.simulation.plants import PLANTS

    if args.plant == "list":
        _print_plants(as_json=args.json)
        return 0
    if args.plant is not None and args.plant not in PLANTS:
        print(f"memberpos simulate: no plant {args.plant!r}; --plant list names them", file=sys.stderr)
        return 2
    reports = []
    with _server(args.database) as url:
        for report in _runs(args, url):
            reports.append(report)
            if not args.json:
                print(_sentence(report), flush=True)
    values = [_document(report) for report in reports]
    if args.json:
        print(json.dumps(values if args.runs > 1 else values[0], ensure_ascii=False))
    return 1 if any(report.violations for report in reports) else 0


def _print_plants(*, as_json: bool) -> None:
    from memberpos.simulation.plants import PLANTS

    named = {name: what for name, (what, _) in PLANTS.items()}
    print(json.dumps(named) if as_json else "\n".join(f"{name:26} {what}" for name, what in named.items()))


def _runs(args: argparse.Namespace, url: str) -> Iterator[Report]:
    import logging

    from memberpos.simulation.house import fresh_schema
    from memberpos.simulation.plants import planted
    from memberpos.simulation.run import run as play
    from memberpos.simulation.tills import Moulds

    ours = logging.getLogger("memberpos")
    ours.addHandler(logging.NullHandler())  # what the product warns of is made on purpose
    before, ours.propagate = ours.propagate, False
    thresholds = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    moulds = Moulds()
    try:
        for seed in range(args.seed, args.seed + args.runs):
            with fresh_schema(url) as schema, planted(args.plant or ""):
                log = (lambda line: print(line, file=sys.stderr)) if args.log else (lambda _: None)
                yield play(schema, args.tills, args.ops, seed, moulds, log)
    finally:
        ours.propagate = before
        gc.set_threshold(*thresholds)


@contextmanager
def _server(named: str | None) -> Iterator[str]:
    """The PostgreSQL of the runs; its own has nothing worth keeping."""
    if named is not None:
        yield named
        return
    from memberpos.hq.embedded import EmbeddedPostgres
    from memberpos.simulation.house import FAST

    folder = Path(tempfile.mkdtemp(prefix="memberpos-simulate-"))
    folder.chmod(0o755)  # PostgreSQL of another user than root's passes through
    server = EmbeddedPostgres(folder / "hq", FAST)
    try:
        yield server.start()
    finally:
        server.destroy()
        shutil.rmtree(folder, ignore_errors=True)


def _document(report: Report) -> dict[str, Any]:
    return {
        "seed": report.seed, "ops": report.ops, "events": report.events, "faults": report.faults,
        "kills": report.kills, "checks": report.checks, "spends_refused": report.spends_refused,
        "violations": list(report.violations), "digest": report.digest, "by_fault": dict(report.by_fault),
        "by_kind": dict(report.by_kind), "last": list(report.last),
    }  # fmt: skip


def _sentence(report: Report) -> str:
    short = replace(report, last=())
    head = (
        f"seed {short.seed}: {short.ops} steps, {short.events} events, {short.faults} faults, {short.kills} kills, "
        f"{short.checks} checks, {short.spends_refused} spends refused, digest {short.digest[:16]}"
    )
    if not report.violations:
        return f"{head}: nothing wrong"
    return "\n".join([f"{head}: {len(report.violations)} wrong", *report.last, *report.violations])
