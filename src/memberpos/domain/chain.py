"""The chain of events of one device: hash, hybrid logical clock, digests of personal data. Pure.

Bytes as in docs/protocol.md: every program that checks a chain must come to the same 32 bytes.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from uuid import UUID

#: "Previous hash" of the first event of a device.
GENESIS = bytes(32)
SALT_BYTES = 16
_COUNTER_BITS = 16


def chain_hash(prev: bytes, device: UUID, seq: int, hlc: int, kind: str, kv: int, body: bytes) -> bytes:
    """sha256(prev32 | device16 | seq u64be | hlc u64be | len(kind) u8 | kind | kv u16be | sha256(body))."""
    name = kind.encode("ascii")
    head = prev + device.bytes + struct.pack(">QQB", seq, hlc, len(name)) + name + struct.pack(">H", kv)
    return hashlib.sha256(head + hashlib.sha256(body).digest()).digest()


def next_hlc(last: int, now_ms: int) -> int:
    """The clock after `last` at wall time `now_ms`: 48 bits of ms, 16 bits of counter; always greater than `last`."""
    return max(last + 1, now_ms << _COUNTER_BITS)


def hlc_ms(hlc: int) -> int:
    """The millisecond part of a clock value."""
    return hlc >> _COUNTER_BITS


@dataclass(frozen=True)
class Pii:
    """One personal value that travels beside an event, never in its body; `salt` is 16 random bytes."""

    field: str
    salt: bytes
    value: str

    @property
    def digest(self) -> str:
        """What the body holds instead of the value: hex sha256(salt16 | value)."""
        return pii_digest(self.salt, self.value)


def pii_digest(salt: bytes, value: str) -> str:
    """Hex sha256(salt16 | UTF-8 of value)."""
    return hashlib.sha256(salt + value.encode()).hexdigest()
