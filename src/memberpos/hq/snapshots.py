"""Snapshots: one bucket's rows as a small SQLite database, compressed and sealed, for tills that begin.

The file is immutable and named by its hash, so any web server or cache may hand it out; what is in it can be read with
the secret that only the signed manifest carries. Heads of the feed are read first, then the rows, in one state.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlcipher3 import dbapi2

from memberpos.domain.search import keys_of
from memberpos.hq import feed
from memberpos.hq.catalog import UNTOLD
from memberpos.hq.database import Conn, Pool
from memberpos.hq.people import ERASED
from memberpos.hq.tx import EVERYBODY, GENERAL, SEEN_DAYS
from memberpos.store.database import Database
from memberpos.sync.archive import CHUNK_BYTES, MAGIC, SCHEMA, TABLES, nonce
from memberpos.sync.merge import CardStatus

ENDING = ".mps"
_LEVEL, _BATCH = 3, 2000


@dataclass(frozen=True)
class Built:
    """A snapshot file and what a till needs to use it."""

    sha256: str
    size: int
    rows: int
    cursor: Mapping[int, tuple[int, int]]
    secret: bytes


def build(pool: Pool, bucket: int, folder: Path, now_ms: int, random: Callable[[int], bytes]) -> Built:
    """Makes the snapshot of a bucket in `folder`; the file appears whole, under its hash."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = folder / f"building-{os.getpid()}-{bucket}"
    secret = random(32)
    try:
        cursor, rows = pool.snapshot(lambda conn: _write(conn, bucket, plain, now_ms))
        sealed = plain.with_suffix(".sealed")
        digest, size = seal(plain, sealed, secret)
        sealed.replace(folder / f"{digest}{ENDING}")
    finally:
        plain.unlink(missing_ok=True)
    return Built(digest, size, rows, cursor, secret)


def _write(conn: Conn, bucket: int, path: Path, now_ms: int) -> tuple[dict[int, tuple[int, int]], int]:
    heads = feed.heads(conn)
    cursor = feed.marked(conn, heads)
    path.unlink(missing_ok=True)
    out = dbapi2.connect(str(path), isolation_level=None)
    try:
        for pragma in ("journal_mode=OFF", "synchronous=OFF"):
            out.execute(f"PRAGMA {pragma}").fetchall()
        for statement in SCHEMA:
            out.execute(statement)
        out.execute("BEGIN")
        rows = _general(conn, out) if bucket == GENERAL else _members(conn, out, bucket, now_ms)
        _fill(out, "device", conn.execute("SELECT device_id::text, last_seq FROM device").fetchall())
        out.execute("COMMIT")
    finally:
        out.close()
    return cursor, rows


def _general(conn: Conn, out: dbapi2.Connection) -> int:
    """Goods, offers, parameters of the chain, every card that is blocked, and who was erased: a till that was away or
    was put back to a backup may still have them.
    """
    found = conn.execute(
        "SELECT entity, scope, id, doc, ver, gone FROM catalog WHERE scope = 0 AND entity <> ALL(%s)",
        (sorted(UNTOLD),),
    ).fetchall()
    rows = [(entity, f"{scope}/{name}", ver, int(gone), doc) for entity, scope, name, doc, ver, gone in found]
    for number, state, epoch in conn.execute(
        "SELECT number, state, epoch FROM card WHERE severity >= 4 ORDER BY number"
    ):
        doc = json.dumps({"state": state, "epoch": epoch})
        rows.append(("lost_card", number, CardStatus.of(epoch, state).ver, 0, doc))
    erased = "SELECT member_id::text, ver FROM member WHERE status = %s ORDER BY member_id"
    rows += [("erase", member, int(ver), 1, "{}") for member, ver in conn.execute(erased, (ERASED,))]
    return _fill(out, "doc", rows)


