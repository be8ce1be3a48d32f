"""From an event's body to what headquarters books: pure decoding, `Undecodable` for anything that is not a body.

A push is a hundred of them, so what comes again and again (accounts, members, ids) is looked at once and remembered,
and the parts are named tuples, which are made in a fifth of a dataclass's time.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from memberpos.domain.chain import Pii
from memberpos.hq import parsing
from memberpos.sync.merge import clamped
from memberpos.sync.protocol import WireEvent

#: Names the shop's own accounts of a store: uuid5(this, "<store>/shop:cash").
SHOP_NAMESPACE = UUID("6d656d62-6572-5073-8f73-73686f700001")
#: No shop moves more in one posting; keeps sums far from any integer's end.
MAX_AMOUNT = 10**15
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHOP = re.compile(r"shop:[a-z][a-z0-9_]{0,63}")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_TEXT_LIMIT, _MOST_OFFSET_MIN = 128, 15 * 60
#: PostgreSQL's text holds neither NUL nor half a surrogate pair.
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


#: Accounts, members and ids remembered at once: some megabytes.
_REMEMBERED = 16_384
_DATE_CHARS = 10


#: What an event says of the lots of each account.
Entries = list[tuple[UUID, dict[str, Any]]]


class Undecodable(Exception):
    """The body is not an event's; `str()` names the part."""


def storable(value: str) -> bool:
    """True for a text that is short and that the database takes."""
    return len(value) <= _TEXT_LIMIT and _clean(value)


@lru_cache(maxsize=_REMEMBERED)
def _clean(value: str) -> bool:
    return not _NOT_STORABLE.search(value)


class Place(NamedTuple):
    """Where a posting goes."""

    account_id: UUID
    kind: str
    instance: str
    unit: str


class Booking(NamedTuple):
    """One posting as a ledger row; `line` is its place in the event. `name` is "" for a member's account."""

    place: Place
    name: str
    amount: int
    line: int


class NewLot(NamedTuple):
    """A lot an event made."""

    lot_id: UUID
    kind: str
    instance: str
    granted: int
    made_ms: int
    expires: date | None
    available_from: date | None
    recharge_id: str
    gift: bool
    event_id: UUID | None = None


class Move(NamedTuple):
    """A movement of a lot; `right`: own, an allowance's id, or "" for none. `n` is its place in the event."""

    account_id: UUID
    n: int
    lot_id: UUID
    amount: int
    right: str


class RowState(NamedTuple):
    """The newest state of a row other tills need; `doc` is its JSON text."""

    entity: str
    id: str
    doc: str


class Effect(NamedTuple):
    """What one event does at headquarters."""

    seq: int
    event_id: UUID
    kind: str
    hlc: int
    business_date: date
    member_id: UUID | None
    account_id: UUID | None
    bookings: tuple[Booking, ...]
    pii: tuple[Pii, ...]
    faults: tuple[str, ...]
    data: Mapping[str, Any] = MappingProxyType({})
    staff: str = ""
    at_ms: int = 0
    offset_min: int = 0
    new_lots: tuple[tuple[UUID, NewLot], ...] = ()
    moves: tuple[Move, ...] = ()
    rows: tuple[RowState, ...] = ()

    def text(self, key: str) -> str:
        """A text of the event's data, "" when it has none that can be stored."""
        value = self.data.get(key)
        return value if isinstance(value, str) and storable(value) else ""

    @property
    def month(self) -> date:
        """First day of the business month: the ledger's partition."""
        return _month(self.business_date)


@lru_cache(maxsize=_REMEMBERED)
def _month(day: date) -> date:
    return day.replace(day=1)


