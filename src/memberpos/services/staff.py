"""Signing in, approving, and the list of staff."""

from __future__ import annotations

import json
from dataclasses import dataclass

from memberpos.domain.errors import PosError
from memberpos.security.pin import TRIES, Attempts, after_failure, hash_pin, pin_matches, refuse_locked
from memberpos.services.rights import require, roles
from memberpos.services.use import Use
from memberpos.store import audit
from memberpos.store import staff as rows
from memberpos.store.database import Database
from memberpos.store.staff import StaffRow


@dataclass(frozen=True)
class StaffView:
    """Somebody who may sign in."""

    id: str
    code: str
    name: str
    role: str


@dataclass(frozen=True)
class SignedIn:
    """Who works now, with all rights of the role."""

    staff_id: str
    name: str
    role: str
    rights: frozenset[str]


def everyone(db: Database) -> list[StaffView]:
    """Active staff by code."""
    return [StaffView(row.id, row.code, row.name, row.role) for row in rows.everyone(db)]


def sign_in(use: Use, staff_id: str, pin: str) -> SignedIn:
    """PosError wrong_pin (left: tries before a lock), locked_out (wait_s), not_found."""
    row = _checked(use, staff_id, pin, "sign_in")
    return SignedIn(row.id, row.name, row.role, roles().rights[row.role])


def approve(use: Use, staff_id: str, pin: str, right: str) -> str:
    """Another person's approval by PIN; gives the approver's id. PosError wrong_pin, locked_out, not_allowed."""
    row = _checked(use, staff_id, pin, "approve")
    if not roles().may_approve(row.role, right, same_person=row.id == use.staff_id):
        raise PosError("not_allowed", right=right)
    return row.id


def add(use: Use, name: str, role: str, pin: str, code: str = "") -> str:
    """Adds staff and gives the id. PosError not_allowed, bad_setting, number_taken (code)."""
    pin_hash = hash_pin(pin)
    if role not in roles().rights or not name.strip():
        raise PosError("bad_setting", setting="role" if name.strip() else "name")
    with use.db.transaction():
        require(use, "staff.change")
        known = rows.everyone(use.db)
        chosen = code or str(1 + max((int(row.code) for row in known if row.code.isdigit()), default=0))
        if any(row.code == chosen for row in known):
            raise PosError("number_taken", number=chosen)
        staff_id = str(use.new_id())
        rows.insert(use.db, StaffRow(staff_id, chosen, name.strip(), role, pin_hash, True, 0, 0))
        audit.append(
            use.db,
            at_ms=use.now_ms,
            staff_id=use.staff_id,
            action="staff.add",
            subject=staff_id,
            detail=json.dumps({"role": role}),
        )
    return staff_id


def change_pin(use: Use, staff_id: str, pin: str) -> None:
    """One's own PIN, or anybody's by someone who may change settings."""
    pin_hash = hash_pin(pin)
    with use.db.transaction():
        if staff_id != use.staff_id:
            require(use, "staff.change")
        rows.set_pin(use.db, staff_id, pin_hash)
        audit.append(use.db, at_ms=use.now_ms, staff_id=use.staff_id, action="staff.pin", subject=staff_id)


def _checked(use: Use, staff_id: str, pin: str, action: str) -> StaffRow:
    with use.db.transaction():
        row = rows.by_id(use.db, staff_id)
        if row is None or not row.active:
            raise PosError("not_found", what="staff")
        attempts = Attempts(row.fails, row.locked_until_ms)
        refuse_locked(attempts, use.now_ms)
        right = pin_matches(row.pin_hash, pin)
        after = Attempts() if right else after_failure(attempts, use.now_ms)
        rows.set_attempts(use.db, staff_id, after.fails, after.locked_until_ms)
        audit.append(
            use.db,
            at_ms=use.now_ms,
            staff_id=staff_id,
            action=action if right else f"{action}.refused",
            subject=staff_id,
        )
    if not right:
        raise PosError("wrong_pin", left=max(0, TRIES - after.fails))
    return row
