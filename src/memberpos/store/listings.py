"""Whole tables as rows for exports, read one after another: never all in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from memberpos.domain.member_filter import MemberFilter
from memberpos.store.database import Database
from memberpos.store.member_filters import where

_SPENT = (
    "(SELECT coalesce(sum(s.spend_fen - (SELECT coalesce(sum(r.spend_fen), 0) FROM refund r"
    " WHERE r.sale_id = s.id)), 0) FROM sale s WHERE s.member_id = m.id)"
)
_HELD = "(SELECT coalesce(sum(amount + others), 0) FROM balance b WHERE b.account = a.id AND b.kind = '{}')"


def members(db: Database, wanted: MemberFilter, today: date) -> Iterator[tuple[Any, ...]]:
    """name, phone, sex, birthday, lunar (yes or None), tier, card, joined, last visit, visits, spend fen, points,
    growth, principal fen, bonus fen, tags, address, notes, referrer's name, seller's name, ends on,
    blocked (reason or None), consents, custom values as JSON, id: those a filter shows, by the day they joined.
    """
    condition, values = where(wanted, today)
    held = ", ".join(_HELD.format(kind) for kind in ("POINTS", "GROWTH", "PRINCIPAL", "BONUS"))
    yield from _stream(
        db,
        "SELECT m.name, m.phone, nullif(m.sex, ''), m.birthday, CASE WHEN m.lunar THEN 'yes' END, m.tier,"
        " (SELECT number FROM card c WHERE c.member_id = m.id AND c.state = 'active' ORDER BY number LIMIT 1),"
        f" m.joined_on, m.last_visit_on, m.visits, {_SPENT}, {held},"
        " (SELECT group_concat(value, ', ') FROM json_each(m.tags)), nullif(m.address, ''), nullif(m.notes, ''),"
        " (SELECT r.name FROM member r WHERE r.id = m.referrer_id),"
        " (SELECT p.name FROM staff p WHERE p.id = m.seller_id),"
        " m.ends_on, CASE WHEN m.blacklisted THEN 'blacklisted' WHEN m.frozen THEN 'frozen'"
        " WHEN m.ends_on < ? THEN 'ended' END,"
        " (SELECT group_concat(purpose, ', ') FROM (SELECT DISTINCT t.purpose FROM member_consent t"
        " WHERE t.member_id = m.id AND t.withdrawn_at_ms IS NULL ORDER BY t.purpose)), m.custom, m.id"
        f" FROM member m JOIN account a ON a.owner_id = m.id WHERE {condition} ORDER BY m.joined_at_ms, m.id",
        (today.isoformat(), *values),
    )


def ledger(db: Database) -> Iterator[tuple[Any, ...]]:
    """seq, business date, at ms, event kind, account, member's name, kind, instance, unit, amount, balance after."""
    yield from _stream(
        db,
        "SELECT l.seq, e.business_date, e.at_ms, e.kind, l.account, m.name, l.kind, l.instance, l.unit, l.amount,"
        " l.balance_after FROM ledger l JOIN event e ON e.seq = l.seq LEFT JOIN account a ON a.id = l.account"
        " LEFT JOIN member m ON m.id = a.owner_id ORDER BY l.id",
    )


def sale_lines(db: Database) -> Iterator[tuple[Any, ...]]:
    """business date, at ms, receipt no., staff, member's name, line, sku, goods, qty milli, unit, unit price fen,
    gross fen, discount fen, net fen, refunded fen.
    """
    yield from _stream(
        db,
        "SELECT e.business_date, e.at_ms, s.receipt_no, p.name, m.name, l.n, l.sku, l.name, l.qty_milli, l.unit,"
        " l.unit_price_fen, l.gross_fen, l.gross_fen - l.net_fen, l.net_fen, (SELECT coalesce(sum(f.fen), 0)"
        " FROM refund r JOIN refund_line f ON f.refund_id = r.id WHERE r.sale_id = s.id AND f.line_n = l.n)"
        " FROM sale s JOIN event e ON e.seq = s.seq JOIN sale_line l ON l.sale_id = s.id"
        " LEFT JOIN member m ON m.id = s.member_id LEFT JOIN staff p ON p.id = e.staff_id ORDER BY s.seq, l.n",
    )


def reminders(db: Database, from_on: date, points_to: date, dates_to: date) -> Iterator[tuple[Any, ...]]:
    """kind (expiring | birthday | tier), date, name, phone, points, tier, last visit, id of what comes to members in
    two spans of dates, ends included: points by their last day; birthdays, last days of a tier's validity or of a tier
    given.
    """
    who = "m.name, m.phone, {}, m.tier, m.last_visit_on, m.id"
    yield from _stream(
        db,
        f"SELECT 'expiring', l.expires AS day, {who.format('sum(l.open)')} FROM lot l"
        " JOIN account a ON a.id = l.account JOIN member m ON m.id = a.owner_id"
        " WHERE l.kind = 'POINTS' AND l.open > 0 AND l.expires BETWEEN ?1 AND ?3 GROUP BY l.expires, m.id"
        f" UNION ALL SELECT 'birthday', m.birthday_next, {who.format('NULL')} FROM member m"
        " WHERE m.birthday IS NOT NULL AND m.birthday_next BETWEEN ?1 AND ?2"
        f" UNION ALL SELECT 'tier', date(m.tier_due, '-1 day'), {who.format('NULL')} FROM member m"
        " WHERE m.tier_due > ?1 AND m.tier_due <= date(?2, '+1 day') ORDER BY 2, 1, 8",
        (from_on.isoformat(), dates_to.isoformat(), points_to.isoformat()),
    )


def _stream(db: Database, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    for row in db.execute(sql, values):
        yield tuple(row)
