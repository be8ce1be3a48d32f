"""The X and Z report: one shift's figures as the document of the `report.x` and `report.z` contract."""

from __future__ import annotations

from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.shift import CashSum, expected_cash
from memberpos.store import figures, outbox, shifts
from memberpos.store.database import Database
from memberpos.store.figures import Span
from memberpos.store.shifts import ShiftRow

ROLLS = {"principal": "PRINCIPAL", "bonus": "BONUS", "points": "POINTS", "pass_uses": "PASS"}


def x_report(db: Database) -> dict[str, Any]:
    """The open shift as it stands; changes nothing. PosError no_shift."""
    shift = shifts.current(db)
    if shift is None:
        raise PosError("no_shift")
    return document(db, shift, figures.last_seq(db), None)


def last_z(db: Database) -> dict[str, Any]:
    """The newest Z as it was stored. PosError not_found before the first."""
    found = shifts.last_z(db)
    if found is None:
        raise PosError("not_found", what="z_report")
    return found


def expected(db: Database, shift: ShiftRow, to_seq: int) -> dict[str, int]:
    """{tender kind: expected fen} of a shift: cash from every kind of event with the float, others as they came in."""
    span = (shift.opened_seq, to_seq)
    cash = [CashSum(row.kind, row.in_fen, row.out_fen) for row in figures.cash_by_event_kind(db, span)]
    found = {"cash": expected_cash(shift.float_fen, cash), "scan_pay": 0, "bank_card": 0}
    for row in figures.tenders(db, span):
        if row.kind in ("scan_pay", "bank_card"):
            found[row.kind] = row.in_fen - row.out_fen
    return found


def document(db: Database, shift: ShiftRow, to_seq: int, z_number: int | None) -> dict[str, Any]:
    """The report over the events of a shift up to `to_seq`."""
    span = (shift.opened_seq, to_seq)
    sold = figures.sales(db, span)
    refund_n, refund_fen = figures.refunds(db, span)
    principal_fen, bonus_fen = figures.stored_spent(db, span)
    _, recharge_fen, recharge_bonus_fen = figures.recharges(db, span)
    return {
        "business_date": shift.business_date,
        "shift": shift.name,
        "z_number": z_number,
        "tenders": {
            row.kind: {"in_fen": row.in_fen, "out_fen": row.out_fen, "n": row.n} for row in figures.tenders(db, span)
        },
        "sales_fen": sold["due_fen"],
        "discount_fen": sold["discount_fen"],
        "refunds_fen": refund_fen,
        "rounding_fen": sold["rounding_fen"],
        "stored_principal_fen": principal_fen,
        "stored_bonus_fen": bonus_fen,
        "recharges_fen": recharge_fen,
        "recharge_bonus_fen": recharge_bonus_fen,
        "passes_sold_fen": figures.passes_sold(db, span),
        "expected_cash_fen": expected(db, shift, to_seq)["cash"],
        "points": points_figures(db, span),
        "rollforward": rollforward(db, span),
        "counts": _counts(db, span, shift, sold["n"], refund_n),
        "unsent": outbox.count_unsent(db),
        "last_hash": outbox.last_hash(db).hex(),
    }


def points_figures(db: Database, span: Span) -> dict[str, int]:
    """issued, redeemed (less what refunds returned), reversed (clawed back), expired."""
    reversed_, issued = figures.shop_side(db, "shop:points_issued", span)
    redeemed, returned = figures.shop_side(db, "shop:points_redeemed", span)
    expired, _ = figures.shop_side(db, "shop:points_expired", span)
    return {"issued": issued, "redeemed": redeemed - returned, "reversed": reversed_, "expired": expired}


def rollforward(db: Database, span: Span) -> dict[str, dict[str, int]]:
    """Opening + in − out = closing of what the shop owes its members."""
    out = {}
    for name, kind in ROLLS.items():
        open_, in_, gone, close = figures.roll(db, kind, span)
        out[name] = {"open": open_, "in": in_, "out": gone, "close": close}
    return out


def _counts(db: Database, span: Span, shift: ShiftRow, sales_n: int, refunds_n: int) -> dict[str, int]:
    return {
        "sales": sales_n,
        "refunds": refunds_n,
        "voids": 0,
        "price_overrides": figures.count_price_overrides(db, span),
        "no_sale_drawer": figures.count_no_sale(db, span),
        "reprints": figures.count_reprints(db, shift.id),
        "manual_points": figures.count_events(db, "points.adjust", span),
    }
