"""Chip cards as they behave on air: keys and access conditions, locks and passwords, a state that a failure halts.

Sources: NXP MF1S50YYX, MF0ICU1, NTAG213/215/216.
"""

from __future__ import annotations

from memberpos.devices import mifare, ntag
from memberpos.devices.checksums import xor

#: Access condition of a data block → who may (read, write, increment, decrement): A, B, AB or nobody.
_DATA_RIGHTS = {
    0b000: ("AB", "AB", "AB", "AB"),
    0b010: ("AB", "", "", ""),
    0b100: ("AB", "B", "", ""),
    0b110: ("AB", "B", "B", "AB"),
    0b001: ("AB", "", "", "AB"),
    0b011: ("B", "B", "", ""),
    0b101: ("B", "", "", ""),
    0b111: ("", "", "", ""),
}
#: Condition of a trailer → who may (write key A, write access bits, read key B, write key B).
_TRAILER_RIGHTS = {
    0b000: ("A", "", "A", "A"),
    0b010: ("", "", "A", ""),
    0b100: ("B", "", "", "B"),
    0b110: ("", "", "", ""),
    0b001: ("A", "A", "A", "A"),
    0b011: ("B", "B", "", "B"),
    0b101: ("", "B", "", ""),
    0b111: ("", "", "", ""),
}


#: Type 2 card → pages, GET_VERSION size byte (0 = a plain Ultralight that knows no such command).
_SIZES = {"ultralight": (16, 0), "ntag213": (45, 0x0F), "ntag215": (135, 0x11), "ntag216": (231, 0x13)}


class ChipCard:
    """A card in the field. `awake`: selected, and not halted by a failure since.

    `writes_left`: pulled out of the field after so many writes (None = it stays).
    """

    kind = ""
    sak = 0x20
    atqa = 0x0344

    def __init__(self, uid: bytes) -> None:
        self.uid = uid
        self.awake = False
        self.writes_left: int | None = None

    def select(self) -> None:
        """REQA or WUPA, anticollision, select."""
        self.awake = True

    def halt(self) -> None:
        self.awake = False

    def authenticate(self, block: int, key: bytes, *, key_b: bool) -> bool:
        """Open a sector; a wrong key halts the card."""
        self.halt()
        return False

    def read(self, block: int) -> bytes | None:
        """16 bytes, None when the card refuses (and halts)."""
        self.halt()
        return None

    def write(self, block: int, data: bytes) -> bool:
        """16 bytes of a block or 4 of a page."""
        self.halt()
        return False

    def change(self, block: int, delta: int) -> bool:
        """Increment, decrement or (0) restore into the card's register."""
        self.halt()
        return False

    def transfer(self, block: int) -> bool:
        """The register into a block."""
        self.halt()
        return False

    def transceive(self, data: bytes) -> bytes | None:
        """The card's own commands; None = no answer."""
        self.halt()
        return None

    def _spend_write(self) -> bool:
        """Whether the card is still there for one more write."""
        if self.writes_left is None:
            return True
        self.writes_left -= 1
        if self.writes_left < 0:
            self.halt()
            return False
        return True


class RandomCard(ChipCard):
    """A telephone: another number each time it is woken."""

    kind = "phone"

    def __init__(self, uid: bytes) -> None:
        super().__init__(b"\x08" + uid[:3])
        self._turn = 0

    def halt(self) -> None:
        super().halt()
        self._turn += 1
        self.uid = b"\x08" + self._turn.to_bytes(3, "big")


