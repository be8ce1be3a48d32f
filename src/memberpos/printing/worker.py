"""Takes jobs from the spool to the printer, on a thread of its own, one at a time.

The printer is a callable that accepts a job and answers later with `JobState` readings; both directions only put a
message into a queue, so neither the window nor the device thread ever waits here.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic

from memberpos.devices.readings import DeviceHealth, JobState, PrinterState, Reading
from memberpos.printing.spool import Spool, Tally
from memberpos.store.print_jobs import PrintJobRow

#: Codes of a job that failed before its first byte because of the printer's condition: it goes back into the queue.
WAITING_CODES = frozenset({"device_lost", "paper_out", "printer_offline", "device_busy"})
#: A blocked queue is tried again after this even if the printer said nothing.
RETRY_S = 30.0
#: A drawer opens with a receipt only while the customer is still there.
DRAWER_FRESH_MS = 60_000
#: A job that waited longer than this is not printed unasked: its customer has gone.
STALE_MS = 15 * 60_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SpoolState:
    """For the status bar: the jobs, and why nothing prints now ("" = nothing is wrong, else an error code); `printer`
    is the spool's.
    """

    tally: Tally
    blocked: str = ""
    printer: str = ""


class PrintWorker:
    """Drives one spool. `render` makes a job's bytes (its second argument: whether the drawer may open), `send` hands
    them to the device with the job's id, `report` hears each change of state. All are called on the worker's thread.
    """

    def __init__(
        self,
        spool: Spool,
        render: Callable[[PrintJobRow, bool], bytes],
        send: Callable[[str, bytes], None],
        report: Callable[[SpoolState], None],
        now_ms: Callable[[], int],
    ) -> None:
        self._spool, self._render, self._send, self._report, self._now_ms = spool, render, send, report, now_ms
        self._inbox: SimpleQueue[Reading | None] = SimpleQueue()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._main, name="memberpos-printing", daemon=True)
        self._sent = ""
        self._end: JobState | None = None
        self._blocked = ""

    def start(self) -> None:
        """Half-sent jobs of the last run become unknown, then the queue goes on."""
        self._spool.recover()
        self._thread.start()
        self.wake()

    def wake(self) -> None:
        """There is a new job. Returns at once."""
        self._inbox.put(None)

    def heard(self, reading: Reading) -> None:
        """A reading of the printer: JobState, PrinterState or DeviceHealth. Returns at once."""
        self._inbox.put(reading)

    def close(self) -> None:
        """Ends the thread after the step it is in; jobs stay in the spool."""
        self._stop.set()
        self.wake()
        if self._thread.is_alive():
            self._thread.join()

    def _main(self) -> None:
        retry_s = monotonic() + RETRY_S
        while not self._stop.is_set():
            try:
                message = self._inbox.get(timeout=max(0.0, retry_s - monotonic()))
            except Empty:
                message, self._blocked, retry_s = None, "", monotonic() + RETRY_S
            if not self._stop.is_set():
                self._step_safely(message)

    def _step_safely(self, message: Reading | None) -> None:
        """A failure is logged and the next message tried."""
        try:
            self.step(message)
        except Exception:  # noqa: BLE001 - no failure here may end the thread
            _log.exception("printing step failed")

    def step(self, message: Reading | None) -> None:
        """Takes in one message, then starts the next job if the printer is free."""
        if isinstance(message, JobState):
            self._heard_of_job(message)
        elif _is_well(message):
            self._blocked = ""
        if self._end is not None:
            self._note_end(self._end)
        while not self._sent and not self._blocked and (job := self._spool.next_job()):
            self._begin(job)
        self._report(SpoolState(self._spool.tally(), self._blocked, self._spool.printer))

    def _begin(self, job: PrintJobRow) -> None:
        if self._now_ms() - job.wanted_at_ms > STALE_MS:
            self._spool.mark(job.id, "held")
            return
        fresh = job.copy == 0 and self._now_ms() - job.made_at_ms < DRAWER_FRESH_MS
        try:
            data = self._render(job, fresh)
        except Exception:  # noqa: BLE001 - it must not hold up those behind it
            _log.exception("a paper cannot be made")
            self._spool.mark(job.id, "failed")
            return
        self._spool.mark(job.id, "sent")
        self._sent = job.id
        self._send(job.id, data)

    def _heard_of_job(self, state: JobState) -> None:
        """All bytes taken ("sent") is no news: the job counts as sent since before its first byte."""
        if state.job_id == self._sent and state.state != "sent":
            self._end = state
            self._blocked = state.code if _waits(state) else ""

    def _note_end(self, state: JobState) -> None:
        """Writes how the job ended; what the printer said stays in hand until the disk took it."""
        self._spool.mark(state.job_id, "queued" if _waits(state) else state.state)
        self._sent, self._end = "", None


def _waits(state: JobState) -> bool:
    """Nothing is on paper and nothing is wrong with the job."""
    return state.state == "failed" and state.code in WAITING_CODES


def _is_well(message: Reading | None) -> bool:
    """The printer says it could print: a blocked queue is worth another try."""
    if isinstance(message, PrinterState):
        return message.online is not False and message.paper != "out" and not message.cover_open
    return isinstance(message, DeviceHealth) and message.state == "ready"
