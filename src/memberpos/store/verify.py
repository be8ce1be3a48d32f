"""Proves the books from the tables alone: imports nothing of the running code paths, so that it checks, not repeats.

The bodies in the outbox are the reference (they are hashed and headquarters holds them); the event, ledger, balance and
lot tables must say the same. Formats: hash chain of the outbox docs/protocol.md; of the audit log
`security/audit.py`, both written again here from their description.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from memberpos.store import verify_cards, verify_details, verify_mall, verify_passes, verify_rows, verify_value
from memberpos.store.database import Database
from memberpos.store.difference import Difference
from memberpos.store.verify_coupons import coupons
from memberpos.store.verify_holders import accounts, lot_documents, lot_moves, lot_owners, rights
from memberpos.store.verify_lots import lot_balances, lot_sums

__all__ = ["Difference", "Proof", "verify"]

_ZERO = bytes(32)
#: Header table → columns that its event names too; what it does not name is none, or 0.
_HEADERS = {
    "sale": (
        "receipt_no", "total_fen", "discount_fen", "due_fen", "change_fen", "rounding_fen", "points_used",
        "points_earned", "growth_earned", "tier", "note", "spend_fen", "points_fen",
    ),
    "refund": (
        "receipt_no", "refund_fen", "claw_value_fen", "points_clawed", "points_returned", "growth_clawed", "reason",
        "base_fen", "spend_fen", "whole",
    ),
    "recharge": (
        "receipt_no", "amount_fen", "bonus_fen", "points", "offer", "offer_version", "withdraw_until",
        "contract_version",
    ),
    "recharge_refund": (
        "receipt_no", "cause", "principal_fen", "bonus_fen", "bonus_used_fen", "points", "charge_fen", "refund_fen",
    ),
    "closing": (
        "receipt_no", "method", "cause", "principal_fen", "bonus_fen", "change_fen", "bonus_first_fen",
        "principal_first_fen", "proportional_fen", "refund_fen", "forfeited_fen",
    ),
}  # fmt: skip
#: Tables whose rows belong to an event (and to a lot, a sale …); what they point at must be there.
_BELONGING = ("ledger", "lot_move", "lot_owner", "sale", "sale_line", "refund", "refund_cell", "recharge", "outbox_pii")
_ROLLS = {"principal": "PRINCIPAL", "bonus": "BONUS", "points": "POINTS", "pass_uses": "PASS"}


@dataclass(frozen=True)
class Proof:
    """What was looked at and what was found wrong."""

    events: int
    sales: int
    ledger_rows: int
    differences: tuple[Difference, ...]

    @property
    def ok(self) -> bool:
        return not self.differences


def verify(db: Database) -> Proof:
    """Recomputes everything; reads only, and one state of the books, so that a till may go on selling meanwhile."""
    checks = (
        event_chain, event_rows, references, postings, unit_sums, balances, lot_sums, lot_balances, lot_moves,
        lot_documents, lot_owners, rights, accounts, sales, discounts, headers, coupons, passes, rollforwards,
        audit_chain, *verify_mall.CHECKS, *verify_value.CHECKS, *verify_cards.CHECKS, *verify_rows.CHECKS,
        *verify_details.CHECKS,
    )  # fmt: skip
    with db.snapshot():
        found = tuple(difference for check in checks for difference in _told(check, db))
        return Proof(_count(db, "event"), _count(db, "sale"), _count(db, "ledger"), found)


def _told(check: Callable[[Database], Iterator[Difference]], db: Database) -> Iterator[Difference]:
    """What a check finds; rows that it cannot even read are a difference too, and the other checks go on."""
    try:
        yield from check(db)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield Difference("event_chain", check.__name__, "", "", "readable", f"{type(error).__name__}: {error}")


def event_chain(db: Database) -> Iterator[Difference]:
    """Sequence without a hole, every hash explained, and the clock kept beside it not ahead of the last event."""
    device, previous, newest_hlc, expected, base = _device(db), _ZERO, 0, 1, 0
    devices = {row[0]: row[1] for row in db.all("SELECT seq, device_id FROM event")}
    for row in db.all("SELECT seq, kind, kv, hlc, body, hash FROM outbox ORDER BY seq"):
        seq, kind, kv, hlc, body, stored = row[0], row[1], row[2], row[3], bytes(row[4]), bytes(row[5])
        if seq != expected:
            yield Difference("event_chain", "outbox", str(expected), "", "event", "missing")
        if devices.get(seq, device) != devices.get(seq - 1, devices.get(seq, device)):  # restored: a new chain begins
            previous, base = _ZERO, seq - 1
        digest = _chained(previous, _uuid_bytes(devices.get(seq, device)), seq - base, hlc, kind, kv, body)
        if digest != stored:
            yield Difference("event_chain", "outbox", str(seq), "", digest.hex(), stored.hex())
        previous, newest_hlc, expected = stored, hlc, seq + 1
    kept = db.value("SELECT v FROM sync_state WHERE k = 'hlc'")
    if kept is not None and int(kept) != newest_hlc:
        yield Difference("event_chain", "outbox", str(expected), "", f"event at {kept}", f"last is at {newest_hlc}")


def event_rows(db: Database) -> Iterator[Difference]:
    """Each event row says what its outbox row says, and each has an audit row."""
    for row in db.all("SELECT seq FROM event WHERE seq NOT IN (SELECT seq FROM outbox)"):
        yield Difference("event_chain", "outbox", str(row[0]), "", "event", "missing")
    audited = _audited(db)
    for row in db.all(
        "SELECT o.seq, o.kind, o.event_id, o.body, e.id, e.kind AS ekind, e.business_date, e.at_ms, e.member_id,"
        " e.account_id, e.staff_id, e.rule_version, e.payload, o.kv, e.kv AS ekv,"
        " e.offset_min, e.approver_id, e.shift_id, e.cause_event_id, e.reverses_id"
        " FROM outbox o LEFT JOIN event e ON e.seq = o.seq ORDER BY o.seq"
    ):
        if row["id"] is None:
            yield Difference("event_chain", "event", str(row["seq"]), "", row["kind"], "missing")
            continue
        want, got = _head_of_body(row), _head_of_row(row)
        for name, value in want.items():
            if got[name] != value:
                yield Difference("event_chain", "event", f"{row['seq']}.{name}", "", value, got[name])
        if audited.get(row["id"]) not in (row["seq"], None) or row["id"] not in audited:
            yield Difference("audit_chain", "audit", row["id"], "", row["seq"], audited.get(row["id"]))
    known = {row[0] for row in db.all("SELECT id FROM event")}
    for event_id, seq in audited.items():
        if event_id not in known:
            yield Difference("event_chain", "event", str(seq), "", event_id, "missing")


def references(db: Database) -> Iterator[Difference]:
    """Nothing belongs to an event, a lot or a sale that is not there."""
    for table in _BELONGING:
        for row in db.all(f"PRAGMA foreign_key_check({table})"):
            yield Difference("event_chain", table, str(row[1]), row[2], f"row of {row[2]}", "missing")


def postings(db: Database) -> Iterator[Difference]:
    """The ledger rows of each event are the postings of its body."""
    booked: defaultdict[int, list[tuple[str, str, str, str, int]]] = defaultdict(list)
    for row in db.all("SELECT seq, account, kind, instance, unit, amount FROM ledger ORDER BY id"):
        booked[row[0]].append((row[1], row[2], row[3], row[4], row[5]))
    for seq, body in db.all("SELECT seq, body FROM outbox ORDER BY seq"):
        want = [
            (p["account"], p["kind"], p["instance"], p["unit"], int(p["amount"]))
            for p in _document(body).get("postings", [])
        ]
        got = booked.pop(seq, [])
        if want != got:
            yield from _posting_differences(seq, want, got)
    for seq in booked:
        yield Difference("event_chain", "ledger", str(seq), "", "no rows", f"{len(booked[seq])} rows")


def unit_sums(db: Database) -> Iterator[Difference]:
    """Each event's ledger rows sum to zero per unit."""
    for row in db.all("SELECT seq, unit, sum(amount) FROM ledger GROUP BY seq, unit HAVING sum(amount) <> 0"):
        yield Difference("unit_sum", "ledger", str(row[0]), row[1], 0, row[2])


