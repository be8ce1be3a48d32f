"""The form of bodies: both readers see the same, and what has another form is named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.hq import bodies
from memberpos.hq.bodies import Body, Undecodable

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
_LOT = {"id": "l", "kind": "POINTS", "granted": "28", "made_at_ms": 5, "expires": None, "gift": False}
_GOOD: dict[str, Any] = {
    "business_date": "2026-01-01", "member": "m", "account": None, "staff": "s", "at_ms": "7", "offset_min": 480,
    "postings": [{"account": "a", "kind": "CASH", "instance": "", "unit": "CNY", "amount": "-5"}],
    "lots": [{"account": "a", "new": [_LOT], "moves": [["l", "28", "own"]]}],
    "rows": [{"e": "coupon", "id": "c", "f": {"state": "used"}}],
    "pii": [{"field": "name", "digest": "00"}],
    "data": {"due_fen": 5},
}  # fmt: skip
#: Where something else may stand.
_PLACES = (
    *((key,) for key in _GOOD), ("postings", 0), ("lots", 0), ("rows", 0), ("pii", 0),
    *(("postings", 0, key) for key in ("account", "kind", "instance", "unit", "amount")),
    *(("lots", 0, key) for key in ("account", "new", "moves")), ("lots", 0, "new", 0), ("lots", 0, "moves", 0),
    *(("lots", 0, "new", 0, key) for key in (*_LOT, "recharge", "event")), ("lots", 0, "moves", 0, 1),
    *(("rows", 0, key) for key in ("e", "id", "f")), ("rows", 0, "f", "state"), ("pii", 0, "digest"),
)  # fmt: skip


def with_value(place: tuple[Any, ...], value: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(_GOOD))
    inner: Any = made
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return made


def read(made: dict[str, Any]) -> Body | str:
    try:
        return bodies.read(json.dumps(made).encode())
    except Undecodable as error:
        return str(error)


def test_a_good_body_stands_in_its_form() -> None:
    found = bodies.read(json.dumps(_GOOD).encode())
    assert (found.business_date, found.member, found.account, found.data) == ("2026-01-01", "m", None, {"due_fen": 5})
    assert (found.postings[0].amount, found.lots[0].moves, found.lots[0].new[0].granted) == (
        "-5", [("l", "28", "own")], "28",
    )  # fmt: skip
    assert bodies.read(b"{}") == Body()


@given(st.sampled_from(_PLACES), _VALUES)
def test_both_readers_see_the_same(place: tuple[Any, ...], value: Any) -> None:
    """Half of a surrogate pair is what only the second one takes; nobody knows its key."""
    made = with_value(place, value)
    assert read(made) == read({**made, "unknown": "\ud800"})


@pytest.mark.parametrize(
    ("place", "value", "why"),
    [
        (("business_date",), 20260101, "business_date"), (("member",), [], "member"), (("postings",), {}, "postings"),
        (("postings", 0), "x", "posting"), (("postings", 0), {}, "posting"), (("postings", 0, "unit"), 1, "unit"),
        (("postings", 0, "amount"), 1.0, "amount"), (("postings", 0, "amount"), True, "amount"),
        (("lots",), None, "lots"), (("lots", 0), [], "lots"), (("lots", 0, "account"), None, "account"),
        (("lots", 0, "new"), 1, "new"), (("lots", 0, "new", 0), 1, "lot"), (("lots", 0, "new", 0, "id"), 1, "id"),
        (("lots", 0, "moves"), {}, "moves"), (("lots", 0, "moves", 0), ["l", "28"], "move"),
        (("lots", 0, "moves", 0, 1), 28, "move"), (("rows",), "x", "rows"), (("rows", 0), 1, "rows"),
        (("rows", 0, "f"), [], "rows"), (("rows", 0, "f"), None, "rows"), (("pii",), 7, "pii"), (("pii", 0), 7, "pii"),
        (("pii", 0, "digest"), None, "digest"),
    ],
)  # fmt: skip
def test_what_has_another_form_is_named(place: tuple[Any, ...], value: Any, why: str) -> None:
    assert read(with_value(place, value)) == why


@pytest.mark.parametrize("data", [b"", b"[]", b"1", b"null", b"{", b'{"x":NaN}', b"\xff", b"[" * 100_000])
def test_what_is_no_object_at_all(data: bytes) -> None:
    with pytest.raises(Undecodable, match="json"):
        bodies.read(data)
