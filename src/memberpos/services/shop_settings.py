"""Changing rules and shop data: each change is a new version, and an event names the version it was booked under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.rules import settings_of
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.shop import Shop, shop_from, shop_of
from memberpos.services.use import Use
from memberpos.store import hq_settings, settings_versions
from memberpos.store.database import Database


def current(db: Database) -> Shop:
    """The shop in force."""
    return shop_of(db)


def change(use: Use, values: Mapping[str, Any]) -> int:
    """Merges named settings into a new version and gives its number. PosError bad_setting, not_allowed
    (also: headquarters decides it).
    """
    return _change(use, {"rules": dict(values)})


def change_shop(use: Use, facts: Mapping[str, Any]) -> int:
    """Changes the shop's own facts (name, phone, language, receipt words); currency and zone stay as set up."""
    return _change(use, {"shop": {name: value for name, value in facts.items() if name not in ("currency", "zone")}})


def all_values(db: Database) -> dict[str, Any]:
    """Every setting with its value in force."""
    return settings_of(shop_of(db).rules)


def _change(use: Use, changes: dict[str, dict[str, Any]]) -> int:
    with use.db.transaction():
        require(use, "settings.change")
        return write(use, changes)


def write(use: Use, changes: Mapping[str, Mapping[str, Any]]) -> int:
    """`{"rules": …, "shop": …}` merged into a new version, in the caller's transaction. PosError bad_setting, and
    not_allowed for what headquarters decides.
    """
    _, doc = settings_versions.current(use.db)
    decided = hq_settings.names_by_hq(use.db) & set(changes.get("rules", {}))
    if decided:
        raise PosError("not_allowed", what="headquarters", setting=min(decided))
    merged = {part: {**doc[part], **changes.get(part, {})} for part in ("shop", "rules")}
    shop_from(1, merged)
    number = settings_versions.add(use.db, merged, at_ms=use.now_ms, staff_id=use.staff_id, changes=dict(changes))
    book(use, Draft("settings", {"version": number, **({"set": changes["rules"]} if "rules" in changes else {})}))
    return number
