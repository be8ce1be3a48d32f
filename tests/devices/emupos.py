"""emupos, a simulator of shop hardware by others, running beside the tests in a Python of its own (3.13 or newer)."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.waiting import wait_until

REQUIREMENTS = Path(__file__).parents[1] / "data" / "emupos-requirements.txt"
NEWEST = 20
LIMIT_S = 60
_FITS = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 13))"


def fitting_python() -> str:
    """A Python that emupos runs on; "" when this machine has none."""
    return next((each for each in _candidates() if _ends_well([each, "-c", _FITS])), "")


def _candidates() -> Iterator[str]:
    for minor in range(NEWEST, 12, -1):
        if found := shutil.which(f"python3.{minor}"):
            yield found
    if found := shutil.which("python3"):
        yield found
    versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    yield from (str(path) for path in sorted(versions.glob("3.1[3-9]*/bin/python"), reverse=True))


def _ends_well(command: Sequence[str]) -> bool:
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=LIMIT_S)
    return done.returncode == 0


def install(python: str, folder: Path) -> Path:
    """emupos in a virtual environment below `folder`, made unless it is there; its program. CalledProcessError when it
    cannot be made or its packages cannot be had.
    """
    digest = sha256(REQUIREMENTS.read_bytes() + python.encode()).hexdigest()[:16]
    made = folder / digest
    program = made / "bin" / "emupos"
    if (made / "done").is_file() and program.is_file():
        return program
    shutil.rmtree(made, ignore_errors=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes",
           "--only-binary", ":all:", "--requirement", str(REQUIREMENTS)]  # fmt: skip
    for command in ([python, "-m", "venv", str(made)], [str(made / "bin" / "python"), *pip]):
        subprocess.run(command, env=kept, check=True, capture_output=True, timeout=300)
    (made / "done").touch()
    return program


@dataclass(frozen=True)
class Emupos:
    """The running simulator: what its operator does, over its control interface."""

    api: str
    printer_port: int
    links: Path

    def ask(self, path: str, method: str = "GET", body: dict[str, Any] | None = None) -> Any:
        """An answer of the control interface, from JSON; text when it is none."""
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(
            self.api + path, data, {"Content-Type": "application/json"} if data else {}, method=method
        )
        with urllib.request.urlopen(request, timeout=LIMIT_S) as answer:
            said = answer.read().decode("utf-8")
        return json.loads(said) if said[:1] in ("{", "[") else said

    def state(self, device: str) -> dict[str, Any]:
        """What a device knows of itself."""
        found: dict[str, Any] = self.ask(f"/devices/{device}")["state"]
        return found

    def receipts(self, device: str) -> list[str]:
        """Texts of its receipts, oldest first. It takes Chinese for characters of an old code page: put right here."""
        ids = [each["id"] for each in reversed(self.ask(f"/devices/{device}/receipts"))]
        texts = [self.ask(f"/devices/{device}/receipts/{each}/text") for each in ids]
        return [text.encode("cp437", "replace").decode("gb18030", "replace") for text in texts]

    def fault(self, device: str, fault: str, *, on: bool) -> None:
        """paper-out, paper-near-end, cover-open or offline."""
        self.ask(f"/devices/{device}/faults/{fault}", "PUT" if on else "DELETE")

    def scan(self, device: str, text: str) -> None:
        """A code is held before the scanner."""
        self.ask(f"/devices/{device}/scans", "POST", {"data": text, "countdown_seconds": 0})

    def answers(self) -> bool:
        """It has started."""
        try:
            return bool(self.ask("/health")["status"] == "ok")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(program: Path, folder: Path) -> Iterator[Emupos]:
    """A network printer `net`, a printer `serial` and a scanner `lane`, both behind ptys."""
    api, printer = _free_port(), _free_port()
    config = folder / "emupos.yaml"
    config.write_text(_CONFIG.format(api=api, printer=printer, receipts=json.dumps(str(folder / "receipts"))), "utf-8")
    made = Emupos(f"http://127.0.0.1:{api}/api/v1", printer, folder / "emupos")
    environ = {**os.environ, "TMPDIR": str(folder)}
    with (folder / "emupos.log").open("wb") as log:
        server = subprocess.Popen([program, "run", "--config", config], env=environ, stdout=log, stderr=log, cwd=folder)
    try:
        wait_until(lambda: server.poll() is not None or made.answers(), LIMIT_S)
        assert server.poll() is None, (folder / "emupos.log").read_text("utf-8", "replace")
        yield made
    finally:
        server.terminate()
        server.wait(LIMIT_S)


_CONFIG = """\
schema: 1
api: {{ host: 127.0.0.1, port: {api} }}
devices:
  - id: net
    type: printer
    profile: xprinter-xp80t
    connections: [tcp: {{ port: {printer} }}]
    receipts_dir: {receipts}
  - id: serial
    type: printer
    profile: epson-tm-t20iii
    connections: [serial: {{ pty: true }}]
    receipts_dir: {receipts}
  - id: lane
    type: scanner
    mode: serial
    suffix: enter
    connections: [serial: {{ pty: true }}]
"""
