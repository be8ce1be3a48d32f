"""Goods, offers, parameters and cases from headquarters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from memberpos.domain.catalog import Product
from memberpos.domain.search import pinyin_of
from memberpos.store import events, hq_settings, inbox, products, replica, sync_state, tasks
from memberpos.store.database import Database
from memberpos.store.hq_settings import Parameter
from memberpos.store.tasks import Task
from memberpos.sync import merge
from memberpos.sync.applying import Context, amount_of, incl_row, int_of, long_of
from memberpos.sync.pages import Fields, Row, storable
from memberpos.sync.protocol import WireError


def catalog(context: Context, row: Row) -> bool:
    """Headquarters' row for this store before the chain's before what tills here set; taken back, the next holds."""
    db = context.db
    if inbox.ver(db, row.entity, row.id) >= row.ver:
        return False
    scope, _, code = row.id.partition("/")
    ranks = _ranks(db, code)
    if row.id not in ranks or not scope:
        raise WireError("bad_request", where="scope")
    inbox.keep(db, row.entity, row.id, row.ver, row.fields, gone=row.gone)
    name = "sku" if row.entity in ("product", "gift") else "code"
    if ranks[row.id] == 0 and replica.pending_rows_of(db, row.entity, name, code, context.incl_row):
        return True  # changed here since; headquarters will tell what came of it
    _place(db, row.entity, code, context.now_ms)
    return True


def _ranks(db: Database, code: str) -> dict[str, int]:
    store = sync_state.identity(db).store_id
    return {f"{scope}/{code}": merge.rank(scope, store) or 0 for scope in (-store, 0, store)}


def _place(db: Database, entity: str, code: str, now_ms: int) -> None:
    """The strongest row that is not taken back becomes the till's."""
    ranks = _ranks(db, code)
    alive = [one for one in inbox.kept(db, entity, list(ranks)) if not one.gone]
    best = max(alive, key=lambda one: ranks[one.row_id], default=None)
    if best is None:
        _drop(db, entity, code)
    elif entity == "product":
        doc, next_ms = _as_of(code, best.doc, now_ms)
        inbox.plan(db, entity, best.row_id, next_ms)
        _product(db, code, Fields(doc))
    else:
        inbox.put_catalog(db, entity, code, best.doc)


def begin_planned(db: Database, now_ms: int) -> int:
    """Prices whose time has come are put in place, offline too; gives how many goods changed."""
    due = inbox.due(db, "product", now_ms)
    if not due:
        return 0
    with db.transaction():
        for row_id in due:
            inbox.plan(db, "product", row_id, None)
            _place(db, "product", row_id.partition("/")[2], now_ms)
    return len(due)


def _as_of(sku: str, told: Mapping[str, Any], now_ms: int) -> tuple[dict[str, Any], int | None]:
    """The document of goods as it holds now, and when the next of its `later` changes begins (None: none).

    WireError for a change that will be no goods: its hour must not find the till unprepared.
    """
    doc = dict(told)
    later = [Fields(one) for one in Fields(doc).list("later") if isinstance(one, dict)]
    changes = sorted(((one.long("starts_at_ms"), one.map("set")) for one in later), key=lambda pair: pair[0])
    for starts_at_ms, changed in changes:
        _goods_of(sku, Fields(doc | dict(changed)))
        if starts_at_ms <= now_ms:
            doc |= changed
    return doc, min((starts_at_ms for starts_at_ms, _ in changes if starts_at_ms > now_ms), default=None)


def _drop(db: Database, entity: str, code: str) -> None:
    if entity == "product":
        products.withdraw(db, code)
    else:
        inbox.drop_catalog(db, entity, code)


def _goods_of(sku: str, fields: Fields) -> Product:
    prices = {storable(str(tier), "tier"): amount_of(long_of(fen)) for tier, fen in fields.map("prices_fen").items()}
    return Product(
        sku, fields.text("name", 200) or sku, amount_of(fields.long("price_fen")),
        category=fields.text("category", 100),
        unit=fields.text("unit", 20), prices_by_tier=prices, kind=fields.text("kind", 20) or "goods",
        member_price_fen=amount_of(fields.long("member_price_fen")) if fields.has("member_price_fen") else None,
        earns=fields.flag("earns", default=True), bonus_allowed=fields.flag("bonus_allowed", default=True),
        discountable=fields.flag("discountable", default=True),
    )  # fmt: skip


def _product(db: Database, sku: str, fields: Fields) -> None:
    product = _goods_of(sku, fields)
    pinyin, initials = pinyin_of(product.name)
    quick = fields.any("quick_key")
    products.put(db, product, pinyin=pinyin, initials=initials, quick_key=quick if type(quick) is int else None)
    if fields.has("barcodes"):
        products.drop_barcodes(db, sku)
    for code in fields.list("barcodes"):
        if isinstance(code, str) and code:
            products.put_barcode(db, storable(code[:64], "barcode"), sku)
    if not fields.flag("active", default=True):
        products.withdraw(db, sku)


def setting(context: Context, row: Row) -> bool:
    if inbox.ver(context.db, "setting", row.id) >= row.ver:
        return False
    scope = int_of(int(row.id.partition("/")[0]), "scope", -(2**31))
    fields = Fields(row.fields)
    if row.gone:
        hq_settings.drop(context.db, row.id)
    else:
        rank = merge.rank(scope, abs(scope))
        one = Parameter(
            row.id, rank or 0, fields.long("starts_at_ms", 0), row.ver, fields.text("name"), fields.any("value")
        )
        hq_settings.put(context.db, one)
    inbox.keep(context.db, "setting", row.id, row.ver, {}, gone=row.gone)
    return True


def case(context: Context, row: Row) -> bool:
    fields, me = Fields(row.fields), sync_state.identity(context.db).device_id
    device, seq = fields.text("device", 36), int_of(fields.any("seq"), "seq")
    local = incl_row(context.db, seq) if device == str(me) else None
    event = events.by_seq(context.db, local) if local is not None else None
    facts = {
        "till": fields.text("till", 200), "other_till": fields.text("other_till", 200),
        "subject": fields.text("subject", 200), "action": fields.text("action", 200),
    }  # fmt: skip
    task = Task(
        row.id, fields.text("why", 64), local, event.id if event else None, fields.text("other", 100),
        fields.text("staff", 64), facts, fields.long("at_ms"),
    )  # fmt: skip
    tasks.put(context.db, task, fields.long("done_ms") if fields.has("done_ms") else None, row.ver)
    return True
