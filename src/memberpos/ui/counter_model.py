"""The sale at the counter and what is booked of it; knows the context, no widget and no dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from memberpos.domain.cart import Cart, CartHistory
from memberpos.domain.catalog import MILLI, Product
from memberpos.domain.coupons import Coupon
from memberpos.domain.earning import preview
from memberpos.domain.errors import PosError
from memberpos.domain.pricing import Quote
from memberpos.services import checkout, counter, members
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.counter import CounterFacts
from memberpos.services.exchange import Exchange, ExchangeDone, exchange
from memberpos.services.results import MemberProfile, SaleDone
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.counter_state import Sale, Swap, approver_of, new_sale, safe_quote
from memberpos.ui.coupon_keeper import CouponKeeper
from memberpos.ui.widgets.pay_panel import PayFacts

Done = SaleDone | ExchangeDone
#: Tenders, change to keep, and the due the customer was told.
Tried = tuple[tuple[TenderRequest, ...], int, int | None]
Runner = Callable[[Callable[[Use], Done], Callable[[Done], object], Callable[[PosError], object]], None]


class CounterModel(QObject):
    """`changed`: show it anew. `refused` carries a PosError to be said, `held` the name of a cart put aside, `sold` a
    SaleDone or ExchangeDone. `clock_back` carries today and the last entry's date when the clock must be confirmed
    before the sale. `book` runs a use case that may need somebody's approval.
    """

    changed = Signal()
    refused = Signal(object)
    held = Signal(str)
    sold = Signal(object)
    clock_back = Signal(str, str)

    def __init__(self, context: UiContext, book: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._book = context, book
        self.facts: CounterFacts | None = None
        self.sale: Sale = new_sale(self._new_id())
        self.quote: Quote | None = None
        self._busy = False
        self._tried: Tried = ((), 0, None)
        self._keeper = CouponKeeper(context, self)
        self._keeper.known.connect(self.know)
        self._keeper.lost.connect(self._lost)

    # --- facts ------------------------------------------------------------------------------------------------------

    def read_facts(self) -> None:
        """Rules, keys, carts put aside and shift as they are now."""
        now_ms = self.now_ms()
        self._context.read(lambda db: counter.facts(db, now_ms), self.take_facts, None, self)

    def take_facts(self, facts: CounterFacts) -> None:
        """Works with these from now on."""
        self.facts = facts
        shell, shift = self._context.shell, facts.shift
        session = shell.session()
        if (shift.id if shift else None) != session.shift_id:
            shell.set_session(
                replace(session, shift_id=shift.id if shift else None, shift_name=shift.name if shift else "")
            )
        self._price()

    @property
    def is_open(self) -> bool:
        """A shift is open; nothing is sold without one."""
        return self.facts is not None and self.facts.shift is not None

    @property
    def pay_facts(self) -> PayFacts:
        """What the pay panel shows."""
        sale, quote, profile = self.sale, self.quote, self.sale.holder
        return PayFacts(
            quote=quote,
            pieces=sum(-(-line.qty_milli // MILLI) for line in sale.cart.lines),
            earns=preview(quote, self.facts.shop.rules) if quote and self.facts and profile else 0,
            multiplier=profile.tier_multiplier if profile else "1/1",
            tier=profile.tier if profile else None,
            stored_fen=profile.stored_fen if profile else None,
            points=profile.points_spendable if profile else 0,
            chosen=sale.proposed(quote.due_fen if quote else 0),
            passes=sum(not view.refusal for view in profile.passes) if profile else 0,
            coupons=len(profile.coupons) if profile else 0,
            back_fen=sale.swap.credit_fen if sale.swap else None,
        )

    @property
    def can_pay_with_pass(self) -> bool:
        """There is something to pay and a pass that holds now."""
        facts = self.pay_facts
        return bool(facts.passes and facts.quote and facts.quote.due_fen)

    def _price(self) -> None:
        self.quote, problem = None, None
        if self.facts is not None:
            facts = self.facts
            self.sale, self.quote, problem = safe_quote(self.sale, facts.shop.rules, facts.offers, self.now_ms())
        self.changed.emit()
        if problem is not None:
            self.refused.emit(problem)

    def _set(self, sale: Sale) -> None:
        self.sale = sale
        self._keeper.keep(sale.cart)
        self._price()

    # --- cart -------------------------------------------------------------------------------------------------------

    def do(self, cart: Cart, chosen: int | None = None) -> None:
        """Another cart; `undo` brings back the one before."""
        self._set(self.sale.do(cart, chosen))

    def add(self, product: Product) -> None:
        """One more of it."""
        self.do(self.sale.cart.add(product))

    def step(self, at: int, milli: int) -> None:
        """More or less of a line; nothing left takes it out."""
        cart = self.sale.cart
        if 0 <= at < len(cart.lines):
            qty = cart.lines[at].qty_milli + milli
            self.do(cart.set_qty(at, qty) if qty > 0 else cart.remove(at), at)

    def remove(self, at: int) -> None:
        """Takes a line out."""
        if 0 <= at < len(self.sale.cart.lines):
            self.do(self.sale.cart.remove(at), at)

    def undo(self) -> None:
        """The cart before the last change, and its member."""
        before = self.sale.undo()
        wanted = before.cart.member_id
        known = before.profile.member_id if before.profile else None
        self._set(before if wanted == known else replace(before, profile=None))
        if wanted is not None and wanted != known:
            self.load_member(wanted)

    def clear(self) -> bool:
        """Empties the cart, then lets the member go; True when there were lines, which `undo` brings back."""
        cart = self.sale.cart
        if cart.empty:
            self._set(replace(self.sale.with_member(None), swap=None))
        else:
            self.do(replace(cart, lines=(), points=0, coupons=(), add_ons=()))
        return not cart.empty

    def choose_tender(self, kind: str) -> None:
        """The way to pay that is proposed."""
        self._set(replace(self.sale, tender=kind))

    def next(self) -> None:
        """Another customer."""
        self._set(new_sale(self._new_id()))

    # --- coupons and exchange ---------------------------------------------------------------------------------------

    def know(self, coupons: Sequence[Coupon]) -> None:
        """Coupons as they stand in the books; the price is made with them."""
        self.sale = self.sale.knowing(coupons)
        self._price()

    def hand_over(self, coupons: Sequence[Coupon], add_ons: Sequence[str] | None = None) -> None:
        """Exactly these coupons (and add-ons for points) are wanted for the cart."""
        self.sale = self.sale.knowing(coupons)
        cart = self.sale.cart.set_coupons([coupon.id for coupon in coupons])
        self.do(cart if add_ons is None else cart.set_add_ons(add_ons), self.sale.chosen)

    def quote_with(self, coupons: Sequence[Coupon], add_ons: Sequence[str]) -> Quote:
        """The price if exactly these were handed over and asked for; nothing is changed."""
        cart = self.sale.cart.set_coupons([coupon.id for coupon in coupons]).set_add_ons(add_ons)
        asked = replace(self.sale.knowing(coupons), history=CartHistory(cart))
        assert self.facts is not None
        return safe_quote(asked, self.facts.shop.rules, self.facts.offers, self.now_ms())[1]

    def take_coupon(self, coupon: Coupon) -> None:
        """One more, as scanned."""
        if coupon.id not in self.sale.cart.coupons:
            self.hand_over((*self.sale.coupons, coupon))

    def _lost(self, error: PosError, kept: tuple[str, ...]) -> None:
        self._set(replace(self.sale, history=self.sale.history.do(self.sale.cart.set_coupons(kept))))
        self.refused.emit(error)

    def begin_swap(self, swap: Swap) -> None:
        """Goods come back for others: an empty cart of the member whose sale it was."""
        self._set(replace(new_sale(self._new_id()), swap=swap))
        if swap.member_id is not None:
            self.load_member(swap.member_id)

    # --- member -----------------------------------------------------------------------------------------------------

    def take_member(self, profile: MemberProfile | None, card: str | None = None) -> None:
        """Whose sale it is; None = a walk-in."""
        self._set(self.sale.with_member(profile, card))

    def load_member(self, member_id: str) -> None:
        """The same by id, as things are now."""
        now_ms, cart = self.now_ms(), self.sale.cart
        card = cart.card if cart.member_id == member_id else None
        self._context.read(
            lambda db: members.profile(db, member_id, now_ms),
            lambda profile: self.take_member(profile, card),
            None,
            self,
        )

    def reload_member(self) -> None:
        """Something about the member changed."""
        if self.sale.profile is not None:
            member_id, now_ms = self.sale.profile.member_id, self.now_ms()
            self._context.read(lambda db: members.profile(db, member_id, now_ms), self._freshen, None, self)

    def _freshen(self, profile: MemberProfile) -> None:
        """Who left the counter meanwhile stays away."""
        if self.sale.profile is not None and self.sale.profile.member_id == profile.member_id:
            self.take_member(profile, self.sale.cart.card)

    # --- putting aside and booking ----------------------------------------------------------------------------------

    def hold(self) -> None:
        """Puts the cart aside for another customer; an exchange is finished first."""
        cart = self.sale.cart
        if not cart.empty and self.sale.swap is None:
            self._context.run(lambda use: counter.hold(use, cart), self._held, None, self)

    def _held(self, name: str) -> None:
        self.held.emit(name)
        self.next()
        self.read_facts()

    def take_back(self, cart_id: str) -> None:
        """Takes a cart back."""
        self._context.run(lambda use: counter.take(use, cart_id), self._taken, None, self)

    def _taken(self, cart: Cart) -> None:
        self._set(new_sale(cart.id).do(cart))
        if cart.member_id is not None:
            self.load_member(cart.member_id)
        self.read_facts()

    @property
    def busy(self) -> bool:
        """A sale is being booked: its lines are not changed any more."""
        return self._busy

    def finish(
        self, tenders: tuple[TenderRequest, ...], keep_change_fen: int = 0, told_fen: int | None = None,
        *, clock_confirmed: bool = False,
    ) -> None:  # fmt: skip
        """Books the sale, once however often it is asked; the customer was told the due of `quote`, or `told_fen`."""
        if self._busy or self.quote is None:
            return
        self._busy, self._tried = True, (tenders, keep_change_fen, told_fen)
        rest = len(tenders) == 1 and tenders[0].fen is None
        told = self.quote.due_fen if told_fen is None else told_fen
        swap, approver = self.sale.swap, approver_of(self.sale.cart)
        paid = tenders if swap is None else swap.paid_with(tenders, told)
        request = FinishSale(
            self.sale.cart, paid, None if rest else told, clock_confirmed=clock_confirmed,
            keep_change_fen=keep_change_fen,
        )  # fmt: skip

        def work(use: Use) -> Done:
            use = replace(use, approver_id=use.approver_id or approver)
            return checkout.finish(use, request) if swap is None else exchange(use, Exchange(swap.request, request))

        self._book(work, self._sold, self._not_sold)

    def _sold(self, done: Done) -> None:
        self._busy, self._tried = False, ((), 0, None)
        self.next()
        self.sold.emit(done)

    @property
    def tried(self) -> tuple[TenderRequest, ...]:
        """The tenders of the sale that was refused last."""
        return self._tried[0]

    def try_again(self, tenders: tuple[TenderRequest, ...]) -> None:
        """The same sale with other tenders (a password was entered)."""
        _, keep_change_fen, told_fen = self._tried
        self.finish(tenders, keep_change_fen, told_fen)

    def finish_by_this_clock(self) -> None:
        """The sale that was held up by the clock, now that it was said to be right."""
        self.finish(*self._tried, clock_confirmed=True)

    def _not_sold(self, error: PosError) -> None:
        self._busy = False
        if error.code == "clock_back":
            self.clock_back.emit(str(error.facts["today"]), str(error.facts["last"]))
            return
        self.refused.emit(error)
        self.read_facts()

    def now_ms(self) -> int:
        """UTC milliseconds of the till's clock."""
        return int(self._context.services["now_ms"]())

    def _new_id(self) -> str:
        return str(self._context.services["new_id"]())
