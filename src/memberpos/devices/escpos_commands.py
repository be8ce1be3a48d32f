"""What each ESC/POS command does to the state of a printer, and the token it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from memberpos.devices.escpos import BARCODES
from memberpos.devices.escpos_tokens import (
    Barcode,
    Cut,
    Init,
    Other,
    Pulse,
    QrCode,
    Query,
    Raster,
    Style,
    Token,
)
from memberpos.devices.escpos_tokens import (
    Feed as FeedToken,
)
from memberpos.devices.text import decode_text

_ALIGN = ("left", "center", "right")
_LEVELS = "LMQH"
_BARCODE_NAMES = {number: name for name, number in BARCODES.items()}
_QR = 0x31
_QR_MODEL, _QR_SIZE, _QR_LEVEL, _QR_STORE, _QR_PRINT = 0x41, 0x43, 0x45, 0x50, 0x51


_NEW_QR = QrCode("", 2, 3, "L")
_NEW_BARS = Barcode("", "", "")


@dataclass(frozen=True)
class State:
    """`kanji`: mode to return to at ESC @; `page`: ESC t; then the QR code and the barcode shape being set up."""

    style: Style
    kanji: bool
    page: int = 0
    qr: QrCode = _NEW_QR
    bars: Barcode = _NEW_BARS


Result = tuple[State, Token | None]


def apply(state: State, command: bytes) -> tuple[State, Token]:
    """State after a whole `command` and its token; one that is unknown or has senseless arguments is Other."""
    code, arguments = command[:2], command[2:]
    handler = _HANDLERS.get(code)
    after, token = handler(state, arguments) if handler else (state, None)
    return after, token or Other(code.hex(), arguments)


def _restyle(state: State, **changes: int | bool | str) -> Result:
    return replace(state, style=replace(state.style, **changes)), None  # type: ignore[arg-type]


def _init(state: State, _args: bytes) -> Result:
    return State(Style(kanji=state.kanji), state.kanji), Init()


def _align(state: State, args: bytes) -> Result:
    n = args[0] - 0x30 if args[0] >= 0x30 else args[0]
    return _restyle(state, align=_ALIGN[n]) if n < len(_ALIGN) else (state, None)


def _bold(state: State, args: bytes) -> Result:
    return _restyle(state, bold=bool(args[0] & 1))


def _underline(state: State, args: bytes) -> Result:
    n = args[0] & 0x0F
    return _restyle(state, underline=n) if n <= 2 else (state, None)


def _print_mode(state: State, args: bytes) -> Result:
    n = args[0]
    size = {"height": 2 if n & 0x10 else 1, "width": 2 if n & 0x20 else 1}
    return _restyle(state, bold=bool(n & 0x08), underline=int(bool(n & 0x80)), **size)


def _kanji_mode(state: State, args: bytes) -> Result:
    return _restyle(state, width=2 if args[0] & 0x04 else 1, height=2 if args[0] & 0x08 else 1)


def _kanji_four_times(state: State, args: bytes) -> Result:
    times = 2 if args[0] & 1 else 1
    return _restyle(state, width=times, height=times)


def _size(state: State, args: bytes) -> Result:
    return _restyle(state, width=(args[0] >> 4 & 7) + 1, height=(args[0] & 7) + 1)


def _kanji_on(state: State, _args: bytes) -> Result:
    return _restyle(state, kanji=True)


def _kanji_off(state: State, _args: bytes) -> Result:
    return _restyle(state, kanji=False)


def _code_page(state: State, args: bytes) -> Result:
    return replace(state, page=args[0]), None


def _feed_lines(state: State, args: bytes) -> Result:
    return state, FeedToken(args[0])


def _feed_dots(state: State, args: bytes) -> Result:
    return state, FeedToken(0, args[0])


def _old_cut(state: State, _args: bytes) -> Result:
    return state, Cut(full=False, feed=False)


def _cut(state: State, args: bytes) -> Result:
    if args[0] in (0, 1, 0x30, 0x31):
        return state, Cut(full=args[0] in (0, 0x30), feed=False)
    return state, Cut(full=args[0] % 2 == 1, feed=True, n=args[1]) if len(args) == 2 else None


def _pulse(state: State, args: bytes) -> Result:
    m, on, off = args
    return state, Pulse(5 if m & 1 else 2, on * 2, off * 2, m) if m in (0, 1, 0x30, 0x31) else None


def _real_time_pulse(state: State, args: bytes) -> Result:
    """DLE DC4 1 m t: t times 100 ms on and as long off."""
    if len(args) != 3 or args[0] != 1 or args[1] > 1:
        return state, None
    return state, Pulse(5 if args[1] else 2, args[2] * 100, args[2] * 100, args[1])


def _parametric(state: State, args: bytes) -> Result:
    """GS ( k for a QR code; other groups are passed on as they are."""
    if args[0] != ord("k") or args[3:4] != bytes((_QR,)) or len(args) < 6:
        return state, None
    function, values = args[4], args[5:]
    if function == _QR_PRINT:
        return state, state.qr if state.qr.data else None
    change = _qr_change(function, values)
    return (replace(state, qr=replace(state.qr, **change)) if change else state), None  # type: ignore[arg-type]


def _qr_change(function: int, values: bytes) -> dict[str, int | str]:
    if function == _QR_MODEL:
        return {"model": values[0] - 0x30}
    if function == _QR_SIZE:
        return {"size": values[0]}
    if function == _QR_LEVEL and 0 <= values[0] - 0x30 < len(_LEVELS):
        return {"ec": _LEVELS[values[0] - 0x30]}
    return {"data": decode_text(values[1:])} if function == _QR_STORE else {}


def _bar_height(state: State, args: bytes) -> Result:
    return replace(state, bars=replace(state.bars, height=args[0])), None


def _bar_width(state: State, args: bytes) -> Result:
    return replace(state, bars=replace(state.bars, width=args[0])), None


def _bar_digits(state: State, args: bytes) -> Result:
    return replace(state, bars=replace(state.bars, hri=args[0] & 3)), None


def _barcode(state: State, args: bytes) -> Result:
    """Function A: kind 0 to 6, data, NUL. Function B: kind 65 to 79, length, data."""
    if len(args) < 2:
        return state, None
    short = args[0] <= 6
    kind = _BARCODE_NAMES.get(args[0] + 65 if short else args[0], f"kind {args[0]}")
    data = args[1:-1] if short else args[2:]
    shown = data.decode("latin-1")
    return state, replace(state.bars, kind=kind, data=shown, function="A" if short else "B")


def _raster(state: State, args: bytes) -> Result:
    if len(args) < 6:
        return state, None
    width, height = int.from_bytes(args[2:4], "little"), int.from_bytes(args[4:6], "little")
    return state, Raster(width, height, args[6:], args[1] & 3)


def _query(kind: str) -> Callable[[State, bytes], Result]:
    return lambda state, args: (state, Query(kind, args[0]))


_HANDLERS: dict[bytes, Callable[[State, bytes], Result]] = {
    b"\x1b@": _init,
    b"\x1ba": _align,
    b"\x1bE": _bold,
    b"\x1bG": _bold,
    b"\x1b-": _underline,
    b"\x1c-": _underline,
    b"\x1b!": _print_mode,
    b"\x1c!": _kanji_mode,
    b"\x1cW": _kanji_four_times,
    b"\x1d!": _size,
    b"\x1c&": _kanji_on,
    b"\x1c.": _kanji_off,
    b"\x1bt": _code_page,
    b"\x1bd": _feed_lines,
    b"\x1bJ": _feed_dots,
    b"\x1bi": _old_cut,
    b"\x1bm": _old_cut,
    b"\x1dV": _cut,
    b"\x1bp": _pulse,
    b"\x10\x14": _real_time_pulse,
    b"\x1d(": _parametric,
    b"\x1dh": _bar_height,
    b"\x1dw": _bar_width,
    b"\x1dH": _bar_digits,
    b"\x1dk": _barcode,
    b"\x1dv": _raster,
    b"\x10\x04": _query("dle_eot"),
    b"\x1dr": _query("gs_r"),
    b"\x1dI": _query("gs_i"),
    b"\x1da": _query("gs_a"),
}
