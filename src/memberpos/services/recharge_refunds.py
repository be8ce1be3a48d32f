"""Undoing a top-up: a wrong entry, or the right to withdraw within seven days (domain rules §7, §13)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from memberpos.domain import law as law_rules
from memberpos.domain import points as point_rules
from memberpos.domain import value_moves
from memberpos.domain.errors import PosError
from memberpos.domain.events import RECHARGE_REFUND
from memberpos.domain.ledger import BONUS, POINTS, PRINCIPAL, Lot, LotMove, Posting
from memberpos.domain.lots import Change
from memberpos.domain.points import Clawed
from memberpos.domain.recharge_gifts import Gifts, gifts_from
from memberpos.domain.value_moves import Undo
from memberpos.services import due, freezing, instalments, law, money_moves, numbers, recharge_gifts
from memberpos.services.booking import Draft, book
from memberpos.services.recharge_gifts import Used
from memberpos.services.recharges import PAY_KINDS
from memberpos.services.rights import require
from memberpos.services.shop import Shop, open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import instalments as parts
from memberpos.store import ledger, members, recharges, sales, value_lots
from memberpos.store.members import MemberRow
from memberpos.store.recharges import RechargeRefundRow, RechargeRow
from memberpos.store.sales import TenderRow

WRONG_ENTRY, SEVEN_DAYS = "wrong_entry", "seven_days"


@dataclass(frozen=True)
class RechargeRefundRequest:
    """Undoes a top-up (id or receipt number). `cause`: wrong_entry, seven_days, or a reason in words. `pay`: "" = as it
    was paid. `event_id` makes a repeat harmless.
    """

    recharge: str
    cause: str = WRONG_ENTRY
    pay: str = ""
    event_id: str | None = None


@dataclass(frozen=True)
class RechargeRefundDone:
    """A top-up undone (or, from `preview`, to be undone): `principal_fen` was open; `charge_fen` for used gifts stays
    with the shop; `refund_fen` goes back by `pay`. `used` lists coupons and passes that were used.
    """

    event_id: str
    receipt_no: str
    recharge_id: str
    member_id: str
    pay: str
    principal_fen: int
    bonus_fen: int
    bonus_used_fen: int
    points: int
    charge_fen: int
    refund_fen: int
    called_off_fen: int = 0
    used: tuple[Used, ...] = ()
    changed: frozenset[str] = field(default=frozenset({"member", "shift", "queue"}))

    @property
    def opens_drawer(self) -> bool:
        """Cash moved."""
        return self.pay == "cash" and self.refund_fen > 0


@dataclass(frozen=True)
class _Worked:
    row: RechargeRow
    member: MemberRow
    shop: Shop
    gifts: Gifts
    pay: str
    undo: Undo
    points: Clawed | None
    used: tuple[Used, ...]
    lots: tuple[Lot, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        taken = {kind: tuple(LotMove(lot.id, -lot.open) for lot in self.lots if lot.kind == kind and lot.open > 0)
                 for kind in (PRINCIPAL, BONUS)}  # fmt: skip
        own = tuple(Change(moves) for moves in taken.values() if moves)
        return (*own, self.points.change) if self.points and self.points.change.moves else own


class _Preview(Exception):
    def __init__(self, worked: _Worked, called_off_fen: int) -> None:
        super().__init__()
        self.worked, self.called_off_fen = worked, called_off_fen


def preview(use: Use, request: RechargeRefundRequest) -> RechargeRefundDone:
    """What it would do, worked out by the same code and then rolled back; nothing is booked, nobody's right asked."""
    try:
        with use.db.transaction():
            worked = _work(use, request)
            raise _Preview(worked, _planned_fen(use, worked.row.id))
    except _Preview as shown:
        return _done(shown.worked, "", "", shown.called_off_fen)


