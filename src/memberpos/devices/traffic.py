"""The last bytes of every port, kept in memory for a person who looks for a fault.

On the screen they are shown as they were. What leaves the shop (`report`) has letters, digits and characters blanked:
control bytes and commands stay, so that framing, order and times can be judged without anyone's name or number.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count

from memberpos.devices.blanking import Blank
from memberpos.devices.tap import Listener

LIMIT_BYTES = 2 * 1024 * 1024
#: What a piece takes beside its data: most are a byte or two, of printers that are asked how they are.
PIECE_BYTES = 160


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes that passed at once: `way` "<" from the device, ">" to it. `number` counts all pieces of all devices."""

    number: int
    at_ms: int
    device: str
    kind: str
    way: str
    data: bytes


class Traffic:
    """A bounded memory of pieces, filled from the threads of all ports. Nothing of it is ever written to disk here.

    `limit_bytes`: of data and of what keeping each piece takes.
    """

    def __init__(self, now_ms: Callable[[], int], limit_bytes: int = LIMIT_BYTES) -> None:
        self._now_ms, self._limit_bytes = now_ms, limit_bytes
        self._pieces: deque[Piece] = deque()
        self._held_bytes = 0
        self._numbers = count(1)
        self._lock = threading.Lock()

    def listener(self, device: str, kind: str) -> Listener:
        """For a `TappedPort`: notes what passes under the name of the device."""
        return lambda way, data: self.note(device, kind, way, data)

    def note(self, device: str, kind: str, way: str, data: bytes) -> None:
        """One more piece; the oldest go when there is no room."""
        with self._lock:
            self._pieces.append(Piece(next(self._numbers), self._now_ms(), device, kind, way, data))
            self._held_bytes += len(data) + PIECE_BYTES
            while self._held_bytes > self._limit_bytes and len(self._pieces) > 1:
                self._held_bytes -= len(self._pieces.popleft().data) + PIECE_BYTES

    def pieces(self, after: int = 0, device: str = "") -> list[Piece]:
        """Those with a number above `after`, of one device or ("") of all, oldest first."""
        with self._lock:
            return [each for each in self._pieces if each.number > after and device in ("", each.device)]


def report(pieces: Iterable[Piece], stamp: Callable[[int], str]) -> str:
    """Lines for a maker's support without personal data; `stamp` writes UTC milliseconds as a time of day."""
    blanks: dict[tuple[str, str], Blank] = {}
    lines = []
    for piece in pieces:
        blank = blanks.setdefault((piece.device, piece.way), Blank(piece.kind, piece.way))
        lines.append(f"{stamp(piece.at_ms)} {piece.device} {piece.way} {' '.join(blank.feed(piece.data))}\n")
    return "".join(lines)
