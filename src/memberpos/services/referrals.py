"""The referral tree around a member: who brought it, and whom it brought (domain rules §12, §15)."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.domain.errors import PosError
from memberpos.store import members, merges
from memberpos.store import referrals as rows
from memberpos.store.database import Database
from memberpos.store.referrals import Brought

#: Rows of one member's own that are shown at once.
MOST = 200
HIGHEST = 20


@dataclass(frozen=True)
class ReferralTree:
    """`above`: the chain of referrers, the first of all first; `brought` directly by `member`; sums over all below."""

    member: Brought
    above: tuple[Brought, ...]
    brought: tuple[Brought, ...]
    below: int
    below_active: int


def tree(db: Database, member_id: str) -> ReferralTree:
    """The tree around a member. PosError not_found."""
    member = rows.one(db, merges.member_now(db, member_id))
    if member is None:
        raise PosError("not_found", what="member")
    below, active = rows.totals(db, member.member_id)
    return ReferralTree(
        member, tuple(reversed(_above(db, member.member_id))), tuple(rows.children(db, member.member_id, MOST)), below,
        active,
    )  # fmt: skip


def _above(db: Database, member_id: str) -> list[Brought]:
    found: list[Brought] = []
    seen = {member_id}
    at = _referrer(db, member_id)
    while at is not None and at not in seen and len(found) < HIGHEST:
        seen.add(at)
        if (one := rows.one(db, at)) is not None:
            found.append(one)
        at = _referrer(db, at)
    return found


def _referrer(db: Database, member_id: str) -> str | None:
    member = members.by_id(db, member_id)
    return merges.member_now(db, member.referrer_id) if member is not None and member.referrer_id else None
