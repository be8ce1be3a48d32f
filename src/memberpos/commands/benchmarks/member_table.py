"""The members' table of the running till: how soon a jump anywhere is painted, at any order, and what it keeps."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from memberpos.commands.benchmarks.figures import Figure, Goal, Samples, rounded, timed
from memberpos.commands.benchmarks.subject import Dice, Subject
from memberpos.commands.benchmarks.window import LIMIT_S, signed_in
from memberpos.devices.port_finder import PortFinder
from memberpos.services import member_list
from memberpos.settings import Devices
from memberpos.store.database import Database
from memberpos.ui.hand import Hand
from memberpos.ui.measure import BareLabel, seconds_to_paint
from memberpos.ui.screens.members import Members

GOALS = (Goal("p99_ms", 60), Goal("extra_mb", 60))
ORDER_LIMIT_S = 120.0
_STATM = Path("/proc/self/statm")


def table_jump(shop: Subject, rounds: int) -> Figure:
    """Jumps to random rows, the orders in turn; the floor reads the same rows by number with prepared statements and
    sets one label. `order_s` is the longest that an order took to come (aside: the window goes on), `extra_mb` by how
    much the process grew at most over what it was before the table was opened (0 where the system does not tell),
    over as many jumps before the floor has its connection.
    """
    samples, each = Samples(), max(1, rounds // len(member_list.SORTS))
    orders_s: list[float] = []
    with signed_in(shop, PortFinder(list), Devices()) as (till, hand):
        memory = Memory()
        screen = Seen(till.window.screen("members"), hand, memory)
        screen.change(lambda: till.window.go("members"))
        for jump in screen.jumps(each, orders_s):
            seconds_to_paint(till.window, jump, screen.all_there, LIMIT_S)
        extra_mb = memory.extra_mb
        label, db = BareLabel(), shop.home.open_database(read_only=True)
        for jump in screen.jumps(each, orders_s):
            samples.own_s.append(seconds_to_paint(till.window, jump, screen.all_there, LIMIT_S))
            hand.settle()
            samples.floor_s.append(_bare(label, db, screen.numbers()))
        label.close()
        db.close()
    return samples.figure("table_jump", *GOALS, extra_mb=extra_mb, members=shop.count, order_s=rounded(max(orders_s)))


class Seen:
    """The screen as somebody sees it: the rows in sight, and whether they have come."""

    def __init__(self, screen: object, hand: Hand, memory: Memory) -> None:
        assert isinstance(screen, Members)
        self.members, self._hand, self._memory = screen, hand, memory
        self._dice = Dice("jumps")

    def jumps(self, each: int, orders_s: list[float]) -> Iterator[Callable[[], None]]:
        """So many jumps at each order, the window at rest before each; the seconds of the orders are added."""
        for sort in member_list.SORTS:
            orders_s.append(timed(partial(self.change, partial(self.members.sort_by, sort)))[0])
            for _ in range(each):
                yield self._jump()
                self._hand.settle()
                self._memory.look()

    def change(self, act: Callable[[], object]) -> None:
        """Does what brings another order, and waits for it."""
        before = self.members.rows.numbers
        act()
        self._hand.wait(lambda: self._memory.look() and self._came(before), "the order", ORDER_LIMIT_S)
        self._hand.settle()

    def _came(self, before: object) -> bool:
        now = self.members.rows.numbers
        return now is not before and bool(now)

    def _jump(self) -> Callable[[], None]:
        """A drag of the bar to another place."""
        bar = self.members.table.verticalScrollBar()
        to = self._dice.below(bar.maximum() + 1)
        return partial(bar.setValue, to if to != bar.value() else (to + 1) % (bar.maximum() + 1))

    def all_there(self) -> bool:
        """No row in sight is still on its way."""
        return all(self.members.rows.member(row) is not None for row in self._in_sight())

    def numbers(self) -> list[int]:
        """The numbers of the rows in sight."""
        return [self.members.rows.numbers[row] for row in self._in_sight()]

    def _in_sight(self) -> range:
        table, rows = self.members.table, self.members.rows.rowCount()
        last = table.rowAt(table.viewport().height() - 1)
        return range(max(table.rowAt(0), 0), (rows - 1 if last < 0 else last) + 1)


class Memory:
    """By how much this process grew at most since this was made, in MB."""

    def __init__(self) -> None:
        self._before_mb = self._peak_mb = resident_mb()

    def look(self) -> bool:
        """Looks once more."""
        self._peak_mb = max(self._peak_mb, resident_mb())
        return True

    @property
    def extra_mb(self) -> float:
        """The most that was seen over what there was."""
        return rounded(self._peak_mb - self._before_mb)


def resident_mb() -> float:
    """What this process holds in memory; 0 where the system does not tell."""
    if not _STATM.exists():
        return 0.0
    return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _bare(label: BareLabel, db: Database, numbers: list[int]) -> float:
    sql = (
        "SELECT m.*, (SELECT number FROM card c WHERE c.member_id = m.id LIMIT 1),"
        " (SELECT sum(b.amount) FROM account a JOIN balance b ON b.account = a.id WHERE a.owner_id = m.id)"
        " FROM member m WHERE m.n = ?"
    )

    def show() -> None:
        rows = [db.connection.execute(sql, (number,)).fetchone() for number in numbers]
        label.setText(f"{rows[0]['name']} {len(rows)} {numbers[0]}")

    before = label.text()
    return seconds_to_paint(label, show, lambda: label.text() != before, LIMIT_S)
