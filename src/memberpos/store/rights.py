"""What this till may take from a lot: its own right (lots made here) and allowances given by headquarters.

Every movement of a lot says which right it used, so that headquarters and till always agree on what is left of each.
A till without headquarters made all its lots, so it may take all of them. docs/protocol.md describes the accounting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import Lot
from memberpos.domain.lots import Change
from memberpos.store.database import Database

#: Words in a movement's `right`; any other text is the id of an allowance.
OWN, NONE = "own", ""

#: How much of a lot may be taken here; `l` is the lot. A debt is shown whole.
OPEN_HERE = (
    "CASE WHEN l.open <= 0 THEN l.open ELSE min(l.open, l.held + coalesce((SELECT sum(g.amount - g.used - g.returned)"
    " FROM escrow g WHERE g.lot_id = l.id AND g.state = 'open' AND (g.expires_hlc IS NULL OR g.expires_hlc >"
    " coalesce((SELECT v FROM sync_state WHERE k = 'hlc'), 0))), 0)) END"
)
_LEFT = (
    "SELECT grant_id, amount - used - returned, used FROM escrow WHERE lot_id = ? AND state = 'open'"
    " AND (expires_hlc IS NULL OR expires_hlc > coalesce((SELECT v FROM sync_state WHERE k = 'hlc'), 0))"
    " ORDER BY expires_hlc IS NULL, expires_hlc, grant_id"
)


@dataclass(frozen=True)
class RightMove:
    """A movement of a lot by one right."""

    lot_id: str
    amount: int
    right: str


@dataclass(frozen=True)
class LotEntries:
    """What an event does to the lots of one account."""

    account: str
    new: tuple[Lot, ...]
    moves: tuple[RightMove, ...]


@dataclass
class _Held:
    """One lot as it stands while the movements of an event are assigned; allowances as [id, left, used]."""

    account: str
    kind: str
    instance: str
    open: int
    own: int
    mine: bool
    grants: list[list[int | str]] = field(default_factory=list)


def assign(db: Database, changes: Sequence[Change]) -> tuple[LotEntries, ...]:
    """The movements of `changes`, split by the rights they use. PosError hq_needed (account, kind, instance, missing)
    where this till holds no right: the value is at headquarters or with another till.
    """
    known: dict[str, _Held] = {}
    new: dict[str, list[Lot]] = {}
    moves: dict[str, list[RightMove]] = {}
    for change in changes:
        for lot in change.new:
            known[lot.id] = _Held(lot.account, lot.kind, lot.instance, 0, 0, mine=not lot.shared)
            new.setdefault(lot.account, []).append(lot)
        for move in change.moves:
            held = known.get(move.lot_id) or known.setdefault(move.lot_id, _load(db, move.lot_id))
            taken = _put(held, move.amount) if move.amount > 0 else _take(held, -move.amount)
            entries = moves.setdefault(held.account, [])
            entries += [RightMove(move.lot_id, amount, right) for amount, right in taken]
    return tuple(
        LotEntries(account, tuple(new.get(account, ())), tuple(moves.get(account, ())))
        for account in dict.fromkeys((*new, *moves))
    )


def _load(db: Database, lot_id: str) -> _Held:
    row = db.one("SELECT account, kind, instance, open, held, mine FROM lot WHERE id = ?", (lot_id,))
    if row is None:
        raise PosError("not_found", what="lot")
    grants = [list(grant) for grant in db.all(_LEFT, (lot_id,))]
    return _Held(row[0], row[1], row[2], row[3], row[4], bool(row[5]), grants)


def _put(held: _Held, amount: int) -> Iterable[tuple[int, str]]:
    """What comes back goes to the right it was taken by: an allowance still open here, or the own right."""
    before, held.open = held.open, held.open + amount
    if before < 0:  # a debt is paid
        return [(amount, NONE)]
    if held.mine:
        held.own += amount
        return [(amount, OWN)]
    parts: list[tuple[int, str]] = []
    for grant in held.grants:
        share = min(amount, int(grant[2]))
        if share > 0:
            grant[1], grant[2], amount = int(grant[1]) + share, int(grant[2]) - share, amount - share
            parts.append((share, str(grant[0])))
    return [*parts, (amount, NONE)] if amount else parts


def _take(held: _Held, amount: int) -> Iterable[tuple[int, str]]:
    before, held.open = held.open, held.open - amount
    if before <= 0:  # a debt grows
        return [(-amount, NONE)]
    parts: list[tuple[int, str]] = []
    for grant in held.grants:
        share = min(amount, int(grant[1]))
        if share > 0:
            grant[1], grant[2], amount = int(grant[1]) - share, int(grant[2]) + share, amount - share
            parts.append((-share, str(grant[0])))
    share = min(amount, held.own)
    held.own, amount = held.own - share, amount - share
    if amount:
        raise PosError("hq_needed", account=held.account, kind=held.kind, instance=held.instance, missing=amount)
    return [*parts, (-share, OWN)] if share else parts


def apply(db: Database, move: RightMove) -> None:
    """Moves what is left of the right that a movement used; the lot's row is there already."""
    if move.right == OWN:
        db.execute("UPDATE lot SET held = held + ? WHERE id = ?", (move.amount, move.lot_id))
    elif move.right != NONE:
        db.execute("UPDATE escrow SET used = used - ? WHERE grant_id = ?", (move.amount, move.right))


