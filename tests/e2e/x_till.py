"""The demo till on a real X display, telling what it shows: `python -m tests.e2e.x_till FOLDER`.

One JSON object a line whenever something changes: the screen in front, who has the keys, every text in sight. Runs
until its standard input ends.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from memberpos.commands.demo_day.bench import make_bench, ports_of
from memberpos.demo_shop.seeding import day_start_ms
from memberpos.demo_shop.till import DemoClock, DemoTill, make_home
from memberpos.ui.hand import Hand
from memberpos.ui.measure import application

LOOK_EVERY_MS = 60


class Teller:
    """Says what is to be seen, each time it is something else."""

    def __init__(self, till: DemoTill, hand: Hand) -> None:
        self._till, self._hand, self._last = till, hand, ""

    def tell(self) -> None:
        """One line, if anything changed."""
        seen = {
            "place": self._till.place, "quiet": self._till.quiet(), "focus": self._hand.focus_name(),
            "active": QApplication.activeWindow() is not None, "texts": self._hand.texts(),
        }  # fmt: skip
        line = json.dumps(seen, ensure_ascii=False)
        if line != self._last:
            self._last = line
            print(line, flush=True)


def main(folder: Path) -> int:
    """The window, until nobody listens any more."""
    app = application()
    with make_bench(folder / "devices") as bench:
        clock = DemoClock(day_start_ms("2026-11-21", 9))
        home, _shop = make_home(folder / "till", ports_of(bench), clock(), 1, "zh_CN")
        till = DemoTill(home, bench.ports, 1, clock)
        teller = Teller(till, till.start())
        timer = QTimer()
        timer.timeout.connect(teller.tell)
        timer.start(LOOK_EVERY_MS)
        ended = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        ended.activated.connect(lambda: app.quit() if not os.read(sys.stdin.fileno(), 64) else None)
        app.exec()
        timer.stop()
        till.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
