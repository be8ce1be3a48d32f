"""Top-ups: principal and bonus lots under one recharge id (domain rules §7)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from memberpos.domain import lots as lot_rules
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, POINTS, PRINCIPAL, Lot, Posting
from memberpos.domain.lots import Change
from memberpos.domain.money import check_fen
from memberpos.domain.tenders import BANK_CARD, CASH, SCAN_PAY
from memberpos.services import due, law, numbers, usable
from memberpos.services.booking import Draft, book
from memberpos.services.money_moves import paid_in
from memberpos.services.results import RechargeDone
from memberpos.services.rights import require
from memberpos.services.shop import Shop, open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import ledger, members, recharges, sales
from memberpos.store.members import MemberRow
from memberpos.store.recharges import RechargeRow
from memberpos.store.sales import TenderRow

PAY_KINDS = (CASH, SCAN_PAY, BANK_CARD)


@dataclass(frozen=True)
class RechargeRequest:
    """A top-up of `amount_fen` (principal), `bonus_fen` and `points` as gifts. `event_id` makes a repeat harmless."""

    member_id: str
    amount_fen: int
    bonus_fen: int = 0
    points: int = 0
    pay: str = CASH
    event_id: str | None = None


def recharge(use: Use, request: RechargeRequest) -> RechargeDone:
    """Books a top-up. PosError no_shift, bad_amount, not_found, member_blocked, law_limit, not_allowed."""
    check_fen(request.amount_fen, 1, "amount_fen")
    check_fen(request.bonus_fen, 0, "bonus_fen")
    check_fen(request.points, 0, "points")
    if request.pay not in PAY_KINDS:
        raise PosError("bad_amount", reason="tender_kind", kind=request.pay)
    with use.db.transaction():
        if request.event_id and (made := recharges.find(use.db, request.event_id)):
            return _done(use, made)
        require(use, "recharge.make")
        shop = shop_of(use.db)
        open_shift(use.db)
        member = members.by_id(use.db, request.member_id)
        if member is None:
            raise PosError("not_found", what="member")
        usable.check(member, shop.business_date(use.now_ms))
        due.run_account(use, member, shop)
        principal_fen = ledger.balances(use.db, member.account_id).get((PRINCIPAL, ""), 0)
        law.check_recharge(shop.rules, principal_fen + request.amount_fen)
        return _booked(use, request, shop, member)


def _booked(use: Use, request: RechargeRequest, shop: Shop, member: MemberRow) -> RechargeDone:
    event_id = UUID(request.event_id) if request.event_id else use.new_id()
    changes = _grants(use, request, shop, member, str(event_id))
    receipt_no = numbers.receipt(use.db)
    data = {
        "receipt_no": receipt_no, "amount_fen": request.amount_fen, "bonus_fen": request.bonus_fen,
        "points": request.points, "tenders": [{"kind": request.pay, "fen": request.amount_fen}],
    }  # fmt: skip
    event = book(
        use,
        Draft(
            "recharge", data, _postings(request, shop, member), tuple(changes.values()), member.id, member.account_id,
            event_id,
        ),
        shop,
    )  # fmt: skip
    row = RechargeRow(
        event.id, event.seq, member.id, member.account_id, receipt_no, request.amount_fen, request.bonus_fen,
        request.points,
    )  # fmt: skip
    recharges.insert(use.db, row)
    sales.add_tenders(use.db, event.seq, [TenderRow(event.id, 1, request.pay, request.amount_fen, request.amount_fen)])
    return _done(use, row)


def _done(use: Use, row: RechargeRow) -> RechargeDone:
    now = ledger.balances(use.db, row.account_id)
    return RechargeDone(
        row.id, row.receipt_no, row.member_id, row.amount_fen, row.bonus_fen, row.points, now.get((PRINCIPAL, ""), 0),
        now.get((BONUS, ""), 0),
    )  # fmt: skip


def _grants(use: Use, request: RechargeRequest, shop: Shop, member: MemberRow, recharge_id: str) -> dict[str, Change]:
    today = shop.business_date(use.now_ms)
    amounts = {PRINCIPAL: request.amount_fen, BONUS: request.bonus_fen, POINTS: request.points}
    changes = {}
    for kind, amount in amounts.items():
        if amount == 0:
            continue
        expires = shop.rules.points_expiry.last_day(today) if kind == POINTS else None
        lot = Lot(
            id=str(use.new_id()), account=member.account_id, kind=kind, granted=amount, open=amount,
            made_at_ms=use.now_ms, expires=expires.isoformat() if expires else None, recharge_id=recharge_id,
            event_id=recharge_id, gift=kind != PRINCIPAL,
        )  # fmt: skip
        changes[kind] = lot_rules.grant(ledger.open_lots(use.db, member.account_id, (kind,)), lot)
    return changes


def _postings(request: RechargeRequest, shop: Shop, member: MemberRow) -> list[Posting]:
    unit = shop.currency
    postings = [
        Posting(member.account_id, PRINCIPAL, unit, request.amount_fen),
        paid_in(request.pay, unit, request.amount_fen),
    ]
    if request.bonus_fen:
        postings.append(Posting(member.account_id, BONUS, unit, request.bonus_fen))
        postings.append(Posting("shop:bonus_cost", "BONUS_COST", unit, -request.bonus_fen))
    if request.points:
        postings.append(Posting(member.account_id, POINTS, "PT", request.points))
        postings.append(Posting("shop:points_issued", "POINTS_ISSUED", "PT", -request.points))
    return postings
