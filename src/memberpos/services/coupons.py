"""Coupons over the counter: giving them, in batches too, handing them on, taking them back, finding one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from memberpos.domain import coupons as rules
from memberpos.domain.coupons import Coupon
from memberpos.domain.dates import expired
from memberpos.domain.errors import PosError
from memberpos.domain.money import check_fen
from memberpos.services import coupon_ends, due
from memberpos.services.booking import Draft, book
from memberpos.services.coupon_ends import BEARER
from memberpos.services.results import CouponView
from memberpos.services.rights import require
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import coupons as rows
from memberpos.store import members
from memberpos.store.coupons import CouponRow
from memberpos.store.database import Database
from memberpos.store.members import MemberRow

RIGHT = "coupon.issue"
MAX_BATCH = 10_000


@dataclass(frozen=True)
class CouponDone:
    """A coupon that was given: its id, its number, its last day (ISO, None = no end)."""

    coupon_id: str
    number: str
    valid_to: str | None


def issue(use: Use, member_id: str, kind_code: str) -> CouponDone:
    """Gives a member one coupon of a kind. PosError not_found, coupon_expired, limit_exceeded, not_allowed."""
    with use.db.transaction():
        require(use, RIGHT)
        shop = shop_of(use.db)
        member = _member(use, member_id, shop)
        return _done(coupon_ends.give(use, shop, kind_code, member.account_id)[0])


def batch(use: Use, kind_code: str, count: int) -> list[CouponDone]:
    """Makes coupons for whoever shows their number. PosError bad_amount, not_found, limit_exceeded, not_allowed."""
    if not 1 <= count <= MAX_BATCH:
        raise PosError("bad_amount", reason="count")
    with use.db.transaction():
        require(use, RIGHT)
        rows.ensure_account(use.db, BEARER, "bearer", use.now_ms)
        made = coupon_ends.give(use, shop_of(use.db), kind_code, BEARER, count)
        return [_done(row) for row in made]


def issue_to(use: Use, kind_code: str, member_ids: Sequence[str]) -> list[CouponDone]:
    """Gives each of some members one coupon of a kind, all or none. PosError as `issue`."""
    check_fen(len(member_ids), 1, "count")
    with use.db.transaction():
        require(use, RIGHT)
        shop = shop_of(use.db)
        accounts = [_member(use, member_id, shop).account_id for member_id in member_ids]
        return [_done(coupon_ends.give(use, shop, kind_code, account)[0]) for account in accounts]


def transfer(use: Use, key: str, member_id: str) -> CouponDone:
    """Hands a coupon to another member; one for bearers becomes that member's.

    PosError not_found, coupon_used, coupon_expired, coupon_not_applicable (reason personal, void), not_allowed.
    """
    with use.db.transaction():
        require(use, RIGHT)
        shop = shop_of(use.db)
        member = _member(use, member_id, shop)
        row = usable(use.db, key, shop.business_date(use.now_ms))
        if not coupon_ends.terms_of(row.terms).transferable:
            raise PosError("coupon_not_applicable", reason="personal", coupon=row.code)
        if row.account_id == member.account_id:
            return _done(row)
        event_id, before = use.new_id(), members.by_account(use.db, row.account_id)
        moved = coupon_ends.moved_to(use, row, member.account_id, event_id)
        data = {"coupon": row.id, "kind": row.code, "from": before.id if before else None, "to": member.id}
        draft = Draft("coupon.transfer", data, moved.postings, moved.lots, member.id, member.account_id, event_id)
        book(use, draft, shop)
        rows.hand_over(use.db, row.id, member.account_id)
        return _done(row)


def void(use: Use, key: str, reason: str) -> None:
    """Takes an unused coupon back. PosError bad_amount (no reason), not_found, coupon_used, coupon_expired."""
    if not reason.strip():
        raise PosError("bad_amount", reason="reason")
    with use.db.transaction():
        require(use, RIGHT)
        shop = shop_of(use.db)
        coupon_ends.void(use, shop, usable(use.db, key, shop.business_date(use.now_ms)), reason)


def usable(db: Database, key: str, today: date) -> CouponRow:
    """The coupon with an id or number if it can still be used.

    PosError not_found, coupon_used, coupon_expired, coupon_not_applicable (reason void).
    """
    row = rows.find(db, rules.read_number(key) or key)
    if row is None:
        raise PosError("not_found", what="coupon")
    check_state(row, today)
    return row


def check_state(row: CouponRow, today: date) -> None:
    """The refusal of a coupon that is used, expired or void."""
    if row.state == rules.USED:
        raise PosError("coupon_used", coupon=row.code)
    if row.state == rules.EXPIRED or expired(row.valid_to, today):
        raise PosError("coupon_expired", coupon=row.code)
    if row.state == rules.VOID:
        raise PosError("coupon_not_applicable", reason="void", coupon=row.code)


def of_account(db: Database, account_id: str, today: date) -> tuple[CouponView, ...]:
    """What an account can still use, those that end first at the front."""
    held = (row for row in rows.held_by_account(db, account_id) if not expired(row.valid_to, today))
    return tuple(view(row) for row in held)


def view(row: CouponRow) -> CouponView:
    """A coupon as screens show it."""
    kind = coupon_ends.terms_of(row.terms)
    return CouponView(row.id, row.code, row.valid_to, row.number, kind.label, kind.kind, kind.value, kind.min_fen)


def usable_by(db: Database, member_id: str, now_ms: int) -> tuple[Coupon, ...]:
    """What a member can use now, those that end first at the front; nothing for somebody unknown."""
    member = members.by_id(db, member_id)
    if member is None:
        return ()
    today = shop_of(db).business_date(now_ms)
    held = rows.held_by_account(db, member.account_id)
    return tuple(loaded(row) for row in held if not expired(row.valid_to, today))


def by_number(db: Database, text: str, now_ms: int) -> Coupon | None:
    """The coupon whose number was scanned or typed, None for any other text.

    PosError not_found for a number nobody made, coupon_used, coupon_expired, coupon_not_applicable (void).
    """
    number = rules.read_number(text)
    if number is None:
        return None
    return loaded(usable(db, number, shop_of(db).business_date(now_ms)))


def loaded(row: CouponRow) -> Coupon:
    """A coupon as a quote takes it."""
    first, last = (date.fromisoformat(day) if day else None for day in (row.valid_from, row.valid_to))
    return Coupon(row.id, row.number, coupon_ends.terms_of(row.terms), first, last)


def _member(use: Use, member_id: str, shop: Shop) -> MemberRow:
    member = members.by_id(use.db, member_id)
    if member is None:
        raise PosError("not_found", what="member")
    due.run_account(use, member, shop)
    return member


def _done(row: CouponRow) -> CouponDone:
    return CouponDone(row.id, row.number, row.valid_to)
