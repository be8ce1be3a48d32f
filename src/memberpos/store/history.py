"""What a member did: recent rows for the counter, and activity by business date for tiers."""

from __future__ import annotations

from memberpos.store import activity as days_told
from memberpos.store.database import Database
from memberpos.store.merges import ids_of

_RECENT = """
SELECT e.business_date, e.kind, e.id,
  coalesce(s.due_fen - coalesce(r.refund_fen, 0), -r.refund_fen, c.amount_fen, p.paid_fen, -b.refund_fen,
   (SELECT nullif(sum(l.amount), 0) FROM ledger l
    WHERE l.seq = e.seq AND l.kind IN ('PRINCIPAL', 'BONUS') AND l.account = e.account_id)),
  (SELECT coalesce(sum(l.amount), 0) FROM ledger l
   WHERE l.seq = e.seq AND l.kind = 'POINTS' AND l.account = e.account_id),
  coalesce(c.bonus_fen, 0),
  coalesce(s.receipt_no, r.receipt_no, c.receipt_no, p.receipt_no, b.receipt_no,
   json_extract(e.payload, '$.receipt_no'), ''), e.seq
FROM event e LEFT JOIN sale s ON s.id = e.id LEFT JOIN refund r ON r.seq = e.seq LEFT JOIN recharge c ON c.id = e.id
LEFT JOIN pass p ON p.made_event = e.id LEFT JOIN pass_refund b ON b.id = e.id
WHERE e.member_id = ? ORDER BY e.seq DESC LIMIT ?"""

#: CROSS JOIN and the plus keep SQLite at the member's own sales; by date it would read every event of the window.
_ACTIVITY = """
SELECT e.business_date,
  sum(s.spend_fen - coalesce(r.spend_fen, 0)),
  max(coalesce(r.whole, 0) = 0),
  sum(s.points_earned - coalesce(r.points_clawed, 0)),
  sum(CASE WHEN s.seq > ?4 THEN s.growth_earned - coalesce(r.growth_clawed, 0) ELSE 0 END)
FROM sale s CROSS JOIN event e ON e.seq = s.seq
LEFT JOIN (SELECT f.sale_id, sum(f.spend_fen) spend_fen, max(f.whole) whole,
  sum(f.points_clawed) points_clawed, sum(f.growth_clawed) growth_clawed
  FROM sale t CROSS JOIN refund f ON f.sale_id = t.id
  WHERE t.member_id = ?1 GROUP BY f.sale_id) r ON r.sale_id = s.id
WHERE s.member_id = ?1 AND +e.business_date BETWEEN ?2 AND ?3 GROUP BY e.business_date ORDER BY e.business_date"""


#: What passes earned and what was taken back of it, on the date of the sale or the use.
_OF_PASSES = """
SELECT coalesce(o.business_date, e.business_date) AS day, sum(CASE WHEN e.kind IN ('pass.undo', 'pass.refund')
  THEN -json_extract(e.payload, '$.points_clawed') ELSE json_extract(e.payload, '$.points_earned') END)
FROM event e LEFT JOIN event o ON e.kind IN ('pass.undo', 'pass.refund') AND o.id = e.reverses_id
WHERE e.member_id = ? AND e.kind IN ('pass.sell', 'pass.renew', 'pass.use', 'pass.undo', 'pass.refund')
GROUP BY day HAVING day BETWEEN ? AND ? ORDER BY day"""


def recent(db: Database, member_id: str, limit: int) -> list[tuple[str, str, str, int | None, int, int, str]]:
    """(business date, kind, event id, fen, points, bonus_fen, receipt number) newest first, also of those who were
    merged into the member.
    """
    found = [row for one in ids_of(db, member_id) for row in db.all(_RECENT, (one, limit))]
    found.sort(key=lambda row: -int(row[7]))
    return [(row[0], row[1], row[2], row[3], row[4], row[5], row[6]) for row in found[:limit]]


def activity(
    db: Database, member_id: str, from_on: str, to_on: str, cleared_seq: int = 0
) -> list[tuple[str, int, int, int, int]]:
    """(business date, spend_fen, visits 0 or 1, points, growth) of a member's sales in a window of dates, inclusive.

    Refunds are taken off the date of their sale (domain rules §6); growth of sales up to `cleared_seq` is gone. Those
    who were merged into the member count, and so does what other tills sold.
    """
    days: dict[str, tuple[str, int, int, int, int]] = {}
    cleared_on = db.value("SELECT business_date FROM event WHERE seq = ?", (cleared_seq,)) or ""
    for one in ids_of(db, member_id):
        own = [tuple(row) for row in db.all(_ACTIVITY, (one, from_on, to_on, cleared_seq))]
        for day, spend_fen, visits, points, growth in (*own, *days_told.told(db, one, from_on, to_on, cleared_on)):
            _, spend, visit, point, grown = days.get(day, (day, 0, 0, 0, 0))
            days[day] = (day, spend + spend_fen, max(visit, visits), point + points, grown + growth)
    return [days[day] for day in sorted(days)]


def granted(db: Database, member_id: str, from_on: str, to_on: str) -> list[tuple[str, int]]:
    """(business date, points) of grants that were no sale's, less what was taken back of them."""
    rows = db.all(
        "SELECT business_date, sum(points - taken) FROM points_grant"
        " WHERE member_id = ? AND business_date BETWEEN ? AND ? GROUP BY business_date ORDER BY business_date",
        (member_id, from_on, to_on),
    )
    return [(row[0], row[1]) for row in rows]


def earned_by_passes(db: Database, member_id: str, from_on: str, to_on: str) -> list[tuple[str, int]]:
    """(business date, points) that passes of a member earned, at their sale or use, less what went back of them."""
    rows = [row for one in ids_of(db, member_id) for row in db.all(_OF_PASSES, (one, from_on, to_on))]
    return [(row[0], row[1]) for row in rows]


def growth_cleared(db: Database, account: str, to_on: str) -> int:
    """Sequence of the last review up to a date that cleared an account's growth; 0 = none."""
    return int(
        db.value(
            "SELECT coalesce(max(l.seq), 0) FROM ledger l JOIN event e ON e.seq = l.seq"
            " WHERE l.account = ? AND l.kind = 'GROWTH' AND l.instance = '' AND e.kind = 'tier.review'"
            " AND e.business_date <= ?",
            (account, to_on),
        )
    )
