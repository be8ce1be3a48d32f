"""Opening a shift: how much cash is in the drawer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.services import shifts
from memberpos.services.shifts import ShiftOpened
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.card import FormRow
from memberpos.ui.widgets.inputs import MoneyEdit, NumberPad
from memberpos.ui.widgets.overlay import Dialog


class OpenShiftDialog(Dialog):
    """Asks for the float and opens the shift."""

    def __init__(self, window: QWidget, context: UiContext) -> None:
        super().__init__(window, width_px=440, accept_key="F12")
        self._context = context
        self._float = MoneyEdit(large=True)
        self._float.setObjectName("float")
        self._float.setMinimumHeight(52)
        self._float.returnPressed.connect(self.accept)
        self._row = FormRow(self._float)
        pad = NumberPad()
        pad.feed(self._float)
        self.body.addWidget(self._row)
        self.body.addWidget(pad)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(
            self.tr("Open shift"), self.tr("Open"), self.tr("Back"), self.tr("Count the cash in the drawer first.")
        )
        self._row.set(self.tr("Cash in the drawer"))

    def first_field(self) -> QWidget | None:
        return self._float

    def keys(self) -> Sequence[KeyHint]:
        """F12 opens."""
        return (KeyHint("F12", self.tr("Open"), self.accept), KeyHint("Esc", self.tr("Back"), self.reject))

    def accept(self) -> None:
        """Opens with what was entered; nothing entered is an empty drawer."""
        fen = self._float.fen() or 0
        self.hold(booking=True)
        run_approved(self._context, self, lambda use: shifts.open_shift(use, fen), self._opened, self._refused)

    def _opened(self, opened: ShiftOpened) -> None:
        self._context.shell.toast(self.tr("Shift {name} is open.").format(name=opened.name))
        self.finish(True)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        self.set_problem(message(error, self._context.currency).sentence)
