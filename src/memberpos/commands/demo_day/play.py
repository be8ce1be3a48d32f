"""Plays the day step by step and writes what it left: pictures, papers, reports, figures."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from memberpos.commands.demo_day import results
from memberpos.commands.demo_day.bench import make_bench, ports_of
from memberpos.commands.demo_day.headquarters import Headquarters
from memberpos.commands.demo_day.script import STEPS
from memberpos.commands.demo_day.stage import Record, Stage
from memberpos.demo_shop.seeding import day_start_ms
from memberpos.demo_shop.till import DemoClock, DemoTill, copy_database, make_home
from memberpos.ui.hand import LostError

DAY = "2026-11-21"
FOLDERS = ("screens", "receipts", "reports", "shop")
#: Steps of the day follow each other by at least this much of the shop's time.
BETWEEN_S = 40


class DayFailedError(Exception):
    """A step did not come out as it must; the text names it and where its picture is."""


def play(out: Path, seed: int, steps_a_second: float = 0.0, steps: Sequence[Callable[[Stage], None]] = STEPS) -> bool:
    """Plays day `seed` into the folder `out`; True when the books, headquarters and the papers agree."""
    for name in FOLDERS:
        shutil.rmtree(out / name, ignore_errors=True)
        (out / name).mkdir(parents=True)
    for left in (*out.glob("crash-*.json"), *out.glob("failed.png")):
        left.unlink()
    with _stage(out, seed) as stage:
        for step in steps:
            _play_one(stage, step.__name__, partial(step, stage))
            stage.hand.pause(round(1000 / steps_a_second) if steps_a_second > 0 else 0)
        stage.hand.settle()
        return results.write(stage, seed)


def _play_one(stage: Stage, name: str, work: Callable[[], None]) -> None:
    stage.clock.forward(BETWEEN_S)
    try:
        work()
        if stage.till.crashes():
            raise LostError("the program reported a bug")
    except (LostError, TimeoutError) as error:
        picture = stage.record.folder / "failed.png"
        stage.hand.shoot(picture)
        reports = [str(shutil.copy(report, stage.record.folder)) for report in stage.till.crashes()]
        raise DayFailedError(f"step {name}: {error} (see {picture} {' '.join(reports)})") from error


@contextmanager
def _stage(out: Path, seed: int) -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="memberpos-demo-") as name, make_bench(Path(name) / "devices") as bench:
        folder = Path(name)
        folder.chmod(0o711)  # an embedded PostgreSQL may run as another user
        clock = DemoClock(day_start_ms(DAY, 8))
        home, shop = make_home(folder / "till", ports_of(bench), clock(), seed, "zh_CN")
        copy_database(home, out / "shop" / "morning.db")
        till = DemoTill(home, bench.ports, seed, clock)
        hand = till.start()
        hq = Headquarters(folder / "hq", hand.wait)
        try:
            yield Stage(till, hand, bench, clock, shop, hq, Record(out))
        finally:
            hq.stop()
            till.close()
