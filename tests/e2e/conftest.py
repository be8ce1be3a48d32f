"""The demo day, played once for all tests that look at what it left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

DAY_S = 240


@dataclass(frozen=True)
class Played:
    """The folder of a demo day and its summary."""

    folder: Path
    summary: dict[str, Any]

    def lines(self) -> list[dict[str, Any]]:
        """The day as `rehearse` actions."""
        text = (self.folder / "day.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]


def play(folder: Path, seed: int) -> Played:
    """`memberpos demo --headless`, as typed."""
    command = [sys.executable, "-m", "memberpos", "demo", "--headless", "--out", str(folder), "--seed", str(seed)]
    environ = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(command, capture_output=True, text=True, env=environ, timeout=DAY_S, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return Played(folder, json.loads((folder / "summary.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Day 1."""
    return play(tmp_path_factory.mktemp("day"), 1)