def _members(conn: Conn, out: dbapi2.Connection, bucket: int, now_ms: int) -> int:
    who = _who(bucket, now_ms)
    count = _fill(out, "member", _member_rows(conn, who))
    count += _fill(out, "account", _stream(conn, "account", f"""
        SELECT p.account_id::text, p.member_id::text, p.ver FROM purse p WHERE p.member_id IN ({who})
        ORDER BY p.account_id"""))  # fmt: skip
    count += _fill(out, "balance", _stream(conn, "balance", f"""
        SELECT a.account_id::text, a.kind, a.instance, a.unit, a.balance::bigint FROM account a
        WHERE a.account_id IN (SELECT account_id FROM purse WHERE member_id IN ({who}))
        ORDER BY a.account_id, a.kind, a.instance, a.unit"""))  # fmt: skip
    count += _fill(out, "lot", _stream(conn, "lot", f"""
        SELECT l.lot_id::text, l.account_id::text, l.kind, l.instance, l.granted, l.open::bigint, l.made_ms,
          l.expires::text, l.available_from::text, nullif(l.recharge_id, ''), l.event_id::text, l.gift::int FROM lot l
        WHERE l.open <> 0 AND l.account_id IN (SELECT account_id FROM purse WHERE member_id IN ({who}))
        ORDER BY l.account_id, l.lot_id"""))  # fmt: skip
    count += _fill(out, "card", _stream(conn, "card", f"""
        SELECT c.number, c.member_id::text, c.account_id::text, c.role, c.state, c.epoch, c.replaced_by,
          c.hlc >> 16 FROM card c
        WHERE c.member_id IN ({who}) ORDER BY c.number"""))  # fmt: skip
    count += _fill(out, "row", _stream(conn, "row", f"""
        SELECT h.account_id::text, h.entity, h.id, h.hlc, h.doc FROM holding h
        WHERE h.account_id IN (SELECT account_id FROM purse WHERE member_id IN ({who}))"""))  # fmt: skip
    if bucket > 0:
        count += _fill(out, "doc", _stream(conn, "doc", f"""
            SELECT entity, scope || '/' || id, ver, gone::int, doc FROM catalog
            WHERE scope IN ({bucket}, -{bucket})"""))  # fmt: skip
    return count


def from_till(db: Database, path: Path) -> int:
    """The members of a till's own database in the form of a snapshot: for measuring, and for a first till of a chain
    whose headquarters has nothing yet.
    """
    path.unlink(missing_ok=True)
    out = dbapi2.connect(str(path), isolation_level=None)
    try:
        out.execute("PRAGMA synchronous=OFF").fetchall()
        for statement in SCHEMA:
            out.execute(statement)
        out.execute("BEGIN")
        count = sum(_fill(out, table, map(tuple, db.execute(query))) for table, query in _TILL_QUERIES.items())
        out.execute("COMMIT")
    finally:
        out.close()
    return count


_TILL_QUERIES = {
    "member": "SELECT id, 1, home_store, NULL, 0, NULL, name, coalesce(phone, ''), sex, '', '', notes, '', joined_on,"
    " joined_at_ms || '', leap_month || '', address, coalesce(ends_on, ''), coalesce(seller_id, ''), tags, custom,"
    " frozen || '', blacklisted || '', k_name, k_given, k_pinyin, k_initials, k_phone, k_phone_rev FROM member"
    " ORDER BY id",
    "account": "SELECT id, owner_id, 1 FROM account WHERE owner_kind = 'member' ORDER BY id",
    "balance": "SELECT account, kind, instance, unit, amount + others FROM balance WHERE account NOT LIKE 'shop:%'",
    "lot": "SELECT id, account, kind, instance, granted, open, made_at_ms, expires, available_from, recharge_id,"
    " event_id, gift FROM lot WHERE open <> 0 ORDER BY account, id",
    "card": "SELECT number, member_id, account_id, role, state, status_epoch, replaced_by, state_at_ms FROM card"
    " WHERE member_id IS NOT NULL ORDER BY number",
}


