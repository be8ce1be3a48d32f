"""The sync thread: wakes, backs off, tells."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import pytest
from tests.hq.world import START_MS
from tests.waiting import wait_until

from memberpos.domain.errors import PosError
from memberpos.store import outbox, sync_state
from memberpos.store.database import Database, open_database
from memberpos.store.migrations import migrate
from memberpos.store.secrets import DEVICE_KEY, SecretBox
from memberpos.store.writer import Writer
from memberpos.sync import protocol
from memberpos.sync.client import Answer, Signer
from memberpos.sync.loop import Status, SyncLoop
from memberpos.sync.pace import Pacer
from memberpos.sync.pull import House

HQ_KEY = b"q" * 32
T = TypeVar("T")


class Shop:
    """A till's writer, a headquarters of a few lines, and a loop between them."""

    def __init__(self, path: Path) -> None:
        def open_db() -> Database:
            db = open_database(path, b"k" * 32)
            migrate(db)
            return db

        self.writer = Writer(open_db)
        self.asked: list[int] = []
        self.statuses: list[Status] = []
        self.down = False
        self.hold: threading.Event | None = None
        self.writer.call(self._begin)
        self.loop = SyncLoop(
            self.writer, self, self.statuses.append, Pacer(lambda: 0.999), House(lambda: START_MS, uuid4)
        )

    def _begin(self, db: Database) -> None:
        with db.transaction():
            sync_state.start_standalone(db, uuid4())

    def enrol(self) -> None:
        def work(db: Database) -> None:
            hq = sync_state.Headquarters("https://hq", (protocol.public_key(HQ_KEY),))
            with db.transaction():
                sync_state.join(db, sync_state.Identity(sync_state.identity(db).device_id, 1, 1, "c"), hq)
                SecretBox(db).put(DEVICE_KEY, b"d" * 32)

        self.writer.call(work)

    def sell(self, count: int = 1) -> None:
        def work(db: Database) -> None:
            for _ in range(count):
                with db.transaction():
                    outbox.append(db, kind="sale", kv=1, event_id=uuid4(), body=b"{}", now_ms=START_MS)

        self.writer.call(work)

    def post(self, url: str, path: str, value: dict[str, Any], signer: Signer) -> Answer:
        assert path == "/v1/sync"
        value = value["push"]
        self.asked.append(len(value["events"]))
        if self.hold is not None:
            self.hold.wait(10)
        if self.down:
            raise PosError("hq_unreachable")
        request = protocol.decode_push(value)
        acked = request.first + len(request.events) - 1
        signature = protocol.sign(HQ_KEY, protocol.receipt_bytes(request.device, acked, request.head))
        pushed = protocol.encode_answer(protocol.PushAnswer(acked, signature, START_MS, 3600))
        return Answer(200, {}, {"push": {**pushed, "status": 200}, "pull": None, "hq_time": str(START_MS)})

    def get(self, url: str, target: str, signer: Signer) -> Answer:
        raise AssertionError(target)

    def until(self, wanted: Callable[[Status], bool]) -> Status:
        wait_until(lambda: self.statuses and wanted(self.statuses[-1]), 10)
        return self.statuses[-1]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path / "till.db")
    yield made
    made.loop.stop()
    made.writer.close()


def test_a_till_of_its_own_waits_until_it_is_enrolled(shop: Shop) -> None:
    shop.sell(3)
    shop.loop.start()
    assert shop.until(lambda s: s.state == "standalone") == Status("standalone", 3, START_MS)
    shop.enrol()
    shop.loop.wake(now=True)
    assert shop.until(lambda s: s.state == "idle").pushed == 3


def test_the_queue_drains_in_growing_batches(shop: Shop) -> None:
    shop.enrol()
    shop.sell(20)
    shop.loop.start()
    assert shop.until(lambda s: s.state == "idle") == Status("idle", 0, None, "", 20)
    assert shop.asked == [1, 2, 4, 8, 5]
    assert [s.queued for s in shop.statuses] == [19, 17, 13, 5, 0]
    assert {s.state for s in shop.statuses[:-1]} == {"pushing"}


def test_a_sale_wakes_an_idle_loop(shop: Shop) -> None:
    shop.enrol()
    shop.loop.start()
    shop.until(lambda s: s.state == "idle")
    shop.sell()
    shop.loop.wake()
    assert shop.until(lambda s: s.pushed == 1).state == "idle"


def test_a_sale_during_a_push_is_not_forgotten(shop: Shop) -> None:
    shop.enrol()
    shop.hold = threading.Event()
    shop.loop.start()
    wait_until(lambda: shop.asked)
    shop.sell()
    shop.loop.wake()
    shop.hold.set()
    assert shop.until(lambda s: s.pushed == 1).queued == 0


def test_a_back_off_is_ended_by_a_person_only(shop: Shop) -> None:
    shop.enrol()
    shop.down = True
    shop.loop.start()
    wait_until(lambda: len(shop.asked) >= 2)  # 1 s and then longer waits
    shop.sell()
    asked = len(shop.asked)
    shop.loop.wake()
    shop.down = False
    shop.loop.wake(now=True)
    assert shop.until(lambda s: s.state == "idle").pushed == 1
    assert len(shop.asked) >= asked + 1


def test_offline_tells_the_age_of_the_oldest_unsent_event(shop: Shop) -> None:
    shop.enrol()
    shop.sell(2)
    shop.down = True
    shop.loop.start()
    expected = Status("offline", 2, START_MS, "hq_unreachable")
    assert shop.until(lambda s: s.state == "offline") == expected


def test_a_full_disk_is_waited_for(shop: Shop) -> None:
    shop.enrol()

    class Full:
        def call(self, work: Callable[[Database], T], priority: int = 1) -> T:
            raise PosError("disk_full")

    loop = SyncLoop(Full(), shop, shop.statuses.append, Pacer(lambda: 0.999), House(lambda: START_MS, uuid4))
    loop.start()
    assert shop.until(lambda s: s.code == "disk_full").state == "offline"
    loop.stop()


def test_stopping_does_not_wait_for_the_back_off(shop: Shop) -> None:
    shop.enrol()
    shop.down = True
    shop.loop.start()
    shop.until(lambda s: s.state == "offline")
    shop.loop.stop()
    shop.loop.stop()
    assert not any(thread.name == "memberpos-sync" for thread in threading.enumerate())
