"""What an action of the rehearsal language is, and the keys that several actions share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from memberpos.commands.rehearsal import keys as k
from memberpos.commands.rehearsal.keys import Keys
from memberpos.commands.rehearsal.stage import Stage
from memberpos.services.use import Use

PAY = k.one_of("cash", "scan_pay", "bank_card")
TENDERS = k.rows(
    Keys(
        {
            "kind": k.one_of("cash", "stored_value", "scan_pay", "bank_card", "pass", "on_account", "kept_change"),
            "fen": k.fen_or_rest,
            "pass": k.text,
            "member": k.text,
            "card": k.text,
            "password": k.text,
            "lines": k.wholes,
        },
        ("kind", "fen"),
    )
)


@dataclass(frozen=True)
class Action:
    """What a `do` takes and does; `names` is the answer's key that `as` gives a name to."""

    keys: Keys
    work: Callable[[Stage, Use, dict[str, Any]], dict[str, Any]]
    names: str = ""
