"""The oracle keeps its own promises, and the comparison finds what it should."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from tests.oracle import earn, engine, moves, setting_up
from tests.oracle.campaign import report, written
from tests.oracle.compare import compare
from tests.oracle.histories import Writer, history
from tests.oracle.player import Player
from tests.oracle.shrink import shrunk

Answer = dict[str, Any]
SEEDS = range(8)
PARTITIONS = 30


def lived(seed: int) -> Writer:
    """A shop with some history."""
    writer = Writer(Random(seed))
    setting_up.shop(writer)
    writer.say(AT_ONCE)
    for _ in range(15):
        moves.move(writer)
    return writer


def given_back(writer: Writer, sold: Answer, goods: list[dict[str, Any]]) -> int:
    """Refunds of a sale in up to four parts, by amount and by line, till nothing is left of it; the sum in fen."""
    back = 0
    for _ in range(3):
        number = writer.rng.randrange(len(goods))
        part: dict[str, Any] = {
            "lines": [{"line": number + 1, "qty": writer.pick(("0.25", 1, 2, goods[number]["qty"]))}]
        }
        if sold["due_fen"] > back and writer.chance(50):
            part = {"fen": writer.rng.randint(1, sold["due_fen"] - back)}
        back += writer.say({"do": "refund", "sale": "sold", **part}).get("refund_fen", 0)
    return int(back + writer.say({"do": "refund", "sale": "sold", "all": True}).get("refund_fen", 0))


AT_ONCE = {"do": "settings", "set": {"tiers.refund_downgrade": "immediate", "points.claw": "negative"}}


def tier_rules(writer: Writer) -> bool:
    """Whether the rules of tiers have been the same all along: a tier held by other rules may go with the first refund."""
    found = [rules for _, rules in writer.player.shop.versions[2:]] + [writer.player.shop.rules]
    return all(rules[name] == found[0][name] for rules in found for name in rules if name.startswith("tiers"))


def balances(writer: Writer) -> range:
    """Asks for the balances of all members: the numbers of these lines."""
    first = len(writer.lines)
    for name in writer.made.get("member", []):
        writer.say({"do": "balance", "member": name})
    return range(first, len(writer.lines))


@pytest.mark.parametrize("seed", range(PARTITIONS))
def test_any_partition_of_a_refund_leaves_all_as_before(seed: int) -> None:
    """Domain rules §5, the property, on both sides: balances, lots, coupons, passes and, under `immediate`, the tier."""
    writer = lived(seed)
    if writer.player.shop.shift is None:
        writer.say({"do": "shift.open", "float_fen": 0})
    steady = tier_rules(writer)
    writer.say(AT_ONCE)
    writer.say({"do": "tick"})
    before = balances(writer)
    goods = moves.sale(writer)
    goods.pop("keep_change_fen", None)  # kept change stays, whatever becomes of the goods
    sold = writer.say({"do": "sale", **goods, "as": "sold"})
    if sold["ok"]:
        assert given_back(writer, sold, goods["lines"]) == sold["due_fen"]
    after = balances(writer)
    engine_said, unproved = engine.play_and_verify(writer.lines)
    for said in (writer.answers, engine_said):
        old, new = (
            [{**said[n], "line": 0} | ({} if steady else {"tier": None}) for n in lines] for lines in (before, after)
        )
        assert new == old
    assert unproved == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_refusal_changes_nothing(seed: int) -> None:
    """Domain rules §1: not even a sequence. Only the clock moves on, and what is due is done."""
    player = Player()
    for line in history(Random(seed)).lines:
        at = {key: value for key, value in json.loads(line).items() if key == "at"}
        ticked = player.copy()
        if not player.play(line)["ok"]:
            ticked.play(json.dumps({"do": "tick", **at}))
            assert state(ticked) == state(player) or "bad_line" in player.before["codes"]


def state(player: Player) -> str:
    return repr(player.shop)


def test_a_wrong_figure_is_found_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a rule bent in the oracle the sides differ, and the report is a shorter history that still shows it."""
    right = earn.growth
    monkeypatch.setattr(earn, "growth", lambda rules, fen: right(rules, fen) + (fen > 5000))
    seed, lines, found = next((s, w, f) for s in range(1, 50) if (f := compare(w := written(s))))
    text = report(lines, found[0], f"seed {seed}", tries=20)
    told = [line for line in text.splitlines() if line.startswith("{")]
    assert "growth" in found[0].kind
    assert text.startswith(f"seed {seed}: {found[0].kind}")
    assert len(told) < len(lines) / 2


def test_what_does_not_matter_is_shrunk_away() -> None:
    lines = [json.dumps({"do": "tick", "n": n, "more": [1, 2]}) for n in range(1, 40)]
    assert shrunk(lines, lambda some: any('"n": 17' in line for line in some)) == ['{"do": "tick", "n": 17}']
