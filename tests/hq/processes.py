"""`memberpos hq serve` as a process of its own, for tests that kill it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

READY_S = 30


class HqProcess:
    """Started with its arguments; `url` once it is ready."""

    def __init__(self, *arguments: str, errors: Path, ready_s: float = READY_S) -> None:
        command = [sys.executable, "-m", "memberpos", "hq", "serve", *arguments]
        with errors.open("ab") as stderr:
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=stderr, env={**os.environ, "PYTHONUNBUFFERED": "1"}
            )
        self.url = self._ready(errors, ready_s)

    def _ready(self, errors: Path, ready_s: float) -> str:
        assert self.process.stdout is not None
        readable, _, _ = select.select([self.process.stdout], [], [], ready_s)
        line = self.process.stdout.readline().decode() if readable else ""
        if not line.startswith(("ready http://127.0.0.1:", "ready https://127.0.0.1:")):
            self.kill()
            raise AssertionError(f"not ready: {line!r} {errors.read_text()}")
        return line.split()[1]

    @property
    def port(self) -> str:
        return self.url.rsplit(":", 1)[1]

    def kill(self) -> None:
        """`kill -9`, and the corpse is taken away."""
        self.process.kill()
        self._end()

    def terminate(self, number: int = signal.SIGTERM) -> int:
        """Asks it to end; its exit status."""
        self.process.send_signal(number)
        return self._end()

    def _end(self) -> int:
        status = self.process.wait(30)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return status
