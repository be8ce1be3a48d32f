"""People at simulated devices: each has one, does what is done with it all day, and pulls its plug now and then.

Every action carries something that was never used before, so that each reading can be told: it came once, or it was
lost, or it came twice. What was done while a plug was being pulled may be lost, never doubled.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from memberpos.devices.drivers.printer import PrintJob
from memberpos.devices.readings import CardPresented, DeviceHealth, IncomingCall, JobState, Reading, Scan
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.domain.errors import PosError

ANSWER_S, READY_S = 12.0, 30.0
FAULT_SHARE = 0.12
CHIPS = ("pn532", "pcsc", "yhy522", "er302", "m1_library")


@dataclass
class Tally:
    """What came of a device's actions."""

    done: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    cut: int = 0
    plugs: int = 0
    troubles: list[str] = field(default_factory=list)


class Ears:
    """All readings of all devices, by what they carry; filled on one thread, asked from others."""

    def __init__(self) -> None:
        self._came = threading.Condition()
        self._seen: Counter[tuple[str, str]] = Counter()
        self._ready: set[str] = set()

    def hear(self, device: str, reading: Reading) -> None:
        """A reading of a device."""
        with self._came:
            if isinstance(reading, DeviceHealth):
                (self._ready.add if reading.state == "ready" else self._ready.discard)(device)
            elif word := word_of(reading):
                self._seen[device, word] += 1
            self._came.notify_all()

    def count(self, device: str, word: str) -> int:
        """How often this was read."""
        with self._came:
            return self._seen[device, word]

    def wait(self, device: str, word: str, limit_s: float = ANSWER_S) -> bool:
        """It is read within the time."""
        with self._came:
            return self._came.wait_for(lambda: self._seen[device, word] > 0, limit_s)

    def wait_ready(self, device: str) -> bool:
        """The device can be used within the time."""
        with self._came:
            return self._came.wait_for(lambda: device in self._ready, READY_S)


def word_of(reading: Reading) -> str:
    """What a reading carries that no other has; "" for what is no business."""
    if isinstance(reading, CardPresented):
        return reading.number or reading.uid
    if isinstance(reading, Scan):
        return reading.text
    if isinstance(reading, IncomingCall):
        return reading.number or ""
    return f"{reading.job_id}" if isinstance(reading, JobState) and reading.state == "confirmed" else ""


class Hand(threading.Thread):
    """Uses one device until told to stop."""

    def __init__(
        self, bench: SimulatorBench, device: str, ears: Ears, post: Callable[[object], None], seed: int
    ) -> None:
        super().__init__(name=f"hand {device}", daemon=True)
        self.bench, self.device, self.ears, self.post = bench, device, ears, post
        self.kind = device.partition("-")[0]
        self.luck = Random(f"{seed}/{device}")
        self.tally = Tally()
        self.pace_s = (0.05, 0.4)
        self._stopping = threading.Event()
        self._number = 0

    def stop(self) -> None:
        """After the action under way."""
        self._stopping.set()

    def run(self) -> None:
        if not self.ears.wait_ready(self.device):
            self.tally.troubles.append("never ready")
            return
        while not self._stopping.wait(self.luck.uniform(*self.pace_s)):
            try:
                if self.luck.random() < FAULT_SHARE:
                    self._fault()
                else:
                    self._action()
            except (PosError, TimeoutError) as error:
                self.tally.troubles.append(repr(error))

    def _action(self) -> None:
        word = self._act()
        if self.ears.wait(self.device, word):
            self.tally.done += 1
        else:
            self.tally.lost.append(word)
        self._after()

    def _fault(self) -> None:
        """The plug comes out, half of the time in the middle of something; back under another name."""
        if self.luck.random() < 0.5:
            self._act()
            self.tally.cut += 1
        self.bench.unplug(self.device)
        self._stopping.wait(self.luck.uniform(0.1, 0.8))
        self.bench.replug(self.device, f"tty-{self.device}-{self.luck.randint(1, 9)}")
        self.tally.plugs += 1
        if not self.ears.wait_ready(self.device):
            self.tally.troubles.append("not ready again")
        self._after()

    def _next(self) -> str:
        self._number += 1
        return f"{self._number:06}"

    def _act(self) -> str:
        """Does something new; what its reading will carry."""
        return {"msr605": self._swipe, "scanner": self._scan, "caller": self._ring, "printer": self._print}.get(
            self.kind, self._hold
        )()

    def _swipe(self) -> str:
        word = f"8600{self._next()}"
        self.bench.wait(self.device, lambda facts: facts["armed"] == "iso_read", ANSWER_S)
        self.bench.swipe(self.device, ["", f";{word}?", ""])
        return word

    def _scan(self) -> str:
        word = f"69{self._next()}"
        self.bench.scan(self.device, word)
        return word

    def _ring(self) -> str:
        word = f"138{self._next()}21"
        self.bench.ring(self.device, word)
        return word

    def _print(self) -> str:
        word = f"job-{self._next()}"
        self.post(PrintJob(word, b"\x1b@" + word.encode() + b"\n\x1dVB\x00"))
        return word

    def _hold(self) -> str:
        if self.kind == "rdm6300":
            number = 0x0D00000000 + self.luck.randrange(1, 1 << 31)
            self.bench.do(self.device, "present", code=f"{number:010X}")
            return f"{number & 0xFFFFFFFF:010d}"
        word = f"8700{self._next()}"
        self.bench.do(self.device, "present", card="one", type="m1", tracks=["", f";{word}?", ""])
        return word

    def _after(self) -> None:
        if self.kind in CHIPS or self.kind == "rdm6300":
            self.bench.do(self.device, "remove")
            self._stopping.wait(1.2)  # a card that comes back at once is the same one
        elif self.kind == "caller":
            self.bench.hangup(self.device)


def check_doubles(hands: Sequence[Hand], seen: dict[tuple[str, str], int]) -> None:
    """Notes what was read more than once."""
    for hand in hands:
        hand.tally.doubled = [word for (device, word), n in seen.items() if device == hand.device and n > 1]


def settle(hands: Sequence[Hand]) -> None:
    """All hands stop."""
    for hand in hands:
        hand.stop()
    for hand in hands:
        hand.join(ANSWER_S + READY_S)


def rss_kib() -> int:
    """Memory of this process in RAM."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which `part` of all lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


def clock_s() -> float:
    """Monotonic seconds."""
    return time.monotonic()


Facts = dict[str, Any]
