"""Rights that tills give back, as a `grant.return` names them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from memberpos.domain.ids import derived_id
from memberpos.hq import granting
from memberpos.hq.database import Conn
from memberpos.hq.effects import Effect

KIND = "grant.return"
_EXPOSED = "grant.exposed"
_MONEY = ("PRINCIPAL", "BONUS", "CHANGE")


@dataclass(frozen=True)
class Return:
    """`right` is an allowance or (the right by birth) a lot. `doubted`: another copy of the till's disk may have it."""

    account: UUID
    right: UUID
    amount: int
    doubted: bool


def read(effect: Effect) -> list[Return]:
    """What an event gives back; anything else in it is passed over."""
    if effect.kind != KIND:
        return []
    found = []
    items = effect.data.get("returns", [])
    for item in items if isinstance(items, list) else []:
        try:
            doubted = item.get("doubted") is True
            found.append(Return(UUID(item["account"]), UUID(item["right"]), int(item["amount"]), doubted))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    return found


def expose(conn: Conn, device: UUID, key: tuple[UUID, str, str], lot: UUID, amount: int, now_ms: int) -> None:
    """What is free again may be spent by this till, or a copy of its disk, all the same: it is noted like a right that
    was taken away, and the bound on an overdraft grows by it.
    """
    store = granting.stores_of(conn, [device])[device]
    conn.execute(
        """INSERT INTO escrow AS old(account_id, grant_id, kind, instance, lot_id, device_id, store_id, amount, state,
          made_ms, expires_ms)
        VALUES(%s, %s, %s, %s, %s, %s, %s, %s, 'revoked', %s, %s)
        ON CONFLICT(account_id, grant_id) DO UPDATE SET amount = old.amount + excluded.amount, ver = old.ver + 1""",
        (
            key[0],
            derived_id(_EXPOSED, str(lot), str(device)),
            key[1],
            key[2],
            lot,
            device,
            store,
            amount,
            now_ms,
            now_ms,
        ),
    )
    if key[1] in _MONEY:
        conn.execute("UPDATE device SET exposure = exposure + %s WHERE device_id = %s", (amount, device))
