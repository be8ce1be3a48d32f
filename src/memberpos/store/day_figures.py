"""Sums over one business date, for the end of day. Events are grouped by the date they carry, never by shift."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from memberpos.store.database import Database


@dataclass(frozen=True)
class TenderFlow:
    """Money of one tender kind through one kind of event: in and out in fen (both ≥ 0), how many tenders.

    `principal_fen` and `bonus_fen` are the stored value in it, signed like the tender (out of a refund is negative);
    `with_principal` and `with_bonus` count the tenders that had some.
    """

    event: str
    kind: str
    in_fen: int
    out_fen: int
    n: int
    principal_fen: int
    bonus_fen: int
    with_principal: int
    with_bonus: int

    @property
    def net_fen(self) -> int:
        return self.in_fen - self.out_fen


@dataclass(frozen=True)
class LedgerFlow:
    """What a kind of event moved on members' accounts (`account` "") or on one of the shop's own; both ≥ 0."""

    event: str
    account: str
    kind: str
    in_: int
    out: int


@dataclass(frozen=True)
class SalesSum:
    """Sales of a date before refunds, and of them those of members."""

    n: int
    due_fen: int
    discount_fen: int
    rounding_fen: int
    member_n: int
    member_fen: int


@dataclass(frozen=True)
class ClosedShift:
    """A shift of a date; `z_number`, `counted`, `expected` ({kind_fen: fen}) and `reason` come with its close."""

    name: str
    opened_seq: int
    closed_seq: int | None
    float_fen: int
    z_number: int | None
    staff: str
    expected: dict[str, int]
    counted: dict[str, int]
    reason: str

    @property
    def closed(self) -> bool:
        return self.closed_seq is not None


def tender_flows(db: Database, date: str) -> list[TenderFlow]:
    """Tenders by kind of event and tender, drawer movements included.

    An exchange is a sale and a refund: the tenders of the sale carry the event's id, those of the refund another.
    """
    rows = db.all(
        "SELECT CASE WHEN e.kind <> 'exchange' THEN e.kind WHEN t.event_id = e.id THEN 'sale' ELSE 'refund' END what,"
        " t.kind, sum(max(t.fen, 0)), -sum(min(t.fen, 0)), count(*), sum(t.principal_fen),"
        " sum(t.bonus_fen), sum(t.principal_fen <> 0), sum(t.bonus_fen <> 0)"
        " FROM event e JOIN tender t ON t.seq = e.seq"
        " WHERE e.business_date = ? GROUP BY what, t.kind ORDER BY what, t.kind",
        (date,),
    )
    return [TenderFlow(*row) for row in rows]


def ledger_flows(db: Database, date: str) -> list[LedgerFlow]:
    """Postings by kind of event, the shop's account and kind; members' accounts together."""
    rows = db.all(
        "SELECT e.kind, CASE WHEN l.account LIKE 'shop:%' THEN l.account ELSE '' END AS whose, l.kind,"
        " sum(max(l.amount, 0)), -sum(min(l.amount, 0)) FROM event e JOIN ledger l ON l.seq = e.seq"
        " WHERE e.business_date = ? GROUP BY e.kind, whose, l.kind",
        (date,),
    )
    return [LedgerFlow(*row) for row in rows]


def balance_after(db: Database, kinds: Sequence[str], date: str) -> dict[str, int]:
    """{kind: what members held at the end of a business date}: today's balances less what came later."""
    marks = ", ".join("?" * len(kinds))
    held = dict.fromkeys(kinds, 0)
    now = db.all(
        f"SELECT kind, sum(amount) FROM balance WHERE kind IN ({marks}) AND account NOT LIKE 'shop:%' GROUP BY kind",
        tuple(kinds),
    )
    later = db.all(
        "SELECT l.kind, sum(l.amount) FROM event e JOIN ledger l ON l.seq = e.seq"
        f" WHERE e.business_date > ? AND l.kind IN ({marks}) AND l.account NOT LIKE 'shop:%' GROUP BY l.kind",
        (date, *kinds),
    )
    for kind, amount in now:
        held[kind] += int(amount)
    for kind, amount in later:
        held[kind] -= int(amount)
    return held


