"""One-time codes: ten minutes, five tries, one till, one store."""

from __future__ import annotations

import os
from uuid import uuid4

import pytest
from tests.hq.world import World

from memberpos.domain.errors import PosError
from memberpos.hq import devices, enrolment
from memberpos.hq.api import Reply
from memberpos.hq.enrolment import ALPHABET, CODE_LIFE_MS, Joiner, Place, Refusal
from memberpos.sync import protocol
from memberpos.sync.client import Signer

WRONG = Refusal("wrong_code")


def joiner(key: bytes = b"p" * 32) -> Joiner:
    return Joiner(uuid4(), key, "0.1.0")


def join(world: World, code: str, who: Joiner) -> Place | Refusal:
    return world.act(lambda tx: enrolment.join(tx, code, who))


def spoiled(code: str) -> str:
    """The code with another last character."""
    return code[:-1] + next(char for char in ALPHABET if char != code[-1])


def test_a_code_has_eight_clear_characters(world: World) -> None:
    codes = {world.code() for _ in range(20)}
    assert len(codes) == 20
    for code in codes:
        assert (len(code), code[4]) == (9, "-")
        assert set(code.replace("-", "")) <= set(ALPHABET)
    assert not set("01OIL") & set(ALPHABET)


def test_only_a_hash_of_the_code_is_kept(world: World) -> None:
    code = world.code().replace("-", "")
    assert code[4:] not in str(world.rows("SELECT * FROM enrol_code"))


def test_a_code_is_for_one_till(world: World) -> None:
    code = world.code()
    assert join(world, code, joiner()) == Place(1, 1)
    assert join(world, code, joiner()) == WRONG


def test_a_code_lives_ten_minutes(world: World) -> None:
    code = world.code()
    world.clock.ms += CODE_LIFE_MS - 1
    assert join(world, spoiled(code), joiner()) == WRONG
    world.clock.ms += 1
    assert join(world, code, joiner()) == WRONG


def test_five_wrong_tries_end_a_code(world: World) -> None:
    code, other = world.code(), world.code()
    for _ in range(5):
        assert join(world, spoiled(code), joiner()) == WRONG
    assert join(world, code, joiner()) == WRONG
    assert join(world, other, joiner()) == Place(1, 1)


def test_four_wrong_tries_do_not(world: World) -> None:
    code = world.code()
    for _ in range(4):
        join(world, spoiled(code), joiner())
    assert join(world, code, joiner()) == Place(1, 1)


@pytest.mark.parametrize(
    "code", ["", "AAAA", "AAAA-AAAAA", "0000-0000", "ＡＡＡＡ-ＡＡＡＡ", "AAAA-AAA\x00", "'; --AAAA"]
)
def test_what_is_no_code(world: World, code: str) -> None:
    world.code()
    assert join(world, code, joiner()) == WRONG


def test_stores_are_numbered_and_bound_to_their_codes(world: World) -> None:
    places = [join(world, world.code(store), joiner()) for store in ("north", "17", "south", "north", "17")]
    assert places == [Place(1, 1), Place(17, 1), Place(18, 1), Place(1, 2), Place(17, 2)]
    with pytest.raises(PosError, match="bad_setting"):
        world.code("no/slash")


def test_the_same_till_may_ask_again_but_not_with_another_key(world: World) -> None:
    first, second = world.code(), world.code()
    who = joiner()
    assert join(world, first, who) == join(world, first, who) == Place(1, 1)
    assert join(world, second, Joiner(who.device_id, b"x" * 32, "0.1.0")) == Refusal("device_known")
    assert join(world, second, who) == Place(1, 1)


def test_a_revoked_till_does_not_come_back_by_a_new_code(world: World) -> None:
    who = joiner()
    join(world, world.code(), who)
    world.run(lambda conn: devices.revoke(conn, who.device_id))
    assert join(world, world.code(), who) == Refusal("revoked")


# -- through the door


def ask(world: World, code: object, **changes: object) -> Reply:
    key = os.urandom(32)
    device = str(uuid4())
    value = {"code": code, "pubkey": protocol.b64(protocol.public_key(key)), "hw": "", "app": "0.1.0", "proto": [1, 1],
             "device_id": device}  # fmt: skip
    signing_key = changes.pop("signing_key", key)
    assert isinstance(signing_key, bytes)
    return world.hq.handle(world.signed("/v1/enrol", value | changes, Signer(device, signing_key)))


def test_a_good_code_gives_a_place_and_headquarters_keys(world: World) -> None:
    reply = ask(world, world.code())
    assert (reply.status, reply.value["store_id"], reply.value["till"], reply.value["proto"]) == (201, 1, 1, 1)
    public = bytes(world.rows("SELECT public FROM hq_key")[0][0])
    assert reply.value["hq_keys"] == [protocol.b64(public)]
    assert reply.value["config"]["chain_id"].startswith("chain-")


def test_an_address_with_five_wrong_codes_waits_ten_minutes(world: World) -> None:
    code = world.code()
    for _ in range(5):
        assert ask(world, "AAAA-AAAA").status == 403
    reply = ask(world, code)
    assert (reply.status, reply.value["code"], reply.headers["Retry-After"]) == (429, "locked_out", "600")
    world.clock.ms += 600_000
    assert ask(world, "AAAA-AAAA").value["code"] == "wrong_code"
    assert ask(world, world.code()).status == 201


def test_a_till_proves_that_it_holds_its_key(world: World) -> None:
    code = world.code()
    assert ask(world, code, signing_key=b"x" * 32).value["code"] == "bad_signature"
    assert world.rows("SELECT count(*) FROM device") == [(0,)]
    assert ask(world, code).status == 201


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"proto": [2, 3]}, 426),
        ({"proto": [0, 9]}, 201),
        ({"proto": []}, 400),
        ({"proto": ["1", "1"]}, 400),
        ({"pubkey": "AAAA"}, 400),
        ({"pubkey": None}, 400),
        ({"device_id": "x"}, 400),
        ({"device_id": str(uuid4())}, 401),
        ({"app": 5}, 400),
        ({"code": None}, 403),
        ({"code": ["x"]}, 403),
    ],
)
def test_requests_of_another_form(world: World, changes: dict[str, object], status: int) -> None:
    assert ask(world, **{"code": world.code(), **changes}).status == status
