"""Passes among the tenders of a sale, and their uses coming back with its refund (decision 0086)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from memberpos.domain import pass_tender as rules
from memberpos.domain import passes as pass_rules
from memberpos.domain import tenders
from memberpos.domain.catalog import SERVICE
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import Posting
from memberpos.domain.lots import Change
from memberpos.domain.pass_tender import Owing, Share
from memberpos.domain.passes import Pass
from memberpos.domain.refunds import Plan
from memberpos.domain.tenders import PayLine, Tender
from memberpos.services import due, pass_books
from memberpos.services.booking import Draft
from memberpos.services.money_moves import PASS_COST
from memberpos.services.priced import Priced
from memberpos.services.refund_original import Sold
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import members, pass_uses, passes
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.pass_uses import PassUseRow


@dataclass(frozen=True)
class Taken:
    """What one pass gave to an event (or, negative, got back): how it stood and stands, and its lots."""

    before: Pass
    after: Pass
    uses: int
    change: Change
    persons: int = 0
    whole: bool = False


@dataclass(frozen=True)
class PassSpending:
    """The sale's tenders with their passes found, and what these gave."""

    tenders: tuple[Tender, ...]
    taken: tuple[Taken, ...]
    unit: str

    def left_to_pay(self, lines: Sequence[PayLine]) -> list[PayLine]:
        """What the other tenders pay of each line."""
        paid: dict[int, int] = {}
        for tender in self.tenders:
            for line, fen in tender.pays:
                paid[line] = paid.get(line, 0) + fen
        return [replace(line, net_fen=line.net_fen - paid.get(line.line, 0)) for line in lines]

    def added_to(self, draft: Draft) -> Draft:
        """The sale's event with the uses it took."""
        return added_to(draft, self.taken, self.unit)

    def store(self, use: Use, event: EventRow) -> None:
        """The passes as they stand, and a row for each."""
        for one in self.taken:
            passes.save(use.db, one.after)
            row = PassUseRow(event.id, one.after.id, one.persons, one.uses, event.business_date, service="sale")
            pass_uses.insert(use.db, row)


def spend(use: Use, priced: Priced) -> PassSpending:
    """Finds the pass of each pass tender and takes its uses. PosError not_found (pass), tender_mismatch, and those of a
    pass that cannot be used now.
    """
    given: list[Tender] = []
    taken: dict[str, Taken] = {}
    owes = {line.line: line.net_fen for line in priced.quote.lines}
    for tender in priced.tenders:
        if tender.kind == tenders.PASS:
            one, shares = _choose(use, priced, tender, owes, taken)
            for share in shares:
                owes[share.line] -= share.fen
            taken[one.id] = _take(use, priced.shop, one, shares, taken.get(one.id))
            pays = tuple((share.line, share.fen) for share in shares)
            given.append(replace(tender, account=one.account, pass_id=one.id, pays=pays))
        else:
            given.append(tender)
    return PassSpending(tuple(given), tuple(taken.values()), priced.shop.currency)


def _choose(
    use: Use, priced: Priced, tender: Tender, owes: dict[int, int], taken: dict[str, Taken]
) -> tuple[Pass, tuple[Share, ...]]:
    """The first pass in spending order that covers the tender; else why the first of them does not."""
    payer = members.by_account(use.db, tender.account) if tender.account else None
    first: PosError | None = None
    for held in pass_rules.spending_order(_current(use, priced.shop, tender, payer)):
        one = taken[held.id].after if held.id in taken else held
        try:
            shares = rules.shares(_owing(priced, tender, one, owes), tender.fen or 0)
            count = sum(share.uses for share in shares)
            today, minute = priced.shop.business_date(use.now_ms), pass_books.minute(priced.shop, use.now_ms)
            pass_rules.check_usable(one, today, minute, count)
            return one, shares
        except PosError as error:
            first = first or error
    raise first or PosError("not_found", what="pass")


def _current(use: Use, shop: Shop, tender: Tender, payer: members.MemberRow | None) -> list[Pass]:
    found = pass_books.named(use.db, tender.pass_id, payer)
    due.run_account(use, pass_books.holder(use.db, found[0]), shop)
    return pass_books.named(use.db, tender.pass_id, payer)


