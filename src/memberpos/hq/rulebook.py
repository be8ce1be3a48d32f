"""The chain's rules and offers as headquarters writes them: for all stores or one, at once or from a moment on.

A parameter of a store comes before the chain's, a later one before an earlier; `sync.parameters` decides the same at
the till. Offers carry their days in themselves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from memberpos.domain import events
from memberpos.domain.errors import PosError
from memberpos.domain.offer_documents import coupon_kind_from, offer_from
from memberpos.domain.recharge_offers import offer_document
from memberpos.domain.recharge_offers import offer_from as recharge_offer_from
from memberpos.domain.rules import SETTINGS, Rules, settings_of
from memberpos.hq import authoring
from memberpos.hq.allowance import Policy
from memberpos.hq.database import Conn
from memberpos.hq.granting import Random
from memberpos.hq.scopes import NEW, Scope, check_store
from memberpos.hq.tx import Tx

OFFER, COUPON_KIND, RECHARGE_OFFER = "offer", "coupon_kind", "recharge.offer"
#: Parameters of replication itself, with what stands where nobody set one.
ALLOWANCES: Mapping[str, int | None] = {
    **{f"allowance.{name}": value for name, value in vars(Policy()).items()}, "allowance.floor_fen": 0,
}  # fmt: skip
_PERCENT = frozenset({"home_percent", "other_percent", "recall_percent"})
_MOST_DAYS, _MOST = 366, 10**12
#: Code of a row: versions of a top-up offer have the moment they begin behind it.
_CODE_OF = "CASE WHEN entity = 'recharge.offer' THEN split_part(id, '@', 1) ELSE id END"
_OFFERS = "entity = %s AND NOT gone AND (%s::int[] IS NULL OR scope = 0 OR abs(scope) = ANY(%s))"
#: What a code may be: it stands in addresses, and before the @ of a version.
_CODE = re.compile(r"[\w.\-]{1,64}")


@dataclass(frozen=True)
class Entry:
    """A parameter as it was set: `starts_at_ms` 0 means at once."""

    name: str
    value: Any
    scope: int
    starts_at_ms: int
    row_id: str


@dataclass(frozen=True)
class Parameter:
    """What holds of one name now: in the chain (`chain` None: nobody set it, `default` stands) and in stores apart
    from it, and what is to come, the nearest first.
    """

    name: str
    default: Any
    chain: Entry | None
    stores: tuple[Entry, ...] = ()
    planned: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class OfferRow:
    """An offer, a kind of coupon or a version of a top-up offer in one scope."""

    entity: str
    row_id: str
    scope: int
    doc: Mapping[str, Any]

    @property
    def code(self) -> str:
        return self.row_id.partition("@")[0] if self.entity == RECHARGE_OFFER else self.row_id


def names() -> tuple[str, ...]:
    """Everything that can be set."""
    return (*sorted(SETTINGS), *ALLOWANCES)


def default_of(name: str) -> Any:
    """What a new shop has; PosError bad_setting for an unknown name."""
    if name in ALLOWANCES:
        return ALLOWANCES[name]
    found = settings_of(Rules())
    if name not in found:
        raise PosError("bad_setting", setting=name, reason="unknown")
    return found[name]


def entries(conn: Conn, scope: Scope) -> list[Entry]:
    """All rows headquarters set, for the chain and for the stores inside."""
    rows = conn.execute(
        """SELECT id, scope, doc FROM catalog WHERE entity = 'setting' AND NOT gone AND scope >= 0
          AND (%s::int[] IS NULL OR scope = 0 OR scope = ANY(%s)) ORDER BY id, scope""",
        (scope.ids, scope.ids),
    ).fetchall()
    found = []
    for row_id, of, text in rows:
        doc = json.loads(text)
        found.append(Entry(str(doc["name"]), doc["value"], int(of), int(doc.get("starts_at_ms") or 0), row_id))
    return found


def parameters(conn: Conn, scope: Scope, now_ms: int) -> list[Parameter]:
    """Every parameter with what holds and what is to come."""
    by_name: dict[str, list[Entry]] = {}
    for entry in entries(conn, scope):
        by_name.setdefault(entry.name, []).append(entry)
    return [_parameter(name, by_name.get(name, []), now_ms) for name in names()]


def _parameter(name: str, rows: list[Entry], now_ms: int) -> Parameter:
    holding: dict[int, Entry] = {}
    for entry in sorted(rows, key=lambda one: one.starts_at_ms):
        if entry.starts_at_ms <= now_ms:
            holding[entry.scope] = entry
    planned = tuple(sorted((one for one in rows if one.starts_at_ms > now_ms), key=lambda one: one.starts_at_ms))
    stores = tuple(holding[of] for of in sorted(holding) if of)
    return Parameter(name, default_of(name), holding.get(0), stores, planned)


def change(
    tx: Tx, random: Random, values: Mapping[str, Any], scope: int, starts_at_ms: int, by: str
) -> None:  # fmt: skip
    """Sets parameters for the chain (0) or a store, at once (`starts_at_ms` 0 or past) or from then on.

    What is set at once takes the place of plans that have begun; those to come stay. PosError bad_setting, not_found.
    """
    if not values:
        raise PosError("bad_setting", setting="", reason="empty")
    check_store(tx.conn, scope)
    for name, value in values.items():
        if name in ALLOWANCES:
            _check_allowance(name, value)
        if name in ALLOWANCES and scope and name != "allowance.floor_fen":
            raise PosError("bad_setting", setting=name, reason="chain_only")
    starts_at_ms = starts_at_ms if starts_at_ms > tx.now_ms else 0
    begun = [
        one.row_id for one in entries(tx.conn, Scope((scope,)))
        if one.scope == scope and one.name in values and 0 < one.starts_at_ms <= tx.now_ms
    ] if not starts_at_ms else []  # fmt: skip
    if begun:
        _withdraw(tx, random, begun, scope, by)
    authoring.set_parameters(tx, random, values, scope, starts_at_ms, by)


def withdraw(tx: Tx, random: Random, row_id: str, scope: int, by: str) -> None:
    """Takes a plan back, or a store's own value, so that the chain's holds there again.

    PosError not_found; bad_setting where nothing would be left to hold (`reason` nothing_behind).
    """
    mine = [one for one in entries(tx.conn, Scope((scope,))) if one.scope in (0, scope)]
    found = next((one for one in mine if one.row_id == row_id and one.scope == scope), None)
    if found is None:
        raise PosError("not_found", what="setting")
    behind = [
        one for one in mine if one is not found and one.name == found.name and one.starts_at_ms <= tx.now_ms
    ]  # fmt: skip
    if found.starts_at_ms <= tx.now_ms and not behind:
        raise PosError("bad_setting", setting=found.name, reason="nothing_behind")
    _withdraw(tx, random, [row_id], scope, by)


def _withdraw(tx: Tx, random: Random, row_ids: list[str], scope: int, by: str) -> None:
    authoring.post(tx, random, "settings", {"set": {}, "withdraw": row_ids, "scope": scope}, by=by)


def _check_allowance(name: str, value: Any) -> None:
    key = name.partition(".")[2]
    high = 100 if key in _PERCENT else _MOST_DAYS if key == "days" else _MOST
    empty = value is None and key in ("cap_fen", "cap_points")
    if not empty and not (type(value) is int and (1 if key == "days" else 0) <= value <= high):
        raise PosError("bad_setting", setting=name, reason="value")


# -- offers, coupons, top-up offers


def offers(conn: Conn, scope: Scope, entity: str = OFFER, limit: int | None = None, offset: int = 0) -> list[OfferRow]:
    """Rows of headquarters and of the stores inside (−n: as the tills of store n made them), by code. `limit` and
    `offset` count offers: of a top-up offer all versions come together.
    """
    rows = conn.execute(
        f"""WITH wanted AS (SELECT DISTINCT {_CODE_OF} AS code, scope FROM catalog WHERE {_OFFERS}
          ORDER BY code, scope DESC LIMIT %s OFFSET %s)
        SELECT c.id, c.scope, c.doc FROM catalog c JOIN wanted w ON w.code = {_CODE_OF} AND w.scope = c.scope
        WHERE c.entity = %s AND NOT c.gone ORDER BY w.code, c.scope DESC, c.id""".encode(),
        (entity, scope.ids, scope.ids, limit, offset, entity),
    ).fetchall()
    return [_offer_row(entity, *row) for row in rows]


def count_offers(conn: Conn, scope: Scope, entity: str = OFFER) -> int:
    """How many offers `offers` has."""
    row = conn.execute(
        f"SELECT count(DISTINCT ({_CODE_OF}, scope)) FROM catalog WHERE {_OFFERS}".encode(),
        (entity, scope.ids, scope.ids),
    ).fetchone()
    return 0 if row is None else int(row[0])


def held(conn: Conn, entity: str, code: str, scope: int) -> list[OfferRow]:
    """What there is of a code in one scope: one row, of a top-up offer each version; none where it is free."""
    rows = conn.execute(
        f"""SELECT id, scope, doc FROM catalog WHERE entity = %s AND {_CODE_OF} = %s AND scope = %s AND NOT gone
        ORDER BY id""".encode(),
        (entity, code, scope),
    ).fetchall()
    return [_offer_row(entity, *row) for row in rows]


def _offer_row(entity: str, row_id: str, scope: int, text: str) -> OfferRow:
    return OfferRow(entity, row_id, int(scope), _plain(entity, json.loads(text)))


def offer(conn: Conn, entity: str, row_id: str, scope: int) -> OfferRow:
    """One row. PosError not_found."""
    row = conn.execute(
        "SELECT doc FROM catalog WHERE entity = %s AND id = %s AND scope = %s AND NOT gone", (entity, row_id, scope)
    ).fetchone()
    if row is None:
        raise PosError("not_found", what="offer")
    return _offer_row(entity, row_id, scope, row[0])


def _plain(entity: str, told: Mapping[str, Any]) -> Mapping[str, Any]:
    """The document as the till's owner would write it: tills' own rows keep it below the entity's name."""
    inner = told.get(entity)
    return events.plain(inner if isinstance(inner, dict) else told)


