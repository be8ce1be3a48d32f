"""What travels between a till and headquarters: limits, envelopes, receipts. Pure; docs/protocol.md is its description.

Both sides use this module, so every decoder treats its input as hostile: a `WireError` for anything else than the form.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from memberpos.domain.chain import SALT_BYTES, Pii

PROTO_OLDEST, PROTO_NEWEST = 1, 1
MAX_EVENTS = 500
MAX_REQUEST_BYTES = 1024 * 1024
MAX_EVENT_BYTES = 64 * 1024
#: JSON events compress about tenfold; a stream that grows more than this is an attack.
MAX_RATIO = 200
#: A batch is filled up to this, which leaves room for the envelope.
BATCH_BYTES = 768 * 1024
MAX_PII = 32
CARD_KEY_BYTES, MAX_KEY_CHARS = 32, 64
MAX_PII_CHARS = 4096

_MAX_SEQ = 2**53 - 1
#: Older than any shop: an age that a till tells is no more.
MAX_AGE_S = 10**10
_MAX_HLC = 2**63 - 1
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HASH_BYTES = 32
_KIND = re.compile(r"[a-z][a-z0-9_.]{0,63}")
#: An own field of a member is `custom.<code>`.
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,31}(\.[a-z0-9_]{1,32})?")


class WireError(Exception):
    """Bytes that are not the protocol; `status` and `code` are what a server answers."""

    def __init__(self, code: str, status: int = 400, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code} {self.facts}"


class WireEvent(NamedTuple):
    """One event as it travels; `body` are the exact bytes the till hashed."""

    seq: int
    kind: str
    kv: int
    event_id: UUID
    hlc: int
    body: bytes
    hash: bytes
    pii: tuple[Pii, ...] = ()


@dataclass(frozen=True)
class Left:
    """What a till has yet to send behind a batch: how many events, and how old the first is by the till's own clock."""

    count: int
    age_s: int


@dataclass(frozen=True)
class PushRequest:
    """A batch: consecutive events from `first`; `head` is the hash of the till's last event in it; `left` if told."""

    device: UUID
    first: int
    events: tuple[WireEvent, ...]
    head: bytes
    left: Left | None = None


@dataclass(frozen=True)
class PushAnswer:
    """What headquarters now holds: everything up to `acked`, proven by `receipt` (Ed25519, 64 bytes)."""

    acked: int
    receipt: bytes
    hq_time_ms: int
    next_s: int
    results: tuple[dict[str, Any], ...] = field(default=())


def text_of(data: bytes) -> str:
    """Bytes as a JSON string that gives the same bytes back, also where they are not UTF-8."""
    return data.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """The inverse of `text_of`."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        raise WireError("bad_request", where="text") from error


def dump(value: Any) -> bytes:
    """Compact JSON; ASCII, so that any text survives any carrier."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def load(data: bytes) -> dict[str, Any]:
    """A JSON object; no NaN, no endless nesting."""
    try:
        value = json_value(data)
    except (ValueError, RecursionError) as error:
        raise WireError("bad_request", where="json") from error
    if not isinstance(value, dict):
        raise WireError("bad_request", where="json")
    return value


def json_value(data: str | bytes) -> Any:
    """Any JSON value; no NaN. ValueError, RecursionError."""
    return json.loads(data, parse_constant=_no_constant)


def _no_constant(name: str) -> None:
    raise ValueError(name)


def event_bytes(event: Any) -> int:
    """An upper estimate of what an event takes in a request, before compression."""
    return 400 + 2 * len(event.body) + sum(200 + 6 * len(item.value) for item in event.pii)


def encode_push(request: PushRequest) -> dict[str, Any]:
    """The JSON value of a push."""
    value = {
        "device": str(request.device),
        "from": request.first,
        "events": [_encode_event(event) for event in request.events],
        "head": request.head.hex(),
    }
    if request.left is not None:
        value["left"] = {"n": request.left.count, "age_s": request.left.age_s}
    return value


