"""People at simulated devices: each has one, does what is done with it all day, and pulls its plug now and then.

Every action carries a word that was never used before, so that each reading can be told: it came once, or it was lost,
or it came twice. What was done while a plug was being pulled may be lost, never doubled.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from memberpos.devices.readings import (
    CardFace,
    CardPresented,
    CardRemoved,
    CodesCleared,
    CodesFetched,
    DeviceHealth,
    IncomingCall,
    JobState,
    Reading,
    Scan,
)
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.domain.errors import PosError
from tests.soak.turns import CLEARED, GONE, MANY, PRINTED, TURNS

ANSWER_S, READY_S = 20.0, 40.0  # on a machine with much else to do
FAULT_SHARE = 0.12
#: Numbers of cards, codes, callers and jobs begin here.
FIRST = 10_000_000


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
    """All readings of all devices as they reach the window, by the number they carry; asked from the hands' threads.

    A byte for each number: half an hour of words would be what grows.
    """

    def __init__(self) -> None:
        self._came = threading.Condition()
        self._seen: defaultdict[str, bytearray] = defaultdict(bytearray)
        self._many: Counter[tuple[str, str]] = Counter()
        self._strange: defaultdict[str, list[str]] = defaultdict(list)
        self._ready: set[str] = set()

    def hear(self, device: str, reading: Reading) -> None:
        """A reading of a device."""
        with self._came:
            if isinstance(reading, DeviceHealth):
                (self._ready.add if reading.state == "ready" else self._ready.discard)(device)
            for word in words_of(reading):
                self._note(device, word)
            self._came.notify_all()

    def _note(self, device: str, word: str) -> None:
        at = _place(word)
        if word in MANY:
            self._many[device, word] += 1
        elif 0 <= at < FIRST:
            seen = self._seen[device]
            seen.extend(bytes(max(0, at + 1 - len(seen))))
            seen[at] = min(255, seen[at] + 1)
        elif word:
            self._strange[device].append(word)

    def count(self, device: str, word: str) -> int:
        """How often this was read."""
        with self._came:
            return self._count(device, word)

    def _count(self, device: str, word: str) -> int:
        if word in MANY:
            return self._many[device, word]
        return next(iter(self._seen[device][_place(word) :][:1]), 0)

    def doubled(self, device: str) -> list[str]:
        """What a device said more than once, or although nobody did it."""
        with self._came:
            twice = [f"{FIRST + at}" for at, n in enumerate(self._seen[device]) if n > 1]
            return [*twice, *self._strange[device]]

    def wait(self, device: str, word: str, more_than: int = 0, limit_s: float = ANSWER_S) -> bool:
        """It is read within the time."""
        with self._came:
            return self._came.wait_for(lambda: self._count(device, word) > more_than, limit_s)

    def wait_ready(self, device: str, *, ready: bool = True) -> bool:
        """The device can be used (or not any more) within the time."""
        with self._came:
            return self._came.wait_for(lambda: (device in self._ready) == ready, READY_S)


def _place(word: str) -> int:
    """Which of the numbers from `FIRST` on a word carries; -1 for one that carries none."""
    digits = "".join(char for char in word if char.isdigit())
    return int(digits) - FIRST if digits else -1


def words_of(reading: Reading) -> Sequence[str]:
    """What a reading carries that no other has, or one of `MANY`; () for what is no business."""
    if isinstance(reading, CardPresented):
        return (reading.number or reading.uid,)
    if isinstance(reading, Scan):
        return (reading.text,)
    if isinstance(reading, IncomingCall):
        return (reading.number or "",)
    if isinstance(reading, CodesFetched):
        return [code for code, _ in reading.codes]
    if isinstance(reading, JobState):
        return (reading.job_id,) if reading.state == "confirmed" else ()
    if isinstance(reading, CardFace | CodesCleared):
        word = PRINTED if isinstance(reading, CardFace) else CLEARED
        return (word,) if reading.ok else ()
    return (GONE,) if isinstance(reading, CardRemoved) else ()


class Hand(threading.Thread):
    """Uses one device until told to stop; `post` gives its driver an order."""

    def __init__(
        self, bench: SimulatorBench, device: str, ears: Ears, post: Callable[[object], object], luck: Random
    ) -> None:
        super().__init__(name=f"hand {device}", daemon=True)
        self.bench, self.device, self.ears, self.post, self.luck = bench, device, ears, post, luck
        self.tally = Tally()
        self._turn = TURNS[device]
        self._stopping = threading.Event()
        self._number = 0

    def stop(self) -> None:
        """After the action under way."""
        self._stopping.set()

    def run(self) -> None:
        if not self.ears.wait_ready(self.device):
            self.tally.troubles.append("never ready")
            return
        while not self._stopping.wait(self.luck.uniform(0.02, 0.3)):
            try:
                if self.tally.done and self.luck.random() < FAULT_SHARE:
                    self._fault()
                else:
                    self._action()
            except (PosError, TimeoutError) as error:
                self.tally.troubles.append(repr(error))

    # --- what a turn is made of -----------------------------------------------------------------------------------

    def do(self, action: str, /, **arguments: object) -> None:
        """Something at the device."""
        self.bench.do(self.device, action, **arguments)

    def fact(self, condition: Callable[[dict[str, object]], bool]) -> None:
        """Waits until the simulated device is so. TimeoutError."""
        self.bench.wait(self.device, condition, ANSWER_S)

    def hears_more(self, word: str, order: Callable[[], object]) -> None:
        """Does something that makes the device say one of `MANY`, and waits for it. TimeoutError."""
        before = self.ears.count(self.device, word)
        order()
        if not self.ears.wait(self.device, word, before):
            raise TimeoutError(word)

    def _next(self) -> str:
        self._number += 1
        return f"{FIRST + self._number}"

    def _action(self) -> None:
        number = self._next()
        word = self._turn.begin(self, number)
        if word and not self.ears.wait(self.device, word):
            self.tally.lost.append(word)
        else:
            self.tally.done += 1
            self._turn.then(self)
        self._turn.after(self)

    def _fault(self) -> None:
        """The plug comes out, half of the time in the middle of something; back under another name."""
        if self.luck.random() < 0.5:
            self._turn.begin(self, self._next())
            self.tally.cut += 1
        self.bench.unplug(self.device)
        if not self.ears.wait_ready(self.device, ready=False):
            self.tally.troubles.append("never missed")
        self._turn.cut(self)
        self._stopping.wait(self.luck.uniform(0.0, 0.5))
        self.bench.replug(self.device, f"tty-{self.device}-{self.luck.randint(1, 9)}")
        self.tally.plugs += 1
        if not self.ears.wait_ready(self.device):
            self.tally.troubles.append("not ready again")
        self._turn.mend(self)


def settle(hands: Sequence[Hand]) -> None:
    """All hands stop."""
    for hand in hands:
        hand.stop()
    for hand in hands:
        hand.join(ANSWER_S + READY_S)
