"""Tasks from headquarters: events of this store that broke a rule, until somebody here has looked at them."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.domain.errors import PosError
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.use import Use
from memberpos.store import events, staff
from memberpos.store import tasks as rows
from memberpos.store.database import Database


@dataclass(frozen=True)
class TaskView:
    """A task as the window lists it: why (a word), when (UTC ms), the receipt or "", whose action, at which till, and
    the other till whose event it collides with ("" if none).
    """

    id: str
    why: str
    at_ms: int
    receipt_no: str
    staff_name: str
    till: str
    other_till: str


def waiting(db: Database) -> list[TaskView]:
    """Tasks nobody has looked at, newest first."""
    return [_view(db, task) for task in rows.open_tasks(db)]


def _view(db: Database, task: rows.Task) -> TaskView:
    who = staff.by_id(db, task.staff_id)
    receipt = events.receipt_of(db, task.event_id) if task.event_id else ""
    till, other = str(task.facts.get("till", "")), str(task.facts.get("other_till", ""))
    return TaskView(task.id, task.why, task.made_at_ms, receipt, who.name if who else "", till, other)


def finish(use: Use, task_id: str) -> None:
    """Somebody has looked at it. PosError not_found, not_allowed."""
    with use.db.transaction():
        require(use, "hq.tasks")
        if not rows.finish(use.db, task_id, use.now_ms):
            raise PosError("not_found", what="task")
        book(use, Draft("task.done", {"task": task_id}))
