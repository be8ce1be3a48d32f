"""Words and numbers: labels by role, key caps, badges."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from memberpos.ui import fonts
from memberpos.ui.format import amount, money
from memberpos.ui.widgets.painted import set_tone


class Text(QLabel):
    """Plain text in a role of tokens.toml: caption small body strong heading title figure due; tones of app.qss."""

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._role = role
        self.setFont(fonts.role(role))
        self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        """Change the colour."""
        set_tone(self, tone)

    def set_role(self, role: str) -> None:
        """Change size and weight."""
        if role != self._role:
            self._role = role
            self.setFont(fonts.role(role))


class ElidedText(Text):
    """One line that ends in … when there is no room; then the whole text is the tool tip."""

    _whole = ""  # Qt sends a font change while the constructor runs

    def __init__(self, text: str = "", role: str = "body", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", role, tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        if text != self._whole:
            self._whole = text
            self.updateGeometry()
            self._fit()

    def whole_text(self) -> str:
        """The text before shortening."""
        return self._whole

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 24), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 24))
        super().setText(shown)
        tip = self._whole if shown != self._whole else ""
        if tip != self.toolTip():  # setting it sends an event, the same one or not
            self.setToolTip(tip)


class MoneyLabel(Text):
    """An amount in fen, right-aligned, with the currency's sign unless `bare`."""

    def __init__(
        self,
        fen: int = 0,
        role: str = "body",
        tone: str = "",
        *,
        currency: str = "CNY",
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", role, tone, parent=parent)
        self._currency, self._bare = currency, bare
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.set_fen(fen)

    def set_fen(self, fen: int) -> None:
        """Show another amount."""
        self.setText(amount(fen) if self._bare else money(fen, self._currency))


class KeyCap(QLabel):
    """A key of the keyboard."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setFont(fonts.role("caption"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedHeight(20)
        self.setMinimumWidth(26)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Badge(QLabel):
    """A short state on a soft ground: tone brand gold ok warn bad info or "" (neutral)."""

    def __init__(self, text: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(fonts.role("badge"))
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set(self, text: str, tone: str) -> None:
        """Show another state."""
        self.setText(text)
        set_tone(self, tone)
