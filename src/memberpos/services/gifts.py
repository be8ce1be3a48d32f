"""The points mall: gifts for points and, if the owner says so, some money; and their return (domain rules §9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from memberpos.domain import dates, tenders
from memberpos.domain import gifts as rules
from memberpos.domain import lots as lot_rules
from memberpos.domain.errors import PosError
from memberpos.domain.gifts import Gift
from memberpos.domain.ledger import POINTS, Lot, Posting
from memberpos.domain.lots import Change
from memberpos.domain.tenders import Tender
from memberpos.services import due, gift_payment, money_moves, numbers, sale_rows, standing, stock
from memberpos.services.allowances import asking
from memberpos.services.booking import Draft, book
from memberpos.services.results import GiftDone, GiftReturned, GiftView
from memberpos.services.rights import require
from memberpos.services.shop import Shop, open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import gifts as rows
from memberpos.store import ledger, members, sales
from memberpos.store.database import Database
from memberpos.store.gifts import RedemptionRow
from memberpos.store.members import MemberRow

RETURN = "redeem.return"


@dataclass(frozen=True)
class GiftTender:
    """One way of paying the money part; `fen` None = the rest; `payer_member_id` of what an account pays."""

    kind: str
    fen: int | None
    payer_member_id: str | None = None
    trade_no: str = ""


@dataclass(frozen=True)
class RedeemRequest:
    """`qty` pieces of a gift for a member; `event_id` makes a repeat harmless."""

    member_id: str
    sku: str
    qty: int = 1
    tenders: tuple[GiftTender, ...] = ()
    event_id: str | None = None


def put(use: Use, gift: Gift, pieces: int | None = None) -> None:
    """Adds a gift or changes the one with its sku; `pieces` = its stock now (None: not counted).

    PosError bad_amount, bad_setting, not_allowed.
    """
    with use.db.transaction():
        require(use, "goods.change")
        write(use, gift, pieces)


def write(use: Use, gift: Gift, pieces: int | None = None) -> None:
    """`put` in the caller's transaction, who has checked the right."""
    gift = replace(gift, tracked=pieces is not None)
    rules.check(gift)
    if pieces is not None and pieces < 0:
        raise PosError("bad_amount", reason="stock")
    rows.put(use.db, gift)
    data = {
        "sku": gift.sku, "name": gift.name, "points": gift.points, "fen": gift.fen, "stock": pieces,
        **rules.document(gift),
    }  # fmt: skip
    book(use, Draft("gift", data, stock.counted(use.db, gift.sku, pieces) if pieces is not None else ()))


def catalogue(db: Database, member_id: str | None, now_ms: int) -> list[GiftView]:
    """Every gift with what it costs this member, how many are left, and why it cannot be had ("" = it can)."""
    shop = shop_of(db)
    member = members.by_id(db, member_id) if member_id else None
    today = shop.business_date(now_ms)
    tier = standing.held(member, shop.rules, today) if member is not None else None
    balance = ledger.spendable(db, member.account_id, POINTS, today.isoformat()) if member is not None else 0
    return [_view(db, shop, gift, member, tier, balance, now_ms) for gift in rows.everything(db)]


def redeem(use: Use, request: RedeemRequest) -> GiftDone:
    """Books a gift handed out. A request made before gives its result again.

    PosError not_found, insufficient_points, points_debt, out_of_stock, limit_exceeded, not_now, tender_mismatch,
    insufficient_stored_value, bad_amount, no_shift, not_allowed.
    """
    if request.qty < 1:
        raise PosError("bad_amount", reason="qty")
    with use.db.transaction():
        if request.event_id and rows.find(use.db, request.event_id):
            return done(use.db, request.event_id)
        require(use, "gift.redeem")
        open_shift(use.db)
        shop, gift = shop_of(use.db), rows.by_sku(use.db, request.sku)
        member = members.by_id(use.db, request.member_id)
        if gift is None or member is None:
            raise PosError("not_found", what="gift" if gift is None else "member")
        due.run_account(use, member, shop)
        member = members.by_id(use.db, member.id) or member
        return done(use.db, _redeem(use, shop, member, gift, request))


