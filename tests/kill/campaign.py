"""Kills by plan: who dies, and when. The plan follows from its seed; where a random shot falls is read afterwards."""

from __future__ import annotations

import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.kill.evidence import Trail
from tests.kill.nursery import Nursery
from tests.kill.page import Page, Slot, Stage
from tests.kill.report import Report
from tests.kill.shop import new_shop
from tests.waiting import wait_until

#: Where a kill fell, as the report counts them.
TRANSACTION, COMMIT_TO_PRINT, PUSH_TO_ANSWER = "in a transaction", "between COMMIT and print", "between push and answer"
CHECKPOINT, PAPER, HQ_TRANSACTION, ELSEWHERE = "in a checkpoint", "in a paper", "in a push transaction", "elsewhere"
#: Lives of one home, so that its books stay short enough to be proved after each death.
LIVES = 40
TILL_STAGES = (Stage.SALE, Stage.SALE_COMMIT, Stage.SALE_DONE, Stage.CHECKPOINT, Stage.PAPER, Stage.OTHER)
START_S = 20
#: A stage that does not come is not waited for longer; the shot then falls where it falls.
PATIENCE_S = 1.5
#: How often a stage comes soon; the others twice.
OFTEN = {Stage.SALE: 60, Stage.OTHER: 12, Stage.PAPER: 4, Stage.CHECKPOINT: 1}


@dataclass(frozen=True)
class Shot:
    """At a stage for the `count`-th time, or `spin_us` after it came; of IDLE any beat counts."""

    stage: Stage
    count: int
    spin_us: int
    passing: bool


def shots(seed: str, stages: Iterable[Stage], beats: int = 100) -> Iterator[Shot]:
    """`beats`: how many at most a shot at no stage waits for. Two in three are aimed, the others fall where they fall."""
    random, choice = Random(seed), (*stages,)
    while True:
        stage = random.choice(choice) if random.random() < 0.66 else Stage.IDLE
        count, passing = (
            random.randrange(1, (OFTEN.get(stage, 2) if stage else beats) + 1),
            stage == Stage.IDLE or random.random() < 0.4,
        )
        yield Shot(stage, count, random.randrange(2000) if passing else 0, passing)


@dataclass(frozen=True)
class Goal:
    """How long a run of kills goes on: until all of these are reached."""

    seconds: float = 0
    kills: int = 0
    wanted: Mapping[str, int] = field(default_factory=dict)

    def reached(self, report: Report, began_s: float) -> bool:
        """Also when something is wrong."""
        enough = time.monotonic() - began_s >= self.seconds and report.kills.total() >= self.kills
        return bool(report.problems) or (enough and all(report.fell[w] >= n for w, n in self.wanted.items()))


class Ended(Exception):
    """A process did all its work before the shot."""