def _owing(priced: Priced, tender: Tender, one: Pass, owes: dict[int, int]) -> list[Owing]:
    """The lines it may pay: services before goods, unless the lines are named."""
    lines = [
        line
        for line in priced.quote.lines
        if one.terms.pays_for(line.product.sku, line.product.kind) and (not tender.lines or line.line in tender.lines)
    ]
    lines.sort(key=lambda line: line.product.kind != SERVICE)
    return [Owing(line.line, line.net_fen, owes[line.line], line.qty_milli) for line in lines]


def _take(use: Use, shop: Shop, one: Pass, shares: Sequence[Share], earlier: Taken | None) -> Taken:
    count = sum(share.uses for share in shares)
    after, _, _ = pass_rules.used(one, count, shop.business_date(use.now_ms))
    before = earlier.before if earlier else one
    total = count + (earlier.persons if earlier else 0)
    uses = 0 if one.left is None else total
    return Taken(before, after, uses, pass_books.taken(use.db, before, uses), total)


def added_to(draft: Draft, taken: Sequence[Taken], unit: str) -> Draft:
    """A sale's or refund's event with what passes gave it or got back."""
    if not taken:
        return draft
    postings: list[Posting] = list(draft.postings)
    for one in taken:
        postings += pass_books.postings(one.before, one.after, unit, PASS_COST)
    data: dict[str, Any] = {
        **draft.data,
        "passes": [{"pass": one.after.id, "uses": one.uses, "left": one.after.left} for one in taken],
        "pass_states": [pass_books.state_of(one.after) for one in taken],
    }
    changes = tuple(one.change for one in taken if one.change.moves)
    return replace(draft, data=data, postings=postings, lots=(*draft.lots, *changes))


# --- refunds --------------------------------------------------------------------------------------------------------


def give_back(db: Database, sold: Sold, plan: Plan) -> tuple[Taken, ...]:
    """The uses that come back with a refund of a sale that passes had paid."""
    found = []
    for row in pass_uses.of_event(db, sold.row.id):
        before = passes.find(db, row.pass_id)
        if before is None or row.undone_by is not None:
            continue
        count, whole = _coming_back(sold, plan, row)
        change, paid, gift = pass_books.returned(db, before.one, [move for move, _, _ in sold.lot_moves], count)
        unused = whole and not pass_uses.others_stand(db, row.pass_id, row.event_id)
        after = pass_rules.given_back(before.one, paid, gift, unused=unused)
        if count or whole:
            found.append(Taken(before.one, after, -count, change, whole=whole))
    return tuple(found)


def store_back(use: Use, event: EventRow, sale_id: str, taken: Sequence[Taken]) -> None:
    """Keeps the passes as they stand after the refund."""
    for one in taken:
        passes.save(use.db, one.after)
        pass_uses.give_back(use.db, sale_id, one.after.id, -one.uses, event.id if one.whole else None)


def _coming_back(sold: Sold, plan: Plan, row: PassUseRow) -> tuple[int, bool]:
    """Uses that this refund returns, and whether nothing of them stands any more."""
    original = sold.original
    parts = {number for number, part in enumerate(original.parts) if part.instance == row.pass_id}
    now = {(cell.line, cell.part): cell.fen for cell in plan.cells}
    lines = {line.line: line for line in original.lines}
    net = {line.n: line.net_fen for line in sold.lines}
    count, still_paid = 0, 0
    for cell, left in zip(original.cells, original.left, strict=True):
        if cell.part not in parts:
            continue
        line = lines[cell.line]
        uses = rules.uses_for(line.qty_milli, cell.fen, net[cell.line])
        gone, gone_milli = cell.fen - left.fen, line.qty_milli - line.left_milli
        later, later_milli = gone + now.get((cell.line, cell.part), 0), gone_milli + plan.qty_milli.get(cell.line, 0)
        count += rules.returned(uses, cell.fen, line.qty_milli, later, later_milli)
        count -= rules.returned(uses, cell.fen, line.qty_milli, gone, gone_milli)
        still_paid += cell.fen - later
    return (count if row.uses else 0), still_paid == 0
