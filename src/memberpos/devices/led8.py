"""LED8 customer displays: eight digits and four lamps (price, total, collected, change), 2400 8N1, never answers.

Sources: LED8N manual and two Chinese cash-desk programs. Shown are digits, `-` and `.`, at most eight digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from memberpos.devices.byte_decoder import ByteDecoder
from memberpos.devices.customer_view import GOODS, PAID, CustomerView

DIGITS = 8
MAX_TEXT = 15
LAMPS = ("off", "price", "total", "collect", "change")
BAUDS = {"0": 9600, "1": 4800, "2": 2400, "3": 1200, "4": 600, "5": 300}
CLEAR, CLEAR_LINE, INIT = b"\x0c", b"\x18", b"\x1b@"
_TEXT = re.compile(r"[0-9.-]*")
_ESC, _STX, _CR = 0x1B, 0x02, 0x0D
_SHOW = b"\x1bQA"


def shows(text: str) -> bool:
    """Whether a text fits on the display."""
    return bool(_TEXT.fullmatch(text)) and len(text) <= MAX_TEXT and len(text.replace(".", "")) <= DIGITS


def show(text: str) -> bytes:
    """Digits, points and minus; ValueError for anything else and what is too long."""
    if not shows(text):
        raise ValueError("not for this display")
    return _SHOW + text.encode("ascii") + b"\r"


def lamp(name: str) -> bytes:
    """Light one lamp of LAMPS; ValueError for another."""
    return b"\x1bs" + str(LAMPS.index(name)).encode("ascii")


def amount(text: str) -> str:
    """An amount as it fits: without its fraction when it is too long, dashes when even that is."""
    whole = text.partition(".")[0]
    return next((one for one in (text, whole) if shows(one)), "-" * DIGITS)


def render(view: CustomerView) -> bytes:
    """The bytes that show a picture: the sum due, then the change."""
    if view.stage == PAID and view.change:
        return show(amount(view.change)) + lamp("change")
    if view.stage in (GOODS, PAID) and view.due:
        return show(amount(view.due)) + lamp("collect" if view.stage == PAID else "total")
    return CLEAR + lamp("off")


@dataclass(frozen=True)
class Shown:
    """Digits shown from now on; `ok`: the display can show them."""

    text: str
    ok: bool = True


@dataclass(frozen=True)
class Lamps:
    """Lamps lit: price, total, collect, change; `name`: the one that was chosen alone, "off" or ""."""

    lit: tuple[bool, bool, bool, bool]
    name: str = ""


@dataclass(frozen=True)
class Cleared:
    """The digits are dark; `what`: "all" | "line" | "init"."""

    what: str


@dataclass(frozen=True)
class BaudSet:
    """The display listens at another speed from now on."""

    baud: int


@dataclass(frozen=True)
class Refused:
    """Bytes that are no command of this display."""

    data: bytes


Event = Shown | Lamps | Cleared | BaudSet | Refused


class Led8Decoder(ByteDecoder[Event]):
    """Bytes to the display to what it does; any chunking gives the same. Holds back one command at most."""

    def byte(self, byte: int) -> list[Event]:
        self._buffer.append(byte)
        command = bytes(self._buffer)
        event = _command(command)
        if event is None:
            return []
        self._buffer.clear()
        return [event]


def _command(command: bytes) -> Event | None:
    """What a command does, None while it is not whole."""
    if command[0] not in (_ESC, _STX):
        return {CLEAR: Cleared("all"), CLEAR_LINE: Cleared("line")}.get(command, Refused(command))
    if len(command) == 1 or command == _SHOW[:2]:
        return None
    if command.startswith(_SHOW):
        return _shown(command)
    return _escape(command) if command[0] == _ESC else _stx(command)


def _shown(command: bytes) -> Event | None:
    if command[-1] == _CR:
        text = command[len(_SHOW) : -1].decode("latin-1")
        return Shown(text, shows(text)) if text.isprintable() else Refused(command)
    return Refused(command) if len(command) > len(_SHOW) + MAX_TEXT else None


def _escape(command: bytes) -> Event | None:
    if command == INIT:
        return Cleared("init")
    if command[1:2] != b"s":
        return Refused(command)
    if len(command) == 2:
        return None
    at = command[2] - ord("0")
    if not 0 <= at < len(LAMPS):
        return Refused(command)
    return Lamps((at == 1, at == 2, at == 3, at == 4), LAMPS[at])


def _stx(command: bytes) -> Event | None:
    if command[1:2] == b"L":
        return _lamps(command) if len(command) == 6 else None
    if command[1:2] != b"B":
        return Refused(command)
    if len(command) == 2:
        return None
    baud = BAUDS.get(chr(command[2]))
    return BaudSet(baud) if baud else Refused(command)


def _lamps(command: bytes) -> Event:
    if not set(command[2:]) <= set(b"01"):
        return Refused(command)
    one, two, three, four = (byte == ord("1") for byte in command[2:])
    return Lamps((one, two, three, four))
