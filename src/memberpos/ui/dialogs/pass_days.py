"""Days of a pass that a manager gives: a freeze, or a new last day for one that lapsed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.services import pass_care
from memberpos.services.pass_results import PassChanged
from memberpos.services.results import PassView
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import day as day_text
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.pass_words import days_words
from memberpos.ui.widgets.buttons import ChoiceChip
from memberpos.ui.widgets.card import Card, FactRow, FormRow, row
from memberpos.ui.widgets.day_edit import DayEdit
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog

_DAYS = (7, 14, 30, 60)


class PassDaysDialog(Dialog):
    """What freezing and reactivating have in common. `changed` carries the `PassChanged`."""

    changed = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, view: PassView) -> None:
        super().__init__(window, width_px=520, accept_key="F12")
        self._context, self._view = context, view
        now_ms = int(context.services["now_ms"]())
        self._today = date.fromisoformat(day_text(now_ms, context.time_zone))
        self._last, self._reason = DayEdit(), Field()
        self._last.setObjectName("last-day")
        self._reason.setObjectName("reason")
        self._reason.setMinimumHeight(44)
        self._last_row, self._reason_row = FormRow(self._last), FormRow(self._reason)
        self._chips = [ChoiceChip() for _ in _DAYS]
        self._after = FactRow()
        for days, chip in zip(_DAYS, self._chips, strict=True):
            chip.setCheckable(False)
            chip.setMinimumHeight(44)
            chip.setObjectName(f"days-{days}")
            chip.clicked.connect(lambda _on=False, days=days: self._quick(days))
        self._last.day_changed.connect(lambda _day: self._show())
        self._last.returnPressed.connect(self._reason.setFocus)
        self._reason.returnPressed.connect(self.accept)

    def _lay_out(self, first: QWidget) -> None:
        line = row(first, self._last_row, spacing=12) if first is not self._last_row else row(self._last_row)
        self.body.addLayout(line)
        self.body.addLayout(row(*self._chips, None, spacing=6))
        self.body.addWidget(self._reason_row)
        self.body.addWidget(Card(self._after, tone="quiet", pad=12))

    def keys(self) -> Sequence[KeyHint]:
        """F12 books."""
        return (KeyHint("F12", self.tr("Book"), self.accept), KeyHint("Esc", self.tr("Back"), self.reject))

    def retranslate(self) -> None:
        """All words anew."""
        self._reason_row.set(self.tr("Reason"))
        for days, chip in zip(_DAYS, self._chips, strict=True):
            chip.setText(days_words(days))
        self._show()

    def _quick(self, days: int) -> None:
        """A day so many days on."""

    def _show(self) -> None:
        """What it would be afterwards."""

    def _book(self, work: Callable[[Use], PassChanged]) -> None:
        self.hold(booking=True)
        run_approved(self._context, self, work, self._done, self._refused)

    def _done(self, done: PassChanged) -> None:
        self._context.shell.toast(
            self.tr("{title}: good to {date}.").format(title=self._view.title, date=done.valid_to or "—")
        )
        self.finish(True)
        self.changed.emit(done)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        if error.code == "bad_amount":
            self.set_problem(self.tr("These days cannot be frozen: outside the pass's days, or already used."))
        else:
            self.set_problem(f"{words.sentence} {words.next_step}")


class FreezeDialog(PassDaysDialog):
    """First and last day of a freeze; both count, and the last day of the pass moves by them."""

    def __init__(self, window: QWidget, context: UiContext, view: PassView) -> None:
        super().__init__(window, context, view)
        self._first = DayEdit(self._today)
        self._first.setObjectName("first-day")
        self._first_row = FormRow(self._first)
        self._first.day_changed.connect(lambda _day: self._show())
        self._first.returnPressed.connect(self._last.setFocus)
        self._last.set_day(self._today + timedelta(days=_DAYS[0] - 1))
        self._lay_out(self._first_row)
        self.retranslate()

    def first_field(self) -> QWidget | None:
        return self._last

    def retranslate(self) -> None:
        """All words anew."""
        self._first_row.set(self.tr("First frozen day"))
        self._last_row.set(self.tr("Last frozen day"), self.tr("Both days count"))
        super().retranslate()

    def _quick(self, days: int) -> None:
        self._last.set_day((self._first.day() or self._today) + timedelta(days=days - 1))

    def _days(self) -> int:
        first, last = self._first.day(), self._last.day()
        return max((last - first).days + 1, 0) if first and last else 0

    def _show(self) -> None:
        days = self._days()
        moved = self._view.valid_to or ""
        if self._view.valid_to and days:
            moved = (date.fromisoformat(self._view.valid_to) + timedelta(days=days)).isoformat()
        self._after.set(self.tr("Last day of the pass, %n day(s) later", "", days), moved, "brand")
        self.set_texts(self.tr("Freeze a pass"), self.tr("Freeze"), self.tr("Back"), self._view.title)

    def accept(self) -> None:
        """Books the freeze."""
        first, last = self._first.day(), self._last.day()
        if first is None or last is None or last < first:
            self.set_problem(self.tr("Enter the first and the last frozen day."))
            (self._first if first is None else self._last).setFocus()
        elif self.next.isEnabled():
            pass_id, days, why = self._view.pass_id, (first.isoformat(), last.isoformat()), self._reason.text().strip()
            self._book(lambda use: pass_care.freeze(use, pass_id, *days, why))


class ReactivateDialog(PassDaysDialog):
    """The new last day of a lapsed pass."""

    def __init__(self, window: QWidget, context: UiContext, view: PassView) -> None:
        super().__init__(window, context, view)
        self._last.set_day(self._today + timedelta(days=_DAYS[2]))
        self._lay_out(self._last_row)
        self.retranslate()

    def first_field(self) -> QWidget | None:
        return self._last

    def retranslate(self) -> None:
        """All words anew."""
        self._last_row.set(self.tr("New last day"))
        super().retranslate()

    def _quick(self, days: int) -> None:
        self._last.set_day(self._today + timedelta(days=days))

    def _show(self) -> None:
        left = self.tr("%n use(s) come back", "", self._view.left or 0)
        self._after.set(left, "" if (last := self._last.day()) is None else last.isoformat(), "brand")
        self.set_texts(self.tr("Reactivate a pass"), self.tr("Reactivate"), self.tr("Back"), self._view.title)

    def accept(self) -> None:
        """Books it."""
        last = self._last.day()
        if last is None or last < self._today:
            self.set_problem(self.tr("Enter a day from today on."))
            self._last.setFocus()
        elif self.next.isEnabled():
            pass_id, why = self._view.pass_id, self._reason.text().strip()
            self._book(lambda use: pass_care.reactivate(use, pass_id, last.isoformat(), why))