def give_back(use: Use, key: str, reason: str = "") -> GiftReturned:
    """A gift (by the id or receipt number of its redemption) comes back: points, money and stock return.

    PosError not_found, nothing_to_refund (returned before), no_shift, not_allowed.
    """
    with use.db.transaction():
        require(use, "sale.refund")
        open_shift(use.db)
        row = rows.find(use.db, key)
        member = members.by_id(use.db, row.member_id) if row is not None else None
        if row is None or member is None:
            raise PosError("not_found", what="redemption")
        if row.returned_by is not None:
            raise PosError("nothing_to_refund")
        shop = shop_of(use.db)
        due.run_account(use, member, shop)
        return _give_back(use, shop, row, reason)


def history(db: Database, member_id: str) -> list[RedemptionRow]:
    """What a member took, newest first."""
    return rows.of_member(db, member_id)


def done(db: Database, event_id: str) -> GiftDone:
    """A redemption read back. PosError not_found."""
    row = rows.find(db, event_id)
    if row is None:
        raise PosError("not_found", what="redemption")
    paid = sales.tenders(db, row.id)
    return GiftDone(
        event_id=row.id, receipt_no=row.receipt_no, member_id=row.member_id, gift=row.gift, name=row.name,
        qty=row.qty, points_used=row.points, fen=row.fen, change_fen=sum(tender.change_fen for tender in paid),
        tenders=tuple(sale_rows.tender_done(tender) for tender in paid),
        balance=ledger.balances(db, row.account_id).get((POINTS, ""), 0),
    )  # fmt: skip


def _redeem(use: Use, shop: Shop, member: MemberRow, gift: Gift, request: RedeemRequest) -> str:
    today = shop.business_date(use.now_ms)
    tier = standing.held(member, shop.rules, today)
    gift.refuse_unless_open(tier, today, dates.local_time(use.now_ms, shop.rules.zone).time())
    _check_limit(use, shop, member, gift, request.qty)
    points, fen = gift.points_for(tier) * request.qty, gift.fen * request.qty
    with asking(use.db, member.account_id, (POINTS,)):
        taken = lot_rules.take(ledger.open_lots(use.db, member.account_id, (POINTS,)), points, today)
    pieces = stock.out(use.db, gift.sku, request.qty) if gift.tracked else []
    paid = gift_payment.pay(use, shop, _tenders(use.db, request, member), fen)
    receipt_no = numbers.receipt(use.db)
    data = {
        "receipt_no": receipt_no, "gift": gift.sku, "name": gift.name, "qty": request.qty, "points": points,
        "fen": fen, "tenders": [sale_rows.tender_data(row, member.account_id) for row in paid.rows("")],
    }  # fmt: skip
    event_id = UUID(request.event_id) if request.event_id else use.new_id()
    changes = (*((taken,) if taken.moves else ()), *paid.changes)
    postings = [*_points(member.account_id, -points), *paid.postings, *pieces]
    event = book(use, Draft("redeem", data, postings, changes, member.id, member.account_id, event_id), shop)
    sales.add_tenders(use.db, event.seq, paid.rows(event.id))
    row = RedemptionRow(
        event.id, event.seq, receipt_no, member.id, member.account_id, gift.sku, gift.name, request.qty, points, fen,
        int(gift.tracked), event.business_date,
    )  # fmt: skip
    rows.insert(use.db, row)
    return event.id


def _give_back(use: Use, shop: Shop, row: RedemptionRow, reason: str) -> GiftReturned:
    event_id = use.new_id()
    paid = gift_payment.give_back(use, shop, sales.tenders(use.db, row.id), row.seq, str(event_id))
    change = _points_back(use, shop, row, str(event_id))
    pieces = stock.back(row.gift, row.qty) if row.tracked else []
    receipt_no = numbers.receipt(use.db)
    money_rows = gift_payment.rows_back(paid, str(event_id))
    data = {
        "receipt_no": receipt_no, "redemption": row.id, "gift": row.gift, "qty": row.qty, "points": row.points,
        "fen": row.fen, "reason": reason,
        "tenders": [sale_rows.tender_data(tender, row.account_id) for tender in money_rows],
    }  # fmt: skip
    draft = Draft(
        RETURN, data, [*_points(row.account_id, row.points), *paid.postings, *pieces],
        (*((change,) if change.moves else ()), *paid.changes), row.member_id, row.account_id, event_id, reverses=row.id,
    )  # fmt: skip
    event = book(use, draft, shop)
    sales.add_tenders(use.db, event.seq, money_rows)
    rows.mark_returned(use.db, row.id, event.id)
    return GiftReturned(
        event.id, receipt_no, row.points, row.fen,
        tuple(sale_rows.tender_done(replace(tender, fen=-tender.fen)) for tender in money_rows),
    )  # fmt: skip


