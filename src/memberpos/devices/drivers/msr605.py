"""MSR605/606/206 magnetic card reader-writer: always armed for reading, interrupted only to write or erase a card.

Start-up is reset, communication test, reset; a written card is proved by a second swipe; the coercivity is set before
every write because a reset does not restore it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from memberpos.devices import iso7811, msr605
from memberpos.devices.drivers.base import Driver, Outputs, Send, earliest
from memberpos.devices.msr605 import Command
from memberpos.devices.msr605_reply import Msr605Decoder, Reply
from memberpos.devices.readings import CardPresented, WriteProgress, WriteResult

RESET_S = 0.1  # a reset has no answer
ANSWER_S = 1.0
RETRY_S = 2.0
REARM_S = 60.0  # an arm command that was lost on the wire would leave the reader deaf
BLOCK_S = 1.0  # silence inside a block; USB bridges deliver in clumps of 16 ms, anything under 300 ms is normal
REPEAT_S = 0.6  # the same tracks again within this are the same swipe
TRIES = 3

Tracks = tuple[str, str, str]


@dataclass(frozen=True)
class WriteCard:
    """Write `tracks` ("" = leave alone), high or low coercivity; each swipe may take `timeout_s`.

    A chip gets the text of track 2; it is `overwrite`-n only when asked while it holds another number.
    """

    tracks: Tracks
    hico: bool = True
    timeout_s: float = 30.0
    overwrite: bool = False


@dataclass(frozen=True)
class EraseCard:
    """Erase the tracks with these numbers."""

    tracks: tuple[int, ...] = (1, 2, 3)
    hico: bool = True
    timeout_s: float = 30.0


@dataclass(frozen=True)
class CancelJob:
    """Stop waiting for the swipe of a write or an erase."""


Job = WriteCard | EraseCard


def card_number(tracks: Tracks) -> str:
    """The member card number on a card: track 2 up to its separator, else track 1, else track 3; "" if none."""
    for text in (tracks[1], tracks[0], tracks[2]):
        number = _first_field(iso7811.strip_sentinels(text))
        if number:
            return number
    return ""


def _first_field(text: str) -> str:
    if text.startswith("B") and "^" in text:  # track 1 in the format of bank cards
        text = text[1:]
    return text.partition("=")[0].partition("^")[0].strip()


class Msr605Driver(Driver):
    """Swipes → `CardPresented`; `WriteCard`, `EraseCard` → `WriteProgress` a swipe wanted, then `WriteResult`."""

    role = "reader"

    def __init__(self, name: str = "msr605") -> None:
        super().__init__(name)
        self._decoder = Msr605Decoder()
        self._job: Job | None = None
        self._job_due_s: float | None = None
        self._last: tuple[Tracks, float] | None = None
        self._forget()

    def _forget(self) -> None:
        self._answer: Callable[[Reply, float], Outputs] | None = None
        self._late: Callable[[float], Outputs] | None = None
        self._due_s: float | None = None
        self._armed = False
        self._tries = 0

    # --- what the loop calls

    def start(self, now_s: float) -> Outputs:
        self._forget()
        self._decoder = Msr605Decoder()
        return self._reset(self._test, now_s)

    def received(self, data: bytes, now_s: float) -> Outputs:
        replies = self._decoder.feed(data)
        if not replies and self._armed:
            self._late, self._due_s = self._broken, now_s + BLOCK_S
        outputs: Outputs = []
        for reply in replies:
            if self._answer is not None:
                outputs += self._answer(reply, now_s)
        return outputs

    def tick(self, now_s: float) -> Outputs:
        if self._job is not None and self._job_due_s is not None and now_s >= self._job_due_s:
            return self._finish("device_timeout", now_s)
        if self._late is not None and self._due_s is not None and now_s >= self._due_s:
            return self._late(now_s)
        return []

    def deadline_s(self) -> float | None:
        return earliest((self._due_s, self._job_due_s))

    def command(self, command: object, now_s: float) -> Outputs:
        if isinstance(command, CancelJob):
            return self._finish("cancelled", now_s) if self._job is not None else []
        if not isinstance(command, WriteCard | EraseCard):
            return super().command(command, now_s)
        if not self.connected:
            return [WriteResult(False, "device_lost")]
        if self._job is not None:
            return [WriteResult(False, "device_busy", {"rejected": True})]
        self._job, self._job_due_s = command, now_s + command.timeout_s
        return self._reset(self._begin_job, now_s) if self._armed else []

    def give_up(self, now_s: float) -> Outputs:
        lost: Outputs = [WriteResult(False, "device_lost")] if self._job is not None else []
        self._job = self._job_due_s = None
        self._forget()
        return lost

    # --- steps

    def _send(
        self,
        data: bytes,
        pending: Command | None,
        answer: Callable[[Reply, float], Outputs] | None,
        late: Callable[[float], Outputs] | None,
        due_s: float | None,
    ) -> Outputs:
        self._decoder.expect(pending)
        self._answer, self._late, self._due_s, self._armed = answer, late, due_s, False
        return [Send(data)]

    def _reset(self, then: Callable[[float], Outputs], now_s: float) -> Outputs:
        return self._send(msr605.reset(), None, None, then, now_s + RESET_S)

    def _test(self, now_s: float) -> Outputs:
        return self._send(msr605.comm_test(), Command.COMM_TEST, self._tested, self._silent, now_s + ANSWER_S)

    def _tested(self, reply: Reply, now_s: float) -> Outputs:
        self._tries = 0
        return self._reset(self._ready, now_s)

    def _silent(self, now_s: float) -> Outputs:
        self._tries += 1
        if self._tries < TRIES:
            return self._reset(self._test, now_s)
        self._late, self._due_s = self._retry, now_s + RETRY_S
        return self.say("degraded", "no_answer")

    def _retry(self, now_s: float) -> Outputs:
        self._tries = 0
        return self._reset(self._test, now_s)

    def _ready(self, now_s: float) -> Outputs:
        return [*self.say("ready"), *(self._arm(now_s) if self._job is None else self._begin_job(now_s))]

    def _arm(self, now_s: float) -> Outputs:
        outputs = self._send(msr605.iso_read(), Command.ISO_READ, self._swiped, self._retry, now_s + REARM_S)
        self._armed = True
        return outputs

    def _broken(self, now_s: float) -> Outputs:
        """Half a block, then silence."""
        return [*self.say("degraded", "bad_frame"), *self._reset(self._ready, now_s)]

    def _swiped(self, reply: Reply, now_s: float) -> Outputs:
        last, self._last = self._last, (reply.tracks, now_s)
        outputs = self._arm(now_s)
        if last is not None and last[0] == reply.tracks and now_s - last[1] < REPEAT_S:
            return outputs
        return [CardPresented(card_number(reply.tracks), "magstripe", reply.tracks, self.name), *outputs]

    # --- jobs

    @property
    def _current(self) -> Job:
        if self._job is None:
            raise RuntimeError("no job is under way")
        return self._job

    def _begin_job(self, now_s: float) -> Outputs:
        self._tries = 0
        hico = self._current.hico
        data, pending = (msr605.set_hico(), Command.SET_HICO) if hico else (msr605.set_loco(), Command.SET_LOCO)
        return self._send(data, pending, self._coercivity_set, self._unanswered, now_s + ANSWER_S)

    def _unanswered(self, now_s: float) -> Outputs:
        return self._finish("device_timeout", now_s)

    def _coercivity_set(self, reply: Reply, now_s: float) -> Outputs:
        return self._wait_to_change(now_s) if reply.ok else self._refused(reply, now_s)

    def _wait_to_change(self, now_s: float) -> Outputs:
        job = self._current
        self._job_due_s = now_s + job.timeout_s
        if isinstance(job, EraseCard):
            sent = self._send(msr605.erase(*job.tracks), Command.ERASE, self._changed, None, None)
            return [*sent, WriteProgress("swipe_to_erase")]
        try:
            data = msr605.iso_write(job.tracks)
        except ValueError:
            return self._finish("card_write_failed", now_s, word="bad_text")
        return [*self._send(data, Command.ISO_WRITE, self._changed, None, None), WriteProgress("swipe_to_write")]

    def _changed(self, reply: Reply, now_s: float) -> Outputs:
        self._tries += 1
        if not reply.ok:
            return self._refused(reply, now_s) if self._tries >= TRIES else self._wait_to_change(now_s)
        self._tries = 0
        return self._finish("", now_s) if isinstance(self._job, EraseCard) else self._wait_to_verify(now_s)

    def _refused(self, reply: Reply, now_s: float) -> Outputs:
        return self._finish("card_write_failed", now_s, status=reply.status)

    def _wait_to_verify(self, now_s: float) -> Outputs:
        self._job_due_s = now_s + self._current.timeout_s
        sent = self._send(msr605.iso_read(), Command.ISO_READ, self._read_back, None, None)
        return [*sent, WriteProgress("swipe_to_verify")]

    def _read_back(self, reply: Reply, now_s: float) -> Outputs:
        job = self._current
        wrong = _differing(job.tracks, reply) if isinstance(job, WriteCard) else []
        self._tries += 1
        if set(wrong) <= set(reply.bad) and wrong and self._tries < TRIES:  # a bad swipe proves nothing
            return self._wait_to_verify(now_s)
        return self._finish("card_mismatch" if wrong else "", now_s, **({"tracks": wrong} if wrong else {}))

    def _finish(self, code: str, now_s: float, **facts: object) -> Outputs:
        self._job = self._job_due_s = None
        then = self._ready if self.health.state == "ready" else self._test
        return [WriteResult(not code, code, facts), *self._reset(then, now_s)]


def _differing(wanted: Tracks, reply: Reply) -> list[int]:
    """Numbers of the tracks that should hold something else than was read."""
    pairs = zip(wanted, reply.tracks, strict=True)
    return [
        number
        for number, (want, got) in enumerate(pairs, 1)
        if want and iso7811.strip_sentinels(want) != iso7811.strip_sentinels(got)
    ]
