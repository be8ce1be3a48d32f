"""Incremental reader of ESC/POS streams: bytes in any chunks to tokens, with the printer's state. Bounded."""

from __future__ import annotations

from memberpos.devices.escpos_commands import State, apply
from memberpos.devices.escpos_lengths import COMMAND_BYTES, HEAD, measure
from memberpos.devices.escpos_text import decode_run, pair_width
from memberpos.devices.escpos_tokens import Feed, Other, Style, Text, Token

MAX_RUN = 4096


class EscPosDecoder:
    """`kanji`: mode at power-up and after ESC @ (on in most Chinese printers).

    A text run becomes a token when something else follows it, at MAX_RUN bytes, or at flush().
    """

    def __init__(self, kanji: bool = True) -> None:
        self._state = State(Style(kanji=kanji), kanji)
        self._run = bytearray()
        self._buffer = bytearray()
        self._needed = 0

    @property
    def style(self) -> Style:
        """Style of the text that comes next."""
        return self._state.style

    @property
    def buffered(self) -> int:
        """Bytes held back: of a text run and of an unfinished command."""
        return len(self._run) + len(self._buffer)

    def feed(self, data: bytes) -> list[Token]:
        """Tokens completed by `data`, in order."""
        self._buffer += data
        if len(self._buffer) < self._needed:
            return []
        self._needed = 0
        tokens: list[Token] = []
        at = 0
        while at < len(self._buffer) and (step := self._step(at, tokens)):
            at += step
        del self._buffer[:at]
        return tokens

    def flush(self) -> list[Token]:
        """The text run held back, if any; a command cut short stays."""
        if not self._run:
            return []
        text, encoding = decode_run(bytes(self._run), self.style.kanji, self._state.page)
        self._run.clear()
        return [Text(text, self.style, encoding)]

    def _step(self, at: int, tokens: list[Token]) -> int:
        """Handles what begins at `at`; its length, or 0 if it is not whole yet."""
        byte = self._buffer[at]
        if byte >= 0x20:
            tokens += self._text_byte(byte)
            return 1
        if byte not in COMMAND_BYTES:
            tokens += [*self.flush(), Feed() if byte == 0x0A else Other(f"{byte:02x}")]
            return 1
        length = measure(bytes(self._buffer[at : at + HEAD]))
        if length is None or at + length > len(self._buffer):
            self._needed = length or 0
            return 0
        tokens += self.flush()
        self._state, token = apply(self._state, bytes(self._buffer[at : at + length]))
        tokens.append(token)
        return length

    def _text_byte(self, byte: int) -> list[Token]:
        self._run.append(byte)
        if len(self._run) < MAX_RUN:
            return []
        whole = self._whole_characters()
        rest = self._run[whole:]
        del self._run[whole:]
        tokens = self.flush()
        self._run += rest
        return tokens

    def _whole_characters(self) -> int:
        """Length of the run without the first half of a character at its end."""
        if not self.style.kanji:
            return len(self._run)
        at = 0
        while at < len(self._run) - 1:
            at += pair_width(self._run, at)
        return at if 0x81 <= self._run[-1] <= 0xFE else len(self._run)
