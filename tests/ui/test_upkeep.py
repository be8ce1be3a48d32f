"""Due work and the clock while the till runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.ui.live import Live
from tests.ui.stage import NOW_MS

from memberpos.services import members, shop_settings
from memberpos.services.members import EnrolRequest
from memberpos.store.writer import MAINTENANCE
from memberpos.ui import clock_words, upkeep
from memberpos.ui.upkeep import Upkeep

DAY_MS = 24 * 3_600_000


class Clocks:
    """A wall clock that can be set, and the machine's own running time."""

    def __init__(self) -> None:
        self.wall_ms, self.ran_ms = NOW_MS, 0
        self.said: list[Any] = []
        self.done: list[frozenset[str]] = []

    def pass_ms(self, span: int) -> None:
        self.wall_ms += span
        self.ran_ms += span


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def kept(live: Live, clocks: Clocks) -> Iterator[Upkeep]:
    made = Upkeep(live.till.runner, lambda: clocks.wall_ms, lambda: clocks.ran_ms)
    made.clock_seen.connect(clocks.said.append)
    made.done.connect(clocks.done.append)
    yield made
    made.stop()


def test_due_work_is_done_at_the_start_and_on_each_new_date(
    qtbot: Any, live: Live, clocks: Clocks, kept: Upkeep
) -> None:
    live.run(lambda use: shop_settings.change(use, {"points.birthday": 50}))
    enrolled = live.run(lambda use: members.enrol(use, EnrolRequest("A", birthday="1990-11-21")))
    for _ in range(upkeep.PIECE + 5):  # more than one piece
        live.run(lambda use: members.enrol(use, EnrolRequest("B", birthday="1990-11-22")))
    kept.start()
    qtbot.waitUntil(lambda: clocks.done == [frozenset({"birthday"})])
    assert live.profile(enrolled.member_id).points == 50
    kept.look()
    qtbot.waitUntil(lambda: live.till.runner.idle)
    assert len(clocks.done) == 1
    clocks.pass_ms(DAY_MS)
    live.till.now_ms = clocks.wall_ms
    kept.look()
    qtbot.waitUntil(lambda: len(clocks.done) == 2)
    given = live.read(lambda db: db.value("SELECT count(*) FROM event WHERE kind = 'birthday'"))
    assert given == 1 + upkeep.PIECE + 5
    assert clocks.said == []


@pytest.mark.parametrize(("moved", "state"), [(-3 * DAY_MS, "back"), (60 * DAY_MS, "ahead"), (3_600_000, "ok")])
def test_a_clock_that_is_set_is_said(
    qtbot: Any, live: Live, clocks: Clocks, kept: Upkeep, moved: int, state: str, english: None
) -> None:
    kept.start()
    qtbot.waitUntil(lambda: bool(clocks.done))
    clocks.wall_ms += moved
    kept.look()
    qtbot.waitUntil(lambda: bool(clocks.said))
    assert clocks.said[0].state == state
    words = clock_words.clock_words(clocks.said[0])
    assert clocks.said[0].today in words
    assert "{" not in words


def test_after_a_long_absence_nothing_is_done_before_somebody_works(
    qtbot: Any, live: Live, clocks: Clocks, kept: Upkeep
) -> None:
    live.run(lambda use: shop_settings.change(use, {"points.birthday": 50}))
    enrolled = live.run(lambda use: members.enrol(use, EnrolRequest("A", birthday="1990-12-24")))
    clocks.pass_ms(60 * DAY_MS)
    kept.start()
    qtbot.waitUntil(lambda: len(clocks.said) == 1)
    assert clocks.done == []
    live.till.now_ms = clocks.wall_ms
    live.run(lambda use: members.enrol(use, EnrolRequest("C")))  # somebody works: the date is believed
    kept.look()
    qtbot.waitUntil(lambda: clocks.done == [frozenset({"birthday"})])
    assert live.profile(enrolled.member_id).points == 50


def test_a_sale_goes_before_due_work(qtbot: Any, live: Live) -> None:
    order: list[str] = []
    gate = live.till.writer.submit(lambda _db: order.append("first"))
    live.till.runner.later(lambda _use: order.append("later"))
    live.till.runner.run(lambda _use: order.append("till"))
    gate.result()
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order[0] == "first"
    assert MAINTENANCE > 0
