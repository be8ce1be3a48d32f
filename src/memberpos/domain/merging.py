"""Accounts that come together or part: open lots and a debt never stand beside each other (domain rules §1, §12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from memberpos.domain.ledger import Lot, LotMove
from memberpos.domain.lots import drain, seizing_order

#: How long a merge can be undone.
UNDO_DAYS = 30
#: What a winner may take over from the loser's profile.
TAKEN = ("name", "phone", "birthday", "sex", "address", "notes")


def settle(lots: Sequence[Lot], today: date) -> tuple[LotMove, ...]:
    """Moves that sum to zero after which there are open lots, or one debt, or neither.

    `lots`: what an account holds of one kind and instance. Debts are paid, oldest first, from the open lots in the
    order a claw takes; what is still owed is gathered on the oldest debt.
    """
    debts = [lot for lot in lots if lot.open < 0]
    if not debts:
        return ()
    taken = list(drain(seizing_order(lots, today), -sum(lot.open for lot in debts)))
    paid = -sum(move.amount for move in taken)
    left = sum(lot.open for lot in debts) + paid
    back = [LotMove(lot.id, (left if at == 0 else 0) - lot.open) for at, lot in enumerate(debts)]
    return (*taken, *(move for move in back if move.amount))


def undone(moves: Sequence[LotMove]) -> tuple[LotMove, ...]:
    """The moves that take others back, last first, one a lot."""
    sums: dict[str, int] = {}
    for move in reversed(moves):
        sums[move.lot_id] = sums.get(move.lot_id, 0) - move.amount
    return tuple(LotMove(lot_id, amount) for lot_id, amount in sums.items() if amount)


def returned(moved: int, held: int) -> int:
    """What of an amount without lots goes back when `held` is there now: never more than is left of it."""
    if moved >= 0:
        return min(moved, max(held, 0))
    return max(moved, min(held, 0))


def within_debts(moves: Sequence[LotMove], lots: Mapping[str, Lot]) -> tuple[LotMove, ...]:
    """`moves` as far as no debt is more than paid: what points of both have paid since is not owed again.

    A debt (granted 0) takes at most what it still owes; the lots of its kind that were to give that give less.
    """
    given = {at: move.amount for at, move in enumerate(moves)}
    for at, move in enumerate(moves):
        lot = lots[move.lot_id]
        spare = max(0, min(move.amount, lot.open + move.amount)) if lot.granted == 0 else 0
        given[at] -= spare
        for other, each in enumerate(moves):
            if given[other] < 0 and (lots[each.lot_id].kind, lots[each.lot_id].instance) == (lot.kind, lot.instance):
                less = min(spare, -given[other])
                given[other], spare = given[other] + less, spare - less
    return tuple(LotMove(move.lot_id, given[at]) for at, move in enumerate(moves) if given[at])
