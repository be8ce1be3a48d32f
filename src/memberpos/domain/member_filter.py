"""What a list of members is narrowed to; saved ones keep it as a document (domain rules §12)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.member_profile import SEXES

FROZEN, BLACKLISTED, ENDED, BLOCKED = "frozen", "blacklisted", "ended", "any"
_MOST = 10**15
_MONTHS = 12


@dataclass(frozen=True)
class MemberFilter:
    """Every condition that is given must hold; `MemberFilter()` is all members. Bounds are inclusive.

    `birthday_month` 0 = the present month. `away_days`: no visit for so long; `joined_days`: a member for at most so
    long; `expiring_days`: points end within so many days. `blocked` frozen | blacklisted | ended | any. `consent` and
    `no_consent` name a purpose. `has_card`, `has_phone` None = either.
    """

    tiers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sex: str | None = None
    birthday_month: int | None = None
    away_days: int | None = None
    joined_days: int | None = None
    expiring_days: int | None = None
    stored_min_fen: int | None = None
    stored_max_fen: int | None = None
    points_min: int | None = None
    points_max: int | None = None
    visits_min: int | None = None
    visits_max: int | None = None
    has_card: bool | None = None
    has_phone: bool | None = None
    blocked: str | None = None
    seller_id: str | None = None
    consent: str | None = None
    no_consent: str | None = None

    def document(self) -> dict[str, Any]:
        """Only what is given, as JSON values."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in values.items()
            if value not in (None, ())
        }

    @property
    def empty(self) -> bool:
        """All members."""
        return self == MemberFilter()


def member_filter(document: Mapping[str, Any]) -> MemberFilter:
    """The filter of a document. PosError bad_setting (filter, field) for what is none."""
    values = {}
    for name, value in document.items():
        reader = _READERS.get(name)
        if reader is None or value is None:
            raise PosError("bad_setting", setting="filter", field=name)
        try:
            values[name] = reader(value)
        except (TypeError, ValueError):
            raise PosError("bad_setting", setting="filter", field=name) from None
    return MemberFilter(**values)


def _need(condition: bool) -> None:
    if not condition:
        raise ValueError


def _whole(low: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        _need(isinstance(value, int) and not isinstance(value, bool) and low <= value <= high)
        return int(value)

    return read


def _flag(value: Any) -> bool:
    _need(isinstance(value, bool))
    return bool(value)


def _word(*words: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        _need(isinstance(value, str) and (not words or value in words) and len(value) <= 200)
        return str(value)

    return read


def _words(value: Any) -> tuple[str, ...]:
    _need(isinstance(value, list | tuple) and len(value) <= 100 and all(isinstance(one, str) for one in value))
    return tuple(value)


_READERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "tiers": _words, "tags": _words, "sex": _word(*SEXES), "birthday_month": _whole(0, _MONTHS),
        **dict.fromkeys(("away_days", "joined_days", "expiring_days"), _whole(0, 36_500)),
        **dict.fromkeys(("stored_min_fen", "stored_max_fen", "points_min", "points_max"), _whole(-_MOST, _MOST)),
        **dict.fromkeys(("visits_min", "visits_max"), _whole(0, _MOST)),
        **dict.fromkeys(("has_card", "has_phone"), _flag),
        "blocked": _word(FROZEN, BLACKLISTED, ENDED, BLOCKED),
        **dict.fromkeys(("seller_id", "consent", "no_consent"), _word()),
    }
)  # fmt: skip
