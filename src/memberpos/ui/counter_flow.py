"""What the counter asks in dialogs: goods and members to find, a line, points, payment, carts put aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from memberpos.domain.cart import TypedPrice
from memberpos.domain.catalog import Product
from memberpos.domain.errors import PosError
from memberpos.services import cards
from memberpos.services.checkout import TenderRequest
from memberpos.services.results import Presented, SaleDone
from memberpos.store.held_carts import HeldRow
from memberpos.ui.context import UiContext
from memberpos.ui.counter_find import found_choices, look_for
from memberpos.ui.counter_model import CounterModel
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.enrol import EnrolDialog
from memberpos.ui.dialogs.line import LineDialog
from memberpos.ui.dialogs.open_shift import OpenShiftDialog
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.dialogs.pick import Choice, PickDialog
from memberpos.ui.dialogs.points import PointsDialog
from memberpos.ui.dialogs.recharge import RechargeDialog
from memberpos.ui.dialogs.sale_done import SaleDoneDialog
from memberpos.ui.format import clock
from memberpos.ui.member_drawer import MemberDrawer
from memberpos.ui.widgets.overlay import Dialog

PRICE = "price.override"
#: Characters of a number that may be a card's or a phone's.
SHORTEST_ASKED = 6


class CounterFlow(QObject):
    """Opens dialogs over `screen` and brings their answers to the model. `prints()` says whether papers are wanted."""

    def __init__(self, screen: QWidget, context: UiContext, model: CounterModel, prints: Callable[[], bool]) -> None:
        super().__init__(screen)
        self._screen, self._context, self._model, self._prints = screen, context, model, prints
        model.sold.connect(self._sold)

    # --- finding ----------------------------------------------------------------------------------------------------

    def present(self, text: str) -> None:
        """A card was swiped: its member comes to the counter."""
        self._context.run(lambda use: cards.present(use, text), self._presented, None, self)

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
        elif isinstance(thing, Presented):
            self._presented(thing)
        elif isinstance(thing, str):
            self._model.load_member(thing)

    def _presented(self, seen: Presented) -> None:
        if seen.profile is not None:
            self._model.take_member(seen.profile, seen.number)
        elif seen.verdict == "lost":
            self._context.shell.error(PosError("card_lost", number=seen.number))
        elif seen.verdict == "unknown":
            self._ask(seen.number, PosError("not_found", what="card"))
        else:
            self._context.shell.error(PosError("card_state", number=seen.number, state=seen.verdict))

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

    def use_points(self) -> None:
        """F7."""
        sale = self._model.sale
        if sale.profile is None or sale.cart.empty:
            return
        dialog = PointsDialog(self._screen, max(sale.profile.points, 0), sale.cart.points)
        dialog.chosen.connect(lambda count: self._model.do(self._model.sale.cart.set_points(count), sale.chosen))
        dialog.open()

    # --- payment ----------------------------------------------------------------------------------------------------

    def choose_tender(self, kind: str) -> None:
        """Another way to pay; more than one is asked for at once."""
        self._model.choose_tender(kind)
        if kind == "mixed":
            self.pay()

    def exact_cash(self) -> None:
        """F11: paid exactly in cash, no question."""
        if not self._model.sale.cart.empty:
            self._model.finish((TenderRequest("cash", None),))

    def pay(self) -> None:
        """F12."""
        quote, sale = self._model.quote, self._model.sale
        if not self._model.is_open:
            self.open_shift()
        elif quote is None or sale.cart.empty:
            return
        elif quote.due_fen == 0:
            self._model.finish(())
        else:
            kind = sale.proposed(quote.due_fen)
            dialog = PayDialog(self._screen, quote.due_fen, kind, sale.profile, self._context.currency)
            dialog.paid.connect(self._model.finish)
            dialog.open()

    def _sold(self, done: SaleDone) -> None:
        if self._prints():
            self._context.services["print_event"](done.event_id, done.opens_drawer)
        elif done.opens_drawer:
            self._context.services["kick_drawer"]()
        SaleDoneDialog(self._screen, self._context, done, self._context.currency).open()

    def open_shift(self) -> Dialog:
        """Nothing is sold without a shift."""
        dialog = OpenShiftDialog(self._screen, self._context)
        dialog.open()
        return dialog
