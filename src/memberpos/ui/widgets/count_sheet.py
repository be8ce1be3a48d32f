"""Counting the drawer: pieces of each note and coin, or the sum at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from memberpos.domain import shift
from memberpos.ui.format import amount
from memberpos.ui.widgets.card import column
from memberpos.ui.widgets.inputs import Field, MoneyEdit
from memberpos.ui.widgets.text import Text

_MOST_PIECES = r"\d{0,5}"
_ROWS = 4


class PiecesField(Field):
    """How many; Up and Down go from one to the next."""

    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(latin=True, pattern=_MOST_PIECES, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setPlaceholderText("0")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        step = 1 if event.key() in down else -1 if event.key() == Qt.Key.Key_Up else None
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class CountSheet(QWidget):
    """`changed` when something was entered; `fen()` is the sum, None while nothing is. `done` after the last field."""

    changed = Signal()
    done = Signal()

    def __init__(self, currency: str = "CNY", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = shift.DENOMINATIONS.get(currency, shift.DENOMINATIONS["CNY"])
        self._pieces = {value: PiecesField() for value in self._values}
        self._sums = {value: Text("", "body", "muted") for value in self._values}
        self._total = MoneyEdit(large=True)
        self._total.setObjectName("count-cash")
        self._total.setMinimumHeight(52)
        self._label, self._hint = Text("", "strong"), Text("", "small", "muted", wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for at, value in enumerate(self._values):
            self._place(grid, at, value)
        for side in (1, 2, 5, 6):
            grid.setColumnStretch(side, 1)
        total = column(self._label, self._total, self._hint, spacing=4)
        self.setLayout(column(grid, 8, total, None, spacing=8))
        self._total.textEdited.connect(lambda _text: self._typed_total())

    def _place(self, grid: QGridLayout, at: int, value: int) -> None:
        rows = max(_ROWS, -(-len(self._values) // 2))
        place, side = at % rows, (at // rows) * 4
        field = self._pieces[value]
        field.setObjectName(f"pieces-{value}")
        field.setMinimumHeight(44)
        field.textChanged.connect(lambda _text: self._typed_pieces())
        field.moved.connect(lambda step, at=at: self._move(at + step))
        name = Text(f"{amount(value).removesuffix('.00')} ×", "strong")
        name.setMinimumWidth(64)
        name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._sums[value].setMinimumWidth(84)
        grid.addWidget(name, place, side)
        grid.addWidget(field, place, side + 1)
        grid.addWidget(self._sums[value], place, side + 2)

    def set_words(self, label: str, hint: str) -> None:
        """Name of the sum, and what may be done instead of counting pieces."""
        self._label.setText(label)
        self._hint.setText(hint)

    def first_field(self) -> QWidget:
        """Where counting begins."""
        return next(iter(self._pieces.values()))

    def pieces(self) -> dict[int, int]:
        """{note or coin in fen: pieces} of what was entered."""
        return {value: int(field.text()) for value, field in self._pieces.items() if field.text()}

    def fen(self) -> int | None:
        """The sum in fen; None while nothing is entered."""
        return self._total.fen()

    def clear(self) -> None:
        """Nothing entered."""
        for field in self._pieces.values():
            field.clear()
        self._total.clear()

    def _typed_pieces(self) -> None:
        pieces = self.pieces()
        for value, text in self._sums.items():
            text.setText(f"= {amount(value * pieces[value])}" if pieces.get(value) else "")
        if pieces:
            self._total.set_fen(sum(value * n for value, n in pieces.items()))
        else:
            self._total.clear()
        self.changed.emit()

    def _typed_total(self) -> None:
        """A sum typed at once: the pieces no longer say how it came about."""
        text = self._total.text()
        for value, field in self._pieces.items():
            field.blockSignals(True)
            field.clear()
            field.blockSignals(False)
            self._sums[value].setText("")
        self._total.setText(text)
        self.changed.emit()

    def _move(self, at: int) -> None:
        fields = list(self._pieces.values())
        if at >= len(fields):
            self.done.emit()
        else:
            fields[max(at, 0)].setFocus()
            fields[max(at, 0)].selectAll()
