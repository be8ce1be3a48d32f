"""The wrapped database key: each way in, losing each way in, moving between them."""

import hashlib
import json
import os
import stat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keyring.backends import fail, null
from tests.refusals import code_of
from tests.security.rings import AbsentRing, ForgettingRing, GoodRing, LockedRing, LyingRing

from memberpos.domain.errors import PosError
from memberpos.security import keys
from memberpos.security.keys import Cost, KeyPlace
from memberpos.security.keystore import REAL_RINGS, SERVICE, RingStore, system_ring

FAST = Cost(time=1, memory_kib=8, lanes=1)


def place_in(folder, ring=None):
    return KeyPlace(folder / "keys.json", folder / "key", ring)


def kinds(place):
    return {wrap["kind"] for wrap in keys.load(place.keys).wraps}


def refused(code, work, *args, **named):
    with pytest.raises(PosError) as error:
        work(*args, **named)
    assert error.value.code == code
    return error.value


def test_in_the_key_ring(tmp_path):
    ring = GoodRing()
    place = place_in(tmp_path, ring)
    dek, _ = keys.create(place, os.urandom, FAST)
    assert len(dek) == 32
    assert keys.unlock(place) == dek
    assert kinds(place) == {"keyring", "recovery"}
    assert not place.file.exists()
    assert [service for service, _ in ring.memory] == [SERVICE]


@pytest.mark.parametrize("ring", [None, ForgettingRing(), LyingRing(), LockedRing(), null.Keyring(), fail.Keyring()])
def test_in_a_file_when_no_ring_passes(tmp_path, ring):
    place = place_in(tmp_path, ring)
    dek, _ = keys.create(place, os.urandom, FAST)
    assert kinds(place) == {"file", "recovery"}
    assert keys.unlock(place) == dek
    if os.name != "nt":
        assert stat.S_IMODE(place.file.stat().st_mode) == 0o600
        assert stat.S_IMODE(place.keys.stat().st_mode) == 0o600


def test_nothing_on_disk_holds_the_key(tmp_path):
    place = place_in(tmp_path)
    dek, code = keys.create(place, os.urandom, FAST)
    text = place.keys.read_text() + place.file.read_text()
    assert dek.hex() not in text
    assert code not in text
    assert code.replace("-", "") not in text


def test_an_existing_key_file_is_never_replaced(tmp_path):
    place = place_in(tmp_path)
    dek, _ = keys.create(place, os.urandom, FAST)
    refused("not_empty", keys.create, place, os.urandom, FAST)
    assert keys.unlock(place) == dek


def test_a_ring_that_lost_its_entry_and_the_way_back(tmp_path):
    ring = GoodRing()
    place = place_in(tmp_path, ring)
    dek, code = keys.create(place, os.urandom, FAST)
    ring.memory.clear()
    assert refused("key_missing", keys.unlock, place).facts == {"kept_in": "keyring"}
    assert keys.recover(place, code, os.urandom) == dek
    assert keys.unlock(place) == dek
    assert kinds(place) == {"keyring", "recovery"}


def test_a_lost_key_file_and_the_way_back(tmp_path):
    place = place_in(tmp_path)
    dek, code = keys.create(place, os.urandom, FAST)
    place.file.unlink()
    refused("key_missing", keys.unlock, place)
    place.file.write_bytes(b"\xff\xfe")
    refused("key_missing", keys.unlock, place)
    assert keys.recover(place, " " + code.lower() + "\n", os.urandom) == dek
    assert keys.unlock(place) == dek


def test_a_wrong_recovery_code(tmp_path):
    place = place_in(tmp_path)
    keys.create(place, os.urandom, FAST)
    before = place.keys.read_bytes()
    refused("wrong_code", keys.recover, place, "0000-0000-0000-0000-0000-0000-0000", os.urandom)
    assert place.keys.read_bytes() == before


