"""Search keys of a member: name, given name, pinyin, initials, phone and its tail (domain rules §12)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from memberpos.domain.errors import PosError
from memberpos.domain.text import half_width

_FILLER = re.compile(r"[\s().\-–—/]+")
_DIGITS = re.compile(r"\d{3,15}")
#: Calling codes where a number dialled at home begins with a trunk 0 that is not part of the number.
_TRUNK_ZERO = frozenset({"86", "886", "60"})
#: Surnames read otherwise than the same character elsewhere.
_SURNAMES: Mapping[str, str] = MappingProxyType(
    {
        "单": "shan",
        "曾": "zeng",
        "解": "xie",
        "仇": "qiu",
        "区": "ou",
        "查": "zha",
        "朴": "piao",
        "盖": "ge",
        "乐": "yue",
        "覃": "qin",
        "翟": "zhai",
        "任": "ren",
        "华": "hua",
        "繁": "po",
        "员": "yun",
        "洗": "xian",
        "种": "chong",
        "缪": "miao",
        "宁": "ning",
        "黑": "he",
        "折": "she",
        "尉迟": "yu chi",
        "万俟": "mo qi",
        "单于": "chan yu",
        "长孙": "zhang sun",
    }
)


#: Surnames of two characters, beside those above: what follows them is the given name.
_LONG_SURNAMES = frozenset(
    [
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "上官",
        "诸葛",
        "諸葛",
        "司徒",
        "东方",
        "東方",
        "独孤",
        "獨孤",
        "南宫",
        "南宮",
        "夏侯",
        "皇甫",
        "慕容",
        "令狐",
        "宇文",
        "公孙",
        "公孫",
        "轩辕",
        "軒轅",
        "钟离",
        "鍾離",
        "闻人",
        "聞人",
        "申屠",
        "太史",
        "端木",
        "呼延",
        "拓跋",
        "西门",
        "西門",
        "百里",
        "东郭",
        "東郭",
        "完颜",
        "完顏",
    ]
)
#: A part of a phone number is kept from every second digit on: half the rows, and a part that begins at a digit
#: between is found with each of the ten digits before it.
_STEP, _SHORTEST_PART = 2, 3
#: So many digits after 00 are a calling code and a number, fewer are part of one.
_WITH_CODE = 6


@dataclass(frozen=True)
class SearchKeys:
    """Case-folded. `phone` in national digits, `phone_reversed` for searches by the last digits, `phone_parts` its
    ends from every second digit on, for searches by digits in the middle.
    """

    name: str
    given: str
    pinyin: str
    initials: str
    phone: str
    phone_reversed: str
    phone_parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """A search text: kind ∈ none | digits | letters | name, and the text folded as the keys are."""

    kind: str
    text: str


@dataclass(frozen=True)
class Probe:
    """One look into one index: `column` name | given | pinyin | initials | phone | phone_rev | phone_part | card, and
    what a key there begins with; card_is: the whole number.
    """

    column: str
    start: str


def normalise_phone(text: str, country: str = "86") -> str:
    """E.164 of what was typed, imported or announced by a caller-ID box; "" for nothing.

    `country` is the shop's calling code. Local numbers without an area code keep their digits after it.
    PosError bad_amount(reason=phone) for what cannot be a number.
    """
    plain = _FILLER.sub("", half_width(text))
    if not plain:
        return ""
    international = plain.startswith("+") or (plain.startswith("00") and len(plain) > 10)
    digits = plain.removeprefix("+") if plain.startswith("+") else plain.removeprefix("00") if international else plain
    if not digits.isascii() or _DIGITS.fullmatch(digits) is None:
        raise PosError("bad_amount", reason="phone")
    if international or _has_code(digits, country):
        return f"+{digits}"
    if country in _TRUNK_ZERO:
        digits = digits.lstrip("0")
    if not digits or len(country + digits) > 15:
        raise PosError("bad_amount", reason="phone")
    return f"+{country}{digits}"


def _has_code(digits: str, country: str) -> bool:
    """A Chinese mobile number that came with 86 in front but without +."""
    return country == "86" and len(digits) == 13 and digits.startswith("861")


def national_digits(phone: str, country: str = "86") -> str:
    """The digits people say: E.164 without + and without the shop's own calling code."""
    return phone.removeprefix(f"+{country}").removeprefix("+")


