"""Joining a headquarters: the till makes its key, shows the one-time code, and is given its place.

A till that was restored, cloned or forked joins as a new device: what the old one had not sent goes out under its old
key where headquarters takes it, and is published again by the new device where it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from memberpos.domain.chain import hlc_ms
from memberpos.domain.errors import PosError
from memberpos.domain.ids import uuid7
from memberpos.store import outbox, rebirth, sync_state
from memberpos.store.database import Database
from memberpos.store.secrets import DEVICE_KEY, OLD_DEVICE_KEY, SecretBox
from memberpos.store.writer import SYNC
from memberpos.sync import protocol, pull, push
from memberpos.sync.client import Signer
from memberpos.sync.push import Post, Store

#: Headquarters' refusals → the codes the counter knows.
_CODES = {"wrong_code": "wrong_code", "locked_out": "locked_out", "revoked": "revoked"}
#: Why headquarters refused, so that the till must come back as another device.
_REPLACED = "replaced"
_REBORN = frozenset({"fork", "quarantined", _REPLACED, "chain"})
#: Headquarters was put back to before this till joined, and does not know it any more.
_FORGOTTEN = "unknown_device"
_ASKED = 400
#: Receipts have room for two digits and take more: a store's hundredth till in its life is as good as the others.
_MOST_TILLS = 9_999


@dataclass(frozen=True)
class Enrolled:
    """Where the till now belongs."""

    store_id: int
    till: int
    chain_id: str


@dataclass(frozen=True)
class _Old:
    """The device this till was: its rows are those after `base` up to the present device's."""

    signer: Signer
    device: UUID
    base: int
    rows: int
    acked: int


@dataclass(frozen=True)
class _Offer:
    signer: Signer
    identity: sync_state.Identity
    last_seq: int
    head: bytes
    old: _Old | None = None
    forgotten: bool = False


def enrol(store: Store, post: Post, url: str, code: str, app: str, random: Callable[[int], bytes]) -> Enrolled:
    """Joins the headquarters at `url` (see `client.checked_url`) with a one-time code; everything sold so far follows.
    A till that comes back as another device is not joined before both histories of the old one are put together, so
    whatever is lost on the way, asking again goes on.

    PosError not_allowed (already joined), wrong_code, locked_out, revoked, hq_refused (code), hq_unreachable.
    """
    offer = store.call(lambda db: _prepare(db, random), SYNC)
    if offer.old is not None:
        _send_old(store, post, url, offer.old)
    answer = post(url, "/v1/enrol", _request(offer, code, app), offer.signer)
    if answer.code == _REPLACED and offer.old is not None:  # joined unheard, and ended since by another copy
        offer = store.call(lambda db: _prepare(db, random, anew=True), SYNC)
        answer = post(url, "/v1/enrol", _request(offer, code, app), offer.signer)
    if answer.status != 201:
        raise PosError(_CODES.get(answer.code, "hq_refused"), status=answer.status, why=answer.code[:64])
    place = store.call(lambda db: _join(db, offer, url, answer.value), SYNC)
    if offer.old is not None:
        _reconcile(store, post, url, offer, offer.old)
    elif offer.forgotten:  # with it the allowances it gave
        store.call(pull.reset, SYNC)
    return place


def _prepare(db: Database, random: Callable[[int], bytes], *, anew: bool = False) -> _Offer:
    """Makes the device's key before anything is sent: a lost answer is asked for again with the same one. `anew`: as
    yet another device.
    """
    state, why = sync_state.state(db)
    if sync_state.headquarters(db) is not None:
        if state != sync_state.REFUSED or why not in (*_REBORN, rebirth.RESTORED, _FORGOTTEN):
            raise PosError("not_allowed", what="enrolled")
        if anew or why in _REBORN:
            with db.transaction():
                rebirth.leave_device(db, uuid7(hlc_ms(int(sync_state.get(db, "hlc", 0))), random(10)))
    identity = sync_state.identity(db)
    box = SecretBox(db)
    key = box.get(DEVICE_KEY)
    if key is None:
        key = random(32)
        with db.transaction():
            box.put(DEVICE_KEY, key)
    last_seq, head = outbox.head(db)
    forgotten = state == sync_state.REFUSED and why == _FORGOTTEN
    return _Offer(Signer(str(identity.device_id), key), identity, last_seq, head, _old(db), forgotten)


def _old(db: Database) -> _Old | None:
    device, key = sync_state.get(db, "old_device_id"), SecretBox(db).get(OLD_DEVICE_KEY)
    if device is None or key is None:
        return None
    base = int(sync_state.get(db, "old_base_seq", 0))
    acked = int(sync_state.get(db, "old_acked_seq", 0))
    return _Old(Signer(str(device), key), UUID(str(device)), base, outbox.base(db) - base, acked)


