"""Characters that a scanner types as Alt + decimal number on the keypad: ASCII, Unicode or GBK codes."""

from __future__ import annotations

from collections.abc import Sequence

#: keypad keys while Num Lock is off
_UNLOCKED = {
    "Insert": "0",
    "End": "1",
    "Down": "2",
    "PageDown": "3",
    "Left": "4",
    "Clear": "5",
    "Right": "6",
    "Home": "7",
    "Up": "8",
    "PageUp": "9",
}
#: where the Unicode characters of shop goods and names are; GBK codes mostly fall on Hangul and private ones
_USUAL = ((0x00A0, 0x2FFF), (0x3000, 0x33FF), (0x4E00, 0x9FFF), (0xFF00, 0xFFEF), (0x1F300, 0x3FFFF))
_MISSING = "\N{REPLACEMENT CHARACTER}"


def keypad_digit(text: str, name: str) -> str:
    """Digit of a keypad key, with Num Lock on (`text`) or off (`name`), else ""."""
    return text if len(text) == 1 and text in "0123456789" else _UNLOCKED.get(name, "")


def decode_codes(items: Sequence[str | int], meaning: str) -> str:
    """Text of typed characters (str) and keypad numbers (int). `meaning`: auto | unicode | gbk for numbers above 255.

    auto takes all as GBK as soon as one is GBK and no usual Unicode character. Never fails; U+FFFD for no character.
    """
    codes = [item for item in items if isinstance(item, int)]
    gbk = meaning == "gbk" or (meaning == "auto" and any(_only_gbk(code) for code in codes))
    out: list[str] = []
    at = 0
    while at < len(items):
        step, char = _next_character(items, at, gbk)
        out.append(char)
        at += step
    return "".join(out)


def _next_character(items: Sequence[str | int], at: int, gbk: bool) -> tuple[int, str]:
    code = items[at]
    if isinstance(code, str):
        return 1, code
    if code < 0x80:
        return 1, chr(code)
    if code > 0xFF:
        return 1, (_gbk(code) if gbk else "") or _unicode(code)
    following = items[at + 1] if at + 1 < len(items) else 0
    pair = _gbk(code << 8 | following) if isinstance(following, int) and following <= 0xFF else ""
    return (2, pair) if pair else (1, chr(code))


def _gbk(code: int) -> str:
    """The character of a two-byte GBK code, "" if there is none."""
    if not 0x8140 <= code <= 0xFEFE:
        return ""
    try:
        return code.to_bytes(2, "big").decode("gbk")
    except UnicodeDecodeError:
        return ""


def _unicode(code: int) -> str:
    return _MISSING if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)


def _only_gbk(code: int) -> bool:
    return code > 0xFF and bool(_gbk(code)) and not any(low <= code <= high for low, high in _USUAL)
