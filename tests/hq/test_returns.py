"""Rights given back, as they are read."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from memberpos.hq import returns
from memberpos.hq.effects import Effect

ONE = "6e5a3c0e-0000-7000-8000-000000000001"


def effect(items: Any, kind: str = returns.KIND) -> Effect:
    return Effect(1, uuid4(), kind, 1, date(2026, 1, 1), None, None, (), (), (), {"returns": items})


def test_a_return_may_be_in_doubt() -> None:
    item = {"account": ONE, "right": ONE, "amount": "5"}
    sure, doubted = returns.read(effect([item, item | {"doubted": True}]))
    assert sure == returns.Return(UUID(ONE), UUID(ONE), 5, doubted=False)
    assert doubted.doubted


@pytest.mark.parametrize("items", [None, "x", [1], [{}], [{"account": ONE, "right": "x", "amount": "1"}], [[ONE]]])
def test_what_is_no_return_is_passed_over(items: Any) -> None:
    assert returns.read(effect(items)) == []


def test_other_kinds_return_nothing() -> None:
    assert returns.read(effect([{"account": ONE, "right": ONE, "amount": "5"}], "sale")) == []
