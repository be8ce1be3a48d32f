"""How many points to spend on this order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.ui.format import count
from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog


class PointsDialog(Dialog):
    """`chosen` carries the points asked for; 0 takes them off again."""

    chosen = Signal(int)

    def __init__(self, window: QWidget, have: int, asked: int) -> None:
        super().__init__(window, width_px=420)
        self._have = have
        self._field = Field(str(asked) if asked else "", latin=True, pattern=r"\d{0,9}")
        self._field.setObjectName("points")
        self._field.setMinimumHeight(48)
        self._field.returnPressed.connect(self.accept)
        self._all = Button("")
        self._all.setObjectName("points-all")
        self._all.setMinimumHeight(48)
        self._all.clicked.connect(lambda: self._field.setText(str(have)))
        line = row(self._field, self._all)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(
            self.tr("Use points"),
            self.tr("Use"),
            self.tr("Back"),
            self.tr("{points} points available").format(points=count(self._have)),
        )
        self._all.setText(self.tr("All"))

    def first_field(self) -> QWidget | None:
        return self._field

    def keys(self) -> Sequence[KeyHint]:
        """Enter uses them."""
        return (KeyHint("Esc", self.tr("Back"), self.reject),)

    def accept(self) -> None:
        """More than there are is refused here already."""
        asked = int(self._field.text() or "0")
        if asked > self._have:
            self.set_problem(self.tr("Only {points} points are there.").format(points=count(self._have)))
            return
        self.finish(True)
        self.chosen.emit(asked)
