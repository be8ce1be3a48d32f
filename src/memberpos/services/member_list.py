"""The list of members: filters that a shop acts on, orders of a million rows, and search hits with their balances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from memberpos.domain.member_filter import MemberFilter
from memberpos.services import members
from memberpos.services.shop import shop_of
from memberpos.store import member_list as rows
from memberpos.store.database import Database
from memberpos.store.member_list import SORTS, MemberLine

__all__ = ["FILTERS", "SORTS", "MemberLine", "found", "lines", "order", "place"]

#: Filters that are always there, by name.
FILTERS: Mapping[str, MemberFilter] = MappingProxyType(
    {
        "all": MemberFilter(),
        "birthday": MemberFilter(birthday_month=0),
        "expiring": MemberFilter(expiring_days=30),
        "away": MemberFilter(away_days=90),
        "stored": MemberFilter(stored_min_fen=100_000),
    }
)
MOST_FOUND = 200


def order(
    db: Database, wanted: MemberFilter, now_ms: int, sort: str = "joined", *, descending: bool = True
) -> Sequence[int]:
    """Row numbers of the members a filter shows, sorted by joined, name, phone, card, stored, points, visit, visits or
    tier.
    """
    shop = shop_of(db)
    tiers = [tier.name for tier in shop.rules.tiers]
    return rows.order(db, wanted, shop.business_date(now_ms), sort, descending=descending, tiers=tiers)


def place(db: Database, order: Sequence[int], member_id: str) -> int:
    """Where a member stands in an order; -1 for one who is not in it."""
    numbers = rows.numbers_of(db, [member_id]) if member_id else ()
    return next((at for at, number in enumerate(order) if number in numbers), -1) if numbers else -1


def lines(db: Database, numbers: Sequence[int], now_ms: int) -> list[MemberLine | None]:
    """The rows with these numbers, in their order; None for one that is gone."""
    return rows.rows(db, numbers, shop_of(db).business_date(now_ms).isoformat())


def found(db: Database, text: str, limit: int = MOST_FOUND) -> Sequence[int]:
    """Row numbers of search hits (see `members.search`), the likeliest first."""
    return rows.numbers_of(db, [hit.member_id for hit in members.search(db, text, limit)])
