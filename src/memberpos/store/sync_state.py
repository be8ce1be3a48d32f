"""What the till knows about its own identity, its headquarters and how far both agree (table `sync_state`)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.store.database import Database

#: Words of key `state`; `offline`, `pushing` and `idle` are known only while a loop runs and are not stored.
STANDALONE, ENROLLED, REFUSED, REVOKED = "standalone", "enrolled", "refused", "revoked"


@dataclass(frozen=True)
class Identity:
    """Who this till is. A shop of its own is store 0, till 1, chain ""."""

    device_id: UUID
    store_id: int
    till: int
    chain_id: str


@dataclass(frozen=True)
class Headquarters:
    """Where this till pushes to: base URL and the public keys (32 bytes each) that sign receipts."""

    url: str
    keys: tuple[bytes, ...]


def get(db: Database, key: str, default: Any = None) -> Any:
    """The value under `key`, or `default`."""
    value = db.value("SELECT v FROM sync_state WHERE k = ?", (key,))
    return default if value is None else value


def put(db: Database, key: str, value: str | int | bytes) -> None:
    """Stores `value` under `key`; inside the caller's transaction."""
    db.execute("INSERT INTO sync_state(k, v) VALUES(?, ?) ON CONFLICT(k) DO UPDATE SET v = excluded.v", (key, value))


def start_standalone(db: Database, device_id: UUID) -> None:
    """Gives a new till its identity: store 0, till 1. Inside the caller's transaction; an existing one is kept."""
    if get(db, "device_id") is None:
        store_identity(db, Identity(device_id, 0, 1, ""))
        put(db, "state", STANDALONE)


def store_identity(db: Database, identity: Identity) -> None:
    """Writes who this till is; inside the caller's transaction."""
    put(db, "device_id", str(identity.device_id))
    put(db, "store_id", identity.store_id)
    put(db, "till", identity.till)
    put(db, "chain_id", identity.chain_id)


def identity(db: Database) -> Identity:
    """Who this till is. PosError not_found before `start_standalone`."""
    rows = db.all("SELECT k, v FROM sync_state WHERE k IN ('device_id', 'store_id', 'till', 'chain_id')")
    known = {row[0]: row[1] for row in rows}
    if known.get("device_id") is None:
        raise PosError("not_found", what="device_id")
    return Identity(
        UUID(known["device_id"]),
        int(known.get("store_id", 0)),
        int(known.get("till", 1)),
        str(known.get("chain_id", "")),
    )


def headquarters(db: Database) -> Headquarters | None:
    """The headquarters this till is enrolled with, or None."""
    url = get(db, "hq_url")
    if url is None:
        return None
    return Headquarters(str(url), tuple(bytes.fromhex(key) for key in json.loads(get(db, "hq_keys", "[]"))))


def join(db: Database, identity: Identity, hq: Headquarters) -> None:
    """Records an enrolment: the ledger made so far is pushed from sequence 1. Inside the caller's transaction."""
    store_identity(db, identity)
    put(db, "hq_url", hq.url)
    put(db, "hq_keys", json.dumps([key.hex() for key in hq.keys]))
    put(db, "acked_seq", 0)
    set_state(db, ENROLLED)


def state(db: Database) -> tuple[str, str]:
    """(state, why): `why` is the code headquarters refused with, or ""."""
    return str(get(db, "state", STANDALONE)), str(get(db, "why", ""))


def set_state(db: Database, word: str, why: str = "") -> None:
    """Stores a lasting state; inside the caller's transaction."""
    put(db, "state", word)
    put(db, "why", why)


def former_devices(db: Database) -> list[str]:
    """Ids this till had before it was restored."""
    return [str(one) for one in json.loads(get(db, "former_devices", "[]"))]


def add_former_device(db: Database, device: str) -> None:
    """Keeps an id that was given up; inside the caller's transaction."""
    put(db, "former_devices", json.dumps([*former_devices(db), device]))
