"""MSR605, MSR606, MSR206 card writers: every host command, and the blocks that a device answers with.

Source: MSR605 Programmer's Manual Rev. B. 9600 8N1; each command is ESC and a code. A device speaks only when asked:
a read, write or erase "arms" it, after one swipe it answers once. The same bytes mean different things in each
direction (1B 79), so each direction has a decoder of its own: msr605_reply (device to host) and msr605_host.
"""

from __future__ import annotations

from enum import StrEnum

from memberpos.devices import iso7811

ESC = 0x1B
FS = 0x1C
BLOCK_END = b"?\x1c"
BLOCK_START = b"\x1bs"
STATUS_OK = 0x30
#: 31 read or write error, 32 command format error, 34 invalid command, 39 bad swipe speed, 41 failed
STATUS_WORDS: dict[int, str] = {
    0x30: "ok",
    0x31: "read_write_error",
    0x32: "command_format",
    0x34: "invalid_command",
    0x39: "swipe_speed",
    0x41: "failed",
}


class Command(StrEnum):
    """Commands of the host; the value is the name used in logs and in `pending` of recorded frames."""

    RESET = "reset"
    COMM_TEST = "comm_test"
    ISO_READ = "iso_read"
    ISO_WRITE = "iso_write"
    RAW_READ = "raw_read"
    RAW_WRITE = "raw_write"
    ERASE = "erase"
    LED_ALL_OFF = "led_all_off"
    LED_ALL_ON = "led_all_on"
    LED_GREEN = "led_green"
    LED_YELLOW = "led_yellow"
    LED_RED = "led_red"
    SENSOR_TEST = "sensor_test"
    RAM_TEST = "ram_test"
    SET_LEADING_ZERO = "set_leading_zero"
    CHECK_LEADING_ZERO = "check_leading_zero"
    SET_BPI = "set_bpi"
    SET_BPC = "set_bpc"
    SET_HICO = "set_hico"
    SET_LOCO = "set_loco"
    GET_COERCIVITY = "get_coercivity"
    GET_MODEL = "get_model"
    GET_FIRMWARE = "get_firmware"


CODES: dict[Command, int] = {
    Command.RESET: 0x61,
    Command.COMM_TEST: 0x65,
    Command.ISO_READ: 0x72,
    Command.ISO_WRITE: 0x77,
    Command.RAW_READ: 0x6D,
    Command.RAW_WRITE: 0x6E,
    Command.ERASE: 0x63,
    Command.LED_ALL_OFF: 0x81,
    Command.LED_ALL_ON: 0x82,
    Command.LED_GREEN: 0x83,
    Command.LED_YELLOW: 0x84,
    Command.LED_RED: 0x85,
    Command.SENSOR_TEST: 0x86,
    Command.RAM_TEST: 0x87,
    Command.SET_LEADING_ZERO: 0x7A,
    Command.CHECK_LEADING_ZERO: 0x6C,
    Command.SET_BPI: 0x62,
    Command.SET_BPC: 0x6F,
    Command.SET_HICO: 0x78,
    Command.SET_LOCO: 0x79,
    Command.GET_COERCIVITY: 0x64,
    Command.GET_MODEL: 0x74,
    Command.GET_FIRMWARE: 0x76,
}
LEDS = frozenset((Command.LED_ALL_OFF, Command.LED_ALL_ON, Command.LED_GREEN, Command.LED_YELLOW, Command.LED_RED))
#: erase selector by set of tracks
ERASE_CODES: dict[frozenset[int], int] = {
    frozenset((1,)): 0,
    frozenset((2,)): 2,
    frozenset((3,)): 4,
    frozenset((1, 2)): 3,
    frozenset((1, 3)): 5,
    frozenset((2, 3)): 6,
    frozenset((1, 2, 3)): 7,
}
#: (track, bits an inch) by argument byte
BPI_CODES: dict[int, tuple[int, int]] = {
    0xD2: (2, 210),
    0x4B: (2, 75),
    0xA1: (1, 210),
    0xA0: (1, 75),
    0xC1: (3, 210),
    0xC0: (3, 75),
}

Three = tuple[str, str, str]
RawThree = tuple[bytes, bytes, bytes]


