"""A pass in the books: finding it, and what a change of it posts on its holder's account and on the shop's side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from memberpos.domain import lots as lot_rules
from memberpos.domain.dates import local_time
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import PASS, USE, Lot, LotMove, Posting
from memberpos.domain.lots import Change
from memberpos.domain.pass_values import prepaid_fen
from memberpos.domain.passes import Pass
from memberpos.services.money_moves import PASS_PREPAID, PASS_USES, shop_side
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import members, passes, rights
from memberpos.store.database import Database
from memberpos.store.members import MemberRow


def named(db: Database, key: str, member: MemberRow | None = None) -> list[Pass]:
    """The pass with an id or receipt number, or those of a kind that the member holds (without a member: the only one).

    What is used up or paid back is passed over where there is something else. PosError not_found.
    """
    row = passes.find(db, key)
    if row is not None:
        found = [row.one]
    elif member is not None:
        found = [one for one in passes.of_account(db, member.account_id) if one.terms.code == key]
    else:
        found = passes.of_code(db, key)
    if not found or (member is None and len(found) > 1) or (member and found[0].account != member.account_id):
        raise PosError("not_found", what="pass")
    return [one for one in found if one.holds_something] or found[-1:]


def only(db: Database, key: str, member: MemberRow | None = None) -> Pass:
    """One pass by id, receipt number or kind. PosError not_found, also for several of a kind."""
    found = named(db, key, member)
    if len(found) > 1:
        raise PosError("not_found", what="pass")
    return found[0]


def holder(db: Database, one: Pass) -> MemberRow:
    """Whose pass it is."""
    member = members.by_account(db, one.account)
    if member is None:
        raise PosError("not_found", what="member")
    return member


def minute(shop: Shop, now_ms: int) -> int:
    """Minutes of the shop's clock since midnight."""
    when = local_time(now_ms, shop.rules.zone)
    return when.hour * 60 + when.minute


def state_of(one: Pass) -> dict[str, Any]:
    """How a pass stands after an event, for the event's data: `verify` compares the newest with the pass."""
    return {
        "pass": one.id, "state": one.state, "valid_from": one.valid_from.isoformat() if one.valid_from else None,
        "valid_to": one.valid_to.isoformat() if one.valid_to else None, "ended": one.ended, "refunded": one.refunded,
    }  # fmt: skip


def granted(use: Use, one: Pass, event_id: str) -> list[Change]:
    """The lots of a new pass: paid and gift uses apart. They have no day of their own: the pass has, and it moves."""
    changes = []
    for count, gift in ((one.paid_left, False), (one.gift_left, True)):
        if count:
            lot = Lot(
                id=str(use.new_id()), account=one.account, kind=PASS, granted=count, open=count,
                made_at_ms=use.now_ms, instance=one.id, event_id=event_id, gift=gift,
            )  # fmt: skip
            changes.append(lot_rules.grant((), lot))
    return changes


def taken(db: Database, one: Pass, count: int, *, only_gift: bool = False) -> Change:
    """Takes uses from its lots, paid ones first."""
    held = [lot for lot in passes.lots(db, one) if lot.gift or not only_gift]
    change = Change(tuple(lot_rules.drain(held, count)))
    if -change.amount < count:
        rights.require_here(db, one.account, (PASS,), one.id)
    return change


def returned(db: Database, one: Pass, moves: Sequence[LotMove], count: int) -> tuple[Change, int, int]:
    """Gives back `count` of what `moves` took (and gave back before), last taken first; → change, paid, gift."""
    lots = {lot.id: lot for lot in passes.all_lots(db, one)}
    own = [move for move in moves if move.lot_id in lots]
    change = Change(tuple(_last_first(own, count)))
    gift = sum(move.amount for move in change.moves if lots[move.lot_id].gift)
    return change, change.amount - gift, gift


def _last_first(moves: Sequence[LotMove], count: int) -> list[LotMove]:
    room: dict[str, int] = {}
    for move in moves:
        room[move.lot_id] = room.get(move.lot_id, 0) - move.amount
    found = []
    for lot_id in reversed(room):
        share = min(count, room[lot_id])
        if share > 0:
            found.append(LotMove(lot_id, share))
            count -= share
    return found


def postings(before: Pass | None, after: Pass, unit: str, counter: tuple[str, str] | None) -> list[Posting]:
    """What a change of a pass posts: its uses, and its prepaid money against `counter` (None: posted elsewhere)."""
    uses = (after.left or 0) - ((before.left or 0) if before else 0)
    fen = prepaid_fen(after) - (prepaid_fen(before) if before else 0)
    made = []
    if uses:
        made += [Posting(after.account, PASS, USE, uses, after.id), shop_side(PASS_USES, USE, -uses)]
    if fen:
        made.append(Posting(*PASS_PREPAID, unit, fen, after.id))
        if counter is not None:
            made.append(shop_side(counter, unit, -fen))
    return made
