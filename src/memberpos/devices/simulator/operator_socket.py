"""The operator's door: one JSON object a line in, one out, on a Unix socket (TCP loopback elsewhere)."""

from __future__ import annotations

import contextlib
import json
import socket
import socketserver
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from memberpos.domain.errors import PosError

SOCKET_NAME = "operator.sock"
ADDRESS_FILE = "operator.address"
MAX_PATH = 100  # of a Unix socket, with room to spare
LINE_LIMIT = 65536

Command = Callable[[Mapping[str, Any]], Mapping[str, Any]]


class OperatorSocket:
    """Serves `command` from `start` to `stop`. `address` is also written to `operator.address` in the folder."""

    def __init__(self, folder: Path, command: Command) -> None:
        self._folder = folder
        self._command = command
        self._server: socketserver.BaseServer | None = None
        self._thread: threading.Thread | None = None
        self.address = ""

    def start(self) -> None:
        path = self._folder / SOCKET_NAME
        path.unlink(missing_ok=True)
        self._server, self.address = _listen(path, _handler(self._command))
        (self._folder / ADDRESS_FILE).write_text(self.address, encoding="utf-8")
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="operator", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        if self._server is None or self._thread is None:
            return
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._server = None
        (self._folder / SOCKET_NAME).unlink(missing_ok=True)
        (self._folder / ADDRESS_FILE).unlink(missing_ok=True)


def ask(address: str, request: Mapping[str, Any], timeout_s: float = 5.0) -> dict[str, Any]:
    """Send one request to an operator socket and give back its answer; OSError when nobody is there."""
    with _connect(address, timeout_s) as line:
        line.sendall(json.dumps(request).encode() + b"\n")
        with line.makefile("rb") as answers:
            found: dict[str, Any] = json.loads(answers.readline(LINE_LIMIT * 64))
            return found


def _connect(address: str, timeout_s: float) -> socket.socket:
    if address.startswith("socket://"):
        host, _, port = address.removeprefix("socket://").rpartition(":")
        return socket.create_connection((host, int(port)), timeout_s)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(timeout_s)
    try:
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line


def _listen(path: Path, handler: type[socketserver.StreamRequestHandler]) -> tuple[socketserver.BaseServer, str]:
    if hasattr(socketserver, "UnixStreamServer") and len(str(path).encode()) <= MAX_PATH:
        return _unix_server(path, handler), str(path)
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    return server, f"socket://127.0.0.1:{server.server_address[1]}"


def _unix_server(path: Path, handler: type[socketserver.StreamRequestHandler]) -> socketserver.BaseServer:
    class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
        daemon_threads = True

    return Server(str(path), handler)


def _handler(command: Command) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                while line := self.rfile.readline(LINE_LIMIT):
                    answer = _answer(command, line)
                    self.wfile.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")

    return Handler


def _answer(command: Command, line: bytes) -> dict[str, Any]:
    try:
        request = json.loads(line)
        if not isinstance(request, dict):
            raise PosError("bad_line")
        return {"ok": True, **command(request)}
    except PosError as error:
        return {"ok": False, "error": error.code, **error.facts}
    except (ValueError, TypeError, KeyError) as error:
        return {"ok": False, "error": "bad_line", "detail": type(error).__name__}
