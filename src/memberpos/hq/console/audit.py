"""What people did at the console: who, what, when, to what; never anybody's data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from memberpos.domain.ids import uuid7
from memberpos.hq.console.people import Operator
from memberpos.hq.tx import Tx


def note(
    tx: Tx,
    noise: bytes,
    who: Operator | str,
    action: str,
    target: str = "",
    store_id: int | None = None,
    facts: Mapping[str, str | int] | None = None,
) -> None:
    """One row, in the transaction of what it tells of. `noise`: 10 random bytes; `who` is a name before sign-in."""
    operator: UUID | None
    operator, name = (None, who) if isinstance(who, str) else (who.operator_id, who.name)
    tx.conn.execute(
        """INSERT INTO console_audit(audit_id, at_ms, operator_id, operator, action, target, store_id, facts)
        VALUES(%s, %s, %s, %s, %s, %s, %s, %s)""",
        (
            uuid7(tx.now_ms, noise), tx.now_ms, operator, name, action, target, store_id,
            json.dumps(dict(facts or {}), ensure_ascii=False, sort_keys=True),
        ),
    )  # fmt: skip


def card_tail(number: str) -> str:
    """A card as the audit names it: its last four characters."""
    return f"…{number[-4:]}"