def balances(db: Database) -> Iterator[Difference]:
    """A balance is the sum of its rows, and so is every running balance."""
    running: defaultdict[tuple[str, str, str, str], int] = defaultdict(int)
    for row in db.all("SELECT id, account, kind, instance, unit, amount, balance_after FROM ledger ORDER BY id"):
        key = (row[1], row[2], row[3], row[4])
        running[key] += row[5]
        if running[key] != row[6]:
            yield Difference("balance", "ledger", str(row[0]), ":".join(key[:2]), running[key], row[6])
    stored = {
        (r[0], r[1], r[2], r[3]): r[4] for r in db.all("SELECT account, kind, instance, unit, amount FROM balance")
    }
    for key in sorted(set(running) | set(stored)):
        if running.get(key, 0) != stored.get(key, 0):
            yield Difference("balance", "balance", ":".join(key), key[0], running.get(key, 0), stored.get(key, 0))


def sales(db: Database) -> Iterator[Difference]:
    """Lines, cells and tenders of a sale sum to what was due; no cell is refunded above what it was."""
    for row in db.all(
        "SELECT s.id, s.due_fen, (SELECT coalesce(sum(net_fen), 0) FROM sale_line l WHERE l.sale_id = s.id),"
        " (SELECT coalesce(sum(fen), 0) FROM sale_cell c WHERE c.sale_id = s.id),"
        " (SELECT coalesce(sum(fen), 0) FROM tender t WHERE t.event_id = s.id) FROM sale s"
    ):
        for table, got in zip(("sale_line", "sale_cell", "tender"), row[2:], strict=False):
            if got != row[1]:
                yield Difference("balance", table, row[0], "", row[1], got)
    for row in db.all(
        "SELECT r.sale_id, c.line_n, c.tender_n, c.part, sum(c.fen),"
        " (SELECT fen FROM sale_cell o WHERE o.sale_id = r.sale_id AND o.line_n = c.line_n AND o.tender_n = c.tender_n"
        " AND o.part = c.part) FROM refund_cell c"
        " JOIN refund r ON r.id = c.refund_id WHERE r.sale_id IS NOT NULL GROUP BY 1, 2, 3, 4"
    ):
        if row[5] is None or row[4] > row[5]:
            yield Difference("balance", "refund_cell", f"{row[0]}/{row[1]}/{row[2]}", row[3], row[5], row[4])


