"""The wire form: exact both ways, and only `WireError` for anything hostile."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.chain import Pii
from memberpos.sync import protocol
from memberpos.sync.protocol import PushAnswer, PushRequest, WireError, WireEvent

DEVICE = UUID("01920000-0000-7000-8000-000000000001")

_pii = st.builds(
    Pii,
    st.sampled_from(["name", "phone", "birthday"]),
    st.binary(min_size=16, max_size=16),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
_events = st.lists(
    st.builds(
        WireEvent,
        seq=st.just(0),
        kind=st.sampled_from(["sale", "card.issue"]),
        kv=st.integers(0, 65535),
        event_id=st.uuids(),
        hlc=st.integers(0, 2**63 - 1),
        body=st.binary(max_size=200),
        hash=st.binary(min_size=32, max_size=32),
        pii=st.lists(_pii, max_size=3).map(tuple),
    ),
    max_size=5,
)


def batch(events: list[WireEvent], first: int = 1) -> PushRequest:
    numbered = tuple(
        WireEvent(first + i, e.kind, e.kv, e.event_id, e.hlc, e.body, e.hash, e.pii) for i, e in enumerate(events)
    )
    return PushRequest(DEVICE, first, numbered, numbered[-1].hash if numbered else bytes(32))


def one(**changes: Any) -> dict[str, Any]:
    """A good push of one event with some keys of the event, or with `push_…` of the push, changed."""
    event = WireEvent(7, "sale", 1, uuid4(), 5, b"{}", b"h" * 32)
    value = protocol.encode_push(batch([event], 7))
    for key, new in changes.items():
        if key.startswith("push_"):
            value[key[5:]] = new
        else:
            value["events"][0][key] = new
    return value


@given(_events, st.integers(1, 2**52))
def test_a_push_comes_back_as_it_went(events: list[WireEvent], first: int) -> None:
    request = batch(events, first)
    data = protocol.squeeze(protocol.dump(protocol.encode_push(request)))
    assert protocol.decode_push(protocol.load(protocol.unsqueeze(data))) == request


def test_the_names_of_a_push_are_those_of_the_protocol() -> None:
    value = one(pii=[{"field": "name", "salt": protocol.b64(b"s" * 16), "value": "王"}])
    assert list(value) == ["device", "from", "events", "head"]
    assert list(value["events"][0]) == ["seq", "kind", "kv", "id", "hlc", "body", "hash", "pii"]
    assert (value["from"], value["events"][0]["hlc"], value["events"][0]["body"]) == (7, "5", "{}")
    assert value["head"] == value["events"][0]["hash"] == (b"h" * 32).hex()


def test_the_names_of_an_answer_are_those_of_the_protocol() -> None:
    answer = PushAnswer(9, b"r" * 64, 1_767_232_800_000, 15, ({"seq": 9, "code": "exception", "why": "x"},))
    value = protocol.encode_answer(answer)
    assert list(value) == ["acked", "receipt", "results", "hq_time", "next_s"]
    assert value["hq_time"] == "1767232800000"
    assert protocol.decode_answer(json.loads(protocol.dump(value))) == answer


@given(st.binary(max_size=300))
def test_any_bytes_survive_as_a_json_string(data: bytes) -> None:
    assert protocol.bytes_of(json.loads(json.dumps(protocol.text_of(data)))) == data


@pytest.mark.parametrize(
    "changes",
    [
        {"seq": 8},
        {"seq": "7"},
        {"seq": True},
        {"seq": 2**63},
        {"seq": 0},
        {"kind": "Sale"},
        {"kind": "sa\x00le"},
        {"kind": 5},
        {"kv": -1},
        {"kv": 65536},
        {"kv": 1.0},
        {"id": "x"},
        {"id": "01920000-0000-7000-8000-00000000000A"},
        {"id": "{01920000-0000-7000-8000-000000000001"},
        {"hlc": 5},
        {"hlc": "-5"},
        {"hlc": "٣"},
        {"hlc": str(2**63)},
        {"hlc": "9" * 19},
        {"body": None},
        {"body": {"a": 1}},
        {"body": "\ud800"},
        {"hash": "00"},
        {"hash": "zz" * 32},
        {"hash": "AA" * 32},
        {"pii": {}},
        {"pii": [1]},
        {"pii": [{"field": "name", "salt": "AAAA", "value": "x"}]},
        {"pii": [{"field": "name", "salt": "!", "value": "x"}]},
        {"pii": [{"field": "Name", "salt": "A" * 22 + "==", "value": "x"}]},
        {"pii": [{"field": "name", "salt": "A" * 22 + "==", "value": "\ud800"}]},
        {"pii": [{"field": "name", "salt": "A" * 22 + "==", "value": "x" * 5000}]},
        {"push_from": 6},
        {"push_from": None},
        {"push_device": "me"},
        {"push_events": None},
        {"push_events": [1]},
        {"push_head": "00" * 32},
        {"push_head": 1},
        {"push_left": 5},
        {"push_left": [3, 5]},
        {"push_left": {"n": 1}},
        {"push_left": {"n": -1, "age_s": 0}},
        {"push_left": {"n": True, "age_s": 0}},
        {"push_left": {"n": "1", "age_s": 0}},
        {"push_left": {"n": 2**63, "age_s": 0}},
        {"push_left": {"n": 1, "age_s": 1.5}},
        {"push_left": {"n": 1, "age_s": protocol.MAX_AGE_S + 1}},
    ],
)
def test_a_push_with_anything_else_is_refused(changes: dict[str, Any]) -> None:
    assert protocol.decode_push(one())
    with pytest.raises(WireError) as caught:
        protocol.decode_push(one(**changes))
    assert (caught.value.status, caught.value.code) == (400, "bad_request")


def test_what_is_left_is_said_or_not() -> None:
    """Older tills do not say; what is added to it one day is passed over."""
    silent, told = one(), one(push_left={"n": 30, "age_s": 5, "more": "x"})
    assert protocol.decode_push(silent).left is None
    assert protocol.decode_push({**silent, "left": None}).left is None
    assert protocol.decode_push(told).left == protocol.Left(30, 5)
    assert "left" not in protocol.encode_push(protocol.decode_push(silent))
    assert protocol.encode_push(protocol.decode_push(told))["left"] == {"n": 30, "age_s": 5}


def test_sizes_are_limited() -> None:
    event = WireEvent(1, "sale", 1, uuid4(), 5, b"{}", b"h" * 32)
    protocol.decode_push(protocol.encode_push(batch([event] * 500)))
    for value in (protocol.encode_push(batch([event] * 501)), one(body="x" * 65_537)):
        with pytest.raises(WireError) as caught:
            protocol.decode_push(value)
        assert (caught.value.status, caught.value.code) == (413, "too_large")
    assert protocol.decode_push(one(body="x" * 65_536))


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"1", b"NaN", b'{"a":NaN}', b'{"a":Infinity}', b"\xff", b'{"a":' + b"1" * 5000 + b"}", b"[" * 100_000],
)
def test_json_is_an_object_of_finite_things(data: bytes) -> None:
    with pytest.raises(WireError):
        protocol.load(data)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["device", "from", "events", "head", "seq", "body"]), inner)
        ),
    )
)
def test_no_json_value_does_more_than_be_refused(value: Any) -> None:
    with pytest.raises(WireError):
        protocol.decode_push({"device": str(DEVICE), "from": 1, "events": value, "head": value})


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (gzip.compress(b"\x00" * 50_000_000), 413),
        (gzip.compress(b"\x00" * 1_048_577), 413),
        (gzip.compress(b"x" * 300_000), 413),  # more than 200 times its size
        (gzip.compress(b"{}")[:-3], 400),
        (gzip.compress(b"{}") + b"more", 400),
        (gzip.compress(b"{}") * 2, 400),
        (zlib.compress(b"{}"), 400),
        (b"", 400),
        (b"plain", 400),
    ],
    ids=["zeros", "one-too-many", "shrunk", "cut", "more-behind", "twice", "zlib", "empty", "plain"],
)
def test_a_zip_bomb_is_not_unpacked(data: bytes, status: int) -> None:
    with pytest.raises(WireError) as caught:
        protocol.unsqueeze(data)
    assert caught.value.status == status


@pytest.mark.parametrize(
    "changes",
    [
        {"acked": -1},
        {"acked": "9"},
        {"receipt": "?"},
        {"results": [1]},
        {"results": None},
        {"hq_time": 1},
        {"next_s": 10**9},
        {"next_s": None},
    ],
)
def test_a_hostile_answer_is_refused(changes: dict[str, Any]) -> None:
    value = protocol.encode_answer(PushAnswer(9, b"r" * 64, 1, 15))
    with pytest.raises(WireError):
        protocol.decode_answer(value | changes)


def test_a_receipt_is_for_one_device_sequence_and_hash() -> None:
    key = b"k" * 32
    public = protocol.public_key(key)
    signature = protocol.sign(key, protocol.receipt_bytes(DEVICE, 7, b"h" * 32))
    assert protocol.signed_by((b"x" * 32, public), signature, protocol.receipt_bytes(DEVICE, 7, b"h" * 32))
    for message in (
        protocol.receipt_bytes(uuid4(), 7, b"h" * 32),
        protocol.receipt_bytes(DEVICE, 8, b"h" * 32),
        protocol.receipt_bytes(DEVICE, 7, b"i" * 32),
        protocol.revocation_bytes(DEVICE),
    ):
        assert not protocol.signed_by((public,), signature, message)
    assert not protocol.signed_by((), signature, protocol.receipt_bytes(DEVICE, 7, b"h" * 32))
    assert not protocol.signed_by((b"short",), signature, b"")
