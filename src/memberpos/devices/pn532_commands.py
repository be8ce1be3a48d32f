"""Commands of the PN532 that a card reader needs, and what is in the chip's answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from memberpos.devices import mifare, pn532
from memberpos.devices.chip_ops import Chip
from memberpos.devices.pn532 import Frame


class Code(IntEnum):
    """Command codes; the answer has the code plus one. The member names are those of the manual."""

    Diagnose = 0x00
    GetFirmwareVersion = 0x02
    GetGeneralStatus = 0x04
    ReadRegister = 0x06
    WriteRegister = 0x08
    ReadGPIO = 0x0C
    WriteGPIO = 0x0E
    SetSerialBaudRate = 0x10
    SetParameters = 0x12
    SAMConfiguration = 0x14
    PowerDown = 0x16
    RFConfiguration = 0x32
    RFRegulationTest = 0x58
    InDataExchange = 0x40
    InCommunicateThru = 0x42
    InDeselect = 0x44
    InListPassiveTarget = 0x4A
    InPSL = 0x4E
    InATR = 0x50
    InRelease = 0x52
    InSelect = 0x54
    InJumpForDEP = 0x56
    InAutoPoll = 0x60
    TgGetData = 0x86
    TgSetGeneralBytes = 0x92
    TgSetData = 0x8E
    TgInitAsTarget = 0x8C
    TgGetTargetStatus = 0x8A


BAUDS: Mapping[int, int] = MappingProxyType(
    {0: 9600, 1: 19200, 2: 38400, 3: 57600, 4: 115200, 5: 230400, 6: 460800, 7: 921600, 8: 1288000}
)
BRTY: Mapping[int, str] = MappingProxyType({0: "106A", 1: "212F", 2: "424F", 3: "106B", 4: "106 Jewel"})
SAM_MODES: Mapping[int, str] = MappingProxyType({1: "normal", 2: "virtual card", 3: "wired card", 4: "dual card"})
STATUS_OK = 0x00
STATUS_TIMEOUT = 0x01
STATUS_AUTH = 0x14
#: Low six bits of the status byte.
STATUS_WORDS: Mapping[int, str] = MappingProxyType(
    {
        0x00: "ok",
        0x01: "timeout",
        0x02: "crc",
        0x03: "parity",
        0x04: "bit count",
        0x05: "framing",
        0x06: "collision",
        0x07: "overflow",
        0x09: "rf buffer",
        0x0A: "rf field too late",
        0x0B: "rf field",
        0x0D: "temperature",
        0x0E: "internal buffer",
        0x10: "parameter",
        0x12: "dep command",
        0x13: "wrong format",
        0x14: "authentication",
        0x23: "uid check byte",
        0x25: "dep state",
        0x26: "not allowed",
        0x27: "wrong context",
        0x29: "released",
        0x2A: "card changed",
        0x2B: "card gone",
    }
)
MIFARE_WORDS: Mapping[int, str] = MappingProxyType(
    {
        mifare.KEY_A: "auth A",
        mifare.KEY_B: "auth B",
        mifare.READ: "read",
        mifare.WRITE: "write",
        mifare.WRITE_PAGE: "write page",
        mifare.INCREMENT: "increment",
        mifare.DECREMENT: "decrement",
        mifare.RESTORE: "restore",
        mifare.TRANSFER: "transfer",
    }
)
RF_FIELD, RF_RETRIES = 0x01, 0x05


# --- what the host says


def sam_configuration(mode: int = 1, wait_50ms: int = 0, *, irq: bool = True) -> bytes:
    """`wait_50ms`: for the virtual card mode only."""
    return pn532.command(Code.SAMConfiguration, bytes((mode, wait_50ms, irq)))


def get_firmware_version() -> bytes:
    return pn532.command(Code.GetFirmwareVersion)


def rf_field(*, on: bool) -> bytes:
    """Switch the field; off and on again puts every card back to its start."""
    return pn532.command(Code.RFConfiguration, bytes((RF_FIELD, on)))


def rf_retries(passive: int = 0x10) -> bytes:
    """How often a search is repeated inside the chip: FF would make it wait for a card without end."""
    return pn532.command(Code.RFConfiguration, bytes((RF_RETRIES, 0xFF, 0x01, passive)))


def list_passive_target(most: int = 1, brty: int = 0) -> bytes:
    return pn532.command(Code.InListPassiveTarget, bytes((most, brty)))


def data_exchange(data: bytes, target: int = 1) -> bytes:
    """A command to a card that was listed."""
    return pn532.command(Code.InDataExchange, bytes((target,)) + data)


def communicate_thru(data: bytes) -> bytes:
    """Bytes to the card as they are, for commands that the PN532 does not know (GET_VERSION, PWD_AUTH)."""
    return pn532.command(Code.InCommunicateThru, data)


def release(target: int = 0) -> bytes:
    """0 = every target."""
    return pn532.command(Code.InRelease, bytes((target,)))


def set_baud(baud: int) -> bytes:
    """The chip answers at the old speed and changes after the host's ACK. ValueError for another speed."""
    for code, speed in BAUDS.items():
        if speed == baud:
            return pn532.command(Code.SetSerialBaudRate, bytes((code,)))
    raise ValueError("baud")


def mifare_auth(block: int, key: bytes, uid: bytes, *, key_b: bool = False) -> bytes:
    """Data of an exchange that opens a sector: the last four UID bytes go with the key."""
    return bytes((mifare.KEY_B if key_b else mifare.KEY_A, block)) + key + uid[-4:]


def mifare_value(command: int, block: int, amount: int = 0) -> bytes:
    """Increment, decrement or restore (`amount` without a sign)."""
    return bytes((command, block)) + amount.to_bytes(4, "little")


# --- what the chip answers


@dataclass(frozen=True)
class Target:
    """One card of InListPassiveTarget at 106 kbps type A."""

    tg: int
    chip: Chip


def parse_targets(data: bytes) -> list[Target]:
    """Type A targets of an answer (count first); those cut off are left out."""
    targets: list[Target] = []
    at = 1
    for _ in range(data[0] if data else 0):
        if at + 5 > len(data):
            break
        tg, atqa, sak, length = data[at], int.from_bytes(data[at + 1 : at + 3], "big"), data[at + 3], data[at + 4]
        uid = data[at + 5 : at + 5 + length]
        if len(uid) < length:
            break
        targets.append(Target(tg, Chip(uid, sak, atqa)))
        at += 5 + length
        if sak & 0x20 and at < len(data):  # ISO 14443-4: the answer to select, its length first
            at += max(1, data[at])
    return targets


def status_of(data: bytes) -> int:
    """The error in a status byte; bit 6 and 7 say other things. An empty answer is a wrong format."""
    return data[0] & 0x3F if data else 0x13


def answers(frame: Frame, code: int) -> bool:
    """Whether this is the chip's answer to the command `code`."""
    return frame.kind in ("normal", "extended") and frame.payload[:2] == bytes((pn532.CHIP, code + 1))
