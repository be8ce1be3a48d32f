"""Readers for chip cards of any family: look for a card, read its number, write one and prove it.

What happens at the reader is written from top to bottom as a generator of exchanges; `received`, `tick` and `command`
move it on. The protocol of the family (exchange.py) makes frames of operations.
"""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.devices import chip_card
from memberpos.devices.chip_ops import Chip, ChipError, Program, Select, Signal
from memberpos.devices.drivers.base import Driver, Outputs, Send, earliest
from memberpos.devices.drivers.exchange import ANY, Ack, Broken, Exchange, Pause, Protocol, Reply, Steps, T, carry_out
from memberpos.devices.drivers.msr605_jobs import CancelJob, EraseCard, WriteCard
from memberpos.devices.iso7811 import strip_sentinels
from memberpos.devices.mifare import DEFAULT_KEYS
from memberpos.devices.readings import CardPresented, CardRemoved, WriteProgress, WriteResult
from memberpos.domain import card_notations

POLL_S = 0.2
RETRY_S = 2.0
ABORT_S = 0.02  # a PN532 swallows a command that follows an abort at once
MISSES = 2  # a card in the hand is not seen at every look
READS = 3  # a card at the edge of the field fails now and then
SILENCES = 3

Job = WriteCard | EraseCard
#: Why a job failed → code of domain.errors.
_CODES = {
    "no_card": "card_mismatch",
    "changed": "card_mismatch",
    "mismatch": "card_mismatch",
    "other_number": "card_not_blank",
    "no_answer": "device_timeout",
}


@dataclass(frozen=True)
class _Seen:
    """The card at the reader. Random numbers are all one card: there is no telling them apart."""

    uid: bytes

    @classmethod
    def of(cls, chip: Chip) -> _Seen:
        return cls(b"" if chip.random else chip.uid)


