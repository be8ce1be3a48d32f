"""An MSR605: armed by a command, answers one swipe, and has cards that keep what was written on them."""

from __future__ import annotations

from dataclasses import dataclass, field

from memberpos.devices import iso7811
from memberpos.devices.msr605 import STATUS_OK, Command, iso_block, raw_block
from memberpos.devices.msr605_host import HostCommand, HostDecoder
from memberpos.devices.simulator.model import Arguments, Facts, Frames, Model
from memberpos.domain.errors import PosError

OK = b"\x1b0"
UNKNOWN = b"\x1b4"
SWIPE_SPEED = 0x39
READ_ERROR = 0x31
BITS = (7, 5, 5)
ARMING = frozenset((Command.ISO_READ, Command.RAW_READ, Command.ISO_WRITE, Command.RAW_WRITE, Command.ERASE))


@dataclass
class Card:
    """Three stripes, as a raw write packs them (lowest bit first); b"" is a blank one."""

    stripes: list[bytes] = field(default_factory=lambda: [b"", b"", b""])

    def put_text(self, number: int, text: str) -> None:
        """Write track `number` with sentinels and LRC, as the device does in ISO mode."""
        chars = iso7811.encode_chars(number, iso7811.with_sentinels(number, text))
        self.stripes[number - 1] = iso7811.pack_write(chars, BITS[number - 1])

    def texts(self) -> tuple[tuple[str, str, str], tuple[int, ...]]:
        """Tracks in ISO mode ("" = blank or unreadable), and the numbers of the unreadable ones."""
        found = [iso7811.decode_written(number, stripe) for number, stripe in enumerate(self.stripes, 1)]
        text = [track.text if track is not None and track.ok else "" for track in found]
        bad = tuple(number for number, stripe in enumerate(self.stripes, 1) if stripe and not text[number - 1])
        return (text[0], text[1], text[2]), bad


class Msr605Model(Model):
    """`swipe [card=NAME] [tracks=[…]] [fault="speed"]`, `present card=NAME [tracks]`, `remove`.

    A swipe without a card takes the presented one. `tracks` puts text on the card first. Cards are kept by name.
    """

    def __init__(self, *, lone_test_answer: bool = False) -> None:
        super().__init__()
        self._lone_test_answer = lone_test_answer
        self.cards: dict[str, Card] = {}
        self._hand = ""
        self._swipes = 0
        self.actions = {"swipe": self._swipe, "present": self._present, "remove": self._remove}
        self.power_on()

    def power_on(self) -> None:
        self._decoder = HostDecoder()
        self._armed: HostCommand | None = None
        self._hico = True
        self._bpc = (8, 8, 8)
        self._zeros = (61, 22)

    def received(self, data: bytes, now_s: float) -> Frames:
        return [frame for command in self._decoder.feed(data) for frame in self._obey(command)]

    def facts(self) -> Facts:
        armed = self._armed.cmd.value if self._armed and self._armed.cmd else ""
        cards = {name: list(card.texts()[0]) for name, card in self.cards.items()}
        return {
            "armed": armed,
            "hico": self._hico,
            "card": self._hand,
            "cards": cards,
            "swipes": self._swipes,
            "bpc": list(self._bpc),
        }

    def _obey(self, command: HostCommand) -> Frames:
        if command.cmd in ARMING:
            self._armed = command
            return []
        if command.cmd is Command.RESET:
            self._armed = None
            return []
        return self._answer(command)

    def _answer(self, command: HostCommand) -> Frames:
        cmd = command.cmd
        if cmd is None:
            return [UNKNOWN]
        if cmd in (Command.SET_HICO, Command.SET_LOCO):
            self._hico = cmd is Command.SET_HICO
        if cmd is Command.SET_BPC and command.bpc:
            self._bpc = command.bpc
            return [OK + bytes(self._bpc)]
        if cmd is Command.SET_LEADING_ZERO and command.zeros:
            self._zeros = command.zeros
        return self._fixed_answers().get(cmd, [OK])

    def _fixed_answers(self) -> dict[Command, Frames]:
        silent = (
            Command.LED_ALL_OFF,
            Command.LED_ALL_ON,
            Command.LED_GREEN,
            Command.LED_YELLOW,
            Command.LED_RED,
            Command.SENSOR_TEST,
        )
        return {
            **{cmd: [] for cmd in silent},
            Command.COMM_TEST: [b"y" if self._lone_test_answer else b"\x1by"],
            Command.CHECK_LEADING_ZERO: [b"\x1b" + bytes(self._zeros)],
            Command.GET_COERCIVITY: [b"\x1bh" if self._hico else b"\x1bl"],
            Command.GET_MODEL: [b"\x1b3S"],
            Command.GET_FIRMWARE: [b"\x1bREVT1.00"],
        }

    # --- the operator

    def _present(self, arguments: Arguments, now_s: float) -> Frames:
        self._hand = str(arguments.get("card", "card"))
        card = self.cards.setdefault(self._hand, Card())
        if arguments.get("tracks") is not None:
            _print(card, arguments["tracks"])
        return []

    def _remove(self, arguments: Arguments, now_s: float) -> Frames:
        self._hand = ""
        return []

    def _swipe(self, arguments: Arguments, now_s: float) -> Frames:
        if "card" in arguments or "tracks" in arguments or not self._hand:
            self._present(arguments, now_s)
        self._swipes += 1
        armed, self._armed = self._armed, None
        if armed is None:
            return []
        return [self._pass(armed, self.cards[self._hand], str(arguments.get("fault", "")))]

    def _pass(self, armed: HostCommand, card: Card, fault: str) -> bytes:
        if armed.cmd is Command.ISO_READ:
            texts, bad = card.texts()
            if fault:
                return iso_block(("", "", ""), READ_ERROR, (1, 2, 3))
            return iso_block(texts, READ_ERROR if bad else STATUS_OK, bad)
        if armed.cmd is Command.RAW_READ:
            return raw_block(_three([_mirrored(stripe) for stripe in card.stripes]))
        if fault:
            return bytes((0x1B, SWIPE_SPEED))
        _change(armed, card)
        return OK


def _change(armed: HostCommand, card: Card) -> None:
    if armed.cmd is Command.ERASE:
        for number in armed.numbers:
            card.stripes[number - 1] = b""
    elif armed.raw is not None:
        card.stripes = [new or old for new, old in zip(armed.raw, card.stripes, strict=True)]
    else:
        _print(card, armed.tracks)


def _print(card: Card, tracks: object) -> None:
    if not isinstance(tracks, list | tuple) or len(tracks) != 3:
        raise PosError("bad_line", key="tracks")
    for number, text in enumerate(tracks, 1):
        if text:
            card.put_text(number, str(text))


def _mirrored(stripe: bytes) -> bytes:
    return bytes(int(f"{byte:08b}"[::-1], 2) for byte in stripe)


def _three(parts: list[bytes]) -> tuple[bytes, bytes, bytes]:
    return parts[0], parts[1], parts[2]
