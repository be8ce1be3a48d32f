"""EHUOYAN YHY522, YHY521X card modules (19200 8N1): `AA BB LEN CMD DATA XOR`.

Sources: YHY522R and YHY521X manuals, a public Python driver. Success answers with the command as status, failure with
its inversion. Each read and write carries the key and opens the sector itself. A module set to automatic mode speaks
unasked: its UID with status 20, a block with status 51.
The code of the Ultralight page write (29) stands between its neighbours in the manual; its own page was not found.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from memberpos.devices.ehuoyan import Layout, MessageDecoder

BAUD = 19200
LAYOUT = Layout(length_bytes=1, least=2, most=64, counts_itself=True)


class Cmd(IntEnum):
    """Commands; the same number answers success."""

    TEST = 0x00
    SLEEP = 0x03
    AUTO_CONFIG = 0x04
    DOWNLOAD_KEYS = 0x05
    CHANGE_KEYS = 0x06
    LOCK_CARD = 0x07
    DOWNLOAD_BLOCK = 0x08
    DOWNLOAD_VALUE = 0x09
    RESET = 0x0C
    ANTENNA = 0x11
    CARD_SLEEP = 0x12
    AUTO = 0x13
    BEEP = 0x14
    BEEP_TIME = 0x15
    OUTPUT_1 = 0x16
    OUTPUT_2 = 0x17
    CARD_TYPE = 0x19
    CARD_ID = 0x20
    BLOCK_READ = 0x21
    BLOCK_WRITE = 0x22
    VALUE_INIT = 0x23
    VALUE_READ = 0x24
    VALUE_INC = 0x25
    VALUE_DEC = 0x26
    VALUE_BACKUP = 0x27
    PAGES_READ = 0x28
    PAGE_WRITE = 0x29
    SECTOR_READ = 0x2A
    SECTOR_WRITE = 0x2B
    AUTO_BLOCK = 0x51


NAMES = {
    Cmd.TEST: "test",
    Cmd.SLEEP: "module sleep",
    Cmd.AUTO_CONFIG: "auto mode config",
    Cmd.DOWNLOAD_KEYS: "download keys",
    Cmd.CHANGE_KEYS: "change card keys",
    Cmd.LOCK_CARD: "lock card",
    Cmd.DOWNLOAD_BLOCK: "download block",
    Cmd.DOWNLOAD_VALUE: "download value",
    Cmd.RESET: "reset",
    Cmd.ANTENNA: "antenna",
    Cmd.CARD_SLEEP: "card sleep",
    Cmd.AUTO: "auto mode",
    Cmd.BEEP: "beep",
    Cmd.BEEP_TIME: "beep time",
    Cmd.OUTPUT_1: "output 1",
    Cmd.OUTPUT_2: "output 2",
    Cmd.CARD_TYPE: "card type",
    Cmd.CARD_ID: "card id",
    Cmd.BLOCK_READ: "block read",
    Cmd.BLOCK_WRITE: "block write",
    Cmd.VALUE_INIT: "value init",
    Cmd.VALUE_READ: "value read",
    Cmd.VALUE_INC: "value inc",
    Cmd.VALUE_DEC: "value dec",
    Cmd.VALUE_BACKUP: "value backup",
    Cmd.PAGES_READ: "UL read",
    Cmd.PAGE_WRITE: "UL write",
    Cmd.SECTOR_READ: "sector read",
    Cmd.SECTOR_WRITE: "sector write",
    Cmd.AUTO_BLOCK: "auto block",
}
#: Commands whose data begins with key type, block and key.
KEYED = frozenset(
    (
        Cmd.BLOCK_READ,
        Cmd.BLOCK_WRITE,
        Cmd.VALUE_INIT,
        Cmd.VALUE_READ,
        Cmd.VALUE_INC,
        Cmd.VALUE_DEC,
    )
)


@dataclass(frozen=True)
class Message:
    """Command of the host, or status and data of the module."""

    code: int
    data: bytes = b""


def encode(code: int, data: bytes = b"") -> bytes:
    """A frame of either side. ValueError when it is too long."""
    return LAYOUT.frame(bytes((code,)) + data)


def keyed(code: int, block: int, key: bytes, data: bytes = b"", *, key_b: bool = False) -> bytes:
    """A command that opens the sector of `block` with `key` first."""
    return encode(code, bytes((key_b, block)) + key + data)


def failure(code: int) -> int:
    """The status that says that the command failed."""
    return ~code & 0xFF


class Yhy522Decoder(MessageDecoder[Message]):
    """Messages with their code."""

    layout = LAYOUT

    def message(self, body: bytes) -> Message:
        """The code stands before the data."""
        return Message(body[0], body[1:])
