"""A booked sale as the refund screen shows it, with what may still go back."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.services.results import TenderDone


@dataclass(frozen=True)
class RefundableLine:
    """A line of a sale with what may still go back."""

    n: int
    sku: str
    name: str
    qty_milli: int
    net_fen: int
    left_qty_milli: int
    left_fen: int


@dataclass(frozen=True)
class SaleView:
    """A sale as the refund screen shows it."""

    sale_id: str
    receipt_no: str
    at_ms: int
    member_id: str | None
    member_name: str
    due_fen: int
    left_fen: int
    lines: tuple[RefundableLine, ...]
    tenders: tuple[TenderDone, ...]
    points_earned: int = 0
    points_used: int = 0
