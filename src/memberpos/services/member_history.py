"""A member's history on one page: sales, refunds, top-ups, points, cards, passes, calls and changes, with a filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from memberpos.domain.dates import day_start_ms
from memberpos.domain.member_profile import Definitions
from memberpos.services import definitions
from memberpos.services.shop import shop_of
from memberpos.store import member_history as rows
from memberpos.store import sync_state
from memberpos.store.database import Database
from memberpos.store.member_history import CallLine, Changed, DayLine, EventLine
from memberpos.store.merges import ids_of

ALL, CALLS, SALES = "all", "calls", "sales"
#: Kind of a line that sums a day at other tills.
ELSEWHERE = "elsewhere"
Beside = CallLine | DayLine
#: Group → kinds of events (as SQLite's GLOB) it shows.
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        ALL: (),
        SALES: ("sale", "exchange"),
        "refunds": ("refund*",),
        "value": ("recharge*", "card_close", "transfer", "value.*", "bonus.*", "opening"),
        "points": ("points.*", "redeem", "birthday", "tier.*", "draw*", "opening"),
        "cards": ("card.*", "card_close"),
        "passes": ("pass.*", "coupon.*"),
        CALLS: (),
        "changes": ("member.*",),
    }
)
PAGE = 60
_PEOPLE = ("seller_id", "referrer_id")
_END = 1 << 62


@dataclass(frozen=True)
class HistoryEntry:
    """One line. `kind` is the event's kind, `call`, or ELSEWHERE; money in fen, None where there is none. `changes` of
    a profile event, `data` what the event says besides (for a call: state, note; for a day elsewhere: times).
    """

    at_ms: int
    kind: str
    id: str
    date: str = ""
    staff: str = ""
    approver: str = ""
    fen: int | None = None
    bonus_fen: int = 0
    stored_fen: int = 0
    points: int = 0
    receipt_no: str = ""
    changes: tuple[Changed, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class HistoryNames:
    """What the codes in changes stand for: the shop's own fields and purposes, people by their id."""

    own: Definitions = field(default_factory=Definitions)
    people: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class HistoryPage:
    """Lines, the newest first; `after` goes into the next call, None at the end. `chain`: other tills do things too,
    and only their days are known here.
    """

    entries: tuple[HistoryEntry, ...]
    after: tuple[int, int] | None
    names: HistoryNames = field(default_factory=HistoryNames)
    chain: bool = False


def page(
    db: Database, member_id: str, group: str = ALL, after: tuple[int, int] | None = None, limit: int = PAGE
) -> HistoryPage:
    """A page of a group of GROUPS, of the member and of everybody merged into it."""
    before_seq, before_ms = after or (_END, _END)
    ids = ids_of(db, member_id)
    events = [] if group == CALLS else rows.events(db, ids, GROUPS[group], before_seq, limit)
    calls = rows.calls(db, ids, before_ms, limit) if group in (ALL, CALLS) else []
    days = _days(db, ids, before_ms, limit) if group in (ALL, SALES) else []
    beside: list[Beside] = [*calls, *days]
    beside.sort(key=lambda one: -one.at_ms)
    changed = rows.changes(db, ids) if any(each.kind.startswith("member.") for each in events) else {}
    shown = _merged(events, beside)[:limit]
    entries = tuple(_entry(each, changed) for each in shown)
    more = len(events) + len(beside) > len(shown) or len(shown) == limit
    seqs = [each.seq for each in shown if isinstance(each, EventLine)]
    times = [each.at_ms for each in shown if not isinstance(each, EventLine)]
    cursor = (min(seqs, default=before_seq), min(times, default=before_ms)) if more else None
    named = HistoryNames(definitions.current(db), _people(db, entries))
    return HistoryPage(entries, cursor, named, sync_state.headquarters(db) is not None)


def _days(db: Database, ids: Sequence[str], before_ms: int, limit: int) -> list[DayLine]:
    """Days at other tills that ended before a moment; each stands at its end."""
    rules = shop_of(db).rules
    until = date.max.isoformat() if before_ms == _END else shop_of(db).business_date(before_ms).isoformat()
    found = []
    for day, fen, times, points in rows.days(db, ids, until, limit + 1):
        end_ms = day_start_ms(date.fromisoformat(day) + timedelta(days=1), rules.zone, rules.day_starts_at) - 1
        if end_ms < before_ms:
            found.append(DayLine(day, end_ms, fen, times, points))
    return found


def _people(db: Database, entries: tuple[HistoryEntry, ...]) -> dict[str, str]:
    """Names of the people changes speak of."""
    ids = {
        value for entry in entries for change in entry.changes if change.field in _PEOPLE
        for value in (change.old, change.new) if value
    }  # fmt: skip
    return rows.names(db, ids)


def _merged(events: list[EventLine], beside: Sequence[Beside]) -> list[EventLine | Beside]:
    """Events keep their order, whatever the clock said; a call stands where its time belongs."""
    found: list[EventLine | Beside] = []
    waiting = list(beside)
    for event in events:
        while waiting and waiting[0].at_ms >= event.at_ms:
            found.append(waiting.pop(0))
        found.append(event)
    return [*found, *waiting]


def _entry(line: EventLine | Beside, changed: Mapping[int, tuple[Changed, ...]]) -> HistoryEntry:
    if isinstance(line, DayLine):
        said = {"times": line.times}
        return HistoryEntry(line.at_ms, ELSEWHERE, line.date, line.date, fen=line.fen, points=line.points, data=said)
    if isinstance(line, CallLine):
        return HistoryEntry(
            line.at_ms, "call", line.call_id, staff=line.staff, data={"state": line.state, "note": line.note}
        )
    return HistoryEntry(
        line.at_ms, line.kind, line.event_id, line.date, line.staff, line.approver, line.fen, line.bonus_fen,
        line.stored_fen, line.points, line.receipt_no, changed.get(line.seq, ()), line.data,
    )  # fmt: skip
