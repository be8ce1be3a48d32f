"""What a kind of pass promises, as the owner wrote it; a sold pass keeps the terms of its sale (domain rules §8)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from memberpos.domain.catalog import FEE
from memberpos.domain.errors import PosError
from memberpos.domain.money import MAX_FEN

SALE, FIRST_USE = "sale", "first_use"
MOST_USES = 10**6
MOST_DAYS = 36500
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)", re.ASCII)
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Hours:
    """From `from_min` to before `to_min` minutes of the shop's clock; over midnight when the end is not later."""

    from_min: int
    to_min: int

    @classmethod
    def parse(cls, text: str) -> Hours:
        """Of "09:00-17:00"; ValueError for anything else."""
        match = _HOURS.fullmatch(text)
        if match is None:
            raise ValueError(text)
        begin, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
        if begin == end or end > _DAY_MINUTES:
            raise ValueError(text)
        return cls(begin, end)

    def __str__(self) -> str:
        return f"{_clock(self.from_min)}-{_clock(self.to_min)}"

    def covers(self, minute: int) -> bool:
        """True at a minute of the day."""
        if self.from_min < self.to_min:
            return self.from_min <= minute < self.to_min
        return minute >= self.from_min or minute < self.to_min


@dataclass(frozen=True)
class PassTerms:
    """A kind of pass. `uses` None = as many as its days allow; `valid_days` or `months` give it a last day; `weekdays`
    (1 = Monday) and `hours` say when it holds (empty, None = always); `starts` sale | first_use.

    `list_fen` is what one use costs without a pass, `persons` the most at once, `skus` what it pays for (empty = all).
    """

    code: str
    price_fen: int
    uses: int | None
    gift_uses: int = 0
    valid_days: int | None = None
    months: int | None = None
    weekdays: tuple[int, ...] = ()
    hours: Hours | None = None
    starts: str = SALE
    list_fen: int | None = None
    persons: int | None = None
    skus: tuple[str, ...] = ()
    name: str = ""

    @property
    def total(self) -> int:
        """Paid and gift uses; 0 of a time pass."""
        return (self.uses or 0) + self.gift_uses

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name or self.code

    @property
    def most_persons(self) -> int | None:
        """A time pass is for one person unless it says otherwise."""
        return 1 if self.persons is None and self.uses is None else self.persons

    def admits(self, weekday: int, minute: int) -> bool:
        """Whether it holds on this weekday (1 = Monday) at this minute."""
        return (not self.weekdays or weekday in self.weekdays) and (self.hours is None or self.hours.covers(minute))

    def pays_for(self, sku: str, kind: str) -> bool:
        """Whether it may pay for a line; never for a fee."""
        return kind != FEE and (not self.skus or sku in self.skus)


def check(terms: PassTerms) -> PassTerms:
    """The terms, if they make sense. PosError bad_amount for a number out of its range, bad_setting otherwise."""
    numbers = {
        "price_fen": 0 <= terms.price_fen <= MAX_FEN,
        "uses": _none_or(terms.uses, 1, MOST_USES),
        "gift_uses": 0 <= terms.gift_uses <= MOST_USES,
        "valid_days": _none_or(terms.valid_days, 0, MOST_DAYS),
        "months": _none_or(terms.months, 1, MOST_DAYS // 31),
        "list_fen": _none_or(terms.list_fen, 0, MAX_FEN),
        "persons": _none_or(terms.persons, 1, MOST_USES),
    }
    for name, fits in numbers.items():
        if not fits:
            raise PosError("bad_amount", **{name: getattr(terms, name)})
    ends = [each for each in (terms.valid_days, terms.months) if each is not None]
    words = {
        "code": bool(terms.code.strip()),
        "weekdays": set(terms.weekdays) <= set(range(1, 8)) and len(set(terms.weekdays)) == len(terms.weekdays),
        "starts": terms.starts in (SALE, FIRST_USE),
        "gift_uses": terms.uses is not None or not terms.gift_uses,
        "valid_days": len(ends) == 1 or (not ends and terms.uses is not None),
    }
    for name, fits in words.items():
        if not fits:
            raise PosError("bad_setting", setting=name)
    return terms


def terms_from(values: Mapping[str, Any]) -> PassTerms:
    """Terms of a document or an action's keys (`weekdays`, `skus` lists, `hours` text), checked."""
    plain = dict(values)
    written = plain.pop("hours", None)
    try:
        hours = Hours.parse(written) if written else None
    except (ValueError, TypeError):
        raise PosError("bad_setting", setting="hours") from None
    weekdays, skus = tuple(plain.pop("weekdays", ())), tuple(plain.pop("skus", ()))
    return check(PassTerms(**plain, weekdays=weekdays, skus=skus, hours=hours))


def document(terms: PassTerms) -> dict[str, Any]:
    """The terms as JSON values: terms_from(document(t)) equals t."""
    values = {name: getattr(terms, name) for name in PassTerms.__dataclass_fields__}
    values["hours"] = str(terms.hours) if terms.hours else None
    values["weekdays"], values["skus"] = list(terms.weekdays), list(terms.skus)
    return values


def _none_or(value: int | None, low: int, high: int) -> bool:
    return value is None or low <= value <= high


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
