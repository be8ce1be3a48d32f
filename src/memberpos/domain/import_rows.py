"""One row of another system's table as a member here, with everything that was found wrong or mended.

A cell that means nothing refuses its row: nothing of the owner's data is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from memberpos.domain import import_values as values
from memberpos.domain import member_profile
from memberpos.domain.errors import PosError
from memberpos.domain.import_map import CUSTOM, ImportMap
from memberpos.domain.import_values import Unreadable
from memberpos.domain.member_profile import CustomField

OK, WARNING, REFUSED = "ok", "warning", "refused"
NO_NAME, TOO_LONG, UNKNOWN_TIER, BAD_CUSTOM = "no_name", "too_long", "unknown_tier", "bad_custom"
NUMBER_TAKEN, DUPLICATE, PHONE_SHARED, UNKNOWN_REFERRER = (
    "number_taken",
    "duplicate",
    "phone_shared",
    "unknown_referrer",
)
BONUS_ABOVE = "bonus_above_stored"
#: Codes that refuse a row; all others only warn.
GRAVE = frozenset(
    (
        values.BAD_PHONE, values.BAD_DATE, values.BAD_AMOUNT, values.BAD_COUNT, values.BAD_WORD, NO_NAME, TOO_LONG,
        UNKNOWN_TIER, BAD_CUSTOM, NUMBER_TAKEN, DUPLICATE, BONUS_ABOVE,
    )
)  # fmt: skip
LONGEST_NAME, LONGEST_NOTES, LONGEST_CARD = 100, 2000, 79
_MOST_FEN = 10**13
#: The apostrophe an export puts before what a spreadsheet would run as a formula.
_GUARDED = re.compile(r"'[=+\-@＝＋－＠]")


@dataclass(frozen=True)
class Finding:
    """Something about one field of a row; `code` of GRAVE refuses the row."""

    code: str
    field: str

    @property
    def grave(self) -> bool:
        return self.code in GRAVE


@dataclass
class Incoming:
    """A row as a member: `fields` as they are kept (missing = not in the table), `findings` in order."""

    row: int
    fields: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """ok, warning or refused."""
        if any(finding.grave for finding in self.findings):
            return REFUSED
        return WARNING if self.findings else OK

    @property
    def first(self) -> Finding | None:
        """The finding that decides: the first grave one, else the first."""
        return next((finding for finding in self.findings if finding.grave), next(iter(self.findings), None))


@dataclass(frozen=True)
class Reading:
    """What rows are read with: the map, where its columns stand, widths of leading zeros, tiers and own fields."""

    told: ImportMap
    places: Mapping[str, int]
    zeros: Mapping[int, int] = field(default_factory=dict)
    tiers: frozenset[str] = frozenset()
    custom: tuple[CustomField, ...] = ()


def read(number: int, cells: Sequence[str], how: Reading) -> Incoming | None:
    """The row as a member; None for a row with nothing in the columns that are read."""
    texts = {name: cells[place].strip() if place < len(cells) else "" for name, place in how.places.items()}
    if not any(texts.values()):
        return None
    found = Incoming(number)
    words = how.told.values
    for name, text in sorted(texts.items(), key=lambda item: item[0] != "lunar"):
        told = words.get(name, {}).get(text, text)
        if told:
            _read_one(found, name, told, how)
    _read_custom(found, texts, how)
    _name(found)
    _split(found, how.told.bonus_percent)
    return found


def _read_one(found: Incoming, name: str, text: str, how: Reading) -> None:
    if name.startswith(CUSTOM):
        return
    try:
        FIELDS_READ[name](found, text, how)
    except Unreadable as error:
        found.findings.append(Finding(error.code, name))


def _keep(name: str, longest: int) -> Callable[[Incoming, str, Reading], None]:
    def keep(found: Incoming, text: str, _how: Reading) -> None:
        if len(text) > longest:
            raise Unreadable(TOO_LONG)
        found.fields[name] = text[1:] if _GUARDED.match(text) else text

    return keep


def _phone(found: Incoming, text: str, _how: Reading) -> None:
    read_ = values.phone(text)
    found.fields["phone"] = read_.value or None
    _mended(found, read_.repaired, "phone")


def _card(name: str) -> Callable[[Incoming, str, Reading], None]:
    def keep(found: Incoming, text: str, how: Reading) -> None:
        source = how.told.columns.get(name)
        width = (source.width if source else 0) or how.zeros.get(how.places[name], 0)
        read_ = values.card(text, width)
        if len(read_.value) > LONGEST_CARD or not read_.value.isprintable():
            raise Unreadable(TOO_LONG)
        found.fields[name] = read_.value
        _mended(found, read_.repaired, name)

    return keep


def _birthday(found: Incoming, text: str, how: Reading) -> None:
    """The column that says lunar or not was read before."""
    said = "农历" if found.fields.get("lunar") and text[:1].isdigit() else ""
    read_, lunar = values.birthday(said + text, how.told.date_order)
    found.fields["birthday"] = read_.value
    if lunar:
        found.fields["lunar"] = True
    _mended(found, read_.repaired, "birthday")


def _lunar(found: Incoming, text: str, _how: Reading) -> None:
    found.fields["lunar"] = values.yes(text) or found.fields.get("lunar", False)


def _day(name: str, column: str) -> Callable[[Incoming, str, Reading], None]:
    def keep(found: Incoming, text: str, how: Reading) -> None:
        read_ = values.day(text, how.told.date_order)
        found.fields[name] = read_.value
        _mended(found, read_.repaired, column)

    return keep


def _money(name: str) -> Callable[[Incoming, str, Reading], None]:
    def keep(found: Incoming, text: str, _how: Reading) -> None:
        amount_fen, mended = values.fen(text)
        if amount_fen > _MOST_FEN:
            raise Unreadable(values.BAD_AMOUNT)
        found.fields[f"{name}_fen"] = amount_fen
        _mended(found, mended, name)

    return keep


def _count(name: str) -> Callable[[Incoming, str, Reading], None]:
    def keep(found: Incoming, text: str, _how: Reading) -> None:
        number = values.count(text)
        if not 0 <= number <= _MOST_FEN:
            raise Unreadable(values.BAD_COUNT)
        found.fields[name] = number

    return keep


def _sex(found: Incoming, text: str, _how: Reading) -> None:
    found.fields["sex"] = values.sex(text)


def _tags(found: Incoming, text: str, _how: Reading) -> None:
    try:
        found.fields["tags"] = list(member_profile.checked_tags(values.tags(text)))
    except PosError:
        raise Unreadable(TOO_LONG) from None


def _tier(found: Incoming, text: str, how: Reading) -> None:
    if text not in how.tiers:
        raise Unreadable(UNKNOWN_TIER)
    found.fields["tier"] = text


#: Field → how its cell is read.
FIELDS_READ: Mapping[str, Callable[[Incoming, str, Reading], None]] = {
    "name": _keep("name", LONGEST_NAME), "phone": _phone, "card": _card("card"), "old_card": _card("old_card"),
    "sex": _sex, "birthday": _birthday, "lunar": _lunar, "address": _keep("address", LONGEST_NOTES),
    "notes": _keep("notes", LONGEST_NOTES), "tags": _tags, "joined": _day("joined_on", "joined"),
    "ends": _day("ends_on", "ends"), "tier": _tier, "stored": _money("stored"), "principal": _money("principal"),
    "bonus": _money("bonus"), "points": _count("points"), "growth": _count("growth"), "visits": _count("visits"),
    "last_visit": _day("last_visit_on", "last_visit"), "referrer": _keep("referrer", LONGEST_NAME),
}  # fmt: skip


def _read_custom(found: Incoming, texts: Mapping[str, str], how: Reading) -> None:
    """Fields of the owner's own, each by itself so that each has its finding."""
    known = {each.code: each for each in how.custom}
    kept: dict[str, str] = {}
    for name, text in texts.items():
        code = name.removeprefix(CUSTOM)
        if not name.startswith(CUSTOM) or not text:
            continue
        told = how.told.values.get(name, {}).get(text, text)
        try:
            kept |= member_profile.checked_custom({code: told}, [_optional(known[code])])
        except (KeyError, PosError):
            found.findings.append(Finding(BAD_CUSTOM, name))
    if kept:
        found.fields["custom"] = kept


def _optional(each: CustomField) -> CustomField:
    return CustomField(each.code, each.label, each.kind, each.choices)


def _mended(found: Incoming, code: str, name: str) -> None:
    if code:
        found.findings.append(Finding(code, name))


def _name(found: Incoming) -> None:
    """A phone is name enough; without either there is no member, whatever else the row says."""
    if not found.fields.get("name"):
        found.fields["name"] = found.fields.get("phone") or found.fields.get("card") or ""
    if not found.fields["name"] and not any(finding.grave for finding in found.findings):
        found.findings.append(Finding(NO_NAME, "name"))


def _split(found: Incoming, bonus_percent: int) -> None:
    """`stored` is principal less the bonus column, or less the share the owner named (domain rules §7)."""
    stored_fen = found.fields.pop("stored_fen", None)
    if stored_fen is None:
        return
    bonus_fen = found.fields.get("bonus_fen")
    if bonus_fen is None:
        bonus_fen = stored_fen * bonus_percent // 100
    if bonus_fen > stored_fen:
        found.findings.append(Finding(BONUS_ABOVE, "bonus"))
        return
    found.fields["principal_fen"], found.fields["bonus_fen"] = stored_fen - bonus_fen, bonus_fen
