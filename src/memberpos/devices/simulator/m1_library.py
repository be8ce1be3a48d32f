"""A reader with a vendor's library: the calls that go to the library, answered by cards of ours."""

from __future__ import annotations

from memberpos.devices import call_frames
from memberpos.devices.chip_ops import Chip
from memberpos.devices.library_port import answer_call
from memberpos.devices.simulator.chip_field import ChipField
from memberpos.devices.simulator.model import Frames


class LibraryModel(ChipField):
    """Cards as in ChipField; it is an `m1_reader.M1Reader` itself."""

    def __init__(self) -> None:
        super().__init__()
        self.power_on()

    def power_on(self) -> None:
        super().power_on()
        self._calls = call_frames.CallDecoder()

    def received(self, data: bytes, now_s: float) -> Frames:
        return [call_frames.encode(call.kind, answer_call(self, call)) for call in self._calls.feed(data)]

    def find(self) -> Chip | None:
        if self.card is None:
            return None
        self.card.select()
        return Chip(self.card.uid, self.card.sak, self.card.atqa)

    def authenticate(self, block: int, key: bytes, *, key_b: bool) -> bool:
        return self.card is not None and self.card.authenticate(block, key, key_b=key_b)

    def read(self, block: int) -> bytes | None:
        return self.card.read(block) if self.card is not None else None

    def write(self, block: int, data: bytes) -> bool:
        return self.card is not None and self.card.write(block, data)

    def change(self, block: int, delta: int) -> bool:
        return self.card is not None and self.card.change(block, delta)

    def restore(self, block: int) -> bool:
        return self.change(block, 0)

    def transfer(self, block: int) -> bool:
        return self.card is not None and self.card.transfer(block)

    def beep(self, ms: int) -> None:
        self.signals += 1

    def close(self) -> None:
        """Nothing to give back."""
