"""Fields for amounts, phone numbers and PINs, and the pads to fill them by finger."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from memberpos.ui import fonts
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import column
from memberpos.ui.widgets.painted import PinDots, repolish

_DIGIT_ROWS = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"))
SIGN = "±"
_COLUMNS = 12  # of the pad: rows of three and of four


class Field(QLineEdit):
    """A line of text that can be marked as wrong; `latin` keeps input methods out (numbers, codes)."""

    def __init__(
        self, text: str = "", *, latin: bool = False, pattern: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setFont(fonts.role("body"))
        if latin:
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        if pattern:
            self.setValidator(QRegularExpressionValidator(QRegularExpression(pattern), self))

    def set_bad(self, bad: bool) -> None:
        """Mark or unmark the frame."""
        self.setProperty("state", "bad" if bad else "")
        repolish(self)


class MoneyEdit(Field):
    """An amount: typed as yuan with two places, given as fen (None while empty); `signed` takes a minus too."""

    fen_changed = Signal(object)

    def __init__(
        self, fen: int | None = None, *, large: bool = False, signed: bool = False, parent: QWidget | None = None
    ) -> None:
        pattern = r"\d{0,9}(\.\d{0,2})?"
        super().__init__(latin=True, pattern=f"-?{pattern}" if signed else pattern, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setPlaceholderText("0.00")
        if large:
            self.setFont(fonts.role("figure"))
            self.setProperty("scale", "large")
        self.set_fen(fen)
        self.textChanged.connect(lambda _text: self.fen_changed.emit(self.fen()))

    def fen(self) -> int | None:
        """The amount in fen; None when nothing is entered."""
        whole, _, rest = self.text().removeprefix("-").partition(".")
        if not whole and not rest:
            return None
        fen = int(whole or "0") * 100 + int((rest + "00")[:2])
        return -fen if self.text().startswith("-") else fen

    def set_fen(self, fen: int | None) -> None:
        """Show an amount; whole yuan without places."""
        if fen is None:
            self.clear()
            return
        sign, size = ("-", -fen) if fen < 0 else ("", fen)
        self.setText(f"{sign}{size // 100}.{size % 100:02}".removesuffix(".00"))


class NumberPad(QWidget):
    """Ten digits, a point, back, SIGN if `signed`, "done" if it has a text. `key` carries "7", ".", "back", "done" …"""

    key = Signal(str)

    def __init__(
        self,
        *,
        point: str = ".",
        signed: bool = False,
        done: str = "",
        height_px: int = 56,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self._height = height_px
        last = (point, "0", SIGN, "back") if signed else (point, "0", "back")
        for line, names in enumerate((*_DIGIT_ROWS, last)):
            span = _COLUMNS // len(names)
            for at, name in enumerate(names):
                if name:
                    grid.addWidget(self._button(name), line, at * span, 1, span)
        self.done_button: Button | None = self._button("done", done) if done else None
        if self.done_button is not None:
            self.done_button.set_kind("primary")
            grid.addWidget(self.done_button, 4, 0, 1, _COLUMNS)

    def feed(self, field: QLineEdit) -> None:
        """Type into `field` what is pressed."""
        self.key.connect(lambda name: type_key(field, name))

    def _button(self, name: str, text: str = "") -> Button:
        button = Button(text or ("⌫" if name == "back" else name), size="pad")
        button.setObjectName(f"pad-{name}")
        button.setFont(fonts.role("title" if not text else "cta"))
        button.setMinimumHeight(self._height)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.key.emit(name))
        return button


def type_key(field: QLineEdit, name: str) -> None:
    """Type a key of the pad into a field; SIGN turns the minus in front on and off where the field takes one."""
    if name == "back":
        field.backspace()
    elif name == "done":
        field.returnPressed.emit()
    elif name == SIGN:
        field.home(False)
        if field.text().startswith("-"):
            field.del_()
        else:
            field.insert("-")  # a field without a sign refuses it
        field.end(False)
    else:
        field.insert(name)


class PinPad(QWidget):
    """A PIN by keys or finger: dots, digits, back. `entered` carries the PIN on Enter or on the done key."""

    entered = Signal(str)

    def __init__(self, places: int = 6, *, height_px: int = 56, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dots = PinDots(places)
        self._field = Field(latin=True, pattern=r"\d{0,12}")
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setMaximumWidth(0)
        self._field.setFixedHeight(0)
        pad = NumberPad(point="", height_px=height_px)
        pad.feed(self._field)
        self._field.textChanged.connect(lambda text: self._dots.set_filled(len(text)))
        self._field.returnPressed.connect(self._enter)
        layout = column(spacing=16)
        layout.addWidget(self._dots, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(pad)
        layout.addWidget(self._field)
        self.setLayout(layout)
        self.setFocusProxy(self._field)

    def clear(self) -> None:
        """Forget what was typed and wait for a PIN."""
        self._field.clear()
        self._field.setFocus()

    def submit(self) -> None:
        """As if Enter were pressed."""
        self._enter()

    def _enter(self) -> None:
        if pin := self._field.text():
            self.entered.emit(pin)
