"""PN532 on a serial line: acknowledged frames, waking up, and card operations by its own commands."""

from __future__ import annotations

from memberpos.devices import mifare, pn532
from memberpos.devices import pn532_commands as commands
from memberpos.devices.chip_ops import (
    AddValue,
    Answer,
    Authenticate,
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
from memberpos.devices.drivers.exchange import ANY, Ack, Broken, Event, Exchange, Pause, Protocol, Reply, Steps
from memberpos.devices.pn532_commands import Code

IC = 0x32
PASSIVE_RETRIES = 0x02  # the chip looks again by itself; FF would make it wait without end
FIELD_OFF_S = 0.01  # a card forgets everything in 5 ms without field
WAKE_TRIES = 3
#: Status of a card command that means that the card is gone or would not speak.
_AUTH_FAILED = commands.STATUS_AUTH


class Pn532Protocol(Protocol):
    """Command, ACK, answer; the host's NACK asks for an answer again, its ACK calls a command off."""

    ack_s = 0.1  # the chip has 15 ms; USB adapters deliver in clumps of 16
    again = pn532.NACK
    abort = pn532.ACK

    def __init__(self) -> None:
        self._uid = b""
        self.reset()

    def reset(self) -> None:
        self._decoder = pn532.FrameDecoder()

    def feed(self, data: bytes) -> list[Event]:
        broken = self._decoder.broken
        events = [event for frame in self._decoder.feed(data) if (event := _event(frame))]
        return [*events, Broken()] if self._decoder.broken > broken and not events else events

    def wake(self) -> Steps[bool]:
        for _ in range(WAKE_TRIES):
            reply = yield Exchange(pn532.WAKE_UP + commands.sam_configuration(), Code.SAMConfiguration, 0.5)
            if reply is not None and not reply.refused:
                break
        else:
            return False
        version = yield Exchange(commands.get_firmware_version(), Code.GetFirmwareVersion)
        if version is None or version.data[:1] != bytes((IC,)):
            return False
        retries = yield Exchange(commands.rf_retries(PASSIVE_RETRIES), Code.RFConfiguration)
        return retries is not None

    def perform(self, op: Op) -> Steps[Answer]:
        if isinstance(op, Select):
            return (yield from self._select(fresh=op.fresh))
        if isinstance(op, AddValue):
            return (yield from self._add(op))
        if isinstance(op, CopyValue):
            restored = yield from self._card(commands.mifare_value(mifare.RESTORE, op.source))
            return (yield from self._transfer(op.target)) if restored.ok else restored
        if isinstance(op, Transceive):
            reply = yield Exchange(commands.communicate_thru(op.data), Code.InCommunicateThru)
            return _answer(reply)
        if isinstance(op, Signal):
            return Answer("unsupported")
        return (yield from self._card(self._card_command(op)))

    def _select(self, *, fresh: bool) -> Steps[Answer]:
        if fresh:
            yield Exchange(commands.rf_field(on=False), Code.RFConfiguration)
            yield Pause(FIELD_OFF_S)
        reply = yield Exchange(commands.list_passive_target(), Code.InListPassiveTarget)
        if reply is None:
            return Answer("no_answer")
        target = next(iter(commands.parse_targets(reply.data)), None)
        if target is None or len(target.chip.uid) < 4:
            return Answer("no_card")
        self._uid = target.chip.uid
        return Answer(chip=target.chip)

    def _card_command(self, op: Authenticate | ReadBlock | WriteBlock | WritePage) -> bytes:
        if isinstance(op, Authenticate):
            return commands.mifare_auth(op.block, op.key, self._uid, key_b=op.key_b)
        if isinstance(op, ReadBlock):
            return bytes((mifare.READ, op.block))
        if isinstance(op, WriteBlock):
            return bytes((mifare.WRITE, op.block)) + op.data
        return bytes((mifare.WRITE_PAGE, op.page)) + op.data

    def _card(self, data: bytes) -> Steps[Answer]:
        return _answer((yield Exchange(commands.data_exchange(data), Code.InDataExchange)))

    def _add(self, op: AddValue) -> Steps[Answer]:
        code = mifare.INCREMENT if op.delta > 0 else mifare.DECREMENT
        changed = yield from self._card(commands.mifare_value(code, op.block, abs(op.delta)))
        return (yield from self._transfer(op.block)) if changed.ok else changed

    def _transfer(self, block: int) -> Steps[Answer]:
        return (yield from self._card(bytes((mifare.TRANSFER, block))))


def _event(frame: pn532.Frame) -> Event | None:
    if frame.kind == "ack":
        return Ack()
    if frame.kind == "error":
        return Reply(ANY, refused=True)
    if frame.code is None or frame.payload[0] != pn532.CHIP:
        return None
    return Reply(frame.code - 1, frame.data)


def _answer(reply: Reply | None) -> Answer:
    """What the status byte of a card command means."""
    if reply is None:
        return Answer("no_answer")
    status = commands.STATUS_AUTH if reply.refused else commands.status_of(reply.data)
    if status == commands.STATUS_OK:
        return Answer(data=reply.data[1:])
    return Answer("auth" if status == _AUTH_FAILED and not reply.refused else "card")


class Pn532Driver(ChipReaderDriver):
    """A PN532 board behind a USB-serial adapter (115200)."""

    def __init__(self, name: str = "pn532") -> None:
        super().__init__(name, Pn532Protocol())
