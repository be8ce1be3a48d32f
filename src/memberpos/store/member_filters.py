"""Filters of the member list: as conditions of SQL, and kept under a name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from memberpos.domain.ledger import BONUS, POINTS, PRINCIPAL
from memberpos.domain.member_filter import BLACKLISTED, BLOCKED, ENDED, FROZEN, MemberFilter, member_filter
from memberpos.store.database import Database

#: What a member's account holds of some kinds; `a` is the account.
_HELD = "(SELECT coalesce(sum(b.amount), 0) FROM balance b WHERE b.account = a.id AND b.kind IN ({}))"
STORED = _HELD.format(f"'{PRINCIPAL}', '{BONUS}'")
HELD_POINTS = _HELD.format(f"'{POINTS}'")
_CARD = "EXISTS(SELECT 1 FROM card c WHERE c.member_id = m.id AND c.state = 'active')"
_CONSENT = (
    "EXISTS(SELECT 1 FROM member_consent t WHERE t.member_id = m.id AND t.purpose = ? AND t.withdrawn_at_ms IS NULL)"
)
_EXPIRING = f"a.id IN (SELECT account FROM lot WHERE kind = '{POINTS}' AND open > 0 AND expires BETWEEN ? AND ?)"


@dataclass(frozen=True)
class SavedFilter:
    """A filter with the name its maker gave it."""

    id: str
    name: str
    filter: MemberFilter


Condition = tuple[str, tuple[Any, ...]]


def where(wanted: MemberFilter, today: date) -> Condition:
    """The condition over member `m` and its account `a`, and its values; merged members are never shown."""
    parts = [("m.alias_of IS NULL", ()), *_parts(wanted, today)]
    return " AND ".join(sql for sql, _ in parts), tuple(value for _, values in parts for value in values)


def needs_account(wanted: MemberFilter) -> bool:
    """Whether the condition looks at the account."""
    return any(
        value is not None
        for value in (
            wanted.expiring_days, wanted.stored_min_fen, wanted.stored_max_fen, wanted.points_min, wanted.points_max
        )
    )  # fmt: skip


def _parts(wanted: MemberFilter, today: date) -> Iterator[Condition]:
    yield from _who(wanted, today)
    yield from _when(wanted, today)
    for low, high, sql in (
        (wanted.stored_min_fen, wanted.stored_max_fen, STORED),
        (wanted.points_min, wanted.points_max, HELD_POINTS),
        (wanted.visits_min, wanted.visits_max, "m.visits"),
    ):
        if low is not None:
            yield f"{sql} >= ?", (low,)
        if high is not None:
            yield f"{sql} <= ?", (high,)


def _who(wanted: MemberFilter, today: date) -> Iterator[Condition]:
    if wanted.tiers:
        yield f"m.tier IN ({', '.join('?' * len(wanted.tiers))})", wanted.tiers
    for tag in wanted.tags:
        yield "EXISTS(SELECT 1 FROM json_each(m.tags) j WHERE j.value = ?)", (tag,)
    if wanted.sex is not None:
        yield "m.sex = ?", (wanted.sex,)
    if wanted.seller_id is not None:
        yield "m.seller_id = ?", (wanted.seller_id,)
    if wanted.has_phone is not None:
        yield f"m.k_phone {'<>' if wanted.has_phone else '='} ''", ()
    if wanted.has_card is not None:
        yield _CARD if wanted.has_card else f"NOT {_CARD}", ()
    for purpose, sql in ((wanted.consent, _CONSENT), (wanted.no_consent, f"NOT {_CONSENT}")):
        if purpose is not None:
            yield sql, (purpose,)
    if wanted.blocked is not None:
        yield from _blocked(wanted.blocked, today)


def _blocked(kind: str, today: date) -> Iterator[Condition]:
    ended = "coalesce(m.ends_on, '9999') < ?"
    day = today.isoformat()
    if kind == BLOCKED:
        yield f"(m.frozen OR m.blacklisted OR {ended})", (day,)
    elif kind == ENDED:
        yield ended, (day,)
    else:
        yield {FROZEN: "m.frozen", BLACKLISTED: "m.blacklisted"}[kind], ()


def _when(wanted: MemberFilter, today: date) -> Iterator[Condition]:
    if wanted.birthday_month is not None:
        month = wanted.birthday_month or today.month
        yield "substr(m.birthday, 6, 2) = ? AND NOT m.lunar", (f"{month:02}",)
    if wanted.away_days is not None:
        yield "m.last_visit_on < ?", ((today - timedelta(days=wanted.away_days)).isoformat(),)
    if wanted.joined_days is not None:
        yield "m.joined_on >= ?", ((today - timedelta(days=wanted.joined_days)).isoformat(),)
    if wanted.expiring_days is not None:
        yield _EXPIRING, (today.isoformat(), (today + timedelta(days=wanted.expiring_days)).isoformat())


def saved(db: Database) -> list[SavedFilter]:
    """The filters kept, by name."""
    rows = db.all("SELECT id, name, doc FROM member_filter ORDER BY name")
    return [SavedFilter(row[0], row[1], member_filter(json.loads(row[2]))) for row in rows]


def keep(db: Database, made: SavedFilter, staff_id: str, at_ms: int) -> None:
    """Keeps a filter; one of the same name is replaced. Inside the caller's transaction."""
    db.execute("DELETE FROM member_filter WHERE name = ?", (made.name,))
    db.execute(
        "INSERT INTO member_filter(id, name, doc, staff_id, at_ms) VALUES(?, ?, ?, ?, ?)",
        (made.id, made.name, json.dumps(made.filter.document(), ensure_ascii=False), staff_id, at_ms),
    )


def remove(db: Database, filter_id: str) -> bool:
    """Takes a filter away; False when there was none."""
    return db.execute("DELETE FROM member_filter WHERE id = ?", (filter_id,)).rowcount > 0
