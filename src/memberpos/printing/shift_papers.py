"""The paper of a shift: what was paid, sold and owed, an X or a Z. Units as in `documents`."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.printing.documents import Head


@dataclass(frozen=True)
class ShiftTender:
    """One tender kind of a shift; expected, counted and difference are None while it is not counted."""

    kind: str
    in_fen: int
    out_fen: int
    n: int
    expected_fen: int | None = None
    counted_fen: int | None = None
    difference_fen: int | None = None


@dataclass(frozen=True)
class MoneyRoll:
    """Opening + in − out = closing of `kind` principal | bonus, in fen."""

    kind: str
    open_fen: int
    in_fen: int
    out_fen: int
    close_fen: int


@dataclass(frozen=True)
class UnitRoll:
    """Opening + in − out = closing of `kind` points | pass_uses, in units."""

    kind: str
    open: int
    in_: int
    out: int
    close: int


@dataclass(frozen=True)
class Count:
    """How often something happened: sales, refunds, voids, price_overrides, no_sale_drawer, reprints, manual_points."""

    kind: str
    n: int


@dataclass(frozen=True)
class ShiftReport:
    """An X (`z_number` None: nothing changes) or a Z. Fields are those of the contract's `report.z`."""

    head: Head
    business_date: str
    shift: str
    z_number: int | None = None
    opened: str = ""
    closed: str = ""
    float_fen: int = 0
    tenders: tuple[ShiftTender, ...] = ()
    sales_fen: int = 0
    discount_fen: int = 0
    refunds_fen: int = 0
    rounding_fen: int = 0
    stored_principal_fen: int = 0
    stored_bonus_fen: int = 0
    recharges_fen: int = 0
    recharge_bonus_fen: int = 0
    passes_sold_fen: int = 0
    expected_cash_fen: int = 0
    points_issued: int = 0
    points_redeemed: int = 0
    points_reversed: int = 0
    points_expired: int = 0
    money_rolls: tuple[MoneyRoll, ...] = ()
    unit_rolls: tuple[UnitRoll, ...] = ()
    counts: tuple[Count, ...] = ()
    unsent: int = 0
    last_hash: str = ""
