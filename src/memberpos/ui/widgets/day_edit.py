"""A date as one types it, and quick ways to one."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.ui.widgets.inputs import Field

_DATE = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})", re.ASCII)


class DayEdit(Field):
    """A date with or without separators; `day()` is None while it is none."""

    day_changed = Signal(object)

    def __init__(self, day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(latin=True, pattern=r"[0-9./-]{0,10}", parent=parent)
        self.setPlaceholderText("2026-05-21")
        self.setMinimumHeight(44)
        self.set_day(day)
        self.textChanged.connect(lambda _text: self.day_changed.emit(self.day()))

    def day(self) -> date | None:
        """The date typed."""
        match = _DATE.fullmatch(self.text().strip())
        try:
            return date(int(match[1]), int(match[2]), int(match[3])) if match else None
        except ValueError:
            return None

    def set_day(self, day: date | None) -> None:
        """Shows a date."""
        self.setText(day.isoformat() if day else "")
