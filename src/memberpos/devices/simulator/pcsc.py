"""An ACR122U with its service: calls in, ATR and answers out. `transmit` alone is the card for a virtual reader."""

from __future__ import annotations

from collections.abc import Callable

from memberpos.devices import call_frames, mifare, pcsc_apdu, pn532
from memberpos.devices.call_frames import Call, PcscCall
from memberpos.devices.pcsc_apdu import Apdu
from memberpos.devices.pn532_commands import Code
from memberpos.devices.simulator.chip_field import ChipField
from memberpos.devices.simulator.chips import ChipCard
from memberpos.devices.simulator.model import Frames
from memberpos.devices.simulator.pn532_core import Pn532Core

OK, FAILED, WRONG_LENGTH, UNKNOWN = b"\x90\x00", b"\x63\x00", b"\x67\x00", b"\x6d\x00"
UNKNOWN_CLASS = b"\x6e\x00"
_CARD_NAMES = {0x08: 0x0001, 0x18: 0x0002, 0x00: 0x0003, 0x09: 0x0026}
CPU_ATR = bytes.fromhex("3b80800101")


class PcscModel(ChipField):
    """Cards as in ChipField. `old_firmware`: answers to direct commands wait for a GET RESPONSE."""

    def __init__(self, *, old_firmware: bool = False) -> None:
        super().__init__()
        self._old = old_firmware
        self.power_on()

    def power_on(self) -> None:
        super().power_on()
        self._calls = call_frames.CallDecoder()
        self._core = Pn532Core(self)
        self._keys: dict[int, bytes] = {}
        self._kept = b""

    def received(self, data: bytes, now_s: float) -> Frames:
        return [call_frames.encode(call.kind, self._answer(call)) for call in self._calls.feed(data)]

    def _answer(self, call: Call) -> bytes:
        if call.kind == PcscCall.CONNECT:
            return self.atr(reset=call.data == b"\x01")
        return self.transmit(call.data) if call.kind == PcscCall.TRANSMIT else b""

    def atr(self, *, reset: bool = False) -> bytes:
        """What the reader says of the card; b"" without one."""
        card = self.card
        if card is None:
            return b""
        if reset or not card.awake:
            card.halt()
            card.select()
        name = _CARD_NAMES.get(card.sak)
        return CPU_ATR if name is None else pcsc_apdu.storage_atr(name)

    def transmit(self, raw: bytes) -> bytes:
        """The answer to an APDU; b"" when the card is gone."""
        card, apdu = self.card, pcsc_apdu.parse_apdu(raw)
        if card is None:
            return b""
        if apdu is None:
            return WRONG_LENGTH
        if apdu.cla != pcsc_apdu.READER:
            return UNKNOWN_CLASS
        handlers: dict[int, Callable[[ChipCard, Apdu], bytes]] = {
            pcsc_apdu.GET_DATA: lambda card, apdu: b"\x6a\x81" if apdu.p1 else card.uid + OK,
            pcsc_apdu.LOAD_KEY: self._load_key,
            pcsc_apdu.AUTHENTICATE: self._authenticate,
            pcsc_apdu.READ_BINARY: _read,
            pcsc_apdu.UPDATE_BINARY: lambda card, apdu: OK if card.write(apdu.p2, apdu.data) else FAILED,
            pcsc_apdu.READ_VALUE: _read_value,
            pcsc_apdu.VALUE: _value,
            pcsc_apdu.DIRECT: self._direct,
            pcsc_apdu.GET_RESPONSE: self._get_response,
        }
        handler = handlers.get(apdu.ins)
        return handler(card, apdu) if handler else UNKNOWN

    def _load_key(self, card: ChipCard, apdu: Apdu) -> bytes:
        if len(apdu.data) != mifare.KEY_LENGTH or apdu.p2 > 1:
            return FAILED
        self._keys[apdu.p2] = apdu.data
        return OK

    def _authenticate(self, card: ChipCard, apdu: Apdu) -> bytes:
        if len(apdu.data) != 5 or apdu.data[4] not in self._keys:
            return FAILED
        key = self._keys[apdu.data[4]]
        good = card.authenticate(apdu.data[2], key, key_b=apdu.data[3] == mifare.KEY_B)
        return OK if good else FAILED

    def _direct(self, card: ChipCard, apdu: Apdu) -> bytes:
        if apdu.p1 == pcsc_apdu.LED:
            self.signals += 1
            return OK
        if apdu.data[:1] != bytes((pn532.HOST,)) or len(apdu.data) < 2:
            return FAILED
        self._core.passive_retries = 0
        if apdu.data[1] != Code.InListPassiveTarget:
            self._core.adopt(card)
        answer = self._core.command(apdu.data[1], apdu.data[2:])
        if not isinstance(answer, bytes):
            return FAILED
        whole = bytes((pn532.CHIP, apdu.data[1] + 1)) + answer
        if self._old:
            self._kept = whole
            return bytes((0x61, len(whole)))
        return whole + OK

    def _get_response(self, card: ChipCard, apdu: Apdu) -> bytes:
        kept, self._kept = self._kept, b""
        return kept + OK if kept else FAILED


def _read(card: ChipCard, apdu: Apdu) -> bytes:
    found = card.read(apdu.p2)
    return FAILED if found is None else found[: apdu.le or 16] + OK


def _read_value(card: ChipCard, apdu: Apdu) -> bytes:
    raw = card.read(apdu.p2)
    found = mifare.parse_value(raw) if raw else None
    return FAILED if found is None else found[0].to_bytes(4, "big", signed=True) + OK


def _value(card: ChipCard, apdu: Apdu) -> bytes:
    if apdu.data[:1] == bytes((pcsc_apdu.VALUE_COPY,)) and len(apdu.data) == 2:
        return OK if card.change(apdu.p2, 0) and card.transfer(apdu.data[1]) else FAILED
    if len(apdu.data) != 5:
        return WRONG_LENGTH
    op, value = apdu.data[0], int.from_bytes(apdu.data[1:], "big", signed=True)
    if op == pcsc_apdu.VALUE_STORE:
        return OK if card.write(apdu.p2, mifare.value_block(value, apdu.p2)) else FAILED
    delta = value if op == pcsc_apdu.VALUE_INC else -value
    return OK if card.change(apdu.p2, delta) and card.transfer(apdu.p2) else FAILED
