"""Lots and the rights to them: what an event takes, gives and returns, right by right (docs/protocol.md, Allowances).

Everything here runs under the lock of the accounts' heads (`purses.lock`), so lots are read, changed and written back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from memberpos.hq import early_moves, returns
from memberpos.hq.cases import Fault, collision
from memberpos.hq.database import Conn, Once, unless_there
from memberpos.hq.devices import Device
from memberpos.hq.effects import Effect, Move, NewLot
from memberpos.hq.returns import Return
from memberpos.hq.tx import Tx

OWN, OPEN, CLOSED = "own", "open", "closed"
#: Headquarters lets follow what came late to an account whose lots a merge had taken along (`hq.following`).
FOLLOW = "member.follow"
Key = tuple[UUID, str, str]
#: An account and a lot or allowance of it, as numbers: an id's own hash and comparison take their time.
Pair = tuple[int, int]


def pair(account: UUID, other: UUID) -> Pair:
    """The key of what lies in an account."""
    return (account.int, other.int)


@dataclass
class LotState:
    """A lot while events are applied. `device` made it and may hold its right by birth; `moved_to`: a merge took it."""

    account: UUID
    lot_id: UUID
    kind: str
    instance: str
    open: int
    held: int
    device: UUID
    moved_to: UUID | None = None
    new: NewLot | None = None
    event_id: UUID | None = None

    @property
    def key(self) -> Key:
        return (self.account, self.kind, self.instance)


@dataclass
class GrantState:
    """An allowance while events are applied."""

    account: UUID
    grant_id: UUID
    lot_id: UUID
    kind: str
    instance: str
    device: UUID
    amount: int
    used: int
    returned: int
    state: str
    ver: int
    store: int

    @property
    def key(self) -> Key:
        return (self.account, self.kind, self.instance)

    @property
    def left(self) -> int:
        """What its till may still take."""
        return self.amount - self.used - self.returned


@dataclass
class Rights:
    """Lots and allowances that a batch touches, by how much each account's outstanding rights changed, and its lots."""

    lots: dict[Pair, LotState]
    grants: dict[Pair, GrantState]
    escrowed: defaultdict[Key, int] = field(default_factory=lambda: defaultdict(int))
    moved: defaultdict[Key, int] = field(default_factory=lambda: defaultdict(int))
    touched_lots: set[Pair] = field(default_factory=set)
    touched_grants: set[Pair] = field(default_factory=set)


@dataclass(frozen=True)
class Asked:
    """Statements that were sent: which movements are new, what the events touch. Each gives its answer when called."""

    moves: Callable[[], Mapping[int, Sequence[Move]]]
    lots: Callable[[], dict[Pair, LotState]]
    grants: Callable[[], dict[Pair, GrantState]]
    returns: Sequence[tuple[Effect, Return]]


def ask(conn: Conn, effects: Sequence[Effect], *, careful: bool) -> Asked:
    """Writes down the movements of events (`careful`: those that are not there yet) and asks for the lots and
    allowances they name.
    """
    given_back = [(effect, one) for effect in effects for one in returns.read(effect)]
    every = [move for effect in effects for move in effect.moves]
    wanted = [(move.account_id, move.lot_id) for move in every]
    wanted += [(account, lot.lot_id) for effect in effects for account, lot in effect.new_lots]
    named = [(one.account, one.right) for _, one in given_back]
    grants = [(move.account_id, UUID(move.right)) for move in every if move.right not in ("", OWN)]
    moves = _record(conn, effects, careful=careful)
    return Asked(moves, load_lots(conn, wanted + named), load_grants(conn, grants + named), given_back)


