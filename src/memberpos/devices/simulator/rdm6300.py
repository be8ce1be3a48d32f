"""An RDM6300: says the number of the card that lies there, again and again until it is taken away."""

from __future__ import annotations

from memberpos.devices.rdm6300 import Variant, encode
from memberpos.devices.simulator.model import Arguments, Facts, Frames, Model
from memberpos.domain.errors import PosError

REPEAT_S = 0.1


class Rdm6300Model(Model):
    """`present code=0D00319CD0 [flicker=N]`, `remove`. `flicker`: so many frames come damaged first."""

    def __init__(self, variant: Variant = Variant.XOR) -> None:
        super().__init__()
        self._variant = variant
        self._code = b""
        self._flicker = 0
        self._next_s: float | None = None
        self._frames = 0
        self.actions = {"present": self._present, "remove": self._remove}

    def power_on(self) -> None:
        self._next_s = None

    def facts(self) -> Facts:
        return {"card": self._code.hex().upper(), "frames": self._frames}

    def tick(self, now_s: float) -> Frames:
        self._next_s = now_s + REPEAT_S
        self._frames += 1
        frame = encode(self._code, self._variant)
        if self._flicker:
            self._flicker -= 1
            return [frame[:5] + bytes((frame[5] ^ 1,)) + frame[6:]]
        return [frame]

    def deadline_s(self) -> float | None:
        return self._next_s

    def _present(self, arguments: Arguments, now_s: float) -> Frames:
        try:
            self._code = bytes.fromhex(str(arguments.get("code", "0D00319CD0")))
            encode(self._code)
        except ValueError as error:
            raise PosError("bad_line", key="code") from error
        self._flicker = int(arguments.get("flicker", 0))
        return self.tick(now_s)

    def _remove(self, arguments: Arguments, now_s: float) -> Frames:
        self._code, self._next_s = b"", None
        return []
