"""Changes of settings that begin later: planned, begun or withdrawn."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from memberpos.store.database import Database

PLANNED, BEGUN, WITHDRAWN = "planned", "begun", "withdrawn"


@dataclass(frozen=True)
class PlanRow:
    """A planned change; `changes` is the JSON of {setting: value}, `version` the settings version it became."""

    id: str
    starts_on: str
    starts_at_ms: int
    at_ms: int
    staff_id: str
    changes: str
    state: str = PLANNED
    version: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The settings as the owner wrote them."""
        return dict(json.loads(self.changes))


_COLUMNS = ", ".join(PlanRow.__dataclass_fields__)


def insert(db: Database, row: PlanRow) -> None:
    """Stores a plan; inside the caller's transaction."""
    values = tuple(getattr(row, name) for name in PlanRow.__dataclass_fields__)
    db.execute(f"INSERT INTO settings_plan({_COLUMNS}) VALUES(?, ?, ?, ?, ?, ?, ?, ?)", values)


def find(db: Database, plan_id: str) -> PlanRow | None:
    """The plan with this id."""
    row = db.one(f"SELECT {_COLUMNS} FROM settings_plan WHERE id = ?", (plan_id,))
    return None if row is None else PlanRow(*row)


def due(db: Database, now_ms: int) -> list[PlanRow]:
    """Plans whose time has come, in order."""
    rows = db.all(
        f"SELECT {_COLUMNS} FROM settings_plan WHERE state = 'planned' AND starts_at_ms <= ?"
        " ORDER BY starts_at_ms, at_ms, id",
        (now_ms,),
    )
    return [PlanRow(*row) for row in rows]


def waiting(db: Database) -> list[PlanRow]:
    """All that are still planned, in order of their start."""
    rows = db.all(f"SELECT {_COLUMNS} FROM settings_plan WHERE state = 'planned' ORDER BY starts_at_ms, at_ms, id")
    return [PlanRow(*row) for row in rows]


def end(db: Database, plan_id: str, state: str, version: int | None = None) -> None:
    """Begun as a version, or withdrawn."""
    db.execute("UPDATE settings_plan SET state = ?, version = ? WHERE id = ?", (state, version, plan_id))
