"""MSR605/606/206 magnetic card reader-writer: always armed for reading, interrupted only to write or erase a card.

Start-up is reset, communication test, reset; a written card is proved by a second swipe; the coercivity is set before
every write because a reset does not restore it.
"""

from __future__ import annotations

from collections.abc import Callable

from memberpos.devices import iso7811, msr605
from memberpos.devices.drivers.base import Driver, Outputs, Send, earliest
from memberpos.devices.drivers.msr605_jobs import (
    USUAL_BPC,
    USUAL_BPI,
    CancelJob,
    EraseCard,
    ReadRaw,
    Setting,
    Tracks,
    WriteCard,
    WriteRaw,
    differing_raw,
    mirrored,
    settings_of,
    texts_of,
)
from memberpos.devices.msr605 import Command
from memberpos.devices.msr605_reply import Msr605Decoder, Reply
from memberpos.devices.readings import CardPresented, RawStripes, WriteProgress, WriteResult

RESET_S = 0.1  # a reset has no answer
ANSWER_S = 1.0
RETRY_S = 2.0
REARM_S = 60.0  # an arm command that was lost on the wire would leave the reader deaf
BLOCK_S = 1.0  # silence inside a block; USB bridges deliver in clumps of 16 ms, anything under 300 ms is normal
REPEAT_S = 0.6  # the same tracks again within this are the same swipe
TRIES = 3

Job = WriteCard | EraseCard | WriteRaw | ReadRaw


