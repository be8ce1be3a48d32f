"""Freezing an account: nothing goes in or out of its stored value until it is let go (domain rules §7)."""

from __future__ import annotations

from dataclasses import dataclass, field

from memberpos.domain.errors import PosError
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.use import Use
from memberpos.store import members, value_lots
from memberpos.store.database import Database


@dataclass(frozen=True)
class FreezeDone:
    """An account and whether it is frozen now."""

    member_id: str
    frozen: bool
    changed: frozenset[str] = field(default=frozenset({"member", "queue"}))


def refuse_frozen(db: Database, account: str) -> None:
    """PosError account_frozen."""
    if value_lots.frozen(db, account):
        raise PosError("account_frozen")


def freeze(use: Use, member_id: str, reason: str, *, on: bool = True) -> FreezeDone:
    """Freezes a member's account, or (`on` false) lets it go. PosError bad_amount without a reason, not_found,
    not_allowed, needs_approval.
    """
    if not reason.strip():
        raise PosError("bad_amount", what="reason")
    with use.db.transaction():
        require(use, "value.freeze")
        member = members.by_id(use.db, member_id)
        if member is None:
            raise PosError("not_found", what="member")
        if value_lots.frozen(use.db, member.account_id) != on:
            value_lots.set_frozen(use.db, member.account_id, on=on)
            kind = "value.freeze" if on else "value.unfreeze"
            book(use, Draft(kind, {"reason": reason.strip()}, member_id=member.id, account_id=member.account_id))
    return FreezeDone(member_id, on)
