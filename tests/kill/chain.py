"""Headquarters and its tills under kills: after all of it both sides must hold the same book."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from tests.kill import books, campaign
from tests.kill.campaign import Goal, Mortal, Shot, shots
from tests.kill.evidence import Trail
from tests.kill.nursery import Nursery
from tests.kill.page import Page, Slot, Stage
from tests.kill.report import Report
from tests.kill.shop import fresh_shop, open_shop

from memberpos.hq import enrolment, schema
from memberpos.hq.database import Pool
from memberpos.sync import push
from memberpos.sync.client import HqLink, system_link
from memberpos.sync.enrol import enrol
from memberpos.till import system_now_ms

SYNC_STAGES = (*campaign.TILL_STAGES, Stage.POSTING, Stage.POSTING, Stage.ANSWERED)
HQ_STAGES = (Stage.HQ_PUSH, Stage.HQ_COMMIT, Stage.HQ_DONE, Stage.HQ_DONE, Stage.HQ_DONE)

HQ_BEATS = 5
#: Who dies, and who with it; the second dies wherever it is.
VICTIMS = (("hq",), ("hq",), ("hq",), ("till",), ("till",), ("hq", "till"))


class Chain:
    """One headquarters, `tills` tills, and what was seen of them. Use `close` at its end."""

    def __init__(self, nursery: Nursery, folder: Path, url: str, tills: int = 2, plant_hq: str = "") -> None:
        self.url, self._folder, self.port = url, folder, campaign.free_port()
        self.pool = Pool(url, size=2)
        schema.migrate(self.pool)
        self.hq = Mortal(nursery, "hq", folder, url=url, port=self.port, plant=plant_hq)
        self.hq.start()
        self.hq.ready()
        self.homes = [fresh_shop(folder / f"till{number}") for number in range(tills)]
        for home in self.homes:
            self._join(home)
        self.tills = [Mortal(nursery, "till", home, home=str(home), hq=True) for home in self.homes]
        self.trails = [Trail(home) for home in self.homes]
        self.report = Report()

    def rows(self, query: str, *params: Any) -> list[tuple[Any, ...]]:
        """Asks headquarters' database."""
        return books.rows(self.pool, query, *params)

    def _join(self, home_folder: Path) -> None:
        code = self.pool.transact(lambda c: enrolment.make_code(c, "S1", None, system_now_ms(), os.urandom))
        with open_shop(home_folder) as home:
            writer, link = home.open_writer(), self._link()
            enrol(writer, link.post, f"http://127.0.0.1:{self.port}", code, "0.1.0", os.urandom)
            link.close()
            writer.close()

    def _link(self) -> HqLink:
        return system_link("0.1.0")

    def start_till(self, number: int, seed: str) -> None:
        self.tills[number].start(seed=seed)

    def kill(self, seed: str, goal: Goal) -> None:
        """Kills by plan until the goal is reached, or something is wrong."""
        random, began = Random(seed), time.monotonic()
        plans = {"hq": shots(f"{seed}/hq", HQ_STAGES, HQ_BEATS), "till": shots(f"{seed}/till", SYNC_STAGES)}
        for number in range(len(self.tills)):
            self.start_till(number, f"{seed}/{number}")
        while not goal.reached(self.report, began):
            number, victims = random.randrange(len(self.tills)), random.choice(VICTIMS)
            self._shoot(victims[0], number, next(plans[victims[0]]))
            if victims[1:]:
                self.tills[number].kill()
            self._count(victims, number)
            self._start(victims, number, f"{seed}/{self.report.kills.total()}")
        self.report.seconds += time.monotonic() - began

    def _shoot(self, who: str, number: int, shot: Shot) -> None:
        mortal = self.hq if who == "hq" else self.tills[number]
        mortal.ready()
        mortal.shoot(shot)

    def _count(self, victims: Sequence[str], number: int) -> None:
        fell: set[str] = set()
        if "hq" in victims:
            fell.update(where_hq(self.hq.page))
        if "till" in victims:
            self.report.sales += self.tills[number].page[Slot.SALES]
            fell.update([*campaign.where(self.tills[number].page), *self._unseen(number)])
        self.report.kills.update(victims)
        self.report.fell.update(fell)
        self._look(number, dead="till" in victims)

    def _start(self, victims: Sequence[str], number: int, seed: str) -> None:
        if "hq" in victims:
            self.hq.start()
        if "till" in victims:
            self.start_till(number, seed)

    def _unseen(self, number: int) -> list[str]:
        """The dead till had events taken whose answer it never applied."""
        with books.read(self.homes[number]) as db:
            device = db.value("SELECT v FROM sync_state WHERE k = 'device_id'")
            acked = int(db.value("SELECT v FROM sync_state WHERE k = 'acked_seq'") or 0)
        taken = self.rows("SELECT last_seq FROM device WHERE device_id = %s", device)
        return [campaign.PUSH_TO_ANSWER] if taken[0][0] > acked else []

    def _look(self, number: int, *, dead: bool) -> None:
        self.report.problems += self.trails[number].problems(dead=dead)

    def kill_everything(self, seed: str, shot: Shot, power_off: Callable[[], None]) -> None:
        """All tills sell, a shot falls on headquarters, and all else dies with it."""
        self.hq.ready()
        for number, till in enumerate(self.tills):
            self.start_till(number, f"{seed}/{number}")
            till.ready()
        self.hq.shoot(shot)
        power_off()
        for till in self.tills:
            till.kill()
        self.report.kills.update({"till": len(self.tills), "hq": 1, "postgres": 1})
        self.report.fell.update(where_hq(self.hq.page))
        for trail in self.trails:
            self.report.problems += trail.problems()

    def settle(self) -> None:
        """All tills stop, what is left is sent, and both sides are compared."""
        self.hq.ready()
        for till in self.tills:
            till.stop()
        for home, trail in zip(self.homes, self.trails, strict=True):
            self.report.problems += trail.problems()
            done = self._drain(home)
            if done.queued:
                self.report.problems.append(f"{done.queued} events left, {done.state} {done.code}")
        self.report.problems += books.differences(self.pool, self.homes)

    def _drain(self, folder: Path) -> push.Step:
        with open_shop(folder) as home:
            writer, link = home.open_writer(), self._link()
            done = push.drain(writer, link.post)
            link.close()
            writer.close()
        return done

    def close(self) -> None:
        """Ends everything that lives."""
        for mortal in (*self.tills, self.hq):
            self.report.problems += mortal.said()
            mortal.end()
        self.pool.close()


def where_hq(page: Page) -> list[str]:
    """Where headquarters' kill fell."""
    if page[Slot.UNANSWERED]:
        return [campaign.PUSH_TO_ANSWER]
    return [campaign.HQ_TRANSACTION] if page[Slot.PUSHES] else [campaign.ELSEWHERE]
