"""Setting up a new shop: its facts, rules, owner and this till's identity, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.money import currency_of
from memberpos.security.pin import hash_pin
from memberpos.security.roles import OWNER
from memberpos.services import presets
from memberpos.services.booking import Draft, book
from memberpos.services.shop import shop_from
from memberpos.services.use import Use
from memberpos.store import settings_versions, staff, sync_state
from memberpos.store.database import Database
from memberpos.store.secrets import CARD_KEY, SecretBox
from memberpos.store.staff import StaffRow


@dataclass(frozen=True)
class SetupRequest:
    """What the first-run wizard asks. `spend_order` has no silent default in a real shop: the wizard asks.

    `preset`: a trade of `presets.TRADES` whose rules are laid in ("" = none); what was answered here stays.
    """

    shop_name: str
    owner_name: str
    owner_pin: str
    spend_order: str = "bonus_first"
    currency: str = "CNY"
    zone: str = "Asia/Shanghai"
    day_starts_at: str = "00:00"
    language: str = "zh_CN"
    columns: int = 32
    phone: str = ""
    rules: Mapping[str, Any] = field(default_factory=dict)
    preset: str = ""


@dataclass(frozen=True)
class SetupDone:
    """The owner who may sign in, and this till's device id."""

    owner_id: str
    device_id: str


def is_set_up(db: Database) -> bool:
    """A shop was created in this database."""
    return settings_versions.current(db)[0] > 0


def create_shop(use: Use, request: SetupRequest) -> SetupDone:
    """Creates the shop. PosError already_open when there is one, bad_setting for a wrong answer, not_found (preset)."""
    currency_of(request.currency)
    pin_hash = hash_pin(request.owner_pin)
    doc = _document(request)
    shop_from(1, doc)
    with use.db.transaction():
        if is_set_up(use.db):
            raise PosError("already_open", what="shop")
        device_id, owner_id = use.new_id(), str(use.new_id())
        sync_state.start_standalone(use.db, device_id)
        SecretBox(use.db).put(CARD_KEY, use.random(32))
        staff.insert(use.db, StaffRow(owner_id, "1", request.owner_name, OWNER, pin_hash, True, 0, 0))
        settings_versions.add(use.db, doc, at_ms=use.now_ms, staff_id=owner_id, changes=doc["rules"])
        owner = Use(use.db, use.now_ms, use.new_id, owner_id, "", use.random)
        book(owner, Draft("settings", {"set": doc["rules"], "version": 1}))
        if request.preset:
            presets.write(owner, request.preset, frozenset(doc["rules"]))
    return SetupDone(owner_id, str(device_id))


def _document(request: SetupRequest) -> dict[str, Any]:
    if not request.shop_name.strip() or not request.owner_name.strip():
        raise PosError("bad_setting", setting="shop_name" if not request.shop_name.strip() else "owner_name")
    rules = {"stored_value.spend_order": request.spend_order, "day_starts_at": request.day_starts_at}
    facts = {
        "name": request.shop_name.strip(),
        "currency": request.currency,
        "zone": request.zone,
        "language": request.language,
        "columns": request.columns,
        "phone": request.phone,
    }
    return {"shop": facts, "rules": {**rules, **request.rules}}
