"""ID card readers: the documented frame, the clones, and how each is found out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices.rdm6300 import Rdm6300Decoder, Variant, encode

CODE = bytes.fromhex("62e3086ced")
CODES = st.binary(min_size=5, max_size=5)
CLONES = [Variant.XOR_BYTE, Variant.SUM, Variant.LINE]


def codes(decoder: Rdm6300Decoder, data: bytes) -> list[bytes]:
    return [frame.code for frame in decoder.feed(data)]


def test_the_documented_frame_counts_at_once() -> None:
    assert codes(Rdm6300Decoder(), bytes.fromhex("0236324533303836434544303803")) == [CODE]
    assert encode(CODE).hex() == "0236324533303836434544303803"


@given(CODES)
def test_every_card_in_its_documented_frame(code: bytes) -> None:
    decoder = Rdm6300Decoder()
    assert codes(decoder, encode(code) + encode(code).lower()) == [code, code]
    assert codes(decoder, encode(code)[:-1] + b"\r\n\x03") == [code]


@pytest.mark.parametrize("variant", CLONES)
@given(code=CODES)
def test_a_clone_is_believed_after_two_equal_frames(variant: Variant, code: bytes) -> None:
    decoder = Rdm6300Decoder()
    frame = encode(code, variant)
    heard = codes(decoder, frame * 3)
    if variant is Variant.SUM and encode(code) == frame:
        assert heard == [code] * 3
    else:
        assert heard == [code, code]
        assert decoder.locked is variant
        other = bytes(byte ^ 0x11 for byte in code)
        assert codes(decoder, encode(other, variant)) == [other]


@given(CODES)
def test_a_binary_checksum_may_be_a_start_or_an_end(code: bytes) -> None:
    """Length decides, not the next 03."""
    for wanted in (0x02, 0x03):
        last = wanted
        for byte in code[:4]:
            last ^= byte
        odd = code[:4] + bytes((last,))
        decoder = Rdm6300Decoder(Variant.XOR_BYTE)
        assert codes(decoder, encode(odd, Variant.XOR_BYTE) * 2) == [odd, odd]


@pytest.mark.parametrize("variant", [*CLONES, Variant.XOR])
def test_a_reader_told_what_it_is_counts_at_once(variant: Variant) -> None:
    assert codes(Rdm6300Decoder(variant), encode(CODE, variant)) == [CODE]


def test_decimal_lines_are_never_guessed() -> None:
    line = encode(bytes.fromhex("00000734e0"), Variant.LINE_DECIMAL)
    assert line == b"0000472288\r\n"
    assert codes(Rdm6300Decoder(Variant.LINE_DECIMAL), line) == [bytes.fromhex("00000734e0")]
    assert codes(Rdm6300Decoder(), line * 2) == [bytes.fromhex("0000472288")]
    assert codes(Rdm6300Decoder(Variant.LINE_DECIMAL), b"9999999999\r\n") == []


@given(CODES, st.integers(1, 12), st.integers(1, 255))
def test_a_changed_digit_presents_nobody(code: bytes, at: int, flip: int) -> None:
    frame = bytearray(encode(code))
    frame[at] ^= flip
    decoder = Rdm6300Decoder(Variant.XOR)
    heard = codes(decoder, bytes(frame))
    assert heard in ([], [code]), "a letter's case is all that may change"
    assert heard == [code] or decoder.broken


@pytest.mark.parametrize(
    "noise",
    [
        b"\x00\xff",
        b"\x02",
        b"\x020D0",
        b"0D00319CD070\x03",
        b"0123456789",
        b"0123456789ABCDEF\r\n",
        b"AT+GCAP\r\r\nOK\r\n",
    ],
)
def test_a_frame_after_noise(noise: bytes) -> None:
    assert codes(Rdm6300Decoder(), noise + encode(CODE)) == [CODE]


def test_lengths() -> None:
    with pytest.raises(ValueError, match="length"):
        encode(b"1234")
