"""What a member's profile may hold: checked values, fields of the owner's own, consent and age (domain rules §12)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from memberpos.domain.errors import PosError

TEXT, NUMBER, DATE, CHOICE, YES_NO = "text", "number", "date", "choice", "yes_no"
FIELD_KINDS = (TEXT, NUMBER, DATE, CHOICE, YES_NO)
SEXES = ("", "f", "m")
#: Under this age a guardian consents (domain rules §13).
GUARDIAN_UNDER = 14
MOST_TAGS, LONGEST_TAG, LONGEST_TEXT = 20, 24, 1000
#: Fields kept beside an event and not in it: they name or describe a person.
PERSONAL = ("name", "phone", "birthday", "address", "notes", "tags", "custom")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,31}", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,4})?", re.ASCII)


@dataclass(frozen=True)
class CustomField:
    """A field the owner defined. `choices` for kind choice; one that is not `active` keeps its values, unseen."""

    code: str
    label: str
    kind: str = TEXT
    choices: tuple[str, ...] = ()
    required: bool = False
    active: bool = True

    def document(self) -> dict[str, Any]:
        """As the settings document keeps it."""
        return {
            "code": self.code, "label": self.label, "kind": self.kind, "choices": list(self.choices),
            "required": self.required, "active": self.active,
        }  # fmt: skip


@dataclass(frozen=True)
class ConsentText:
    """What a member agrees to for one purpose; every change of the words is a new `version`."""

    purpose: str
    title: str
    text: str
    version: str = "1"

    def document(self) -> dict[str, Any]:
        """As the settings document keeps it."""
        return {"purpose": self.purpose, "title": self.title, "text": self.text, "version": self.version}


@dataclass(frozen=True)
class Definitions:
    """What the owner defined for all members."""

    fields: tuple[CustomField, ...] = ()
    consents: tuple[ConsentText, ...] = field(default=())

    def consent(self, purpose: str) -> ConsentText:
        """The words of a purpose; PosError not_found."""
        for each in self.consents:
            if each.purpose == purpose:
                return each
        raise PosError("not_found", what="consent_purpose")


def custom_field(document: Mapping[str, Any]) -> CustomField:
    """A field from a settings document; PosError bad_setting (member_fields)."""
    made = CustomField(
        str(document.get("code", "")), str(document.get("label", "")).strip(), str(document.get("kind", TEXT)),
        tuple(dict.fromkeys(str(choice).strip() for choice in document.get("choices", ()))),
        bool(document.get("required", False)), bool(document.get("active", True)),
    )  # fmt: skip
    good = _CODE.fullmatch(made.code) and 1 <= len(made.label) <= 40 and made.kind in FIELD_KINDS
    if not good or (made.kind == CHOICE) != bool(made.choices) or "" in made.choices:
        raise PosError("bad_setting", setting="member_fields", field=made.code)
    return made


def consent_text(document: Mapping[str, Any]) -> ConsentText:
    """A purpose from a settings document; PosError bad_setting (consents)."""
    made = ConsentText(*(str(document.get(name, "")).strip() for name in ("purpose", "title", "text", "version")))
    if not _CODE.fullmatch(made.purpose) or not made.title or not made.version or len(made.text) > LONGEST_TEXT * 4:
        raise PosError("bad_setting", setting="consents", purpose=made.purpose)
    return made


def checked_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Each once, in order, without spaces around them; PosError limit_exceeded."""
    found = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
    if len(found) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in found):
        raise PosError("limit_exceeded", what="tags", limit=MOST_TAGS)
    return found


def checked_custom(values: Mapping[str, str], fields: Sequence[CustomField]) -> dict[str, str]:
    """The values that are there, each as its field wants it.

    PosError bad_setting (field): one that is not defined, of another kind, or missing although required.
    """
    known = {each.code: each for each in fields}
    if set(values) - set(known):
        raise PosError("bad_setting", setting="custom", field=min(set(values) - set(known)))
    found = {code: _checked_value(known[code], text.strip()) for code, text in values.items() if text.strip()}
    missing = [each.code for each in fields if each.required and each.active and each.code not in found]
    if missing:
        raise PosError("bad_setting", setting="custom", field=missing[0], reason="required")
    return found


def _checked_value(each: CustomField, text: str) -> str:
    good: dict[str, Callable[[], object]] = {
        TEXT: lambda: len(text) <= LONGEST_TEXT,
        NUMBER: lambda: _NUMBER.fullmatch(text),
        DATE: lambda: iso_day(text),
        CHOICE: lambda: text in each.choices,
        YES_NO: lambda: text in ("yes", "no"),
    }
    if not good[each.kind]():
        raise PosError("bad_setting", setting="custom", field=each.code, reason="value")
    return text


def iso_day(text: str) -> date | None:
    """The day of an ISO date; None for what is none."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def checked_birthday(text: str | None, *, lunar: bool) -> str | None:
    """A birthday as it is kept: an ISO date, of the lunar calendar when `lunar` (its months have up to 30 days).

    PosError bad_setting (birthday).
    """
    if not text:
        return None
    match = _DAY.fullmatch(text)
    fits = match is not None and int(match[1]) >= 1850
    if fits and match is not None and lunar:
        fits = 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 30
    elif fits:
        fits = iso_day(text) is not None
    if not fits:
        raise PosError("bad_setting", setting="birthday")
    return text


def needs_guardian(birthday: str | None, today: date, *, lunar: bool = False) -> bool:
    """Whether a guardian consents: under 14. A lunar birthday is counted two months later than its numbers stand
    (they run up to 51 days ahead), so that a guardian is asked for rather too long than too short.
    """
    match = _DAY.fullmatch(birthday or "")
    if match is None:
        return False
    year, month, day = (int(part) for part in match.groups())
    months = (today.year - year) * 12 + today.month - month - (today.day < day)
    return months < GUARDIAN_UNDER * 12 + (2 if lunar else 0)
