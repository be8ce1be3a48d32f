"""How a simulated wire misbehaves, repeatably: everything random comes from one seed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

#: What ModemManager and the modem say to each other on a new port, as an application sees it.
MODEM_MANAGER_NOISE = b"AT+GCAP\r\r\nERROR\r\nAT\r\r\nOK\r\n"
GLUE_S = 0.03
CHUNK_GAP_S = 0.001


@dataclass(frozen=True)
class Knobs:
    """Faults of one device's wire; the default is a good wire.

    chunking: "whole" | "one" (byte by byte) | "random" (1 to 17 bytes) | "glue" (neighbouring frames in one piece);
    pace_baud: 10 bits a byte at this speed, 0 = at once; noise, modem_manager: garbage before the first answer after
    plugging in; echo: send back what comes; drop, flip: chance a byte; duplicate: chance a frame; late_s: delay of
    every frame; silent: never answer; line_baud: speed of the device, at any other the host reads garbage (0 = any).
    """

    seed: int = 0
    chunking: str = "whole"
    pace_baud: int = 0
    noise: bool = False
    modem_manager: bool = False
    echo: bool = False
    drop: float = 0.0
    flip: float = 0.0
    duplicate: float = 0.0
    late_s: float = 0.0
    silent: bool = False
    line_baud: int = 0


class Shaper:
    """Turns frames into timed pieces as the knobs say."""

    def __init__(self, knobs: Knobs) -> None:
        self.knobs = knobs
        self._random = Random(knobs.seed)
        self._fresh = True

    def plugged(self) -> None:
        """The next answer is the first one."""
        self._fresh = True

    def shape(self, frames: list[bytes]) -> list[tuple[float, bytes]]:
        """(delay in s after the piece before, bytes) for each piece to send."""
        if self.knobs.silent:
            return []
        pieces: list[tuple[float, bytes]] = []
        for frame in frames:
            for copy in [frame] * (2 if self._random.random() < self.knobs.duplicate else 1):
                pieces += self._pieces(self._damaged(copy))
        return pieces

    def first_noise(self) -> bytes:
        """Garbage on the line before the first answer after plugging in; b"" from then on."""
        fresh, self._fresh = self._fresh, False
        if not fresh:
            return b""
        noise = b"\x00\xff" + self._random.randbytes(self._random.randint(1, 6)) if self.knobs.noise else b""
        return noise + (MODEM_MANAGER_NOISE if self.knobs.modem_manager else b"")

    def garbled(self, data: bytes) -> bytes:
        """What arrives when the two ends run at different speeds."""
        return bytes(self._random.choice(b"\x00\x80\xfe\xe0\xf8") for _ in data)

    def _damaged(self, frame: bytes) -> bytes:
        if not self.knobs.drop and not self.knobs.flip:
            return frame
        kept = (byte for byte in frame if self._random.random() >= self.knobs.drop)
        return bytes(byte ^ 1 << self._random.randrange(8) if self._flips() else byte for byte in kept)

    def _flips(self) -> bool:
        return self._random.random() < self.knobs.flip

    def _pieces(self, frame: bytes) -> list[tuple[float, bytes]]:
        cuts = self._cut(frame)
        per_byte_s = 10 / self.knobs.pace_baud if self.knobs.pace_baud else 0.0
        gap_s = CHUNK_GAP_S if self.knobs.chunking in ("one", "random") else 0.0
        first_s = self.knobs.late_s + (GLUE_S if self.knobs.chunking == "glue" else 0.0)
        return [
            ((first_s if at == 0 else gap_s) + per_byte_s * len(piece), piece) for at, piece in enumerate(cuts) if piece
        ]

    def _cut(self, frame: bytes) -> list[bytes]:
        if self.knobs.chunking == "one" or self.knobs.pace_baud:
            return [frame[at : at + 1] for at in range(len(frame))]
        if self.knobs.chunking != "random":
            return [frame]
        pieces, rest = [], frame
        while rest:
            size = self._random.randint(1, 17)
            pieces.append(rest[:size])
            rest = rest[size:]
        return pieces
