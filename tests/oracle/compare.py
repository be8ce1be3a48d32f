"""One history on both sides: where do they differ?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.oracle import engine
from tests.oracle.player import Player

#: Answer keys that name things (each side has its own names), or that the rules give no figure for.
NAMES = {
    "line",
    "member",
    "card",
    "recharge",
    "sale",
    "refund",
    "coupon",
    "pass",
    "use",
    "receipt_no",
    "shift",
    "sku",
    "code",
}
NO_RULE = {"unsent", "last_hash", "message", "codes", "wrong", "differences"}


@dataclass(frozen=True)
class Difference:
    number: int
    line: str
    engine: dict[str, Any]
    oracle: dict[str, Any]
    answers: tuple[dict[str, Any], dict[str, Any]]

    @property
    def action(self) -> str:
        try:
            return str(json.loads(self.line).get("do"))
        except (ValueError, AttributeError):
            return "?"

    @property
    def kind(self) -> str:
        """What is different, for counting: the action and the keys."""
        keys = sorted({*self.engine, *self.oracle})
        said = [
            f"{key}={self.engine.get(key)}/{self.oracle.get(key)}" if key in {"ok", "error"} else key for key in keys
        ]
        return f"{self.action}: {' '.join(said)}"

    def __str__(self) -> str:
        return f"line {self.number}: {self.line}\n  engine: {show(self.engine)}\n  oracle: {show(self.oracle)}"


def show(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def plain(answer: dict[str, Any], top: bool = True) -> Any:
    """An answer without names; tenders of a refund by kind, since their order says nothing."""
    left = {k: v for k, v in answer.items() if k not in NO_RULE and not (top and k in NAMES)}
    if isinstance(left.get("tenders"), list):
        sums: dict[str, int] = {}
        for tender in left["tenders"]:
            sums[tender["kind"]] = sums.get(tender["kind"], 0) + tender["fen"]
        left["tenders"] = {kind: fen for kind, fen in sums.items() if fen}
    if isinstance(answer.get("refund"), dict):
        left["refund"] = plain(answer["refund"])
    for key in ("passes", "coupons"):
        if isinstance(left.get(key), list):
            left[key] = sorted(left[key], key=show)
    return left


def differing(engine_said: dict[str, Any], oracle_said: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The keys that differ on each side. A refusal agrees with any code the oracle holds right."""
    if not oracle_said["ok"] and not engine_said["ok"]:
        if engine_said["error"] in oracle_said["codes"]:
            return None
        return {"error": engine_said["error"]}, {"error": " or ".join(oracle_said["codes"])}
    if oracle_said["ok"] != engine_said["ok"]:
        return {"ok": engine_said["ok"], "error": engine_said.get("error")}, {
            "ok": oracle_said["ok"],
            "error": oracle_said.get("error"),
        }
    one, other = plain(engine_said), plain(oracle_said)
    wrong = [key for key in other if one.get(key, ...) != other[key]]
    if not wrong:
        return None
    return {key: one.get(key) for key in wrong}, {key: other[key] for key in wrong}


def compare(lines: list[str]) -> list[Difference]:
    """All lines on which the two sides differ; then what `verify` says of the engine's books at the end, if anything."""
    player = Player()
    return compared(lines, [player.play(line) for line in lines])


def compared(lines: list[str], oracle_said: list[dict[str, Any]]) -> list[Difference]:
    """The same where the oracle has played already."""
    found = []
    engine_said, unproved = engine.play_and_verify(lines)
    if any('"draw"' in line for line in lines):
        player = Player()
        oracle_said = [player.play(line, said) for line, said in zip(lines, engine_said, strict=True)]
    for number, (line, said, answer) in enumerate(zip(lines, engine_said, oracle_said, strict=True), 1):
        if (keys := differing(said, answer)) is not None:
            found.append(Difference(number, line, *keys, (said, answer)))
    if unproved:
        found.append(Difference(len(lines), '{"do": "verify"}', {"books": unproved}, {"books": []}, ({}, {})))
    return found
