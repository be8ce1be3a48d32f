"""A member's photo with round corners; the first character of the name where there is none."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QPaintEvent, QPixmap

from memberpos.ui.widgets.painted import Avatar, painter


class Photo(Avatar):
    """`size_px` square. A picture that is not square is cut at its longer sides."""

    def __init__(self, name: str = "", size_px: int = 220) -> None:
        super().__init__(name, size_px)
        self._picture = QPixmap()

    def set_photo(self, jpeg: bytes | None) -> None:
        """Shows a JPEG; None or a broken one: the first character again."""
        self._picture = QPixmap()
        if jpeg:
            self._picture.loadFromData(jpeg)
        self.update()

    @property
    def has_photo(self) -> bool:
        """True while a picture is shown."""
        return not self._picture.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            super().paintEvent(event)
            return
        drawing, side = painter(self), self.width()
        ratio = self.devicePixelRatioF()
        shown = self._picture.scaled(
            self.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        corners = QPainterPath()
        corners.addRoundedRect(QRectF(self.rect()), side / 12, side / 12)
        drawing.setClipPath(corners)
        left, top = (shown.width() - side * ratio) / 2, (shown.height() - side * ratio) / 2
        drawing.drawPixmap(QRectF(0, 0, side, side), shown, QRectF(left, top, side * ratio, side * ratio))
