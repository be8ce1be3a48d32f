"""What cells of other systems' tables mean: phones kept as floats, dates in many forms, money with signs around it.

Every reader takes the cell as text and gives the value as it is kept; `Unreadable(code)` for what it cannot be, and
`repaired` says when it had to be mended. Nothing is guessed silently.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from memberpos.domain.errors import PosError
from memberpos.domain.search import normalise_phone
from memberpos.domain.text import half_width

#: Codes of verdicts; a refusal's unless it begins a warning.
BAD_PHONE, BAD_DATE, BAD_AMOUNT, BAD_COUNT, BAD_WORD = "bad_phone", "bad_date", "bad_amount", "bad_count", "bad_word"
PHONE_REPAIRED, DATE_REPAIRED, AMOUNT_ROUNDED, ZEROS_RESTORED = (
    "phone_repaired", "date_repaired", "amount_rounded", "zeros_restored",
)  # fmt: skip
DATE_ORDERS = ("ymd", "dmy", "mdy")
#: Day 0 of spreadsheets (their 1900 was a leap year), and the numbers that can be a date there: 1930 to 2099.
_SHEET_DAY_0, _SHEET_DAYS = date(1899, 12, 30), range(10_959, 73_051)
_FLOAT = re.compile(r"(\d+)\.0+", re.ASCII)
_EXPONENT = re.compile(r"(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})", re.ASCII)
_PARTS = re.compile(r"(\d{1,4})[-/.年\s]\s*(\d{1,2})[-/.月\s]\s*(\d{1,4})日?", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([AaPp][Mm])?\s*(Z|[+-]\d\d:?\d\d)?$", re.ASCII)
_MINGUO = re.compile(r"(?:民國|民国|ROC)\s*(\d{2,3})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})日?", re.ASCII)
_MONEY = re.compile(r"(-?)(\d{1,13})(?:\.(\d*))?", re.ASCII)
_COUNT = re.compile(r"-?\d{1,13}", re.ASCII)
_SIGNS = re.compile(r"[¥￥$,\s元圆圓]|HK\$|NT\$|S\$|RM|CNY|RMB")
_LUNAR = re.compile(r"^(农历|農曆|阴历|陰曆|旧历|舊曆)\s*")
_SEX_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("男", "男性", "先生", "m", "male", "man", "mr", "♂"), "m"),
        **dict.fromkeys(("女", "女性", "女士", "小姐", "f", "female", "woman", "mrs", "ms", "♀"), "f"),
        **dict.fromkeys(("未知", "保密", "不详", "不詳", "其他", "unknown", "other", "-", "—"), ""),
    }
)
_YES = frozenset(("是", "y", "yes", "true", "1", "√", "✓", "农历", "農曆", "阴历", "陰曆", "lunar"))
_NO = frozenset(("否", "n", "no", "false", "0", "×", "公历", "公曆", "阳历", "陽曆", "新历", "國曆", "solar"))


class Unreadable(Exception):
    """A cell that means nothing here; `code` says how."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Read:
    """A value, and the code of what had to be mended for it ("" = nothing)."""

    value: str
    repaired: str = ""


def phone(text: str) -> Read:
    """E.164. A number that a spreadsheet kept as 13800138000.0 or 1.3800138E+10 is mended as long as all its digits
    are there.
    """
    plain = half_width(text).strip().strip("'")
    mended = _digits(plain)
    try:
        number = normalise_phone(mended or plain)
    except PosError:
        raise Unreadable(BAD_PHONE) from None
    return Read(number, PHONE_REPAIRED if mended else "")


def _digits(text: str) -> str:
    """The whole number a float stands for; "" for a text that is none."""
    if match := _FLOAT.fullmatch(text):
        return match[1]
    if match := _EXPONENT.fullmatch(text):
        fraction, power = match[2] or "", int(match[3])
        if power < len(fraction) or power > 20:
            return ""
        if power - len(fraction) > 3:  # 1.38E+10: a spreadsheet's display lost the digits
            raise Unreadable(BAD_PHONE)
        return match[1] + fraction + "0" * (power - len(fraction))
    return ""


def card(text: str, width: int = 0) -> Read:
    """A card number: spaces around it and a float's .0 go; shorter than `width`, it gets its leading zeros back."""
    plain = half_width(text).strip().strip("'")
    if _EXPONENT.fullmatch(plain) and "." in plain:
        plain = _whole(plain)
    elif match := _FLOAT.fullmatch(plain):
        plain = match[1]
    if plain.isascii() and plain.isdigit() and len(plain) < width:
        return Read(plain.rjust(width, "0"), ZEROS_RESTORED)
    return Read(plain)


