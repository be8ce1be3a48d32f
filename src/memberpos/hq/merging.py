"""Lots of two members who were made one, or parted again: they go from account to account as they are.

The till that does it has a right to all that is open (`services.merging`), so no other till can be spending of it;
headquarters has asked all rights back (`hq.joining`).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from memberpos.hq import early_moves
from memberpos.hq.allowance import KINDS
from memberpos.hq.devices import HQ, Device
from memberpos.hq.effects import Booking, Effect
from memberpos.hq.lots import FOLLOW, Key, Rights
from memberpos.hq.people import MERGE, UNMERGE
from memberpos.hq.tx import Tx

#: Rows that belong to whoever has the account, and the key each has.
HELD = {"pass": "id", "coupon": "id", "card_terms": "number"}
Line = tuple[Effect, Booking]
_COPIED = (
    "kind, instance, granted, open, held, keep, expires, available_from, made_ms, recharge_id, event_id, gift,"
    " device_id"
)


def is_giving(effect: Effect) -> bool:
    """True for an event whose lots change hands; such a one is booked by itself."""
    return effect.kind in (MERGE, UNMERGE)


def accounts(effect: Effect) -> list[UUID]:
    """(from, to) of such an event, or of what follows one; none where its data names none."""
    gives = effect.data if effect.kind == FOLLOW else effect.data.get("gives") if is_giving(effect) else None
    if not isinstance(gives, dict):
        return []
    try:
        return [UUID(gives["from"]), UUID(gives["to"])]
    except (KeyError, TypeError, ValueError, AttributeError):
        return []


def apply(
    tx: Tx, device: Device, effect: Effect, vers: dict[UUID, int], rights: Rights, booked: Sequence[Line]
) -> None:
    """Moves the lots, with the rights to them; runs under the lock of both accounts. What is under rights in each
    account changes with them. `rights` has what the event did to lots, `booked` its ledger rows that are new.
    """
    pair = accounts(effect)
    if not pair:
        return
    source, target = pair
    if device.status == HQ:  # a till tells its rows itself
        _rows(tx, device, effect, pair, vers)
    lots = _merged_lots(tx, effect, source) if effect.kind == UNMERGE else _all_lots(tx, effect, source)
    _compare(tx, effect, lots, rights, booked)
    _stay(tx, source, lots, vers)
    if not lots:
        return
    _rights(tx, source, target, lots, rights.escrowed)
    early = early_moves.of_unknown(tx.conn, target, lots)
    given_by = "excluded.given_by" if effect.kind == MERGE else "old.given_by"  # parted again: as it was before
    tx.conn.execute(
        f"""INSERT INTO lot AS old(account_id, lot_id, {_COPIED}, ver, given_by)
        SELECT %s, lot_id, {_COPIED}, %s, %s FROM lot WHERE account_id = %s AND lot_id = ANY(%s)
        ON CONFLICT(account_id, lot_id) DO UPDATE SET open = excluded.open, held = excluded.held, keep = excluded.keep,
          ver = excluded.ver, given_by = {given_by}, moved_to = NULL""".encode(),
        (target, vers[target], effect.event_id, source, lots),
    )
    early_moves.take_over(tx.conn, target, early)
    tx.conn.execute(
        "UPDATE lot SET open = 0, held = 0, keep = NULL, ver = %s, moved_to = %s"
        " WHERE account_id = %s AND lot_id = ANY(%s)",
        (vers[source], target, source, lots),
    )
    columns = (
        "grant_id, kind, instance, lot_id, device_id, store_id, amount, used, returned, keep, state, made_ms,"
        " expires_ms, ver"
    )
    tx.conn.execute(
        f"""INSERT INTO escrow(account_id, {columns}) SELECT %s, {columns} FROM escrow
        WHERE account_id = %s AND lot_id = ANY(%s) ON CONFLICT DO NOTHING""".encode(),
        (target, source, lots),
    )
    tx.conn.execute("DELETE FROM escrow WHERE account_id = %s AND lot_id = ANY(%s)", (source, lots))


def follow(tx: Tx, device: Device, effects: Sequence[Effect], vers: dict[UUID, int]) -> None:
    """Moves the rows that headquarters lets follow their lots."""
    for effect in effects:
        if effect.kind == FOLLOW and device.status == HQ and "rows" in effect.data:
            _rows(tx, device, effect, accounts(effect), vers)


def _rows(tx: Tx, device: Device, effect: Effect, pair: list[UUID], vers: dict[UUID, int]) -> None:
    """The rows the event names change the account, as tills would tell of it: gone there, here as they are."""
    source, target = pair
    for entity, row_id in _named_rows(effect.data.get("rows")):
        tx.conn.execute(
            """INSERT INTO holding AS old(account_id, entity, id, doc, hlc, device_id, ver)
            SELECT %s, entity, id, doc, greatest(hlc + 1, %s), %s, %s FROM holding
            WHERE account_id = %s AND entity = %s AND id = %s AND NOT doc::jsonb ? 'gone'
            ON CONFLICT(account_id, entity, id) DO UPDATE SET doc = excluded.doc,
              hlc = greatest(old.hlc + 1, excluded.hlc), device_id = excluded.device_id, ver = excluded.ver""",
            (target, effect.hlc, device.device_id, vers[target], source, entity, row_id),
        )
        tx.conn.execute(
            """UPDATE holding SET doc = %s, hlc = greatest(hlc + 1, %s), device_id = %s, ver = %s
            WHERE account_id = %s AND entity = %s AND id = %s""",
            (_moved(entity, row_id), effect.hlc, device.device_id, vers[source], source, entity, row_id),
        )


def _moved(entity: str, row_id: str) -> str:
    return json.dumps({HELD[entity]: row_id, "gone": "moved"}, separators=(",", ":"))


def _named_rows(told: Any) -> list[tuple[str, str]]:
    return [(entity, row_id) for entity, row_id in told if entity in HELD] if isinstance(told, list) else []


def _compare(tx: Tx, effect: Effect, lots: list[UUID], rights: Rights, booked: Sequence[Line]) -> None:
    """The till posted what it knew of the lots; others may have changed them since (`following` posts the rest)."""
    source, target = accounts(effect)
    rows = tx.conn.execute(
        "SELECT kind, instance, sum(open)::bigint FROM lot WHERE account_id = %s AND lot_id = ANY(%s) GROUP BY 1, 2",
        (source, lots),
    ).fetchall()
    more = Counter({(row[0], row[1]): int(row[2]) for row in rows})
    for (account, kind, instance), amount in rights.moved.items():
        if account == source:
            more[kind, instance] -= amount
    for _, booking in booked:
        place = booking.place
        if place.account_id == target and place.kind in KINDS:
            more[place.kind, place.instance] -= booking.amount
    for (kind, instance), amount in more.items():
        if amount:
            tx.uneven[effect.event_id, kind, instance] = (source, target, amount)


def _stay(tx: Tx, source: UUID, lots: list[UUID], vers: dict[UUID, int]) -> None:
    """Lots the merge does not take are told of again: a till that merged had given them to the other account, too, and
    what it was told of them before its merge arrived did not change that.
    """
    tx.conn.execute(
        "UPDATE lot SET ver = %s WHERE account_id = %s AND moved_to IS NULL AND NOT lot_id = ANY(%s)",
        (vers[source], source, lots),
    )


def _all_lots(tx: Tx, effect: Effect, source: UUID) -> list[UUID]:
    """What the till knew of: lots it named, spent ones, debts as old as what it had pulled.

    Lots that came to the account meanwhile stay, whatever rights to them the till has been given since; so do those
    the till made before it was put back to a backup that does not know of them.
    """
    known, named = effect.data["gives"].get("ver", 0), effect.data["gives"].get("lots", [])
    rows = tx.conn.execute(
        """SELECT l.lot_id FROM lot l WHERE l.account_id = %s AND l.moved_to IS NULL
        AND (l.open = 0 OR (l.open < 0 AND l.ver <= %s) OR l.lot_id::text = ANY(%s)) ORDER BY l.lot_id""",
        (
            source, known if type(known) is int else 0,
            [lot for lot in named if isinstance(lot, str)] if isinstance(named, list) else [],
        ),
    ).fetchall()  # fmt: skip
    return [row[0] for row in rows]


def _merged_lots(tx: Tx, effect: Effect, source: UUID) -> list[UUID]:
    """What the merge had brought."""
    try:
        merge = UUID(effect.text("merge"))
    except ValueError:
        return []
    rows = tx.conn.execute(
        "SELECT lot_id FROM lot WHERE account_id = %s AND given_by = %s AND moved_to IS NULL ORDER BY lot_id",
        (source, merge),
    ).fetchall()
    return [row[0] for row in rows]


def _rights(tx: Tx, source: UUID, target: UUID, lots: list[UUID], escrowed: defaultdict[Key, int]) -> None:
    rows = tx.conn.execute(
        """SELECT l.kind, l.instance, sum(l.held + coalesce((SELECT sum(e.amount - e.used - e.returned) FROM escrow e
          WHERE e.account_id = l.account_id AND e.lot_id = l.lot_id AND e.state = 'open'), 0))::bigint
        FROM lot l WHERE l.account_id = %s AND l.lot_id = ANY(%s) GROUP BY 1, 2""",
        (source, lots),
    ).fetchall()
    under = {(kind, instance): int(amount) for kind, instance, amount in rows if amount}
    make_balances(tx, source, target, sorted(under))
    for (kind, instance), amount in under.items():
        escrowed[source, kind, instance] -= amount
        escrowed[target, kind, instance] += amount


def make_balances(tx: Tx, source: UUID, target: UUID, keys: list[tuple[str, str]]) -> None:
    """The balances to note rights at: lots that come to nothing, or to nothing yet, move none to the other account."""
    if not keys:
        return
    rows = tx.conn.execute(
        "SELECT a.kind, a.instance, a.unit, a.store_id FROM account a JOIN unnest(%s::text[], %s::text[])"
        " AS u(kind, instance) USING(kind, instance) WHERE a.account_id = %s",
        ([kind for kind, _ in keys], [instance for _, instance in keys], source),
    ).fetchall()
    owner = tx.conn.execute("SELECT member_id FROM purse WHERE account_id = %s", (target,)).fetchone()
    for kind, instance, unit, store in rows:
        tx.conn.execute(
            """INSERT INTO account(account_id, kind, instance, unit, name, member_id, store_id, balance)
            VALUES(%s, %s, %s, %s, '', %s, %s, 0) ON CONFLICT DO NOTHING""",
            (target, kind, instance, unit, owner and owner[0], store),
        )
