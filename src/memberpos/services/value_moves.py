"""Stored value taken without a sale: paid out in money, or deducted; by a right and for a reason (domain rules §7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from memberpos.domain import law as law_rules
from memberpos.domain import stored_value
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, PRINCIPAL, Posting
from memberpos.domain.lots import Change
from memberpos.domain.money import MAX_FEN, check_fen
from memberpos.domain.value_moves import take_principal
from memberpos.services import due, freezing, law, money_moves, numbers
from memberpos.services.allowances import asking
from memberpos.services.booking import Draft, book
from memberpos.services.recharges import PAY_KINDS
from memberpos.services.rights import require
from memberpos.services.shop import Shop, open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import events, ledger, members, sales
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow
from memberpos.store.sales import TenderRow

CASH_OUT, DEDUCT = "value.cash_out", "value.deduct"


@dataclass(frozen=True)
class ValueMoved:
    """What was taken of principal and bonus, and both after it."""

    event_id: str
    principal_fen: int
    bonus_fen: int
    principal_after_fen: int
    bonus_after_fen: int
    opens_drawer: bool = False
    changed: frozenset[str] = field(default=frozenset({"member", "shift", "queue"}))


def cash_out(
    use: Use, member_id: str, fen: int, reason: str, pay: str = "cash", event_id: str | None = None
) -> ValueMoved:
    """Pays out principal (提现). PosError bad_amount, insufficient_stored_value, law_limit, account_frozen, no_shift,
    not_found, not_allowed, needs_approval.
    """
    _check(fen, reason)
    if pay not in PAY_KINDS:
        raise PosError("bad_amount", reason="tender_kind", kind=pay)
    with use.db.transaction():
        member, shop = _begin(use, member_id, CASH_OUT)
        open_shift(use.db)
        if event_id and events.exists(use.db, event_id):
            return _done(use, member, event_id, fen, 0, opens_drawer=pay == "cash")
        ruled = law.in_force(shop, shop.business_date(use.now_ms))
        if ruled is not None:
            law_rules.check_paid_back(ruled, fen, pay)
        lots = ledger.open_lots(use.db, member.account_id, (PRINCIPAL,))
        with asking(use.db, member.account_id, (PRINCIPAL,)):
            change = take_principal(lots, fen, shop.business_date(use.now_ms))
        postings = [
            Posting(member.account_id, PRINCIPAL, shop.currency, -fen),
            money_moves.paid_in(pay, shop.currency, -fen),
        ]
        data = {"receipt_no": numbers.receipt(use.db), "fen": fen, "reason": reason.strip(),
                "tenders": [{"kind": pay, "fen": -fen}]}  # fmt: skip
        made = _book(use, member, shop, CASH_OUT, data, postings, (change,), event_id)
        sales.add_tenders(use.db, made.seq, [TenderRow(made.id, 1, pay, -fen, -fen)])
        return _done(use, member, made.id, fen, 0, opens_drawer=pay == "cash")


def deduct(use: Use, member_id: str, fen: int, reason: str, event_id: str | None = None) -> ValueMoved:
    """Takes stored value by force (强制扣款), in the shop's spend order; no cap on bonus holds.

    PosError bad_amount, insufficient_stored_value, account_frozen, not_found, not_allowed, needs_approval.
    """
    _check(fen, reason)
    with use.db.transaction():
        member, shop = _begin(use, member_id, DEDUCT)
        lots = ledger.open_lots(use.db, member.account_id, (PRINCIPAL, BONUS))
        if event_id and (row := events.by_id(use.db, event_id)):
            return _done(use, member, row.id, fen, 0)
        order, today = shop.rules.stored_value_spend_order, shop.business_date(use.now_ms)
        with asking(use.db, member.account_id, (PRINCIPAL, BONUS)):
            taken = stored_value.spend(lots, fen, order, MAX_FEN, today)
        postings = [
            Posting(member.account_id, PRINCIPAL, shop.currency, -taken.principal_fen),
            Posting(member.account_id, BONUS, shop.currency, -taken.bonus_fen),
            money_moves.shop_side(money_moves.DEDUCTED, shop.currency, fen),
        ]
        data = {"receipt_no": numbers.receipt(use.db), "fen": fen, "principal_fen": taken.principal_fen,
                "bonus_fen": taken.bonus_fen, "reason": reason.strip()}  # fmt: skip
        changes = tuple(change for change in (taken.bonus, taken.principal) if change.moves)
        made = _book(use, member, shop, DEDUCT, data, [p for p in postings if p.amount], changes, event_id)
        return _done(use, member, made.id, taken.principal_fen, taken.bonus_fen)


def _check(fen: int, reason: str) -> None:
    check_fen(fen, 1, "fen")
    if not reason.strip():
        raise PosError("bad_amount", what="reason")


def _begin(use: Use, member_id: str, right: str) -> tuple[MemberRow, Shop]:
    require(use, right)
    member, shop = members.by_id(use.db, member_id), shop_of(use.db)
    if member is None:
        raise PosError("not_found", what="member")
    due.run_account(use, member, shop)
    freezing.refuse_frozen(use.db, member.account_id)
    return member, shop


def _book(
    use: Use, member: MemberRow, shop: Shop, kind: str, data: dict[str, object], postings: list[Posting],
    changes: tuple[Change, ...], event_id: str | None,
) -> EventRow:  # fmt: skip
    made = UUID(event_id) if event_id else use.new_id()
    return book(use, Draft(kind, data, postings, changes, member.id, member.account_id, made), shop)


def _done(
    use: Use, member: MemberRow, event_id: str, principal_fen: int, bonus_fen: int, *, opens_drawer: bool = False
) -> ValueMoved:
    now = ledger.balances(use.db, member.account_id)
    return ValueMoved(
        event_id, principal_fen, bonus_fen, now.get((PRINCIPAL, ""), 0), now.get((BONUS, ""), 0), opens_drawer
    )
