"""Books the effects of new events: ledger, balances, day sums, members and their personal data.

A business fact is never refused: what breaks a rule is booked and noted for review; what cannot be decoded at all goes
to the dead letters. Every statement is idempotent, so that it may later run apart from the watermark's commit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg

from memberpos.domain.ledger import BONUS, CHANGE, PRINCIPAL
from memberpos.hq import devices
from memberpos.hq.database import Conn
from memberpos.hq.effects import Booking, Effect, Undecodable, decode
from memberpos.sync.protocol import WireEvent

#: Account kinds of members that may not fall below their limit; points may (a debt).
_FLOORED = (PRINCIPAL, BONUS, CHANGE)
_ENROL = ("member.enrol", "member.import")
#: Version nibble of ids that several tills make alike for work that time causes.
_SHARED_ID_VERSION = 5

Faults = list[tuple[int, str]]


def exception(seq: int, why: str) -> dict[str, Any]:
    """A result for the till: the event was booked, but a person should look at it."""
    return {"seq": seq, "code": "exception", "why": why}


def apply(conn: Conn, device: devices.Device, events: Sequence[WireEvent], now_ms: int) -> list[dict[str, Any]]:
    """Books new events inside the caller's transaction; returns the results that the till is told."""
    effects, dead = _decode_all(events, device.store_id)
    faults = [(effect.seq, why) for effect in effects for why in effect.faults]
    try:
        with conn.transaction():
            faults += _book(conn, device, effects)
    except (psycopg.DataError, psycopg.IntegrityError):
        more_faults, more_dead = _book_one_by_one(conn, device, effects)
        faults, dead = faults + more_faults, dead + more_dead
    _bury(conn, device.device_id, dead, now_ms)
    devices.note(conn, device.device_id, faults, now_ms)
    return [exception(seq, why) for seq, why in sorted(set(faults))] + [
        {"seq": seq, "code": "dead_letter", "why": why} for seq, why in dead
    ]


def _decode_all(events: Sequence[WireEvent], store_id: int) -> tuple[list[Effect], Faults]:
    effects: list[Effect] = []
    dead: Faults = []
    for event in events:
        try:
            effects.append(decode(event, store_id))
        except Undecodable as error:
            dead.append((event.seq, str(error)))
    return effects, dead


def _book_one_by_one(conn: Conn, device: devices.Device, effects: Sequence[Effect]) -> tuple[Faults, Faults]:
    """The batch held something the database does not take: find it, so that it stops nobody else's money."""
    faults: Faults = []
    dead: Faults = []
    for effect in effects:
        try:
            with conn.transaction():
                faults += _book(conn, device, [effect])
        except (psycopg.DataError, psycopg.IntegrityError):
            dead.append((effect.seq, "database"))
    return faults, dead


def _bury(conn: Conn, device: UUID, dead: Faults, now_ms: int) -> None:
    for seq, why in dead:
        conn.execute(
            "INSERT INTO dead_letter(device_id, seq, why, at_ms) VALUES(%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            (device, seq, why, now_ms),
        )


def _book(conn: Conn, device: devices.Device, effects: Sequence[Effect]) -> Faults:
    mine = _claim(conn, device, effects)
    _members(conn, device, mine)
    _personal_data(conn, device, mine)
    booked = _ledger(conn, device, mine)
    _day_sums(conn, device, booked)
    return _balances(conn, device, mine, booked)


def _claim(conn: Conn, device: devices.Device, effects: Sequence[Effect]) -> list[Effect]:
    """Without the events that time caused and another till was the first to send."""
    shared = [effect for effect in effects if effect.event_id.version == _SHARED_ID_VERSION]
    if not shared:
        return list(effects)
    ids = [effect.event_id for effect in shared]
    conn.execute(
        """INSERT INTO due_event(event_id, device_id, seq) SELECT e.id, %s, e.seq
        FROM unnest(%s::uuid[], %s::bigint[]) AS e(id, seq) ORDER BY e.id ON CONFLICT DO NOTHING""",
        (device.device_id, ids, [effect.seq for effect in shared]),
    )
    rows = conn.execute("SELECT event_id, device_id, seq FROM due_event WHERE event_id = ANY(%s)", (ids,)).fetchall()
    owner = {row[0]: (row[1], row[2]) for row in rows}
    return [e for e in effects if owner.get(e.event_id, (device.device_id, e.seq)) == (device.device_id, e.seq)]


def _members(conn: Conn, device: devices.Device, effects: Sequence[Effect]) -> None:
    ids = sorted({effect.member_id for effect in effects if effect.kind in _ENROL and effect.member_id})
    if ids:
        conn.execute(
            """INSERT INTO member(member_id, home_store, home_device)
            SELECT m.id, %s, %s FROM unnest(%s::uuid[]) AS m(id) ON CONFLICT DO NOTHING""",
            (device.store_id, device.device_id, ids),
        )


def _personal_data(conn: Conn, device: devices.Device, effects: Sequence[Effect]) -> None:
    for effect in effects:
        for item in effect.pii:
            value = item.value.encode()
            conn.execute(
                "INSERT INTO event_pii(device_id, seq, field, salt, value) VALUES(%s, %s, %s, %s, %s) "
                "ON CONFLICT DO NOTHING",
                (device.device_id, effect.seq, item.field, item.salt, value),
            )
            if effect.member_id is not None:
                _member_value(conn, device.device_id, effect.member_id, item.field, value, effect.hlc)


