"""The coupons of a cart: found by id, number or kind, and held while the cart is open (domain rules §9).

A hold outlives the program. It ends with the cart (sold, cleared, the next customer) or after 12 hours. A till has one
open cart; a hold of a cart that is neither open nor put aside is left over from a till that died and gives way.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from memberpos.domain.cart import Cart
from memberpos.domain.coupons import Coupon, read_number
from memberpos.domain.dates import expired
from memberpos.domain.errors import PosError
from memberpos.services import coupon_ends, coupons
from memberpos.services.coupon_ends import BEARER
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import coupons as rows
from memberpos.store import held_carts, members
from memberpos.store.coupons import CouponRow
from memberpos.store.database import Database
from memberpos.store.members import MemberRow

HOLD_MS = held_carts.KEEP_MS


def hold(use: Use, cart_id: str, keys: Sequence[str], member_id: str | None) -> tuple[Coupon, ...]:
    """Holds exactly these coupons (id, number or the member's by kind) for a cart and gives them as a quote takes them.

    PosError not_found, coupon_used, coupon_expired, coupon_not_applicable (reason held, owner, void).
    """
    with use.db.transaction():
        member = members.by_id(use.db, member_id) if member_id else None
        found = chosen(use.db, keys, member, cart_id, shop_of(use.db), use.now_ms)
        rows.release(use.db, cart_id, [row.id for row in found])
        for row in found:
            rows.hold(use.db, row.id, cart_id, use.now_ms + HOLD_MS)
        return tuple(coupons.loaded(row) for row in found)


def release(use: Use, cart_id: str) -> None:
    """The cart has ended without a sale."""
    with use.db.transaction():
        rows.release(use.db, cart_id)


def of_cart(db: Database, cart: Cart, member: MemberRow | None, shop: Shop, now_ms: int) -> list[CouponRow]:
    """The coupons a cart hands over, read anew. PosError as `hold`."""
    return chosen(db, cart.coupons, member, cart.id, shop, now_ms)


def chosen(
    db: Database, keys: Sequence[str], member: MemberRow | None, cart_id: str, shop: Shop, now_ms: int
) -> list[CouponRow]:
    """One coupon a key, none twice; each may be used by this member in this cart now."""
    found: list[CouponRow] = []
    today = shop.business_date(now_ms)
    for key in keys:
        row = _find(db, key, member, {each.id for each in found}, today)
        coupons.check_state(row, today)
        _check_owner(db, row, member, shop, now_ms, [each.id for each in found if each.code == row.code])
        _check_hold(db, row, cart_id, now_ms)
        found.append(row)
    return found


def _find(db: Database, key: str, member: MemberRow | None, out: set[str], today: date) -> CouponRow:
    """By id or number, else the member's next usable one of that kind; else what became of the member's last one."""
    row = rows.find(db, read_number(key) or key)
    if row is not None:
        if row.id in out:
            raise PosError("coupon_used", coupon=row.code)
        return row
    own = [row for row in rows.of_kind(db, member.account_id, key) if row.id not in out] if member else []
    usable = [row for row in own if row.state == "issued" and not expired(row.valid_to, today)]
    if not own:
        raise PosError("not_found", what="coupon")
    return usable[0] if usable else own[-1]


def _check_owner(
    db: Database, row: CouponRow, member: MemberRow | None, shop: Shop, now_ms: int, beside: Sequence[str]
) -> None:
    """A personal coupon is its member's; a kind's limit a day counts those used today and those beside it."""
    kind = coupon_ends.terms_of(row.terms)
    if row.account_id not in (BEARER, member.account_id if member else "") and not kind.transferable:
        raise PosError("coupon_not_applicable", reason="owner", coupon=row.code)
    if kind.limits.per_day is None:
        return
    used = rows.used_on(db, row.code, row.account_id, shop.business_date(now_ms).isoformat())
    if row.account_id != BEARER and used + len(beside) >= kind.limits.per_day:
        raise PosError("limit_exceeded", what="coupons_per_day", limit=kind.limits.per_day)


def _check_hold(db: Database, row: CouponRow, cart_id: str, now_ms: int) -> None:
    if row.held_by in (None, cart_id) or (row.held_until_ms or 0) <= now_ms:
        return
    if held_carts.is_waiting(db, row.held_by, now_ms):
        raise PosError("coupon_not_applicable", reason="held", coupon=row.code)
