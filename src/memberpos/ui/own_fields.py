"""Fields of a member that the owner defined: boxes for them, checked as the services will."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from memberpos.domain.member_profile import CHOICE, DATE, NUMBER, YES_NO, CustomField
from memberpos.ui.member_form import iso_date
from memberpos.ui.settings_pages.base import choice, choose, rename
from memberpos.ui.widgets.card import FormRow, column
from memberpos.ui.widgets.inputs import Field

_PATTERNS = {NUMBER: r"-?\d{0,12}(\.\d{0,4})?", DATE: r"[0-9./ -]{0,10}"}
_NOTHING = "—"
Box = Field | QComboBox


class OwnFields(QWidget):
    """One row a field; hidden while there are none. `edited` when anything changes by hand."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: dict[str, tuple[CustomField, Box, FormRow]] = {}
        self._lines = column(spacing=10)
        self.setLayout(self._lines)
        self.hide()

    def retranslate(self) -> None:
        """All words anew; the labels are the owner's."""
        for each, box, _ in self._own.values():
            if isinstance(box, QComboBox):
                words = {"": _NOTHING, "yes": self.tr("Yes"), "no": self.tr("No")}
                rename(box, words if each.kind == YES_NO else {"": _NOTHING})

    def set_fields(self, fields: Sequence[CustomField]) -> None:
        """Other fields, empty; the same ones keep what stands in them."""
        if [each for each, _, _ in self._own.values()] == list(fields):
            return
        for _, _, line in self._own.values():
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._own = {}
        for each in fields:
            box = _box(each)
            box.setObjectName(f"own-{each.code}")
            line = FormRow(box, each.label + (" *" if each.required else ""))
            self._own[each.code] = (each, box, line)
            self._lines.addWidget(line)
            (box.textEdited if isinstance(box, Field) else box.activated).connect(lambda _what: self.edited.emit())
        self.setVisible(bool(fields))
        self.retranslate()

    def fill(self, values: Mapping[str, str]) -> None:
        """Show values."""
        for code, (_, box, _) in self._own.items():
            if isinstance(box, Field):
                box.setText(values.get(code, ""))
            else:
                choose(box, values.get(code, ""))

    def values(self, before: Mapping[str, str] | None = None) -> dict[str, str]:
        """What was entered; fields without a box here stay as they were `before`."""
        shown = {code: _value(each, box) for code, (each, box, _) in self._own.items()}
        return {code: text for code, text in (dict(before or {}) | shown).items() if text}

    def check(self) -> bool:
        """Marks what cannot be right; True when all may be saved."""
        wrong = {code: self._problem(each, box) for code, (each, box, _) in self._own.items()}
        for code, (_, _, line) in self._own.items():
            line.set_error(wrong[code])
        return not any(wrong.values())

    def _problem(self, each: CustomField, box: Box) -> str:
        text = _value(each, box)
        if isinstance(box, Field) and each.kind == DATE and box.text().strip() and not text:
            return self.tr("Enter the day as 2030-12-31.")
        return self.tr("This is needed.") if each.required and not text else ""


def _box(each: CustomField) -> Box:
    if each.kind == CHOICE:
        return choice({"": _NOTHING, **{one: one for one in each.choices}})
    if each.kind == YES_NO:
        return choice({"": _NOTHING, "yes": "", "no": ""})
    pattern = _PATTERNS.get(each.kind, "")
    return Field(latin=bool(pattern), pattern=pattern)


def _value(each: CustomField, box: Box) -> str:
    if isinstance(box, QComboBox):
        return str(box.currentData() or "")
    text = box.text().strip()
    return (iso_date(text) or "") if each.kind == DATE else text
