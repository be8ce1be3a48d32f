"""The stored value of a member in the drawer: top-ups, bonus to come, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from memberpos.services.results import MemberProfile
from memberpos.services.value_view import TopUpView, ValueView, value_of
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.close_card import CloseCardDialog
from memberpos.ui.dialogs.recharge_refund import RechargeRefundDialog
from memberpos.ui.dialogs.transfer import TransferDialog, pick_member
from memberpos.ui.dialogs.value_move import CASH_OUT, DEDUCT, FREEZE, UNFREEZE, ValueMoveDialog
from memberpos.ui.format import amount
from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, FactRow, column, row
from memberpos.ui.widgets.text import Badge, ElidedText, Text

_COLUMNS = 3
_ACTIONS = ("transfer", "close", CASH_OUT, DEDUCT, FREEZE)
#: Keys that neither the drawer nor a call has.
_KEYS = {"transfer": "F5", "close": "F9"}


class ValuePage(QWidget):
    """Shows the stored value of a profile, read when the page is turned to. `booked` when something was changed."""

    booked = Signal()

    def __init__(self, context: UiContext, profile: MemberProfile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._profile = context, profile
        self._view: ValueView | None = None
        self._frozen = Badge("", "bad")
        self._frozen.hide()
        self._buttons = {name: Button("", _KEYS.get(name, ""), size="small") for name in _ACTIONS}
        self._list, self._coming = column(spacing=10), column(spacing=6)
        self._to_come, self._nothing = Text("", "heading"), Text("", "body", "muted", wrap=True)
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, (name, button) in enumerate(self._buttons.items()):
            button.setObjectName(f"value-{name}")
            button.clicked.connect(lambda _on=False, name=name: self.do(name))
            grid.addWidget(button, at // _COLUMNS, at % _COLUMNS)
        parts = (row(self._frozen, None), grid, self._list, self._nothing, self._to_come, self._coming, None)
        self.setLayout(column(*parts, spacing=12))

    def show_profile(self, profile: MemberProfile) -> None:
        """Another state of the member: what is shown is read anew if it is in sight."""
        self._profile = profile
        if self.isVisible():
            self.read()

    def read(self) -> None:
        """Reads the stored value."""
        member_id, now_ms = self._profile.member_id, int(self._context.services["now_ms"]())
        self._context.read(lambda db: value_of(db, member_id, now_ms), self.show_view, None, self)

    def show_view(self, view: ValueView) -> None:
        """The stored value as it is now."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        view = self._view
        frozen = view is not None and view.frozen
        self._buttons["transfer"].setText(self.tr("Transfer"))
        self._buttons["close"].setText(self.tr("Close card"))
        self._buttons[CASH_OUT].setText(self.tr("Pay out"))
        self._buttons[DEDUCT].setText(self.tr("Deduct"))
        self._buttons[FREEZE].setText(self.tr("Let go") if frozen else self.tr("Freeze"))
        for name, button in self._buttons.items():
            button.setEnabled(view is not None and (name == FREEZE or not frozen))
        self._frozen.setText(self.tr("Frozen: nothing goes in or out"))
        self._frozen.setVisible(frozen)
        self._nothing.setText(self.tr("No top-up yet"))
        self._nothing.setVisible(view is not None and not view.top_ups)
        self._to_come.setText(self.tr("Bonus to come"))
        self._to_come.setVisible(view is not None and bool(view.to_come))
        self._fill()

    def _fill(self) -> None:
        for layout in (self._list, self._coming):
            while (item := layout.takeAt(0)) is not None:
                if old := item.widget():
                    old.hide()
                    old.deleteLater()
        if self._view is None:
            return
        for top_up in self._view.top_ups:
            self._list.addWidget(self._top_up(top_up, frozen=self._view.frozen))
        for date, fen in self._view.to_come:
            self._coming.addWidget(FactRow(date, amount(fen), "gold"))

    def _top_up(self, top_up: TopUpView, *, frozen: bool) -> QWidget:
        paid = amount(top_up.amount_fen)
        if top_up.bonus_fen:
            gift = amount(top_up.bonus_fen).removesuffix(".00")
            paid = self.tr("{paid} + {bonus} gift").format(paid=paid, bonus=gift)
        head = row(ElidedText(paid, "strong"), Badge(*self._badge(top_up)))
        head.setStretch(0, 1)
        made = Text(f"{top_up.date} · {top_up.receipt_no}", "caption", "muted")
        left = FactRow(self.tr("Left"), self._left(top_up))
        if not top_up.can_be_undone or frozen:
            return Card(head, made, left, tone="quiet", spacing=6, pad=12)
        button = Button(self.tr("Undo"), size="small")
        button.setObjectName(f"undo-{top_up.recharge_id}")
        button.clicked.connect(lambda _on=False: self.undo(top_up))
        words = row(column(made, left, spacing=6), button, spacing=12)
        words.setStretch(0, 1)
        return Card(head, words, tone="quiet", spacing=6, pad=12)

    def _badge(self, top_up: TopUpView) -> tuple[str, str]:
        if top_up.undone:
            return self.tr("Undone"), "warn"
        if top_up.principal_left_fen + top_up.bonus_left_fen == 0:
            return self.tr("Used up"), ""
        return (self.tr("Can be withdrawn"), "ok") if top_up.withdrawable else (self.tr("In use"), "")

    def _left(self, top_up: TopUpView) -> str:
        if not top_up.bonus_fen and not top_up.bonus_left_fen:
            return amount(top_up.principal_left_fen)
        return f"{amount(top_up.principal_left_fen)} + {amount(top_up.bonus_left_fen)}"

    def keys(self) -> Sequence[KeyHint]:
        """Keys while the page is in front."""
        usable = self._view is not None and not self._view.frozen
        return (
            KeyHint(_KEYS["transfer"], self.tr("Transfer"), self.transfer, usable),
            KeyHint(_KEYS["close"], self.tr("Close card"), self.close_card, usable),
        )

    # --- what can be done -------------------------------------------------------------------------------------------

    def do(self, name: str) -> None:
        """One of the buttons."""
        if name == "transfer":
            self.transfer()
        elif name == "close":
            self.close_card()
        else:
            frozen = self._view is not None and self._view.frozen
            kind = UNFREEZE if name == FREEZE and frozen else name
            dialog = ValueMoveDialog(self, self._context, self._profile, kind)
            dialog.booked.connect(self.booked)
            dialog.open()

    def transfer(self) -> None:
        """Principal to another member."""

        def ask(taker: MemberProfile) -> None:
            dialog = TransferDialog(self, self._context, self._profile, taker)
            dialog.moved.connect(lambda _done: self.booked.emit())
            dialog.open()

        pick_member(self, self._context, self.tr("Transfer to whom?"), self._profile.member_id, ask)

    def close_card(self) -> None:
        """Pays back and takes the cards."""
        dialog = CloseCardDialog(self, self._context, self._profile)
        dialog.closed_card.connect(lambda _done: self.booked.emit())
        dialog.open()

    def undo(self, top_up: TopUpView) -> None:
        """Undoes a top-up."""
        dialog = RechargeRefundDialog(self, self._context, top_up)
        dialog.undone.connect(lambda _done: self.booked.emit())
        dialog.open()
