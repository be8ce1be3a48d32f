"""PC/SC readers (ACR122U and other CCID readers): the APDUs for contactless memory cards, and their answers.

Sources: PC/SC part 3 supplement, ACS ACR122U API V2.04, ACR1255U-J1 manual. APDUs of class FF are for the reader; one
with INS 00 passes PN532 bytes through to the chip of an ACR122U.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from memberpos.devices import mifare, pn532
from memberpos.devices.checksums import xor
from memberpos.devices.pn532_commands import Code

READER = 0xFF
DIRECT, GET_DATA, LOAD_KEY, AUTHENTICATE = 0x00, 0xCA, 0x82, 0x86
READ_BINARY, READ_VALUE, UPDATE_BINARY, VALUE, GET_RESPONSE = 0xB0, 0xB1, 0xD6, 0xD7, 0xC0
LED = 0x40
SW_OK = 0x9000
SW_FAILED = 0x6300
VALUE_STORE, VALUE_INC, VALUE_DEC, VALUE_COPY = 0x00, 0x01, 0x02, 0x03

STORAGE_RID = bytes.fromhex("a000000306")
_ATR_CARDS: Mapping[int, int] = MappingProxyType({0x0001: 0x08, 0x0002: 0x18, 0x0003: 0x00, 0x0026: 0x09})
SW_WORDS: Mapping[int, str] = MappingProxyType(
    {
        0x9000: "ok",
        0x6300: "failed",
        0x6581: "memory failure",
        0x6700: "wrong length",
        0x6800: "class not supported",
        0x6982: "security",
        0x6983: "authentication method",
        0x6A81: "function not supported",
        0x6A82: "not found",
        0x6B00: "wrong address",
        0x6D00: "unknown instruction",
        0x6E00: "unknown class",
    }
)


@dataclass(frozen=True)
class Response:
    """`sw`: the two status bytes as a number."""

    data: bytes
    sw: int

    @property
    def ok(self) -> bool:
        return self.sw == SW_OK

    @property
    def more(self) -> int | None:
        """Bytes that wait for a GET RESPONSE (old firmware: 61 xx), None when nothing does."""
        return self.sw & 0xFF if self.sw >> 8 == 0x61 else None


def parse_response(raw: bytes) -> Response | None:
    """None for fewer than two bytes."""
    return Response(raw[:-2], int.from_bytes(raw[-2:], "big")) if len(raw) >= 2 else None


# --- commands


def get_uid() -> bytes:
    return bytes((READER, GET_DATA, 0, 0, 0))


def get_ats() -> bytes:
    return bytes((READER, GET_DATA, 1, 0, 0))


def load_key(key: bytes, slot: int = 0) -> bytes:
    """Into the reader's volatile memory."""
    return bytes((READER, LOAD_KEY, 0, slot, len(key))) + key


def authenticate(block: int, slot: int = 0, *, key_b: bool = False) -> bytes:
    kind = mifare.KEY_B if key_b else mifare.KEY_A
    return bytes((READER, AUTHENTICATE, 0, 0, 5, 1, 0, block, kind, slot))


def read(block: int, length: int = 16) -> bytes:
    return bytes((READER, READ_BINARY, 0, block, length))


def update(block: int, data: bytes) -> bytes:
    """16 bytes of a block, or four of a page."""
    return bytes((READER, UPDATE_BINARY, 0, block, len(data))) + data


def change_value(block: int, op: int, value: int) -> bytes:
    """Store, increment or decrement; the value goes high byte first."""
    return bytes((READER, VALUE, 0, block, 5, op)) + (value & 0xFFFFFFFF).to_bytes(4, "big")


def copy_value(source: int, target: int) -> bytes:
    return bytes((READER, VALUE, 0, source, 2, VALUE_COPY, target))


def direct(payload: bytes) -> bytes:
    """PN532 bytes (TFI first) to the chip of an ACR122U."""
    return bytes((READER, DIRECT, 0, 0, len(payload))) + payload


def get_response(length: int) -> bytes:
    return bytes((READER, GET_RESPONSE, 0, 0, length))


def signal(*, ok: bool) -> bytes:
    """LED and one beep of an ACR122U: green for good, red for bad; times in 100 ms."""
    state = 0b0010_1000 if ok else 0b0001_0100
    return bytes((READER, DIRECT, LED, state, 4, 1, 1, 1, 1))


def through(data: bytes) -> bytes:
    """A chip's own command by way of the PN532 inside."""
    return direct(bytes((pn532.HOST, Code.InCommunicateThru)) + data)


# --- the answer to reset


@dataclass(frozen=True)
class Atr:
    """What an ATR tells: the SEL_RES that goes with a storage card, None for others."""

    storage: bool
    sak: int | None = None


def parse_atr(raw: bytes) -> Atr:
    """By the application identifier of PC/SC part 3: `… 4F 0C A000000306 SS NN NN …`."""
    at = raw.find(b"\x4f\x0c" + STORAGE_RID)
    if at < 0 or len(raw) < at + 10:
        return Atr(storage=False)
    return Atr(True, _ATR_CARDS.get(int.from_bytes(raw[at + 8 : at + 10], "big")))


def storage_atr(card: int) -> bytes:
    """The ATR of a storage card with this PC/SC card name (0001 = Classic 1K, 0002 = 4K, 0003 = Ultralight)."""
    history = b"\x80\x4f\x0c" + STORAGE_RID + b"\x03" + card.to_bytes(2, "big") + bytes(4)
    body = bytes((0x80 | len(history), 0x80, 0x01)) + history
    return b"\x3b" + body + bytes((xor(body),))


# --- commands as a reader sees them


@dataclass(frozen=True)
class Apdu:
    """Class, instruction, two parameters, data, and the wanted length (None = none given)."""

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes = b""
    le: int | None = None


def parse_apdu(raw: bytes) -> Apdu | None:
    """A short APDU; None for one that is cut or too long."""
    if len(raw) < 4:
        return None
    head = raw[0], raw[1], raw[2], raw[3]
    if len(raw) == 4:
        return Apdu(*head)
    if len(raw) == 5:
        return Apdu(*head, le=raw[4])
    data, rest = raw[5 : 5 + raw[4]], raw[5 + raw[4] :]
    if len(data) < raw[4] or len(rest) > 1:
        return None
    return Apdu(*head, data, rest[0] if rest else None)
