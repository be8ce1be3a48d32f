"""The database key (DEK) and the file `keys.json` that holds it wrapped, so that losing one way in is not losing all.

    {"format": "memberpos-keys", "version": 1, "id": hex, "wraps": [
      {"kind": "keyring" or "file", "entry": hex, "nonce": hex, "box": hex},            KEK of this machine
      {"kind": "recovery", "salt": hex, "time", "memory_kib", "lanes", "nonce", "box"}]}  Argon2id of the recovery code

Each box is AES-256-GCM of the DEK with `id|kind` as associated data. `entry` names the KEK in the key ring: each has
its own, so that a copy restored beside the first never overwrites its KEK. A key ring that lost its entry is expected
(a Windows password reset wipes it): `unlock` raises key_missing, `recover` opens with the code and stores a new KEK.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from memberpos.domain.errors import PosError
from memberpos.files import os_refusal, write_whole
from memberpos.security import recovery
from memberpos.security.keystore import FILE, RING, FileStore, Ring, RingStore, Store

FORMAT, VERSION = "memberpos-keys", 1
RECOVERY = "recovery"
KEY_BYTES, SALT_BYTES, NONCE_BYTES, ENTRY_BYTES = 32, 16, 12, 16
#: A file from elsewhere must not make this machine run out of memory or time.
MOST_MEMORY_KIB, MOST_TIME = 1 << 20, 64

Random = Callable[[int], bytes]
Wrap = dict[str, Any]


@dataclass(frozen=True)
class Cost:
    """Argon2id parameters: passes, KiB, lanes. The code has 128 bits: this only slows a thief who has part of it."""

    time: int = 2
    memory_kib: int = 19456
    lanes: int = 1


@dataclass(frozen=True)
class KeyPlace:
    """Where a database's keys are: `keys` the JSON file, `file` the KEK file, `ring` the key ring, None = never."""

    keys: Path
    file: Path
    ring: Ring | None = None

    def store(self, kind: str) -> Store | None:
        if kind == FILE:
            return FileStore(self.file)
        return RingStore(self.ring) if kind == RING and self.ring is not None else None


@dataclass(frozen=True)
class KeyFile:
    """The content of keys.json."""

    id: str
    wraps: tuple[Wrap, ...]

    def wrap(self, kind: str) -> Wrap | None:
        return next((wrap for wrap in self.wraps if wrap["kind"] == kind), None)

    def without(self, *kinds: str) -> KeyFile:
        return replace(self, wraps=tuple(wrap for wrap in self.wraps if wrap["kind"] not in kinds))

    def plus(self, wrap: Wrap) -> KeyFile:
        return replace(self, wraps=(*self.wraps, wrap))

    def to_bytes(self) -> bytes:
        document = {"format": FORMAT, "version": VERSION, "id": self.id, "wraps": list(self.wraps)}
        return json.dumps(document, indent=1).encode() + b"\n"


def create(place: KeyPlace, random: Random, cost: Cost | None = None) -> tuple[bytes, str]:
    """Makes keys.json with a new DEK; returns it and the recovery code, which is kept nowhere.

    PosError not_empty when keys.json is there, disk_full, read_only …
    """
    if place.keys.exists():
        raise PosError("not_empty", what="keys")
    dek, secret = random(KEY_BYTES), random(recovery.CODE_BYTES)
    keys = KeyFile(random(ENTRY_BYTES).hex(), ())
    keys = keys.plus(_wrap_recovery(keys.id, dek, secret, cost or Cost(), random))
    _save(place, _keep(place, keys, dek, _preferred(place), random))
    return dek, recovery.to_code(secret)


def unlock(place: KeyPlace) -> bytes:
    """The DEK, by the KEK of this machine. PosError key_missing (also: keys.json lost), bad_file."""
    keys = load(place.keys)
    for wrap in keys.wraps:
        store = place.store(wrap["kind"])
        kek = store.get(wrap["entry"]) if store is not None else None
        dek = _open_box(keys.id, wrap, kek) if kek is not None else None
        if dek is not None:
            return dek
    raise PosError("key_missing", kept_in=kept_in(keys))


def open_with_code(keys: KeyFile, code: str) -> bytes:
    """The DEK, by the recovery code alone; nothing is written. PosError wrong_code, key_missing, bad_file."""
    secret = recovery.from_code(code)
    wrap = keys.wrap(RECOVERY)
    if wrap is None:
        raise PosError("key_missing", kept_in=kept_in(keys))
    cost = Cost(wrap["time"], wrap["memory_kib"], wrap["lanes"])
    dek = _open_box(keys.id, wrap, _stretch(secret, bytes.fromhex(wrap["salt"]), cost))
    if dek is None:
        raise PosError("wrong_code", what="recovery")
    return dek


def recover(place: KeyPlace, code: str, random: Random) -> bytes:
    """Opens with the recovery code and stores a new KEK on this machine; PosError as `open_with_code`."""
    keys = load(place.keys)
    dek = open_with_code(keys, code)
    _save(place, _keep(place, keys.without(RING, FILE), dek, _preferred(place), random))
    return dek


