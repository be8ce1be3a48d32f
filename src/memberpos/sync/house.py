"""Events of housekeeping that replication itself books: rights given back, personal data erased, rules taken over."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from memberpos.domain import dates, events
from memberpos.domain.errors import PosError
from memberpos.domain.rules import Rules, rules_from
from memberpos.store import audit, cards, outbox, settings_versions, sync_state
from memberpos.store import events as event_rows
from memberpos.store.database import Database
from memberpos.store.events import EventRow

#: Who acts when nobody does.
STAFF = "headquarters"
NewId = Callable[[], UUID]


def book(
    db: Database, kind: str, data: Mapping[str, Any], now_ms: int, new_id: NewId, member: str | None = None
) -> int:
    """Writes an event that moves no money into journal and outbox; inside the caller's transaction."""
    offset_min, day, version = _local(db, now_ms)
    event_id = new_id()
    head = events.Event(
        event_id=str(event_id), kind=kind, at_ms=now_ms, offset_min=offset_min, business_date=day, staff=STAFF,
        rule_version=version, member=member,
    )  # fmt: skip
    body = events.body(head, (), data)
    seq = outbox.append(db, kind=kind, kv=1, event_id=event_id, body=body, now_ms=now_ms)
    row = EventRow(
        seq, str(event_id), str(sync_state.identity(db).device_id), kind, 1, now_ms, offset_min, day.isoformat(), STAFF,
        None, None, version, None, None, member, None,
        json.dumps(dict(data), ensure_ascii=False, separators=(",", ":")),
    )  # fmt: skip
    event_rows.insert(db, row)
    detail = json.dumps({"seq": seq}, separators=(",", ":"))
    audit.append(db, at_ms=now_ms, staff_id=STAFF, action=kind, subject=str(event_id), detail=detail)
    return seq


def book_erased(db: Database, members: Sequence[str], now_ms: int, new_id: NewId) -> None:
    """Tells headquarters that these members are forgotten here; inside the transaction that did it."""
    for member in members:
        book(db, "erase.done", {"member": member}, now_ms, new_id, member)


def book_cards(db: Database, numbers: Sequence[str], now_ms: int, new_id: NewId) -> None:
    """Tells headquarters, which was put back, what it had said of these cards; inside the transaction that noticed."""
    for number in sorted(set(numbers)):
        card = cards.by_number(db, number)
        if card is not None:
            since_ms = cards.state_at_ms(db, number)
            said = {"number": number, "state": card.state, "epoch": card.status_epoch, "at_ms": str(since_ms)}
            book(db, events.CARD_KNOWN, said | {"replaced_by": card.replaced_by}, now_ms, new_id)


def _local(db: Database, now_ms: int) -> tuple[int, date, int]:
    """(offset in minutes, business date, rule version) of the shop; UTC before it is set up."""
    version, doc = settings_versions.current(db)
    try:
        rules = rules_from(doc["rules"], Rules(zone=doc["shop"]["zone"]))
    except (KeyError, PosError):
        return 0, datetime.fromtimestamp(now_ms / 1000, UTC).date(), version
    day = dates.business_date(now_ms, rules.zone, rules.day_starts_at)
    return dates.offset_min(now_ms, rules.zone), day, version
