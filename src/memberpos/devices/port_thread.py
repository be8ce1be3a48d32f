"""The loop that owns one port: opens it, feeds the driver, carries out what it says, opens it again after a loss.

Plain threading; whoever wants it in a QThread calls `run` there. Nothing here blocks the thread that posts commands.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from memberpos.devices.drivers.base import Driver, HangUp, Outputs, Send
from memberpos.devices.readings import Reading
from memberpos.devices.transport import Transport, TransportError, TransportLost, TransportTimeout

CHUNK = 512  # cheap printers lose bytes when given more at once
IDLE_S = 0.25  # bounds a lost wake-up on Windows, where a cancel between two reads is forgotten


@dataclass(frozen=True)
class Patience:
    """How long to wait before opening again, in seconds. `reopen_s`: Windows refuses an open right after a close."""

    first_s: float = 0.5
    limit_s: float = 5.0
    reopen_s: float = 0.3

    def after(self, failures: int) -> float:
        """Wait after the n-th failed opening in a row (n from 0 = a connection just ended)."""
        if failures == 0:
            return self.reopen_s
        return min(self.limit_s, self.first_s * 2.0 ** min(failures - 1, 10))


class DeviceLoop:
    """One device on one port.

    `open_port` finds and opens it (TransportError = not now); `emit` gets every reading, on the loop's thread.
    """

    def __init__(
        self,
        driver: Driver,
        open_port: Callable[[], Transport],
        emit: Callable[[Reading], None],
        *,
        patience: Patience = Patience(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.driver = driver
        self._open_port = open_port
        self._emit = emit
        self._patience = patience
        self._clock = clock
        self._commands: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._port: Transport | None = None
        self._port_lock = threading.Lock()
        self._out = bytearray()
        self._progress_s = 0.0

    def post(self, command: object) -> None:
        """Hand a command to the driver; returns at once, from any thread."""
        self._commands.put(command)
        self._wake()

    def stop(self) -> None:
        """Make `run` return soon; from any thread."""
        self._stopping.set()
        self.post(None)

    def run(self) -> None:
        """Serve the device until `stop`."""
        failures = 0
        while not self._stopping.is_set():
            try:
                port = self._open_port()
            except TransportError as error:
                failures += 1
                self._give(self.driver.closed(error.word, self._clock()))
            else:
                failures = 0 if self._serve(port) else failures + 1
            self._wait(self._patience.after(failures))
        self._give(self.driver.closed("stopped", self._clock()))

    def _wake(self) -> None:
        with self._port_lock, contextlib.suppress(TransportError):
            if self._port is not None:
                self._port.cancel_read()

    def _serve(self, port: Transport) -> bool:
        """Work until the port is lost or the loop stopped; whether the device stayed for more than a moment."""
        begun_s = self._progress_s = self._clock()
        word = "stopped"
        self._set_port(port)
        try:
            self._give(self.driver.opened(begun_s))
            while not self._stopping.is_set():
                self._turn(port)
        except TransportError as error:
            word = error.word
        finally:
            self._set_port(None)
            port.close()
            self._out.clear()
        now_s = self._clock()
        self._give(self.driver.closed(word, now_s))
        return now_s - begun_s > 1.0

    def _set_port(self, port: Transport | None) -> None:
        """Under the lock: `_wake` must never write to a descriptor that was closed and given to someone else."""
        with self._port_lock:
            self._port = port

    def _turn(self, port: Transport) -> None:
        self._obey()
        self._write(port)
        data = port.read_some(self._read_limit_s())
        if data:
            self._give(self.driver.received(data, self._clock()))
        deadline_s = self.driver.deadline_s()
        if deadline_s is not None and self._clock() >= deadline_s:
            self._give(self.driver.tick(self._clock()))

    def _obey(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._command(self._commands.get_nowait())

    def _command(self, command: object) -> None:
        if command is not None:
            self._give(self.driver.command(command, self._clock()))

    def _write(self, port: Transport) -> None:
        if not self._out:
            return
        count = port.write(bytes(self._out[:CHUNK]))
        now_s = self._clock()
        if count:
            del self._out[:count]
            self._progress_s = now_s
            self._give(self.driver.sent(count, now_s))
        limit_s = self.driver.stall_limit_s
        if limit_s is not None and now_s - self._progress_s > limit_s:
            raise TransportTimeout(port.name)

    def _read_limit_s(self) -> float:
        if self._out:
            return 0.0
        deadline_s = self.driver.deadline_s()
        if deadline_s is None:
            return IDLE_S
        return min(IDLE_S, max(0.0, deadline_s - self._clock()))

    def _give(self, outputs: Outputs) -> None:
        for output in outputs:
            if isinstance(output, Send):
                if not self._out:
                    self._progress_s = self._clock()
                self._out += output.data
            elif isinstance(output, HangUp):
                raise TransportLost(self.driver.name, output.word)
            else:
                self._emit(output)

    def _wait(self, seconds: float) -> None:
        """Wait to open again; commands are still answered (with a failure)."""
        until_s = self._clock() + seconds
        while not self._stopping.is_set() and (left_s := until_s - self._clock()) > 0:
            with contextlib.suppress(queue.Empty):
                self._command(self._commands.get(timeout=left_s))


@contextlib.contextmanager
def at_work(
    driver: Driver, open_port: Callable[[], Transport], emit: Callable[[Reading], None]
) -> Iterator[DeviceLoop]:
    """A device served on a thread of its own for the length of a block; `emit` as of `DeviceLoop`."""
    loop = DeviceLoop(driver, open_port, emit)
    thread = threading.Thread(target=loop.run, name=f"device {driver.name}")
    thread.start()
    try:
        yield loop
    finally:
        loop.stop()
        thread.join()
