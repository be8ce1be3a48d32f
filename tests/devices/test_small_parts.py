"""Checks, texts and codes that several devices share."""

from __future__ import annotations

import pytest

from memberpos.devices import checksums, escpos_text, keypad_codes, msr605_blocks, text
from memberpos.devices.msr605_blocks import Cursor, IncompleteError, IsoTracks, MalformedError


def test_a_block_check_cancels_itself() -> None:
    body = bytes.fromhex("aabb0600000001011401")
    assert checksums.xor(b"") == 0
    assert checksums.xor(body + bytes([checksums.xor(body)])) == 0


@pytest.mark.parametrize(
    ("raw", "want"), [("拿铁".encode(), "拿铁"), ("拿铁".encode("gb18030"), "拿铁"), (b"\xff", "ÿ")]
)
def test_text_of_unknown_encoding(raw: bytes, want: str) -> None:
    assert text.decode_text(raw) == want


def test_keypad_keys_are_digits_with_and_without_num_lock() -> None:
    assert [keypad_codes.keypad_digit(*key) for key in (("7", ""), ("", "Home"), ("", "F1"), ("x", ""))] == [
        "7", "7", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("items", "meaning", "want"),
    [
        (["A", 66], "auto", "AB"),
        ([0x62FF], "auto", "拿"),
        ([0x62FF], "unicode", "拿"),
        ([int.from_bytes("拿".encode("gbk"), "big")], "gbk", "拿"),
        ([0xC4, 0xC3], "gbk", "拿"),
        ([0xD800], "unicode", "\ufffd"),
    ],
)
def test_numbers_typed_on_the_keypad(items: list[str | int], meaning: str, want: str) -> None:
    assert keypad_codes.decode_codes(items, meaning) == want


def test_a_printers_text_is_pairs_or_a_code_page() -> None:
    raw = "A拿".encode("gb18030")
    assert escpos_text.decode_run(raw, True, 0) == ("A拿", "GB18030")
    assert [escpos_text.pair_width(raw, at) for at in (0, 1)] == [1, 2]
    assert escpos_text.decode_run(b"\x80", False, 16) == ("€", "cp1252")
    assert escpos_text.decode_run(b"\x80", False, 99) == ("Ç", "cp437")
    assert escpos_text.decode_run(b"\x81", True, 0)[0] == "\ufffd"


def test_a_block_of_tracks_says_what_is_empty_and_what_is_bad() -> None:
    cursor = Cursor(b"\x1b\x01%AB?\x1b\x02;12?\x1b\x03\x1b\x2b?\x1c", 0)
    tracks = msr605_blocks.read_iso(cursor)
    assert tracks == IsoTracks(("%AB?", ";12?", ""), (3,), ())
    with pytest.raises(IncompleteError):
        cursor.take()
    with pytest.raises(MalformedError):
        Cursor(b"x", 0).expect(0x1C)


def test_a_frame_is_found_behind_noise_and_an_unfinished_one_waits() -> None:
    buffer = bytearray(b"??\x1bAB\x1bA")

    def parse(cursor: Cursor) -> bytes:
        cursor.expect(0x1B)
        return cursor.take_many(2)

    assert msr605_blocks.scan(buffer, b"\x1b", parse) == [b"AB"]
    assert bytes(buffer) == b"\x1bA"
