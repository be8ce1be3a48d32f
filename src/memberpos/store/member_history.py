"""Everything that happened to a member, in one list: events of the member or of its account, calls, changed fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from memberpos.store.database import Database


@dataclass(frozen=True)
class EventLine:
    """One event. `fen` of the paper (a refund negative), `stored_fen` and `points` what it moved on the accounts."""

    seq: int
    at_ms: int
    date: str
    kind: str
    event_id: str
    staff: str
    approver: str
    fen: int | None
    bonus_fen: int
    stored_fen: int
    points: int
    receipt_no: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class CallLine:
    """One call; `state` as in the call log."""

    at_ms: int
    call_id: str
    state: str
    note: str
    staff: str


@dataclass(frozen=True)
class DayLine:
    """A business date at other tills of the chain, all of them together."""

    date: str
    at_ms: int
    fen: int
    times: int
    points: int


@dataclass(frozen=True)
class Changed:
    """A field with its value before and after; "" = empty, or erased since."""

    field: str
    old: str
    new: str


_MOVED = (
    "(SELECT coalesce(sum(l.amount), 0) FROM ledger l WHERE l.seq = e.seq AND l.kind IN ({kinds})"
    " AND l.account IN (SELECT value FROM json_each(?2)))"
)
_EVENTS = f"""
WITH found(seq) AS (
  SELECT seq FROM event WHERE member_id IN (SELECT value FROM json_each(?1)) AND seq < ?3
  UNION SELECT seq FROM ledger WHERE account IN (SELECT value FROM json_each(?2)) AND seq < ?3)
SELECT e.seq, e.at_ms, e.business_date, e.kind, e.id, coalesce(p.name, ''), coalesce(q.name, ''),
  coalesce(s.due_fen, -r.refund_fen, c.amount_fen), coalesce(c.bonus_fen, 0),
  {_MOVED.format(kinds="'PRINCIPAL', 'BONUS', 'CHANGE'")}, {_MOVED.format(kinds="'POINTS'")},
  coalesce(s.receipt_no, r.receipt_no, c.receipt_no, ''), e.payload
FROM found f JOIN event e ON e.seq = f.seq LEFT JOIN staff p ON p.id = e.staff_id
LEFT JOIN staff q ON q.id = e.approver_id LEFT JOIN sale s ON s.id = e.id LEFT JOIN refund r ON r.id = e.id
LEFT JOIN recharge c ON c.id = e.id WHERE {{condition}} ORDER BY e.seq DESC LIMIT ?4"""


def accounts(db: Database, member_ids: Sequence[str]) -> list[str]:
    """The accounts members own."""
    rows = db.all(
        "SELECT id FROM account WHERE owner_id IN (SELECT value FROM json_each(?))", (json.dumps(member_ids),)
    )
    return [row[0] for row in rows]


def events(
    db: Database, member_ids: Sequence[str], patterns: Sequence[str], before_seq: int, limit: int
) -> list[EventLine]:
    """Events before a sequence, the newest first; `patterns` of kinds (`card.*`), none = all."""
    condition = " OR ".join("e.kind GLOB ?" for _ in patterns) or "1"
    owned = accounts(db, member_ids)
    values = (json.dumps(list(member_ids)), json.dumps(owned), before_seq, limit, *patterns)
    rows = db.all(_EVENTS.format(condition=_numbered(condition)), values)
    return [_line(row) for row in rows]


def _line(row: Sequence[Any]) -> EventLine:
    values = dict(zip(EventLine.__dataclass_fields__, row, strict=True))
    return EventLine(**values | {"data": json.loads(values["data"])})


def _numbered(condition: str) -> str:
    """The marks of a condition after the four that are numbered."""
    first, *rest = condition.split("?")
    return first + "".join(f"?{at}{text}" for at, text in enumerate(rest, 5))


def calls(db: Database, member_ids: Sequence[str], before_ms: int, limit: int) -> list[CallLine]:
    """Calls before a moment, the newest first."""
    rows = db.all(
        "SELECT c.at_ms, c.id, c.state, c.note, coalesce(p.name, '') FROM call_log c"
        " LEFT JOIN staff p ON p.id = c.staff_id WHERE c.member_id IN (SELECT value FROM json_each(?)) AND c.at_ms < ?"
        " ORDER BY c.at_ms DESC LIMIT ?",
        (json.dumps(list(member_ids)), before_ms, limit),
    )
    return [CallLine(*row) for row in rows]


def days(db: Database, member_ids: Sequence[str], until: str, limit: int) -> list[tuple[str, int, int, int]]:
    """(date, fen spent, visits, points) of business dates up to `until` at other tills, the newest first."""
    rows = db.all(
        "SELECT day, sum(spend_fen), sum(times), sum(points) FROM member_day"
        " WHERE member_id IN (SELECT value FROM json_each(?)) AND day <= ? GROUP BY day"
        " HAVING sum(times) <> 0 OR sum(spend_fen) <> 0 OR sum(points) <> 0 ORDER BY day DESC LIMIT ?",
        (json.dumps(list(member_ids)), until, limit),
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def changes(db: Database, member_ids: Iterable[str]) -> dict[int, tuple[Changed, ...]]:
    """{event sequence: fields it changed} of all profile events; a first value is no change."""
    found: dict[int, tuple[Changed, ...]] = {}
    for member_id in member_ids:
        known: dict[str, str] = {}
        for seq, kind, payload in db.all(
            "SELECT seq, kind, payload FROM event WHERE member_id = ? AND kind GLOB 'member.*' ORDER BY seq",
            (member_id,),
        ):
            data = json.loads(payload)
            new = _values(db, seq, data)
            if kind not in ("member.enrol", "member.import") and (lines := _compared(known, new)):
                found[seq] = lines
            known |= new
    return found


def names(db: Database, ids: Iterable[str]) -> dict[str, str]:
    """{id: name} of members and staff."""
    wanted = json.dumps(list(ids))
    found = db.all(
        "SELECT id, name FROM staff WHERE id IN (SELECT value FROM json_each(?1))"
        " UNION ALL SELECT id, name FROM member WHERE id IN (SELECT value FROM json_each(?1))",
        (wanted,),
    )
    return {row[0]: row[1] for row in found}


def _values(db: Database, seq: int, data: Mapping[str, Any]) -> dict[str, str]:
    """What an event says of fields: those named without a value were emptied, or their value was erased."""
    beside = {row[0]: row[1] for row in db.all("SELECT field, value FROM outbox_pii WHERE seq = ?", (seq,))}
    beside.pop("reason", None)
    beside.pop("guardian", None)
    plain = {name: _text(value) for name, value in data.get("set", {}).items()}
    named = dict.fromkeys(data.get("fields", ()), "")
    first = {name: _text(data[name]) for name in ("sex", "lunar", "seller_id") if name in data and "set" not in data}
    return {**first, **named, **beside, **plain}


def _compared(known: Mapping[str, str], new: Mapping[str, str]) -> tuple[Changed, ...]:
    return tuple(
        Changed(name, known.get(name, ""), value) for name, value in new.items() if known.get(name, "") != value
    )


def _text(value: Any) -> str:
    return {True: "yes", False: "", None: ""}.get(value, str(value)) if not isinstance(value, str) else value
