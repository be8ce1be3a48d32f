"""PC/SC readers: pseudo-APDUs for storage cards, the chip's own commands through an ACR122U."""

from __future__ import annotations

from memberpos.devices import call_frames, pcsc_apdu
from memberpos.devices.call_frames import PcscCall
from memberpos.devices.chip_ops import (
    AddValue,
    Answer,
    Authenticate,
    Chip,
    CopyValue,
    Op,
    ReadBlock,
    Select,
    Signal,
    Transceive,
    WriteBlock,
    WritePage,
)
from memberpos.devices.drivers.chip_reader import ChipReaderDriver
from memberpos.devices.drivers.exchange import Event, Exchange, Protocol, Reply, Steps
from memberpos.devices.pcsc_apdu import Response
from memberpos.devices.pn532 import CHIP
from memberpos.devices.pn532_commands import Code

KEY_SLOT = 0
ANSWER_S = 5.0
#: ATR says "storage card" but not which: told by the length of the UID.
_SAK_BY_UID = {4: 0x08, 7: 0x00}
CPU_CARD = 0x20


class PcscProtocol(Protocol):
    """Calls of call_frames: connect gives an ATR, an APDU gives its answer. Nothing is sent twice."""

    def __init__(self) -> None:
        self._halted = False
        self.reset()

    def reset(self) -> None:
        self._decoder = call_frames.CallDecoder()

    def feed(self, data: bytes) -> list[Event]:
        return [Reply(call.kind, call.data, refused=not call.data) for call in self._decoder.feed(data)]

    def wake(self) -> Steps[bool]:
        """The reader answers as soon as it is open; a card is not needed."""
        return (yield self._exchange(PcscCall.CONNECT, b"\x00")) is not None

    def perform(self, op: Op) -> Steps[Answer]:
        if isinstance(op, Select):
            return (yield from self._select(fresh=op.fresh))
        if isinstance(op, Authenticate):
            return (yield from self._authenticate(op))
        if isinstance(op, Transceive):
            return (yield from self._through(op.data))
        if isinstance(op, Signal):
            return _answer((yield from self._transmit(pcsc_apdu.signal(ok=op.ok))), "unsupported")
        return _answer((yield from self._transmit(_apdu(op))))

    def _exchange(self, kind: PcscCall, data: bytes) -> Exchange:
        return Exchange(call_frames.encode(kind, data), kind, answer_s=ANSWER_S, tries=1)

    def _select(self, *, fresh: bool) -> Steps[Answer]:
        """A card is reset when it was halted by a failed authentication, or must forget what is in its buffers."""
        reset, self._halted = fresh or self._halted, False
        reply = yield self._exchange(PcscCall.CONNECT, bytes((reset,)))
        if reply is None:
            return Answer("no_answer")
        if reply.refused:
            return Answer("no_card")
        response = yield from self._transmit(pcsc_apdu.get_uid())
        if response is None or not response.ok or len(response.data) < 4:
            return Answer("no_card")
        atr = pcsc_apdu.parse_atr(reply.data)
        guess = _SAK_BY_UID.get(len(response.data), CPU_CARD) if atr.storage else CPU_CARD
        return Answer(chip=Chip(response.data, guess if atr.sak is None else atr.sak))

    def _authenticate(self, op: Authenticate) -> Steps[Answer]:
        loaded = _answer((yield from self._transmit(pcsc_apdu.load_key(op.key, KEY_SLOT))), "unsupported")
        if not loaded.ok:
            return loaded
        response = yield from self._transmit(pcsc_apdu.authenticate(op.block, KEY_SLOT, key_b=op.key_b))
        answer = _answer(response, "auth")
        self._halted = not answer.ok
        return answer

    def _through(self, data: bytes) -> Steps[Answer]:
        """What the PN532 inside an ACR122U says; other readers do not know the command."""
        response = yield from self._transmit(pcsc_apdu.through(data))
        answer = _answer(response, "unsupported")
        if not answer.ok:
            return answer
        if answer.data[:2] != bytes((CHIP, Code.InCommunicateThru + 1)) or len(answer.data) < 3:
            return Answer("unsupported")
        return Answer(data=answer.data[3:]) if answer.data[2] & 0x3F == 0 else Answer("card")

    def _transmit(self, apdu: bytes) -> Steps[Response | None]:
        """The answer of the reader, fetched where an old firmware keeps it waiting; None = no card, no reader."""
        reply = yield self._exchange(PcscCall.TRANSMIT, apdu)
        response = None if reply is None else pcsc_apdu.parse_response(reply.data)
        if response is not None and response.more is not None:
            reply = yield self._exchange(PcscCall.TRANSMIT, pcsc_apdu.get_response(response.more))
            response = None if reply is None else pcsc_apdu.parse_response(reply.data)
        return response


def _apdu(op: ReadBlock | WriteBlock | WritePage | AddValue | CopyValue) -> bytes:
    if isinstance(op, ReadBlock):
        return pcsc_apdu.read(op.block)
    if isinstance(op, WriteBlock):
        return pcsc_apdu.update(op.block, op.data)
    if isinstance(op, WritePage):
        return pcsc_apdu.update(op.page, op.data)
    if isinstance(op, CopyValue):
        return pcsc_apdu.copy_value(op.source, op.target)
    code = pcsc_apdu.VALUE_INC if op.delta > 0 else pcsc_apdu.VALUE_DEC
    return pcsc_apdu.change_value(op.block, code, abs(op.delta))


def _answer(response: Response | None, failed: str = "card") -> Answer:
    if response is None:
        return Answer("card")
    return Answer(data=response.data) if response.ok else Answer(failed)


class PcscDriver(ChipReaderDriver):
    """A reader of the operating system's smart-card service."""

    def __init__(self, name: str = "pcsc") -> None:
        super().__init__(name, PcscProtocol())