def _whole(text: str) -> str:
    try:
        return _digits(text) or text
    except Unreadable:
        raise Unreadable(BAD_COUNT) from None


def birthday(text: str, order: str = "ymd") -> tuple[Read, bool]:
    """(ISO date, lunar): 农历1990-5-12 says that it is a lunar date."""
    plain = half_width(text).strip()
    rest = _LUNAR.sub("", plain)
    lunar = rest != plain
    if lunar:
        match = _PARTS.fullmatch(rest) or _COMPACT.fullmatch(rest)
        if match is None or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 30 and len(match[1]) == 4):
            raise Unreadable(BAD_DATE)
        return Read(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"), True
    return day(rest, order), False


def day(text: str, order: str = "ymd") -> Read:
    """An ISO date from 2020-1-2, 2020/01/02, 2020.1.2, 2020年1月2日, 20200102, 民國109年1月2日, with or without a time,
    from a spreadsheet's day number, and in `order` dmy or mdy from 2/1/2020.
    """
    plain = half_width(text).strip().strip("'")
    plain = _TIME.sub("", plain).strip()
    if match := _COMPACT.fullmatch(plain):
        return Read(_iso(*match.groups()))
    if match := _MINGUO.fullmatch(plain):
        return Read(_iso(str(int(match[1]) + 1911), match[2], match[3]))
    if match := _PARTS.fullmatch(plain):
        return _ordered(match.groups(), order)
    number = _FLOAT.fullmatch(plain)
    digits = number[1] if number else plain
    if digits.isascii() and digits.isdigit() and int(digits) in _SHEET_DAYS:
        return Read((_SHEET_DAY_0 + timedelta(days=int(digits))).isoformat(), DATE_REPAIRED)
    raise Unreadable(BAD_DATE)


def _ordered(parts: tuple[str, ...], order: str) -> Read:
    first, second, third = parts
    if len(first) == 4:
        return Read(_iso(first, second, third))
    if len(third) != 4:
        raise Unreadable(BAD_DATE)
    low, high = (first, second) if order == "mdy" else (second, first)
    if order == "ymd":  # nobody said which comes first: only a day above 12 tells
        if int(first) <= 12 and int(second) <= 12 and first != second:
            raise Unreadable(BAD_DATE)
        low, high = (first, second) if int(second) > 12 else (second, first)
        return Read(_iso(third, low, high), DATE_REPAIRED)
    return Read(_iso(third, low, high))


def _iso(year: str, month: str, day_: str) -> str:
    try:
        found = date(int(year), int(month), int(day_))
    except ValueError:
        raise Unreadable(BAD_DATE) from None
    if not 1880 <= found.year <= 2199:
        raise Unreadable(BAD_DATE)
    return found.isoformat()


def fen(text: str) -> tuple[int, str]:
    """(fen, code of what was mended) of 1,234.50, ¥1234.5, 1234.5元; a float's dust (12.299999999) is rounded off.

    An amount below 0, or with a third digit that means something, is Unreadable.
    """
    plain = _SIGNS.sub("", half_width(text)).strip("'")
    match = _MONEY.fullmatch(plain)
    if match is None or match[1]:
        raise Unreadable(BAD_AMOUNT)
    fraction = match[3] or ""
    whole_fen = int(match[2]) * 100 + int(fraction[:2].ljust(2, "0"))
    rest = fraction[2:]
    if not rest.strip("0"):
        return whole_fen, ""
    if len(rest) < 6 or (rest[:4].strip("0") and rest[:4].strip("9")):
        raise Unreadable(BAD_AMOUNT)
    return whole_fen + (rest[0] == "9"), AMOUNT_ROUNDED


def count(text: str) -> int:
    """A whole number, also from 12.0 or 1,200."""
    plain = half_width(text).replace(",", "").strip().strip("'")
    if match := _FLOAT.fullmatch(plain.removeprefix("-")):
        plain = ("-" if plain.startswith("-") else "") + match[1]
    if _COUNT.fullmatch(plain) is None:
        raise Unreadable(BAD_COUNT)
    return int(plain)


def sex(text: str) -> str:
    """f, m or "" from the usual words."""
    return _word(text, _SEX_WORDS)


def yes(text: str) -> bool:
    """Whether a cell says yes."""
    word = half_width(text).strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise Unreadable(BAD_WORD)


def _word(text: str, known: Mapping[str, str]) -> str:
    word = half_width(text).strip().casefold()
    if word not in known:
        raise Unreadable(BAD_WORD)
    return known[word]


def tags(text: str) -> tuple[str, ...]:
    """Tags apart by commas, semicolons, bars or line feeds."""
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[,，;；|、\n]", text) if part.strip()))
