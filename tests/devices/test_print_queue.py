"""Printing through a queue of the system: a real CUPS that prints on the simulated printer, and a played Windows."""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from tests.waiting import wait_until

from memberpos.devices import print_queue
from memberpos.devices.customer_view import GOODS, CustomerView, ShowCustomer
from memberpos.devices.drivers.kinds import driver_for
from memberpos.devices.drivers.print_queue import QueueDriver
from memberpos.devices.drivers.printer import KickDrawer, PrintJob
from memberpos.devices.port_finder import Port, PortFinder, parse_binding, system_ports
from memberpos.devices.port_thread import at_work
from memberpos.devices.probe import Prober
from memberpos.devices.queue_port import TAKEN, QueuePort
from memberpos.devices.readings import DeviceHealth, JobState, Reading
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.transport import TransportDenied, TransportLost
from memberpos.printing.escpos import Profile, encode
from memberpos.printing.lines import PaperLine

FOREIGN = pytest.mark.foreign("/usr/sbin/cupsd", "lp", root=True)
LIMIT_S = 30
FILES = """\
ServerRoot {at}/etc
StateDir {at}/state
CacheDir {at}/cache
RequestRoot {at}/spool
TempDir {at}/spool
ServerBin {at}/bin
AccessLog {at}/log
ErrorLog {at}/log
PageLog {at}/log
SystemGroup root
"""
CONFIG = """\
Listen {socket}
Browsing No
DefaultAuthType None
<Location />
Allow all
</Location>
<Policy default>
<Limit All>
Allow all
</Limit>
</Policy>
"""
#: What CUPS calls with the job; it writes it to the device named in the queue's address.
BACKEND = '#!/bin/sh\ncat "${6:--}" > "${DEVICE_URI#till:}"\n'


