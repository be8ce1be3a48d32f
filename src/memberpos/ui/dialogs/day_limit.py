"""How much a sub card may spend a day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.services import cards
from memberpos.services.cards import CardDone
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import grouped
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.card import FormRow
from memberpos.ui.widgets.inputs import MoneyEdit
from memberpos.ui.widgets.overlay import Dialog


class DayLimitDialog(Dialog):
    """Keeps the limit of card `number`. `kept` when it is."""

    kept = Signal()

    def __init__(self, window: QWidget, context: UiContext, number: str, limit_fen: int | None) -> None:
        super().__init__(window, width_px=440, accept_key="F12")
        self._context, self._number = context, number
        self._limit = MoneyEdit(limit_fen, large=True)
        self._limit.setObjectName("day-limit")
        self._limit.setMinimumHeight(52)
        self._limit.returnPressed.connect(self.accept)
        self._row = FormRow(self._limit)
        self.body.addWidget(self._row)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._row.set(self.tr("At most a day"), self.tr("Empty for no limit"))
        self.set_texts(self.tr("Limit a day"), self.tr("Save"), self.tr("Back"), grouped(self._number))

    def first_field(self) -> QWidget | None:
        return self._limit

    def keys(self) -> Sequence[KeyHint]:
        """F12 keeps it."""
        return (KeyHint("F12", self.tr("Save"), self.accept), KeyHint("Esc", self.tr("Back"), self.reject))

    def accept(self) -> None:
        """Keeps it."""
        if not self.next.isEnabled():
            return
        self.hold(booking=True)
        number, limit_fen = self._number, self._limit.fen()
        work = lambda use: cards.set_day_limit(use, number, limit_fen)  # noqa: E731 - captured for a second try
        run_approved(self._context, self, work, self._done, self._refused)

    def _done(self, _done: CardDone) -> None:
        self._context.shell.toast(self.tr("Saved."))
        self.finish(True)
        self.kept.emit()

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")
