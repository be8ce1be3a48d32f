"""RDM6300 and its clones: readers of ID cards that repeat a card's number as long as it lies there."""

from __future__ import annotations

from memberpos.devices.drivers.base import Driver, Outputs
from memberpos.devices.rdm6300 import IdFrame, Rdm6300Decoder, Variant
from memberpos.devices.readings import CardPresented, CardRemoved
from memberpos.domain import card_notations

GONE_S = 1.0  # frames of one card come closer together than this; after a silence of it the card is gone


class Rdm6300Driver(Driver):
    """Cards → `CardPresented` once a presentation, `CardRemoved` when they are gone.

    `notation`: how this shop writes its card numbers ("" = ten digits); `variant`: the reader's frames.
    """

    role = "reader"

    def __init__(self, name: str = "rdm6300", *, notation: str = "", variant: Variant = Variant.AUTO) -> None:
        super().__init__(name)
        self.notation = notation or card_notations.LOW32
        self._variant = variant
        self._forget()

    def _forget(self) -> None:
        self._decoder = Rdm6300Decoder(self._variant)
        self._code = b""
        self._heard_s = 0.0

    def start(self, now_s: float) -> Outputs:
        """There is nothing to ask: a reader that is silent may just have no card."""
        self._forget()
        return self.say("ready")

    def received(self, data: bytes, now_s: float) -> Outputs:
        return [output for frame in self._decoder.feed(data) for output in self._heard(frame, now_s)]

    def _heard(self, frame: IdFrame, now_s: float) -> Outputs:
        before, self._code = self._code, frame.code
        again = before == frame.code and now_s - self._heard_s < GONE_S
        self._heard_s = now_s
        if again:
            return []
        removed: Outputs = [CardRemoved(self.name)] if before else []
        number = card_notations.id_card_number(frame.code, self.notation)
        others = card_notations.other_numbers(frame.code, self.notation)
        uid = frame.code.hex().upper()
        return [*removed, CardPresented(number, "uid", source=self.name, uid=uid, others=others)]

    def tick(self, now_s: float) -> Outputs:
        if not self._code or now_s - self._heard_s < GONE_S:
            return []
        self._code = b""
        return [CardRemoved(self.name)]

    def deadline_s(self) -> float | None:
        return self._heard_s + GONE_S if self._code else None

    def give_up(self, now_s: float) -> Outputs:
        self._forget()
        return []
