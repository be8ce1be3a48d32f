"""What an event says of a member's profile: field → text, the same for headquarters and for every till.

A flag is "1" or "", a field that was emptied "". Tags are one line, an own field is `custom.<code>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from memberpos.domain.events import MEMBER_ENROL, MEMBER_IMPORT

PATCH, BLOCK = "member.patch", "member.block"
ENROL = (MEMBER_ENROL, MEMBER_IMPORT)
#: Events that change fields; personal values beside other events are for those events only.
KINDS = (*ENROL, PATCH, BLOCK)
#: Fields that are no secrets stand in an event's data.
_PLAIN = (
    "sex", "lunar", "leap_month", "referrer", "referrer_id", "seller_id", "ends_on", "frozen", "blacklisted",
    "joined_on", "joined_at_ms",
)  # fmt: skip
_NAMES = {"referrer_id": "referrer"}
_FIELD = re.compile(r"[a-z][a-z0-9_.]{0,63}")


def fields(kind: str, data: Mapping[str, Any], personal: Mapping[str, str], date: str, at_ms: int) -> dict[str, str]:
    """The fields an event of `kind` sets: `data` and `personal` values as in its body and beside it, `date` and
    `at_ms` those of the event.
    """
    if kind not in KINDS:
        return {}
    values = dict.fromkeys(_cleared(data), "") if kind == PATCH else {}
    if kind in ENROL:
        values |= {"joined_on": date, "joined_at_ms": str(at_ms)}
    told = data if kind in ENROL else data.get("set")
    given: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
    for name in _PLAIN:
        value = given.get(name)
        if isinstance(value, bool):
            values[_NAMES.get(name, name)] = "1" if value else ""
        elif isinstance(value, str | int):
            values[_NAMES.get(name, name)] = str(value)
    return values if kind == BLOCK else values | dict(personal)  # the reason of a block is of that event


def _cleared(data: Mapping[str, Any]) -> list[str]:
    """Fields a change names: those without a value beside it were emptied."""
    named = data.get("fields")
    good = [name for name in named if isinstance(name, str)] if isinstance(named, list) else []
    return [_NAMES.get(name, name) for name in good if _FIELD.fullmatch(name)]
