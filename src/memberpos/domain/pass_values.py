"""What a pass is worth: value per use, what is still owed, what is paid back (domain rules §8, decision 0085).

Use number k of n is worth the k-th share of `split(paid, n equal weights)`: the fen that do not divide go to the first
uses. Uses are had in that order (paid ones first), so a figure follows from the counts alone, whatever was undone.
A time pass has days in place of uses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from memberpos.domain.errors import PosError
from memberpos.domain.passes import ACTIVE, ENDED, LAPSED, Freeze, Pass

AVERAGE, LIST_PRICE = "average", "list_price"
METHODS = (AVERAGE, LIST_PRICE)


@dataclass(frozen=True)
class Figures:
    """Both refunds in fen; `list_price_fen` None where no list price of one use is known."""

    average_fen: int
    list_price_fen: int | None

    def by(self, method: str) -> int:
        """What a method pays. PosError bad_setting for an unknown one, or without a list price."""
        fen = {AVERAGE: self.average_fen, LIST_PRICE: self.list_price_fen}.get(method)
        if fen is None:
            raise PosError("bad_setting", setting="list_fen" if method == LIST_PRICE else "method")
        return fen


def first_uses_fen(paid_fen: int, total: int, count: int) -> int:
    """The value of the first `count` of `total` uses (or days)."""
    if total == 0:
        return 0
    each, rest = divmod(paid_fen, total)
    return each * count + min(count, rest)


def prepaid_fen(one: Pass) -> int:
    """What stands in the books as paid and not had: of a count pass the value of its open uses, exactly; of a time
    pass all of its price until it ends.
    """
    if one.terms.uses is None:
        return one.paid_fen if one.state == ACTIVE else 0
    total = one.terms.total
    not_gone = first_uses_fen(one.paid_fen, total, total - one.ended - one.refunded)
    return not_gone - first_uses_fen(one.paid_fen, total, one.used)


def unused_fen(one: Pass, today: date) -> int:
    """What the shop still owes for it today: the value of the unused uses, or of the days to come."""
    if one.terms.uses is not None:
        return prepaid_fen(one)
    if one.state != ACTIVE:
        return 0
    if one.valid_from is None or one.valid_to is None:
        return one.paid_fen
    total = (one.valid_to - one.valid_from).days - one.frozen_days
    had = (min(today, one.valid_to) - one.valid_from).days - sum(_days_to(freeze, today) for freeze in one.freezes)
    had = min(max(had, 0), total)
    return one.paid_fen - first_uses_fen(one.paid_fen, total, had) if total else 0


def refund_figures(one: Pass, visits: int, today: date) -> Figures:
    """Both figures of a refund; `visits` = persons admitted by a time pass so far.

    PosError pass_used_up when it was paid back or used up, pass_expired for a time pass past its last day.
    """
    if one.state not in (ACTIVE, LAPSED):
        raise PosError("pass_expired" if one.state == ENDED and one.terms.uses is None else "pass_used_up")
    if one.left == 0:
        raise PosError("pass_used_up", left=0)
    had = visits if one.terms.uses is None else one.used
    list_fen = one.terms.list_fen
    return Figures(unused_fen(one, today), None if list_fen is None else max(0, one.paid_fen - had * list_fen))


def liability_fen(passes: Iterable[Pass], today: date) -> int:
    """What the shop owes for passes, in fen; lapsed paid uses are still owed."""
    return sum(unused_fen(one, today) for one in passes)


def _days_to(freeze: Freeze, today: date) -> int:
    """Days of a freeze up to today."""
    return max(0, min((today - freeze.from_on).days + 1, freeze.days))
