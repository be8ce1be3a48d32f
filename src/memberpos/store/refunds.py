"""Refunds against sales: what of each cell and line has gone back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from memberpos.store.database import Database
from memberpos.store.sales import CellRow


@dataclass(frozen=True)
class RefundRow:
    """A refund's header; amounts are what this refund gave or took."""

    id: str
    seq: int
    sale_id: str | None
    receipt_no: str
    member_id: str | None
    account_id: str | None
    refund_fen: int
    claw_value_fen: int
    points_clawed: int
    points_returned: int
    growth_clawed: int
    base_fen: int
    spend_fen: int
    reason: str = ""
    whole: int = 0


_COLUMNS = ", ".join(RefundRow.__dataclass_fields__)


def insert(db: Database, row: RefundRow, cells: Iterable[CellRow], lines: Iterable[tuple[int, int, int]]) -> None:
    """Stores a refund; `lines` = (line, qty in thousandths, fen)."""
    values = tuple(getattr(row, name) for name in RefundRow.__dataclass_fields__)
    db.execute(f"INSERT INTO refund({_COLUMNS}) VALUES({', '.join('?' * len(values))})", values)
    db.executemany(
        "INSERT INTO refund_cell(refund_id, line_n, tender_n, part, fen) VALUES(?, ?, ?, ?, ?)",
        [(row.id, c.line_n, c.tender_n, c.part, c.fen) for c in cells],
    )
    db.executemany(
        "INSERT INTO refund_line(refund_id, line_n, qty_milli, fen) VALUES(?, ?, ?, ?)",
        [(row.id, *line) for line in lines],
    )


def of_sale(db: Database, sale_id: str) -> list[RefundRow]:
    """The refunds of a sale in order."""
    rows = db.all(f"SELECT {_COLUMNS} FROM refund WHERE sale_id = ? ORDER BY seq", (sale_id,))
    return [RefundRow(*row) for row in rows]


def find(db: Database, refund_id: str) -> RefundRow | None:
    """The refund with this id."""
    row = db.one(f"SELECT {_COLUMNS} FROM refund WHERE id = ?", (refund_id,))
    return None if row is None else RefundRow(*row)


def cells_refunded(db: Database, sale_id: str) -> dict[tuple[int, int, str], int]:
    """{(line, tender, part): fen gone back}."""
    rows = db.all(
        "SELECT c.line_n, c.tender_n, c.part, sum(c.fen) FROM refund_cell c JOIN refund r ON r.id = c.refund_id"
        " WHERE r.sale_id = ? GROUP BY 1, 2, 3",
        (sale_id,),
    )
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def lines_refunded(db: Database, sale_id: str) -> dict[int, tuple[int, int]]:
    """{line: (qty in thousandths, fen) gone back}."""
    rows = db.all(
        "SELECT l.line_n, sum(l.qty_milli), sum(l.fen) FROM refund_line l JOIN refund r ON r.id = l.refund_id"
        " WHERE r.sale_id = ? GROUP BY 1",
        (sale_id,),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def lines_of(db: Database, refund_id: str) -> list[tuple[int, int, int]]:
    """(line, qty in thousandths, fen) of one refund."""
    rows = db.all("SELECT line_n, qty_milli, fen FROM refund_line WHERE refund_id = ? ORDER BY line_n", (refund_id,))
    return [(row[0], row[1], row[2]) for row in rows]
