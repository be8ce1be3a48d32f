"""Decoding of bodies: exact for good ones, `Undecodable` and nothing else for any other bytes."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hq.world import body

from memberpos.hq.bodies import Undecodable
from memberpos.hq.effects import Effect, Place, decode, shop_account, sums
from memberpos.sync.protocol import WireEvent

ACCOUNT = "6e5a3c0e-0000-7000-8000-000000000001"
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def event(data: bytes) -> WireEvent:
    return WireEvent(1, "recharge", 1, uuid4(), 5, data, b"h" * 32)


def test_a_good_body() -> None:
    effect = decode(event(body(fen=-700)), 3)
    assert effect.bookings == (
        (Place(UUID(ACCOUNT), "PRINCIPAL", "", "CNY"), "", -700, 0),
        (Place(shop_account(3, "shop:cash"), "CASH", "", "CNY"), "shop:cash", 700, 1),
    )
    assert (effect.member_id, effect.month.isoformat(), effect.faults) == (UUID(ACCOUNT), "2026-01-01", ())


def test_each_store_has_accounts_of_its_own() -> None:
    assert shop_account(1, "shop:cash") == UUID("37aab7fe-0ba6-5e84-b43f-1f5b050b7aae")
    assert len({shop_account(store, name) for store in (1, 2) for name in ("shop:cash", "shop:bank")}) == 4


def test_amounts_may_be_numbers_or_decimal_strings() -> None:
    data = body().replace(b'"100"', b"100")
    assert decode(event(data), 1).bookings == decode(event(body()), 1).bookings


@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    with suppress(Undecodable):
        assert isinstance(decode(event(data), 1), Effect)


@given(
    st.sampled_from(["business_date", "member", "account", "postings", "pii", "at_ms", "data"]),
    st.sampled_from(["account", "kind", "instance", "unit", "amount", None]),
    _json,
)
def test_any_value_at_any_place(key: str, inner: str | None, value: Any) -> None:
    made = json.loads(body())
    if inner is None:
        made[key] = value
    else:
        made["postings"][0][inner] = value
    with suppress(Undecodable):
        assert isinstance(decode(event(json.dumps(made).encode()), 1), Effect)


def test_no_long_text_is_an_id() -> None:
    """Hyphens may stand anywhere in one, and ids are remembered."""
    with pytest.raises(Undecodable, match="uuid"):
        decode(event(json.dumps(json.loads(body()) | {"member": "-" * 200 + ACCOUNT}).encode()), 1)


def test_equal_places_are_summed_also_when_they_are_two_objects() -> None:
    first = decode(event(body(fen=3)), 1).bookings[0]
    second = first._replace(place=Place(*first.place), amount=4)
    assert second.place is not first.place
    assert sums([first, second, first]) == {first.place: 10}