class MifareClassic(ChipCard):
    """1K, 4K or Mini with factory keys."""

    def __init__(self, uid: bytes, sak: int = 0x08) -> None:
        super().__init__(uid)
        self.kind, self.sak, self.atqa = "m1", sak, 0x0002 if sak == 0x18 else 0x0004
        blocks = mifare.CLASSIC[sak][1]
        self.blocks = [
            bytearray(mifare.trailer() if mifare.is_trailer(block) else bytes(16)) for block in range(blocks)
        ]
        self.blocks[0][:] = (uid + bytes((xor(uid[:4]),)) + bytes((sak, 4, 0)) + b"SIMCARD1")[:16]
        self._open: tuple[int, str] | None = None
        self._register: bytes | None = None

    def select(self) -> None:
        super().select()
        self._open = self._register = None

    def halt(self) -> None:
        super().halt()
        self._open = None

    def set_keys(self, sector: int, key_a: bytes, key_b: bytes, access: bytes = mifare.FACTORY_ACCESS) -> None:
        """Other keys and conditions, as another system would leave them."""
        self.blocks[mifare.trailer_of(sector)][:] = key_a + access + key_b

    def authenticate(self, block: int, key: bytes, *, key_b: bool) -> bool:
        if not self.awake or block >= len(self.blocks):
            self.halt()
            return False
        trailer = self._trailer(block)
        if bytes(trailer[10:] if key_b else trailer[:6]) != key:
            self.halt()
            return False
        self._open = (mifare.sector_of(block), "B" if key_b else "A")
        return True

    def _trailer(self, block: int) -> bytearray:
        return self.blocks[mifare.trailer_of(mifare.sector_of(block))]

    def _condition(self, block: int) -> int | None:
        """The access condition of a block; None for a trailer whose bits do not verify: nothing works any more."""
        access = mifare.parse_access(bytes(self._trailer(block)[6:9]))
        if access is None:
            return None
        if mifare.is_trailer(block):
            return access.groups[3]
        place = block - mifare.first_block(mifare.sector_of(block))
        return access.groups[place if block < 128 else place // 5]

    def _may(self, block: int, right: int) -> bool:
        """Whether the key that opened the sector may do this (0 read, 1 write, 2 increment, 3 decrement)."""
        condition = self._condition(block)
        if not self.awake or self._open is None or self._open[0] != mifare.sector_of(block) or condition is None:
            return False
        key = self._open[1]
        if key == "B" and "A" in _TRAILER_RIGHTS[self._condition_of_trailer(block)][2]:
            return False  # a key B that can be read is data
        return key in _DATA_RIGHTS[condition][right]

    def _condition_of_trailer(self, block: int) -> int:
        return self._condition(mifare.trailer_of(mifare.sector_of(block))) or 0

    def _trailer_may(self, block: int, right: int) -> bool:
        condition = self._condition(block)
        if not self.awake or self._open is None or self._open[0] != mifare.sector_of(block) or condition is None:
            return False
        return self._open[1] in _TRAILER_RIGHTS[condition][right]

    def read(self, block: int) -> bytes | None:
        if block < len(self.blocks) and mifare.is_trailer(block):
            return self._read_trailer(block)
        if block >= len(self.blocks) or not self._may(block, 0):
            self.halt()
            return None
        return bytes(self.blocks[block])

    def _read_trailer(self, block: int) -> bytes | None:
        if not self.awake or self._open is None or self._open[0] != mifare.sector_of(block):
            self.halt()
            return None
        data = bytes(self.blocks[block])
        return bytes(6) + data[6:10] + (data[10:] if self._trailer_may(block, 2) else bytes(6))

    def write(self, block: int, data: bytes) -> bool:
        allowed = 0 < block < len(self.blocks) and len(data) == 16
        if allowed and mifare.is_trailer(block):
            allowed = self._trailer_may(block, 0) or self._trailer_may(block, 1)
        elif allowed:
            allowed = self._may(block, 1)
        if not allowed or not self._spend_write():
            self.halt()
            return False
        self.blocks[block][:] = data
        return True

    def change(self, block: int, delta: int) -> bool:
        found = mifare.parse_value(bytes(self.blocks[block])) if block < len(self.blocks) else None
        right = 2 if delta > 0 else 3
        if found is None or not self._may(block, right):
            self.halt()
            return False
        self._register = mifare.value_block(found[0] + delta, found[1])
        return True

    def transfer(self, block: int) -> bool:
        if self._register is None or not self._may(block, 3) or not self._spend_write():
            self.halt()
            return False
        self.blocks[block][:] = self._register
        return True


class Type2Card(ChipCard):
    """Ultralight or NTAG21x: pages, lock bits, one-time bits, a password."""

    sak, atqa = 0x00, 0x0044

    def __init__(self, uid: bytes, kind: str = "ntag213") -> None:
        super().__init__(uid)
        self.kind = kind
        count, self._size = _SIZES[kind]
        self.pages = [bytearray(4) for _ in range(count)]
        head = ntag.uid_pages(uid)
        for at, byte in enumerate(head):
            self.pages[at // 4][at % 4] = byte
        self._unlocked = False
        if self._size:
            last = ntag.PRODUCTS[4, self._size][1]
            self.pages[3][:] = ntag.capability((last - 3) * 4)
            self.pages[4][:] = bytes.fromhex("0103a00c")
            self.pages[5][:] = bytes.fromhex("340300fe")
            self.pages[-4][:] = bytes((4, 0, 0, 0xFF))
            self.pages[-2][:] = b"\xff" * 4

    def select(self) -> None:
        super().select()
        self._unlocked = False

    def protect(self, first_page: int, password: bytes, pack: bytes, *, reads: bool = False) -> None:
        """A password from `first_page` on, for writing, or for reading as well."""
        self.pages[-4][3] = first_page
        self.pages[-3][0] = 0x80 if reads else 0
        self.pages[-2][:] = password
        self.pages[-1][:2] = pack

    def _shut(self, page: int, *, reading: bool) -> bool:
        if not self._size or self._unlocked or page < self.pages[-4][3]:
            return False
        return bool(self.pages[-3][0] & 0x80) if reading else True

    def read(self, block: int) -> bytes | None:
        if not self.awake or block >= len(self.pages) or self._shut(block, reading=True):
            self.halt()
            return None
        last = len(self.pages)
        return b"".join(self._shown((block + offset) % last) for offset in range(4))

    def _shown(self, page: int) -> bytes:
        secret = self._size and page >= len(self.pages) - 2
        return bytes(4) if secret or self._shut(page, reading=True) else bytes(self.pages[page])

    def write(self, block: int, data: bytes) -> bool:
        fits = self.awake and 2 <= block < len(self.pages) and len(data) == 4
        if not fits or self._locked(block) or self._shut(block, reading=False) or not self._spend_write():
            self.halt()
            return False
        if block in (2, 3):  # bits that can only be set
            keep = 2 if block == 2 else 0
            data = bytes(self.pages[block][:keep]) + bytes(
                old | new for old, new in zip(self.pages[block][keep:], data[keep:], strict=True)
            )
        self.pages[block][:] = data
        return True

    def _locked(self, page: int) -> bool:
        bits = int.from_bytes(self.pages[2][2:], "little")
        return 3 <= page <= 15 and bool(bits >> page & 1)

    def transceive(self, data: bytes) -> bytes | None:
        if not self.awake:
            return None
        if data == b"\x60" and self._size:
            return bytes((0, 4, 4, 2, 1, 0, self._size, 3))
        if data[:1] == b"\x1b" and self._size and data[1:] == bytes(self.pages[-2]):
            self._unlocked = True
            return bytes(self.pages[-1][:2])
        self.halt()
        return None


def make_card(kind: str, uid: bytes) -> ChipCard:
    """A new card: m1, m1_4k, m1_mini, ultralight, ntag213, ntag215, ntag216, phone or cpu. KeyError for others."""
    classics = {"m1": 0x08, "m1_4k": 0x18, "m1_mini": 0x09}
    if kind in classics:
        return MifareClassic(uid, classics[kind])
    if kind == "phone":
        return RandomCard(uid)
    return ChipCard(uid) if kind == "cpu" else Type2Card(uid, kind)
