"""ESC/POS commands for receipt printers with Chinese characters (GB18030 two-byte area), as bytes.

Sources: Epson's command tables, SPRT and SP91 manuals of Chinese printers. Kanji mode (FS &) is on at power-up on most
Chinese units and off on others: switch it before text. Units keep their names: dots, lines, ms.
Characters of four GB18030 bytes are not in common printers: `text` refuses them, the caller prints a raster instead.
"""

from __future__ import annotations

ESC, FS, GS, DLE = b"\x1b", b"\x1c", b"\x1d", b"\x10"
_ALIGN = {"left": 0, "center": 1, "right": 2}
_QR_LEVELS = {"L": 0x30, "M": 0x31, "Q": 0x32, "H": 0x33}
#: function B numbers of GS k
BARCODES: dict[str, int] = {
    "UPC-A": 65,
    "UPC-E": 66,
    "EAN13": 67,
    "EAN8": 68,
    "CODE39": 69,
    "ITF": 70,
    "CODABAR": 71,
    "CODE93": 72,
    "CODE128": 73,
}
MAX_QR_BYTES = 2953
_REPLACED = {0xA5: 0xFFE5, 0xA0: 0x20}


def init() -> bytes:
    """Clears styles and buffers, and switches automatic status off again."""
    return ESC + b"@"


def align(where: str) -> bytes:
    """`where`: left | center | right. ValueError for others."""
    if where not in _ALIGN:
        raise ValueError("align")
    return ESC + b"a" + bytes((_ALIGN[where],))


def bold(on: bool) -> bytes:
    return ESC + b"E" + bytes((on,))


def underline(dots: int) -> bytes:
    """0 to 2 dots, for ASCII and for Chinese characters."""
    dots = _within(dots, 0, 2)
    return ESC + b"-" + bytes((dots,)) + FS + b"-" + bytes((dots,))


def size(width: int = 1, height: int = 1) -> bytes:
    """GS !, 1 to 8 times each; works on ASCII and Chinese (ESC ! often leaves Chinese small)."""
    return GS + b"!" + bytes(((_within(width, 1, 8) - 1) << 4 | (_within(height, 1, 8) - 1),))


def kanji_size(wide: bool, high: bool) -> bytes:
    """FS !, only for profiles that need it instead of `size`."""
    return FS + b"!" + bytes((wide << 2 | high << 3,))


def kanji_on() -> bytes:
    return FS + b"&"


def kanji_off() -> bytes:
    return FS + b"."


def code_page(n: int) -> bytes:
    return ESC + b"t" + bytes((_within(n, 0, 255),))


def line_feed() -> bytes:
    return b"\n"


def feed(lines: int) -> bytes:
    """Prints what is in the line buffer and feeds 0 to 255 lines."""
    return ESC + b"d" + bytes((_within(lines, 0, 255),))


def cut(feed_dots: int = 0, partial: bool = True) -> bytes:
    """Feeds to the cutter plus `feed_dots` (0 to 255) and cuts. Send a line feed first: clones drop an open line."""
    return GS + b"V" + (b"B" if partial else b"A") + bytes((_within(feed_dots, 0, 255),))


