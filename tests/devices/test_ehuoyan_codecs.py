"""YHY522 and ER302: the manuals' frames, stuffing, and frames cut by others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices import er302, yhy522
from memberpos.devices.ehuoyan import stuffed
from memberpos.devices.er302 import Er302Decoder
from memberpos.devices.yhy522 import Cmd, Message, Yhy522Decoder


def yhy(data: str) -> list[Message]:
    return Yhy522Decoder().feed(bytes.fromhex(data))


@pytest.mark.parametrize(
    ("made", "hex_"),
    [
        (yhy522.keyed(Cmd.VALUE_READ, 9, b"\xff" * 6), "aabb0a240009ffffffffffff27"),
        (yhy522.encode(Cmd.CARD_SLEEP), "aabb021210"),
        (yhy522.encode(Cmd.AUTO, b"\0"), "aabb03130010"),
        (yhy522.encode(Cmd.PAGES_READ, b"\x03"), "aabb03280328"),
        (yhy522.encode(Cmd.RESET), "aabb020c0e"),
        (yhy522.encode(Cmd.VALUE_READ, b"\1\0\0\0"), "aabb06240100000023"),
        (yhy522.encode(yhy522.failure(Cmd.VALUE_READ)), "aabb02dbd9"),
        (
            yhy522.encode(Cmd.BLOCK_READ, bytes.fromhex("00112233445566778899aabbccddeeff")),
            "aabb122100112233445566778899aa00bbccddeeff33",
        ),
        (yhy522.encode(Cmd.CARD_ID, bytes.fromhex("3d986201")), "aabb06203d986201e0"),
    ],
)
def test_frames_of_the_yhy522_manual(made: bytes, hex_: str) -> None:
    assert made.hex() == hex_


@pytest.mark.parametrize(
    ("made", "hex_"),
    [
        (er302.encode(er302.Cmd.REQUEST, b"\x52"), "aabb0600000001025251"),
        (er302.encode(er302.Cmd.AUTH, b"\x60\x04" + b"\xff" * 6), "aabb0d00000007026004ffffffffffff61"),
        (er302.encode(er302.Cmd.BEEP, b"\x64", node=0xFFFF), "aabb0600ffff06016463"),
    ],
)
def test_frames_of_the_er302(made: bytes, hex_: str) -> None:
    assert made.hex() == hex_


@given(st.integers(0, 255), st.binary(max_size=62))
def test_yhy522_data_comes_back(code: int, data: bytes) -> None:
    frame = yhy522.encode(code, data)
    assert Yhy522Decoder().feed(frame) == [Message(code, data)]
    assert b"\xaa\xbb" not in frame[2:], "an AA inside is never taken for a head"


@given(st.integers(0, 0xFFFF), st.integers(0, 0xFFFF), st.binary(max_size=60))
def test_er302_data_comes_back(code: int, node: int, data: bytes) -> None:
    (message,) = Er302Decoder().feed(er302.encode(code, data, node))
    assert (message.code, message.node, message.data) == (code, node, data)


def test_stuffing_takes_no_length() -> None:
    assert stuffed(b"\xaa\xaa") == b"\xaa\x00\xaa\x00"
    assert yhy522.encode(0x22, b"\xaa")[2] == yhy522.encode(0x22, b"\xab")[2] == 3


@pytest.mark.parametrize(
    ("stream", "codes"),
    [
        ("aabb02121012" + "aabb021210", [0x12, 0x12]),
        ("aabb0212" + "aabb021210", [0x12]),
        ("aabb021211" + "aabb021210", [0x12]),
        ("aabb00" + "aabb021210", [0x12]),
        ("aabbff" + "aabb021210", [0x12]),
        ("aaaabb021210", [0x12]),
        ("aabb0a2400" + "aabb021210", [0x12]),
        ("aabb", []),
    ],
)
def test_streams(stream: str, codes: list[int]) -> None:
    assert [message.code for message in yhy(stream)] == codes


def test_broken_frames_are_counted() -> None:
    decoder = Yhy522Decoder()
    decoder.feed(bytes.fromhex("aabb021211"))
    assert decoder.broken == 1
    other = Er302Decoder()
    other.feed(bytes.fromhex("aabb0600000001025252"))
    assert (other.broken, other.buffered) == (1, 0)


def test_an_empty_answer_is_an_error() -> None:
    assert er302.Message(er302.Cmd.READ).status == 0x0A


@pytest.mark.parametrize("length", [63, 200])
def test_too_long(length: int) -> None:
    with pytest.raises(ValueError, match="length"):
        yhy522.encode(0x21, bytes(length))
