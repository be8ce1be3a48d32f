"""Members, their accounts and the search over them (prefix indexes, domain rules §12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from memberpos.store.database import Database

_END = "\U0010ffff"


@dataclass(frozen=True)
class MemberRow:
    """A member with the account that is the member's own. Dates are ISO text, phone is E.164.

    `tier` is the one in force, `tier_own` the one reached, whose validity is `tier_from` to `tier_to`; `tier_grant` the
    tiers given besides (JSON). `birthday_next`: the next day a birthday is due, None = not worked out.
    """

    id: str
    account_id: str
    name: str
    phone: str | None
    sex: str
    birthday: str | None
    lunar: bool
    joined_on: str
    joined_at_ms: int
    referrer_id: str | None
    notes: str
    status: str
    tier: str | None
    tier_from: str | None
    tier_to: str | None
    tier_grant: str
    last_visit_on: str | None
    visits: int
    spend_fen: int
    leap_month: bool = False
    birthday_next: str | None = None
    tier_own: str | None = None


@dataclass(frozen=True)
class TierColumns:
    """The tier reached: name, validity, the given ones as JSON ("" = none), and the next date something ends."""

    tier: str
    from_on: str
    to_on: str | None
    grants: str
    due_on: str | None


@dataclass(frozen=True)
class TierChange:
    """Why and how a tier changed: the one reached (`old`, `new`, its validity) and the one in force (`held_…`)."""

    old: str | None
    new: str | None
    from_on: str
    to_on: str | None
    why: str
    held_old: str | None
    held_new: str | None


@dataclass(frozen=True)
class MemberHit:
    """One row of a search."""

    member_id: str
    name: str
    phone: str | None
    tier: str | None
    card_number: str | None


_FLAGS = [list(MemberRow.__dataclass_fields__).index(name) for name in ("lunar", "leap_month")]
_SELECT = (
    "SELECT m.id, a.id, m.name, m.phone, m.sex, m.birthday, m.lunar, m.joined_on, m.joined_at_ms, m.referrer_id,"
    " m.notes, m.status, m.tier, m.tier_from, m.tier_to, m.tier_grant, m.last_visit_on, m.visits, m.spend_fen,"
    " m.leap_month, m.birthday_next, m.tier_own"
    " FROM member m JOIN account a ON a.owner_id = m.id"
)
_HIT = (
    "SELECT m.id, m.name, m.phone, m.tier, (SELECT number FROM card c WHERE c.member_id = m.id AND c.state = 'active'"
    " LIMIT 1) FROM member m"
)


def insert(db: Database, row: MemberRow, keys: dict[str, str]) -> None:
    """Adds a member with an account; `keys` are the search columns (k_name, k_given, …)."""
    columns = ", ".join(keys)
    marks = ", ".join("?" * len(keys))
    db.execute(
        "INSERT INTO member(id, name, phone, sex, birthday, lunar, joined_on, joined_at_ms, referrer_id, notes, tier,"
        f" tier_own, tier_from, tier_to, tier_due, leap_month, birthday_next, {columns})"
        f" VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, date(?, '+1 day'), ?, ?, {marks})",
        (row.id, row.name, row.phone, row.sex, row.birthday, int(row.lunar), row.joined_on, row.joined_at_ms,
         row.referrer_id, row.notes, row.tier, row.tier_own or row.tier, row.tier_from, row.tier_to, row.tier_to,
         int(row.leap_month), row.birthday_next, *keys.values()),
    )  # fmt: skip
    db.execute(
        "INSERT INTO account(id, owner_kind, owner_id, made_at_ms) VALUES(?, 'member', ?, ?)",
        (row.account_id, row.id, row.joined_at_ms),
    )


def update(db: Database, member_id: str, values: Mapping[str, str | int | None], keys: Mapping[str, str]) -> None:
    """Sets profile columns and search keys."""
    columns = {**values, **keys}
    sets = ", ".join(f"{name} = ?" for name in columns)
    filled = [("" if value is None and name in ("sex", "notes") else value) for name, value in columns.items()]
    db.execute(f"UPDATE member SET {sets} WHERE id = ?", (*filled, member_id))


def by_id(db: Database, member_id: str) -> MemberRow | None:
    """The member with this id."""
    return _row(db.one(f"{_SELECT} WHERE m.id = ?", (member_id,)))


def by_account(db: Database, account_id: str) -> MemberRow | None:
    """The member who owns an account."""
    return _row(db.one(f"{_SELECT} WHERE a.id = ?", (account_id,)))


def by_card(db: Database, number: str) -> tuple[MemberRow | None, str | None]:
    """(holder, card state) of a card number in one query; (None, None) for a number never made."""
    row = db.one(
        _SELECT.replace("SELECT ", "SELECT c.state, ", 1)
        .replace("FROM member m", "FROM card c LEFT JOIN member m ON m.id = c.member_id")
        .replace("JOIN account a", "LEFT JOIN account a") + " WHERE c.number = ?",
        (number,),
    )  # fmt: skip
    if row is None:
        return None, None
    values = tuple(row)
    return (None if values[1] is None else _row(values[1:])), str(values[0])


def by_phone(db: Database, phone: str) -> list[MemberRow]:
    """Members with exactly this phone (a phone is not unique)."""
    return [_must(row) for row in db.all(f"{_SELECT} WHERE m.k_phone = ? LIMIT 20", (phone,))]


def search(db: Database, text: str, limit: int = 20) -> list[MemberHit]:
    """Members by name from one character, given name, pinyin, initials, phone (start or end) or card number."""
    needle = text.strip().casefold()
    if not needle:
        return []
    probes = [("k_name", needle), ("k_given", needle), ("k_pinyin", needle.replace(" ", "")), ("k_initials", needle)]
    if needle.isdigit():
        probes = [("k_phone_rev", needle[::-1]), ("k_phone", needle)]
    elif not needle.isascii():
        probes = probes[:2]  # pinyin and initials are plain letters and digits
    found: dict[str, MemberHit] = {}
    for column, key in probes:
        rows = db.all(f"{_HIT} WHERE m.{column} >= ? AND m.{column} < ? LIMIT ?", (key, key + _END, limit))
        found.update({row[0]: MemberHit(*row) for row in rows if row[0] not in found})
    for row in _by_card_prefix(db, text.strip(), limit):
        found.setdefault(row.member_id, row)
    return list(found.values())[:limit]


def page(db: Database, order: str, after: int, limit: int) -> list[MemberHit]:
    """Members by `order` (joined | name), for lists."""
    column = {"joined": "m.joined_at_ms DESC", "name": "m.k_name"}[order]
    return [MemberHit(*row) for row in db.all(f"{_HIT} ORDER BY {column} LIMIT ? OFFSET ?", (limit, after))]


def identity(db: Database, member_id: str) -> str:
    """The identity document kept for a member; "" without one."""
    return str(db.value("SELECT identity FROM member WHERE id = ?", (member_id,)) or "")


def count(db: Database) -> int:
    """How many members there are."""
    return int(db.value("SELECT count(*) FROM member"))


def set_tier(db: Database, member_id: str, held: str | None, own: TierColumns) -> None:
    """Keeps the tier in force, and the one reached with its validity and the tiers given besides."""
    db.execute(
        "UPDATE member SET tier = ?, tier_own = ?, tier_from = ?, tier_to = ?, tier_grant = ?, tier_due = ?"
        " WHERE id = ?",
        (held, own.tier, own.from_on, own.to_on, own.grants, own.due_on, member_id),
    )


def add_visit(db: Database, member_id: str, date: str) -> None:
    """Notes a visit for the profile."""
    db.execute("UPDATE member SET last_visit_on = ?, visits = visits + 1 WHERE id = ?", (date, member_id))


def drop_visit(db: Database, member_id: str) -> None:
    """Takes back a visit that was noted by mistake: the last one is that of the newest sale or use of a pass left."""
    db.execute(
        "UPDATE member SET visits = max(visits - 1, 0), last_visit_on ="
        " (SELECT max(day) FROM (SELECT max(e.business_date) AS day FROM sale s JOIN event e ON e.seq = s.seq"
        " WHERE s.member_id = ?1 UNION ALL SELECT max(u.on_date) FROM pass_use u JOIN event e ON e.id = u.event_id"
        " WHERE e.member_id = ?1 AND u.undone_by IS NULL)) WHERE id = ?1",
        (member_id,),
    )


def add_tier_change(db: Database, event_id: str, member_id: str, change: TierChange) -> None:
    """Records a change; a second one of the same event goes on from where the first one began."""
    values = tuple(getattr(change, name) for name in TierChange.__dataclass_fields__)
    db.execute(
        "INSERT INTO tier_change(event_id, member_id, old, new, from_on, to_on, why, held_old, held_new)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET new = excluded.new, from_on = excluded.from_on,"
        " to_on = excluded.to_on, held_new = excluded.held_new",
        (event_id, member_id, *values),
    )


def tier_before(db: Database, event_id: str, member_id: str) -> tuple[str | None, str | None] | None:
    """(old, new) tier in force of the change an event made, if it made one."""
    row = db.one(
        "SELECT held_old, held_new FROM tier_change WHERE event_id = ? AND member_id = ? AND held_old IS NOT held_new",
        (event_id, member_id),
    )
    return None if row is None else (row[0], row[1])


def tier_changes(db: Database, member_id: str) -> list[tuple[str, str, str | None, str]]:
    """(tier reached, first day, last day or None, why) of every change of it, oldest first."""
    rows = db.all(
        "SELECT c.new, c.from_on, c.to_on, c.why FROM tier_change c JOIN event e ON e.id = c.event_id"
        " WHERE c.member_id = ? AND c.why NOT IN ('grant', 'grant_end') ORDER BY e.seq",
        (member_id,),
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def due_reviews(db: Database, until: str) -> list[str]:
    """Ids of members whose tier or given tier has an end due on `until` or before."""
    rows = db.all("SELECT id FROM member WHERE tier_due IS NOT NULL AND tier_due <= ?", (until,))
    return [row[0] for row in rows]


def due_birthdays(db: Database, until: str) -> list[str]:
    """Ids of members whose birthday is due on `until` or before, or not yet worked out."""
    rows = db.all(
        "SELECT id FROM member WHERE birthday IS NOT NULL AND birthday_next IS NULL"
        " UNION ALL SELECT id FROM member WHERE birthday IS NOT NULL AND birthday_next <= ?",
        (until,),
    )
    return [row[0] for row in rows]


def set_birthday_next(db: Database, member_id: str, day: str) -> None:
    """Keeps the next day on which a birthday is due."""
    db.execute("UPDATE member SET birthday_next = ? WHERE id = ?", (day, member_id))


def _by_card_prefix(db: Database, text: str, limit: int) -> list[MemberHit]:
    rows = db.all(
        "SELECT m.id, m.name, m.phone, m.tier, c.number FROM card c JOIN member m ON m.id = c.member_id"
        " WHERE c.number >= ? AND c.number < ? LIMIT ?",
        (text, text + _END, limit),
    )
    return [MemberHit(*row) for row in rows]


def _row(row: Sequence[Any] | None) -> MemberRow | None:
    return None if row is None else _must(row)


def _must(row: Sequence[Any]) -> MemberRow:
    values = list(row)
    for flag in _FLAGS:
        values[flag] = bool(values[flag])
    return MemberRow(*values)
