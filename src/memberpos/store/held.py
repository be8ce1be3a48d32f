"""Rows that belong to a member: which of them a transaction changed, and putting them as another till left them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.events import RowState
from memberpos.store import activity
from memberpos.store.database import Database
from memberpos.store.held_tables import HELD, HeldTable

#: `gone`: true, or that the row is another account's.
GONE, MOVED, ACTIVITY = "gone", "moved", "activity"
#: Columns that never stand in an event's body.
SECRETS = frozenset({"password_hash"})


def take(db: Database) -> dict[str, list[RowState]]:
    """The rows changed in this transaction by account, as they are now; one that went away, or to another account, is
    `gone` there. They are taken off the list. Accounts that rows went away from come first: told in this order, and
    cut wherever, a row is never in two accounts.
    """
    changed = db.all("SELECT entity, keys, account FROM changed_row ORDER BY account, entity, keys")
    if not changed:
        return {}
    db.execute("DELETE FROM changed_row")
    found: defaultdict[str, list[RowState]] = defaultdict(list)
    for entity, keys, account in changed:
        found[account].append(_state(db, entity, json.loads(keys), account))
    return dict(sorted(found.items(), key=lambda one: not any(row.fields.get(GONE) == MOVED for row in one[1])))


def forget_changes(db: Database) -> None:
    """What headquarters told is not told back."""
    db.execute("DELETE FROM changed_row")


def _state(db: Database, entity: str, keys: Mapping[str, Any], account: str) -> RowState:
    row_id = "/".join(str(value) for value in keys.values())
    if entity == ACTIVITY:
        return RowState(entity, row_id, {**keys, **activity.own_day(db, account, keys["device"], keys["day"])})
    held = HELD[entity]
    row = db.one(
        f"SELECT {', '.join(held.columns)} FROM {held.table} AS r WHERE {_where(held)}"
        f" AND {held.account.format(r='r')} = ?",
        (*keys.values(), account),
    )
    if row is not None:
        return RowState(entity, row_id, dict(zip(held.columns, tuple(row), strict=True)))
    moved = db.value(f"SELECT 1 FROM {held.table} AS r WHERE {_where(held)}", tuple(keys.values())) is not None
    return RowState(entity, row_id, {**keys, GONE: MOVED if moved else True})


def state_of(db: Database, entity: str, keys: Mapping[str, Any], account: str) -> RowState:
    """A row as it is now, to be told with an event of its own."""
    return _state(db, entity, keys, account)


def put(db: Database, entity: str, account: str, told: Mapping[str, Any]) -> bool:
    """Puts a row of an account as it was told, inside the caller's transaction. False when something it needs is not
    here yet, or nobody knows such rows. PosError bad_file for values that fit no column.
    """
    held = HELD.get(entity)
    row = db.one("SELECT m.id FROM account a LEFT JOIN member m ON m.id = a.owner_id WHERE a.id = ?", (account,))
    owner = None if row is None else row[0]
    if row is None or (owner is None and (held is None or held.owner not in ("account_id", ""))):
        return False  # of a member who was erased before this till heard of them only the account is here
    if held is None:
        return entity == ACTIVITY and activity.put(db, str(owner), told)
    if told.get(GONE) == MOVED:
        return True
    if not _has_needed(db, held, told):
        return False
    values = _values(held, told)
    _mark_told(db, entity, held, values)
    if told.get(GONE) is True:
        if not held.update_only:
            _drop(db, held, values, account)
        return True
    if held.owner in ("account_id", "member_id"):
        values[held.owner] = account if held.owner == "account_id" else owner
    if held.update_only:
        return _update(db, held, values, account)
    _upsert(db, held, values)
    return True


def _mark_told(db: Database, entity: str, held: HeldTable, values: Mapping[str, Any]) -> None:
    """What other tills left is not what the events here say."""
    row_id = "/".join(str(values[name]) for name in held.keys)
    marks = [(entity, row_id)] + ([("pass", values["pass_id"])] if "pass_id" in held.keys else [])
    for one in marks:
        mark_told(db, *one)


def mark_told(db: Database, entity: str, row_id: str) -> None:
    """A row is as another till left it: no event here explains it."""
    db.execute("INSERT INTO told_row(entity, id) VALUES(?, ?) ON CONFLICT DO NOTHING", (entity, row_id))


def _has_needed(db: Database, held: HeldTable, told: Mapping[str, Any]) -> bool:
    if held.needs is None or told.get(GONE) is True:
        return True
    table, column = held.needs
    value = told.get("pass_id" if table == "pass" else column)
    return db.value(f"SELECT 1 FROM {table} WHERE {column} = ?", (str(value),)) is not None


def _values(held: HeldTable, told: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in held.columns:
        value = told.get(name)
        number = name in held.numbers or name.endswith("_ms")
        if isinstance(value, str) and number:
            value = int(value) if value.removeprefix("-").isdecimal() and len(value) < 19 else value
        fits = value is None or (type(value) is int if number else isinstance(value, str))
        if not fits:
            raise PosError("bad_file", what="row")
        if value is not None or name not in held.keys:
            values[name] = value
    if set(held.keys) - set(values):
        raise PosError("bad_file", what="row")
    return values


def _where(held: HeldTable) -> str:
    return " AND ".join(f"{name} = ?" for name in held.keys)


def _drop(db: Database, held: HeldTable, values: Mapping[str, Any], account: str) -> None:
    db.execute(
        f"DELETE FROM {held.table} AS r WHERE {_where(held)} AND {held.account.format(r='r')} = ?",
        (*(values[name] for name in held.keys), account),
    )


def _update(db: Database, held: HeldTable, values: Mapping[str, Any], account: str) -> bool:
    """False when the row is not there, or (a card on its way) not this account's yet."""
    names = (*held.texts, *held.numbers)
    sets = ", ".join(f"{name} = {_set(held, name)}" for name in names)
    cursor = db.execute(
        f"UPDATE {held.table} AS r SET {sets} WHERE {_where(held)} AND {held.account.format(r='r')} = ?",
        (*(values[name] for name in names), *(values[name] for name in held.keys), account),
    )
    return int(cursor.rowcount) > 0


def _set(held: HeldTable, name: str) -> str:
    if (held.table, name) == ("member", "tier_grant"):
        return "coalesce(?, '')"
    return "coalesce(?, 0)" if name in ("password_new", "frozen") else "?"


def _upsert(db: Database, held: HeldTable, values: Mapping[str, Any]) -> None:
    row = {**dict(held.fixed), **values}
    kept = {name for name, _ in held.fixed} | set(held.keys)
    if held.table == "member_consent":
        kept |= {"member_id"}
        keys = ("member_id", *held.keys)
    else:
        keys = held.keys
    sets = ", ".join(f"{name} = excluded.{name}" for name in row if name not in kept)
    db.execute(
        f"INSERT INTO {held.table}({', '.join(row)}) VALUES({', '.join('?' * len(row))})"
        f" ON CONFLICT({', '.join(keys)}) DO UPDATE SET {sets}",
        tuple(row.values()),
    )
