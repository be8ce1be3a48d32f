"""Kept change (存零): change a member leaves with the shop; pays later sales or is paid out (domain rules §2)."""

from __future__ import annotations

from memberpos.domain import lots as lot_rules
from memberpos.domain.errors import PosError
from memberpos.domain.events import CHANGE_KEEP, CHANGE_PAY_OUT
from memberpos.domain.ledger import CHANGE, Lot, Posting
from memberpos.domain.lots import Change
from memberpos.domain.money import check_fen
from memberpos.domain.tenders import CASH, Tender
from memberpos.services import due
from memberpos.services.booking import Draft, book
from memberpos.services.money_moves import paid_in
from memberpos.services.rights import require
from memberpos.services.shop import Shop, open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import events, ledger, members, rights, sales
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow
from memberpos.store.sales import TenderRow


def keep(use: Use, shop: Shop, member: MemberRow | None, fen: int, change_fen: int, sale_id: str) -> None:
    """Keeps `fen` of a sale's change, in the sale's transaction: cash that stays in the drawer, owed to the member.

    PosError bad_amount (reason change) for a walk-in or for more than the change.
    """
    if member is None or not 0 < fen <= change_fen:
        raise PosError("bad_amount", reason="change", fen=fen)
    event_id = use.new_id()
    lot = Lot(str(use.new_id()), member.account_id, CHANGE, fen, fen, use.now_ms, event_id=str(event_id))
    granted = lot_rules.grant(ledger.open_lots(use.db, member.account_id, (CHANGE,)), lot)
    draft = Draft(
        CHANGE_KEEP, {"sale": sale_id, "fen": fen}, _postings(shop, member, fen), (granted,), member.id,
        member.account_id, event_id, cause=sale_id,
    )  # fmt: skip
    _booked(use, shop, draft, fen)


def pay_out(use: Use, member_id: str, fen: int | None = None) -> int:
    """Pays kept change out in cash (None = all of it) and gives what was paid.

    PosError no_shift, not_found, bad_amount (nothing there, or more than there is), not_allowed.
    """
    with use.db.transaction():
        require(use, "sale.refund")
        open_shift(use.db)
        shop, member = shop_of(use.db), members.by_id(use.db, member_id)
        if member is None:
            raise PosError("not_found", what="member")
        due.run_account(use, member, shop)
        rights.require_here(use.db, member.account_id, (CHANGE,))
        lots = ledger.open_lots(use.db, member.account_id, (CHANGE,))
        have = lot_rules.balance(lots)
        out_fen = have if fen is None else fen
        check_fen(out_fen, 1, "change_fen")
        if out_fen > have:
            raise PosError("bad_amount", reason="change", fen=out_fen, have_fen=have)
        moves = tuple(lot_rules.drain(lots, out_fen))
        draft = Draft(
            CHANGE_PAY_OUT, {"fen": out_fen}, _postings(shop, member, -out_fen), (Change(moves),), member.id,
            member.account_id,
        )  # fmt: skip
        _booked(use, shop, draft, -out_fen)
        return out_fen


def spent(db: Database, tender: Tender) -> Change:
    """What a tender takes of its account's kept change. PosError insufficient_stored_value (have_fen, asked_fen)."""
    lots = ledger.open_lots(db, tender.account, (CHANGE,))
    have, asked = lot_rules.balance(lots), tender.fen or 0
    if asked > have:
        raise PosError("insufficient_stored_value", have_fen=have, asked_fen=asked)
    return Change(tuple(lot_rules.drain(lots, asked)))


def kept_by(db: Database, sale_id: str) -> int:
    """How much of a sale's change was kept, in fen."""
    caused = events.caused_by(db, sale_id, CHANGE_KEEP)
    return sum(tender.fen for event in caused for tender in sales.tenders(db, event.id))


def _postings(shop: Shop, member: MemberRow, fen: int) -> list[Posting]:
    return [Posting(member.account_id, CHANGE, shop.currency, fen), paid_in(CASH, shop.currency, fen)]


def _booked(use: Use, shop: Shop, draft: Draft, fen: int) -> EventRow:
    event = book(use, draft, shop)
    sales.add_tenders(use.db, event.seq, [TenderRow(event.id, 1, CASH, fen, fen)])
    return event
