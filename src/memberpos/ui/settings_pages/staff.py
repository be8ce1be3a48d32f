"""Staff: who may sign in, as what; new people and new PINs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from memberpos.domain.errors import PosError
from memberpos.services import staff
from memberpos.services.staff import StaffView
from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.settings_pages.base import Page, choice
from memberpos.ui.widgets.buttons import PrimaryButton
from memberpos.ui.widgets.card import Card, FormRow, column, row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.table import Column, Line, Table
from memberpos.ui.widgets.text import Text

LEAST_PIN = 4
ROLES = ("cashier", "manager", "auditor", "owner")


def role_words(role: str) -> str:
    """A role in the user's language."""
    return {
        "owner": QCoreApplication.translate("roles", "Owner"),
        "manager": QCoreApplication.translate("roles", "Manager"),
        "cashier": QCoreApplication.translate("roles", "Cashier"),
        "auditor": QCoreApplication.translate("roles", "Auditor"),
    }.get(role, role)


class StaffSettings(Page):
    """The list; Enter gives a new PIN, F4 adds somebody."""

    right = "staff.change"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._people: dict[str, StaffView] = {}
        self._table = Table((Column("code", 90), Column("name"), Column("role", 160)), context.theme)
        self._table.opened.connect(self._open)
        self._add, self._hint = PrimaryButton("", "F4"), Text("", "body", "muted")
        self._add.clicked.connect(self.add)
        self.setLayout(column(row(self._hint, None, self._add), Card(self._table, pad=1), spacing=16))
        self.setFocusProxy(self._table)

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("StaffSettings", "Staff")

    def add(self) -> None:
        """A new one."""
        self._open("")

    def keys(self) -> Sequence[KeyHint]:
        """F4 adds."""
        return (KeyHint("F4", self.tr("Add"), self.add),)

    def load(self) -> None:
        """Everyone active."""
        self.context.read(staff.everyone, self._show, None, self)

    def retranslate(self) -> None:
        self._table.set_heads(self.tr("Number"), self.tr("Name"), self.tr("Role"))
        self._add.setText(self.tr("Add staff"))
        self._hint.setText(self.tr("Enter gives the marked person a new PIN."))
        self._show(list(self._people.values()))

    def _show(self, people: Sequence[StaffView]) -> None:
        self._people = {one.id: one for one in people}
        lines = [Line(one.id, (one.code, one.name, role_words(one.role))) for one in people]
        self._table.set_lines(lines, lines[0].id if lines else None)

    def _open(self, staff_id: str) -> None:
        dialog = StaffDialog(self, self.context, self._people.get(staff_id))
        dialog.saved.connect(self.load)
        dialog.open()


class StaffDialog(Dialog):
    """Somebody new, or a new PIN for somebody."""

    saved = Signal()

    def __init__(self, window: QWidget, context: UiContext, person: StaffView | None) -> None:
        super().__init__(window, width_px=460, accept_key="F12")
        self._context, self._person = context, person
        self._name = Field(person.name if person else "")
        self._name.setEnabled(person is None)
        self._role = choice({role: role_words(role) for role in ROLES})
        self._role.setEnabled(person is None)
        self._pin = Field(latin=True, pattern=r"\d{0,12}")
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._rows = [FormRow(field) for field in (self._name, self._role, self._pin)]
        for name, row_ in zip(("name", "role", "pin"), self._rows, strict=True):
            row_.field.setObjectName(f"staff-{name}")
        for form_row in self._rows:
            self.body.addWidget(form_row)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("New PIN") if self._person else self.tr("Add staff"), self.tr("Save"), self.tr("Back"))
        self._rows[0].set(self.tr("Name"))
        self._rows[1].set(self.tr("Role"))
        self._rows[2].set(self.tr("PIN"), self.tr("At least four digits."))

    def first_field(self) -> QWidget | None:
        return self._pin if self._person else self._name

    def accept(self) -> None:
        """Books it; what is wrong is said here."""
        name, role, pin, person = (
            self._name.text().strip(),
            str(self._role.currentData()),
            self._pin.text(),
            self._person,
        )
        if not name:
            self.set_problem(self.tr("Enter a name."))
        elif len(pin) < LEAST_PIN:
            self.set_problem(self.tr("A PIN has at least four digits."))
        elif person is None:
            self._context.run(lambda use: staff.add(use, name, role, pin), self._saved, self._refused, self)
        else:
            staff_id = person.id
            self._context.run(lambda use: staff.change_pin(use, staff_id, pin), self._saved, self._refused, self)

    def _saved(self, _result: object) -> None:
        self.saved.emit()
        self.finish(True)

    def _refused(self, error: PosError) -> None:
        self.set_problem(message(error, self._context.currency).sentence)
