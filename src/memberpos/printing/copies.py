"""Which papers are printed twice: once for the customer, once for the shop to keep, signed."""

from __future__ import annotations

from memberpos.printing.documents import (
    ClosingReceipt,
    PassReceipt,
    RechargeReceipt,
    RechargeRefundReceipt,
    RefundReceipt,
    SaleReceipt,
    TransferReceipt,
    ValueSlip,
)
from memberpos.printing.kinds import Document

#: Papers of money received, paid back or moved.
_MONEY = (
    SaleReceipt, RechargeReceipt, RefundReceipt, RechargeRefundReceipt, ClosingReceipt, TransferReceipt, ValueSlip,
    PassReceipt,
)  # fmt: skip
_ALWAYS_STORED_VALUE = (RechargeReceipt, RechargeRefundReceipt, ClosingReceipt, TransferReceipt, ValueSlip)


def parts(document: Document, wanted: str) -> tuple[str, ...]:
    """Parts to print, ("",) for a single paper; `wanted` never | stored_value | always. A reprint is always single."""
    if document.head.copy or not isinstance(document, _MONEY) or wanted == "never":
        return ("",)
    return ("customer", "merchant") if wanted == "always" or moves_stored_value(document) else ("",)


def moves_stored_value(document: Document) -> bool:
    """Money of a member went in or out."""
    if isinstance(document, _ALWAYS_STORED_VALUE):
        return True
    return any(tender.kind == "stored_value" for tender in getattr(document, "tenders", ()))