def discounts(db: Database) -> Iterator[Difference]:
    """Each line of a sale costs its list price less what its discounts took off."""
    for row in db.all(
        "SELECT l.sale_id, l.n, l.gross_fen - l.net_fen, (SELECT coalesce(sum(d.fen), 0) FROM sale_discount d"
        " WHERE d.sale_id = l.sale_id AND d.line_n = l.n) FROM sale_line l"
    ):
        if row[2] != row[3]:
            yield Difference("balance", "sale_discount", f"{row[0]}/{row[1]}", "", row[2], row[3])


def headers(db: Database) -> Iterator[Difference]:
    """The headers of sales, refunds and top-ups say what their events say, and refunds paid out what they took back."""
    for table, names in _HEADERS.items():
        columns = ", ".join(f"h.{name}" for name in names)
        for row in db.all(f"SELECT o.seq, o.body, {columns} FROM {table} h JOIN outbox o ON o.seq = h.seq"):
            said = _document(row[1]).get("data") or {}
            said = said.get(table, said)  # an exchange tells of both its documents
            for name, got in zip(names, row[2:], strict=False):
                want = _plain(said.get(name, 0 if isinstance(got, int) else None))
                if want != _plain(got):
                    yield Difference("balance", table, f"{row[0]}.{name}", "", want, got)
    for row in db.all(
        "SELECT r.id, r.refund_fen - r.claw_value_fen,"
        " (SELECT coalesce(-sum(fen), 0) FROM tender t WHERE t.event_id = r.id) FROM refund r"
    ):
        if row[1] != row[2]:
            yield Difference("balance", "tender", row[0], "", row[1], row[2])


def rollforwards(db: Database) -> Iterator[Difference]:
    """Each Z's roll-forward is what the ledger says of its shift, and closes; Z numbers have no hole."""
    expected = 1
    for row in db.all(
        "SELECT z.number, z.doc, s.opened_seq, s.closed_seq"
        " FROM z_report z JOIN shift s ON s.id = z.shift_id ORDER BY z.number"
    ):
        if row[0] != expected:
            yield Difference("rollforward", "z_report", str(expected), "", "z", "missing")
        expected = row[0] + 1
        stored = _document(row[1]).get("rollforward") or {}
        for name, kind in _ROLLS.items():
            want = _roll(db, kind, row[2], row[3])
            if stored.get(name) != want:
                yield Difference("rollforward", "z_report", str(row[0]), name, want, stored.get(name))


def passes(db: Database) -> Iterator[Difference]:
    """Each pass is what its events say, and its lots and prepaid money are what its uses leave."""
    yield from (Difference(*found) for found in verify_passes.differences(db))


