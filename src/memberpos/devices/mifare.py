"""Mifare Classic: sectors, keys, access conditions and value blocks, and what may never be written.

Source: NXP MF1S50YYX. A card is an identifier here; what stands in a value block is a copy, never the truth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

BLOCK = 16
KEY_LENGTH = 6
FACTORY_KEY = b"\xff" * 6
#: Keys that cards come with: the factory's, two of NFC Forum cards, and all zero.
DEFAULT_KEYS = (FACTORY_KEY, bytes.fromhex("a0a1a2a3a4a5"), bytes.fromhex("d3f7d3f7d3f7"), bytes(6))
FACTORY_ACCESS = bytes.fromhex("ff078069")

KEY_A, KEY_B = 0x60, 0x61
READ, WRITE, WRITE_PAGE = 0x30, 0xA0, 0xA2
DECREMENT, INCREMENT, RESTORE, TRANSFER = 0xC0, 0xC1, 0xC2, 0xB0
GET_VERSION, PWD_AUTH = 0x60, 0x1B

#: SEL_RES → (name, blocks). 08 and 18 are also worn by SmartMX cards that emulate a Classic.
CLASSIC: Mapping[int, tuple[str, int]] = MappingProxyType(
    {
        0x08: ("Mifare Classic 1K", 64),
        0x18: ("Mifare Classic 4K", 256),
        0x09: ("Mifare Mini", 20),
        0x88: ("Mifare Classic 1K", 64),
        0x28: ("Mifare Classic 1K", 64),
        0x38: ("Mifare Classic 4K", 256),
    }
)
_OTHERS = {0x00: "Mifare Ultralight or NTAG", 0x20: "CPU card"}


def type_name(sel_res: int) -> str:
    """What a SEL_RES means, "" for one not known."""
    return CLASSIC[sel_res][0] if sel_res in CLASSIC else _OTHERS.get(sel_res, "")


def sector_of(block: int) -> int:
    """Sectors of 4 blocks up to block 127, of 16 from there on (4K)."""
    return block // 4 if block < 128 else 32 + (block - 128) // 16


def first_block(sector: int) -> int:
    return sector * 4 if sector < 32 else 128 + (sector - 32) * 16


def trailer_of(sector: int) -> int:
    """The block with the sector's keys and access conditions."""
    return first_block(sector) + (3 if sector < 32 else 15)


def is_trailer(block: int) -> bool:
    return block == trailer_of(sector_of(block))


# --- access conditions


@dataclass(frozen=True)
class Access:
    """(C1, C2, C3) as a number 0..7 for the three data groups of a sector and for its trailer."""

    groups: tuple[int, int, int, int]


#: A trailer's conditions that still let a key write it: anything else locks the sector for good.
_TRAILER_OPEN = frozenset({0b000, 0b001, 0b011, 0b101, 0b100})


def access_bytes(access: Access, free_byte: int = 0x69) -> bytes:
    """The four bytes of a trailer between its keys, each condition also inverted."""
    c1, c2, c3 = (sum((group >> bit & 1) << at for at, group in enumerate(access.groups)) for bit in (2, 1, 0))
    return bytes(((~c2 & 15) << 4 | ~c1 & 15, c1 << 4 | ~c3 & 15, c3 << 4 | c2, free_byte))


def parse_access(data: bytes) -> Access | None:
    """The conditions in the first three of these bytes; None when they do not agree with their inversion."""
    if len(data) < 3:
        return None
    c1, c2, c3 = data[1] >> 4, data[2] & 15, data[2] >> 4
    inverted = (data[0] & 15, data[0] >> 4, data[1] & 15)
    if inverted != (~c1 & 15, ~c2 & 15, ~c3 & 15):
        return None
    group = [(c1 >> at & 1) << 2 | (c2 >> at & 1) << 1 | c3 >> at & 1 for at in range(4)]
    return Access((group[0], group[1], group[2], group[3]))


def trailer(key_a: bytes = FACTORY_KEY, access: bytes = FACTORY_ACCESS, key_b: bytes = FACTORY_KEY) -> bytes:
    """A sector trailer that can be written safely. ValueError for one that would brick the sector."""
    data = key_a + access + key_b
    check_trailer(data)
    return data


def check_trailer(data: bytes) -> None:
    """ValueError unless the access bits verify and leave a key that may change them again."""
    access = parse_access(data[6:9]) if len(data) == BLOCK else None
    if access is None:
        raise ValueError("access_bits")
    if access.groups[3] not in _TRAILER_OPEN:
        raise ValueError("trailer_locks_itself")


def check_write(block: int, data: bytes) -> None:
    """ValueError for what is never written to a card: block 0, a trailer that does not verify, not 16 bytes."""
    if len(data) != BLOCK:
        raise ValueError("length")
    if not 0 < block <= 255:
        raise ValueError("manufacturer_block" if block == 0 else "block")
    if is_trailer(block):
        check_trailer(data)


# --- value blocks


def value_block(value: int, address: int = 0) -> bytes:
    """A signed 32-bit value three times, one of them inverted, then the address byte four times."""
    plain = value.to_bytes(4, "little", signed=True)
    inverted = bytes(~byte & 0xFF for byte in plain)
    return plain + inverted + plain + bytes((address, ~address & 0xFF) * 2)


def parse_value(data: bytes) -> tuple[int, int] | None:
    """(value, address) of a value block, None when its copies do not agree."""
    if len(data) != BLOCK:
        return None
    value = int.from_bytes(data[:4], "little", signed=True)
    return (value, data[12]) if data == value_block(value, data[12]) else None