def sales(db: Database, date: str) -> SalesSum:
    """Sales as they were rung up."""
    row = db.one(
        "SELECT count(*), coalesce(sum(s.due_fen), 0), coalesce(sum(s.discount_fen), 0),"
        " coalesce(sum(s.rounding_fen), 0), count(s.member_id),"
        " coalesce(sum(CASE WHEN s.member_id IS NULL THEN 0 ELSE s.due_fen END), 0)"
        " FROM event e JOIN sale s ON s.seq = e.seq WHERE e.business_date = ?",
        (date,),
    )
    return SalesSum(0, 0, 0, 0, 0, 0) if row is None else SalesSum(*(int(value) for value in row))


def refunds(db: Database, date: str) -> tuple[int, int]:
    """(how many, fen given back) of refunds, whatever day their sale was of."""
    row = db.one(
        "SELECT count(*), coalesce(sum(r.refund_fen - r.claw_value_fen), 0) FROM event e JOIN refund r ON r.seq = e.seq"
        " WHERE e.business_date = ?",
        (date,),
    )
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def recharges(db: Database, date: str) -> tuple[int, int, int]:
    """(how many, paid fen, bonus fen) of top-ups."""
    row = db.one(
        "SELECT count(*), coalesce(sum(r.amount_fen), 0), coalesce(sum(r.bonus_fen), 0)"
        " FROM event e JOIN recharge r ON r.id = e.id WHERE e.business_date = ? AND e.kind = 'recharge'",
        (date,),
    )
    return (0, 0, 0) if row is None else (int(row[0]), int(row[1]), int(row[2]))


def passes_sold(db: Database, date: str) -> tuple[int, int]:
    """(how many, price in fen) of passes sold and renewed."""
    row = db.one(
        "SELECT count(*), coalesce(sum(json_extract(payload, '$.paid_fen')), 0) FROM event"
        " WHERE business_date = ? AND kind IN ('pass.sell', 'pass.renew')",
        (date,),
    )
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def prepaid_after(db: Database, date: str) -> int:
    """What had been paid for passes and not had at the end of a business date, in fen."""
    now = int(db.value("SELECT coalesce(sum(amount), 0) FROM balance WHERE kind = 'PASS_PREPAID'"))
    later = db.value(
        "SELECT coalesce(sum(l.amount), 0) FROM event e CROSS JOIN ledger l ON l.seq = e.seq"
        " WHERE e.business_date > ? AND l.kind = 'PASS_PREPAID'",
        (date,),
    )
    return now - int(later)


def hourly(db: Database, date: str) -> list[tuple[int, int, int]]:
    """(hour of the shop's clock, sales, fen) in the order of the business day; hours without a sale are left out."""
    rows = db.all(
        "SELECT ((e.at_ms / 60000 + e.offset_min) / 60) % 24 AS hour, count(*), sum(s.due_fen)"
        " FROM event e JOIN sale s ON s.seq = e.seq WHERE e.business_date = ? GROUP BY hour ORDER BY min(e.at_ms)",
        (date,),
    )
    return [(int(row[0]), int(row[1]), int(row[2])) for row in rows]


def new_members(db: Database, date: str) -> tuple[int, int]:
    """(enrolled, of them brought by a member)."""
    row = db.one(
        "SELECT count(*), coalesce(sum(json_extract(payload, '$.referrer') IS NOT NULL), 0) FROM event"
        " WHERE business_date = ? AND kind = 'member.enrol'",
        (date,),
    )
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def shifts(db: Database, date: str) -> list[ClosedShift]:
    """Shifts opened on a business date, in order."""
    rows = db.all(
        "SELECT s.name, s.opened_seq, s.closed_seq, s.float_fen, s.z_number, coalesce(p.name, ''), e.payload"
        " FROM shift s LEFT JOIN event e ON e.seq = s.closed_seq LEFT JOIN staff p ON p.id = s.staff_id"
        " WHERE s.business_date = ? ORDER BY s.opened_seq",
        (date,),
    )
    return [_shift(*row) for row in rows]


def _shift(
    name: str, opened: int, closed: int | None, float_fen: int, z_number: int | None, staff: str, payload: str | None
) -> ClosedShift:
    data: dict[str, Any] = json.loads(payload) if payload else {}
    return ClosedShift(
        name, opened, closed, float_fen, z_number, staff, data.get("expected", {}), data.get("counted", {}),
        data.get("reason", ""),
    )  # fmt: skip