def apply(
    tx: Tx, device: Device, effects: Sequence[Effect], asked: Asked, missing: frozenset[UUID]
) -> tuple[Rights, list[Fault]]:
    """Applies the movements of new events; the lots are written back by `store` once balances are known. `missing`:
    accounts of which lots were moved before they were known.
    """
    moves = asked.moves()
    rights = Rights(asked.lots(), asked.grants())
    early = early_moves.of(tx.conn, missing, effects)
    faults: list[Fault] = []
    for effect in effects:
        for account, lot in effect.new_lots:
            _make(rights, device.device_id, effect, account, lot, early.get((account, lot.lot_id), 0))
        new = moves.get(effect.seq, ())
        for move in new:
            faults += _move(tx, rights, device.device_id, effect, move)
        if len(new) < len(effect.moves):
            _catch_up(rights, device.device_id, [move for move in effect.moves if move not in new])
        # A till that was put back sends again what it did before: until it hears of its lots it counts that twice.
        rights.touched_lots |= {pair(move.account_id, move.lot_id) for move in effect.moves} & rights.lots.keys()
    for effect, one in asked.returns:
        faults += _give_up(tx, rights, device.device_id, effect, one)
    early_moves.note(tx.conn, (UUID(fault.subject) for fault in faults if fault.why == "unknown_lot"), tx.now_ms)
    return rights, faults


def _record(conn: Conn, effects: Sequence[Effect], *, careful: bool) -> Callable[[], Mapping[int, Sequence[Move]]]:
    """Writes the movements; what it gives tells exactly those that were written, by sequence."""
    lines = [(effect.event_id, move) for effect in effects for move in effect.moves]
    if not lines:
        return dict
    cursor = conn.execute(
        unless_there(
            """INSERT INTO lot_move(account_id, event_id, n, lot_id, amount, by_right)
            SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::int[], %s::uuid[], %s::bigint[], %s::text[])""",
            "event_id, n",
            careful=careful,
        ),
        (
            [move.account_id for _, move in lines],
            [event for event, _ in lines],
            [move.n for _, move in lines],
            [move.lot_id for _, move in lines],
            [move.amount for _, move in lines],
            [move.right for _, move in lines],
        ),
    )

    if not careful:
        return lambda: {effect.seq: effect.moves for effect in effects}

    def fresh() -> Mapping[int, Sequence[Move]]:
        new = Once(cursor)
        return {
            effect.seq: [move for move in effect.moves if new.take((effect.event_id, move.n))] for effect in effects
        }

    return fresh


def load_lots(conn: Conn, wanted: Sequence[tuple[UUID, UUID]]) -> Callable[[], dict[Pair, LotState]]:
    """The named (account, lot) that exist."""
    if not wanted:
        return dict
    pairs = [both for _, both in sorted({pair(*both): both for both in wanted}.items())]
    cursor = conn.execute(
        """SELECT account_id, lot_id, kind, instance, open::bigint, held::bigint, device_id, moved_to
        FROM lot JOIN unnest(%s::uuid[], %s::uuid[]) AS w(a, l) ON account_id = w.a AND lot_id = w.l""",
        ([one[0] for one in pairs], [one[1] for one in pairs]),
    )
    return lambda: {pair(row[0], row[1]): LotState(*row) for row in cursor}


def load_grants(conn: Conn, wanted: Sequence[tuple[UUID, UUID]]) -> Callable[[], dict[Pair, GrantState]]:
    """The named (account, allowance) that exist."""
    if not wanted:
        return dict
    pairs = [both for _, both in sorted({pair(*both): both for both in wanted}.items())]
    cursor = conn.execute(
        """SELECT account_id, grant_id, lot_id, kind, instance, device_id, amount, used, returned, state, ver, store_id
        FROM escrow
        JOIN unnest(%s::uuid[], %s::uuid[]) AS w(a, g) ON account_id = w.a AND grant_id = w.g""",
        ([one[0] for one in pairs], [one[1] for one in pairs]),
    )
    return lambda: {pair(row[0], row[1]): GrantState(*row) for row in cursor}


