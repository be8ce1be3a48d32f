"""A reader behind a vendor's library as a Transport: calls (call_frames) in, answers out, all on the loop's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

from memberpos.devices.call_frames import DONE, REFUSED, Call, CallDecoder, LibraryCall, encode
from memberpos.devices.m1_reader import M1Reader


class CallPort:
    """A Transport that answers each call at once by `answer`; `close` ends it."""

    def __init__(self, name: str, answer: Callable[[Call], bytes], closed: Callable[[], None]) -> None:
        self.name = name
        self._answer, self._closed = answer, closed
        self._calls = CallDecoder()
        self._answers = bytearray()
        self._woken = threading.Event()

    def write(self, data: bytes) -> int:
        """Calls run here, one after another; raises TransportError when the reader is lost."""
        for call in self._calls.feed(data):
            self._answers += encode(call.kind, self._answer(call))
        return len(data)

    def read_some(self, timeout_s: float) -> bytes:
        if not self._answers:
            self._woken.wait(timeout_s)
        self._woken.clear()
        data = bytes(self._answers)
        self._answers.clear()
        return data

    def cancel_read(self) -> None:
        self._woken.set()

    def close(self) -> None:
        self._closed()


def library_port(name: str, reader: M1Reader) -> CallPort:
    """The port of an open reader."""
    return CallPort(name, lambda call: answer_call(reader, call), reader.close)


def answer_call(reader: M1Reader, call: Call) -> bytes:
    """What `reader` answers to one call; REFUSED for one that makes no sense."""
    block, data = (call.data[0], call.data[1:]) if call.data else (0, b"")
    kind = call.kind
    if kind == LibraryCall.FIND:
        chip = reader.find()
        return REFUSED if chip is None else DONE + bytes((chip.sak,)) + chip.atqa.to_bytes(2, "big") + chip.uid
    if kind == LibraryCall.READ:
        found = reader.read(block)
        return REFUSED if found is None else DONE + found
    if kind == LibraryCall.BEEP:
        reader.beep(block * 10)
        return DONE
    return DONE if _changed(reader, kind, block, data) else REFUSED


def _changed(reader: M1Reader, kind: int, block: int, data: bytes) -> bool:
    if kind == LibraryCall.AUTHENTICATE and len(data) == 7:
        return reader.authenticate(data[0], data[1:], key_b=bool(block))
    if kind == LibraryCall.WRITE:
        return reader.write(block, data)
    if kind in (LibraryCall.INCREMENT, LibraryCall.DECREMENT):
        amount = int.from_bytes(data, "little")
        return reader.change(block, amount if kind == LibraryCall.INCREMENT else -amount)
    if kind == LibraryCall.RESTORE:
        return reader.restore(block)
    return kind == LibraryCall.TRANSFER and reader.transfer(block)
