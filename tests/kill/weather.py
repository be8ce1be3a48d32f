"""The network between tills and headquarters, in one process: a proxy with a line a till, and all that can go wrong.

A till's address of headquarters is its line; a till signs the name it calls, so the proxy hands everything on as it
came. One fault is drawn for each question: most pass, the others are lost, cut, held up, reset, or end in a connection
that stands and carries nothing more. A line can also be down: calls are reset, or taken and never answered.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from random import Random
from typing import Any, Self

_PIECE_BYTES = 64 * 1024
#: Answers are held up so long, seconds.
LATE_S = (0.2, 4.0)
_RST = struct.pack("ii", 1, 0)


class Fault(StrEnum):
    """What becomes of a question and its answer."""

    PASS = "pass"
    DROP = "answer lost"  # headquarters did it; the connection ends without a word
    CUT = "answer cut"  # in the middle of the body or of the headers
    CUT_ASK = "question cut"
    LATE = "answer late"
    RESET = "reset"  # before headquarters hears of it
    RESET_AFTER = "reset after"  # after headquarters did it
    HALF_OPEN = "half open"  # headquarters did it; the connection stands and carries nothing more


class Line(StrEnum):
    """How a till's line is as a whole."""

    UP = "up"
    REFUSED = "refused"  # nobody listens any more
    SILENT = "silent"  # calls are taken, nothing is carried


FAULTS = tuple(fault for fault in Fault if fault is not Fault.PASS)
#: How often of a hundred faults; a half-open connection holds its till up for the 40 s that it waits.
_WEIGHTS = {Fault.HALF_OPEN: 3}
_EVEN = 16


class Weather:
    """The proxy; use as a context manager. It begins calm; what goes wrong then is drawn by `seed`.

    `fell` counts what happened. Methods may be called from any thread.
    """

    def __init__(self, upstream_port: int, lines: int, seed: str) -> None:
        self._upstream = upstream_port
        self._random, self._faulty = Random(seed), 0.0
        self._first = Random(f"{seed}/first").sample(FAULTS, len(FAULTS))
        self.states = [Line.UP] * lines
        self.fell: Counter[str] = Counter()
        self.ports: list[int] = []
        self._pairs: dict[Pair, int] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="weather")
        self._servers: list[asyncio.Server] = []
        self.over = asyncio.Event()

    def __enter__(self) -> Self:
        self._thread.start()
        self._call(self._listen())
        return self

    def __exit__(self, *_: object) -> None:
        self._call(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _call(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    async def _listen(self) -> None:
        for number in range(len(self.states)):
            server = await asyncio.start_server(lambda r, w, n=number: self._serve(n, r, w), "127.0.0.1", 0)  # type: ignore[misc]
            self._servers.append(server)
            self.ports.append(server.sockets[0].getsockname()[1])

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        self.over.set()
        for pair in list(self._pairs):
            pair.reset()
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}), return_exceptions=True)

    def put(self, line: int, state: Line) -> None:
        """Changes a line. Its connections are reset when nobody listens any more, and stand dead when it is silent."""

        async def change() -> None:
            self.states[line] = state
            for pair in [pair for pair, number in self._pairs.items() if number == line]:
                pair.reset() if state is Line.REFUSED else pair.freeze()

        self._call(change())
        self.fell[f"line {state}"] += 1

    def reset(self, line: int) -> int:
        """Resets all connections of a line, in whatever they are; gives how many."""

        async def work() -> int:
            found = [pair for pair, number in self._pairs.items() if number == line]
            for pair in found:
                pair.reset()
            return len(found)

        done = int(self._call(work()))
        self.fell["connections reset"] += done
        return done

    def blow(self, faulty: float) -> None:
        """So many of the questions meet a fault from now on."""

        async def work() -> None:
            self._faulty = faulty

        self._call(work())

    def clear_up(self) -> None:
        """No fault from now on. What stands half open stays so: nobody tells a till that its connection is dead."""

        async def work() -> None:
            self._faulty = 0.0
            self.states = [Line.UP] * len(self.states)

        self._call(work())

    def draw(self) -> Fault:
        """What becomes of the next question; each kind of fault comes among the first of them."""
        if self._random.random() >= self._faulty:
            return Fault.PASS
        if self._first:
            fault = self._first.pop()
        else:
            fault = self._random.choices(FAULTS, [_WEIGHTS.get(fault, _EVEN) for fault in FAULTS])[0]
        self.fell[fault.value] += 1
        return fault

    def late_s(self) -> float:
        return self._random.uniform(*LATE_S)

    def part_of(self, size: int) -> int:
        """Where something is cut."""
        return self._random.randrange(1, size) if size > 1 else 0

    async def _serve(self, line: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        pair = Pair(self, reader, writer)
        self._pairs[pair] = line
        try:
            if self.states[line] is Line.UP:
                await pair.run(self._upstream)
            elif self.states[line] is Line.SILENT:
                await pair.swallow(reader)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            del self._pairs[pair]
            pair.reset()


class Pair:
    """One call: the till's connection and the one to headquarters."""

    def __init__(self, weather: Weather, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._weather = weather
        self._near = (reader, writer)
        self._far: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._fault, self._asked, self._dead = Fault.PASS, False, False

    def freeze(self) -> None:
        """It stands and carries nothing more."""
        self._dead = True

    def reset(self) -> None:
        """Both ends are told by a reset."""
        for _, writer in self._ends():
            with suppress(OSError, AttributeError):
                sock = writer.get_extra_info("socket")
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RST)
            writer.transport.abort()

    def _ends(self) -> Iterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        yield self._near
        if self._far is not None:
            yield self._far

    async def run(self, upstream: int) -> None:
        """Until one side ends it, or a fault does."""
        self._far = await asyncio.open_connection("127.0.0.1", upstream)
        ways = [asyncio.ensure_future(self._ask()), asyncio.ensure_future(self._answer())]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            if self._dead and ways[1].done() and not ways[0].done():
                await ways[0]  # half open: until the till gives it up
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    async def swallow(self, reader: asyncio.StreamReader) -> None:
        """Takes what comes and does nothing with it, until the till gives up."""
        while await reader.read(_PIECE_BYTES):
            pass

    async def _ask(self) -> None:
        """From the till to headquarters."""
        assert self._far is not None
        while data := await self._near[0].read(_PIECE_BYTES):
            if self._dead:
                continue
            if not self._asked:
                self._asked, self._fault = True, self._weather.draw()
            if self._fault is Fault.RESET:
                return
            if self._fault is Fault.CUT_ASK:
                data = data[: self._weather.part_of(len(data))]
            self._far[1].write(data)
            await self._far[1].drain()
            if self._fault is Fault.CUT_ASK:
                return

    async def _answer(self) -> None:
        """From headquarters to the till."""
        assert self._far is not None
        while data := await self._far[0].read(_PIECE_BYTES):
            if self._dead:
                continue
            fault, self._asked = self._fault, False
            if fault is Fault.DROP:
                break
            if fault is Fault.RESET_AFTER:
                return
            if fault is Fault.HALF_OPEN:
                self.freeze()
                return
            if fault is Fault.LATE:
                self._fault = Fault.PASS
                await self._rest()
            cut = fault is Fault.CUT
            self._near[1].write(data[: self._weather.part_of(len(data))] if cut else data)
            await self._near[1].drain()
            if cut:
                break
        self._near[1].close()
        await self._near[1].wait_closed()

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._weather.over.wait(), self._weather.late_s())
