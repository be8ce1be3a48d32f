"""Errors of passes: what a member at the counter, or a cashier who is too late, is told."""

from __future__ import annotations

from collections.abc import Mapping

from memberpos.domain.pass_terms import PassTerms
from memberpos.services import pass_care, pass_desk, pass_kinds, staff
from memberpos.services.pass_desk import UsePass
from tests.provoking.place import Place, Provocation
from tests.services.passes import check_in, sell
from tests.services.shop import DAY_MS

TEN = PassTerms("TEN", 50000, 10, valid_days=30)


def _held(place: Place, terms: PassTerms = TEN) -> tuple[str, str]:
    """(member, pass) of a pass just sold."""
    pass_kinds.put(place.shop.use(), terms)
    member_id = place.shop.enrol().member_id
    return member_id, sell(place.shop, member_id, terms.code).pass_id


def pass_used_up(place: Place) -> object:
    return check_in(place.shop, *_held(place), persons=11)


def pass_expired(place: Place) -> object:
    held = _held(place)
    place.shop.now_ms += 40 * DAY_MS
    return check_in(place.shop, *held)


def pass_frozen(place: Place) -> object:
    held = _held(place)
    pass_care.freeze(place.shop.use(), held[1], "2026-01-01", "2026-01-07")
    return check_in(place.shop, *held)


def pass_not_now(place: Place) -> object:
    """A pass for Mondays, on a Thursday."""
    return check_in(place.shop, *_held(place, PassTerms("MON", 50000, 10, weekdays=(1,))))


def pass_no_end(place: Place) -> object:
    one = _held(place, PassTerms("EVER", 50000, 10))[1]
    return pass_care.freeze(place.shop.use(), one, "2026-01-01", "2026-01-07")


def undo_too_late(place: Place) -> object:
    """A cashier an hour later."""
    cashier = staff.add(place.shop.use(), "A", "cashier", "8642")
    used = pass_desk.use(place.shop.use(cashier), UsePass(*_held(place)))
    place.shop.now_ms += 3600 * 1000
    return pass_desk.undo(place.shop.use(cashier), used.event_id)


def too_many_persons(place: Place) -> object:
    """Two on the monthly pass of one."""
    return check_in(place.shop, *_held(place, PassTerms("MONTH", 30000, None, months=1)), persons=2)


PASSES: Mapping[str, Provocation] = {
    work.__name__: work for work in (pass_used_up, pass_expired, pass_frozen, pass_not_now, pass_no_end, undo_too_late)
}
