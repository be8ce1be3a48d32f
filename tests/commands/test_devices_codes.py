"""`memberpos devices codes`: pens and files as a person uses them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from memberpos import cli
from memberpos.commands import devices_codes
from memberpos.devices.code_file import MAX_BYTES
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.simulator.knobs import Knobs


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[SimulatorBench]:
    with SimulatorBench(tmp_path, ["pen"], knobs={"pen": Knobs(chunking="random")}) as running:
        yield running


def run(folder: Path, *words: str) -> int:
    return cli.main(["devices", "codes", *words, "--folder", str(folder)])


def test_a_pen_is_read_out_and_forgets_only_when_told(
    bench: SimulatorBench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.do("pen", "scan", text="6901234567892", times=2)
    bench.do("pen", "scan", text="40235363")
    for port in (bench.port("pen"), bench.address("pen")):
        assert run(bench.folder, port) == 0
        assert capsys.readouterr().out == "6901234567892,2\n40235363,1\n"
    assert run(bench.folder, bench.port("pen"), "--clear", "--json") == 0
    assert json.loads(capsys.readouterr().out)["codes"][0] == {"code": "6901234567892", "qty": 2}
    assert bench.facts("pen")["codes"] == 0


def test_a_silent_pen_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with SimulatorBench(tmp_path, ["pen"], knobs={"pen": Knobs(silent=True)}) as bench:
        assert run(tmp_path, bench.port("pen")) == 1
    assert "device_timeout" in capsys.readouterr().err
    assert run(tmp_path, "/dev/nothing-here") == 1


def test_a_file_is_counted_and_its_bad_lines_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "stock.csv"
    path.write_text("code,qty\n123,2\n456\n123,1\nwhat is this,x\n", encoding="utf-8")
    assert run(tmp_path, str(path), "--json") == 1
    assert json.loads(capsys.readouterr().out) == {
        "codes": [{"code": "123", "qty": 3}, {"code": "456", "qty": 1}],
        "bad": [5],
    }
    path.write_bytes(b"")
    assert run(tmp_path, str(path)) == 0
    assert capsys.readouterr().out == ""


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices_codes.code_file, "MAX_BYTES", 3)
    path = tmp_path / "large.txt"
    path.write_text("12345", encoding="utf-8")
    assert run(tmp_path, str(path)) == 1
    assert MAX_BYTES > 3
