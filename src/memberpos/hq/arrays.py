"""Lists as PostgreSQL's array literals, written in one go.

A push writes some thousand values; psycopg's own way asks for each of them how it is written, which took longer than
PostgreSQL needed to store them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType, NoneType
from typing import Any
from uuid import UUID

from psycopg.adapt import Dumper


class ArrayDumper(Dumper):
    """A flat list of values of one type, or None. It is sent without a type: the statement says it (`%s::uuid[]`)."""

    def dump(self, obj: list[Any]) -> bytes:
        """The literal; TypeError for a list that is something else."""
        return literal(obj).encode()


def literal(values: list[Any]) -> str:
    """`{…}` as PostgreSQL reads it."""
    kinds = set(map(type, values))
    gaps = NoneType in kinds
    kinds.discard(NoneType)
    if not kinds:
        return "{" + ",".join(["NULL"] * len(values)) + "}"
    if len(kinds) > 1 or not kinds <= _WRITERS.keys():
        raise TypeError(f"no array of {sorted(kind.__name__ for kind in kinds)}")
    write = _WRITERS[kinds.pop()]
    if gaps:
        return "{" + ",".join(["NULL" if value is None else write([value]) for value in values]) + "}"
    return "{" + write(values) + "}"


def _plain(values: list[Any]) -> str:
    return ",".join(map(str, values))


def _quoted(texts: list[str]) -> str:
    joined = '","'.join(texts)
    if "\\" in joined or joined.count('"') != 2 * (len(texts) - 1):
        joined = '","'.join([text.replace("\\", "\\\\").replace('"', '\\"') for text in texts])
    return f'"{joined}"'


def _hex(values: list[bytes]) -> str:
    return ",".join([f'"\\\\x{data.hex()}"' for data in values])


def _uuids(values: list[UUID]) -> str:
    """All digits in one go, a comma behind every sixteen bytes."""
    return b"".join([value.int.to_bytes(_UUID_BYTES, "big") for value in values]).hex(",", _UUID_BYTES)


def _dates(values: list[date]) -> str:
    texts = {day: day.isoformat() for day in set(values)}
    return ",".join(map(texts.__getitem__, values))


#: How values are written between commas; given at least one.
_WRITERS: Mapping[type, Callable[[list[Any]], str]] = MappingProxyType(
    {
        int: _plain, str: _quoted, UUID: _uuids, bytes: _hex, date: _dates, Decimal: _plain,
        bool: lambda values: ",".join(["t" if value else "f" for value in values]),
    }
)  # fmt: skip
_UUID_BYTES = 16
