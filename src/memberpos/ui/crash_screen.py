"""What is shown after a bug: what happened, what to do, where the report lies. The till goes on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from memberpos.ui.widgets.card import row
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.painted import Icon
from memberpos.ui.widgets.text import ElidedText, Text


class CrashScreen(Dialog):
    """`report` is the path of the file, "" when it could not be written."""

    def __init__(self, window: QWidget, report: str) -> None:
        super().__init__(window, width_px=560)
        steps = (
            self.tr("1. Look whether the last sale is on its receipt or in the list of sales."),
            self.tr("2. Go on selling. What was booked is safe."),
            self.tr("3. If it happens again, restart the program and send the report to support."),
        )
        for step in steps:
            self.body.addWidget(Text(step, wrap=True))
        place = report or self.tr("The report could not be written.")
        self.body.addLayout(row(Icon("info", 16), ElidedText(place, "caption", "faint"), spacing=8))
        self.set_texts(
            self.tr("Something went wrong in the program"),
            self.tr("Go on"),
            "",
            self.tr("This is a fault of the program, not yours. A report without personal data was written."),
        )
