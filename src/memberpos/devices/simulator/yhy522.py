"""A YHY522 module: every command is complete in itself; in automatic mode it says the number of each card."""

from __future__ import annotations

from memberpos.devices import mifare, yhy522
from memberpos.devices.simulator.chip_field import ChipField
from memberpos.devices.simulator.chips import ChipCard
from memberpos.devices.simulator.model import Facts, Frames
from memberpos.devices.yhy522 import Cmd, Message

_SIMPLE = frozenset((Cmd.TEST, Cmd.AUTO_CONFIG, Cmd.ANTENNA, Cmd.OUTPUT_1, Cmd.OUTPUT_2, Cmd.RESET))


class Yhy522Model(ChipField):
    """Cards as in ChipField. `auto`: speaks unasked until it is told not to."""

    def __init__(self, *, auto: bool = False) -> None:
        super().__init__()
        self._starts_auto = auto
        self.power_on()

    def power_on(self) -> None:
        super().power_on()
        self._decoder = yhy522.Yhy522Decoder()
        self._auto = self._starts_auto

    def facts(self) -> Facts:
        return {**super().facts(), "auto": self._auto}

    def received(self, data: bytes, now_s: float) -> Frames:
        return [self._answer(message) for message in self._decoder.feed(data)]

    def appeared(self, card: ChipCard) -> Frames:
        card.select()
        return [yhy522.encode(Cmd.CARD_ID, card.uid)] if self._auto else []

    def _answer(self, message: Message) -> bytes:
        found = self._run(message.code, message.data)
        return yhy522.encode(yhy522.failure(message.code) if found is None else message.code, found or b"")

    def _run(self, code: int, data: bytes) -> bytes | None:
        """Data of the answer; None = failed."""
        if code == Cmd.AUTO and len(data) == 1:
            self._auto = bool(data[0])
            return b""
        if code in (Cmd.BEEP, Cmd.BEEP_TIME):
            self.signals += 1
            return b""
        if code in _SIMPLE:
            return data if code == Cmd.TEST else b""
        card = self.card
        if card is None:
            return None
        card.select()
        return self._with_card(card, code, data)

    def _with_card(self, card: ChipCard, code: int, data: bytes) -> bytes | None:
        if code == Cmd.CARD_TYPE:
            card.halt()
            return card.atqa.to_bytes(2, "big")
        if code == Cmd.CARD_ID:
            return card.uid
        if code == Cmd.PAGES_READ and len(data) == 1:
            return card.read(data[0]) if card.sak == 0 else None
        if code == Cmd.PAGE_WRITE and len(data) == 5:
            return b"" if card.sak == 0 and card.write(data[0], data[1:]) else None
        if code == Cmd.VALUE_BACKUP and len(data) == 9:
            opened = card.authenticate(data[7], data[1:7], key_b=bool(data[0]))
            return b"" if opened and card.change(data[7], 0) and card.transfer(data[8]) else None
        if len(data) < 8 or not card.authenticate(data[1], data[2:8], key_b=bool(data[0])):
            return None
        return self._keyed(card, code, data[1], data[8:])

    def _keyed(self, card: ChipCard, code: int, block: int, data: bytes) -> bytes | None:
        if code == Cmd.BLOCK_READ:
            return card.read(block)
        if code == Cmd.BLOCK_WRITE:
            return b"" if card.write(block, data) else None
        value = int.from_bytes(data[:4], "little", signed=True)
        if code == Cmd.VALUE_INIT:
            return b"" if card.write(block, mifare.value_block(value, block)) else None
        if code == Cmd.VALUE_READ:
            raw = card.read(block)
            found = mifare.parse_value(raw) if raw else None
            return found[0].to_bytes(4, "little", signed=True) if found else None
        if code in (Cmd.VALUE_INC, Cmd.VALUE_DEC):
            delta = value if code == Cmd.VALUE_INC else -value
            return b"" if card.change(block, delta) and card.transfer(block) else None
        return None
