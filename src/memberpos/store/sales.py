"""Sales with their lines, discounts, tenders and the cells (what each line was paid with)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from memberpos.store.database import Database


@dataclass(frozen=True)
class SaleRow:
    """A sale's header; `earn_doc` is the JSON of how its points were computed."""

    id: str
    seq: int
    receipt_no: str
    member_id: str | None
    account_id: str | None
    card_number: str | None
    total_fen: int
    discount_fen: int
    due_fen: int
    change_fen: int
    rounding_fen: int
    points_used: int
    points_fen: int
    points_earned: int
    growth_earned: int
    spend_fen: int
    tier: str | None
    earn_doc: str
    note: str = ""


@dataclass(frozen=True)
class LineRow:
    """One line of a sale; `gross_fen` is list × quantity, `net_fen` what the customer owes for it."""

    sale_id: str
    n: int
    sku: str
    name: str
    kind: str
    unit: str
    category: str
    qty_milli: int
    list_fen: int
    unit_price_fen: int
    price_source: str
    gross_fen: int
    net_fen: int
    earns: bool
    bonus_allowed: bool
    note: str = ""
    explain: str = "[]"


@dataclass(frozen=True)
class TenderRow:
    """Money in (positive) or out (negative) of one event; `fen` is net of change. `instance`: the pass that paid."""

    event_id: str
    n: int
    kind: str
    fen: int
    given_fen: int
    change_fen: int = 0
    payer_account: str | None = None
    principal_fen: int = 0
    bonus_fen: int = 0
    proof: str = ""
    trade_no: str = ""
    card_number: str | None = None
    instance: str = ""


@dataclass(frozen=True)
class CellRow:
    """`fen` of line `line_n` paid by tender `tender_n`; `part` PRINCIPAL, BONUS or ''."""

    line_n: int
    tender_n: int
    part: str
    fen: int


@dataclass(frozen=True)
class DiscountRow:
    """A share of one discount on one line; `label` is the name people read ("" = none but the code)."""

    line_n: int
    source: str
    code: str
    fen: int
    label: str = ""


_SALE = ", ".join(SaleRow.__dataclass_fields__)
_LINE = ", ".join(LineRow.__dataclass_fields__)
_TENDER = ", ".join(TenderRow.__dataclass_fields__)


def _insert(db: Database, table: str, columns: str, row: object) -> None:
    values = tuple(getattr(row, name) for name in columns.split(", "))
    db.execute(f"INSERT INTO {table}({columns}) VALUES({', '.join('?' * len(values))})", values)


def insert(
    db: Database, sale: SaleRow, lines: Iterable[LineRow], discounts: Iterable[DiscountRow], cells: Iterable[CellRow]
) -> None:
    """Stores a sale; inside the caller's transaction."""
    _insert(db, "sale", _SALE, sale)
    for line in lines:
        _insert(db, "sale_line", _LINE, line)
    db.executemany(
        "INSERT INTO sale_discount(sale_id, line_n, n, source, code, fen, label) VALUES(?, ?, ?, ?, ?, ?, ?)",
        [(sale.id, d.line_n, n, d.source, d.code, d.fen, d.label) for n, d in enumerate(discounts, 1)],
    )
    db.executemany(
        "INSERT INTO sale_cell(sale_id, line_n, tender_n, part, fen) VALUES(?, ?, ?, ?, ?)",
        [(sale.id, c.line_n, c.tender_n, c.part, c.fen) for c in cells],
    )


def add_tenders(db: Database, seq: int, tenders: Iterable[TenderRow]) -> None:
    """Stores the tenders of any event that moved money."""
    for tender in tenders:
        values = tuple(getattr(tender, name) for name in TenderRow.__dataclass_fields__)
        db.execute(
            f"INSERT INTO tender({_TENDER}, seq) VALUES({', '.join('?' * (len(values) + 1))})",
            (*values, seq),
        )


def find(db: Database, key: str) -> SaleRow | None:
    """A sale by id or receipt number."""
    row = db.one(f"SELECT {_SALE} FROM sale WHERE id = ? OR receipt_no = ?", (key, key))
    return None if row is None else SaleRow(*row)


def recent(db: Database, limit: int, text: str = "") -> list[SaleRow]:
    """Newest sales first; `text` limits them to receipt numbers that end with it."""
    rows = db.all(
        f"SELECT {_SALE} FROM sale WHERE receipt_no LIKE ? ORDER BY seq DESC LIMIT ?",
        (f"%{text}", limit),
    )
    return [SaleRow(*row) for row in rows]


def lines(db: Database, sale_id: str) -> list[LineRow]:
    """A sale's lines in order."""
    rows = db.all(f"SELECT {_LINE} FROM sale_line WHERE sale_id = ? ORDER BY n", (sale_id,))
    at = list(LineRow.__dataclass_fields__).index("earns")
    return [_line(list(row), at) for row in rows]


def _line(values: list[Any], first_flag: int) -> LineRow:
    values[first_flag : first_flag + 2] = map(bool, values[first_flag : first_flag + 2])
    return LineRow(*values)


def paid_before(db: Database, member_id: str, seq: int) -> bool:
    """Whether a member has a sale before event `seq` with money due that was not given back in full."""
    return bool(
        db.value(
            "SELECT 1 FROM sale s WHERE s.member_id = ? AND s.seq < ? AND s.due_fen > 0"
            " AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.sale_id = s.id AND r.whole = 1) LIMIT 1",
            (member_id, seq),
        )
    )


def stands_on(db: Database, member_id: str, date: str) -> bool:
    """Whether a member has a sale of a business date that was not given back in full."""
    return bool(
        db.value(
            "SELECT 1 FROM sale s JOIN event e ON e.seq = s.seq WHERE s.member_id = ? AND +e.business_date = ?"
            " AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.sale_id = s.id AND r.whole = 1) LIMIT 1",
            (member_id, date),
        )
    )


def tenders(db: Database, event_id: str) -> list[TenderRow]:
    """The tenders of an event in order."""
    rows = db.all(f"SELECT {_TENDER} FROM tender WHERE event_id = ? ORDER BY n", (event_id,))
    return [TenderRow(*row) for row in rows]


def discounts(db: Database, sale_id: str) -> list[DiscountRow]:
    """A sale's discount shares."""
    rows = db.all("SELECT line_n, source, code, fen, label FROM sale_discount WHERE sale_id = ? ORDER BY n", (sale_id,))
    return [DiscountRow(*row) for row in rows]


def cells(db: Database, sale_id: str) -> list[CellRow]:
    """What each line was paid with, in order of line and tender."""
    rows = db.all(
        "SELECT line_n, tender_n, part, fen FROM sale_cell WHERE sale_id = ? ORDER BY line_n, tender_n, part",
        (sale_id,),
    )
    return [CellRow(*row) for row in rows]
