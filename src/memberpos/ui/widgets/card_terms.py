"""What a new card is: main or sub, how much a day, with a password or without."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from memberpos.security.pin import MAX_DIGITS, MIN_DIGITS
from memberpos.ui.widgets.buttons import ChoiceChip
from memberpos.ui.widgets.card import FormRow, column, row
from memberpos.ui.widgets.inputs import Field, MoneyEdit

MAIN, SUB = "main", "sub"


class CardTerms(QWidget):
    """`changed` when the form is another height."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = {role: ChoiceChip() for role in (MAIN, SUB)}
        self._group = QButtonGroup(self)
        for role, chip in self._chips.items():
            chip.setObjectName(f"role-{role}")
            chip.setMinimumHeight(44)
            chip.clicked.connect(self._show)
            self._group.addButton(chip)
        self._chips[MAIN].setChecked(True)
        self._limit, self._password = MoneyEdit(), Field(latin=True, pattern=rf"\d{{0,{MAX_DIGITS}}}")
        self._limit.setObjectName("day-limit")
        self._password.setObjectName("password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        for field in (self._limit, self._password):
            field.setMinimumHeight(44)
        self._limit_row, self._password_row = FormRow(self._limit), FormRow(self._password)
        self._password.textEdited.connect(lambda _text: self._password_row.set_error(""))
        fields = row(self._password_row, self._limit_row, spacing=12)
        fields.setStretch(0, 1)
        fields.setStretch(1, 1)
        self.setLayout(column(row(*self._chips.values(), None), fields, spacing=12))
        self._show()

    def retranslate(self) -> None:
        """All words anew."""
        self._chips[MAIN].setText(self.tr("Main card"))
        self._chips[SUB].setText(self.tr("Sub card"))
        self._limit_row.set(self.tr("At most a day"), self.tr("Empty for no limit"))
        self._password_row.set(self.tr("Password"), self.tr("Empty for none, or for the one of its batch"))

    def role(self) -> str:
        """main or sub."""
        return next(role for role, chip in self._chips.items() if chip.isChecked())

    def day_limit_fen(self) -> int | None:
        """Of a sub card; None = none."""
        return self._limit.fen() if self.role() == SUB else None

    def password(self) -> str:
        """As typed."""
        return self._password.text()

    def check(self) -> bool:
        """Whether the form can be used; marks what cannot."""
        good = not self.password() or len(self.password()) >= MIN_DIGITS
        if not good:
            self._password_row.set_error(self.tr("At least {digits} digits.").format(digits=MIN_DIGITS))
            self._password.setFocus()
        return good

    def _show(self) -> None:
        self._limit_row.setVisible(self.role() == SUB)
        self.changed.emit()
