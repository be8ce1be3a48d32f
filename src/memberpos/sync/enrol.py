"""Joining a headquarters: the till makes its key, shows the one-time code, and is given its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.store import outbox, sync_state
from memberpos.store.database import Database
from memberpos.store.secrets import DEVICE_KEY, SecretBox
from memberpos.store.writer import SYNC
from memberpos.sync import protocol, pull
from memberpos.sync.client import Signer
from memberpos.sync.push import Post, Store

#: Headquarters' refusals → the codes the counter knows.
_CODES = {"wrong_code": "wrong_code", "locked_out": "locked_out", "revoked": "revoked"}


@dataclass(frozen=True)
class Enrolled:
    """Where the till now belongs."""

    store_id: int
    till: int
    chain_id: str


@dataclass(frozen=True)
class _Offer:
    signer: Signer
    identity: sync_state.Identity
    last_seq: int
    head: bytes


def enrol(store: Store, post: Post, url: str, code: str, app: str, random: Callable[[int], bytes]) -> Enrolled:
    """Joins the headquarters at `url` (see `client.checked_url`) with a one-time code; everything sold so far follows.

    PosError not_allowed (already joined), wrong_code, locked_out, revoked, hq_refused (code), hq_unreachable.
    """
    offer = store.call(lambda db: _prepare(db, random), SYNC)
    answer = post(url, "/v1/enrol", _request(offer, code, app), offer.signer)
    if answer.status != 201:
        raise PosError(_CODES.get(answer.code, "hq_refused"), status=answer.status, why=answer.code[:64])
    return store.call(lambda db: _join(db, offer, url, answer.value), SYNC)


def _prepare(db: Database, random: Callable[[int], bytes]) -> _Offer:
    """Makes the device's key before anything is sent: a lost answer is asked for again with the same one."""
    if sync_state.headquarters(db) is not None:
        raise PosError("not_allowed", what="enrolled")
    identity = sync_state.identity(db)
    box = SecretBox(db)
    key = box.get(DEVICE_KEY)
    if key is None:
        key = random(32)
        with db.transaction():
            box.put(DEVICE_KEY, key)
    last_seq, head = outbox.head(db)
    return _Offer(Signer(str(identity.device_id), key), identity, last_seq, head)


def _request(offer: _Offer, code: str, app: str) -> dict[str, Any]:
    return {
        "code": code,
        "pubkey": protocol.b64(protocol.public_key(offer.signer.key)),
        "hw": "",
        "app": app,
        "proto": [protocol.PROTO_OLDEST, protocol.PROTO_NEWEST],
        "device_id": offer.signer.keyid,
        "last_seq": offer.last_seq,
        "head": offer.head.hex(),
    }


def _join(db: Database, offer: _Offer, url: str, value: Mapping[str, Any]) -> Enrolled:
    store_id, till, keys, chain_id = _place(value)
    config = value.get("config")
    buckets = config.get("buckets") if isinstance(config, dict) else None
    identity = sync_state.Identity(offer.identity.device_id, store_id, till, chain_id)
    with db.transaction():
        sync_state.join(db, identity, sync_state.Headquarters(url, keys))
    pull.set_buckets(db, buckets)
    return Enrolled(store_id, till, chain_id)


def _place(value: Mapping[str, Any]) -> tuple[int, int, tuple[bytes, ...], str]:
    config = value.get("config")
    chain_id = config.get("chain_id") if isinstance(config, dict) else None
    store_id, till, keys = value.get("store_id"), value.get("till"), value.get("hq_keys")
    if not (type(store_id) is int and 0 < store_id < 2**31 and type(till) is int and 0 < till < 100):
        raise PosError("hq_refused", why="bad_answer")
    if not isinstance(chain_id, str) or not isinstance(keys, list) or not 0 < len(keys) <= 8:
        raise PosError("hq_refused", why="bad_answer")
    try:
        decoded = tuple(protocol.unb64(str(key), "hq_keys") for key in keys)
    except protocol.WireError as error:
        raise PosError("hq_refused", why="bad_answer") from error
    if any(len(key) != 32 for key in decoded):
        raise PosError("hq_refused", why="bad_answer")
    return store_id, till, decoded, chain_id[:64]
