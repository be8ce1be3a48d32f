"""What the profile window shows beside what the counter shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from memberpos.domain.errors import PosError
from memberpos.domain.member_profile import Definitions
from memberpos.services import consents, definitions, merging, staff
from memberpos.services.staff import StaffView
from memberpos.store import members
from memberpos.store.database import Database
from memberpos.store.member_consents import ConsentRow


@dataclass(frozen=True)
class MemberDetails:
    """The rest of a profile. `merges`: (event, loser's name, last day to undo) of those that can still be undone;
    `people` are those who may be the seller.
    """

    member_id: str
    address: str
    custom: Mapping[str, str]
    seller_id: str | None
    referrer_id: str | None
    referrer_name: str
    consents: tuple[ConsentRow, ...]
    guardian_needed: bool
    merges: tuple[tuple[str, str, str], ...]
    definitions: Definitions
    people: tuple[StaffView, ...]

    @property
    def seller_name(self) -> str:
        """Who sold the membership; "" for nobody, or somebody who left."""
        return next((one.name for one in self.people if one.id == self.seller_id), "")

    def holds(self, purpose: str) -> bool:
        """Whether the member agrees to a purpose."""
        return any(row.purpose == purpose and row.withdrawn_at_ms is None for row in self.consents)


def details(db: Database, member_id: str, now_ms: int) -> MemberDetails:
    """Everything about a member that is not in the counter's profile. PosError not_found."""
    member = members.by_id(db, member_id)
    if member is None:
        raise PosError("not_found", what="member")
    referrer = members.by_id(db, member.referrer_id) if member.referrer_id else None
    return MemberDetails(
        member_id=member.id, address=member.address, custom=member.custom, seller_id=member.seller_id,
        referrer_id=member.referrer_id, referrer_name=referrer.name if referrer else "",
        consents=tuple(consents.of_member(db, member_id)),
        guardian_needed=consents.guardian_needed(db, member_id, now_ms),
        merges=tuple(merging.undoable(db, member_id, now_ms)), definitions=definitions.current(db),
        people=tuple(staff.everyone(db)),
    )  # fmt: skip
