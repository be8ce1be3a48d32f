"""Events that changed rules, newest first, by an index of their own."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class RuleEvent:
    """One change; `payload` is JSON."""

    seq: int
    kind: str
    at_ms: int
    staff_id: str
    payload: str


def newest(db: Database, limit: int) -> list[RuleEvent]:
    """The last changes."""
    rows = db.all(
        "SELECT seq, kind, at_ms, staff_id, payload FROM event WHERE kind IN"
        " ('settings', 'settings.plan', 'settings.withdraw', 'offer', 'coupon_kind', 'pass_kind', 'gift', 'draw.put',"
        " 'recharge.offer') ORDER BY seq DESC LIMIT ?",
        (limit,),
    )
    return [RuleEvent(*row) for row in rows]