def _who(bucket: int, now_ms: int) -> str:
    """The members of a bucket as a subquery; only numbers go into it."""
    if bucket == EVERYBODY:
        return f"SELECT member_id FROM member WHERE status <> {ERASED}"
    return (
        f"SELECT s.member_id FROM member_store s JOIN member m USING(member_id) WHERE s.store_id = {bucket:d}"
        f" AND m.status <> {ERASED} AND (m.home_store = s.store_id"
        f" OR s.seen_on >= (to_timestamp({now_ms:d} / 1000.0) AT TIME ZONE 'UTC')::date - {SEEN_DAYS})"
    )


def _member_rows(conn: Conn, who: str) -> Iterator[Sequence[Any]]:
    fields = (
        "name", "phone", "sex", "birthday", "lunar", "notes", "referrer", "joined_on", "joined_at_ms", "leap_month",
        "address", "ends_on", "seller_id", "tags", "frozen", "blacklisted",
    )  # fmt: skip
    picked = ", ".join(f"max(convert_from(p.value, 'UTF8')) FILTER (WHERE p.field = '{name}')" for name in fields)
    for row in _stream(conn, "member", f"""
        SELECT m.member_id::text, m.ver, m.home_store, m.account_id::text, m.status_epoch, m.alias_of::text,
          m.k_pinyin, m.k_initials, json_object_agg(substr(p.field, 8), convert_from(p.value, 'UTF8'))
            FILTER (WHERE p.field LIKE 'custom.%' AND length(p.value) > 0)::text, {picked}
        FROM member m LEFT JOIN member_pii p USING(member_id) WHERE m.member_id IN ({who})
        GROUP BY m.member_id ORDER BY m.member_id"""):  # fmt: skip
        member, ver, home, account, epoch, alias, pinyin, initials, own, *values = row
        name, phone = values[0] or "", values[1] or ""
        keys = keys_of(name, phone, lambda _, found=(pinyin, initials): found)  # type: ignore[misc]
        plain = [value or "" for value in values]
        tags = json.dumps([tag for tag in plain[13].split(", ") if tag], ensure_ascii=False)
        plain[13:14] = [tags, own or "{}"]
        search = (keys.name, keys.given, keys.pinyin, keys.initials, keys.phone, keys.phone_reversed)
        yield (member, ver, home, account, epoch, alias, *plain, *search)


def _stream(conn: Conn, name: str, query: str) -> Iterator[Sequence[Any]]:
    with conn.cursor(f"snapshot_{name}") as cursor:
        cursor.itersize = _BATCH
        cursor.execute(query.encode())
        yield from cursor


def _fill(out: dbapi2.Connection, table: str, rows: Sequence[Sequence[Any]] | Iterator[Sequence[Any]]) -> int:
    marks = ", ".join("?" * len(TABLES[table]))
    source, count = iter(rows), 0
    while batch := list(islice(source, _BATCH)):
        out.executemany(f"INSERT INTO {table} VALUES({marks})", batch)
        count += len(batch)
    return count


def seal(plain: Path, sealed: Path, secret: bytes) -> tuple[str, int]:
    """Compresses and encrypts chunk by chunk; gives the hash and size of the file."""
    digest, size = hashlib.sha256(), 0
    box = AESGCM(secret)
    with plain.open("rb") as source, sealed.open("wb") as target:

        def write(data: bytes) -> None:
            nonlocal size
            target.write(data)
            digest.update(data)
            size += len(data)

        write(MAGIC)
        for number, (chunk, last) in enumerate(_chunks(_compressed(source))):
            data = box.encrypt(nonce(number, last=last), chunk, None)
            write(len(data).to_bytes(4, "big") + data)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest(), size


def _compressed(source: BinaryIO) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL)
    while data := source.read(CHUNK_BYTES):
        yield packer.compress(data)
    yield packer.flush()


def _chunks(parts: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Pieces of CHUNK_BYTES; the last one says so, so that a cut file is noticed."""
    waiting = bytearray()
    for part in parts:
        waiting += part
        while len(waiting) > CHUNK_BYTES:
            yield bytes(waiting[:CHUNK_BYTES]), False
            del waiting[:CHUNK_BYTES]
    yield bytes(waiting), True
