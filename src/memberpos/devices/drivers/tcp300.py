"""Star TCP300 class: a card goes in, is read, perhaps written, gets a new face, and comes out again.

What happens at the device is written from top to bottom as generators of steps; `received`, `tick` and `command` move
them on. A block is sent again at most three times, then the device is reset, which puts a card out.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

from memberpos.devices import tcp300
from memberpos.devices.drivers.base import Driver, Outputs, Send, earliest
from memberpos.devices.drivers.msr605_jobs import CancelJob, EraseCard, WriteCard
from memberpos.devices.iso7811 import card_number, strip_sentinels
from memberpos.devices.readings import (
    CardFace,
    CardPresented,
    CardRemoved,
    WriteProgress,
    WriteResult,
)
from memberpos.devices.tcp300 import Block, BlockDecoder, Command, Control, TextCommand

ACK_S = 3.0
REPLY_S = 30.0  # erasing and printing a card takes ten seconds, more when it is cold
QUIET_S = 0.5  # half a block, then silence
POLL_S = 0.4
RETRY_S = 2.0
HOLD_S = 600.0  # a card that was forgotten comes out again
TRIES = 3
#: Which command sets a track, and which reads it without waiting for a card.
_SET = {1: Command.SET_1, 2: Command.SET_2, 3: Command.SET_3}
_READ = {1: Command.READ_1_NOW, 2: Command.READ_2_NOW, 3: Command.READ_3_NOW}
_WORDS = {tcp300.COVER_OPEN: "cover_open", tcp300.JAM: "card_jam"}


@dataclass(frozen=True)
class PrintFace:
    """Erase what stands on the card that is inside, print `lines` (as many as fit) and put it out."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class ReturnCard:
    """Put the card out as it is."""


@dataclass(frozen=True)
class _Ask:
    """One command; its answer is given back, None when there is none."""

    command: Command
    data: bytes = b""


@dataclass(frozen=True)
class _Pause:
    """Wait, unless an order comes."""

    seconds: float


T = TypeVar("T")
Steps = Generator[_Ask | _Pause, Block | None, T]
Job = WriteCard | EraseCard


