"""Closing a card: what each way of counting gives side by side, whose cause it is, and how it is paid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.domain.errors import PosError
from memberpos.domain.stored_value import BONUS_FIRST, CAUSES, CONSUMER, PRINCIPAL_FIRST, PROPORTIONAL, SHOP
from memberpos.services import closings
from memberpos.services.closings import ClosingDone, ClosingFigures, ClosingRequest
from memberpos.services.results import MemberProfile
from memberpos.ui import fonts
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import amount, money, person
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.buttons import TileButton
from memberpos.ui.widgets.card import Card, FactRow, Rule, column, row
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.pay_ways import PayWays
from memberpos.ui.widgets.text import Text

METHODS = (BONUS_FIRST, PROPORTIONAL, PRINCIPAL_FIRST)


class CloseCardDialog(Dialog):
    """Closes the stored value of `profile` and prints the three figures. `closed_card` carries the `ClosingDone`."""

    closed_card = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile) -> None:
        super().__init__(window, width_px=640, accept_key="F12")
        self._context, self._profile = context, profile
        self._event_id = str(context.services["new_id"]())
        self._found: ClosingFigures | None = None
        self._methods = {method: TileButton() for method in METHODS}
        self._causes = {cause: TileButton() for cause in CAUSES}
        self._groups = (QButtonGroup(self), QButtonGroup(self))
        self._cause_name, self._method_name = Text("", "small", "muted"), Text("", "small", "muted")
        self._why = Text("", "caption", "muted", wrap=True)
        self._ways = PayWays()
        self._principal, self._bonus, self._kept, self._to_come, self._forfeited, self._refund = (
            FactRow(), FactRow(), FactRow(), FactRow(), FactRow(), FactRow(),
        )  # fmt: skip
        self._lay_out()
        self.retranslate()
        member_id = profile.member_id
        context.read(lambda db: closings.figures(db, member_id), self.show_figures, self._refused, self)

    def _lay_out(self) -> None:
        for kind, tiles, group in (
            ("cause", self._causes, self._groups[0]),
            ("method", self._methods, self._groups[1]),
        ):
            for name, button in tiles.items():
                button.setCheckable(True)
                button.setObjectName(f"{kind}-{name}")
                button.setMinimumHeight(48 if kind == "cause" else 64)
                button.setFont(fonts.role("strong" if kind == "cause" else "cta"))
                button.clicked.connect(self._show)
                group.addButton(button)
        self._causes[CONSUMER].setChecked(True)
        self._methods[BONUS_FIRST].setChecked(True)
        self._refund.value.set_role("cta")
        self.body.addLayout(column(self._cause_name, row(*self._causes.values()), spacing=4))
        self.body.addLayout(column(self._method_name, row(*self._methods.values()), self._why, spacing=4))
        self.body.addWidget(self._ways)
        facts = (self._principal, self._bonus, self._kept, self._to_come, self._forfeited, Rule(), self._refund)
        self.body.addWidget(Card(*facts, tone="quiet", spacing=6, pad=12))

    # --- dialog -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """All words anew."""
        self._cause_name.setText(self.tr("Whose cause"))
        self._method_name.setText(self.tr("What was spent first"))
        for name, button in self._causes.items():
            button.setText(self._words(name))
        for name, button in self._methods.items():
            button.set_sub(self._words(name))
        self._ways.set_name(self.tr("Paid back by"))
        self._show()

    def _words(self, name: str) -> str:
        return {
            CONSUMER: self.tr("The member's"), SHOP: self.tr("The shop's"), "seven_days": self.tr("Within seven days"),
            BONUS_FIRST: self.tr("Bonus first"), PRINCIPAL_FIRST: self.tr("Principal first"),
            PROPORTIONAL: self.tr("In proportion"),
        }[name]  # fmt: skip

    def first_field(self) -> QWidget | None:
        return self._causes[self._chosen(self._causes)]

    def keys(self) -> Sequence[KeyHint]:
        """F12 books; F2 to F4 choose the cause, F5 to F7 the way back, F8 to F10 how it is counted."""
        causes = self._tile_keys(self._causes, 2)
        methods = self._tile_keys(self._methods, 8)
        book, back = KeyHint("F12", self.tr("Close card"), self.accept), KeyHint("Esc", self.tr("Back"), self.reject)
        return (book, *causes, *self._ways.keys(), *methods, back)

    def _tile_keys(self, tiles: dict[str, TileButton], first: int) -> list[KeyHint]:
        return [
            KeyHint(f"F{first + at}", self._words(name), lambda button=button: self._choose(button))  # type: ignore[misc]
            for at, (name, button) in enumerate(tiles.items())
        ]

    def _choose(self, button: TileButton) -> None:
        button.setChecked(True)
        self._show()

    def accept(self) -> None:
        """Books it."""
        if self._found is None or not self.next.isEnabled():
            return
        self.hold(booking=True)
        request = ClosingRequest(
            self._profile.member_id, self._chosen(self._methods), self._chosen(self._causes), self._ways.chosen(),
            self._event_id,
        )  # fmt: skip
        run_approved(self._context, self, lambda use: closings.close(use, request), self._done, self._refused)

    # --- what happens -----------------------------------------------------------------------------------------------

    def _chosen(self, tiles: dict[str, TileButton]) -> str:
        return next(name for name, button in tiles.items() if button.isChecked())

    def show_figures(self, found: ClosingFigures) -> None:
        """The three figures; the contract's method is proposed."""
        self._found = found
        self._methods[found.proposed].setChecked(True)
        self._show()

    def _done(self, done: ClosingDone) -> None:
        self._context.services["print_event"](done.event_id, done.opens_drawer)
        paid = money(done.paid_fen, self._context.currency)
        self._context.shell.toast(self.tr("Card closed, {amount} paid back.").format(amount=paid))
        self.finish(True)
        self.closed_card.emit(done)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")

    def _show(self) -> None:
        found, currency = self._found, self._context.currency
        method, cause = self._chosen(self._methods), self._chosen(self._causes)
        for name, button in self._methods.items():
            button.setText(money(found.by(name, CONSUMER), currency) if found else "…")
        refund_fen = found.by(method, cause) if found else 0
        self._why.setText(self._reason(found, method, cause, refund_fen))
        self._why.setVisible(bool(self._why.text()))
        paid = money(refund_fen + (found.change_fen if found else 0), currency)
        self._refund.set(self.tr("Paid back"), paid, "brand")
        self._principal.set(self.tr("Principal held"), amount(found.principal_fen if found else 0))
        self._bonus.set(self.tr("Bonus held"), amount(found.bonus_fen if found else 0))
        self._some(self._kept, self.tr("Kept change, paid too"), found.change_fen if found else 0)
        self._some(self._to_come, self.tr("Bonus to come, called off"), found.planned_fen if found else 0)
        self._some(self._forfeited, self.tr("Stays with the shop"), found.held_fen - refund_fen if found else 0, "warn")
        self.next.setEnabled(found is not None and not self._booking)
        self.set_problem("")
        name = self.tr("{name} · the cards come back").format(name=person(self._profile.name))
        self.set_texts(
            self.tr("Close the card"), self.tr("Pay back {amount}").format(amount=paid), self.tr("Back"), name
        )

    def _some(self, fact: FactRow, name: str, fen: int, tone: str = "") -> None:
        fact.set(name, amount(fen), tone)
        fact.setVisible(fen > 0)

    def _reason(self, found: ClosingFigures | None, method: str, cause: str, refund_fen: int) -> str:
        if found is None:
            return ""
        if cause == SHOP and refund_fen > found.by(method, CONSUMER):
            return self.tr("For the shop's cause at least in proportion is paid.")
        return (
            self.tr("This is what the contract says.")
            if method == found.proposed
            else self.tr("Not what the contract says.")
        )