def _make(rights: Rights, device: UUID, effect: Effect, account: UUID, lot: NewLot, early: int) -> None:
    key = pair(account, lot.lot_id)
    if key not in rights.lots:
        rights.lots[key] = LotState(
            account,
            lot.lot_id,
            lot.kind,
            lot.instance,
            early,
            0,
            device,
            None,
            lot,
            lot.event_id or effect.event_id,
        )
        rights.touched_lots.add(key)


def _move(tx: Tx, rights: Rights, device: UUID, effect: Effect, move: Move) -> list[Fault]:
    key = pair(move.account_id, move.lot_id)
    lot = rights.lots.get(key)
    if lot is None:
        return [Fault(effect.seq, "unknown_lot", str(move.account_id), effect.staff)]
    lot.open += move.amount
    rights.moved[lot.key] += move.amount
    rights.touched_lots.add(key)
    if lot.moved_to is not None and effect.kind != FOLLOW:
        tx.strays[effect.event_id, move.n] = move.account_id
        return []
    granted = move.amount if move.right == "" else use(rights, device, lot, move)
    faults = []
    if move.right != "" and granted != 0:
        faults.append(Fault(effect.seq, "no_right", str(move.account_id), effect.staff))
        unheard_of(tx, device, lot, granted)
    if lot.kind == "COUPON" and lot.open < 0 and move.amount < 0:
        other = collision(tx.conn, lot.account, lot.kind, device)
        faults.append(Fault(effect.seq, "double_coupon", lot.instance, effect.staff, other))
    return faults


def _catch_up(rights: Rights, device: UUID, there: Sequence[Move]) -> None:
    """Two copies of a disk send the same events, and what one spends of a lot that the other was the first to tell of
    takes no right from it: that is made up for when the other sends it, too.
    """
    for move in there:
        lot = rights.lots.get(pair(move.account_id, move.lot_id))
        if move.right == OWN and lot is not None and lot.device == device and lot.moved_to is None:
            use(rights, device, lot, move)


def unheard_of(tx: Tx, device: UUID, lot: LotState, amount: int) -> None:
    """What a till gave back to a right that has ended meanwhile is free for others, but until it hears of that the till
    may spend it again.
    """
    if amount > 0:
        returns.expose(tx.conn, device, lot.key, lot.lot_id, amount, tx.now_ms)


def use(rights: Rights, device: UUID, lot: LotState, move: Move) -> int:
    """Moves the right that the till says it used; gives the part of the amount that no right of its covers."""
    if move.right == OWN:
        if lot.device != device:
            return move.amount
        part = max(move.amount, -lot.held)
        lot.held += part
        rights.escrowed[lot.key] += part
        return move.amount - part
    grant = rights.grants.get(pair(move.account_id, UUID(move.right)))
    if grant is None or grant.device != device or grant.lot_id != move.lot_id:
        return move.amount
    if grant.state == CLOSED and 0 < move.amount <= grant.used:
        grant.state = OPEN  # taken whole, and some of it comes back
    if grant.state != OPEN:
        return move.amount
    part = max(move.amount, -grant.left) if move.amount < 0 else min(move.amount, grant.used)
    grant.used -= part
    grant.state = CLOSED if grant.left == 0 else OPEN
    rights.escrowed[lot.key] += part
    rights.touched_grants.add(pair(grant.account, grant.grant_id))
    return move.amount - part


def _give_up(tx: Tx, rights: Rights, device: UUID, effect: Effect, one: Return) -> list[Fault]:
    lot = rights.lots.get(pair(one.account, one.right))
    amount = min(one.amount, lot.held) if one.doubted and lot is not None else one.amount
    if give_up(rights, device, one.account, one.right, amount):
        if one.doubted and lot is not None:
            returns.expose(tx.conn, device, lot.key, lot.lot_id, amount, tx.now_ms)
        return []
    if pair(one.account, one.right) not in rights.grants and (lot is None or lot.moved_to is not None):
        tx.strayed[effect.event_id, one.right] = (one.account, one.amount)
        return []
    return [] if one.doubted else [Fault(effect.seq, "no_right", str(one.account), effect.staff)]