def _points_back(use: Use, shop: Shop, row: RedemptionRow, event_id: str) -> Change:
    """As redeemed points of a sale: last taken first, to a new lot for what has expired meanwhile."""
    if not row.points:
        return Change()
    today = shop.business_date(use.now_ms)
    taken = [move for move, kind, _ in ledger.moves_of(use.db, row.seq) if kind == POINTS]
    lots = {lot.id: lot for lot in ledger.open_lots(use.db, row.account_id, (POINTS,))}
    lots |= ledger.lots_by_id(use.db, {move.lot_id for move in taken} - set(lots))
    until = today + timedelta(days=shop.rules.points_reinstatement_days)
    fallback = Lot(
        id=str(use.new_id()), account=row.account_id, kind=POINTS, granted=row.points, open=row.points,
        made_at_ms=use.now_ms, expires=until.isoformat(), event_id=event_id,
    )  # fmt: skip
    return lot_rules.give_back(tuple(lots.values()), taken, row.points, today, fallback)


def _points(account: str, amount: int) -> list[Posting]:
    if not amount:
        return []
    return [
        Posting(account, POINTS, "PT", amount),
        money_moves.shop_side(money_moves.POINTS_REDEEMED, "PT", -amount),
    ]


def _check_limit(use: Use, shop: Shop, member: MemberRow, gift: Gift, qty: int) -> None:
    left = _left_of_limit(use.db, member.id, gift, shop, use.now_ms)
    if left is not None and gift.limit is not None and qty > left:
        raise PosError("limit_exceeded", what="gift", limit=gift.limit.most, period=gift.limit.period)


def _left_of_limit(db: Database, member_id: str, gift: Gift, shop: Shop, now_ms: int) -> int | None:
    """Pieces a member may still have in this period; None without a limit."""
    if gift.limit is None:
        return None
    today = shop.business_date(now_ms)
    had = rows.taken(db, member_id, gift.sku, *gift.limit.span(today))
    return max(gift.limit.most - had, 0)


def _tenders(db: Database, request: RedeemRequest, member: MemberRow) -> list[Tender]:
    asked = []
    for tender in request.tenders:
        account = ""
        if tender.kind in tenders.OF_ACCOUNTS:
            payer = members.by_id(db, tender.payer_member_id) if tender.payer_member_id else member
            if payer is None:
                raise PosError("not_found", what="payer")
            account = payer.account_id
        asked.append(Tender(tender.kind, tender.fen, account, trade_no=tender.trade_no))
    return asked


def _view(
    db: Database, shop: Shop, gift: Gift, member: MemberRow | None, tier: str | None, balance: int, now_ms: int
) -> GiftView:
    left = rows.stock(db, gift.sku) if gift.tracked else None
    points = gift.points_for(tier)
    why = _why_not(db, shop, gift, member, tier, now_ms)
    if not why and left is not None and left < 1:
        why = "out_of_stock"
    if not why and member is not None and (balance < points or balance < 0):
        why = "points_debt" if balance < 0 else "insufficient_points"
    return GiftView(gift.sku, gift.name, points, gift.fen, left, why)


def _why_not(db: Database, shop: Shop, gift: Gift, member: MemberRow | None, tier: str | None, now_ms: int) -> str:
    today, clock = shop.business_date(now_ms), dates.local_time(now_ms, shop.rules.zone).time()
    try:
        gift.refuse_unless_open(tier, today, clock)
    except PosError as error:
        return f"{error.code}:{error.facts['why']}"
    return "limit_exceeded" if member is not None and _left_of_limit(db, member.id, gift, shop, now_ms) == 0 else ""
