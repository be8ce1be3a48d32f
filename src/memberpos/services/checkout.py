"""Selling: one transaction from a quoted cart to a booked sale (domain rules §2, §3). COMMIT precedes any receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from memberpos.domain import pricing, tenders
from memberpos.domain.cart import Cart
from memberpos.domain.coupon_pricing import UNMET
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, POINTS, PRINCIPAL
from memberpos.domain.lots import Change
from memberpos.domain.member import Profile
from memberpos.domain.pricing import Quote
from memberpos.domain.stored_value import Spend, bonus_limit, spend
from memberpos.domain.tenders import PayLine, Settled, StoredSplit, Tender
from memberpos.services import (
    after_sale,
    clock,
    coupon_ends,
    coupon_holds,
    coupons,
    due,
    earning,
    kept_change,
    money_moves,
    offers,
    pass_books,
    pass_tenders,
    payers,
    sale_rows,
    settings_plans,
    standing,
    usable,
)
from memberpos.services.allowances import asking
from memberpos.services.booking import Draft, book
from memberpos.services.pass_tenders import PassSpending
from memberpos.services.priced import Priced
from memberpos.services.results import SaleDone
from memberpos.services.rights import require
from memberpos.services.shop import Shop, open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import events, ledger, members, products
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow


@dataclass(frozen=True)
class TenderRequest:
    """One way of paying. `fen` None = the rest; for cash it is what was handed over. `payer_member_id` pays
    with stored value, kept change, on account or a pass (default: the cart's member), shown by `card` (default: the
    cart's) and its `password`. `pass_id`: a pass or a kind of passes, `pass_lines` the lines (from 1) it is to pay.
    """

    kind: str
    fen: int | None
    payer_member_id: str | None = None
    pass_id: str = ""
    pass_lines: tuple[int, ...] = ()
    proof: str = ""
    trade_no: str = ""
    card: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class FinishSale:
    """A cart to be paid. `expect_due_fen` is what the customer was told; quote_changed if it is no longer so.
    `clock_confirmed`: a clock that stands before the last entry's date was seen and is right (`services.clock`).
    `keep_change_fen` of the change stay with the member (存零).
    """

    cart: Cart
    tenders: tuple[TenderRequest, ...]
    expect_due_fen: int | None = None
    clock_confirmed: bool = False
    keep_change_fen: int = 0


@dataclass(frozen=True)
class Spending:
    """What each stored-value tender (by index) takes from the payer's lots, and what is taken of kept change."""

    by_tender: Mapping[int, Spend] = field(default_factory=dict)
    kept: tuple[Change, ...] = ()

    @property
    def splits(self) -> dict[int, StoredSplit]:
        """Principal and bonus of each, for spreading."""
        return {index: StoredSplit(s.principal_fen, s.bonus_fen) for index, s in self.by_tender.items()}

    @property
    def changes(self) -> tuple[Change, ...]:
        """All lot changes."""
        own = (change for s in self.by_tender.values() for change in (s.bonus, s.principal) if change.moves)
        return (*own, *self.kept)


@dataclass(frozen=True)
class Ready:
    """A sale worked out and checked, before it is booked."""

    priced: Priced
    settled: Settled
    spending: Spending
    passes: PassSpending
    earned: earning.Earned


def finish(use: Use, request: FinishSale) -> SaleDone:
    """Books a sale. A cart booked before gives its sale again, so a repeated key press sells once.

    PosError no_shift, empty_cart, clock_back (today, last), quote_changed (due_fen), tender_mismatch,
    insufficient_stored_value, insufficient_points, points_debt, member_blocked, not_allowed, not_found; of stored
    value also account_frozen, password_needed, password_change, wrong_pin, locked_out, card_lost, card_state,
    limit_exceeded.
    """
    request = with_proof(use, request)
    with use.db.transaction():
        if not events.exists(use.db, request.cart.id):
            _finish(use, request)
        return sale_rows.done(use.db, request.cart.id, use.now_ms)


def with_proof(use: Use, request: FinishSale) -> FinishSale:
    """The sale with what its payers showed instead of their passwords; not in a transaction, for hashing takes time."""
    shown = payers.shown(use, request.cart, request.tenders)
    pairs = zip(request.tenders, shown, strict=True)
    return replace(request, tenders=tuple(replace(t, card=s.card, proof=s.proof, password="") for t, s in pairs))


def _finish(use: Use, request: FinishSale) -> None:
    require(use, "sale.make")
    open_shift(use.db)
    ready = prepare(use, request)
    event = book(use, draft(use, request, ready), ready.priced.shop)
    keep(use, request, ready, event)


def prepare(use: Use, request: FinishSale) -> Ready:
    """Works a sale out inside the caller's transaction; books nothing but what was due for the member."""
    if request.cart.empty:
        raise PosError("empty_cart")
    clock.check(use, shop_of(use.db), confirmed=request.clock_confirmed)
    settings_plans.begin(use)
    priced = price(use, request)
    quote = priced.quote
    if request.expect_due_fen is not None and request.expect_due_fen != quote.due_fen:
        raise PosError("quote_changed", due_fen=quote.due_fen, expected_fen=request.expect_due_fen)
    passes = pass_tenders.spend(use, priced)
    priced = replace(priced, tenders=passes.tenders)
    spending = spend_stored(use, priced.shop, priced.tenders, passes.left_to_pay(_pay_lines(quote)), quote.due_fen)
    settled = tenders.settle(_pay_lines(quote), priced.tenders, spending.splits)
    earned = earning.of_sale(use, priced.shop, priced.member, quote, settled, request.cart.id)
    return Ready(priced, settled, spending, passes, earned)


def draft(use: Use, request: FinishSale, ready: Ready) -> Draft:
    """The event of a sale, under its cart's id."""
    own = sale_rows.draft(use, request.cart, ready.priced, ready.settled, ready.spending.changes, ready.earned)
    return replace(ready.passes.added_to(own), event_id=UUID(request.cart.id))


def keep(use: Use, request: FinishSale, ready: Ready, event: EventRow) -> None:
    """The rows of a booked sale and what follows from it: coupons used, change kept, the visit, the tier."""
    priced, settled = ready.priced, ready.settled
    sale_rows.store(use, event, request.cart, priced, settled, ready.earned)
    ready.passes.store(use, event)
    if request.keep_change_fen:
        kept_change.keep(use, priced.shop, priced.member, request.keep_change_fen, settled.change_fen, event.id)
    if priced.member is not None:
        after_sale.run(use, priced.shop, priced.member, event, priced.quote.due_fen)


def price(use: Use, request: FinishSale) -> Priced:
    """The quote as of now with the goods' prices of now, and the tenders resolved against it."""
    shop = shop_of(use.db)
    member = None
    if request.cart.member_id is not None:
        member = members.by_id(use.db, request.cart.member_id)
        if member is None:
            raise PosError("not_found", what="member")
        usable.check(member, shop.business_date(use.now_ms))
        if due.run_account(use, member, shop):
            member = members.by_id(use.db, member.id)
    cart = _with_current_prices(use, request.cart)
    profile = _profile(use.db, member, shop, shop.business_date(use.now_ms)) if member else None
    today = shop.business_date(use.now_ms)
    handed = coupon_holds.of_cart(use.db, cart, member, shop, use.now_ms)
    loaded = [coupons.loaded(row) for row in handed]
    quote = pricing.quote(cart, profile, offers.active(use.db), shop.rules, use.now_ms, loaded)
    _check_coupons(quote)
    asked = [tender_of(use.db, tender, member, today) for tender in request.tenders]
    non_cash = tenders.non_cash_fen(asked)
    if non_cash is not None:
        quote = pricing.round_cash(quote, non_cash, shop.rules)
    used = {each.id for each in quote.coupons if each.fen}
    consumed = tuple(row for row in handed if row.id in used)
    moves = coupon_ends.taken(use, consumed, money_moves.COUPONS_USED)
    return Priced(shop, member, quote, tenders.resolve(asked, quote.due_fen), consumed, moves)


def _check_coupons(quote: Quote) -> None:
    """Refuses a sale with a coupon whose conditions are not met, or an add-on whose points are not there."""
    for each in quote.coupons:
        if each.why in UNMET:
            reason = each.why.removeprefix("coupon_")
            raise PosError("coupon_not_applicable", coupon=each.code, **{"reason": reason, **each.facts})
    for said in quote.notes:
        if said.code == "offer_points_short":
            raise PosError("insufficient_points", have=said.facts["have"], asked=said.facts["points"])


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
    amounts = ledger.balances(db, member.account_id)
    return Profile(
        member.id,
        standing.held(member, shop.rules, today),
        ledger.spendable(db, member.account_id, POINTS, today.isoformat()),
        amounts.get((PRINCIPAL, ""), 0),
        amounts.get((BONUS, ""), 0),
    )


def tender_of(db: Database, request: TenderRequest, member: MemberRow | None, today: date) -> Tender:
    """A request with the account that pays. PosError not_found (payer, pass), member_blocked."""
    account = ""
    if request.kind in (*tenders.OF_ACCOUNTS, tenders.PASS):
        payer = members.by_id(db, request.payer_member_id) if request.payer_member_id else member
        if payer is None and (request.kind != tenders.PASS or request.payer_member_id):
            raise PosError("not_found", what="payer")
        if payer is not None:
            usable.check(payer, today)
        account = payer.account_id if payer else ""
        if request.kind == tenders.PASS:
            pass_books.named(db, request.pass_id, payer)
    return Tender(
        request.kind, request.fen, account, request.pass_id, request.proof, request.trade_no, request.card,
        request.pass_lines,
    )  # fmt: skip


def _pay_lines(quote: Quote) -> list[PayLine]:
    return [PayLine(line.line, line.net_fen, line.product.bonus_allowed) for line in quote.lines]


def spend_stored(
    use: Use, shop: Shop, given: Sequence[Tender], lines: Sequence[PayLine], due_fen: int | None = None
) -> Spending:
    """Takes each tender of stored value or kept change from its payer's lots; the bonus limit is of the whole sale.

    `lines` as they are left to pay; `due_fen` of the sale (default: of these lines).
    """
    owed_fen = sum(line.net_fen for line in lines) if due_fen is None else due_fen
    limit_fen = bonus_limit(owed_fen, lines, shop.rules)
    today = shop.business_date(use.now_ms)
    taken: dict[int, Spend] = {}
    kept: list[Change] = []
    for index, tender in enumerate(given):
        if tender.kind in tenders.HELD:
            payers.allow(use.db, tender, today)
        if tender.kind == tenders.KEPT_CHANGE:
            kept.append(kept_change.spent(use.db, tender))
        if tender.kind == tenders.STORED_VALUE:
            lots = ledger.open_lots(use.db, tender.account, (PRINCIPAL, BONUS))
            with asking(use.db, tender.account, (PRINCIPAL, BONUS)):
                one = spend(lots, tender.fen or 0, shop.rules.stored_value_spend_order, limit_fen, today)
            limit_fen -= one.bonus_fen
            taken[index] = one
    return Spending(taken, tuple(kept))
