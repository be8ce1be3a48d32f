"""Whole sets of rules for a trade, from `resources/presets/`: laid into an empty shop in one transaction."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from memberpos.domain.catalog import Product
from memberpos.domain.draws import Draw, Prize
from memberpos.domain.errors import PosError
from memberpos.domain.gifts import Gift
from memberpos.domain.limits import Limit
from memberpos.domain.pass_terms import terms_from
from memberpos.resources import resource
from memberpos.services import (
    draws,
    gifts,
    offers,
    pass_kinds,
    products,
    recharge_offers,
    shop_settings,
)
from memberpos.services.rights import require
from memberpos.services.shop import shop_of
from memberpos.services.use import Use
from memberpos.store import draws as draw_rows
from memberpos.store import gifts as gift_rows
from memberpos.store import offers as offer_rows
from memberpos.store import passes as pass_rows
from memberpos.store import recharge_offers as recharge_rows
from memberpos.store.database import Database

TRADES = ("retail", "restaurant", "beauty", "gym", "sauna", "pharmacy")
_RIGHTS = ("settings.change", "offer.change", "goods.change")
#: Settings that mean something in one currency only.
_CNY_ONLY = frozenset({"rounding.mode"})
_COUNTED = ("offers", "recharge_offers", "coupon_kinds", "pass_kinds", "gifts", "draws")
Document = dict[str, Any]


@dataclass(frozen=True)
class PresetDone:
    """How many of each kind a preset brought; `version` of the settings."""

    trade: str
    version: int
    tiers: int
    offers: int
    recharge_offers: int
    coupon_kinds: int
    pass_kinds: int
    gifts: int
    draws: int
    changed: frozenset[str] = frozenset({"settings", "goods"})


def contents(trade: str, language: str = "zh_CN") -> Document:
    """What a trade's preset holds, its names in a language of the window. PosError not_found."""
    if trade not in TRADES:
        raise PosError("not_found", what="preset")
    doc = _file(f"{trade}.toml")
    return doc if language == "zh_CN" else dict(_translated(doc, language))


def load(use: Use, trade: str) -> PresetDone:
    """Lays a preset into a shop without rules of its own.

    PosError not_found, not_allowed, already_open (what=rules).
    """
    with use.db.transaction():
        for right in _RIGHTS:
            require(use, right)
        if not is_empty(use.db):
            raise PosError("already_open", what="rules")
        return write(use, trade)


def is_empty(db: Database) -> bool:
    """Nobody has set up tiers, points, offers, passes or gifts yet."""
    rules = shop_of(db).rules
    if rules.tiers or rules.points_rate.p:
        return False
    kept = (offer_rows.everything, offer_rows.kinds, recharge_rows.codes, pass_rows.kinds, gift_rows.everything)
    return not any(read(db) for read in kept) and not draw_rows.everything(db)


def write(use: Use, trade: str, answered: frozenset[str] = frozenset()) -> PresetDone:
    """`load` in the caller's transaction, who has checked the rights; settings that were `answered` stay."""
    shop = shop_of(use.db)
    doc = contents(trade, str(shop.facts.get("language", "zh_CN")))
    left = answered if shop.currency == "CNY" else answered | _CNY_ONLY
    settings = {name: value for name, value in doc["settings"].items() if name not in left}
    version = shop_settings.write(use, {"rules": settings})
    for entry in doc.get("products", ()):
        products.write(use, Product(**entry))
    for entry in doc.get("coupon_kinds", ()):
        offers.write_kind(use, entry)
    for entry in doc.get("pass_kinds", ()):
        pass_kinds.write(use, terms_from({"uses": None, **entry}))
    for entry in doc.get("offers", ()):
        offers.write(use, entry)
    for entry in doc.get("recharge_offers", ()):
        recharge_offers.write(use, entry["code"], {name: value for name, value in entry.items() if name != "code"})
    for entry in doc.get("gifts", ()):
        gifts.write(use, gift_of(entry), entry.get("stock"))
    for entry in doc.get("draws", ()):
        draws.write(use, draw_of(entry))
    return PresetDone(
        trade, version, len(settings.get("tiers", ())),
        **{kind: len(doc.get(kind, ())) for kind in _COUNTED},  # type: ignore[arg-type]
    )  # fmt: skip


def gift_of(entry: Mapping[str, Any]) -> Gift:
    """A gift of its written keys (sku name points [fen prices tiers limit from to weekdays])."""
    return Gift(
        sku=entry["sku"], name=entry["name"], points=entry["points"], fen=entry.get("fen", 0),
        points_by_tier=entry.get("prices", {}), limit=_limit(entry), tiers=tuple(entry.get("tiers", ())),
        from_on=_day(entry, "from"), to_on=_day(entry, "to"), weekdays=tuple(entry.get("weekdays", ())),
    )  # fmt: skip


def draw_of(entry: Mapping[str, Any]) -> Draw:
    """A draw of its written keys (code name points prizes [limit tiers from to])."""
    return Draw(
        code=entry["code"], name=entry["name"], cost=entry["points"], limit=_limit(entry),
        prizes=tuple(Prize(**prize) for prize in entry["prizes"]), tiers=tuple(entry.get("tiers", ())),
        from_on=_day(entry, "from"), to_on=_day(entry, "to"),
    )  # fmt: skip


def _limit(entry: Mapping[str, Any]) -> Limit | None:
    try:
        return Limit.parse(entry["limit"]) if entry.get("limit") else None
    except ValueError:
        raise PosError("bad_setting", setting="limit") from None


def _day(entry: Mapping[str, Any], key: str) -> date | None:
    return date.fromisoformat(entry[key]) if entry.get(key) else None


@lru_cache(maxsize=8)
def _file(name: str) -> Document:
    return tomllib.loads(resource("presets", name).read_text(encoding="utf-8"))


def _translated(value: Any, language: str) -> Any:
    """The same with every text that `words.toml` knows in the language."""
    if isinstance(value, dict):
        return {_word(name, language): _translated(each, language) for name, each in value.items()}
    if isinstance(value, list):
        return [_translated(each, language) for each in value]
    return _word(value, language) if isinstance(value, str) else value


def _word(text: str, language: str) -> str:
    return str(_file("words.toml").get(text, {}).get(language, text))
