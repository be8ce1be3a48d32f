"""Large pushes are booked by processes of their own: booking is work of the processor, and one Python uses but one.

Tills speak with the server's process alone: signatures, rates and who waits for news stay there. A booker gets the body
of a push whose sender is known, books it and gives the answer; what is small, or finds no booker, the server books
itself. A booker ends with its server: its input is closed then, however the server came to its end.
"""

from __future__ import annotations

import json
import logging
import os
import struct
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from threading import Condition
from typing import IO, Any
from uuid import UUID

from memberpos.hq.web import Reply

#: What is worth the way to a booker and back: of text, of packed text, events.
WORTH_BYTES, WORTH_PACKED_BYTES, WORTH_EVENTS = 16_384, 2_048, 16
_MOST, _LATER_S, _END_S = 4, 60.0, 10.0
_LENGTH = struct.Struct(">I")
_log = logging.getLogger("memberpos.hq")


@dataclass(frozen=True)
class Taken:
    """What a booker did: the answer, buckets with news, and how many events were taken or seen again."""

    reply: Reply
    told: frozenset[int]
    events: int


def usual_number() -> int:
    """One more than processors, so that all of these have work while a commit waits for the disk; four at most, and
    none where there is only one processor.
    """
    processors = os.cpu_count() or 1
    return 0 if processors == 1 else min(_MOST, processors + 1)


class Bookers:
    """At most `most` bookers on the database `url`, each started when it is first needed. Thread-safe."""

    def __init__(self, url: str, most: int) -> None:
        self._url, self._most = url, most
        self._free: list[_Booker] = []
        self._made, self._not_before_s = 0, 0.0
        self._changed = Condition()

    def take(self, device: UUID, body: bytes, app: str, *, packed: bool) -> Taken | None:
        """Books a push of `device` (`body` is its JSON, gzip if `packed`); None when no booker did, which leaves the
        push to the caller: a booker that died may have committed it, and taken again it is seen again.
        """
        booker = self._a_booker()
        if booker is None:
            return None
        try:
            taken = booker.take(device, body, app, packed=packed)
        except (OSError, EOFError):
            _log.warning("a booker died")
            self._lose(booker)
            return None
        with self._changed:
            self._free.append(booker)
            self._changed.notify()
        return taken

    def close(self) -> None:
        """Ends the bookers; none of them may be at work."""
        with self._changed:
            bookers, self._free, self._most = self._free, [], 0
            self._changed.notify_all()
        for booker in bookers:
            booker.end()

    def _a_booker(self) -> _Booker | None:
        with self._changed:
            while not self._free and self._made >= self._most > 0:
                self._changed.wait()
            if self._free:
                return self._free.pop()
            if self._most == 0 or time.monotonic() < self._not_before_s:
                return None
            self._made += 1
        try:
            return _Booker(self._url)
        except (OSError, EOFError):
            _log.warning("no booker starts")
            self._not_before_s = time.monotonic() + _LATER_S
            self._lose(None)
            return None

    def _lose(self, booker: _Booker | None) -> None:
        if booker is not None:
            booker.end()
        with self._changed:
            self._made -= 1
            self._changed.notify()


class _Booker:
    """One process, ready for work. OSError, EOFError: it is not there (any more)."""

    def __init__(self, url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "memberpos.hq.booker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        try:
            write(self._to, {"url": url})
            read(self._from)
        except (OSError, EOFError):
            self.end()
            raise

    def take(self, device: UUID, body: bytes, app: str, *, packed: bool) -> Taken:
        write(self._to, {"device": str(device), "app": app, "packed": packed}, body)
        said, _ = read(self._from)
        reply = Reply(said["status"], said["value"], said["headers"])
        return Taken(reply, frozenset(said["told"]), said["events"])

    def end(self) -> None:
        for stream in (self._to, self._from):
            with suppress(OSError):
                stream.close()
        try:
            self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def _to(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _from(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout


def write(stream: IO[bytes], said: dict[str, Any], text: bytes = b"") -> None:
    """A JSON object and bytes, each behind its length. OSError when nobody reads any more."""
    head = json.dumps(said).encode()
    stream.write(_LENGTH.pack(len(head)) + head + _LENGTH.pack(len(text)) + text)
    stream.flush()


def read(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """What `write` wrote; EOFError when the other side is gone."""
    head, text = _part(stream), _part(stream)
    return json.loads(head), text


def _part(stream: IO[bytes]) -> bytes:
    length = _exactly(stream, _LENGTH.size)
    return _exactly(stream, *_LENGTH.unpack(length))


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
