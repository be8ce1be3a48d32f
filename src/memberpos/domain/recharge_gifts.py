"""What comes with a top-up: bonus, points, coupons, passes, a tier, and bonus in instalments (domain rules §7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from memberpos.domain.dates import add_months, month_end
from memberpos.domain.errors import PosError
from memberpos.domain.money import MAX_FEN, split

MOST_PIECES, MOST_PARTS, MOST_MONTHS = 1000, 120, 1200
_LAST_DAY = 31


@dataclass(frozen=True)
class Instalments:
    """`fen` of bonus in `count` parts, `every_months` apart; the first part as long after the top-up.

    `day`: on that day of the month (its last if the month is shorter); None = the day of the top-up.
    """

    fen: int
    count: int
    every_months: int = 1
    day: int | None = None

    def due(self, topped_up_on: date) -> tuple[tuple[date, int], ...]:
        """(due date, fen) of each part; the parts sum to `fen`, none is 0."""
        parts = split(self.fen, [1] * self.count)
        days = (self._day(topped_up_on, at * self.every_months) for at in range(1, self.count + 1))
        return tuple((day, fen) for day, fen in zip(days, parts, strict=True) if fen)

    def _day(self, start: date, months: int) -> date:
        if self.day is None:
            return add_months(start, months)
        month = add_months(start.replace(day=1), months)
        return month.replace(day=min(self.day, month_end(month).day))


@dataclass(frozen=True)
class Pieces:
    """`count` coupons or passes of the kind `code`; `charge_fen` is asked for a used one when the top-up is undone."""

    code: str
    count: int = 1
    charge_fen: int = 0


@dataclass(frozen=True)
class TierGift:
    """The tier `name` for `months`; None = for ever."""

    name: str
    months: int | None = None


@dataclass(frozen=True)
class Gifts:
    """All that one top-up brings. `points_after_days`: the points count from that day on."""

    bonus_fen: int = 0
    points: int = 0
    points_after_days: int = 0
    coupons: tuple[Pieces, ...] = ()
    passes: tuple[Pieces, ...] = ()
    instalments: Instalments | None = None
    tier: TierGift | None = None

    @property
    def total_bonus_fen(self) -> int:
        """Bonus at once and in instalments."""
        return self.bonus_fen + (self.instalments.fen if self.instalments else 0)

    def times(self, count: int) -> Gifts:
        """The gifts of `count` steps at once; a tier is given once. PosError bad_amount beyond any till."""
        parts = self.instalments
        many = replace(
            self, bonus_fen=self.bonus_fen * count, points=self.points * count,
            coupons=tuple(replace(each, count=each.count * count) for each in self.coupons),
            passes=tuple(replace(each, count=each.count * count) for each in self.passes),
            instalments=replace(parts, fen=parts.fen * count) if parts else None,
        )  # fmt: skip
        if max(many.total_bonus_fen, many.points) > MAX_FEN:
            raise PosError("bad_amount", reason="gifts")
        if any(each.count > MOST_PIECES for each in (*many.coupons, *many.passes)):
            raise PosError("bad_amount", reason="gifts")
        return many


NO_GIFTS = Gifts()


def gifts_document(gifts: Gifts) -> dict[str, Any]:
    """As JSON, without what is not given; `gifts_from` reads it back."""
    document: dict[str, Any] = {
        "bonus_fen": gifts.bonus_fen, "points": gifts.points, "points_after_days": gifts.points_after_days,
        "coupons": [_pieces_document(each) for each in gifts.coupons],
        "passes": [_pieces_document(each) for each in gifts.passes],
    }  # fmt: skip
    if gifts.instalments:
        parts = gifts.instalments
        document["instalments"] = {"fen": parts.fen, "count": parts.count, "every_months": parts.every_months,
                                   **({"day": parts.day} if parts.day else {})}  # fmt: skip
    if gifts.tier:
        document["tier"] = {"name": gifts.tier.name, "months": gifts.tier.months}
    return {name: value for name, value in document.items() if value}


def gifts_from(document: Mapping[str, Any]) -> Gifts:
    """The gifts of a JSON object. PosError bad_setting (setting = the key that is wrong)."""
    known(document, GIFT_KEYS)
    tier, parts = document.get("tier"), document.get("instalments")
    return Gifts(
        bonus_fen=whole(document, "bonus_fen", 0, MAX_FEN, 0),
        points=whole(document, "points", 0, MAX_FEN, 0),
        points_after_days=whole(document, "points_after_days", 0, 3650, 0),
        coupons=_pieces(document, "coupons"),
        passes=_pieces(document, "passes"),
        instalments=None if parts is None else _instalments(table(document, "instalments")),
        tier=None if tier is None else _tier(table(document, "tier")),
    )


GIFT_KEYS = frozenset({"bonus_fen", "points", "points_after_days", "coupons", "passes", "instalments", "tier"})


def _pieces_document(pieces: Pieces) -> dict[str, Any]:
    return {
        "code": pieces.code,
        "count": pieces.count,
        **({"charge_fen": pieces.charge_fen} if pieces.charge_fen else {}),
    }


def _pieces(document: Mapping[str, Any], key: str) -> tuple[Pieces, ...]:
    entries = document.get(key, [])
    if not isinstance(entries, list | tuple):
        raise bad(key)
    found = []
    for entry in entries:
        if not isinstance(entry, Mapping):
            raise bad(key)
        known(entry, frozenset({"code", "count", "charge_fen"}))
        found.append(
            Pieces(
                text(entry, "code"), whole(entry, "count", 1, MOST_PIECES, 1), whole(entry, "charge_fen", 0, MAX_FEN, 0)
            )
        )
    return tuple(found)


def _instalments(document: Mapping[str, Any]) -> Instalments:
    known(document, frozenset({"fen", "count", "every_months", "day"}))
    return Instalments(
        whole(document, "fen", 1, MAX_FEN), whole(document, "count", 1, MOST_PARTS),
        whole(document, "every_months", 1, MOST_MONTHS, 1),
        None if document.get("day") is None else whole(document, "day", 1, _LAST_DAY),
    )  # fmt: skip


def _tier(document: Mapping[str, Any]) -> TierGift:
    known(document, frozenset({"name", "months"}))
    months = None if document.get("months") is None else whole(document, "months", 1, MOST_MONTHS)
    return TierGift(text(document, "name"), months)


def bad(setting: str) -> PosError:
    """The refusal of a document's key."""
    return PosError("bad_setting", setting=setting, reason="value")


def known(document: Mapping[str, Any], keys: frozenset[str]) -> None:
    """PosError bad_setting for a key that means nothing."""
    if unknown := set(document) - keys:
        raise PosError("bad_setting", setting=min(unknown, key=str), reason="unknown")


def whole(document: Mapping[str, Any], key: str, low: int, high: int, default: int | None = None) -> int:
    """A whole number within bounds; `default` for a missing key, None = it must be there."""
    value = document.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise bad(key)
    return value


def text(document: Mapping[str, Any], key: str) -> str:
    """A text with something in it."""
    value = document.get(key)
    if not isinstance(value, str) or not value.strip():
        raise bad(key)
    return value


def table(document: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """An object."""
    value = document.get(key)
    if not isinstance(value, Mapping):
        raise bad(key)
    return value
