"""Readers behind a vendor's library: every operation is one call."""

from __future__ import annotations

from memberpos.devices import call_frames
from memberpos.devices.call_frames import LibraryCall
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

ANSWER_S = 5.0
BEEP_10MS = 10


class LibraryProtocol(Protocol):
    """Calls of call_frames.LibraryCall; a library answers or is lost, so nothing is sent twice."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self._decoder = call_frames.CallDecoder()

    def feed(self, data: bytes) -> list[Event]:
        calls = self._decoder.feed(data)
        return [Reply(call.kind, call.data[1:], refused=call.data[:1] != call_frames.DONE) for call in calls]

    def wake(self) -> Steps[bool]:
        """The library opened the reader; a search shows that it answers."""
        return (yield from self._ask(LibraryCall.FIND, b"", "no_card")).word != "no_answer"

    def perform(self, op: Op) -> Steps[Answer]:
        if isinstance(op, Select):
            return (yield from self._select())
        if isinstance(op, Authenticate):
            data = bytes((op.key_b, op.block)) + op.key
            return (yield from self._ask(LibraryCall.AUTHENTICATE, data, "auth"))
        if isinstance(op, ReadBlock):
            return (yield from self._ask(LibraryCall.READ, bytes((op.block,))))
        if isinstance(op, WriteBlock):
            return (yield from self._ask(LibraryCall.WRITE, bytes((op.block,)) + op.data))
        if isinstance(op, WritePage | Transceive):
            return Answer("unsupported")
        if isinstance(op, Signal):
            return (yield from self._ask(LibraryCall.BEEP, bytes((BEEP_10MS if op.ok else 5 * BEEP_10MS,))))
        return (yield from self._value(op))

    def _ask(self, kind: LibraryCall, data: bytes, failed: str = "card") -> Steps[Answer]:
        reply = yield Exchange(call_frames.encode(kind, data), kind, ANSWER_S, tries=1)
        if reply is None:
            return Answer("no_answer")
        return Answer(failed) if reply.refused else Answer(data=reply.data)

    def _select(self) -> Steps[Answer]:
        found = yield from self._ask(LibraryCall.FIND, b"", "no_card")
        if not found.ok or len(found.data) < 7:
            return Answer(found.word or "no_card")
        sak, atqa, uid = found.data[0], int.from_bytes(found.data[1:3], "big"), found.data[3:]
        return Answer(chip=Chip(uid, sak, atqa))

    def _value(self, op: AddValue | CopyValue) -> Steps[Answer]:
        if isinstance(op, CopyValue):
            first = yield from self._ask(LibraryCall.RESTORE, bytes((op.source,)))
        else:
            kind = LibraryCall.INCREMENT if op.delta > 0 else LibraryCall.DECREMENT
            first = yield from self._ask(kind, bytes((op.block,)) + abs(op.delta).to_bytes(4, "little"))
        if not first.ok:
            return first
        target = op.target if isinstance(op, CopyValue) else op.block
        return (yield from self._ask(LibraryCall.TRANSFER, bytes((target,))))


class LibraryDriver(ChipReaderDriver):
    """A reader of 明华 or 德卡 through its own library."""

    def __init__(self, name: str = "m1_library") -> None:
        super().__init__(name, LibraryProtocol())
