"""The clock stands before the last entry: is it right? A manager says so before the first sale."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.card import Card, FactRow
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.text import Text


class ClockDialog(Dialog):
    """`confirmed` is emitted when the clock is said to be right; who may not say so is asked for an approval then."""

    confirmed = Signal()

    def __init__(self, window: QWidget, today: str, last: str) -> None:
        super().__init__(window, width_px=480, accept_key="F12")
        self._today, self._last = today, last
        self._now_row, self._last_row = FactRow(), FactRow()
        self._why = Text("", "body", "muted", wrap=True)
        self.body.addWidget(Card(self._now_row, self._last_row, tone="quiet", spacing=6, pad=12))
        self.body.addWidget(self._why)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("Is the clock right?"), self.tr("The clock is right"), self.tr("Back"))
        self._now_row.set(self.tr("The clock says"), self._today, "warn")
        self._last_row.set(self.tr("Last entry"), self._last)
        self._why.setText(
            self.tr("A clock that is behind puts sales on a wrong day. Set the date, or let a manager confirm it.")
        )

    def keys(self) -> Sequence[KeyHint]:
        """F12 confirms."""
        return (
            KeyHint("F12", self.tr("The clock is right"), self.accept),
            KeyHint("Esc", self.tr("Back"), self.reject),
        )

    def accept(self) -> None:
        """Goes on with the sale."""
        self.finish(True)
        self.confirmed.emit()
