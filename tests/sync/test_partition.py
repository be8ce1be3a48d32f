"""Two whole tills cut off from headquarters and from each other spend the same ¥500: threads, sockets, real files."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from tests.hq.world import Clock, World, served
from tests.kill import books
from tests.kill.shop import GOODS, Stock, fresh_shop, open_shop, people
from tests.kill.weather import Line, Weather
from tests.sync.shop import rights_left
from tests.ui.stage import speaking
from tests.waiting import wait_until

from memberpos.domain.cart import Cart
from memberpos.domain.errors import PosError
from memberpos.home import Home
from memberpos.hq.worker import Worker
from memberpos.services import cards, checkout, members
from memberpos.services.allowances import with_authority
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.use import Use
from memberpos.store import cards as rows
from memberpos.store import tasks
from memberpos.store.database import Database
from memberpos.store.verify import verify
from memberpos.sync.client import system_link
from memberpos.sync.enrol import enrol
from memberpos.till import Ports, Till, system_now_ms
from memberpos.ui.i18n import LANGUAGES
from memberpos.ui.messages import message

CARD, PIECE_FEN, ALL_FEN = "600123", 1_000, 50_000
#: What the default shares leave to the home store's till and to the other's.
SHARES_FEN = (35_000, 10_000)
WAIT_S = 60


class RealClock(Clock):
    def __call__(self) -> int:
        return system_now_ms()


@dataclass
class Counter:
    """A till with its threads, and who works and buys there."""

    till: Till
    owner: str
    refusals: list[PosError] = field(default_factory=list)

    @property
    def member(self) -> str:
        """The holder of the card; "" while the till does not know it."""
        card = self.till.writer.call(lambda db: rows.by_number(db, CARD))
        return "" if card is None else card.member_id or ""

    @property
    def principal_fen(self) -> int:
        member = self.member
        return self.till.writer.call(lambda db: members.profile(db, member, system_now_ms()).principal_fen)

    @property
    def right_fen(self) -> int:
        """What may be spent here without asking."""
        member = self.member

        def work(db: Database) -> int:
            account = members.profile(db, member, system_now_ms()).account_id
            return rights_left(db, account).get("PRINCIPAL", 0)

        return self.till.writer.call(work) if member else 0

    def spend(self, fen: int = PIECE_FEN) -> int:
        """A sale that takes `fen` of the member's value; what it took."""
        event, member = str(self.till.ids.new(system_now_ms())), self.member
        cart = Cart(event, member_id=member).add(GOODS[1])
        request = FinishSale(cart, (TenderRequest("stored_value", fen), TenderRequest("cash", None)))

        def work(db: Database) -> int:
            return checkout.finish(self.till.use(db, self.owner), request).stored_principal_fen

        done = with_authority(lambda: self.till.writer.call(work), self.till.authorise)
        self.till.sync.wake()
        return done

    def spend_until_refused(self) -> int:
        """In pieces; what all of them took."""
        spent = 0
        while True:
            try:
                spent += self.spend()
            except PosError as error:
                self.refusals.append(error)
                return spent


@pytest.fixture
def world(database: str) -> Iterator[World]:
    made = World(database, clock=RealClock())
    yield made
    made.pool.close()


def open_counter(stack: ExitStack, folder: Path, world: World, url: str, store: str, stock: Stock) -> Counter:
    """A till of its own that joined `store` through `url`; with its sync threads."""
    fresh_shop(folder, stock)
    owner, ours = people(folder)
    home: Home = stack.enter_context(open_shop(folder))
    till = Till(home, Ports(lambda *_: None, system_link("0.1.0"), lambda _: None, lambda _: None))
    stack.callback(till.close)
    for member in ours:
        now_ms = system_now_ms()
        till.writer.call(
            lambda db, m=member, t=now_ms: cards.issue(Use(db, t, lambda: till.ids.new(t), owner), m, CARD)
        )  # type: ignore[misc]
    link = system_link("0.1.0")
    enrol(till.writer, link.post, url, world.code(store), "0.1.0", os.urandom)
    link.close()
    till.sync.start()
    return Counter(till, owner)


def test_together_they_spend_no_more_than_their_allowances(world: World, tmp_path: Path, qapp: QApplication) -> None:
    with ExitStack() as stack:
        worker = Worker(world.hq, os.urandom, every_s=0.05)
        url = stack.enter_context(served(world.hq))
        weather = stack.enter_context(Weather(int(url.rpartition(":")[2]), 2, "partition"))
        worker.start()
        stack.callback(worker.stop)
        lines = [f"http://127.0.0.1:{port}" for port in weather.ports]
        home = open_counter(stack, tmp_path / "home", world, lines[0], "S1", Stock(("王小明",), (ALL_FEN, 0)))
        other = open_counter(stack, tmp_path / "other", world, lines[1], "S2", Stock(()))
        both = (home, other)
        wait_until(lambda: other.till.look_up(CARD), WAIT_S)
        wait_until(lambda: tuple(one.right_fen for one in both) == SHARES_FEN, WAIT_S)

        for line in (0, 1):
            weather.put(line, Line.REFUSED)
        spent_fen = at_once(both)
        assert spent_fen == list(SHARES_FEN)
        assert [one.refusals[-1].code for one in both] == ["hq_needed", "hq_needed"]
        for language in LANGUAGES:
            with speaking(language):
                said = {message(one.refusals[-1]) for one in both}
            assert len(said) == 1
            assert all(said.pop().__dict__.values()), language

        for line, one in enumerate(both):
            weather.put(line, Line.UP)
            one.till.sync.wake(now=True)
        left_fen = ALL_FEN - sum(SHARES_FEN)
        wait_until(lambda: [one.principal_fen for one in both] == [left_fen, left_fen], WAIT_S)
        hq = "SELECT balance FROM account WHERE kind = 'PRINCIPAL' AND name = ''"
        assert world.rows(hq) == [(left_fen,)]
        assert [one.till.writer.call(tasks.count_open) for one in both] == [0, 0]

        # On its way to a till, the rest is nobody's for a moment.
        wait_until(lambda: any(one.right_fen >= PIECE_FEN for one in both), WAIT_S)
        more_fen = sum(at_once(both))
        assert 0 < more_fen <= left_fen, "online the rest is there for whoever asks, once"
        rest_fen = left_fen - more_fen  # what one of them holds the other cannot have before it is given back
        wait_until(
            lambda: [one.principal_fen for one in both] == [rest_fen] * 2 and world.rows(hq) == [(rest_fen,)], WAIT_S
        )
        assert [one.till.writer.call(verify).differences for one in both] == [(), ()]
        assert world.pool.snapshot(books.hq_breaches) == []


def at_once(counters: tuple[Counter, ...]) -> list[int]:
    """All spend until they are refused, on threads of their own; what each took."""
    spent = [0] * len(counters)

    def work(number: int) -> None:
        spent[number] = counters[number].spend_until_refused()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(counters))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return spent
