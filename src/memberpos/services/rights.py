"""Who may do what: checked inside the use case, never only in the window."""

from __future__ import annotations

from functools import lru_cache

from memberpos.domain.errors import PosError
from memberpos.resources import resource
from memberpos.security.roles import Roles, parse
from memberpos.services.use import Use
from memberpos.store import staff


@lru_cache(maxsize=1)
def roles() -> Roles:
    """The roles of `resources/roles.toml`."""
    return parse(resource("roles.toml").read_text(encoding="utf-8"))


def may(use: Use, right: str) -> bool:
    """Whether `require` would let it pass."""
    try:
        require(use, right)
    except PosError:
        return False
    return True


def require(use: Use, right: str) -> None:
    """The one who acts has the right, or another person who may approve it did.

    PosError not_allowed; needs_approval when somebody else's approval would do. An owner may approve alone.
    """
    actor = staff.by_id(use.db, use.staff_id)
    if actor is None or not actor.active:
        raise PosError("not_allowed", right=right)
    if roles().allows(actor.role, right):
        return
    approver = staff.by_id(use.db, use.approver_id) if use.approver_id else None
    if approver is None or not roles().may_approve(approver.role, right, same_person=approver.id == actor.id):
        raise PosError("needs_approval", right=right)
