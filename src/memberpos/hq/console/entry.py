"""Fields of forms read into what use cases take: money, whole numbers, dates; each refusal names its field."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from memberpos.domain.errors import PosError
from memberpos.domain.money import MAX_FEN
from memberpos.domain.text import half_width
from memberpos.hq.console.texts import Language

_MONEY = re.compile(r"\d{1,12}(\.\d{1,2})?", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
#: Written out, for a number like 1e9999999 takes all memory there is.
_FACTOR = re.compile(r"\d{1,9}(\.\d{1,9}|/\d{1,9})?", re.ASCII)


def money_fen(text: str, name: str) -> int:
    """Fen of "12.5", "1,234.50" or digits of a Chinese keyboard. PosError bad_amount(field)."""
    plain = half_width(text).replace(",", "").replace("¥", "").strip()
    if not _MONEY.fullmatch(plain) or (fen := int(Decimal(plain) * 100)) > MAX_FEN:
        raise PosError("bad_amount", field=name)
    return fen


def money_or_none(text: str, name: str) -> int | None:
    """The same; None for an empty field."""
    return money_fen(text, name) if text.strip() else None


def whole(text: str, name: str) -> int:
    """A whole number. PosError bad_amount(field)."""
    plain = half_width(text).replace(",", "").strip()
    if not _WHOLE.fullmatch(plain):
        raise PosError("bad_amount", field=name)
    return int(plain)


def times(text: str, name: str) -> str:
    """A factor as rules keep it: 1.5 is 3/2. PosError bad_amount(field)."""
    plain = half_width(text).strip()
    if not _FACTOR.fullmatch(plain):
        raise PosError("bad_amount", field=name)
    try:
        value = Fraction(plain)
    except ZeroDivisionError:
        raise PosError("bad_amount", field=name) from None
    return f"{value.numerator}/{value.denominator}"


def decimal_of(ratio: object) -> str:
    """What stands in a field for a factor: 3/2 is 1.5."""
    return f"{float(Fraction(str(ratio))):g}"


def rows_of(text: str, name: str, parts: Collection[int]) -> list[list[str]]:
    """Lines typed with so many `parts` each, spaces, slashes or commas between. PosError bad_amount(field)."""
    rows = [line.replace("\N{FULLWIDTH COMMA}", " ").replace("/", " ").split() for line in text.splitlines()]
    found = [row for row in rows if row]
    if any(len(row) not in parts for row in found):
        raise PosError("bad_amount", field=name)
    return found


def wrong_field(error: PosError | None, default: str) -> str:
    """The field a refusal is about, `default` where it names none; "" for no refusal."""
    if error is None:
        return ""
    setting = str(error.facts.get("setting", "")).rpartition(".")[2]
    return str(error.facts.get("field") or setting or default)


def moment_ms(text: str, name: str, language: Language) -> int:
    """UTC milliseconds of a local date and time; 0 for an empty field (now). PosError bad_amount(field)."""
    if not text.strip():
        return 0
    try:
        local = datetime.fromisoformat(text.strip())
    except ValueError:
        raise PosError("bad_amount", field=name) from None
    return int(local.replace(tzinfo=ZoneInfo(language.zone)).timestamp() * 1000)


def words(text: str) -> list[str]:
    """Parts of a list typed with commas of either kind, or line by line."""
    return [part.strip() for part in re.split(r"[,，、;；\n]", text) if part.strip()]


def yuan(fen: int | None) -> str:
    """What stands in a field of money: "12.50"; "" for None."""
    if fen is None:
        return ""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02}"
