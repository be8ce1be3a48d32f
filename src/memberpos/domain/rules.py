"""The shop's rules: every setting of the contract's table as one frozen, checked value.

`Rules()` is a new shop; `rules_from` lays a mapping of named settings over it; `settings_of` writes them back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from memberpos.domain import earn_rules
from memberpos.domain.dates import NEVER, Expiry, parse_day_start, parse_validity
from memberpos.domain.earn_rules import Badge, ItemPoints, Task
from memberpos.domain.errors import PosError
from memberpos.domain.limits import ONCE_A_DAY, Limit

_RATIO = re.compile(r"(\d{1,9})/(\d{1,9})", re.ASCII)
_MOST = 10**9


@dataclass(frozen=True)
class Rate:
    """`q` yuan earn `p` points (or growth)."""

    p: int
    q: int

    def __str__(self) -> str:
        return f"{self.p}/{self.q}"


@dataclass(frozen=True)
class Window:
    """What a tier criterion looks at: lifetime | rolling (months) | since_tier_start | calendar_year."""

    kind: str = "lifetime"
    months: int = 0

    def __str__(self) -> str:
        return f"{self.kind}:{self.months}" if self.kind == "rolling" else self.kind


@dataclass(frozen=True)
class Tier:
    """`threshold` and `keep` in the criterion's unit as the owner writes it (yuan for `spend`).

    Benefits: price, multiplier, `birthday_points` and `points_expiry` (None = as for everybody), `upgrade_coupons`
    (codes, given on reaching the tier), and `benefits` in the owner's words (free trial, priority booking …).
    """

    name: str
    threshold: int
    price_percent: int = 100
    points_multiplier: Fraction = Fraction(1)
    keep: int = 0
    birthday_points: int | None = None
    points_expiry: Expiry | None = None
    upgrade_coupons: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """All settings of one rule version, the shop's currency and zone. Fields are named as their settings, `.` = `_`."""

    currency: str = "CNY"
    zone: str = "Asia/Shanghai"
    version: int = 0
    points_rate: Rate = Rate(0, 1)
    growth_rate: Rate = Rate(1, 1)
    points_expiry: Expiry = NEVER
    points_per_yuan: int | None = 100
    points_discount_cap_percent: int = 100
    points_bonus_earns: bool = False
    points_stored_value_earns: bool = True
    points_whole_steps: bool = False
    points_pass_earns: str = "sale"  # noqa: S105 (a pass is not a password)
    points_multiplier_cap: Fraction | None = None
    points_claw: str = "negative"
    points_reinstatement_days: int = 30
    points_remind_days: int = 60
    points_referral: int = 0
    points_referred: int = 0
    points_referral_limit: int | None = None
    points_birthday: int = 0
    points_registration: int = 0
    points_visit: int = 0
    points_visit_limit: Limit | None = ONCE_A_DAY
    points_check_in: int = 0
    points_check_in_limit: Limit | None = ONCE_A_DAY
    points_items: tuple[ItemPoints, ...] = ()
    points_tasks: tuple[Task, ...] = ()
    points_manual_limit: Limit | None = None
    badges: tuple[Badge, ...] = ()
    stored_value_spend_order: str = "bonus_first"
    stored_value_bonus_cap_percent: int = 100
    cards_without_mac: bool = False
    tiers: tuple[Tier, ...] = ()
    tiers_criterion: str = "spend"
    tiers_window: Window = Window()
    tiers_validity: int | None = None
    tiers_down: str = "one_down"
    tiers_growth_resets: bool = False
    tiers_refund_downgrade: str = "at_period_end"
    rounding_mode: str = "none"
    rounding_scope: str = "order"
    day_starts_at: str = "00:00"
    law_enforce: bool = True

    def tier(self, name: str | None) -> Tier | None:
        """The tier of that name, None if there is none (any more)."""
        return next((tier for tier in self.tiers if tier.name == name), None)


Reader = Callable[[Any], Any]


