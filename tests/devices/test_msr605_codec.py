from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices import iso7811, msr605
from memberpos.devices.msr605 import Command
from memberpos.devices.msr605_host import HostCommand, HostDecoder
from memberpos.devices.msr605_reply import Msr605Decoder, Reply

TEXT_1 = st.text(st.sampled_from("ABC 123^"), max_size=60)
TEXT_2 = st.text(st.sampled_from("0123456789="), max_size=30)
RAW = st.binary(max_size=255)


def replies(pending: Command, data: bytes) -> list[Reply]:
    return Msr605Decoder(pending).feed(data)


def commands(data: bytes) -> list[HostCommand]:
    return HostDecoder().feed(data)


@given(TEXT_1, TEXT_2, TEXT_2)
def test_iso_blocks_come_back_as_sent(first: str, second: str, third: str) -> None:
    tracks = (first, second, third)
    full = (
        iso7811.with_sentinels(1, first),
        iso7811.with_sentinels(2, second),
        iso7811.with_sentinels(3, third),
    )
    (reply,) = replies(Command.ISO_READ, msr605.iso_block(full))
    assert (reply.ok, reply.tracks) == (True, full)
    assert reply.empty == tuple(number for number, text in enumerate(tracks, 1) if not text)
    (command,) = commands(msr605.iso_write(tracks))
    assert (command.cmd, command.tracks) == (Command.ISO_WRITE, tracks)


@given(RAW, RAW, RAW)
def test_raw_blocks_hold_any_byte(first: bytes, second: bytes, third: bytes) -> None:
    tracks = (first, second, third)
    (reply,) = replies(Command.RAW_READ, msr605.raw_block(tracks))
    assert (reply.ok, reply.raw) == (True, tracks)
    (command,) = commands(msr605.raw_write(tracks))
    assert (command.cmd, command.raw) == (Command.RAW_WRITE, tracks)


def test_written_bits_are_read_mirrored() -> None:
    chars = iso7811.encode_chars(2, ";12345?")
    (command,) = commands(msr605.raw_write((b"", iso7811.pack_write(chars, 5), b"")))
    assert command.raw is not None
    (reply,) = replies(Command.RAW_READ, msr605.raw_block((b"", iso7811.pack_read(chars, 5), b"")))
    assert reply.raw is not None
    assert command.raw[1] != reply.raw[1]
    assert iso7811.decode_written(2, command.raw[1]) == iso7811.decode_read(2, reply.raw[1])


@pytest.mark.parametrize(
    ("block", "tracks", "empty", "bad"),
    [
        (b"\x1bs\x1b\x01\x1b\x02;1?\x1b\x03\x1b+?\x1c\x1b0", ("", ";1?", ""), (1, 3), ()),
        (b"\x1bs\x1b\x02;1??\x1c\x1b0", ("", ";1?", ""), (1, 3), ()),
        (b"\x1bs\x1b\x01%A?\x1b\x02;1??\x1c\x1b0", ("%A?", ";1?", ""), (3,), ()),
        (b"\x1bs\x1b\x01%A?\x1b\x02\x1b*\x1b\x03\x1b+?\x1c\x1b0", ("%A?", "", ""), (3,), (2,)),
        (b"\x1bs?\x1c\x1b0", ("", "", ""), (1, 2, 3), ()),
        (b"\x1bs\x1b\x01%A\xff?\x1b\x02;1?\x1b\x03\x1b+?\x1c\x1b0", ("", ";1?", ""), (3,), (1,)),
        (b"\x1bs\x1b\x01\x1b+\x1b\x02\x1b+\x1b\x03?\x1c\x1b0", ("", "", ""), (1, 2, 3), ()),
    ],
)
def test_empty_bad_and_missing_tracks(block: bytes, tracks: object, empty: object, bad: object) -> None:
    (reply,) = replies(Command.ISO_READ, block)
    assert (reply.tracks, reply.empty, reply.bad) == (tracks, empty, bad)


