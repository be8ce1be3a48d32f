"""Brings a database to the newest schema, one step a transaction, recorded by sqlite-utils' `Migrations`.

`PRAGMA user_version` is written in the same transaction as the step, so that any program can see a file's schema
without sqlite-utils.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from memberpos.store import schema_v1
from memberpos.store.database import Database

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

SET_NAME = "memberpos"


@dataclass(frozen=True)
class Step:
    """One change of the schema; `work` runs inside the step's transaction. The n-th step makes schema version n."""

    name: str
    work: Callable[[Database], None]


def _run_all(statements: Sequence[str]) -> Callable[[Database], None]:
    def work(db: Database) -> None:
        for statement in statements:
            db.execute(statement)

    return work


STEPS: tuple[Step, ...] = (Step("v1", _run_all(schema_v1.STATEMENTS)),)


def migrate(db: Database, steps: Sequence[Step] = STEPS) -> int:
    """Applies the pending steps; returns how many. A step that fails leaves the schema of the step before it.

    PosError as `Database.execute`: disk_full, read_only …
    """
    if db.schema_version >= len(steps):
        return 0  # the usual start: sqlite-utils takes 0.1 s to import
    return _apply_pending(db, steps)


def _apply_pending(db: Database, steps: Sequence[Step]) -> int:
    import sqlite_utils

    connection: Any = db.connection  # sqlite-utils knows the standard driver by type only
    wrapped = sqlite_utils.Database(connection, recursive_triggers=False)
    migrations = _migrations(db, steps)
    with db.transaction():
        migrations.ensure_migrations_table(wrapped)
    names = [step.name for step in steps]
    pending = [migration.name for migration in migrations.pending(wrapped)]
    for name in pending:
        with db.transaction():  # sqlite-utils alone would begin DEFERRED; inside, it uses savepoints
            migrations.apply(wrapped, stop_before=names[names.index(name) + 1 :])
            db.execute(f"PRAGMA user_version={names.index(name) + 1}")
    return len(pending)


def _migrations(db: Database, steps: Sequence[Step]) -> Migrations:
    from sqlite_utils.migrations import Migrations

    migrations = Migrations(SET_NAME)
    for step in steps:
        migrations(name=step.name)(_step_function(db, step))
    return migrations


def _step_function(db: Database, step: Step) -> Callable[[object], None]:
    def function(_: object) -> None:
        step.work(db)

    return function