def _need(condition: bool) -> None:
    if not condition:
        raise ValueError


def _whole(low: int, high: int = _MOST) -> Reader:
    def read(value: Any) -> int:
        _need(isinstance(value, int) and not isinstance(value, bool) and low <= value <= high)
        return int(value)

    return read


def _flag(value: Any) -> bool:
    _need(isinstance(value, bool))
    return bool(value)


def _word(*words: str) -> Reader:
    def read(value: Any) -> str:
        _need(isinstance(value, str) and value in words)
        return str(value)

    return read


def _or_null(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


def _text(parse: Callable[[str], Any]) -> Reader:
    def read(value: Any) -> Any:
        _need(isinstance(value, str))
        return parse(value)

    return read


def _ratio(text: str) -> tuple[int, int]:
    match = _RATIO.fullmatch(text)
    if match is None or int(match[2]) == 0:
        raise ValueError(text)
    return int(match[1]), int(match[2])


def _rate(text: str) -> Rate:
    return Rate(*_ratio(text))


def parse_multiplier(text: str) -> Fraction:
    """Exact 3/2 of "3/2"; ValueError for anything else."""
    return Fraction(*_ratio(text))


def _window(text: str) -> Window:
    if text in ("lifetime", "since_tier_start", "calendar_year"):
        return Window(text)
    kind, _, months = text.partition(":")
    _need(kind == "rolling" and months.isascii() and months.isdigit() and 1 <= int(months) <= 999)
    return Window(kind, int(months))


def _day_start(text: str) -> str:
    parse_day_start(text)
    return text


_TIER_KEYS = frozenset(
    {
        *("name", "threshold", "price_percent", "points_multiplier", "keep", "birthday_points", "points_expiry"),
        *("upgrade_coupons", "benefits"),
    }
)


def _tier(value: Any) -> Tier:
    _need(isinstance(value, Mapping) and _TIER_KEYS >= set(value) >= {"name", "threshold"})
    _need(isinstance(value["name"], str) and value["name"] != "")
    threshold = _whole(0)(value["threshold"])
    return Tier(
        name=value["name"],
        threshold=threshold,
        price_percent=_whole(0, 100)(value.get("price_percent", 100)),
        points_multiplier=_text(parse_multiplier)(value.get("points_multiplier", "1/1")),
        keep=_whole(0)(value.get("keep", threshold)),
        birthday_points=_or_null(_whole(0))(value.get("birthday_points")),
        points_expiry=_or_null(_text(Expiry.parse))(value.get("points_expiry")),
        upgrade_coupons=earn_rules.words(value.get("upgrade_coupons", ())),
        benefits=earn_rules.words(value.get("benefits", ())),
    )


def _tiers(value: Any) -> tuple[Tier, ...]:
    _need(isinstance(value, list | tuple))
    tiers = tuple(_tier(entry) for entry in value)
    thresholds = [tier.threshold for tier in tiers]
    _need(not tiers or thresholds[0] == 0)
    _need(all(low < high for low, high in pairwise(thresholds)))
    _need(len({tier.name for tier in tiers}) == len(tiers))
    return tiers


ROUNDING_MODES = ("none", "drop_fen", "drop_jiao", "round_jiao", "round_yuan")

_READERS: Mapping[str, Reader] = {
    "points.rate": _text(_rate),
    "growth.rate": _text(_rate),
    "points.expiry": _text(Expiry.parse),
    "points.per_yuan": _or_null(_whole(1)),
    "points.discount_cap_percent": _whole(0, 100),
    "points.bonus_earns": _flag,
    "points.stored_value_earns": _flag,
    "points.whole_steps": _flag,
    "points.pass_earns": _word("sale", "use"),
    "points.multiplier_cap": _or_null(_text(parse_multiplier)),
    "points.claw": _word("negative", "value"),
    "points.reinstatement_days": _whole(0, 36500),
    "points.remind_days": _whole(0, 3650),
    "points.referral": _whole(0),
    "points.referred": _whole(0),
    "points.referral_limit": _or_null(_whole(0)),
    "points.birthday": _whole(0),
    "points.registration": _whole(0),
    "points.visit": _whole(0),
    "points.visit_limit": _or_null(_text(Limit.parse)),
    "points.check_in": _whole(0),
    "points.check_in_limit": _or_null(_text(Limit.parse)),
    "points.items": earn_rules.items,
    "points.tasks": earn_rules.tasks,
    "points.manual_limit": _or_null(_text(Limit.parse)),
    "badges": earn_rules.badges,
    "stored_value.spend_order": _word("bonus_first", "principal_first", "proportional"),
    "stored_value.bonus_cap_percent": _whole(0, 100),
    "cards.without_mac": _flag,
    "tiers": _tiers,
    "tiers.criterion": _word("spend", "visits", "points", "growth"),
    "tiers.window": _text(_window),
    "tiers.validity": _or_null(_text(parse_validity)),
    "tiers.down": _word("one_down", "by_balance", "keep_if_at_least"),
    "tiers.growth_resets": _flag,
    "tiers.refund_downgrade": _word("at_period_end", "immediate"),
    "rounding.mode": _word(*ROUNDING_MODES),
    "rounding.scope": _word("order", "cash"),
    "day_starts_at": _text(_day_start),
    "law.enforce": _flag,
}

SETTINGS: frozenset[str] = frozenset(_READERS)


def new_shop(currency: str, zone: str) -> Rules:
    """The defaults of a new shop; the prepaid-card law is on with CNY only."""
    return Rules(currency=currency, zone=zone, law_enforce=currency == "CNY")


def rules_from(settings: Mapping[str, Any], base: Rules) -> Rules:
    """`base` with named settings (contract names, JSON values) laid over it.

    PosError bad_setting(setting=name) for an unknown name, a wrong type or value, and for what only CNY allows.
    """
    fields: dict[str, Any] = {}
    for name, value in settings.items():
        fields[_field(name)] = _read(name, value)
    rules = replace(base, **fields)
    if rules.currency != "CNY":
        if rules.law_enforce:
            raise PosError("bad_setting", setting="law.enforce", reason="cny_only")
        if rules.rounding_mode not in ("none", "round_yuan"):
            raise PosError("bad_setting", setting="rounding.mode", reason="cny_only")
    return rules


def settings_of(rules: Rules) -> dict[str, Any]:
    """All settings as JSON values: rules_from(settings_of(r), r) equals r."""
    return {name: _written(getattr(rules, _field(name)), name) for name in _READERS}


def _field(name: str) -> str:
    return name.replace(".", "_")


def _read(name: str, value: Any) -> Any:
    reader = _READERS.get(name)
    if reader is None:
        raise PosError("bad_setting", setting=name, reason="unknown")
    try:
        return reader(value)
    except (ValueError, TypeError, OverflowError):
        raise PosError("bad_setting", setting=name, reason="value") from None


def _written(value: Any, name: str) -> Any:
    if name == "tiers":
        return [_tier_document(tier) for tier in value]
    if name in earn_rules.WRITERS:
        return earn_rules.WRITERS[name](value)
    if name == "tiers.validity":
        return None if value is None else f"months:{value}"
    if isinstance(value, Fraction):
        return _ratio_text(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)


def _tier_document(tier: Tier) -> dict[str, Any]:
    return {
        "name": tier.name,
        "threshold": tier.threshold,
        "price_percent": tier.price_percent,
        "points_multiplier": _ratio_text(tier.points_multiplier),
        "keep": tier.keep,
        **({} if tier.birthday_points is None else {"birthday_points": tier.birthday_points}),
        **({} if tier.points_expiry is None else {"points_expiry": str(tier.points_expiry)}),
        **({"upgrade_coupons": list(tier.upgrade_coupons)} if tier.upgrade_coupons else {}),
        **({"benefits": list(tier.benefits)} if tier.benefits else {}),
    }


def _ratio_text(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
