"""All kinds of paper by name."""

from __future__ import annotations

from memberpos.printing.documents import (
    CardLabel,
    CardSlip,
    ClosingReceipt,
    DrawSlip,
    GiftSlip,
    PassReceipt,
    PassUseSlip,
    RechargeReceipt,
    RechargeRefundReceipt,
    RefundReceipt,
    SaleReceipt,
    TablePaper,
    TransferReceipt,
    ValueSlip,
)
from memberpos.printing.shift_papers import ShiftReport

Document = (
    SaleReceipt | RechargeReceipt | RefundReceipt | RechargeRefundReceipt | ClosingReceipt | TransferReceipt | ValueSlip
    | GiftSlip | DrawSlip | PassReceipt | PassUseSlip | CardSlip | CardLabel | ShiftReport | TablePaper
)  # fmt: skip

#: Name of a paper = name of its template = `kind` of its print job.
KINDS: dict[str, type[Document]] = {
    "sale": SaleReceipt,
    "recharge": RechargeReceipt,
    "refund": RefundReceipt,
    "recharge_refund": RechargeRefundReceipt,
    "closing": ClosingReceipt,
    "transfer": TransferReceipt,
    "value": ValueSlip,
    "gift": GiftSlip,
    "draw": DrawSlip,
    "pass": PassReceipt,
    "pass_use": PassUseSlip,
    "card": CardSlip,
    "label": CardLabel,
    "shift": ShiftReport,
    "report": TablePaper,
}


def kind_of(document: Document) -> str:
    """The name of the paper, one of `KINDS`."""
    return next(kind for kind, cls in KINDS.items() if type(document) is cls)