def give_up(rights: Rights, device: UUID, account: UUID, right: UUID, amount: int) -> bool:
    """A till gives a right back: an allowance, or (named by the lot) its right by birth. False when it has none."""
    key = pair(account, right)
    grant, lot = rights.grants.get(key), rights.lots.get(key)
    if grant is not None and grant.device == device and 0 <= amount <= grant.left:
        grant.returned += amount
        if grant.left == 0 and grant.state == OPEN:
            grant.state = CLOSED
        rights.touched_grants.add(key)
        rights.escrowed[grant.key] -= amount
        return True
    if lot is not None and lot.device == device and 0 <= amount <= lot.held:
        lot.held -= amount
        rights.escrowed[lot.key] -= amount
        rights.touched_lots.add(key)
        return True
    return False


def store(tx: Tx, rights: Rights, vers: dict[UUID, int]) -> None:
    """Writes back what was touched; `vers` are the accounts' new versions."""
    touched = [rights.lots[key] for key in sorted(rights.touched_lots)]
    new, old = [lot for lot in touched if lot.new is not None], [lot for lot in touched if lot.new is None]
    _insert(tx.conn, new, vers)
    if old:
        tx.conn.execute(
            """UPDATE lot SET open = u.open, held = u.held, ver = u.ver
            FROM unnest(%s::uuid[], %s::uuid[], %s::numeric[], %s::numeric[], %s::bigint[]) AS u(a, l, open, held, ver)
            WHERE account_id = u.a AND lot_id = u.l""",
            (
                [lot.account for lot in old],
                [lot.lot_id for lot in old],
                [lot.open for lot in old],
                [lot.held for lot in old],
                [vers.get(lot.account, 0) for lot in old],
            ),
        )
    _store_grants(tx.conn, [rights.grants[key] for key in sorted(rights.touched_grants)])


def _store_grants(conn: Conn, grants: Sequence[GrantState]) -> None:
    if grants:
        conn.execute(
            """UPDATE escrow SET used = u.used, returned = u.returned, state = u.state, ver = u.ver
            FROM unnest(%s::uuid[], %s::uuid[], %s::bigint[], %s::bigint[], %s::text[], %s::bigint[])
              AS u(a, g, used, returned, state, ver)
            WHERE account_id = u.a AND grant_id = u.g""",
            (
                [grant.account for grant in grants],
                [grant.grant_id for grant in grants],
                [grant.used for grant in grants],
                [grant.returned for grant in grants],
                [grant.state for grant in grants],
                [grant.ver + 1 for grant in grants],
            ),
        )


def _insert(conn: Conn, lots: Sequence[LotState], vers: dict[UUID, int]) -> None:
    rows = [(lot, lot.new) for lot in lots if lot.new is not None]
    if not rows:
        return
    conn.execute(
        """INSERT INTO lot(account_id, lot_id, kind, instance, granted, open, held, expires, available_from, made_ms,
          recharge_id, event_id, gift, device_id, ver)
        SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::bigint[], %s::numeric[], %s::numeric[],
          %s::date[], %s::date[], %s::bigint[], %s::text[], %s::uuid[], %s::bool[], %s::uuid[], %s::bigint[])
        ON CONFLICT DO NOTHING""",
        (
            [lot.account for lot, _ in rows],
            [lot.lot_id for lot, _ in rows],
            [lot.kind for lot, _ in rows],
            [lot.instance for lot, _ in rows],
            [new.granted for _, new in rows],
            [lot.open for lot, _ in rows],
            [lot.held for lot, _ in rows],
            [new.expires for _, new in rows],
            [new.available_from for _, new in rows],
            [new.made_ms for _, new in rows],
            [new.recharge_id for _, new in rows],
            [lot.event_id for lot, _ in rows],
            [new.gift for _, new in rows],
            [lot.device for lot, _ in rows],
            [vers.get(lot.account, 0) for lot, _ in rows],
        ),
    )
