"""Whatever arrives, in whatever order: no driver raises, loops or forgets how a job ended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from tests.devices.virtual import VirtualRig

import memberpos.devices
from memberpos.devices import (
    call_frames,
    cid_fsk,
    cid_ncid,
    cid_netcallerid,
    cid_whozz,
    er302,
    handheld,
    msr605x,
    pn532,
    rdm6300,
    ssi,
    tcp300,
    yhy522,
)
from memberpos.devices.customer_view import GOODS, CustomerView, ShowCustomer
from memberpos.devices.diagnosis import NEXT_STEPS
from memberpos.devices.drivers.base import Driver, HangUp, Output, Send
from memberpos.devices.drivers.gm72 import StartScan, StopScan
from memberpos.devices.drivers.handheld import ClearCodes, FetchCodes
from memberpos.devices.drivers.kinds import DRIVERS, driver_for, line_for
from memberpos.devices.drivers.msr605_jobs import CancelJob, EraseCard, ReadRaw, WriteCard, WriteRaw
from memberpos.devices.drivers.printer import KickDrawer, PrintJob
from memberpos.devices.drivers.tcp300 import PrintFace, ReturnCard
from memberpos.devices.readings import (
    CardFace,
    CardPresented,
    CodesCleared,
    CodesFetched,
    DeviceHealth,
    JobState,
    RawStripes,
    WriteResult,
)
from memberpos.devices.simulator.bench import MODELS
from memberpos.devices.ssi import SsiFrame
from memberpos.domain.errors import CODES, PosError


def _card_order(n: int) -> object:
    return [WriteCard(("", ";12?", "")), EraseCard((2,)), CancelJob()][n % 3]


def _stripe_order(n: int) -> object:
    return _card_order(n) if n % 3 else [WriteRaw((b"", b"\x55", b"")), ReadRaw()][n % 2]


def _card_printer_order(n: int) -> object:
    return _card_order(n) if n % 2 else [PrintFace(("A", "会员")), ReturnCard()][n % 4 // 2]


CHIP_WRITERS = ("pn532", "pcsc", "yhy522", "er302", "m1_library")
WRITERS = ("msr605", "msr605x", "tcp300", "tcp310", *CHIP_WRITERS)
DISPLAYS = ("led8", "cd5220", "dm_d")
COMMANDS: dict[str, Callable[[int], object]] = {
    **dict.fromkeys(WRITERS, _card_order),
    **dict.fromkeys(("msr605", "msr605x"), _stripe_order),
    **dict.fromkeys(("tcp300", "tcp310"), _card_printer_order),
    **dict.fromkeys(DISPLAYS, lambda n: ShowCustomer(CustomerView(GOODS, due=f"{n}.00"))),
    "gm72": lambda n: StartScan() if n % 3 else StopScan(),
    "pen": lambda n: FetchCodes() if n % 3 else ClearCodes(),
    **dict.fromkeys(
        ("printer", "print_queue"),
        lambda n: PrintJob(f"job-{n}", b"x" * (n % 700)) if n % 4 else KickDrawer(),
    ),
}

#: Answers that lead drivers onwards, among the noise.
PLAUSIBLE = [
    b"\x1by",
    b"\x1b0",
    b"\x1bs\x1b\x01\x1b+\x1b\x02;12?\x1b\x03\x1b+?\x1c\x1b0",
    b"\x1bs\x1b\x01\0\x1b\x02\x01\xaa\x1b\x03\0?\x1c\x1b0",
    b"\x12",
    b"\x10\0\0\0",
    b"\0",
]
PLAUSIBLE += [b"\r\nOK\r\n", b"\r\nERROR\r\n", b"RING\r\n", b"NMBR = 1\r\n", b"69012\r"]

PLAUSIBLE += [pn532.ACK, pn532.NACK, pn532.ERROR, pn532.response(0x15), pn532.response(0x33)]
PLAUSIBLE += [pn532.response(3, b"\x32\1\6\7"), pn532.response(0x4B, b"\1\1\0\4\x08\4\xfb\x0e\xe2\x0b")]
PLAUSIBLE += [pn532.response(0x41, b"\0" + bytes(16)), pn532.response(0x41, b"\x14"), pn532.response(0x4B, b"\0")]
PLAUSIBLE += [yhy522.encode(code, data) for code, data in ((0x13, b""), (0x19, b"\0\4"), (0x20, b"1234"), (0xDE, b""))]
PLAUSIBLE += [yhy522.encode(0x21, bytes(16)), er302.reply(0x0104, 0, b"x"), er302.reply(0x0201, 0, b"\4\0")]
PLAUSIBLE += [er302.reply(code, 0, b"\x08\x12\x34\x56") for code in (0x010C, 0x0202, 0x0203, 0x0207, 0x0208, 0x0209)]
PLAUSIBLE += [call_frames.encode(kind, b"\0\x08\0\4abcd") for kind in call_frames.LibraryCall]
PLAUSIBLE += [call_frames.encode(1, b";\x80\x80\1\1"), call_frames.encode(2, b"1234\x90\0"), call_frames.encode(2)]
PLAUSIBLE += [rdm6300.encode(b"12345"), rdm6300.encode(b"12345", rdm6300.Variant.SUM)]

PLAUSIBLE += [cid_fsk.single("09301224", "6095551212"), b"D13800138000C", b"200 hi\r\n", b"300 end\r\n"]
PLAUSIBLE += [cid_whozz.packet(cid_whozz.call_line(1, "1")), cid_netcallerid.encode("1", "A")]
PLAUSIBLE += [cid_ncid.call_line("CID", "-", "1", "A", "01012026", "1000"), cid_ncid.rings_line("-", 0, "10:00:00")]
PLAUSIBLE += [bytes((code,)) for code in tcp300.CONTROLS] + [
    ssi.encode(SsiFrame(code, 0)) for code in (ssi.ACK, ssi.NAK)
]
PLAUSIBLE += [
    tcp300.reply(code, status) for code in (0x59, 0x50, 0x26, 0x3C, 0x32, 0x40, 0x41, 0x46) for status in (0x20, 0x22)
]
PLAUSIBLE += [tcp300.reply(0x26, 0x20, b"12"), tcp300.reply(0x27, 0x20, b"1"), *(msr605x.reports(b"\x1by"))]
PLAUSIBLE += [handheld.answer(b"\0"), handheld.answer(handheld.codes_body([handheld.Code("A", "1")])), b"\x07\x02"]
PLAUSIBLE += [handheld.answer(b"1\0" + bytes(16) + b"\0")]

STEP = st.one_of(
    st.tuples(st.just("received"), st.one_of(st.sampled_from(PLAUSIBLE), st.binary(max_size=40))),
    st.tuples(st.just("wait"), st.sampled_from([0.01, 0.1, 1.0, 2.0, 10.0, 130.0])),
    st.tuples(st.just("command"), st.integers(0, 10_000)),
    st.tuples(st.just("taken"), st.integers(1, 700)),
    st.tuples(st.just("cable"), st.just(0)),
)


class Theatre:
    """Plays the loop for a driver, with a clock of its own."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.driver: Driver = driver_for(kind)
        self.now_s = 0.0
        self.unsent = 0
        self.written = self.fetched = self.faces = self.read = 0
        self.outputs: list[Output] = []
        self.take(self.driver.opened(0.0))

    def take(self, outputs: list[Output]) -> None:
        self.outputs += outputs
        self.unsent += sum(len(out.data) for out in outputs if isinstance(out, Send))
        if any(isinstance(out, HangUp) for out in outputs):
            self.cable()

    def cable(self) -> None:
        self.unsent = 0
        if self.driver.connected:
            self.outputs += self.driver.closed("gone", self.now_s)
        else:
            self.take(self.driver.opened(self.now_s))

    def play(self, step: str, value: object) -> None:
        if step == "cable":
            self.cable()
        elif step == "command" and self.kind in COMMANDS:
            order = COMMANDS[self.kind](int(str(value)))
            self.written += isinstance(order, WriteCard | EraseCard | WriteRaw)
            self.fetched += isinstance(order, FetchCodes | ClearCodes)
            self.read += isinstance(order, ReadRaw)
            self.faces += isinstance(order, PrintFace)
            self.take(self.driver.command(order, self.now_s))
        elif not self.driver.connected:
            return
        elif step == "received" and isinstance(value, bytes):
            self.take(self.driver.received(value, self.now_s))
        elif step == "taken":
            count = min(int(str(value)), self.unsent)
            self.unsent -= count
            self.take(self.driver.sent(count, self.now_s) if count else [])
        elif step == "wait":
            self.wait(self.now_s + float(str(value)))

    def wait(self, until_s: float) -> None:
        for _ in range(2000):
            due_s = self.driver.deadline_s()
            if due_s is None or due_s > until_s or not self.driver.connected:
                break
            self.now_s = max(self.now_s, due_s)
            self.take(self.driver.tick(self.now_s))
        else:
            pytest.fail("the driver asks for ticks without end")
        self.now_s = until_s


