"""What hangs on this port? Listens first, then asks one question, once.

Many adapters look alike, so the device behind one is unknown until it answers. What is a question to one device may be
a line of text to a printer: a device that did not answer is never asked again by itself, whatever it may be. A person
who says which kind it is lets that kind's driver speak (`health`).
"""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from memberpos.devices import er302, escpos, msr605, pcsc_port, pn532, pn532_commands, print_queue, rdm6300
from memberpos.devices.catalog import CATALOG, kinds_of_usb
from memberpos.devices.diagnosis import next_step
from memberpos.devices.drivers.kinds import driver_for, line_for
from memberpos.devices.escpos_status import StatusDecoder
from memberpos.devices.port_finder import Binding, Port, PortFinder, parse_binding, tcp_target, usb_address
from memberpos.devices.port_thread import at_work
from memberpos.devices.readings import DeviceHealth, Reading
from memberpos.devices.transport import Transport

HEALTH_S = 6.0
LISTEN_S = 0.3
ANSWER_S = 1.5
_MSR_OK = 0x79
#: What an address says by itself.
_SCHEMES: Mapping[str, str] = MappingProxyType({pcsc_port.SCHEME: "pcsc", print_queue.SCHEME: "print_queue"})


@dataclass(frozen=True)
class Question:
    """The one polite thing to send to a device of a kind, and how its answer is known."""

    ask: bytes
    answered: Callable[[bytes], bool]


@dataclass(frozen=True)
class Found:
    """What a port is: `kind` "" when nobody knows; `detail` a word of `diagnosis`; `address` as it was asked for."""

    address: str
    kind: str = ""
    state: str = "unknown"
    detail: str = ""

    @property
    def next_step(self) -> str:
        """What a person can do about it, in English."""
        return next_step(self.detail)


def _printer_answers(data: bytes) -> bool:
    decoder = StatusDecoder()
    decoder.expect("dle_eot", 1)
    return len(data) <= 4 and any(item.kind == "dle_eot" for item in decoder.feed(data))


def _modem_answers(data: bytes) -> bool:
    return b"OK" in data.replace(b"\r", b"\n").split(b"\n")


def _pn532_answers(data: bytes) -> bool:
    wanted = pn532_commands.Code.GetFirmwareVersion
    return any(pn532_commands.answers(frame, wanted) for frame in pn532.FrameDecoder().feed(data))


def _er302_answers(data: bytes) -> bool:
    """A reply has at least a status: without one it is the echo of a modem."""
    return any(message.code == er302.Cmd.FIRMWARE and message.data for message in er302.Er302Decoder().feed(data))


#: Kinds that can be asked, harmless questions first. ID readers and scanners only speak; others need more than a byte.
QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        "printer": Question(escpos.status_query(1), _printer_answers),
        "msr605": Question(msr605.comm_test(), lambda data: _MSR_OK in data),
        "caller": Question(b"AT\r", _modem_answers),
        "pn532": Question(pn532.WAKE_UP + pn532_commands.get_firmware_version(), _pn532_answers),
        "er302": Question(er302.encode(er302.Cmd.FIRMWARE), _er302_answers),
    }
)


class Prober:
    """Asks ports of one finder and remembers whom it has asked: an address is asked once while it is plugged in."""

    def __init__(self, finder: PortFinder) -> None:
        self._finder = finder
        self._asked: set[str] = set()

    def probe(self, address: str, kind: str = "", baud: int = 0) -> Found:
        """What is there. With a `kind` its driver tries; without, one question is asked of the likeliest kind.

        TransportError if the port cannot be opened. Waits some seconds: not for the UI thread.
        """
        binding = parse_binding(address)
        kind = kind or next((kind for scheme, kind in _SCHEMES.items() if address.startswith(scheme)), "")
        if kind:
            return self._tried(address, binding, kind, baud)
        if address in self._asked:
            return Found(address, detail="asked_before")
        candidate = self._likeliest(binding)
        port = self._finder.open(binding, line_for(candidate or "scanner", baud))
        try:
            return self._ask(port, address, candidate)
        finally:
            port.close()

    def ports(self) -> list[Port]:
        """What is plugged in now; what was pulled out meanwhile may be asked when something is plugged in there."""
        ports = list(self._finder.ports())
        self.plugged(ports)
        return ports

    def plugged(self, ports: Sequence[Port]) -> None:
        """These are here now."""
        here = {address for port in ports for address in (port.device, usb_address(port))}
        self._asked = {address for address in self._asked if address in here or tcp_target(address)}

    def _ask(self, port: Transport, address: str, candidate: str) -> Found:
        heard = _heard(port, LISTEN_S, lambda _data: False)
        if rdm6300.Rdm6300Decoder().feed(heard):
            return Found(address, "rdm6300", "ready")
        if candidate not in QUESTIONS:
            return Found(address, candidate, "unknown", "cannot_ask" if candidate else "no_answer")
        self._asked.add(address)
        question = QUESTIONS[candidate]
        port.write(question.ask)
        if question.answered(_heard(port, ANSWER_S, question.answered)):
            self._asked.discard(address)
            return Found(address, candidate, "ready")
        return Found(address, "", "degraded", "no_answer")

    def _likeliest(self, binding: Binding) -> str:
        """The kind its adapter is best known for, one that can be asked if there is one; "" when nothing is known."""
        device = self._finder.locate(binding)
        kinds = [
            kind.name for port in self._finder.ports() if port.device == device
            for kind in kinds_of_usb(port.vid, port.pid)
        ]  # fmt: skip
        return next((kind for kind in kinds if kind in QUESTIONS), next(iter(kinds), ""))

    def _tried(self, address: str, binding: Binding, kind: str, baud: int) -> Found:
        self._finder.open(binding, line_for(kind, baud)).close()  # whatever forbids it is the answer
        health = self.health(binding, kind, baud)
        return Found(address, kind if health.state == "ready" else "", health.state, health.detail)

    def health(self, binding: Binding, kind: str, baud: int = 0) -> DeviceHealth:
        """What the driver of `kind` says of the device after it has tried."""
        heard: queue.SimpleQueue[Reading] = queue.SimpleQueue()
        with at_work(driver_for(kind), lambda: self._finder.open(binding, line_for(kind, baud)), heard.put):
            return _settled(heard, DeviceHealth(kind, CATALOG[kind].role, "degraded", "no_answer"))


def _heard(port: Transport, limit_s: float, enough: Callable[[bytes], bool]) -> bytes:
    """What comes within the time, or until it is enough."""
    data, until_s = b"", time.monotonic() + limit_s
    while (left_s := until_s - time.monotonic()) > 0 and not enough(data):
        data += port.read_some(left_s)
    return data


def _settled(heard: queue.SimpleQueue[Reading], otherwise: DeviceHealth) -> DeviceHealth:
    until_s = time.monotonic() + HEALTH_S
    while (left_s := until_s - time.monotonic()) > 0:
        try:
            reading = heard.get(timeout=left_s)
        except queue.Empty:
            break
        if isinstance(reading, DeviceHealth) and reading.state != "connecting":
            return reading
    return otherwise
