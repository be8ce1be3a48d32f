"""What each command does: `ESC`, `FS`, `GS` and `DLE` with their parameters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.escpos_interpreter.machine import Machine
from tests.escpos_interpreter.paper import DOTS_A_COLUMN, Ask, Barcode, Buzz, Cut, Feed, Kick, Raster

ALIGN = {0: "left", 1: "center", 2: "right", 48: "left", 49: "center", 50: "right"}
QR_LEVELS = {48: "L", 49: "M", 50: "Q", 51: "H"}

#: Commands that change nothing a receipt shows here: prefix → number of parameter bytes.
SILENT = {
    b"\x1b2": 0, b"\x1b3": 1, b"\x1b ": 1, b"\x1bR": 1, b"\x1bM": 1, b"\x1b{": 1, b"\x1bV": 1, b"\x1bU": 1,
    b"\x1bS": 0, b"\x1bL": 0, b"\x1bc5": 1, b"\x1bc3": 1, b"\x1bc4": 1, b"\x1br": 1, b"\x1dB": 1, b"\x1db": 1,
    b"\x1dh": 1, b"\x1dw": 1, b"\x1dH": 1, b"\x1df": 1, b"\x1dP": 2, b"\x1da": 1, b"\x1cC": 1, b"\x1b=": 1,
}  # fmt: skip


def run_command(machine: Machine, prefix: bytes) -> None:
    """Runs one command by its two first bytes; of an unknown one, as on real units, the parameters print as text."""
    if prefix in SILENT:
        machine.take(SILENT[prefix])
        return
    if prefix == b"\x1bc":
        machine.take(2)
        return
    handler = COMMANDS.get(prefix)
    if handler is None:
        machine.fault(f"unknown command {prefix.hex(' ')}")
        return
    handler(machine)


def _init(machine: Machine) -> None:
    if machine.glyphs:
        machine.fault("ESC @ throws away the text of an unfinished line")
    machine.reset()


def _esc_bang(machine: Machine) -> None:
    n = machine.byte()
    machine.style.ascii_size = (2 if n & 0x20 else 1, 2 if n & 0x10 else 1)
    machine.style.size = (1, 1)
    machine.style.bang_bold, machine.style.underline = bool(n & 8), bool(n & 0x80)


def _gs_bang(machine: Machine) -> None:
    n = machine.byte()
    machine.style.size = ((n >> 4) % 8 + 1, n % 8 + 1)
    machine.style.ascii_size = machine.style.chinese_size = (1, 1)


def _fs_bang(machine: Machine) -> None:
    n = machine.byte()
    machine.style.chinese_size = (2 if n & 4 else 1, 2 if n & 8 else 1)


def _fs_quadruple(machine: Machine) -> None:
    machine.style.chinese_size = (2, 2) if machine.byte() & 1 else (1, 1)


def _fs_spacing(machine: Machine) -> None:
    machine.style.chinese_spacing = sum(machine.take(2))


def _chinese(on: bool) -> Callable[[Machine], None]:
    def switch(machine: Machine) -> None:
        machine.style.chinese = on

    return switch


def _bold(machine: Machine) -> None:
    machine.style.bold = bool(machine.byte() & 1)
    machine.style.bang_bold = False


def _underline(machine: Machine) -> None:
    machine.style.underline = machine.byte() not in (0, 48)


def _code_page(machine: Machine) -> None:
    machine.style.code_page = machine.byte()


def _align(machine: Machine) -> None:
    machine.line_start_only("ESC a")
    n = machine.byte()
    if n not in ALIGN:
        machine.fault(f"alignment {n}")
    machine.align = ALIGN.get(n, machine.align)


def _feed_lines(machine: Machine) -> None:
    lines = machine.byte()
    if machine.glyphs:
        machine.end_line()
    if lines:
        machine.events.append(Feed(lines))


def _feed_dots(machine: Machine) -> None:
    machine.byte()
    if machine.glyphs:
        machine.end_line()


def _move_to(machine: Machine) -> None:
    machine.x = machine.word()


def _move_by(machine: Machine) -> None:
    machine.x += int.from_bytes(machine.take(2), "little", signed=True)


def _left_margin(machine: Machine) -> None:
    machine.left = machine.word()


def _area(machine: Machine) -> None:
    machine.area = min(machine.word(), machine.model.columns * DOTS_A_COLUMN)


def _kick(machine: Machine) -> None:
    pin, on, off = machine.take(3)
    if pin not in (0, 1, 48, 49) or off < on:
        machine.fault("drawer pulse out of range")
    machine.events.append(Kick(5 if pin & 1 else 2, on * 2, off * 2))


def _buzz(machine: Machine) -> None:
    machine.events.append(Buzz(machine.byte(), machine.byte()))


def _cut(machine: Machine) -> None:
    machine.flush_before("cut")
    m = machine.byte()
    feed = machine.byte() if m >= 65 else 0
    if m not in (0, 1, 48, 49, 65, 66):
        machine.fault(f"cut {m}")
    machine.events.append(Cut(m in (1, 49, 66), feed))


def _short_cut(machine: Machine) -> None:
    machine.flush_before("cut")
    machine.events.append(Cut(True, 0))


def _tabs(machine: Machine) -> None:
    while machine.byte():
        pass


def _barcode(machine: Machine) -> None:
    machine.flush_before("barcode")
    system = machine.byte()
    if system >= 65:
        data = machine.take(machine.byte())
    else:
        start = machine.at
        while machine.byte():
            pass
        data = machine.data[start : machine.at - 1]
    machine.events.append(Barcode(system, data))


def _two_dimensional(machine: Machine) -> None:
    body = machine.take(machine.word())
    if len(body) < 2 or body[0] != 49:
        machine.fault("a two-dimensional code that is no QR code")
        return
    _qr_function(machine, body[1], body[2:])


def _qr_function(machine: Machine, function: int, args: bytes) -> None:
    if function == 65:
        machine.qr = replace(machine.qr, model=args[0] - 48)
    elif function == 67:
        machine.qr = replace(machine.qr, size=args[0])
    elif function == 69:
        machine.qr = replace(machine.qr, level=QR_LEVELS.get(args[0], "?"))
    elif function == 80:
        machine.qr = replace(machine.qr, data=args[1:])
    elif function == 81:
        machine.flush_before("QR code")
        machine.events.append(replace(machine.qr, align=machine.align))
    else:
        machine.fault(f"QR function {function}")


def _picture(machine: Machine, mode: int, width_bytes: int, height: int) -> None:
    machine.flush_before("picture")
    rows = tuple(machine.take(width_bytes) for _ in range(height))
    if width_bytes * 8 > machine.model.columns * DOTS_A_COLUMN:
        machine.fault("a picture wider than the paper")
    scale = (2 if mode & 1 else 1, 2 if mode & 2 else 1)
    machine.events.append(Raster(width_bytes * 8, height, rows, scale, machine.align))


def _raster(machine: Machine) -> None:
    if machine.byte() != 0x30:
        machine.fault("GS v without 0")
    mode = machine.byte() & 3
    _picture(machine, mode, machine.word(), machine.word())


def _graphics(machine: Machine) -> None:
    _graphics_function(machine, machine.take(machine.word()))


def _large_graphics(machine: Machine) -> None:
    if machine.byte() != 0x4C:
        machine.fault("GS 8 without L")
    _graphics_function(machine, machine.take(int.from_bytes(machine.take(4), "little")))


def _graphics_function(machine: Machine, body: bytes) -> None:
    """Function 112 stores a picture, 50 prints it (`GS ( L`)."""
    if body[:2] == b"\x30\x70":
        width, height = int.from_bytes(body[6:8], "little"), int.from_bytes(body[8:10], "little")
        step = (width + 7) // 8
        rows = tuple(body[10 + i * step : 10 + (i + 1) * step] for i in range(height))
        machine.stored_picture = Raster(width, height, rows, (body[3], body[4]), "left")
    elif body[:2] in (b"\x30\x32", b"\x30\x02") and machine.stored_picture:
        machine.flush_before("picture")
        machine.events.append(replace(machine.stored_picture, align=machine.align))
    else:
        machine.fault("graphics function")


def _column_picture(machine: Machine) -> None:
    mode, width = machine.byte(), machine.word()
    machine.take(width * (3 if mode in (32, 33) else 1))
    machine.fault("a picture in columns: not interpreted")


def _length_prefixed(machine: Machine) -> None:
    machine.take(machine.word())


def _fs_paren(machine: Machine) -> None:
    machine.byte()
    _length_prefixed(machine)


def _gs_paren(machine: Machine) -> None:
    function = machine.byte()
    {0x6B: _two_dimensional, 0x4C: _graphics}.get(function, _length_prefixed)(machine)


def _ask(name: str) -> Callable[[Machine], None]:
    def handler(machine: Machine) -> None:
        machine.events.append(Ask(name, machine.byte()))

    return handler


COMMANDS: dict[bytes, Callable[[Machine], None]] = {
    b"\x1b@": _init, b"\x1b!": _esc_bang, b"\x1d!": _gs_bang, b"\x1c!": _fs_bang, b"\x1cW": _fs_quadruple,
    b"\x1cS": _fs_spacing, b"\x1c&": _chinese(True), b"\x1c.": _chinese(False), b"\x1bE": _bold, b"\x1bG": _bold,
    b"\x1b-": _underline, b"\x1c-": _underline, b"\x1bt": _code_page, b"\x1ba": _align, b"\x1bd": _feed_lines,
    b"\x1bJ": _feed_dots, b"\x1b$": _move_to, b"\x1b\\": _move_by, b"\x1dL": _left_margin, b"\x1dW": _area,
    b"\x1bp": _kick, b"\x1bB": _buzz, b"\x1dV": _cut, b"\x1bi": _short_cut, b"\x1bm": _short_cut, b"\x1bD": _tabs,
    b"\x1dk": _barcode, b"\x1d(": _gs_paren, b"\x1dv": _raster,
    b"\x1d8": _large_graphics, b"\x1b*": _column_picture, b"\x1c(": _fs_paren,
    b"\x10\x04": _ask("DLE EOT"), b"\x1dr": _ask("GS r"), b"\x1dI": _ask("GS I"),
}  # fmt: skip
