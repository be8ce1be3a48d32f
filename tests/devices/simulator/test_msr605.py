"""The simulated MSR605, as an independent program (msrx) and the manual's bytes see it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.simulator.msr605 import Msr605Model

TRACKS = ["%ABC123?", ";12345?", ";54321?"]


def msrx(bench: SimulatorBench, *arguments: str) -> subprocess.Popen[str]:
    code = "import sys, codecs; import msrx; sys.exit(msrx.main())"
    command = [sys.executable, "-W", "ignore", "-c", code, "-D", bench.port("msr605"), *arguments]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )


def finish(program: subprocess.Popen[str]) -> str:
    out, err = program.communicate(timeout=30)
    assert program.returncode in (0, None), err
    assert err == ""
    return out


@pytest.mark.parametrize("knobs", [Knobs(), Knobs(chunking="one"), Knobs(chunking="random", seed=4)], ids=str)
def test_msrx_reads_a_card(tmp_path: Path, knobs: Knobs) -> None:
    with SimulatorBench(tmp_path, ["msr605"], knobs={"msr605": knobs}) as bench:
        program = msrx(bench, "read")
        bench.wait("msr605", lambda facts: facts["armed"] == "raw_read", 20)
        bench.swipe("msr605", TRACKS)
        first, second, third = finish(program).rstrip("\n").split("|")
    # the character after the end sentinel is the LRC, J in the manual (msrx drops one that fills a byte)
    assert (first[:8], second[:7], third[:7]) == tuple(TRACKS)
    assert first[8] == "J"


def test_msrx_writes_a_card_that_the_device_then_reads_in_its_own_mode(tmp_path: Path) -> None:
    with SimulatorBench(tmp_path, ["msr605"]) as bench:
        program = msrx(bench, "write", "-d", "%ABC123?J|;12345?5|")
        bench.wait("msr605", lambda facts: facts["armed"] == "raw_write", 20)
        facts = bench.swipe("msr605", card="blank")
        finish(program)
        assert facts["cards"]["blank"] == ["%ABC123?", ";12345?", ""]


def test_msrx_erases_a_card(tmp_path: Path) -> None:
    with SimulatorBench(tmp_path, ["msr605"]) as bench:
        bench.do("msr605", "present", card="old", tracks=TRACKS)
        program = msrx(bench, "erase", "-t", "2,3")
        bench.wait("msr605", lambda facts: facts["armed"] == "erase", 20)
        facts = bench.swipe("msr605")
        finish(program)
        assert facts["cards"]["old"] == ["%ABC123?", "", ""]


# --- the manual's exchanges, without a wire


def exchange(model: Msr605Model, sent: str) -> str:
    return b"".join(model.received(bytes.fromhex(sent), 0.0)).hex()


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ("1b61", ""),
        ("1b65", "1b79"),
        ("1b6f080808", "1b30080808"),
        ("1b6c", "1b3d16"),
        ("1b78", "1b30"),
        ("1b79", "1b30"),
        ("1b7964", "1b30"),
        ("1b791b64", "1b301b6c"),
        ("1b781b64", "1b301b68"),
        ("1b74", "1b3353"),
        ("1b82", ""),
        ("1b72", ""),
        ("1b99", "1b34"),
    ],
)
def test_answers_of_the_manual(sent: str, answer: str) -> None:
    assert exchange(Msr605Model(), sent) == answer


def swiped(model: Msr605Model, **arguments: object) -> str:
    return b"".join(model.operate("swipe", arguments, 0.0)).hex()


def test_a_swipe_is_answered_once_and_only_when_armed() -> None:
    model = Msr605Model()
    assert swiped(model, tracks=["%01?", ";23?", ";45?"]) == ""
    exchange(model, "1b72")
    assert swiped(model) == "1b731b012530313f1b023b32333f1b033b34353f3f1c1b30"
    assert swiped(model) == ""


def test_a_reset_disarms() -> None:
    model = Msr605Model()
    exchange(model, "1b721b61")
    assert swiped(model, tracks=["", ";1?", ""]) == ""


def test_a_written_card_keeps_what_was_written() -> None:
    model = Msr605Model()
    exchange(model, "1b771b731b0130311b0232331b0334353f1c")
    assert swiped(model, card="blank") == "1b30"
    exchange(model, "1b72")
    assert swiped(model, card="blank") == "1b731b012530313f1b023b32333f1b033b34353f3f1c1b30"


def test_blank_tracks_are_marked_empty() -> None:
    model = Msr605Model()
    exchange(model, "1b72")
    assert swiped(model, tracks=["", ";12345?", ""]) == "1b731b011b2b1b023b31323334353f1b031b2b3f1c1b30"


def test_power_off_forgets_the_arming_but_not_the_cards() -> None:
    model = Msr605Model()
    exchange(model, "1b72")
    model.operate("present", {"card": "a", "tracks": ["", ";1?", ""]}, 0.0)
    model.power_on()
    assert swiped(model) == ""
    assert model.facts()["cards"] == {"a": ["", ";1?", ""]}