def refund(use: Use, request: RechargeRefundRequest) -> RechargeRefundDone:
    """Undoes a top-up. PosError no_shift, not_found, nothing_to_refund (undone before, or spent), undo_too_late (the
    last day to withdraw has passed), law_limit (cash above what may be), account_frozen, not_allowed, needs_approval.
    """
    with use.db.transaction():
        if request.event_id and (made := recharges.find_refund(use.db, request.event_id)):
            return _again(use, made)
        require(use, "recharge.refund")
        open_shift(use.db)
        worked = _work(use, request)
        _obey(worked, request, worked.shop.business_date(use.now_ms))
        return _booked(use, request, worked)


def _work(use: Use, request: RechargeRefundRequest) -> _Worked:
    row = recharges.find(use.db, request.recharge)
    member = members.by_account(use.db, row.account_id) if row else None
    if row is None or member is None:
        raise PosError("not_found", what="recharge")
    shop = shop_of(use.db)
    due.run_account(use, member, shop)
    freezing.refuse_frozen(use.db, member.account_id)
    if row.refunded_by is not None:
        raise PosError("nothing_to_refund")
    pay = request.pay or sales.tenders(use.db, row.id)[0].kind
    if pay not in PAY_KINDS:
        raise PosError("bad_amount", reason="tender_kind", kind=pay)
    gifts = gifts_from(json.loads(row.doc))
    used = recharge_gifts.used(use.db, gifts, row.id)
    lots = tuple(value_lots.of_recharge(use.db, row.id, row.account_id))
    gone = value_lots.gone(use.db, row.account_id)
    asked_fen = sum(each.charge_fen for each in used)
    first = value_moves.undo(lots, gone, asked_fen)
    points = _claw(use, row, shop, first.refund_fen)
    undone = value_moves.undo(lots, gone, asked_fen + (points.value_fen if points else 0))
    return _Worked(row, member, shop, gifts, pay, undone, points, used, lots)


def _claw(use: Use, row: RechargeRow, shop: Shop, money_fen: int) -> Clawed | None:
    """The points it gave, less what of them expired: taken, owed or charged as `points.claw` says."""
    given = value_lots.points_lots(use.db, row.id, row.account_id)
    count = sum(lot.granted - ledger.expired_of_lot(use.db, lot.id) for lot in given)
    if count <= 0:
        return None
    debt = Lot(str(use.new_id()), row.account_id, POINTS, 0, 0, use.now_ms)
    held = ledger.open_lots(use.db, row.account_id, (POINTS,))
    return point_rules.claw(held, count, given[0].id, shop.rules, shop.business_date(use.now_ms), money_fen, debt)


def _obey(worked: _Worked, request: RechargeRefundRequest, today: date) -> None:
    """The seven days, and how much may go back in cash; correcting a wrong entry is no refund by law."""
    until = worked.row.withdraw_until
    if request.cause == SEVEN_DAYS and until is not None and today.isoformat() > until:
        raise PosError("undo_too_late", what="withdraw", until=until)
    ruled = law.in_force(worked.shop, today)
    if ruled is not None and request.cause != WRONG_ENTRY:
        law_rules.check_paid_back(ruled, worked.undo.refund_fen, worked.pay)


def _booked(use: Use, request: RechargeRefundRequest, worked: _Worked) -> RechargeRefundDone:
    event_id = UUID(request.event_id) if request.event_id else use.new_id()
    worked = _under(worked, str(event_id))
    row = worked.row
    called_off_fen = _planned_fen(use, row.id)
    refunded = _refund_row(worked, request, str(event_id), numbers.receipt(use.db), called_off_fen)
    draft = Draft(
        RECHARGE_REFUND, _data(worked, refunded, called_off_fen), _postings(worked), worked.changes, worked.member.id,
        row.account_id, event_id, reverses=row.id,
    )  # fmt: skip
    event = book(use, draft, worked.shop)
    recharges.add_refund(use.db, replace(refunded, seq=event.seq))
    if refunded.refund_fen:
        back = -refunded.refund_fen
        sales.add_tenders(use.db, event.seq, [TenderRow(event.id, 1, worked.pay, back, back)])
    instalments.call_off(use, parts.of_recharge(use.db, row.id), event.id)
    recharge_gifts.take_back(use, worked.shop, row.id, event)
    return _done(worked, event.id, refunded.receipt_no, called_off_fen)