def _member_value(conn: Conn, device: UUID, member: UUID, field: str, value: bytes, hlc: int) -> None:
    """The newest value of a field wins: greatest (clock, device)."""
    conn.execute(
        """INSERT INTO member_pii AS old(member_id, field, value, hlc, device_id) VALUES(%s, %s, %s, %s, %s)
        ON CONFLICT(member_id, field) DO UPDATE SET value = excluded.value, hlc = excluded.hlc,
          device_id = excluded.device_id WHERE (excluded.hlc, excluded.device_id) > (old.hlc, old.device_id)""",
        (member, field, value, hlc, device),
    )


Line = tuple[Effect, Booking]


def _ledger(conn: Conn, device: devices.Device, effects: Sequence[Effect]) -> list[Line]:
    """Writes the ledger rows that are not there yet and returns exactly those."""
    lines = [(effect, booking) for effect in effects for booking in effect.bookings]
    if not lines:
        return []
    rows = conn.execute(
        """INSERT INTO ledger(account_id, business_month, event_id, line, kind, instance, unit, amount, business_date,
          store_id, device_id, seq, hlc)
        SELECT l.account, l.month, l.event, l.line, l.kind, l.instance, l.unit, l.amount, l.day, %s, %s, l.seq, l.hlc
        FROM unnest(%s::uuid[], %s::date[], %s::uuid[], %s::int[], %s::text[], %s::text[], %s::text[], %s::bigint[],
          %s::date[], %s::bigint[], %s::bigint[])
          AS l(account, month, event, line, kind, instance, unit, amount, day, seq, hlc)
        ON CONFLICT DO NOTHING RETURNING event_id, line""",
        (
            device.store_id,
            device.device_id,
            [booking.account_id for _, booking in lines],
            [effect.month for effect, _ in lines],
            [effect.event_id for effect, _ in lines],
            [booking.line for _, booking in lines],
            [booking.kind for _, booking in lines],
            [booking.instance for _, booking in lines],
            [booking.unit for _, booking in lines],
            [booking.amount for _, booking in lines],
            [effect.business_date for effect, _ in lines],
            [effect.seq for effect, _ in lines],
            [effect.hlc for effect, _ in lines],
        ),
    ).fetchall()
    inserted = set(rows)
    return [(effect, booking) for effect, booking in lines if (effect.event_id, booking.line) in inserted]


def _balances(conn: Conn, device: devices.Device, effects: Sequence[Effect], lines: Sequence[Line]) -> Faults:
    """Adds what was newly booked to the balances, in key order so that two pushes never wait for each other."""
    sums: defaultdict[tuple[UUID, str, str, str], int] = defaultdict(int)
    for _, booking in lines:
        sums[booking.key] += booking.amount
    if not sums:
        return []
    names = {booking.account_id: booking.name for _, booking in lines}
    owners = {effect.account_id: effect.member_id for effect in effects if effect.account_id and effect.member_id}
    keys = sorted(sums)
    rows = conn.execute(
        """INSERT INTO account AS old(account_id, kind, instance, unit, name, member_id, store_id, balance)
        SELECT a.id, a.kind, a.instance, a.unit, a.name, a.member, %s, a.amount
        FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::uuid[], %s::numeric[])
          AS a(id, kind, instance, unit, name, member, amount)
        ON CONFLICT(account_id, kind, instance, unit) DO UPDATE SET balance = old.balance + excluded.balance,
          ver = old.ver + 1, member_id = coalesce(old.member_id, excluded.member_id)
        RETURNING account_id, kind, instance, unit, name = '' AND balance < -overdraft""",
        (
            device.store_id,
            [key[0] for key in keys],
            [key[1] for key in keys],
            [key[2] for key in keys],
            [key[3] for key in keys],
            [names[key[0]] for key in keys],
            [owners.get(key[0]) for key in keys],
            [sums[key] for key in keys],
        ),
    ).fetchall()
    below = {tuple(row[:4]) for row in rows if row[4] and row[1] in _FLOORED}
    return sorted({(effect.seq, "below_limit") for effect, b in lines if b.key in below and b.amount < 0})


def _day_sums(conn: Conn, device: devices.Device, lines: Sequence[Line]) -> None:
    sums: defaultdict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    for effect, booking in lines:
        total = sums[effect.business_date, effect.kind, booking.name, booking.kind, booking.unit]
        total[0] += 1
        total[1] += booking.amount
    if not sums:
        return
    keys = sorted(sums)
    conn.execute(
        """INSERT INTO store_day AS old(store_id, business_date, event_kind, account, kind, unit, n, amount)
        SELECT %s, s.*
        FROM unnest(%s::date[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[], %s::numeric[])
          AS s(day, event_kind, account, kind, unit, n, amount)
        ON CONFLICT(store_id, business_date, event_kind, account, kind, unit)
        DO UPDATE SET n = old.n + excluded.n, amount = old.amount + excluded.amount""",
        (
            device.store_id,
            *([key[column] for key in keys] for column in range(5)),
            [sums[key][0] for key in keys],
            [sums[key][1] for key in keys],
        ),
    )
