"""An ER302 reader: antenna, request, anticollision, select, then what the card allows."""

from __future__ import annotations

from memberpos.devices import er302, mifare
from memberpos.devices.er302 import Cmd, Message
from memberpos.devices.simulator.chip_field import ChipField
from memberpos.devices.simulator.chips import ChipCard
from memberpos.devices.simulator.model import Facts, Frames

FIRMWARE = b"ER302-SIM-1.0"
OK, NO_CARD, AUTH, READ, WRITE, PARAMETER = 0x00, 0x14, 0x16, 0x17, 0x18, 0x0C
Result = tuple[int, bytes]


class Er302Model(ChipField):
    """Cards as in ChipField."""

    def __init__(self) -> None:
        super().__init__()
        self.power_on()

    def power_on(self) -> None:
        super().power_on()
        self._decoder = er302.Er302Decoder()
        self._antenna = True

    def facts(self) -> Facts:
        return {**super().facts(), "antenna": self._antenna}

    def received(self, data: bytes, now_s: float) -> Frames:
        return [self._answer(message) for message in self._decoder.feed(data)]

    def _answer(self, message: Message) -> bytes:
        status, data = self._run(message.code, message.data)
        return er302.reply(message.code, status, data, message.node)

    def _run(self, code: int, data: bytes) -> Result:
        if code == Cmd.FIRMWARE:
            return OK, FIRMWARE
        if code in (Cmd.BEEP, Cmd.LED):
            self.signals += code == Cmd.BEEP
            return OK, b""
        if code == Cmd.ANTENNA:
            return self._switch(on=data[:1] != b"\0")
        if code in (Cmd.SET_BAUD, Cmd.SET_NODE, Cmd.GET_NODE):
            return OK, b"\0\0" if code == Cmd.GET_NODE else b""
        card = self.card if self._antenna else None
        if card is None:
            return NO_CARD, b""
        return self._find(card, code, data)

    def _switch(self, *, on: bool) -> Result:
        self._antenna = on
        if not on and self.card is not None:
            self.card.halt()
        return OK, b""

    def _find(self, card: ChipCard, code: int, data: bytes) -> Result:
        if code == Cmd.REQUEST:
            card.halt()
            return OK, card.atqa.to_bytes(2, "little")
        if code == Cmd.ANTICOLLISION:
            return OK, card.uid
        if code == Cmd.SELECT:
            card.select()
            return (OK, bytes((card.sak,))) if data == card.uid else (NO_CARD, b"")
        if code == Cmd.UL_SELECT:
            card.select()
            return OK, card.uid
        if code == Cmd.HALT:
            card.halt()
            return OK, b""
        return self._use(card, code, data) if data else (PARAMETER, b"")

    def _use(self, card: ChipCard, code: int, data: bytes) -> Result:
        block, rest = data[0], data[1:]
        if code == Cmd.AUTH:
            good = card.authenticate(rest[0], rest[1:], key_b=block == mifare.KEY_B) if len(rest) == 7 else False
            return OK if good else AUTH, b""
        if code == Cmd.READ:
            found = card.read(block)
            return (READ, b"") if found is None else (OK, found)
        if code in (Cmd.WRITE, Cmd.UL_WRITE):
            return OK if card.write(block, rest) else WRITE, b""
        return self._value(card, code, block, rest)

    def _value(self, card: ChipCard, code: int, block: int, data: bytes) -> Result:
        value = int.from_bytes(data[:4], "little", signed=True)
        if code == Cmd.VALUE_INIT:
            return OK if card.write(block, mifare.value_block(value, block)) else WRITE, b""
        if code == Cmd.VALUE_READ:
            raw = card.read(block)
            found = mifare.parse_value(raw) if raw else None
            return (OK, found[0].to_bytes(4, "little", signed=True)) if found else (READ, b"")
        if code in (Cmd.VALUE_INC, Cmd.VALUE_DEC):
            delta = value if code == Cmd.VALUE_INC else -value
            return OK if card.change(block, delta) and card.transfer(block) else WRITE, b""
        return PARAMETER, b""
