"""The NetCallerID box (4800 8N1): `###DATE03301423...NMBR4075551212...NAMEWIRELESS CALL+++` and CR for each call.

Source: the public description and test calls of NCID. An empty date means now; a name of `-MSG OFF-` or `-MSG ON-` is a
lamp for messages that wait and no call.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from memberpos.devices.caller_number import absence_of
from memberpos.devices.text import decode_text

MAX_FRAME = 256
_BEGIN, _END = b"###", b"+++"
_FIELD = re.compile(r"(DATE|NMBR|NAME)(.*?)(?=\.\.\.(?:DATE|NMBR|NAME)|$)", re.DOTALL)
_LAMP = re.compile(r"-MSG (ON|OFF)-")


@dataclass(frozen=True)
class BoxCall:
    """number None when withheld, `absence` says why; date MMDD, time HHMM or None for now; `lamp` "on" or "off" when it
    is about waiting messages and no call.
    """

    number: str | None
    name: str | None = None
    absence: str | None = None
    date: str | None = None
    time: str | None = None
    lamp: str | None = None


class NetCallerIdDecoder:
    """Bytes of the box to calls; any chunking gives the same; what stands outside ### and +++ is passed over."""

    IDLE_MS = 100

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished frame held back."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[BoxCall]:
        """Calls completed by `data`, in order."""
        return [call for byte in data for call in self._byte(byte)]

    def tick(self, idle_ms: int) -> list[BoxCall]:
        """A frame has its end: silence means nothing."""
        return []

    def _byte(self, byte: int) -> list[BoxCall]:
        self._buffer.append(byte)
        if self._buffer.endswith(_BEGIN):  # also in the middle: the frame before was cut off
            self._buffer[:] = _BEGIN
        elif not self._buffer.startswith(_BEGIN[: len(self._buffer)]) or len(self._buffer) > MAX_FRAME:
            self._buffer.clear()
        elif self._buffer.endswith(_END):
            call = parse(decode_text(bytes(self._buffer[len(_BEGIN) : -len(_END)])))
            self._buffer.clear()
            return [call] if call else []
        return []


def parse(text: str) -> BoxCall | None:
    """The call of what stands between ### and +++; None if there is neither number nor name."""
    fields = {key: value.strip() for key, value in _FIELD.findall(text)}
    number, name, when = fields.get("NMBR", ""), fields.get("NAME", ""), fields.get("DATE", "")
    date, time = (when[:4], when[4:]) if len(when) == 8 and when.isdigit() else (None, None)
    lamp = _LAMP.search(name)
    if lamp:
        return BoxCall(None, date=date, time=time, lamp=lamp[1].lower())
    if not number and not name:
        return None
    absence = absence_of(number)
    said = name if name and not absence_of(name) else None
    return BoxCall(None if absence or not number else number, said, absence, date, time)


def encode(number: str, name: str = "", when: str = "") -> bytes:
    """A frame as the box sends it; `when` mmddHHMM."""
    return f"###DATE{when}...NMBR{number}...NAME{name}+++\r".encode("gb18030")
