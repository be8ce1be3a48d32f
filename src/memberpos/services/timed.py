"""One kind of work that time causes, as `services.due` runs it (domain rules §1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from memberpos.domain.dates import day_start_ms
from memberpos.domain.ids import derived_id
from memberpos.services.shop import Shop, shop_at
from memberpos.services.use import Use
from memberpos.store import events, members, settings_versions, sync_state
from memberpos.store.database import Database
from memberpos.store.members import MemberRow

DAY = timedelta(days=1)
#: How long another store's till waits to be told of a birthday or a review.
GRACE = timedelta(days=3)


@dataclass(frozen=True)
class Work:
    """`kind` is the event's. All work of a member runs in order of its due dates, one call of `run` a date.

    `members(db, today)`: ids of members who may have something due on or before `today`; found by an index.
    `next_due(db, member, today)`: the earliest due date not after `today`, or None; a few rows at most.
    `run(use, member, shop, due)`: does the work of that date in the caller's transaction; `shop` as its rules were on
    that date. True when an event was booked. Afterwards `next_due` must have moved on.
    `of_shop(use, shop, today)`: what is due of accounts that belong to no member, up to today; True as above.
    """

    kind: str
    members: Callable[[Database, date], Iterable[str]]
    next_due: Callable[[Database, MemberRow, date], date | None]
    run: Callable[[Use, MemberRow, Shop, date], bool]
    of_shop: Callable[[Use, Shop, date], bool] | None = None


def shop_on(db: Database, shop: Shop, due: date) -> Shop:
    """The shop under the rules in force at the end of a business date, so that late work is as if done on time."""
    end_ms = day_start_ms(due + DAY, shop.rules.zone, shop.rules.day_starts_at)
    version = settings_versions.before(db, end_ms)
    return shop if version is None or version == shop.rules.version else shop_at(db, version)


def event_id(use: Use, kind: str, subject: str, due: date) -> UUID:
    """The derived id; a second piece of work of the same date (a clock was set back) takes a fresh one."""
    derived = derived_id(kind, subject, due)
    return use.new_id() if events.exists(use.db, str(derived)) else derived


def waits(db: Database, member: MemberRow, due: date, today: date) -> bool:
    """In a chain, work on what all tills share of a member (birthday, tier) is done by those of the member's own store
    and told; another store's does it when nothing was told for some days.
    """
    if sync_state.headquarters(db) is None or today >= due + GRACE:
        return False
    return members.home_store(db, member.id) not in (0, sync_state.identity(db).store_id)


def holder(use: Use, account: str) -> str:
    """In a chain every till expires what it holds itself, so each of them has an event of its own."""
    alone = sync_state.headquarters(use.db) is None
    return account if alone else f"{account}/{sync_state.identity(use.db).device_id}"