def renew_code(place: KeyPlace, random: Random, cost: Cost | None = None) -> str:
    """Makes a new recovery code and returns it; the one before opens nothing from now on. PosError as `unlock`."""
    keys, dek, secret = load(place.keys), unlock(place), random(recovery.CODE_BYTES)
    _save(place, keys.without(RECOVERY).plus(_wrap_recovery(keys.id, dek, secret, cost or Cost(), random)))
    return recovery.to_code(secret)


def move(place: KeyPlace, random: Random) -> str:
    """Moves the KEK between key ring and file and returns where it is now.

    The old one is removed only after keys.json with the new one is on disk, so that a crash leaves one that opens.
    PosError key_missing: nothing opens it; not_found: no key ring keeps it.
    """
    keys, dek = load(place.keys), unlock(place)
    old = next(wrap for wrap in keys.wraps if wrap["kind"] in {RING, FILE})
    target = place.store(FILE if old["kind"] == RING else RING)
    moved = _keep_in(target, keys.without(RING, FILE), dek, random) if target is not None else None
    if moved is None:
        raise PosError("not_found", what="keyring")
    _save(place, moved)
    left = place.store(old["kind"])
    if left is not None:
        left.forget(old["entry"])
    return kept_in(moved)


def kept_in(keys: KeyFile) -> str:
    """Where its KEK is: "keyring", "file", or "" when only the recovery code opens it."""
    return next((wrap["kind"] for wrap in keys.wraps if wrap["kind"] in {RING, FILE}), "")


def load(path: Path) -> KeyFile:
    """Reads keys.json; PosError key_missing when it is not there, bad_file when it is not one."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise PosError("key_missing", kept_in="") from error
    except OSError as error:
        raise os_refusal(error) from error
    return parse(data)


def parse(data: bytes) -> KeyFile:
    """keys.json from bytes; PosError bad_file."""
    try:
        document = json.loads(data)
        if (document["format"], document["version"]) != (FORMAT, VERSION):
            raise ValueError("not a key file of this version")
        return KeyFile(str(document["id"]), tuple(_checked(wrap) for wrap in document["wraps"]))
    except (ValueError, KeyError, TypeError) as error:
        raise PosError("bad_file", what="keys") from error


def _checked(wrap: Any) -> Wrap:
    checked: Wrap = {"kind": str(wrap["kind"]), "nonce": _hex(wrap["nonce"]), "box": _hex(wrap["box"])}
    if checked["kind"] in {RING, FILE}:
        checked["entry"] = _hex(wrap["entry"])
    if checked["kind"] == RECOVERY:
        checked["salt"] = _hex(wrap["salt"])
        checked["time"] = _within(wrap["time"], MOST_TIME)
        checked["lanes"] = _within(wrap["lanes"], MOST_TIME)
        checked["memory_kib"] = _within(wrap["memory_kib"], MOST_MEMORY_KIB)
    return checked


def _hex(value: Any) -> str:
    return bytes.fromhex(value).hex()


def _within(value: Any, most: int) -> int:
    if type(value) is not int or not 1 <= value <= most:
        raise ValueError("out of bounds")
    return value


def _preferred(place: KeyPlace) -> tuple[Store, ...]:
    return tuple(store for store in (place.store(RING), place.store(FILE)) if store is not None)


def _keep(place: KeyPlace, keys: KeyFile, dek: bytes, stores: tuple[Store, ...], random: Random) -> KeyFile:
    for store in stores:
        kept = _keep_in(store, keys, dek, random)
        if kept is not None:
            return kept
    raise PosError("read_only", what=str(place.file.name))


def _keep_in(store: Store, keys: KeyFile, dek: bytes, random: Random) -> KeyFile | None:
    kek, entry = random(KEY_BYTES), random(ENTRY_BYTES).hex()
    if not store.put(entry, kek):
        return None
    return keys.plus({**_box(keys.id, store.kind, dek, kek, random), "entry": entry})


def _wrap_recovery(key_id: str, dek: bytes, secret: bytes, cost: Cost, random: Random) -> Wrap:
    salt = random(SALT_BYTES)
    box = _box(key_id, RECOVERY, dek, _stretch(secret, salt, cost), random)
    stretch = {"salt": salt.hex(), "time": cost.time, "memory_kib": cost.memory_kib, "lanes": cost.lanes}
    return {**box, **stretch}


def _stretch(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw  # a start by key ring or file does without

    return hash_secret_raw(secret, salt, cost.time, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)


def _box(key_id: str, kind: str, dek: bytes, kek: bytes, random: Random) -> Wrap:
    nonce = random(NONCE_BYTES)
    return {"kind": kind, "nonce": nonce.hex(), "box": AESGCM(kek).encrypt(nonce, dek, _bound(key_id, kind)).hex()}


def _open_box(key_id: str, wrap: Wrap, kek: bytes) -> bytes | None:
    try:
        box, nonce = bytes.fromhex(wrap["box"]), bytes.fromhex(wrap["nonce"])
        return AESGCM(kek).decrypt(nonce, box, _bound(key_id, wrap["kind"]))
    except (InvalidTag, ValueError):
        return None


def _bound(key_id: str, kind: str) -> bytes:
    return f"{key_id}|{kind}".encode()


def _save(place: KeyPlace, keys: KeyFile) -> None:
    write_whole(place.keys, keys.to_bytes())