def test_a_bad_swipe_keeps_the_readable_tracks() -> None:
    (reply,) = replies(Command.ISO_READ, msr605.iso_block(("%A?", ";1?", ""), 0x31, bad=(1,)))
    assert (reply.ok, reply.status, reply.tracks, reply.bad) == (False, 0x31, ("", ";1?", ""), (1,))


def test_noise_and_cut_blocks_before_the_answer_are_dropped() -> None:
    good = msr605.iso_block(("%A?", ";1?", ""))
    for noise in (b"\x00\xff", b"\x1b", b"\x1bs\x1b\x01%AB", b"AT\r\n", good[:-4], b"\x1bs\x1b\x03;1?\x1b\x02"):
        assert [reply.tracks for reply in replies(Command.ISO_READ, noise + good)] == [("%A?", ";1?", "")]


@pytest.mark.parametrize("answer", [b"\x1by", b"y", b"\x00\x1b\x1by"])
def test_the_communication_test_may_lose_its_escape(answer: bytes) -> None:
    assert replies(Command.COMM_TEST, answer) == [Reply(Command.COMM_TEST, True)]


def test_the_same_bytes_mean_another_thing_from_the_host() -> None:
    (command,) = commands(b"\x1by")
    assert command.cmd is Command.SET_LOCO
    assert replies(Command.SET_LOCO, b"\x1by") == []


@pytest.mark.parametrize(
    ("pending", "answer", "facts"),
    [
        (Command.ERASE, b"\x1b0", {"ok": True, "status": 0x30}),
        (Command.ERASE, b"\x1bA", {"ok": False, "status": 0x41}),
        (Command.ISO_WRITE, b"\x1b9", {"ok": False, "status": 0x39}),
        (Command.ISO_READ, b"\x1b4", {"ok": False, "status": 0x34}),
        (Command.SET_BPC, b"\x1b0\x07\x05\x05", {"ok": True, "bpc": (7, 5, 5)}),
        (Command.SET_BPC, b"\x1bA", {"ok": False, "bpc": None}),
        (Command.CHECK_LEADING_ZERO, b"\x1b\x3d\x16", {"zeros": (61, 22)}),
        (Command.GET_COERCIVITY, b"\x1bh", {"hico": True}),
        (Command.GET_COERCIVITY, b"\x1bL", {"hico": False}),
        (Command.GET_MODEL, b"\x1b3S", {"text": "3S"}),
        (Command.GET_FIRMWARE, b"\x1bREVG1.00", {"text": "REVG1.00"}),
    ],
)
def test_answers(pending: Command, answer: bytes, facts: dict[str, object]) -> None:
    (reply,) = replies(pending, answer)
    assert {name: getattr(reply, name) for name in facts} == facts


@pytest.mark.parametrize(("sent", "name"), [(b"\x1bA", "reset"), (b"\x1b0", "led"), (b"abc", "none")])
def test_nothing_is_heard_when_nothing_was_asked(sent: bytes, name: str) -> None:
    pending = {"reset": Command.RESET, "led": Command.LED_GREEN, "none": None}[name]
    assert Msr605Decoder(pending).feed(sent) == []


def test_an_unfinished_answer_does_not_leak_into_the_next() -> None:
    decoder = Msr605Decoder(Command.ISO_READ)
    decoder.feed(b"\x1bs\x1b\x01%A")
    decoder.expect(Command.ERASE)
    assert decoder.feed(b"\x1b0") == [Reply(Command.ERASE, True, 0x30)]


