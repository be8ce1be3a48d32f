"""Closing a card (退卡): three figures, one of which is paid, and what is forfeited (domain rules §7, §13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from memberpos.domain import cards as card_rules
from memberpos.domain import law as law_rules
from memberpos.domain import stored_value
from memberpos.domain.errors import PosError
from memberpos.domain.events import CARD_CLOSE
from memberpos.domain.ledger import BONUS, CHANGE, PRINCIPAL, Lot, LotMove, Posting
from memberpos.domain.lots import Change
from memberpos.domain.stored_value import CAUSES, SEVEN_DAYS, SHOP, SPEND_ORDERS, Closing
from memberpos.services import due, freezing, instalments, law, money_moves, numbers
from memberpos.services.booking import Draft, book
from memberpos.services.recharges import PAY_KINDS
from memberpos.services.rights import require
from memberpos.services.shop import Shop, open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import cards, closings, ledger, members, recharges, rights, sales, value_lots
from memberpos.store import instalments as parts
from memberpos.store.closings import ClosingRow
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow
from memberpos.store.sales import TenderRow

_HELD = (PRINCIPAL, BONUS, CHANGE)
#: The shop's contract on closing, among its facts: a spend order; without it the one by which it is spent.
FACT = "closing_method"


@dataclass(frozen=True)
class ClosingFigures:
    """What closing a member's stored value would pay by each method, and what is held; `proposed` is the contract's
    method, `planned_fen` the bonus still to come that is called off. `by` gives what a method pays for a cause.
    """

    member_id: str
    figures: Closing
    proposed: str
    principal_fen: int
    bonus_fen: int
    change_fen: int
    planned_fen: int

    @property
    def held_fen(self) -> int:
        """Principal and bonus."""
        return self.principal_fen + self.bonus_fen

    def by(self, method: str, cause: str) -> int:
        """PosError bad_setting for an unknown method or cause."""
        return self.figures.by(method, cause)


@dataclass(frozen=True)
class ClosingRequest:
    """Closes a member's stored value and takes the cards back. `method` "" = the contract's. `event_id` makes a repeat
    harmless.
    """

    member_id: str
    method: str = ""
    cause: str = stored_value.CONSUMER
    pay: str = "cash"
    event_id: str | None = None


@dataclass(frozen=True)
class ClosingDone:
    """A booked closing: `paid_fen` = `refund_fen` by the method and the kept change; `forfeited_fen` stays."""

    event_id: str
    receipt_no: str
    member_id: str
    method: str
    cause: str
    pay: str
    figures: Closing
    refund_fen: int
    change_fen: int
    forfeited_fen: int
    changed: frozenset[str] = field(default=frozenset({"member", "card", "shift", "queue"}))

    @property
    def paid_fen(self) -> int:
        return self.refund_fen + self.change_fen

    @property
    def opens_drawer(self) -> bool:
        """Cash moved."""
        return self.pay == "cash" and self.paid_fen > 0


def figures(db: Database, member_id: str) -> ClosingFigures:
    """The three figures as things stand; reads only. PosError not_found."""
    member = members.by_id(db, member_id)
    if member is None:
        raise PosError("not_found", what="member")
    return _figures(db, member, shop_of(db))


def close(use: Use, request: ClosingRequest) -> ClosingDone:
    """Pays back what the method says, forfeits the rest, calls off bonus to come, takes the cards back.

    PosError nothing_to_refund (nothing is held), bad_setting (method, cause), law_limit (cash above what may be),
    undo_too_late (seven days have passed), account_frozen, no_shift, not_found, not_allowed, needs_approval.
    """
    if request.pay not in PAY_KINDS:
        raise PosError("bad_amount", reason="tender_kind", kind=request.pay)
    if request.cause not in CAUSES or request.method not in ("", *SPEND_ORDERS):
        raise PosError("bad_setting", setting="card_close", method=request.method, cause=request.cause)
    with use.db.transaction():
        if request.event_id and (made := closings.find(use.db, request.event_id)):
            return _again(use, made)
        require(use, "value.close")
        open_shift(use.db)
        member = members.by_id(use.db, request.member_id)
        if member is None:
            raise PosError("not_found", what="member")
        shop = shop_of(use.db)
        due.run_account(use, member, shop)
        freezing.refuse_frozen(use.db, member.account_id)
        found = _figures(use.db, member, shop)
        if found.held_fen + found.change_fen <= 0 and not found.planned_fen:
            raise PosError("nothing_to_refund")
        row = _row(use, request, member, found)
        _obey(use, request, row, shop)
        return _booked(use, request, member, shop, row)


def _figures(db: Database, member: MemberRow, shop: Shop) -> ClosingFigures:
    lots = value_lots.all_lots(db, member.account_id)
    uses = stored_value.recharge_uses(lots, value_lots.gone(db, member.account_id))
    held = {kind: _open(ledger.open_lots(db, member.account_id, (kind,))) for kind in _HELD}
    to_come = parts.planned(db, member.account_id)
    return ClosingFigures(
        member.id, stored_value.closing(tuple(uses.values())), _proposed(shop), held[PRINCIPAL], held[BONUS],
        held[CHANGE], sum(part.fen for part in to_come),
    )  # fmt: skip


def _open(lots: Sequence[Lot]) -> int:
    return sum(lot.open for lot in lots if lot.open > 0)


def _proposed(shop: Shop) -> str:
    method = shop.facts.get(FACT)
    return method if method in SPEND_ORDERS else shop.rules.stored_value_spend_order


def _row(use: Use, request: ClosingRequest, member: MemberRow, found: ClosingFigures) -> ClosingRow:
    method = request.method or found.proposed
    refund_fen = found.by(method, request.cause)
    if request.cause == SHOP and refund_fen > found.figures.by(method, stored_value.CONSUMER):
        method = stored_value.PROPORTIONAL
    event_id = request.event_id or str(use.new_id())
    return ClosingRow(
        event_id, 0, member.id, member.account_id, numbers.receipt(use.db), method, request.cause,
        found.principal_fen, found.bonus_fen, found.change_fen, found.figures.bonus_first_fen,
        found.figures.principal_first_fen, found.figures.proportional_fen, refund_fen, found.held_fen - refund_fen,
    )  # fmt: skip


def _obey(use: Use, request: ClosingRequest, row: ClosingRow, shop: Shop) -> None:
    """Not too much in cash; seven days only for what was paid within them."""
    today = shop.business_date(use.now_ms)
    ruled = law.in_force(shop, today)
    if ruled is not None:
        law_rules.check_paid_back(ruled, row.refund_fen, request.pay)
    if request.cause == SEVEN_DAYS and (until := _too_late(use.db, row.account_id, today.isoformat())):
        raise PosError("undo_too_late", what="withdraw", until=until)


def _too_late(db: Database, account: str, today: str) -> str | None:
    """The last day of a top-up that can no longer be withdrawn and of which money lies here, whoever had paid it in: a
    transfer keeps the date (domain rules §7).
    """
    lots = value_lots.all_lots(db, account)
    made = [recharges.find(db, key) for key in {lot.recharge_id for lot in lots if lot.open > 0 and lot.recharge_id}]
    ends = [row.withdraw_until for row in made if row is not None and row.withdraw_until]
    return min((end for end in ends if end < today), default=None)


def _booked(use: Use, request: ClosingRequest, member: MemberRow, shop: Shop, row: ClosingRow) -> ClosingDone:
    rights.require_here(use.db, member.account_id, _HELD)
    lots = ledger.open_lots(use.db, member.account_id, _HELD)
    changes = [Change(tuple(LotMove(lot.id, -lot.open) for lot in lots if lot.kind == kind and lot.open > 0))
               for kind in _HELD]  # fmt: skip
    draft = Draft(
        CARD_CLOSE, _data(row, request.pay), _postings(row, request.pay, shop),
        tuple(change for change in changes if change.moves), member.id, member.account_id, UUID(row.id),
    )  # fmt: skip
    event = book(use, draft, shop)
    closings.insert(use.db, replace(row, seq=event.seq))
    paid_fen = row.refund_fen + row.change_fen
    if paid_fen:
        sales.add_tenders(use.db, event.seq, [TenderRow(event.id, 1, request.pay, -paid_fen, -paid_fen)])
    instalments.call_off(use, parts.planned(use.db, member.account_id), event.id)
    _take_cards(use, member, event)
    return _done(row, request.pay)


def _take_cards(use: Use, member: MemberRow, event: EventRow) -> None:
    """Cards in use come back; one that is lost cannot, and is void."""
    for card in cards.of_account(use.db, member.account_id):
        to = {card_rules.ACTIVE: card_rules.RETURNED, card_rules.LOST: card_rules.VOID}.get(card.state)
        if to is None:
            continue
        cards.put(use.db, replace(card, state=card_rules.move(card.state, to)), use.now_ms)
        kind = "card.return" if to == card_rules.RETURNED else "card.void"
        book(
            use, Draft(kind, {"number": card.number, "state": to}, (), (), member.id, member.account_id, cause=event.id)
        )


def _data(row: ClosingRow, pay: str) -> Mapping[str, Any]:
    paid_fen = row.refund_fen + row.change_fen
    return {
        "receipt_no": row.receipt_no, "method": row.method, "cause": row.cause, "principal_fen": row.principal_fen,
        "bonus_fen": row.bonus_fen, "change_fen": row.change_fen, "bonus_first_fen": row.bonus_first_fen,
        "principal_first_fen": row.principal_first_fen, "proportional_fen": row.proportional_fen,
        "refund_fen": row.refund_fen, "forfeited_fen": row.forfeited_fen,
        "tenders": [{"kind": pay, "fen": -paid_fen}] if paid_fen else [],
    }  # fmt: skip


def _postings(row: ClosingRow, pay: str, shop: Shop) -> list[Posting]:
    unit = shop.currency
    postings = [
        Posting(row.account_id, PRINCIPAL, unit, -row.principal_fen),
        Posting(row.account_id, BONUS, unit, -row.bonus_fen),
        Posting(row.account_id, CHANGE, unit, -row.change_fen),
        money_moves.paid_in(pay, unit, -(row.refund_fen + row.change_fen)),
        money_moves.shop_side(money_moves.FORFEITED, unit, row.forfeited_fen),
    ]
    return [posting for posting in postings if posting.amount]


def _done(row: ClosingRow, pay: str) -> ClosingDone:
    three = Closing(row.bonus_first_fen, row.principal_first_fen, row.proportional_fen)
    return ClosingDone(
        row.id, row.receipt_no, row.member_id, row.method, row.cause, pay, three, row.refund_fen, row.change_fen,
        row.forfeited_fen,
    )  # fmt: skip


def _again(use: Use, row: ClosingRow) -> ClosingDone:
    paid = sales.tenders(use.db, row.id)
    return _done(row, paid[0].kind if paid else "")