def first_date(db: Database) -> str | None:
    """The oldest business date with an event."""
    found = db.value("SELECT min(business_date) FROM event")
    return None if found is None else str(found)


# --- exceptions ---------------------------------------------------------------------------------------------------


def price_overrides(db: Database, date: str) -> tuple[int, int]:
    """(lines sold at a typed price, fen below (negative: above) their list price)."""
    row = db.one(
        "SELECT count(*), coalesce(sum((l.list_fen - l.unit_price_fen) * l.qty_milli / 1000), 0) FROM event e"
        " JOIN sale s ON s.seq = e.seq JOIN sale_line l ON l.sale_id = s.id"
        " WHERE e.business_date = ? AND l.price_source = 'typed'",
        (date,),
    )
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def cash_moves(db: Database, date: str) -> dict[str, tuple[int, int]]:
    """{paid_in | paid_out | drop | no_sale: (how many, fen ≥ 0)}."""
    rows = db.all(
        "SELECT json_extract(payload, '$.kind'), count(*), sum(json_extract(payload, '$.fen')) FROM event"
        " WHERE business_date = ? AND kind = 'cash.move' GROUP BY 1",
        (date,),
    )
    return {str(row[0]): (int(row[1]), int(row[2])) for row in rows}


def count_events(db: Database, date: str, kind: str) -> int:
    """How many events of a kind."""
    return int(db.value("SELECT count(*) FROM event WHERE business_date = ? AND kind = ?", (date, kind)))


def tiers_by_hand(db: Database, date: str) -> int:
    """Tiers that somebody gave or took back, not those that came with or went with another event."""
    return int(
        db.value(
            "SELECT count(*) FROM event WHERE business_date = ? AND kind IN ('tier.grant', 'tier.grant_end')"
            " AND cause_event_id IS NULL",
            (date,),
        )
    )


def approvals(db: Database, date: str) -> int:
    """Events that somebody else approved."""
    return int(db.value("SELECT count(*) FROM event WHERE business_date = ? AND approver_id IS NOT NULL", (date,)))


def reprints(db: Database, from_ms: int, to_ms: int) -> int:
    """Papers printed again from `from_ms` (inclusive) to `to_ms` (exclusive)."""
    return int(
        db.value("SELECT count(*) FROM audit WHERE action = 'reprint' AND at_ms >= ? AND at_ms < ?", (from_ms, to_ms))
    )


def audited(db: Database, action: str, from_ms: int, to_ms: int) -> int:
    """Rows of the audit log with an action in a span of time; the log is in order of time."""
    first, last = _audit_at(db, from_ms), _audit_at(db, to_ms)
    return int(db.value("SELECT count(*) FROM audit WHERE seq >= ? AND seq < ? AND action = ?", (first, last, action)))


def _audit_at(db: Database, at_ms: int) -> int:
    """Seq of the first audit row at or after a time (halving: the table has no index on it)."""
    low, high = 1, int(db.value("SELECT coalesce(max(seq), 0) FROM audit")) + 1
    while low < high:
        middle = (low + high) // 2
        if int(db.value("SELECT coalesce(max(at_ms), 0) FROM audit WHERE seq = ?", (middle,))) < at_ms:
            low = middle + 1
        else:
            high = middle
    return low


# --- the shift that is open -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CashMove:
    """A movement of the drawer that is no payment: paid_in, paid_out, drop, no_sale; `fen` ≥ 0."""

    at_ms: int
    kind: str
    fen: int
    reason: str
    staff: str


def moves_of_shift(db: Database, shift_id: str) -> list[CashMove]:
    """Drawer movements of a shift, newest first."""
    rows = db.all(
        "SELECT e.at_ms, json_extract(e.payload, '$.kind'), json_extract(e.payload, '$.fen'),"
        " json_extract(e.payload, '$.reason'), coalesce(p.name, '') FROM event e LEFT JOIN staff p ON p.id = e.staff_id"
        " WHERE e.shift_id = ? AND e.kind = 'cash.move' ORDER BY e.seq DESC",
        (shift_id,),
    )
    return [CashMove(*row) for row in rows]
