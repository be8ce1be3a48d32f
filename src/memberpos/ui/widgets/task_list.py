"""What headquarters found wrong with bookings of this shop, one line each, to be looked at and done with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from memberpos.services.tasks import TaskView
from memberpos.ui.format import clock, day
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, column, row
from memberpos.ui.widgets.text import ElidedText, Text

#: More are shown when these are done.
SHOWN = 4


def reason_words(why: str) -> str:
    """Why an event is a task, in the user's language."""
    return {
        "below_limit": QCoreApplication.translate("tasks", "Spent below the limit of the balance"),
        "beyond_rights": QCoreApplication.translate("tasks", "Spent what another till was to keep"),
        "no_right": QCoreApplication.translate("tasks", "Spent without a right to it"),
        "double_coupon": QCoreApplication.translate("tasks", "Coupon used twice"),
        "card_lost": QCoreApplication.translate("tasks", "Sold on a card reported lost"),
        "number_taken": QCoreApplication.translate("tasks", "Card number given to two members"),
        "clock_ahead": QCoreApplication.translate("tasks", "The till's clock was ahead"),
        "fork": QCoreApplication.translate("tasks", "Two histories of one till"),
        "unbalanced": QCoreApplication.translate("tasks", "A booking that does not balance"),
        "unknown_lot": QCoreApplication.translate("tasks", "Spent of a balance that headquarters has no record of"),
    }.get(why, QCoreApplication.translate("tasks", "A booking to look at"))


def advice_words(why: str) -> str:
    """What somebody of the shop does about it."""
    return {
        "below_limit": QCoreApplication.translate(
            "tasks", "Ask the member for the rest, or agree on it with the owner."
        ),
        "beyond_rights": QCoreApplication.translate("tasks", "Look whether the member's balance is below zero now."),
        "no_right": QCoreApplication.translate("tasks", "Look whether the member's balance is below zero now."),
        "double_coupon": QCoreApplication.translate(
            "tasks", "Compare both receipts; the second coupon is the shop's loss."
        ),
        "card_lost": QCoreApplication.translate("tasks", "Ask who used the card, and tell its member."),
        "number_taken": QCoreApplication.translate("tasks", "Give one of the two members another card."),
        "clock_ahead": QCoreApplication.translate("tasks", "Set this PC's clock right."),
        "fork": QCoreApplication.translate("tasks", "Call headquarters: this till must join anew."),
        "unknown_lot": QCoreApplication.translate(
            "tasks", "When all tills have been online, look whether the member's balance is right."
        ),
    }.get(why, QCoreApplication.translate("tasks", "Look at the receipt, and call headquarters if it is wrong."))


def news_words() -> str:
    """What the window says when a task came."""
    return QCoreApplication.translate("tasks", "Headquarters has found something to look at")


class TaskList(Card):
    """Hidden while there is nothing to do. `done` carries the id of a task somebody has looked at."""

    done = Signal(str)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        self._head, self._more = Text("", "heading"), Text("", "caption", "muted")
        self._rows = column(spacing=10)
        super().__init__(self._head, self._rows, self._more, parent=parent)
        self._zone = zone
        self._tasks: Sequence[TaskView] = ()
        self._may = False
        self.hide()

    def show_tasks(self, tasks: Sequence[TaskView], *, may_finish: bool) -> None:
        """These wait."""
        self._tasks, self._may = tasks, may_finish
        self.retranslate()
        self.setVisible(bool(tasks))

    def retranslate(self) -> None:
        """All texts anew."""
        self._head.setText(self.tr("To look at"))
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for task in self._tasks[:SHOWN]:
            self._rows.addWidget(self._row(task))
        left = max(0, len(self._tasks) - SHOWN)
        self._more.setText(self.tr("%n more", "", left) if left else "")
        self._more.setVisible(left > 0)

    def _row(self, task: TaskView) -> QWidget:
        line = QWidget()
        when = f"{day(task.at_ms, self._zone)} {clock(task.at_ms, self._zone)}"
        facts = [when, task.receipt_no, task.staff_name, task.other_till]
        words = Text(reason_words(task.why), "body", "bad")
        detail = ElidedText(" · ".join(fact for fact in facts if fact), "caption", "muted")
        advice = Text(advice_words(task.why), "small", wrap=True)
        button = Button(self.tr("Done"), size="small")
        button.setEnabled(self._may)
        button.clicked.connect(lambda: self.done.emit(task.id))
        layout = row(column(words, advice, detail, spacing=2), button, spacing=12)
        layout.setStretch(0, 1)
        line.setLayout(layout)
        return line
