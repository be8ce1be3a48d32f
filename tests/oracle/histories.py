"""Histories of a shop, drawn from a `random.Random`: a seeded one for long runs, Hypothesis's for short ones.

A history is written while the oracle plays it, so that its amounts are near what the shop holds: a fen more than a balance, the rest
of a refund, the last day of a lot.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from random import Random
from typing import Any, TypeVar

from tests.oracle.player import Answer, Player

T = TypeVar("T")
Action = dict[str, Any]

#: Amounts at which something usually begins or ends.
EDGES = (0, 1, 4, 5, 9, 10, 49, 50, 99, 100, 101, 999, 1000, 9990, 10000, 199999, 200000)
HOSTILE = (-1, -100, 0, 10**9, 10**12)


class Writer:
    """The history so far, played by the oracle up to its end."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.player = Player()
        self.lines: list[str] = []
        self.answers: list[Answer] = []
        self.made: dict[str, list[str]] = {}
        self.wait, self.given = timedelta(), 0
        self.pace = rng.choice(
            (("minutes", "hours"), ("hours", "days"), ("hours", "days", "month"), ("days", "month", "months"))
        )

    # ------------------------------------------------------------------------------------------------- drawing
    def chance(self, percent: int) -> bool:
        return self.rng.randrange(100) < percent

    def pick(self, things: Iterable[T]) -> T:
        return self.rng.choice(list(things))

    def some(self, things: Iterable[T]) -> list[T]:
        """One or more, in their order."""
        wanted = list(things)
        chosen = set(self.rng.sample(range(len(wanted)), self.rng.randint(1, len(wanted))))
        return [thing for number, thing in enumerate(wanted) if number in chosen]

    def amount(self, high: int = 100000) -> int:
        """An amount: often a round one or an edge, now and then one that no shop would type."""
        if self.chance(2):
            return self.pick(HOSTILE)
        if self.chance(20):
            return self.pick(EDGES)
        if self.chance(50):
            return self.rng.randint(1, max(1, high // 100)) * 100
        return self.rng.randint(1, max(1, high))

    def near(self, value: int) -> int:
        """Near a figure of the shop: a part of it, all, one less or more."""
        if value > 1 and self.chance(55):
            return self.rng.randint(1, value)
        return value + self.pick((0, 0, 0, -1, 1, 100))

    # ------------------------------------------------------------------------------------------------- writing
    def say(self, action: Action) -> Answer:
        """Add a line; the oracle's answer to it."""
        if self.wait:
            action = action | {"at": (self.player.shop.at + self.wait).isoformat()}
            self.wait = timedelta()
        line = json.dumps(action, ensure_ascii=False)
        self.lines.append(line)
        answer = self.player.play(line)
        self.answers.append(answer)
        if answer["ok"] and isinstance(alias := action.get("as"), str):
            self.made.setdefault(alias.rstrip("0123456789"), []).append(alias)
        return answer

    def trial(self, action: Action) -> Answer:
        """What the oracle would answer, without the line being written."""
        player = self.player.copy()
        player.thorough = False
        at = {"at": (player.shop.at + self.wait).isoformat()} if self.wait else {}
        return player.play(json.dumps(action | at, ensure_ascii=False))

    def name(self, kind: str) -> str:
        """A new alias; it counts as made when its line is not refused."""
        self.given += 1
        return f"{kind}{self.given}"

    def old(self, kind: str) -> str:
        """An alias given before; now and then one that names nothing."""
        names = self.made.get(kind, [])
        return "nobody" if not names or self.chance(1) else self.pick(names)

    def has(self, kind: str) -> bool:
        return bool(self.made.get(kind))

    def balance(self, member: str) -> Answer:
        return self.player.copy().play(json.dumps({"do": "balance", "member": member}))


def history(rng: Random) -> Writer:
    """One history with the oracle's answers, ending with every member's balance and an X report."""
    from tests.oracle import moves, setting_up

    writer = Writer(rng)
    setting_up.shop(writer)
    for _ in range(rng.randint(5, 60)):
        moves.move(writer)
    for member in writer.made.get("member", []):
        writer.say({"do": "balance", "member": member})
    writer.say({"do": "report.x"})
    return writer