def decode(event: WireEvent, store_id: int, now_ms: int = 0) -> Effect:
    """The effect of an event pushed by a till of `store_id`; Undecodable. With `now_ms` a clock ahead is clamped.

    `faults` are rules it breaks (`unbalanced`, `pii_digest`): it is booked all the same, because it happened.
    """
    body = _object(event.body)
    bookings = tuple([_booking(item, line, store_id) for line, item in enumerate(_list(body, "postings"))])
    entries = list(_entries(body)) if "lots" in body else []
    pii, bad_pii = _checked_pii(event.pii, _digests(body))
    faults = ("unbalanced",) if _unbalanced(bookings) else ()
    return Effect(
        event.seq, event.event_id, event.kind, clamped(event.hlc, now_ms) if now_ms else event.hlc,
        _business_date(body), _uuid_or_none(body, "member"), _uuid_or_none(body, "account"),
        bookings, pii, (*faults, "pii_digest") if bad_pii else faults, _data(body),
        staff=_text(body, "staff", "") if isinstance(body.get("staff"), str) else "",
        at_ms=_at_ms(body),
        offset_min=_offset_min(body),
        new_lots=tuple(_new_lots(entries)) if entries else (),
        moves=tuple(_moves(entries)) if entries else (),
        rows=tuple(_rows(body, {item.field: item.value for item in pii})) if "rows" in body else (),
    )  # fmt: skip


def sums(bookings: Iterable[Booking]) -> dict[Place, int]:
    """What was booked at each place. Most equal places are one object, and an id's hash takes its time."""
    amounts: defaultdict[int, int] = defaultdict(int)
    places: dict[int, Place] = {}
    for place, _, amount, _ in bookings:
        amounts[id(place)] += amount
        places[id(place)] = place
    found: defaultdict[Place, int] = defaultdict(int)
    for number, place in places.items():
        found[place] += amounts[number]
    return found


@lru_cache(maxsize=_REMEMBERED)
def shop_account(store_id: int, name: str) -> UUID:
    """The id of a store's own account such as `shop:cash`."""
    return uuid5(SHOP_NAMESPACE, f"{store_id}/{name}")


def _object(data: bytes) -> dict[str, Any]:
    try:
        body = parsing.value(data)
    except (ValueError, RecursionError) as error:
        raise Undecodable("json") from error
    if not isinstance(body, dict):
        raise Undecodable("json")
    return body


def _booking(item: Any, line: int, store_id: int) -> Booking:
    if not isinstance(item, dict):
        raise Undecodable("posting")
    get = item.get
    try:
        place, name = _place(store_id, get("account"), get("kind"), get("instance", ""), get("unit"))
    except TypeError as error:
        raise Undecodable("posting") from error
    return Booking(place, name, _amount(get("amount")), line)


@lru_cache(maxsize=_REMEMBERED)
def _place(store_id: int, account: Any, kind: Any, instance: Any, unit: Any) -> tuple[Place, str]:
    """Where a posting goes, and the name of a shop's account; TypeError for what is no text at all."""
    told = {"account": account, "kind": kind, "instance": instance, "unit": unit}
    for key in told:
        _text(told, key)
    shop = _SHOP.fullmatch(account) is not None
    found = shop_account(store_id, account) if shop else _uuid(account)
    return Place(found, kind, instance, unit), account if shop else ""


def _amount(value: Any) -> int:
    try:
        return _whole(value)
    except TypeError as error:
        raise Undecodable("amount") from error


@lru_cache(maxsize=_REMEMBERED, typed=True)
def _whole(value: Any) -> int:
    """What is refused is not remembered, so no long text is."""
    if type(value) is str and _WHOLE.fullmatch(value):
        value = int(value)
    if type(value) is not int or abs(value) > MAX_AMOUNT:
        raise Undecodable("amount")
    return value


def _text(item: dict[str, Any], key: str, default: str | None = None) -> str:
    value = item.get(key, default)
    if type(value) is not str or len(value) > _TEXT_LIMIT or not _clean(value):
        raise Undecodable(key)
    return value


@lru_cache(maxsize=_REMEMBERED)
def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Undecodable("uuid") from error


def _uuid_or_none(body: dict[str, Any], key: str) -> UUID | None:
    value = body.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Undecodable(key)
    return _uuid(value)


def _business_date(body: dict[str, Any]) -> date:
    return _date(body.get("business_date"), "business_date")


def _list(body: dict[str, Any], key: str) -> list[Any]:
    value = body.get(key, [])
    if not isinstance(value, list):
        raise Undecodable(key)
    return value


def _digests(body: dict[str, Any]) -> dict[str, str]:
    found = {}
    for item in _list(body, "pii"):
        if not isinstance(item, dict):
            raise Undecodable("pii")
        found[_text(item, "field")] = _text(item, "digest")
    return found