def _request(offer: _Offer, code: str, app: str) -> dict[str, Any]:
    value: dict[str, Any] = {
        "code": code,
        "pubkey": protocol.b64(protocol.public_key(offer.signer.key)),
        "hw": "",
        "app": app,
        "proto": [protocol.PROTO_OLDEST, protocol.PROTO_NEWEST],
        "device_id": offer.signer.keyid,
        "last_seq": offer.last_seq,
        "head": offer.head.hex(),
    }
    if offer.old is not None:
        message = protocol.replaces_bytes(offer.old.device, offer.identity.device_id)
        signature = protocol.sign(offer.old.signer.key, message)
        value["replaces"] = {"device": str(offer.old.device), "sig": protocol.b64(signature)}
    return value


def _join(db: Database, offer: _Offer, url: str, value: Mapping[str, Any]) -> Enrolled:
    store_id, till, keys, chain_id = _place(value)
    config = value.get("config")
    buckets = config.get("buckets") if isinstance(config, dict) else None
    identity = sync_state.Identity(offer.identity.device_id, store_id, till, chain_id)
    with db.transaction():
        sync_state.join(db, identity, sync_state.Headquarters(url, keys))
        if offer.old is not None:
            sync_state.set_state(db, sync_state.REFUSED, rebirth.RESTORED)
    pull.set_buckets(db, buckets)
    return Enrolled(store_id, till, chain_id)


def _place(value: Mapping[str, Any]) -> tuple[int, int, tuple[bytes, ...], str]:
    config = value.get("config")
    chain_id = config.get("chain_id") if isinstance(config, dict) else None
    store_id, till, keys = value.get("store_id"), value.get("till"), value.get("hq_keys")
    if not (type(store_id) is int and 0 < store_id < 2**31 and type(till) is int and 0 < till <= _MOST_TILLS):
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


# -- what the old device left


def _send_old(store: Store, post: Post, url: str, old: _Old) -> None:
    """Pushes what the backup had not sent under the old id, as far as headquarters takes it; else it is adopted."""
    sent = old.acked
    while sent < old.rows:
        request = store.call(lambda db, s=sent: _old_push(db, old, s), SYNC)  # type: ignore[misc]
        answer = post(url, "/v1/push", protocol.encode_push(request), old.signer)
        moved = answer.value.get("acked") if answer.status == 200 else None
        expected = answer.value.get("expected") if answer.code == "gap" else None
        after = moved if type(moved) is int else expected - 1 if type(expected) is int else None
        if after is None or after == sent or not 0 <= after <= old.rows:
            return
        sent = after


def _old_push(db: Database, old: _Old, sent: int) -> protocol.PushRequest:
    rows = outbox.rows_after(db, old.base + sent, min(protocol.MAX_EVENTS, old.rows - sent))
    events = tuple(push.wire(event, event.seq - old.base) for event in push.fitting(rows))
    return protocol.PushRequest(old.device, sent + 1, events, events[-1].hash)


def _reconcile(store: Store, post: Post, url: str, offer: _Offer, old: _Old) -> None:
    """Finds the last event both histories of the old device share; everything after it is published anew."""
    low, high = 0, old.rows
    while low < high:
        step = max(1, -(-(high - low) // _ASKED))
        seqs = sorted({*range(low + step, high, step), high})
        answer = post(url, "/v1/chain", {"device": str(old.device), "seqs": seqs}, offer.signer)
        if answer.code == "not_allowed":  # headquarters did not believe who we were: all of it is news to it
            low = 0
            break
        hashes = answer.value.get("hashes")
        if answer.status != 200 or not isinstance(hashes, dict):
            raise PosError("hq_unreachable", status=answer.status)
        mine = store.call(lambda db, s=seqs: _old_hashes(db, old, s), SYNC)  # type: ignore[misc]
        good = [seq for seq in seqs if hashes.get(str(seq)) == mine.get(seq)]
        low = max(good, default=low)
        high = min((seq for seq in seqs if seq > low), default=low + 1) - 1 if step > 1 else low
    store.call(lambda db: _settle(db, old, low), SYNC)


def _old_hashes(db: Database, old: _Old, seqs: list[int]) -> dict[int, str]:
    return {seq: outbox.row_hash(db, old.base + seq).hex() for seq in seqs}


def _settle(db: Database, old: _Old, shared: int) -> None:
    with db.transaction():
        if shared < old.rows:
            rebirth.adopt_from(db, old.base + shared)
        rebirth.doubt(db)
        rebirth.forget_old(db)
        sync_state.set_state(db, sync_state.ENROLLED)
    pull.reset(db)
