"""One-time codes by which a till joins a store, and the joining itself."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.hq import allowance, devices
from memberpos.hq.database import Conn
from memberpos.hq.tx import Tx
from memberpos.sync.protocol import MAX_EVENTS, WireError, replaces_bytes, signed_by

#: No 0 O 1 I L: read aloud and typed without mistakes. The first four characters name the code, the rest is secret.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_CHARS, PREFIX_CHARS = 8, 4
CODE_LIFE_MS = 10 * 60 * 1000
CODE_TRIES = 5
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")


@dataclass(frozen=True)
class Replaced:
    """The device a restored till was, and its key's signature under both ids."""

    device_id: UUID
    signature: bytes


@dataclass(frozen=True)
class Joiner:
    """A till that wants in: its own id, public key, program version, and what it was before a restore."""

    device_id: UUID
    pubkey: bytes
    app: str
    replaces: Replaced | None = None


@dataclass(frozen=True)
class Place:
    """Where a till belongs; `till` was never used before in that store."""

    store_id: int
    till: int


#: What is said to a device that is known already and may not come in.
_REFUSED = {devices.WAITING: "waiting", devices.REPLACED: "replaced"}


@dataclass(frozen=True)
class Refusal:
    """Why a till may not join: wrong_code, revoked, replaced, device_known, waiting (for somebody's approval)."""

    code: str


def make_code(conn: Conn, store: str, name: str | None, now_ms: int, random: Callable[[int], bytes]) -> str:
    """A new code `7K3F-92QX` for the store `store` (a slug, made if unknown; digits are also its number).

    PosError bad_setting for a slug that is none. Only a hash of the code is kept.
    """
    if not _SLUG.fullmatch(store):
        raise PosError("bad_setting", setting="store")
    row = conn.execute("SELECT store_id FROM store WHERE slug = %s", (store,)).fetchone()
    store_id = add_store(conn, store, name or store) if row is None else int(row[0])
    conn.execute("DELETE FROM enrol_code WHERE expires_ms < %s AND used_by IS NULL", (now_ms,))
    code = _free_code(conn, random)
    conn.execute(
        "INSERT INTO enrol_code(prefix, code_h, store_id, name, expires_ms) VALUES(%s, %s, %s, %s, %s)",
        (code[:PREFIX_CHARS], _digest(code), store_id, name or "", now_ms + CODE_LIFE_MS),
    )
    return f"{code[:PREFIX_CHARS]}-{code[PREFIX_CHARS:]}"


def _free_code(conn: Conn, random: Callable[[int], bytes]) -> str:
    while True:
        code = _letters(random(CODE_CHARS * 2))
        if conn.execute("SELECT 1 FROM enrol_code WHERE prefix = %s", (code[:PREFIX_CHARS],)).fetchone() is None:
            return code


def _letters(noise: bytes) -> str:
    """16 random bits a character: the bias towards early letters is below 0.05 %."""
    numbers = (int.from_bytes(noise[i : i + 2], "big") for i in range(0, len(noise), 2))
    return "".join(ALPHABET[number % len(ALPHABET)] for number in numbers)


def add_store(conn: Conn, slug: str, name: str) -> int:
    """A new store; gives its number. PosError bad_setting for a slug that is none, number_taken for one in use."""
    if not _SLUG.fullmatch(slug):
        raise PosError("bad_setting", setting="store")
    free = conn.execute("SELECT coalesce(max(store_id), 0) + 1 FROM store").fetchone()
    wanted = int(slug) if slug.isdigit() and 0 < int(slug) < 10_000 else int(free[0]) if free else 1
    row = conn.execute(
        "INSERT INTO store(store_id, slug, name, last_till) VALUES(%s, %s, %s, 0) ON CONFLICT DO NOTHING RETURNING 1",
        (wanted, slug, name or slug),
    ).fetchone()
    if row is None:
        raise PosError("number_taken", what="store")
    return wanted


def approval_is_on(conn: Conn) -> bool:
    """Whether a till that joins waits until somebody lets it in."""
    row = conn.execute("SELECT v FROM hq_meta WHERE k = 'approve_tills'").fetchone()
    return row is not None and row[0] == "on"


def set_approval(conn: Conn, *, on: bool) -> None:
    """For tills that join from now on."""
    conn.execute(
        "INSERT INTO hq_meta VALUES('approve_tills', %s) ON CONFLICT(k) DO UPDATE SET v = excluded.v",
        ("on" if on else "off",),
    )


def approve(conn: Conn, device: UUID, now_ms: int) -> bool:
    """Lets a waiting till in; its code holds for another while, as it must ask again. False when none waits."""
    if not devices.change(conn, device, (devices.WAITING,), devices.ACTIVE):
        return False
    conn.execute("UPDATE enrol_code SET expires_ms = %s WHERE used_by = %s", (now_ms + CODE_LIFE_MS, device))
    return True


def normal(code: str) -> str | None:
    """The eight characters of a typed code, or None when it cannot be one."""
    text = code.upper().replace("-", "").replace(" ", "")
    return text if len(text) == CODE_CHARS and all(char in ALPHABET for char in text) else None


