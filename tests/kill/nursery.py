"""A process that has everything imported and forks tills and headquarters, so that hundreds can live and die.

One JSON object a line on standard input, one JSON value a line back: `{"be": "till"|"hq"|…, …}` → its pid,
`{"look": pid}` → exit status or null while it lives, `{"take": pid}` waits for the end of a killed one.
Each child is a process of its own with files and connections of its own; nothing is opened before the fork.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]


class Nursery:
    """The tests' side. Use as a context manager; at its end no child is left."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.kill.nursery"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()

    def begin(self, role: str, errors: Path, **options: Any) -> int:
        """A new process; what it says on stderr goes to the end of `errors`."""
        return self._ask({"be": role, "errors": str(errors), **options})

    def status(self, pid: int) -> int | None:
        """Exit status of a process that ended by itself; None while it lives."""
        return self._ask({"look": pid})

    def kill(self, pid: int) -> int:
        """`kill -9`, and the corpse is taken away; -9, or its exit status when it had ended before."""
        os.kill(pid, signal.SIGKILL)
        return self.join(pid)

    def join(self, pid: int) -> int:
        """Waits for a process that ends by itself; its exit status."""
        return self._ask({"take": pid})

    def _ask(self, value: dict[str, Any]) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(value) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the nursery died"
        return json.loads(line)


def main() -> None:
    from tests.kill import lives

    lives.prepare()
    children: set[int] = set()
    for line in sys.stdin:
        asked = json.loads(line)
        if "be" in asked:
            answer = _fork(lives.ROLES[asked.pop("be")], asked)
            children.add(answer)
        else:
            answer = _taken(children, asked)
        print(json.dumps(answer), flush=True)
    for pid in children:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _taken(children: set[int], asked: dict[str, int]) -> int | None:
    pid, status = os.waitpid(asked.get("look") or asked["take"], os.WNOHANG if "look" in asked else 0)
    if not pid:
        return None
    children.discard(pid)
    return os.waitstatus_to_exitcode(status)


def _fork(role: Any, options: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        errors = os.open(options.pop("errors"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for target, source in ((0, nothing), (1, nothing), (2, errors)):
            os.dup2(source, target)
        role(options)
        status = 0
    except BaseException:  # noqa: BLE001 - the fork must end here, whatever happened
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
