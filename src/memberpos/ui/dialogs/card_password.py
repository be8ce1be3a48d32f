"""Card passwords: entered by the holder to pay, changed at first use, set anew at the counter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from memberpos.domain.errors import PosError
from memberpos.security.pin import MAX_DIGITS, MIN_DIGITS
from memberpos.services import card_passwords
from memberpos.services.card_passwords import PasswordDone
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import grouped
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.card import FormRow, row
from memberpos.ui.widgets.inputs import Field, PinPad
from memberpos.ui.widgets.overlay import Dialog


class CardPasswordDialog(Dialog):
    """The holder enters the password of a card on the till or its keypad. `entered` carries it."""

    entered = Signal(str)

    def __init__(self, window: QWidget, remark: str, problem: str = "") -> None:
        super().__init__(window, width_px=420)
        self._remark_text, self._problem_text = remark, problem
        self._pad = PinPad(height_px=48)
        self._pad.entered.connect(self._enter)
        self.body.addWidget(self._pad)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("Card password"), self.tr("Pay"), self.tr("Back"), self._remark_text)
        self.set_problem(self._problem_text)

    def first_field(self) -> QWidget | None:
        return self._pad

    def keys(self) -> Sequence[KeyHint]:
        """Enter pays."""
        return (KeyHint("Esc", self.tr("Back"), self.reject),)

    def accept(self) -> None:
        """As Enter in the field."""
        self._pad.submit()

    def _enter(self, password: str) -> None:
        self.finish(True)
        self.entered.emit(password)


class _NewPassword(Dialog):
    """A password twice, hidden; subclasses keep it."""

    kept = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, number: str) -> None:
        super().__init__(window, width_px=480, accept_key="F12")
        self._context, self._number = context, number
        self._new, self._again = _secret("new-password"), _secret("password-again")
        self._new.returnPressed.connect(self._again.setFocus)
        self._again.returnPressed.connect(self.accept)
        self._new_row, self._again_row = FormRow(self._new), FormRow(self._again)
        fields = row(self._new_row, self._again_row, spacing=12)
        fields.setStretch(0, 1)
        fields.setStretch(1, 1)
        self.body.addLayout(fields)

    def first_field(self) -> QWidget | None:
        return self._new

    def keys(self) -> Sequence[KeyHint]:
        """F12 keeps it."""
        return (KeyHint("F12", self.tr("Save"), self.accept), KeyHint("Esc", self.tr("Back"), self.reject))

    def retranslate(self) -> None:
        """All words anew."""
        digits = self.tr("{least} to {most} digits").format(least=MIN_DIGITS, most=MAX_DIGITS)
        self._new_row.set(self.tr("New password"), digits)
        self._again_row.set(self.tr("Once more"))

    def _fits(self) -> bool:
        self._new_row.set_error("")
        self._again_row.set_error("")
        if len(self._new.text()) < MIN_DIGITS:
            self._new_row.set_error(self.tr("At least {digits} digits.").format(digits=MIN_DIGITS))
            self._new.setFocus()
            return False
        if self._new.text() != self._again.text():
            self._again_row.set_error(self.tr("Not the same."))
            self._again.clear()
            self._again.setFocus()
            return False
        return True

    def _done(self, done: PasswordDone) -> None:
        self._context.shell.toast(self.tr("The password is changed.") if done.on else self.tr("The password is gone."))
        self.finish(True)
        self.kept.emit(done)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")


class ChangePasswordDialog(_NewPassword):
    """At first use the holder chooses another than the `old` one. `chosen` carries the new password."""

    chosen = Signal(str)

    def __init__(self, window: QWidget, context: UiContext, number: str, old: str) -> None:
        super().__init__(window, context, number)
        self._old = old
        self.kept.connect(lambda _done: self.chosen.emit(self._new.text()))
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        super().retranslate()
        why = self.tr("The card still has its first password. Let the holder choose another one.")
        self.set_texts(self.tr("New card password"), self.tr("Save"), self.tr("Back"), why)

    def accept(self) -> None:
        """Keeps it."""
        if not self.next.isEnabled() or not self._fits():
            return
        self.hold(booking=True)
        number, old, new = self._number, self._old, self._new.text()
        self._context.run(lambda use: card_passwords.change(use, number, old, new), self._done, self._refused, self)


class SetPasswordDialog(_NewPassword):
    """Another password for card `number`, without the old one; both fields empty take it away."""

    def __init__(self, window: QWidget, context: UiContext, number: str) -> None:
        super().__init__(window, context, number)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        super().retranslate()
        self._again_row.set(self.tr("Once more"), self.tr("Both empty take the password away"))
        self.set_texts(self.tr("Card password"), self.tr("Save"), self.tr("Back"), grouped(self._number))

    def accept(self) -> None:
        """Keeps it."""
        nothing = not self._new.text() and not self._again.text()
        if not self.next.isEnabled() or not (nothing or self._fits()):
            return
        self.hold(booking=True)
        number, new = self._number, self._new.text()
        work = lambda use: card_passwords.put(use, number, new)  # noqa: E731 - captured for a second try
        run_approved(self._context, self, work, self._done, self._refused)


def _secret(name: str) -> Field:
    field = Field(latin=True, pattern=rf"\d{{0,{MAX_DIGITS}}}")
    field.setObjectName(name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMinimumHeight(44)
    return field
