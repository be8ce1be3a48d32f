"""A till that sells as fast as it can until somebody kills it: the real till, with a roll of paper that is a file.

It notes what it is about to do and what the customer was told (`acks`), and its papers leave in pieces (`paper`), each
with a line that names the job. Options: home, page, seed, sales (0 = until the shop is shut), calm (nothing is going on
between two customers), hq (push too), pause_s (between two customers of a till with a headquarters), plant.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.kill import plants
from tests.kill.marks import Marks
from tests.kill.page import Page, Slot, Stage
from tests.kill.shop import GOODS, PASS, open_shop, people
from tests.waiting import wait_until

from memberpos.devices.readings import JobState, PrinterState
from memberpos.domain.cart import CartLine
from memberpos.domain.catalog import Product
from memberpos.domain.errors import PosError
from memberpos.home import Home, home_layout, open_layout
from memberpos.printing.content import Content
from memberpos.security import keys
from memberpos.security.keys import Cost
from memberpos.services import checkout, pass_desk, pass_sales, receipts, recharges, refunds
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.use import Use
from memberpos.store import backup, products, writer
from memberpos.store.database import Database
from memberpos.sync.client import HqLink, system_link
from memberpos.till import Ports, Till, system_now_ms

PIECE_BYTES = 512
#: Stands in the notes where a receipt number would.
NO_NUMBER = "?"
ACKS, PAPER = "acks", "paper"
#: Sales between checkpoints; so few that kills meet them.
CHECKPOINT_EVERY = 12
#: Between two customers of a till with a headquarters, which needs the processor too.
PAUSE_S = 0.04
#: What a shop may answer when goods, value or points have run out.
REFUSALS = frozenset(
    {"insufficient_stored_value", "insufficient_points", "nothing_to_refund", "over_refund", "pass_used_up"}
)
#: What the disk may do to a till in these tests.
DISK = frozenset({"disk_full", "disk_error"})


@dataclass(frozen=True)
class Task:
    """One thing to book. Everything else about it follows from its `luck`, so that it can be asked for again."""

    id: str
    kind: str
    luck: str
    member: str = ""
    sale: str = ""

    def text(self) -> str:
        return f"{self.id} {self.kind} {self.luck} {self.member or '-'} {self.sale or '-'}"

    @classmethod
    def of(cls, text: str) -> Task:
        return cls(*("" if word == "-" else word for word in text.split()))


class Paper:
    """The printer: takes a job, lets its bytes leave the process piece by piece, answers."""

    def __init__(self, folder: Path, page: Page) -> None:
        self._file = os.open(folder / PAPER, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._page = page
        self._refused: set[str] = set()
        self._done: set[str] = set()
        self._changed = threading.Condition()
        self.heard: Callable[[Any], None] = lambda _: None

    def send(self, _printer: str, job_id: str, data: bytes) -> None:
        """`Ports.send`; on the printing thread."""
        luck = Random(job_id)
        if luck.random() < 0.05 and job_id not in self._refused:
            self._refused.add(job_id)
            self.heard(JobState(job_id, "failed", "paper_out"))
            self.heard(PrinterState(online=True, paper="ok"))
            return
        self.write(job_id, data)
        self.heard(JobState(job_id, "unknown" if luck.random() < 0.1 else "confirmed"))
        with self._changed:
            self._done.add(job_id)
            self._changed.notify_all()

    def write(self, job_id: str, data: bytes) -> None:
        """The bytes of a paper leave the process."""
        self._page[Slot.OWED] = 0
        for begin in range(0, len(data), PIECE_BYTES):
            piece = data[begin : begin + PIECE_BYTES]
            os.write(self._file, f"%%JOB {job_id} {begin} {len(piece)} {len(data)}\n".encode() + piece)
            self._page.reach(Stage.PAPER)

    def wait(self, job_id: str, remind: Callable[[], None]) -> None:
        """Until the job is out; a full disk may have kept it from being begun."""
        for _ in range(60):
            with self._changed:
                if self._changed.wait_for(lambda: job_id in self._done, 0.5):
                    return
            remind()
        raise AssertionError("the paper never came")


class MarkedLink:
    """The way to headquarters, telling when a push is out."""

    def __init__(self, link: HqLink, page: Page) -> None:
        self._link, self._page = link, page
        self.close, self.get, self.download, self.twin = link.close, link.get, link.download, link.twin

    def post(self, *arguments: Any) -> Any:
        self._page.reach(Stage.POSTING, Slot.SYNC)
        try:
            answer = self._link.post(*arguments)
            self._page.reach(Stage.ANSWERED, Slot.SYNC)
            return answer
        finally:
            self._page[Slot.SYNC] = Stage.IDLE


class Cashier:
    """Sells, tops up and refunds at random (`seed`), one customer after the other."""

    refusals = REFUSALS | DISK

    def __init__(self, till: Till, paper: Paper, marks: Marks, seed: str) -> None:
        self.till, self.paper, self._marks = till, paper, marks
        self.owner, self._members = people(till.home.folder)
        self._random = Random(seed)
        self._notes = os.open(till.home.folder / ACKS, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        self._sold: list[str] = []

    def note(self, text: str) -> None:
        """A line that stays, whatever happens to this process."""
        os.write(self._notes, f"{text}\n".encode())

    def again(self) -> None:
        """What the last life did not finish is asked for again, as a cashier would press the key again."""
        lines = (self.till.home.folder / ACKS).read_text("ascii").splitlines()
        if lines and lines[-1].startswith("try "):
            self.serve(Task.of(lines[-1][4:]))

    def next(self) -> Task:
        """The next customer's wish."""
        now_ms = self.till.now_ms()
        kind, luck = self._random.random(), str(self._random.randrange(1 << 30))
        member, task_id = self._random.choice(["", *self._members]), str(self.till.ids.new(now_ms))
        if kind < 0.1 and self._sold:
            return Task(task_id, "refund", luck, "", self._sold.pop())
        if kind < 0.2:
            return Task(task_id, "recharge", luck, member or self._members[0])
        if kind < 0.4:
            return Task(task_id, "pass_use" if kind < 0.35 else "pass_sale", luck, member or self._members[0])
        return Task(task_id, "sale", luck, member)

    def serve(self, task: Task) -> None:
        """Books it, tells the customer, prints. In this order."""
        self.note(f"try {task.text()}")
        try:
            number = self.booked(task)
            self.note(f"ack {task.id} {number}")
            self._print(task)
        except PosError as error:
            assert error.code in self.refusals, error
            self.note(f"no {task.id} {error.code}")
            return
        if task.kind == "sale":
            self._sold = [*self._sold[-5:], task.id]

    def booked(self, task: Task) -> str:
        """Its receipt number, once it is in the books."""
        return self.till.writer.call(lambda db: self._marks.selling(lambda: self.book(db, task)))

    def wake(self) -> None:
        """There is something to send."""
        self.till.sync.wake(now=True)

    def _print(self, task: Task) -> None:
        content = self.till.writer.call(lambda db: self._content(db, task.id))
        job_id = self.till.queue_paper(content, task.id)
        self.wake()
        self.paper.wait(job_id, self.till.printing.wake)

    def _content(self, db: Database, event_id: str) -> Content:
        return Content(receipts.paper(db, event_id), "zh_CN", drawer=True)

    def book(self, db: Database, task: Task) -> str:
        """One use case; its receipt number."""
        use, luck = self.till.use(db, self.owner), Random(task.luck)
        if task.kind == "refund":
            request = refunds.RefundRequest(task.sale, fen=luck.randrange(1, 2800), event_id=task.id)
            return refunds.refund(use, request).receipt_no
        if task.kind == "recharge":
            top_up = recharges.RechargeRequest(task.member, luck.randrange(100, 50000), 100, event_id=task.id)
            return recharges.recharge(use, top_up).receipt_no
        if task.kind.startswith("pass_"):
            return self._pass(use, task, luck)
        return checkout.finish(use, self.request(db, task, luck)).receipt_no

    def _pass(self, use: Use, task: Task, luck: Random) -> str:
        """A pass sold or used; a use has no number."""
        if task.kind == "pass_sale":
            sold = pass_sales.SellPass(task.member, PASS.code, pass_sales.CASH_REST, task.id)
            return pass_sales.sell(use, sold).receipt_no
        pass_desk.use(use, pass_desk.UsePass(task.member, PASS.code, luck.randrange(1, 4), event_id=task.id))
        return NO_NUMBER

    def request(self, db: Database, task: Task, luck: Random) -> FinishSale:
        """The cart of a sale."""
        cart = checkout.Cart(task.id).set_member(task.member or None)
        for product in luck.sample(GOODS, luck.randrange(1, 4)):
            cart = cart.add(_known(db, product.sku), luck.choice([1000, 2000, 500]))
        tenders = [TenderRequest("cash", None)]
        if task.member and luck.random() < 0.3:
            tenders.insert(0, TenderRequest("pass", 2000, pass_id=PASS.code))
            cart = cart.add_line(CartLine(_known(db, "LATTE"), 1000))
        if task.member and luck.random() < 0.5:
            tenders.insert(0, TenderRequest("stored_value", luck.randrange(1, 500)))
        if task.member and luck.random() < 0.1:
            cart = cart.set_points(luck.randrange(1, 20))
        return FinishSale(cart, tuple(tenders))


