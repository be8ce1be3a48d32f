"""Cases as the console reads and settles them: the list, one case with both events, closing it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from memberpos.domain.chain import hlc_ms
from memberpos.domain.errors import PosError
from memberpos.hq import authoring, cases
from memberpos.hq.console import listing
from memberpos.hq.database import Conn
from memberpos.hq.scopes import Scope
from memberpos.hq.tx import Tx

MOST_NOTE = 200
#: What staff did about a case.
ACTIONS = ("recovered", "explained", "corrected", "written_off", "nothing")
_NAMES = (
    "device_id", "seq", "why", "at_ms", "store_id", "store", "till", "subject", "staff", "other_device", "other_seq",
    "done_ms", "done_by", "action",
)  # fmt: skip
_QUERY = """SELECT r.device_id, r.seq, r.why, r.at_ms, r.store_id, s.name AS store, d.name AS till, r.subject, r.staff,
  r.other_device, r.other_seq, r.done_ms, r.done_by, r.action
FROM review r JOIN store s ON s.store_id = r.store_id LEFT JOIN device d ON d.device_id = r.device_id
WHERE (%(stores)s::int[] IS NULL OR r.store_id = ANY(%(stores)s))"""


def rows(conn: Conn, scope: Scope, order: listing.Order, *, done: bool) -> list[dict[str, Any]]:
    """A page of the open or the settled ones."""
    found = conn.execute(
        f"""{_QUERY} AND r.done_ms IS {"NOT" if done else ""} NULL
        ORDER BY {order.sql}, r.device_id, r.seq, r.why LIMIT %(limit)s OFFSET %(offset)s""".encode(),
        {"stores": scope.ids, **order.params},
    ).fetchall()
    made = listing.dicts(_NAMES, found)
    for row in made:
        row["id"] = cases.case_id(row["device_id"], row["seq"], row["why"])
    return made


def find(conn: Conn, scope: Scope, device: UUID, seq: int, why: str) -> dict[str, Any]:
    """One case with its `events`: its own and the one it collides with. PosError not_found."""
    found = conn.execute(
        f"{_QUERY} AND r.device_id = %(device)s AND r.seq = %(seq)s AND r.why = %(why)s".encode(),
        {"stores": scope.ids, "device": device, "seq": seq, "why": why},
    ).fetchone()
    if found is None:
        raise PosError("not_found", what="case")
    row = listing.dicts(_NAMES, [found])[0]
    sides = [(device, seq)] + ([(row["other_device"], int(row["other_seq"]))] if row["other_device"] else [])
    row["id"] = cases.case_id(device, seq, why)
    row["events"] = [side for side in (_event(conn, scope, *one) for one in sides) if side is not None]
    return row


def _event(conn: Conn, scope: Scope, device: UUID, seq: int) -> dict[str, Any] | None:
    """What an event says that helps to understand it; never personal data. Of another's store: kind and time."""
    row = conn.execute(
        """SELECT e.kind, e.hlc, e.recv_ms, e.body, d.name, d.store_id, s.name
        FROM event e LEFT JOIN device d ON d.device_id = e.device_id LEFT JOIN store s ON s.store_id = d.store_id
        WHERE e.device_id = %s AND e.seq = %s""",
        (device, seq),
    ).fetchone()
    if row is None:
        return None
    told = {"kind": row[0], "at_ms": hlc_ms(int(row[1])), "received_ms": int(row[2])}
    if row[5] is not None and not scope.sees(int(row[5])):
        return told | {"foreign": True, "staff": "", "member": "", "postings": []}
    body = _body(row[3])
    return told | {
        "foreign": False, "till": row[4] or "",
        "store": row[6] or "", "seq": seq, "staff": str(body.get("staff") or ""),
        "member": str(body.get("member") or ""),
        "postings": _postings(body),
    }  # fmt: skip


def _body(data: Any) -> dict[str, Any]:
    """An event that could not be read has none."""
    try:
        value = json.loads(bytes(data)) if data is not None else {}
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _postings(body: dict[str, Any]) -> list[dict[str, Any]]:
    given = body.get("postings")
    found = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    return [
        {"kind": str(one.get("kind", "")), "unit": str(one.get("unit", "")), "amount": int(str(one["amount"]))}
        for one in found
        if str(one.get("amount", "")).lstrip("-").isascii() and str(one.get("amount", "")).lstrip("-").isdigit()
    ]


def settle(
    tx: Tx, random: Callable[[int], bytes], scope: Scope, key: tuple[UUID, int, str], action: str, note: str, by: str
) -> int:
    """Closes a case with what was done and a note; gives its store. PosError not_found, bad_setting."""
    if action not in ACTIONS:
        raise PosError("bad_setting", setting="action")
    if not 0 < len(note) <= MOST_NOTE or not note.isprintable():
        raise PosError("bad_setting", setting="note")
    row = find(tx.conn, scope, *key)
    authoring.settle_case(tx, random, row["id"], f"{action}: {note}", by)
    return int(row["store_id"])
