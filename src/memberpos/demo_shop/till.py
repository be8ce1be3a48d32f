"""The till on the demo shop: a data folder of its own, simulated devices, a clock that a player moves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from memberpos.app import TillApp
from memberpos.demo_shop.seeding import DemoShop, seed
from memberpos.devices.port_finder import Enumerator, PortFinder
from memberpos.domain.ids import seeded_random
from memberpos.home import Home, open_home
from memberpos.settings import Device, Devices, Printer, Settings, Window, save
from memberpos.store import outbox, print_jobs
from memberpos.store.database import Database
from memberpos.store.print_jobs import PrintJobRow
from memberpos.ui.hand import Hand
from memberpos.ui.measure import application
from memberpos.ui.simulators import Simulators

T = TypeVar("T")
#: Kind of device → the port and the identity it is found by.
PortNames = Callable[[str], tuple[str, str]]


class DemoClock:
    """The time of the demo day, moved by hand."""

    def __init__(self, now_ms: int) -> None:
        self._now_ms = now_ms

    def __call__(self) -> int:
        """UTC milliseconds."""
        return self._now_ms

    def forward(self, seconds: float) -> None:
        """Some time passes."""
        self._now_ms += round(seconds * 1000)

    def set(self, now_ms: int) -> None:
        """It is another time; never earlier."""
        self._now_ms = max(now_ms, self._now_ms)


@dataclass(frozen=True)
class Paper:
    """One printed paper: its kind, as text and as PNG."""

    kind: str
    text: str
    png: bytes


def make_home(folder: Path, ports: PortNames, today_ms: int, number: int, language: str) -> tuple[Home, DemoShop]:
    """An opened data folder with the demo shop `number`, its devices set up."""
    home = open_home(folder, create=True, environ={"MEMBERPOS_KEYSTORE": "file"})
    shop = seed(home, today_ms, number)
    devices = Devices(
        card=_device("msr605", ports), scanner=_device("scanner", ports), caller=_device("caller", ports),
        printer=Printer("printer", *ports("printer")), display=_device("cd5220", ports),
    )  # fmt: skip
    save(home.layout.settings, Settings(Window(language=language), devices))
    return home, shop


def _device(kind: str, ports: PortNames) -> Device:
    return Device(kind, *ports(kind))


class DemoTill:
    """A running till and the facts a player may ask for; enter only through `hand` and the devices."""

    def __init__(
        self,
        home: Home,
        plugged: Enumerator,
        number: int,
        now_ms: Callable[[], int] | None = None,
        simulators: Simulators | None = None,
    ) -> None:
        self.home, self._plugged, self._number, self._now_ms = home, plugged, number, now_ms
        self._simulators = simulators
        self._starts = 0
        self.app = self._made()

    def _made(self) -> TillApp:
        self._starts += 1
        finder = PortFinder(self._plugged)
        if self._now_ms is None:
            return TillApp(application(), self.home, finder=finder, simulators=self._simulators)
        random = seeded_random(f"day/{self._number}/{self._starts}")
        return TillApp(application(), self.home, self._now_ms, random, finder=finder)

    def start(self) -> Hand:
        """Shows the window; the hand that plays on it."""
        self.app.start()
        self.app.window.activateWindow()
        self.hand = Hand(self.app.window, self.quiet)
        return self.hand

    def restart(self) -> Hand:
        """Switched off and on again, on the same data; the hand on the new window."""
        self.app.close()
        self.app.deleteLater()
        self.app = self._made()
        return self.start()

    def quiet(self) -> bool:
        """Nothing is under way between keys, window and database."""
        return self.app.background.idle and not self.app.keys.waiting

    def close(self) -> None:
        """Ends the till and closes its folder."""
        self.app.close()
        self.home.close()

    @property
    def place(self) -> str:
        """Name of the screen in front."""
        return self.app.window.place

    def crashes(self) -> list[Path]:
        """Reports of bugs; there must be none."""
        return sorted((self.home.layout.logs / "crashes").glob("*.json"))

    # --- facts --------------------------------------------------------------------------------------------------------

    def papers(self) -> list[Paper]:
        """All papers printed so far, oldest first."""
        press = self.app.till.press()

        def of(job: PrintJobRow) -> Paper:
            out = BytesIO()
            press.picture(job).save(out, "PNG")
            return Paper(job.kind, press.text(job), out.getvalue())

        return [of(job) for job in self._ask(print_jobs.everything) if job.state == "confirmed"]

    def journal(self) -> list[dict[str, object]]:
        """The till's own events in the form of `memberpos hq events`."""
        rows = self._ask(lambda db: outbox.after(db, 0, 1 << 30))
        return [{"seq": row.seq, "event": str(row.event_id), "kind": row.kind, "hash": row.hash.hex()} for row in rows]

    def copy_books(self, target: Path) -> None:
        """A copy of the database with its key files beside it, for `--db TARGET`."""
        busy = self._ask(lambda db: db.value("PRAGMA wal_checkpoint(TRUNCATE)"))
        if busy:
            raise RuntimeError("somebody reads the books: the copy would not be whole")
        copy_database(self.home, target)

    def fill_disk(self, *, full: bool) -> None:
        """Lets the database find no room for another page, or all the room there is."""
        pages = int(self._ask(lambda db: db.value("PRAGMA page_count")))
        self._ask(lambda db: db.value(f"PRAGMA max_page_count={pages if full else 1 << 30}"))

    def _ask(self, question: Callable[[Database], T]) -> T:
        return self.app.till.writer.call(question)


def copy_database(home: Home, target: Path) -> None:
    """Copies a database at rest and its keys to `target`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    layout = home.layout
    for source, ending in ((layout.database, ""), (layout.keys.keys, ".keys.json"), (layout.keys.file, ".key")):
        shutil.copyfile(source, target.with_name(target.name + ending))
