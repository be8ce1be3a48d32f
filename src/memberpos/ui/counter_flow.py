"""What the counter asks in dialogs: goods and members to find, a line, points, payment, carts put aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from memberpos.domain.cart import TypedPrice
from memberpos.domain.catalog import Product
from memberpos.domain.coupons import Coupon
from memberpos.domain.errors import PosError
from memberpos.services import cards, coupons, exchange
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.exchange import ExchangeDone
from memberpos.services.results import Presented, SaleDone
from memberpos.store.held_carts import HeldRow
from memberpos.ui.card_proof import CardProof
from memberpos.ui.context import UiContext
from memberpos.ui.counter_find import alike_choices, found_choices, look_for
from memberpos.ui.counter_model import CounterModel
from memberpos.ui.counter_state import Swap
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.clock import ClockDialog
from memberpos.ui.dialogs.discount import DiscountDialog
from memberpos.ui.dialogs.enrol import EnrolDialog
from memberpos.ui.dialogs.line import LineDialog
from memberpos.ui.dialogs.mall import MallDialog
from memberpos.ui.dialogs.offers import OffersDialog
from memberpos.ui.dialogs.open_shift import OpenShiftDialog
from memberpos.ui.dialogs.pass_pay import PassPayDialog, PassShare
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.dialogs.pick import Choice, PickDialog
from memberpos.ui.dialogs.points import PointsDialog
from memberpos.ui.dialogs.recharge import RechargeDialog
from memberpos.ui.dialogs.sale_done import SaleDoneDialog
from memberpos.ui.format import clock
from memberpos.ui.member_drawer import PASSES, MemberDrawer
from memberpos.ui.pass_flow import PassFlow
from memberpos.ui.widgets.overlay import Dialog

PRICE = "price.override"
#: Characters of a number that may be a card's or a phone's.
SHORTEST_ASKED = 6


class CounterFlow(QObject):
    """Opens dialogs over `screen` and brings their answers to the model. `prints()` says whether papers are wanted."""

    def __init__(self, screen: QWidget, context: UiContext, model: CounterModel, prints: Callable[[], bool]) -> None:
        super().__init__(screen)
        self._screen, self._context, self._model, self._prints = screen, context, model, prints
        self._proof = CardProof(screen, context, model.try_again)
        self._passes = PassFlow(screen, context, prints)
        self._passes.changed.connect(model.reload_member)
        self._passes.managing.connect(self._manage_passes)
        model.sold.connect(self._sold)
        model.clock_back.connect(self.ask_clock)
        model.refused.connect(self._refused)

    # --- finding ----------------------------------------------------------------------------------------------------

    def present(self, text: str, others: Sequence[str] = (), uid: str = "") -> None:
        """A card was swiped: its member comes to the counter. `others`, `uid`: see cards.present."""
        self._context.run(lambda use: cards.present(use, text, others, uid), self._presented, None, self)

    def find(self, text: str, *, exact: bool) -> None:
        """A card, goods or members; `exact` for what a scanner read."""
        now_ms = self._model.now_ms()
        self._context.read(
            lambda db: look_for(db, text, now_ms), lambda found: self._found(found, text, exact=exact), None, self
        )

    def _found(self, found: Sequence[object], text: str, *, exact: bool) -> None:
        """One thing is taken at once; several are shown; a scan that is nothing is an error."""
        if len(found) == 1:
            self._take(found[0])
        elif not found and (exact or text.strip().isdigit()):
            self._ask(text.strip(), PosError("not_found", what="code"))
        else:
            self._search(self.tr("Which one?"), text, self._model.now_ms())

    def search_goods(self) -> None:
        """F5."""
        self._search(self.tr("Search goods"), "", None)

    def _search(self, title: str, text: str, now_ms: int | None) -> None:
        dialog = PickDialog(
            self._screen, self._context, title, (), lambda db, words: found_choices(db, words, now_ms), text
        )
        dialog.picked.connect(self._take)
        dialog.open()

    def _take(self, thing: object) -> None:
        if isinstance(thing, Product):
            self._model.add(thing)
        elif isinstance(thing, Coupon):
            self._model.take_coupon(thing)
        elif isinstance(thing, Presented):
            self._presented(thing)
        elif isinstance(thing, str):
            self._model.load_member(thing)

    def _presented(self, seen: Presented) -> None:
        if seen.profile is not None:
            self._model.take_member(seen.profile, seen.number)
            if seen.other_chip:
                words = self.tr("This card may be a copy: its chip is not the one that was issued. It was logged.")
                self._context.shell.toast(words, "info")
        elif seen.verdict == "lost":
            self._context.shell.error(PosError("card_lost", number=seen.number))
        elif seen.verdict == "ambiguous":
            self._choose(seen)
        elif seen.verdict == "unknown":
            self._ask(seen.number, PosError("not_found", what="card"))
        else:
            self._context.shell.error(PosError("card_state", number=seen.number, state=seen.verdict, what=seen.verdict))

    def _choose(self, seen: Presented) -> None:
        """Several ID cards share the bits that this number tells."""
        now_ms = self._model.now_ms()
        self._context.read(lambda db: alike_choices(db, seen, now_ms), self._pick, None, self)

    def _pick(self, choices: Sequence[Choice]) -> None:
        dialog = PickDialog(self._screen, self._context, self.tr("Which one?"), choices)
        dialog.picked.connect(self._take)
        dialog.open()

    def _ask(self, text: str, error: PosError) -> None:
        """Nobody here: headquarters may know whose card or phone it is."""
        ask = self._context.services.get("look_up")
        if ask is None or len(text) < SHORTEST_ASKED:
            self._context.shell.error(error)
            return
        ask(text, lambda known: self._asked(text, error, known=known), lambda _away: self._fail(error), self)

    def _asked(self, text: str, error: PosError, *, known: bool) -> None:
        if known:
            now_ms = self._model.now_ms()
            self._context.read(
                lambda db: look_for(db, text, now_ms), lambda found: self._take_or_list(found, text), None, self
            )
        else:
            self._fail(error)

    def _take_or_list(self, found: Sequence[object], text: str) -> None:
        if len(found) == 1:
            self._take(found[0])
        else:
            self._search(self.tr("Which one?"), text, self._model.now_ms())

    def _fail(self, error: PosError) -> None:
        self._context.shell.error(error)

    # --- cart -------------------------------------------------------------------------------------------------------

    def change_line(self, at: int) -> None:
        """Quantity and price of a line; another price may need somebody's approval."""
        if self._model.busy:
            return
        line = self._model.sale.cart.lines[at]
        dialog = LineDialog(self._screen, line)
        dialog.changed.connect(lambda milli, typed: self._change_line(at, milli, typed))
        dialog.open()

    def _change_line(self, at: int, milli: int, typed: TypedPrice | None) -> None:
        new_price = typed is not None and typed != self._model.sale.cart.lines[at].typed
        if typed is None or not new_price or PRICE in self._context.shell.session().rights:
            self._set_line(at, milli, typed)
            return
        dialog = ApproveDialog(self._screen, self._context, PRICE)
        dialog.approved.connect(
            lambda approver: self._set_line(at, milli, TypedPrice(typed.price_fen, typed.reason, approver))
        )
        dialog.open()

    def _set_line(self, at: int, milli: int, typed: TypedPrice | None) -> None:
        self._model.do(self._model.sale.cart.set_qty(at, milli).override_price(at, typed), at)

    def clear(self) -> None:
        """Esc: an empty cart; what was in it comes back with undo."""
        if self._model.clear():
            self._context.shell.toast(self.tr("Cart cleared. Ctrl+Z brings it back."), "info")

    def recall(self) -> None:
        """Carts put aside, to take one back."""
        facts = self._model.facts
        if facts is None or not facts.held:
            return
        choices = [self._held_choice(held) for held in facts.held]
        dialog = PickDialog(self._screen, self._context, self.tr("Carts on hold"), choices)
        dialog.picked.connect(self._model.take_back)
        dialog.open()

    def _held_choice(self, held: HeldRow) -> Choice:
        at = clock(held.held_at_ms, self._context.time_zone)
        return Choice(held.id, f"#{held.name}", at, self.tr("%n line(s)", "", held.lines))

    # --- member -----------------------------------------------------------------------------------------------------

    def enrol(self, phone: str = "") -> None:
        """A new member, who is then at the counter."""
        dialog = EnrolDialog(self._screen, self._context, phone)
        dialog.enrolled.connect(self._model.take_member)
        dialog.open()

    def recharge(self) -> None:
        """Top-up of the member at the counter."""
        if self._model.sale.profile is not None:
            RechargeDialog(self._screen, self._context, self._model.sale.profile).open()

    def show_profile(self) -> None:
        """The drawer with everything about the member."""
        if self._model.sale.profile is not None:
            self._context.shell.open_drawer(MemberDrawer(self._context, self._model.sale.profile))

    def pass_key(self) -> None:
        """F1: check-in with a pass of the member at the counter, or the first pass sold; with goods in the cart a pass
        pays them.
        """
        profile = self._model.sale.profile
        if self._model.can_pay_with_pass:
            self.pay_with_pass()
        elif profile is not None and profile.passes:
            self._passes.check_in(profile)
        elif profile is not None:
            self._passes.sell(profile)

    def _manage_passes(self) -> None:
        if self._model.sale.profile is not None:
            drawer = MemberDrawer(self._context, self._model.sale.profile)
            self._context.shell.open_drawer(drawer)
            drawer.turn(PASSES)

    def use_points(self) -> None:
        """F7."""
        sale = self._model.sale
        if sale.profile is None or sale.cart.empty:
            return
        dialog = PointsDialog(self._screen, max(sale.profile.points_spendable, 0), sale.cart.points)
        dialog.chosen.connect(lambda count: self._model.do(self._model.sale.cart.set_points(count), sale.chosen))
        dialog.open()

    def mall(self) -> None:
        """F7 with an empty cart: gifts, draws, check-in and tasks."""
        if self._model.sale.profile is not None:
            MallDialog(self._screen, self._context, self._model.sale.profile).open()

    def offers(self) -> None:
        """F8: what came off the price and why not more; coupons and add-ons to choose."""
        sale, now_ms = self._model.sale, self._model.now_ms()
        if self._model.quote is None or (sale.cart.empty and sale.profile is None):
            return
        member_id = sale.cart.member_id or ""
        self._context.read(lambda db: coupons.usable_by(db, member_id, now_ms), self._show_offers, None, self)

    def _show_offers(self, own: Sequence[Coupon]) -> None:
        sale = self._model.sale
        beside = [coupon for coupon in sale.coupons if coupon.id not in {one.id for one in own}]
        dialog = OffersDialog(self._screen, self._context, self._model.quote_with, (*beside, *own))
        dialog.tick(sale.coupons, sale.cart.add_ons)
        dialog.chosen.connect(self._model.hand_over)
        dialog.by_hand.connect(self.take_off)
        dialog.open()

    def take_off(self) -> None:
        """Money off the whole cart by hand; it may need somebody's approval."""
        quote, cart = self._model.quote, self._model.sale.cart
        if quote is None or cart.empty or self._model.busy:
            return
        dialog = DiscountDialog(self._screen, cart, quote.due_fen + cart.order_discount_fen)
        dialog.changed.connect(self._take_off)
        dialog.open()

    def _take_off(self, fen: int, reason: str) -> None:
        def keep(approver: str) -> None:
            sale = self._model.sale
            self._model.do(sale.cart.set_order_discount(fen, reason, approver), sale.chosen)

        if not fen or PRICE in self._context.shell.session().rights:
            keep("")
            return
        dialog = ApproveDialog(self._screen, self._context, PRICE)
        dialog.approved.connect(keep)
        dialog.open()

    # --- payment ----------------------------------------------------------------------------------------------------

    def choose_tender(self, kind: str) -> None:
        """Another way to pay; more than one is asked for at once."""
        if kind == "pass":
            self.pay_with_pass()
            return
        self._model.choose_tender(kind)
        if kind == "mixed":
            self.pay()

    def pay_with_pass(self) -> None:
        """A pass pays its lines; what is left is paid another way."""
        quote, sale = self._model.quote, self._model.sale
        if quote is None or sale.profile is None or sale.cart.empty or not self._model.is_open:
            return
        dialog = PassPayDialog(self._screen, quote, sale.profile.passes)
        dialog.chosen.connect(self._pay_rest)
        dialog.open()

    def _pay_rest(self, share: PassShare) -> None:
        if share.rest_fen == 0:
            self._model.finish((share.tender,))
            return
        profile = self._model.sale.profile
        dialog = PayDialog(self._screen, share.rest_fen, "cash", profile, self._context.currency)
        dialog.paid.connect(lambda others, kept_fen: self._model.finish((share.tender, *others), kept_fen))
        dialog.open()

    def exact_cash(self) -> None:
        """F11: paid exactly in cash, no question; in an exchange what there is to pay is said first."""
        if self._model.sale.swap is not None:
            self.pay()
        elif not self._model.sale.cart.empty:
            self._model.finish((TenderRequest("cash", None),))

    def pay(self) -> None:
        """F12."""
        quote, sale = self._model.quote, self._model.sale
        if not self._model.is_open:
            self.open_shift()
        elif quote is None or sale.cart.empty:
            return
        elif sale.swap is not None:
            self._pay_swap(sale.swap)
        else:
            self._ask_payment(quote.due_fen, quote.due_fen)

    def _pay_swap(self, swap: Swap) -> None:
        """Worked out in the books first: points and tier may be others once the goods are back."""
        sale = FinishSale(self._model.sale.cart, (TenderRequest("scan_pay", None),))
        self._context.run(
            lambda use: exchange.preview(use, exchange.Exchange(swap.request, sale)),
            lambda shown: self._ask_payment(shown.sale.due_fen - swap.credit_fen, shown.sale.due_fen),
            None,
            self,
        )

    def _ask_payment(self, to_pay_fen: int, due_fen: int) -> None:
        """`due_fen` is what the new goods cost, `to_pay_fen` what of it is not paid by goods that come back."""
        sale = self._model.sale
        if to_pay_fen <= 0:
            self._model.finish((), told_fen=due_fen)
            return
        dialog = PayDialog(self._screen, to_pay_fen, sale.proposed(due_fen), sale.holder, self._context.currency)
        dialog.paid.connect(lambda given, kept_fen: self._model.finish(given, kept_fen, due_fen))
        dialog.open()

    def _sold(self, done: SaleDone | ExchangeDone) -> None:
        sale, back = (done.sale, done.refund) if isinstance(done, ExchangeDone) else (done, None)
        cash = sale.opens_drawer or bool(back and back.cash_fen)
        if self._prints():
            if back is not None:
                self._context.services["print_event"](back.event_id, False)
            self._context.services["print_event"](sale.event_id, cash)
        elif cash:
            self._context.services["kick_drawer"]()
        SaleDoneDialog(self._screen, self._context, sale, self._context.currency, back).open()

    def ask_clock(self, today: str, last: str) -> None:
        """The clock stands before the last entry: a manager confirms it, then the sale goes on."""
        dialog = ClockDialog(self._screen, today, last)
        dialog.confirmed.connect(self._model.finish_by_this_clock)
        dialog.open()

    def _refused(self, error: PosError) -> None:
        if not self._proof.takes(error, self._model.tried):
            self._context.shell.error(error)

    def open_shift(self) -> Dialog:
        """Nothing is sold without a shift."""
        dialog = OpenShiftDialog(self._screen, self._context)
        dialog.open()
        return dialog