def fold(text: str) -> str:
    """Full width to half width, case folded, inner spaces dropped: how names are kept and compared."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return unicodedata.normalize("NFKC", plain)


def keys_of(name: str, phone: str, pinyin: Callable[[str], tuple[str, str]], country: str = "86") -> SearchKeys:
    """Keys of a member from name and E.164 phone; `pinyin` gives full and initials of a name (see `pinyin_of`)."""
    folded = fold(name)
    full, initials = pinyin(folded)
    digits = national_digits(phone, country)
    return SearchKeys(folded, _given(name, folded), full, initials, digits, digits[::-1], phone_parts(digits))


def _given(name: str, folded: str) -> str:
    """What stands after the surname; of a name in letters, what stands after the first word."""
    if folded.isascii():
        return fold(name.strip().partition(" ")[2])
    return folded[2:] if folded[:2] in _LONG_SURNAMES or folded[:2] in _SURNAMES else folded[1:]


def phone_parts(digits: str) -> tuple[str, ...]:
    """The ends of a number that `probes` looks for digits in its middle in; prefix and tail have keys of their own."""
    return tuple(digits[at:] for at in part_starts(len(digits)))


def part_starts(length: int) -> range:
    """Where the parts of a number of so many digits begin; a shorter one has the first of them."""
    return range(_STEP, length - _SHORTEST_PART, _STEP)


def pinyin_of(name: str) -> tuple[str, str]:
    """Full pinyin and initials, lower-case without tones; other letters and digits stay as they are.

    Surnames with a reading of their own are known. Imports pypinyin late: it takes 0.2 s.
    """
    from pypinyin import lazy_pinyin

    surname = next((known for known in (name[:2], name[:1]) if known in _SURNAMES), "")
    syllables = [*_SURNAMES.get(surname, "").split(), *lazy_pinyin(name[len(surname) :])]
    clean = [re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", s.replace("ü", "v")).lower()) for s in syllables]
    return "".join(clean), "".join(syllable[:1] for syllable in clean)


def parse_query(text: str) -> Query:
    """What the search box holds, by the sort of its characters: digits also with spaces, dashes or a leading +."""
    folded = fold(text)
    digits = _FILLER.sub("", folded).removeprefix("+")
    if digits.isascii() and digits.isdigit():
        return Query("digits", digits)
    if not folded:
        return Query("none", "")
    return Query("letters" if folded.isascii() else "name", folded)


def probes(text: str, country: str = "86") -> tuple[Probe, ...]:
    """Where to look for a search text, the likeliest first; none for an empty one."""
    query = parse_query(text)
    typed = text.strip()
    if query.kind == "none":
        return ()
    if query.kind == "digits":
        tails = (*_digit_probes(query.text, country), Probe("card", typed))
        return (Probe("card_is", typed), *tails, *_middle_probes(query.text))
    if query.kind == "name":
        return (Probe("name", query.text), Probe("given", query.text))
    words = (Probe(column, query.text) for column in ("name", "given", "pinyin", "initials"))
    forms = dict.fromkeys((typed, typed.upper()))
    return (*(Probe("card_is", form) for form in forms), *words, *(Probe("card", form) for form in forms))


def _digit_probes(digits: str, country: str) -> Iterator[Probe]:
    """The tail first: people say the last four."""
    yield Probe("phone_rev", digits[::-1])
    yield Probe("phone", digits)
    if digits.startswith("00") and len(digits) > _WITH_CODE:
        yield Probe("phone", digits[2:])
    elif digits.startswith("0") and digits[1:2].strip("0"):
        yield Probe("phone", digits[1:])
    for code in (country, f"00{country}"):
        if digits.startswith(code) and len(digits) > len(code):
            yield Probe("phone", digits.removeprefix(code))


def _middle_probes(digits: str) -> Iterator[Probe]:
    yield Probe("phone_part", digits)
    for before in "0123456789":
        yield Probe("phone", before + digits)
        yield Probe("phone_part", before + digits)
