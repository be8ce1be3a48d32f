"""Filters of the member list that are kept under a name, for everybody at this till."""

from __future__ import annotations

from memberpos.domain.errors import PosError
from memberpos.domain.member_filter import MemberFilter
from memberpos.services.rights import require
from memberpos.services.use import Use
from memberpos.store import audit
from memberpos.store import member_filters as rows
from memberpos.store.database import Database
from memberpos.store.member_filters import SavedFilter

LONGEST_NAME, MOST = 24, 30


def everything(db: Database) -> list[SavedFilter]:
    """All saved filters, by name."""
    return rows.saved(db)


def save(use: Use, name: str, wanted: MemberFilter) -> SavedFilter:
    """Keeps a filter; one of the same name is replaced. PosError bad_setting (name), limit_exceeded, not_allowed."""
    title = name.strip()
    if not title or len(title) > LONGEST_NAME or wanted.empty:
        raise PosError("bad_setting", setting="filter_name" if wanted != MemberFilter() else "filter")
    with use.db.transaction():
        require(use, "member.change")
        others = [each for each in rows.saved(use.db) if each.name != title]
        if len(others) >= MOST:
            raise PosError("limit_exceeded", what="filters", limit=MOST)
        made = SavedFilter(str(use.new_id()), title, wanted)
        rows.keep(use.db, made, use.staff_id, use.now_ms)
        _audit(use, "filter.save", made.id)
    return made


def remove(use: Use, filter_id: str) -> None:
    """Takes a filter away. PosError not_found, not_allowed."""
    with use.db.transaction():
        require(use, "member.change")
        if not rows.remove(use.db, filter_id):
            raise PosError("not_found", what="filter")
        _audit(use, "filter.remove", filter_id)


def _audit(use: Use, action: str, subject: str) -> None:
    audit.append(use.db, at_ms=use.now_ms, staff_id=use.staff_id, action=action, subject=subject)
