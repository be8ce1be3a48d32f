from __future__ import annotations

import gc
import threading
import weakref
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from memberpos.domain.errors import PosError
from memberpos.services.use import Use
from memberpos.store.database import Database


@dataclass(frozen=True)
class Result:
    changed: frozenset[str]


def refuse(_use: object) -> None:
    raise PosError("no_shift")


def test_work_is_done_elsewhere_and_delivered_here(qtbot, empty_till) -> None:
    seen: list[tuple[str, object]] = []

    def work(use: Use) -> str:
        assert isinstance(use, Use)
        return threading.current_thread().name

    empty_till.runner.run(work, lambda name: seen.append((name, QThread.currentThread())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("memberpos-writer", QApplication.instance().thread())]
    assert empty_till.runner.idle


def test_what_was_delivered_is_let_go_at_once(qtbot, empty_till) -> None:
    """An order of a million members that waited for the collector would be there several times over."""
    seen: list[weakref.ref[Result]] = []
    gc.disable()
    try:
        empty_till.runner.read(lambda _db: Result(frozenset()), lambda result: seen.append(weakref.ref(result)))
        qtbot.waitUntil(lambda: bool(seen) and seen[0]() is None)
    finally:
        gc.enable()


def test_the_reader_cannot_write(qtbot, empty_till) -> None:
    failed: list[PosError] = []

    def work(db: Database) -> None:
        assert db.read_only
        db.execute("CREATE TABLE mine(x)")

    empty_till.runner.read(work, failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert failed[0].code == "read_only"


def test_a_refusal_goes_to_its_caller_or_to_the_window(qtbot, empty_till) -> None:
    mine: list[PosError] = []
    empty_till.runner.run(refuse, failed=mine.append)
    qtbot.waitUntil(lambda: bool(mine))
    with qtbot.waitSignal(empty_till.runner.refused) as caught:
        empty_till.runner.run(refuse)
    assert [mine[0].code, caught.args[0].code] == ["no_shift", "no_shift"]


def test_a_bug_is_told_apart_from_a_refusal(qtbot, empty_till) -> None:
    failed: list[PosError] = []
    with qtbot.waitSignal(empty_till.runner.crashed) as caught:
        empty_till.runner.run(lambda _use: 1 // 0, failed=failed.append)
    assert isinstance(caught.args[0], ZeroDivisionError)
    assert failed == []


@pytest.mark.parametrize("gone", [True, False])
def test_nothing_is_delivered_to_an_owner_that_is_gone(qtbot, empty_till, gone: bool) -> None:
    owner, go, seen = QObject(), threading.Event(), []
    empty_till.runner.run(lambda _use: go.wait(5), seen.append, seen.append, owner)
    if gone:
        delete(owner)
    go.set()
    qtbot.waitUntil(lambda: empty_till.runner.idle)
    assert seen == ([] if gone else [True])


def test_what_changed_is_told(qtbot, empty_till) -> None:
    with qtbot.waitSignal(empty_till.runner.changed) as caught:
        empty_till.runner.run(lambda _use: Result(frozenset({"member"})))
    assert caught.args == [frozenset({"member"})]


def test_work_without_a_database(qtbot, empty_till, tmp_path) -> None:
    seen: list[str] = []
    empty_till.runner.aside(lambda: threading.current_thread().name, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].startswith("memberpos-aside")


def test_a_receipt_does_not_wait_behind_a_question(qtbot, empty_till) -> None:
    """A headquarters that does not answer, a device that is asked: neither holds back a file or a paper."""
    answered, seen = threading.Event(), []
    empty_till.runner.ask(lambda: answered.wait(10), lambda ok: seen.append(("answer", ok)))
    empty_till.runner.aside(lambda: "paper", lambda what: seen.append((what, answered.is_set())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("paper", False)]
    answered.set()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[1] == ("answer", True)


def test_what_was_booked_is_told_even_if_the_one_who_asked_is_gone(qtbot, empty_till) -> None:
    owner, go, told = QObject(), threading.Event(), []
    empty_till.runner.changed.connect(told.append)

    def book(_use: object) -> SimpleNamespace:
        go.wait(5)
        return SimpleNamespace(changed=frozenset({"member"}))

    empty_till.runner.run(book, told.append, None, owner)
    delete(owner)
    go.set()
    qtbot.waitUntil(lambda: empty_till.runner.idle)
    assert told == [frozenset({"member"})]


def test_a_long_look_up_does_not_stand_in_the_way_of_short_ones(qtbot, empty_till) -> None:
    begun, go_on, seen = threading.Event(), threading.Event(), []

    def long(db: Database) -> str:
        assert db.read_only
        begun.set()
        assert go_on.wait(30)
        return "long"

    empty_till.runner.scan(long, seen.append)
    assert begun.wait(30)
    empty_till.runner.read(lambda _db: "short", seen.append)
    qtbot.waitUntil(lambda: seen == ["short"])
    go_on.set()
    qtbot.waitUntil(lambda: seen == ["short", "long"])


def test_an_errand_tells_how_far_it_is_on_the_ui_thread(qtbot, empty_till) -> None:
    told: list[tuple[int, object]] = []

    def work(db: Database, tell) -> str:
        assert db.read_only
        for at in range(3):
            tell(at)
        raise PosError("cancelled")

    failed: list[PosError] = []
    empty_till.runner.errand(work, lambda at: told.append((at, QThread.currentThread())), failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert told == [(at, QApplication.instance().thread()) for at in range(3)]
    assert failed[0].code == "cancelled"


def test_an_errand_of_somebody_who_is_gone_tells_nobody(qtbot, empty_till) -> None:
    owner, go_on, told = QObject(), threading.Event(), []

    def work(_db: Database, tell) -> None:
        assert go_on.wait(30)
        tell(1)

    empty_till.runner.errand(work, told.append, told.append, None, owner)
    delete(owner)
    go_on.set()
    qtbot.waitUntil(lambda: empty_till.runner.idle)
    assert told == []
