"""A chain in a storm: real tills, a real headquarters with its own PostgreSQL, a network between them that fails in
every way, and all of them killed at any moment. A witness looks at both books all the while; afterwards they must agree.
"""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from random import Random
from typing import Self

from tests.hq.processes import HqProcess
from tests.hq.world import public_folder
from tests.kill import books, campaign, others
from tests.kill.campaign import Mortal, shots
from tests.kill.chain import SYNC_STAGES
from tests.kill.chain_life import give_cards
from tests.kill.evidence import Trail
from tests.kill.nursery import Nursery
from tests.kill.page import Slot
from tests.kill.report import Report
from tests.kill.shop import Stock, fresh_shop, open_shop, people
from tests.kill.weather import FAULTS, Line, Weather
from tests.waiting import wait_until

from memberpos.domain.errors import PosError
from memberpos.domain.ids import IdSource
from memberpos.hq import enrolment
from memberpos.hq.database import Pool
from memberpos.hq.embedded import EmbeddedPostgres
from memberpos.services import cards
from memberpos.services.use import Use
from memberpos.sync.client import system_link
from memberpos.sync.enrol import enrol
from memberpos.till import system_now_ms

#: Which store each till belongs to: two stores with two tills, one with one.
STORES = ("S1", "S1", "S2", "S2", "S3")
#: One member a till, known to all of them, with little enough to be spent.
STOCK = Stock(("林晓棠",), (40_000, 4_000), {"points.claw": "value"})
#: What happens, and how often.
ACTS = {"till": 8, "hq": 3, "postgres": 1, "backend": 2, "reset": 4, "refused": 2, "silent": 2}
REST_S, LINE_DOWN_S = (0.05, 1.2), (1.0, 9.0)
READY_S = 120
#: Headquarters' own work comes every second; after so long without any it has none.
STILL_S = 3.0
#: A till's books are proved after its first deaths and then after each n-th: they grow.
PROVE_EVERY = 5


class Witness(threading.Thread):
    """Looks at headquarters and every till again and again; `seen` are states that may not be."""

    def __init__(self, url: str, homes: Sequence[Path], every_s: float) -> None:
        super().__init__(name="witness")
        self._pool, self._homes, self._every_s = Pool(url, size=1, sleep=lambda _: None), homes, every_s
        self._over = threading.Event()
        self.seen: list[str] = []
        self.samples, self.lowest_fen = 0, 1 << 60

    def run(self) -> None:
        while not self._over.wait(self._every_s):
            with suppress(PosError):  # nobody answers just now
                self.seen += self._pool.snapshot(books.hq_breaches)
                self.samples += 1
            for number, folder in enumerate(self._homes):
                with books.read(folder) as db:
                    self.seen += [f"{number} {found}" for found in books.till_breaches(db)]

    def stop(self) -> None:
        self._over.set()
        self.join()
        self._pool.close()


