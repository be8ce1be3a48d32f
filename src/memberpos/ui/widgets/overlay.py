"""What lies above a screen: dialogs, messages, the drawer at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QWidget
from shiboken6 import isValid

from memberpos.devices.readings import Reading
from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.buttons import Button, PrimaryButton
from memberpos.ui.widgets.card import column, row
from memberpos.ui.widgets.painted import Icon
from memberpos.ui.widgets.text import Text

TOAST_MS = 4000
#: Sent to the window when a dialog opens or closes: other keys work now.
KEYS_CHANGED = QEvent.Type(QEvent.registerEventType())


def lift(widget: QWidget) -> None:
    """A soft shadow below a floating panel."""
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(32)
    shadow.setOffset(0, 8)
    shadow.setColor(QColor(16, 28, 34, 60))
    widget.setGraphicsEffect(shadow)


class Overlay(QWidget):
    """Covers its parent and keeps its size."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self.setGeometry(self.parentWidget().rect())
            self.arrange()
        return False

    def arrange(self) -> None:
        """Place the children anew."""


class Shade(QFrame):
    """The dark pane behind a dialog."""


class Dialog(Overlay):
    """A card in the middle of the window: title, body, and a foot with a way back (Esc) and one filled button (Enter).

    Subclasses put widgets into `body` (a QVBoxLayout), set texts by `set_texts`, and override `accept`.
    `closed` is emitted once, with True when it was accepted.
    """

    closed = Signal(bool)

    def __init__(self, window: QWidget, *, width_px: int = 520, accept_key: str = "Enter") -> None:
        super().__init__(window.window())
        self._shade = Shade(self)
        self._width = width_px
        self.panel = QFrame(self)
        self.panel.setObjectName("dialog")
        self._title = Text("", "title", wrap=True)
        self._remark = Text("", "body", "muted", wrap=True)
        self.problem = Text("", "body", "bad", wrap=True)
        self.back = Button("", "Esc")
        self.next = PrimaryButton("", accept_key)
        self.body = column(spacing=12)
        self.foot = row(None, self.back, self.next, spacing=8, margins=(20, 12, 20, 12))
        self._build()
        self._focus_before: QWidget | None = None
        self._booking = False

    def _build(self) -> None:
        foot = QFrame()
        foot.setObjectName("dialogfoot")
        foot.setLayout(self.foot)
        head = column(self._title, self._remark, spacing=4, margins=(20, 20, 20, 0))
        middle = column(self.problem, spacing=12, margins=(20, 16, 20, 20))
        middle.insertLayout(0, self.body)
        self.panel.setLayout(column(head, middle, foot, spacing=0))
        self.problem.hide()
        self._remark.hide()
        self.back.clicked.connect(self.reject)
        self.next.clicked.connect(self.accept)
        self.panel.installEventFilter(self)
        lift(self.panel)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something inside wants another size: the panel follows."""
        if watched is self.panel and event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().eventFilter(watched, event)

    def set_texts(self, title: str, accept: str, back: str, remark: str = "") -> None:
        """Words of head and foot; a button without text is left out."""
        self._title.setText(title)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self.next.setText(accept)
        self.next.setVisible(bool(accept))
        self.back.setText(back)
        self.back.setVisible(bool(back))
        self.arrange()

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong above the foot; "" takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.arrange()

    def open(self) -> None:
        """Show it and take the keys."""
        self._focus_before = self.window().focusWidget()
        self.show()
        self.raise_()
        self.arrange()
        first = self.first_field() or self.next
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        QCoreApplication.postEvent(self.window(), QEvent(KEYS_CHANGED))

    def keys(self) -> Sequence[KeyHint]:
        """Keys beside Enter and Esc that work in this dialog."""
        return ()

    def on_reading(self, reading: Reading) -> bool:
        """A card or scan while this dialog is open; True when it was of use. Others never reach the screen below."""
        return False

    def first_field(self) -> QWidget | None:
        """What takes the keys first; None = the filled button."""
        return None

    def accept(self) -> None:
        """The filled button; subclasses do their work and call `finish(True)`."""
        self.finish(True)

    def hold(self, *, booking: bool) -> None:
        """While something is being booked there is no way on and no way back: its answer belongs to this dialog."""
        self._booking = booking
        self.next.setEnabled(not booking)
        self.back.setEnabled(not booking)

    def reject(self) -> None:
        """Esc or the way back."""
        if not self._booking:
            self.finish(False)

    def finish(self, accepted: bool) -> None:
        """Close and give the keys back to where they were."""
        self.hide()
        if self._focus_before is not None and isValid(self._focus_before):  # its list may have been read anew
            self._focus_before.setFocus()
        self.closed.emit(accepted)
        QCoreApplication.postEvent(self.window(), QEvent(KEYS_CHANGED))
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._can_accept():
            self.accept()
        event.accept()

    def _can_accept(self) -> bool:
        """Not twice for one key: a field that has just accepted lets its Enter through to here."""
        return self.isVisible() and self.next.isEnabled() and not self.next.isHidden()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the Tab key inside."""
        inside = [
            w
            for w in self.panel.findChildren(QWidget)
            if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        now = self.window().focusWidget()
        if inside:
            at = inside.index(now) + (1 if forward else -1) if now in inside else 0
            inside[at % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def arrange(self) -> None:
        self._shade.setGeometry(self.rect())
        width = min(self._width, self.width() - 32)
        layout, frame = self.panel.layout(), self.panel.contentsMargins()
        inner = width - frame.left() - frame.right()
        high = layout.heightForWidth(inner) if layout.hasHeightForWidth() else layout.sizeHint().height()
        high = max(high, layout.minimumSize().height()) + frame.top() + frame.bottom()
        high = min(high, self.height() - 16)
        self.panel.setGeometry((self.width() - width) // 2, max((self.height() - high) // 2, 8), width, high)


class Toast(QFrame):
    """A short message with an icon, a sentence and what to do next; errors stay until closed, others pass by
    themselves and let the pointer through to what they cover.
    """

    gone = Signal()
    _ICONS = {"ok": "check", "bad": "alert", "warn": "alert", "info": "info"}  # noqa: RUF012 (constant)

    def __init__(self, text: str, next_step: str = "", tone: str = "ok", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", tone)
        words = column(Text(text, "strong", wrap=True), spacing=2)
        if next_step:
            words.addWidget(Text(next_step, "body", "", wrap=True))
        self.close_button = Button("×", kind="quiet", size="small")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.close_button.clicked.connect(self.dismiss)
        icon = Icon(self._ICONS.get(tone, "info"), 20, tone)
        layout = row(spacing=10, margins=(14, 10, 8, 10))
        layout.addWidget(icon)
        layout.addLayout(words, 1)
        layout.addWidget(self.close_button)
        self.setLayout(layout)
        lift(self)
        self.passing = tone in ("ok", "info")
        self.close_button.setHidden(self.passing)
        if self.passing:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            QTimer.singleShot(TOAST_MS, self, self.dismiss)

    def dismiss(self) -> None:
        """Take it away."""
        self.hide()
        self.gone.emit()
        self.deleteLater()


class ToastLayer(QWidget):
    """Messages at the bottom of the page (at its top while a dialog has its buttons there), newest below; max. 3."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._toasts: list[Toast] = []
        self.hide()
        self._room, self._at_top = QRect(), False

    def add(self, toast: Toast) -> None:
        """Show one more."""
        toast.setParent(self)
        self._toasts.append(toast)
        toast.gone.connect(lambda: self._drop(toast))
        toast.show()
        for old in self._toasts[:-3]:
            old.dismiss()
        self.place(self._room, at_top=self._at_top)

    def clear(self) -> None:
        """Take all away."""
        for toast in list(self._toasts):
            toast.dismiss()

    def place(self, room: QRect, *, at_top: bool = False) -> None:
        """Stand in the middle of the bottom (or top) of `room` (the page, in the parent's coordinates)."""
        self._room, self._at_top = room, at_top
        self.setVisible(bool(self._toasts))
        passing = all(toast.passing for toast in self._toasts)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, passing)
        if not self._toasts or room.isEmpty():
            return
        wide, shadow = min(560, room.width() - 32), 16
        bottom = 0
        boxes: list[tuple[Toast, int]] = []
        for toast in self._toasts:
            layout = toast.layout()
            boxes.append(
                (
                    toast,
                    max(
                        layout.heightForWidth(wide),
                        layout.sizeHint().height() if not layout.hasHeightForWidth() else 44,
                    ),
                )
            )
        high = sum(size + 8 for _, size in boxes) + shadow
        top = room.top() + 8 if at_top else room.bottom() - high - 8
        self.setGeometry(room.center().x() - wide // 2 - shadow, top, wide + 2 * shadow, high)
        for toast, size in boxes:
            toast.setGeometry(shadow, bottom, wide, size)
            bottom += size + 8
        self.raise_()

    def _drop(self, toast: Toast) -> None:
        self._toasts = [t for t in self._toasts if t is not toast]
        self.place(self._room, at_top=self._at_top)


class Drawer(QFrame):
    """A panel that comes in from the right (the member), beside the page's content; Esc closes it."""

    closed = Signal()

    def __init__(self, content: QWidget, width_px: int = 352, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self.width_px = width_px
        self.setLayout(column(content))
        lift(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