@pytest.mark.parametrize("kind", list(DRIVERS))
@settings(max_examples=40)
@given(steps=st.lists(STEP, max_size=40))
def test_no_driver_stumbles(kind: str, steps: list[tuple[str, object]]) -> None:
    theatre = Theatre(kind)
    asked: Counter[str] = Counter()
    for step, value in steps:
        if step == "command" and kind in ("printer", "print_queue") and int(str(value)) % 4:
            asked[f"job-{value}"] += 1
        theatre.play(step, value)
    if theatre.driver.connected:
        theatre.cable()
    results = sum(isinstance(out, WriteResult) for out in theatre.outputs)
    assert results == theatre.written, "every order to a writer that is no cancel ends exactly once"
    ends = Counter(out.job_id for out in theatre.outputs if isinstance(out, JobState) and out.state != "sent")
    ends.pop("drawer", None)
    assert ends == asked, "every job ends exactly once"
    fetched = sum(isinstance(out, CodesFetched | CodesCleared) for out in theatre.outputs)
    assert fetched == theatre.fetched, "every order to a pen ends exactly once"
    stripes = sum(isinstance(out, RawStripes) for out in theatre.outputs)
    assert stripes == theatre.read, "every order to read bits ends exactly once"
    faces = sum(isinstance(out, CardFace) for out in theatre.outputs)
    assert faces == theatre.faces, "every face that was asked for ends exactly once"
    for out in theatre.outputs:
        if isinstance(out, JobState | WriteResult | CodesFetched | CodesCleared | CardFace):
            assert out.code == "" or out.code in CODES
        if isinstance(out, DeviceHealth):
            assert out.detail in NEXT_STEPS


