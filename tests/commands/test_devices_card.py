"""`memberpos devices card`: the next card of any reader, and its bits."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from memberpos import cli
from memberpos.commands.devices_card import raw_job
from memberpos.commands.devices_talk import talk
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
        finder, port = PortFinder(silent.ports), silent.port("msr605")
        with pytest.raises(PosError), talk(finder, port, "msr605", ready_s=0.1):
            pytest.fail("nobody answers")


def test_bits_that_were_read_are_written_on_another_card(
    bench: SimulatorBench, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    hand = swiped(bench, "raw_read")
    assert run(bench.folder, bench.port("msr605"), "--raw") == 0
    hand.join()
    copy = tmp_path / "stripes.json"
    copy.write_text(capsys.readouterr().out)

    def swipe_twice() -> None:
        for armed in ("raw_write", "raw_read"):
            bench.wait("msr605", lambda facts, armed=armed: facts["armed"] == armed, 20.0)
            bench.swipe("msr605", card="blank")

    hand = threading.Thread(target=swipe_twice)
    hand.start()
    assert run(bench.folder, bench.port("msr605"), "--write-raw", str(copy), "--low-coercivity") == 0
    hand.join()
    told = capsys.readouterr()
    assert json.loads(told.out) == {"written": [2]}
    assert told.err.splitlines()[:2] == ["swipe the card to be written", "swipe it once more, to be read back"]
    assert bench.facts("msr605")["hico"] is False


@pytest.mark.parametrize(
    "text", ["", "[]", '{"tracks": []}', '{"tracks": [{"track": 2}]}', '{"tracks": [{"track": 9, "hex": "01"}]}',
             '{"tracks": [{"track": 2, "hex": "01"}], "bpi": [1]}'],
)  # fmt: skip
def test_a_file_that_holds_no_bits_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "stripes.json"
    path.write_text(text)
    with pytest.raises(PosError) as refused:
        raw_job(path, hico=True, wait_s=1.0)
    assert refused.value.code == "bad_file"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PosError):
        raw_job(tmp_path / "nothing", hico=True, wait_s=1.0)
