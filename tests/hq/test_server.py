"""The real server process: killed while tills push, started again, and every event counted once."""

from __future__ import annotations

import os
import random
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest
import urllib3
from tests.hq.processes import HqProcess
from tests.hq.world import Till, World, open_till, public_folder, same_books, served

from memberpos.hq.embedded import EmbeddedPostgres
from memberpos.hq.server import listen
from memberpos.store import outbox
from memberpos.sync import push
from memberpos.sync.client import HqLink, system_link
from memberpos.sync.enrol import enrol

KILLS = 5


@pytest.fixture
def link() -> Iterator[HqLink]:
    made = system_link("0.1.0")
    yield made
    made.close()


def test_killed_again_and_again_while_a_till_pushes(world: World, till: Till, link: HqLink, tmp_path: Path) -> None:
    """Kills fall before, inside and after the commit; a till only ever sees that no answer came."""
    errors, rng = tmp_path / "errors", random.Random(7)
    world.clock.ms = time.time_ns() // 1_000_000
    hq = HqProcess("--database", world.url, "--port", "0", errors=errors)
    port = hq.port
    enrol(till.store, link.post, hq.url, world.code(), "0.1.0", os.urandom)
    till.add(240)
    for _ in range(KILLS):
        killer = threading.Timer(rng.uniform(0.0, 0.08), hq.process.kill)
        killer.start()
        while push.step(till.store, link.post, 7).state == "pushing":
            till.add(2)
        killer.join()
        hq.kill()
        assert world.rows("SELECT last_seq FROM device")[0][0] >= outbox.acked(till.db), "acknowledged, then lost"
        hq = HqProcess("--database", world.url, "--port", port, errors=errors)
    assert push.drain(till.store, link.post).state == "idle"
    same_books(world, till)
    assert hq.terminate() == 0
    assert errors.read_text() == ""


def test_requests_cut_and_repeated_on_the_wire(world: World, till: Till, link: HqLink) -> None:
    """A proxy that drops the answer, cuts the request, or sends a request twice."""
    world.clock.ms = time.time_ns() // 1_000_000
    with served(world.hq) as url, Proxy(url) as proxy:
        enrol(till.store, link.post, url, world.code(), "0.1.0", os.urandom)
        till.db.execute("UPDATE sync_state SET v = ? WHERE k = 'hq_url'", (proxy.url,))
        till.add(60)
        for fault in ("drop", "cut", "twice", "drop", "reset", "twice", "cut", ""):
            proxy.fault = fault
            push.step(till.store, link.post, 9)
        assert push.drain(till.store, link.post).state == "idle"
    same_books(world, till)


class Proxy:
    """Stands between a till and headquarters and breaks one connection at a time, as told."""

    def __init__(self, target: str) -> None:
        self._target = ("127.0.0.1", int(target.rsplit(":", 1)[1]))
        self._socket = listen(0)
        self._socket.listen()
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.fault = ""
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self._socket.accept()
            except OSError:
                return
            with peer:
                self._pass(peer)

    def _pass(self, peer: socket.socket) -> None:
        request = read_message(peer)
        request = request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1)
        if self.fault == "cut":
            request = request[: len(request) - 20]
        for _ in range(2 if self.fault == "twice" else 1):
            answer = self._ask(request)
        if self.fault == "reset":
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        elif self.fault != "drop":
            peer.sendall(answer)

    def _ask(self, request: bytes) -> bytes:
        answer = b""
        with socket.create_connection(self._target) as upstream:
            upstream.sendall(request)
            if self.fault != "cut":
                while part := upstream.recv(65_536):
                    answer += part
        return answer


def read_message(peer: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += peer.recv(65_536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        body += peer.recv(65_536)
    return head + b"\r\n\r\n" + body


def test_headquarters_of_its_own_is_taken_over_and_ends_clean(tmp_path: Path) -> None:
    folder = public_folder()
    home, errors = folder / "hq", tmp_path / "errors"
    hq = HqProcess("--home", str(home), "--port", "0", errors=errors)
    hq.kill()
    server = EmbeddedPostgres(home)
    assert server.is_running(), "kill -9 leaves the database running"
    hq = HqProcess("--home", str(home), "--port", hq.port, errors=errors)
    answer = urllib3.request("GET", f"{hq.url}/healthz", retries=False)
    assert (answer.status, answer.json()["schema"]) == (200, 1)
    assert hq.terminate(signal.SIGTERM) == 0
    assert not server.is_running()
    hq = HqProcess("--home", str(home), "--port", "0", errors=errors)
    assert hq.terminate(signal.SIGINT) == 0
    assert not server.is_running()
    assert errors.read_text() == ""
    server.destroy()
    home.joinpath("lock").unlink()
    home.rmdir()
    folder.rmdir()


def test_bodies_over_the_limit_and_unknown_things_over_http(world: World) -> None:
    http = urllib3.PoolManager(retries=False)
    with served(world.hq) as url:
        large = http.request("POST", f"{url}/v1/push", body=b"x" * 3_000_000)
        strange = http.request("BREW", f"{url}/v1/push")
        nothing = http.request("GET", f"{url}/v1/plunder?x=%00")
    http.clear()
    assert (large.status, strange.status, nothing.status) == (401, 405, 404)
    assert nothing.json()["code"] == "not_found"


def test_a_bug_is_a_500_without_a_word_about_it(
    world: World, till: Till, link: HqLink, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("secret detail")

    monkeypatch.setattr(type(world.hq), "_route", broken)
    with served(world.hq) as url:
        answer = urllib3.request("GET", f"{url}/healthz", retries=False)
    assert (answer.status, answer.json()) == (500, {"code": "internal"})
    assert "secret detail" in caplog.text


def test_two_tills_at_once_over_http(world: World, tmp_path: Path) -> None:
    world.clock.ms = time.time_ns() // 1_000_000
    tills = [open_till(tmp_path / f"{n}.db", world.clock) for n in range(3)]

    def work(till: Till, url: str, code: str) -> None:
        link = system_link("0.1.0")
        enrol(till.store, link.post, url, code, "0.1.0", os.urandom)
        for _ in range(5):
            till.add(11)
            push.drain(till.store, link.post, 4)
        link.close()

    with served(world.hq) as url:
        threads = [threading.Thread(target=work, args=(till, url, world.code())) for till in tills]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for till in tills:
        same_books(world, till)
        till.db.close()
