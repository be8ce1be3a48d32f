"""Customer displays of two rows by twenty: CD5220 (VFD220, most Chinese ones) and Epson's DM-D, also behind a printer.

Sources: CD5220 manuals of several makers, Epson DM-D110 specification, OCA's hw_customer_display. A CD5220 in string
mode (ESC Q) obeys nothing but CLR, so whole rows are all it is ever sent. Most show ASCII only.
"""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.devices.ascii_text import ascii_text
from memberpos.devices.byte_decoder import ByteDecoder
from memberpos.devices.customer_view import GOODS, PAID, CustomerView

COLUMNS, ROWS = 20, 2
CLEAR, INIT = b"\x0c", b"\x1b@"
MAX_ROW = 64  # of ESC Q D, which scrolls
MAX_COMMAND = 600  # a display takes a hundred characters of its own at most
_CR = 0x0D
_SELECT = b"\x1b="

# --- what is sent


def row_text(left: str, right: str = "") -> str:
    """Twenty characters: `left` cut to leave room for `right`."""
    space = COLUMNS - len(right) - bool(right)
    return f"{left[: max(0, space)]:<{max(0, space)}}{' ' if right and space >= 0 else ''}{right}"[:COLUMNS]


def rows(view: CustomerView) -> tuple[str, str]:
    """A picture in two rows of ASCII."""
    if view.stage == PAID:
        lower = row_text("CHANGE", view.change) if view.change else row_text("THANK YOU")
        return row_text("PAID", view.paid or view.due), lower
    if view.stage == GOODS:
        return row_text(ascii_text(view.name), view.price), row_text("TOTAL", view.due)
    return row_text(ascii_text(view.name)), row_text("")


def cd5220(view: CustomerView) -> bytes:
    """Bytes that show a picture on a CD5220."""
    upper, lower = (row.encode("ascii") for row in rows(view))
    return b"\x1bQA" + upper + b"\r\x1bQB" + lower + b"\r"


def dm_d(view: CustomerView) -> bytes:
    """The same on an Epson DM-D: cursor off, each row put in its place."""
    upper, lower = (row.encode("ascii") for row in rows(view))
    return b"\x1fC\x00" + position(1, 1) + upper + position(1, 2) + lower


def position(x: int, y: int) -> bytes:
    """Epson: the cursor to column x and row y, from 1."""
    return b"\x1f$" + bytes((x, y))


def cursor(x: int, y: int) -> bytes:
    """CD5220: the same."""
    return b"\x1bl" + bytes((x, y))


def behind_printer(data: bytes) -> bytes:
    """Bytes for a display on the printer's cable: it listens, then the printer again."""
    return _SELECT + b"\x02" + data + _SELECT + b"\x01"


# --- what is received


@dataclass(frozen=True)
class Row:
    """A whole row (0 upper, 1 lower)."""

    row: int
    text: str


@dataclass(frozen=True)
class Moved:
    """The cursor stands in column x, row y, from 1."""

    x: int
    y: int


@dataclass(frozen=True)
class Typed:
    """A character at the cursor."""

    char: str


@dataclass(frozen=True)
class Did:
    """`what`: clear, clear_row, init, cursor_on, cursor_off, left, right, up, down, home, row_start, row_end, bottom,
    select_printer, select_display, select_both, other.
    """

    what: str


Event = Row | Moved | Typed | Did
_CONTROLS = {
    0x08: "left", 0x09: "right", 0x0A: "down", 0x0B: "home", 0x0C: "clear", 0x0D: "row_start", 0x18: "clear_row"
}  # fmt: skip
_ARROWS = {
    b"A": "up", b"B": "down", b"C": "right", b"D": "left", b"H": "home", b"K": "bottom", b"L": "row_start",
    b"R": "row_end",
}  # fmt: skip
#: Argument bytes of the commands that have a fixed number of them.
_ESC = {b"\x11": 0, b"\x12": 0, b"\x13": 0, b"@": 0, b"l": 2, b"[": 1} | dict.fromkeys(
    (b"*", b"?", b"%", b"_", b"f", b"c", b"=", b"s", b"d", b"t", b"R"), 1
)
_US = {b"\x01": 0, b"\x02": 0, b"\x03": 0, b"\x0a": 0, b"\x0d": 0, b"B": 0, b"@": 0, b"$": 2, b"#": 2, b"T": 2} | (
    dict.fromkeys((b"C", b"X", b"E", b"r", b".", b",", b";", b":"), 1) | {b"^": 2}
)
_US_WORDS = {b"\x0a": "up", b"\x0d": "row_end", b"B": "bottom"}
_SELECTS = {1: "select_printer", 2: "select_display", 3: "select_both"}


