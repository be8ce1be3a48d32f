"""Filling a till from a snapshot: rows nobody here knows are copied in slices, between which sales go on.

A slice is one transaction. Balances and lots come before the account whose version says that they are here, so a till
that dies in between simply copies them again. What this till knows already is left to the ordinary rules (`known_*`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlcipher3 import dbapi2

from memberpos.domain.errors import PosError
from memberpos.domain.search import part_starts
from memberpos.store.bulk import add_parts_from, add_phone_parts
from memberpos.store.database import Database
from memberpos.store.schema_v1 import SEARCH_INDEXES

SLICE_ROWS = 12_000
#: In this order; each copies rows (?1, ?2] of the snapshot's table; ?3 is the time.
COPIES: Mapping[str, str] = MappingProxyType(
    {
        "balance": """INSERT INTO balance(account, kind, instance, unit, amount, others)
  SELECT s.account, s.kind, s.instance, s.unit, 0, s.amount FROM snap.balance s WHERE s.rowid > ?1 AND s.rowid <= ?2
  AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = s.account) AND ?3 > 0 ON CONFLICT DO NOTHING""",
        "lot": """INSERT INTO lot(id, account, kind, instance, granted, open, made_at_ms, made_seq, expires,
  available_from, recharge_id, event_id, gift, others, mine, held)
  SELECT s.id, s.account, s.kind, s.instance, s.granted, s.open, s.made_at_ms, 0, s.expires, s.available_from,
  s.recharge, s.event, s.gift, s.open, 0, 0 FROM snap.lot s WHERE s.rowid > ?1 AND s.rowid <= ?2
  AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = s.account) AND ?3 > 0 ON CONFLICT DO NOTHING""",
        "member": """INSERT INTO member(id, name, phone, sex, birthday, lunar, notes, referrer_id, joined_on,
  joined_at_ms, leap_month, address, ends_on, seller_id, tags, custom, frozen, blacklisted, home_store,
  status_epoch, alias_of, ver, k_name, k_given, k_pinyin, k_initials, k_phone, k_phone_rev)
  SELECT s.id, coalesce(nullif(s.name, ''), s.phone), nullif(s.phone, ''), s.sex, nullif(s.birthday, ''), s.lunar = '1',
  s.notes, nullif(s.referrer, ''), coalesce(nullif(s.joined_on, ''), '1970-01-01'),
  coalesce(CAST(nullif(s.joined_at_ms, '') AS INTEGER), ?3), s.leap_month = '1', s.address, nullif(s.ends_on, ''),
  nullif(s.seller_id, ''), s.tags, s.custom, s.frozen = '1', s.blacklisted = '1',
  s.home, s.epoch, s.alias, s.ver, s.k_name, s.k_given,
  s.k_pinyin, s.k_initials, s.k_phone, s.k_phone_rev
  FROM snap.member s WHERE s.rowid > ?1 AND s.rowid <= ?2 ON CONFLICT DO NOTHING""",
        "account": """INSERT INTO account(id, owner_kind, owner_id, made_at_ms, ver)
  SELECT s.id, 'member', s.member, ?3, s.ver FROM snap.account s WHERE s.rowid > ?1 AND s.rowid <= ?2
  ON CONFLICT DO NOTHING""",
        "card": """INSERT INTO card(number, account_id, member_id, role, state, status_epoch, replaced_by,
  state_at_ms) SELECT s.number, s.account, s.member, s.role, s.state, s.epoch, s.replaced_by,
  coalesce(s.at_ms, ?3) FROM snap.card s
  JOIN account a ON a.id = s.account JOIN member m ON m.id = s.member WHERE s.rowid > ?1 AND s.rowid <= ?2
  ON CONFLICT(number) DO UPDATE SET account_id = excluded.account_id, member_id = excluded.member_id,
  role = excluded.role, replaced_by = excluded.replaced_by WHERE member_id IS NULL""",
    }
)


def attach(db: Database, path: Path) -> None:
    """Opens a snapshot beside the till's database. PosError bad_file for anything but plain tables."""
    if any(row[1] == "snap" for row in db.all("PRAGMA database_list")):
        detach(db)
    db.execute("ATTACH DATABASE ? AS snap KEY ''", (str(path),))
    try:
        kinds = {row[0] for row in db.all("SELECT type FROM snap.sqlite_master")}
        whole = db.value("PRAGMA snap.quick_check(1)") == "ok"
    except dbapi2.DatabaseError as error:
        detach(db)
        raise PosError("bad_file", what="snapshot") from error
    except PosError:
        detach(db)
        raise
    if kinds - {"table"} or not whole:
        detach(db)
        raise PosError("bad_file", what="snapshot")


