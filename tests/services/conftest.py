"""A fresh shop for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.passes import with_kinds
from tests.services.shop import Shop, new_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = new_shop(tmp_path)
    yield made
    made.db.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Shop]:
    """A shop that sells passes; its books agree at the end."""
    made = with_kinds(new_shop(tmp_path))
    yield made
    made.assert_books_agree()
    made.db.close()


@pytest.fixture
def member(desk: Shop) -> str:
    """A member of it."""
    return desk.enrol().member_id