class ChipReaderDriver(Driver):
    """Cards → `CardPresented`, `CardRemoved`; `WriteCard`, `EraseCard` → `WriteProgress`, then one `WriteResult`.

    `notation`: how this shop writes the number of a chip without our text; `keys`: tried in order.
    """

    role = "reader"

    def __init__(self, name: str, protocol: Protocol, *, notation: str = "", keys: chip_card.Keys = ()) -> None:
        super().__init__(name)
        self.notation = notation
        self._protocol = protocol
        self._keys = (*keys, *DEFAULT_KEYS)
        self._job: Job | None = None
        self._job_due_s = 0.0
        self._cancelled = False
        self._forget()

    def _forget(self) -> None:
        self._seen: _Seen | None = None
        self._misses = self._failed_reads = self._silences = 0
        self._life: Steps[None] | None = None
        self._exchange: Exchange | None = None
        self._next: Exchange | None = None
        self._acknowledged = False
        self._tries = 0
        self._due_s: float | None = None
        self._now_s = 0.0
        self._outputs: Outputs = []

    # --- what the loop calls

    def start(self, now_s: float) -> Outputs:
        self._forget()
        self._protocol.reset()
        self._life = self._live()
        return self._go_on(None, now_s)

    def received(self, data: bytes, now_s: float) -> Outputs:
        """What comes behind an answer in the same piece was sent before the next request: a repetition."""
        for event in self._protocol.feed(data):
            if isinstance(event, Ack):
                self._acked(now_s)
            elif isinstance(event, Broken):
                return self._garbled(now_s)
            elif self._awaited(event):
                return self._go_on(event, now_s)
        return []

    def tick(self, now_s: float) -> Outputs:
        if self._due_s is None or now_s < self._due_s:
            return []
        if self._next is not None:
            return self._begin(self._next, now_s)
        return self._go_on(None, now_s) if self._exchange is None else self._late(self._exchange, now_s)

    def deadline_s(self) -> float | None:
        return earliest((self._due_s,))

    def command(self, command: object, now_s: float) -> Outputs:
        if isinstance(command, CancelJob):
            return self._cancel(now_s)
        if not isinstance(command, WriteCard | EraseCard):
            return super().command(command, now_s)
        if not self.connected:
            return [WriteResult(False, "device_lost")]
        if self._job is not None:
            return [WriteResult(False, "device_busy", {"rejected": True})]
        self._job, self._job_due_s, self._cancelled = command, now_s + command.timeout_s, False
        return self._hurry(now_s)

    def _cancel(self, now_s: float) -> Outputs:
        """A card that is being written is written to its end; what waits for a card ends now."""
        if self._job is None:
            return []
        if self.health.state != "ready":
            self._job = None
            return [WriteResult(False, "cancelled")]
        self._cancelled = True
        return self._hurry(now_s)

    def give_up(self, now_s: float) -> Outputs:
        lost: Outputs = [WriteResult(False, "device_lost")] if self._job is not None else []
        self._job, self._cancelled = None, False
        self._forget()
        return lost

    # --- one exchange

    def _go_on(self, reply: Reply | None, now_s: float) -> Outputs:
        """Let the reader's life go to its next exchange or pause."""
        self._now_s, self._exchange, self._due_s = now_s, None, None
        if self._life is None:
            return []
        step = self._life.send(reply)
        outputs, self._outputs = self._outputs, []
        if isinstance(step, Pause):
            self._due_s = now_s + step.seconds
            return outputs
        if reply is not None and self._protocol.quiet_s:
            self._next, self._due_s = step, now_s + self._protocol.quiet_s
            return outputs
        return [*outputs, *self._begin(step, now_s)]

    def _begin(self, exchange: Exchange, now_s: float) -> Outputs:
        self._exchange, self._next, self._tries = exchange, None, 0
        return self._send(exchange, now_s)

    def _send(self, exchange: Exchange, now_s: float) -> Outputs:
        self._tries += 1
        self._acknowledged = self._protocol.ack_s is None
        self._due_s = now_s + (self._protocol.ack_s or exchange.answer_s)
        return [Send(exchange.frame)]

    def _acked(self, now_s: float) -> None:
        if self._exchange is not None and not self._acknowledged:
            self._acknowledged, self._due_s = True, now_s + self._exchange.answer_s

    def _awaited(self, reply: Reply) -> bool:
        """An answer to something else, or before the acknowledgement, is a late one."""
        if self._exchange is None or not self._acknowledged:
            return False
        return reply.code in (ANY, self._exchange.code)

    def _garbled(self, now_s: float) -> Outputs:
        """The answer came and was no good; what is still to come is dropped by its checksum."""
        if self._exchange is None or not self._protocol.again or self._tries >= self._exchange.tries:
            return []
        self._tries += 1
        self._due_s = now_s + self._exchange.answer_s
        return [Send(self._protocol.again)]

    def _late(self, exchange: Exchange, now_s: float) -> Outputs:
        """Send it again, unless the reader has taken it and is at work: then call it off."""
        self._protocol.reset()
        at_work = self._acknowledged and self._protocol.ack_s is not None
        if self._tries < exchange.tries and not at_work:
            return self._send(exchange, now_s)
        if not self._protocol.abort:
            return self._go_on(None, now_s)
        self._exchange, self._due_s = None, now_s + ABORT_S
        return [Send(self._protocol.abort)]

    def _hurry(self, now_s: float) -> Outputs:
        """End a pause."""
        paused = self._exchange is None and self._next is None and self._due_s is not None
        return self._go_on(None, now_s) if paused and self.health.state == "ready" else []

    # --- the reader's life

    def _live(self) -> Steps[None]:
        while True:
            while not (yield from self._protocol.wake()):
                self._outputs += self.say("degraded", "no_answer")
                self._fail_due_job()
                yield Pause(RETRY_S)
            self._silences = 0
            self._outputs += self.say("ready")
            while self._silences < SILENCES:
                yield from (self._look() if self._job is None else self._work(self._job))

    def _perform(self, program: Program[T]) -> Steps[T]:
        """Carry a program out; a reader that stays silent is counted."""
        try:
            result = yield from carry_out(program, self._protocol)
        except ChipError as error:
            self._silences = self._silences + 1 if error.word == "no_answer" else 0
            raise
        self._silences = 0
        return result

    def _find(self) -> Steps[Chip | None]:
        """The card in the field; None when there is none, or the reader does not answer."""
        try:
            return (yield from self._perform(_select()))
        except ChipError:
            return None

    def _look(self) -> Steps[None]:
        """One look for a card; a new one is read and presented."""
        chip = yield from self._find()
        if chip is None:
            self._missed()
        elif _Seen.of(chip) != self._seen:
            yield from self._arrived(chip)
        else:
            self._misses = 0
        yield Pause(POLL_S)

    def _missed(self) -> None:
        self._misses += 1
        if self._misses < MISSES:
            return
        self._failed_reads = 0
        if self._seen is not None:
            self._seen = None
            self._outputs.append(CardRemoved(self.name))

    def _arrived(self, chip: Chip) -> Steps[None]:
        try:
            card = yield from self._perform(self._read(chip))
        except ChipError:
            card = CardPresented("", "chip", source=self.name, uid=chip.number, fault="unreadable")
        if card.fault in ("unreadable", "damaged") and self._failed_reads < READS - 1:
            self._failed_reads += 1
            return
        self._failed_reads = self._misses = 0
        if self._seen is not None:
            self._outputs.append(CardRemoved(self.name))
        self._seen = _Seen.of(chip)
        self._outputs.append(card)

    def _read(self, chip: Chip) -> Program[CardPresented]:
        if chip.random:
            return CardPresented("", "uid", source=self.name, fault="random_id")
        content = yield from chip_card.read_content(chip, self._keys)
        if content.damaged:
            return CardPresented("", "chip", source=self.name, uid=chip.number, fault="damaged")
        if content.text:
            number, tracks = content.text.partition("=")[0], ("", f";{content.text}?", "")
            return CardPresented(number, "chip", tracks, self.name, chip.number)
        number = card_notations.chip_number(chip.uid, self.notation)
        return CardPresented(number, "uid", source=self.name, uid=chip.number)

    # --- jobs

    def _work(self, job: Job) -> Steps[None]:
        """Wait for a card, change it, prove it; the job ends with exactly one result."""
        write = isinstance(job, WriteCard)
        self._outputs.append(WriteProgress("hold_to_write" if write else "hold_to_erase"))
        chip: Chip | None = None
        while chip is None:
            if self._silences >= SILENCES:
                return
            if self._cancelled or self._now_s >= self._job_due_s:
                self._finish("cancelled" if self._cancelled else "device_timeout")
                return
            chip = yield from self._find()
            if chip is None:
                self._missed()
                yield Pause(POLL_S)
        yield from self._change(job, chip)

    def _change(self, job: Job, chip: Chip) -> Steps[None]:
        self._seen, self._misses = _Seen.of(chip), 0  # the card that was written presents nobody
        try:
            yield from self._perform(self._change_program(job, chip))
            if isinstance(job, WriteCard):
                self._outputs.append(WriteProgress("hold_to_verify"))
                text = strip_sentinels(job.tracks[1])
                yield from self._perform(chip_card.prove_content(chip, text, self._keys))
        except ChipError as error:
            yield from self._signal(ok=False)
            self._finish(_CODES.get(error.word, "card_write_failed"), word=error.word)
            return
        except ValueError:
            self._finish("card_write_failed", word="bad_text")
            return
        yield from self._signal(ok=True)
        self._finish("", uid=chip.number)

    def _change_program(self, job: Job, chip: Chip) -> Program[None]:
        if chip.random:
            raise ChipError("random_id")
        if isinstance(job, EraseCard):
            yield from chip_card.erase_content(chip, self._keys)
            return
        text = strip_sentinels(job.tracks[1])
        yield from chip_card.write_content(chip, text, self._keys, overwrite=job.overwrite)

    def _signal(self, *, ok: bool) -> Steps[None]:
        yield from self._protocol.perform(Signal(ok))

    def _finish(self, code: str, **facts: object) -> None:
        self._job, self._cancelled = None, False
        self._outputs.append(WriteResult(not code, code, facts))

    def _fail_due_job(self) -> None:
        """A reader that does not answer keeps nobody waiting past the job's time."""
        if self._job is not None and (self._cancelled or self._now_s >= self._job_due_s):
            self._finish("cancelled" if self._cancelled else "device_timeout")


def _select() -> Program[Chip | None]:
    """The card in the field, None when there is none. ChipError no_answer."""
    answer = yield Select()
    if answer.word == "no_answer":
        raise ChipError(answer.word)
    return answer.chip if answer.ok else None
