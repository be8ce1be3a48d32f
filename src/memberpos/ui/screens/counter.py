"""The counter: member at the left, cart in the middle, payment at the right (F-keys for everything)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from memberpos.devices.readings import CardPresented, Reading, Scan
from memberpos.domain.cart import Cart
from memberpos.domain.catalog import MILLI, Product
from memberpos.domain.earning import preview
from memberpos.domain.errors import PosError
from memberpos.domain.pricing import Quote
from memberpos.services import cards, checkout, counter, members
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.counter import CounterFacts
from memberpos.services.results import MemberProfile, Presented, SaleDone
from memberpos.ui.context import UiContext
from memberpos.ui.counter_find import found_choices, look_for
from memberpos.ui.counter_state import new_sale, safe_quote
from memberpos.ui.dialogs.enrol import EnrolDialog
from memberpos.ui.dialogs.line import LineDialog
from memberpos.ui.dialogs.open_shift import OpenShiftDialog
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.dialogs.pick import Choice, PickDialog
from memberpos.ui.dialogs.points import PointsDialog
from memberpos.ui.dialogs.recharge import RechargeDialog
from memberpos.ui.dialogs.sale_done import SaleDoneDialog
from memberpos.ui.format import clock
from memberpos.ui.hints import KeyHint
from memberpos.ui.member_drawer import MemberDrawer
from memberpos.ui.screen import Screen
from memberpos.ui.widgets.card import row
from memberpos.ui.widgets.cart_panel import CartPanel
from memberpos.ui.widgets.member_panel import MemberPanel
from memberpos.ui.widgets.pay_panel import PayFacts, PayPanel

WIDE_PX = 1600


class Counter(Screen):
    """Rings up one sale at a time; everything that reads or writes goes through the context."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._facts: CounterFacts | None = None
        self._sale = new_sale(self._new_id())
        self._quote: Quote | None = None
        self._busy = False
        self._member, self._cart, self._pay = MemberPanel(context.theme), CartPanel(context.theme), PayPanel()
        self._member.setFixedWidth(352)
        self._pay.setFixedWidth(326)
        gap = context.theme.size("gap")
        layout = row(self._member, self._cart, self._pay, spacing=gap, margins=(gap, gap, gap, gap))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._wire()

    def _wire(self) -> None:
        self._member.asked.connect(self._member_asked)
        self._cart.product.connect(self.add_product)
        self._cart.asked.connect(self._cart_asked)
        self._cart.opened.connect(self.change_line)
        self._pay.chosen.connect(self._choose_tender)
        self._pay.asked.connect(lambda what: self.pay() if what == "pay" else self.use_points())

    # --- screen -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Counter")

    def retranslate(self) -> None:
        """All words anew."""
        for panel in (self._member, self._cart, self._pay):
            panel.retranslate()
        self._show()

    def on_shown(self, **facts: object) -> None:
        """Reads rules, keys and shift; `member_id` brings a member to the counter, `phone` begins an enrolment."""
        self._read_facts()
        self.setFocus()
        if isinstance(facts.get("member_id"), str):
            self._load_member(str(facts["member_id"]))
        if isinstance(facts.get("phone"), str):
            self.enrol(str(facts["phone"]))

    def on_changed(self, what: frozenset[str]) -> None:
        """Shift, goods or the member changed."""
        if what & {"shift", "goods", "settings"}:
            self._read_facts()
        if "member" in what and self._sale.profile is not None:
            self._load_member(self._sale.profile.member_id)

    def on_reading(self, reading: Reading) -> bool:
        """Cards bring their member, scans bring goods or a card; a payment code is never looked up."""
        if isinstance(reading, CardPresented):
            text = reading.tracks[1] or reading.number
            self.context.run(lambda use: cards.present(use, text), self._presented, None, self)
            return True
        if isinstance(reading, Scan):
            if reading.purpose == "payment":
                self.context.shell.toast(self.tr("A payment code: take it on the payment terminal."), "info")
            else:
                self._find(reading.text, exact=True)
            return True
        return False

    def on_text(self, text: str) -> bool:
        """Card number, barcode, phone, name or pinyin."""
        self._find(text, exact=False)
        return True

    def keys(self) -> Sequence[KeyHint]:
        """What works now."""
        if self._facts is None or self._facts.shift is None:
            return (KeyHint("F12", self.tr("Open shift"), self.open_shift),)
        has_lines = not self._sale.cart.empty
        has_member = self._sale.profile is not None
        return (
            KeyHint("F3", self.tr("Profile"), self.show_profile, has_member),
            KeyHint("F4", self.tr("New member"), self.enrol),
            KeyHint("F5", self.tr("Goods"), self.search_goods),
            KeyHint("F6", self.tr("Top up"), self.recharge, has_member),
            KeyHint("F7", self.tr("Points"), self.use_points, has_member and has_lines),
            KeyHint("F9", self.tr("Hold"), self.hold, has_lines),
            KeyHint("F10", self.tr("Shift"), lambda: self.context.shell.go("shift")),
            KeyHint("F11", self.tr("Exact cash"), self.exact_cash, has_lines),
            KeyHint("F12", self.tr("Pay"), self.pay, has_lines),
            KeyHint("Ctrl+Z", self.tr("Undo"), self.undo, self._sale.history.can_undo),
            KeyHint("Esc", self.tr("Clear"), self.clear),
            *self._line_keys(),
        )

    def _line_keys(self) -> Sequence[KeyHint]:
        """Keys of the chosen line; they work but take no room in the bar."""
        if self._sale.cart.empty:
            return ()
        return (
            KeyHint("+", "", lambda: self._step(MILLI)),
            KeyHint("-", "", lambda: self._step(-MILLI)),
            KeyHint("Del", "", self._remove),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More quick keys where there is room."""
        super().resizeEvent(event)
        if self._facts is not None and (event.oldSize().width() >= WIDE_PX) != (self.width() >= WIDE_PX):
            self._cart.show_keys(self._facts.quick_keys, self.width() >= WIDE_PX)

    # --- facts ------------------------------------------------------------------------------------------------------

    def _read_facts(self) -> None:
        now_ms = self._now_ms()
        self.context.read(lambda db: counter.facts(db, now_ms), self._take_facts, None, self)

    def _take_facts(self, facts: CounterFacts) -> None:
        self._facts = facts
        self._cart.show_keys(facts.quick_keys, self.width() >= WIDE_PX)
        self._cart.show_held(len(facts.held))
        session = self.context.shell.session()
        shift = facts.shift
        if (shift.id if shift else None) != session.shift_id:
            self.context.shell.set_session(
                replace(session, shift_id=shift.id if shift else None, shift_name=shift.name if shift else "")
            )
        self._show()

    def _show(self) -> None:
        """Prices the cart and shows all three panels."""
        facts, problem = self._facts, None
        self._quote = None
        if facts is not None:
            self._sale, self._quote, problem = safe_quote(self._sale, facts.shop.rules, self._now_ms())
        sale, quote = self._sale, self._quote
        see_phone = "member.see_phone" in self.context.shell.session().rights
        if self._member.profile is not sale.profile:
            self._member.show_profile(sale.profile, self.context.currency, see_phone=see_phone)
        self._cart.show_cart(sale.cart, quote, sale.chosen)
        self._pay.show_facts(self._pay_facts(quote), self.context.currency)
        if problem is not None:
            self.context.shell.error(problem)
        self.keys_changed.emit()

    def _pay_facts(self, quote: Quote | None) -> PayFacts:
        sale, facts = self._sale, self._facts
        profile = sale.profile
        due = quote.due_fen if quote else 0
        return PayFacts(
            quote=quote,
            pieces=sum(-(-line.qty_milli // MILLI) for line in sale.cart.lines),
            earns=preview(quote, facts.shop.rules) if quote and facts and profile else 0,
            multiplier=profile.tier_multiplier if profile else "1/1",
            tier=profile.tier if profile else None,
            stored_fen=profile.stored_fen if profile else None,
            points=profile.points if profile else 0,
            chosen=sale.proposed(due),
        )

    # --- finding ----------------------------------------------------------------------------------------------------

    def _find(self, text: str, *, exact: bool) -> None:
        now_ms = self._now_ms()
        self.context.read(
            lambda db: look_for(db, text, now_ms), lambda found: self._found(found, text, exact=exact), None, self
        )

    def _found(self, found: Sequence[object], text: str, *, exact: bool) -> None:
        """One thing is taken at once; several are shown; a scan that is nothing is an error."""
        if len(found) == 1:
            self._take_found(found[0])
        elif not found and exact:
            self.context.shell.error(PosError("not_found", what="code"))
        else:
            dialog = PickDialog(
                self,
                self.context,
                self.tr("Which one?"),
                (),
                lambda db, words: found_choices(db, words, self._now_ms()),
                text,
            )
            dialog.picked.connect(self._take_found)
            dialog.open()

    def _take_found(self, thing: object) -> None:
        if isinstance(thing, Product):
            self.add_product(thing)
        elif isinstance(thing, Presented):
            self._presented(thing)
        elif isinstance(thing, str):
            self._load_member(thing)

    def _presented(self, seen: Presented) -> None:
        if seen.profile is not None:
            self.take_member(seen.profile, seen.number)
        elif seen.verdict == "lost":
            self.context.shell.error(PosError("card_lost", number=seen.number))
        elif seen.verdict == "unknown":
            self.context.shell.error(PosError("not_found", what="card"))
        else:
            self.context.shell.error(PosError("card_state", number=seen.number, state=seen.verdict))

    def _load_member(self, member_id: str) -> None:
        now_ms = self._now_ms()
        card = self._sale.cart.card if self._sale.cart.member_id == member_id else None
        self.context.read(
            lambda db: members.profile(db, member_id, now_ms),
            lambda profile: self.take_member(profile, card),
            None,
            self,
        )

    def take_member(self, profile: MemberProfile, card: str | None = None) -> None:
        """The sale is this member's."""
        self._sale = self._sale.with_member(profile, card)
        self._show()

    # --- cart -------------------------------------------------------------------------------------------------------

    def add_product(self, product: Product) -> None:
        """One more of it."""
        self._change(self._sale.cart.add(product))

    def _change(self, cart: Cart, chosen: int | None = None) -> None:
        self._sale = self._sale.do(cart, chosen)
        self._show()

    def _step(self, milli: int) -> None:
        at = self._chosen()
        if at < 0:
            return
        qty = self._sale.cart.lines[at].qty_milli + milli
        self._change(self._sale.cart.set_qty(at, qty) if qty > 0 else self._sale.cart.remove(at), at)

    def _remove(self) -> None:
        if (at := self._chosen()) >= 0:
            self._change(self._sale.cart.remove(at), at)

    def _chosen(self) -> int:
        choice = self._cart.table.choice()
        return choice if isinstance(choice, int) else len(self._sale.cart.lines) - 1

    def change_line(self, at: int) -> None:
        """Quantity and price of a line."""
        may_price = "price.override" in self.context.shell.session().rights
        dialog = LineDialog(self, self._sale.cart.lines[at], may_price=may_price)
        dialog.changed.connect(lambda milli, typed: self._change(self._sale.cart.set_qty(at, milli).override_price(at, typed), at))
        dialog.open()

    def undo(self) -> None:
        """The cart before the last change."""
        self._sale = self._sale.undo()
        self._show()

    def clear(self) -> None:
        """An empty cart; what was in it comes back with undo."""
        if self._sale.cart.empty and self._sale.profile is not None:
            self._sale = self._sale.with_member(None)
        elif not self._sale.cart.empty:
            self._sale = self._sale.do(replace(self._sale.cart, lines=(), points=0, coupons=()))
            self.context.shell.toast(self.tr("Cart cleared. Ctrl+Z brings it back."), "info")
        self._show()

    def hold(self) -> None:
        """Puts the cart aside for another customer."""
        cart = self._sale.cart
        self.context.run(lambda use: counter.hold(use, cart), self._held, None, self)

    def _held(self, name: str) -> None:
        self.context.shell.toast(self.tr("On hold: {name}").format(name=name))
        self._next()
        self._read_facts()

    def _cart_asked(self, what: str) -> None:
        {"hold": self.hold, "take": self.recall, "more": self.search_goods}[what]()

    def recall(self) -> None:
        """Takes a cart back."""
        if self._facts is None:
            return
        choices = [
            Choice(
                held.id,
                f"#{held.name}",
                clock(held.held_at_ms, self.context.time_zone),
                self.tr("%n line(s)", "", held.lines),
            )
            for held in self._facts.held
        ]
        dialog = PickDialog(self, self.context, self.tr("Carts on hold"), choices)
        dialog.picked.connect(
            lambda cart_id: self.context.run(lambda use: counter.take(use, cart_id), self._taken, None, self)
        )
        dialog.open()

    def _taken(self, cart: Cart) -> None:
        self._sale = new_sale(cart.id).do(cart)
        if cart.member_id is not None:
            self._load_member(cart.member_id)
        self._read_facts()

    def search_goods(self) -> None:
        """F5."""
        dialog = PickDialog(
            self, self.context, self.tr("Search goods"), (), lambda db, text: found_choices(db, text, None)
        )
        dialog.picked.connect(self._take_found)
        dialog.open()

    # --- member -----------------------------------------------------------------------------------------------------

    def _member_asked(self, what: str) -> None:
        {"new": self.enrol, "recharge": self.recharge, "profile": self.show_profile, "leave": self._leave}[what]()

    def _leave(self) -> None:
        self._sale = self._sale.with_member(None)
        self._show()

    def enrol(self, phone: str = "") -> None:
        """A new member, who is then at the counter."""
        dialog = EnrolDialog(self, self.context, phone)
        dialog.enrolled.connect(self.take_member)
        dialog.open()

    def recharge(self) -> None:
        """Top-up of the member at the counter."""
        if self._sale.profile is not None:
            RechargeDialog(self, self.context, self._sale.profile).open()

    def show_profile(self) -> None:
        """The drawer with everything about the member."""
        if self._sale.profile is not None:
            self.context.shell.open_drawer(MemberDrawer(self.context, self._sale.profile))

    def use_points(self) -> None:
        """F7."""
        profile = self._sale.profile
        if profile is None or self._sale.cart.empty:
            return
        dialog = PointsDialog(self, max(profile.points, 0), self._sale.cart.points)
        dialog.chosen.connect(lambda count: self._change(self._sale.cart.set_points(count), self._sale.chosen))
        dialog.open()

    # --- payment ----------------------------------------------------------------------------------------------------

    def _choose_tender(self, kind: str) -> None:
        self._sale = replace(self._sale, tender=kind)
        self._show()
        if kind == "mixed":
            self.pay()

    def exact_cash(self) -> None:
        """F11: paid exactly in cash, no question."""
        if not self._sale.cart.empty:
            self._finish((TenderRequest("cash", None),))

    def pay(self) -> None:
        """F12."""
        if self._facts is None or self._facts.shift is None:
            self.open_shift()
            return
        if self._quote is None or self._sale.cart.empty:
            return
        if self._quote.due_fen == 0:
            self._finish(())
            return
        kind = self._sale.proposed(self._quote.due_fen)
        dialog = PayDialog(self, self._quote.due_fen, kind, self._sale.profile, self.context.currency)
        dialog.paid.connect(self._finish)
        dialog.open()

    def _finish(self, tenders: tuple[TenderRequest, ...]) -> None:
        if self._busy or self._quote is None:
            return
        self._busy = True
        exact = len(tenders) == 1 and tenders[0].fen is None
        request = FinishSale(self._sale.cart, tenders, None if exact else self._quote.due_fen)
        self.context.run(lambda use: checkout.finish(use, request), self._sold, self._not_sold, self)

    def _sold(self, done: SaleDone) -> None:
        self._busy = False
        self._sale = new_sale(self._new_id())
        printing = self._pay.print_toggle.isChecked()
        if printing:
            self.context.services["print_event"](done.event_id, done.opens_drawer)
        elif done.opens_drawer:
            self.context.services["kick_drawer"]()
        dialog = SaleDoneDialog(self, self.context, done, self.context.currency)
        dialog.open()
        self._show()

    def _not_sold(self, error: PosError) -> None:
        self._busy = False
        self.context.shell.error(error)
        self._read_facts()

    def _next(self) -> None:
        self._sale = new_sale(self._new_id())
        self._show()

    # --- shift ------------------------------------------------------------------------------------------------------

    def open_shift(self) -> None:
        """Nothing is sold without a shift."""
        dialog = OpenShiftDialog(self, self.context)
        dialog.open()

    def _now_ms(self) -> int:
        return int(self.context.services["now_ms"]())

    def _new_id(self) -> str:
        return str(self.context.services["new_id"]())
