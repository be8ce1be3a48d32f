"""The simulated RDM6300 as an independent host (rdm6300 from PyPI) hears it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdm6300
from tests.waiting import wait_until

from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.simulator.knobs import Knobs


class Host(rdm6300.BaseReader):
    """Keeps what the foreign reader says."""

    def __init__(self, port: str) -> None:
        super().__init__(port)
        self.inserted: list[int] = []
        self.removed = self.invalid = 0

    def card_inserted(self, card: rdm6300.CardData) -> None:
        self.inserted.append(card.value)

    def card_removed(self, card: rdm6300.CardData) -> None:
        self.removed += 1

    def invalid_card(self, card: rdm6300.CardData) -> None:
        self.invalid += 1


@pytest.fixture(params=["whole", "one", "glue"])
def heard(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[SimulatorBench, Host]]:
    with SimulatorBench(tmp_path, ["rdm6300"], knobs={"rdm6300": Knobs(chunking=request.param)}) as bench:
        host = Host(bench.port("rdm6300"))
        thread = threading.Thread(target=host.start, name="foreign host")
        thread.start()
        yield bench, host
        host.stop()
        thread.join()
        host.serial.close()


def test_a_foreign_host_hears_cards_come_and_go(heard: tuple[SimulatorBench, Host]) -> None:
    bench, host = heard
    bench.do("rdm6300", "present", code="0D00319CD0", flicker=2)
    wait_until(lambda: host.inserted == [0x00319CD0])
    assert host.invalid == 2
    bench.do("rdm6300", "present", code="01000734E0")
    wait_until(lambda: host.inserted == [0x00319CD0, 0x000734E0])
    bench.do("rdm6300", "remove")
    wait_until(lambda: host.removed == 1)
