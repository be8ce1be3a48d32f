"""Lots that go to another account, and undoing a top-up (domain rules §7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, PRINCIPAL, Lot, LotMove
from memberpos.domain.lots import Change, apply, balance, drain, grant, spending_order


@dataclass(frozen=True)
class Carried:
    """What leaves one account and arrives at the other; `fen` of it (all kinds together)."""

    out: Change
    arrived: Change

    @property
    def fen(self) -> int:
        return self.arrived.amount


def take_principal(lots: Sequence[Lot], fen: int, today: date) -> Change:
    """Takes principal, oldest recharge first. PosError insufficient_stored_value (have_fen, asked_fen)."""
    held = [lot for lot in lots if lot.kind == PRINCIPAL]
    in_debt = any(lot.open < 0 for lot in held)
    usable = [] if in_debt else sorted(spending_order(held, today), key=lambda lot: (lot.made_at_ms, lot.id))
    if fen > balance(usable):
        raise PosError("insufficient_stored_value", have_fen=balance(usable), asked_fen=fen)
    return Change(tuple(drain(usable, fen)))


def carry_principal(
    lots: Sequence[Lot], target: Sequence[Lot], fen: int, today: date, account: str, ids: Iterator[str]
) -> Carried:
    """`fen` of principal to the account of `target` lots: each part keeps its recharge and date.

    PosError insufficient_stored_value.
    """
    out = take_principal(lots, fen, today)
    by_id = {lot.id: lot for lot in lots}
    new = [
        replace(by_id[move.lot_id], id=next(ids), account=account, granted=-move.amount, open=-move.amount)
        for move in out.moves
    ]
    return Carried(out, arrive(target, new))


def carry_all(
    lots: Iterable[Lot], gone: Mapping[str, int], target: Sequence[Lot], account: str, ids: Iterator[str]
) -> Carried:
    """Every lot of one kind to another account, with what was granted, so that what was used of it stays known.

    `gone`: {lot id: amount that had left it unconsumed}; that belongs to others and is not carried.
    """
    held = list(lots)
    out = Change(tuple(LotMove(lot.id, -lot.open) for lot in held if lot.open))
    kept = [replace(lot, granted=lot.granted - gone.get(lot.id, 0)) for lot in held]
    return Carried(out, arrive(target, [replace(lot, id=next(ids), account=account) for lot in kept if lot.granted]))


def arrive(target: Sequence[Lot], new: Sequence[Lot]) -> Change:
    """Opens lots with `open` of them left (spent ones too); a debt of the account is paid first."""
    now, moves = tuple(target), list[LotMove]()
    for lot in new:
        if lot.open > 0:
            change = grant(now, replace(lot, granted=lot.open))
            moves += change.moves
            now = apply(now, change)
    left = {lot.id: lot.open for lot in now}
    return Change(tuple(moves), tuple(replace(lot, open=left.get(lot.id, 0)) for lot in new))


@dataclass(frozen=True)
class Undo:
    """What undoing a top-up gives: `principal_fen` still open comes back less what is charged for gifts used.

    `bonus_fen` of its bonus is taken back; `bonus_used_fen` was spent; `asked_fen` is the charge for all gifts that
    cannot be taken back, `charge_fen` what of it the principal covers.
    """

    principal_fen: int
    bonus_fen: int
    bonus_used_fen: int
    asked_fen: int

    @property
    def charge_fen(self) -> int:
        return min(self.asked_fen, self.principal_fen)

    @property
    def refund_fen(self) -> int:
        return self.principal_fen - self.charge_fen


def undo(lots: Iterable[Lot], gone: Mapping[str, int], other_charges_fen: int = 0) -> Undo:
    """The undoing of one top-up by its lots, spent ones included; `gone` = {lot id: fen that left otherwise}.

    PosError nothing_to_refund when no principal of it is open.
    """
    held = list(lots)
    principal_fen = sum(lot.open for lot in held if lot.kind == PRINCIPAL and lot.open > 0)
    bonus = [lot for lot in held if lot.kind == BONUS and lot.open >= 0]
    bonus_fen = sum(lot.open for lot in bonus)
    used_fen = sum(lot.granted - gone.get(lot.id, 0) for lot in bonus) - bonus_fen
    if principal_fen == 0:
        raise PosError("nothing_to_refund")
    return Undo(principal_fen, bonus_fen, used_fen, used_fen + other_charges_fen)
