"""`python -m memberpos.hq.booker`: books pushes for the server that started it (`bookers`), until its input ends."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from typing import IO, Any
from uuid import UUID

from memberpos import log
from memberpos.domain.errors import PosError
from memberpos.hq.api import Headquarters
from memberpos.hq.bookers import read, write
from memberpos.hq.database import BY_INDEX, Pool
from memberpos.hq.news import News
from memberpos.hq.parsing import pushed

#: A push makes some ten thousand objects and none of them in circles: looked through less often than Python would.
_OBJECTS_BETWEEN_LOOKS = 100_000


class _Heard(News):
    """Keeps what would be told: tills wait at the server."""

    def __init__(self) -> None:
        super().__init__()
        self._buckets = set[int]()

    def tell(self, buckets: Iterable[int]) -> None:
        self._buckets |= set(buckets)

    def all(self) -> list[int]:
        """What was told since the last time."""
        found, self._buckets = sorted(self._buckets), set()
        return found


def main(source: IO[bytes], target: IO[bytes]) -> None:
    """Takes the database's URL, then one push after the other. A till's wrong bytes are answered, all else ends it."""
    first, _ = read(source)
    heard = _Heard()
    with closing(Pool(first["url"], size=1, settings=BY_INDEX)) as pool:
        headquarters = Headquarters(pool, lambda: time.time_ns() // 1_000_000, os.urandom, news=heard)
        write(target, {})
        gc.freeze()
        gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
        while True:
            said, body = read(source)
            write(target, _taken(headquarters, said, body) | {"told": heard.all()})


def _taken(headquarters: Headquarters, said: dict[str, Any], body: bytes) -> dict[str, Any]:
    value: dict[str, Any] = {}

    def work() -> Any:
        value.update(pushed(body, packed=said["packed"]))
        return headquarters.book(UUID(said["device"]), value, said["app"])

    reply = headquarters.answer(work)
    events = len(value["events"]) if reply.status == 200 else 0
    return {"status": reply.status, "value": reply.value, "headers": dict(reply.headers), "events": events}


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal, and meant for the server
    log.to_stderr()
    with suppress(EOFError, BrokenPipeError, PosError):  # its server is gone, or the database is: it says so itself
        main(sys.stdin.buffer, sys.stdout.buffer)
