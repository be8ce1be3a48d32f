"""Fields of forms read into what use cases take: money, whole numbers, dates; each refusal names its field."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from memberpos.domain.errors import PosError
from memberpos.domain.money import MAX_FEN
from memberpos.domain.text import half_width
from memberpos.hq.console.texts import Language

_MONEY = re.compile(r"\d{1,12}(\.\d{1,2})?", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)


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


def day(text: str, name: str) -> date:
    """A date as browsers send it. PosError bad_amount(field)."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise PosError("bad_amount", field=name) from None


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
