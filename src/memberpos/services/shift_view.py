"""What the shift's screen shows of the open shift. Expected cash is not in it: the count is blind."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.services.shop import shop_of
from memberpos.store import day_figures, figures, shifts, staff
from memberpos.store.database import Database
from memberpos.store.day_figures import CashMove
from memberpos.store.shifts import ShiftRow


@dataclass(frozen=True)
class ShiftFacts:
    """The open shift (None: there is none) with how much happened in it; `stale` = its business date has passed."""

    shift: ShiftRow | None
    zone: str
    currency: str
    staff: str = ""
    sales: int = 0
    refunds: int = 0
    recharges: int = 0
    moves: tuple[CashMove, ...] = ()
    stale: bool = False


def facts(db: Database, now_ms: int) -> ShiftFacts:
    """The shift of this till as it stands."""
    shop, shift = shop_of(db), shifts.current(db)
    if shift is None:
        return ShiftFacts(None, shop.rules.zone, shop.currency)
    span = (shift.opened_seq, figures.last_seq(db))
    who = staff.by_id(db, shift.staff_id)
    return ShiftFacts(
        shift, shop.rules.zone, shop.currency, who.name if who else "", figures.sales(db, span)["n"],
        figures.refunds(db, span)[0], figures.recharges(db, span)[0], tuple(day_figures.moves_of_shift(db, shift.id)),
        shop.business_date(now_ms).isoformat() > shift.business_date,
    )  # fmt: skip
