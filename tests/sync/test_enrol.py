"""Joining a headquarters, from the till's side."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from tests.hq.world import Till, World, open_till

from memberpos.domain.errors import PosError
from memberpos.services import numbers
from memberpos.store import outbox, sync_state
from memberpos.store.secrets import DEVICE_KEY, SecretBox
from memberpos.sync import protocol
from memberpos.sync.client import Answer, Signer
from memberpos.sync.enrol import Enrolled, enrol

URL = "https://hq.example"


def join(till: Till, post: Any, code: str) -> Enrolled:
    return enrol(till.store, post, URL, code, "0.1.0", os.urandom)


def test_a_till_gets_a_place_never_used_before(world: World, till: Till, tmp_path: Path) -> None:
    device = till.device
    assert join(till, world.post, world.code("Nanjing")).till == 1
    second = open_till(tmp_path / "second.db", till.clock)
    place = join(second, world.post, world.code("Nanjing"))
    assert (place.store_id, place.till) == (1, 2)
    assert sync_state.identity(till.db) == sync_state.Identity(device, 1, 1, place.chain_id)
    assert world.rows("SELECT slug, store_id, last_till FROM store") == [("Nanjing", 1, 2)]
    second.db.close()


def test_the_hundredth_till_in_the_life_of_a_store_joins(world: World, till: Till) -> None:
    """Each that was restored takes a number never used before."""
    world.code()
    world.rows("UPDATE store SET last_till = 99 RETURNING 1")
    assert join(till, world.post, world.code()).till == 100
    with till.db.transaction():
        assert numbers.receipt(till.db) == "S0001-100-00000001"


def test_a_lost_answer_is_asked_for_again_with_the_same_code(world: World, till: Till) -> None:
    def lossy(url: str, path: str, value: dict[str, Any], signer: Signer) -> Answer:
        world.post(url, path, value, signer)
        raise PosError("hq_unreachable")

    code = world.code()
    with pytest.raises(PosError, match="hq_unreachable"):
        join(till, lossy, code)
    assert sync_state.headquarters(till.db) is None
    assert join(till, world.post, code).till == 1
    assert world.rows("SELECT count(*) FROM device") == [(1,)]


def test_a_code_typed_with_spaces_and_small_letters_is_the_same(world: World, till: Till) -> None:
    assert join(till, world.post, f" {world.code().lower().replace('-', ' ')} ").till == 1


def test_a_till_joins_once(world: World, till: Till) -> None:
    join(till, world.post, world.code())
    with pytest.raises(PosError, match="not_allowed"):
        join(till, world.post, world.code())


def test_the_key_is_made_on_the_till_and_only_its_public_half_leaves(world: World, till: Till) -> None:
    sent: list[dict[str, Any]] = []

    def post(url: str, path: str, value: dict[str, Any], signer: Signer) -> Answer:
        sent.append(value)
        return world.post(url, path, value, signer)

    till.add(2)
    join(till, post, world.code())
    key = SecretBox(till.db).get(DEVICE_KEY)
    assert key is not None
    assert sent[0]["pubkey"] == protocol.b64(protocol.public_key(key))
    assert (sent[0]["last_seq"], sent[0]["head"]) == (2, outbox.last_hash(till.db).hex())
    assert key.hex() not in str(sent)
    assert protocol.b64(key) not in str(sent)


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (403, "wrong_code", "wrong_code"),
        (429, "locked_out", "locked_out"),
        (403, "revoked", "revoked"),
        (409, "device_known", "hq_refused"),
        (426, "upgrade", "hq_refused"),
        (500, "internal", "hq_refused"),
        (200, "", "hq_refused"),
    ],
)
def test_a_refusal_leaves_the_till_standalone(till: Till, status: int, code: str, error: str) -> None:
    with pytest.raises(PosError, match=error):
        join(till, lambda *_: Answer(status, {}, {"code": code}), "AAAA-AAAA")
    assert sync_state.headquarters(till.db) is None
    assert sync_state.identity(till.db).store_id == 0


GOOD: dict[str, Any] = {
    "store_id": 3,
    "till": 2,
    "hq_keys": [protocol.b64(b"k" * 32)],
    "proto": 1,
    "config": {"chain_id": "c"},
}


@pytest.mark.parametrize(
    "change",
    [
        {"store_id": 0},
        {"store_id": "3"},
        {"store_id": 2**31},
        {"till": 10_000},
        {"till": True},
        {"hq_keys": []},
        {"hq_keys": ["?"]},
        {"hq_keys": [protocol.b64(b"k" * 31)]},
        {"hq_keys": [protocol.b64(b"k" * 32)] * 9},
        {"config": None},
        {"config": {"chain_id": 5}},
    ],
)
def test_an_answer_that_is_no_place_is_refused(till: Till, change: dict[str, Any]) -> None:
    with pytest.raises(PosError, match="hq_refused"):
        join(till, lambda *_: Answer(201, {}, GOOD | change), "AAAA-AAAA")
    assert sync_state.headquarters(till.db) is None


def test_the_same_key_is_offered_again(till: Till) -> None:
    seen: list[str] = []

    def refuse(url: str, path: str, value: dict[str, Any], signer: Signer) -> Answer:
        seen.append(value["pubkey"])
        return Answer(403, {}, {"code": "wrong_code"})

    for _ in range(2):
        with pytest.raises(PosError):
            join(till, refuse, "AAAA-AAAA")
    assert seen[0] == seen[1]
