"""Headquarters of the demo: `memberpos hq serve` as a program of its own, in its own home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

STOP_S = 30.0
START_S = 60.0


def memberpos(*words: str) -> subprocess.CompletedProcess[str]:
    """One command of this program, run to its end."""
    environ = {**os.environ, "MEMBERPOS_KEYSTORE": "file"}
    command = [sys.executable, "-m", "memberpos", *words]
    return subprocess.run(command, capture_output=True, text=True, env=environ, check=False)  # noqa: S603


class Headquarters:
    """Served from `home` while `running`; takes the same port again after a stop. `wait` lets the window go on."""

    def __init__(self, home: Path, wait: Callable[[Callable[[], object], str, float], None]) -> None:
        self._home, self._wait = home, wait
        self._process: subprocess.Popen[str] | None = None
        self._said: SimpleQueue[str] = SimpleQueue()
        self._port = 0
        self.url = ""

    def start(self) -> None:
        """Starts it and waits for its `ready` line."""
        words = ["hq", "serve", "--port", str(self._port), "--home", str(self._home)]
        with (self._home.parent / "hq.log").open("ab") as errors:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "memberpos", *words], stdout=subprocess.PIPE, stderr=errors, text=True
            )
        Thread(target=self._listen, args=(self._process,), name="headquarters", daemon=True).start()
        self._wait(self._is_ready, "headquarters to be ready", START_S)

    def stop(self) -> None:
        """Asks it to end, and waits."""
        if self._process is not None:
            process, self._process = self._process, None
            process.terminate()
            self._wait(lambda: process.poll() is not None, "headquarters to end", STOP_S)

    def code(self) -> str:
        """A one-time code by which a till joins."""
        return memberpos("hq", "enrol-code", "--store", "1", "--name", "山茶", "--home", str(self._home)).stdout.strip()

    def events(self) -> list[dict[str, Any]]:
        """Every event it holds."""
        said = memberpos("hq", "events", "--home", str(self._home)).stdout
        return [json.loads(line) for line in said.splitlines()]

    def _listen(self, process: subprocess.Popen[str]) -> None:
        if process.stdout is not None:
            with process.stdout as lines:
                for line in lines:
                    self._said.put(line)

    def _is_ready(self) -> bool:
        try:
            line = self._said.get_nowait()
        except Empty:
            return False
        if line.startswith("ready "):
            self.url = line.split()[1]
            self._port = int(self.url.rsplit(":", 1)[1])
        return line.startswith("ready ")
