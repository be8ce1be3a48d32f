"""Our PC/SC reader against the real smart-card service: pcscd with vsmartcard's virtual reader, through pyscard.

pyscard ships no wheel for Linux; Debian's package belongs to the system's own Python, so that runs our side.
"""

from __future__ import annotations

import json
import os
import queue
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.devices.vpicc import VirtualCard
from tests.waiting import wait_until

from memberpos.devices.simulator.pcsc import PcscModel

ROOT = Path(__file__).parent.parent.parent
PYTHON = "/usr/bin/python3"
SERVICE = Path("/run/pcscd/pcscd.comm")
DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
TEXT = "80000123=12345678"

pytestmark = [
    pytest.mark.foreign("/usr/bin/python3", "/usr/lib/python3/dist-packages/smartcard/__init__.py"),
    pytest.mark.foreign("pcscd", "vpcd-config", root=True),
]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def reader_port(tmp_path: Path) -> Iterator[int]:
    """The service with one virtual reader; where cards are put into it."""
    port = free_port()
    config = tmp_path / "readers"
    config.mkdir()
    text = f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:{port:#x}\nLIBPATH {DRIVER}\nCHANNELID {port:#x}\n'
    (config / "vpcd").write_text(text)
    SERVICE.unlink(missing_ok=True)
    service = subprocess.Popen(["pcscd", "-f", "-c", config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: SERVICE.exists() and listening(port), 20)
        yield port
    finally:
        service.terminate()
        service.wait(10)


class Session:
    """Our reader in the system's Python."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [PYTHON, str(ROOT / "tests" / "devices" / "pcsc_session.py"), "pcsc:Virtual PCD"]
        self._program = subprocess.Popen(
            command, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1
        )
        self._lines: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        assert self._program.stdout is not None
        for line in self._program.stdout:
            self._lines.put(json.loads(line))

    def tell(self, order: str) -> None:
        assert self._program.stdin is not None
        self._program.stdin.write(order + "\n")
        self._program.stdin.flush()

    def expect(self, kind: str, condition: Callable[[dict[str, Any]], bool] = lambda reading: True) -> dict[str, Any]:
        while True:
            reading = self._lines.get(timeout=20)
            if reading["is"] == kind and condition(reading):
                return reading

    def end(self) -> None:
        self.tell("end")
        assert self._program.wait(20) == 0
        self._thread.join()
        for pipe in (self._program.stdin, self._program.stdout):
            assert pipe is not None
            pipe.close()


@pytest.fixture
def session(reader_port: int) -> Iterator[Session]:
    started = Session()
    started.expect("DeviceHealth", lambda health: health["state"] == "ready")
    yield started
    started.end()


def test_cards_through_the_real_service(reader_port: int, session: Session) -> None:
    """Read, write with proof, take away, an NTAG, a telephone."""
    model = PcscModel()
    card = VirtualCard(model, reader_port)
    for name, kind in (("m1", "m1"), ("tag", "ntag213")):
        model.operate("present", {"card": name, "type": kind}, 0.0)
        card.present()
        found = session.expect("CardPresented")
        assert (found["kind"], found["uid"]) == ("uid", model.cards[name].uid.hex().upper())
        session.tell(f"write {TEXT}")
        assert session.expect("WriteResult")["ok"]
        assert model.facts()["cards"][name]["text"] == TEXT
        card.remove()
        session.expect("CardRemoved")
        card.present()
        again = session.expect("CardPresented")
        assert (again["kind"], again["tracks"][1]) == ("chip", f";{TEXT}?")
        card.remove()
        session.expect("CardRemoved")
    model.operate("present", {"card": "phone", "type": "phone"}, 0.0)
    card.present()
    assert session.expect("CardPresented")["fault"] == "random_id"
    card.remove()
    assert bytes.fromhex("ffca000000") in card.apdus


def test_the_service_lists_its_readers(reader_port: int) -> None:
    session = Session()
    assert session.expect("readers")["names"][0].startswith("Virtual PCD")
    session.end()
