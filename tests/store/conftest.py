"""A fresh shop for tests of the tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.shop import Shop, new_shop


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Shop]:
    """A small real shop."""
    made = new_shop(tmp_path)
    yield made
    made.db.close()
