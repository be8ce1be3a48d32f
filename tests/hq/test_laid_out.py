"""A test that begins with tables another one used finds nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
import pytest
from tests.hq.laid_out import Shelf
from tests.hq.world import server_url

from memberpos.hq import schema

#: A value of each type that columns have.
VALUES: dict[str, Any] = {
    "text": "x", "integer": 977, "smallint": 977, "bigint": 977, "numeric": 977, "bytea": b"x", "uuid": UUID(int=1),
    "uuid[]": [UUID(int=1)], "boolean": True, "date": date(2026, 1, 1),
}  # fmt: skip
NAMES = """SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace
AND relkind IN ('r', 'p') AND NOT relispartition"""
COLUMNS = """SELECT format_type(atttypid, -1) FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"""


@pytest.fixture
def shelf(request: pytest.FixtureRequest) -> Iterator[Shelf]:
    made = Shelf(server_url(request.config))
    yield made
    made.close()


def rows(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables; the chain's name, which chance gives, without its digits."""
    with psycopg.connect(url) as conn:
        found = {
            name: conn.execute(f"SELECT * FROM {name} ORDER BY 1".encode()).fetchall()
            for (name,) in conn.execute(NAMES)
        }
    found["hq_meta"] = [(key, value.split("-")[0]) for key, value in found["hq_meta"]]
    return found


def chain(url: str) -> str:
    with psycopg.connect(url) as conn:
        return schema.chain_id(conn)


def fill(url: str) -> None:
    with psycopg.connect(url) as conn:
        for (name,) in conn.execute(NAMES).fetchall():
            values = [VALUES[kind] for (kind,) in conn.execute(COLUMNS, (name,))]
            conn.execute(f"INSERT INTO {name} VALUES({', '.join(['%s'] * len(values))})".encode(), values)


def test_no_row_is_left_of_the_one_before(shelf: Shelf) -> None:
    with shelf.tables() as url:
        new = rows(url)
        assert sum(map(bool, new.values())) == 3
        name = chain(url)
        fill(url)
        assert all(rows(url).values())
    with shelf.tables() as again:
        assert again == url
        assert rows(again) == new
        assert chain(again) != name


def test_two_at_once_have_their_own(shelf: Shelf) -> None:
    with shelf.tables() as one, shelf.tables() as other:
        assert one != other
        fill(one)
        assert not rows(other)["event"]


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE store ADD COLUMN more int",
        "ALTER TABLE store ALTER COLUMN name DROP NOT NULL",
        "ALTER TABLE store ALTER COLUMN last_till SET DEFAULT 1",
        "ALTER TABLE store ADD CHECK (store_id > 0)",
        "CREATE TABLE more(n int)",
        "CREATE INDEX more ON store(name)",
        "DROP INDEX operator_name",
        "CREATE FUNCTION more() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TABLE event_2026_12 PARTITION OF event FOR VALUES FROM ('2026-12-01') TO ('2027-01-01')",
    ],
)
def test_tables_that_were_changed_are_used_no_more(shelf: Shelf, change: str) -> None:
    with shelf.tables() as url, psycopg.connect(url) as conn:
        conn.execute(change.encode())
    with shelf.tables() as other:
        assert other != url


def test_whoever_is_still_at_work_is_ended_before(shelf: Shelf) -> None:
    with shelf.tables() as url:
        late = psycopg.connect(url)
        late.execute("UPDATE store SET name = 'late'")
        late.execute("INSERT INTO card_key VALUES('late', gen_random_uuid(), 1)")
    with shelf.tables() as again:
        assert again == url
        assert rows(again)["card_key"] == []
        with pytest.raises(psycopg.OperationalError):
            late.execute("SELECT 1")
    late.close()