def detach(db: Database) -> None:
    """Closes the snapshot."""
    db.execute("DETACH DATABASE snap")


def size(db: Database, table: str) -> int:
    """Rows of a table of the snapshot. PosError bad_file when it is not there."""
    try:
        return int(db.value(f"SELECT coalesce(max(rowid), 0) FROM snap.{table}"))
    except dbapi2.Error as error:
        raise PosError("bad_file", what="snapshot") from error


def copy(db: Database, table: str, after: int, until: int, now_ms: int, *, parts: bool = True) -> None:
    """One slice; inside the caller's transaction. PosError bad_file for rows that do not fit. Without `parts` the
    middles of phone numbers wait for `add_parts`.
    """
    try:
        db.execute(COPIES[table], (after, until, now_ms))
        if table == "member" and parts:
            _add_phone_parts(db, after, until)
        elif table == "card":
            db.execute(
                "INSERT INTO told_row(entity, id) SELECT 'card', s.number FROM snap.card s WHERE s.rowid > ?"
                " AND s.rowid <= ? ON CONFLICT DO NOTHING",
                (after, until),
            )
    except dbapi2.Error as error:
        raise PosError("bad_file", what="snapshot") from error


def _add_phone_parts(db: Database, after: int, until: int) -> None:
    found = db.all(
        "SELECT m.n, m.k_phone FROM snap.member s JOIN member m ON m.id = s.id WHERE s.rowid > ? AND s.rowid <= ?"
        " AND NOT EXISTS (SELECT 1 FROM account a WHERE a.owner_id = m.id)",
        (after, until),
    )
    add_phone_parts(db, ((int(row[0]), str(row[1])) for row in found))


def is_fresh(db: Database) -> bool:
    """True for a till with so few members that its search can be built anew."""
    return int(db.value("SELECT count(*) FROM (SELECT 1 FROM member LIMIT 20001)")) <= 20_000


def knows_members(db: Database) -> bool:
    """True for a till that has any member."""
    return db.value("SELECT 1 FROM member LIMIT 1") is not None


def drop_search(db: Database) -> None:
    """Takes the search indexes away, inside the caller's transaction: filling them row by row takes minutes."""
    for name in SEARCH_INDEXES:
        db.execute(f"DROP INDEX IF EXISTS {name}")


def missing_indexes(db: Database) -> list[str]:
    """Search indexes that are not there."""
    known = {row[0] for row in db.all("SELECT name FROM sqlite_master WHERE type = 'index'")}
    return [name for name in SEARCH_INDEXES if name not in known]


def make_index(db: Database, name: str) -> None:
    """Makes one of them; a million members take a second or two."""
    db.execute(SEARCH_INDEXES[name])


def add_parts(db: Database, step: int) -> bool:
    """The `step`-th parts of all phone numbers, inside the caller's transaction; False when there are no more. Slice by
    slice they would fill their table all over again each time, which took most of a million members' time.
    """
    starts = part_starts(int(db.value("SELECT coalesce(max(length(k_phone)), 0) FROM member")))
    if step < len(starts):
        add_parts_from(db, starts[step])
    return step + 1 < len(starts)


