"""Limits of the prepaid-card law, from the dated file `resources/law/cn.toml` (domain rules §13); with CNY only."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.rules import Rules
from memberpos.resources import resource


@lru_cache(maxsize=1)
def limits() -> dict[str, Any]:
    """The file's content."""
    return tomllib.loads(resource("law", "cn.toml").read_text(encoding="utf-8"))


def check_recharge(rules: Rules, principal_after_fen: int, *, named: bool = True) -> None:
    """PosError law_limit when the principal of a card would be above the limit after a top-up."""
    if not rules.law_enforce:
        return
    limit_fen = int(limits()["balance_limit"]["named_fen" if named else "anonymous_fen"])
    if principal_after_fen > limit_fen:
        raise PosError("law_limit", limit_fen=limit_fen, principal_fen=principal_after_fen)


def prize_limit_fen(rules: Rules) -> int | None:
    """The most a prize of a draw may be worth; None where the law does not hold."""
    return int(limits()["draw"]["prize_up_to_fen"]) if rules.law_enforce else None
