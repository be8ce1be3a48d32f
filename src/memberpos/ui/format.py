"""Numbers and times as people read them. Text of the user's language is not made here."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from memberpos.domain.money import currency_of

MINUS = "\N{MINUS SIGN}"


def amount(fen: int) -> str:
    """1234500 → "12,345.00"; negative with a real minus sign."""
    whole, rest = divmod(abs(fen), 100)
    return f"{MINUS if fen < 0 else ''}{whole:,}.{rest:02}"


def money(fen: int, currency: str = "CNY") -> str:
    """With the currency's sign: "¥ 862.50", "−¥ 2.00"."""
    sign = MINUS if fen < 0 else ""
    return f"{sign}{currency_of(currency).symbol} {amount(abs(fen))}"


def signed(fen: int) -> str:
    """A difference: "+8.00", "−2.00", "0.00"."""
    return f"+{amount(fen)}" if fen > 0 else amount(fen)


def count(number: int) -> str:
    """12345 → "12,345"."""
    return f"{MINUS if number < 0 else ''}{abs(number):,}"


def phone(digits: str) -> str:
    """A phone number with its middle hidden: "138 **** 6021"; short ones as they are."""
    return f"{digits[:3]} **** {digits[-4:]}" if len(digits) >= 9 else digits


def person(name: str) -> str:
    """A member's name; one who gave only a phone number is called by it, with its middle hidden."""
    return phone(name.removeprefix("+86").removeprefix("+")) if name[:1] == "+" and name[1:].isdigit() else name


def grouped(number: str) -> str:
    """A card number in groups of four; one with letters as it is."""
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4)) if number.isdigit() else number


def clock(at_ms: int, zone: str) -> str:
    """UTC milliseconds as HH:MM of the shop."""
    return _local(at_ms, zone).strftime("%H:%M")


def day(at_ms: int, zone: str) -> str:
    """UTC milliseconds as YYYY-MM-DD of the shop."""
    return _local(at_ms, zone).strftime("%Y-%m-%d")


def minutes(at_ms: int, zone: str) -> str:
    """UTC milliseconds as MM-DD HH:MM of the shop."""
    return _local(at_ms, zone).strftime("%m-%d %H:%M")


def moment(at_ms: int, zone: str) -> str:
    """UTC milliseconds as HH:MM:SS.mmm of the shop."""
    return f"{_local(at_ms, zone):%H:%M:%S}.{at_ms % 1000:03}"


def _local(at_ms: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(zone))