def _under(worked: _Worked, event_id: str) -> _Worked:
    """A points debt that arises belongs to this event."""
    if worked.points is None or not worked.points.change.new:
        return worked
    new = tuple(replace(lot, event_id=event_id) for lot in worked.points.change.new)
    return replace(worked, points=replace(worked.points, change=replace(worked.points.change, new=new)))


def _planned_fen(use: Use, recharge_id: str) -> int:
    return sum(part.fen for part in parts.of_recharge(use.db, recharge_id) if part.state == parts.PLANNED)


def _refund_row(
    worked: _Worked, request: RechargeRefundRequest, event_id: str, receipt_no: str, called_off_fen: int
) -> RechargeRefundRow:
    undo = worked.undo
    doc = {"used": _used(worked), "called_off_fen": called_off_fen}
    return RechargeRefundRow(
        event_id, 0, worked.row.id, worked.member.id, worked.row.account_id, receipt_no, request.cause,
        undo.principal_fen, undo.bonus_fen, undo.bonus_used_fen, worked.points.points if worked.points else 0,
        undo.charge_fen, undo.refund_fen, json.dumps(doc),
    )  # fmt: skip


def _used(worked: _Worked) -> list[dict[str, Any]]:
    return [{"kind": each.kind, "code": each.code, "n": each.n, "charge_fen": each.charge_fen} for each in worked.used]


def _data(worked: _Worked, row: RechargeRefundRow, called_off_fen: int) -> dict[str, Any]:
    return {
        "receipt_no": row.receipt_no, "recharge": row.recharge_id, "recharge_receipt_no": worked.row.receipt_no,
        "cause": row.cause, "principal_fen": row.principal_fen, "bonus_fen": row.bonus_fen,
        "bonus_used_fen": row.bonus_used_fen, "points": row.points, "charge_fen": row.charge_fen,
        "refund_fen": row.refund_fen, "called_off_fen": called_off_fen,
        "used": _used(worked), "tenders": [{"kind": worked.pay, "fen": -row.refund_fen}] if row.refund_fen else [],
    }  # fmt: skip


def _postings(worked: _Worked) -> list[Posting]:
    """Used bonus that is charged lowers what gifts cost the shop; the other charges are income of their own."""
    undo, unit, account = worked.undo, worked.shop.currency, worked.row.account_id
    for_bonus = min(undo.charge_fen, undo.bonus_used_fen)
    money = [
        Posting(account, PRINCIPAL, unit, -undo.principal_fen),
        Posting(account, BONUS, unit, -undo.bonus_fen),
        money_moves.paid_in(worked.pay, unit, -undo.refund_fen),
        money_moves.shop_side(money_moves.BONUS_COST, unit, undo.bonus_fen + for_bonus),
        money_moves.shop_side(money_moves.GIFTS_CHARGED, unit, undo.charge_fen - for_bonus),
    ]
    taken = worked.points.change.amount if worked.points else 0
    points = [
        Posting(account, POINTS, "PT", taken),
        money_moves.shop_side(money_moves.POINTS_ISSUED, "PT", -taken),
    ]
    return [posting for posting in (*money, *points) if posting.amount]


def _done(worked: _Worked, event_id: str, receipt_no: str, called_off_fen: int) -> RechargeRefundDone:
    undo = worked.undo
    return RechargeRefundDone(
        event_id, receipt_no, worked.row.id, worked.member.id, worked.pay, undo.principal_fen, undo.bonus_fen,
        undo.bonus_used_fen, worked.points.points if worked.points else 0, undo.charge_fen, undo.refund_fen,
        called_off_fen, worked.used,
    )  # fmt: skip


def _again(use: Use, row: RechargeRefundRow) -> RechargeRefundDone:
    paid = sales.tenders(use.db, row.id)
    doc = json.loads(row.doc)
    return RechargeRefundDone(
        row.id, row.receipt_no, row.recharge_id, row.member_id, paid[0].kind if paid else "", row.principal_fen,
        row.bonus_fen, row.bonus_used_fen, row.points, row.charge_fen, row.refund_fen, doc["called_off_fen"],
        tuple(Used(**each) for each in doc["used"]),
    )  # fmt: skip
