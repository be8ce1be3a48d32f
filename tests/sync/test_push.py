"""One push as the till sees it: the answers of a real headquarters, and those of a broken or hostile one."""

from __future__ import annotations

import os
from typing import Any
from uuid import uuid4

import pytest
from tests.hq.world import START_MS, Till, World, same_books

from memberpos.domain.errors import PosError
from memberpos.hq import devices, ingest, keys
from memberpos.hq.api import Options
from memberpos.hq.tx import Tx
from memberpos.store import outbox, sync_state
from memberpos.store.secrets import DEVICE_KEY, SecretBox
from memberpos.sync import protocol, push
from memberpos.sync.client import Answer, Signer
from memberpos.sync.push import Step

HQ_KEY = b"q" * 32


@pytest.fixture
def joined(world: World, till: Till) -> Till:
    till.add(4)
    till.join(world)
    return till


@pytest.fixture
def alone(till: Till) -> Till:
    """A till enrolled with a headquarters that a test plays."""
    till.add(3)
    identity = sync_state.Identity(till.device, 5, 2, "chain-x")
    with till.db.transaction():
        sync_state.join(till.db, identity, sync_state.Headquarters("https://hq", (protocol.public_key(HQ_KEY),)))
        SecretBox(till.db).put(DEVICE_KEY, b"d" * 32)
    return till


def saying(status: int, value: dict[str, Any] | None = None, **headers: str) -> push.Post:
    def post(url: str, path: str, sent: dict[str, Any], signer: Signer) -> Answer:
        assert (url, path, sent["device"]) == ("https://hq", "/v1/push", signer.keyid)
        return Answer(status, headers, value or {})

    return post


def taking(till: Till, acked: int, /, **changes: Any) -> push.Post:
    """A good 200 for `acked`, with some keys changed."""
    digest = outbox.hash_at(till.db, acked) or b"x" * 32
    signature = protocol.sign(HQ_KEY, protocol.receipt_bytes(till.device, acked, digest))
    answer = protocol.encode_answer(protocol.PushAnswer(acked, signature, START_MS, 15))
    return saying(200, answer | changes)


def test_a_till_of_its_own_pushes_nothing(till: Till) -> None:
    till.add(2)
    assert push.step(till.store, saying(500), 10) == Step("standalone", 0, 2, None)


def test_what_was_sold_before_joining_is_pushed_from_the_first_event(world: World, joined: Till) -> None:
    assert push.step(joined.store, world.post, 3) == Step("pushing", 3, 1, 0)
    assert push.step(joined.store, world.post, 3) == Step("idle", 1, 0, 15)
    assert push.step(joined.store, world.post, 3) == Step("idle", 0, 0, 15)
    joined.add(2)
    assert joined.drain(world.post) == Step("idle", 2, 0, 15)
    same_books(world, joined)


def test_an_answer_that_is_lost_costs_nothing(world: World, joined: Till) -> None:
    def lossy(url: str, path: str, value: dict[str, Any], signer: Signer) -> Answer:
        world.post(url, path, value, signer)
        raise PosError("hq_unreachable")

    for _ in range(3):
        assert push.step(joined.store, lossy, 2) == Step("offline", 0, 4, None, "hq_unreachable")
    assert joined.drain(world.post).pushed == 4
    same_books(world, joined)


def test_a_headquarters_restored_from_a_backup_gets_the_rest_again(world: World, joined: Till) -> None:
    joined.drain(world.post)
    head = joined.chain()[1][1]

    def roll_back(tx: Tx) -> None:
        for table in ("event", "ledger", "account", "store_day"):
            tx.conn.execute(f"DELETE FROM {table}".encode())
        tx.conn.execute("UPDATE device SET last_seq = 0, last_hash = %s", (bytes(32),))
        ingest.push(tx, joined.request(1, 2), "")

    world.act(roll_back)
    assert world.rows("SELECT last_seq, last_hash FROM device") == [(2, head)]
    assert push.step(joined.store, world.post, 10) == Step("pushing", 0, 2, 0, "gap"), "seen although nothing was new"
    assert joined.drain(world.post) == Step("idle", 2, 0, 15)
    same_books(world, joined)


