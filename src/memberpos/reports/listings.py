"""Whole tables for exports: columns and rows by kind, in machine keys; rows come as they are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from memberpos.domain.masks import mask_phone
from memberpos.domain.member_filter import MemberFilter
from memberpos.domain.member_profile import CustomField
from memberpos.domain.rules import Rules
from memberpos.reports.table import COUNT, DATE, MONEY, QTY, TEXT, TIME, WORD, Cell, Column
from memberpos.store import listings, settings_versions
from memberpos.store.database import Database


@dataclass(frozen=True)
class Listing:
    """What an export of a kind holds; `rows(db, currency, today)` yields a cell a column (`today`: business date)."""

    columns: tuple[Column, ...]
    rows: Callable[[Database, str, date], Iterator[tuple[Cell, ...]]]


def _columns(names: str, kinds: Mapping[str, str]) -> tuple[Column, ...]:
    return tuple(Column(name, kinds.get(name, TEXT), name if name in _FAMILIES else "") for name in names.split())


_MEMBERS = (
    "name phone sex birthday lunar tier card joined last_visit visits spend points growth principal bonus tags address"
    " notes referrer seller ends status consents"
)
_WORD_FAMILIES = {"sex": "sex", "lunar": "yes_no", "status": "member_status"}


def members(fields: Sequence[CustomField], wanted: MemberFilter, *, see_phone: bool) -> Listing:
    """Members with every column, the owner's own fields among them; phones with their middle hidden if so wanted."""
    kinds = {
        "birthday": DATE, "joined": DATE, "last_visit": DATE, "ends": DATE, "visits": COUNT, "spend": MONEY,
        "points": COUNT, "growth": COUNT, "principal": MONEY, "bonus": MONEY, **dict.fromkeys(_WORD_FAMILIES, WORD),
    }  # fmt: skip
    known = tuple(Column(name, kinds.get(name, TEXT), _WORD_FAMILIES.get(name, "")) for name in _MEMBERS.split())
    own = tuple(Column(each.label, TEXT) for each in fields)

    def rows(db: Database, _currency: str, today: date) -> Iterator[tuple[Cell, ...]]:
        for name, phone, *rest, custom, member_id in listings.members(db, wanted, today):
            values = json.loads(custom)
            shown = phone if see_phone else mask_phone(phone) or None
            yield (name, shown, *rest, *(values.get(each.code) for each in fields), member_id)

    return Listing((*known, *own, Column("member_id", TEXT)), rows)


def _ledger(db: Database, currency: str, _today: date) -> Iterator[tuple[Cell, ...]]:
    """Money and other units in columns of their own, so that each can be summed."""
    for *head, unit, amount, after in listings.ledger(db):
        money = unit == currency
        yield (*head, unit, *_apart(amount, money=money), *_apart(after, money=money))


def _apart(amount: Any, *, money: bool) -> tuple[Cell, Cell]:
    return (amount, None) if money else (None, amount)


def _sales(db: Database, _currency: str, _today: date) -> Iterator[tuple[Cell, ...]]:
    yield from listings.sale_lines(db)


def _reminders(db: Database, _currency: str, today: date) -> Iterator[tuple[Cell, ...]]:
    """Points that expire, for as long as the counter names them; birthdays and tiers that end in the next 60 days."""
    rules = settings_versions.current(db)[1].get("rules", {})
    days = rules.get("points.remind_days", Rules().points_remind_days)
    points_to = today + timedelta(days=days or -1)
    yield from listings.reminders(db, today, points_to, today + timedelta(days=_DATES_DAYS))


#: How far ahead the list names birthdays and the ends of tiers.
_DATES_DAYS = 60
_FAMILIES = ("sex", "reminder")
LISTINGS: Mapping[str, Listing] = MappingProxyType(
    {
        "ledger": Listing(
            _columns(
                "seq business_date at event account member kind instance unit amount quantity balance balance_units",
                {"seq": COUNT, "business_date": DATE, "at": TIME, "amount": MONEY, "quantity": COUNT, "balance": MONEY,
                 "balance_units": COUNT},
            ),
            _ledger,
        ),
        "sales": Listing(
            _columns(
                "business_date at receipt_no staff member line sku goods qty unit unit_price gross discount net"
                " refunded",
                {"business_date": DATE, "at": TIME, "line": COUNT, "qty": QTY, "unit_price": MONEY, "gross": MONEY,
                 "discount": MONEY, "net": MONEY, "refunded": MONEY},
            ),
            _sales,
        ),
        "reminders": Listing(
            _columns(
                "reminder date name phone points tier last_visit member_id",
                {"reminder": WORD, "date": DATE, "points": COUNT, "last_visit": DATE},
            ),
            _reminders,
        ),
    }
)  # fmt: skip