class VfdDecoder(ByteDecoder[Event]):
    """Bytes to a display to what it does; any chunking gives the same. `epson`: its windows have other arguments."""

    def __init__(self, *, epson: bool = False) -> None:
        super().__init__()
        self._epson = epson

    def byte(self, byte: int) -> list[Event]:
        self._buffer.append(byte)
        command = bytes(self._buffer)
        if command[0] not in (0x1B, 0x1F):
            self._buffer.clear()
            name = _CONTROLS.get(byte)
            return [Did(name)] if name else [Typed(chr(byte))] if byte >= 0x20 else []
        wanted = _length(command, epson=self._epson)
        if wanted is None or len(command) < wanted:
            if len(command) > MAX_COMMAND:
                self._buffer.clear()
            return []
        self._buffer.clear()
        return [_escape(command) if command[0] == 0x1B else _unit_separator(command)]


def _length(command: bytes, *, epson: bool) -> int | None:
    """Length of the command, None while more must be seen to know it."""
    if len(command) < 2:
        return None
    kind = command[1:2]
    if command[0] == 0x1F:
        return 2 + _US.get(kind, 0)
    if kind == b"Q":
        end = command.find(_CR, 3)
        return end + 1 if end > 0 else MAX_ROW if len(command) >= MAX_ROW else None
    if kind == b"W":
        if epson:
            return None if len(command) < 4 else 8 if command[3] in b"\x01\x31" else 4
        return 6
    return _characters(command) if kind == b"&" else 2 + _ESC.get(kind, 0)


def _characters(command: bytes) -> int | None:
    """Length of ESC & s n m and, for each character of n to m, its width and so many columns of s bytes."""
    if len(command) < 5:
        return None
    size, first, last = command[2:5]
    at = 5
    for _ in range(max(0, last - first + 1)):
        if at >= len(command):
            return None
        at += 1 + command[at] * size
    return at


def _escape(command: bytes) -> Event:
    kind, argument = command[1:2], command[2:3]
    if kind == b"Q" and command[-1] == _CR and argument in (b"A", b"B", b"D"):
        return Row(int(argument == b"B"), command[3:-1].decode("latin-1"))
    if kind == b"l":
        return _moved(command)
    words = {b"@": "init", b"[": _ARROWS.get(argument), b"_": _switch(argument)}
    if kind == b"=":
        return Did(_SELECTS.get(argument[0] & 3, "other"))
    return Did(words.get(kind) or "other")


def _unit_separator(command: bytes) -> Event:
    kind = command[1:2]
    if kind == b"$":
        return _moved(command)
    return Did(_switch(command[2:3]) if kind == b"C" else _US_WORDS.get(kind, "other"))


def _switch(argument: bytes) -> str:
    return "cursor_off" if argument in (b"\x00", b"0") else "cursor_on"


def _moved(command: bytes) -> Event:
    x, y = command[2:4]
    return Moved(x, y) if 1 <= x <= COLUMNS and 1 <= y <= ROWS else Did("other")


class VfdScreen:
    """Two rows that what is sent changes, as on the glass. `touched`: rows that something was written to."""

    def __init__(self) -> None:
        self._cells = [[" "] * COLUMNS for _ in range(ROWS)]
        self._x = self._y = 0
        self.touched: set[int] = set()

    @property
    def text(self) -> tuple[str, str]:
        """Upper and lower row."""
        upper, lower = ("".join(row) for row in self._cells)
        return upper, lower

    def apply(self, event: Event) -> None:
        """Do what an event says."""
        if isinstance(event, Row):
            self._cells[event.row] = list(f"{event.text[:COLUMNS]:<{COLUMNS}}")
            self.touched.add(event.row)
        elif isinstance(event, Moved):
            self._x, self._y = event.x - 1, event.y - 1
        elif isinstance(event, Typed):
            self._cells[self._y][self._x] = event.char
            self.touched.add(self._y)
            self._step(1)
        else:
            self._do(event.what)

    def _do(self, what: str) -> None:
        if what in ("clear", "init"):
            self._cells = [[" "] * COLUMNS for _ in range(ROWS)]
            self._x = self._y = 0
        elif what == "clear_row":
            self._cells[self._y] = [" "] * COLUMNS
        elif what in ("left", "right"):
            self._step(1 if what == "right" else -1)
        elif what in ("up", "down"):
            self._y = 1 - self._y
        elif what in ("home", "bottom"):
            self._x, self._y = (0, 0) if what == "home" else (COLUMNS - 1, ROWS - 1)
        elif what in ("row_start", "row_end"):
            self._x = 0 if what == "row_start" else COLUMNS - 1

    def _step(self, by: int) -> None:
        at = (self._y * COLUMNS + self._x + by) % (COLUMNS * ROWS)
        self._y, self._x = divmod(at, COLUMNS)