def used(db: Database, entries: Iterable[LotEntries]) -> bool:
    """True when an allowance paid for part of it that was not asked for just now: the receipt says so."""
    grants = {move.right for entry in entries for move in entry.moves} - {OWN, NONE}
    sql = "SELECT 1 FROM escrow WHERE grant_id = ? AND asked = 0"
    return any(db.value(sql, (grant,)) is not None for grant in grants)


def document(entries: Iterable[LotEntries], event_id: str) -> list[Mapping[str, object]]:
    """The entries as they stand in the body of event `event_id`: amounts are JSON strings."""
    return [
        {
            "account": entry.account,
            "new": [_lot(lot, event_id) for lot in entry.new],
            "moves": [[move.lot_id, str(move.amount), move.right] for move in entry.moves],
        }
        for entry in entries
    ]


def _lot(lot: Lot, event_id: str) -> dict[str, object]:
    said: dict[str, object] = {
        "id": lot.id, "kind": lot.kind, "instance": lot.instance, "granted": str(lot.granted),
        "made_at_ms": str(lot.made_at_ms), "expires": lot.expires, "available_from": lot.available_from,
        "recharge": lot.recharge_id, "gift": lot.gift,
    }  # fmt: skip
    return said if lot.event_id == event_id else said | {"event": lot.event_id}


def require_all(db: Database, lots: Sequence[str]) -> None:
    """PosError hq_needed unless this till may take all that is open of the named lots."""
    for lot_id in lots:
        row = db.one(
            f"SELECT l.account, l.kind, l.instance, l.open - {OPEN_HERE} FROM lot l WHERE l.id = ? AND l.open > 0",
            (lot_id,),
        )
        if row is not None and row[3]:
            raise PosError("hq_needed", account=row[0], kind=row[1], instance=row[2], missing=row[3])


def require_here(db: Database, account: str, kinds: Sequence[str], instance: str = "") -> None:
    """PosError hq_needed unless this till may take all that is open of an account's lots of these kinds."""
    away = elsewhere(db, account, kinds, instance)
    if away:
        raise PosError("hq_needed", account=account, kind=",".join(kinds), instance=instance, missing=away)


def elsewhere(db: Database, account: str, kinds: Sequence[str], instance: str = "") -> int:
    """What of an account's open lots this till may not take: it waits at headquarters or with another till."""
    marks = ", ".join("?" * len(kinds))
    return int(
        db.value(
            f"SELECT coalesce(sum(l.open - {OPEN_HERE}), 0) FROM lot l"
            f" WHERE l.account = ? AND l.instance = ? AND l.open > 0 AND l.kind IN ({marks})",
            (account, instance, *kinds),
        )
    )
