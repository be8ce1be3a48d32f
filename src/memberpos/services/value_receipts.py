"""The papers of top-ups and their undoing, closings, transfers, and stored value taken without a sale."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.recharge_gifts import Gifts, gifts_from
from memberpos.printing import documents as doc
from memberpos.printing.documents import Head, Holder
from memberpos.printing.kinds import Document
from memberpos.services.shop import Shop
from memberpos.store import closings, events, instalments, ledger, recharge_offers, recharges, sales
from memberpos.store.database import Database
from memberpos.store.events import EventRow

Maker = Callable[[Database, EventRow, Shop, Head], Document]
#: The member of a paper as of an event: (database, member id, time).
HolderAt = Callable[[Database, str | None, int], Holder | None]


def makers(holder_at: HolderAt) -> dict[str, Maker]:
    """Event kind → what makes its paper."""
    parts = {
        "recharge": _recharge, "recharge.refund": _recharge_refund, "card_close": _closing, "transfer": _transfer,
        "card.transfer": _transfer, "value.cash_out": _taken, "value.deduct": _taken,
    }  # fmt: skip
    return {kind: _with_holder(make, holder_at) for kind, make in parts.items()}


_Part = Callable[[Database, EventRow, Head, Holder, HolderAt], Document | None]


def _with_holder(make: _Part, holder_at: HolderAt) -> Maker:
    def made(db: Database, event: EventRow, _shop: Shop, head: Head) -> Document:
        holder = holder_at(db, event.member_id, event.at_ms)
        paper = make(db, event, head, holder, holder_at) if holder else None
        if paper is None:
            raise PosError("not_found", what="paper")
        return paper

    return made


def _recharge(db: Database, event: EventRow, head: Head, holder: Holder, _at: HolderAt) -> Document | None:
    row = recharges.find(db, event.id)
    if row is None:
        return None
    return doc.RechargeReceipt(
        head=head, member=holder, amount_fen=row.amount_fen, bonus_fen=row.bonus_fen, points=row.points,
        gifts=_gift_words(gifts_from(json.loads(row.doc))), tenders=_tenders(db, event.id),
        withdraw_until=row.withdraw_until or "", contract=row.contract_version, legal_entity=row.legal_entity or "",
        offer=_offer_name(db, row.offer, row.offer_version),
        parts=tuple(doc.Part(part.due, part.fen) for part in instalments.of_recharge(db, row.id)),
    )  # fmt: skip


def _gift_words(gifts: Gifts) -> tuple[str, ...]:
    pieces = [f"{each.code} ×{each.count}" for each in (*gifts.coupons, *gifts.passes)]
    return (*pieces, gifts.tier.name) if gifts.tier else tuple(pieces)


def _offer_name(db: Database, code: str, version: int | None) -> str:
    kept = (
        next((each for each in recharge_offers.versions(db, code) if each.version == version), None) if code else None
    )
    return str(json.loads(kept.doc)["name"]) if kept else ""


def _recharge_refund(db: Database, event: EventRow, head: Head, holder: Holder, _at: HolderAt) -> Document | None:
    row = recharges.find_refund(db, event.id)
    made = recharges.find(db, row.recharge_id) if row else None
    if row is None or made is None:
        return None
    return doc.RechargeRefundReceipt(
        head=head, member=holder, original_no=made.receipt_no, cause=row.cause, amount_fen=made.amount_fen,
        principal_fen=row.principal_fen, charge_fen=row.charge_fen, refund_fen=row.refund_fen, bonus_fen=row.bonus_fen,
        points=row.points, called_off_fen=json.loads(row.doc).get("called_off_fen", 0), tenders=_tenders(db, event.id),
    )  # fmt: skip


def _closing(db: Database, event: EventRow, head: Head, holder: Holder, _at: HolderAt) -> Document | None:
    row = closings.find(db, event.id)
    if row is None:
        return None
    caused = [_data(each) for each in events.caused_by(db, event.id) if each.kind in ("card.return", "card.void")]
    return doc.ClosingReceipt(
        head=head, member=holder, cards=tuple(f"*{str(data['number'])[-4:]}" for data in caused), method=row.method,
        cause=row.cause, held_fen=row.principal_fen + row.bonus_fen, principal_fen=row.principal_fen,
        bonus_fen=row.bonus_fen, bonus_first_fen=row.bonus_first_fen, principal_first_fen=row.principal_first_fen,
        proportional_fen=row.proportional_fen, refund_fen=row.refund_fen, change_fen=row.change_fen,
        paid_fen=row.refund_fen + row.change_fen, forfeited_fen=row.forfeited_fen,
        called_off_fen=sum(part.fen for part in instalments.of_event(db, event.id)), tenders=_tenders(db, event.id),
    )  # fmt: skip


def _transfer(db: Database, event: EventRow, head: Head, holder: Holder, at: HolderAt) -> Document | None:
    data = _data(event)
    to = at(db, str(data["to"]), event.at_ms)
    if to is None:
        return None
    fen = -ledger.moved(db, event.seq, "PRINCIPAL")
    return doc.TransferReceipt(head, holder, to, fen, str(data.get("number", "")), str(data.get("reason", "")))


def _taken(db: Database, event: EventRow, head: Head, holder: Holder, _at: HolderAt) -> Document | None:
    data, out = _data(event), event.kind == "value.cash_out"
    return doc.ValueSlip(
        head=head, member=holder, paid_out=int(out), fen=data["fen"],
        principal_fen=data["fen"] if out else data["principal_fen"], bonus_fen=data.get("bonus_fen", 0),
        reason=data["reason"], tenders=_tenders(db, event.id),
    )  # fmt: skip


def _data(event: EventRow) -> Mapping[str, Any]:
    data: dict[str, Any] = json.loads(event.payload)
    return data


def _tenders(db: Database, event_id: str) -> tuple[doc.TenderRow, ...]:
    return tuple(doc.TenderRow(row.kind, abs(row.fen)) for row in sales.tenders(db, event_id))
