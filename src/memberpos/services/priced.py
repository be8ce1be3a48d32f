"""A cart priced inside the transaction that sells it."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.domain.pricing import Quote
from memberpos.domain.tenders import Tender
from memberpos.services.coupon_ends import NOTHING, Moved
from memberpos.services.shop import Shop
from memberpos.store.coupons import CouponRow
from memberpos.store.members import MemberRow


@dataclass(frozen=True)
class Priced:
    """A quote with the shop and the member it was made for, the tenders resolved against it, the coupons it uses."""

    shop: Shop
    member: MemberRow | None
    quote: Quote
    tenders: tuple[Tender, ...]
    coupons: tuple[CouponRow, ...] = ()
    coupon_moves: Moved = NOTHING
