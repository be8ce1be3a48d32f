"""What every step of the day works with: the window's hand, the devices, the clock, and what is written down."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NoReturn

from memberpos.commands.demo_day.headquarters import Headquarters
from memberpos.demo_shop.seeding import DemoShop
from memberpos.demo_shop.stock import GOODS
from memberpos.demo_shop.till import DemoClock, DemoTill
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.ui.hand import Hand, LostError

DESK, WIDE = (1366, 768), (1920, 1080)
SHOP_TIME = timezone(timedelta(hours=8))
DEVICE_S = 15.0


@dataclass
class Record:
    """What becomes `summary.json` and `day.jsonl`."""

    folder: Path
    screens: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)


@dataclass
class Stage:
    """The demo day as it stands; each step is a function of it."""

    till: DemoTill
    hand: Hand
    bench: SimulatorBench
    clock: DemoClock
    shop: DemoShop
    hq: Headquarters
    record: Record
    language: str = "zh_CN"
    theme: str = "light"
    drawer_fen: int = 0
    notes: dict[str, str] = field(default_factory=dict)

    # --- time and writing down ----------------------------------------------------------------------------------------

    def at(self, clock: str) -> None:
        """It is this time of the shop's day ("10:42") or later."""
        now = datetime.fromtimestamp(self.clock() / 1000, SHOP_TIME)
        hour, minute = clock.split(":")
        then = now.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
        self.clock.set(int(then.astimezone(UTC).timestamp() * 1000))

    def line(self, **action: Any) -> None:
        """The action just done, as `rehearse` knows it."""
        at = datetime.fromtimestamp(self.clock() / 1000, SHOP_TIME).isoformat(timespec="milliseconds")
        self.record.lines.append({**action, "at": at})

    def shot(self, screen: str, state: str, size: tuple[int, int] = DESK) -> None:
        """A picture of the window as it is."""
        number = len(self.record.screens) + 1
        tail = "" if (self.language, self.theme) == ("zh_CN", "light") else f"-{self.language}-{self.theme}"
        name = f"{number:02d}-{screen}-{state}-{size[0]}{tail}.png".replace(" ", "-")
        width, height = self.hand.shoot(self.record.folder / "screens" / name, size)
        shown = {"screen": screen, "state": state, "lang": self.language, "theme": self.theme}
        self.record.screens.append({"file": f"screens/{name}", **shown, "width": width, "height": height})

    def tidy(self) -> None:
        """Messages have been read: the next key puts them away."""
        self.hand.key("F2")

    # --- devices ------------------------------------------------------------------------------------------------------

    def ready(self, name: str, condition: Callable[[dict[str, Any]], object]) -> None:
        """Waits for a device to be in a state; the window goes on meanwhile."""
        self.hand.wait(lambda: condition(self.bench.facts(name)), f"the {name} to be ready", DEVICE_S)

    def swipe(self, track2: str) -> None:
        """A card goes through the reader."""
        self.ready("msr605", lambda facts: facts["armed"])
        self.bench.swipe("msr605", ["", track2, ""])
        self.hand.settle()

    def scan(self, *codes: str) -> None:
        """Barcodes, one after the other; each is taken before the next."""
        for code in codes:
            self.bench.scan("scanner", code)
            self.hand.pause(30)
            self.hand.settle()

    def ring(self, number: str) -> None:
        """The telephone rings and the exchange tells the number."""
        self.bench.ring("caller", number, rings=2, cadence_s=0.2)

    def silence(self) -> None:
        """The telephone does not ring any more."""
        self.bench.hangup("caller")
        self.hand.settle()

    def fail(self, why: str) -> NoReturn:
        """The step did not come out as it must."""
        raise LostError(why)

    @contextmanager
    def printing(self, papers: int = 1) -> Iterator[None]:
        """What is done inside prints so many papers; waits until they are cut off."""
        before = len(self.bench.receipts())
        yield
        self.hand.wait(lambda: len(self.bench.receipts()) >= before + papers, f"{papers} papers", DEVICE_S)
        self.hand.settle()

    def took_cash(self) -> None:
        """The sale just shown put what was handed over less the change into the drawer."""
        self.drawer_fen += fen_of(self.hand.fact("现金")) - fen_of(self.hand.fact("找零"))

    def barcode(self, sku: str) -> str:
        """The barcode on a product."""
        return next(good.barcode for good in GOODS if good.sku == sku)


def fen_of(text: str) -> int:
    """Fen of an amount as the window shows it ("¥ 1,046.10")."""
    whole, _, part = text.strip("¥ −-").replace(",", "").partition(".")
    return int(whole) * 100 + int(part or "0")


def json_lines(values: list[dict[str, Any]]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)
