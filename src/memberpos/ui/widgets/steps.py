"""Where one stands in a few steps: done, now, to come, failed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from memberpos.ui import fonts
from memberpos.ui.widgets.card import row
from memberpos.ui.widgets.painted import Painted, draw_icon, painter, set_tone
from memberpos.ui.widgets.text import Text

SIZE = 26


class StepMark(Painted):
    """A numbered circle; tone "" to come, "now", "done" or "bad"."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.setFixedSize(SIZE, SIZE)
        self.setProperty("tone", "")

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing, tone = painter(self), self.property("tone")
        accent, box = self.paint_color("accent"), QRectF(1, 1, SIZE - 2, SIZE - 2)
        drawing.setPen(QPen(accent, 2))
        drawing.setBrush(accent if tone else Qt.BrushStyle.NoBrush)
        drawing.drawEllipse(box)
        ink = self.paint_color("onAccent" if tone else "ink")
        if tone == "done":
            draw_icon(drawing, "tick", QRectF(6, 6, SIZE - 12, SIZE - 12), ink)
            return
        drawing.setPen(ink)
        drawing.setFont(fonts.sized(13, 700))
        drawing.drawText(box, Qt.AlignmentFlag.AlignCenter, "!" if tone == "bad" else str(self._number))


class Steps(QWidget):
    """Some numbered steps side by side."""

    def __init__(self, many: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks = [StepMark(number) for number in range(1, many + 1)]
        self._names = [Text("", "strong", "muted") for _ in self.marks]
        layout = row(spacing=8)
        for mark, name in zip(self.marks, self._names, strict=True):
            layout.addWidget(mark)
            layout.addWidget(name)
            layout.addStretch(1)
        self.setLayout(layout)

    def set_names(self, names: Sequence[str]) -> None:
        """What the steps are called."""
        for label, name in zip(self._names, names, strict=True):
            label.setText(name)

    def show_at(self, now: int, *, failed: bool = False) -> None:
        """Steps before `now` (from 0) are done; `now` equal to their number means all are."""
        for at, (mark, name) in enumerate(zip(self.marks, self._names, strict=True)):
            tone = "done" if at < now else ("bad" if failed else "now") if at == now else ""
            set_tone(mark, tone)
            name.set_tone("" if at == now else "muted")

    def tones(self) -> list[str]:
        """The state of each step."""
        return [str(mark.property("tone")) for mark in self.marks]
