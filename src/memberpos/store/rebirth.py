"""A till that goes on as another device: restored from a backup, cloned, or told that its history forked.

The new device holds no rights and has a chain of its own behind the events of the old one. What headquarters never got
of those is published again by the new device. Everything runs inside the caller's transaction.
"""

from __future__ import annotations

import json
from collections import Counter
from uuid import UUID

from memberpos.store import outbox, sync_state
from memberpos.store.database import Database
from memberpos.store.secrets import DEVICE_KEY, OLD_DEVICE_KEY, SecretBox

RESTORED = "restored"
#: The last row that was on the disk when it was brought back.
_BROUGHT = "brought_back_seq"


def begin_anew(db: Database, new_device: UUID) -> None:
    """What a backup was brought back as: no rights, and no number printed twice.

    A till that never met a headquarters keeps its chain, which nobody else has seen, and takes the next till number,
    so that its receipt numbers never repeat. An enrolled one becomes a new device that must enrol again: the old
    id, its head and its key stay, to push under them what the backup had not sent yet.
    """
    if sync_state.headquarters(db) is None:
        sync_state.put(db, "till", int(sync_state.get(db, "till", 1)) + 1)
    else:
        leave_device(db, new_device)


def leave_device(db: Database, new_device: UUID) -> None:
    """Another device from here on: no rights, and a chain of its own behind the events of the old one."""
    db.execute("DELETE FROM escrow")
    db.execute("DELETE FROM recall")
    db.execute("DELETE FROM doubted")
    db.execute("UPDATE lot SET held = 0, mine = 0")
    sync_state.put(db, _BROUGHT, outbox.last(db)[0])
    if SecretBox(db).get(DEVICE_KEY) is None or unfinished(db):  # left before, not joined since: the same old device
        SecretBox(db).forget(DEVICE_KEY)
        sync_state.put(db, "device_id", str(new_device))
        outbox.rechain(db, outbox.base(db), new_device)
        return
    sync_state.put(db, "old_device_id", str(sync_state.get(db, "device_id")))
    sync_state.put(db, "old_base_seq", outbox.base(db))
    sync_state.put(db, "old_acked_seq", outbox.acked(db))
    sync_state.add_former_device(db, str(sync_state.get(db, "device_id")))
    sync_state.put(db, "device_id", str(new_device))
    sync_state.put(db, "base_seq", outbox.last(db)[0])
    sync_state.put(db, "acked_seq", 0)
    db.execute("UPDATE OR REPLACE secret SET name = ? WHERE name = ?", (OLD_DEVICE_KEY, DEVICE_KEY))
    sync_state.set_state(db, sync_state.REFUSED, RESTORED)


def unfinished(db: Database) -> bool:
    """True for a till that is another device than it was and has not joined yet: it has nothing to say before."""
    return sync_state.state(db) == (sync_state.REFUSED, RESTORED)


def adopt_from(db: Database, first: int) -> int:
    """The rows after `first` become the present device's own: chained anew. Gives how many of them the old device had
    made.
    """
    device = sync_state.identity(db).device_id
    adopted = outbox.base(db) - first
    outbox.rechain(db, first, device)
    return adopted


def doubt(db: Database) -> None:
    """Lots that were made before the till came back and that headquarters hears of from the present device are its by
    birth there, but another copy of the disk may sell of them, too: that right is given back without being used.
    """
    base, last = outbox.base(db), int(sync_state.get(db, _BROUGHT, 0))
    left: Counter[str] = Counter()
    for lot, amount in db.all(
        "SELECT l.id, sum(m.amount) FROM lot l JOIN lot_move m ON m.lot_id = l.id"
        " WHERE l.made_seq > ?1 AND l.made_seq <= ?2 AND m.seq > ?1 AND m.by_right = 'own' GROUP BY l.id",
        (base, last),
    ):
        left[lot] += amount
    returned = db.all("SELECT body FROM outbox WHERE seq > ? AND kind = 'grant.return'", (base,)) if left else []
    for (body,) in returned:
        left.subtract({one["right"]: int(one["amount"]) for one in json.loads(bytes(body))["data"]["returns"]})
    db.executemany("INSERT INTO doubted(lot_id, amount) VALUES(?, ?)", [pair for pair in left.items() if pair[1] > 0])


def told_before(db: Database, incl_row: int) -> bool:
    """True for headquarters' word that does not contain all this till was brought back with: some of it headquarters
    may have from another copy of the disk, and what waits here would be counted twice.
    """
    return incl_row < int(sync_state.get(db, _BROUGHT, 0))


def forget_old(db: Database) -> None:
    """Headquarters has everything of the old device: its key is of no use any more."""
    SecretBox(db).forget(OLD_DEVICE_KEY)
    db.execute("DELETE FROM sync_state WHERE k LIKE 'old_%'")