@pytest.mark.parametrize(
    ("sent", "want"),
    [
        (msr605.reset(), HostCommand(Command.RESET, 0x61)),
        (msr605.comm_test(), HostCommand(Command.COMM_TEST, 0x65)),
        (msr605.iso_read(), HostCommand(Command.ISO_READ, 0x72)),
        (msr605.raw_read(), HostCommand(Command.RAW_READ, 0x6D)),
        (msr605.erase(1), HostCommand(Command.ERASE, 0x63, numbers=(1,))),
        (b"\x1bc\x01", HostCommand(Command.ERASE, 0x63, numbers=(1,))),
        (msr605.erase(3, 1), HostCommand(Command.ERASE, 0x63, numbers=(1, 3))),
        (msr605.led(Command.LED_RED), HostCommand(Command.LED_RED, 0x85)),
        (msr605.sensor_test(), HostCommand(Command.SENSOR_TEST, 0x86)),
        (msr605.ram_test(), HostCommand(Command.RAM_TEST, 0x87)),
        (msr605.set_leading_zero(61, 22), HostCommand(Command.SET_LEADING_ZERO, 0x7A, zeros=(61, 22))),
        (msr605.check_leading_zero(), HostCommand(Command.CHECK_LEADING_ZERO, 0x6C)),
        (msr605.set_bpi(3, 210), HostCommand(Command.SET_BPI, 0x62, numbers=(3,), bpi=210)),
        (msr605.set_bpc((8, 8, 8)), HostCommand(Command.SET_BPC, 0x6F, bpc=(8, 8, 8))),
        (msr605.set_hico(), HostCommand(Command.SET_HICO, 0x78)),
        (msr605.set_loco(), HostCommand(Command.SET_LOCO, 0x79)),
        (msr605.get_coercivity(), HostCommand(Command.GET_COERCIVITY, 0x64)),
        (msr605.get_model(), HostCommand(Command.GET_MODEL, 0x74)),
        (msr605.get_firmware(), HostCommand(Command.GET_FIRMWARE, 0x76)),
        (b"\x1bQ", HostCommand(None, 0x51)),
    ],
)
def test_every_command_is_understood(sent: bytes, want: HostCommand) -> None:
    assert commands(b"\x00" + sent + sent) == [want, want]


@pytest.mark.parametrize("sent", [b"\x1bc\x08", b"\x1bb\x00", b"\x1bo\x04\x08\x08", b"\x1bw\x1bx", b"\x1b\x1b"])
def test_senseless_arguments_are_no_command(sent: bytes) -> None:
    heard = commands(sent + msr605.comm_test())
    assert heard[-1] == HostCommand(Command.COMM_TEST, 0x65)
    assert not {command.cmd for command in heard} & {Command.ERASE, Command.SET_BPI, Command.SET_BPC, Command.ISO_WRITE}


@pytest.mark.parametrize("answer", [b"\x1b0\x04\x05\x05", b"\x1b0\x09\x05\x05"])
def test_senseless_bits_a_character_are_noise(answer: bytes) -> None:
    good = b"\x1b0\x08\x08\x08"
    assert [reply.bpc for reply in replies(Command.SET_BPC, answer + good)] == [(8, 8, 8)]


@pytest.mark.parametrize(("pending", "noise"), [(Command.GET_MODEL, b"\x1b3T"), (Command.GET_FIRMWARE, b"\x1b\x00")])
def test_what_is_no_name_is_noise(pending: Command, noise: bytes) -> None:
    good = {Command.GET_MODEL: b"\x1b3S", Command.GET_FIRMWARE: b"\x1bREVG1.00"}[pending]
    (reply,) = replies(pending, noise + good)
    assert reply.text == good[1:].decode()


def test_erase_codes_of_the_manual() -> None:
    wanted = {(1,): 0, (2,): 2, (3,): 4, (1, 2): 3, (1, 3): 5, (2, 3): 6, (1, 2, 3): 7}
    assert {tracks: msr605.erase(*tracks)[2] for tracks in wanted} == wanted


@pytest.mark.parametrize(
    "bad",
    [
        lambda: msr605.iso_write(("abc", "", "")),
        lambda: msr605.iso_write(("", "12A", "")),
        lambda: msr605.iso_write(("", "1" * 38, "")),
        lambda: msr605.raw_write((b"x" * 256, b"", b"")),
        msr605.erase,
        lambda: msr605.erase(4),
        lambda: msr605.led(Command.RESET),
        lambda: msr605.set_bpi(2, 100),
        lambda: msr605.set_bpc((9, 5, 5)),
    ],
)
def test_what_a_device_cannot_do_is_refused(bad: object) -> None:
    with pytest.raises(ValueError):
        bad()  # type: ignore[operator]
