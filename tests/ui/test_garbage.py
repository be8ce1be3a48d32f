from __future__ import annotations

import gc

from memberpos.ui import garbage
from memberpos.ui.garbage import Garbage


class Ring:
    """Garbage only the collector finds."""

    def __init__(self, seen: list[int]) -> None:
        self.me, self.seen = self, seen

    def __del__(self) -> None:
        self.seen.append(1)


def test_the_collector_works_on_the_ui_thread_only_while_the_till_runs(qtbot, monkeypatch) -> None:
    monkeypatch.setattr(garbage, "EVERY_MS", 1)
    collector, seen = Garbage(), []
    collector.start()
    try:
        assert not gc.isenabled()
        Ring(seen)
        qtbot.waitUntil(lambda: bool(seen))
    finally:
        collector.stop()
    assert gc.isenabled()
