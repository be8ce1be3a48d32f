"""Checks the keys of a line against the table of its action: anything wrong is a bad line, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

_LUNAR_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_DECIMAL = re.compile(r"-?\d+(\.\d{1,3})?", re.ASCII)
#: Times a till can number its events by: 1970 to 3084.
_LAST_MS = 1 << 45


class BadLineError(Exception):
    """A line that is not an action; `why` in words for the one who wrote it."""


Check = Callable[[Any], bool]


@dataclass(frozen=True)
class Keys:
    """Keys an action takes: name → check, those it must have, and groups of which exactly one must be there."""

    checks: Mapping[str, Check]
    needed: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()


def text(value: Any) -> bool:
    """A string with something in it."""
    return isinstance(value, str) and bool(value.strip())


def any_text(value: Any) -> bool:
    """A string."""
    return isinstance(value, str)


def whole(value: Any) -> bool:
    """A whole number."""
    return isinstance(value, int) and not isinstance(value, bool)


def flag(value: Any) -> bool:
    """true or false."""
    return isinstance(value, bool)


def day(value: Any) -> bool:
    """YYYY-MM-DD."""
    try:
        return isinstance(value, str) and len(value) == len("2026-01-01") and bool(date.fromisoformat(value))
    except ValueError:
        return False


def lunar_day(value: Any) -> bool:
    """YYYY-MM-DD of the lunar calendar or ours: a month may have 30 days; whether it has that day is the service's."""
    return isinstance(value, str) and _LUNAR_DAY.fullmatch(value) is not None


def qty(value: Any) -> bool:
    """A whole number or a decimal string with up to three places; whether it can be sold is the service's to say."""
    return whole(value) or (isinstance(value, str) and _DECIMAL.fullmatch(value) is not None)


def one_of(*words: str) -> Check:
    """One of these words."""
    return lambda value: isinstance(value, str) and value in words


def texts(value: Any) -> bool:
    """A list of strings."""
    return isinstance(value, list) and all(text(entry) for entry in value)


def wholes(value: Any) -> bool:
    """A list of whole numbers."""
    return isinstance(value, list) and all(map(whole, value))


def pairs(value: Any) -> bool:
    """A list of pairs of whole numbers."""
    return isinstance(value, list) and all(wholes(entry) and len(entry) == 2 for entry in value)


def amounts(value: Any) -> bool:
    """An object from names to whole numbers."""
    return isinstance(value, dict) and all(whole(entry) for entry in value.values())


def document(value: Any) -> bool:
    """An object."""
    return isinstance(value, dict)


def rows(keys: Keys) -> Check:
    """A list, each entry an object with these keys."""

    def check(value: Any) -> bool:
        if not isinstance(value, list):
            return False
        try:
            for entry in value:
                require(entry, keys)
        except BadLineError:
            return False
        return True

    return check


def fen_or_rest(value: Any) -> bool:
    """A whole number or "rest"."""
    return whole(value) or value == "rest"


def require(entry: Any, keys: Keys) -> None:
    """BadLineError unless `entry` is an object with exactly such keys."""
    if not isinstance(entry, dict):
        raise BadLineError("not an object")
    for name, value in entry.items():
        if name not in keys.checks:
            raise BadLineError(f"unknown key {name}")
        if not keys.checks[name](value):
            raise BadLineError(f"wrong value of {name}")
    missing = [name for name in keys.needed if name not in entry]
    if missing:
        raise BadLineError(f"missing {missing[0]}")
    if keys.one_of and sum(name in entry for name in keys.one_of) != 1:
        raise BadLineError(f"exactly one of {', '.join(keys.one_of)}")


def moment_ms(value: Any) -> int:
    """UTC ms of an ISO 8601 time with offset; BadLineError otherwise."""
    try:
        at = datetime.fromisoformat(value)
        if at.tzinfo is None:
            raise BadLineError("at needs an offset")
        at_ms = round(at.timestamp() * 1000)
    except (TypeError, ValueError, OverflowError) as error:
        raise BadLineError("at is no time") from error
    if not 0 <= at_ms < _LAST_MS:
        raise BadLineError("at is beyond any clock")
    return at_ms
