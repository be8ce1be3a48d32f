"""All devices at once: every reading arrives, once, while the window's loop stays awake."""

from __future__ import annotations

import gc
import time
from pathlib import Path
from statistics import quantiles

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from tests.ui.device_soak import PEOPLE, Player, people

from memberpos.devices.drivers.kinds import DRIVERS

TICK_MS = 5
#: The aim is 50 ms; here everything that plays the devices shares the process and its one interpreter.
GAP_P99_MS = 250


def busy(players: list[Player]) -> bool:
    return any(player.is_alive() for player in players)


def gaps_ms(loop: QEventLoop, players: list[Player]) -> list[float]:
    """How late each tick of the window's loop was, until all players are done."""
    late: list[float] = []
    last = [time.monotonic()]

    def tick() -> None:
        now_s = time.monotonic()
        late.append((now_s - last[0]) * 1000 - TICK_MS)
        last[0] = now_s

    timer = QTimer(interval=TICK_MS)
    timer.timeout.connect(tick)
    timer.start()
    while busy(players):
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    timer.stop()
    return late


def test_every_kind_with_a_port_has_its_person() -> None:
    assert set(PEOPLE) == set(DRIVERS) - {"tcp310"}, "a TCP310 is a TCP300 with more tracks"


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seconds", [4, pytest.param(180, marks=pytest.mark.soak)])
@pytest.mark.usefixtures("qapp")
def test_all_devices_at_once(tmp_path: Path, seconds: int) -> None:
    gc.collect()
    with people(tmp_path, seconds, seed=1) as players:
        late = gaps_ms(QEventLoop(), players)
    assert [trouble for player in players for trouble in player.trouble] == []
    counts = {player.rig.name: (player.turns, player.heard) for player in players}
    assert all(turns == heard for turns, heard in counts.values()), counts
    assert all(turns for turns, _ in counts.values()), counts
    cuts = quantiles(late, n=100)
    unplugged = sum(player.unplugged for player in players)
    print(
        f"{sum(turns for turns, _ in counts.values())} turns of {len(players)} devices in {seconds} s, "
        f"{unplugged} unplugged; loop late p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms"
    )
    assert cuts[98] < GAP_P99_MS