def _known(db: Database, sku: str) -> Product:
    product = products.by_sku(db, sku)
    assert product is not None
    return product


def main(options: dict[str, Any], make: type[Cashier] = Cashier) -> None:
    """One life."""
    folder, page = Path(options["home"]), Page(Path(options["page"]))
    writer.JOBS_BETWEEN_CHECKPOINTS = CHECKPOINT_EVERY
    marks = Marks(page)
    marks.watch_database()
    with open_shop(folder) as home:
        paper = Paper(folder, page)
        link: Any = MarkedLink(system_link("0.1.0"), page)
        till = Till(home, Ports(paper.send, link, lambda _: None, lambda _: None))
        paper.heard = till.printing.heard
        cashier = make(till, paper, marks, options["seed"])
        plants.plant(options.get("plant", ""), cashier)
        till.printing.start()
        if options.get("hq"):
            till.sync.start()
        pause_s = options.get("pause_s", PAUSE_S) if options.get("hq") else 0
        _sell(cashier, page, options.get("sales", 0), pause_s, calm=options.get("calm", False))
        till.close()


def _sell(cashier: Cashier, page: Page, sales: int, pause_s: float, *, calm: bool) -> None:
    cashier.again()
    page[Slot.READY] = 1
    done = 0
    while not (done >= sales if sales else page[Slot.SHUT]):
        cashier.serve(cashier.next())
        threading.Event().wait(pause_s)
        if calm:
            wait_until(lambda: _all_noted(cashier.till))
        done += 1
    wait_until(lambda: _all_noted(cashier.till))
    if not sales:
        page[Slot.SHUT] = 2
        threading.Event().wait()  # no customer any more; the till stays


