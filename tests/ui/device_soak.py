"""All simulated devices at once, each with a person who uses it without pause and a wire with faults."""

from __future__ import annotations

import random
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.devices.rig import Rig

from memberpos.devices.catalog import CATALOG
from memberpos.devices.customer_view import GOODS, CustomerView, ShowCustomer
from memberpos.devices.drivers.gm72 import StartScan
from memberpos.devices.drivers.handheld import ClearCodes, FetchCodes
from memberpos.devices.drivers.kinds import driver_for, line_for
from memberpos.devices.drivers.printer import PrintJob
from memberpos.devices.drivers.tcp300 import PrintFace
from memberpos.devices.readings import (
    CallEnded,
    CardFace,
    CardPresented,
    CardRemoved,
    CodesCleared,
    CodesFetched,
    IncomingCall,
    JobState,
    Scan,
)
from memberpos.devices.simulator.knobs import Knobs

LIMIT_S = 20.0  # on a machine with much else to do
UNPLUGGED = 0.05  # of all turns
Turn = Callable[[Rig, int], None]


def _card(rig: Rig, number: int, **_facts: object) -> None:
    assert rig.expect(CardPresented, timeout_s=LIMIT_S).number.lstrip("0") == str(number)


def swipe(rig: Rig, number: int) -> None:
    rig.wait(lambda facts: facts["armed"] == "iso_read", LIMIT_S)
    rig.bench.swipe(rig.name, ["", f";{number}=1?", ""])
    _card(rig, number)


def hold(rig: Rig, number: int) -> None:
    rig.do("present", card=f"card {number}", text=f"{number}=1")
    _card(rig, number)
    rig.do("remove")
    rig.expect(CardRemoved, timeout_s=LIMIT_S)


def lay_down(rig: Rig, number: int) -> None:
    rig.do("present", code=f"{number:010X}")
    _card(rig, number)
    rig.do("remove")
    rig.expect(CardRemoved, timeout_s=LIMIT_S)


def scan(rig: Rig, number: int) -> None:
    rig.bench.scan(rig.name, str(number))
    assert rig.expect(Scan, timeout_s=LIMIT_S).text == str(number)


def scan_when_told(rig: Rig, number: int) -> None:
    rig.loop.post(StartScan())
    rig.wait(lambda facts: facts["looking"], LIMIT_S)
    scan(rig, number)


def ring(rig: Rig, number: int) -> None:
    rig.bench.ring(rig.name, str(number))
    assert rig.expect(IncomingCall, timeout_s=LIMIT_S).number == str(number)


def ring_out(rig: Rig, number: int) -> None:
    rig.bench.ring(rig.name, str(number), cadence_s=0.2, rings=2)
    assert rig.expect(IncomingCall, timeout_s=LIMIT_S).number == str(number)
    rig.expect(CallEnded, timeout_s=LIMIT_S)


def print_paper(rig: Rig, number: int) -> None:
    rig.loop.post(PrintJob(str(number), f"{number}\n\n".encode() + b"\x1dVB\0"))
    ended = rig.expect(JobState, lambda state: state.state != "sent", LIMIT_S)
    assert (ended.job_id, ended.state) == (str(number), "confirmed")


def show(rig: Rig, number: int) -> None:
    number %= 100_000  # what eight digits can show with its fraction
    rig.loop.post(ShowCustomer(CustomerView(GOODS, due=f"{number}.00")))
    rig.wait(lambda facts: f"{number}.00" in str(facts), LIMIT_S)


def print_face(rig: Rig, number: int) -> None:
    rig.do("insert", card="a", track=str(number))
    _card(rig, number)
    rig.loop.post(PrintFace((f"会员 {number}",)))
    assert rig.expect(CardFace, timeout_s=LIMIT_S).ok
    rig.expect(CardRemoved, timeout_s=LIMIT_S)


def read_out(rig: Rig, number: int) -> None:
    rig.do("scan", text=str(number), times=3)
    rig.loop.post(FetchCodes())
    assert rig.expect(CodesFetched, timeout_s=LIMIT_S).codes == ((str(number), 3),)
    rig.loop.post(ClearCodes())
    assert rig.expect(CodesCleared, timeout_s=LIMIT_S).ok


#: What a person does with each kind, and of which reading there must be exactly one a turn.
PEOPLE: Mapping[str, tuple[Turn, type]] = {
    "msr605": (swipe, CardPresented), "msr605x": (swipe, CardPresented), "pn532": (hold, CardPresented),
    "pcsc": (hold, CardPresented), "yhy522": (hold, CardPresented), "er302": (hold, CardPresented),
    "m1_library": (hold, CardPresented), "rdm6300": (lay_down, CardPresented), "tcp300": (print_face, CardFace),
    "scanner": (scan, Scan), "gm72": (scan_when_told, Scan), "caller": (ring_out, IncomingCall),
    "fsk_box": (ring, IncomingCall), "dtmf_box": (ring, IncomingCall), "netcallerid": (ring, IncomingCall),
    "whozz": (ring, IncomingCall), "ncid": (ring, IncomingCall), "led8": (show, type(None)),
    "cd5220": (show, type(None)), "dm_d": (show, type(None)), "pen": (read_out, CodesFetched),
    "printer": (print_paper, JobState),
}  # fmt: skip


@dataclass
class Player(threading.Thread):
    """One person at one device until `until_s`; `trouble` is what went wrong."""

    rig: Rig
    until_s: float
    source: random.Random
    turns: int = 0
    unplugged: int = 0
    trouble: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(name=f"player {self.rig.name}")

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        try:
            self.rig.expect_health("ready")
            while time.monotonic() < self.until_s:
                self._turn()
        except BaseException as error:  # noqa: BLE001 - told by whoever waits for this thread
            where = traceback.extract_tb(error.__traceback__)[-1]
            self.trouble.append(f"{self.rig.name}, turn {self.turns}, line {where.lineno}: {error!r}")

    def _turn(self) -> None:
        if self.source.random() < UNPLUGGED:
            self.unplugged += 1
            self.rig.bench.unplug(self.rig.name)
            self.rig.expect(object, lambda one: getattr(one, "state", "") == "lost", LIMIT_S)
            self.rig.bench.replug(self.rig.name, f"tty-{self.unplugged}")
            self.rig.expect(object, lambda one: getattr(one, "state", "") == "ready", LIMIT_S)
        turn, _ = PEOPLE[self.rig.name]
        turn(self.rig, 10_000_000 + self.turns)
        self.turns += 1

    @property
    def heard(self) -> int:
        """Readings of the kind that each turn has exactly one of."""
        _, kind = PEOPLE[self.rig.name]
        if kind is type(None):
            return self.turns
        readings = self.rig.of(kind)
        return sum(getattr(one, "state", "") != "sent" for one in readings)


@contextmanager
def people(folder: Path, seconds: float, seed: int) -> Iterator[list[Player]]:
    """Everybody at work for so long; wait for their threads before leaving."""
    source = random.Random(seed)
    with ExitStack() as stack:
        until_s = time.monotonic() + seconds
        players = []
        for name in PEOPLE:
            chunking = source.choice(("whole", "one", "random", "glue"))
            noise = "serial" in CATALOG[name].transports and CATALOG[name].role != "scanner"  # there it is a scan
            knobs = Knobs(source.randrange(1000), chunking, late_s=0.005, noise=noise, modem_manager=noise)
            rig = Rig(folder / name, driver_for(name), name, knobs=knobs, baud=line_for(name).baud)
            players.append(Player(stack.enter_context(rig), until_s, random.Random(source.random())))
        for player in players:
            player.start()
        yield players
        for player in players:
            player.join()
