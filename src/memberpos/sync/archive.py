"""The form of a snapshot file, and opening one: sealed chunks of a compressed SQLite database (docs/protocol.md).

    magic(8) | { length u32be | AES-256-GCM(chunk, nonce = number u64be | last u32be) } …

Every chunk is proved before a byte of it is used; a missing end is noticed, because the last chunk says that it is one.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from memberpos.domain.errors import PosError
from memberpos.sync import pages
from memberpos.sync.protocol import WireError, unb64

MAGIC = b"MPSNAP1\n"
CHUNK_BYTES = 1024 * 1024
#: No snapshot is larger, packed or unpacked: a million members take about 400 MB.
MAX_BYTES = 8 * 1024**3

TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "member": (
            "id", "ver", "home", "account", "epoch", "alias", "name", "phone", "sex", "birthday", "lunar", "notes",
            "referrer", "joined_on", "joined_at_ms", "leap_month", "address", "ends_on", "seller_id", "tags", "custom",
            "frozen", "blacklisted", "k_name", "k_given", "k_pinyin", "k_initials", "k_phone",
            "k_phone_rev",
        ),
        "account": ("id", "member", "ver"),
        "balance": ("account", "kind", "instance", "unit", "amount"),
        "lot": (
            "id", "account", "kind", "instance", "granted", "open", "made_at_ms", "expires", "available_from",
            "recharge", "event", "gift",
        ),
        "card": ("number", "member", "account", "role", "state", "epoch", "replaced_by", "at_ms"),
        "row": ("account", "e", "id", "hlc", "f"),
        "doc": ("e", "id", "ver", "gone", "f"),
        "device": ("id", "last_seq"),
    }
)  # fmt: skip
SCHEMA: tuple[str, ...] = tuple(f"CREATE TABLE {name}({', '.join(columns)})" for name, columns in TABLES.items())


@dataclass(frozen=True)
class Manifest:
    """Where a snapshot is, what proves it, and where the feed goes on behind it."""

    bucket: str
    url: str
    size: int
    sha256: str
    secret: bytes
    cursor: Mapping[int, tuple[int, int]]
    rows: int


def signed_part(value: Mapping[str, Any]) -> dict[str, Any]:
    """What is signed of a manifest, and kept of it. KeyError when something is missing."""
    return {key: value[key] for key in ("bucket", "url", "bytes", "sha256", "secret", "cursor", "rows", "schema")}


def manifest_bytes(value: Mapping[str, Any]) -> bytes:
    """What headquarters signs of a manifest: everything but the signature, in order of key."""
    return b"memberpos-snapshot-1\n" + json.dumps(signed_part(value), sort_keys=True, separators=(",", ":")).encode()


def decode_manifest(value: Mapping[str, Any]) -> Manifest:
    """Checks a manifest's form (its signature is checked by who knows the keys); WireError."""
    fields = pages.Fields(value)
    size, rows = value.get("bytes"), value.get("rows")
    digest = fields.text("sha256", 64)
    if type(size) is not int or not 0 < size <= MAX_BYTES or type(rows) is not int or len(digest) != 64:
        raise WireError("bad_request", where="manifest")
    if value.get("schema") != 1:
        raise WireError("upgrade", where="manifest")
    url, secret = fields.text("url", 200), unb64(fields.text("secret", 64), "secret")
    if not url.startswith("/") or any(character.isspace() for character in url) or len(secret) != 32:
        raise WireError("bad_request", where="manifest")
    cursor = pages.decode_cursor(value.get("cursor"))
    return Manifest(fields.text("bucket", 16), url, size, digest, secret, cursor, rows)


def nonce(number: int, *, last: bool) -> bytes:
    """12 bytes: a snapshot has a key of its own, so a count never repeats under one."""
    return struct.pack(">QI", number, int(last))


def digest_of(path: Path) -> str:
    """Hex SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while data := file.read(CHUNK_BYTES):
            digest.update(data)
    return digest.hexdigest()


def open_sealed(sealed: Path, plain: Path, secret: bytes) -> None:
    """Writes the database inside a snapshot file to `plain`. PosError bad_file for anything that is not one."""
    unpacker, size = zlib.decompressobj(), 0
    with sealed.open("rb") as source, plain.open("wb") as target:
        for chunk in _chunks(source, secret):
            for data in _inflated(unpacker, chunk):
                size += len(data)
                if size > MAX_BYTES:
                    raise PosError("bad_file", what="snapshot")
                target.write(data)
    if not unpacker.eof:
        raise PosError("bad_file", what="snapshot")


def _inflated(unpacker: Any, chunk: bytes) -> Iterator[bytes]:
    """At most CHUNK_BYTES at a time, however well the chunk was compressed."""
    try:
        while chunk:
            data = unpacker.decompress(chunk, CHUNK_BYTES)
            chunk = unpacker.unconsumed_tail
            yield data
            if not data and not chunk:
                return
    except zlib.error as error:
        raise PosError("bad_file", what="snapshot") from error


def _chunks(source: BinaryIO, secret: bytes) -> Iterator[bytes]:
    box = AESGCM(secret)
    if source.read(len(MAGIC)) != MAGIC:
        raise PosError("bad_file", what="snapshot")
    number, sealed = 0, _next(source)
    while sealed:
        following = _next(source)
        try:
            yield box.decrypt(nonce(number, last=not following), sealed, None)
        except InvalidTag as error:
            raise PosError("bad_file", what="snapshot") from error
        number, sealed = number + 1, following
    if number == 0:
        raise PosError("bad_file", what="snapshot")


def _next(source: BinaryIO) -> bytes:
    head = source.read(4)
    if not head:
        return b""
    length = int.from_bytes(head, "big")
    data = source.read(length) if 16 <= length <= CHUNK_BYTES + 16 else b""
    if len(head) != 4 or len(data) != length or not data:
        raise PosError("bad_file", what="snapshot")
    return data
