"""Numbers printed on papers: gapless counters of this till."""

from __future__ import annotations

from memberpos.store import meta, sync_state
from memberpos.store.database import Database


def receipt(db: Database) -> str:
    """Takes the next receipt number `S<store 4>-<till 2>-<seq 8>` (a till above 99 has more digits); inside the
    transaction it belongs to.
    """
    me = sync_state.identity(db)
    return f"S{me.store_id:04d}-{me.till:02d}-{meta.next_number(db, 'receipt_seq'):08d}"


def z(db: Database) -> int:
    """Takes the next Z number of this terminal."""
    return meta.next_number(db, "z_seq")
