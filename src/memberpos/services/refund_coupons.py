"""The coupons of a sale that is refunded in full: back, if their last day has not passed (domain rules §5)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from memberpos.domain.coupons import USED
from memberpos.services import coupon_ends
from memberpos.services.coupon_ends import NOTHING, Moved
from memberpos.services.refund_original import Sold
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import coupons, events
from memberpos.store.coupons import CouponRow
from memberpos.store.database import Database
from memberpos.store.refunds import RefundRow


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


def coupons_of(db: Database, refund: RefundRow) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Of a booked refund, by kind: (coupons_back, coupons_lost, gifts_used) as in RefundDone."""
    event = events.by_seq(db, refund.seq)
    said = json.loads(event.payload) if event else {}
    ids = said.get("refund", said).get("coupons", ())
    back = [row for coupon in ids if (row := coupons.find(db, coupon)) is not None]
    lost = coupons.used_in(db, refund.sale_id or "") if refund.whole else []
    gifts = coupons.caused_by(db, refund.sale_id or "") if refund.whole else []
    used = (row for row in gifts if row.state == USED)
    return _codes(back), _codes(lost), _codes(used)


def _codes(rows: Iterable[CouponRow]) -> tuple[str, ...]:
    return tuple(row.code for row in rows)
