"""The coupons of a sale that is refunded in full: back, if their last day has not passed (domain rules §5)."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.services import coupon_ends
from memberpos.services.coupon_ends import NOTHING, Moved
from memberpos.services.refund_original import Sold
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store.coupons import CouponRow


@dataclass(frozen=True)
class CouponsBack:
    """Coupons that come back, how they move, and those that stay used."""

    back: tuple[CouponRow, ...] = ()
    lost: tuple[CouponRow, ...] = ()
    moved: Moved = NOTHING

    @property
    def ids(self) -> tuple[str, ...]:
        """Of those that come back."""
        return tuple(row.id for row in self.back)


NONE_BACK = CouponsBack()


def coupons_back(use: Use, sold: Sold, shop: Shop) -> CouponsBack:
    """What the last refund of a sale does with the coupons it used."""
    back, lost = coupon_ends.returning(use, sold.row.id, shop.business_date(use.now_ms))
    return CouponsBack(tuple(back), tuple(lost), coupon_ends.returned(use, back, sold.lot_moves))