def last_seq(db: Database, device: str) -> int:
    """The last event of `device` that the snapshot contains."""
    return int(db.value("SELECT last_seq FROM snap.device WHERE id = ?", (device,)) or 0)


def documents(db: Database, after: int, limit: int) -> list[tuple[int, str, str, int, bool, dict[str, Any]]]:
    """(row, entity, id, version, gone, fields) of goods, offers, parameters and blocked cards."""
    rows = db.all(
        "SELECT rowid, e, id, ver, gone, f FROM snap.doc WHERE rowid > ? ORDER BY rowid LIMIT ?", (after, limit)
    )
    return [(row[0], str(row[1]), str(row[2]), int(row[3]), bool(row[4]), _object(row[5])) for row in rows]


def held_rows(db: Database, after: int, limit: int) -> list[tuple[int, str, str, str, int, dict[str, Any]]]:
    """(row, account, entity, id, hybrid clock, fields) of passes, coupons and all else that belongs to an account."""
    rows = db.all(
        "SELECT rowid, account, e, id, hlc, f FROM snap.row WHERE rowid > ? ORDER BY rowid LIMIT ?", (after, limit)
    )
    return [(row[0], str(row[1]), str(row[2]), str(row[3]), int(row[4]), _object(row[5])) for row in rows]


def known_accounts(db: Database, after: int, limit: int) -> list[tuple[int, str, str, int]]:
    """(row, account, member, version) of accounts that were here in an older version."""
    rows = db.all(
        "SELECT s.rowid, s.id, s.member, s.ver FROM snap.account s JOIN account a ON a.id = s.id"
        " WHERE s.rowid > ? AND a.ver < s.ver ORDER BY s.rowid LIMIT ?",
        (after, limit),
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def balances_of(db: Database, account: str) -> list[list[str]]:
    """An account's balances in the snapshot, as they travel."""
    rows = db.all("SELECT kind, instance, unit, amount FROM snap.balance WHERE account = ?", (account,))
    return [[row[0], row[1], row[2], str(row[3])] for row in rows]


def lots_of(db: Database, account: str) -> list[dict[str, Any]]:
    """An account's lots in the snapshot, as they travel."""
    rows = db.all(
        "SELECT id, kind, instance, granted, open, made_at_ms, expires, available_from, recharge, event, gift"
        " FROM snap.lot WHERE account = ?",
        (account,),
    )
    names = (
        "id", "kind", "instance", "granted", "open", "made_at_ms", "expires", "available_from", "recharge", "event",
        "gift",
    )  # fmt: skip
    return [_travelling(dict(zip(names, tuple(row), strict=True))) for row in rows]


def index_snapshot(db: Database) -> None:
    """Makes look-ups by account in the snapshot fast; only a till that knew members before needs them."""
    db.execute("CREATE INDEX IF NOT EXISTS snap.balance_account ON balance(account)")
    db.execute("CREATE INDEX IF NOT EXISTS snap.lot_account ON lot(account)")


def known_members(db: Database, after: int, limit: int) -> list[tuple[int, str]]:
    """(row, id) of members that were here in an older version."""
    rows = db.all(
        "SELECT s.rowid, s.id FROM snap.member s JOIN member m ON m.id = s.id WHERE s.rowid > ? AND m.ver < s.ver"
        " AND m.status <> 'erased' ORDER BY s.rowid LIMIT ?",
        (after, limit),
    )
    return [(row[0], row[1]) for row in rows]


def _travelling(lot: dict[str, Any]) -> dict[str, Any]:
    longs = ("granted", "open", "made_at_ms")
    return {
        name: str(value) if name in longs else bool(value) if name == "gift" else value for name, value in lot.items()
    }


def _object(text: Any) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (TypeError, ValueError) as error:
        raise PosError("bad_file", what="snapshot") from error
    if not isinstance(value, dict):
        raise PosError("bad_file", what="snapshot")
    return value


def order() -> Sequence[str]:
    """The tables in the order they are copied."""
    return tuple(COPIES)