class Mortal:
    """A process that is killed and started again; `options` are its role's. With `has_an_end` it may be through with
    its work before the shot falls (Ended); for others it is an error to end.
    """

    def __init__(self, nursery: Nursery, role: str, folder: Path, *, has_an_end: bool = False, **options: Any) -> None:
        self._has_an_end = has_an_end
        self.page = Page(folder / f"{role}.page")
        self.errors = folder / f"{role}.errors"
        self._nursery, self._role, self._options = nursery, role, {"page": str(folder / f"{role}.page"), **options}
        self._pid = 0
        self.lives = 0

    def start(self, **options: Any) -> None:
        """A new life, waited for until it is at work."""
        self.page.clear()
        self.lives += 1
        self._pid = self._nursery.begin(self._role, self.errors, **self._options, **options)

    def ready(self) -> None:
        self._until(lambda: self.page[Slot.READY], START_S, "is not ready")

    def shoot(self, shot: Shot) -> None:
        """Kills it by the plan; a stage that does not come in time is not waited for."""
        if shot.stage:
            self.page.aim(shot.stage, shot.count, passing=shot.passing)
            self._until(lambda: self.page[Slot.HELD], PATIENCE_S, "", at_once=shot.passing)
        else:
            beats = self.page[Slot.BEATS] + shot.count
            self._until(lambda: self.page[Slot.BEATS] >= beats, PATIENCE_S, "", at_once=True)
        _spin(shot.spin_us / 1e6, lambda: False)
        self.kill()

    def kill(self) -> None:
        """AssertionError when it had ended by itself; Ended when it may, and had ended well just before."""
        pid, self._pid = self._pid, 0
        status = self._nursery.kill(pid)
        if self._has_an_end and status == 0:
            raise Ended
        assert status == -signal.SIGKILL, f"{self._role} ended with {status}: {self.said()}"

    def joined(self) -> None:
        """Waits for the end of a life that has one; AssertionError when it ended badly."""
        status = self._nursery.join(self._pid)
        self._pid = 0
        assert status == 0, f"{self._role} ended with {status}: {self.said()}"

    def stop(self) -> None:
        """Kills it if it lives."""
        if self._pid:
            self.kill()

    def end(self) -> None:
        """Lets go of it, whatever became of it."""
        if self._pid:
            self._nursery.kill(self._pid)
        self.page.close()

    def said(self) -> list[str]:
        """What it wrote to stderr: nothing, unless it has a bug."""
        text = self.errors.read_text("utf-8", "replace").strip() if self.errors.exists() else ""
        return [f"stderr: {text[-2000:]}"] if text else []

    def _until(self, condition: Callable[[], object], limit_s: float, why: str, *, at_once: bool = False) -> None:
        """AssertionError when it ends by itself, or (with a reason) when the condition does not come in time.

        `at_once` looks without a pause for a while: the killer is then there within microseconds.
        """
        if at_once:
            _spin(0.5, condition)
        end_s, status = time.monotonic() + limit_s, None

        def seen() -> bool:
            nonlocal status
            if condition() or time.monotonic() > end_s:
                return True
            status = self._nursery.status(self._pid)
            return status is not None

        wait_until(seen, limit_s + 5)
        if status is not None:
            self._pid = 0
            if status == 0 and self._has_an_end:
                raise Ended
            raise AssertionError(f"{self._role} ended with {status}: {self.said()}")
        assert condition() or not why, f"{self._role} {why}: {self.said()}"


def _spin(limit_s: float, condition: Callable[[], object]) -> None:
    end_s = time.perf_counter() + limit_s
    while time.perf_counter() < end_s and not condition():
        pass


def where(page: Page) -> list[str]:
    """Where a till's kill fell; in a transaction excludes between COMMIT and print."""
    stage = Stage(page[Slot.DATABASE])
    if stage in (Stage.SALE, Stage.SALE_COMMIT):
        return [TRANSACTION]
    found = [COMMIT_TO_PRINT] if page[Slot.OWED] else []
    found += [CHECKPOINT] if stage == Stage.CHECKPOINT else []
    return found or [ELSEWHERE]


def kill_tills(
    nursery: Nursery, folder: Path, seed: str, goal: Goal, plant: str = "", stages: Sequence[Stage] = TILL_STAGES
) -> Report:
    """Kills tills that sell and print, home after home, until the goal is reached or something is wrong."""
    report, began = Report(), time.monotonic()
    plan = shots(seed, stages)
    while not goal.reached(report, began):
        home = new_shop(folder / f"home{report.kills.total()}")
        _one_home(nursery, home, f"{seed}/{report.kills.total()}", plan, report, plant)
        shutil.rmtree(home)
    report.seconds = time.monotonic() - began
    return report


def _one_home(nursery: Nursery, home: Path, seed: str, plan: Iterator[Shot], report: Report, plant: str) -> None:
    till, trail = Mortal(nursery, "till", home, home=str(home), plant=plant), Trail(home)
    try:
        for life in range(LIVES):
            till.start(seed=f"{seed}/{life}")
            shot = next(plan)
            if life % 4:
                till.ready()
            till.shoot(shot)
            report.kills["till"] += 1
            report.fell.update(where(till.page))
            report.sales += till.page[Slot.SALES]
            report.problems += trail.problems()
            if report.problems:
                return
        till.start(seed=f"{seed}/last", sales=1)
        till.joined()
        report.problems += [*trail.problems(), *till.said()]
        report.problems += [f"job {job} is still half sent" for job in trail.last.jobs_in("sent")]
    finally:
        till.end()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
