"""Sums over a span of events, for X, Z and the end of day. A span is (first sequence, last sequence), inclusive."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database

Span = tuple[int, int]
_IN = "e.seq BETWEEN ? AND ?"
#: Events whose cash is no payment of a customer.
CASH_MOVE = "cash.move"


@dataclass(frozen=True)
class TenderSum:
    """Money of one tender kind: in, out (positive), and how many tenders."""

    kind: str
    in_fen: int
    out_fen: int
    n: int


def last_seq(db: Database) -> int:
    """Sequence of the newest event, 0 without one."""
    return int(db.value("SELECT coalesce(max(seq), 0) FROM event"))


def tenders(db: Database, span: Span) -> list[TenderSum]:
    """Customers' money by tender kind."""
    rows = db.all(
        "SELECT t.kind, sum(max(t.fen, 0)), -sum(min(t.fen, 0)), count(*) FROM tender t JOIN event e ON e.seq = t.seq"
        f" WHERE {_IN} AND e.kind <> '{CASH_MOVE}' GROUP BY t.kind ORDER BY t.kind",
        span,
    )
    return [TenderSum(*row) for row in rows]


def cash_by_event_kind(db: Database, span: Span) -> list[TenderSum]:
    """Cash in and out by kind of event, cash moves included: what expected cash sums."""
    rows = db.all(
        "SELECT e.kind, sum(max(t.fen, 0)), -sum(min(t.fen, 0)), count(*) FROM tender t JOIN event e ON e.seq = t.seq"
        f" WHERE {_IN} AND t.kind = 'cash' GROUP BY e.kind ORDER BY e.kind",
        span,
    )
    return [TenderSum(*row) for row in rows]


def sales(db: Database, span: Span) -> dict[str, int]:
    """n, total_fen, discount_fen, due_fen, rounding_fen, points_fen of sales, and of them member_n and member_fen."""
    row = db.one(
        "SELECT count(*) n, coalesce(sum(total_fen), 0) total_fen, coalesce(sum(discount_fen), 0) discount_fen,"
        " coalesce(sum(due_fen), 0) due_fen, coalesce(sum(rounding_fen), 0) rounding_fen,"
        " coalesce(sum(points_fen), 0) points_fen, count(member_id) member_n,"
        " coalesce(sum(CASE WHEN member_id IS NULL THEN 0 ELSE due_fen END), 0) member_fen"
        " FROM sale s WHERE s.seq BETWEEN ? AND ?",
        span,
    )
    return {} if row is None else {name: int(row[name]) for name in row.keys()}  # noqa: SIM118 - a Row is no dict


def stored_spent(db: Database, span: Span) -> tuple[int, int]:
    """(principal, bonus) in fen that paid sales."""
    row = db.one(
        "SELECT coalesce(sum(t.principal_fen), 0), coalesce(sum(t.bonus_fen), 0)"
        " FROM sale s JOIN tender t ON t.event_id = s.id WHERE s.seq BETWEEN ? AND ?",
        span,
    )
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def refunds(db: Database, span: Span) -> tuple[int, int]:
    """(count, fen) of refunds of sales."""
    row = db.one("SELECT count(*), coalesce(sum(refund_fen), 0) FROM refund WHERE seq BETWEEN ? AND ?", span)
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def recharges(db: Database, span: Span) -> tuple[int, int, int]:
    """(count, principal fen, bonus fen) of top-ups."""
    row = db.one(
        "SELECT count(*), coalesce(sum(amount_fen), 0), coalesce(sum(bonus_fen), 0) FROM recharge"
        " WHERE seq BETWEEN ? AND ?",
        span,
    )
    return (0, 0, 0) if row is None else (int(row[0]), int(row[1]), int(row[2]))


def passes_sold(db: Database, span: Span) -> int:
    """Price in fen of passes sold and renewed."""
    return int(
        db.value(
            "SELECT coalesce(sum(json_extract(e.payload, '$.paid_fen')), 0) FROM event e"
            f" WHERE {_IN} AND e.kind IN ('pass.sell', 'pass.renew')",
            span,
        )
    )


def roll(db: Database, kind: str, span: Span) -> tuple[int, int, int, int]:
    """(open, in, out, close) of all members' balances of a kind over a span: open + in − out = close."""
    row = db.one(
        "SELECT coalesce(sum(CASE WHEN seq < ?1 THEN amount END), 0),"
        " coalesce(sum(CASE WHEN seq >= ?1 AND amount > 0 THEN amount END), 0),"
        " coalesce(-sum(CASE WHEN seq >= ?1 AND amount < 0 THEN amount END), 0)"
        " FROM ledger WHERE kind = ?3 AND seq <= ?2 AND account NOT LIKE 'shop:%'",
        (*span, kind),
    )
    if row is None:
        return 0, 0, 0, 0
    return int(row[0]), int(row[1]), int(row[2]), int(row[0]) + int(row[1]) - int(row[2])


def shop_side(db: Database, account: str, span: Span) -> tuple[int, int]:
    """(sum of positive, sum of negative as positive) postings on one of the shop's own accounts."""
    row = db.one(
        "SELECT coalesce(sum(max(amount, 0)), 0), coalesce(-sum(min(amount, 0)), 0) FROM ledger"
        " WHERE account = ? AND seq BETWEEN ? AND ?",
        (account, *span),
    )
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def count_events(db: Database, kind: str, span: Span) -> int:
    """How many events of a kind."""
    return int(db.value(f"SELECT count(*) FROM event e WHERE {_IN} AND e.kind = ?", (*span, kind)))


def count_price_overrides(db: Database, span: Span) -> int:
    """Sale lines sold at a typed price."""
    return int(
        db.value(
            "SELECT count(*) FROM sale_line l JOIN sale s ON s.id = l.sale_id"
            " WHERE s.seq BETWEEN ? AND ? AND l.price_source = 'typed'",
            span,
        )
    )


def count_no_sale(db: Database, span: Span) -> int:
    """Drawer openings without a sale."""
    return int(
        db.value(
            f"SELECT count(*) FROM event e WHERE {_IN} AND e.kind = '{CASH_MOVE}'"
            " AND json_extract(e.payload, '$.kind') = 'no_sale'",
            span,
        )
    )


def count_reprints(db: Database, shift_id: str) -> int:
    """Papers printed again in a shift, as the audit log says."""
    return int(
        db.value(
            "SELECT count(*) FROM audit WHERE action = 'reprint' AND json_extract(detail, '$.shift') = ?", (shift_id,)
        )
    )


def hourly(db: Database, span: Span) -> list[tuple[int, int]]:
    """(hour of the shop's day, due fen) of sales."""
    rows = db.all(
        "SELECT ((e.at_ms / 60000 + e.offset_min) / 60) % 24, sum(s.due_fen) FROM sale s JOIN event e ON e.seq = s.seq"
        f" WHERE {_IN} GROUP BY 1 ORDER BY 1",
        span,
    )
    return [(int(row[0]), int(row[1])) for row in rows]
