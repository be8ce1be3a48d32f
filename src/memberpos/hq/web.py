"""Requests and replies as headquarters sees them, whatever carries them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Request:
    """A request as it arrived; header names in lower case, `address` of the peer, `query` without its "?"."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""
    address: str = ""
    query: str = ""

    @property
    def target(self) -> str:
        """Path and query as they are signed."""
        return f"{self.path}?{self.query}" if self.query else self.path


@dataclass(frozen=True)
class Wait:
    """The reply may be asked for `again` when one of the buckets has news, at the latest after `seconds`."""

    buckets: frozenset[int]
    seconds: float
    again: Callable[[], Reply]


@dataclass(frozen=True)
class FilePart:
    """Bytes `start` … `end` (exclusive) of a file."""

    path: Path
    start: int
    end: int


@dataclass(frozen=True)
class Reply:
    """Status, JSON value, extra headers; `text` or `file` take the place of the value."""

    status: int
    value: dict[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: Wait | None = None
    text: str | None = None
    file: FilePart | None = None
