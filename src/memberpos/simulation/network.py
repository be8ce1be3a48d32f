"""The way between tills and headquarters: requests and answers lie on it until the simulation moves or loses them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from memberpos.domain.errors import PosError
from memberpos.hq.web import Request
from memberpos.simulation.fibers import Fiber
from memberpos.sync.client import Answer, HqClient, HqLink

URL = "https://hq.example"
APP = "0.1.0"


@dataclass(frozen=True)
class Told:
    """What headquarters answered, as bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def answer(self) -> Answer:
        """As the till reads it."""
        return Answer(self.status, self.headers, json.loads(self.body))


@dataclass
class Parcel:
    """One request on its way, and its answer on its way back. `line` None: nobody waits for it any more."""

    till: str
    line: Line | None
    request: Request
    told: Told | None = None


#: A request put straight to headquarters.
AtOnce = Callable[[Request], Told | None]


class Line:
    """One connection of a till (`sync`, `counter`): one request at a time. Without a fiber it is answered at once."""

    def __init__(self, name: str, now_ms: Callable[[], int], nonce: Callable[[], str], at_once: AtOnce) -> None:
        self.name = name
        self.fiber: Fiber | None = None
        self.parcel: Parcel | None = None
        self._at_once = at_once
        self._make = lambda url, _patience_s: _Client(url, lambda: now_ms() // 1000, nonce, self)
        self.link = HqLink(self._make)

    def ask(self, request: Request) -> Answer:
        """Sends a request and waits; PosError hq_unreachable when it was lost."""
        if self.fiber is not None:
            found: Answer = self.fiber.ask(request)
            return found
        told = self._at_once(request)
        if told is None:
            raise PosError("hq_unreachable", why="lost")
        return told.answer()

    def cut(self) -> None:
        """The till died: what it waited for is nobody's any more."""
        if self.parcel is not None:
            self.parcel.line = None
            self.parcel = None
        if self.fiber is not None:
            self.fiber.kill()
            self.fiber = None
        self.link = HqLink(self._make)


class _Client(HqClient):
    """The till's own client, signing and all, but for the wire."""

    def __init__(self, url: str, now_s: Callable[[], int], nonce: Callable[[], str], line: Line) -> None:
        super().__init__(url, now_s, nonce, APP)
        self._line = line

    def close(self) -> None:
        """Nothing is open."""

    def _request(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        parts = urlsplit(path)
        low = {name.lower(): text for name, text in headers.items()}
        return self._line.ask(Request(method, parts.path, low, body or b"", "192.0.2.7", parts.query))


@dataclass
class Network:
    """Everything on its way, oldest first."""

    parcels: list[Parcel] = field(default_factory=list)

    def send(self, till: str, line: Line) -> Parcel:
        """A till's fiber has asked."""
        assert line.fiber is not None
        parcel = Parcel(till, line, line.fiber.asked)
        line.parcel = parcel
        self.parcels.append(parcel)
        return parcel

    def moving(self, cut: Callable[[str], bool]) -> list[Parcel]:
        """What can be moved on: not of tills that are cut off."""
        return [parcel for parcel in self.parcels if not cut(parcel.till)]

    def double(self, parcel: Parcel) -> None:
        """The same bytes once more, later."""
        self.parcels.append(Parcel(parcel.till, None, parcel.request))

    def drop(self, parcel: Parcel) -> Any:
        """It never arrives; the error its till gets."""
        self.parcels.remove(parcel)
        return PosError("hq_unreachable", why="lost")