class Cups:
    """A print service of its own, below a folder."""

    def __init__(self, at: Path, socket: Path) -> None:
        for name in ("etc", "state", "cache", "spool", "bin/backend"):
            (at / name).mkdir(parents=True)
        (at / "bin" / "daemon").symlink_to("/usr/lib/cups/daemon")
        backend = at / "bin" / "backend" / "till"
        backend.write_text(BACKEND)
        backend.chmod(0o700)
        (at / "etc" / "cups-files.conf").write_text(FILES.format(at=at))
        (at / "etc" / "cupsd.conf").write_text(CONFIG.format(socket=socket))
        self._at = at
        self._server = subprocess.Popen(
            ["/usr/sbin/cupsd", "-f", "-c", at / "etc" / "cupsd.conf", "-s", at / "etc" / "cups-files.conf"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def run(self, *command: str, check: bool = True) -> int:
        """One of the print service's own programs."""
        return subprocess.run(command, check=check, capture_output=True, timeout=LIMIT_S).returncode

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(LIMIT_S)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[SimulatorBench]:
    with SimulatorBench(tmp_path / "devices", ["printer"]) as made:
        yield made


@pytest.fixture
def cups(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, bench: SimulatorBench, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Cups]:
    """With the queue `counter`, whose printer is the simulated one."""
    socket = tmp_path_factory.mktemp("s") / "s"  # the path of a socket must be short
    monkeypatch.setenv("CUPS_SERVER", str(socket))
    made = Cups(tmp_path / "cups", socket)
    queue = ("lpadmin", "-p", "counter", "-E", "-v", f"till:{bench.port('printer')}", "-m", "raw")
    try:
        wait_until(lambda: made.run(*queue, check=False) == 0, LIMIT_S)  # a service that has just begun may refuse
        yield made
    finally:
        made.close()


class Heard:
    """What the driver says, one after the other."""

    def __init__(self) -> None:
        self._readings: SimpleQueue[Reading] = SimpleQueue()
        self.put = self._readings.put

    def next(self, kind: type[Any]) -> Any:
        """The next reading of a kind."""
        while not isinstance(found := self._readings.get(timeout=LIMIT_S), kind):
            pass
        return found


@FOREIGN
def test_a_receipt_goes_through_the_queue_to_the_printer(cups: Cups, bench: SimulatorBench) -> None:
    assert Port("queue:counter", description="counter") in system_ports()
    finder, heard = PortFinder(system_ports), Heard()
    binding = parse_binding("queue:counter")
    with at_work(driver_for("print_queue"), lambda: finder.open(binding), heard.put) as loop:
        while heard.next(DeviceHealth).state != "ready":
            pass
        for at in range(2):
            lines = [PaperLine(f"会员 {at}"), PaperLine(cut=True)]
            loop.post(PrintJob(f"job-{at}", encode(lines, Profile())))
        assert [heard.next(JobState) for _ in range(4)] == [
            JobState(f"job-{at}", state) for at in range(2) for state in ("sent", "unknown")
        ]
        loop.post(KickDrawer())
        bench.wait("printer", lambda facts: facts["kicks"] == 1 and facts["receipts"] == 2, LIMIT_S)
    assert ["会员 0" in bench.transcripts()[0], "会员 1" in bench.transcripts()[1]] == [True, True]


@FOREIGN
def test_its_address_says_what_it_is(cups: Cups) -> None:
    found = Prober(PortFinder(system_ports)).probe("queue:counter")
    assert (found.kind, found.state, found.detail) == ("print_queue", "ready", "no_status")


@FOREIGN
def test_a_queue_that_is_stopped_or_not_there_takes_nothing(cups: Cups, bench: SimulatorBench) -> None:
    cups.run("cupsdisable", "counter")
    with pytest.raises(TransportDenied) as stopped:
        print_queue.submit("counter", b"x")
    assert stopped.value.word == "queue_stopped"
    cups.run("cupsreject", "counter")
    assert [port.device for port in system_ports() if port.device.startswith("queue:")] == ["queue:counter"]
    with pytest.raises(TransportDenied):
        PortFinder(list).open(parse_binding("queue:counter"))
    cups.run("cupsaccept", "counter")
    for work in (
        lambda: print_queue.submit("nothing", b"x"),
        lambda: PortFinder(list).open(parse_binding("queue:nothing")),
    ):
        with pytest.raises(TransportLost) as lost:
            work()
        assert lost.value.word == "not_found"
    cups.run("cupsenable", "counter")
    print_queue.submit("counter", b"\x1b@1\n\x1dVB\0")
    bench.wait("printer", lambda facts: facts["receipts"] == 1, LIMIT_S)


def test_a_machine_without_a_print_service_has_no_queues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert print_queue.queue_names() == []
    with pytest.raises(TransportLost):
        print_queue.submit("counter", b"x")


# --- port and driver --------------------------------------------------------------------------------------------------


def test_what_is_written_before_the_next_wait_is_one_job() -> None:
    jobs: list[tuple[str, bytes]] = []
    port = QueuePort("counter", lambda name, data: jobs.append((name, data)))
    assert port.write(b"ab") == 2
    assert port.read_some(0.0) == b"", "more may come"
    port.write(b"c")
    assert port.read_some(0.1) == TAKEN
    assert jobs == [("counter", b"abc")]
    port.cancel_read()
    assert port.read_some(LIMIT_S) == b""
    port.write(b"d")
    port.close()
    assert port.read_some(0.01) == b""


def test_a_job_that_the_queue_refuses_waits_for_another_day() -> None:
    heard, refusing = Heard(), [True]

    def submit(_name: str, _data: bytes) -> None:
        if refusing:
            raise TransportDenied("queue:counter", "queue_stopped")

    with at_work(QueueDriver(), lambda: QueuePort("counter", submit), heard.put) as loop:
        while heard.next(DeviceHealth).state != "ready":
            pass
        loop.post(PrintJob("a", b"1"))
        loop.post(PrintJob("b", b"2"))
        assert [heard.next(JobState), heard.next(JobState)] == [
            JobState("a", "failed", "device_lost"), JobState("b", "failed", "device_lost")
        ]  # fmt: skip
        assert heard.next(DeviceHealth) == DeviceHealth("print_queue", "printer", "lost", "queue_stopped")
        refusing.clear()
        while heard.next(DeviceHealth).state != "ready":
            pass
        loop.post(PrintJob("a", b"1"))
        assert [heard.next(JobState).state, heard.next(JobState).state] == ["sent", "unknown"]


def test_a_queue_that_falls_silent_over_a_job_may_have_printed_it() -> None:
    driver = QueueDriver()
    driver.opened(0.0)
    driver.command(PrintJob("a", b"1"), 0.0)
    driver.command(PrintJob("b", b"2"), 0.0)
    assert driver.closed("no_answer", 5.0)[:2] == [JobState("a", "unknown"), JobState("b", "failed", "device_lost")]


def test_orders_without_a_queue_and_for_a_display_behind_it() -> None:
    driver = QueueDriver()
    assert driver.command(PrintJob("a", b"1"), 0.0) == [JobState("a", "failed", "device_lost")]
    driver.opened(0.0)
    assert driver.command(ShowCustomer(CustomerView(GOODS)), 0.0) == []
    assert driver.command(KickDrawer(), 1.0)
    assert driver.command(KickDrawer(), 1.5) == [], "a drawer is opened once a second"
    with pytest.raises(TypeError):
        driver.command("hello", 2.0)


# --- Windows ----------------------------------------------------------------------------------------------------------


class Spooler:
    """winspool as far as it is called: two printers, of which one is paused."""

    def __init__(self, takes: int = 1 << 20) -> None:
        self.calls: list[str] = []
        self.jobs: list[tuple[str, str, bytes]] = []
        self._takes, self._open, self._document = takes, "", ("", "")

    def EnumPrintersW(self, flags: int, _name: None, level: int, found: Any, size: int, needed: Any, count: Any) -> int:
        assert (flags, level) == (6, 4)
        record = print_queue._PrinterInfo
        needed._obj.value = 2 * ctypes.sizeof(record)
        if found is None or size < needed._obj.value:
            return 0
        made = (record * 2).from_buffer(found)
        self.kept = [made[0], made[1]]
        made[0].name, made[1].name = "XP-80", "Label"
        count._obj.value = 2
        return 1

    def OpenPrinterW(self, name: str, printer: Any, _defaults: None) -> int:
        self._open = name
        printer._obj.value = 7
        return int(name in ("XP-80", "Label"))

    def GetPrinterW(self, _printer: Any, level: int, state: Any, size: int, _needed: Any) -> int:
        assert (level, size) == (6, 4)
        state._obj.value = 1 if self._open == "Label" else 0
        return 1

    def StartDocPrinterW(self, _printer: Any, level: int, document: Any) -> int:
        assert level == 1
        self._document = document._obj.name, document._obj.kind
        return 12

    def WritePrinter(self, _printer: Any, data: bytes, size: int, written: Any) -> int:
        written._obj.value = min(size, self._takes)
        self.jobs.append((*self._document, data[:size]))
        return 1

    def EndDocPrinter(self, _printer: Any) -> int:
        self.calls.append("end")
        return 1

    def AbortPrinter(self, _printer: Any) -> int:
        self.calls.append("abort")
        return 1

    def ClosePrinter(self, _printer: Any) -> int:
        self.calls.append("close")
        return 1


def test_the_windows_spooler_gets_the_bytes_as_they_are() -> None:
    spooler = Spooler()
    assert print_queue._windows_names(spooler) == ["XP-80", "Label"]
    print_queue.windows_submit(spooler, "XP-80", b"\x1b@\x00\xff")
    assert spooler.jobs == [("memberpos", "RAW", b"\x1b@\x00\xff")]
    assert spooler.calls == ["end", "close"]


@pytest.mark.parametrize(
    ("name", "takes", "error", "calls"),
    [("Label", 99, TransportDenied, ["close"]), ("Nobody", 99, TransportLost, []),
     ("XP-80", 1, TransportDenied, ["abort", "close"])],
)  # fmt: skip
def test_a_windows_queue_that_takes_nothing_or_half(
    name: str, takes: int, error: type[Exception], calls: list[str]
) -> None:
    spooler = Spooler(takes)
    with pytest.raises(error):
        print_queue.windows_submit(spooler, name, b"abc")
    assert spooler.calls == calls
