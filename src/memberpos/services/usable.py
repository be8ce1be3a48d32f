"""Whether a membership may be used: not when it is frozen, blacklisted, or its last day has passed."""

from __future__ import annotations

from datetime import date

from memberpos.domain.errors import PosError
from memberpos.store.members import MemberRow

FROZEN, BLACKLISTED, ENDED = "frozen", "blacklisted", "ended"


def blocked(member: MemberRow, today: date) -> str:
    """Why a membership is not to be used on a business date; "" when it may."""
    if member.blacklisted:
        return BLACKLISTED
    if member.frozen:
        return FROZEN
    return ENDED if member.ends_on is not None and member.ends_on < today.isoformat() else ""


def check(member: MemberRow, today: date) -> None:
    """PosError member_blocked (reason) for one that is not to be used: no sale, no top-up, nothing paid from it.

    Refunds and closing the account stay possible: the money is the member's.
    """
    if why := blocked(member, today):
        raise PosError("member_blocked", reason=why)