def test_a_till_restored_from_a_backup_is_a_fork(world: World, joined: Till) -> None:
    joined.drain(world.post)
    with joined.db.transaction():
        joined.db.execute("DELETE FROM outbox WHERE seq > 2")
        outbox.rewind(joined.db, 2)
    assert push.step(joined.store, world.post, 10).code == "fork", "even before it sells again"
    joined.add(1)
    assert push.step(joined.store, world.post, 10) == Step("refused", 0, 1, 300, "fork")
    assert sync_state.state(joined.db) == ("refused", "fork")
    assert push.step(joined.store, world.post, 10).code == "quarantined"


def test_a_released_till_goes_on(world: World, joined: Till) -> None:
    world.run(lambda conn: devices.quarantine(conn, joined.device))
    assert push.step(joined.store, world.post, 10).state == "refused"
    world.run(lambda conn: devices.release(conn, joined.device))
    assert joined.drain(world.post).state == "idle"
    assert sync_state.state(joined.db) == ("enrolled", "")


def test_a_revoked_till_stops_for_good(world: World, joined: Till) -> None:
    world.run(lambda conn: devices.revoke(conn, joined.device))
    assert push.step(joined.store, world.post, 10) == Step("revoked", 0, 4, 300, "revoked")
    assert push.step(joined.store, saying(500), 10) == Step("revoked", 0, 4, 300, "revoked")
    assert world.rows("SELECT count(*) FROM event") == [(0,)]


def test_a_revocation_nobody_signed_wipes_nothing(alone: Till) -> None:
    order = {"code": "revoked", "order": "wipe", "sig": protocol.b64(b"s" * 64)}
    assert push.step(alone.store, saying(403, order), 10) == Step("refused", 0, 3, 300, "revoked")
    assert push.step(alone.store, saying(403, order | {"sig": None}), 10).state == "refused"
    assert push.step(alone.store, saying(403, order | {"sig": "!"}), 10).state == "refused"
    order["sig"] = protocol.b64(protocol.sign(HQ_KEY, protocol.revocation_bytes(alone.device)))
    assert push.step(alone.store, saying(403, order), 10).state == "revoked"


def test_a_receipt_must_be_headquarters_own(alone: Till) -> None:
    wrong = protocol.b64(protocol.sign(b"z" * 32, b"anything"))
    assert push.step(alone.store, taking(alone, 3, receipt=wrong), 10) == Step("refused", 0, 3, 300, "receipt")
    assert outbox.acked(alone.db) == 0
    assert push.step(alone.store, taking(alone, 3), 10) == Step("idle", 3, 0, 15)
    assert sync_state.get(alone.db, "hq_receipt") is not None


def test_more_acknowledged_than_was_ever_made_is_a_fork(alone: Till) -> None:
    assert push.step(alone.store, taking(alone, 4), 10) == Step("refused", 0, 3, 300, "fork")


@pytest.mark.parametrize("changes", [{"acked": -1}, {"acked": None}, {"receipt": "?"}, {"results": 3}, {"next_s": "x"}])
def test_an_answer_that_is_none_counts_as_no_answer(alone: Till, changes: dict[str, Any]) -> None:
    assert push.step(alone.store, taking(alone, 3, **changes), 10).wait_s is None
    assert outbox.acked(alone.db) == 0


