"""An ESC/POS receipt printer with paper, a cover, a drawer and a buffer that fills up when it cannot print.

Real-time status is answered as it comes, everything else in its turn; what was printed is kept receipt by receipt,
bytes as sent without the status commands, with a transcript of the text.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from memberpos.devices.escpos_decode import EscPosDecoder
from memberpos.devices.escpos_replies import PrinterPicture, asb_reply, dle_eot_reply, gs_r_reply
from memberpos.devices.escpos_tokens import Cut, Feed, Init, Pulse, Query, Text, Token
from memberpos.devices.simulator.model import Action, Arguments, Facts, Frames, Model

BUFFER = 4096


@dataclass(frozen=True)
class Receipt:
    """`data`: bytes up to and with the cut; `text`: transcript; `whole`: False when it ended without a cut."""

    data: bytes
    text: str
    whole: bool = True


class PrinterModel(Model):
    """`paper-out [after_lines]`, `paper-low`, `paper-in`, `cover-open`, `cover-close`, `drawer-open`, `drawer-close`,
    `stall` (take no more bytes), `go-on`, `mute` (answer nothing, as some clones).

    `open_is_high`: level of the drawer switch when open.
    """

    def __init__(self, *, open_is_high: bool = True, mute: bool = False, gs_r: bool = True) -> None:
        super().__init__()
        self._open_is_high, self._mute, self._gs_r = open_is_high, mute, gs_r
        self._paper, self._cover_open, self._drawer_open, self._stalled = "ok", False, False, False
        self._lines_left: int | None = None
        self.printed: list[Receipt] = []
        self.kicks = 0
        self.actions = {
            "paper-out": self._paper_out,
            "paper-low": self._setter(paper="near_end"),
            "paper-in": self._setter(paper="ok"),
            "cover-open": self._setter(cover_open=True),
            "cover-close": self._setter(cover_open=False),
            "drawer-open": self._setter(drawer_open=True),
            "drawer-close": self._setter(drawer_open=False),
            "stall": self._setter(stalled=True),
            "go-on": self._setter(stalled=False),
            "mute": self._setter(mute=True),
        }
        self.power_on()

    def power_on(self) -> None:
        self._decoder = EscPosDecoder()
        self._raw = bytearray()
        self._queue: deque[tuple[Token, bytes]] = deque()
        self._queued = 0
        self._sheet, self._text = bytearray(), ""
        self._mask = 0
        self._told = PrinterPicture()

    def power_off(self) -> None:
        self._tear(whole=False)

    def received(self, data: bytes, now_s: float) -> Frames:
        frames: Frames = []
        for at in range(len(data)):
            self._raw += data[at : at + 1]
            tokens = self._decoder.feed(data[at : at + 1])
            if tokens:
                frames += self._arrived(tokens)
        return frames + self._work()

    def room(self) -> int:
        return 0 if self._stalled else max(0, BUFFER - self._queued - len(self._raw)) if self._blocked else BUFFER

    def facts(self) -> Facts:
        return {
            "paper": self._paper,
            "cover_open": self._cover_open,
            "drawer_open": self._drawer_open,
            "receipts": len(self.printed),
            "kicks": self.kicks,
            "buffered": self._queued + len(self._raw),
            "auto_status": self._mask,
        }

    # --- bytes

    def _arrived(self, tokens: list[Token]) -> Frames:
        """Real-time queries are answered now, the rest waits its turn. The bytes belong to the last token."""
        frames: Frames = []
        *before, last = tokens
        for token in before:  # text that only ended because something else began
            self._enqueue(token, b"")
        raw = bytes(self._raw)
        self._raw.clear()
        if isinstance(last, Query) and last.kind == "dle_eot":
            self._enqueue(None, raw[:-3])
            return self._say(dle_eot_reply(self._picture(), last.n))
        self._enqueue(last, raw)
        return frames

    def _enqueue(self, token: Token | None, raw: bytes) -> None:
        if token is not None or raw:
            self._queue.append((token if token is not None else Text("", self._decoder.style, ""), raw))
            self._queued += len(raw)

    @property
    def _blocked(self) -> bool:
        return self._paper == "out" or self._cover_open or self._stalled

    def _work(self) -> Frames:
        """Print what can be printed."""
        frames: Frames = []
        while self._queue and not self._blocked:
            token, raw = self._queue.popleft()
            self._queued -= len(raw)
            frames += self._print(token, raw)
        return frames + self._report()

    def _print(self, token: Token, raw: bytes) -> Frames:
        if isinstance(token, Query):
            self._sheet += raw[:-3]
            return self._answer(token)
        if isinstance(token, Pulse):
            self._sheet += raw[:-5]
            self.kicks += 1
            self._drawer_open = True
            return []
        self._sheet += raw
        self._transcribe(token)
        return []

    def _transcribe(self, token: Token) -> None:
        if isinstance(token, Text):
            self._text += token.text
        elif isinstance(token, Feed):
            self._text += "\n" * max(1, token.lines)
            self._roll(max(1, token.lines))
        elif isinstance(token, Init):
            self._mask = 0
        elif isinstance(token, Cut):
            self._tear(whole=True)

    def _roll(self, lines: int) -> None:
        if self._lines_left is not None:
            self._lines_left -= lines
            if self._lines_left <= 0:
                self._lines_left, self._paper = None, "out"

    def _tear(self, *, whole: bool) -> None:
        if self._sheet:
            self.printed.append(Receipt(bytes(self._sheet), self._text, whole))
        self._sheet, self._text = bytearray(), ""

    def _answer(self, query: Query) -> Frames:
        if query.kind == "gs_a":
            self._mask = query.n
            self._told = self._picture()
            return self._say(asb_reply(self._told)) if self._mask else []
        if query.kind == "gs_r" and self._gs_r:
            return self._say(gs_r_reply(self._picture(), query.n))
        return []

    def _report(self) -> Frames:
        """Automatic status after a change."""
        picture = self._picture()
        if not self._mask or picture == self._told:
            return []
        self._told = picture
        return self._say(asb_reply(picture))

    def _say(self, answer: bytes) -> Frames:
        return [] if self._mute or not answer else [answer]

    def _picture(self) -> PrinterPicture:
        high = self._drawer_open == self._open_is_high
        return PrinterPicture(paper=self._paper, cover_open=self._cover_open, drawer_high=high)

    # --- the operator

    def _paper_out(self, arguments: Arguments, now_s: float) -> Frames:
        after = arguments.get("after_lines")
        if after is None:
            return self._set(paper="out")
        self._lines_left = int(after)
        return []

    def _setter(self, **changes: object) -> Action:
        return lambda _arguments, _now_s: self._set(**changes)

    def _set(self, **changes: object) -> Frames:
        for name, value in changes.items():
            setattr(self, f"_{name}", value)
        return self._work()
