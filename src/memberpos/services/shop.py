"""What a use case knows of the shop at one moment: rules in force, zone, currency, and this till's open shift."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from memberpos.domain import dates
from memberpos.domain.errors import PosError
from memberpos.domain.rules import Rules, rules_from
from memberpos.store import settings_versions, shifts
from memberpos.store.database import Database
from memberpos.store.shifts import ShiftRow


@dataclass(frozen=True)
class Shop:
    """Rules with their version, and the shop's own facts (name, languages …) from the settings document."""

    rules: Rules
    facts: Mapping[str, Any]

    @property
    def currency(self) -> str:
        """ISO 4217; also the ledger's unit of money."""
        return self.rules.currency

    def business_date(self, at_ms: int) -> date:
        """The business date of a UTC time in this shop."""
        return dates.business_date(at_ms, self.rules.zone, self.rules.day_starts_at)

    def offset_min(self, at_ms: int) -> int:
        """Minutes the shop's clock is ahead of UTC at that time."""
        return dates.offset_min(at_ms, self.rules.zone)


def shop_of(db: Database) -> Shop:
    """The shop as its newest settings version says; PosError not_found before set-up."""
    version, text = settings_versions.newest(db)
    if version == 0:
        raise PosError("not_found", what="shop")
    return _parsed(version, text)


@lru_cache(maxsize=4)
def _parsed(version: int, text: str) -> Shop:
    """Every use case asks, a sale twice; the same text gives the same shop."""
    return shop_from(version, json.loads(text))


def shop_at(db: Database, version: int) -> Shop:
    """The shop under an older settings version."""
    return shop_from(version, settings_versions.version(db, version))


def shop_from(version: int, doc: dict[str, Any]) -> Shop:
    """A shop from its settings document `{"shop": {currency, zone, …}, "rules": {setting: value}}`."""
    facts = doc["shop"]
    base = Rules(
        currency=facts["currency"], zone=facts["zone"], version=version, law_enforce=facts["currency"] == "CNY"
    )
    return Shop(rules_from(doc["rules"], base), MappingProxyType(facts))


def open_shift(db: Database) -> ShiftRow:
    """The open shift; PosError no_shift without one, shift_open while it is being counted is not raised here."""
    shift = shifts.current(db)
    if shift is None:
        raise PosError("no_shift")
    return shift
