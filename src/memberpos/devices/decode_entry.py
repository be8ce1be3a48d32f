"""One record of a vector file, and the ways its bytes can arrive."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Got = dict[str, Any]
Chunks = Callable[[bytes], list[bytes]]
_MAX_RANDOM = 17


@dataclass(frozen=True)
class Entry:
    """`data`: the bytes; `text`: as in the record, "" for a hex one; `pending`: the command in flight or ""."""

    device: str
    direction: str
    pending: str
    data: bytes
    text: str

    @property
    def from_host(self) -> bool:
        return self.direction.startswith("host")


def entry_of(record: Mapping[str, Any]) -> Entry | None:
    """The Entry of a record with `hex` or `text`; None if it has neither in a readable form."""
    text, digits = record.get("text"), record.get("hex")
    if isinstance(digits, str):
        try:
            data, text = bytes.fromhex(digits), ""
        except ValueError:
            return None
    elif isinstance(text, str):
        data = text.encode("utf-8", "replace")
    else:
        return None
    device, direction, pending = (str(record.get(key) or "") for key in ("device", "direction", "pending"))
    return Entry(device, direction, pending, data, text)


def whole(data: bytes) -> list[bytes]:
    """All frames glued into one piece."""
    return [data]


def pieces_of(size: int) -> Chunks:
    """Pieces of `size` bytes."""
    return lambda data: [data[at : at + size] for at in range(0, len(data), size)]


def random_pieces(seed: int) -> Chunks:
    """Pieces of 1 to 17 bytes, the same for the same seed and length."""

    def cut(data: bytes) -> list[bytes]:
        source = random.Random(seed)  # noqa: S311 - where bytes are cut is no secret
        pieces, at = [], 0
        while at < len(data):
            size = source.randint(1, _MAX_RANDOM)
            pieces.append(data[at : at + size])
            at += size
        return pieces

    return cut
