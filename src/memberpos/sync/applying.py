"""What applying a row needs, and readers of values in rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from memberpos.store import outbox
from memberpos.store.database import Database
from memberpos.sync.pages import Fields
from memberpos.sync.protocol import WireError


@dataclass
class Outcome:
    """What applying came to. `bad` names rows that were none; `want`: members whose accounts must be asked for whole;
    `erased`: members erased now.
    """

    applied: int = 0
    bad: list[str] = field(default_factory=list)
    want: set[str] = field(default_factory=set)
    erased: list[str] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Context:
    """The database inside a transaction, what headquarters' word contains of our events (as a row), and the time;
    `skew_ms` is how far the till's clock is ahead of headquarters'.
    """

    db: Database
    outcome: Outcome
    incl_row: int
    now_ms: int
    skew_ms: int = 0


def incl_row(db: Database, incl_seq: int) -> int:
    """The outbox row of the present device's event `incl_seq`; events of the device before it are all contained."""
    return outbox.base(db) + incl_seq


def uuid_text(text: str) -> str:
    """The text, when it is a UUID as it is written here; WireError, ValueError."""
    if str(UUID(text)) != text:
        raise WireError("bad_request", where="id")
    return text


def int_of(value: Any, where: str, low: int = 0) -> int:
    """A small whole number; WireError."""
    if type(value) is not int or not low <= value < 2**53:
        raise WireError("bad_request", where=where)
    return value


def long_of(value: Any) -> int:
    """A 64-bit integer; WireError."""
    return Fields({"v": value}).long("v")


def amount_of(value: int) -> int:
    """An amount that is not negative and not absurd; WireError."""
    if not 0 <= value <= 10**15:
        raise WireError("bad_request", where="amount")
    return value
