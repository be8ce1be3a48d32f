"""What lies between a reader's driver and its wire: requests with answers, and the protocol that makes them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

from memberpos.devices.chip_ops import Answer, Op, Program

T = TypeVar("T")


@dataclass(frozen=True)
class Exchange:
    """Send `frame`, wait `answer_s` for the answer to `code`. `tries`: how often it may be sent when nothing comes."""

    frame: bytes
    code: int
    answer_s: float = 1.0
    tries: int = 3


@dataclass(frozen=True)
class Pause:
    """Nothing to send for a while; a command of the counter ends it."""

    seconds: float


@dataclass(frozen=True)
class Ack:
    """The reader has taken the request and is at work."""


@dataclass(frozen=True)
class Broken:
    """An answer came and was no good: the reader may send it once more."""


#: `code` of a reply that does not say what it answers.
ANY = -1


@dataclass(frozen=True)
class Reply:
    """An answer: `data` to the request `code`; `refused` when the reader would not or could not."""

    code: int
    data: bytes = b""
    refused: bool = False


Event = Ack | Broken | Reply
#: Steps on the wire: an exchange gives its reply (None = the reader stays silent), a pause gives None.
Steps = Generator[Exchange | Pause, Reply | None, T]


class Protocol(ABC):
    """How one family of readers is spoken to. Bytes in through `feed`, operations through `perform`."""

    #: A request must be acknowledged within this, else it is sent again; None = there are no acknowledgements.
    ack_s: float | None = None
    #: Pause between an answer and the next request: answers that say not what they answer to may be repeated.
    quiet_s = 0.0
    #: Asks for the last answer once more; b"" where readers cannot.
    again: bytes = b""
    #: Ends a request that takes too long; b"" where readers cannot.
    abort: bytes = b""

    @abstractmethod
    def reset(self) -> None:
        """The line was opened, or is silent: forget half frames."""

    @abstractmethod
    def feed(self, data: bytes) -> list[Event]:
        """What came from the reader."""

    @abstractmethod
    def wake(self) -> Steps[bool]:
        """Make the reader ready; False when it does not answer as it should."""

    @abstractmethod
    def perform(self, op: Op) -> Steps[Answer]:
        """Do one operation."""


def carry_out(program: Program[T], protocol: Protocol) -> Steps[T]:
    """The steps on the wire of a program; its result, or its ChipError."""
    try:
        op = next(program)
        while True:
            answer = yield from protocol.perform(op)
            op = program.send(answer)
    except StopIteration as stop:
        result: T = stop.value
        return result
