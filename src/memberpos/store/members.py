"""Members and their accounts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from memberpos.domain.search import SearchKeys
from memberpos.store.database import Database
from memberpos.store.search import columns_of, put_parts


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
    ends_on: str | None = None
    frozen: bool = False
    blacklisted: bool = False
    alias_of: str | None = None
    seller_id: str | None = None
    address: str = ""
    tags: tuple[str, ...] = ()
    custom: Mapping[str, str] = field(default_factory=dict)


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


_SELECT = (
    "SELECT m.id, a.id, m.name, m.phone, m.sex, m.birthday, m.lunar, m.joined_on, m.joined_at_ms, m.referrer_id,"
    " m.notes, m.status, m.tier, m.tier_from, m.tier_to, m.tier_grant, m.last_visit_on, m.visits, m.spend_fen,"
    " m.leap_month, m.birthday_next, m.tier_own, m.ends_on, m.frozen, m.blacklisted, m.alias_of, m.seller_id,"
    " m.address, m.tags, m.custom"
    " FROM member m JOIN account a ON a.owner_id = m.id"
)
_FLAGS = tuple(
    at
    for at, name in enumerate(MemberRow.__dataclass_fields__)
    if name in ("lunar", "leap_month", "frozen", "blacklisted")
)
#: Profile columns and how a value of `MemberRow` is kept in them.
_KEPT: Mapping[str, Callable[[Any], Any]] = {
    "lunar": int, "leap_month": int, "frozen": int, "blacklisted": int,
    "tags": lambda value: json.dumps(list(value), ensure_ascii=False),
    "custom": lambda value: json.dumps(dict(value), ensure_ascii=False),
    **dict.fromkeys(("sex", "notes", "address"), lambda value: value or ""),
}  # fmt: skip
_OWN = (
    "id", "name", "phone", "sex", "birthday", "lunar", "leap_month", "joined_on", "joined_at_ms", "referrer_id",
    "notes", "birthday_next", "tier", "tier_from", "tier_to", "tier_grant", "ends_on", "seller_id", "address", "tags",
    "custom", "last_visit_on", "visits", "spend_fen",
)  # fmt: skip


#: Columns that `columns` gives, in its order.
COLUMNS = (
    *_OWN,
    "tier_own",
    "tier_due",
    *(f"k_{name}" for name in ("name", "given", "pinyin", "initials", "phone", "phone_rev")),
)


def columns(row: MemberRow, keys: SearchKeys) -> dict[str, Any]:
    """A new member as columns of the table."""
    own = {name: _kept(name, getattr(row, name)) for name in _OWN}
    due = (date.fromisoformat(row.tier_to) + timedelta(days=1)).isoformat() if row.tier_to else None
    return own | {"tier_own": row.tier_own or row.tier, "tier_due": due} | columns_of(keys)


def insert(db: Database, row: MemberRow, keys: SearchKeys) -> None:
    """Adds a member with an account and what it is found by."""
    values = columns(row, keys)
    marks = ", ".join("?" * len(values))
    sql = f"INSERT INTO member({', '.join(values)}) VALUES({marks}) RETURNING n"
    put_parts(db, int(db.value(sql, tuple(values.values()))), keys.phone_parts)
    db.execute(
        "INSERT INTO account(id, owner_kind, owner_id, made_at_ms) VALUES(?, 'member', ?, ?)",
        (row.account_id, row.id, row.joined_at_ms),
    )


def update(db: Database, member_id: str, values: Mapping[str, Any], keys: SearchKeys | None = None) -> None:
    """Sets profile columns (named as in `MemberRow`) and, if given, what the member is found by."""
    kept = {name: _kept(name, value) for name, value in values.items()} | (columns_of(keys) if keys else {})
    sets = ", ".join(f"{name} = ?" for name in kept)
    n = db.value(f"UPDATE member SET {sets} WHERE id = ? RETURNING n", (*kept.values(), member_id))
    if keys is not None and n is not None:
        put_parts(db, int(n), keys.phone_parts)


def _kept(name: str, value: Any) -> Any:
    return _KEPT[name](value) if name in _KEPT else value


def by_id(db: Database, member_id: str) -> MemberRow | None:
    """The member with this id."""
    return _row(db.one(f"{_SELECT} WHERE m.id = ?", (member_id,)))


def by_account(db: Database, account_id: str) -> MemberRow | None:
    """The member who owns an account."""
    return _row(db.one(f"{_SELECT} WHERE a.id = ?", (account_id,)))


def by_phone(db: Database, phone: str) -> list[MemberRow]:
    """Members with exactly this phone (a phone is not unique)."""
    return [_must(row) for row in db.all(f"{_SELECT} WHERE m.k_phone = ? LIMIT 20", (phone,))]


def referrers(db: Database, member_id: str) -> list[str]:
    """Who brought a member, who brought that one, and so on up; the member first. Ends at a circle."""
    rows = db.all(
        "WITH RECURSIVE up(id, depth) AS (SELECT ?1, 0 UNION SELECT m.referrer_id, up.depth + 1 FROM up"
        " JOIN member m ON m.id = up.id WHERE m.referrer_id IS NOT NULL AND up.depth < 1000)"
        " SELECT DISTINCT id FROM up",
        (member_id,),
    )
    return [row[0] for row in rows]


def home_store(db: Database, member_id: str) -> int:
    """The store a member belongs to; 0 when this till enrolled the member and was not told otherwise."""
    return int(db.value("SELECT home_store FROM member WHERE id = ?", (member_id,)) or 0)


def identity(db: Database, member_id: str) -> str:
    """The identity document kept for a member; "" without one."""
    return str(db.value("SELECT identity FROM member WHERE id = ?", (member_id,)) or "")


def count(db: Database) -> int:
    """How many members there are."""
    return int(db.value("SELECT count(*) - (SELECT count(*) FROM member WHERE alias_of IS NOT NULL) FROM member"))


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
    """Records a change; an event may make several: an exchange takes a tier back and reaches one."""
    values = tuple(getattr(change, name) for name in TierChange.__dataclass_fields__)
    db.execute(
        "INSERT INTO tier_change(event_id, member_id, n, old, new, from_on, to_on, why, held_old, held_new)"
        " VALUES(?1, ?2, (SELECT 1 + count(*) FROM tier_change WHERE event_id = ?1 AND member_id = ?2),"
        " ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        (event_id, member_id, *values),
    )


def tier_before(db: Database, event_id: str, member_id: str) -> tuple[str | None, str | None] | None:
    """(old, new) tier in force before and after all that an event changed of it, if they differ."""
    sql = "SELECT held_old, held_new FROM tier_change WHERE event_id = ? AND member_id = ? ORDER BY n"
    rows = db.all(sql, (event_id, member_id))
    return (rows[0][0], rows[-1][1]) if rows and rows[0][0] != rows[-1][1] else None


def tier_raised(db: Database, event_id: str, member_id: str) -> str | None:
    """The tier in force that a sale led to; None where it is the one from before, or an exchange only took one back."""
    raised = db.value(
        "SELECT 1 FROM tier_change WHERE event_id = ? AND member_id = ? AND why <> 'refund'", (event_id, member_id)
    )
    moved = tier_before(db, event_id, member_id) if raised else None
    return moved[1] if moved else None


def tier_changes(db: Database, member_id: str) -> list[tuple[str, str, str | None, str]]:
    """(tier reached, first day, last day or None, why) of every change of it, oldest first."""
    rows = db.all(
        "SELECT c.new, c.from_on, c.to_on, c.why FROM tier_change c JOIN event e ON e.id = c.event_id"
        " WHERE c.member_id = ? AND c.why NOT IN ('grant', 'grant_end') ORDER BY e.seq, c.n",
        (member_id,),
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def due_reviews(db: Database, until: str) -> list[str]:
    """Ids of members whose tier or given tier has an end due on `until` or before."""
    rows = db.all("SELECT id FROM member WHERE tier_due IS NOT NULL AND tier_due <= ?", (until,))
    return [row[0] for row in rows]


def ids_of_numbers(db: Database, numbers: Sequence[int]) -> list[str]:
    """Ids of the members with some row numbers, in their order; numbers that are gone are left out."""
    marks = ", ".join("?" * len(numbers))
    found = {row[0]: row[1] for row in db.all(f"SELECT n, id FROM member WHERE n IN ({marks})", tuple(numbers))}
    return [found[n] for n in numbers if n in found]


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


def _row(row: Sequence[Any] | None) -> MemberRow | None:
    return None if row is None else _must(row)


def _must(row: Sequence[Any]) -> MemberRow:
    values = list(row)
    for place in _FLAGS:
        values[place] = bool(values[place])
    values[-2] = tuple(json.loads(values[-2])) if values[-2] != "[]" else ()
    values[-1] = json.loads(values[-1]) if values[-1] != "{}" else {}
    return MemberRow(*values)
