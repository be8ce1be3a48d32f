"""Do the books agree on what a business date touched? Bounded by the day's work; `store.verify` proves everything.

Postings of each event sum to zero; balances and lots of the members' accounts touched are the sums of their rows;
lines, cells and tenders of each sale sum to what was due; the Z reports close and follow one another.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from memberpos.store.database import Database

_TOUCHED = (
    "WITH touched AS (SELECT DISTINCT l.account, l.kind, l.instance FROM event e JOIN ledger l ON l.seq = e.seq"
    " WHERE e.business_date = ? AND l.account NOT LIKE 'shop:%') "
)


def differences(db: Database, business_date: str) -> Iterator[str]:
    """`kind:id` of everything that does not agree."""
    for check in (_unit_sums, _balances, _lots, _sales, _z_reports):
        yield from check(db, business_date)


def _unit_sums(db: Database, business_date: str) -> Iterator[str]:
    rows = db.all(
        "SELECT e.seq FROM event e JOIN ledger l ON l.seq = e.seq WHERE e.business_date = ?"
        " GROUP BY e.seq, l.unit HAVING sum(l.amount) <> 0",
        (business_date,),
    )
    yield from (f"unit_sum:{row[0]}" for row in rows)


def _balances(db: Database, business_date: str) -> Iterator[str]:
    rows = db.all(
        _TOUCHED + "SELECT t.account, t.kind FROM touched t"
        " WHERE (SELECT sum(amount) FROM ledger l WHERE l.account = t.account AND l.kind = t.kind"
        " AND l.instance = t.instance) IS NOT (SELECT sum(amount) FROM balance b WHERE b.account = t.account"
        " AND b.kind = t.kind AND b.instance = t.instance)",
        (business_date,),
    )
    yield from (f"balance:{row[0]}:{row[1]}" for row in rows)


def _lots(db: Database, business_date: str) -> Iterator[str]:
    """Open lots sum to the balance, and each is the sum of its movements."""
    rows = db.all(
        _TOUCHED + "SELECT t.account, t.kind FROM touched t JOIN balance b ON b.account = t.account AND b.kind = t.kind"
        " AND b.instance = t.instance WHERE t.kind IN ('POINTS', 'PRINCIPAL', 'BONUS', 'CHANGE', 'PASS', 'COUPON')"
        " AND b.amount + b.others <> (SELECT coalesce(sum(open), 0) FROM lot o WHERE o.account = t.account"
        " AND o.kind = t.kind AND o.instance = t.instance AND o.open <> 0)",
        (business_date,),
    )
    yield from (f"lot:{row[0]}:{row[1]}" for row in rows)
    moved = db.all(
        "SELECT DISTINCT m.lot_id FROM event e JOIN lot_move m ON m.seq = e.seq JOIN lot o ON o.id = m.lot_id"
        " WHERE e.business_date = ? AND o.open <> o.others + (SELECT sum(amount) FROM lot_move n"
        " WHERE n.lot_id = m.lot_id)",
        (business_date,),
    )
    yield from (f"lot:{row[0]}" for row in moved)


def _sales(db: Database, business_date: str) -> Iterator[str]:
    rows = db.all(
        "SELECT s.id FROM event e JOIN sale s ON s.seq = e.seq WHERE e.business_date = ?1"
        " AND (s.due_fen <> (SELECT coalesce(sum(net_fen), 0) FROM sale_line l WHERE l.sale_id = s.id)"
        " OR s.due_fen <> (SELECT coalesce(sum(fen), 0) FROM sale_cell c WHERE c.sale_id = s.id)"
        " OR s.due_fen <> (SELECT coalesce(sum(fen), 0) FROM tender t WHERE t.event_id = s.id))",
        (business_date,),
    )
    yield from (f"sale:{row[0]}" for row in rows)


def _z_reports(db: Database, business_date: str) -> Iterator[str]:
    """Each closed shift has its Z, opening + in − out = closing in it, and the Z before it is there."""
    rows = db.all(
        "SELECT s.z_number, z.doc FROM shift s LEFT JOIN z_report z ON z.number = s.z_number"
        " WHERE s.business_date = ? AND s.z_number IS NOT NULL",
        (business_date,),
    )
    for number, text in rows:
        rolls = json.loads(text)["rollforward"].values() if text else ()
        if text is None or any(roll["open"] + roll["in"] - roll["out"] != roll["close"] for roll in rolls):
            yield f"z_report:{number}"
        if number > 1 and db.value("SELECT 1 FROM z_report WHERE number = ?", (number - 1,)) is None:
            yield f"z_report:{number - 1}"
