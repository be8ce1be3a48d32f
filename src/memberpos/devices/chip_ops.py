"""What any reader can be asked to do with a chip card, and what it may answer: the words between card and reader.

Programs (chip_card.py) say which operations they want by yielding them; each reader's protocol turns an operation
into its own frames. So reading and writing a member card is written once for all readers.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

from memberpos.devices import mifare

RANDOM_ID = 0x08
T = TypeVar("T")


@dataclass(frozen=True)
class Chip:
    """A card in the field. `uid`: bytes as sent on air, first byte first; `sak` = SEL_RES; `atqa` = SENS_RES."""

    uid: bytes
    sak: int
    atqa: int = 0

    @property
    def random(self) -> bool:
        """The chip makes up another number each time (telephones, bank cards): nothing to know it again by."""
        return len(self.uid) == 4 and self.uid[0] == RANDOM_ID

    @property
    def classic(self) -> bool:
        return self.sak in mifare.CLASSIC

    @property
    def type2(self) -> bool:
        """Ultralight, NTAG."""
        return self.sak == 0x00

    @property
    def blocks(self) -> int:
        return mifare.CLASSIC[self.sak][1] if self.classic else 0

    @property
    def number(self) -> str:
        """The canonical form of the UID: hexadecimal, as on air."""
        return self.uid.hex().upper()


# --- operations


@dataclass(frozen=True)
class Select:
    """Find a card and take it up; it must be taken up again after a failed authentication.

    `fresh`: the field goes off before, so that what is read comes from the card's memory.
    """

    fresh: bool = False


@dataclass(frozen=True)
class Authenticate:
    """Open the sector of `block`. A failure halts the card."""

    block: int
    key: bytes
    key_b: bool = False

    def __post_init__(self) -> None:
        if len(self.key) != mifare.KEY_LENGTH:
            raise ValueError("key")


@dataclass(frozen=True)
class ReadBlock:
    """16 bytes: a block of a Classic, or four pages of a Type 2 card."""

    block: int


@dataclass(frozen=True)
class WriteBlock:
    """ValueError at once for block 0 and for a trailer that would brick its sector."""

    block: int
    data: bytes

    def __post_init__(self) -> None:
        mifare.check_write(self.block, self.data)


@dataclass(frozen=True)
class WritePage:
    """Four bytes of a Type 2 card. ValueError for UID and lock bytes, and for a page 3 that is no capability."""

    page: int
    data: bytes

    def __post_init__(self) -> None:
        if len(self.data) != 4:
            raise ValueError("length")
        if self.page < 3 or (self.page == 3 and self.data[:2] != b"\xe1\x10"):
            raise ValueError("page")


@dataclass(frozen=True)
class Transceive:
    """A command of the chip itself, for readers that can pass it on (else the answer is `unsupported`)."""

    data: bytes


@dataclass(frozen=True)
class AddValue:
    """Change the value block by `delta` (not 0) and keep the result there."""

    block: int
    delta: int


@dataclass(frozen=True)
class CopyValue:
    """Copy a value block to another one of the same sector (a backup)."""

    source: int
    target: int


@dataclass(frozen=True)
class Signal:
    """Beep or blink, where the reader can."""

    ok: bool = True


Op = Select | Authenticate | ReadBlock | WriteBlock | WritePage | Transceive | AddValue | CopyValue | Signal

#: Words of a failed answer: no_card, auth, card (it refused or went away), unsupported, no_answer (the reader).
FAILURES = ("no_card", "auth", "card", "unsupported", "no_answer")


@dataclass(frozen=True)
class Answer:
    """`word` "" = done; then `chip` (Select) or `data` (reads) says what was found."""

    word: str = ""
    data: bytes = b""
    chip: Chip | None = None

    @property
    def ok(self) -> bool:
        return not self.word


class ChipError(Exception):
    """A program cannot go on. `word`: one of FAILURES, or changed, random_id, other_number, mismatch, damaged,
    read_only, full.
    """

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


#: A sequence of operations that ends with a result.
Program = Generator[Op, Answer, T]