@given(steps=st.lists(STEP, max_size=40))
def test_a_reader_is_ready_again_as_soon_as_it_answers(steps: list[tuple[str, object]]) -> None:
    theatre = Theatre("msr605")
    for step, value in steps:
        theatre.play(step, value)
    if not theatre.driver.connected:
        theatre.cable()
    theatre.play("command", 2)  # cancel what may be under way
    for _ in range(100):
        theatre.wait(theatre.now_s + 1.0)
        if theatre.driver.health.state == "ready":
            return
        theatre.play("received", b"\x1by")
        theatre.wait(theatre.now_s + 0.2)
    pytest.fail(f"still {theatre.driver.health}")


def test_every_word_in_use_has_a_next_step() -> None:
    folder = Path(next(iter(memberpos.devices.__path__)))
    texts = [path.read_text(encoding="utf-8") for path in (folder / "drivers").glob("*.py")]
    texts += [
        (folder / name).read_text(encoding="utf-8")
        for name in ("transport.py", "port_finder.py", "pcsc_port.py", "hid_port.py", "print_queue.py", "queue_port.py")
    ]
    texts += [(folder / "m1_reader.py").read_text(encoding="utf-8")]
    said = {a or b for text in texts for a, b in re.findall(r'say\("\w+", "(\w+)"|HangUp\("(\w+)"\)', text)}
    raised = {word for text in texts for word in re.findall(r'Transport\w+\([^()]*, "(\w+)"\)', text)}
    assert said | raised <= set(NEXT_STEPS)
    assert {"stalled", "no_answer", "busy"} <= said | raised


@settings(max_examples=30)
@given(steps=st.lists(STEP, max_size=40))
@pytest.mark.parametrize("kind", CHIP_WRITERS)
def test_a_chip_reader_reads_again_as_soon_as_it_answers(kind: str, steps: list[tuple[str, object]]) -> None:
    """Whatever was on the line before: from the next plugging in a card is read."""
    theatre = Theatre(kind)
    for step, value in steps:
        theatre.play(step, value)
    if theatre.driver.connected:
        theatre.driver.closed("gone", theatre.now_s)
    rig = VirtualRig(theatre.driver, MODELS[kind]())
    rig.do("present", text="77=1")
    assert rig.expect(CardPresented).number == "77"


@pytest.mark.parametrize("kind", ["wedge", "drawer", "toaster"])
def test_kinds_without_a_port_have_no_driver(kind: str) -> None:
    with pytest.raises(PosError):
        driver_for(kind)


def test_line_speed_is_the_kinds_own_unless_set() -> None:
    assert (line_for("caller").baud, line_for("msr605").baud, line_for("printer", 38400).baud) == (115200, 9600, 38400)
