"""Rows from headquarters that have no version of their own here (goods, offers); and rows nobody knows yet."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from memberpos.domain import events, pass_terms
from memberpos.domain import gifts as gift_rules
from memberpos.domain.catalog import Product
from memberpos.domain.errors import PosError
from memberpos.domain.gifts import Gift
from memberpos.domain.offer_documents import coupon_kind_from, offer_from
from memberpos.domain.recharge_offers import offer_document
from memberpos.domain.recharge_offers import offer_from as recharge_offer_from
from memberpos.store import gifts, offers, passes, products, recharge_offers
from memberpos.store.database import Database


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


def plan(db: Database, entity: str, row_id: str, next_ms: int | None) -> None:
    """Notes when a part of a kept row begins to hold; None: nothing of it is still to come."""
    db.execute("UPDATE inbox SET next_ms = ? WHERE entity = ? AND id = ?", (next_ms, entity, row_id))


def due(db: Database, entity: str, now_ms: int) -> list[str]:
    """Ids of rows of which something begins to hold by now."""
    rows = db.all("SELECT id FROM inbox WHERE next_ms <= ? AND entity = ? ORDER BY next_ms, id", (now_ms, entity))
    return [str(row[0]) for row in rows]


def next_ms(db: Database) -> int | None:
    """When the next part of a row begins to hold, or None."""
    found = db.value("SELECT min(next_ms) FROM inbox WHERE next_ms IS NOT NULL")
    return None if found is None else int(found)


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


def waiting(db: Database, account: str) -> list[tuple[str, str, dict[str, Any]]]:
    """(entity, id, row as sent) of an account's rows that came before what they need."""
    rows = db.all(
        "SELECT entity, id, body FROM unknown_row WHERE entity >= 'held.' AND entity < 'held/'"
        " AND json_extract(CAST(body AS TEXT), '$.f.account') = ?",
        (account,),
    )
    return [(row[0], row[1], json.loads(bytes(row[2]))) for row in rows]


def forget_unknown(db: Database, entity: str, row_id: str) -> None:
    """The row was applied."""
    db.execute("DELETE FROM unknown_row WHERE entity = ? AND id = ?", (entity, row_id))


def put_catalog(db: Database, entity: str, code: str, told: Mapping[str, Any]) -> None:
    """An offer, a gift, or a kind of coupon or pass. PosError bad_file for one that is no such thing."""
    doc = events.plain(told)
    try:
        _CATALOG[entity](db, code, doc)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise PosError("bad_file", what="row") from error


def _put_gift(db: Database, sku: str, doc: dict[str, Any]) -> None:
    """How many are left is counted where they lie: a gift that is not counted here stays so."""
    known = gifts.by_sku(db, sku)
    tracked = known is not None and known.tracked
    told = gift_rules.from_document(doc)
    gift = Gift(sku, str(doc["name"]), _number(doc, "points"), _number(doc, "fen"), tracked=tracked, **told)
    gift_rules.check(gift)
    gifts.put(db, gift)


def _put_offer(db: Database, code: str, doc: dict[str, Any]) -> None:
    whole = {**doc, "code": code}
    offer_from(whole, lambda sku: products.by_sku(db, sku) or Product(sku, sku, 0))
    offers.put(db, whole)


def _put_coupon_kind(db: Database, code: str, doc: dict[str, Any]) -> None:
    whole = {**doc, "code": code}
    coupon_kind_from(whole)
    offers.put_kind(db, whole)


def _put_pass_kind(db: Database, code: str, doc: dict[str, Any]) -> None:
    passes.put_kind(db, pass_terms.check(pass_terms.terms_from({**doc, "code": code})))


def _put_recharge_offer(db: Database, code: str, doc: dict[str, Any]) -> None:
    """A version; one that begins at the same moment is that version."""
    name, begins = code.partition("@")[0], _number(doc, "starts_at_ms")
    known = [one for one in recharge_offers.versions(db, name) if one.starts_at_ms == begins and not one.withdrawn]
    text = json.dumps(offer_document(recharge_offer_from(name, doc["doc"])), ensure_ascii=False)
    if not known:
        recharge_offers.add(db, name, text, starts_at_ms=begins, at_ms=begins, staff_id="")


_CATALOG: Mapping[str, Callable[[Database, str, dict[str, Any]], None]] = MappingProxyType(
    {
        "gift": _put_gift, "offer": _put_offer, "coupon_kind": _put_coupon_kind, "pass_kind": _put_pass_kind,
        "recharge.offer": _put_recharge_offer,
    }
)  # fmt: skip


def drop_catalog(db: Database, entity: str, code: str) -> None:
    """Takes an offer or gift back; kinds of coupons and passes stay, because some are still out."""
    if entity in ("offer", "gift"):
        db.execute(f"UPDATE {entity} SET active = 0 WHERE {'sku' if entity == 'gift' else 'code'} = ?", (code,))
    elif entity == "recharge.offer":
        name, _, begins = code.partition("@")
        for one in recharge_offers.versions(db, name):
            if str(one.starts_at_ms) == begins:
                recharge_offers.withdraw(db, name, one.version)


def _number(doc: Mapping[str, Any], key: str) -> int:
    value = doc.get(key, 0)
    return int(value) if type(value) is int or (isinstance(value, str) and events.WHOLE.fullmatch(value)) else 0
