"""Papers that wait, and those nobody is sure of: a person looks and decides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from memberpos.store.print_jobs import PrintJobRow
from memberpos.ui.context import UiContext
from memberpos.ui.format import minutes
from memberpos.ui.hints import KeyHint
from memberpos.ui.message_texts import QT_TRANSLATE_NOOP
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import EmptyState, row
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.table import Cell, Column, Line, Table

_KINDS = {
    "sale": QT_TRANSLATE_NOOP("papers", "Receipt"),
    "recharge": QT_TRANSLATE_NOOP("papers", "Top-up"),
    "refund": QT_TRANSLATE_NOOP("papers", "Refund"),
    "recharge_refund": QT_TRANSLATE_NOOP("papers", "Top-up refunded"),
    "closing": QT_TRANSLATE_NOOP("papers", "Card closed"),
    "transfer": QT_TRANSLATE_NOOP("papers", "Transfer"),
    "value": QT_TRANSLATE_NOOP("papers", "Stored value"),
    "gift": QT_TRANSLATE_NOOP("papers", "Gift"),
    "draw": QT_TRANSLATE_NOOP("papers", "Lucky draw"),
    "pass": QT_TRANSLATE_NOOP("papers", "Pass"),
    "pass_use": QT_TRANSLATE_NOOP("papers", "Check-in"),
    "card": QT_TRANSLATE_NOOP("papers", "New card"),
    "label": QT_TRANSLATE_NOOP("papers", "Card label"),
    "shift": QT_TRANSLATE_NOOP("papers", "Shift report"),
    "report": QT_TRANSLATE_NOOP("papers", "Other report"),
}
_STATES = {
    "queued": (QT_TRANSLATE_NOOP("papers", "Waits for the printer"), "info"),
    "held": (QT_TRANSLATE_NOOP("papers", "Waited long: still wanted?"), "warn"),
    "unknown": (QT_TRANSLATE_NOOP("papers", "Perhaps printed: look"), "warn"),
    "failed": (QT_TRANSLATE_NOOP("papers", "Not printed"), "bad"),
}
#: What may be decided about a job in each state.
CHOICES = {"queued": ("drop",), "held": ("print", "drop"), "unknown": ("print", "printed"), "failed": ("print", "drop")}


class OpenPapersDialog(Dialog):
    """F9 prints (a copy says so), F10 "it is on paper", Del lets it go. Nothing here prints twice by itself."""

    def __init__(self, window: QWidget, context: UiContext) -> None:
        super().__init__(window, width_px=760)
        self._context = context
        self._jobs: list[PrintJobRow] = []
        self._empty = EmptyState("printer")
        self._table = Table(
            (Column("time", 120), Column("kind"), Column("state", 240)), context.theme, self._empty
        )  # fmt: skip
        self._table.setObjectName("open-papers")
        self._table.setMinimumHeight(300)
        self._table.chosen.connect(lambda _id: self._show_choices())
        self._buttons = {"print": Button("", "F9"), "printed": Button("", "F10"), "drop": Button("", "Del")}
        for what, button in self._buttons.items():
            button.setObjectName(f"paper-{what}")
            button.clicked.connect(lambda _on=False, what=what: self.decide(what))
        self.body.addWidget(self._table)
        self.body.addLayout(row(None, *self._buttons.values()))
        self.retranslate()
        self.load()

    def retranslate(self) -> None:
        """All words anew."""
        remark = self.tr("A paper that was sent is never printed again by itself.")
        self.set_texts(self.tr("Papers"), self.tr("Close"), "", remark)
        self._table.set_heads(self.tr("Time"), self.tr("Paper"), self.tr("State"))
        self._empty.set(self.tr("Nothing waits"), self.tr("Everything asked for is on paper."))
        for what, words in self._words().items():
            self._buttons[what].setText(words)
        self._show_choices()

    def _words(self) -> dict[str, str]:
        return {"print": self.tr("Print"), "printed": self.tr("It is on paper"), "drop": self.tr("Not needed")}

    def first_field(self) -> QWidget | None:
        return self._table

    def keys(self) -> Sequence[KeyHint]:
        """What may be done with the chosen paper."""
        names = {"print": "F9", "printed": "F10", "drop": "Del"}
        allowed = self._allowed()
        own = [
            KeyHint(names[what], words, lambda what=what: self.decide(what), enabled=what in allowed)  # type: ignore[misc]
            for what, words in self._words().items()
        ]
        return (*own, KeyHint("Esc", self.tr("Close"), self.reject))

    def load(self) -> None:
        """Reads the queue again."""
        self._context.runner.aside(self._context.services["open_papers"], self.show_jobs, None, self)

    def show_jobs(self, jobs: Sequence[PrintJobRow]) -> None:
        """These wait or have to be looked at."""
        self._jobs = list(jobs)
        lines = [Line(job.id, self._cells(job)) for job in jobs]
        self._table.set_lines(lines, jobs[0].id if jobs else None)
        self._show_choices()

    def _cells(self, job: PrintJobRow) -> tuple[str | Cell, ...]:
        words, tone = _STATES[job.state]
        state = Cell(QCoreApplication.translate("papers", words), tone, badge=True)
        return (minutes(job.made_at_ms, self._context.time_zone), Cell(paper_words(job.kind), strong=True), state)

    def decide(self, what: str) -> None:
        """A person says what becomes of the chosen paper."""
        if what in self._allowed() and (job := self._job()) is not None:
            self._context.services["decide_paper"](job, what, self._decided)

    def _decided(self) -> None:
        if self.isVisible():
            self.load()

    def _job(self) -> PrintJobRow | None:
        wanted = self._table.choice()
        return next((job for job in self._jobs if job.id == wanted), None)

    def _allowed(self) -> tuple[str, ...]:
        job = self._job()
        return CHOICES[job.state] if job is not None else ()

    def _show_choices(self) -> None:
        allowed = self._allowed()
        for what, button in self._buttons.items():
            button.setEnabled(what in allowed)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if what in allowed else Qt.FocusPolicy.NoFocus)


def paper_words(kind: str) -> str:
    """Name of a kind of paper."""
    return QCoreApplication.translate("papers", _KINDS[kind]) if kind in _KINDS else kind


def waiting_words(many: int) -> str:
    """What the window says when papers are held back."""
    return QCoreApplication.translate(
        "papers", "Papers that waited too long to be printed unasked: {count}. Devices, F4 decides."
    ).format(count=many)
