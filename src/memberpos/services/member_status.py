"""Freezing and blacklisting a member, and giving the membership its use back; each with a reason."""

from __future__ import annotations

from memberpos.domain.errors import PosError
from memberpos.services.booking import Draft, book
from memberpos.services.members import profile
from memberpos.services.results import MemberProfile
from memberpos.services.rights import require
from memberpos.services.usable import BLACKLISTED, FROZEN
from memberpos.services.use import Use
from memberpos.store import members

KINDS = (FROZEN, BLACKLISTED)


def block(use: Use, member_id: str, kind: str, reason: str) -> MemberProfile:
    """Freezes (`frozen`) or blacklists a member. PosError bad_amount (no reason), bad_setting (kind, already so)."""
    return _set(use, member_id, kind, reason, on=True)


def unblock(use: Use, member_id: str, kind: str, reason: str) -> MemberProfile:
    """Takes it back. PosError as `block`."""
    return _set(use, member_id, kind, reason, on=False)


def _set(use: Use, member_id: str, kind: str, reason: str, *, on: bool) -> MemberProfile:
    if kind not in KINDS:
        raise PosError("bad_setting", setting="status")
    if not reason.strip():
        raise PosError("bad_amount", reason="reason")
    with use.db.transaction():
        require(use, "member.block")
        member = members.by_id(use.db, member_id)
        if member is None:
            raise PosError("not_found", what="member")
        if getattr(member, kind) == on:
            raise PosError("bad_setting", setting="status", reason="already")
        members.update(use.db, member_id, {kind: on})
        data = {"member": member_id, "set": {kind: on}}
        pii = {"reason": reason.strip()}
        book(use, Draft("member.block", data, member_id=member_id, account_id=member.account_id, pii=pii))
    return profile(use.db, member_id, use.now_ms)
