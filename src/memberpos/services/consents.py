"""Consent per purpose: given to a version of its words, by a guardian for a child, taken back (domain rules §12)."""

from __future__ import annotations

from memberpos.domain import member_profile as rules
from memberpos.domain.errors import PosError
from memberpos.services import definitions
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.shop import shop_of
from memberpos.services.use import Use
from memberpos.store import member_consents as rows
from memberpos.store import members
from memberpos.store.database import Database
from memberpos.store.member_consents import ConsentRow
from memberpos.store.members import MemberRow


def of_member(db: Database, member_id: str) -> list[ConsentRow]:
    """A member's consents, the newest first, withdrawn ones too."""
    return rows.of_member(db, member_id)


def holds(db: Database, member_id: str, purpose: str) -> bool:
    """Whether the member agrees to a purpose now, to whatever version of its words."""
    return any(row.purpose == purpose and row.withdrawn_at_ms is None for row in rows.of_member(db, member_id))


def guardian_needed(db: Database, member_id: str, now_ms: int) -> bool:
    """Whether a guardian has to consent for this member."""
    return _is_child(db, _existing(db, member_id), now_ms)


def give(use: Use, member_id: str, purpose: str, guardian: str = "") -> ConsentRow:
    """The member agrees to the present words of a purpose; an older consent to it is replaced.

    PosError not_found (member, purpose), bad_setting (guardian: one is needed under 14).
    """
    with use.db.transaction():
        require(use, "member.change")
        member = _existing(use.db, member_id)
        text = definitions.current(use.db).consent(purpose)
        name = guardian.strip()
        if _is_child(use.db, member, use.now_ms) and not name:
            raise PosError("bad_setting", setting="guardian")
        rows.withdraw(use.db, member_id, purpose, use.now_ms)
        made = ConsentRow(purpose, text.version, use.now_ms, None, name or None)
        rows.add(use.db, member_id, made)
        data = {"member": member_id, "purpose": purpose, "version": text.version}
        pii = {"guardian": name} if name else {}
        book(use, Draft("member.consent", data, member_id=member_id, account_id=member.account_id, pii=pii))
    return made


def withdraw(use: Use, member_id: str, purpose: str) -> None:
    """Takes a consent back; it stays on record. PosError not_found (member, or no consent that holds)."""
    with use.db.transaction():
        require(use, "member.change")
        member = _existing(use.db, member_id)
        if not rows.withdraw(use.db, member_id, purpose, use.now_ms):
            raise PosError("not_found", what="consent")
        data = {"member": member_id, "purpose": purpose, "withdrawn": True}
        book(use, Draft("member.consent", data, member_id=member_id, account_id=member.account_id))


def _is_child(db: Database, member: MemberRow, now_ms: int) -> bool:
    return rules.needs_guardian(member.birthday, shop_of(db).business_date(now_ms), lunar=member.lunar)


def _existing(db: Database, member_id: str) -> MemberRow:
    member = members.by_id(db, member_id)
    if member is None:
        raise PosError("not_found", what="member")
    return member
