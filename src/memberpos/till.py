"""The till without its window: database, printing and sync of one home, started and stopped together."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from memberpos.domain.errors import PosError
from memberpos.domain.ids import IdSource
from memberpos.home import Home
from memberpos.printing.content import Content
from memberpos.printing.escpos import Profile
from memberpos.printing.lines import COLUMNS
from memberpos.printing.press import Press
from memberpos.printing.spool import Spool
from memberpos.printing.worker import PrintWorker, SpoolState
from memberpos.services.allowances import Wanted, use_floor
from memberpos.services.use import Use
from memberpos.settings import Printer, Settings, load, save
from memberpos.store.checkpointing import Checkpointer
from memberpos.store.database import Database, Guard
from memberpos.store.print_jobs import PrintJobRow
from memberpos.store.writer import Writer
from memberpos.sync import ask
from memberpos.sync.client import AT_THE_COUNTER_S, HqLink
from memberpos.sync.loop import Status, SyncLoop
from memberpos.sync.pace import Pacer
from memberpos.sync.pull import House
from memberpos.sync.seed import Seeder


def system_now_ms() -> int:
    """UTC milliseconds of this machine's clock."""
    return time.time_ns() // 1_000_000


def system_running_ms() -> int:
    """Milliseconds this machine has been running: goes on evenly whatever is done to the clock."""
    return time.monotonic_ns() // 1_000_000


@dataclass(frozen=True)
class Ports:
    """How the till reaches outside: bytes to a printer (its slot, the job, the bytes), requests to headquarters, and
    who hears of changes.
    """

    send: Callable[[str, str, bytes], None]
    link: HqLink
    printing: Callable[[SpoolState], None]
    syncing: Callable[[Status], None]


class Till:
    """`now_ms` and `random` are given, so that a demo day has its own clock and ids."""

    def __init__(
        self,
        home: Home,
        ports: Ports,
        now_ms: Callable[[], int] = system_now_ms,
        random: Callable[[int], bytes] = secrets.token_bytes,
        guard: Guard | None = None,
    ) -> None:
        self.home, self.now_ms, self._random, self._ports, self._guard = home, now_ms, random, ports, guard
        self.settings: Settings = load(home.layout.settings).settings
        self.ids = IdSource(random)
        self.writer: Writer = home.open_writer(guard)
        self.spool, self.labels = self._spool(""), self._spool("label")
        self.printing = self._worker("printer", self.spool)
        self.presses = {"printer": self.printing, "label": self._worker("label", self.labels)}
        new_id = lambda: self.ids.new(now_ms())  # noqa: E731
        checkpoints = Checkpointer(self.writer, lambda: home.open_database(guard=guard))
        self._seeder = Seeder(self.writer, ports.link, home.folder / "snapshots", now_ms, new_id, checkpoints)
        self.house = House(now_ms, new_id, self._seeder.step)
        self._ear, self._desk = ports.link.twin(), ports.link.twin(AT_THE_COUNTER_S)
        pacer = Pacer(lambda: secrets.randbelow(1000) / 1000)
        self.sync = SyncLoop(self.writer, ports.link, ports.syncing, pacer, self.house, self._ear)

    def start(self) -> None:
        """Printing and sync begin."""
        for press in self.presses.values():
            press.start()
        self.sync.start()

    def close(self) -> None:
        """Everything ends in order; papers and events that wait stay in the database."""
        self.sync.stop()
        self._seeder.close()
        for press in self.presses.values():
            press.close()
        self.writer.close()
        self._ports.link.close()
        self._ear.close()
        self._desk.close()

    def use(self, db: Database, staff_id: str, approver_id: str = "") -> Use:
        """A use case's context for who works now."""
        now_ms = self.now_ms()
        return Use(db, now_ms, lambda: self.ids.new(now_ms), staff_id, approver_id, self._random)

    def open_reader(self) -> Database:
        """A read-only connection for look-ups."""
        return self.home.open_database(read_only=True, guard=self._guard)

    def authorise(self, wanted: Wanted) -> bool:
        """Asks headquarters for rights that are missing; offline, within the owner's floor. On no thread of Qt's."""
        try:
            return ask.authorise(
                self.writer, self._desk, self.house, wanted.account, wanted.kinds, wanted.instance, wanted.missing
            )
        except PosError as error:
            if error.code not in ("hq_unreachable", "hq_refused"):
                raise
            return self.writer.call(lambda db: use_floor(db, wanted, self.now_ms()))

    def look_up(self, text: str) -> bool:
        """Asks headquarters whose card or phone this is; True when it is known here now. On no thread of Qt's."""
        from memberpos.services import cards

        number = self.writer.call(lambda db: cards.number_of(db, text))
        if ask.look_up_card(self.writer, self._desk, self.house, number):
            return True
        try:
            return ask.look_up_phone(self.writer, self._desk, self.house, text)
        except PosError as error:
            if error.code == "bad_amount":  # no phone either
                return False
            raise

    def queue_paper(self, content: Content, event_id: str, printer: str = "printer") -> str:
        """Queues a paper after its event's COMMIT and wakes its printer; waits for the writer, never for paper."""
        spool = self.labels if printer == "label" else self.spool
        job_id = spool.queue(content, event_id)
        self.presses[printer].wake()
        return job_id

    def press(self, name: str = "printer") -> Press:
        """How papers are laid out for the printer of this slot."""
        printer = self._printer(name)
        profile = Profile(
            columns=COLUMNS[printer.width_mm], cut="partial" if printer.cut else "none", auto_status=True
        )  # fmt: skip
        return Press(profile, self._own_templates(), printer.merchant_copy)

    def change_settings(self, settings: Settings) -> None:
        """Keeps new device and window settings; writes a file, so not on the UI thread."""
        save(self.home.layout.settings, settings)
        self.settings = settings

    def _printer(self, name: str) -> Printer:
        return self.settings.devices.label if name == "label" else self.settings.devices.printer

    def _spool(self, printer: str) -> Spool:
        return Spool(self.writer.call, self.now_ms, lambda: str(self.ids.new(self.now_ms())), printer)

    def _worker(self, name: str, spool: Spool) -> PrintWorker:
        """One thread a printer: labels never wait behind receipts."""

        def render(job: PrintJobRow, drawer: bool) -> bytes:
            return self.press(name)(job, drawer and self._printer(name).drawer)

        def send(job_id: str, data: bytes) -> None:
            self._ports.send(name, job_id, data)

        return PrintWorker(spool, render, send, self._ports.printing, self.now_ms)

    def _own_templates(self) -> Path | None:
        folder = self.home.folder / "receipts"
        return folder if folder.is_dir() else None
