"""The parts the simulation stands on: hand-over, deaths, truth."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid5

import pytest

from memberpos.simulation.disks import Died, Disk
from memberpos.simulation.fibers import Fiber, Killed
from memberpos.simulation.tills import Moulds, Till
from memberpos.simulation.truth import Fact, Truth, Waiting

NAMESPACE = UUID(int=5)


def fact(number: int, amount: int, event_id: UUID | None = None) -> Fact:
    key = ("a", "PRINCIPAL", "")
    made = event_id or UUID(int=number | 7 << 76 | 2 << 62)
    return Fact(made, "sale", number, b"", {key: amount}, {"lot": amount}, frozenset("a"), (), "", {}, balanced=True)


def test_a_fiber_waits_and_goes_on() -> None:
    seen = []

    def work() -> str:
        seen.append(fiber.ask("one"))
        try:
            fiber.ask("two")
        except ValueError:
            seen.append("raised")
        return "end"

    fiber = Fiber(work)
    fiber.resume()
    assert (fiber.asked, seen) == ("one", [])
    fiber.resume(1)
    assert (fiber.asked, seen) == ("two", [1])
    fiber.resume(ValueError())
    assert (fiber.done, fiber.result, seen) == (True, "end", [1, "raised"])


def test_a_killed_fiber_ends() -> None:
    fiber = Fiber(lambda: fiber.ask("anything"))
    fiber.resume()
    fiber.kill()
    assert fiber.done
    assert isinstance(fiber.error, Killed)


@pytest.mark.parametrize(("before", "kept"), [(True, 1), (False, 2)])
def test_a_disk_keeps_what_was_committed(before: bool, kept: int) -> None:
    disk = Disk()
    disk.execute("CREATE TABLE t(n INTEGER)")
    disk.die_in(2, before=before)
    with disk.transaction():
        disk.execute("INSERT INTO t VALUES(1)")
    with pytest.raises(Died), disk.transaction():
        disk.execute("INSERT INTO t VALUES(2)")
    assert not disk.doomed
    copy = disk.copy()
    with disk.transaction():
        disk.execute("INSERT INTO t VALUES(3)")
    assert copy.value("SELECT count(*) FROM t") == kept
    copy.close()
    disk.close()


def test_truth_counts_each_event_once() -> None:
    truth, one, two = Truth(), fact(1, 500), fact(2, -200)
    for each in (one, two, one):
        truth.happens(each)
    assert truth.balances["a", "PRINCIPAL", ""] == 300
    assert truth.arrives(one, "d", 1)
    assert not truth.arrives(one, "e", 1)
    assert truth.booked["a", "PRINCIPAL", ""] == 500
    truth.lost([two, one])
    assert truth.balances["a", "PRINCIPAL", ""] == 500, "what headquarters has is not lost"


def test_of_work_done_twice_the_one_that_arrived_counts() -> None:
    shared = uuid5(NAMESPACE, "due")
    truth, mine, theirs = Truth(), fact(1, -5, shared), fact(2, -3, shared)
    truth.happens(mine)
    truth.happens(theirs)
    truth.arrives(theirs, "d", 1)
    assert truth.balances["a", "PRINCIPAL", ""] == -3


def test_what_waits_changes_rights() -> None:
    waiting = Waiting()
    for each in (fact(1, 500), fact(2, -200), fact(3, -300)):
        waiting.add(each)
    assert waiting.changed["lot"] == 0
    assert [one.hlc for one in waiting.take(1)] == [1]
    assert waiting.changed["lot"] == -500


def test_of_a_copied_disk_only_what_was_there_before_is_its_own() -> None:
    till = Moulds().of(0)
    one = Till("t00", till[0], till[1], "S1", "1", lambda: 0, lambda _: None)
    one.look()
    rows = [(fact.digest, place + 1) for place, fact in enumerate(one.facts)]
    assert one.shared(rows) == len(rows) > 2
    assert one.shared([*rows[:2], (b"another", 3), *rows[3:]]) == 2
    assert one.shared([*rows, (b"more", len(rows) + 1)]) == len(rows)


def test_two_accounts_of_a_merge_are_one_person() -> None:
    truth = Truth()
    for number, gives in enumerate((("a", "b"), ("c", "d"), ("b", "d"))):
        truth.happens(replace(fact(number, 1), gives=gives))
    assert truth.person("a") == frozenset("abcd") == truth.person("d")
    assert truth.person("e") == frozenset("e")
