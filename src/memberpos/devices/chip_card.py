"""Programs for chip cards: read the member number, write it and read it back, value blocks, trailers, passwords.

A program is a generator of operations (chip_ops.py); it ends with its result or with a ChipError.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memberpos.devices import chip_content, mifare, ntag
from memberpos.devices.chip_ops import (
    AddValue,
    Answer,
    Authenticate,
    Chip,
    ChipError,
    CopyValue,
    Program,
    ReadBlock,
    Select,
    Transceive,
    WriteBlock,
    WritePage,
)

Keys = Sequence[bytes]
READ_BYTES = 16
AREA_READ = 128


@dataclass(frozen=True)
class Content:
    """What is on a card: our text, "" for none; `damaged`: ours, but cut off while it was written."""

    text: str = ""
    damaged: bool = False


def checked(answer: Answer) -> Answer:
    """The answer, or a ChipError with its word."""
    if not answer.ok:
        raise ChipError(answer.word)
    return answer


def select_again(chip: Chip, *, fresh: bool = False) -> Program[None]:
    """Take the same card up again; ChipError no_card or changed."""
    answer = checked((yield Select(fresh)))
    if answer.chip is None or answer.chip.uid != chip.uid:
        raise ChipError("changed")


def read_block(block: int) -> Program[bytes]:
    """16 bytes; ChipError."""
    data = checked((yield ReadBlock(block))).data
    if len(data) != READ_BYTES:
        raise ChipError("card")
    return data


# --- what a member card holds


def read_content(chip: Chip, keys: Keys) -> Program[Content]:
    """Our text on a card; none on a foreign one, whatever it is. ChipError no_card … when the card went away."""
    try:
        if chip.classic:
            return (yield from _read_classic(chip, keys))
        if chip.type2:
            return (yield from _read_type2())
    except chip_content.DamagedError:
        return Content(damaged=True)
    return Content()


def write_content(chip: Chip, text: str, keys: Keys, *, overwrite: bool = False) -> Program[None]:
    """Write `text`; prove_content says whether it is there.

    ChipError unsupported, auth, read_only, full, other_number (the card holds another number and `overwrite` is off),
    changed, card … ValueError for a text that no card holds.
    """
    chip_content.check_text(text)
    before = yield from read_content(chip, keys)
    if before.text not in ("", text) and not overwrite:
        raise ChipError("other_number")
    if chip.classic:
        yield from _write_classic(chip, text, keys)
    elif chip.type2:
        yield from _write_type2(chip_content.to_message(text))
    else:
        raise ChipError("unsupported")


def prove_content(chip: Chip, text: str, keys: Keys) -> Program[None]:
    """Read the card with a fresh field; ChipError mismatch unless it holds `text`."""
    yield from select_again(chip, fresh=True)
    if (yield from read_content(chip, keys)).text != text:
        raise ChipError("mismatch")


def erase_content(chip: Chip, keys: Keys) -> Program[None]:
    """Take our record off a card; what else is on it stays. ChipError as for writing."""
    if chip.classic:
        yield from authenticate(chip, chip_content.BLOCKS[0], keys)
        for block in chip_content.BLOCKS:
            checked((yield WriteBlock(block, bytes(mifare.BLOCK))))
    elif chip.type2:
        yield from _write_type2(b"")
    else:
        raise ChipError("unsupported")


# --- Mifare Classic


def authenticate(chip: Chip, block: int, keys: Keys) -> Program[bytes]:
    """Open a sector with the first key that fits, as key A, then as key B; the key. ChipError auth if none does."""
    tried = False
    for key_b in (False, True):
        for key in keys:
            if tried:
                yield from select_again(chip)
            tried = True
            answer = yield Authenticate(block, key, key_b)
            if answer.ok:
                return key
            if answer.word != "auth":
                raise ChipError(answer.word)
    yield from select_again(chip)
    raise ChipError("auth")


def _read_classic(chip: Chip, keys: Keys) -> Program[Content]:
    first, *rest = chip_content.BLOCKS
    try:
        yield from authenticate(chip, first, keys)
    except ChipError as error:
        if error.word == "auth":
            return Content()
        raise
    data = yield from read_block(first)
    for block in rest[: max(0, chip_content.blocks_wanted(data) - 1)]:
        data += yield from read_block(block)
    return Content(chip_content.from_blocks(data) or "")


def _write_classic(chip: Chip, text: str, keys: Keys) -> Program[None]:
    """The block with the head last: a card taken away too early holds no record, or one with a wrong CRC."""
    yield from select_again(chip)
    yield from authenticate(chip, chip_content.BLOCKS[0], keys)
    for block, data in reversed(list(zip(chip_content.BLOCKS, chip_content.to_blocks(text), strict=True))):
        checked((yield WriteBlock(block, data)))


def write_trailer(chip: Chip, sector: int, data: bytes, keys: Keys) -> Program[None]:
    """New keys and access conditions of a sector. ValueError (before anything is sent) for a trailer that bricks it."""
    mifare.check_trailer(data)
    block = mifare.trailer_of(sector)
    yield from authenticate(chip, block, keys)
    checked((yield WriteBlock(block, data)))


def read_value(block: int) -> Program[int]:
    """The value in an opened sector; ChipError damaged when the copies in the block do not agree."""
    found = mifare.parse_value((yield from read_block(block)))
    if found is None:
        raise ChipError("damaged")
    return found[0]


def put_value(block: int, value: int) -> Program[None]:
    """Make a value block of an opened sector."""
    checked((yield WriteBlock(block, mifare.value_block(value, block))))


def add_value(block: int, delta: int) -> Program[int]:
    """Change a value block by `delta`; the value after it."""
    if delta:
        checked((yield AddValue(block, delta)))
    return (yield from read_value(block))


def copy_value(source: int, target: int) -> Program[None]:
    """A backup of a value block in the same sector."""
    checked((yield CopyValue(source, target)))


# --- NTAG, Ultralight


def identify(chip: Chip) -> Program[ntag.Product | None]:
    """Which NTAG or Ultralight EV1 it is; None for one that does not say (it is taken up again then)."""
    answer = yield Transceive(bytes((mifare.GET_VERSION,)))
    if answer.ok:
        return ntag.parse_version(answer.data)
    if answer.word != "unsupported":
        yield from select_again(chip)
    return None


def unlock(password: bytes) -> Program[bytes]:
    """PWD_AUTH with four bytes; the PACK of the card. ChipError auth when it is the wrong one."""
    answer = yield Transceive(bytes((mifare.PWD_AUTH,)) + password)
    if answer.word == "card":
        raise ChipError("auth")
    data = checked(answer).data
    if len(data) != 2:
        raise ChipError("auth")
    return data


def _area_size(head: bytes) -> int:
    """Bytes of the data area by page 3; a blank one is an Ultralight."""
    container = ntag.parse_capability(head[12:16])
    return container.size if container else ntag.ULTRALIGHT_BYTES


def _read_area(size: int) -> Program[bytes]:
    """The data area up to the end of its first message, at most AREA_READ bytes: a card of ours needs no more."""
    area = b""
    while len(area) < min(size, AREA_READ) and not ntag.complete(area):
        area += yield from read_block(ntag.FIRST_USER_PAGE + len(area) // ntag.PAGE)
    return area[:size]


def _read_type2() -> Program[Content]:
    head = yield from read_block(0)
    area = yield from _read_area(_area_size(head))
    message = ntag.ndef_message(area)
    return Content(chip_content.from_message(message) or "") if message else Content()


def _write_type2(message: bytes) -> Program[None]:
    """Length 0 first, the length last: a card taken away too early holds an empty message."""
    head = yield from read_block(0)
    container = ntag.parse_capability(head[12:16])
    if container is not None and not container.writable:
        raise ChipError("read_only")
    size = _area_size(head)
    area = yield from _read_area(size)
    place = ntag.ndef_place(area)
    block = ntag.ndef_tlv(message)
    if place + len(block) > size:
        raise ChipError("full")
    if container is None and not any(head[12:16]):
        checked((yield WritePage(3, ntag.capability(size))))
    yield from _write_block_at(area[:place], block)


def _write_block_at(before: bytes, block: bytes) -> Program[None]:
    keep = len(before) // ntag.PAGE * ntag.PAGE
    lead = before[keep:]
    data = lead + block
    data += bytes(-len(data) % ntag.PAGE)
    empty = bytearray(data)
    empty[len(lead) + 1] = 0
    first = ntag.FIRST_USER_PAGE + keep // ntag.PAGE
    for page in range(len(data) // ntag.PAGE):
        checked((yield WritePage(first + page, bytes(_page(empty, page)))))
    length_page = (len(lead) + 1) // ntag.PAGE
    checked((yield WritePage(first + length_page, bytes(_page(data, length_page)))))


def _page(data: bytes | bytearray, page: int) -> bytes | bytearray:
    return data[page * ntag.PAGE : (page + 1) * ntag.PAGE]
