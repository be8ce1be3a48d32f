"""Check-in: using a pass and taking that back (domain rules §8)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from memberpos.domain import passes as rules
from memberpos.domain import points as point_rules
from memberpos.domain.errors import PosError
from memberpos.domain.money import check_fen
from memberpos.domain.pass_values import prepaid_fen
from memberpos.domain.passes import Pass
from memberpos.domain.tenders import PASS
from memberpos.services import due, pass_books, pass_points
from memberpos.services.booking import Draft, book
from memberpos.services.money_moves import PASS_REVENUE
from memberpos.services.pass_points import Earned
from memberpos.services.pass_results import PassChanged, PassUsed
from memberpos.services.rights import may, require
from memberpos.services.shop import Shop, shop_at, shop_of
from memberpos.services.use import Use
from memberpos.store import events, ledger, members, pass_uses, passes, staff
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow
from memberpos.store.pass_uses import PassUseRow

UNDO = "pass.undo"


@dataclass(frozen=True)
class UsePass:
    """A check-in of `persons`. `pass_id`: a pass, or a kind of which the member holds some (soonest last day first).

    `served_by` is the member of staff who serves, `service` what is had. `event_id` makes a repeat harmless.
    """

    member_id: str
    pass_id: str
    persons: int = 1
    served_by: str | None = None
    service: str = ""
    event_id: str | None = None


@dataclass(frozen=True)
class _Share:
    before: Pass
    after: Pass
    persons: int
    uses: int


def use(of: Use, request: UsePass) -> PassUsed:
    """Books a use. PosError pass_used_up, pass_expired, pass_frozen, pass_not_now, limit_exceeded (persons), not_found,
    bad_amount, not_allowed.
    """
    check_fen(request.persons, 1, "persons")
    with of.db.transaction():
        if request.event_id and events.exists(of.db, request.event_id):
            return _done(of, request.event_id)
        require(of, "pass.use")
        shop = shop_of(of.db)
        member = members.by_id(of.db, request.member_id)
        if member is None:
            raise PosError("not_found", what="member")
        if request.served_by is not None and staff.by_id(of.db, request.served_by) is None:
            raise PosError("not_found", what="staff")
        due.run_account(of, member, shop)
        return _book(of, shop, members.by_id(of.db, member.id) or member, request)


def _book(of: Use, shop: Shop, member: MemberRow, request: UsePass) -> PassUsed:
    today = shop.business_date(of.now_ms)
    held = pass_books.named(of.db, request.pass_id, member)
    spread = rules.spread(held, today, pass_books.minute(shop, of.now_ms), request.persons)
    shares = [_share(one, persons, rules.used(one, persons, today)) for one, persons in spread]
    made = UUID(request.event_id) if request.event_id else of.new_id()
    earned = _earned(of, shop, member, shares, str(made))
    moved = [pass_books.taken(of.db, share.before, share.uses) for share in shares]
    postings = [
        posting
        for share in shares
        for posting in pass_books.postings(share.before, share.after, shop.currency, PASS_REVENUE)
    ]
    data = {**_data(request, shares), **earned.data, "pass_states": [pass_books.state_of(s.after) for s in shares]}
    draft = Draft(
        "pass.use", data, [*postings, *pass_points.postings(member.account_id, earned.changes)],
        (*(change for change in moved if change.moves), *earned.changes), member.id, member.account_id, made,
    )  # fmt: skip
    event = book(of, draft, shop)
    for share in shares:
        passes.save(of.db, share.after)
        row = PassUseRow(
            event.id, share.after.id, share.persons, share.uses, event.business_date, 0, request.service,
            request.served_by,
        )  # fmt: skip
        pass_uses.insert(of.db, row)
    members.add_visit(of.db, member.id, event.business_date)
    pass_points.move_tier(of, shop, member, event)
    return _done(of, event.id)


def _share(before: Pass, persons: int, worked: tuple[Pass, int, int]) -> _Share:
    after, paid, gift = worked
    return _Share(before, after, persons, paid + gift)


def _data(request: UsePass, shares: Sequence[_Share]) -> dict[str, Any]:
    return {
        "persons": request.persons, "service": request.service, "served_by": request.served_by,
        "value_fen": sum(prepaid_fen(share.before) - prepaid_fen(share.after) for share in shares),
        "passes": [{"pass": s.after.id, "uses": s.uses, "left": s.after.left} for s in shares],
    }  # fmt: skip


def _earned(of: Use, shop: Shop, member: MemberRow, shares: Sequence[_Share], event_id: str) -> Earned:
    """Points on the value of the uses, if passes earn when they are used."""
    if not point_rules.paid_earns(PASS, shop.rules):
        return Earned()
    base_fen = sum(prepaid_fen(share.before) - prepaid_fen(share.after) for share in shares)
    return pass_points.earn(of, shop, member, base_fen, event_id)


def _done(of: Use, event_id: str) -> PassUsed:
    event, rows = events.by_id(of.db, event_id), pass_uses.of_event(of.db, event_id)
    if event is None or not rows:
        raise PosError("not_found", what="use")
    data = json.loads(event.payload)
    found = {row.pass_id: passes.find(of.db, row.pass_id) for row in rows}
    last = found[data["passes"][-1]["pass"]]
    if last is None:
        raise PosError("not_found", what="pass")
    return PassUsed(
        event_id=event_id, member_id=event.member_id or "", title=last.one.terms.title, persons=data["persons"],
        left=last.one.left, valid_to=last.one.valid_to.isoformat() if last.one.valid_to else None,
        passes=tuple(
            (entry["pass"], row.one.terms.code, entry["uses"])
            for entry in data["passes"]
            if (row := found[entry["pass"]]) is not None
        ),
        points_earned=data["points_earned"],
    )  # fmt: skip


# --- taking back ----------------------------------------------------------------------------------------------------


def undo(of: Use, use_id: str, event_id: str | None = None) -> PassChanged:
    """Takes a check-in back: within 10 minutes the one who booked it, otherwise a manager.

    PosError not_found (also for one that was undone), undo_too_late (right) when somebody with the right may still do
    it, undo_too_late when the pass was paid back or has ended since.
    """
    with of.db.transaction():
        if event_id and events.exists(of.db, event_id):
            return _undone(of, event_id, use_id)
        event = events.by_id(of.db, use_id)
        rows = [row for row in pass_uses.of_event(of.db, use_id) if row.undone_by is None]
        if event is None or event.kind != "pass.use" or not rows or event.member_id is None:
            raise PosError("not_found", what="use")
        _allowed(of, event)
        shop = shop_of(of.db)
        member = members.by_id(of.db, event.member_id)
        if member is None:
            raise PosError("not_found", what="member")
        due.run_account(of, member, shop)
        undone = _book_undo(of, shop, event, rows, UUID(event_id) if event_id else of.new_id())
        pass_points.step_back(of, shop, members.by_id(of.db, member.id) or member, undone)
        due.run_account(of, member, shop)  # a gift use that comes back after the last day ends at once
        return _undone(of, undone.id, use_id)


def _allowed(of: Use, event: EventRow) -> None:
    if rules.may_undo_alone(of.staff_id, event.staff_id, of.now_ms - event.at_ms):
        require(of, "pass.use")
    elif not may(of, UNDO):
        raise PosError("undo_too_late", right=UNDO)


def _book_undo(of: Use, shop: Shop, event: EventRow, rows: Sequence[PassUseRow], made: UUID) -> EventRow:
    unit, account = shop.currency, event.account_id or ""
    moves = [move for move, _, _ in ledger.moves_of(of.db, event.seq)]
    postings, changes, after = [], [], []
    for row in rows:
        before = passes.find(of.db, row.pass_id)
        if before is None or _closed(before.one):
            raise PosError("undo_too_late")
        change, paid, gift = pass_books.returned(of.db, before.one, moves, row.uses)
        unused = not pass_uses.others_stand(of.db, row.pass_id, row.event_id)
        back = rules.given_back(before.one, paid, gift, unused=unused)
        postings += pass_books.postings(before.one, back, unit, PASS_REVENUE)
        changes += [change] if change.moves else []
        after.append(back)
    earned = pass_points.earned_from(json.loads(event.payload))
    then = shop_at(of.db, event.rule_version).rules
    clawed = pass_points.to_claw(of, earned, earned.base_fen, 0, then)
    points = pass_points.take_back(of, shop, earned, clawed, account, str(made))
    data = {
        "use": event.id, "points_clawed": clawed,
        "passes": [{"pass": row.pass_id, "uses": -row.uses} for row in rows],
        "pass_states": [pass_books.state_of(one) for one in after],
    }  # fmt: skip
    draft = Draft(
        "pass.undo", data, [*postings, *pass_points.postings(account, [points])],
        (*changes, *([points] if points.moves else [])), event.member_id, event.account_id, made, reverses=event.id,
    )  # fmt: skip
    booked = book(of, draft, shop)
    for row, one in zip(rows, after, strict=True):
        passes.save(of.db, one)
        pass_uses.give_back(of.db, event.id, one.id, row.uses, booked.id)
    members.drop_visit(of.db, event.member_id or "")
    return booked


def _closed(one: Pass) -> bool:
    """Paid back, or a time pass that has been had: nothing to give a use back to."""
    return one.state == rules.REFUNDED or (one.state == rules.ENDED and one.terms.uses is None)


def _undone(of: Use, event_id: str, use_id: str) -> PassChanged:
    row = passes.find(of.db, pass_uses.of_event(of.db, use_id)[-1].pass_id)
    if row is None:
        raise PosError("not_found", what="pass")
    last_day = row.one.valid_to.isoformat() if row.one.valid_to else None
    return PassChanged(event_id, row.one.id, row.one.left, last_day)