def _checked_pii(pii: tuple[Pii, ...], digests: dict[str, str]) -> tuple[tuple[Pii, ...], bool]:
    """The values whose digest the chain covers, one a field, and whether others were sent along."""
    if not pii:
        return (), False
    good = {item.field: item for item in pii if digests.get(item.field) == item.digest}
    return tuple(good.values()), len(good) != len(pii)


def _unbalanced(bookings: tuple[Booking, ...]) -> bool:
    units: dict[str, int] = {}
    for (_, _, _, unit), _, amount, _ in bookings:
        units[unit] = units.get(unit, 0) + amount
    return any(units.values())


def _data(body: dict[str, Any]) -> Mapping[str, Any]:
    value = body.get("data")
    return value if isinstance(value, dict) else {}


def _at_ms(body: dict[str, Any]) -> int:
    value = body.get("at_ms", 0)
    return _amount(value) if isinstance(value, str | int) else 0


def _offset_min(body: dict[str, Any]) -> int:
    """Minutes the till's clock is ahead of UTC; 0 for what no place on earth has."""
    value = body.get("offset_min")
    return value if type(value) is int and abs(value) <= _MOST_OFFSET_MIN else 0


def _entries(body: dict[str, Any]) -> Iterator[tuple[UUID, dict[str, Any]]]:
    for entry in _list(body, "lots"):
        if not isinstance(entry, dict):
            raise Undecodable("lots")
        yield _uuid(_text(entry, "account")), entry


def _new_lots(entries: Entries) -> Iterator[tuple[UUID, NewLot]]:
    for account, entry in entries:
        for lot in _list(entry, "new"):
            if not isinstance(lot, dict):
                raise Undecodable("lot")
            yield (
                account,
                NewLot(
                    _uuid(_text(lot, "id")),
                    _text(lot, "kind"),
                    _text(lot, "instance", ""),
                    _amount(lot.get("granted")),
                    _amount(lot.get("made_at_ms", 0)),
                    _day(lot, "expires"),
                    _day(lot, "available_from"),
                    recharge_id=_text(lot, "recharge") if lot.get("recharge") else "",
                    gift=bool(lot.get("gift")),
                    event_id=_uuid_or_none(lot, "event"),
                ),
            )


def _moves(entries: Entries) -> Iterator[Move]:
    n = 0
    for account, entry in entries:
        for move in _list(entry, "moves"):
            if not isinstance(move, list) or len(move) != 3:
                raise Undecodable("move")
            lot, amount, right = move
            if not (isinstance(lot, str) and isinstance(amount, str) and isinstance(right, str)):
                raise Undecodable("move")
            if right.startswith("floor:"):
                right = ""  # taken without a right, as the owner allows: counted like any other spending
            if right not in ("", "own"):
                right = str(_uuid(right))
            yield Move(account, n, _uuid(lot), _amount(amount), right)
            n += 1


def _rows(body: dict[str, Any], beside: Mapping[str, str]) -> Iterator[RowState]:
    """The rows, with what stands beside the body in its place (none, when it was erased)."""
    for row in _list(body, "rows"):
        if not isinstance(row, dict) or not isinstance(row.get("f"), dict):
            raise Undecodable("rows")
        fields = {name: _beside(value, beside) for name, value in row["f"].items()}
        doc = json.dumps(fields, separators=(",", ":"))
        if "\\u0000" in doc:
            raise Undecodable("rows")
        yield RowState(_text(row, "e"), _text(row, "id"), doc)


def _beside(value: Any, beside: Mapping[str, str]) -> Any:
    if isinstance(value, dict) and value.keys() == {"pii"}:
        return beside.get(value["pii"]) if isinstance(value["pii"], str) else None
    return value


def _day(item: dict[str, Any], key: str) -> date | None:
    value = item.get(key)
    return None if value is None else _date(value, key)


def _date(value: Any, key: str) -> date:
    if type(value) is not str or len(value) != _DATE_CHARS:  # no long text is remembered
        raise Undecodable(key)
    found = _date_of(value)
    if found is None:
        raise Undecodable(key)
    return found


@lru_cache(maxsize=_REMEMBERED)
def _date_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None