def _digest(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()


def join(tx: Tx, code: str, joiner: Joiner) -> Place | Refusal:
    """Uses a code inside the caller's transaction. The same till may ask again with the same code (a lost answer)."""
    conn, now_ms = tx.conn, tx.now_ms
    text = normal(code)
    row = _code_row(conn, text) if text else None
    if text is None or row is None or not _usable(row, joiner.device_id, now_ms):
        return Refusal("wrong_code")
    if not hmac.compare_digest(bytes(row["code_h"]), _digest(text)):
        conn.execute("UPDATE enrol_code SET tries = tries + 1 WHERE prefix = %s", (text[:PREFIX_CHARS],))
        return Refusal("wrong_code")
    return _admit(tx, text[:PREFIX_CHARS], row, joiner)


def _code_row(conn: Conn, text: str) -> dict[str, Any] | None:
    names = ("code_h", "store_id", "name", "expires_ms", "tries", "used_by")
    row = conn.execute(
        "SELECT code_h, store_id, name, expires_ms, tries, used_by FROM enrol_code WHERE prefix = %s FOR UPDATE",
        (text[:PREFIX_CHARS],),
    ).fetchone()
    return None if row is None else dict(zip(names, row, strict=True))


def _usable(row: dict[str, Any], device: UUID, now_ms: int) -> bool:
    in_time = now_ms < row["expires_ms"] and row["tries"] < CODE_TRIES
    return in_time and row["used_by"] in (None, device)


def _admit(tx: Tx, prefix: str, row: dict[str, Any], joiner: Joiner) -> Place | Refusal:
    conn, now_ms, waits = tx.conn, tx.now_ms, False
    device = devices.lock(conn, joiner.device_id)
    if device is not None:
        if device.pubkey != joiner.pubkey:
            return Refusal("device_known")
        if device.status != devices.ACTIVE:
            return Refusal(_REFUSED.get(device.status, "revoked"))
        place = Place(device.store_id, device.till)
    else:
        place = _new_place(conn, row["store_id"])
        name = row["name"] or f"{place.store_id}-{place.till}"
        status = devices.WAITING if approval_is_on(conn) else devices.ACTIVE
        devices.insert(
            conn, joiner.device_id, (place.store_id, place.till), name, joiner.pubkey, joiner.app, now_ms, status=status
        )
        if joiner.replaces is not None:
            _replace(tx, joiner, joiner.replaces, place.store_id)
        waits = status == devices.WAITING
    conn.execute("UPDATE enrol_code SET used_by = %s WHERE prefix = %s", (joiner.device_id, prefix))
    return Refusal("waiting") if waits else place


def _replace(tx: Tx, joiner: Joiner, old: Replaced, store_id: int) -> None:
    """The device a restored till was ends: its rights are exposure, and whoever still runs as it is refused."""
    device = devices.lock(tx.conn, old.device_id)
    message = replaces_bytes(old.device_id, joiner.device_id)
    if device is None or device.store_id != store_id or not signed_by((device.pubkey,), old.signature, message):
        return
    tx.conn.execute("UPDATE device SET replaces = %s WHERE device_id = %s", (old.device_id, joiner.device_id))
    ended = _and_its_heirs(tx.conn, old.device_id, joiner.device_id)
    tx.conn.execute(
        "UPDATE device SET status = %s WHERE device_id = ANY(%s) AND status IN (%s, %s)",
        (devices.REPLACED, ended, devices.ACTIVE, devices.QUARANTINED),
    )
    tx.conn.execute(
        """INSERT INTO erase_owed(member_id, device_id, store_id, asked_ms)
        SELECT DISTINCT member_id, %s::uuid, store_id, %s::bigint FROM erase_owed WHERE device_id = ANY(%s)
        ON CONFLICT DO NOTHING""",
        (joiner.device_id, tx.now_ms, ended),
    )  # its backup may be older than what it had forgotten
    for device_id in ended:
        allowance.revoke(tx, device_id)


def _and_its_heirs(conn: Conn, old: UUID, newest: UUID) -> list[UUID]:
    """A device and those that came back in its place before, of the same backup or an older one: they are the same
    till, and only the newest goes on.
    """
    found, last = [old], [old]
    while last:
        rows = conn.execute(
            "SELECT device_id FROM device WHERE replaces = ANY(%s) AND device_id <> %s ORDER BY device_id",
            (last, newest),
        ).fetchall()
        last = [row[0] for row in rows]
        found += last
    return sorted(found)


def old_hashes(conn: Conn, device: UUID, old: UUID, seqs: Any) -> dict[str, Any]:
    """Of the device that `device` replaced: its last sequence and the hashes asked for. WireError 403, 400."""
    mine = conn.execute("SELECT replaces FROM device WHERE device_id = %s", (device,)).fetchone()
    row = conn.execute("SELECT last_seq FROM device WHERE device_id = %s", (old,)).fetchone()
    if row is None or mine is None or mine[0] != old:
        raise WireError("not_allowed", 403, where="device")
    good = isinstance(seqs, list) and len(seqs) <= MAX_EVENTS
    if not good or not all(type(seq) is int and 0 < seq < 2**53 for seq in seqs):
        raise WireError("bad_request", where="seqs")
    rows = conn.execute("SELECT seq, hash FROM event WHERE device_id = %s AND seq = ANY(%s)", (old, seqs)).fetchall()
    return {"last_seq": int(row[0]), "hashes": {str(seq): bytes(digest).hex() for seq, digest in rows}}


def _new_place(conn: Conn, store_id: int) -> Place:
    row = conn.execute(
        "UPDATE store SET last_till = last_till + 1 WHERE store_id = %s RETURNING last_till", (store_id,)
    ).fetchone()
    if row is None:
        raise RuntimeError("an enrolment code names a store that is gone")
    return Place(store_id, int(row[0]))
