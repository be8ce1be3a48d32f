"""What the window shows of this till's place in a chain."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store import outbox, sync_state
from memberpos.store.database import Database


@dataclass(frozen=True)
class HqView:
    """`url` "" while the till stands alone; `unsent` events wait."""

    url: str
    store_id: int
    till: int
    unsent: int


def view(db: Database) -> HqView:
    """Who this till is and what waits to be sent."""
    me, hq = sync_state.identity(db), sync_state.headquarters(db)
    return HqView(hq.url if hq else "", me.store_id, me.till, outbox.count_unsent(db))
