"""What travels down: the request for a page and the page itself. Pure; both sides treat the other's bytes as hostile.

Limits hold for whoever reads: rows a page, bytes a page, characters a text, 64-bit integers as decimal strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from memberpos.sync.protocol import WireError

#: Rows and bytes of a page before compression; an answer may be so long in all.
MAX_ROWS, PAGE_BYTES = 2000, 768 * 1024
MAX_ANSWER_BYTES = 4 * 1024 * 1024
#: Rows a till applies in one transaction.
STEP_ROWS = 100
#: Longest wait for news a till may ask for.
MAX_WAIT_S = 25
#: The newest form of rows this program knows; headquarters sends at most what a till asks for.
SCHEMA_OLDEST, SCHEMA_NEWEST = 1, 1
MAX_SHARDS = 1024
_LONG = re.compile(r"-?[0-9]{1,19}")
_BUCKET = re.compile(r"g|m|s:[0-9]{1,9}")
_INT64 = 2**63


@dataclass(frozen=True)
class PullRequest:
    """What changed behind `cursor` {shard: (position, mark)} in `buckets`, at most `most` rows; may wait for news."""

    cursor: Mapping[int, tuple[int, int]]
    buckets: tuple[str, ...]
    most: int = MAX_ROWS
    schema: int = SCHEMA_NEWEST
    wait_s: int = 0


@dataclass(frozen=True)
class Row:
    """One row: entity, id, version, the version its listed changes begin behind, fields. `gone`: deleted."""

    entity: str
    id: str
    ver: int
    base: int
    fields: Mapping[str, Any]
    gone: bool = False
    raw: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """Rows to apply in order, and the cursor that holds once they are applied."""

    cursor: Mapping[int, tuple[int, int]]
    rows: tuple[Row, ...]
    more: bool
    incl_seq: int
    steps: tuple[tuple[int, Mapping[int, tuple[int, int]]], ...] = ()

    def parts(self) -> Iterator[tuple[tuple[Row, ...], Mapping[int, tuple[int, int]]]]:
        """Rows and the cursor that holds once they are applied, at most STEP_ROWS at a time where the page allows."""
        start = 0
        for count, at in self.steps:
            yield self.rows[start:count], at
            start = count
        rest = self.rows[start:]
        for first in range(0, max(1, len(rest)), STEP_ROWS):
            last = first + STEP_ROWS >= len(rest)
            yield rest[first : first + STEP_ROWS], self.cursor if last else {}


def encode_cursor(cursor: Mapping[int, tuple[int, int]]) -> dict[str, list[int]]:
    """A cursor as JSON."""
    return {str(shard): [pos, mark] for shard, (pos, mark) in sorted(cursor.items())}


def decode_cursor(value: Any) -> dict[int, tuple[int, int]]:
    """A cursor from JSON; WireError."""
    if not isinstance(value, dict) or len(value) > MAX_SHARDS:
        raise WireError("bad_request", where="cursor")
    found = {}
    for shard, place in value.items():
        if not re.fullmatch(r"[0-9]{1,4}", shard, re.ASCII) or not isinstance(place, list) or len(place) != 2:
            raise WireError("bad_request", where="cursor")
        pos, mark = place
        if type(pos) is not int or type(mark) is not int or not 0 <= pos < 2**53 or not -(2**31) <= mark < 2**31:
            raise WireError("bad_request", where="cursor")
        found[int(shard)] = (pos, mark)
    return found


def encode_pull(request: PullRequest) -> dict[str, Any]:
    """The JSON value of a pull."""
    return {
        "cursor": encode_cursor(request.cursor), "buckets": list(request.buckets), "max": request.most,
        "schema": request.schema, "wait_s": request.wait_s,
    }  # fmt: skip


def decode_pull(value: Any) -> PullRequest:
    """Checks a pull; WireError 400 bad_request, 426 upgrade for rows of a form headquarters no longer makes."""
    if not isinstance(value, dict):
        raise WireError("bad_request", where="pull")
    buckets = value.get("buckets")
    if not isinstance(buckets, list) or not 1 <= len(buckets) <= 8:
        raise WireError("bad_request", where="buckets")
    if not all(isinstance(bucket, str) and _BUCKET.fullmatch(bucket) for bucket in buckets):
        raise WireError("bad_request", where="buckets")
    schema = _int(value, "schema", 1, 10**6)
    if schema < SCHEMA_OLDEST:
        raise WireError("upgrade", 426, schema=[SCHEMA_OLDEST, SCHEMA_NEWEST])
    most, wait_s = _int(value, "max", 1, MAX_ROWS), _int(value, "wait_s", 0, MAX_WAIT_S)
    return PullRequest(decode_cursor(value.get("cursor")), tuple(buckets), most, schema, wait_s)


def decode_page(value: Any) -> Page:
    """Checks a page (a headquarters may be hostile or newer); WireError. Unknown entities and fields stay as sent."""
    if not isinstance(value, dict):
        raise WireError("bad_request", where="pull")
    rows = value.get("rows")
    if not isinstance(rows, list) or len(rows) > MAX_ROWS:
        raise WireError("bad_request", where="rows")
    more = value.get("more")
    if not isinstance(more, bool):
        raise WireError("bad_request", where="more")
    incl = _int(value, "incl_seq", 0, 2**53)
    return Page(
        decode_cursor(value.get("cursor")),
        tuple(decode_row(row) for row in rows),
        more,
        incl,
        _steps(value.get("steps", []), len(rows)),
    )


def _steps(value: Any, rows: int) -> tuple[tuple[int, Mapping[int, tuple[int, int]]], ...]:
    if not isinstance(value, list) or len(value) > MAX_ROWS:
        raise WireError("bad_request", where="steps")
    found, before = [], 0
    for step in value:
        good = isinstance(step, list) and len(step) == 2 and type(step[0]) is int
        if not good or not before < step[0] <= min(rows, before + STEP_ROWS):
            raise WireError("bad_request", where="steps")
        before = step[0]
        found.append((before, decode_cursor(step[1])))
    return tuple(found)


def decode_row(value: Any) -> Row:
    """Checks the frame of one row; its fields are checked by who applies it."""
    if not isinstance(value, dict) or not isinstance(value.get("f"), dict):
        raise WireError("bad_request", where="row")
    entity, row_id = value.get("e"), value.get("id")
    if not isinstance(entity, str) or not isinstance(row_id, str) or not entity or len(entity) > 64:
        raise WireError("bad_request", where="row")
    if len(row_id) > 256:
        raise WireError("bad_request", where="row")
    ver = _int(value, "ver", 0, 2**53)
    base = _int(value, "base", 0, 2**53) if "base" in value else 0
    return Row(entity, row_id, ver, base, value["f"], bool(value.get("gone")), value)


def _int(value: Mapping[str, Any], key: str, low: int, high: int) -> int:
    got = value.get(key)
    if type(got) is not int or not low <= got <= high:
        raise WireError("bad_request", where=key)
    return got


class Fields:
    """The fields of a row, read with their types; WireError bad_request names what is wrong."""

    def __init__(self, value: Any) -> None:
        if not isinstance(value, Mapping):
            raise WireError("bad_request", where="fields")
        self._value = value

    def text(self, key: str, limit: int = 4096) -> str:
        """A text, "" for null or none."""
        got = self._value.get(key)
        if got is None:
            return ""
        if not isinstance(got, str) or len(got) > limit:
            raise WireError("bad_request", where=key)
        return storable(got, key)

    def text_or_none(self, key: str) -> str | None:
        """A text or None."""
        return self.text(key) or None

    def long(self, key: str, default: int | None = None) -> int:
        """A 64-bit integer written as a decimal string (or a small number)."""
        got = self._value.get(key, default)
        return long(got, key)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """A boolean."""
        got = self._value.get(key, default)
        if not isinstance(got, bool):
            raise WireError("bad_request", where=key)
        return got

    def list(self, key: str) -> Sequence[Any]:
        """A list, empty when it is not there."""
        got = self._value.get(key, [])
        if not isinstance(got, list):
            raise WireError("bad_request", where=key)
        return got

    def map(self, key: str) -> Mapping[str, Any]:
        """An object, empty when it is not there."""
        got = self._value.get(key, {})
        if not isinstance(got, dict):
            raise WireError("bad_request", where=key)
        return got

    def has(self, key: str) -> bool:
        """True when the key is there and not null."""
        return self._value.get(key) is not None

    def any(self, key: str) -> Any:
        """Whatever stands there."""
        return self._value.get(key)


def long(value: Any, where: str) -> int:
    """A 64-bit integer; WireError."""
    if isinstance(value, str) and _LONG.fullmatch(value):
        value = int(value)
    if type(value) is not int or not -_INT64 <= value < _INT64:
        raise WireError("bad_request", where=where)
    return value


def storable(text: str, where: str) -> str:
    """A text SQLite can hold: no half surrogate pairs; WireError."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise WireError("bad_request", where=where) from error
    return text
