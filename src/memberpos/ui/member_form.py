"""The fields of a member, as enrolling and editing use them."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from memberpos.domain.errors import PosError
from memberpos.domain.member_profile import iso_day
from memberpos.domain.search import national_digits, normalise_phone
from memberpos.services.results import MemberProfile
from memberpos.ui.widgets.buttons import ChoiceChip
from memberpos.ui.widgets.card import FormRow, row
from memberpos.ui.widgets.inputs import Field

SEXES = ("", "f", "m")
_DATE = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})", re.ASCII)


class MemberForm(QWidget):
    """Phone, name, birthday, sex and notes in `columns` columns. `edited` when anything changes by hand; `lunar` says
    which calendar the birthday is of.
    """

    edited = Signal()

    def __init__(self, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lunar = False
        self.phone = Field(latin=True, pattern=r"[0-9+() -]{0,20}")
        self.name, self.birthday = Field(), Field(latin=True, pattern=r"[0-9./ -]{0,10}")
        self.notes = Field()
        for name, field in (("name", self.name), ("birthday", self.birthday), ("notes", self.notes)):
            field.setObjectName(name)
        self.sexes = {sex: ChoiceChip() for sex in SEXES}
        self._group = QButtonGroup(self)
        for chip in self.sexes.values():
            self._group.addButton(chip)
            chip.setMinimumHeight(36)
            chip.clicked.connect(self.edited)
        self.sexes[""].setChecked(True)
        sex_line = QWidget()
        sex_line.setLayout(row(*self.sexes.values(), None, spacing=6))
        parts = {
            "phone": self.phone,
            "name": self.name,
            "birthday": self.birthday,
            "sex": sex_line,
            "notes": self.notes,
        }
        self.rows = {name: FormRow(part) for name, part in parts.items()}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for at, line in enumerate(self.rows.values()):
            wide = columns if line is self.rows["notes"] else 1
            grid.addWidget(line, at // columns, at % columns, 1, wide)
        for field in (self.phone, self.name, self.birthday, self.notes):
            field.textEdited.connect(self.edited)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.rows["phone"].set(self.tr("Phone"))
        self.rows["name"].set(self.tr("Name"), self.tr("Empty: the phone number"))
        self.rows["birthday"].set(self.tr("Birthday"), self.tr("Year, month, day: 1990-05-21"))
        self.rows["sex"].set(self.tr("Sex"))
        self.rows["notes"].set(self.tr("Notes"))
        self.birthday.setPlaceholderText("1990-05-21")
        for sex, chip in self.sexes.items():
            chip.setText(sex_words(sex))

    def fill(self, profile: MemberProfile, *, see_phone: bool) -> None:
        """Show what is known; a phone that may not be seen is left alone."""
        self.phone.setText(national_digits(profile.phone or "") if see_phone else "")
        self.rows["phone"].setVisible(see_phone)
        self.name.setText(profile.name)
        self.birthday.setText(profile.birthday or "")
        self.notes.setText(profile.notes)
        self.sexes.get(profile.sex, self.sexes[""]).setChecked(True)

    def values(self) -> dict[str, str | None]:
        """What was entered; fields that are not shown are missing."""
        found: dict[str, str | None] = {
            "name": self.name.text().strip(),
            "birthday": iso_date(self.birthday.text(), lunar=self.lunar),
            "sex": next(sex for sex, chip in self.sexes.items() if chip.isChecked()),
            "notes": self.notes.text().strip(),
        }
        return found if self.rows["phone"].isHidden() else {"phone": self.phone.text().strip() or None, **found}

    def check(self) -> bool:
        """Marks what cannot be right; True when all may be saved."""
        good = True
        phone, birthday = self._phone_problem(), self._birthday_problem()
        for name, field, problem in (("phone", self.phone, phone), ("birthday", self.birthday, birthday)):
            self.rows[name].set_error(problem)
            field.set_bad(bool(problem))
            good = good and not problem
        return good

    def _phone_problem(self) -> str:
        if self.rows["phone"].isHidden():
            return ""
        try:
            number = normalise_phone(self.phone.text())
        except PosError:
            return self.tr("This cannot be a phone number.")
        if not number and not self.name.text().strip():
            return self.tr("Enter a phone number or a name.")
        return ""

    def _birthday_problem(self) -> str:
        text = self.birthday.text().strip()
        return self.tr("Enter the day as 1990-05-21.") if text and iso_date(text, lunar=self.lunar) is None else ""


def sex_words(sex: str) -> str:
    """A sex code in the user's language."""
    return {
        "f": QCoreApplication.translate("sexes", "Female"),
        "m": QCoreApplication.translate("sexes", "Male"),
    }.get(sex, QCoreApplication.translate("sexes", "Not said"))


def iso_date(text: str, *, lunar: bool = False) -> str | None:
    """1990-5-21, 1990/05/21 or 19900521 as an ISO date; None for what is no day. A lunar month has up to 30 days."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups())
    iso = f"{year:04}-{month:02}-{day:02}"
    good = 1 <= month <= 12 and 1 <= day <= 30 if lunar else iso_day(iso) is not None
    return iso if good else None
