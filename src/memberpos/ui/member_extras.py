"""The fields of a member that only the profile shows: calendar of the birthday, address, tags, people, own fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.services.member_details import MemberDetails
from memberpos.services.results import MemberProfile
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.pick import Choice, PickDialog
from memberpos.ui.format import person
from memberpos.ui.member_form import iso_date
from memberpos.ui.member_search import people
from memberpos.ui.own_fields import OwnFields
from memberpos.ui.settings_pages.base import choice, choose, rename
from memberpos.ui.widgets.buttons import Button, ChoiceChip
from memberpos.ui.widgets.card import FormRow, column, row
from memberpos.ui.widgets.inputs import Field

SOLAR, LUNAR, LEAP = "solar", "lunar", "leap"


class MemberExtras(QWidget):
    """Shows the details of a member; `values` are what was entered, named as `members.change` wants them."""

    edited = Signal()
    calendar_changed = Signal(bool)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._member_id = context, ""
        self._custom: Mapping[str, str] = {}
        self._referrer: Choice | None = None
        self._calendar = {name: ChoiceChip() for name in (SOLAR, LUNAR, LEAP)}
        self._group = QButtonGroup(self)
        for chip in self._calendar.values():
            self._group.addButton(chip)
            chip.setMinimumHeight(36)
            chip.toggled.connect(lambda _on: self.calendar_changed.emit(not self._calendar[SOLAR].isChecked()))
        holder = QWidget()
        holder.setLayout(row(*self._calendar.values(), None, spacing=6))
        self._address, self._tags = Field(), Field()
        self._ends = Field(latin=True, pattern=r"[0-9./ -]{0,10}")
        self._seller = choice({"": ""})
        self._referrer_button = Button()
        self._referrer_button.clicked.connect(self._pick_referrer)
        fields = {
            "calendar": holder, "address": self._address, "tags": self._tags, "ends": self._ends,
            "seller": self._seller, "referrer": self._referrer_button,
        }  # fmt: skip
        self._rows = {name: FormRow(field) for name, field in fields.items()}
        for name, line in self._rows.items():
            line.field.setObjectName(f"extra-{name}")
        self._own = OwnFields()
        self.setLayout(column(*self._rows.values(), self._own, spacing=10))
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        for name, words, hint in (
            ("calendar", self.tr("Calendar of the birthday"), ""),
            ("address", self.tr("Address"), ""),
            ("tags", self.tr("Tags"), self.tr("Commas between tags")),
            ("ends", self.tr("Membership until"), self.tr("Empty: without end")),
            ("seller", self.tr("Sold by"), ""),
            ("referrer", self.tr("Brought by"), ""),
        ):
            self._rows[name].set(words, hint)
        for name, words in (
            (SOLAR, self.tr("Solar")), (LUNAR, self.tr("Lunar")), (LEAP, self.tr("Lunar, leap month")),
        ):  # fmt: skip
            self._calendar[name].setText(words)
        rename(self._seller, {"": self.tr("Nobody")})
        self._own.retranslate()
        self._show_referrer()

    def fill(self, profile: MemberProfile, details: MemberDetails) -> None:
        """Show what is known."""
        self._member_id = profile.member_id
        kind = LEAP if profile.leap_month else LUNAR if profile.lunar else SOLAR
        self._calendar[kind].setChecked(True)
        self._address.setText(details.address)
        self._tags.setText(", ".join(profile.tags))
        self._ends.setText(profile.ends_on or "")
        for one in details.people:
            if self._seller.findData(one.id) < 0:
                self._seller.addItem(one.name, one.id)
        choose(self._seller, details.seller_id or "")
        self._referrer = Choice(details.referrer_id, person(details.referrer_name)) if details.referrer_id else None
        self._own.set_fields([each for each in details.definitions.fields if each.active])
        self._own.fill(details.custom)
        self._custom = details.custom
        self.retranslate()

    def values(self) -> dict[str, Any]:
        """What was entered; own fields that are hidden keep what they have."""
        kind = next(name for name, chip in self._calendar.items() if chip.isChecked())
        tags = self._tags.text().replace("，", ",").split(",")
        return {
            "lunar": kind != SOLAR, "leap_month": kind == LEAP, "address": self._address.text().strip(),
            "tags": tuple(tag.strip() for tag in tags if tag.strip()), "ends_on": iso_date(self._ends.text()),
            "seller_id": str(self._seller.currentData()) or None,
            "referrer_id": self._referrer.value if self._referrer else None, "custom": self._own.values(self._custom),
        }  # fmt: skip

    def check(self) -> bool:
        """Marks what cannot be right; True when all may be saved."""
        text = self._ends.text().strip()
        bad_end = bool(text) and iso_date(text) is None
        self._rows["ends"].set_error(self.tr("Enter the day as 2030-12-31.") if bad_end else "")
        return self._own.check() and not bad_end

    def _show_referrer(self) -> None:
        self._referrer_button.setText(self._referrer.text if self._referrer else self.tr("Search a member …"))

    def _pick_referrer(self) -> None:
        dialog = PickDialog(self, self._context, self.tr("Brought by"), (), people)
        dialog.picked.connect(self._referred)
        dialog.open()

    def _referred(self, picked: Choice) -> None:
        self._referrer = None if picked.value == self._member_id else picked
        self._show_referrer()
        self.edited.emit()
