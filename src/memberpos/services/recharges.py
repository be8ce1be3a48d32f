"""Top-ups: principal, bonus and the offer's other gifts under one recharge id (domain rules §7, §13)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from memberpos.domain import law as law_rules
from memberpos.domain import lots as lot_rules
from memberpos.domain.errors import PosError
from memberpos.domain.law import Law, TopUp
from memberpos.domain.ledger import BONUS, POINTS, PRINCIPAL, Lot, Posting
from memberpos.domain.lots import Change
from memberpos.domain.money import check_fen
from memberpos.domain.recharge_gifts import Gifts, Pieces, gifts_document
from memberpos.domain.tenders import BANK_CARD, CASH, SCAN_PAY
from memberpos.services import due, freezing, law, money_moves, numbers, recharge_gifts, recharge_offers, usable
from memberpos.services.booking import Draft, book
from memberpos.services.money_moves import paid_in, shop_side
from memberpos.services.recharge_offers import Chosen
from memberpos.services.results import RechargeDone
from memberpos.services.rights import require
from memberpos.services.shop import Shop, open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import instalments, ledger, members, recharges, sales
from memberpos.store.members import MemberRow
from memberpos.store.recharges import RechargeRow
from memberpos.store.sales import TenderRow

PAY_KINDS = (CASH, SCAN_PAY, BANK_CARD)
#: Who pays, taken down where the law or the shop asks for it; kept beside the event as personal data.
BUYER_KEYS = frozenset({"buyer_name", "buyer_identity", "agent_name", "agent_identity"})
NO_OFFER = Chosen("", 0, Gifts())


@dataclass(frozen=True)
class RechargeRequest:
    """A top-up of `amount_fen` (principal) with what `offer` (a code) brings. `bonus_fen`, `points` and `coupons` are
    gifts on top of any offer, for whoever may give them. `event_id` makes a repeat harmless.
    """

    member_id: str
    amount_fen: int
    bonus_fen: int = 0
    points: int = 0
    pay: str = CASH
    event_id: str | None = None
    offer: str = ""
    coupons: tuple[str, ...] = ()
    organisation: bool = False
    buyer: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def own_gifts(self) -> Gifts:
        """What is given on top of the offer."""
        return Gifts(self.bonus_fen, self.points, coupons=tuple(Pieces(code) for code in self.coupons))


def recharge(use: Use, request: RechargeRequest) -> RechargeDone:
    """Books a top-up. PosError no_shift, bad_amount, not_found, law_limit, not_allowed, needs_approval (also for gifts
    beyond an offer), offer_not_applicable, account_frozen, member_blocked.
    """
    _check(request)
    with use.db.transaction():
        if request.event_id and (made := recharges.find(use.db, request.event_id)):
            return _done(use, made)
        require(use, "recharge.make")
        if request.own_gifts != Gifts():
            require(use, "recharge.gift")
        shop = shop_of(use.db)
        open_shift(use.db)
        member = members.by_id(use.db, request.member_id)
        if member is None:
            raise PosError("not_found", what="member")
        usable.check(member, shop.business_date(use.now_ms))
        due.run_account(use, member, shop)
        freezing.refuse_frozen(use.db, member.account_id)
        chosen = (
            recharge_offers.choose(use, request.offer, member, shop, request.amount_fen) if request.offer else NO_OFFER
        )
        ruled = law.in_force(shop, shop.business_date(use.now_ms))
        if ruled is not None:
            _obey(use, request, member, ruled)
        return _booked(use, request, shop, member, chosen, ruled)


def _check(request: RechargeRequest) -> None:
    check_fen(request.amount_fen, 1, "amount_fen")
    check_fen(request.bonus_fen, 0, "bonus_fen")
    check_fen(request.points, 0, "points")
    if request.pay not in PAY_KINDS:
        raise PosError("bad_amount", reason="tender_kind", kind=request.pay)
    if set(request.buyer) - BUYER_KEYS:
        raise PosError("bad_setting", setting="buyer")


def _obey(use: Use, request: RechargeRequest, member: MemberRow, ruled: Law) -> None:
    principal_fen = ledger.balances(use.db, member.account_id).get((PRINCIPAL, ""), 0)
    known = bool(request.buyer.get("buyer_identity") or members.identity(use.db, member.id))
    law_rules.check_top_up(
        ruled,
        TopUp(
            request.amount_fen, principal_fen + request.amount_fen, request.pay, law.named(member), known,
            request.organisation,
        ),
    )  # fmt: skip


def _booked(
    use: Use, request: RechargeRequest, shop: Shop, member: MemberRow, chosen: Chosen, ruled: Law | None
) -> RechargeDone:
    today = shop.business_date(use.now_ms)
    event_id = UUID(request.event_id) if request.event_id else use.new_id()
    gifts = _together(chosen.gifts, request.own_gifts)
    row = _row(use, request, shop, member, chosen, gifts, str(event_id), ruled)
    draft = Draft(
        "recharge", _data(request, row, gifts, today), _postings(row, request.pay, shop),
        _grants(use, row, gifts, shop), member.id, member.account_id, event_id, pii=request.buyer,
    )  # fmt: skip
    event = book(use, draft, shop)
    row = replace(row, seq=event.seq)
    recharges.insert(use.db, row)
    sales.add_tenders(use.db, event.seq, [TenderRow(event.id, 1, request.pay, row.amount_fen, row.amount_fen)])
    instalments.plan(use.db, row.id, row.account_id, _parts(gifts, today))
    recharge_gifts.give(use, shop, member, gifts, event)
    return _done(use, row)


def _together(offered: Gifts, own: Gifts) -> Gifts:
    gifts = replace(
        offered, bonus_fen=offered.bonus_fen + own.bonus_fen, points=offered.points + own.points,
        coupons=(*own.coupons, *offered.coupons),
    )  # fmt: skip
    check_fen(gifts.bonus_fen, 0, "bonus_fen")
    check_fen(gifts.points, 0, "points")
    return gifts


def _row(
    use: Use, request: RechargeRequest, shop: Shop, member: MemberRow, chosen: Chosen, gifts: Gifts, event_id: str,
    ruled: Law | None,
) -> RechargeRow:  # fmt: skip
    until = ruled.withdraw_until(shop.business_date(use.now_ms)) if ruled else None
    return RechargeRow(
        id=event_id, seq=0, member_id=member.id, account_id=member.account_id, receipt_no=numbers.receipt(use.db),
        amount_fen=request.amount_fen, bonus_fen=gifts.bonus_fen, points=gifts.points,
        contract_version=str(shop.facts.get("contract_version", "")),
        withdraw_until=until.isoformat() if until else None, legal_entity=shop.facts.get("legal_entity") or None,
        offer=chosen.code, offer_version=chosen.version or None,
        doc=json.dumps(gifts_document(gifts), ensure_ascii=False),
    )  # fmt: skip


def _data(request: RechargeRequest, row: RechargeRow, gifts: Gifts, today: date) -> dict[str, Any]:
    return {
        "receipt_no": row.receipt_no, "amount_fen": row.amount_fen, "bonus_fen": row.bonus_fen, "points": row.points,
        "tenders": [{"kind": request.pay, "fen": row.amount_fen}], "offer": row.offer,
        "offer_version": row.offer_version, "gifts": gifts_document(gifts),
        "instalments": [{"due": due_on, "fen": fen} for due_on, fen in _parts(gifts, today)],
        "contract_version": row.contract_version, "withdraw_until": row.withdraw_until,
        "legal_entity": row.legal_entity, "organisation": request.organisation,
    }  # fmt: skip


def _parts(gifts: Gifts, today: date) -> list[tuple[str, int]]:
    parts = gifts.instalments.due(today) if gifts.instalments else ()
    return [(day.isoformat(), fen) for day, fen in parts]


def _done(use: Use, row: RechargeRow) -> RechargeDone:
    now = ledger.balances(use.db, row.account_id)
    return RechargeDone(
        row.id, row.receipt_no, row.member_id, row.amount_fen, row.bonus_fen, row.points, now.get((PRINCIPAL, ""), 0),
        now.get((BONUS, ""), 0), row.offer,
        tuple((part.due, part.fen) for part in instalments.of_recharge(use.db, row.id)), row.withdraw_until,
    )  # fmt: skip


def _grants(use: Use, row: RechargeRow, gifts: Gifts, shop: Shop) -> tuple[Change, ...]:
    today = shop.business_date(use.now_ms)
    changes = []
    for kind, amount in ((PRINCIPAL, row.amount_fen), (BONUS, row.bonus_fen), (POINTS, row.points)):
        if amount == 0:
            continue
        expires = shop.rules.points_expiry.last_day(today) if kind == POINTS else None
        later = kind == POINTS and gifts.points_after_days
        lot = Lot(
            id=str(use.new_id()), account=row.account_id, kind=kind, granted=amount, open=amount,
            made_at_ms=use.now_ms, expires=expires.isoformat() if expires else None,
            available_from=(today + timedelta(days=gifts.points_after_days)).isoformat() if later else None,
            recharge_id=row.id, event_id=row.id, gift=kind != PRINCIPAL,
        )  # fmt: skip
        changes.append(lot_rules.grant(ledger.open_lots(use.db, row.account_id, (kind,)), lot))
    return tuple(changes)


def _postings(row: RechargeRow, pay: str, shop: Shop) -> list[Posting]:
    unit, account = shop.currency, row.account_id
    postings = [Posting(account, PRINCIPAL, unit, row.amount_fen), paid_in(pay, unit, row.amount_fen)]
    if row.bonus_fen:
        postings.append(Posting(account, BONUS, unit, row.bonus_fen))
        postings.append(shop_side(money_moves.BONUS_COST, unit, -row.bonus_fen))
    if row.points:
        postings.append(Posting(account, POINTS, "PT", row.points))
        postings.append(shop_side(money_moves.POINTS_ISSUED, "PT", -row.points))
    return postings
