"""Words of the console: English stands in code and templates, the other languages in gettext catalogues.

`resources/console/i18n/<language>/*.po` may be several files; together they are one catalogue. Plain `msgid`s only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as Date  # noqa: N812 - `Language.date` is a method
from decimal import Decimal
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from memberpos.domain.money import CURRENCIES
from memberpos.resources import resource

#: Language → its name in itself; the first is the default.
LANGUAGES: Mapping[str, str] = MappingProxyType({"zh_CN": "简体中文", "zh_TW": "繁體中文", "en": "English"})
DEFAULT, SOURCE = "zh_CN", "en"
_TAGS = {"zh_CN": "zh-CN", "zh_TW": "zh-TW", "en": "en"}
_DATE, _TIME = "yyyy-MM-dd", "HH:mm"


def N_(text: str) -> str:  # noqa: N802 - gettext's name for "to be translated, but not here"
    """Marks a text for the catalogues."""
    return text


@dataclass(frozen=True)
class Language:
    """One language: `words` maps English texts to its own; `zone` and `currency` are the chain's."""

    code: str
    words: Mapping[str, str]
    zone: str = "Asia/Shanghai"
    currency: str = "CNY"

    @property
    def tag(self) -> str:
        """As browsers name it."""
        return _TAGS[self.code]

    @property
    def locale(self) -> Locale:
        return Locale.parse(self.code)

    def text(self, message: str, **facts: object) -> str:
        """The text with its `%(name)s` filled in."""
        found = self.words.get(message, message)
        return found % facts if facts else found

    def money(self, fen: int, currency: str = "") -> str:
        """123450 → "¥ 1,234.50" in the currency's own decimals (default: the chain's)."""
        known = CURRENCIES[currency or self.currency]
        amount = Decimal(fen) / known.units
        pattern = "#,##0." + "0" * known.exponent if known.exponent else "#,##0"
        sign = "\N{MINUS SIGN}" if fen < 0 else ""
        return f"{sign}{known.symbol} {format_decimal(abs(amount), format=pattern, locale=self.locale)}"

    def number(self, value: float) -> str:
        """12345 → "12,345"."""
        return str(format_decimal(value, locale=self.locale))

    def date(self, day: Date) -> str:
        """An ISO date, in every language."""
        return str(format_date(day, _DATE, locale=self.locale))

    def when(self, at_ms: int) -> str:
        """UTC milliseconds as date and time of the chain; a dash for never."""
        return str(format_datetime(self._local(at_ms), f"{_DATE} {_TIME}", locale=self.locale)) if at_ms else "—"

    def day_of(self, at_ms: int) -> Date:
        """The date of the chain at a moment."""
        return self._local(at_ms).date()

    def ago(self, at_ms: int, now_ms: int) -> str:
        """How long ago, in the largest unit that fits."""
        seconds = max(0, now_ms - at_ms) // 1000
        for limit, unit, text in (
            (120, 1, N_("a moment ago")), (7200, 60, N_("%(n)s minutes ago")), (172_800, 3600, N_("%(n)s hours ago")),
        ):  # fmt: skip
            if seconds < limit:
                return self.text(text, n=seconds // unit)
        return self.text(N_("%(n)s days ago"), n=seconds // 86_400)

    def _local(self, at_ms: int) -> datetime:
        return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(self.zone))


@dataclass(frozen=True)
class Languages:
    """All of them."""

    by_code: Mapping[str, Language]

    def choose(self, wanted: str, accepted: str) -> Language:
        """The language somebody chose, else the first their browser asks for that there is, else the default."""
        if wanted in self.by_code:
            return self.by_code[wanted]
        tags = (part.partition(";")[0].strip().lower() for part in accepted.split(","))
        return self.by_code[next((code for tag in tags if (code := _of_tag(tag))), DEFAULT)]


def _of_tag(tag: str) -> str:
    first, *rest = tag.split("-")
    if first == "zh":
        return "zh_TW" if {"tw", "hk", "mo", "hant"} & set(rest) else "zh_CN"
    return "en" if first == "en" else ""


def load(zone: str = "Asia/Shanghai", currency: str = "CNY") -> Languages:
    """Reads the catalogues."""
    return Languages({code: Language(code, _words(code), zone, currency) for code in LANGUAGES})


def _words(code: str) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for path in sorted(resource("console", "i18n", code).glob("*.po")):
        with path.open("rb") as file:
            entries = {str(one.id): str(one.string) for one in read_po(file, locale=code) if one.id and one.string}
        words |= entries
    return MappingProxyType(words)
