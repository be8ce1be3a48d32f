"""Selling: one transaction from a quoted cart to a booked sale (domain rules §2, §3). COMMIT precedes any receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from memberpos.domain import pricing, tenders
from memberpos.domain.cart import Cart
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, POINTS, PRINCIPAL
from memberpos.domain.lots import Change
from memberpos.domain.member import Profile
from memberpos.domain.pricing import Quote
from memberpos.domain.stored_value import Spend, bonus_limit, spend
from memberpos.domain.tenders import PayLine, Settled, StoredSplit, Tender
from memberpos.services import due, earning, sale_rows, standing
from memberpos.services.allowances import asking
from memberpos.services.booking import book
from memberpos.services.priced import Priced
from memberpos.services.results import SaleDone
from memberpos.services.rights import require
from memberpos.services.shop import Shop, open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import events, ledger, members, products
from memberpos.store.database import Database
from memberpos.store.members import MemberRow


@dataclass(frozen=True)
class TenderRequest:
    """One way of paying. `fen` None = the rest; for cash it is what was handed over. `payer_member_id` pays with
    stored value or on account (default: the cart's member).
    """

    kind: str
    fen: int | None
    payer_member_id: str | None = None
    pass_id: str = ""
    proof: str = ""
    trade_no: str = ""


@dataclass(frozen=True)
class FinishSale:
    """A cart to be paid. `expect_due_fen` is what the customer was told; quote_changed if it is no longer so."""

    cart: Cart
    tenders: tuple[TenderRequest, ...]
    expect_due_fen: int | None = None


@dataclass(frozen=True)
class Spending:
    """What each stored-value tender (by index) takes from the payer's lots."""

    by_tender: Mapping[int, Spend] = field(default_factory=dict)

    @property
    def splits(self) -> dict[int, StoredSplit]:
        """Principal and bonus of each, for spreading."""
        return {index: StoredSplit(s.principal_fen, s.bonus_fen) for index, s in self.by_tender.items()}

    @property
    def changes(self) -> tuple[Change, ...]:
        """All lot changes."""
        return tuple(change for s in self.by_tender.values() for change in (s.bonus, s.principal) if change.moves)


def finish(use: Use, request: FinishSale) -> SaleDone:
    """Books a sale. A cart booked before gives its sale again, so a repeated key press sells once.

    PosError no_shift, empty_cart, quote_changed (due_fen), tender_mismatch, insufficient_stored_value,
    insufficient_points, points_debt, not_allowed, not_found.
    """
    with use.db.transaction():
        if not events.exists(use.db, request.cart.id):
            _finish(use, request)
        return sale_rows.done(use.db, request.cart.id, use.now_ms)


def _finish(use: Use, request: FinishSale) -> None:
    require(use, "sale.make")
    if request.cart.empty:
        raise PosError("empty_cart")
    open_shift(use.db)
    priced = price(use, request)
    quote = priced.quote
    if request.expect_due_fen is not None and request.expect_due_fen != quote.due_fen:
        raise PosError("quote_changed", due_fen=quote.due_fen, expected_fen=request.expect_due_fen)
    spending = _spend_stored(use, priced)
    settled = tenders.settle(_pay_lines(quote), priced.tenders, spending.splits)
    earned = earning.of_sale(use, priced.shop, priced.member, quote, settled, request.cart.id)
    _book(use, request, priced, settled, spending, earned)


def price(use: Use, request: FinishSale) -> Priced:
    """The quote as of now with the goods' prices of now, and the tenders resolved against it."""
    shop = shop_of(use.db)
    member = None
    if request.cart.member_id is not None:
        member = members.by_id(use.db, request.cart.member_id)
        if member is None:
            raise PosError("not_found", what="member")
        if due.run_account(use, member, shop):
            member = members.by_id(use.db, member.id)
    cart = _with_current_prices(use, request.cart)
    profile = _profile(use.db, member, shop, shop.business_date(use.now_ms)) if member else None
    quote = pricing.quote(cart, profile, (), shop.rules, use.now_ms)
    asked = [_tender(use.db, tender, member) for tender in request.tenders]
    non_cash = tenders.non_cash_fen(asked)
    if non_cash is not None:
        quote = pricing.round_cash(quote, non_cash, shop.rules)
    return Priced(shop, member, quote, tenders.resolve(asked, quote.due_fen))


def _with_current_prices(use: Use, cart: Cart) -> Cart:
    lines = []
    for line in cart.lines:
        product = products.by_sku(use.db, line.product.sku)
        if product is None:
            raise PosError("not_found", what="product", sku=line.product.sku)
        if line.typed is not None:
            require(use, "price.override")
        lines.append(replace(line, product=product))
    if cart.order_discount_fen:
        require(use, "price.override")
    return replace(cart, lines=tuple(lines))


def _profile(db: Database, member: MemberRow, shop: Shop, today: date) -> Profile:
    held = standing.current(member, shop.rules, today)
    amounts = ledger.balances(db, member.account_id)
    return Profile(
        member.id,
        held.tier if held else None,
        amounts.get((POINTS, ""), 0),
        amounts.get((PRINCIPAL, ""), 0),
        amounts.get((BONUS, ""), 0),
    )


def _tender(db: Database, request: TenderRequest, member: MemberRow | None) -> Tender:
    account = ""
    if request.kind in (tenders.STORED_VALUE, tenders.ON_ACCOUNT):
        payer = members.by_id(db, request.payer_member_id) if request.payer_member_id else member
        if payer is None:
            raise PosError("not_found", what="payer")
        account = payer.account_id
    if request.kind == tenders.PASS:
        raise PosError("not_found", what="pass")
    return Tender(request.kind, request.fen, account, request.pass_id, request.proof, request.trade_no)


def _pay_lines(quote: Quote) -> list[PayLine]:
    return [PayLine(line.line, line.net_fen, line.product.bonus_allowed) for line in quote.lines]


def _spend_stored(use: Use, priced: Priced) -> Spending:
    """Takes each stored-value tender from its payer's lots; the bonus limit is of the whole sale."""
    rules, quote = priced.shop.rules, priced.quote
    limit_fen = bonus_limit(quote.due_fen, _pay_lines(quote), rules)
    today = priced.shop.business_date(use.now_ms)
    taken: dict[int, Spend] = {}
    for index, tender in enumerate(priced.tenders):
        if tender.kind == tenders.STORED_VALUE:
            lots = ledger.open_lots(use.db, tender.account, (PRINCIPAL, BONUS))
            with asking(use.db, tender.account, (PRINCIPAL, BONUS)):
                one = spend(lots, tender.fen or 0, rules.stored_value_spend_order, limit_fen, today)
            limit_fen -= one.bonus_fen
            taken[index] = one
    return Spending(taken)


def _book(
    use: Use, request: FinishSale, priced: Priced, settled: Settled, spending: Spending, earned: earning.Earned
) -> None:
    draft = sale_rows.draft(use, request.cart, priced, settled, spending.changes, earned)
    event = book(use, replace(draft, event_id=UUID(request.cart.id)), priced.shop)
    sale_rows.store(use, event, request.cart, priced, settled, earned)
    if priced.member is not None:
        members.add_visit(use.db, priced.member.id, event.business_date)
        earning.move_tier(use, priced.shop, priced.member, event)