class Tcp300Driver(Driver):
    """Cards → `CardPresented` (the card stays inside), `CardRemoved`; `PrintFace` → `CardFace`; `ReturnCard`.

    `WriteCard`, `EraseCard` → `WriteProgress`, one `WriteResult`. `tracks`: which the model has, the usual one first.
    """

    role = "reader"

    def __init__(self, name: str = "tcp300", *, tracks: tuple[int, ...] = (2,)) -> None:
        super().__init__(name)
        self._tracks = tracks
        self._job: Job | None = None
        self._face: PrintFace | None = None
        self._job_due_s = 0.0
        self._asked_for_card = False
        self._forget()

    def _forget(self) -> None:
        self._decoder = BlockDecoder()
        self._life: Steps[None] | None = None
        self._ask: _Ask | None = None
        self._taken = False  # the device has acknowledged the command
        self._tries = 0
        self._due_s: float | None = None
        self._half_s: float | None = None  # when half a block is given up
        self._inside = self._writing = self._printing = False
        self._hold_s = 0.0
        self._return = False
        self._now_s = 0.0
        self._outputs: Outputs = []

    # --- what the loop calls

    def start(self, now_s: float) -> Outputs:
        self._forget()
        self._life = self._live()
        return self._go_on(None, now_s)

    def received(self, data: bytes, now_s: float) -> Outputs:
        outputs: Outputs = []
        for event in self._decoder.feed(data):
            outputs += self._control(event, now_s) if isinstance(event, Control) else self._block(event, now_s)
        self._half_s = now_s + QUIET_S if self._decoder.buffered else None
        return outputs

    def tick(self, now_s: float) -> Outputs:
        if self._half_s is not None and now_s >= self._half_s:
            self._decoder.forget()
            self._half_s = None
            return [Send(bytes((tcp300.NAK,)))] if self._taken else []
        if self._due_s is None or now_s < self._due_s:
            return []
        return self._go_on(None, now_s) if self._ask is None else self._again(now_s)

    def deadline_s(self) -> float | None:
        return earliest((self._due_s, self._half_s))

    def command(self, command: object, now_s: float) -> Outputs:
        if isinstance(command, WriteCard | EraseCard):
            return self._order(command, now_s)
        if isinstance(command, CancelJob):
            return self._cancel(now_s)
        if isinstance(command, PrintFace):
            if not self._inside:
                return [CardFace(False, "device_lost" if not self.connected else "card_mismatch")]
            before: Outputs = [CardFace(False, "cancelled")] if self._face is not None else []
            self._face = command
            return [*before, *self._hurry(now_s)]
        if isinstance(command, ReturnCard):
            self._return = self._inside
            return self._hurry(now_s)
        return super().command(command, now_s)

    def _order(self, job: Job, now_s: float) -> Outputs:
        if not self.connected:
            return [WriteResult(False, "device_lost")]
        if self._job is not None:
            return [WriteResult(False, "device_busy", {"rejected": True})]
        self._job, self._job_due_s = job, now_s + job.timeout_s
        self._return = self._inside  # the card inside is somebody's: another one is asked for
        return self._hurry(now_s)

    def _cancel(self, now_s: float) -> Outputs:
        """A card that is being written is written to its end; what waits for a card ends now."""
        if self._job is None or self._writing:
            return []
        return self._finish("cancelled")

    def give_up(self, now_s: float) -> Outputs:
        outputs: Outputs = self._finish("device_lost") if self._job is not None else []
        outputs += [CardFace(False, "device_lost")] * (int(self._face is not None) + int(self._printing))
        self._face = None
        outputs += [CardRemoved(self.name)] if self._inside else []
        self._forget()
        return outputs

    # --- one command

    def _go_on(self, answer: Block | None, now_s: float) -> Outputs:
        """Let the device's life go to its next command or pause."""
        self._now_s, self._ask, self._due_s, self._tries = now_s, None, None, 0
        if self._life is None:
            return []
        step = self._life.send(answer)
        outputs, self._outputs = self._outputs, []
        if isinstance(step, _Pause):
            self._due_s = now_s + step.seconds
            return outputs
        self._ask = step
        return [*outputs, *self._put(now_s)]

    def _put(self, now_s: float) -> Outputs:
        if self._ask is None:
            return []
        self._taken, self._due_s = False, now_s + ACK_S
        return [Send(tcp300.encode(self._ask.command, self._ask.data))]

    def _control(self, control: Control, now_s: float) -> Outputs:
        if self._ask is None or self._taken:
            return []
        if control.code == tcp300.ACK:
            self._taken, self._tries, self._due_s = True, 0, now_s + REPLY_S
            return []
        return self._again(now_s) if control.code == tcp300.NAK else self._go_on(None, now_s)

    def _block(self, block: Block, now_s: float) -> Outputs:
        if not block.good:
            return [Send(bytes((tcp300.NAK,)))]
        taken: Outputs = [Send(bytes((tcp300.ACK,)))]
        if self._ask is None or block.command != self._ask.command or block.status is None:
            return taken  # of a command before, sent again
        return [*taken, *self._go_on(block, now_s)]

    def _again(self, now_s: float) -> Outputs:
        """Neither taken nor answered: once more, but never a command that was taken and may have been done."""
        self._tries += 1
        if self._taken or self._tries >= TRIES:
            return self._go_on(None, now_s)
        return self._put(now_s)

    def _hurry(self, now_s: float) -> Outputs:
        waiting = self.connected and self._ask is None and self._due_s is not None
        return self._go_on(None, now_s) if waiting else []

    # --- the life of the device

    def _live(self) -> Steps[None]:
        """Reset, then card after card."""
        while True:
            answer = yield _Ask(Command.STATUS)
            if answer is None or answer.status is None:
                self._outputs += self.say("degraded", "no_answer")
                yield _Ask(Command.RESET)
                yield _Pause(RETRY_S)
                continue
            yield _Ask(Command.DISCHARGE)  # what was left inside
            while (yield from self._serve()):
                pass

    def _serve(self) -> Steps[bool]:
        """Wait for a card and serve it; False when the device must be looked for anew."""
        answer = yield _Ask(_READ[self._tracks[0]])
        if answer is None or answer.status is None:
            return False
        status = answer.status
        if status == tcp300.NO_CARD:
            self._outputs += self.say("ready")
            yield from self._wait_for_card()
            return True
        if status != tcp300.NORMAL and status not in tcp300.UNREADABLE:
            self._outputs += self.say("degraded", _WORDS.get(status, "printer_error"))
            yield _Pause(RETRY_S)
            return True
        self._outputs += self.say("ready")
        yield from self._card(answer)
        return True

    def _wait_for_card(self) -> Steps[None]:
        if self._job is not None and self._now_s >= self._job_due_s:
            self._outputs += self._finish("device_timeout")
        elif self._job is not None and not self._asked_for_card:
            self._asked_for_card = True
            self._outputs.append(
                WriteProgress("swipe_to_erase" if isinstance(self._job, EraseCard) else "swipe_to_write")
            )
        yield _Pause(POLL_S)

    def _card(self, answer: Block) -> Steps[None]:
        """A card is inside, its first track read."""
        self._inside, self._return, self._hold_s = True, False, self._now_s + HOLD_S
        if self._job is None:
            tracks = yield from self._read(answer)
            number = card_number(tracks)
            fault = "" if number else "unreadable"
            self._outputs.append(CardPresented(number, "magstripe", tracks, self.name, fault=fault))
        if self._job is not None:
            self._writing = True
            yield from self._write(self._job)
            self._writing, self._return = False, True
        while not self._return and self._now_s < self._hold_s:
            if self._face is not None:
                yield from self._print(self._face)
                break
            yield _Pause(max(0.05, min(POLL_S * 5, self._hold_s - self._now_s)))
        yield _Ask(Command.DISCHARGE)
        self._inside = self._return = False
        if self._face is not None:  # asked for while it came out
            self._face = None
            self._outputs.append(CardFace(False, "card_mismatch"))
        self._outputs.append(CardRemoved(self.name))

    def _read(self, answer: Block) -> Steps[tuple[str, str, str]]:
        """All tracks of the card; the first of them is known."""
        texts = {self._tracks[0]: _track_text(answer)}
        for track in self._tracks[1:]:
            more = yield _Ask(_READ[track])
            texts[track] = _track_text(more)
        return texts.get(1, ""), texts.get(2, ""), texts.get(3, "")

    def _print(self, face: PrintFace) -> Steps[None]:
        """The buffer survives a print, so it is cleared before each."""
        self._face, self._printing = None, True
        done = yield from self._did(_Ask(Command.CLEAR_PRINT))
        for at, line in enumerate(face.lines[: tcp300.MAX_LINES]):
            text = TextCommand(0 if at == 0 else 2, 0, tcp300.FIRST_LINE + at * tcp300.LINE, tcp300.fitting(line))
            done = done and (yield from self._did(_Ask(Command.TEXT, tcp300.text_data(text))))
        done = done and (yield from self._did(_Ask(Command.ERASE_PRINT, b"1,1,1")))
        self._printing = False
        self._outputs.append(CardFace(done, "" if done else "card_write_failed"))

    def _write(self, job: Job) -> Steps[None]:
        texts = dict.fromkeys(job.tracks, "") if isinstance(job, EraseCard) else _texts(job)
        if not texts or not set(texts) <= set(self._tracks):
            self._outputs += self._finish("card_write_failed", word="no_such_track")
            return
        for number, text in texts.items():
            if not (yield from self._did(_Ask(_SET[number], text.encode("ascii", "replace")))):
                self._outputs += self._finish("card_write_failed", word="bad_text")
                return
        if not (yield from self._did(_Ask(Command.WRITE_NOW))):
            self._outputs += self._finish("card_write_failed")
            return
        wrong = []
        for number, text in texts.items():
            answer = yield _Ask(_READ[number])
            wrong += [number] if strip_sentinels(_track_text(answer)) != text else []
        self._outputs += self._finish("card_mismatch" if wrong else "", **({"tracks": wrong} if wrong else {}))

    def _did(self, ask: _Ask) -> Steps[bool]:
        answer = yield ask
        return answer is not None and answer.status == tcp300.NORMAL

    def _finish(self, code: str, **facts: object) -> Outputs:
        self._job, self._asked_for_card = None, False
        return [WriteResult(not code, code, facts)]


def _texts(job: WriteCard) -> dict[int, str]:
    """What to write by track, without sentinels (the device puts them)."""
    return {number: strip_sentinels(text) for number, text in enumerate(job.tracks, 1) if text}


def _track_text(answer: Block | None) -> str:
    """The text of a track that was read; "" when it was not."""
    if answer is None or answer.status != tcp300.NORMAL:
        return ""
    return answer.data[1:].decode("ascii", "replace")
