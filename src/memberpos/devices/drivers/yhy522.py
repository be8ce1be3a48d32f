"""YHY522 and YHY521X modules: each read and write opens its sector itself, so that keys are only remembered here."""

from __future__ import annotations

from memberpos.devices import yhy522
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
from memberpos.devices.drivers.exchange import Broken, Event, Exchange, Protocol, Reply, Steps
from memberpos.devices.mifare import sector_of
from memberpos.devices.yhy522 import Cmd

#: Card type as the module says it (ATQA, either byte first) → SEL_RES.
_SAKS = {0x0004: 0x08, 0x0400: 0x08, 0x0002: 0x18, 0x0200: 0x18, 0x0044: 0x00, 0x4400: 0x00}
ANSWER_S = 0.5
ULTRALIGHT = 0x00
CLASSIC_1K = 0x08
HIGHEST_COMMAND = 0x7F
BEEP_10MS = 10


class Yhy522Protocol(Protocol):
    """One request, one answer: its status is the command, or the inverted command for a failure."""

    quiet_s = 0.003

    def __init__(self) -> None:
        self._key: Authenticate | None = None
        self._sak = CLASSIC_1K
        self.reset()

    def reset(self) -> None:
        self._decoder = yhy522.Yhy522Decoder()

    def feed(self, data: bytes) -> list[Event]:
        broken = self._decoder.broken
        events: list[Event] = [_reply(message) for message in self._decoder.feed(data)]
        return [*events, Broken()] if self._decoder.broken > broken and not events else events

    def wake(self) -> Steps[bool]:
        """Automatic mode off: it would speak between request and answer."""
        answer = yield from self._ask(Cmd.AUTO, b"\x00")
        return answer.word != "no_answer"

    def perform(self, op: Op) -> Steps[Answer]:
        if isinstance(op, Select):
            return (yield from self._select())
        if isinstance(op, Authenticate):
            return (yield from self._authenticate(op))
        if isinstance(op, ReadBlock) and self._sak == ULTRALIGHT:
            return (yield from self._ask(Cmd.PAGES_READ, bytes((op.block,))))
        if isinstance(op, WritePage):
            return (yield from self._ask(Cmd.PAGE_WRITE, bytes((op.page,)) + op.data))
        if isinstance(op, Transceive):
            return Answer("unsupported")
        if isinstance(op, Signal):
            return (yield from self._ask(Cmd.BEEP_TIME, bytes((BEEP_10MS if op.ok else 5 * BEEP_10MS,))))
        return (yield from self._keyed(op))

    def _ask(self, code: Cmd, data: bytes = b"", *, tries: int = 2, failed: str = "card") -> Steps[Answer]:
        """The data of the answer; `failed` when the module says that it could not."""
        reply = yield Exchange(yhy522.encode(code, data), code, ANSWER_S, tries)
        if reply is None:
            return Answer("no_answer")
        return Answer(failed) if reply.refused else Answer(data=reply.data)

    def _select(self) -> Steps[Answer]:
        kind = yield from self._ask(Cmd.CARD_TYPE, failed="no_card")
        if not kind.ok:
            return kind
        found = yield from self._ask(Cmd.CARD_ID, failed="no_card")
        if not found.ok or len(found.data) < 4:
            return Answer(found.word or "no_card")
        atqa = int.from_bytes(kind.data[:2], "big")
        self._key, self._sak = None, _SAKS.get(atqa, CLASSIC_1K if len(found.data) == 4 else ULTRALIGHT)
        return Answer(chip=Chip(found.data, self._sak, atqa))

    def _authenticate(self, op: Authenticate) -> Steps[Answer]:
        """There is no command for it: reading with the key shows whether it fits."""
        self._key = op
        answer = yield from self._keyed(ReadBlock(op.block))
        if not answer.ok:
            self._key = None
        return Answer("auth" if answer.word == "card" else answer.word)

    def _keyed(self, op: ReadBlock | WriteBlock | AddValue | CopyValue) -> Steps[Answer]:
        block = op.source if isinstance(op, CopyValue) else op.block
        key = self._key
        if key is None or sector_of(block) != sector_of(key.block):
            return Answer("auth")
        head = bytes((key.key_b, block)) + key.key
        if isinstance(op, ReadBlock):
            return (yield from self._ask(Cmd.BLOCK_READ, head))
        if isinstance(op, WriteBlock):
            return (yield from self._ask(Cmd.BLOCK_WRITE, head + op.data))
        if isinstance(op, CopyValue):
            backup = bytes((key.key_b,)) + key.key + bytes((op.source, op.target))
            return (yield from self._ask(Cmd.VALUE_BACKUP, backup))
        code = Cmd.VALUE_INC if op.delta > 0 else Cmd.VALUE_DEC
        amount = abs(op.delta).to_bytes(4, "little")
        return (yield from self._ask(code, head + amount, tries=1))  # sent twice it would count twice


def _reply(message: yhy522.Message) -> Reply:
    """Failures have the highest bit, as inverted commands do."""
    if message.code > HIGHEST_COMMAND:
        return Reply(yhy522.failure(message.code), refused=True)
    return Reply(message.code, message.data)


class Yhy522Driver(ChipReaderDriver):
    """A YHY522 or YHY521X module (19200)."""

    def __init__(self, name: str = "yhy522") -> None:
        super().__init__(name, Yhy522Protocol())
