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
from memberpos.hq import bodies
from memberpos.hq.bodies import Body, Entry, Lot, Row, Undecodable
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
Entries = list[tuple[UUID, Entry]]


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
    body = bodies.read(event.body)
    bookings, balanced = _bookings(body, store_id)
    entries = [(_uuid(entry.account), entry) for entry in body.lots] if body.lots else []
    pii, bad_pii = _checked_pii(event.pii, _digests(body)) if event.pii or body.pii else ((), False)
    faults = () if balanced else ("unbalanced",)
    return Effect(
        event.seq, event.event_id, event.kind, clamped(event.hlc, now_ms) if now_ms else event.hlc,
        _date(body.business_date, "business_date"), _uuid(body.member) if body.member else None,
        _uuid(body.account) if body.account else None, bookings, pii, (*faults, "pii_digest") if bad_pii else faults,
        body.data if isinstance(body.data, dict) else {},
        staff=_text(body.staff, "staff") if isinstance(body.staff, str) else "",
        at_ms=_amount(body.at_ms) if isinstance(body.at_ms, str | int) else 0,
        offset_min=_offset_min(body.offset_min),
        new_lots=tuple([(account, _new_lot(lot)) for account, entry in entries for lot in entry.new]),
        moves=tuple(_moves(entries)) if entries else (),
        rows=tuple(_rows(body.rows, {item.field: item.value for item in pii})) if body.rows else (),
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


@lru_cache(maxsize=_REMEMBERED)
def _place(store_id: int, account: str, kind: str, instance: str, unit: str) -> tuple[Place, str]:
    """Where a posting goes, and the name of a shop's account."""
    for key, value in (("account", account), ("kind", kind), ("instance", instance), ("unit", unit)):
        _text(value, key)
    shop = _SHOP.fullmatch(account) is not None
    found = shop_account(store_id, account) if shop else _uuid(account)
    return Place(found, kind, instance, unit), account if shop else ""


@lru_cache(maxsize=_REMEMBERED, typed=True)
def _amount(value: str | int) -> int:
    """What is refused is not remembered, so no long text is."""
    if type(value) is str and _WHOLE.fullmatch(value):
        value = int(value)
    if type(value) is not int or abs(value) > MAX_AMOUNT:
        raise Undecodable("amount")
    return value


def _text(value: str, key: str) -> str:
    if not storable(value):
        raise Undecodable(key)
    return value


@lru_cache(maxsize=_REMEMBERED)
def _uuid(text: str) -> UUID:
    if len(text) > _TEXT_LIMIT:  # hyphens may stand anywhere; no long text is remembered
        raise Undecodable("uuid")
    try:
        return UUID(text)
    except ValueError as error:
        raise Undecodable("uuid") from error


def _digests(body: Body) -> dict[str, str]:
    return {_text(item.field, "field"): _text(item.digest, "digest") for item in body.pii}


def _checked_pii(pii: tuple[Pii, ...], digests: dict[str, str]) -> tuple[tuple[Pii, ...], bool]:
    """The values whose digest the chain covers, one a field, and whether others were sent along."""
    if not pii:
        return (), False
    good = {item.field: item for item in pii if digests.get(item.field) == item.digest}
    return tuple(good.values()), len(good) != len(pii)


def _bookings(body: Body, store_id: int) -> tuple[tuple[Booking, ...], bool]:
    """The postings as ledger rows, and whether they balance in each unit."""
    found, units = [], dict[str, int]()
    for line, one in enumerate(body.postings):
        place, name = _place(store_id, one.account, one.kind, one.instance, one.unit)
        amount = _amount(one.amount)
        units[one.unit] = units.get(one.unit, 0) + amount
        found.append(Booking(place, name, amount, line))
    return tuple(found), not any(units.values())


def _offset_min(value: Any) -> int:
    """Minutes the till's clock is ahead of UTC; 0 for what no place on earth has."""
    return value if type(value) is int and abs(value) <= _MOST_OFFSET_MIN else 0


def _new_lot(lot: Lot) -> NewLot:
    return NewLot(
        _uuid(lot.id),
        _text(lot.kind, "kind"),
        _text(lot.instance, "instance"),
        _amount(lot.granted),
        _amount(lot.made_at_ms),
        _day(lot.expires, "expires"),
        _day(lot.available_from, "available_from"),
        recharge_id=_text(lot.recharge, "recharge") if lot.recharge else "",
        gift=bool(lot.gift),
        event_id=_uuid(lot.event) if lot.event else None,
    )


def _moves(entries: Entries) -> Iterator[Move]:
    n = 0
    for account, entry in entries:
        for lot, amount, right in entry.moves:
            yield Move(account, n, _uuid(lot), _amount(amount), _right(right))
            n += 1


def _right(told: str) -> str:
    """What is taken without a right, as the owner allows, counts like any other spending."""
    if told.startswith("floor:"):
        return ""
    return told if told in ("", "own") else str(_uuid(told))


def _rows(rows: Iterable[Row], beside: Mapping[str, str]) -> Iterator[RowState]:
    """The rows, with what stands beside the body in its place (none, when it was erased)."""
    for row in rows:
        fields = {name: _beside(value, beside) for name, value in row.f.items()}
        doc = json.dumps(fields, separators=(",", ":"))
        if "\\u0000" in doc:
            raise Undecodable("rows")
        yield RowState(_text(row.e, "e"), _text(row.id, "id"), doc)


def _beside(value: Any, beside: Mapping[str, str]) -> Any:
    if isinstance(value, dict) and value.keys() == {"pii"}:
        return beside.get(value["pii"]) if isinstance(value["pii"], str) else None
    return value


def _day(value: str | None, key: str) -> date | None:
    return None if value is None else _date(value, key)


def _date(value: str, key: str) -> date:
    found = _date_of(value) if len(value) == _DATE_CHARS else None  # no long text is remembered
    if found is None:
        raise Undecodable(key)
    return found


@lru_cache(maxsize=_REMEMBERED)
def _date_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None
