"""The form of an event's body: which lists, texts and numbers stand where. What they mean is checked by `effects`.

msgspec checks it while it reads: together they take two thirds of the time that reading dictionaries takes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from memberpos.sync import protocol

#: Where an error of form was, as msgspec says it: the last name, and whether one of its items is meant.
_WHERE = re.compile(r"\.([a-z_]+)((?:\[[0-9]+\])*)`$")
#: What an item of a list is called.
_ITEMS: Mapping[str, str] = MappingProxyType({"postings": "posting", "new": "lot", "moves": "move"})


class Posting(msgspec.Struct):
    """A line of the ledger as a till tells it."""

    account: str
    kind: str
    unit: str
    amount: str | int
    instance: str = ""


class Lot(msgspec.Struct):
    """A lot that an event made."""

    id: str
    kind: str
    granted: str | int
    instance: str = ""
    made_at_ms: str | int = 0
    expires: str | None = None
    available_from: str | None = None
    recharge: str | None = None
    gift: Any = None
    event: str | None = None


class Entry(msgspec.Struct):
    """What an event says of one account's lots; a movement is (lot, amount, right)."""

    account: str
    new: list[Lot] = []
    moves: list[tuple[str, str, str]] = []


class Row(msgspec.Struct):
    """The newest state of a row other tills need."""

    e: str
    id: str
    f: dict[str, Any]


class Digest(msgspec.Struct):
    """What stands beside the body, proven by its digest."""

    field: str
    digest: str


class Body(msgspec.Struct):
    """An event's body. What is `Any` may be anything and counts as missing when it is not what it should be."""

    business_date: str = ""
    member: str | None = None
    account: str | None = None
    postings: list[Posting] = []
    data: Any = None
    staff: Any = ""
    at_ms: Any = 0
    offset_min: Any = None
    pii: list[Digest] = []
    lots: list[Entry] = []
    rows: list[Row] = []


_FAST = msgspec.json.Decoder(Body)


class Undecodable(Exception):
    """The body is not an event's; `str()` names the part, `json` is all of it."""


def read(data: bytes) -> Body:
    """The body in these bytes; Undecodable.

    What msgspec refuses is read again by the standard library (see `parsing`) before it is refused.
    """
    try:
        return _FAST.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return _read_again(data)


def _read_again(data: bytes) -> Body:
    try:
        return msgspec.convert(protocol.json_value(data.decode("utf-8", "surrogatepass")), Body)
    except msgspec.ValidationError as error:
        found = _WHERE.search(str(error))
        raise Undecodable(_named(*found.groups()) if found else "json") from error
    except (ValueError, RecursionError) as error:
        raise Undecodable("json") from error


def _named(name: str, item: str) -> str:
    if name == "f":
        return "rows"
    return _ITEMS.get(name, name) if item else name
