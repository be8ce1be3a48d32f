"""Accounts of members: the lock on each, balances with what is under rights, and rows that belong to an account."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from memberpos.domain.ledger import BONUS, CHANGE, PRINCIPAL
from memberpos.hq import granting, merging, returns
from memberpos.hq.cases import Fault, collision
from memberpos.hq.devices import Device
from memberpos.hq.effects import Booking, Effect, Place
from memberpos.hq.effects import sums as sums_of
from memberpos.hq.lots import Key
from memberpos.hq.tx import Tx, buckets_of, number_of

#: Account kinds of members that may not fall below their limit; points may (a debt).
FLOORED = (PRINCIPAL, BONUS, CHANGE, "PASS", "COUPON")
Line = tuple[Effect, Booking]


@dataclass(frozen=True)
class Heads:
    """Accounts that are locked: their new versions, which of them may hold a debt, and of which lots were moved before
    they were known.
    """

    vers: dict[UUID, int]
    owing: frozenset[UUID]
    missing: frozenset[UUID]


def lock(tx: Tx, effects: Sequence[Effect]) -> Callable[[], Heads]:
    """Locks (and makes) the heads of all member accounts the events touch, in order; what it gives reads them."""
    owners = {effect.account_id: effect.member_id for effect in effects if effect.account_id and effect.member_id}
    wanted = set(owners)
    wanted |= {one.place.account_id for effect in effects for one in effect.bookings if not one.name}
    wanted |= {move.account_id for effect in effects for move in effect.moves}
    wanted |= {one.account for effect in effects for one in returns.read(effect)}  # moves no money, only rights
    wanted |= {account for effect in effects for account in merging.accounts(effect)}
    wanted |= {effect.account_id for effect in effects if effect.account_id and effect.rows}  # names no member
    if not wanted:
        return lambda: Heads({}, frozenset(), frozenset())
    accounts = sorted(wanted, key=number_of)
    cursor = tx.conn.execute(
        """INSERT INTO purse AS old(account_id, member_id, ver)
        SELECT p.account, p.member, 1 FROM unnest(%s::uuid[], %s::uuid[]) AS p(account, member)
        ON CONFLICT(account_id) DO UPDATE SET ver = old.ver + 1,
          member_id = coalesce(old.member_id, excluded.member_id)
        RETURNING account_id, ver, member_id, owes, missed_ms IS NOT NULL""",
        (accounts, [owners.get(account) for account in accounts]),
    )
    return lambda: _heads(tx, cursor.fetchall())


def _heads(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> Heads:
    """The heads as they are now; their members' stores are told."""
    members = {row[0]: row[2] for row in rows if row[2] is not None}
    buckets = buckets_of(tx, members.values())
    for account, ver, member, _, _ in rows:
        if member is not None:
            tx.tell(buckets[member], "account", str(account), int(ver))
    owing, missing = (frozenset(row[0] for row in rows if row[place]) for place in (3, 4))
    return Heads({row[0]: int(row[1]) for row in rows}, owing, missing)


def balances(
    tx: Tx, device: Device, effects: Sequence[Effect], lines: Sequence[Line], escrowed: dict[Key, int]
) -> list[Fault]:
    """Adds what was newly booked to the balances, in order of key, and notes spending beyond limit or rights."""
    sums = sums_of(booking for _, booking in lines)
    faults = _add(tx, device, effects, lines, sums, escrowed) if sums else []
    booked = {place[:3] for place in sums}
    granting.escrowed(tx.conn, {key: amount for key, amount in escrowed.items() if amount and key not in booked})
    return faults


def _add(
    tx: Tx,
    device: Device,
    effects: Sequence[Effect],
    lines: Sequence[Line],
    sums: dict[Place, int],
    escrowed: dict[Key, int],
) -> list[Fault]:
    names = {booking.place.account_id: booking.name for _, booking in lines if booking.name}
    owners = {effect.account_id: effect.member_id for effect in effects if effect.account_id and effect.member_id}
    keys = sorted(sums, key=lambda place: (place.account_id.int, *place[1:]))
    rows = tx.conn.execute(
        """INSERT INTO account AS old(account_id, kind, instance, unit, name, member_id, store_id, balance, escrowed)
        SELECT a.id, a.kind, a.instance, a.unit, a.name, a.member, %s, a.amount, a.escrowed
        FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::uuid[], %s::numeric[],
          %s::numeric[]) AS a(id, kind, instance, unit, name, member, amount, escrowed)
        ON CONFLICT(account_id, kind, instance, unit) DO UPDATE SET balance = old.balance + excluded.balance,
          escrowed = old.escrowed + excluded.escrowed, member_id = coalesce(old.member_id, excluded.member_id)
        RETURNING account_id, kind, instance, unit, balance < -overdraft, balance + overdraft < escrowed, name""",
        (
            device.store_id,
            [key[0] for key in keys],
            [key[1] for key in keys],
            [key[2] for key in keys],
            [key[3] for key in keys],
            [names.get(key[0], "") for key in keys],
            [owners.get(key[0]) for key in keys],
            [sums[key] for key in keys],
            [escrowed.get(key[:3], 0) for key in keys],
        ),
    ).fetchall()
    goes_on = set(tx.strays.values()) | {account for one in tx.uneven.values() for account in one[:2]}  # `following`
    ours = [row for row in rows if row[1] in FLOORED and not row[6] and row[0] not in goes_on]
    below = {tuple(row[:4]) for row in ours if row[4]}
    beyond = {tuple(row[:4]) for row in ours if row[5]} - below
    return _faults(tx, device, lines, below, "below_limit") + _faults(tx, device, lines, beyond, "beyond_rights")


def _faults(tx: Tx, device: Device, lines: Sequence[Line], keys: set[tuple[object, ...]], why: str) -> list[Fault]:
    found = []
    for effect, booking in lines if keys else ():
        if booking.place in keys and booking.amount < 0:
            account, kind, *_ = booking.place
            other = collision(tx.conn, account, kind, device.device_id)
            found.append(Fault(effect.seq, why, str(account), effect.staff, other))
    return found


def hold(tx: Tx, device: Device, effects: Sequence[Effect], vers: dict[UUID, int]) -> None:
    """Rows that belong to an account (passes, coupons): the newest stamp's state."""
    rows = [(effect, row) for effect in effects if effect.account_id for row in effect.rows]
    for effect, row in sorted(rows, key=lambda pair: (str(pair[0].account_id), pair[1].entity, pair[1].id)):
        assert effect.account_id is not None
        if row.entity in merging.HELD:
            tx.held[effect.account_id, row.entity, row.id] = None
        tx.conn.execute(
            """INSERT INTO holding AS old(account_id, entity, id, doc, hlc, device_id, ver)
            VALUES(%s, %s, %s, %s, %s, %s, %s)
            ON CONFLICT(account_id, entity, id) DO UPDATE SET doc = excluded.doc, hlc = excluded.hlc,
              device_id = excluded.device_id, ver = excluded.ver
            WHERE (excluded.hlc, excluded.device_id) >= (old.hlc, old.device_id)""",
            (
                effect.account_id, row.entity, row.id, row.doc, effect.hlc, device.device_id,
                vers.get(effect.account_id, 1),
            ),
        )  # fmt: skip
