"""The loop that owns a port: it never gives up, never blocks who posts, and always says how things stand."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from tests.waiting import wait_until

from memberpos.devices.drivers.base import Driver, HangUp, Outputs, Send
from memberpos.devices.port_thread import CHUNK, DeviceLoop, Patience
from memberpos.devices.readings import CallEnded, DeviceHealth, Reading
from memberpos.devices.transport import TransportDenied, TransportLost

QUICK = Patience(0.001, 0.002, 0.0)


class Parrot(Driver):
    """Sends each command, reports how many bytes were taken."""

    role = "scanner"

    def __init__(self) -> None:
        super().__init__("parrot")
        self.taken: list[int] = []
        self.given_up = 0

    def start(self, now_s: float) -> Outputs:
        return self.say("ready")

    def received(self, data: bytes, now_s: float) -> Outputs:
        return [HangUp("bad_frame")] if data == b"!" else [CallEnded(data.decode())]

    def sent(self, count: int, now_s: float) -> Outputs:
        self.taken.append(count)
        return []

    def command(self, command: object, now_s: float) -> Outputs:
        return [Send(bytes(command))] if isinstance(command, bytes) and self.connected else [CallEnded("refused")]

    def give_up(self, now_s: float) -> Outputs:
        self.given_up += 1
        return []


class FakePort:
    """A port in memory: what is written, what comes, and a cable to pull."""

    name = "fake"

    def __init__(self, accept: int = 10_000) -> None:
        self.written = bytearray()
        self.accept = accept
        self._news = threading.Condition()
        self._incoming: list[bytes] = []
        self._cancelled = self.pulled = self.closed = False

    def write(self, data: bytes) -> int:
        taken = data[: self.accept]
        self.written += taken
        return len(taken)

    def read_some(self, timeout_s: float) -> bytes:
        with self._news:
            self._news.wait_for(lambda: self._incoming or self._cancelled or self.pulled, timeout_s)
            self._cancelled = False
            if self.pulled:
                raise TransportLost(self.name)
            return self._incoming.pop(0) if self._incoming else b""

    def cancel_read(self) -> None:
        with self._news:
            self._cancelled = True
            self._news.notify_all()

    def come(self, data: bytes) -> None:
        with self._news:
            self._incoming.append(data)
            self._news.notify_all()

    def pull(self) -> None:
        with self._news:
            self.pulled = True
            self._news.notify_all()

    def close(self) -> None:
        self.closed = True


@contextmanager
def running(
    open_port: Callable[[], FakePort], patience: Patience = QUICK
) -> Iterator[tuple[DeviceLoop, list[Reading]]]:
    readings: list[Reading] = []
    loop = DeviceLoop(Parrot(), open_port, readings.append, patience=patience)
    thread = threading.Thread(target=loop.run)
    thread.start()
    yield loop, readings
    loop.stop()
    thread.join(10)
    assert not thread.is_alive()


def test_commands_go_out_in_pieces_and_in_order() -> None:
    port = FakePort()
    with running(lambda: port) as (loop, _):
        loop.post(b"a" * 1500)
        loop.post(b"b")
        wait_until(lambda: port.written.endswith(b"b"))
    assert port.written == b"a" * 1500 + b"b"
    driver = loop.driver
    assert isinstance(driver, Parrot)
    assert sum(driver.taken) == 1501
    assert max(driver.taken) <= CHUNK


def test_a_posted_command_does_not_wait_for_the_next_look() -> None:
    """The read is woken: ten commands in a row take less than ten idle waits."""
    port = FakePort()
    with running(lambda: port) as (loop, _):
        begun_s = time.monotonic()
        for number in range(10):
            loop.post(b"x")
            wait_until(lambda wanted=number + 1: len(port.written) == wanted)
        assert time.monotonic() - begun_s < 2.0


def test_a_lost_port_is_opened_again_and_the_driver_told_once() -> None:
    ports = [FakePort(), FakePort()]
    waiting = iter(ports)
    with running(lambda: next(waiting)) as (_, readings):
        wait_until(lambda: DeviceHealth("parrot", "scanner", "ready") in readings)
        ports[0].pull()
        wait_until(lambda: readings.count(DeviceHealth("parrot", "scanner", "ready")) == 2)
        ports[1].come(b"hello")
        wait_until(lambda: CallEnded("hello") in readings)
    assert all(port.closed for port in ports)
    assert DeviceHealth("parrot", "scanner", "lost", "gone_at_once") in readings
    assert readings[-1] == DeviceHealth("parrot", "scanner", "off", "stopped")


def test_a_driver_can_hang_up() -> None:
    ports = [FakePort(), FakePort()]
    waiting = iter(ports)
    with running(lambda: next(waiting)) as (_, readings):
        ports[0].come(b"!")
        wait_until(lambda: DeviceHealth("parrot", "scanner", "lost", "bad_frame") in readings)


def test_a_device_that_takes_nothing_is_dropped_when_the_driver_says_so() -> None:
    clock = iter(range(0, 10_000, 3))
    port = FakePort(accept=0)
    readings: list[Reading] = []
    loop = DeviceLoop(Parrot(), lambda: port, readings.append, patience=QUICK, clock=lambda: float(next(clock)))
    thread = threading.Thread(target=loop.run)
    thread.start()
    loop.post(b"x")
    wait_until(lambda: DeviceHealth("parrot", "scanner", "lost", "stalled") in readings)
    loop.stop()
    thread.join(10)


def test_while_there_is_no_port_commands_are_answered_and_stop_is_quick() -> None:
    def open_port() -> FakePort:
        raise TransportDenied("fake")

    with running(open_port, Patience(60.0, 60.0, 60.0)) as (loop, readings):
        wait_until(lambda: DeviceHealth("parrot", "scanner", "lost", "permission") in readings)
        loop.post(b"x")
        wait_until(lambda: CallEnded("refused") in readings)
        begun_s = time.monotonic()
    assert time.monotonic() - begun_s < 5
    assert isinstance(loop.driver, Parrot)
    assert loop.driver.given_up == 0, "nothing was under way"


@pytest.mark.parametrize(
    ("failures", "wait_s"), [(0, 0.3), (1, 0.5), (2, 1.0), (3, 2.0), (4, 4.0), (5, 5.0), (900, 5.0)]
)
def test_patience(failures: int, wait_s: float) -> None:
    assert Patience().after(failures) == wait_s
