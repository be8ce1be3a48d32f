"""Goods, offers and parameters: rows of a scope, each by its newest stamp.

Scope: 0 the whole chain, n the store n (both headquarters'), -n what the tills of store n set themselves. A till takes
the store's row before the chain's before its own; every till of the scope gets them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from memberpos.domain import events
from memberpos.hq.devices import HQ, Device
from memberpos.hq.effects import Effect, storable
from memberpos.hq.tx import Tx

#: Event kind → key of its data that names the row.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "product": "sku", "gift": "sku", "offer": "code", "coupon_kind": "code", "pass_kind": "code",
        "recharge.offer": "code", "category": "code",
    }
)  # fmt: skip
SETTING, CATEGORY = "setting", "category"
#: Rows that stay at headquarters: tills know categories by the goods in them.
UNTOLD = frozenset({CATEGORY})


def apply(tx: Tx, device: Device, effects: Sequence[Effect]) -> None:
    """Rows that tills changed in their own store; headquarters' own rows are others."""
    for effect in effects:
        if effect.kind in KINDS or "offer" in effect.data:
            _row(tx, device, effect)
        elif effect.kind == "settings" and isinstance(effect.data.get("set"), dict) and "hq" not in effect.data:
            _withdrawn(tx, device, effect)
            for setting, value in sorted(events.plain(effect.data["set"]).items()):
                starts_ms = effect.data.get("starts_at_ms", 0)
                doc = {"name": setting, "value": value, "starts_at_ms": starts_ms}
                name = f"{setting}@{starts_ms}" if starts_ms else setting
                put(tx, SETTING, name[:128], _scope(device, effect), doc, (effect.hlc, device.device_id))


def _withdrawn(tx: Tx, device: Device, effect: Effect) -> None:
    """Parameters, set or planned, that headquarters takes back: `withdraw` lists their row ids."""
    listed = effect.data.get("withdraw")
    for row_id in listed if device.status == HQ and isinstance(listed, list) else ():
        if isinstance(row_id, str) and storable(row_id):
            doc = {"name": row_id.partition("@")[0], "value": None, "starts_at_ms": 0}
            put(tx, SETTING, row_id, _scope(device, effect), doc, (effect.hlc, device.device_id), gone=True)


def _row(tx: Tx, device: Device, effect: Effect) -> None:
    """The row an event writes, or (a top-up offer that had not begun) takes back."""
    entity, gone = effect.kind, bool(effect.data.get("gone"))
    inner = effect.data.get(entity)
    said = inner if isinstance(inner, dict) else effect.data
    if entity == "settings.withdraw":
        entity, gone, said = "recharge.offer", True, {**effect.data, "code": effect.data["offer"]}
    code = said.get(KINDS.get(entity, ""))
    if not isinstance(code, str) or not code or not storable(code):
        return
    begins = said.get("starts_at_ms")
    row_id = f"{code}@{begins}"[:128] if entity == "recharge.offer" else code
    doc = {key: value for key, value in said.items() if key not in ("scope", "gone")}
    put(tx, entity, row_id, _scope(device, effect), doc, (effect.hlc, device.device_id), gone=gone)


def _scope(device: Device, effect: Effect) -> int:
    """A till speaks for its own store only, headquarters for whom it names."""
    if device.status != HQ:
        return -device.store_id
    scope = effect.data.get("scope", 0)
    return scope if type(scope) is int and scope >= 0 else 0


def put(
    tx: Tx, entity: str, row_id: str, scope: int, doc: Mapping[str, Any], stamp: tuple[int, UUID], *, gone: bool = False
) -> bool:
    """Stores a row unless a newer one stands there; tells its scope. True when it was stored."""
    text = json.dumps(doc, separators=(",", ":"), ensure_ascii=True)
    if "\\u0000" in text:
        return False
    row = tx.conn.execute(
        """INSERT INTO catalog AS old(entity, id, scope, doc, ver, hlc, device_id, gone)
        VALUES(%s, %s, %s, %s, 1, %s, %s, %s)
        ON CONFLICT(entity, id, scope) DO UPDATE SET doc = excluded.doc, ver = old.ver + 1, hlc = excluded.hlc,
          device_id = excluded.device_id, gone = excluded.gone
        WHERE (excluded.hlc, excluded.device_id) >= (old.hlc, old.device_id)
        RETURNING ver""",
        (entity, row_id, scope, text, *stamp, gone),
    ).fetchone()
    if row is None:
        return False
    if entity not in UNTOLD:
        tx.tell([abs(scope)], entity, f"{scope}/{row_id}", int(row[0]), urgent=entity == SETTING)
    return True
