"""Text bytes of an ESC/POS stream as a Chinese printer reads them: two-byte GB18030 in kanji mode, else a code page."""

from __future__ import annotations

KANJI = "GB18030"
MISSING = "\N{REPLACEMENT CHARACTER}"
#: ESC t n; pages that no table here knows print as the first one
CODE_PAGES: dict[int, str] = {
    0: "cp437",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
}


def decode_run(raw: bytes, kanji: bool, page: int) -> tuple[str, str]:
    """(text, name of the encoding) of a run. Never fails: what no character stands for becomes U+FFFD.

    A printer's font has the two-byte area only, so a four-byte character prints as its two digits, as on paper.
    """
    if not kanji:
        encoding = CODE_PAGES.get(page, CODE_PAGES[0])
        return raw.decode(encoding, "replace"), encoding
    return _decode_pairs(raw), KANJI


def _decode_pairs(raw: bytes) -> str:
    out: list[str] = []
    at = 0
    while at < len(raw):
        width = pair_width(raw, at)
        out.append(_character(raw[at : at + width]))
        at += width
    return "".join(out)


def pair_width(raw: bytes | bytearray, at: int) -> int:
    """2 if a two-byte character begins at `at`, else 1."""
    trail = raw[at + 1] if at + 1 < len(raw) else 0
    return 2 if 0x81 <= raw[at] <= 0xFE and 0x40 <= trail <= 0xFE and trail != 0x7F else 1


def _character(raw: bytes) -> str:
    char = raw.decode("gb18030", "replace")
    return char if len(char) == 1 and (len(raw) == 2 or raw < b"\x80") else MISSING
