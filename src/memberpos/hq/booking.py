"""Books the effects of new events: ledger, balances, lots, day sums, members, goods.

A business fact is never refused: what breaks a rule is booked and noted for review; what cannot be decoded at all goes
to the dead letters. Every statement is idempotent, so that it may later run apart from the watermark's commit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from memberpos.hq import cases, catalog, debts, devices, erasing, fact_rows, lots, merging, people, purses
from memberpos.hq.bodies import Undecodable
from memberpos.hq.cases import Fault
from memberpos.hq.database import REFUSED, Conn, Once, unless_there
from memberpos.hq.effects import Effect, decode
from memberpos.hq.purses import Line
from memberpos.hq.tx import Tx
from memberpos.sync.protocol import WireEvent

#: Version nibble of ids that several tills make alike for work that time causes.
_SHARED_ID_VERSION = 5

Dead = list[tuple[int, str]]
_LEDGER_ROWS = """INSERT INTO ledger(account_id, business_month, event_id, line, kind, instance, unit, amount,
  business_date, store_id, device_id, seq, hlc)
SELECT l.account, l.month, l.event, l.line, l.kind, l.instance, l.unit, l.amount, l.day, %s, %s, l.seq, l.hlc
FROM unnest(%s::uuid[], %s::date[], %s::uuid[], %s::int[], %s::text[], %s::text[], %s::text[], %s::bigint[],
  %s::date[], %s::bigint[], %s::bigint[])
  AS l(account, month, event, line, kind, instance, unit, amount, day, seq, hlc)"""


def exception(seq: int, why: str) -> dict[str, Any]:
    """A result for the till: the event was booked, but a person should look at it."""
    return {"seq": seq, "code": "exception", "why": why}


def apply(
    tx: Tx,
    device: devices.Device,
    events: Sequence[WireEvent],
    careful: bool = True,
) -> list[dict[str, Any]]:
    """Books new events inside the caller's transaction; returns the results that the till is told.

    `careful`: what is there already is passed over, what the database does not take is found and buried. Without it
    both raise one of `database.REFUSED`, and the caller does it again with care.
    """
    effects, dead = _decode_all(events, device.store_id, tx.now_ms)
    if careful:
        faults, more_dead = _book_with_care(tx, device, effects)
        dead += more_dead
    else:
        faults = _book(tx, device, effects, careful=False)
    faults += [Fault(effect.seq, why, "", effect.staff) for effect in effects for why in effect.faults]
    _bury(tx.conn, device.device_id, dead, tx.now_ms)
    cases.note(tx, device, faults)
    told = sorted({(fault.seq, fault.why) for fault in faults})
    return [exception(seq, why) for seq, why in told] + [
        {"seq": seq, "code": "dead_letter", "why": why} for seq, why in dead
    ]


def _decode_all(events: Sequence[WireEvent], store_id: int, now_ms: int) -> tuple[list[Effect], Dead]:
    effects: list[Effect] = []
    dead: Dead = []
    for event in events:
        try:
            effects.append(decode(event, store_id, now_ms))
        except Undecodable as error:
            dead.append((event.seq, str(error)))
    return effects, dead


def _book_with_care(tx: Tx, device: devices.Device, effects: Sequence[Effect]) -> tuple[list[Fault], Dead]:
    before = tx.told()
    try:
        with tx.conn.transaction():
            return _book(tx, device, effects), []
    except REFUSED:
        tx.forget_since(before)
        return _book_one_by_one(tx, device, effects)


def _book_one_by_one(tx: Tx, device: devices.Device, effects: Sequence[Effect]) -> tuple[list[Fault], Dead]:
    """The batch held something the database does not take: find it, so that it stops nobody else's money."""
    faults: list[Fault] = []
    dead: Dead = []
    for effect in effects:
        before = tx.told()
        try:
            with tx.conn.transaction():
                faults += _book(tx, device, [effect])
        except REFUSED:
            tx.forget_since(before)
            dead.append((effect.seq, "database"))
    return faults, dead


def _bury(conn: Conn, device: UUID, dead: Dead, now_ms: int) -> None:
    for seq, why in dead:
        conn.execute(
            "INSERT INTO dead_letter(device_id, seq, why, at_ms) VALUES(%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            (device, seq, why, now_ms),
        )


