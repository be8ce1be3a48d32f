"""Customer displays: what stands on the glass is in their facts."""

from __future__ import annotations

from memberpos.devices.led8 import LAMPS, Cleared, Lamps, Led8Decoder, Shown
from memberpos.devices.simulator.model import Facts, Frames, Model
from memberpos.devices.vfd import Did, Row, VfdDecoder, VfdScreen


class Led8Model(Model):
    """Eight digits and four lamps; what is not for it stays unseen, as on the device."""

    def __init__(self) -> None:
        super().__init__()
        self.power_on()

    def power_on(self) -> None:
        self._decoder = Led8Decoder()
        self._shown, self._lit, self._bytes = "", (False, False, False, False), 0

    def received(self, data: bytes, now_s: float) -> Frames:
        self._bytes += len(data)
        for event in self._decoder.feed(data):
            if isinstance(event, Shown) and event.ok:
                self._shown = event.text
            elif isinstance(event, Cleared):
                self._shown = ""
            elif isinstance(event, Lamps):
                self._lit = event.lit
        return []

    def facts(self) -> Facts:
        lamps = [name for name, lit in zip(LAMPS[1:], self._lit, strict=True) if lit]
        return {"shown": self._shown, "lamps": lamps, "bytes": self._bytes}


class VfdModel(Model):
    """Two rows by twenty. A CD5220 (not `epson`) that was given a row obeys nothing but rows and CLR from then on."""

    def __init__(self, *, epson: bool = False) -> None:
        super().__init__()
        self._epson = epson
        self.power_on()

    def power_on(self) -> None:
        self._decoder, self._screen, self._bytes = VfdDecoder(epson=self._epson), VfdScreen(), 0
        self._rows_only = False

    def received(self, data: bytes, now_s: float) -> Frames:
        self._bytes += len(data)
        for event in self._decoder.feed(data):
            if isinstance(event, Row) or event == Did("clear"):
                self._rows_only = isinstance(event, Row) and not self._epson
            elif self._rows_only:
                continue
            self._screen.apply(event)
        return []

    def facts(self) -> Facts:
        upper, lower = self._screen.text
        return {"upper": upper, "lower": lower, "bytes": self._bytes}


class DmDModel(VfdModel):
    """An Epson DM-D."""

    def __init__(self) -> None:
        super().__init__(epson=True)
