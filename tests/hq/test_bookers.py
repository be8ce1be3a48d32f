"""Large pushes by processes of their own: the same answers and books, whoever dies."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests.hq.processes import HqProcess
from tests.hq.test_api import raw, signer
from tests.hq.world import Clock, Till, World, open_till, same_books
from tests.waiting import wait_until

from memberpos.hq import booker, bookers
from memberpos.hq.api import Headquarters
from memberpos.hq.bookers import Bookers
from memberpos.sync import protocol
from memberpos.sync.client import Answer, system_link

MANY = 60


class Counting(Bookers):
    """Tells how many pushes a booker booked, and whose they were."""

    def __init__(self, url: str, most: int) -> None:
        super().__init__(url, most)
        self.booked: list[bookers.Taken | None] = []

    def take(self, *what: Any, packed: bool) -> bookers.Taken | None:
        self.booked.append(super().take(*what, packed=packed))
        return self.booked[-1]


@pytest.fixture
def many(world: World, till: Till) -> Iterator[Counting]:
    """A headquarters with two bookers and a till that has much to send."""
    with closing(Counting(world.url, 2)) as made:
        world.hq = Headquarters(world.pool, world.clock, os.urandom, world.options, bookers=made)
        till.add(MANY)
        till.join(world)
        yield made


def pushed(world: World, till: Till, first: int, until: int, path: str = "/v1/push") -> Answer:
    value = protocol.encode_push(till.request(first, until))
    return world.post("hq", path, {"push": value} if path == "/v1/sync" else value, signer(till))


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def test_a_large_push_is_booked_by_a_booker(world: World, till: Till, many: Counting) -> None:
    heard: list[int] = []
    world.hq.news.wait([1, -1, 0], lambda: heard.append(1))
    answer = pushed(world, till, 1, MANY)
    assert (answer.status, answer.value["acked"], answer.value["next_s"]) == (200, MANY, world.hq.next_s)
    assert [taken.events for taken in many.booked if taken] == [MANY]
    assert heard, "whoever waits at the server is told"
    assert f"hq_events_total {MANY}" in world.hq.metrics.text({})
    same_books(world, till)
    again = pushed(world, till, 1, MANY, "/v1/sync").value["push"]
    assert (again["status"], again["acked"]) == (200, MANY)
    assert len(many.booked) == 2
    till.add()
    assert pushed(world, till, MANY + 1, MANY + 1).value["acked"] == MANY + 1
    assert len(many.booked) == 2, "one event is not worth the way"


def test_refusals_are_the_same_by_a_booker(world: World, till: Till, many: Counting, monkeypatch) -> None:
    monkeypatch.setattr("memberpos.hq.api.WORTH_BYTES", 0)
    monkeypatch.setattr("memberpos.hq.api.WORTH_PACKED_BYTES", 0)
    value = protocol.encode_push(till.request(3, MANY))
    bad: list[tuple[bytes, int, str]] = [
        (b"{", 400, "bad_request"), (b'{"events": 1}', 400, "bad_request"), (protocol.dump(value), 409, "gap"),
        (protocol.dump({**value, "from": 1}), 400, "bad_request"),
        (protocol.dump({**value, "device": "6e5a3c0e-0000-7000-8000-000000000001"}), 401, "bad_signature"),
    ]  # fmt: skip
    for body, status, code in bad:
        reply = world.hq.handle(raw(till, body))
        assert (reply.status, reply.value["code"]) == (status, code)
    packed = [
        (protocol.squeeze(body), status, code) for body, status, code in bad
    ] + [(b"no gzip", 400, "bad_request"), (protocol.squeeze(b"0" * 2**21), 413, "too_large")]  # fmt: skip
    for body, status, code in packed:
        reply = world.hq.handle(raw(till, body, **{"content-encoding": "gzip"}))
        assert (reply.status, reply.value["code"]) == (status, code)
    assert [taken.reply.status for taken in many.booked if taken] == [status for _, status, _ in bad + packed]
    assert world.rows("SELECT count(*) FROM event") == [(0,)]


def test_a_booker_that_died_is_replaced_and_its_push_booked_all_the_same(
    world: World, till: Till, many: Counting, caplog: pytest.LogCaptureFixture
) -> None:
    assert pushed(world, till, 1, 30).value["acked"] == 30
    many._free[0]._process.kill()
    assert pushed(world, till, 31, MANY).value["acked"] == MANY
    assert many.booked[-1] is None
    assert "a booker died" in caplog.text
    assert pushed(world, till, 1, MANY).value["acked"] == MANY
    assert many.booked[-1] is not None
    same_books(world, till)


def test_where_no_booker_starts_the_server_books(world: World, till: Till, many: Counting, monkeypatch) -> None:
    monkeypatch.setattr(bookers.sys, "executable", "/nowhere/python")
    for _ in range(2):
        assert pushed(world, till, 1, MANY).value["acked"] == MANY
    assert many.booked == [None, None]
    same_books(world, till)


def test_a_database_that_does_not_answer_is_no_bug_of_a_booker(capfd: pytest.CaptureFixture[str]) -> None:
    with closing(Bookers("postgresql://nobody@/none?host=/nowhere", 1)) as bookers:
        assert bookers.take(uuid4(), b"{}", "memberpos/0.1.0", packed=False) is None
    assert capfd.readouterr().err == ""


def test_more_pushes_at_once_than_bookers(world: World, tmp_path: Path, clock: Clock, many: Counting) -> None:
    tills = [open_till(tmp_path / f"{number}.db", clock) for number in range(6)]
    for one in tills:
        one.add(MANY)
        one.join(world)
    values = [(protocol.encode_push(one.request(1, MANY)), signer(one)) for one in tills]
    with ThreadPoolExecutor(6) as at_once:
        answers = list(at_once.map(lambda pair: world.post("hq", "/v1/push", *pair), values))
    assert [answer.value["acked"] for answer in answers] == [MANY] * 6
    assert len([taken for taken in many.booked if taken]) == 6
    assert len(many._free) == 2
    for one in tills:
        one.db.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_bookers_end_with_their_server(
    database: str, till: Till, tmp_path: Path, number: signal.Signals, world: World
) -> None:
    world.clock.ms = time.time_ns() // 1_000_000
    till.add(MANY)
    till.join(world)
    server = HqProcess("--database", database, "--port", "0", "--bookers", "1", errors=tmp_path / "errors")
    value = protocol.encode_push(till.request(1, MANY))
    with closing(system_link("0.1.0")) as link:
        assert link.post(server.url, "/v1/push", value, signer(till)).value["acked"] == MANY
    (child,) = children(server.process.pid)
    server.terminate(number)
    wait_until(lambda: not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text(), 30)
    assert (tmp_path / "errors").read_text() == ""


def test_how_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for processors in (None, 1, 2, 4, 64):
        monkeypatch.setattr(bookers.os, "cpu_count", lambda n=processors: n)
        found.append(bookers.usual_number())
    assert found == [0, 0, 3, 4, 4]
    heard = booker._Heard()
    heard.tell([3, 1])
    heard.tell([1])
    assert (heard.all(), heard.all()) == ([1, 3], [])