def _check_code(code: Any) -> None:
    if not isinstance(code, str) or not _CODE.fullmatch(code) or code == NEW:
        raise PosError("bad_setting", setting="offer.code")


def save_offer(tx: Tx, random: Random, doc: Mapping[str, Any], scope: int, by: str) -> None:
    """Adds an offer or changes the one with its code, in the scope's shops. PosError bad_setting, not_found."""
    check_store(tx.conn, scope)
    _check_code(doc.get("code"))
    known = offer_from(doc, lambda _sku: None)
    if known.is_charge and not _sold(tx.conn, str(doc["sku"])):
        raise PosError("not_found", what="product")
    authoring.put_row(tx, random, OFFER, dict(doc), scope, by=by)


def save_coupon_kind(tx: Tx, random: Random, doc: Mapping[str, Any], scope: int, by: str) -> None:
    """Adds a kind of coupon or changes it for coupons given from now on. PosError bad_setting, not_found."""
    check_store(tx.conn, scope)
    _check_code(doc.get("code"))
    coupon_kind_from(doc)
    authoring.put_row(tx, random, COUPON_KIND, dict(doc), scope, by=by)


def save_recharge_offer(
    tx: Tx, random: Random, code: str, doc: Mapping[str, Any], scope: int, starts_at_ms: int, by: str
) -> None:
    """A version of a top-up offer, from a moment on (past: from now). PosError bad_setting, not_found."""
    check_store(tx.conn, scope)
    _check_code(code)
    kept = offer_document(recharge_offer_from(code, doc))
    begins = max(starts_at_ms, tx.now_ms)
    authoring.put_row(tx, random, RECHARGE_OFFER, {"code": code, "starts_at_ms": begins, "doc": kept}, scope, by=by)


def switch_offer(tx: Tx, random: Random, code: str, scope: int, by: str, *, active: bool) -> None:
    """An offer holds or is put aside. PosError not_found."""
    row = offer(tx.conn, OFFER, code, scope)
    save_offer(tx, random, {**row.doc, "active": active}, scope, by)


def take_offer_back(tx: Tx, random: Random, code: str, store: int, by: str) -> None:
    """A store does as the chain again; with 0 the offer ends everywhere. PosError not_found."""
    offer(tx.conn, OFFER, code, store)
    authoring.put_row(tx, random, OFFER, {"code": code}, store, gone=True, by=by)


def _sold(conn: Conn, sku: str) -> bool:
    found = conn.execute("SELECT 1 FROM catalog WHERE entity = 'product' AND id = %s AND NOT gone LIMIT 1", (sku,))
    return found.fetchone() is not None