def drawer_kick(pin: int = 2, on_ms: int = 50, off_ms: int = 500) -> bytes:
    """Pulse on connector pin 2 or 5; 2 to 510 ms in steps of 2, off at least as long as on. ValueError for others."""
    if pin not in (2, 5):
        raise ValueError("pin")
    on, off = _within(on_ms // 2, 1, 255), _within(off_ms // 2, 1, 255)
    return ESC + b"p" + bytes((pin == 5, on, max(on, off)))


def buzzer(times: int, length: int) -> bytes:
    """Xprinter's ESC B: 1 to 9 times, `length` 1 to 9 in units of 50 ms."""
    return ESC + b"B" + bytes((_within(times, 1, 9), _within(length, 1, 9)))


def qr(data: bytes, size: int = 6, level: str = "M", model: int = 2) -> bytes:
    """Stores and prints a QR code; module `size` 1 to 16 dots, `level` L M Q H, `model` 1 or 2, else ValueError."""
    if level not in _QR_LEVELS or not 0 < len(data) <= MAX_QR_BYTES:
        raise ValueError("qr")
    length = (len(data) + 3).to_bytes(2, "little")
    return (
        _qr(b"\x04\x00", 0x41, bytes((0x30 + _within(model, 1, 2), 0)))
        + _qr(b"\x03\x00", 0x43, bytes((_within(size, 1, 16),)))
        + _qr(b"\x03\x00", 0x45, bytes((_QR_LEVELS[level],)))
        + _qr(length, 0x50, b"0" + data)
        + _qr(b"\x03\x00", 0x51, b"0")
    )


def _qr(length: bytes, function: int, arguments: bytes) -> bytes:
    return GS + b"(k" + length + b"1" + bytes((function,)) + arguments


def barcode(kind: str, data: str, height: int = 80, width: int = 2, hri: int = 2) -> bytes:
    """Barcode of a kind in BARCODES with height in dots, module `width` 2 to 6, `hri` text 0 none 1 above 2 below.

    CODE128 data without a code set gets set B. ValueError on a kind or data the command cannot carry.
    """
    if kind not in BARCODES:
        raise ValueError("barcode")
    sent = data if kind != "CODE128" or data.startswith("{") else "{B" + data
    payload = sent.encode("ascii")
    if not 0 < len(payload) <= 255:
        raise ValueError("length")
    shape = GS + b"h" + bytes((_within(height, 1, 255),)) + GS + b"w" + bytes((_within(width, 2, 6),))
    digits = GS + b"H" + bytes((_within(hri, 0, 3),))
    return shape + digits + GS + b"k" + bytes((BARCODES[kind], len(payload))) + payload


def raster(width_bytes: int, height: int, data: bytes, mode: int = 0) -> bytes:
    """GS v 0: one bit a dot, highest bit left, 1 = black. ValueError if `data` is not width × height."""
    if len(data) != width_bytes * height or not data:
        raise ValueError("raster")
    shape = width_bytes.to_bytes(2, "little") + height.to_bytes(2, "little")
    return GS + b"v0" + bytes((_within(mode, 0, 3),)) + shape + data


def status_query(n: int) -> bytes:
    """DLE EOT n: 1 printer, 2 cause of being offline, 3 error, 4 paper. Answered at once by one byte without n."""
    return DLE + b"\x04" + bytes((_within(n, 1, 4),))


def transmit_status(n: int) -> bytes:
    """GS r n: 1 paper, 2 drawer; answered after everything before it was printed."""
    return GS + b"r" + bytes((_within(n, 1, 2),))


def auto_status(mask: int) -> bytes:
    """GS a: status of its own accord at each change, 0 = never. `init` switches it off: send it again."""
    return GS + b"a" + bytes((_within(mask, 0, 255),))


def normalise(value: str) -> str:
    """Characters a Chinese printer has under another number: ¥ U+00A5 becomes ￥ U+FFE5, a fixed space a space."""
    return value.translate(_REPLACED)


def printable(char: str) -> bool:
    """True if a Chinese printer has `char`: printable ASCII or two bytes of GB18030 (the private area is empty)."""
    if "\ue000" <= char <= "\uf8ff":
        return False
    encoded = char.encode("gb18030", "replace")
    return " " <= char < "\x7f" if len(encoded) == 1 else len(encoded) == 2


def text(value: str) -> bytes:
    """ASCII and two-byte GB18030, no mode switches. UnicodeEncodeError at a character the printer lacks."""
    for index, char in enumerate(value):
        if not printable(char):
            raise UnicodeEncodeError("gb18030", value, index, index + 1, "not in the printer")
    return value.encode("gb18030")


def _within(value: int, low: int, high: int) -> int:
    if not low <= value <= high:
        raise ValueError("range")
    return value
