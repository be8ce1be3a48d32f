"""Headquarters: joining one, and how the line to it stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from memberpos.domain.errors import CODES, PosError
from memberpos.services import headquarters, tasks
from memberpos.services.headquarters import HqView
from memberpos.services.tasks import TaskView
from memberpos.ui.context import UiContext
from memberpos.ui.format import clock, count, day
from memberpos.ui.messages import message
from memberpos.ui.settings_pages.base import Page, form
from memberpos.ui.widgets.buttons import Button, PrimaryButton
from memberpos.ui.widgets.card import Card, FactRow, FormRow, row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.task_list import TaskList
from memberpos.ui.widgets.text import Text

RIGHT, TASKS = "hq.enrol", "hq.tasks"
_HOUR_MIN, _DAY_MIN = 60, 24 * 60


def state_words(state: str) -> str:
    """State of the line in the user's language."""
    return {
        "standalone": QCoreApplication.translate("hq", "This till stands alone"),
        "offline": QCoreApplication.translate("hq", "Headquarters cannot be reached; events wait"),
        "pushing": QCoreApplication.translate("hq", "Sending"),
        "idle": QCoreApplication.translate("hq", "Up to date"),
        "refused": QCoreApplication.translate("hq", "Headquarters refuses this till"),
        "revoked": QCoreApplication.translate("hq", "This till was shut out"),
    }.get(state, state)


def age_words(age_ms: int) -> str:
    """How long something has waited: minutes, hours or days, whole ones."""
    minutes = max(age_ms, 0) // 60_000
    if minutes < _HOUR_MIN:
        return QCoreApplication.translate("hq", "for {count} min").format(count=minutes)
    if minutes < _DAY_MIN:
        return QCoreApplication.translate("hq", "for {count} h").format(count=minutes // _HOUR_MIN)
    return QCoreApplication.translate("hq", "for {count} d").format(count=minutes // _DAY_MIN)


class HeadquartersSettings(Page):
    """State and queue; address and one-time code to join."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._head, self._join_head = Text("", "heading"), Text("", "heading")
        self._state, self._queue, self._place, self._till = FactRow(), FactRow(), FactRow(), FactRow()
        self._why, self._oldest = FactRow(), FactRow()
        self._url, self._code = Field(latin=True), Field(latin=True)
        self._url.setObjectName("hq-url")
        self._code.setObjectName("hq-code")
        self._rows = [FormRow(self._url), FormRow(self._code)]
        self._problem = Text("", "body", "bad", wrap=True)
        self._join, self._now = PrimaryButton(""), Button("")
        self._join.setObjectName("hq-join")
        self._join.clicked.connect(self.join)
        self._code.returnPressed.connect(self.join)
        self._now.clicked.connect(self._sync_now)
        self._ask = Text("", "body", "muted", wrap=True)
        head = row(self._head, None, self._now)
        status = Card(head, self._state, self._why, self._queue, self._oldest, self._place, self._till)
        fields = row(*self._rows, spacing=16)
        fields.setStretch(0, 2)
        fields.setStretch(1, 1)
        foot = row(self._problem, self._join, spacing=16)
        foot.setStretch(0, 1)
        self._joining = Card(self._join_head, fields, foot)
        self._tasks = TaskList(context.time_zone)
        self._tasks.done.connect(self._finish)
        self.setLayout(form(status, self._tasks, self._joining, self._ask))

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("HeadquartersSettings", "Headquarters")

    def load(self) -> None:
        """Who this till is, how many events wait, and what is to be looked at."""
        self.context.read(headquarters.view, self._show, None, self)
        self.context.read(tasks.waiting, self._show_tasks, None, self)

    def _show_tasks(self, found: list[TaskView]) -> None:
        self._tasks.show_tasks(found, may_finish=TASKS in self.context.shell.session().rights)

    def _finish(self, task_id: str) -> None:
        self.context.run(lambda use: tasks.finish(use, task_id), lambda _none: self.load(), None, self)

    def retranslate(self) -> None:
        self._head.setText(self.tr("Line to headquarters"))
        self._join_head.setText(self.tr("Join a headquarters"))
        self._rows[0].set(self.tr("Address"), self.tr("https://… as headquarters gave it"))
        self._rows[1].set(self.tr("One-time code"), self.tr("Eight characters, good for ten minutes"))
        self._join.setText(self.tr("Join"))
        self._now.setText(self.tr("Send now"))
        self._tasks.retranslate()
        self._ask.setText(self.tr("This till has no headquarters. Ask the owner to join one."))

    def join(self) -> None:
        """Joins with address and code; everything booked so far is sent afterwards."""
        url, code = self._url.text().strip(), self._code.text().strip()
        if not url or not code:
            self._problem.setText(self.tr("Enter the address and the code."))
            return
        self._join.setEnabled(False)
        self._problem.setText("")
        self.context.services["enrol"](url, code, self._joined, self._refused)

    def _joined(self) -> None:
        self._join.setEnabled(True)
        self._code.clear()
        self.context.shell.toast(self.tr("Joined. What was booked so far is being sent."))
        self.load()

    def _refused(self, error: PosError) -> None:
        self._join.setEnabled(True)
        words = message(error, self.context.currency)
        self._problem.setText(f"{words.sentence} {words.next_step}")

    def _sync_now(self) -> None:
        self.context.services["sync_now"]()
        self.load()

    def _reason(self, code: str) -> str:
        return message(PosError(code), self.context.currency).sentence if code in CODES else code

    def _since(self, at_ms: int | None) -> str:
        if at_ms is None:
            return ""
        zone, now_ms = self.context.time_zone, self.context.services["now_ms"]()
        return f"{day(at_ms, zone)} {clock(at_ms, zone)} · {age_words(now_ms - at_ms)}"

    def _show(self, view: HqView) -> None:
        status = self.context.services["hq_status"]()
        self._state.set(self.tr("State"), state_words(status.state if view.url else "standalone"))
        self._queue.set(self.tr("Events waiting"), count(view.unsent))
        self._why.set(self.tr("Reason"), self._reason(status.code) if view.url else "")
        self._why.setVisible(bool(view.url and status.code))
        self._oldest.set(self.tr("Oldest waiting since"), self._since(status.oldest_ms))
        self._oldest.setVisible(bool(view.url and status.oldest_ms))
        self._place.set(self.tr("Address"), view.url or "—")
        self._till.set(self.tr("Store and till"), f"{view.store_id} / {view.till}")
        may_join = RIGHT in self.context.shell.session().rights
        self._joining.setVisible(not view.url and may_join)
        self._ask.setVisible(not view.url and not may_join)
        self._now.setVisible(bool(view.url))
