"""A receipt printer behind a print queue of the system: one job after the other, and no word of what became of it.

The queue's own "printed" is not taken for it: it means that the bytes have left the computer.
"""

from __future__ import annotations

from collections import deque

from memberpos.devices import escpos
from memberpos.devices.customer_view import ShowCustomer
from memberpos.devices.drivers.base import Driver, Outputs, Send
from memberpos.devices.drivers.printer import DRAWER_JOB, KICK_EVERY_S, KickDrawer, PrintJob
from memberpos.devices.readings import JobState


class QueueDriver(Driver):
    """`PrintJob` → `JobState` sent, then unknown once the queue has it; failed when it does not take it. `KickDrawer`
    is a job of its own. Nothing can be shown on a display behind a queue.
    """

    role = "printer"
    stall_limit_s = None

    def __init__(self, name: str = "print_queue") -> None:
        super().__init__(name)
        self._waiting: deque[PrintJob] = deque()
        self._job: PrintJob | None = None
        self._kicked_s: float | None = None
        self._unsure = False

    def start(self, now_s: float) -> Outputs:
        return self.say("ready", "no_status")

    def received(self, data: bytes, now_s: float) -> Outputs:
        """The queue has taken a job."""
        job, self._job = self._job, None
        if job is None:
            return []
        ended: Outputs = (
            [] if job.job_id == DRAWER_JOB else [JobState(job.job_id, "sent"), JobState(job.job_id, "unknown")]
        )
        return [*ended, *self._next()]

    def command(self, command: object, now_s: float) -> Outputs:
        if isinstance(command, ShowCustomer):
            return []
        if isinstance(command, KickDrawer):
            return self._kick(command, now_s)
        if not isinstance(command, PrintJob):
            return super().command(command, now_s)
        return self._add(command)

    def closed(self, word: str, now_s: float) -> Outputs:
        """No answer: the system may have taken the job before it fell silent."""
        self._unsure = word == "no_answer"
        return super().closed(word, now_s)

    def give_up(self, now_s: float) -> Outputs:
        """The queue refused the job, or is gone: nothing of it is on paper, unless the system did not answer."""
        job, self._job = self._job, None
        lost = [*([job] if job is not None and not self._unsure else []), *self._waiting]
        self._waiting.clear()
        unsure: Outputs = [JobState(job.job_id, "unknown")] if job is not None and self._unsure else []
        return [*unsure, *(JobState(each.job_id, "failed", "device_lost") for each in lost)]

    def _add(self, job: PrintJob) -> Outputs:
        if not self.connected:
            return [JobState(job.job_id, "failed", "device_lost")]
        self._waiting.append(job)
        return self._next()

    def _kick(self, kick: KickDrawer, now_s: float) -> Outputs:
        if self._kicked_s is not None and now_s - self._kicked_s < KICK_EVERY_S:
            return []
        self._kicked_s = now_s
        return self._add(PrintJob(DRAWER_JOB, escpos.drawer_kick(kick.pin)))

    def _next(self) -> Outputs:
        if self._job is not None or not self._waiting:
            return []
        self._job = self._waiting.popleft()
        return [Send(self._job.data)]