def _all_noted(till: Till) -> bool:
    """What the printer said last stands in the database."""
    till.printing.wake()
    return not till.spool.tally().sent


def first_start(options: dict[str, Any]) -> None:
    """Makes a home where there is none, or goes on where a killed one left off."""
    page = Page(Path(options["page"]))
    marks = Marks(page, migrating=True)
    marks.watch_database()
    page[Slot.READY] = 1
    layout = home_layout(Path(options["home"]), None)
    with open_layout(layout, create=True, exclusive=True, cost=Cost(1, 8, 1)) as home:
        home.open_database().close()


def back_up(options: dict[str, Any]) -> None:
    """Backs up the home again and again, telling each step."""
    page, folder = Page(Path(options["page"])), Path(options["home"])
    for name in ("_copy", "_prove", "_pack", "_read_back"):
        setattr(backup, name, _told(page, getattr(backup, name)))
    page[Slot.READY] = 1
    with open_shop(folder, exclusive=False) as home:
        while True:
            _back_up_once(home, folder)


def _back_up_once(home: Home, folder: Path) -> None:
    db = home.open_database(read_only=True)
    keyfile = keys.load(home.layout.keys.keys)
    backup.write_backup(db, home.key, keyfile, folder / "backup", now_ms=system_now_ms(), app="0.1.0")
    db.close()


def _told(page: Page, work: Callable[..., Any]) -> Callable[..., Any]:
    def told(*arguments: Any) -> Any:
        page.reach(Stage.BACKUP, Slot.DATABASE)
        return work(*arguments)

    return told


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