class Storm:
    """Use as a context manager; the chain is in good order when it begins. `report` says what was done and found."""

    def __init__(self, nursery: Nursery, folder: Path, seed: str, *, faulty: float, pause_s: float) -> None:
        self.seed, self._nursery, self._folder = seed, nursery, folder
        self._faulty, self._pause_s = faulty, pause_s
        self.report = Report()
        self._random = Random(seed)
        self.homes = [folder / f"till{number}" for number in range(len(STORES))]
        self._trails = [Trail(home) for home in self.homes]
        self._plan = shots(f"{seed}/till", SYNC_STAGES)
        self._heal_at_s: dict[int, float] = {}

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.enter_context(others.taking_orphans())
            self._public = public_folder()
            stack.callback(shutil.rmtree, self._public)
            self._hq_errors, self._port = self._folder / "hq.errors", campaign.free_port()
            self._server = EmbeddedPostgres(self._public / "hq")
            stack.callback(self._destroy)
            self._start_hq()
            stack.callback(lambda: self._hq.kill())
            self.pool = Pool(self._server.url, size=3)
            stack.callback(self.pool.close)
            self.weather = stack.enter_context(Weather(self._port, len(STORES), self.seed))
            for number, store in enumerate(STORES):
                self._found(number, store)
            self._tills = [self._mortal(home) for home in self.homes]
            for till in self._tills:
                stack.callback(till.end)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _destroy(self) -> None:
        last = others.postmaster(self._server)
        self._server.destroy()
        others.bury([last])

    def _mortal(self, home: Path) -> Mortal:
        return Mortal(self._nursery, "chain_till", home, home=str(home), hq=True, pause_s=self._pause_s)

    def _start_hq(self) -> None:
        home, port = str(self._public / "hq"), str(self._port)
        self._hq = HqProcess("--home", home, "--port", port, errors=self._hq_errors, ready_s=READY_S)

    def _found(self, number: int, store: str) -> None:
        """A till's home: a member with a card, joined to headquarters through its line."""
        home_folder = fresh_shop(self.homes[number], STOCK)
        owner, [member] = people(home_folder)
        code = self.pool.transact(lambda c: enrolment.make_code(c, store, None, system_now_ms(), os.urandom))
        ids = IdSource(os.urandom)
        with open_shop(home_folder) as home:
            writer, link = home.open_writer(), system_link("0.1.0")
            now_ms = system_now_ms()
            writer.call(lambda db: cards.issue(Use(db, now_ms, lambda: ids.new(now_ms), owner), member, card(number)))
            enrol(writer, link.post, f"http://127.0.0.1:{self.weather.ports[number]}", code, "0.1.0", os.urandom)
            link.close()
            writer.close()
        give_cards(home_folder, [card(other) for other in range(len(STORES))])

    def rage(self, seconds: float, wanted: Sequence[str] = FAULTS, acts: Sequence[str] = tuple(ACTS)) -> None:
        """Kills and breaks for so long, and on until each act and each fault has come at least once."""
        began_s = time.monotonic()
        self.weather.blow(self._faulty)
        for number in range(len(self._tills)):
            self._start_till(number)
        first = self._random.sample(acts, len(acts))
        done = dict.fromkeys(acts, 0)
        while time.monotonic() - began_s < seconds or not all(done.values()) or not self._fell(wanted):
            act = first.pop() if first else self._random.choices(acts, [ACTS[name] for name in acts])[0]
            self._act(act)
            done[act] += 1
            self._heal()
            threading.Event().wait(self._random.uniform(*REST_S))
        self.report.seconds += time.monotonic() - began_s

    def _fell(self, wanted: Sequence[str]) -> bool:
        return all(self.weather.fell[name] for name in wanted)

    def _act(self, name: str) -> None:
        number = self._random.randrange(len(self._tills))
        if name == "till":
            self._kill_till(number)
        elif name == "hq":
            self._kill_hq()
        elif name == "postgres":
            self.report.kills["postgres"] += others.kill_postgres(self._server)
        elif name == "backend":
            self._kill_backend()
        elif name == "reset":
            self.weather.reset(number)
        else:
            self.weather.put(number, Line(name))
            self._heal_at_s[number] = time.monotonic() + self._random.uniform(*LINE_DOWN_S)

    def _heal(self) -> None:
        for number, at_s in list(self._heal_at_s.items()):
            if time.monotonic() >= at_s:
                self.weather.put(number, Line.UP)
                del self._heal_at_s[number]

    def _start_till(self, number: int) -> None:
        self._tills[number].start(seed=f"{self.seed}/{number}/{self.report.kills.total()}")

    def _kill_till(self, number: int) -> None:
        till = self._tills[number]
        till.shoot(next(self._plan))
        self._count(number)
        if till.lives <= 2 or till.lives % PROVE_EVERY == 0:
            self.report.problems += self._trails[number].problems()
        self._start_till(number)

    def _count(self, number: int) -> None:
        page = self._tills[number].page
        self.report.kills["till"] += 1
        self.report.sales += page[Slot.SALES]
        self.report.fell.update(campaign.where(page))

    def _kill_hq(self) -> None:
        self._hq.kill()
        self.report.kills["hq"] += 1
        self._start_hq()

    def _kill_backend(self) -> None:
        """One connection's process; PostgreSQL then ends all others and recovers by itself."""
        with suppress(PosError):
            pids = [
                row[0] for row in books.rows(self.pool, "SELECT pid FROM pg_stat_activity WHERE datname IS NOT NULL")
            ]
            with suppress(ProcessLookupError):
                os.kill(self._random.choice(pids), signal.SIGKILL)
            self.report.kills["a database's process"] += 1

    def everything(self) -> None:
        """The last blow: power fails everywhere, and comes back."""
        for number, till in enumerate(self._tills):
            till.kill()
            self._count(number)
            self.weather.reset(number)
        self._hq.kill()
        others.kill_postgres(self._server)
        self.report.kills.update({"hq": 1, "postgres": 1})
        self._start_hq()
        for number in range(len(self._tills)):
            self._start_till(number)

    def settle(self, limit_s: float) -> float:
        """Ends all faults, shuts the shops, and waits until nothing is to be said or heard; gives how long that took."""
        self.weather.clear_up()
        began_s = time.monotonic()
        for till in self._tills:
            till.page[Slot.SHUT] = 1
        still = Stillness(lambda: self.pool.snapshot(self._unquiet))
        try:
            wait_until(lambda: _closed(self._tills) and still.reached(), limit_s)
        except AssertionError:
            self.report.problems.append(f"not quiet {limit_s} s after the storm: {still.why}")
        for number, till in enumerate(self._tills):
            self._count(number)
            till.kill()
        return still.since_s - began_s

    def _unquiet(self, conn: books.Conn) -> tuple[list[str], object]:
        heads = conn.execute("SELECT sum(pos), (SELECT count(*) FROM event) FROM feed_head").fetchone()
        return books.unquiet(conn, self.homes), heads

    def compare(self) -> None:
        """All books, at rest."""
        report = self.report
        for till, trail in zip(self._tills, self._trails, strict=True):
            report.problems += [*trail.problems(), *till.said()]
        report.problems += books.differences(self.pool, self.homes)
        report.problems += books.shown_differences(self.pool, self.homes)
        report.problems += books.right_differences(self.pool, self.homes)
        report.problems += [f"case {row}" for row in books.rows(self.pool, "SELECT why, device_id, seq FROM review")]
        report.problems += [f"dead letter {row}" for row in books.rows(self.pool, "SELECT * FROM dead_letter")]
        said = self._hq_errors.read_text("utf-8").splitlines()
        report.problems += [line[:2000] for line in said if "fail" in line or "Traceback" in line]
        report.fell.update(self.weather.fell)

    def witness(self, every_s: float) -> Witness:
        return Witness(self._server.url, self.homes, every_s)


class Stillness:
    """Looks whether both sides are quiet and stay as they are for a while; `since_s`: monotonic, when that began."""

    def __init__(self, look: Callable[[], tuple[list[str], object]]) -> None:
        self._look = look
        self._before: object = None
        self.since_s, self.why = 0.0, ["not looked yet"]

    def reached(self) -> bool:
        now_s = time.monotonic()
        self.why, heads = self._look()
        if self.why or heads != self._before:
            self.since_s, self._before = now_s, heads
        return not self.why and now_s - self.since_s > STILL_S


def _closed(tills: Sequence[Mortal]) -> bool:
    """The last customer is served everywhere."""
    return all(till.page[Slot.SHUT] == 2 for till in tills)


def card(number: int) -> str:
    """The card of the member who joined at this till."""
    return f"6001{number:02}"
