"""Rules from headquarters become a version of the shop's own rules, when their time has come; offline, too."""

from __future__ import annotations

from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.rules import Rules, rules_from
from memberpos.store import hq_settings, settings_versions
from memberpos.store.database import Database
from memberpos.sync import house

#: Parameters of replication itself: they are read where they are used and are no rules of the shop.
OWN_PREFIX = "allowance."


def take_over(db: Database, now_ms: int, new_id: house.NewId) -> bool:
    """Merges what holds by now; True when the shop's rules changed. A value this program does not take is left out."""
    if not hq_settings.news(db, now_ms):
        return False
    with db.transaction():
        number, doc = settings_versions.current(db)
        if number == 0:
            return False
        rules, changes = dict(doc["rules"]), {}
        for one in hq_settings.in_force(db, now_ms):
            if one.name.startswith(OWN_PREFIX) or rules.get(one.name) == one.value:
                continue
            if _fits(doc, rules, one.name, one.value):
                rules[one.name] = changes[one.name] = one.value
        hq_settings.mark_applied(db, now_ms)
        if not changes:
            return False
        merged = {**doc, "rules": rules}
        version = settings_versions.add(db, merged, at_ms=now_ms, staff_id=house.STAFF, changes={"rules": changes})
        house.book(db, "settings", {"version": version, "set": changes, "hq": True}, now_ms, new_id)
    return True


def _fits(doc: dict[str, Any], rules: dict[str, Any], name: str, value: Any) -> bool:
    base = Rules(currency=doc["shop"]["currency"], zone=doc["shop"]["zone"])
    try:
        rules_from({**rules, name: value}, base)
    except PosError:
        return False
    return True