def audit_chain(db: Database) -> Iterator[Difference]:
    """Every row of the audit log is the one that was written, in its place."""
    previous, expected = _ZERO, 1
    for row in db.all("SELECT seq, at_ms, staff_id, action, subject, detail, hash FROM audit ORDER BY seq"):
        if row[0] != expected:
            yield Difference("audit_chain", "audit", str(expected), "", "row", "missing")
        digest = hashlib.sha256(previous + struct.pack(">Qq", row[0], row[1]))
        for text in (row[2], row[3], row[4], row[5]):
            data = text.encode()
            digest.update(struct.pack(">I", len(data)) + data)
        if digest.digest() != bytes(row[6]):
            yield Difference("audit_chain", "audit", str(row[0]), "", digest.hexdigest(), bytes(row[6]).hex())
        previous, expected = bytes(row[6]), row[0] + 1


def _chained(previous: bytes, device: bytes, seq: int, hlc: int, kind: str, kv: int, body: bytes) -> bytes:
    word = kind.encode()
    head = previous + device + struct.pack(">QQB", seq, hlc, len(word)) + word + struct.pack(">H", kv)
    return hashlib.sha256(head + hashlib.sha256(body).digest()).digest()


def _posting_differences(seq: int, want: list[Any], got: list[Any]) -> Iterator[Difference]:
    for n in range(max(len(want), len(got))):
        wanted = want[n] if n < len(want) else None
        found = got[n] if n < len(got) else None
        if wanted != found:
            key = wanted or found or ("", "")
            yield Difference(
                "event_chain", "ledger", f"{seq}#{n + 1}", ":".join(key[:2]), wanted and wanted[4], found and found[4]
            )


def _roll(db: Database, kind: str, first: int, last: int) -> dict[str, int]:
    out = {"open": 0, "in": 0, "out": 0}
    for seq, amount in db.all(
        "SELECT seq, amount FROM ledger WHERE kind = ? AND seq <= ? AND account NOT LIKE 'shop:%'", (kind, last)
    ):
        out["open" if seq < first else "in" if amount > 0 else "out"] += amount if seq < first else abs(amount)
    return {**out, "close": out["open"] + out["in"] - out["out"]}


def _head_of_body(row: Any) -> dict[str, Any]:
    doc = _document(row["body"])
    return {
        "id": _uuid_text(row["event_id"]), "kind": row["kind"], "business_date": doc.get("business_date"),
        "at_ms": str(doc.get("at_ms")), "member": doc.get("member"), "account": doc.get("account"),
        "staff": doc.get("staff"), "rule_version": doc.get("rule_version"), "data": _plain(doc.get("data")),
        "kv": row["kv"], "offset_min": doc.get("offset_min"), "approver": doc.get("approver"),
        "shift": doc.get("shift"), "cause": doc.get("cause"), "reverses": doc.get("reverses"),
    }  # fmt: skip


def _head_of_row(row: Any) -> dict[str, Any]:
    return {
        "id": row["id"], "kind": row["ekind"], "business_date": row["business_date"], "at_ms": str(row["at_ms"]),
        "member": row["member_id"], "account": row["account_id"], "staff": row["staff_id"],
        "rule_version": row["rule_version"], "data": _plain(_document(row["payload"])), "kv": row["ekv"],
        "offset_min": row["offset_min"], "approver": row["approver_id"] or None, "shift": row["shift_id"],
        "cause": row["cause_event_id"], "reverses": row["reverses_id"],
    }  # fmt: skip


def _uuid_bytes(text: str) -> bytes:
    """The id's bytes; of text that is none, zeros: no hash was made of them."""
    try:
        return UUID(text).bytes
    except ValueError:
        return UUID(int=0).bytes


def _uuid_text(raw: bytes) -> str:
    """The id as text; of bytes that are none, themselves."""
    return str(UUID(bytes=bytes(raw))) if len(raw) == len(_ZERO) // 2 else bytes(raw).hex()


def _plain(value: Any) -> Any:
    """A document with its whole numbers as text: the body writes amounts as JSON strings, the payload as numbers."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _document(raw: bytes | str) -> dict[str, Any]:
    try:
        document = json.loads(raw)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _audited(db: Database) -> dict[str, int | None]:
    """{event id: the sequence its audit row names}."""
    found: dict[str, int | None] = {}
    for row in db.all("SELECT subject, detail FROM audit WHERE detail LIKE '%\"seq\"%'"):
        found[row[0]] = _document(row[1]).get("seq")
    return found


def _device(db: Database) -> str:
    return str(db.value("SELECT v FROM sync_state WHERE k = 'device_id'") or UUID(int=0))


def _count(db: Database, table: str) -> int:
    return int(db.value(f"SELECT count(*) FROM {table}"))
