"""`memberpos devices card`: the next card of any reader, and its bits."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from memberpos import cli
from memberpos.commands.devices_talk import Talk
from memberpos.devices.port_finder import PortFinder
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.simulator.knobs import Knobs
from memberpos.domain.errors import PosError


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[SimulatorBench]:
    with SimulatorBench(tmp_path, ["msr605", "rdm6300"]) as running:
        yield running


def run(folder: Path, *words: str) -> int:
    return cli.main(["devices", "card", *words, "--folder", str(folder)])


def swiped(bench: SimulatorBench, armed: str) -> threading.Thread:
    """A person who swipes as soon as the reader waits for it."""

    def swipe() -> None:
        bench.wait("msr605", lambda facts: facts["armed"] == armed, 20.0)
        bench.swipe("msr605", ["", ";800001=1?", ""])

    hand = threading.Thread(target=swipe)
    hand.start()
    return hand


@pytest.mark.parametrize(("words", "armed"), [((), "iso_read"), (("--raw",), "raw_read")])
def test_the_next_card(
    bench: SimulatorBench, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], armed: str
) -> None:
    hand = swiped(bench, armed)
    assert run(bench.folder, bench.port("msr605"), *words) == 0
    hand.join()
    found = json.loads(capsys.readouterr().out)
    if words:
        assert found["tracks"][1]["text"] == ";800001=1?"
        assert found["tracks"][0] == {
            "track": 1,
            "hex": "",
            "text": "",
            "unpacked_bits": found["tracks"][0]["unpacked_bits"],
        }
    else:
        assert (found["number"], found["tracks"]) == ("800001", ["", ";800001=1?", ""])


def test_another_reader(bench: SimulatorBench, capsys: pytest.CaptureFixture[str]) -> None:
    bench.do("rdm6300", "present", code="0D00D507D0")
    assert run(bench.folder, bench.address("rdm6300"), "--kind", "rdm6300") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["number"], found["uid"]) == ("0013961168", "0D00D507D0")
    assert run(bench.folder, bench.address("rdm6300"), "--kind", "rdm6300", "--raw") == 1


def test_no_card_and_no_reader_are_errors(bench: SimulatorBench, tmp_path: Path) -> None:
    assert run(bench.folder, bench.port("msr605"), "--wait", "0.1") == 1
    assert run(bench.folder, "/dev/nothing-here") == 1
    with SimulatorBench(tmp_path / "b", ["msr605"], knobs={"msr605": Knobs(silent=True)}) as silent:
        talk = Talk(PortFinder(silent.ports), silent.port("msr605"), "msr605", ready_s=0.1)
        with pytest.raises(PosError), talk:
            pytest.fail("nobody answers")
