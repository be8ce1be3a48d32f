"""Many histories, one after another or in several processes; the first difference of each kind is shrunk and told."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from tests.oracle.compare import Difference, compare, compared
from tests.oracle.histories import history
from tests.oracle.shrink import shrunk

#: How often a long run says how far it is, in histories.
EVERY = 500


@dataclass
class Outcome:
    """What one seed gave: how many lines were played, and where the sides first differed."""

    seed: int
    lines: int
    first: Difference | None = None


@dataclass
class Result:
    histories: int = 0
    lines: int = 0
    differing: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return f"{self.histories} histories, {self.lines} lines, {sum(self.differing.values())} histories differ"


def written(seed: int) -> list[str]:
    return history(Random(seed)).lines


def one(seed: int) -> Outcome:
    told = history(Random(seed))
    found = compared(told.lines, told.answers)
    return Outcome(seed, len(told.lines), found[0] if found else None)


def outcomes(seeds: range, jobs: int) -> Iterator[Outcome]:
    if jobs == 1:
        yield from map(one, seeds)
        return
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(one, seeds, chunksize=4)


def run(seeds: range, say: Callable[[str], None], jobs: int = 1) -> Result:
    """Play a history for each seed; each kind of difference is told once, with a short history that shows it."""
    result = Result()
    for outcome in outcomes(seeds, jobs):
        result.histories += 1
        result.lines += outcome.lines
        if outcome.first is not None:
            if outcome.first.kind not in result.differing:
                say(report(written(outcome.seed), outcome.first, f"seed {outcome.seed}") + "\n")
            result.differing[outcome.first.kind] += 1
        if result.histories % EVERY == 0:
            say(str(result))
    return result


def report(lines: list[str], first: Difference, source: str, tries: int = 400) -> str:
    """The shrunk history as JSONL, and the keys that differ; shrunk by playing at most `tries` histories."""
    kind = first.kind
    short = shrunk(lines[: first.number], lambda some: any(found.kind == kind for found in compare(some)), tries)
    differences = "\n".join(str(found) for found in compare(short))
    return f"{source}: {kind}\n" + "\n".join(short) + f"\n{differences}"
