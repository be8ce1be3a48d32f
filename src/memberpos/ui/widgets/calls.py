"""A call at the top right: takes no focus, stays until handled, several stack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from memberpos.ui.widgets.buttons import Button, PrimaryButton
from memberpos.ui.widgets.card import Rule, column, row
from memberpos.ui.widgets.overlay import lift
from memberpos.ui.widgets.painted import Avatar, Dot
from memberpos.ui.widgets.text import Badge, ElidedText, Text

WIDTH = 430
KEPT = 12


@dataclass(frozen=True)
class CallFacts:
    """What a pop-up shows, translated. `key` tells calls apart; `member_id` "" = unknown number."""

    key: str
    head: str
    number: str = ""
    name: str = ""
    remark: str = ""
    badges: Sequence[tuple[str, str]] = ()
    facts: Sequence[tuple[str, str]] = ()
    member_id: str = ""
    actions: Sequence[tuple[str, str, str]] = field(default_factory=tuple)
    line: str = ""


class CallPopup(QFrame):
    """One call, `over` once the caller hung up. `acted` carries (key, action) of the button; actions: (name, text, key
    cap), the first filled.
    """

    acted = Signal(str, str)

    def __init__(self, facts: CallFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.over, self._seconds = False, 0
        self._time = Text("00:00", "body", "faint")
        self.layout_ = column(spacing=10, margins=(16, 14, 16, 16))
        self.setLayout(self.layout_)
        self._build()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1000)
        lift(self)

    def ended(self) -> None:
        """The caller hung up: the clock stops, the head says so; the pop-up stays."""
        self.over = True
        self._timer.stop()
        self._head.setText(self.tr("Call ended"))
        self._dot.set_tone("")

    def show_key(self, shown: bool) -> None:
        """The key of the first action belongs to the newest call only."""
        for button in self.findChildren(PrimaryButton):
            button.show_key(shown)

    def _build(self) -> None:
        facts = self.facts
        self._dot = Dot("ok")
        self._head = Text(facts.head, "strong")
        number = ElidedText(facts.number, "body", "muted")
        head = row(self._dot, self._head, number, self._time, spacing=8)
        head.setStretch(2, 1)
        self.layout_.addLayout(head)
        if facts.name:
            self.layout_.addLayout(self._person())
        for label, value in facts.facts:
            self.layout_.addWidget(_fact(label, value))
        self.layout_.addLayout(self._buttons())

    def _person(self) -> QLayout:
        facts = self.facts
        badges = [Badge(text, tone) for text, tone in facts.badges]
        name = row(ElidedText(facts.name, "cta"), *badges, None, spacing=8)
        words = column(name, ElidedText(facts.remark, "body", "muted"), None, spacing=2)
        return row(Avatar(facts.name, 56), words, spacing=12)

    def _buttons(self) -> QLayout:
        layout = row(spacing=8)
        for place, (name, text, key) in enumerate(self.facts.actions):
            button = PrimaryButton(text, key) if place == 0 else Button(text, key)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setObjectName(f"call-{name}")
            button.clicked.connect(lambda _on=False, name=name: self.acted.emit(self.facts.key, name))
            layout.addWidget(button, 1 if place < 2 else 0)
        return layout

    def _tick(self) -> None:
        self._seconds += 1
        self._time.setText(f"{self._seconds // 60:02}:{self._seconds % 60:02}")


def _fact(label: str, value: str) -> QWidget:
    box = QWidget()
    name = ElidedText(label, "body", "muted")
    name.setFixedWidth(112)
    line = row(name, ElidedText(value, "body"), spacing=8, margins=(10, 4, 10, 4))
    line.setStretch(1, 1)
    box.setLayout(column(line, Rule(), spacing=2))
    return box


class CallLayer(QWidget):
    """Stacks pop-ups from the top right of the page, newest on top; `most` are shown, the others come up when those are
    dealt with. Only the newest `KEPT` stay: the list of calls has them all.
    """

    emptied = Signal()

    def __init__(self, parent: QWidget, most: int = 3) -> None:
        super().__init__(parent)
        self._most = most
        self._popups: list[CallPopup] = []
        self._room = QRect()
        self.hide()

    def popups(self) -> Sequence[CallPopup]:
        """All calls not yet handled, newest first."""
        return tuple(self._popups)

    def top(self) -> CallPopup | None:
        """The call that F8 means: the newest."""
        return self._popups[0] if self._popups else None

    def show_call(self, popup: CallPopup) -> None:
        """Add a call, or put a newer version of the same call (same key) in its place."""
        at = next((n for n, old in enumerate(self._popups) if old.facts.key == popup.facts.key), None)
        popup.setParent(self)
        if at is None:
            self._popups.insert(0, popup)
        else:
            old, self._popups[at] = self._popups[at], popup
            _away(old)
        for old in self._popups[KEPT:]:
            _away(old)
        del self._popups[KEPT:]
        self.place(self._room)

    def dismiss(self, key: str) -> None:
        """Take a handled call away."""
        for popup in [p for p in self._popups if p.facts.key == key]:
            self._popups.remove(popup)
            _away(popup)
        self.place(self._room)
        if not self._popups:
            self.emptied.emit()

    def ended(self, line: str) -> Sequence[str]:
        """The caller on a line hung up; the keys of the calls that this ended."""
        over = [popup for popup in self._popups if popup.facts.line == line and not popup.over]
        for popup in over:
            popup.ended()
        return [popup.facts.key for popup in over]

    def place(self, room: QRect) -> None:
        """Stand at the top right of `room` (the page, in the parent's coordinates)."""
        self._room = room
        self.setVisible(bool(self._popups))
        shadow, top = 24, 0
        for place, popup in enumerate(self._popups):
            popup.setVisible(place < self._most)
            popup.show_key(place == 0)
            if place >= self._most:
                continue
            high = popup.sizeHint().height()
            popup.setGeometry(shadow, top, WIDTH, high)
            top += high + 10
        left = room.right() - WIDTH - shadow
        self.setGeometry(left, room.top(), WIDTH + shadow + 1, min(top + shadow, room.height()))
        self.raise_()


def _away(popup: CallPopup) -> None:
    popup.hide()
    popup.deleteLater()
