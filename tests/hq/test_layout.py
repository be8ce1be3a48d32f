"""Citus' rules, checked on the real schema and on every statement of headquarters' code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from tests.hq.world import World, cluster
from tests.refusals import code_of

import memberpos.hq
from memberpos.hq import layout

#: Tables of PostgreSQL itself and what statements make up for themselves.
FOLDER = Path(memberpos.hq.__file__).parent
GROUP_OF = {table: name for name, (_, tables) in layout.GROUPS.items() for table in tables}
NAMES = set(GROUP_OF) | set(layout.EVERYWHERE)
WORD = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|USING)\s+([a-z_]+)\b")


def tables(world: World) -> set[str]:
    return {
        row[0]
        for row in world.rows(
            "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
            " AND relkind IN ('r', 'p') AND NOT relispartition"
        )
    }


def test_every_table_has_its_place(world: World) -> None:
    assert tables(world) == NAMES


def test_every_unique_key_holds_the_distribution_column(world: World) -> None:
    rows = world.rows(
        """SELECT c.relname, array_agg(a.attname::text) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
        WHERE i.indisunique AND c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition
        GROUP BY c.relname, i.indexrelid"""
    )
    assert rows
    wrong = [
        (table, columns)
        for table, columns in rows
        if table in GROUP_OF and layout.GROUPS[GROUP_OF[table]][0] not in columns
    ]
    assert wrong == []


def test_no_foreign_keys_triggers_sequences_or_identities(world: World) -> None:
    schema = "relnamespace = current_schema()::regnamespace"
    assert world.rows(f"SELECT count(*) FROM pg_class WHERE relkind = 'S' AND {schema}") == [(0,)]
    assert world.rows(
        "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
    ) == [(0,)]
    assert world.rows(
        f"SELECT count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE {schema} AND NOT tgisinternal"
    ) == [(0,)]


def statements() -> list[tuple[str, int, str]]:
    found = []
    for path in sorted(FOLDER.rglob("*.py")):
        if path.name.startswith("schema"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
                text = node.value.decode() if isinstance(node.value, bytes) else node.value
                if re.search(r"\b(SELECT|INSERT|UPDATE|DELETE)\b", text):
                    found.append((path.name, node.lineno, text))
    return found


def test_statements_join_only_what_lies_together() -> None:
    """Snapshots are read from one node at a time by a coordinator, by sub-selects that Citus plans itself."""
    wrong = []
    for file, line, text in statements():
        groups = {GROUP_OF[name] for name in WORD.findall(text) if name in GROUP_OF}
        if len(groups) > 1 and file != "snapshots.py":
            wrong.append(f"{file}:{line}: {sorted(groups)}")
    assert wrong == []


def test_statements_are_found_at_all() -> None:
    assert len(statements()) > 80
    assert {name for _, _, text in statements() for name in WORD.findall(text)} >= {"feed", "lot", "purse", "device"}


def test_a_server_that_is_no_cluster_says_so(world: World) -> None:
    assert code_of(layout.distribute, world.pool) == (None if cluster() else "not_found")


@pytest.mark.parametrize("group", sorted(layout.GROUPS))
def test_tables_of_a_group_share_the_type_of_their_column(world: World, group: str) -> None:
    column, names = layout.GROUPS[group]
    types = {
        row[0]
        for table in names
        for row in world.rows(
            "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s",
            table, column,
        )
    }  # fmt: skip
    assert len(types) == 1


def test_locking_reads_name_one_row() -> None:
    """A cluster locks rows of one node only: the distribution column is given, and by one value."""
    locking = [(file, text) for file, _, text in statements() if "FOR UPDATE" in text]
    assert locking
    for file, text in locking:
        table = WORD.findall(text)[0]
        column = layout.GROUPS[GROUP_OF[table]][0] if table in GROUP_OF else ""
        assert not column or f"{column} = %s" in text, (file, text)


def test_no_statement_joins_row_by_row() -> None:
    assert [(file, line) for file, line, text in statements() if "LATERAL" in text] == []
