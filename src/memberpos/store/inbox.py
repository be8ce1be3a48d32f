"""Rows from headquarters that have no version of their own here (goods, offers); and rows nobody knows yet."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from memberpos.store.database import Database

#: Tables of rows that belong to an account → their columns that travel.
HELD: Mapping[str, frozenset[str]] = {
    "pass": frozenset(
        {
            "code",
            "account_id",
            "state",
            "paid_fen",
            "uses_paid",
            "uses_gift",
            "valid_from",
            "valid_to",
            "doc",
            "made_event",
        }
    ),
    "coupon": frozenset({"code", "account_id", "state", "valid_from", "valid_to", "made_event", "used_event"}),
}


@dataclass(frozen=True)
class Kept:
    """A row in force: `row_id` is scope/id."""

    row_id: str
    ver: int
    gone: bool
    doc: Mapping[str, Any]


def ver(db: Database, entity: str, row_id: str) -> int:
    """The version of a row that was applied; 0 when none was."""
    return int(db.value("SELECT ver FROM inbox WHERE entity = ? AND id = ?", (entity, row_id)) or 0)


def keep(db: Database, entity: str, row_id: str, version: int, doc: Mapping[str, Any], *, gone: bool) -> None:
    """Notes a row's version and document; inside the caller's transaction."""
    db.execute(
        "INSERT INTO inbox(entity, id, ver, gone, doc) VALUES(?, ?, ?, ?, ?) ON CONFLICT(entity, id) DO UPDATE SET"
        " ver = excluded.ver, gone = excluded.gone, doc = excluded.doc",
        (entity, row_id, version, int(gone), json.dumps(doc, ensure_ascii=False, separators=(",", ":"))),
    )


def kept(db: Database, entity: str, ids: Sequence[str]) -> list[Kept]:
    """The named rows that are here."""
    marks = ", ".join("?" * len(ids))
    rows = db.all(f"SELECT id, ver, gone, doc FROM inbox WHERE entity = ? AND id IN ({marks})", (entity, *ids))
    return [Kept(row[0], row[1], bool(row[2]), json.loads(row[3] or "{}")) for row in rows]


def put_unknown(db: Database, entity: str, row_id: str, version: int, raw: Mapping[str, Any]) -> None:
    """Keeps a row that this program does not understand, for a newer one."""
    db.execute(
        "INSERT INTO unknown_row(entity, id, ver, body) VALUES(?, ?, ?, ?) ON CONFLICT(entity, id) DO UPDATE SET"
        " ver = excluded.ver, body = excluded.body WHERE excluded.ver >= ver",
        (entity, row_id, version, json.dumps(raw, ensure_ascii=True).encode()),
    )


def unknown(db: Database, entities: Sequence[str], limit: int) -> list[tuple[str, str, dict[str, Any]]]:
    """(entity, id, row as sent) of rows that were kept and that this program knows now."""
    marks = ", ".join("?" * len(entities))
    rows = db.all(f"SELECT entity, id, body FROM unknown_row WHERE entity IN ({marks}) LIMIT ?", (*entities, limit))
    return [(row[0], row[1], json.loads(bytes(row[2]))) for row in rows]


def forget_unknown(db: Database, entity: str, row_id: str) -> None:
    """The row was applied."""
    db.execute("DELETE FROM unknown_row WHERE entity = ? AND id = ?", (entity, row_id))


def put_held(db: Database, entity: str, row_id: str, account: str, fields: Mapping[str, Any]) -> bool:
    """A pass or coupon as another till left it; False when its kind is not here yet, or it is of no known table."""
    known = HELD.get(entity)
    kinds = {"pass": "pass_kind", "coupon": "coupon_kind"}
    if known is None or db.value(f"SELECT 1 FROM {kinds[entity]} WHERE code = ?", (fields.get("code"),)) is None:
        return False
    values = {name: value for name, value in fields.items() if name in known and _plain(value)}
    values["account_id"] = account
    names = ", ".join(values)
    marks = ", ".join("?" * len(values))
    sets = ", ".join(f"{name} = excluded.{name}" for name in values)
    db.execute(
        f"INSERT INTO {entity}(id, {names}) VALUES(?, {marks}) ON CONFLICT(id) DO UPDATE SET {sets}",
        (row_id, *(int(value) if _long(value) else value for value in values.values())),
    )
    return True


def _plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int)


def _long(value: Any) -> bool:
    return isinstance(value, bool) or (isinstance(value, str) and value.lstrip("-").isdigit() and len(value) < 19)


def put_catalog(db: Database, entity: str, code: str, doc: Mapping[str, Any]) -> None:
    """An offer, a gift, or a kind of coupon or pass."""
    text = json.dumps(doc, ensure_ascii=False, separators=(",", ":"))
    if entity == "gift":
        db.execute(
            "INSERT INTO gift(sku, name, points, fen, stock, doc) VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(sku) DO UPDATE"
            " SET name = excluded.name, points = excluded.points, fen = excluded.fen, stock = excluded.stock,"
            " doc = excluded.doc",
            (code, str(doc.get("name", "")), _number(doc, "points"), _number(doc, "fen"), doc.get("stock"), text),
        )
    elif entity == "pass_kind":
        db.execute(
            "INSERT INTO pass_kind(code, price_fen, doc) VALUES(?, ?, ?) ON CONFLICT(code) DO UPDATE SET"
            " price_fen = excluded.price_fen, doc = excluded.doc",
            (code, _number(doc, "price_fen"), text),
        )
    else:
        db.execute(
            f"INSERT INTO {entity}(code, kind, doc) VALUES(?, ?, ?) ON CONFLICT(code) DO UPDATE SET"
            " kind = excluded.kind, doc = excluded.doc",
            (code, str(doc.get("kind", "")), text),
        )


def drop_catalog(db: Database, entity: str, code: str) -> None:
    """Takes an offer or gift back; kinds of coupons and passes stay, because some are still out."""
    if entity in ("offer", "gift"):
        db.execute(f"DELETE FROM {entity} WHERE {'sku' if entity == 'gift' else 'code'} = ?", (code,))


def _number(doc: Mapping[str, Any], key: str) -> int:
    value = doc.get(key, 0)
    return int(value) if isinstance(value, int | str) and str(value).lstrip("-").isdigit() else 0