def _book(tx: Tx, device: devices.Device, effects: Sequence[Effect], *, careful: bool = True) -> list[Fault]:
    """In groups: what gives lots to another account is booked by itself."""
    faults: list[Fault] = []
    group: list[Effect] = []
    for effect in _claim(tx.conn, device, effects):
        if merging.is_giving(effect):
            faults += _book_group(tx, device, group, careful=careful)
            faults += _book_group(tx, device, [effect], careful=careful)
            group = []
        else:
            group.append(effect)
    return faults + _book_group(tx, device, group, careful=careful)


def _book_group(tx: Tx, device: devices.Device, mine: Sequence[Effect], *, careful: bool) -> list[Fault]:
    if not mine:
        return []
    faults, seen = people.apply(tx, device, mine)
    erasing.done(tx, device, mine)
    catalog.apply(tx, device, mine)
    # Sent one after the other, and only then their answers are read: on a pipelined connection nothing waits between.
    locked, written = purses.lock(tx, mine), _ledger(tx.conn, device, mine, careful=careful)
    asked = lots.ask(tx.conn, mine, careful=careful)
    seen()
    heads, booked = locked(), written()
    rights, more = lots.apply(tx, device, mine, asked, heads.missing)
    lots.store(tx, rights, heads.vers)
    if merging.is_giving(mine[0]):  # then it is the only one
        merging.apply(tx, device, mine[0], heads.vers, rights, booked)
    merging.follow(tx, device, mine, heads.vers)
    purses.hold(tx, device, mine, heads.vers)
    faults += more + purses.balances(tx, device, mine, booked, rights.escrowed)
    debts.settle(tx, rights, heads.vers, heads.owing)
    _day_sums(tx.conn, device, booked)
    fact_rows.add(tx.conn, device, mine, booked)
    _personal_data(tx.conn, device, mine)
    return faults


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


def _personal_data(conn: Conn, device: devices.Device, effects: Sequence[Effect]) -> None:
    """Salt and value of each digest in a body: they can be deleted while the chain stays whole."""
    items = [(effect.seq, item) for effect in effects for item in effect.pii]
    if items:
        conn.execute(
            """INSERT INTO event_pii(device_id, seq, field, salt, value)
            SELECT %s, p.* FROM unnest(%s::bigint[], %s::text[], %s::bytea[], %s::bytea[]) AS p
            ON CONFLICT DO NOTHING""",
            (
                device.device_id,
                [seq for seq, _ in items],
                [item.field for _, item in items],
                [item.salt for _, item in items],
                [item.value.encode() for _, item in items],
            ),
        )


def _ledger(
    conn: Conn, device: devices.Device, effects: Sequence[Effect], *, careful: bool
) -> Callable[[], Sequence[Line]]:
    """Writes the ledger rows (`careful`: that are not there yet); what it gives tells which were written."""
    lines = [(effect, booking) for effect in effects for booking in effect.bookings]
    if not lines:
        return lambda: ()
    places, _, amounts, numbers = zip(*[booking for _, booking in lines], strict=True)
    accounts, kinds, instances, units = zip(*places, strict=True)
    cursor = conn.execute(
        unless_there(_LEDGER_ROWS, "event_id, line", careful=careful),
        (
            device.store_id,
            device.device_id,
            list(accounts),
            [effect.month for effect, _ in lines],
            [effect.event_id for effect, _ in lines],
            list(numbers),
            list(kinds),
            list(instances),
            list(units),
            list(amounts),
            [effect.business_date for effect, _ in lines],
            [effect.seq for effect, _ in lines],
            [effect.hlc for effect, _ in lines],
        ),
    )

    if not careful:
        return lambda: lines

    def fresh() -> Sequence[Line]:
        new = Once(cursor)
        return [(effect, booking) for effect, booking in lines if new.take((effect.event_id, booking.line))]

    return fresh


def _day_sums(conn: Conn, device: devices.Device, lines: Sequence[Line]) -> None:
    sums: defaultdict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    for effect, ((_, kind, _, unit), name, amount, _) in lines:
        total = sums[effect.business_date, effect.kind, name, kind, unit]
        total[0] += 1
        total[1] += amount
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