def _encode_event(event: WireEvent) -> dict[str, Any]:
    value: dict[str, Any] = {
        "seq": event.seq,
        "kind": event.kind,
        "kv": event.kv,
        "id": str(event.event_id),
        "hlc": str(event.hlc),
        "body": text_of(event.body),
        "hash": event.hash.hex(),
    }
    if event.pii:
        value["pii"] = [{"field": p.field, "salt": b64(p.salt), "value": p.value} for p in event.pii]
    return value


def decode_push(value: dict[str, Any]) -> PushRequest:
    """Checks a push and its limits; WireError 400 bad_request, 413 too_large."""
    events = _list(value, "events")
    if len(events) > MAX_EVENTS:
        raise WireError("too_large", 413, limit=MAX_EVENTS)
    first = _int(value, "from", 1, _MAX_SEQ)
    decoded = tuple(_decode_event(event) for event in events)
    if any(event.seq != first + index for index, event in enumerate(decoded)):
        raise WireError("bad_request", where="seq")
    head = _hex32(value, "head")
    if decoded and decoded[-1].hash != head:
        raise WireError("bad_request", where="head")
    return PushRequest(_uuid(value, "device"), first, decoded, head, _decode_left(value.get("left")))


def _decode_left(value: Any) -> Left | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise WireError("bad_request", where="left")
    return Left(_int(value, "n", 0, _MAX_SEQ), _int(value, "age_s", 0, MAX_AGE_S))


def _decode_event(value: Any) -> WireEvent:
    if not isinstance(value, dict):
        raise WireError("bad_request", where="event")
    body = bytes_of(_str(value, "body", MAX_REQUEST_BYTES))
    if len(body) > MAX_EVENT_BYTES:
        raise WireError("too_large", 413, limit=MAX_EVENT_BYTES)
    return WireEvent(
        _int(value, "seq", 1, _MAX_SEQ),
        _matching(value, "kind", _KIND),
        _int(value, "kv", 0, 0xFFFF),
        _uuid(value, "id"),
        _decimal(value, "hlc"),
        body,
        _hex32(value, "hash"),
        _decode_pii(value["pii"]) if "pii" in value else (),
    )


def _decode_pii(value: Any) -> tuple[Pii, ...]:
    if not isinstance(value, list) or len(value) > MAX_PII:
        raise WireError("bad_request", where="pii")
    return tuple(_decode_pii_item(item) for item in value)


def _decode_pii_item(value: Any) -> Pii:
    if not isinstance(value, dict):
        raise WireError("bad_request", where="pii")
    salt = unb64(_str(value, "salt", 32), "salt")
    if len(salt) != SALT_BYTES:
        raise WireError("bad_request", where="salt")
    text = _str(value, "value", MAX_PII_CHARS)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise WireError("bad_request", where="value") from error
    return Pii(_matching(value, "field", _FIELD), salt, text)


def encode_answer(answer: PushAnswer) -> dict[str, Any]:
    """The JSON value of a 200 to a push."""
    return {
        "acked": answer.acked,
        "receipt": b64(answer.receipt),
        "results": list(answer.results),
        "hq_time": str(answer.hq_time_ms),
        "next_s": answer.next_s,
    }


def decode_answer(value: dict[str, Any]) -> PushAnswer:
    """Checks a 200 to a push (a headquarters may be hostile too); WireError."""
    results = _list(value, "results")
    if len(results) > MAX_EVENTS or not all(isinstance(item, dict) for item in results):
        raise WireError("bad_request", where="results")
    return PushAnswer(
        acked=_int(value, "acked", 0, _MAX_SEQ),
        receipt=unb64(_str(value, "receipt", 128), "receipt"),
        hq_time_ms=_decimal(value, "hq_time"),
        next_s=_int(value, "next_s", 0, 86_400),
        results=tuple(results),
    )


