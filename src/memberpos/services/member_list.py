"""The list of members: filters that a shop acts on, and search hits with their balances."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from memberpos.services.shop import shop_of
from memberpos.store import member_list as rows
from memberpos.store import members
from memberpos.store.database import Database
from memberpos.store.member_list import MemberLine

FILTERS = ("all", "birthday", "expiring", "away", "stored")
EXPIRING_DAYS, AWAY_DAYS, STORED_FEN = 30, 90, 100_000


def page(db: Database, wanted: str, now_ms: int, after: int = 0, limit: int = 100) -> list[MemberLine]:
    """Members of a filter, newest first, from row `after` on: all, birthday this month, points expiring within
    EXPIRING_DAYS, away for AWAY_DAYS, at least STORED_FEN on the card.
    """
    today = shop_of(db).business_date(now_ms)
    values: dict[str, tuple[Any, ...]] = {
        "birthday": (f"{today.month:02}",),
        "expiring": (today.isoformat(), (today + timedelta(days=EXPIRING_DAYS)).isoformat()),
        "away": ((today - timedelta(days=AWAY_DAYS)).isoformat(),),
        "stored": (STORED_FEN,),
    }
    return rows.page(db, wanted, values.get(wanted, ()), after, limit)


def found(db: Database, text: str, limit: int = 100) -> list[MemberLine]:
    """Search hits (see `members.search`) with their balances."""
    return rows.by_ids(db, [hit.member_id for hit in members.search(db, text, limit)])
