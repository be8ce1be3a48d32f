"""Who changed which rule, when, from what to what: read back from the events themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from memberpos.store import recharge_offers as ladder_rows
from memberpos.store import rule_events, settings_plans, settings_versions, staff
from memberpos.store.database import Database
from memberpos.store.rule_events import RuleEvent

MOST = 300


@dataclass(frozen=True)
class Change:
    """One key that became another value; None = was not there, is not there any more."""

    key: str
    was: Any
    now: Any


@dataclass(frozen=True)
class Entry:
    """One change of rules. `kind` of the event, `subject` the code (or "" of settings), `version` of settings."""

    at_ms: int
    staff_name: str
    kind: str
    subject: str
    changes: tuple[Change, ...]
    version: int | None = None


@dataclass(frozen=True)
class Planned:
    """What will begin: settings (`plan` is an id) or a version of a top-up offer (`plan` is its code)."""

    plan: str
    version: int | None
    starts_at_ms: int
    staff_name: str
    changes: tuple[Change, ...]


def entries(db: Database, limit: int = MOST) -> list[Entry]:
    """The last changes, newest first; each compared with the one before it of the same subject."""
    names = {row.id: row.name for row in staff.everyone(db)}
    before: dict[tuple[str, str], Mapping[str, Any]] = {}
    found = []
    for event in reversed(rule_events.newest(db, limit)):
        subject, doc, version = _read(event)
        known = before.get((event.kind, subject), {})
        if event.kind == "settings":
            known = settings_versions.version(db, (version or 1) - 1).get("rules", {}) if version else {}
            doc = {**known, **doc}
        changes = compare(known, doc)
        if event.kind != "settings.withdraw":
            before[event.kind, subject] = doc
        found.append(Entry(event.at_ms, names.get(event.staff_id, ""), event.kind, subject, changes, version))
    return found[::-1]


def planned(db: Database, now_ms: int) -> list[Planned]:
    """What was planned and has not begun, the next one first."""
    names = {row.id: row.name for row in staff.everyone(db)}
    rules = settings_versions.current(db)[1].get("rules", {})
    found = [
        Planned(row.id, None, row.starts_at_ms, names.get(row.staff_id, ""), compare(rules, {**rules, **row.values}))
        for row in settings_plans.waiting(db)
    ]
    for code in ladder_rows.codes(db):
        kept = [row for row in ladder_rows.versions(db, code) if not row.withdrawn]
        for row, older in zip(kept, [*kept[1:], None], strict=True):
            if row.starts_at_ms > now_ms:
                was = json.loads(older.doc) if older else {}
                changes = compare(was, json.loads(row.doc))
                found.append(Planned(code, row.version, row.starts_at_ms, names.get(row.staff_id, ""), changes))
    return sorted(found, key=lambda each: each.starts_at_ms)


def compare(was: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Change, ...]:
    """The keys whose value differs, in order of name."""
    keys = sorted({*was, *now})
    return tuple(Change(key, was.get(key), now.get(key)) for key in keys if was.get(key) != now.get(key))


def _read(event: RuleEvent) -> tuple[str, Mapping[str, Any], int | None]:
    """(subject, document, version) of an event."""
    data = json.loads(event.payload)
    if event.kind == "settings":
        return "", data.get("set", {}), int(data["version"])
    if event.kind in ("settings.plan", "settings.withdraw"):
        return data.get("starts_on", data.get("offer", "")), data.get("set", {}), None
    doc = data.get("offer") or data.get("coupon_kind") or data.get("doc") or data
    hidden = {"code", "seed", "seed_hash", "next_hash"}
    return str(data.get("code") or doc.get("code") or doc.get("sku", "")), {
        name: value for name, value in doc.items() if name not in hidden
    }, None  # fmt: skip
