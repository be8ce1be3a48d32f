"""NTAG and Mifare Ultralight: chip types, the pages of a card, NDEF in its TLV area.

Sources: NXP NTAG213/215/216, MF0ICU1, MF0UL; NFC Forum Type 2 Tag, NDEF.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from memberpos.devices.checksums import xor

PAGE = 4
FIRST_USER_PAGE = 4
ULTRALIGHT_BYTES = 48
CASCADE = 0x88
ACK = 0x0A

#: GET_VERSION (family, storage size) → (name, last user page).
PRODUCTS: Mapping[tuple[int, int], tuple[str, int]] = MappingProxyType(
    {
        (0x04, 0x0F): ("NTAG213", 39),
        (0x04, 0x11): ("NTAG215", 129),
        (0x04, 0x13): ("NTAG216", 225),
        (0x04, 0x0B): ("NTAG210", 15),
        (0x04, 0x0E): ("NTAG212", 35),
        (0x03, 0x0B): ("Mifare Ultralight EV1 (MF0UL11)", 15),
        (0x03, 0x0E): ("Mifare Ultralight EV1 (MF0UL21)", 35),
    }
)

NULL, LOCK, MEMORY, NDEF, PRIVATE, TERMINATOR = 0x00, 0x01, 0x02, 0x03, 0xFD, 0xFE
EXTERNAL, SHORT_WHOLE = 0x04, 0xD0
MAX_SHORT = 254


@dataclass(frozen=True)
class Product:
    """A chip by its GET_VERSION; `name` "" for one not in the table, then the size is unknown too (0)."""

    name: str
    last_page: int
    vendor: int


def parse_version(data: bytes) -> Product | None:
    """Eight bytes 00 vendor family subtype major minor size protocol; None for anything else."""
    if len(data) != 8 or data[0] != 0:
        return None
    name, last_page = PRODUCTS.get((data[2], data[6]), ("", 0))
    return Product(name, last_page, data[1])


def uid_of(pages: bytes) -> bytes | None:
    """The 7-byte UID in pages 0 to 2, None when a check byte is wrong."""
    if len(pages) < 9:
        return None
    first, second = pages[:3], pages[4:8]
    sound = pages[3] == CASCADE ^ xor(first) and pages[8] == xor(second)
    return first + second if sound else None


def uid_pages(uid: bytes) -> bytes:
    """The first nine bytes of a card with this 7-byte UID."""
    return uid[:3] + bytes((CASCADE ^ xor(uid[:3]),)) + uid[3:7] + bytes((xor(uid[3:7]),))


@dataclass(frozen=True)
class Capability:
    """Capability container of page 3: bytes of the data area and whether it may be written."""

    size: int
    writable: bool


def parse_capability(page: bytes) -> Capability | None:
    """None for a page without the NDEF magic number (a blank Ultralight)."""
    if len(page) < PAGE or page[0] != 0xE1:
        return None
    return Capability(page[2] * 8, page[3] & 0x0F == 0)


def capability(size: int) -> bytes:
    """Page 3 of a card with an NDEF area of `size` bytes, readable and writable."""
    return bytes((0xE1, 0x10, size // 8, 0x00))


# --- TLV


@dataclass(frozen=True)
class Tlv:
    """One block of the data area; `at` is where it begins, `end` behind its last byte."""

    tag: int
    value: bytes
    at: int
    end: int


def tlvs(area: bytes) -> Iterator[Tlv]:
    """Blocks up to the terminator, or as far as the bytes make sense."""
    at = 0
    while at < len(area):
        tag = area[at]
        if tag == NULL:
            at += 1
            continue
        block = None if tag == TERMINATOR else _tlv(area, at)
        if block is None:
            return
        yield block
        at = block.end


def _tlv(area: bytes, at: int) -> Tlv | None:
    if at + 1 >= len(area):
        return None
    length, start = area[at + 1], at + 2
    if length == 0xFF:
        length, start = int.from_bytes(area[at + 2 : at + 4], "big"), at + 4
    value = area[start : start + length]
    return Tlv(area[at], value, at, start + length) if len(value) == length else None


def complete(area: bytes) -> bool:
    """Whether these bytes hold a whole message, or the end of all blocks."""
    at = 0
    for block in tlvs(area):
        if block.tag == NDEF:
            return True
        at = block.end
    return area[at:].lstrip(b"\0")[:1] == bytes((TERMINATOR,))


def ndef_message(area: bytes) -> bytes | None:
    """The first NDEF message of a data area; None when there is none (or it is cut)."""
    return next((block.value for block in tlvs(area) if block.tag == NDEF), None)


def ndef_place(area: bytes) -> int:
    """Where an NDEF block belongs: behind the lock and memory blocks a chip comes with."""
    place = 0
    for block in tlvs(area):
        if block.tag == NDEF:
            return block.at
        if block.tag in (LOCK, MEMORY):
            place = block.end
    return place


def ndef_tlv(message: bytes) -> bytes:
    """The message as a block with the terminator behind it. ValueError above 254 bytes."""
    if len(message) > MAX_SHORT:
        raise ValueError("length")
    return bytes((NDEF, len(message))) + message + bytes((TERMINATOR,))


# --- NDEF records


@dataclass(frozen=True)
class Record:
    """`tnf`: kind of the type name (1 well known, 2 media, 4 external)."""

    tnf: int
    type: bytes
    payload: bytes


def external_record(name: str, payload: bytes) -> bytes:
    """A message of one short record of an external type (`domain:name`)."""
    kind = name.encode("ascii")
    return bytes((SHORT_WHOLE | EXTERNAL, len(kind), len(payload))) + kind + payload


def records(message: bytes) -> list[Record]:
    """The records of a message as far as they are whole; chunked ones are left out."""
    found: list[Record] = []
    at = 0
    while at + 3 <= len(message):
        flags, type_length = message[at], message[at + 1]
        short, has_id = flags & 0x10, flags & 0x08
        length = message[at + 2] if short else int.from_bytes(message[at + 2 : at + 6], "big")
        start = at + (3 if short else 6)
        id_length = message[start] if has_id and start < len(message) else 0
        start += 1 if has_id else 0
        type_end = start + type_length
        end = type_end + id_length + length
        if end > len(message):
            break
        if not flags & 0x20:
            found.append(Record(flags & 7, message[start:type_end], message[type_end + id_length : end]))
        at = end
        if flags & 0x40:
            break
    return found
