"""Sales of a span of business dates as a rehearsal of rules reads them."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class PastRow:
    """A sale's header with its time and date; `manual_fen` is what staff took off the order."""

    id: str
    receipt_no: str
    at_ms: int
    business_date: str
    member_id: str | None
    tier: str | None
    points_used: int
    due_fen: int
    points_earned: int
    manual_fen: int


def ids(db: Database, first: str, last: str) -> list[str]:
    """Ids of the sales of some dates (inclusive) that were not given back in full, in order; by the index of dates."""
    rows = db.all(
        "SELECT s.id FROM event e JOIN sale s ON s.seq = e.seq WHERE e.business_date BETWEEN ? AND ?"
        " AND e.kind IN ('sale', 'exchange')"
        " AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.sale_id = s.id AND r.whole = 1) ORDER BY s.seq",
        (first, last),
    )
    return [row[0] for row in rows]


def by_id(db: Database, sale_id: str) -> PastRow:
    """One of them."""
    row = db.one(
        "SELECT s.id, s.receipt_no, e.at_ms, e.business_date, s.member_id, s.tier, s.points_used, s.due_fen,"
        " s.points_earned, (SELECT coalesce(sum(fen), 0) FROM sale_discount d WHERE d.sale_id = s.id"
        " AND d.source = 'manual') FROM sale s JOIN event e ON e.seq = s.seq WHERE s.id = ?",
        (sale_id,),
    )
    return PastRow(*row)  # type: ignore[misc]


def offers_of(db: Database, sale_id: str) -> list[str]:
    """Codes of the offers that lowered a sale."""
    rows = db.all("SELECT DISTINCT code FROM sale_discount WHERE sale_id = ? AND source = 'offer'", (sale_id,))
    return [row[0] for row in rows]


def coupons_of(db: Database, sale_id: str) -> list[tuple[str, str, str, str | None, str | None]]:
    """(id, number, kind, first day, last day) of the coupons a sale used."""
    rows = db.all(
        "SELECT id, number, code, valid_from, valid_to FROM coupon WHERE used_event = ? ORDER BY rowid", (sale_id,)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


@dataclass(frozen=True)
class PastTopUp:
    """A top-up with its date; `offer` "" when none was taken."""

    id: str
    receipt_no: str
    member_id: str
    business_date: str
    amount_fen: int
    offer: str
    tier: str | None


def top_ups(db: Database, first: str, last: str, codes: tuple[str, str]) -> list[PastTopUp]:
    """The top-ups of some dates (inclusive) that took one of two offers ("" = none) and were not undone."""
    rows = db.all(
        "SELECT r.id, r.receipt_no, r.member_id, e.business_date, r.amount_fen, r.offer, m.tier FROM event e"
        " JOIN recharge r ON r.seq = e.seq JOIN member m ON m.id = r.member_id WHERE e.business_date BETWEEN ? AND ?"
        " AND e.kind = 'recharge' AND r.refunded_by IS NULL AND r.offer IN (?, ?) ORDER BY r.seq",
        (first, last, *codes),
    )
    return [PastTopUp(*row) for row in rows]
