"""What a top-up gives besides money: events of their own, caused by it, and their taking back (domain rules §5, §7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from memberpos.domain.coupons import USED
from memberpos.domain.recharge_gifts import Gifts, Pieces
from memberpos.services import caused, coupon_ends, pass_gifts, pass_sales, recharge_tier
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import coupons, passes
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow

COUPON, PASS = "coupon", "pass"


class PieceKind(Protocol):
    """How coupons or passes are given by a top-up, inside its transaction; `caused.undo` takes them back with it."""

    def give(self, use: Use, shop: Shop, member: MemberRow, pieces: Pieces, cause: str) -> None:
        """Books `pieces` as caused by the event `cause`. PosError not_found for an unknown code."""

    def uses(self, db: Database, cause: str) -> list[tuple[str, int]]:
        """(code, uses that stand) of each piece that `cause` gave, in that order; a coupon has one use."""


class _Coupons:
    def give(self, use: Use, shop: Shop, member: MemberRow, pieces: Pieces, cause: str) -> None:
        coupon_ends.give(use, shop, pieces.code, member.account_id, pieces.count, cause=cause)

    def uses(self, db: Database, cause: str) -> list[tuple[str, int]]:
        return [(row.code, int(row.state == USED)) for row in coupons.caused_by(db, cause)]


class _Passes:
    def give(self, use: Use, shop: Shop, member: MemberRow, pieces: Pieces, cause: str) -> None:
        pass_gifts.give(use, shop, member, pass_sales.kind(use.db, pieces.code), pieces.count, cause)

    def uses(self, db: Database, cause: str) -> list[tuple[str, int]]:
        given = [row.one for row in passes.caused_by(db, cause)]
        return [(one.terms.code, pass_gifts.used(db, one)) for one in given]


#: Kind of piece → how it is done.
KINDS: Mapping[str, PieceKind] = MappingProxyType({COUPON: _Coupons(), PASS: _Passes()})


@dataclass(frozen=True)
class Used:
    """Pieces of a top-up that were used: `n` of `code`, for which `charge_fen` is asked (0 = only told)."""

    kind: str
    code: str
    n: int
    charge_fen: int


def give(use: Use, shop: Shop, member: MemberRow, gifts: Gifts, event: EventRow) -> None:
    """Coupons, passes and tier of a booked top-up. PosError not_found, bad_setting."""
    for kind, pieces in _pieces(gifts):
        KINDS[kind].give(use, shop, member, pieces, event.id)
    if gifts.tier is not None:
        recharge_tier.give(use, shop, member, gifts.tier, event)


def used(db: Database, gifts: Gifts, recharge_id: str) -> tuple[Used, ...]:
    """What can no longer be taken back, and what it costs: each piece as the entry of `gifts` that gave it says."""
    given: dict[tuple[str, str], list[int]] = defaultdict(list)
    for kind, pieces_of in KINDS.items():
        for code, uses in pieces_of.uses(db, recharge_id):
            given[kind, code].append(uses)
    found = []
    for kind, pieces in _pieces(gifts):
        own = given[kind, pieces.code]
        n = sum(own[: pieces.count])
        del own[: pieces.count]
        if n:
            found.append(Used(kind, pieces.code, n, n * pieces.charge_fen))
    return tuple(found)


def take_back(use: Use, shop: Shop, recharge_id: str, event: EventRow) -> None:
    """Ends what is unused, as caused by the booked `event`."""
    caused.undo(use, shop, recharge_id, event)


def _pieces(gifts: Gifts) -> list[tuple[str, Pieces]]:
    return [*((COUPON, each) for each in gifts.coupons), *((PASS, each) for each in gifts.passes)]
