"""A new batch of cards: the range of numbers, how they are made up, and their initial passwords."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from memberpos.domain.errors import PosError
from memberpos.security.pin import MAX_DIGITS, MIN_DIGITS
from memberpos.services import card_batches
from memberpos.services.card_batches import BatchDone, BatchRequest
from memberpos.services.card_passwords import CHOSEN, GENERATED
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import count, grouped
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.buttons import TileButton
from memberpos.ui.widgets.card import Card, FormRow, column, row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.painted import Toggle
from memberpos.ui.widgets.text import Text

#: Above this many the numbers are not worked out at each key.
MOST_SHOWN = 20_000


class BatchDialog(Dialog):
    """Makes a batch. `made` carries the `BatchDone`."""

    made = Signal(object)

    def __init__(self, window: QWidget, context: UiContext) -> None:
        super().__init__(window, width_px=600, accept_key="F12")
        self._context = context
        self._first = Field(latin=True, pattern=r"[0-9A-Za-z-]{0,27}")
        self._count = Field("100", latin=True, pattern=r"\d{0,6}")
        self._password = Field(latin=True, pattern=rf"\d{{0,{MAX_DIGITS}}}")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._rows = tuple(FormRow(field) for field in (self._first, self._count, self._password))
        for name, field in zip(("first", "count", "password"), (self._first, self._count, self._password), strict=True):
            field.setObjectName(f"batch-{name}")
            field.setMinimumHeight(44)
            field.textEdited.connect(lambda _text: self._show())
        self._four, self._check = Toggle(on=True), Toggle(on=False)
        self._four_name, self._check_name = Text("", "strong"), Text("", "strong")
        self._kinds = {kind: TileButton() for kind in card_batches.PASSWORDS}
        self._group = QButtonGroup(self)
        self._kind_name, self._shown = Text("", "small", "muted"), Text("", "body", "", wrap=True)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        for toggle in (self._four, self._check):
            toggle.toggled.connect(lambda _on: self._show())
        self._four.setObjectName("skip-four")
        self._check.setObjectName("check-digit")
        for kind, button in self._kinds.items():
            button.setCheckable(True)
            button.setObjectName(f"passwords-{kind or 'none'}")
            button.setMinimumHeight(56)
            button.clicked.connect(self._show)
            self._group.addButton(button)
        self._kinds[""].setChecked(True)
        numbers = row(self._rows[0], self._rows[1], spacing=12)
        numbers.setStretch(0, 2)
        numbers.setStretch(1, 1)
        self.body.addLayout(numbers)
        self.body.addLayout(row(self._four_name, None, self._four))
        self.body.addLayout(row(self._check_name, None, self._check))
        self.body.addLayout(column(self._kind_name, row(*self._kinds.values()), spacing=4))
        self.body.addWidget(self._rows[2])
        self.body.addWidget(Card(self._shown, tone="quiet", pad=12))

    # --- dialog -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """All words anew."""
        self._rows[0].set(self.tr("First number"), self.tr("A prefix is kept, the last digits count up"))
        self._rows[1].set(self.tr("How many"))
        self._rows[2].set(self.tr("Password of all cards"))
        self._four_name.setText(self.tr("Leave out numbers with a 4"))
        self._check_name.setText(self.tr("Add a check digit"))
        self._four.setText(self._four_name.text())
        self._check.setText(self._check_name.text())
        self._kind_name.setText(self.tr("First passwords, changed at first use"))
        for kind, words, sub in (
            ("", self.tr("None"), self.tr("The card alone pays")),
            (CHOSEN, self.tr("Chosen"), self.tr("One for all cards")),
            (GENERATED, self.tr("Generated"), self.tr("Printed with each card")),
        ):
            self._kinds[kind].setText(words)
            self._kinds[kind].set_sub(sub)
        self._show()

    def first_field(self) -> QWidget | None:
        return self._first

    def keys(self) -> Sequence[KeyHint]:
        """F12 makes it."""
        return (KeyHint("F12", self.tr("Make"), self.accept), KeyHint("Esc", self.tr("Back"), self.reject))

    def accept(self) -> None:
        """Makes it."""
        if not self.next.isEnabled():
            return
        if self._kind() == CHOSEN and len(self._password.text()) < MIN_DIGITS:
            self._rows[2].set_error(self.tr("At least {digits} digits.").format(digits=MIN_DIGITS))
            self._password.setFocus()
            return
        self.hold(booking=True)
        request = self.request()
        run_approved(self._context, self, lambda use: card_batches.make(use, request), self._done, self._refused)

    # --- what happens -----------------------------------------------------------------------------------------------

    def request(self) -> BatchRequest:
        """The batch as entered."""
        return BatchRequest(
            self._first.text().strip().upper(), int(self._count.text() or 0), self._four.isChecked(),
            self._check.isChecked(), self._kind(), self._password.text(),
        )  # fmt: skip

    def _kind(self) -> str:
        return next(kind for kind, button in self._kinds.items() if button.isChecked())

    def _done(self, done: BatchDone) -> None:
        self._context.shell.toast(self.tr("{count} cards made.").format(count=count(done.made)))
        self.finish(True)
        self.made.emit(done)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        taken = f" {grouped(str(error.facts['number']))}" if error.code == "number_taken" else ""
        self.set_problem(f"{words.sentence}{taken} {words.next_step}")

    def _show(self) -> None:
        self._rows[2].setVisible(self._kind() == CHOSEN)
        self._rows[2].set_error("")
        words, good = self._span()
        self._shown.setText(words)
        self._shown.set_tone("" if good else "muted")
        self.set_problem("")
        self.set_texts(self.tr("New batch of cards"), self.tr("Make"), self.tr("Back"))
        self.next.setEnabled(good)

    def _span(self) -> tuple[str, bool]:
        """The first and last number of the batch in words, and whether there are so many."""
        request = self.request()
        if not request.first or request.count <= 0:
            return self.tr("Enter the first number."), False
        if request.count > MOST_SHOWN:
            many = self.tr("From {first} on, {count} cards.")
            return many.format(first=grouped(request.first), count=count(request.count)), True
        try:
            numbers = card_batches.preview(request)
        except PosError:
            return self.tr("There are not so many numbers of this length."), False
        span = self.tr("{first} to {last}, {count} cards")
        return span.format(first=grouped(numbers[0]), last=grouped(numbers[-1]), count=count(len(numbers))), True
