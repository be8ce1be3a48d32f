"""Star TCP300, TCP310, TCP300II: readers that write the magnetic stripe of a card and rewrite what is printed on it.

Source: the maker's programmer's manuals. Blocks `STX command data ETX BCC` (BCC = XOR of command to ETX), answered at
once by ACK, NAK (again) or DLE (refused), later by `STX command status data ETX BCC`, which the host acknowledges.
GB2312 models print two-byte characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from memberpos.devices.byte_decoder import ByteDecoder
from memberpos.devices.checksums import xor

STX, ETX, ACK, NAK, DLE = 0x02, 0x03, 0x06, 0x15, 0x10
MAX_DATA = 1024
CONTROLS = {ACK: "ACK", NAK: "NAK", DLE: "DLE"}


class Command(IntEnum):
    """Commands; the EEPROM of 90, 91 and 5B wears out, so this program never sends them."""

    READ_1 = 0x21
    READ_2 = 0x22
    READ_3 = 0x23
    READ_1_NOW = 0x25
    READ_2_NOW = 0x26
    READ_3_NOW = 0x27
    BUFFER_1 = 0x29
    BUFFER_2 = 0x2A
    BUFFER_3 = 0x2B
    WRITE = 0x31
    WRITE_NOW = 0x32
    SET_1_7BIT = 0x38
    SET_2_7BIT = 0x39
    SET_3_7BIT = 0x3A
    SET_1 = 0x3B
    SET_2 = 0x3C
    SET_3 = 0x3D
    CLEAR_PRINT = 0x40
    TEXT = 0x41
    IMAGE = 0x42
    RASTER_LINE = 0x43
    ERASE_PRINT = 0x46
    PRINT = 0x47
    ERASE = 0x48
    CLEAR_ALL = 0x49
    RASTER_BLOCK = 0x4D
    DISCHARGE = 0x50
    BACK_IDLE = 0x51
    CLEANING = 0x52
    FRONT_IDLE = 0x53
    CANCEL_INSERT = 0x54
    CANCEL_REMOVAL = 0x55
    ROM_VERSION = 0x58
    STATUS = 0x59
    LED_BUZZER = 0x5A
    CLEANING_BUTTON = 0x5B
    RESET = 0x5F
    COMMUNICATION = 0x90
    MODEL = 0x91
    TRANSPORTS = 0x95
    PRINTS = 0x96


NAMES = {
    Command.READ_1: "first track read", Command.READ_2: "second track read", Command.READ_3: "third track read",
    Command.READ_1_NOW: "first track read, status with no card",
    Command.READ_2_NOW: "second track read, status with no card",
    Command.READ_3_NOW: "third track read, status with no card",
    Command.BUFFER_1: "first track buffer read", Command.BUFFER_2: "second track buffer read",
    Command.BUFFER_3: "third track buffer read", Command.WRITE: "write",
    Command.WRITE_NOW: "write, status with no card",
    Command.SET_1_7BIT: "first track data, 7 bit", Command.SET_2_7BIT: "second track data, 7 bit",
    Command.SET_3_7BIT: "third track data, 7 bit", Command.SET_1: "first track data",
    Command.SET_2: "second track data", Command.SET_3: "third track data",
    Command.CLEAR_PRINT: "print expansion buffer clear", Command.TEXT: "text", Command.IMAGE: "internal image",
    Command.RASTER_LINE: "raster line", Command.ERASE_PRINT: "erase+print", Command.PRINT: "print",
    Command.ERASE: "erase", Command.CLEAR_ALL: "buffer clear", Command.RASTER_BLOCK: "raster block",
    Command.DISCHARGE: "discharge", Command.BACK_IDLE: "back idle", Command.CLEANING: "cleaning",
    Command.FRONT_IDLE: "front idle", Command.CANCEL_INSERT: "cancel insert wait",
    Command.CANCEL_REMOVAL: "cancel removal wait", Command.ROM_VERSION: "ROM version request",
    Command.STATUS: "status request", Command.LED_BUZZER: "LED and buzzer", Command.CLEANING_BUTTON: "cleaning button",
    Command.RESET: "reset", Command.COMMUNICATION: "communication setting", Command.MODEL: "model setting",
    Command.TRANSPORTS: "transport count", Command.PRINTS: "print count",
}  # fmt: skip

NORMAL, NO_CARD, NO_STRIPE = 0x20, 0x22, 0x23
STATUSES = {
    NORMAL: "normal", NO_CARD: "no card", NO_STRIPE: "no stripe", 0x31: "parity error",
    0x32: "no start or end code", 0x33: "LRC error", 0x34: "bad character", 0x37: "magnetic write error",
    0x38: "card jam", 0x40: "cover open", 0x41: "invalid command", 0x42: "cam motor", 0x43: "erase head temperature",
    0x45: "EEPROM", 0x4C: "BMP", 0x51: "buffer overflow",
}  # fmt: skip
COVER_OPEN, JAM = 0x40, 0x38
UNREADABLE = frozenset((NO_STRIPE, 0x31, 0x32, 0x33, 0x34))
_HARDWARE = frozenset((0x42, 0x43, 0x45))
_OPERATOR = frozenset((0x31, 0x32, 0x33, 0x34, 0x37, JAM, COVER_OPEN))


def rank(status: int) -> str:
    """Whose trouble a status is: A the maker's, B the operator's, C neither; "" for none."""
    if status == NORMAL:
        return ""
    return "A" if status in _HARDWARE else "B" if status in _OPERATOR else "C"


@dataclass(frozen=True)
class Block:
    """A block as it came; `good`: its check byte is right."""

    command: int
    data: bytes = b""
    good: bool = True

    @property
    def status(self) -> int | None:
        """Of an answer: its status."""
        return self.data[0] if self.data else None


@dataclass(frozen=True)
class Control:
    """ACK, NAK or DLE."""

    code: int


Event = Block | Control


def encode(command: int, data: bytes = b"") -> bytes:
    """A block; ValueError for data that is too long or holds the end mark."""
    if len(data) > MAX_DATA or {STX, ETX} & set(data):
        raise ValueError("not for a block")
    body = bytes((command,)) + data + bytes((ETX,))
    return bytes((STX,)) + body + bytes((xor(body),))


def reply(command: int, status: int, data: bytes = b"") -> bytes:
    """An answer of the device."""
    return encode(command, bytes((status,)) + data)


class BlockDecoder(ByteDecoder[Event]):
    """Bytes of either side to blocks and controls; any chunking gives the same. Anything else is passed over."""

    def forget(self) -> None:
        """Half a block and a long silence: it is not going to be whole."""
        self._buffer.clear()

    def byte(self, byte: int) -> list[Event]:
        if not self._buffer:
            if byte == STX:
                self._buffer.append(byte)
            return [Control(byte)] if byte in CONTROLS else []
        if self._buffer[-1] == ETX and len(self._buffer) > 2:
            return self._end(byte)
        if byte == STX:  # the block before was cut off
            self._buffer.clear()
        self._buffer.append(byte)
        if len(self._buffer) > MAX_DATA + 4:
            self._buffer.clear()
        return []

    def _end(self, check: int) -> list[Event]:
        body = bytes(self._buffer[1:])
        self._buffer.clear()
        return [Block(body[0], body[1:-1], xor(body) == check)]


# --- what is printed

#: The face of a card held upright, in dots; the origin is its upper left corner, y the bottom of a line.
WIDTH, HEIGHT = 320, 480
LINE = 30
FIRST_LINE = 23  # of 24 dots, from 0
MAX_LINES = (HEIGHT - FIRST_LINE) // LINE
MODES = ("vertical+overwrite", "horizontal+overwrite", "vertical+add", "horizontal+add")
_WIDE, _NARROW = 24, 12


@dataclass(frozen=True)
class TextCommand:
    """Data of command 41. mode 0 upright, 1 across (both over what is there), 2, 3 the same beside it."""

    mode: int
    x: int
    y: int
    text: str


def text_data(text: TextCommand) -> bytes:
    """The data of command 41; characters that the printer has not are ?."""
    return f"{text.mode},{text.x},{text.y},".encode("ascii") + gb_text(text.text)


def gb_text(text: str) -> bytes:
    """Text in the two-byte part of GB18030; what is not in it, and what would end a block, as ?."""
    return b"".join(_char(char) for char in text)


def _char(char: str) -> bytes:
    try:
        raw = char.encode("gb18030")
    except UnicodeEncodeError:
        return b"?"
    return raw if len(raw) == 2 or (len(raw) == 1 and raw[0] >= 0x20) else b"?"


def fitting(text: str) -> str:
    """As much of a text as one line of an upright card holds."""
    room, kept = WIDTH, ""
    for char in text:
        room -= _NARROW if char.isascii() else _WIDE
        if room < 0:
            return kept
        kept += char
    return kept


def parse_text(data: bytes) -> TextCommand | None:
    """What command 41 puts where; None if its head is missing or makes no sense."""
    parts = data.split(b",", 3)
    if len(parts) < 4 or not all(part.isdigit() for part in parts[:3]) or parts[0] not in (b"0", b"1", b"2", b"3"):
        return None
    return TextCommand(int(parts[0]), int(parts[1]), int(parts[2]), parts[3].decode("gb18030", "replace"))


def discharge_erase_print(data: bytes) -> tuple[int, int, int] | None:
    """The three choices of command 46, all yes when there are none; None if they make no sense."""
    if not data:
        return 1, 1, 1
    parts = data.split(b",") if b"," in data else [data[at : at + 1] for at in range(len(data))]
    if len(parts) != 3 or not set(parts) <= {b"0", b"1"}:
        return None
    one, two, three = (int(part) for part in parts)
    return one, two, three
