"""What the fast reader takes has the value the standard library gives it; what it refuses is read by that."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memberpos.hq import parsing
from memberpos.sync import protocol
from memberpos.sync.protocol import WireError

_WHOLE = st.integers(-(2**70), 2**70)
_LEAVES = st.none() | st.booleans() | _WHOLE | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9)
_VALUES = st.recursive(
    _LEAVES, lambda some: st.lists(some, max_size=4) | st.dictionaries(st.text(max_size=4), some, max_size=4)
)


def kinds(value: Any) -> Any:
    """1, 1.0 and True are equal; as JSON they are three things."""
    if isinstance(value, dict):
        return {key: kinds(one) for key, one in value.items()}
    return [kinds(one) for one in value] if isinstance(value, list) else (type(value), value)


@settings(max_examples=200)
@given(_VALUES, st.booleans())
def test_any_value_is_what_it_was(value: Any, ascii_only: bool) -> None:
    data = json.dumps({"x": value}, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    assert kinds(parsing.load(data)) == kinds(json.loads(data)) == kinds({"x": value})


@pytest.mark.parametrize(
    "data",
    [
        b'"\\udc80"', b'"\\ud83d"', b'"\xed\xa0\x80"', b"1e400", b"-0", b"-0.0", b"18446744073709551616",
        b'{"a":1,"a":2}', b' {"a": [] } ', b'"\\u0000"', b'"\xe2\x80\xa8"', b"0.1234567890123456789",
    ],
)  # fmt: skip
def test_what_one_reader_refuses_is_read_by_the_other(data: bytes) -> None:
    assert kinds(parsing.load(b'{"x":' + data + b"}")) == kinds(protocol.load(b'{"x":' + data + b"}"))


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"NaN", b"-Infinity", b"{} {}", b"01", b"[1,]", b'"\x01"', b"\xff", b"\xef\xbb\xbf{}", b"[" * 100_000],
)
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(WireError, match="bad_request"):
        parsing.load(b'{"x":' + data + b"}" if data else data)


@pytest.mark.parametrize("data", [b"[]", b"1", b'"x"', b"null", b"{", b'{"x":NaN}', b"[" * 100_000])
def test_a_push_is_an_object(data: bytes) -> None:
    with pytest.raises(WireError, match="bad_request"):
        parsing.load(data)
