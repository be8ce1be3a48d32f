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
        return "{" + ",".join(["NULL" if value is None else write(value) for value in values]) + "}"
    return "{" + ",".join(map(write, values)) + "}"


def _quoted(text: str) -> str:
    if "\\" in text or '"' in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _hex(data: bytes) -> str:
    return f'"\\\\x{data.hex()}"'


def _uuid(value: UUID) -> str:
    return "%032x" % value.int  # noqa: UP031  half the time of format()


_WRITERS: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        int: str, str: _quoted, UUID: _uuid, bytes: _hex, date: date.isoformat, Decimal: str,
        bool: lambda value: "t" if value else "f",
    }
)  # fmt: skip
