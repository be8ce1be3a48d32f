"""A Star TCP300: cards with a magnetic stripe and a face, one inside at most, blocks acknowledged both ways."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from memberpos.devices import tcp300
from memberpos.devices.iso7811 import strip_sentinels
from memberpos.devices.simulator.model import Arguments, Facts, Frames, Model
from memberpos.devices.tcp300 import Block, BlockDecoder, Command, Control, TextCommand

WORK_S = 0.05  # a real one takes seconds
_TRACK = {Command.READ_1_NOW: 1, Command.READ_2_NOW: 2, Command.READ_3_NOW: 3, Command.READ_2: 2}
_SET = {Command.SET_1: 1, Command.SET_2: 2, Command.SET_3: 3}
_ALLOWED = {2: frozenset(b"0123456789=:;<>?")}


@dataclass
class Card:
    """`tracks` by number ("" = blank, None = unreadable); `face`: lines by where they stand."""

    tracks: dict[int, str | None] = field(default_factory=dict)
    face: dict[tuple[int, int], str] = field(default_factory=dict)


class Tcp300Model(Model):
    """`insert [card=NAME] [track=…] [fault="unreadable"]`, `take` (from the slot), `cover-open`, `cover-close`, `jam`,
    `refuse [times=1]` (answer the next blocks by NAK), `damage [times=1]` (its next answers have a wrong check byte).
    """

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, Card] = {}
        self._slot = ""  # a card held to it
        self._waiting = ""  # a card that came out and was not taken yet
        self._cover_open = self._jam = False
        self._refuse = self._damage = 0
        self.actions = {
            "insert": self._insert, "take": self._take, "cover-open": self._open_cover,
            "cover-close": self._close_cover, "jam": self._set_jam, "refuse": self._set_refuse,
            "damage": self._set_damage,
        }  # fmt: skip
        self.power_on()

    def power_on(self) -> None:
        self._decoder = BlockDecoder()
        self._inside = ""
        self._buffer: dict[tuple[int, int], str] = {}
        self._to_write: dict[int, str] = {}
        self._last = b""  # the answer that the host has not acknowledged
        self._due: deque[tuple[float, Block]] = deque()
        self._prints = self._nak_count = 0

    def facts(self) -> Facts:
        faces = {name: _lines(card) for name, card in self.cards.items()}
        tracks = {name: card.tracks.get(2) for name, card in self.cards.items()}
        return {
            "inside": self._inside, "waiting": self._waiting, "faces": faces, "tracks": tracks, "prints": self._prints,
            "unacknowledged": bool(self._last), "asked_again": self._nak_count,
        }  # fmt: skip

    def received(self, data: bytes, now_s: float) -> Frames:
        frames: Frames = []
        for event in self._decoder.feed(data):
            frames += self._control(event) if isinstance(event, Control) else self._take_block(event, now_s)
        return frames

    def tick(self, now_s: float) -> Frames:
        frames: Frames = []
        while self._due and self._due[0][0] <= now_s:
            _, block = self._due.popleft()
            frames.append(self._answered(block.command, *self._do(block)))
        return frames

    def deadline_s(self) -> float | None:
        return self._due[0][0] if self._due else None

    # --- blocks

    def _control(self, control: Control) -> Frames:
        if control.code == tcp300.ACK:
            self._last = b""
            return []
        self._nak_count += control.code == tcp300.NAK
        return [self._last] if control.code == tcp300.NAK and self._last else []

    def _take_block(self, block: Block, now_s: float) -> Frames:
        if not block.good or self._refuse:
            self._refuse = max(0, self._refuse - 1)
            return [bytes((tcp300.NAK,))]
        if block.command not in set(Command) or not self._fits(block):
            return [bytes((tcp300.DLE,))]
        self._due.append((now_s + WORK_S, block))
        return [bytes((tcp300.ACK,))]

    def _fits(self, block: Block) -> bool:
        if block.command == Command.TEXT:
            return tcp300.parse_text(block.data) is not None
        if block.command in _SET:
            return set(block.data) <= _ALLOWED.get(_SET[Command(block.command)], frozenset(range(0x20, 0x60)))
        return block.command != Command.ERASE_PRINT or tcp300.discharge_erase_print(block.data) is not None

    def _answered(self, command: int, status: int, data: bytes = b"") -> bytes:
        self._last = tcp300.reply(command, status, data)
        if self._damage:
            self._damage -= 1
            return self._last[:-1] + bytes((self._last[-1] ^ 1,))
        return self._last

    # --- what a command does: status and data

    def _do(self, block: Block) -> tuple[int, bytes]:
        command = Command(block.command)
        if command is Command.RESET:
            return self._discharged()
        if command is Command.STATUS:
            return (
                tcp300.NORMAL,
                f"{'2' if self._waiting else '1' if self._slot else '0'}000{int(self._cover_open)}0".encode(),
            )
        if self._cover_open:
            return tcp300.COVER_OPEN, b""
        if self._jam:
            return tcp300.JAM, b""
        if command in _TRACK:
            return self._read(_TRACK[command])
        if command in _SET:
            self._to_write[_SET[command]] = block.data.decode("ascii")
            return tcp300.NORMAL, b""
        return self._with_card(command, block.data)

    def _with_card(self, command: Command, data: bytes) -> tuple[int, bytes]:
        if command in (Command.CLEAR_PRINT, Command.CLEAR_ALL):
            self._buffer.clear()
            return tcp300.NORMAL, b""
        if command is Command.TEXT:
            return self._place(data)
        if command is Command.DISCHARGE:
            return self._discharged()
        if command in (Command.WRITE, Command.WRITE_NOW):
            return self._write()
        if command is Command.ERASE_PRINT:
            return self._print(*(tcp300.discharge_erase_print(data) or (1, 1, 1)))
        return tcp300.NORMAL, b""

    def _pull_in(self) -> Card | None:
        if not self._inside and self._slot:
            self._inside, self._slot = self._slot, ""
        return self.cards.get(self._inside)

    def _read(self, track: int) -> tuple[int, bytes]:
        card = self._pull_in()
        if card is None:
            return tcp300.NO_CARD, b""
        text = card.tracks.get(track)
        if text is None:
            return 0x33, b""
        return (tcp300.NORMAL, text.encode("ascii")) if text else (0x32, b"")

    def _write(self) -> tuple[int, bytes]:
        card = self._pull_in()
        if card is None:
            return tcp300.NO_CARD, b""
        card.tracks |= self._to_write
        self._to_write = {}
        return tcp300.NORMAL, b""

    def _place(self, data: bytes) -> tuple[int, bytes]:
        text = tcp300.parse_text(data) or TextCommand(0, 0, 0, "")
        if not tcp300.FIRST_LINE <= text.y < tcp300.HEIGHT or tcp300.fitting(text.text) != text.text:
            return 0x51, b""
        self._buffer[(text.x, text.y)] = text.text
        return tcp300.NORMAL, b""

    def _print(self, discharge: int, erase: int, prints: int) -> tuple[int, bytes]:
        card = self._pull_in()
        if card is None:
            return tcp300.NO_CARD, b""
        if erase:
            card.face = {}
        if prints:
            card.face |= self._buffer
            self._prints += 1
        if discharge:
            self._discharged()
        return tcp300.NORMAL, b""

    def _discharged(self) -> tuple[int, bytes]:
        self._waiting, self._inside = self._inside or self._waiting, ""
        return tcp300.NORMAL, b""

    # --- the operator

    def _insert(self, arguments: Arguments, now_s: float) -> Frames:
        name = str(arguments.get("card", "card"))
        card = self.cards.setdefault(name, Card({2: ""}))
        if "track" in arguments:
            card.tracks[2] = strip_sentinels(str(arguments["track"]))
        if arguments.get("fault") == "unreadable":
            card.tracks[2] = None
        self._waiting, self._slot = "", name
        return []

    def _take(self, arguments: Arguments, now_s: float) -> Frames:
        self._waiting = self._slot = ""
        return []

    def _open_cover(self, arguments: Arguments, now_s: float) -> Frames:
        self._cover_open = True
        return []

    def _close_cover(self, arguments: Arguments, now_s: float) -> Frames:
        self._cover_open = False
        return []

    def _set_jam(self, arguments: Arguments, now_s: float) -> Frames:
        self._jam = bool(arguments.get("on", True))
        return []

    def _set_refuse(self, arguments: Arguments, now_s: float) -> Frames:
        self._refuse = int(arguments.get("times", 1))
        return []

    def _set_damage(self, arguments: Arguments, now_s: float) -> Frames:
        self._damage = int(arguments.get("times", 1))
        return []


def _lines(card: Card) -> list[str]:
    """What stands on a card, from top to bottom."""
    return [card.face[at] for at in sorted(card.face, key=lambda at: at[1])]
