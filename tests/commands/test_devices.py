"""`memberpos devices` as a person types it, on simulated ports."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from memberpos import cli
from memberpos.commands import devices
from memberpos.devices.diagnosis import NEXT_STEPS
from memberpos.devices.serial_port import SerialPort
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.simulator.operator_socket import ask
from memberpos.devices.simulator.printer import PrinterModel

ALL = ["msr605", "scanner", "caller", "printer"]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[SimulatorBench]:
    with SimulatorBench(tmp_path, ALL) as running:
        yield running


def run(bench_folder: Path, *words: str) -> int:
    return cli.main(["devices", *words, "--folder", str(bench_folder)])


def test_list_names_ports_and_what_they_may_be(bench: SimulatorBench, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(bench.folder, "list", "--json") == 0
    entries = {entry["port"]: entry for entry in json.loads(capsys.readouterr().out)}
    for name in ALL:
        entry = entries[bench.port(name)]
        assert (entry["address"], entry["rights"]) == (bench.address(name), "ok")
        assert name in entry["kinds"]
    assert run(bench.folder, "list") == 0
    assert bench.address("caller") in capsys.readouterr().out


@pytest.mark.parametrize("name", ["msr605", "caller", "printer"])
def test_probe_finds_out_what_it_is(bench: SimulatorBench, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(bench.folder, "probe", bench.address(name), "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "port": bench.address(name),
        "kind": name,
        "state": "ready",
        "detail": "",
        "next": "",
    }
    assert run(bench.folder, "probe", bench.port(name)) == 0


def test_probe_of_a_silent_device_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with SimulatorBench(tmp_path, ["msr605"], knobs={"msr605": Knobs(silent=True)}) as bench:
        assert run(tmp_path, "probe", bench.port("msr605"), "--kind", "msr605") == 1
    assert NEXT_STEPS["no_answer"] in capsys.readouterr().out


def test_probe_of_a_mute_printer_is_honest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with SimulatorBench(tmp_path, ["printer"], models={"printer": PrinterModel(mute=True)}) as bench:
        assert run(tmp_path, "probe", bench.port("printer"), "--kind", "printer", "--json") == 0
    assert json.loads(capsys.readouterr().out)["detail"] == "no_status"


@pytest.mark.parametrize("words", [("probe", "nowhere"), ("monitor", "nowhere"), ("probe", "usb:ffff:ffff")])
def test_a_port_that_is_not_there(tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, *words) == 1
    assert capsys.readouterr().err.startswith("device_lost: ")


def test_a_port_in_use(bench: SimulatorBench, capsys: pytest.CaptureFixture[str]) -> None:
    port = SerialPort(bench.port("scanner"))
    assert run(bench.folder, "monitor", bench.port("scanner"), "--seconds", "1") == 1
    port.close()
    assert capsys.readouterr().err.startswith("device_busy: ")


def test_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "probe", "usb:nonsense") == 1
    assert run(tmp_path, "simulate", "toaster") == 1
    for words in (["devices"], ["devices", "probe"], ["devices", "simulate"], ["devices", "probe", "x", "--kind", "y"]):
        with pytest.raises(SystemExit) as left:
            cli.main(words)
        assert left.value.code == 2


def test_monitor_with_a_driver_shows_both_directions(bench: SimulatorBench, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(bench.folder, "monitor", bench.port("msr605"), "--kind", "msr605", "--seconds", "0.5") == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.endswith("> 1b 65  |.e|") for line in lines)
    assert any(line.endswith("< 1b 79  |.y|") for line in lines)
    assert any("= DeviceHealth" in line and "'ready'" in line for line in lines)
    assert all(float(line[:10]) >= 0 for line in lines)


# --- as programs of their own


@pytest.fixture
def simulate(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    words = ["devices", "simulate", "scanner", "printer", "--folder", str(tmp_path / "sim")]
    with subprocess.Popen([sys.executable, "-m", "memberpos", *words], stdout=subprocess.PIPE, text=True) as program:
        yield program
        program.terminate()


def lines_until(program: subprocess.Popen[str], last: str) -> list[str]:
    assert program.stdout is not None
    lines: list[str] = []
    for line in program.stdout:
        lines.append(line.rstrip("\n"))
        if last in line:
            return lines
    raise AssertionError(lines)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_simulate_runs_until_a_signal(simulate: subprocess.Popen[str], tmp_path: Path, number: signal.Signals) -> None:
    lines = lines_until(simulate, "ready")
    names = [line.split()[0] for line in lines]
    assert names == ["scanner", "printer", "operator", "ready"]
    operator = lines[2].split(" ", 1)[1]
    assert ask(operator, {"do": "paper-out", "device": "printer"})["paper"] == "out"
    simulate.send_signal(number)
    assert simulate.wait(20) == 0
    assert [path.name for path in (tmp_path / "sim").iterdir()] == ["ports.json"]


def test_monitor_shows_a_scan_of_another_program(simulate: subprocess.Popen[str], tmp_path: Path) -> None:
    lines = lines_until(simulate, "ready")
    words = ["devices", "monitor", lines[0].split()[2], "--kind", "scanner", "--folder", str(tmp_path / "sim")]
    with subprocess.Popen([sys.executable, "-m", "memberpos", *words], stdout=subprocess.PIPE, text=True) as monitor:
        lines_until(monitor, "'ready'")
        ask(lines[2].split(" ", 1)[1], {"do": "scan", "device": "scanner", "text": "6901"})
        assert "36 39 30 31" in lines_until(monitor, "|6901")[-1]
        monitor.send_signal(signal.SIGINT)
        assert monitor.wait(20) == 0


def test_faults_of_the_wires_are_named_in_the_command() -> None:
    words = [
        "devices",
        "simulate",
        "msr605",
        "--seed",
        "3",
        "--chunking",
        "one",
        "--noise",
        "--late",
        "0.5",
        "--silent",
        "--line-baud",
        "9600",
    ]
    args = cli.parser_for(words).parse_args(words)
    assert devices.faults(args) == Knobs(3, "one", noise=True, late_s=0.5, silent=True, line_baud=9600)
