"""Who is working? A list of staff and a PIN."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from memberpos.domain.errors import PosError
from memberpos.services import shifts, staff
from memberpos.services.staff import SignedIn, StaffView
from memberpos.store.shifts import ShiftRow
from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.screen import Screen
from memberpos.ui.widgets.bars import Logo
from memberpos.ui.widgets.buttons import PrimaryButton
from memberpos.ui.widgets.card import Card, column, row, scrolled
from memberpos.ui.widgets.inputs import PinPad
from memberpos.ui.widgets.painted import Avatar
from memberpos.ui.widgets.text import ElidedText, Text

_SECOND_MS = 1000


class _Person(QPushButton):
    def __init__(self, person: StaffView, role: str) -> None:
        super().__init__()
        self.person = person
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(person.name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = column(ElidedText(person.name, "strong"), ElidedText(role, "caption", "muted"), spacing=0)
        line = row(Avatar(person.name, 40), words, spacing=12, margins=(12, 10, 12, 10))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(220, 62)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, 62)


class SignIn(Screen):
    """`signed_in` carries the `SignedIn`; the session is set and the counter shown before."""

    signed_in = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._people: list[StaffView] = []
        self._buttons: list[_Person] = []
        self._problem: PosError | None = None
        self._wait_s, self._last = 0, ""
        self._lock = QTimer(self)
        self._lock.timeout.connect(self._second)
        self._build()

    def _build(self) -> None:
        touch = self.context.theme.touch
        self._title, self._hint = Text("", "title"), Text("", "body", "muted", wrap=True)
        self._list = QGridLayout()
        self._list.setSpacing(10)
        self._list.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        inner.setLayout(column(self._list, None))
        self._who, self._pin_hint = Text("", "heading"), Text("", "body", "muted", wrap=True)
        self._message, self._step = Text("", "strong", "bad", wrap=True), Text("", "small", "muted", wrap=True)
        self._pad = PinPad(height_px=60 if touch else 56)
        self._pad.entered.connect(self._try)
        self._enter = PrimaryButton("", "Enter", size="large")
        self._enter.clicked.connect(self._pad.submit)
        for text in (self._who, self._pin_hint, self._message, self._step):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._step.setMinimumHeight(36)
        left = column(row(Logo(), column(self._title, self._hint, spacing=2), None, spacing=14), 8, scrolled(inner))
        right = column(self._who, self._pin_hint, 6, self._pad, self._message, self._step, None, self._enter, spacing=6)
        sides = row(left, 24, right, spacing=16)
        sides.setStretch(0, 3)
        sides.setStretch(2, 2)
        self._card = Card(sides, pad=28)
        self._card.setFixedSize(900, 620)
        outer = column(None, spacing=0)
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)
        outer.addStretch(1)
        self.setLayout(outer)

    def on_shown(self, **facts: object) -> None:
        """Read the list anew; nobody is signed in while this is in front."""
        self._sign_out()
        self._pad.clear()
        self._say(None)
        self.context.read(staff.everyone, self.show_people, None, self)

    def show_people(self, people: Sequence[StaffView]) -> None:
        """Show the list and choose the one who worked last, else the first."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._people = list(people)
        self._buttons = [_Person(person, self._role(person.role)) for person in people]
        columns = 2 if len(people) > 1 else 1
        for place, button in enumerate(self._buttons):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, at=place: self._choose(at))
            self._list.addWidget(button, place // columns, place % columns)
        self._choose(next((at for at, person in enumerate(people) if person.id == self._last), 0))

    def keys(self) -> Sequence[KeyHint]:
        """Up and Down choose somebody; Enter is the pad's."""
        return (
            KeyHint("Up", self.tr("Previous"), lambda: self._move(-1)),
            KeyHint("Down", self.tr("Next"), lambda: self._move(1)),
            KeyHint("Esc", self.tr("Clear"), self._pad.clear),
        )

    def retranslate(self) -> None:
        """Set every visible text anew."""
        self._title.setText(self.tr("Who is working?"))
        self._hint.setText(self.tr("Choose your name, then enter your PIN."))
        self._pin_hint.setText(self.tr("Enter your PIN"))
        self._enter.setText(self.tr("Sign in"))
        self._say(self._problem)
        if self._people:
            self.show_people(self._people)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits go to the pad wherever the focus is."""
        self._pad.setFocus()
        super().keyPressEvent(event)

    def _sign_out(self) -> None:
        session = self.context.shell.session()
        self._last = session.staff_id or self._last
        self.context.shell.set_session(replace(session, staff_id="", staff_name="", role="", rights=frozenset()))

    def _choose(self, at: int) -> None:
        if not self._buttons:
            return
        self._buttons[at].setChecked(True)
        self._who.setText(self._buttons[at].person.name)
        self._lock.stop()
        self._unlock()
        self._pad.clear()

    def _move(self, step: int) -> None:
        now = next((at for at, button in enumerate(self._buttons) if button.isChecked()), 0)
        if self._buttons:
            self._choose((now + step) % len(self._buttons))

    def _chosen(self) -> StaffView | None:
        return next((button.person for button in self._buttons if button.isChecked()), None)

    def _try(self, pin: str) -> None:
        person = self._chosen()
        if person is None or self._wait_s:
            return
        self._enter.setEnabled(False)
        self.context.run(lambda use: staff.sign_in(use, person.id, pin), self._done, self._refused, self)

    def _done(self, who: SignedIn) -> None:
        self._unlock()
        self._pad.clear()
        self.context.read(shifts.current, lambda shift: self._begin(who, shift), None, self)

    def _begin(self, who: SignedIn, shift: ShiftRow | None) -> None:
        shell = self.context.shell
        person = replace(shell.session(), staff_id=who.staff_id, staff_name=who.name, role=who.role, rights=who.rights)
        shell.set_session(replace(person, shift_id=shift.id if shift else None, shift_name=shift.name if shift else ""))
        shell.go("counter")
        self.signed_in.emit(who)

    def _refused(self, error: PosError) -> None:
        self._enter.setEnabled(True)
        self._pad.clear()
        self._say(error)
        if error.code == "locked_out":
            self._wait_s = int(error.facts.get("wait_s", 60))
            self._enter.setEnabled(False)
            self._lock.start(_SECOND_MS)

    def _second(self) -> None:
        self._wait_s -= 1
        if self._wait_s <= 0:
            self._lock.stop()
            self._unlock()
        else:
            self._say(PosError("locked_out", wait_s=self._wait_s))

    def _unlock(self) -> None:
        self._wait_s = 0
        self._enter.setEnabled(True)
        self._say(None)

    def _say(self, problem: PosError | None) -> None:
        self._problem = problem
        words = message(problem) if problem else None
        self._message.setText(words.sentence if words else "")
        self._step.setText(words.next_step if words else "")

    def _role(self, role: str) -> str:
        return {
            "owner": self.tr("Owner"),
            "manager": self.tr("Manager"),
            "cashier": self.tr("Cashier"),
            "auditor": self.tr("Auditor"),
        }.get(role, role)
