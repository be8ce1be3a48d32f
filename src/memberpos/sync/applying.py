"""What applying a row needs, and readers of values in rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from memberpos.store import outbox
from memberpos.store.database import Database
from memberpos.sync.pages import Fields
from memberpos.sync.protocol import WireError

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass
class Outcome:
    """What applying came to. `bad` names rows that were none; `want`: members whose accounts must be asked for whole;
    `erased`: members erased now; `cards`: numbers of which this till was told worse, or later, than headquarters now
    says: it was put back.
    """

    applied: int = 0
    bad: list[str] = field(default_factory=list)
    want: set[str] = field(default_factory=set)
    erased: list[str] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    cards: list[str] = field(default_factory=list)

    def add(self, more: Outcome) -> None:
        """Takes another's figures in."""
        self.applied += more.applied
        self.bad += more.bad
        self.want |= more.want
        self.erased += more.erased
        self.changed |= more.changed
        self.cards += more.cards


@dataclass
class Context:
    """The database inside a transaction, what headquarters' word contains of our events (as a row), and the time;
    `skew_ms` is how far the till's clock is ahead of headquarters', `seen_hlc` the newest clock value that was told.
    """

    db: Database
    outcome: Outcome
    incl_row: int
    now_ms: int
    skew_ms: int = 0
    seen_hlc: int = 0

    @cached_property
    def nothing_pending(self) -> bool:
        """True when headquarters' word contains everything this till ever booked."""
        return outbox.last(self.db)[0] <= self.incl_row


def incl_row(db: Database, incl_seq: int) -> int:
    """The outbox row of the present device's event `incl_seq`; events of the device before it are all contained."""
    return outbox.base(db) + incl_seq


def uuid_text(text: str) -> str:
    """The text, when it is a UUID as it is written here; WireError."""
    if not _UUID.fullmatch(text):
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
