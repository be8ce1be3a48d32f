"""`memberpos demo` as typed: the window for a person, and a day whose step fails."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication

from memberpos.cli import main
from memberpos.commands.demo_day.play import DayFailedError, play
from memberpos.commands.demo_day.stage import Stage, fen_of
from memberpos.devices.simulator.operator_socket import ask

READY_S = 60


@pytest.mark.parametrize("words", [["--seed", "x"], ["--speed", "fast"], ["--out"], ["day"]])
def test_wrong_usage(words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["demo", *words])
    assert caught.value.code == 2


def test_the_window_waits_for_a_person_and_its_devices_for_an_operator() -> None:
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "memberpos", "demo"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environ) as process:
        assert process.stdout is not None
        readable, _, _ = select.select([process.stdout], [], [], READY_S)
        word, address = process.stdout.readline().decode().split() if readable else ("", "")
        assert word == "operator"
        assert set(ask(address, {"do": "list"})["devices"]) == {"cd5220", "msr605", "scanner", "caller", "printer"}
        said = [process.stdout.readline().decode() for _ in range(6)]
        assert sum(" PIN " in line for line in said) == 3
        assert said[3].startswith("card 8600")
        process.send_signal(signal.SIGTERM)
        assert process.wait(READY_S) == 0
    assert not Path(address).parent.exists(), "the shop is gone with its window"


def test_a_step_that_fails_is_named_and_shown(qapp: Any, tmp_path: Path) -> None:
    def nobody_comes(stage: Stage) -> None:
        stage.hand.wait(lambda: False, "a customer", limit_s=0.05)

    with pytest.raises(DayFailedError, match=r"step nobody_comes: waited 0.05 s for a customer \(see .*failed.png"):
        play(tmp_path, 1, steps=(nobody_comes,))
    with Image.open(tmp_path / "failed.png") as picture:
        assert picture.size[0] >= 1366
    assert not (tmp_path / "summary.json").exists()
    assert QCoreApplication.translate("calls", "Member") == "Member", "its language is gone with the till"


@pytest.mark.parametrize(("text", "fen"), [("¥ 1,046.10", 104610), ("− 5.00", 500), ("0.05", 5), ("12", 1200)])
def test_amounts_as_the_window_shows_them(text: str, fen: int) -> None:
    assert fen_of(text) == fen
