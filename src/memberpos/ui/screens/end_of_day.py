"""The end of day: figures of a business date, checked, to be printed, exported, and begun by closing the shift."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from memberpos.domain.errors import PosError
from memberpos.printing.content import Content
from memberpos.reports.words import words_of
from memberpos.services import day_close, exports
from memberpos.services.day_close import DayFacts
from memberpos.store.database import Database
from memberpos.ui.context import UiContext
from memberpos.ui.day_words import weekday
from memberpos.ui.dialogs.save_as import SaveAsDialog
from memberpos.ui.hints import KeyHint
from memberpos.ui.screen import Screen
from memberpos.ui.widgets.buttons import Button, PrimaryButton
from memberpos.ui.widgets.card import EmptyState, column, row
from memberpos.ui.widgets.day_panels import (
    BalancesCard,
    ExceptionsCard,
    HoursCard,
    ReceivedCard,
    ShiftsCard,
    TilesRow,
    panels,
)
from memberpos.ui.widgets.text import Badge, Text

RIGHT, EXPORT_RIGHT = "report.see", "export.make"
# From this height on there is room for the shifts.
TALL_PX = 800
EXPORTS = "exports"


class EndOfDayScreen(Screen):
    """One business date at a time, the running one first."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._facts: DayFacts | None = None
        self._date: str | None = None
        self._title, self._badge = Text("", "title"), Badge("", "ok")
        self._before, self._after = Button("‹", size="small"), Button("›", size="small")
        self._xlsx, self._pdf, self._slip = Button(""), Button(""), Button("")
        self._close = PrimaryButton("", "F10")
        self._tiles, self._received = TilesRow(), ReceivedCard(context.theme)
        self._hours, self._balances = HoursCard(), BalancesCard()
        self._exceptions, self._shifts = ExceptionsCard(), ShiftsCard(context.theme)
        self._locked = EmptyState("lock")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        gap = self.context.theme.size("gap")
        for button in (self._before, self._after):
            button.setFixedWidth(40)
        head = row(self._title, self._before, self._after, self._badge, None, self._xlsx, self._pdf, self._slip,
                   self._close, spacing=10)  # fmt: skip
        left = panels(self._received, self._shifts, self._exceptions, stretch=(3, 2, 0))
        right = panels(self._hours, self._balances, stretch=(1, 0))
        both = row(left, right, spacing=gap)
        both.setStretch(0, 6)
        both.setStretch(1, 5)
        self._figures = QWidget()
        self._figures.setLayout(column(self._tiles, both, spacing=gap))
        self._figures.layout().setStretch(1, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._figures)
        self._stack.addWidget(self._locked)
        layout = column(head, self._stack, spacing=12, margins=(gap, gap, gap, gap))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _wire(self) -> None:
        self._before.clicked.connect(lambda: self.step(-1))
        self._after.clicked.connect(lambda: self.step(1))
        self._xlsx.clicked.connect(lambda: self.export(".xlsx"))
        self._pdf.clicked.connect(lambda: self.export(".pdf"))
        self._slip.clicked.connect(self.print_slip)
        self._close.clicked.connect(self._to_shift)

    # --- screen -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("End of day")

    def retranslate(self) -> None:
        """All words anew."""
        self._xlsx.setText(self.tr("Export Excel"))
        self._pdf.setText(self.tr("PDF"))
        self._slip.setText(self.tr("Print slip"))
        self._close.setText(self.tr("Close shift (Z)"))
        self._before.setToolTip(self.tr("Day before"))
        self._after.setToolTip(self.tr("Day after"))
        self._locked.set(self.tr("Reports need another right"), self.tr("A manager can sign in and look at the day."))
        self._show()

    def on_shown(self, **facts: object) -> None:
        """Reads the running date, or `date` (ISO)."""
        wanted = facts.get("date")
        self._date = wanted if isinstance(wanted, str) else None
        self._read()

    def on_changed(self, what: frozenset[str]) -> None:
        """Something was booked."""
        if what & {"sale", "member", "shift", "settings"}:
            self._read()

    def keys(self) -> Sequence[KeyHint]:
        """What works now."""
        close = KeyHint("F10", self.tr("Close shift"), self._to_shift)
        back = KeyHint("Esc", self.tr("Back"), lambda: self.context.shell.go("counter"))
        if not self._may(RIGHT) or self._facts is None:
            return (close, back)
        return (
            KeyHint("F5", self.tr("Day before"), lambda: self.step(-1), self._can_step(-1)),
            KeyHint("F6", self.tr("Day after"), lambda: self.step(1), self._can_step(1)),
            KeyHint("Ctrl+P", self.tr("Print"), self.print_slip),
            KeyHint("Ctrl+E", self.tr("Export"), lambda: self.export(".xlsx"), self._may(EXPORT_RIGHT)),
            close,
            back,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The shifts where there is room."""
        super().resizeEvent(event)
        self._shifts.setVisible(self.height() >= TALL_PX)

    # --- figures ----------------------------------------------------------------------------------------------------

    def _may(self, right: str) -> bool:
        return right in self.context.shell.session().rights

    def _read(self) -> None:
        if not self._may(RIGHT):
            self._show()
            return
        now_ms, wanted = self.context.services["now_ms"](), self._date
        self.context.read(lambda db: day_close.day(db, now_ms, wanted), self.show_day, None, self)

    def show_day(self, facts: DayFacts) -> None:
        """The figures of a date."""
        self._facts = facts
        self._date = facts.day.business_date
        self._show()

    def _show(self) -> None:
        allowed = self._may(RIGHT)
        self._stack.setCurrentWidget(self._figures if allowed else self._locked)
        facts = self._facts if allowed else None
        for button in (self._before, self._after, self._xlsx, self._pdf, self._slip, self._badge):
            button.setVisible(facts is not None)
        self._title.setText(self.title())
        if facts is not None:
            self._show_facts(facts)
        self.keys_changed.emit()

    def _show_facts(self, facts: DayFacts) -> None:
        day, currency = facts.day, facts.day.currency
        name = weekday(date.fromisoformat(day.business_date).weekday())
        words = self.tr("End of day · {date} {weekday}")
        self._title.setText(words.format(date=day.business_date, weekday=name))
        self._badge.set(
            self.tr("Books agree") if facts.agrees else self.tr("Books do not agree"), "ok" if facts.agrees else "bad"
        )
        self._tiles.show_day(day, currency)
        self._hours.show_day(day, currency)
        for panel in (self._received, self._balances, self._exceptions, self._shifts):
            panel.show_day(day)
        for button, days in ((self._before, -1), (self._after, 1)):
            button.setEnabled(self._can_step(days))
        for button in (self._xlsx, self._pdf):
            button.setEnabled(self._may(EXPORT_RIGHT))

    def _can_step(self, days: int) -> bool:
        if self._facts is None:
            return False
        shown = self._facts.day.business_date
        return shown > self._facts.day.first_date if days < 0 else shown < self._facts.today

    def step(self, days: int) -> None:
        """Another date."""
        if self._facts is not None and self._can_step(days):
            self._date = (date.fromisoformat(self._facts.day.business_date) + timedelta(days=days)).isoformat()
            self._read()

    # --- what can be done -------------------------------------------------------------------------------------------

    def _to_shift(self) -> None:
        self.context.shell.go("shift")

    def print_slip(self) -> None:
        """The end of day on the receipt printer."""
        facts, services = self._facts, self.context.services
        if facts is None:
            return
        language, now_ms, staff_id = services["language"](), services["now_ms"](), self.context.shell.session().staff_id

        def work(db: Database) -> Content:
            words = words_of(language, facts.zone)
            return Content(day_close.paper(db, facts, words, now_ms, staff_id), language)

        self.context.read(work, self._printed, None, self)

    def _printed(self, content: Content) -> None:
        self.context.services["print_document"](content)
        self.context.shell.toast(self.tr("Sent to the printer."))

    def export(self, suffix: str) -> None:
        """Asks where to and writes the file (.xlsx or .pdf)."""
        if self._facts is None or not self._may(EXPORT_RIGHT):
            return
        folder = Path(self.context.services["home"]) / EXPORTS
        name = self.tr("End of day {date}").format(date=self._facts.day.business_date)
        dialog = SaveAsDialog(self, folder / f"{name}{suffix}")
        dialog.chosen.connect(self.write)
        dialog.open()

    def write(self, path: Path) -> None:
        """Writes the shown date to a file, off this thread."""
        facts, services = self._facts, self.context.services
        if facts is None:
            return
        language, now_ms = services["language"](), services["now_ms"]()
        self.context.runner.aside(
            lambda: exports.write_day(path, facts, language, now_ms), lambda _n: self._written(path), self._failed, self
        )

    def _written(self, path: Path) -> None:
        self.context.shell.toast(self.tr("Saved: {file}").format(file=str(path)))

    def _failed(self, error: PosError) -> None:
        self.context.shell.error(error)
