"""What a member card with a chip holds: the same text as a track 2, `<number><check digit>=<MAC>`, never money.

Mifare Classic: blocks 4 to 6 (sector 1): "MP", version 1, length, text, CRC-16, zeros. NTAG, Ultralight: an NDEF
message with one record of the external type `memberpos:c`, so that any NFC program can tell what it is.
"""

from __future__ import annotations

import binascii
import re

from memberpos.devices import ntag
from memberpos.devices.mifare import BLOCK

SECTOR = 1
BLOCKS = (4, 5, 6)
RECORD_TYPE = "memberpos:c"
MAX_TEXT = 37
_HEAD = b"MP\x01"
_TEXT = re.compile(r"[0-9=]{1,37}", re.ASCII)


class DamagedError(ValueError):
    """The bytes begin like ours and go wrong: the card was taken away while it was written."""


def check_text(text: str) -> None:
    """ValueError unless digits and separators, at most what a track 2 holds."""
    if not _TEXT.fullmatch(text):
        raise ValueError("text")


def to_blocks(text: str) -> tuple[bytes, bytes, bytes]:
    """The three data blocks of sector 1. ValueError for a text that no card holds."""
    check_text(text)
    body = _HEAD + bytes((len(text),)) + text.encode("ascii")
    whole = (body + _crc(body)).ljust(3 * BLOCK, b"\0")
    return whole[:BLOCK], whole[BLOCK : 2 * BLOCK], whole[2 * BLOCK :]


def blocks_wanted(first: bytes) -> int:
    """How many of the three blocks the record in this first one fills; 0 = no record of ours."""
    if not first.startswith(_HEAD):
        return 0
    return min(3, -(-(len(_HEAD) + 1 + first[3] + 2) // BLOCK))


def from_blocks(data: bytes) -> str | None:
    """The text in sector 1; None when it is not a card of ours. DamagedError when it was."""
    if not data.startswith(_HEAD) or len(data) < len(_HEAD) + 1:
        return None
    end = len(_HEAD) + 1 + data[3]
    body, crc = data[:end], data[end : end + 2]
    if crc != _crc(body):
        raise DamagedError("crc")
    return _text(body[len(_HEAD) + 1 :])


def to_message(text: str) -> bytes:
    """The NDEF message of a card. ValueError for a text that no card holds."""
    check_text(text)
    return ntag.external_record(RECORD_TYPE, text.encode("ascii"))


def from_message(message: bytes) -> str | None:
    """The text in an NDEF message; None when it has no record of ours. DamagedError for one that makes no sense."""
    for record in ntag.records(message):
        if record.tnf == ntag.EXTERNAL and record.type == RECORD_TYPE.encode("ascii"):
            return _text(record.payload)
    return None


def _text(raw: bytes) -> str:
    text = raw.decode("latin-1")
    if not _TEXT.fullmatch(text):
        raise DamagedError("text")
    return text


def _crc(data: bytes) -> bytes:
    return binascii.crc_hqx(data, 0xFFFF).to_bytes(2, "big")
