"""Headquarters' door: who may come in, how much, how often; and that nothing a peer sends breaks it."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hq.world import HOST, START_MS, Till, World, same_books

from memberpos.hq import devices
from memberpos.hq.api import Options, Reply, Request
from memberpos.hq.database import Pool
from memberpos.store import outbox
from memberpos.store.secrets import DEVICE_KEY, SecretBox
from memberpos.sync import exchange, protocol, signing
from memberpos.sync.client import Signer


@pytest.fixture
def joined(world: World, till: Till) -> Till:
    till.add(3)
    till.join(world)
    return till


def signer(till: Till) -> Signer:
    key = SecretBox(till.db).get(DEVICE_KEY)
    assert key is not None
    return Signer(str(till.device), key)


def push(till: Till) -> dict[str, Any]:
    return protocol.encode_push(till.request(1, 3))


def refused(reply: Reply) -> tuple[int, str]:
    return reply.status, reply.value["code"]


def raw(till: Till, body: bytes, path: str = "/v1/push", **headers: str) -> Request:
    """A signed request with any body."""
    who = signer(till)
    made = signing.signature_headers(who.key, who.keyid, "POST", HOST, path, body, START_MS // 1000, uuid4().hex)
    low = {name.lower(): value for name, value in made.items()} | {"host": HOST} | headers
    return Request("POST", path, low, body, "192.0.2.7")


def untouched(world: World) -> bool:
    return world.rows("SELECT last_seq FROM device") == [(0,)] and world.rows("SELECT count(*) FROM event") == [(0,)]


def test_health_and_time(world: World) -> None:
    health = world.hq.handle(Request("GET", "/healthz", {}))
    assert (health.status, health.value["ok"], health.value["schema"]) == (200, True, 1)
    assert world.hq.handle(Request("GET", "/v1/time", {})).value == {"hq_time": str(START_MS)}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/", 404), ("GET", "/v1/push", 405), ("POST", "/healthz", 405), ("POST", "/v1/push/", 404)],
)
def test_other_paths_and_methods(world: World, method: str, path: str, status: int) -> None:
    assert world.hq.handle(Request(method, path, {})).status == status


def test_a_good_request_is_answered_once(world: World, joined: Till) -> None:
    request = world.signed("/v1/push", push(joined), signer(joined))
    assert world.hq.handle(request).status == 200
    assert refused(world.hq.handle(request)) == (401, "replayed")
    same_books(world, joined)


@pytest.mark.parametrize("off_s", [-121, 121, -(10**9)])
def test_an_old_or_future_request_is_told_the_time(world: World, joined: Till, off_s: int) -> None:
    request = world.signed("/v1/push", push(joined), signer(joined), created_s=START_MS // 1000 + off_s)
    reply = world.hq.handle(request)
    assert refused(reply) == (401, "clock")
    assert reply.value["hq_time"] == str(START_MS)
    assert untouched(world)


@pytest.mark.parametrize("off_s", [-120, 120])
def test_two_minutes_are_allowed(world: World, joined: Till, off_s: int) -> None:
    request = world.signed("/v1/push", push(joined), signer(joined), created_s=START_MS // 1000 + off_s)
    assert world.hq.handle(request).status == 200


def test_a_nonce_is_remembered_as_long_as_its_request_could_be_valid(world: World, joined: Till) -> None:
    request = world.signed("/v1/push", push(joined), signer(joined), created_s=START_MS // 1000 + 120)
    assert world.hq.handle(request).status == 200
    world.clock.ms += 239_000
    assert refused(world.hq.handle(request)) == (401, "replayed")
    world.clock.ms += 2_000
    assert refused(world.hq.handle(request)) == (401, "clock")


def test_another_key_host_body_or_device_is_refused(world: World, joined: Till) -> None:
    good = world.signed("/v1/push", push(joined), signer(joined))
    stranger = replace(signer(joined), key=b"x" * 32)
    other_host = replace(good, headers={**good.headers, "host": "other.example"})
    bad = [
        world.signed("/v1/push", push(joined), stranger),
        replace(good, body=good.body + b" "),
        replace(good, path="/v1/sync"),
        other_host,
        replace(good, headers={}),
        world.signed("/v1/push", push(joined) | {"device": str(uuid4())}, signer(joined)),
    ]
    for request in bad:
        assert refused(world.hq.handle(request)) == (401, "bad_signature")
    unknown = world.signed("/v1/push", push(joined), Signer(str(uuid4()), b"x" * 32))
    assert refused(world.hq.handle(unknown)) == (401, "unknown_device")
    assert untouched(world)


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"", {}, 400),
        (b"{}", {}, 400),
        (b"null", {}, 400),
        (b'{"device":NaN}', {}, 400),
        (b"[" * 100_000, {}, 400),
        (b"{}", {"content-encoding": "gzip"}, 400),
        (b"{}", {"content-encoding": "br"}, 415),
        (gzip.compress(b" " * 40_000_000), {"content-encoding": "gzip"}, 413),
        (b" " * (protocol.MAX_REQUEST_BYTES + 1), {}, 413),
    ],
)
def test_a_body_that_is_no_push(world: World, joined: Till, body: bytes, headers: dict[str, str], status: int) -> None:
    assert world.hq.handle(raw(joined, body, **headers)).status == status
    assert untouched(world)


def test_too_many_events_and_too_large_ones(world: World, joined: Till) -> None:
    event = push(joined)["events"][0]
    many = push(joined) | {"events": [event | {"seq": n} for n in range(1, 502)]}
    large = push(joined) | {"events": [event | {"body": "x" * 65_537}], "head": event["hash"]}
    for value in (many, large):
        assert refused(world.hq.handle(world.signed("/v1/push", value, signer(joined)))) == (413, "too_large")
    assert untouched(world)


def test_a_revoked_till_gets_a_signed_order(world: World, joined: Till) -> None:
    world.run(lambda conn: devices.revoke(conn, joined.device))
    reply = world.hq.handle(world.signed("/v1/push", push(joined), signer(joined)))
    assert (reply.status, reply.value["code"], reply.value["order"]) == (403, "revoked", "wipe")
    public = world.rows("SELECT public FROM hq_key")[0][0]
    order = protocol.revocation_bytes(joined.device)
    assert protocol.signed_by((bytes(public),), protocol.unb64(reply.value["sig"], "sig"), order)
    assert untouched(world)


def test_a_store_that_comes_too_often_is_told_when(world: World, joined: Till) -> None:
    world.options = Options(rate_per_s=0.5, burst=2)
    world.start()
    statuses = [world.hq.handle(world.signed("/v1/push", push(joined), signer(joined))) for _ in range(3)]
    assert [reply.status for reply in statuses] == [200, 200, 429]
    assert statuses[2].headers["Retry-After"] == "3"
    world.clock.ms += 2_000
    assert world.hq.handle(world.signed("/v1/push", push(joined), signer(joined))).status == 200


@pytest.mark.parametrize(
    ("agent", "status"),
    [
        ("memberpos/1.3.0", 200),
        ("memberpos/1.10", 200),
        ("memberpos/1.2.9", 426),
        ("memberpos/", 426),
        ("curl/8", 426),
        ("memberpos/1.x", 426),
        ("", 426),
    ],
)
def test_old_programs_are_told_to_upgrade(world: World, joined: Till, agent: str, status: int) -> None:
    world.options = Options(min_app=(1, 3))
    world.start()
    request = world.signed("/v1/push", push(joined), signer(joined))
    reply = world.hq.handle(replace(request, headers={**request.headers, "user-agent": agent}))
    assert reply.status == status
    assert status == 200 or reply.value["min_app"] == "1.3"


def test_sync_pushes_and_has_nothing_to_pull_yet(world: World, joined: Till) -> None:
    value = {"push": push(joined), "pull": None}
    reply = world.hq.handle(world.signed("/v1/sync", value, signer(joined)))
    assert (reply.status, reply.value["push"]["acked"], reply.value["pull"]) == (200, 3, None)
    assert (reply.value["hq_time"], reply.value["next_s"]) == (str(START_MS), 15)
    reply = world.hq.handle(world.signed("/v1/sync", {"push": None, "pull": None}, signer(joined)))
    assert (reply.status, reply.value["push"]) == (200, None)


def test_a_till_says_what_it_has_still_to_send(world: World, till: Till) -> None:
    def left() -> tuple[int | None, int | None]:
        return world.rows("SELECT left_n, left_since_ms FROM device")[0]

    till.join(world)
    till.sync(world)
    assert left() == (0, world.clock.ms), "a till that has sent everything"
    sold_ms = world.clock.ms
    till.add(8)
    world.clock.ms += 3 * 86_400_000
    exchange.step(till.store, world, 3, till.house)
    acked = world.rows("SELECT last_seq FROM device")[0][0]
    n, since_ms = left()
    assert n == outbox.head(till.db)[0] - acked > 0
    assert since_ms is not None
    assert abs(since_ms - sold_ms) < 2000, "by the till's own clock, told as an age"
    till.sync(world)
    assert left()[0] == 0
    till.add(1)
    till.drain(world.post)
    assert left() == (None, None), "a till that does not say, as older ones do"


def test_a_failing_half_of_sync_says_so_by_itself(world: World, joined: Till) -> None:
    gap = protocol.encode_push(joined.request(2, 3))
    reply = world.hq.handle(world.signed("/v1/sync", {"push": gap}, signer(joined)))
    half = reply.value["push"]
    assert (reply.status, half["code"], half["expected"], half["status"]) == (200, "gap", 1, 409)
    reply = world.hq.handle(world.signed("/v1/sync", {"push": 5}, signer(joined)))
    assert (reply.status, reply.value["push"]["code"]) == (200, "bad_request")


def test_gap_and_broken_chain_have_their_answers(world: World, joined: Till) -> None:
    gap = world.hq.handle(world.signed("/v1/push", protocol.encode_push(joined.request(2, 3)), signer(joined)))
    assert (gap.status, gap.value["code"], gap.value["expected"]) == (409, "gap", 1)
    changed = push(joined)
    changed["events"][1]["body"] = "{}"
    chain = world.hq.handle(world.signed("/v1/push", changed, signer(joined)))
    assert (chain.status, chain.value["code"], chain.value["seq"]) == (409, "chain", 2)
    assert untouched(world)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
_NAMES = ["device", "from", "events", "head", "seq", "kind", "kv", "id", "hlc", "body", "hash", "pii"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from(_NAMES), value=_json, path=st.sampled_from(["/v1/push", "/v1/sync", "/v1/enrol"]))
def test_no_value_anywhere_gives_a_server_error(world: World, joined: Till, key: str, value: Any, path: str) -> None:
    sent = push(joined)
    if key in sent:
        sent[key] = value
    else:
        sent["events"][2][key] = value
    if path == "/v1/sync":
        sent = {"push": sent}
    if path == "/v1/enrol":
        sent = {"code": value, "pubkey": value, "device_id": str(joined.device), "proto": value, "app": value}
    body = json.dumps(sent).encode()
    if len(body) < protocol.MAX_REQUEST_BYTES:
        assert world.hq.handle(raw(joined, body, path)).status < 500


def test_without_its_database_headquarters_says_so(world: World, joined: Till) -> None:
    request = world.signed("/v1/push", push(joined), signer(joined))
    world.hq._pool = Pool("postgresql://nobody@/none?host=/nowhere", sleep=lambda _: None)
    for reply in (world.hq.handle(request), world.hq.handle(Request("GET", "/healthz", {}))):
        assert refused(reply) == (503, "unavailable")
        assert reply.headers["Retry-After"] == "5"