def _command(command: Command, *args: int) -> bytes:
    return bytes((ESC, CODES[command], *args))


def reset() -> bytes:
    """Also cancels an armed read, write or erase. No answer: wait 100 ms, then drop what came in."""
    return _command(Command.RESET)


def comm_test() -> bytes:
    return _command(Command.COMM_TEST)


def iso_read() -> bytes:
    return _command(Command.ISO_READ)


def iso_write(tracks: Three) -> bytes:
    """`tracks` 1..3 with or without sentinels (sent without), "" = not written. ValueError on what does not fit."""
    out = _command(Command.ISO_WRITE) + BLOCK_START
    for number, text in enumerate(tracks, 1):
        full = iso7811.with_sentinels(number, text)
        reason = iso7811.check_text(number, full) if full else ""
        if reason:
            raise ValueError(reason)
        out += bytes((ESC, number)) + full[1:-1].encode("ascii")
    return out + BLOCK_END


def raw_read() -> bytes:
    return _command(Command.RAW_READ)


def raw_write(tracks: RawThree) -> bytes:
    """Raw bytes of tracks 1..3, each at most 255, packed by iso7811.pack_write at 8 bits. ValueError if longer."""
    return _command(Command.RAW_WRITE) + _raw_tracks(tracks)


def _raw_tracks(tracks: RawThree) -> bytes:
    out = BLOCK_START
    for number, data in enumerate(tracks, 1):
        if len(data) > 255:
            raise ValueError("length")
        out += bytes((ESC, number, len(data))) + data
    return out + BLOCK_END


def erase(*tracks: int) -> bytes:
    """Erases the given track numbers. ValueError for none or others than 1..3."""
    code = ERASE_CODES.get(frozenset(tracks))
    if code is None:
        raise ValueError("tracks")
    return _command(Command.ERASE, code)


def led(which: Command) -> bytes:
    """`which` is one of LEDS. No answer. ValueError for another command."""
    if which not in LEDS:
        raise ValueError("led")
    return _command(which)


def sensor_test() -> bytes:
    """Answered only when a card passes."""
    return _command(Command.SENSOR_TEST)


def ram_test() -> bytes:
    return _command(Command.RAM_TEST)


def set_leading_zero(track13: int = 61, track2: int = 22) -> bytes:
    return _command(Command.SET_LEADING_ZERO, track13, track2)


def check_leading_zero() -> bytes:
    return _command(Command.CHECK_LEADING_ZERO)


def set_bpi(track: int, bpi: int) -> bytes:
    """Density 75 or 210 of one track. ValueError for others."""
    for code, meaning in BPI_CODES.items():
        if meaning == (track, bpi):
            return _command(Command.SET_BPI, code)
    raise ValueError("bpi")


def set_bpc(bpc: tuple[int, int, int]) -> bytes:
    """Bits a character of tracks 1..3, 5 to 8 each. ValueError for others."""
    if not all(5 <= bits <= 8 for bits in bpc):
        raise ValueError("bpc")
    return _command(Command.SET_BPC, *bpc)


def set_hico() -> bytes:
    """Coercivity is not restored by a reset: set it before each write."""
    return _command(Command.SET_HICO)


def set_loco() -> bytes:
    return _command(Command.SET_LOCO)


def get_coercivity() -> bytes:
    return _command(Command.GET_COERCIVITY)


def get_model() -> bytes:
    return _command(Command.GET_MODEL)


def get_firmware() -> bytes:
    return _command(Command.GET_FIRMWARE)


def iso_block(tracks: Three, status: int = STATUS_OK, bad: tuple[int, ...] = ()) -> bytes:
    """What a device answers to an ISO read: tracks with sentinels, "" = the marker for empty; `bad` = read error."""
    out = BLOCK_START
    for number, text in enumerate(tracks, 1):
        marker = b"\x1b*" if number in bad else b"\x1b+"
        out += bytes((ESC, number)) + (text.encode("ascii") if text and number not in bad else marker)
    return out + BLOCK_END + bytes((ESC, status))


def raw_block(tracks: RawThree, status: int = STATUS_OK) -> bytes:
    """What a device answers to a raw read: bytes as packed by iso7811.pack_read."""
    return _raw_tracks(tracks) + bytes((ESC, status))
