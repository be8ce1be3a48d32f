"""The prepaid-card law as values and checks (domain rules §13): what it forbids is refused with `law_limit`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from memberpos.domain.dates import add_months
from memberpos.domain.errors import PosError

NAME, IDENTITY = "name", "identity"
SIZES = ("large", "group", "brand")
_MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Law:
    """The values in force on a day. A value is named as its section and key in the file; None = no such rule then."""

    balance_limit_named_fen: int | None = None
    balance_limit_anonymous_fen: int | None = None
    balance_limit_named_needs: str = NAME
    validity_anonymous_years: int | None = None
    identity_anonymous_at_once_fen: int | None = None
    identity_kept_years: int | None = None
    not_in_cash_organisation_fen: int | None = None
    not_in_cash_person_fen: int | None = None
    refund_cash_up_to_fen: int | None = None
    deposit_large_percent: int = 0
    deposit_group_percent: int = 0
    deposit_brand_percent: int = 0
    invoice_top_up_tax_code: str = ""
    draw_prize_up_to_fen: int | None = None
    draw_records_years: int | None = None
    minors_consent_below_years: int | None = None
    withdrawal_days: int | None = None
    closing_shop_at_least: str = ""

    def withdraw_until(self, paid_on: date) -> date | None:
        """The last day of the right to have the principal back; the day of payment is not counted."""
        return None if self.withdrawal_days is None else paid_on + timedelta(days=self.withdrawal_days)

    def card_ends_on(self, issued_on: date, *, named: bool) -> date | None:
        """The last day of a card; None = it never ends."""
        if named or self.validity_anonymous_years is None:
            return None
        return add_months(issued_on, self.validity_anonymous_years * _MONTHS_A_YEAR)

    def deposit_fen(self, size: str, prepaid_fen: int) -> int:
        """What is kept with a bank for a shop of a size of SIZES, of the prepaid balance of the quarter before; up."""
        percent: int = getattr(self, f"deposit_{size}_percent")
        return -(-prepaid_fen * percent // 100)


@dataclass(frozen=True)
class TopUp:
    """A top-up as the law sees it; `principal_after_fen` is what the card holds then, `paid_by` a tender kind."""

    amount_fen: int
    principal_after_fen: int
    paid_by: str
    named: bool = True
    identity: bool = False
    organisation: bool = False


def editions_from(document: Mapping[str, Any]) -> tuple[tuple[date, Mapping[str, Any]], ...]:
    """(first day, flat values) of each `[[edition]]` by date. ValueError, KeyError, TypeError if it is none."""
    found = []
    for edition in document["edition"]:
        sections = {name: section for name, section in edition.items() if name != "from"}
        found.append((date.fromisoformat(edition["from"]), flat(sections)))
    return tuple(sorted(found, key=lambda entry: entry[0]))


def flat(sections: Mapping[str, Any]) -> dict[str, Any]:
    """{section_key: value} of {section: {key: value}}. ValueError, TypeError for what the law does not have."""
    found: dict[str, Any] = {}
    for section, values in sections.items():
        if not isinstance(values, Mapping):
            raise TypeError(section)
        for key, value in values.items():
            found[_checked(f"{section}_{key}", value)] = value
    return found


def law_on(day: date, editions: Sequence[tuple[date, Mapping[str, Any]]], own: Mapping[str, Any] | None = None) -> Law:
    """The law of a day: each edition that has begun lays its values over those before; `own` are the shop's."""
    values: dict[str, Any] = {}
    for begins, edition in editions:
        if begins <= day:
            values |= edition
    return Law(**{**values, **(own or {})})


def check_top_up(law: Law, top_up: TopUp) -> None:
    """PosError law_limit (limit_fen, and what not_in_cash | identity where it is not the balance)."""
    named = top_up.identity if law.balance_limit_named_needs == IDENTITY else top_up.named
    limit = law.balance_limit_named_fen if named else law.balance_limit_anonymous_fen
    _refuse_above(limit, top_up.principal_after_fen)
    at_once = law.identity_anonymous_at_once_fen
    if not named and not top_up.identity and at_once is not None and top_up.amount_fen >= at_once:
        raise PosError("law_limit", what="identity", limit_fen=at_once)
    no_cash = law.not_in_cash_organisation_fen if top_up.organisation else law.not_in_cash_person_fen
    if top_up.paid_by == "cash" and no_cash is not None and top_up.amount_fen >= no_cash:
        raise PosError("law_limit", what="not_in_cash", limit_fen=no_cash)


def check_balance(law: Law, principal_after_fen: int, *, named: bool) -> None:
    """PosError law_limit when a card would hold more than it may (a transfer adds to it as a top-up does)."""
    _refuse_above(law.balance_limit_named_fen if named else law.balance_limit_anonymous_fen, principal_after_fen)


def check_paid_back(law: Law, fen: int, paid_by: str) -> None:
    """PosError law_limit (what refund_in_cash) for money back in cash above what may be."""
    limit = law.refund_cash_up_to_fen
    if paid_by == "cash" and limit is not None and fen > limit:
        raise PosError("law_limit", what="refund_in_cash", limit_fen=limit)


def _refuse_above(limit_fen: int | None, principal_fen: int) -> None:
    if limit_fen is not None and principal_fen > limit_fen:
        raise PosError("law_limit", limit_fen=limit_fen, principal_fen=principal_fen)


_TYPES = {field.name: str(field.type) for field in fields(Law)}


def _checked(name: str, value: Any) -> str:
    """The name, if the law has it and the value is of its type."""
    whole = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if name not in _TYPES or not (isinstance(value, str) if _TYPES[name] == "str" else whole):
        raise ValueError(name)
    return name
