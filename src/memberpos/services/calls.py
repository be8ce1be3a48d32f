"""Incoming calls: who rings, and the list of calls."""

from __future__ import annotations

from dataclasses import dataclass, field

from memberpos.domain.errors import PosError
from memberpos.services.members import by_phone
from memberpos.services.results import MemberProfile
from memberpos.services.use import Use
from memberpos.store import calls as rows
from memberpos.store import members
from memberpos.store.calls import CallRow
from memberpos.store.database import Database

STATES = ("ringing", "missed", "later", "opened", "noted")


@dataclass(frozen=True)
class CallCard:
    """A call as the pop-up shows it. `profiles` holds every member with this number (a phone is not unique)."""

    call_id: str
    at_ms: int
    number: str | None
    line: str
    profiles: tuple[MemberProfile, ...] = ()
    last_call: CallRow | None = None
    changed: frozenset[str] = field(default=frozenset({"call"}))

    @property
    def profile(self) -> MemberProfile | None:
        """The member, when the number says it alone."""
        return self.profiles[0] if len(self.profiles) == 1 else None


def incoming(use: Use, number: str | None, line: str = "1") -> CallCard:
    """Logs a ringing call and finds its member; a withheld number finds nobody."""
    with use.db.transaction():
        found = by_phone(use.db, number, use.now_ms) if number else []
        member_id = found[0].member_id if len(found) == 1 else None
        last = rows.last_of_member(use.db, member_id, use.now_ms) if member_id else None
        call_id = str(use.new_id())
        rows.insert(use.db, CallRow(call_id, use.now_ms, line, number, member_id, "ringing"))
    return CallCard(call_id, use.now_ms, number, line, tuple(found), last)


def handle(use: Use, call_id: str, state: str, note: str = "", member_id: str | None = None) -> None:
    """What became of a call: missed, later, opened, noted (with a note)."""
    if state not in STATES:
        raise PosError("bad_setting", setting="call_state")
    with use.db.transaction():
        rows.update(use.db, call_id, state, note.strip(), use.staff_id, member_id)


def recent(db: Database, limit: int = 100) -> list[CallRow]:
    """Newest calls first."""
    return rows.recent(db, limit)


def one(db: Database, call_id: str) -> CallRow:
    """A call by id. PosError not_found."""
    row = rows.by_id(db, call_id)
    if row is None:
        raise PosError("not_found", what="call")
    return row


def listing(db: Database, limit: int = 200) -> list[tuple[CallRow, str]]:
    """Newest calls first, each with the name of its member ("" = not one)."""
    found = rows.recent(db, limit)
    known = {row.member_id: "" for row in found if row.member_id}
    names = {member_id: member.name for member_id in known if (member := members.by_id(db, member_id))}
    return [(row, names.get(row.member_id or "", "")) for row in found]
