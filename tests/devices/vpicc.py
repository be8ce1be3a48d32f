"""The card for a virtual PC/SC reader (vsmartcard's vpcd): a simulated card behind the real smart-card service."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading

from memberpos.devices.simulator.pcsc import PcscModel

OFF, ON, RESET, ATR = (bytes((code,)) for code in (0, 1, 2, 4))


class VirtualCard:
    """`present` lets the card of `model` appear in the reader that listens on `port`; `remove` takes it out."""

    def __init__(self, model: PcscModel, port: int) -> None:
        self._model, self._port = model, port
        self._line: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self.apdus: list[bytes] = []

    def present(self) -> None:
        self._line = socket.create_connection(("127.0.0.1", self._port))
        self._thread = threading.Thread(target=self._serve, args=(self._line,), name="virtual card")
        self._thread.start()

    def remove(self) -> None:
        if self._line is not None and self._thread is not None:
            with contextlib.suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)
            self._thread.join()
            self._line.close()
            self._line = None

    def _serve(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError, EOFError):
            while True:
                (length,) = struct.unpack(">H", _exactly(line, 2))
                answer = self._answer(_exactly(line, length))
                if answer is not None:
                    line.sendall(struct.pack(">H", len(answer)) + answer)

    def _answer(self, data: bytes) -> bytes | None:
        if data in (OFF, ON, RESET):
            self._model.atr(reset=True)
            return None
        if data == ATR:
            return self._model.atr()
        self.apdus.append(data)
        return self._model.transmit(data)


def _exactly(line: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        piece = line.recv(count - len(data))
        if not piece:
            raise EOFError
        data += piece
    return data
