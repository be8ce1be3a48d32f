"""The machine's clock against what was booked: a clock that stands wrong is said, and confirmed before the first sale.

Events carry a hybrid clock that never goes back (`store.outbox`), so the latest time that was ever booked is known even
when later events were written under a wrong clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from memberpos.domain.chain import hlc_ms
from memberpos.domain.errors import PosError
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import events, meta, sync_state
from memberpos.store.database import Database

CONFIRM = "clock.confirm"
OK, BACK, AHEAD = "ok", "back", "ahead"
#: A till that was off for longer is asked whether the clock is right: time-driven work cannot be undone.
LONG_ABSENCE_DAYS = 45
#: A clock that moved by more than this against the machine's own running time was set by somebody.
JUMP_MS = 120_000
_CONFIRMED = "clock_confirmed"


@dataclass(frozen=True)
class ClockState:
    """`state`: ok | back (before the last entry's date) | ahead (the last entry is long ago); dates as ISO text.

    `days` between the two, never negative.
    """

    state: str
    today: str = ""
    last: str = ""
    days: int = 0

    @property
    def wrong(self) -> bool:
        return self.state != OK


@dataclass(frozen=True)
class Confirmed:
    """Somebody said that the clock is right."""

    event_id: str
    changed: frozenset[str] = field(default=frozenset({"clock", "queue"}))


def state(db: Database, now_ms: int) -> ClockState:
    """How the clock stands now; reads only."""
    shop, latest_ms = shop_of(db), _latest_ms(db)
    if latest_ms is None:
        return ClockState(OK)
    today, last = shop.business_date(now_ms), shop.business_date(latest_ms)
    days = abs((today - last).days)
    if today < last:
        return ClockState(BACK, today.isoformat(), last.isoformat(), days)
    return ClockState(AHEAD if days > LONG_ABSENCE_DAYS else OK, today.isoformat(), last.isoformat(), days)


def confirm(use: Use) -> Confirmed:
    """A manager confirms the clock as it stands. PosError not_allowed, needs_approval."""
    with use.db.transaction():
        require(use, CONFIRM)
        return Confirmed(_confirm(use, shop_of(use.db)))


def check(use: Use, shop: Shop, *, confirmed: bool) -> None:
    """Before a sale: PosError clock_back (today, last) when the clock stands before the last entry's date.

    With `confirmed` whoever acts, or approves, must hold the right to confirm it, and it is booked.
    """
    found = state(use.db, use.now_ms)
    if found.state != BACK:
        return
    if not confirmed:
        raise PosError("clock_back", today=found.today, last=found.last)
    require(use, CONFIRM)
    _confirm(use, shop)


def jumped(wall_ms: int, running_ms: int) -> bool:
    """Whether the clock was set while the till ran: wall and running time went on by different spans."""
    return abs(wall_ms - running_ms) > JUMP_MS


def _confirm(use: Use, shop: Shop) -> str:
    found = state(use.db, use.now_ms)
    data = {"today": found.today, "last": found.last, "days": found.days, "state": found.state}
    event = book(use, Draft(CONFIRM, data), shop)
    meta.put(use.db, _CONFIRMED, f"{_booked_ms(use.db)} {use.now_ms}")
    return event.id


def _latest_ms(db: Database) -> int | None:
    """The latest time that counts: the highest ever booked, or, while nothing is later than it, the confirmed one."""
    latest_ms = _booked_ms(db)
    if latest_ms is None:
        return None
    then_ms, confirmed_ms = (int(part) for part in str(meta.get(db, _CONFIRMED, "-1 0")).split())
    return confirmed_ms if latest_ms == then_ms else latest_ms


def _booked_ms(db: Database) -> int | None:
    newest = events.last(db)
    return None if newest is None else max(hlc_ms(int(sync_state.get(db, "hlc", 0))), newest.at_ms)
