"""A manager's work on a pass: freezing it, ending the freeze, making a lapsed one good again (domain rules §8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from memberpos.domain import passes as rules
from memberpos.domain.errors import PosError
from memberpos.domain.passes import Freeze, Pass
from memberpos.services import due, pass_books
from memberpos.services.booking import Draft, book
from memberpos.services.pass_results import PassChanged
from memberpos.services.rights import require
from memberpos.services.shop import shop_of
from memberpos.services.use import Use
from memberpos.store import pass_uses, passes
from memberpos.store.events import EventRow

MANAGE = "pass.manage"


def freeze(use: Use, pass_id: str, from_on: str, to_on: str, reason: str = "") -> PassChanged:
    """No use from `from_on` to `to_on`, both counted; the last day moves by as many days.

    PosError pass_no_end, pass_expired, pass_used_up, pass_frozen (over another freeze), bad_amount, not_found.
    """
    wanted = Freeze(_day(from_on), _day(to_on))

    def work(one: Pass, today: date) -> Pass:
        return rules.freeze(one, wanted, pass_uses.dates(use.db, one.id), today)

    def store(_one: Pass, event: EventRow) -> None:
        passes.add_freeze(use.db, _one.id, wanted, event.id)

    data = {"from": from_on, "to": to_on, "days": wanted.days, "reason": reason}
    return _change(use, pass_id, "pass.freeze", data, work, store)


def unfreeze(use: Use, pass_id: str, reason: str = "") -> PassChanged:
    """Ends the freeze that is on, or takes back the next one; the last day moves back by the days not taken.

    PosError not_found (freeze, pass), pass_expired, pass_used_up.
    """
    return _change(
        use, pass_id, "pass.unfreeze", {"reason": reason}, rules.unfreeze,
        lambda one, _event: passes.keep_freezes(use.db, one),
    )  # fmt: skip


def reactivate(use: Use, pass_id: str, last_day: str, reason: str = "") -> PassChanged:
    """Makes the paid uses of a lapsed pass good until `last_day`. PosError pass_used_up, bad_amount, not_found."""
    until = _day(last_day)
    return _change(
        use, pass_id, "pass.reactivate", {"to": last_day, "reason": reason},
        lambda one, today: rules.reactivate(one, until, today), lambda _one, _event: None,
    )  # fmt: skip


def _change(
    use: Use, pass_id: str, kind: str, data: dict[str, Any], work: Callable[[Pass, date], Pass],
    store: Callable[[Pass, EventRow], None],
) -> PassChanged:  # fmt: skip
    with use.db.transaction():
        require(use, MANAGE)
        shop = shop_of(use.db)
        member = pass_books.holder(use.db, pass_books.only(use.db, pass_id))
        due.run_account(use, member, shop)
        one = work(pass_books.only(use.db, pass_id), shop.business_date(use.now_ms))
        said = {"pass": one.id, **data, "pass_states": [pass_books.state_of(one)]}
        event = book(use, Draft(kind, said, member_id=member.id, account_id=member.account_id), shop)
        passes.save(use.db, one)
        store(one, event)
    return PassChanged(event.id, one.id, one.left, one.valid_to.isoformat() if one.valid_to else None)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PosError("bad_amount", reason="date") from None
