"""A print queue as a Transport: what is written before its owner waits again is one job, and each job taken is told."""

from __future__ import annotations

import threading
from collections.abc import Callable

from memberpos.devices import print_queue
from memberpos.devices.print_queue import SCHEME

#: What is read when the queue has taken a job.
TAKEN = b"\x06"


class QueuePort:
    """Jobs for the queue `name`; `submit` raises TransportError."""

    def __init__(self, name: str, submit: Callable[[str, bytes], None] = print_queue.submit) -> None:
        self.name = SCHEME + name
        self._queue, self._submit = name, submit
        self._job = bytearray()
        self._woken = threading.Event()

    def write(self, data: bytes) -> int:
        self._job += data
        return len(data)

    def read_some(self, timeout_s: float) -> bytes:
        """`TAKEN` when a job was waiting; a wait of no length is none, more of the job may come."""
        if timeout_s > 0 and self._job:
            job = bytes(self._job)
            self._job.clear()
            self._submit(self._queue, job)
            return TAKEN
        self._woken.wait(timeout_s)
        self._woken.clear()
        return b""

    def cancel_read(self) -> None:
        self._woken.set()

    def close(self) -> None:
        self._job.clear()


def open_queue(address: str) -> QueuePort:
    """The queue at `queue:NAME`. TransportLost not_found when the system has none of this name, TransportDenied
    queue_stopped for one that would only keep the paper.
    """
    name = address.removeprefix(SCHEME)
    print_queue.check(name)
    return QueuePort(name)
