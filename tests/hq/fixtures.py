"""Fixtures for everything that needs a headquarters; a `conftest.py` imports those it wants."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hq.laid_out import own_tables
from tests.hq.world import Clock, Till, World, fresh_schema, open_till, server_url


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """URL for a headquarters of the test's own on a real PostgreSQL."""
    with own_tables(request.config) as url:
        yield url


@pytest.fixture
def empty_schema(request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of a schema without tables on a real PostgreSQL."""
    with fresh_schema(server_url(request.config)) as url:
        yield url


@pytest.fixture
def world(database: str, clock: Clock) -> Iterator[World]:
    made = World(database, clock=clock)
    yield made
    made.pool.close()


@pytest.fixture
def till(tmp_path: Path, clock: Clock) -> Iterator[Till]:
    """A standalone till."""
    made = open_till(tmp_path / "till.db", clock)
    yield made
    made.db.close()
