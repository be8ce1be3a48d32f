"""A barcode pen with a memory."""

from __future__ import annotations

from memberpos.devices import handheld
from memberpos.devices.handheld import Code, Command
from memberpos.devices.simulator.model import Arguments, Facts, Frames, Model

_LENGTH = 4


class HandheldModel(Model):
    """`scan text=… [kind="A"] [times=1]` (kept inside), `battery [low=true]`. It sleeps until it is woken."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: list[Code] = []
        self._uploads = 1
        self._low = False
        self.actions = {"scan": self._scan, "battery": self._battery}
        self.power_on()

    def power_on(self) -> None:
        self._awake = False
        self._buffer = bytearray()

    def facts(self) -> Facts:
        return {"codes": len(self._codes), "awake": self._awake}

    def received(self, data: bytes, now_s: float) -> Frames:
        self._buffer += data
        frames: Frames = []
        while len(self._buffer) >= _LENGTH:
            code = next((one for one in Command if self._buffer.startswith(handheld.command(one))), None)
            del self._buffer[: _LENGTH if code else 1]
            frames += self._obey(code) if code else []
        return frames

    def _obey(self, code: Command) -> Frames:
        if code is Command.WAKE:
            self._awake = True
            state = b"\x01" if self._low else b"\x00"
            return [handheld.answer(b"1" + state + bytes(handheld.ID) + b"NBRIPAAA" + b"\x00")]
        if not self._awake:
            return []
        if code is Command.GET:
            self._uploads += 1
            return [handheld.answer(handheld.codes_body(self._codes, uploads=self._uploads))]
        if code is Command.CLEAR:
            self._codes.clear()
        self._awake = code is not Command.OFF
        return [handheld.answer(b"\x00")]

    def _scan(self, arguments: Arguments, now_s: float) -> Frames:
        code = Code(str(arguments.get("kind", "A")), str(arguments["text"]))
        self._codes += [code] * int(arguments.get("times", 1))
        return []

    def _battery(self, arguments: Arguments, now_s: float) -> Frames:
        self._low = bool(arguments.get("low", True))
        return []
