"""ER302, YHY632 and SL500-like readers: request, anticollision and select as commands of their own."""

from __future__ import annotations

from memberpos.devices import er302, mifare
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
from memberpos.devices.drivers.exchange import Broken, Event, Exchange, Pause, Protocol, Reply, Steps
from memberpos.devices.er302 import Cmd

ULTRALIGHT_ATQA = 0x0044
ANSWER_S = 0.5
CASCADE_4 = b"\x04"
FIELD_OFF_S = 0.01
BEEP_10MS = 10
BLUE, RED = b"\x01", b"\x02"


class Er302Protocol(Protocol):
    """One request, one answer with a status."""

    quiet_s = 0.003

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self._decoder = er302.Er302Decoder()

    def feed(self, data: bytes) -> list[Event]:
        broken = self._decoder.broken
        messages = self._decoder.feed(data)
        events: list[Event] = [Reply(message.code, message.data) for message in messages]
        return [*events, Broken()] if self._decoder.broken > broken and not events else events

    def wake(self) -> Steps[bool]:
        answer = yield from self._ask(Cmd.FIRMWARE)
        if not answer.ok:
            return False
        return (yield from self._ask(Cmd.ANTENNA, b"\x01")).word != "no_answer"

    def perform(self, op: Op) -> Steps[Answer]:
        if isinstance(op, Select):
            return (yield from self._select(fresh=op.fresh))
        if isinstance(op, Authenticate):
            kind = mifare.KEY_B if op.key_b else mifare.KEY_A
            answer = yield from self._ask(Cmd.AUTH, bytes((kind, op.block)) + op.key)
            return Answer("auth" if answer.word == "card" else answer.word)
        if isinstance(op, AddValue):
            code = Cmd.VALUE_INC if op.delta > 0 else Cmd.VALUE_DEC
            amount = abs(op.delta).to_bytes(4, "little")
            return (yield from self._ask(code, bytes((op.block,)) + amount, tries=1))  # twice would count twice
        if isinstance(op, CopyValue):
            return (yield from self._copy(op))
        if isinstance(op, Transceive):
            return Answer("unsupported")
        if isinstance(op, Signal):
            yield from self._ask(Cmd.LED, BLUE if op.ok else RED)
            return (yield from self._ask(Cmd.BEEP, bytes((BEEP_10MS if op.ok else 5 * BEEP_10MS,))))
        return (yield from self._transfer(op))

    def _ask(self, code: Cmd, data: bytes = b"", *, tries: int = 2) -> Steps[Answer]:
        reply = yield Exchange(er302.encode(code, data), code, ANSWER_S, tries)
        if reply is None:
            return Answer("no_answer")
        status = er302.Message(code, reply.data).status
        if status == er302.STATUS_OK:
            return Answer(data=reply.data[1:])
        return Answer("no_card" if status in er302.NO_CARD else "card")

    def _select(self, *, fresh: bool) -> Steps[Answer]:
        if fresh:
            yield from self._ask(Cmd.ANTENNA, b"\x00")
            yield Pause(FIELD_OFF_S)
            yield from self._ask(Cmd.ANTENNA, b"\x01")
        found = yield from self._ask(Cmd.REQUEST, bytes((er302.ALL_CARDS,)))
        if not found.ok:
            return Answer("no_answer" if found.word == "no_answer" else "no_card")
        atqa = int.from_bytes(found.data[:2], "little")
        if atqa == ULTRALIGHT_ATQA:
            uid = yield from self._ask(Cmd.UL_SELECT)
            return _found(uid, 0x00, atqa)
        uid = yield from self._ask(Cmd.ANTICOLLISION, CASCADE_4)
        if not uid.ok:
            return _found(uid, 0, atqa)
        sak = yield from self._ask(Cmd.SELECT, uid.data)
        return _found(uid if sak.ok else sak, sak.data[0] if sak.data else 0x08, atqa)

    def _copy(self, op: CopyValue) -> Steps[Answer]:
        """The reader has no restore: the value is read and put, as a backup needs it."""
        value = yield from self._ask(Cmd.VALUE_READ, bytes((op.source,)))
        if not value.ok:
            return value
        return (yield from self._ask(Cmd.VALUE_INIT, bytes((op.target,)) + value.data[:4]))

    def _transfer(self, op: ReadBlock | WriteBlock | WritePage) -> Steps[Answer]:
        if isinstance(op, ReadBlock):
            return (yield from self._ask(Cmd.READ, bytes((op.block,))))
        if isinstance(op, WriteBlock):
            return (yield from self._ask(Cmd.WRITE, bytes((op.block,)) + op.data))
        return (yield from self._ask(Cmd.UL_WRITE, bytes((op.page,)) + op.data))


def _found(uid: Answer, sak: int, atqa: int) -> Answer:
    if not uid.ok or len(uid.data) < 4:
        return Answer("no_answer" if uid.word == "no_answer" else "no_card")
    return Answer(chip=Chip(uid.data, sak, atqa))


class Er302Driver(ChipReaderDriver):
    """An ER302 or YHY632 reader (115200)."""

    def __init__(self, name: str = "er302") -> None:
        super().__init__(name, Er302Protocol())
