"""ESC/POS receipt printer: one job at a time, one status query in flight, and an honest end for every job.

A job is `confirmed` only when the printer answered something after its last byte; `unknown` may be on paper; `failed`
is certainly not. Clones that never answer are usable: their status stays unknown, which is not "ok".
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from memberpos.devices import escpos, vfd
from memberpos.devices.customer_view import ShowCustomer
from memberpos.devices.drivers.base import Driver, HangUp, Outputs, Send, earliest
from memberpos.devices.escpos_status import StatusDecoder, StatusItem, merge
from memberpos.devices.readings import JobState, PrinterState

ANSWER_S = 1.0
POLL_S = 3.0
SLOW_POLL_S = 15.0  # for printers that have never answered
WATCH_S = 2.0  # while a job waits for its proof: how often to look whether paper or cover hold it up
FENCE_S = 20.0  # time to print what is in the buffer before GS r is reached
STALL_S = 2.0
PATIENCE_S = 120.0  # to put paper in while a job is half printed
KICK_EVERY_S = 1.0
DRAWER_JOB = "drawer"
ROUND = (1, 2, 3, 4)
HELD_ROUND = (2, 4, 1)
SILENT_ROUNDS = 3
AUTO_STATUS = 0x0F


@dataclass(frozen=True)
class PrintJob:
    """Bytes to print as they are; `job_id` comes back in JobState."""

    job_id: str
    data: bytes


@dataclass(frozen=True)
class KickDrawer:
    """Open the drawer on `pin` 2 or 5 (a refusal comes back as JobState of job "drawer")."""

    pin: int = 2


class PrinterDriver(Driver):
    """`PrintJob` → `JobState` readings; what the printer says → `PrinterState`. `ShowCustomer`: for a display on its
    cable, between jobs.

    `open_is_high`: level of the drawer switch when open. `auto_status`: let the printer report by itself (GS a).
    """

    role = "printer"
    stall_limit_s = None

    def __init__(self, name: str = "printer", *, open_is_high: bool = True, auto_status: bool = True) -> None:
        super().__init__(name)
        self._open_is_high = open_is_high
        self._auto_status = auto_status
        self._waiting: deque[PrintJob] = deque()
        self._kicked_s: float | None = None
        self._behind = b""  # what stands on the display there
        self._forget()

    def _forget(self) -> None:
        self._decoder = StatusDecoder()
        self.state = PrinterState()
        self._query: tuple[str, int] | None = None
        self._query_due_s: float | None = None
        self._asks: deque[int] = deque()
        self._poll_s: float | None = None
        self._speaks = self._answered = False  # ever, in this round
        self._silent_rounds = 0
        self._fences_out = 0
        self._fence_s = 0.0  # when the last one was sent, or last held up
        self._fence_limit_s = FENCE_S
        self._job: PrintJob | None = None
        self._sending = self._stalled = False
        self._given = self._taken = self._job_end = 0  # bytes since the port was opened
        self._progress_s = 0.0

    # --- what the loop calls

    def start(self, now_s: float) -> Outputs:
        self._forget()
        return [*self._listen(), *self._pass_on(), *self._poll(now_s)]

    def received(self, data: bytes, now_s: float) -> Outputs:
        before, outputs = self.state, Outputs()
        for item in self._decoder.feed(data):
            self.state = merge(self.state, item, self._open_is_high)
            self._speaks = self._answered = True
            self._silent_rounds = 0
            outputs += self._item(item, now_s)
        changed: Outputs = [self.state] if self.state != before else []
        return [*changed, *(self._condition() if self._answered else []), *outputs]

    def sent(self, count: int, now_s: float) -> Outputs:
        self._taken += count
        self._progress_s, self._stalled = now_s, False
        return self._all_taken(now_s) if self._sending and self._taken >= self._job_end else []

    def command(self, command: object, now_s: float) -> Outputs:
        if isinstance(command, KickDrawer):
            return self._kick(command, now_s)
        if isinstance(command, ShowCustomer):
            self._behind = vfd.behind_printer(vfd.dm_d(command.view))
            return self._put(self._behind) if self.connected and not self._sending else []
        if not isinstance(command, PrintJob):
            return super().command(command, now_s)
        refusal = self._refusal()
        if refusal:
            return [JobState(command.job_id, "failed", refusal)]
        self._waiting.append(command)
        return self._next_job(now_s)

    def tick(self, now_s: float) -> Outputs:
        if self._job is not None and now_s >= self._progress_s + PATIENCE_S:
            return [HangUp("stalled")]
        if self._sending:
            self._stalled = now_s >= self._progress_s + STALL_S
            return self._condition() if self._stalled else []
        if self._query_due_s is not None and now_s >= self._query_due_s:
            return self._unanswered(now_s)
        if self._poll_s is not None and now_s >= self._poll_s:
            return self._poll(now_s)
        return []

    def deadline_s(self) -> float | None:
        if self._sending:
            return self._progress_s + (PATIENCE_S if self._stalled else STALL_S)
        patience_s = self._progress_s + PATIENCE_S if self._job is not None else None
        return earliest((self._query_due_s, self._poll_s, patience_s))

    def give_up(self, now_s: float) -> Outputs:
        ends: Outputs = []
        if self._job is not None:
            touched = self._taken > self._job_end - len(self._job.data)
            ends.append(JobState(self._job.job_id, "unknown" if touched else "failed", "device_lost"))
        ends += [JobState(job.job_id, "failed", "device_lost") for job in self._waiting]
        if self.state != PrinterState():
            ends.append(PrinterState())
        self._waiting.clear()
        self._forget()
        return ends

    # --- jobs

    def _refusal(self) -> str:
        """Why nothing can be printed now, as far as the printer has said; "" = try."""
        if not self.connected:
            return "device_lost"
        if self.state.paper == "out":
            return "paper_out"
        return "printer_offline" if self.state.cover_open or self.state.online is False else ""

    def _next_job(self, now_s: float) -> Outputs:
        if self._job is not None or not self._waiting:
            return []
        self._job = self._waiting.popleft()
        refusal = self._refusal()
        if refusal:
            return self._end_job("failed", refusal, now_s)
        self._query = self._query_due_s = self._poll_s = None
        self._asks.clear()
        self._sending, self._progress_s = True, now_s
        sending = self._put(self._job.data)
        self._job_end = self._given
        return sending

    def _all_taken(self, now_s: float) -> Outputs:
        """The last byte is out: say so, then ask something that the printer answers only after printing it."""
        self._sending, self._fence_s = False, now_s
        self._fences_out += 1
        proof = self._ask("gs_r", 1, now_s, WATCH_S)
        return [*self._tell_job("sent"), *self._condition(), *self._listen(), *self._pass_on(), *proof]

    def _pass_on(self) -> Outputs:
        """A job may have begun with ESC @, which clears a display on the same cable: show it again."""
        return self._put(self._behind) if self._behind else []

    def _confirm(self, item: StatusItem, now_s: float) -> Outputs:
        """An answer while the job waits for its proof."""
        if item.kind == "gs_r":
            self._fence_limit_s = FENCE_S
            return self._end_job("confirmed", "", now_s) if self._fences_out == 0 else []
        if (item.kind, item.n) != self._query:
            return []
        self._query = self._query_due_s = None
        if self._asks:
            return self._ask("dle_eot", self._asks.popleft(), now_s, ANSWER_S)
        return self._watch(now_s)

    def _watch(self, now_s: float) -> Outputs:
        """The printer is alive but has not proved the job: it prints, is held up, or does not know GS r."""
        if self._refusal():  # what is left of the receipt sits in the printer until paper is in and the cover shut
            self._fence_s = now_s
        elif now_s - self._fence_s >= self._fence_limit_s:
            self._fences_out, self._fence_limit_s = 0, 0.0
            return self._end_job("confirmed", "", now_s)
        self._query, self._query_due_s = ("gs_r", 1), now_s + WATCH_S
        self._decoder.expect("gs_r", 1)
        return []

    def _end_job(self, state: str, code: str, now_s: float) -> Outputs:
        ended = self._tell_job(state, code)
        self._job = self._query = self._query_due_s = None
        self._asks.clear()
        self._poll_s = now_s + POLL_S
        return [*ended, *self._next_job(now_s)]

    def _tell_job(self, state: str, code: str = "") -> Outputs:
        return [JobState(self._job.job_id, state, code)] if self._job is not None else []

    def _kick(self, kick: KickDrawer, now_s: float) -> Outputs:
        if not self.connected:
            return [JobState(DRAWER_JOB, "failed", "device_lost")]
        if self._kicked_s is not None and now_s - self._kicked_s < KICK_EVERY_S:
            return []
        self._kicked_s = now_s
        return self._put(escpos.drawer_kick(kick.pin))

    # --- status

    def _put(self, data: bytes) -> Outputs:
        self._given += len(data)
        return [Send(data)]

    def _listen(self) -> Outputs:
        """ESC @ in a job switches automatic status off: ask for it again after each."""
        return self._put(escpos.auto_status(AUTO_STATUS)) if self._auto_status else []

    def _poll(self, now_s: float) -> Outputs:
        self._asks.extend(ROUND)
        self._answered = False
        self._poll_s = None
        return self._ask("dle_eot", self._asks.popleft(), now_s, ANSWER_S)

    def _ask(self, kind: str, n: int, now_s: float, limit_s: float) -> Outputs:
        self._query, self._query_due_s = (kind, n), now_s + limit_s
        self._decoder.expect(kind, n)
        return self._put(escpos.transmit_status(n) if kind == "gs_r" else escpos.status_query(n))

    def _item(self, item: StatusItem, now_s: float) -> Outputs:
        if item.kind == "gs_r":
            self._fences_out = max(0, self._fences_out - 1)
        if self._sending:
            return []
        if self._job is not None:
            return self._confirm(item, now_s)
        return self._ask_next(now_s) if (item.kind, item.n) == self._query else []

    def _ask_next(self, now_s: float) -> Outputs:
        self._query = self._query_due_s = None
        if self._asks:
            return self._ask("dle_eot", self._asks.popleft(), now_s, ANSWER_S)
        self._poll_s = now_s + (POLL_S if self._speaks else SLOW_POLL_S)
        self._silent_rounds = 0 if self._answered else self._silent_rounds + 1
        if self._speaks and self._silent_rounds >= SILENT_ROUNDS:
            return [HangUp("no_answer")]  # half-open network connection, or switched off behind its adapter
        return [*self._doubt(), *self._condition()]

    def _doubt(self) -> Outputs:
        """Facts of a printer that stopped answering are not facts."""
        if not self._silent_rounds or self.state == PrinterState():
            return []
        self.state = PrinterState()
        return [self.state]

    def _unanswered(self, now_s: float) -> Outputs:
        if self._job is None:
            return self._ask_next(now_s)
        if self._query is not None and self._query[0] == "gs_r" and self._speaks:
            self._asks.extend(HELD_ROUND)
            return self._ask("dle_eot", self._asks.popleft(), now_s, ANSWER_S)
        return self._end_job("unknown", "device_timeout", now_s)

    def _condition(self) -> Outputs:
        """The health that follows from the state."""
        trouble = self._trouble()
        if trouble:
            return self.say("degraded", trouble)
        return self.say("ready", "" if self._speaks else "no_status")

    def _trouble(self) -> str:
        state = self.state
        if state.paper == "out":
            return "paper_out"
        if state.cover_open:
            return "cover_open"
        if state.error:
            return "printer_error"
        if state.online is False:
            return "offline"
        if self._stalled:
            return "stalled"
        return "no_answer" if self._speaks and self._silent_rounds else ""


class Printer:
    """The printer as the rest of the program sees it. `post` hands a command to its loop and returns at once."""

    def __init__(self, post: Callable[[object], None]) -> None:
        self._post = post

    def print(self, job_id: str, data: bytes) -> None:
        """Print `data` as it is; what becomes of it is told by JobState readings. Never waits."""
        self._post(PrintJob(job_id, data))

    def kick_drawer(self, pin: int = 2) -> None:
        """Open the drawer, at most once a second."""
        self._post(KickDrawer(pin))
