"""The bytes of our text against those of another encoder: the npm package receiptline, recorded (`scripts/
record_receiptline.mjs`). Shared are the characters in GB18030's two bytes, Chinese mode and the size of characters;
margins, code pages and styles each program sends in its own way.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from memberpos.printing.escpos import Profile, encode
from memberpos.printing.lines import PaperLine
from memberpos.printing.template import SIZES

RECORDED: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "data" / "escpos" / "receiptline_texts.json").read_text("utf-8")
)
KANJI_ON, SIZE = b"\x1c&", re.compile(rb"\x1d!(.)", re.DOTALL)


def ours(text: str, size: str) -> bytes:
    """One line as the till sends it."""
    wide, high = SIZES[size]
    return encode([PaperLine(text, wide=wide, high=high)], Profile())


def characters(stream: bytes) -> bytes:
    """The bytes of the text: what stands between the last command before it and its line feed."""
    body = stream[: stream.index(b"\n")]
    return (
        body.rpartition(KANJI_ON)[2] if KANJI_ON in body else body.rpartition(b"\x1b@")[2].rpartition(b"\x1d!\x11")[2]
    )


def last_size(stream: bytes) -> int:
    """The size in force for the text."""
    found = SIZE.findall(stream[: stream.index(b"\n")])
    return found[-1][0] if found else 0


@pytest.mark.parametrize("entry", RECORDED["entries"], ids=lambda entry: f"{entry['text']} {entry['size']}")
def test_both_send_the_same_bytes(entry: dict[str, str]) -> None:
    theirs, text = bytes.fromhex(entry["hex"]), entry["text"]
    mine = ours(text, entry["size"])
    assert characters(theirs) == text.encode("gb18030")
    assert text.encode("gb18030") + b"\n" in mine
    if not text.isascii():
        assert characters(mine) == characters(theirs)
    assert last_size(mine) == last_size(theirs)


def test_there_is_enough_to_compare() -> None:
    assert RECORDED["program"].startswith("receiptline 4.")
    assert sum(not entry["text"].isascii() for entry in RECORDED["entries"]) >= 100
    assert {entry["size"] for entry in RECORDED["entries"]} == set(SIZES)
