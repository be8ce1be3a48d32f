"""Passes (次卡, 期限卡): what one admits, when, and what is left of it (domain rules §8, decision 0085).

A count pass holds uses, a time pass days, a mixed one uses to be had by a last day. All dates are business dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from memberpos.domain.dates import add_months, expired, valid_days_end
from memberpos.domain.errors import PosError
from memberpos.domain.pass_terms import FIRST_USE, PassTerms

#: States of an instance. `lapsed`: past its last day with paid uses that a manager may bring back.
ACTIVE, LAPSED, ENDED, REFUNDED = "active", "lapsed", "ended", "refunded"
END, TODAY = "end", "today"
#: No pass is good for longer: dates end at 9999.
LAST_DAY = date(9000, 1, 1)
#: How long the one who booked a use may take it back alone.
UNDO_MS = 10 * 60 * 1000


@dataclass(frozen=True)
class Freeze:
    """Days without use; both count."""

    from_on: date
    to_on: date

    @property
    def days(self) -> int:
        """How far the last day moves."""
        return (self.to_on - self.from_on).days + 1

    def covers(self, day: date) -> bool:
        """True on a frozen day."""
        return self.from_on <= day <= self.to_on


@dataclass(frozen=True)
class Pass:
    """One pass that was sold. `paid_left` and `gift_left` are open uses (0 of a time pass), `ended` gift uses that went
    with the last day, `refunded` uses that were paid back; `valid_from` and `valid_to` None = not begun, no end.
    """

    id: str
    account: str
    terms: PassTerms
    paid_fen: int
    state: str = ACTIVE
    valid_from: date | None = None
    valid_to: date | None = None
    freezes: tuple[Freeze, ...] = ()
    paid_left: int = 0
    gift_left: int = 0
    ended: int = 0
    refunded: int = 0
    made_at_ms: int = 0

    @property
    def left(self) -> int | None:
        """Open uses; None = as many as its days allow."""
        return None if self.terms.uses is None else self.paid_left + self.gift_left

    @property
    def used(self) -> int:
        """Uses that stand; 0 of a time pass."""
        return self.terms.total - self.paid_left - self.gift_left - self.ended - self.refunded

    @property
    def frozen_days(self) -> int:
        """All days of all freezes."""
        return sum(freeze.days for freeze in self.freezes)

    def frozen_on(self, day: date) -> Freeze | None:
        """The freeze that covers a day."""
        return next((freeze for freeze in self.freezes if freeze.covers(day)), None)

    @property
    def holds_something(self) -> bool:
        """Something of it may still be used, brought back or paid back."""
        if self.terms.uses is None:
            return self.state == ACTIVE
        return self.state in (ACTIVE, LAPSED) and bool(self.left)


def sold(pass_id: str, account: str, terms: PassTerms, today: date, at_ms: int, start: date | None = None) -> Pass:
    """A new pass: begun today, on `start` (renewals), or with its first use. PosError pass_expired if it ends before
    today.
    """
    made = Pass(
        pass_id, account, terms, terms.price_fen, paid_left=terms.uses or 0, gift_left=terms.gift_uses, made_at_ms=at_ms
    )
    if start is None and terms.starts == FIRST_USE:
        return made
    begun = begin(made, start or today)
    if expired(begun.valid_to, today):
        raise PosError("pass_expired", valid_to=_text(begun.valid_to))
    return begun


def begin(one: Pass, start: date) -> Pass:
    """Runs from `start`, which is not counted: the last day is `valid_days` later, or the same day N months on.

    PosError bad_amount beyond any calendar.
    """
    _check_day(start)
    last = None
    if one.terms.months is not None:
        last = add_months(start, one.terms.months)
    elif one.terms.valid_days is not None:
        last = valid_days_end(start, one.terms.valid_days)
    return replace(one, valid_from=start, valid_to=last)


def renewal_start(old: Pass, asked: str, today: date) -> date | None:
    """The start of a renewal: the old last day (`end`) or today; None = as a first sale, where there is no last day."""
    if asked not in (END, TODAY):
        raise PosError("bad_setting", setting="from")
    return today if asked == TODAY or old.state == REFUNDED else old.valid_to


def check_usable(one: Pass, today: date, minute: int, persons: int = 1) -> None:
    """PosError pass_used_up, pass_expired, pass_frozen, pass_not_now, limit_exceeded (persons) unless it admits now.

    `minute`: of the shop's clock, from midnight.
    """
    terms = one.terms
    if one.state == REFUNDED:
        raise PosError("pass_used_up", left=0)
    if one.state in (LAPSED, ENDED) or expired(one.valid_to, today):
        raise PosError("pass_expired", valid_to=_text(one.valid_to))
    if one.left is not None and one.left < persons:
        raise PosError("pass_used_up", left=one.left, asked=persons)
    if (freeze := one.frozen_on(today)) is not None:
        raise PosError("pass_frozen", until=freeze.to_on.isoformat())
    if not terms.admits(today.isoweekday(), minute) or (one.valid_from is not None and today < one.valid_from):
        raise PosError("pass_not_now", weekday=today.isoweekday())
    if terms.most_persons is not None and persons > terms.most_persons:
        raise PosError("limit_exceeded", what="persons", limit=terms.most_persons)


def spending_order(passes: Iterable[Pass]) -> list[Pass]:
    """Soonest last day first, older first on a tie; without one, or not begun, last."""
    return sorted(passes, key=lambda one: (one.valid_to is None, one.valid_to or date.max, one.made_at_ms, one.id))


def spread(passes: Sequence[Pass], today: date, minute: int, persons: int) -> tuple[tuple[Pass, int], ...]:
    """Which passes admit how many of `persons` now, in spending order.

    A pass that cannot be used now is passed over. PosError of the first one if none can; pass_used_up if those
    that can do not suffice.
    """
    if len(passes) == 1:
        check_usable(passes[0], today, minute, persons)
    shares: list[tuple[Pass, int]] = []
    refusals: list[PosError] = []
    missing = persons
    for one in spending_order(passes):
        limits = [limit for limit in (missing, one.left, one.terms.most_persons) if limit is not None]
        try:
            check_usable(one, today, minute, max(min(limits), 1))
        except PosError as error:
            refusals.append(error)
            continue
        shares.append((one, min(limits)))
        missing -= min(limits)
        if not missing:
            return tuple(shares)
    if refusals and not shares:
        raise refusals[0]
    raise PosError("pass_used_up", left=persons - missing, asked=persons)


def used(one: Pass, count: int, today: date) -> tuple[Pass, int, int]:
    """The pass after `count` uses, and how many of them were paid and gift ones; the first use begins it."""
    begun = begin(one, today) if one.valid_from is None else one
    if one.left is None:
        return begun, 0, 0
    paid = min(count, one.paid_left)
    gift = count - paid
    return replace(begun, paid_left=one.paid_left - paid, gift_left=one.gift_left - gift), paid, gift


def given_back(one: Pass, paid: int, gift: int, *, unused: bool) -> Pass:
    """The pass with uses returned. `unused`: no use stands any more, so one that begins with its first has not begun.

    One that is past its last day is open again, until the next work that time causes lets it lapse.
    """
    back = replace(one, paid_left=one.paid_left + paid, gift_left=one.gift_left + gift)
    if (paid and one.state in (REFUNDED, ENDED)) or gift:
        back = replace(back, state=ACTIVE)
    if unused and one.terms.starts == FIRST_USE and not (one.freezes or one.ended or one.refunded):
        return replace(back, valid_from=None, valid_to=None)
    return back


def may_undo_alone(by: str, of: str, age_ms: int) -> bool:
    """Whether `by` may take back the use that `of` booked so long ago without a manager."""
    return by == of and age_ms <= UNDO_MS


def freeze(one: Pass, wanted: Freeze, used_on: Iterable[date], today: date) -> Pass:
    """The pass with a freeze; its last day moves by the freeze's days.

    PosError pass_no_end without a last day, pass_expired, pass_used_up (refunded), pass_frozen over another freeze,
    bad_amount for days in the wrong order, outside its validity, or with a use on them.
    """
    _check_running(one, today)
    if one.valid_from is None or one.valid_to is None:
        raise PosError("pass_no_end")
    if wanted.to_on < wanted.from_on or not one.valid_from <= wanted.from_on <= one.valid_to:
        raise PosError("bad_amount", reason="freeze_days")
    _check_day(wanted.to_on)
    _check_day(one.valid_to)
    if any(wanted.covers(day) for day in used_on):
        raise PosError("bad_amount", reason="used_on_these_days")
    freezes = sorted((*one.freezes, wanted), key=lambda each: each.from_on)
    for earlier, later in pairwise(freezes):
        if later.from_on <= earlier.to_on:
            raise PosError("pass_frozen", until=earlier.to_on.isoformat())
    return replace(one, freezes=tuple(freezes), valid_to=one.valid_to + timedelta(days=wanted.days))


def unfreeze(one: Pass, today: date) -> Pass:
    """Ends the freeze of today, or the next one, so that today can be used; the last day moves back by what is not
    taken. PosError not_found without such a freeze, pass_expired, pass_used_up.
    """
    _check_running(one, today)
    held = next((each for each in one.freezes if each.to_on >= today), None)
    if held is None or one.valid_to is None:
        raise PosError("not_found", what="freeze")
    taken = replace(held, to_on=today - timedelta(days=1)) if held.from_on < today else None
    kept = tuple(each for each in one.freezes if each != held)
    freezes = tuple(sorted((*kept, *((taken,) if taken else ())), key=lambda each: each.from_on))
    back = held.days - (taken.days if taken else 0)
    return replace(one, freezes=freezes, valid_to=one.valid_to - timedelta(days=back))


def lapse(one: Pass, today: date) -> Pass:
    """The pass after its last day: gift uses end, paid ones lapse; with nothing left it has ended."""
    if not expired(one.valid_to, today):
        raise ValueError("the last day has not passed")
    state = LAPSED if one.paid_left else ENDED
    return replace(one, state=state, gift_left=0, ended=one.ended + one.gift_left)


def reactivate(one: Pass, last_day: date, today: date) -> Pass:
    """A lapsed pass is good again until `last_day`. PosError pass_used_up when nothing lapsed, bad_amount for a day
    that has passed.
    """
    if one.state != LAPSED:
        raise PosError("pass_used_up", left=one.left or 0)
    _check_day(last_day)
    if last_day < today:
        raise PosError("bad_amount", reason="last_day")
    return replace(one, state=ACTIVE, valid_to=last_day)


def refunded(one: Pass) -> Pass:
    """The pass after it was paid back: nothing is left of it."""
    return replace(one, state=REFUNDED, paid_left=0, gift_left=0, refunded=one.refunded + one.paid_left + one.gift_left)


def _check_day(day: date) -> None:
    if day > LAST_DAY:
        raise PosError("bad_amount", reason="date")


def _check_running(one: Pass, today: date) -> None:
    if one.state == REFUNDED:
        raise PosError("pass_used_up", left=0)
    if one.state in (LAPSED, ENDED) or expired(one.valid_to, today):
        raise PosError("pass_expired", valid_to=_text(one.valid_to))


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