class Msr605Driver(Driver):
    """Swipes → `CardPresented`; `WriteCard`, `EraseCard`, `WriteRaw` → `WriteProgress` a swipe wanted, then one
    `WriteResult`; `ReadRaw` → `WriteProgress`, then one `RawStripes`.
    """

    role = "reader"

    def __init__(self, name: str = "msr605") -> None:
        super().__init__(name)
        self._decoder = Msr605Decoder()
        self._job: Job | None = None
        self._job_due_s: float | None = None
        self._last: tuple[Tracks, float] | None = None
        self._odd = False  # density or bits are not those of ISO cards
        self._forget()

    def _forget(self) -> None:
        self._answer: Callable[[Reply, float], Outputs] | None = None
        self._late: Callable[[float], Outputs] | None = None
        self._due_s: float | None = None
        self._armed = False
        self._tries = 0
        self._settings: list[Setting] = []

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
        if not isinstance(command, Job):
            return super().command(command, now_s)
        if not self.connected:
            return [_ended(command, "device_lost", {})]
        if self._job is not None:
            return [_ended(command, "device_busy", {"rejected": True})]
        self._job, self._job_due_s = command, now_s + command.timeout_s
        return self._reset(self._begin_job, now_s) if self._armed else []

    def give_up(self, now_s: float) -> Outputs:
        lost: Outputs = [_ended(self._job, "device_lost", {})] if self._job is not None else []
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
        if self._odd:
            self._odd, self._settings = False, settings_of(USUAL_BPI, USUAL_BPC)
            return self._set_next(self._ready, now_s)
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
        return [CardPresented(iso7811.card_number(reply.tracks), "magstripe", reply.tracks, self.name), *outputs]

    # --- jobs

    @property
    def _current(self) -> Job:
        if self._job is None:
            raise RuntimeError("no job is under way")
        return self._job

    def _begin_job(self, now_s: float) -> Outputs:
        self._tries = 0
        if isinstance(self._current, ReadRaw):
            return self._wait_to_change(now_s)
        hico = self._current.hico
        data, pending = (msr605.set_hico(), Command.SET_HICO) if hico else (msr605.set_loco(), Command.SET_LOCO)
        return self._send(data, pending, self._coercivity_set, self._unanswered, now_s + ANSWER_S)

    def _unanswered(self, now_s: float) -> Outputs:
        return self._finish("device_timeout", now_s)

    def _coercivity_set(self, reply: Reply, now_s: float) -> Outputs:
        if not reply.ok:
            return self._refused(reply, now_s)
        job = self._current
        if not isinstance(job, WriteRaw):
            return self._wait_to_change(now_s)
        try:
            self._settings, self._odd = settings_of(job.bpi, job.bpc), True
        except ValueError:
            return self._finish("card_write_failed", now_s, word="bad_setting")
        return self._set_next(self._wait_to_change, now_s)

    def _set_next(self, then: Callable[[float], Outputs], now_s: float) -> Outputs:
        """Density and bits, one command after the other; a device that does not know one is left as it is."""
        if not self._settings:
            return then(now_s)
        data, command = self._settings.pop(0)

        def answered(_reply: Reply, at_s: float) -> Outputs:
            return self._set_next(then, at_s)

        return self._send(data, command, answered, lambda at_s: self._set_next(then, at_s), now_s + ANSWER_S)

    def _wait_to_change(self, now_s: float) -> Outputs:
        job = self._current
        self._job_due_s = now_s + job.timeout_s
        if isinstance(job, ReadRaw):
            return [*self._send(msr605.raw_read(), Command.RAW_READ, self._raw_read, None, None), _READ]
        if isinstance(job, EraseCard):
            sent = self._send(msr605.erase(*job.tracks), Command.ERASE, self._changed, None, None)
            return [*sent, WriteProgress("swipe_to_erase")]
        try:
            raw = isinstance(job, WriteRaw)
            data = msr605.raw_write(job.tracks) if isinstance(job, WriteRaw) else msr605.iso_write(job.tracks)
        except ValueError:
            return self._finish("card_write_failed", now_s, word="bad_text")
        command = Command.RAW_WRITE if raw else Command.ISO_WRITE
        return [*self._send(data, command, self._changed, None, None), WriteProgress("swipe_to_write")]

    def _raw_read(self, reply: Reply, now_s: float) -> Outputs:
        if reply.raw is None:
            return self._wait_to_change(now_s)  # a swipe that told nothing
        one, two, three = (mirrored(data) for data in reply.raw)
        raw = (one, two, three)
        self._job = self._job_due_s = None
        return [RawStripes(True, raw, texts_of(raw)), *self._reset(self._ready, now_s)]

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
        raw = isinstance(self._current, WriteRaw)
        data, command = (msr605.raw_read(), Command.RAW_READ) if raw else (msr605.iso_read(), Command.ISO_READ)
        return [*self._send(data, command, self._read_back, None, None), WriteProgress("swipe_to_verify")]

    def _read_back(self, reply: Reply, now_s: float) -> Outputs:
        job = self._current
        wrong = _differing(job.tracks, reply) if isinstance(job, WriteCard) else []
        if isinstance(job, WriteRaw):
            wrong = differing_raw(job.tracks, reply.raw)
        self._tries += 1
        if set(wrong) <= set(reply.bad) and wrong and self._tries < TRIES:  # a bad swipe proves nothing
            return self._wait_to_verify(now_s)
        return self._finish("card_mismatch" if wrong else "", now_s, **({"tracks": wrong} if wrong else {}))

    def _finish(self, code: str, now_s: float, **facts: object) -> Outputs:
        ended = _ended(self._current, code, facts)
        self._job = self._job_due_s = None
        self._settings = []
        then = self._ready if self.health.state == "ready" else self._test
        return [ended, *self._reset(then, now_s)]


_READ = WriteProgress("swipe_to_read")


def _ended(job: Job, code: str, facts: dict[str, object]) -> WriteResult | RawStripes:
    """The end of a job in the form its order expects."""
    return RawStripes(False, code=code) if isinstance(job, ReadRaw) else WriteResult(not code, code, facts)


def _differing(wanted: Tracks, reply: Reply) -> list[int]:
    """Numbers of the tracks that should hold something else than was read."""
    pairs = zip(wanted, reply.tracks, strict=True)
    return [
        number
        for number, (want, got) in enumerate(pairs, 1)
        if want and iso7811.strip_sentinels(want) != iso7811.strip_sentinels(got)
    ]
