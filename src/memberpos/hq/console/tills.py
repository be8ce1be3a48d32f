"""Tills as the console sees and guards them. Each public function is one use case in the caller's transaction; one
outside somebody's stores is not found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.hq import allowance, authoring, devices, enrolment
from memberpos.hq.console import ids, listing
from memberpos.hq.database import Conn, like
from memberpos.hq.scopes import Scope
from memberpos.hq.tx import Tx

#: A till of an open shop asks at least every half minute; without a word for so long it is silent.
SILENT_MS = 24 * 3600 * 1000
#: Kinds of accounts that are money; the others are shown by their own name.
MONEY_KINDS = ("PRINCIPAL", "BONUS", "CHANGE")
REASONS = ("stolen", "lost", "sold", "closed", "other")
_NAMES = (
    "device_id", "store_id", "store", "till", "name", "status", "app", "last_seq", "enrolled_ms", "seen_ms", "exposure",
    "left_n", "left_since_ms",
)  # fmt: skip
_QUERY = """SELECT d.device_id, d.store_id, s.name AS store, d.till, d.name, d.status, d.app, d.last_seq, d.enrolled_ms,
  d.seen_ms, d.exposure, d.left_n, d.left_since_ms FROM device d JOIN store s USING(store_id)
WHERE d.status <> 9 AND (%(stores)s::int[] IS NULL OR d.store_id = ANY(%(stores)s))"""


@dataclass(frozen=True)
class Code:
    """A one-time code; `prefix` names it without giving it away."""

    text: str
    prefix: str
    ends_ms: int


def rows(conn: Conn, scope: Scope, order: listing.Order, state: str, now_ms: int) -> list[dict[str, Any]]:
    """A page of the list; `state`: a word of `states`, or empty for all."""
    where, params = states(now_ms).get(state, ("", {}))
    found = conn.execute(
        f"""{_QUERY} {where} AND (%(q)s = '' OR d.name ILIKE '%%' || %(q)s || '%%' OR s.name ILIKE '%%' || %(q)s || '%%'
          OR d.device_id::text LIKE %(q)s || '%%')
        ORDER BY {order.sql}, d.device_id LIMIT %(limit)s OFFSET %(offset)s""".encode(),
        {"stores": scope.ids, "q": like(order.search), **params, **order.params},
    ).fetchall()
    return listing.dicts(_NAMES, found)


def states(now_ms: int) -> Mapping[str, tuple[str, dict[str, Any]]]:
    """What the list may be narrowed to: a condition with its values."""
    silent = {"since": now_ms - SILENT_MS}
    return {
        "silent": ("AND d.status = 1 AND d.seen_ms < %(since)s", silent),
        "waiting": ("AND d.status = 5", {}),
        "quarantined": ("AND d.status = 3", {}),
        "revoked": ("AND d.status = 2", {}),
        "trouble": ("AND (d.status IN (3, 5) OR (d.status = 1 AND d.seen_ms < %(since)s))", silent),
    }


def find(conn: Conn, scope: Scope, device: str) -> dict[str, Any]:
    """One till. PosError not_found."""
    found = conn.execute(
        f"{_QUERY} AND d.device_id = %(device)s".encode(), {"stores": scope.ids, "device": ids.uuid_of(device)}
    ).fetchone()
    if found is None:
        raise PosError("not_found", what="device")
    return listing.dicts(_NAMES, [found])[0]


def state_of(row: Mapping[str, Any], now_ms: int) -> str:
    """active, silent, waiting, quarantined, revoked or replaced."""
    if row["status"] == devices.ACTIVE:
        return "silent" if row["seen_ms"] < now_ms - SILENT_MS else "active"
    return {devices.REVOKED: "revoked", devices.QUARANTINED: "quarantined", devices.WAITING: "waiting"}.get(
        row["status"], "replaced"
    )


def make_code(tx: Tx, random: Callable[[int], bytes], scope: Scope, store_id: int, name: str) -> Code:
    """A code for a till of a store. PosError not_found, bad_setting (the name)."""
    scope.need(store_id)
    if len(name) > 40 or not name.isprintable():
        raise PosError("bad_setting", setting="name")
    row = tx.conn.execute("SELECT slug FROM store WHERE store_id = %s", (store_id,)).fetchone()
    if row is None:
        raise PosError("not_found", what="store")
    text = enrolment.make_code(tx.conn, row[0], name or None, tx.now_ms, random)
    return Code(text, text[: enrolment.PREFIX_CHARS], tx.now_ms + enrolment.CODE_LIFE_MS)


def code_state(conn: Conn, scope: Scope, prefix: str, now_ms: int) -> tuple[str, str]:
    """What became of a code: open, over or used, and the device that used it. PosError not_found."""
    row = conn.execute(
        """SELECT used_by, expires_ms, tries FROM enrol_code
        WHERE prefix = %(prefix)s AND (%(stores)s::int[] IS NULL OR store_id = ANY(%(stores)s))""",
        {"prefix": prefix, "stores": scope.ids},
    ).fetchone()
    if row is None:
        raise PosError("not_found", what="code")
    if row[0] is not None:
        return "used", str(row[0])
    return ("open" if now_ms < row[1] and row[2] < enrolment.CODE_TRIES else "over"), ""


def approve(tx: Tx, scope: Scope, device: str) -> None:
    """Lets a till in that waits. PosError not_found, not_now."""
    row = find(tx.conn, scope, device)
    if not enrolment.approve(tx.conn, row["device_id"], tx.now_ms):
        raise PosError("not_now")


def exposure(conn: Conn, scope: Scope, device: str) -> dict[str, int]:
    """What the till could spend at this moment without asking, {kind: amount}. PosError not_found."""
    return allowance.at_risk(conn, find(conn, scope, device)["device_id"])


def revoke(
    tx: Tx, random: Callable[[int], bytes], scope: Scope, device: str, seen: Mapping[str, int], by: str
) -> dict[str, int]:
    """Shuts a till out; `seen` is the exposure somebody was shown before. Gives the exposure.

    PosError not_found; not_now for one that is out already; quote_changed when the exposure is another by now.
    """
    row = find(tx.conn, scope, device)
    locked = devices.lock(tx.conn, row["device_id"])
    if locked is None or locked.status not in (devices.ACTIVE, devices.QUARANTINED, devices.WAITING):
        raise PosError("not_now")
    if allowance.at_risk(tx.conn, row["device_id"]) != dict(seen):
        raise PosError("quote_changed")
    return authoring.revoke_device(tx, random, row["device_id"], by)


def release(tx: Tx, scope: Scope, device: str) -> None:
    """Ends a quarantine or revocation. PosError not_found, not_now."""
    row = find(tx.conn, scope, device)
    if not devices.change(tx.conn, row["device_id"], (devices.REVOKED, devices.QUARANTINED), devices.ACTIVE):
        raise PosError("not_now")
