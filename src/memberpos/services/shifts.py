"""Shifts: opening with a float, cash moves, the blind count, closing with a Z (domain rules §10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import Posting
from memberpos.domain.money import check_fen
from memberpos.domain.shift import Counted
from memberpos.reports import shift_report
from memberpos.services import money_moves, numbers
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.shop import open_shift as need_shift
from memberpos.services.shop import shop_of
from memberpos.services.use import Use
from memberpos.store import figures, meta, sales, shifts
from memberpos.store.database import Database
from memberpos.store.sales import TenderRow
from memberpos.store.shifts import ShiftRow

SAFE = ("shop:safe", "SAFE")
OVER_SHORT = ("shop:over_short", "OVER_SHORT")
CASH = ("shop:cash", "CASH")
#: Kind of cash move → the shop's other side and the sign of the drawer.
MOVES = {
    "paid_in": (("shop:petty", "PETTY"), 1),
    "paid_out": (("shop:petty", "PETTY"), -1),
    "drop": (SAFE, -1),
    "no_sale": (SAFE, 0),
}
COUNTABLE = {"cash_fen": "cash", "scan_pay_fen": "scan_pay", "bank_card_fen": "bank_card"}


@dataclass(frozen=True)
class ShiftOpened:
    """A shift that sells."""

    shift_id: str
    name: str
    business_date: str
    changed: frozenset[str] = field(default=frozenset({"shift", "queue"}))


@dataclass(frozen=True)
class ShiftClosed:
    """A closed shift: what was expected in cash and counted, per tender, and the Z document."""

    z_number: int
    expected_fen: int
    counted_fen: int
    difference_fen: int
    tenders: Mapping[str, Counted]
    z: Mapping[str, Any]
    event_id: str
    changed: frozenset[str] = field(default=frozenset({"shift", "queue"}))


def current(db: Database) -> ShiftRow | None:
    """The shift that is open or being counted."""
    return shifts.current(db)


def open_shift(use: Use, float_fen: int) -> ShiftOpened:
    """Opens a shift with `float_fen` in the drawer. PosError shift_open, bad_amount, not_allowed."""
    check_fen(float_fen)
    with use.db.transaction():
        require(use, "shift.open")
        if shifts.current(use.db) is not None:
            raise PosError("shift_open")
        shop = shop_of(use.db)
        date = shop.business_date(use.now_ms).isoformat()
        shift_id, name = str(use.new_id()), _name(use.db, date)
        shifts.insert(
            use.db,
            ShiftRow(shift_id, name, "open", use.staff_id, use.now_ms, figures.last_seq(use.db) + 1, date, float_fen),
        )
        postings = _cash(shop.currency, float_fen, SAFE)
        book(use, Draft("shift.open", {"shift": name, "float_fen": float_fen}, postings), shop)
    return ShiftOpened(shift_id, name, date)


def begin_count(use: Use) -> None:
    """The drawer is being counted: selling goes on once `stop_count` is called. PosError no_shift."""
    with use.db.transaction():
        shifts.set_state(use.db, need_shift(use.db).id, "counting")


def stop_count(use: Use) -> None:
    """Back to selling without closing."""
    with use.db.transaction():
        shifts.set_state(use.db, need_shift(use.db).id, "open")


def count(use: Use, counted: Mapping[str, int]) -> Mapping[str, Counted]:
    """Keeps a count and only then says what was expected, per tender kind; the first is kept, recounts are appended.

    `counted` as in `close`. PosError no_shift, bad_amount, not_allowed.
    """
    _check(counted)
    with use.db.transaction():
        require(use, "shift.close")
        shift = need_shift(use.db)
        expected = shift_report.expected(use.db, shift, figures.last_seq(use.db))
        _keep(use, shift, counted)
    return {COUNTABLE[name]: Counted(expected[COUNTABLE[name]], fen) for name, fen in counted.items()}


def _check(counted: Mapping[str, int]) -> None:
    if "cash_fen" not in counted or set(counted) - set(COUNTABLE):
        raise PosError("bad_amount", reason="counted")
    for name, fen in counted.items():
        # A terminal that gave back more than it took has a negative sum; a drawer never has.
        check_fen(fen if name == "cash_fen" else abs(fen), 0, name)


def _keep(use: Use, shift: ShiftRow, counted: Mapping[str, int]) -> None:
    """Appends a count unless it is the last one again."""
    if shifts.last_count(use.db, shift.id) != dict(counted):
        shifts.add_count(use.db, shift.id, at_ms=use.now_ms, staff_id=use.staff_id, doc=dict(counted))


def close(use: Use, counted: Mapping[str, int], reason: str = "") -> ShiftClosed:
    """Counts and closes. A difference is posted with its reason, never refused; the first count stays, recounts follow.

    `counted`: {cash_fen[, scan_pay_fen][, bank_card_fen]}. PosError no_shift, bad_amount, not_allowed.
    """
    _check(counted)
    with use.db.transaction():
        require(use, "shift.close")
        shift = need_shift(use.db)
        shop = shop_of(use.db)
        expected = shift_report.expected(use.db, shift, figures.last_seq(use.db))
        found = {COUNTABLE[name]: Counted(expected[COUNTABLE[name]], fen) for name, fen in counted.items()}
        _keep(use, shift, counted)
        number = numbers.z(use.db)
        postings = _closing(shop.currency, found["cash"])
        data = {
            "shift": shift.name, "z_number": number, "reason": reason,
            "counted": dict(counted), "expected": {f"{kind}_fen": fen for kind, fen in expected.items()},
        }  # fmt: skip
        event = book(use, Draft("shift.close", data, postings), shop)
        z = shift_report.document(use.db, shift, event.seq, number)
        shifts.close(use.db, shift.id, at_ms=use.now_ms, seq=event.seq, z_number=number)
        shifts.add_z(use.db, number, shift.id, event.seq, shift.business_date, z)
    cash = found["cash"]
    return ShiftClosed(number, cash.expected_fen, cash.counted_fen, cash.difference_fen, found, z, event.id)


def cash_move(use: Use, kind: str, fen: int, reason: str) -> str:
    """Paid in, paid out, safe drop, or the drawer opened without a sale; gives the event id. PosError bad_amount."""
    check_fen(fen)
    if kind not in MOVES or (fen == 0) != (kind == "no_sale"):
        raise PosError("bad_amount", kind=kind, fen=fen)
    with use.db.transaction():
        require(use, "drawer.open" if kind == "no_sale" else "cash.move")
        need_shift(use.db)
        shop = shop_of(use.db)
        side, sign = MOVES[kind]
        postings = _cash(shop.currency, sign * fen, side)
        event = book(use, Draft("cash.move", {"kind": kind, "fen": fen, "reason": reason}, postings), shop)
        if fen:
            sales.add_tenders(use.db, event.seq, [TenderRow(event.id, 1, "cash", sign * fen, sign * fen)])
    return event.id


def _name(db: Database, date: str) -> str:
    """20261121-A, -B … as printed; a counter a day."""
    n = meta.next_number(db, f"shift_seq:{date}") - 1
    letters = ""
    while True:
        letters = chr(ord("A") + n % 26) + letters
        n = n // 26 - 1
        if n < 0:
            return f"{date.replace('-', '')}-{letters}"


def _cash(unit: str, fen: int, side: tuple[str, str]) -> list[Posting]:
    """Cash into the drawer (negative: out of it) against one of the shop's accounts."""
    if fen == 0:
        return []
    return [Posting(*CASH, unit, -fen), money_moves.shop_side(side, unit, fen)]


def _closing(unit: str, cash: Counted) -> list[Posting]:
    """The difference is posted, then what was counted goes to the safe: the drawer's account ends at zero."""
    return _cash(unit, cash.difference_fen, OVER_SHORT) + _cash(unit, -cash.counted_fen, SAFE)
