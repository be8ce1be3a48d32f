"""ER302, YHY632, YHY638 and SL500-like readers (115200 8N1): `AA BB LEN(2) NODE(2) CMD(2) DATA XOR`.

Sources: public Python drivers of the ER302 and the YHY523U, the YET-MF2 manual. An answer repeats the command and has
a status byte before its data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from memberpos.devices.ehuoyan import Layout, MessageDecoder

BAUD = 115200
LAYOUT = Layout(length_bytes=2, least=5, most=80, counts_itself=False)
ANY_NODE = 0x0000


class Cmd(IntEnum):
    """Commands of host and answer."""

    SET_BAUD = 0x0101
    SET_NODE = 0x0102
    GET_NODE = 0x0103
    FIRMWARE = 0x0104
    BEEP = 0x0106
    LED = 0x0107
    ANTENNA = 0x010C
    REQUEST = 0x0201
    ANTICOLLISION = 0x0202
    SELECT = 0x0203
    HALT = 0x0204
    AUTH = 0x0207
    READ = 0x0208
    WRITE = 0x0209
    VALUE_INIT = 0x020A
    VALUE_READ = 0x020B
    VALUE_DEC = 0x020C
    VALUE_INC = 0x020D
    UL_SELECT = 0x0212
    UL_WRITE = 0x0213


NAMES = {
    Cmd.SET_BAUD: "baud rate",
    Cmd.SET_NODE: "set node",
    Cmd.GET_NODE: "get node",
    Cmd.FIRMWARE: "firmware",
    Cmd.BEEP: "beep",
    Cmd.LED: "led",
    Cmd.ANTENNA: "antenna",
    Cmd.REQUEST: "request",
    Cmd.ANTICOLLISION: "anticollision",
    Cmd.SELECT: "select",
    Cmd.HALT: "halt",
    Cmd.AUTH: "auth2",
    Cmd.READ: "read",
    Cmd.WRITE: "write",
    Cmd.VALUE_INIT: "value init",
    Cmd.VALUE_READ: "read balance",
    Cmd.VALUE_DEC: "decrement",
    Cmd.VALUE_INC: "increment",
    Cmd.UL_SELECT: "UL select",
    Cmd.UL_WRITE: "UL write",
}
ALL_CARDS, IDLE_CARDS = 0x52, 0x26
STATUS_OK = 0x00
NO_CARD = frozenset((0x0D, 0x14))
STATUS_WORDS: Mapping[int, str] = MappingProxyType(
    {
        0x00: "ok",
        0x01: "baud rate",
        0x02: "port",
        0x0A: "general",
        0x0B: "undefined",
        0x0C: "parameter",
        0x0D: "no card",
        0x14: "request",
        0x15: "reset",
        0x16: "auth",
        0x17: "read",
        0x18: "write block",
        0x19: "read address",
        0x1A: "write address",
    }
)


@dataclass(frozen=True)
class Message:
    """A command, or an answer with its status as the first byte of `data`."""

    code: int
    data: bytes = b""
    node: int = ANY_NODE

    @property
    def status(self) -> int:
        """Of an answer; an empty one is a general error."""
        return self.data[0] if self.data else 0x0A


def encode(code: int, data: bytes = b"", node: int = ANY_NODE) -> bytes:
    """A frame of either side. ValueError when it is too long."""
    return LAYOUT.frame(node.to_bytes(2, "little") + code.to_bytes(2, "little") + data)


def reply(code: int, status: int, data: bytes = b"", node: int = ANY_NODE) -> bytes:
    """An answer of the reader."""
    return encode(code, bytes((status,)) + data, node)


class Er302Decoder(MessageDecoder[Message]):
    """Messages with their node and code."""

    layout = LAYOUT

    def message(self, body: bytes) -> Message:
        """Node and code stand before the data."""
        return Message(int.from_bytes(body[2:4], "little"), body[4:], int.from_bytes(body[:2], "little"))
