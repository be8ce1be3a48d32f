"""The engine, seen only from its counter: the lines of `memberpos rehearse`, its answers, and what `verify` says of its books."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from argon2 import PasswordHasher
from sqlcipher3 import dbapi2

from memberpos.commands import rehearse
from memberpos.commands.rehearsal.stage import Stage
from memberpos.security import pin
from memberpos.store.database import Database
from memberpos.store.migrations import migrate
from memberpos.store.verify import verify

Answer = dict[str, Any]

#: A scratch shop has one owner whose PIN nobody ever types: its hash, 3/4 of the time of a history, need not be slow.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def play(lines: list[str]) -> list[Answer]:
    """The answer of each line, in a scratch shop."""
    return play_and_verify(lines)[0]


def play_and_verify(lines: list[str]) -> tuple[list[Answer], list[str]]:
    """The answers, and what does not agree in the books at the end: a lot, a balance, a sum, a chain."""
    out = io.StringIO()
    with scratch() as db:
        rehearse.play(lines, Stage(db, "1"), out)
        proof = verify(db)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    if len(answers) != len(lines):
        raise AssertionError(f"rehearse ended after {len(answers)} of {len(lines)} lines")
    return answers, [str(difference) for difference in proof.differences]


@contextmanager
def scratch() -> Iterator[Database]:
    """A new database of the till's schema, in memory and not encrypted: it lives for one history, and there are thousands."""
    connection = connected()
    try:
        template().backup(connection)
        with patch.object(pin, "_hasher", lambda: QUICK):
            yield Database(connection, Path(":memory:"))
    finally:
        connection.close()


@cache
def template() -> dbapi2.Connection:
    """A database with the schema and nothing in it."""
    connection = connected()
    migrate(Database(connection, Path(":memory:")))
    return connection


def connected() -> dbapi2.Connection:
    connection = dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.row_factory = dbapi2.Row
    connection.execute("PRAGMA foreign_keys=ON")
    return connection