def test_another_tills_recovery_code(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    _, code = keys.create(place_in(tmp_path / "a"), os.urandom, FAST)
    keys.create(place_in(tmp_path / "b"), os.urandom, FAST)
    refused("wrong_code", keys.recover, place_in(tmp_path / "b"), code, os.urandom)


def test_another_tills_key_file_opens_nothing(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    a, b = place_in(tmp_path / "a"), place_in(tmp_path / "b")
    keys.create(a, os.urandom, FAST)
    keys.create(b, os.urandom, FAST)
    a.file.replace(b.file)
    refused("key_missing", keys.unlock, b)


def test_moving_there_and_back(tmp_path):
    ring = GoodRing()
    place = place_in(tmp_path, ring)
    dek, code = keys.create(place, os.urandom, FAST)
    assert keys.move(place, os.urandom) == "file"
    assert (ring.memory, place.file.exists(), kinds(place)) == ({}, True, {"file", "recovery"})
    assert keys.unlock(place_in(tmp_path)) == dek
    assert keys.move(place, os.urandom) == "keyring"
    assert (len(ring.memory), place.file.exists(), kinds(place)) == (1, False, {"keyring", "recovery"})
    assert keys.unlock(place) == dek
    assert keys.open_with_code(keys.load(place.keys), code) == dek


@pytest.mark.parametrize("ring", [None, ForgettingRing(), LockedRing()])
def test_moving_to_a_ring_that_does_not_keep_changes_nothing(tmp_path, ring):
    place = place_in(tmp_path, ring)
    dek, _ = keys.create(place, os.urandom, FAST)
    refused("not_found", keys.move, place, os.urandom)
    assert keys.unlock(place) == dek
    assert kinds(place) == {"file", "recovery"}


def test_a_copy_recovered_beside_the_first_leaves_its_key_alone(tmp_path):
    ring = GoodRing()
    first, second = place_in(tmp_path, ring), place_in(tmp_path / "copy", ring)
    dek, code = keys.create(first, os.urandom, FAST)
    second.keys.parent.mkdir()
    second.keys.write_bytes(keys.load(first.keys).without("keyring").to_bytes())
    assert keys.recover(second, code, os.urandom) == dek
    assert keys.unlock(first) == dek
    assert keys.unlock(second) == dek
    assert len(ring.memory) == 2


def test_a_new_recovery_code_ends_the_old_one(tmp_path):
    place = place_in(tmp_path)
    dek, old = keys.create(place, os.urandom, FAST)
    new = keys.renew_code(place, os.urandom, FAST)
    assert keys.open_with_code(keys.load(place.keys), new) == dek
    refused("wrong_code", keys.open_with_code, keys.load(place.keys), old)
    assert keys.unlock(place) == dek


def test_no_key_file(tmp_path):
    refused("key_missing", keys.unlock, place_in(tmp_path))
    refused("key_missing", keys.open_with_code, keys.KeyFile("00", ()), "0" * 25 + "13F")


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"version": 2},
        {"wraps": 5},
        {"wraps": [{}]},
        {"wraps": [{"kind": "file", "entry": "00", "nonce": "zz", "box": "00"}]},
        {"wraps": [{"kind": "file", "nonce": "00", "box": "00"}]},
        {
            "wraps": [
                {"kind": "recovery", "nonce": "", "box": "", "salt": "", "time": 1, "memory_kib": 1 << 40, "lanes": 1}
            ]
        },
        {
            "wraps": [
                {"kind": "recovery", "nonce": "", "box": "", "salt": "", "time": True, "memory_kib": 8, "lanes": 1}
            ]
        },
    ],
)
def test_a_strange_key_file(tmp_path, change):
    place = place_in(tmp_path)
    keys.create(place, os.urandom, FAST)
    place.keys.write_text(json.dumps(json.loads(place.keys.read_text()) | change))
    refused("bad_file", keys.unlock, place)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_key_file_or_a_bad_file(data):
    assert code_of(keys.parse, data) in {None, "bad_file"}


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_a_flipped_bit_in_a_box_opens_nothing_else(tmp_path, data):
    place = place_in(tmp_path)
    if not place.keys.exists():
        keys.create(place, os.urandom, FAST)
    dek = keys.unlock(place)
    keyfile = keys.load(place.keys)
    wrap = dict(keyfile.wrap("file"))
    box = bytearray.fromhex(wrap["box"])
    at = data.draw(st.integers(0, len(box) * 8 - 1))
    box[at // 8] ^= 1 << at % 8
    spoiled = keyfile.without("file").plus({**wrap, "box": box.hex()})
    (tmp_path / "spoiled.json").write_bytes(spoiled.to_bytes())
    refused("key_missing", keys.unlock, KeyPlace(tmp_path / "spoiled.json", place.file))
    assert keys.unlock(place) == dek


def test_a_wrap_cannot_pose_as_another_kind(tmp_path):
    place = place_in(tmp_path)
    keys.create(place, os.urandom, FAST)
    keyfile = keys.load(place.keys)
    posing = keyfile.without("file").plus({**keyfile.wrap("file"), "kind": "keyring"})
    place.keys.write_bytes(posing.to_bytes())
    ring = GoodRing()
    ring.set_password(SERVICE, keyfile.wrap("file")["entry"], place.file.read_text().strip())
    refused("key_missing", keys.unlock, place_in(tmp_path, ring))


def test_the_same_bytes_for_the_same_randomness(tmp_path):
    def stream():
        state = hashlib.shake_256(b"seed")
        position = 0

        def take(n):
            nonlocal position
            position += n
            return state.digest(position)[-n:]

        return take

    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    made = [keys.create(place_in(tmp_path / name), stream(), FAST) for name in ("a", "b")]
    assert made[0] == made[1]
    assert (tmp_path / "a/keys.json").read_bytes() == (tmp_path / "b/keys.json").read_bytes()


def names(*classes):
    return [f"{one.__module__}:{one.__qualname__}" for one in classes]


def test_only_named_back_ends_are_taken():
    assert system_ring({}, names(AbsentRing)) is None
    assert system_ring({}, ["no.such.module:Ring", *names(AbsentRing)]) is None
    assert isinstance(system_ring({}, names(AbsentRing, GoodRing)), GoodRing)
    assert system_ring({"MEMBERPOS_KEYSTORE": "file"}, names(GoodRing)) is None
    assert not [name for name in REAL_RINGS if "null" in name or "fail" in name or "alt" in name]


def test_the_real_back_ends_exist():
    for name in REAL_RINGS:
        module, _, attribute = name.partition(":")
        assert hasattr(__import__(module, fromlist=[attribute]), attribute)


def test_a_ring_store_swallows_what_back_ends_raise():
    store = RingStore(LockedRing())
    assert store.put("entry", bytes(32)) is False
    assert store.get("entry") is None
    store.forget("entry")