def receipt_bytes(device: UUID, seq: int, digest: bytes) -> bytes:
    """What headquarters signs: it holds the chain of `device` up to `seq`, whose hash is `digest`."""
    return b"memberpos-receipt-1\n" + device.bytes + struct.pack(">Q", seq) + digest


def revocation_bytes(device: UUID) -> bytes:
    """What headquarters signs to order a revoked till to wipe itself."""
    return b"memberpos-revoked-1\n" + device.bytes


def replaces_bytes(old: UUID, new: UUID) -> bytes:
    """What a restored till signs with its old key: it was `old` and is `new` from now on."""
    return b"memberpos-replaces-1\n" + old.bytes + new.bytes


def sign(key: bytes, message: bytes) -> bytes:
    """Ed25519 signature by the 32-byte private key."""
    return Ed25519PrivateKey.from_private_bytes(key).sign(message)


def public_key(key: bytes) -> bytes:
    """The 32-byte public key of a 32-byte private key."""
    return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()


def signed_by(keys: Sequence[bytes], signature: bytes, message: bytes) -> bool:
    """True when one of the public keys made this Ed25519 signature."""
    return any(_verifies(key, signature, message) for key in keys)


def _verifies(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def squeeze(data: bytes, level: int = 6) -> bytes:
    """gzip, the same bytes for the same input."""
    packer = zlib.compressobj(level, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def unsqueeze(data: bytes, limit: int = MAX_REQUEST_BYTES) -> bytes:
    """Unzips one gzip member, bounded by `limit` bytes and by MAX_RATIO; WireError 413 too_large, 400 bad_request."""
    bound = min(limit, max(MAX_EVENT_BYTES, MAX_RATIO * len(data)))
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        out = unpacker.decompress(data, bound + 1)
    except zlib.error as error:
        raise WireError("bad_request", where="gzip") from error
    if len(out) > bound:
        raise WireError("too_large", 413, limit=limit)
    if not unpacker.eof or unpacker.unused_data:
        raise WireError("bad_request", where="gzip")
    return out


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def unb64(text: str, where: str) -> bytes:
    """Strict base64; WireError naming the key `where`."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise WireError("bad_request", where=where) from error


def _str(value: dict[str, Any], key: str, limit: int) -> str:
    got = value.get(key)
    if not isinstance(got, str) or len(got) > limit:
        raise WireError("bad_request", where=key)
    return got


def _matching(value: dict[str, Any], key: str, pattern: re.Pattern[str]) -> str:
    got = _str(value, key, 64)
    if not pattern.fullmatch(got):
        raise WireError("bad_request", where=key)
    return got


def _int(value: dict[str, Any], key: str, low: int, high: int) -> int:
    got = value.get(key)
    if type(got) is not int or not low <= got <= high:
        raise WireError("bad_request", where=key)
    return got


def _decimal(value: dict[str, Any], key: str) -> int:
    text = _str(value, key, 19)
    if not (text.isascii() and text.isdigit()) or (found := int(text)) > _MAX_HLC:
        raise WireError("bad_request", where=key)
    return found


def _list(value: dict[str, Any], key: str) -> list[Any]:
    got = value.get(key)
    if not isinstance(got, list):
        raise WireError("bad_request", where=key)
    return got


def _uuid(value: dict[str, Any], key: str) -> UUID:
    text = _str(value, key, 36)
    if not _UUID.fullmatch(text):
        raise WireError("bad_request", where=key)
    return UUID(int=int(text.replace("-", ""), 16))


def _hex32(value: dict[str, Any], key: str) -> bytes:
    text = _str(value, key, 64)
    try:
        found = bytes.fromhex(text)
    except ValueError as error:
        raise WireError("bad_request", where=key) from error
    if len(found) != _HASH_BYTES or found.hex() != text:  # in one form only
        raise WireError("bad_request", where=key)
    return found
