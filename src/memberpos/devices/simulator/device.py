"""One simulated device at work: a thread between a model and its wire."""

from __future__ import annotations

import queue
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any

from memberpos.devices.simulator.knobs import Knobs, Shaper
from memberpos.devices.simulator.model import Facts, Frames, Model
from memberpos.devices.simulator.wire import Wire

ACTION_LIMIT_S = 10.0


class SimulatedDevice:
    """Runs `model` on `wire` from `start` to `stop`. Actions and questions may come from any thread."""

    def __init__(self, model: Model, wire: Wire, knobs: Knobs, on_plug: Callable[[], None]) -> None:
        """`on_plug` is called after every plugging in and out."""
        self.model = model
        self.wire = wire
        self.plugged = False
        self._shaper = Shaper(knobs)
        self._on_plug = on_plug
        self._out: deque[tuple[float, bytes]] = deque()
        self._work: queue.SimpleQueue[tuple[Callable[[float], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._changed = threading.Condition()
        self._facts: Facts = {}
        self._running = True
        self._thread = threading.Thread(target=self._run, name="simulated device", daemon=True)

    def start(self) -> None:
        """Plug in and begin."""
        self._wake_out, self._wake_in = socket.socketpair()  # a pipe cannot be waited for on Windows
        self._plug("")
        self._thread.start()

    def stop(self) -> None:
        """Unplug and end; safe to call twice."""
        if self._thread.is_alive():
            self._call(lambda _now_s: setattr(self, "_running", False))
            self._thread.join(ACTION_LIMIT_S)

    def act(self, action: str, arguments: Mapping[str, Any]) -> Facts:
        """Let the operator do something; the facts after it. PosError not_found, bad_line for what makes no sense."""
        facts: Facts = self._call(lambda now_s: self._act(action, arguments, now_s))
        return facts

    def ask(self, question: Callable[[Model], Any]) -> Any:
        """What the model answers, asked on its own thread."""
        return self._call(lambda _now_s: question(self.model))

    def facts(self) -> Facts:
        """What is known of it now, told by its own thread: what it has answered is already among them."""
        facts: Facts = self._call(lambda _now_s: self._now())
        return facts

    def wait(self, condition: Callable[[Facts], bool], timeout_s: float = 5.0) -> Facts:
        """The facts as soon as they meet `condition`; TimeoutError if they do not in time."""
        with self._changed:
            if not self._changed.wait_for(lambda: condition(self._facts), timeout_s):
                raise TimeoutError(f"still {self._facts}")
            return dict(self._facts)

    # --- on the device's own thread

    def _call(self, work: Callable[[float], Any]) -> Any:
        """Have `work` done by the device's thread; before `start` and after `stop` by the caller's."""
        if not self._thread.is_alive():
            return work(time.monotonic())
        future: Future[Any] = Future()
        self._work.put((work, future))
        self._wake_in.send(b"x")
        return future.result(ACTION_LIMIT_S)

    def _run(self) -> None:
        try:
            while self._running:
                self._turn()
        finally:
            self._unplug()
            self._wake_out.close()
            self._wake_in.close()

    def _turn(self) -> None:
        wanted = self.wire.readable() if self.model.room() else []
        wake = self._wake_out.fileno()
        ready, _, _ = select.select([*wanted, wake], [], [], self._timeout_s())
        if wake in ready:
            self._wake_out.recv(4096)
        self._do_work()
        data = self.wire.read(ready) if self.plugged else b""
        now_s = time.monotonic()
        if self.wire.arrived():
            self._send(self.model.met(now_s), now_s)
        if data:
            self._receive(data, now_s)
        deadline_s = self.model.deadline_s()
        if self.plugged and deadline_s is not None and now_s >= deadline_s:
            self._send(self.model.tick(now_s), now_s)
        self._flush(time.monotonic())
        self._publish()

    def _timeout_s(self) -> float | None:
        deadline_s = self.model.deadline_s() if self.plugged else None
        times = [self._out[0][0]] if self._out else []
        times += [deadline_s] if deadline_s is not None else []
        return max(0.0, min(times) - time.monotonic()) if times else None

    def _do_work(self) -> None:
        while True:
            try:
                item = self._work.get_nowait()
            except queue.Empty:
                return
            if item is not None:
                self._finish(*item)

    def _finish(self, work: Callable[[float], Any], future: Future[Any]) -> None:
        try:
            result = work(time.monotonic())
            self._flush(time.monotonic())
            self._publish()
            future.set_result(result)
        except Exception as error:  # noqa: BLE001 - it belongs to whoever asked
            future.set_exception(error)

    def _act(self, action: str, arguments: Mapping[str, Any], now_s: float) -> Facts:
        if action == "unplug":
            self._unplug()
        elif action == "replug":
            self._unplug()
            self._plug(str(arguments.get("link", "")))
        else:
            frames = self.model.operate(action, arguments, now_s)
            self._send(frames if self.plugged else [], now_s)
        return self._now()

    def _plug(self, link: str) -> None:
        self.wire.plug(link)
        self.model.power_on()
        self._shaper.plugged()
        self.plugged = True
        self._on_plug()
        self._publish()

    def _unplug(self) -> None:
        if self.plugged:
            self.plugged = False
            self.wire.unplug()
            self.model.power_off()
            self._out.clear()
            self._on_plug()

    def _receive(self, data: bytes, now_s: float) -> None:
        knobs = self._shaper.knobs
        wrong = bool(knobs.line_baud) and self.wire.baud() not in (None, knobs.line_baud)
        noise = self._shaper.first_noise()
        frames = [noise] if noise else []
        frames += [data] if knobs.echo else []
        frames += self.model.received(self._shaper.garbled(data) if wrong else data, now_s)
        self._send([self._shaper.garbled(frame) for frame in frames] if wrong else frames, now_s)

    def _send(self, frames: Frames, now_s: float) -> None:
        due_s = max(now_s, self._out[-1][0] if self._out else now_s)
        for delay_s, piece in self._shaper.shape(frames):
            due_s += 0.0 if self._glued and self._out else delay_s
            self._out.append((due_s, piece))

    @property
    def _glued(self) -> bool:
        return self._shaper.knobs.chunking == "glue"

    def _flush(self, now_s: float) -> None:
        glue = bytearray()
        while self._out and self._out[0][0] <= now_s:
            _, piece = self._out.popleft()
            if self._glued:
                glue += piece
            else:
                self.wire.write(piece)
        if glue:
            self.wire.write(bytes(glue))

    def _now(self) -> Facts:
        return {**self.model.facts(), "plugged": self.plugged, "port": self.wire.address}

    def _publish(self) -> None:
        facts = self._now()
        if facts != self._facts:
            with self._changed:
                self._facts = facts
                self._changed.notify_all()
