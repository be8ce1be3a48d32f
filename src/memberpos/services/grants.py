"""Points from other sources than spending: one way to give them, and one to take them back (domain rules §3, §5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from memberpos.domain import lots as lot_rules
from memberpos.domain import points as point_rules
from memberpos.domain.ids import derived_id
from memberpos.domain.ledger import POINTS, Lot, LotMove, Posting
from memberpos.domain.limits import Limit
from memberpos.domain.lots import Change
from memberpos.services import earning, money_moves, standing
from memberpos.services.booking import Draft, book
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import ledger, members, points_grants, sync_state
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow
from memberpos.store.points_grants import GrantRow

GRANT, GRANT_UNDO = "points.grant", "points.grant_undo"


@dataclass(frozen=True)
class Gift:
    """Points to give: where they come from, for what, caused by which event; `on` = a due date in the past. `event_id`:
    the derived one of work that time causes.
    """

    source: str
    points: int
    subject: str = ""
    cause: str | None = None
    on: date | None = None
    kind: str = GRANT
    event_id: UUID | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def give(use: Use, shop: Shop, member: MemberRow, gift: Gift) -> EventRow:
    """Books a grant in the caller's transaction: a lot that expires as granted on that day, and the tier it leads to.

    `gift.points` > 0. The member's due work has been done by the caller.
    """
    day = gift.on or shop.business_date(use.now_ms)
    event_id = gift.event_id or use.new_id()
    lot = new_lot(use, shop, member, gift.points, str(event_id), day)
    if gift.event_id is not None:  # whoever gives it gives this very lot; a debt is then headquarters' to pay from it
        alone = sync_state.headquarters(use.db) is None
        lot = replace(lot, id=str(derived_id("lot", str(event_id), "")), shared=not alone)
    held = [] if lot.shared else ledger.open_lots(use.db, member.account_id, (POINTS,))
    change = lot_rules.grant(held, lot)
    return note(use, shop, member, gift, change, event_id, lot.id)


def new_lot(use: Use, shop: Shop, member: MemberRow, points: int, event_id: str, day: date) -> Lot:
    """A lot of points given on `day`, good for as long as the member's tier has it."""
    tier = shop.rules.tier(standing.held(member, shop.rules, day) or "")
    expires = point_rules.expiry_of(shop.rules, tier).last_day(day)
    return Lot(
        id=str(use.new_id()), account=member.account_id, kind=POINTS, granted=points, open=points,
        made_at_ms=use.now_ms, expires=expires.isoformat() if expires else None, event_id=event_id, gift=True,
    )  # fmt: skip


def note(
    use: Use, shop: Shop, member: MemberRow, gift: Gift, change: Change, event_id: UUID, lot_id: str | None
) -> EventRow:
    """Books the event of a grant (or, below zero, of points taken by hand) whose lots are worked out."""
    postings = [
        Posting(member.account_id, POINTS, "PT", change.amount),
        money_moves.shop_side(money_moves.POINTS_ISSUED, "PT", -change.amount),
    ]
    data = {"source": gift.source, "subject": gift.subject, "points": gift.points, **gift.data}
    event = book(
        use,
        Draft(
            gift.kind, data, postings, (change,), member.id, member.account_id, event_id, cause=gift.cause, due=gift.on
        ),
        shop,
    )
    points_grants.insert(
        use.db,
        GrantRow(
            event.id, event.seq, member.id, gift.source, gift.subject, gift.points, lot_id, event.business_date,
            gift.cause,
        ),
    )  # fmt: skip
    if shop.rules.tiers_criterion == "points":
        earning.move_tier(use, shop, member, event, "points")
    return event


def undo(use: Use, shop: Shop, made: EventRow, by: EventRow) -> int | None:
    """What is still there of a grant goes back, because the event that caused it was undone; gives what was used of it.

    `by` is the undoing event. None for a grant undone before.
    """
    row = points_grants.by_event(use.db, made.id)
    member = members.by_id(use.db, made.member_id or "")
    if row is None or row.undone_event is not None or member is None:
        return None
    held = ledger.lots_by_id(use.db, [row.lot_id] if row.lot_id else [])
    there = max(sum(lot.open for lot in held.values()), 0)
    change = Change(tuple(LotMove(lot_id, -there) for lot_id in held if there))
    postings = [
        Posting(member.account_id, POINTS, "PT", -there),
        money_moves.shop_side(money_moves.POINTS_ISSUED, "PT", there),
    ]
    data = {"grant": row.event_id, "source": row.source, "points": there, "kept": row.points - there}
    draft = Draft(
        GRANT_UNDO, data, postings if there else (), (change,) if there else (), member.id, member.account_id,
        cause=by.id, reverses=row.event_id,
    )  # fmt: skip
    event = book(use, draft, shop)
    points_grants.undo(use.db, row.event_id, event.id, there)
    if shop.rules.tiers_criterion == "points":
        earning.step_back(use, shop, member, event)
    return row.points - there


def room(
    db: Database, member_id: str, source: str, limit: Limit | None, today: date, subject: str | None = None
) -> int:
    """How many more grants of a source a limit allows in today's period; a large number without a limit."""
    if limit is None:
        return 1 << 31
    given = points_grants.count(db, member_id, source, *limit.span(today), subject)
    return max(limit.most - given, 0)
