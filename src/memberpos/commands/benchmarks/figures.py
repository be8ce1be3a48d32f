"""Samples of a measurement and of its floor, and what they come to."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, TypeVar

T = TypeVar("T")


class InvalidRunError(Exception):
    """The run proves nothing: its floor is no floor, or what was done is not what should have been done."""


class LeftOutError(Exception):
    """What a figure needs is not on this machine; `str()` says what."""


@dataclass(frozen=True)
class Goal:
    """`key` of a figure must be at most `limit`."""

    key: str
    limit: float
    sign = "≤"

    def met(self, value: float) -> bool:
        """True for a value within the limit."""
        return value <= self.limit


@dataclass(frozen=True)
class Figure:
    """One line of the result; times in milliseconds, `ratio` of the medians. `more` are keys of its own."""

    name: str
    n: int
    median_ms: float
    p99_ms: float
    floor_ms: float
    ratio: float
    goals: tuple[Goal, ...] = ()
    more: Mapping[str, float] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """The figure as the contract's JSON object."""
        keys = ("name", "n", "median_ms", "p99_ms", "floor_ms", "ratio")
        return {key: getattr(self, key) for key in keys} | dict(self.more)

    def missed(self) -> list[Goal]:
        """The goals that were not met."""
        found = self.document()
        return [goal for goal in self.goals if not goal.met(found[goal.key])]


@dataclass(frozen=True)
class Floored:
    """`key` of a rate must be at least `limit`."""

    key: str
    limit: float
    sign = "≥"

    def met(self, value: float) -> bool:
        """True for a value that reaches the limit."""
        return value >= self.limit


@dataclass(frozen=True)
class Rate:
    """A throughput beside the floor's; `ratio` is their quotient."""

    name: str
    n: int
    per_s: float
    floor_per_s: float
    goals: tuple[Floored | Goal, ...] = ()
    more: Mapping[str, float] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """The figure as the contract's JSON object."""
        figures = {"per_s": self.per_s, "floor_per_s": self.floor_per_s, "ratio": self.per_s / self.floor_per_s}
        return (
            {"name": self.name, "n": self.n} | {key: rounded(value) for key, value in figures.items()} | dict(self.more)
        )

    def missed(self) -> list[Floored | Goal]:
        """The goals that were not met."""
        found = self.document()
        return [goal for goal in self.goals if not goal.met(found[goal.key])]


@dataclass
class Samples:
    """Seconds of each round: of the thing itself and of its floor."""

    own_s: list[float] = field(default_factory=list)
    floor_s: list[float] = field(default_factory=list)

    def figure(self, name: str, *goals: Goal, **more: float) -> Figure:
        """What the rounds come to."""
        own_ms, floor_ms = median(self.own_s) * 1000, median(self.floor_s) * 1000
        return Figure(
            name=name, n=len(self.own_s), median_ms=rounded(own_ms), p99_ms=rounded(percentile(self.own_s, 99) * 1000),
            floor_ms=rounded(floor_ms), ratio=rounded(own_ms / floor_ms), goals=goals, more=more,
        )  # fmt: skip


def percentile(samples: Sequence[float], percent: float) -> float:
    """The smallest sample that at least `percent` of all do not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def rounded(value: float) -> float:
    """Four digits that count: a nanosecond of a second is noise."""
    return float(f"{value:.4g}")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds that `work` took, and what it gave."""
    begun_s = time.perf_counter()
    result = work()
    return time.perf_counter() - begun_s, result
