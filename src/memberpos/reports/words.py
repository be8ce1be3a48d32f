"""Words of reports for papers and files, from `resources/reports/words.toml`; the window has its own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from memberpos.reports import table as kinds
from memberpos.reports.table import Cell, Column
from memberpos.resources import resource

LANGUAGES = ("zh_CN", "zh_TW", "en")
MINUS = "\N{MINUS SIGN}"
NOTHING = "—"


@dataclass(frozen=True)
class Words:
    """The words of one language. `zone` is the shop's, for times."""

    language: str
    families: Mapping[str, Mapping[str, Mapping[str, str]]]
    zone: str = "UTC"

    def word(self, family: str, key: str) -> str:
        """The word; an unknown key (a tender of a newer version, the shop's own code) is its own word."""
        return self.families.get(family, {}).get(key, {}).get(self.language, key)

    def heading(self, column: Column) -> str:
        """Title of a column."""
        return self.word("column", column.key)

    def weekday(self, day: str) -> str:
        """Name of the day of the week of an ISO date."""
        return self.word("label", "weekdays").split()[date.fromisoformat(day).weekday()]

    def text(self, cell: Cell, column: Column) -> str:
        """A cell as people read it."""
        if cell is None:
            return NOTHING if column.is_figure else ""
        if column.kind == kinds.WORD:
            return self.word(column.words, str(cell))
        return str(_FORMATS[column.kind](cell, self.zone))


def words_of(language: str, zone: str = "UTC") -> Words:
    """Words of zh_CN, zh_TW or en; another language gets English."""
    families: dict[str, Any] = tomllib.loads(resource("reports", "words.toml").read_text(encoding="utf-8"))
    return Words(language if language in LANGUAGES else "en", families, zone)


def money(fen: int) -> str:
    """1234500 → "12,345.00" with a real minus sign."""
    whole, rest = divmod(abs(fen), 100)
    return f"{MINUS if fen < 0 else ''}{whole:,}.{rest:02}"


def signed(fen: int) -> str:
    """A difference: "+8.00", "−2.00", "0.00"."""
    return f"+{money(fen)}" if fen > 0 else money(fen)


def quantity(milli: int) -> str:
    """Thousandths without needless zeros: 1500 → "1.5"."""
    sign, whole, rest = MINUS if milli < 0 else "", *divmod(abs(milli), 1000)
    return f"{sign}{whole:,}" + (f".{rest:03}".rstrip("0") if rest else "")


def permille(value: int) -> str:
    """734 → "73.4%"."""
    return f"{MINUS if value < 0 else ''}{abs(value) // 10}.{abs(value) % 10}%"


def local(at_ms: int, zone: str) -> datetime:
    """UTC milliseconds on the shop's clock."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(zone))


def _count(number: int) -> str:
    return f"{MINUS if number < 0 else ''}{abs(number):,}"


_FORMATS: Mapping[str, Any] = {
    kinds.TEXT: lambda cell, _zone: str(cell),
    kinds.DATE: lambda cell, _zone: str(cell),
    kinds.MONEY: lambda cell, _zone: money(cell),
    kinds.DIFFERENCE: lambda cell, _zone: signed(cell),
    kinds.COUNT: lambda cell, _zone: _count(cell),
    kinds.QTY: lambda cell, _zone: quantity(cell),
    kinds.HOUR: lambda cell, _zone: f"{cell:02}:00",
    kinds.TIME: lambda cell, zone: f"{local(cell, zone):%Y-%m-%d %H:%M}",
}
