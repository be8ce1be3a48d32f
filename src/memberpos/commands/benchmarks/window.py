"""The running till in its real window: from a card's frame to the painted profile."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from queue import Empty, SimpleQueue

from memberpos.app import TillApp
from memberpos.commands.benchmarks.figures import Figure, Goal, Samples
from memberpos.commands.benchmarks.subject import PIN, Dice, Subject
from memberpos.devices import msr605
from memberpos.devices.msr605_reply import Msr605Decoder
from memberpos.devices.port_finder import Binding, PortFinder
from memberpos.devices.serial_port import DEFAULT_LINE, Line
from memberpos.devices.transport import Transport
from memberpos.services import cards
from memberpos.settings import Device, Devices, Settings, Window, save
from memberpos.ui.hand import Hand
from memberpos.ui.measure import BareLabel, application, seconds_to_paint
from memberpos.ui.registry import all_loaded
from memberpos.ui.widgets.member_panel import MemberPanel

CARD_GOAL = Goal("p99_ms", 17)
WARM = 10
LIMIT_S = 15.0


class FramePort:
    """A reader at the other end of a queue: answers the start-up, then sends the frames it is given."""

    name = "frames"

    def __init__(self) -> None:
        self._arrived: SimpleQueue[bytes] = SimpleQueue()

    def send(self, frame: bytes) -> None:
        """The reader's bytes, as the driver's thread will read them."""
        self._arrived.put(frame)

    def write(self, data: bytes) -> int:
        """All is taken at once."""
        if data == msr605.comm_test():
            self._arrived.put(b"\x1by")
        return len(data)

    def read_some(self, timeout_s: float) -> bytes:
        """The next frame."""
        try:
            return self._arrived.get(timeout=timeout_s) if timeout_s > 0 else self._arrived.get_nowait()
        except Empty:
            return b""

    def cancel_read(self) -> None:
        """Wakes the driver's thread."""
        self._arrived.put(b"")

    def close(self) -> None:
        """Nothing to give back."""


class OnePort(PortFinder):
    """A machine with nothing but the reader."""

    def __init__(self, port: FramePort) -> None:
        super().__init__(list)
        self._port = port

    def open(self, binding: Binding, line: Line = DEFAULT_LINE) -> Transport:
        return self._port


@contextmanager
def signed_in(shop: Subject, finder: PortFinder, devices: Devices) -> Iterator[tuple[TillApp, Hand]]:
    """The till with its owner at the counter."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    save(shop.home.layout.settings, Settings(Window(language="zh_CN"), devices))
    till = TillApp(application(), shop.home, lambda: shop.now_ms, finder=finder)
    till.start()
    till.window.activateWindow()
    hand = Hand(till.window, lambda: till.background.idle and not till.keys.waiting)
    try:
        hand.wait(lambda: till.window.place == "sign_in" and till.background.idle, "the sign-in", LIMIT_S)
        hand.type(PIN)
        hand.key("Return")
        hand.wait(lambda: till.window.place == "counter" and till.background.idle, "the counter", LIMIT_S)
        hand.wait(all_loaded, "the other screens to be loaded ahead", LIMIT_S)
        hand.wait(lambda: not devices.card.kind or _is_ready(till), "the reader", LIMIT_S)
        yield till, hand
    finally:
        till.close()


def _is_ready(till: TillApp) -> bool:
    reader = till.hub.health().get("reader")
    return reader is not None and reader.state == "ready"


def card_to_profile(shop: Subject, rounds: int) -> Figure:
    """The frame of another member's card in each round; the floor decodes the same frame and sets one label."""
    port, samples, dice = FramePort(), Samples(), Dice("cards")
    devices = Devices(card=Device("msr605", port="frames"))
    frames = _frames(shop, [dice.below(shop.count) for _ in range(rounds + WARM)])
    with signed_in(shop, OnePort(port), devices) as (till, hand):
        panel = till.window.screen("counter").findChild(MemberPanel)
        label = BareLabel()
        for number, frame in frames:
            own_s = seconds_to_paint(till.window, partial(port.send, frame), partial(_shows, panel, number), LIMIT_S)
            samples.own_s.append(own_s)
            samples.floor_s.append(_bare(label, frame))
            hand.settle()
        label.close()
    return Samples(samples.own_s[WARM:], samples.floor_s[WARM:]).figure("card_to_profile", CARD_GOAL)


def _shows(panel: MemberPanel | None, number: str) -> bool:
    return panel is not None and panel.profile is not None and panel.profile.card_number == number


def _bare(label: BareLabel, frame: bytes) -> float:
    decoder = Msr605Decoder(msr605.Command.ISO_READ)

    def show() -> None:
        (reply,) = decoder.feed(frame)
        label.setText(reply.tracks[1])

    return seconds_to_paint(label, show, lambda: bool(label.text().strip()), LIMIT_S)


def _frames(shop: Subject, numbers: list[int]) -> list[tuple[str, bytes]]:
    """Card number and what the reader sends when it is swiped: `ESC s ESC 1 … ESC 2 … ESC 3 … ? FS ESC 0`."""
    db = shop.home.open_database(read_only=True)
    try:
        texts = [(shop.person(number).card, cards.encoding(db, shop.person(number).card)[1]) for number in numbers]
    finally:
        db.close()
    return [(card, b"\x1bs\x1b\x01\x1b+\x1b\x02%s\x1b\x03\x1b+?\x1c\x1b0" % text.encode()) for card, text in texts]
