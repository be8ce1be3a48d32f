"""PN532 frames: the user manual's forms, nfcpy's traps, and what comes after noise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices import pn532
from memberpos.devices import pn532_commands as commands
from memberpos.devices.pn532 import Frame, FrameDecoder
from memberpos.devices.pn532_commands import Code


def frames(data: bytes | str) -> list[Frame]:
    return FrameDecoder().feed(bytes.fromhex(data) if isinstance(data, str) else data)


@pytest.mark.parametrize(
    ("made", "hex_"),
    [
        (commands.sam_configuration(), "0000ff05fbd4140100011600"),
        (commands.get_firmware_version(), "0000ff02fed4022a00"),
        (commands.list_passive_target(), "0000ff04fcd44a0100e100"),
        (commands.rf_field(on=False), "0000ff04fcd4320100f900"),
        (commands.set_baud(115200), "0000ff03fdd410041800"),
        (
            commands.data_exchange(commands.mifare_auth(7, b"\xff" * 6, bytes.fromhex("fb0ee20b"))),
            "0000ff0ff1d440016007fffffffffffffb0ee20b9400",
        ),
        (commands.release(), "0000ff03fdd45200da00"),
        (commands.rf_retries(0x10), "0000ff06fad43205ff0110e500"),
    ],
)
def test_commands_of_real_hosts(made: bytes, hex_: str) -> None:
    assert made.hex() == hex_


@given(st.binary(min_size=1, max_size=264))
def test_every_length_comes_back(data: bytes) -> None:
    payload = bytes((pn532.HOST,)) + data
    (found,) = frames(pn532.frame(payload))
    assert found == Frame("normal" if len(payload) <= 255 else "extended", payload)


@pytest.mark.parametrize("length", [0, 266])
def test_lengths_that_no_frame_has(length: int) -> None:
    with pytest.raises(ValueError, match="length"):
        pn532.frame(bytes(length))


def test_another_speed_is_refused() -> None:
    with pytest.raises(ValueError, match="baud"):
        commands.set_baud(1234)


@pytest.mark.parametrize(
    ("stream", "kinds"),
    [
        ("0000ff00ff000000ff03fdd54b00e000", ["ack", "normal"]),
        ("00ff00ff00", ["ack"]),
        ("0000ffff0000", ["nack"]),
        ("0000ff01ff7f8100", ["error"]),
        ("5555" + "00" * 14 + "0000ff02fed4022a00", ["normal"]),
        ("00ff80800000ff02fed4022a00", []),  # a false head swallows up to its length
        ("00ff00000000ff02fed4022a00", ["normal"]),
        ("0000ff04fbd5013435368b00", []),
        ("0000ff02fed4022b00" + "0000ff02fed4022a00", ["normal"]),
        ("0000ffffff0109f5" + "0000ff02fed4022a00", ["normal"]),
        ("0000ff02fe330ac300" + "0000ff00ff00", ["ack"]),
        ("ffff00ff00ff00ffff0000", ["ack", "nack"]),
    ],
)
def test_streams(stream: str, kinds: list[str]) -> None:
    assert [frame.kind for frame in frames(stream)] == kinds


def test_broken_frames_are_counted() -> None:
    decoder = FrameDecoder()
    decoder.feed(bytes.fromhex("0000ff02fed4022b00"))
    assert (decoder.broken, decoder.buffered) == (1, 1)


def test_targets_of_an_answer() -> None:
    two = bytes.fromhex("02010004080411223344020044000704a1b2c3d4e5f6")
    chips = [target.chip for target in commands.parse_targets(two)]
    assert [(chip.number, chip.classic, chip.type2) for chip in chips] == [
        ("11223344", True, False),
        ("04A1B2C3D4E5F6", False, True),
    ]
    cpu = bytes.fromhex("020103442004aabbccdd0578807002020004080411223344")
    assert [target.tg for target in commands.parse_targets(cpu)] == [1, 2]
    assert [len(commands.parse_targets(two[:at])) for at in (0, 1, 5, 9, 10)] == [0, 0, 0, 0, 1]


def test_status_bytes() -> None:
    assert [commands.status_of(data) for data in (b"\0", b"\x54", b"\xc1x", b"")] == [0, 0x14, 1, 0x13]


def test_answers_belong_to_commands() -> None:
    (version,) = frames("0000ff06fad50332010607e800")
    assert commands.answers(version, Code.GetFirmwareVersion)
    assert not commands.answers(version, Code.InListPassiveTarget)
    assert not commands.answers(Frame("ack"), Code.GetFirmwareVersion)
