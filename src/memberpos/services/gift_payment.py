"""The money part of a gift: paid like a sale of one line, given back the way it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from memberpos.domain import lots as lot_rules
from memberpos.domain import tenders
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, PRINCIPAL, Lot, Posting
from memberpos.domain.lots import Change
from memberpos.domain.stored_value import Spend, bonus_limit, spend
from memberpos.domain.tenders import PayLine, Settled, StoredSplit, Tender
from memberpos.services import kept_change, money_moves, sale_rows
from memberpos.services.allowances import asking
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import ledger
from memberpos.store.sales import TenderRow

#: The shop's side of what members pay besides points.
GIFTS = ("shop:gifts", "GIFTS")
KINDS = (tenders.CASH, tenders.SCAN_PAY, tenders.BANK_CARD, *tenders.OF_ACCOUNTS)


@dataclass(frozen=True)
class Paid:
    """A settled money part: its rows, postings and the lots stored value was taken from."""

    settled: Settled
    given: tuple[Tender, ...]
    postings: tuple[Posting, ...]
    changes: tuple[Change, ...]

    def rows(self, event_id: str) -> list[TenderRow]:
        """The tenders of the event."""
        return sale_rows.tender_rows(event_id, self.given, self.settled)


def pay(use: Use, shop: Shop, asked: Sequence[Tender], fen: int) -> Paid:
    """`fen` paid by `asked`. PosError tender_mismatch, insufficient_stored_value, bad_amount (a kind that cannot)."""
    for tender in asked:
        if tender.kind not in KINDS:
            raise PosError("bad_amount", reason="tender_kind", kind=tender.kind)
    given = tenders.resolve(asked, fen)
    line = PayLine(1, fen)
    taken: dict[int, Spend] = {}
    limit_fen = bonus_limit(fen, [line], shop.rules)
    today = shop.business_date(use.now_ms)
    for index, tender in enumerate(given):
        if tender.kind == tenders.STORED_VALUE:
            lots = ledger.open_lots(use.db, tender.account, (PRINCIPAL, BONUS))
            with asking(use.db, tender.account, (PRINCIPAL, BONUS)):
                taken[index] = spend(lots, tender.fen or 0, shop.rules.stored_value_spend_order, limit_fen, today)
            limit_fen -= taken[index].bonus_fen
    kept = tuple(kept_change.spent(use.db, tender) for tender in given if tender.kind == tenders.KEPT_CHANGE)
    splits = {index: StoredSplit(one.principal_fen, one.bonus_fen) for index, one in taken.items()}
    settled = tenders.settle([line] if fen else [], given, splits)
    changes = tuple(change for one in taken.values() for change in (one.bonus, one.principal) if change.moves)
    return Paid(settled, given, tuple(_postings(settled, shop.currency, -1)), (*changes, *kept))


def give_back(use: Use, shop: Shop, paid: Sequence[TenderRow], seq: int, event_id: str) -> Paid:
    """The money of event `seq` back by the way it was paid; stored value to the lots it was taken from."""
    rows = [row for row in paid if row.fen]
    given = tuple(Tender(row.kind, row.fen, row.payer_account or "") for row in rows)
    splits = {
        index: StoredSplit(row.principal_fen, row.bonus_fen)
        for index, row in enumerate(rows)
        if row.kind == tenders.STORED_VALUE
    }
    fen = sum(row.fen for row in rows)
    settled = tenders.settle([PayLine(1, fen)] if fen else [], given, splits)
    changes = _lots_back(use, settled, seq, event_id, shop.business_date(use.now_ms))
    return Paid(settled, given, tuple(_postings(settled, shop.currency, +1)), changes)


def rows_back(paid: Paid, event_id: str) -> list[TenderRow]:
    """The tenders of a return: money out, so negative."""
    return [
        TenderRow(event_id, row.n, row.kind, -row.fen, -row.fen, 0, row.payer_account, -row.principal_fen,
                  -row.bonus_fen)
        for row in paid.rows(event_id)
    ]  # fmt: skip


def _lots_back(use: Use, settled: Settled, seq: int, event_id: str, today: date) -> tuple[Change, ...]:
    moves = ledger.moves_of(use.db, seq)
    changes = []
    for part in settled.parts:
        held = tenders.LOT_KINDS.get(part.kind)
        if held is None:
            continue
        taken = [move for move, kind, account in moves if (kind, account) == (held, part.account)]
        lots = tuple(ledger.lots_by_id(use.db, {move.lot_id for move in taken}).values())
        fresh = Lot(str(use.new_id()), part.account, held, part.fen, part.fen, use.now_ms, event_id=event_id)
        changes.append(lot_rules.give_back(lots, taken, part.fen, today, fresh))
    return tuple(changes)


def _postings(settled: Settled, unit: str, sign: int) -> list[Posting]:
    fen = sum(part.fen for part in settled.parts)
    if not fen:
        return []
    return [
        *(sale_rows.part_posting(part, unit, sign) for part in settled.parts),
        money_moves.shop_side(GIFTS, unit, -sign * fen),
    ]
