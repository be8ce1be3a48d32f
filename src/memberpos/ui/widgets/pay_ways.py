"""The ways money comes in or goes back outside a sale: one of cash, scan pay, bank card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.services.recharges import PAY_KINDS
from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.buttons import TileButton
from memberpos.ui.widgets.card import column, row
from memberpos.ui.widgets.pay_panel import tender_words
from memberpos.ui.widgets.text import Text


class PayWays(QWidget):
    """Tiles of which one is chosen. `changed` when it is another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Text("", "small", "muted")
        self._kinds = {kind: TileButton() for kind in PAY_KINDS}
        self._group = QButtonGroup(self)
        for kind, button in self._kinds.items():
            button.setCheckable(True)
            button.setObjectName(f"pay-{kind}")
            button.setMinimumHeight(48)
            button.clicked.connect(self.changed)
            self._group.addButton(button)
        self._kinds[PAY_KINDS[0]].setChecked(True)
        self.setLayout(column(self._name, row(*self._kinds.values()), spacing=4))

    def set_name(self, name: str) -> None:
        """Words anew."""
        self._name.setText(name)
        for kind, button in self._kinds.items():
            button.setText(tender_words(kind))

    def chosen(self) -> str:
        """The tender kind."""
        return next(kind for kind, button in self._kinds.items() if button.isChecked())

    def choose(self, kind: str) -> None:
        """Another one."""
        self._kinds[kind].setChecked(True)
        self.changed.emit()

    def keys(self, first: int = 5) -> Sequence[KeyHint]:
        """F-keys from `first` on."""
        return tuple(
            KeyHint(f"F{first + at}", tender_words(kind), lambda kind=kind: self.choose(kind))  # type: ignore[misc]
            for at, kind in enumerate(self._kinds)
        )
