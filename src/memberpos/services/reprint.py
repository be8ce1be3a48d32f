"""Printing a paper again: who asked for it is audited, and the Z counts it (domain rules §10, §14)."""

from __future__ import annotations

import json

from memberpos.services import receipts
from memberpos.services.rights import require
from memberpos.services.use import Use
from memberpos.store import audit, shifts


def reprint(use: Use, event_id: str) -> None:
    """Notes that the paper of a booked event is printed again; call it before the copy is queued.

    PosError not_found for an event without a paper, not_allowed, needs_approval.
    """
    with use.db.transaction():
        require(use, "sale.reprint")
        receipts.event_with_paper(use.db, event_id)
        shift = shifts.current(use.db)
        detail = {"shift": shift.id if shift else "", **({"approver": use.approver_id} if use.approver_id else {})}
        audit.append(
            use.db, at_ms=use.now_ms, staff_id=use.staff_id, action=audit.REPRINT, subject=event_id,
            detail=json.dumps(detail, separators=(",", ":")),
        )  # fmt: skip
