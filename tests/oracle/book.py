"""The book of the shop: facts, one after another, each with its ledger rows. Everything else is counted from it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from tests.oracle import days
from tests.oracle.settings import SCRATCH

Row = dict[str, Any]
Fact = dict[str, Any]


class Refused(Exception):
    """The action is refused; where several refusals are right at once, all their codes, the likeliest first."""

    def __init__(self, *codes: str) -> None:
        super().__init__(codes)
        self.codes = codes


@dataclass
class Shop:
    """What a fresh scratch shop holds (contracts, "rehearse")."""

    at: datetime = datetime(2026, 1, 1, 9, 59, 59, tzinfo=days.ZONE)
    rules: dict[str, Any] = field(default_factory=lambda: dict(SCRATCH))
    versions: list[tuple[date, dict[str, Any]]] = field(default_factory=list)
    products: dict[str, dict[str, Any]] = field(default_factory=dict)
    gifts: dict[str, dict[str, Any]] = field(default_factory=dict)
    coupon_kinds: dict[str, dict[str, Any]] = field(default_factory=dict)
    pass_kinds: dict[str, dict[str, Any]] = field(default_factory=dict)
    offers: dict[str, dict[str, Any]] = field(default_factory=dict)
    recharge_offers: dict[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)
    draws: dict[str, dict[str, Any]] = field(default_factory=dict)
    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    coupons: dict[str, dict[str, Any]] = field(default_factory=dict)
    passes: dict[str, dict[str, Any]] = field(default_factory=dict)
    lots: dict[str, dict[str, Any]] = field(default_factory=dict)
    shifts: list[dict[str, Any]] = field(default_factory=lambda: [{"float_fen": 0, "first": 0, "end": None}])
    facts: list[Fact] = field(default_factory=list)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)

    def copy(self) -> Shop:
        """The same shop, to go on with otherwise. Facts, lots and products are never changed once they are there."""
        parts = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        for name in (
            "products",
            "gifts",
            "coupon_kinds",
            "pass_kinds",
            "offers",
            "recharge_offers",
            "draws",
            "members",
            "lots",
            "names",
        ):
            parts[name] = dict(parts[name])
        for name in ("gifts", "cards", "coupons", "passes"):
            parts[name] = {key: dict(thing) for key, thing in parts[name].items()}
        return Shop(
            **parts
            | {
                "shifts": [dict(shift) for shift in self.shifts],
                "facts": list(self.facts),
                "versions": list(self.versions),
            }
        )

    @property
    def today(self) -> date:
        """The business date of the line that is played."""
        return days.business_date(self.at, self.rules["day_starts_at"])

    @property
    def shift(self) -> dict[str, Any] | None:
        return self.shifts[-1] if self.shifts and self.shifts[-1]["end"] is None else None

    def rules_on(self, day: date) -> dict[str, Any]:
        """The rules in force at the end of a business date."""
        begun = [rules for since, rules in self.versions if since <= day]
        return begun[-1] if begun else (self.versions[0][1] if self.versions else self.rules)

    def need_shift(self) -> None:
        """Whatever moves money of the drawer needs an open shift (domain rules §10)."""
        if self.shift is None:
            raise Refused("no_shift")

    def post(self, kind: str, rows: list[Row] | None = None, **data: Any) -> Fact:
        """Append a fact; `date` may be given for one that time caused (its due date, domain rules §1)."""
        fact = {"kind": kind, "n": len(self.facts), "at": self.at, "date": self.today, "rows": rows or []}
        fact |= {"rules": self.rules, "money": [], **data}
        self.facts.append(fact)
        return fact

    def of(self, *kinds: str, **same: Any) -> list[Fact]:
        """Facts of these kinds whose named entries are as given."""
        return [f for f in self.facts if f["kind"] in kinds and all(f.get(k) == v for k, v in same.items())]

    def new_lot(self, about: str, **data: Any) -> str:
        """The name of a lot that rows will speak of, with what is fixed when it is made."""
        lot = f"{about}#{len(self.lots)}"
        self.lots[lot] = {"lot": lot, "born": (self.at, len(self.lots)), "expires": None, **data}
        return lot

    def rows(self, unit: str, member: str | None = None) -> list[Row]:
        found = [row for fact in self.facts for row in fact["rows"] if row["unit"] == unit]
        return found if member is None else [row for row in found if row["member"] == member]

    def left(self, unit: str, member: str) -> dict[str, int]:
        """What is left of each lot: the sum of its rows (domain rules §1)."""
        sums: dict[str, int] = {}
        for row in self.rows(unit, member):
            sums[row["lot"]] = sums.get(row["lot"], 0) + row["n"]
        return {lot: n for lot, n in sums.items() if n}

    def balance(self, unit: str, member: str) -> int:
        return sum(row["n"] for row in self.rows(unit, member))


def row(unit: str, member: str, lot: str, n: int) -> Row:
    return {"unit": unit, "member": member, "lot": lot, "n": n}


def money(kind: str, in_fen: int = 0, out_fen: int = 0) -> Row:
    """A tender that came in or went out; one of nothing is no row of the report."""
    return {"kind": kind, "in_fen": in_fen, "out_fen": out_fen, "rows": 1 if in_fen or out_fen else 0}
