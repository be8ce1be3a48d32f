"""The sale at the counter and what is booked of it; knows the context, no widget and no dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from memberpos.domain.cart import Cart
from memberpos.domain.catalog import MILLI, Product
from memberpos.domain.earning import preview
from memberpos.domain.errors import PosError
from memberpos.domain.pricing import Quote
from memberpos.services import checkout, counter, members
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.counter import CounterFacts
from memberpos.services.results import MemberProfile, SaleDone
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.counter_state import Sale, approver_of, new_sale, safe_quote
from memberpos.ui.widgets.pay_panel import PayFacts

#: A sale may lack points and the value of two payers; more questions than that lead nowhere.
MOST_ASKED = 4

Runner = Callable[[Callable[[Use], SaleDone], Callable[[SaleDone], object], Callable[[PosError], object]], None]


class CounterModel(QObject):
    """`changed`: show it anew. `refused` carries a PosError to be said, `held` the name of a cart put aside, `sold` a
    SaleDone. `book` runs a use case that may need somebody's approval.
    """

    changed = Signal()
    refused = Signal(object)
    held = Signal(str)
    sold = Signal(object)

    def __init__(self, context: UiContext, book: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._book = context, book
        self.facts: CounterFacts | None = None
        self.sale: Sale = new_sale(self._new_id())
        self.quote: Quote | None = None
        self._busy = False
        self._work: Callable[[Use], SaleDone] | None = None
        self._asked = 0

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
        sale, quote, profile = self.sale, self.quote, self.sale.profile
        return PayFacts(
            quote=quote,
            pieces=sum(-(-line.qty_milli // MILLI) for line in sale.cart.lines),
            earns=preview(quote, self.facts.shop.rules) if quote and self.facts and profile else 0,
            multiplier=profile.tier_multiplier if profile else "1/1",
            tier=profile.tier if profile else None,
            stored_fen=profile.stored_fen if profile else None,
            points=profile.points if profile else 0,
            chosen=sale.proposed(quote.due_fen if quote else 0),
        )

    def _price(self) -> None:
        self.quote, problem = None, None
        if self.facts is not None:
            self.sale, self.quote, problem = safe_quote(self.sale, self.facts.shop.rules, self.now_ms())
        self.changed.emit()
        if problem is not None:
            self.refused.emit(problem)

    def _set(self, sale: Sale) -> None:
        self.sale = sale
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
            self._set(self.sale.with_member(None))
        else:
            self.do(replace(cart, lines=(), points=0, coupons=()))
        return not cart.empty

    def choose_tender(self, kind: str) -> None:
        """The way to pay that is proposed."""
        self._set(replace(self.sale, tender=kind))

    def next(self) -> None:
        """Another customer."""
        self._set(new_sale(self._new_id()))

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
        """Puts the cart aside for another customer."""
        cart = self.sale.cart
        if not cart.empty:
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

    def finish(self, tenders: tuple[TenderRequest, ...]) -> None:
        """Books the sale, once however often it is asked; the customer was told the due of `quote`."""
        if self._busy or self.quote is None:
            return
        self._busy = True
        rest = len(tenders) == 1 and tenders[0].fen is None
        request = FinishSale(self.sale.cart, tenders, None if rest else self.quote.due_fen)
        approver = approver_of(self.sale.cart)

        def work(use: Use) -> SaleDone:
            return checkout.finish(replace(use, approver_id=use.approver_id or approver), request)

        self._work, self._asked = work, 0
        self._book(work, self._sold, self._not_sold)

    def _sold(self, done: SaleDone) -> None:
        self._busy = False
        self.next()
        self.sold.emit(done)

    def _not_sold(self, error: PosError) -> None:
        """What this till may not spend alone is asked of headquarters, and the sale tried again."""
        ask = self._context.services.get("authorise")
        if error.code == "hq_needed" and ask is not None and self._asked < MOST_ASKED:
            self._asked += 1
            ask(error, lambda given: self._answered(error, given=given), lambda _away: self._refuse(error), self)
            return
        self._refuse(error)

    def _answered(self, error: PosError, *, given: bool) -> None:
        if given and self._work is not None:
            self._book(self._work, self._sold, self._not_sold)
        else:
            self._refuse(error)

    def _refuse(self, error: PosError) -> None:
        self._busy = False
        self.refused.emit(error)
        self.read_facts()

    def now_ms(self) -> int:
        """UTC milliseconds of the till's clock."""
        return int(self._context.services["now_ms"]())

    def _new_id(self) -> str:
        return str(self._context.services["new_id"]())