@pytest.mark.parametrize(
    ("status", "value", "state", "code", "wait_s"),
    [
        (500, {"code": "internal"}, "offline", "hq_unreachable", None),
        (503, {"code": "unavailable"}, "offline", "hq_unreachable", None),
        (408, {"code": "timeout"}, "offline", "hq_unreachable", None),
        (404, {}, "offline", "hq_unreachable", None),  # some other server answers at this address
        (302, {}, "offline", "hq_unreachable", None),
        (200, {}, "offline", "hq_unreachable", None),
        (400, {"code": "bad_request"}, "refused", "bad_request", 300),
        (401, {"code": "unknown_device"}, "refused", "unknown_device", 300),
        (426, {"code": "upgrade", "min_app": "2.0"}, "refused", "upgrade", 300),
        (409, {"code": "fork"}, "refused", "fork", 300),
        (409, {"code": "chain", "seq": 2}, "refused", "chain", 300),
        (409, {"code": "gap"}, "refused", "fork", 300),
        (409, {"code": "gap", "expected": 0}, "refused", "fork", 300),
        (409, {"code": "gap", "expected": 5}, "refused", "fork", 300),
        (409, {"code": "gap", "expected": True}, "refused", "fork", 300),
        (409, {"code": "gap", "expected": "2"}, "refused", "fork", 300),
        (403, {"code": "x" * 5000}, "refused", "x" * 64, 300),
        (413, {"code": "too_large"}, "pushing", "too_large", 0),
    ],
)
def test_every_other_answer(
    alone: Till, status: int, value: dict[str, Any], state: str, code: str, wait_s: int | None
) -> None:
    done = push.step(alone.store, saying(status, value), 10)
    assert (done.state, done.code, done.wait_s, done.queued) == (state, code, wait_s, 3)
    assert outbox.acked(alone.db) == 0


@pytest.mark.parametrize(("header", "wait_s"), [("7", 7), ("99999", 300), ("-1", 15), ("soon", 15), ("", 15)])
def test_a_busy_headquarters_says_when_to_come_again(alone: Till, header: str, wait_s: int) -> None:
    done = push.step(alone.store, saying(429, {"code": "busy"}, **{"retry-after": header}), 10)
    assert (done.state, done.code, done.wait_s) == ("pushing", "busy", wait_s)


def test_one_event_too_large_for_headquarters_is_refused_not_repeated(alone: Till) -> None:
    assert push.step(alone.store, saying(413, {"code": "too_large"}), 1).state == "refused"


def test_a_headquarters_that_asks_for_ever_is_not_followed_for_ever(alone: Till) -> None:
    asked = []

    def post(url: str, path: str, value: dict[str, Any], signer: Signer) -> Answer:
        asked.append(path)
        return Answer(409, {}, {"code": "gap", "expected": 1 + len(asked) % 3})

    done = push.drain(alone.store, post)
    assert done.pushed == 0
    assert len(asked) < 30


def test_batches_stay_below_the_limits(world: World, till: Till) -> None:
    """Forty events of 60 KB are more than one request may hold."""
    filler = b'{"business_date":"2026-01-01","postings":[],"data":"' + b'"'.replace(b'"', b"x") * 60_000 + b'"}'
    for _ in range(40):
        till.add_body(filler)
    till.join(world)
    sizes = []

    def post(url: str, path: str, value: dict[str, Any], signer: Signer) -> Answer:
        sizes.append(len(protocol.dump(value)))
        return world.post(url, path, value, signer)

    assert till.drain(post) == Step("idle", 40, 0, 15)
    assert max(sizes) <= protocol.MAX_REQUEST_BYTES
    assert len(sizes) > 2


def test_remarks_of_headquarters_reach_the_till(world: World, joined: Till) -> None:
    joined.drain(world.post)
    joined.add(fen=-10_000)
    done = push.step(joined.store, world.post, 10)
    assert done.results == ({"seq": 5, "code": "exception", "why": "below_limit"},)


def test_a_till_without_its_key_does_not_push(world: World, joined: Till) -> None:
    SecretBox(joined.db).forget(DEVICE_KEY)
    assert push.step(joined.store, world.post, 10) == Step("refused", 0, 4, 300, "key_missing")


def test_a_device_headquarters_never_saw(world: World, joined: Till) -> None:
    with joined.db.transaction():
        sync_state.put(joined.db, "device_id", str(uuid4()))
    assert push.step(joined.store, world.post, 10).code == "unknown_device"


def test_an_old_program_is_told_to_upgrade(world: World, joined: Till) -> None:
    world.options = Options(min_app=(9, 0))
    world.start()
    assert push.step(joined.store, world.post, 10).code == "upgrade"


def test_the_key_of_headquarters_survives_its_restart(world: World, joined: Till) -> None:
    joined.add()
    push.step(joined.store, world.post, 2)
    world.start()
    assert joined.drain(world.post).state == "idle"
    first = world.run(lambda conn: keys.load_or_make(conn, os.urandom))
    assert sync_state.headquarters(joined.db).keys == (first.public,)  # type: ignore[union-attr]
