from __future__ import annotations

import pytest

from memberpos.devices.cid_modem import (
    Answer,
    CallEnd,
    CallerIdDecoder,
    CallInfo,
    ModemEvent,
    Ring,
    absence_of,
    to_reading,
)
from memberpos.devices.readings import CallEnded, IncomingCall

BLOCK = b"DATE = 0504\r\nTIME = 2149\r\nNMBR = 13800138000\r\n"


def feed(data: bytes) -> list[ModemEvent]:
    return CallerIdDecoder().feed(data)


def told(data: bytes) -> list[CallInfo]:
    decoder = CallerIdDecoder()
    events = decoder.feed(data) + decoder.tick(300) + decoder.tick(8000)
    return [event for event in events if isinstance(event, CallInfo)]


def only(data: bytes) -> CallInfo:
    (info,) = told(data)
    return info


def test_a_chinese_call_without_name_is_told_after_300_ms() -> None:
    decoder = CallerIdDecoder()
    assert decoder.feed(b"\r\nRING\r\n\r\n" + BLOCK) == [Ring(1)]
    assert decoder.tick(299) == []
    (info,) = decoder.tick(300)
    assert info == CallInfo("13800138000", date="0504", time="2149", rings=1)
    assert decoder.tick(4000) == []


def test_a_chinese_call_without_name_is_told_at_the_next_ring() -> None:
    events = feed(b"RING\r\n" + BLOCK + b"RING\r\n")
    assert [type(event) for event in events] == [Ring, CallInfo, Ring]


def test_a_name_tells_the_call_at_once_even_an_empty_one() -> None:
    assert isinstance(feed(BLOCK + b"NAME = X\r\n")[-1], CallInfo)
    assert isinstance(feed(BLOCK + b"NAME =\r\n")[-1], CallInfo)
    assert isinstance(feed(b"NAME = X\n" + BLOCK)[-1], CallInfo)


def test_a_call_ends_8_s_after_its_last_ring_and_is_told_once() -> None:
    decoder = CallerIdDecoder()
    decoder.feed(b"RING\r\n" + BLOCK)
    assert len(decoder.tick(5000)) == 1
    assert decoder.feed(b"RING\r\n") == [Ring(2)]
    assert decoder.tick(7999) == []
    (end,) = decoder.tick(8000)
    assert isinstance(end, CallEnd)
    assert (end.rings, end.told, end.info.number) == (2, True, "13800138000")
    assert decoder.tick(9000) == []
    assert decoder.feed(b"RING\r\n") == [Ring(1)]


def test_bytes_that_are_no_ring_do_not_keep_a_call_alive() -> None:
    decoder = CallerIdDecoder()
    decoder.feed(b"RING\r\n")
    decoder.tick(5000)
    decoder.feed(b"\x00")
    assert decoder.tick(2999) == []
    assert [type(event) for event in decoder.tick(3000)] == [CallEnd]


@pytest.mark.parametrize(
    ("data", "want"),
    [
        (b"DATE=0330\rTIME=1422\rNMBR=4075551212\r", CallInfo("4075551212", date="0330", time="1422")),
        (b"DATE =\r\r\nNMBR = 1\r\r\n", CallInfo("1")),
        (b"DDN_NMBR = 9415557218\n", CallInfo("9415557218")),
        (b"TIME = 12345\nNMBR = 1\n", CallInfo("1", time_raw="12345")),
        (b"NMBR = 1\nNMBR = 2\n", CallInfo("1")),
        (b"NMBR = 13800138000\nNMBR = O\n", CallInfo("13800138000")),
        (b"NMBR = O\nNMBR = 13800138000\n", CallInfo("13800138000")),
        (b"NAME = TIME = 5, A\nNMBR = 1\n", CallInfo("1", "TIME = 5, A")),
        (b"NAME = A=B=C\nNMBR = 1\n", CallInfo("1", "A=B=C")),
        (b"MESG = 060C\nNMBR = 1\n", CallInfo("1", mesg="060C")),
        (b"\xff\xfe NMBR = 1\n", CallInfo("1")),
        (b"\x10XNMBR = 1\n\x10X", CallInfo("1")),
        (b"nmbr = 1\n", CallInfo("1")),
        (b"NMBR = 1", CallInfo("1")),
        (b"AT+VCID=1\r\nOK\r\nNMBR = 1\n", CallInfo("1")),
    ],
)
def test_variants_of_lines(data: bytes, want: CallInfo) -> None:
    assert only(data) == want


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_in_chinese(encoding: str) -> None:
    assert only("NMBR = 1\r\nNAME = 李=四\r\n".encode(encoding)).name == "李=四"


def test_a_name_of_no_encoding_still_gives_the_call() -> None:
    assert only(b"NMBR = 1\r\nNAME = M\xfcller \xff\r\n").name == "Müller ÿ"


@pytest.mark.parametrize(
    ("token", "absence"),
    [
        ("P", "P"),
        ("O", "O"),
        ("private", "P"),
        ("PRIVATE", "P"),
        ("Restricted", "P"),
        ("OUT-OF-AREA", "O"),
        ("Out of Area", "O"),
        ("0000000000", "P"),
    ],
)
def test_absent_numbers(token: str, absence: str) -> None:
    info = only(f"NMBR = {token}\r\nNAME = O\r\n".encode())
    assert info.absence == absence_of(token) == absence
    assert to_reading(info) == IncomingCall(None, None, "1", absence)


def test_distinctive_rings_and_rings_in_voice_mode() -> None:
    assert feed(b"RING A\r\nRING 1\r\n\x10R\x10R") == [Ring(1, "A"), Ring(2, "1"), Ring(3), Ring(4)]


def test_answers_to_commands() -> None:
    assert feed(b"ATZ\r\r\nOK\r\nERROR\r\n") == [Answer("OK"), Answer("ERROR")]


def test_another_number_after_a_ring_is_another_call() -> None:
    infos = told(b"RING\r\n" + BLOCK + b"RING\r\n" + BLOCK.replace(b"138", b"139") + b"RING\r\n")
    assert [info.number for info in infos] == ["13800138000", "13900139000"]


def test_a_second_block_with_a_name_is_told_at_once() -> None:
    events = feed(BLOCK + b"NAME = A\r\n" + b"DATE = 0505\r\nNAME = B\r\nNMBR = 139\r\n")
    assert [event.name for event in events if isinstance(event, CallInfo)] == ["A", "B"]
    assert [type(event) for event in events] == [CallInfo, CallEnd, CallInfo]


def test_the_same_block_twice_is_one_call() -> None:
    assert len(told((b"RING\r\n" + BLOCK + b"NAME = A\r\n") * 3)) == 1


def test_an_endless_line_does_not_hide_the_next() -> None:
    assert only(b"NAME = " + b"x" * 5000 + b"\r\n" + BLOCK).name is None


def test_readings_for_the_counter() -> None:
    info = only(BLOCK + b"NAME = A\r\n")
    assert to_reading(info, "2") == IncomingCall("13800138000", "A", "2", None, "0504", "2149")
    assert to_reading(CallEnd(1, info, told=True), "2") == CallEnded("2")
    assert to_reading(Ring(1)) is None
    assert to_reading(Answer("OK")) is None
