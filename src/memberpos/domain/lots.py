"""Lots: grants in the order they are spent, debts, returns (domain rules §1, §4).

`lots` is always what an account holds of one kind (one instance); spent lots may be among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from memberpos.domain.dates import expired
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import Lot, LotMove


@dataclass(frozen=True)
class Change:
    """What happened to an account's lots: moves on lots, and new lots as they stand afterwards.

    `moves` name old and new lots alike (a new one: +granted, then −what of it paid a debt), so they sum per lot to
    the change of its `open`, and over all lots to the posting on the account.
    """

    moves: tuple[LotMove, ...] = ()
    new: tuple[Lot, ...] = ()

    @property
    def amount(self) -> int:
        """The change of the balance."""
        return sum(move.amount for move in self.moves)


def balance(lots: Iterable[Lot]) -> int:
    """Sum of what is open; negative = a debt."""
    return sum(lot.open for lot in lots)


def apply(lots: Sequence[Lot], change: Change) -> tuple[Lot, ...]:
    """The lots after a change."""
    new = {lot.id for lot in change.new}
    sums: defaultdict[str, int] = defaultdict(int)
    for move in change.moves:
        sums[move.lot_id] += move.amount
    kept = (replace(lot, open=lot.open + sums[lot.id]) for lot in lots if lot.id not in new)
    return (*kept, *change.new)


def spending_order(lots: Iterable[Lot], today: date) -> list[Lot]:
    """Lots that can be spent today: soonest expiring first, older first on a tie, never-expiring last."""
    usable = (lot for lot in lots if lot.open > 0 and _available(lot, today) and not expired(lot.expires, today))
    return sorted(usable, key=_by_expiry)


def grant(lots: Sequence[Lot], new: Lot) -> Change:
    """Grants `new.granted` (> 0); an open debt is paid first, what is left stays open in the new lot."""
    paid = _pay_debt(lots, new.granted)
    owed = sum(move.amount for move in paid)
    moves = (LotMove(new.id, new.granted), *((LotMove(new.id, -owed),) if owed else ()), *paid)
    return Change(moves, (replace(new, open=new.granted - owed),))


def take(lots: Sequence[Lot], amount: int, today: date) -> Change:
    """Spends `amount` in spending order. PosError points_debt if in debt, insufficient_points (have, asked)."""
    if balance(lots) < 0:
        raise PosError("points_debt", have=balance(lots), asked=amount)
    usable = spending_order(lots, today)
    if amount > balance(usable):
        raise PosError("insufficient_points", have=balance(usable), asked=amount)
    return Change(tuple(drain(usable, amount)))


def take_or_owe(lots: Sequence[Lot], amount: int, today: date, debt: Lot, first: str = "") -> Change:
    """Takes `amount` (from lot `first`, then in spending order, then of lots not spendable yet); the rest is owed.

    The debt grows on the debt lot that is already open, else on the new lot `debt` (its id and event are the
    caller's).
    """
    moves = tuple(drain(seizing_order(lots, today, first), amount))
    missing = amount + sum(move.amount for move in moves)
    if not missing:
        return Change(moves)
    owing = next((lot for lot in lots if lot.open < 0), None)
    if owing is not None:
        return Change((*moves, LotMove(owing.id, -missing)))
    return Change((*moves, LotMove(debt.id, -missing)), (replace(debt, granted=0, open=-missing, expires=None),))


def seizing_order(lots: Sequence[Lot], today: date, first: str = "") -> list[Lot]:
    """Every open lot in the order a claw takes: `first`, spending order, then those not spendable today."""
    usable = spending_order(lots, today)
    held = {lot.id for lot in usable}
    rest = sorted((lot for lot in lots if lot.open > 0 and lot.id not in held), key=_by_expiry)
    return sorted([*usable, *rest], key=lambda lot: lot.id != first)


def expire(lots: Sequence[Lot], today: date) -> Change:
    """Takes what is still open of lots whose last day has passed."""
    due = (lot for lot in lots if lot.open > 0 and expired(lot.expires, today))
    return Change(tuple(LotMove(lot.id, -lot.open) for lot in sorted(due, key=_by_expiry)))


def expiring(lots: Sequence[Lot], today: date, days: int) -> tuple[tuple[date, int], ...]:
    """What expires from today to `days` from now, summed by last day, soonest first; nothing for 0 days."""
    if not days:
        return ()
    sums: defaultdict[date, int] = defaultdict(int)
    for lot in lots:
        last = date.fromisoformat(lot.expires) if lot.expires and lot.open > 0 else None
        if last is not None and today <= last <= today + timedelta(days=days):
            sums[last] += lot.open
    return tuple(sorted(sums.items()))


def give_back(lots: Sequence[Lot], taken: Sequence[LotMove], amount: int, today: date, fallback: Lot) -> Change:
    """Returns `amount` of what was taken, last taken first.

    `taken`: the moves of the sale (negative) and of the refunds so far (positive), in order; moves on other lots are
    passed over. A debt is paid first; what belongs to a lot whose day has passed, or that is not among `lots`, opens
    the new lot `fallback` (id, event and expiry are the caller's).
    """
    paid = _pay_debt(lots, amount)
    left = amount - sum(move.amount for move in paid)
    alive = {lot.id for lot in lots if not expired(lot.expires, today)}
    moves, homeless = list(paid), 0
    for lot_id, room in _rooms(taken):
        share = min(left, room)
        left -= share
        if lot_id in alive:
            moves += [LotMove(lot_id, share)] if share else []
        else:
            homeless += share
    homeless += left
    if not homeless:
        return Change(tuple(moves))
    return Change((*moves, LotMove(fallback.id, homeless)), (replace(fallback, granted=homeless, open=homeless),))


def drain(ordered: Iterable[Lot], amount: int) -> Iterator[LotMove]:
    """Takes `amount` from lots in the order given; stops when they are empty."""
    for lot in ordered:
        share = min(amount, lot.open)
        if share > 0:
            amount -= share
            yield LotMove(lot.id, -share)


def _rooms(taken: Sequence[LotMove]) -> list[tuple[str, int]]:
    """Per lot what was taken and not yet returned, last taken first."""
    room: dict[str, int] = {}
    for move in taken:
        if move.amount < 0:
            room[move.lot_id] = room.pop(move.lot_id, 0) - move.amount
        elif move.lot_id in room:
            room[move.lot_id] = max(room[move.lot_id] - move.amount, 0)
    return [(lot_id, open_) for lot_id, open_ in reversed(room.items()) if open_]


def _pay_debt(lots: Sequence[Lot], amount: int) -> tuple[LotMove, ...]:
    debt = next((lot for lot in lots if lot.open < 0), None)
    share = min(amount, -debt.open) if debt is not None else 0
    return (LotMove(debt.id, share),) if debt is not None and share else ()


def _available(lot: Lot, today: date) -> bool:
    return lot.available_from is None or date.fromisoformat(lot.available_from) <= today


def _by_expiry(lot: Lot) -> tuple[bool, str, int, str]:
    return (lot.expires is None, lot.expires or "", lot.made_at_ms, lot.id)
