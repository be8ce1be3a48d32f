"""The papers of passes, as they stood when the event was booked."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.pass_terms import terms_from
from memberpos.domain.passes import Pass
from memberpos.printing import documents as doc
from memberpos.printing.documents import Head, Holder, PassReceipt, TenderRow
from memberpos.printing.kinds import Document
from memberpos.store import pass_uses, passes, products, staff
from memberpos.store.database import Database
from memberpos.store.events import EventRow

_ACTIONS = {"pass.sell": "sold", "pass.renew": "renewed", "pass.refund": "refunded"}


def receipt(db: Database, event: EventRow, head: Head, member: Holder, tenders: tuple[TenderRow, ...]) -> Document:
    """Of a pass that was sold, renewed or refunded."""
    data = json.loads(event.payload)
    one, state = _pass(db, data["pass"]), data["pass_states"][0]
    paper = doc.PassReceipt(
        head=head, member=member, action=_ACTIONS[event.kind], name=one.terms.title, tenders=tenders,
        weekdays=" ".join(str(day) for day in one.terms.weekdays),
        hours=str(one.terms.hours) if one.terms.hours else "", valid_from=state["valid_from"] or "",
        valid_to=state["valid_to"] or "", price_fen=one.paid_fen,
    )  # fmt: skip
    return _refunded(db, event, one, paper) if event.kind == "pass.refund" else _sold(data, paper)


def _sold(data: dict[str, Any], paper: PassReceipt) -> Document:
    terms = terms_from(data["terms"])
    return replace(
        paper, uses_paid=terms.uses or 0, uses_gift=terms.gift_uses, left=str(terms.total) if terms.uses else "",
        change_fen=data["change_fen"], points_earned=data["points_earned"],
    )  # fmt: skip


def _refunded(db: Database, event: EventRow, one: Pass, paper: PassReceipt) -> Document:
    row, sold = pass_uses.refund(db, event.id), passes.find(db, one.id)
    if row is None or sold is None:
        raise PosError("not_found", what="pass")
    return replace(
        paper, refund_fen=row.refund_fen, claw_value_fen=row.claw_value_fen, reason=row.reason,
        paid_out_fen=row.refund_fen - row.claw_value_fen, points_clawed=row.points_clawed,
        original_no=sold.receipt_no or "", left=str(row.uses) if one.terms.uses else "",
    )  # fmt: skip


def use_slip(db: Database, event: EventRow, head: Head, member: Holder) -> Document:
    """Of a check-in: what was used and what is left."""
    data = json.loads(event.payload)
    product = products.by_sku(db, data["service"]) if data["service"] else None
    served = staff.by_id(db, data["served_by"]) if data["served_by"] else None
    return doc.PassUseSlip(
        head=head, member=member, persons=data["persons"], service=product.name if product else data["service"],
        served_by=served.name if served else "", passes=use_lines(db, data), points_earned=data["points_earned"],
    )  # fmt: skip


def use_lines(db: Database, data: dict[str, Any]) -> tuple[doc.PassUseLine, ...]:
    """What an event (a check-in, a sale) took of passes, from its data."""
    last_days = {state["pass"]: state["valid_to"] for state in data.get("pass_states", ())}
    return tuple(
        doc.PassUseLine(
            _pass(db, used["pass"]).terms.title, used["uses"], "" if used["left"] is None else str(used["left"]),
            last_days.get(used["pass"]) or "",
        )
        for used in data.get("passes", ())
    )  # fmt: skip


def _pass(db: Database, pass_id: str) -> Pass:
    row = passes.find(db, pass_id)
    if row is None:
        raise PosError("not_found", what="pass")
    return row.one
