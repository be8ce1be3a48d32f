"""Lists written in one go are read by PostgreSQL as what they were."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memberpos.hq.arrays import literal
from memberpos.hq.database import connect

_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
_HARD = st.sampled_from(["", "NULL", "null", '"', "\\", "{}", "a,b", " ", '\\"', "王小明", "\N{EM SPACE}", "\n"])
_KINDS = {
    "text[]": _TEXT | _HARD,
    "uuid[]": st.uuids(),
    "bigint[]": st.integers(-(2**63), 2**63 - 1),
    "bytea[]": st.binary(max_size=9),
    "date[]": st.dates(),
    "boolean[]": st.booleans(),
    "numeric[]": st.integers(-(10**20), 10**20).map(lambda whole: Decimal(whole) / 100),
}


@pytest.mark.parametrize("kind", _KINDS)
def test_what_is_written_is_read(database: str, kind: str) -> None:
    with closing(connect(database)) as conn:

        @settings(max_examples=60)
        @given(st.lists(_KINDS[kind] | st.none(), max_size=6))
        def read_back(values: list[Any]) -> None:
            row = conn.execute(f"SELECT %s::{kind}".encode(), (values,)).fetchone()
            assert row == (values,)

        read_back()


def test_a_list_stands_where_its_type_is_known(database: str) -> None:
    with closing(connect(database)) as conn:
        found = conn.execute("SELECT 7 = ANY(%s), 'b' = ANY(%s)", ([5, 7], ["a"])).fetchone()
    assert found == (True, False)


@pytest.mark.parametrize("values", [[1, "1"], [[1]], [1.5], [date(2026, 1, 1), UUID(int=1)], [{}]])
def test_what_is_no_flat_list_of_one_type_is_a_mistake(values: list[Any]) -> None:
    with pytest.raises(TypeError, match="no array of"):
        literal(values)
