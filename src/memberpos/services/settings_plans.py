"""Settings that begin on a later day: a plan becomes a version when its business date begins (decision 0131).

What other changes were made meanwhile stays: a plan holds the settings it names and no others.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from memberpos.domain.dates import day_start_ms
from memberpos.domain.errors import PosError
from memberpos.domain.rules import rules_from
from memberpos.services import shop_settings
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.shop import Shop, shop_of
from memberpos.services.timed import Work
from memberpos.services.use import Use
from memberpos.store import settings_plans as rows
from memberpos.store import settings_versions
from memberpos.store.database import Database
from memberpos.store.settings_plans import PlanRow

KIND = "settings.begin"


def plan(use: Use, values: Mapping[str, Any], starts_on: date) -> str:
    """Plans a change for the beginning of a business date after today; gives the plan's id.

    PosError bad_setting, bad_amount (reason=date) for a day that has begun, not_allowed.
    """
    with use.db.transaction():
        require(use, "settings.change")
        shop = shop_of(use.db)
        rules_from(values, shop.rules)
        if starts_on <= shop.business_date(use.now_ms):
            raise PosError("bad_amount", reason="date")
        begins_ms = day_start_ms(starts_on, shop.rules.zone, shop.rules.day_starts_at)
        plan_id, text = str(use.new_id()), json.dumps(dict(values), ensure_ascii=False)
        rows.insert(use.db, PlanRow(plan_id, starts_on.isoformat(), begins_ms, use.now_ms, use.staff_id, text))
        data = {"plan": plan_id, "starts_on": starts_on.isoformat(), "set": dict(values)}
        book(use, Draft("settings.plan", data), shop)
    return plan_id


def withdraw(use: Use, plan_id: str) -> None:
    """Takes a plan back. PosError not_found (none, begun, or withdrawn before), not_allowed."""
    with use.db.transaction():
        require(use, "settings.change")
        row = rows.find(use.db, plan_id)
        if row is None or row.state != rows.PLANNED or row.starts_at_ms <= use.now_ms:
            raise PosError("not_found", what="plan")
        rows.end(use.db, plan_id, rows.WITHDRAWN)
        book(use, Draft("settings.withdraw", {"plan": plan_id, "starts_on": row.starts_on}))


def waiting(db: Database) -> list[PlanRow]:
    """What is planned, the next one first."""
    return rows.waiting(db)


def begin(use: Use) -> bool:
    """Makes versions of the plans whose time has come, in the caller's transaction; True if there was one.

    A plan that cannot stand beside what was changed meanwhile is withdrawn.
    """
    found = rows.due(use.db, use.now_ms)
    for row in found:
        by = replace(use, staff_id=row.staff_id)
        try:
            version = shop_settings.write(by, {"rules": row.values})
        except PosError:
            rows.end(use.db, row.id, rows.WITHDRAWN)
            book(by, Draft("settings.withdraw", {"plan": row.id, "starts_on": row.starts_on, "reason": "refused"}))
            continue
        settings_versions.started(use.db, version, row.starts_at_ms)
        rows.end(use.db, row.id, rows.BEGUN, version)
    return bool(found)


def _of_shop(use: Use, _shop: Shop, _today: date) -> bool:
    return begin(use)


WORK = Work(KIND, lambda _db, _today: (), lambda _db, _member, _today: None, lambda *_work: False, _of_shop)
