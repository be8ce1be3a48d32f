"""Differences that are known and not settled: each keeps the generator off one spot while it is open.

A finding is a history in `findings/` with what the rules expect of it. It is open while the engine does not play it so; once it does, the
spot is played again by itself, and the entry here can go.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from tests.oracle import engine
from tests.oracle.book import Shop

Rules = dict[str, Any]
FINDINGS = Path(__file__).parent / "findings"


@cache
def is_open(number: int) -> bool:
    """Whether the engine plays a history of this finding otherwise than the rules expect."""
    files = sorted(FINDINGS.glob(f"{number}-*.jsonl"))
    played = [engine.play(file.read_text(encoding="utf-8").splitlines()) for file in files]
    return any(not answer["ok"] for answers in played for answer in answers)


def no_referral_no_birthday(drawn: Rules, held: Rules) -> None:
    for name in ("points.referral", "points.referred", "points.birthday"):
        drawn.pop(name, None)


def immediate_on_lifetime_only(drawn: Rules, held: Rules) -> None:
    merged = held | drawn
    if merged["tiers.refund_downgrade"] == "immediate":
        drawn |= {"tiers.window": "lifetime", "tiers.validity": None, "tiers": merged["tiers"][:2]}


def growth_is_not_reset(drawn: Rules, held: Rules) -> None:
    drawn.pop("tiers.growth_resets", None)


def free_visit(shop: Shop) -> bool:
    return shop.rules["tiers.criterion"] == "visits" and any(sale["due_fen"] == 0 for sale in shop.of("sale"))


def immediate_with_a_wrong_clock(shop: Shop) -> bool:
    dates = [fact["date"] for fact in shop.facts]
    return dates != sorted(dates) and bool(shop.rules["tiers.refund_downgrade"] == "immediate")


#: By the number of the finding: changes what the generator drew.
SETTINGS: dict[int, Callable[[Rules, Rules], None]] = {
    1: no_referral_no_birthday,
    3: immediate_on_lifetime_only,
    4: growth_is_not_reset,
    5: immediate_on_lifetime_only,
    7: growth_is_not_reset,
}

#: Actions left out.
ACTIONS: dict[int, str] = {2: "card.verify"}

#: Once true, the rest of a history is not compared.
UP_TO: dict[int, Callable[[Shop], bool]] = {3: immediate_with_a_wrong_clock, 6: free_visit}


def avoid(drawn: Rules, held: Rules) -> Rules:
    """What the generator drew, off the open findings, for a shop that holds these rules."""
    for number, change in SETTINGS.items():
        if is_open(number):
            change(drawn, held)
    return drawn


def left_out() -> set[str]:
    return {action for number, action in ACTIONS.items() if is_open(number)}


def spoiled(shop: Shop) -> bool:
    return any(is_open(number) and seen(shop) for number, seen in UP_TO.items())
