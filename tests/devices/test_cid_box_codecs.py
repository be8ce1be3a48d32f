"""What boxes say of a caller: every form of a number that is there, withheld, or damaged on the way."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from memberpos.devices import cid_fsk
from memberpos.devices.caller_number import absence_of, plain_number
from memberpos.devices.cid_dtmf import DtmfCall, DtmfDecoder
from memberpos.devices.cid_fsk import FskDecoder, message_of, multiple, single
from memberpos.devices.cid_modem import CallerIdDecoder, CallInfo
from memberpos.devices.cid_ncid import NcidDecoder, call_line, parse_line
from memberpos.devices.cid_netcallerid import BoxCall, NetCallerIdDecoder
from memberpos.devices.cid_whozz import WhozzDecoder, packet
from memberpos.devices.cid_whozz import call_line as whozz_line
from memberpos.devices.cid_whozz import parse_line as whozz_parse

NUMBER = st.text("0123456789", min_size=1, max_size=20).filter(lambda text: text.strip("0"))
WHEN = "03171656"

# --- FSK


@given(number=NUMBER, name=st.text("李四AB ", max_size=12))
def test_a_number_comes_out_as_it_went_in(number: str, name: str) -> None:
    parts = [(1, WHEN.encode()), (2, number.encode()), (7, name.encode("gb18030"))]
    for frame, said in ((single(WHEN, number), None), (multiple(*parts), name.strip() or None)):
        (message,) = FskDecoder().feed(b"\x55" * 9 + b"\xff" + frame)
        assert (message.number, message.date, message.time, message.checksum_ok) == (number, "0317", "1656", True)
        assert message.name in (said, None if said in ("A", "B") else said)


@given(at=st.integers(2, 20), bit=st.integers(0, 7))
def test_a_damaged_message_is_told_as_such_or_not_at_all(at: int, bit: int) -> None:
    frame = bytearray(single(WHEN, "2156430144"))
    frame[at] ^= 1 << bit
    decoder = FskDecoder()
    assert not any(message.checksum_ok for message in decoder.feed(bytes(frame)) + decoder.tick(500))


def test_after_a_false_head_the_real_message_is_found() -> None:
    decoder = FskDecoder()
    assert decoder.feed(b"\x80\xf0" + single(WHEN, "123")) == []
    assert [message.number for message in decoder.tick(500)] == ["123"]


@pytest.mark.parametrize(
    ("parts", "number", "absence", "name_absence"),
    [
        (((4, b"P"),), None, "P", None),
        (((4, b"O"), (8, b"O")), None, "O", "O"),
        (((2, b"P"),), None, "P", None),
        (((3, b"0755123"),), "0755123", None, None),
        (((2, b"123"), (7, b"P")), "123", None, "P"),
        (((2, b"123"), (4, b"P")), "123", None, None),
    ],
)
def test_why_there_is_no_number(
    parts: tuple[tuple[int, bytes], ...], number: str, absence: str, name_absence: str
) -> None:
    (message,) = FskDecoder().feed(multiple((1, WHEN.encode()), *parts))
    assert (message.number, message.absence, message.name_absence) == (number, absence, name_absence)


def test_a_lamp_is_no_call_and_a_broken_length_no_message() -> None:
    (lamp,) = FskDecoder().feed(cid_fsk.encode(b"\x82\x0b\x01\xff"))
    assert (lamp.kind, lamp.number, lamp.parts) == ("MWI", None, ((11, b"\xff"),))
    decoder = FskDecoder()
    assert decoder.feed(multiple((1, WHEN.encode()))[:-3]) + decoder.tick(499) == []
    decoder.tick(500)
    assert decoder.buffered == 0
    with pytest.raises(ValueError, match="bytes"):
        cid_fsk.encode(bytes(300))


def test_a_modem_that_does_not_format_gives_the_message_in_digits() -> None:
    digits = multiple((1, WHEN.encode()), (2, b"13800138000")).hex().upper()
    decoder = CallerIdDecoder()
    events = decoder.feed(f"RING\r\nMESG = {digits}\r\n".encode()) + decoder.tick(300)
    told = next(event for event in events if isinstance(event, CallInfo))
    assert (told.number, told.date, told.time, told.mesg) == ("13800138000", "0317", "1656", digits)
    assert message_of("no digits") is None
    assert message_of("0401") is None


# --- DTMF


@pytest.mark.parametrize(
    ("tones", "number", "absence"),
    [
        ("D13800138000C", "13800138000", None),
        ("A13800138000#", "13800138000", None),
        ("C13800138000C", "13800138000", None),
        ("13800138000", "13800138000", None),
        ("A123D456C", "123", None),
        ("B00C", None, "O"),
        ("B10C", None, "P"),
        ("D0000000000C", None, "P"),
        ("*13800138000#", "13800138000", None),
    ],
)
def test_tones(tones: str, number: str | None, absence: str | None) -> None:
    decoder = DtmfDecoder()
    assert decoder.feed(tones.encode()) + decoder.tick(300) == [DtmfCall(number, absence)]


@example(number="10", start="B", end="C")
@given(number=NUMBER, start=st.sampled_from(["", "A", "B", "C", "D"]), end=st.sampled_from(["C", "#", "\r"]))
def test_any_exchange(number: str, start: str, end: str) -> None:
    """After B stands why there is no number."""
    calls = DtmfDecoder().feed(f"{start}{number}{end}".encode())
    told = ([None] if number in ("00", "10") else []) if start == "B" else [number]
    assert [call.number for call in calls] == told


def test_noise_is_no_call() -> None:
    decoder = DtmfDecoder()
    assert decoder.feed(b"C##xyz\r\n" + b"1" * 500) == []
    assert decoder.buffered <= 64


# --- NetCallerID


@pytest.mark.parametrize(
    ("frame", "call"),
    [
        (b"###DATE...NMBR4075551212...NAMEA=B+++", BoxCall("4075551212", "A=B")),
        (b"###DATE01021304...NMBRPRIVATE...NAMEPRIVATE+++", BoxCall(None, None, "P", "0102", "1304")),
        (b"###DATE...NMBR   ...NAME   -MSG OFF-+++", BoxCall(None, lamp="off")),
        (b"###DATE0102###DATE...NMBR1...NAMEX+++", BoxCall("1", "X")),
        (b"##x####DATE...NMBR1...NAME+++", BoxCall("1")),
    ],
)
def test_frames_of_the_box(frame: bytes, call: BoxCall) -> None:
    assert NetCallerIdDecoder().feed(frame + b"\r") == [call]


def test_an_empty_frame_is_no_call() -> None:
    assert NetCallerIdDecoder().feed(b"###DATE...NMBR...NAME+++\r###+++") == []


# --- Whozz Calling


@given(unit=st.integers(0, 2**48 - 1), serial=st.integers(0, 2**48 - 1), dollar=st.booleans(), se=st.sampled_from("SE"))
def test_a_packet_is_read_whatever_its_numbers(unit: int, serial: int, dollar: bool, se: str) -> None:
    record = whozz_line(12, "13800138000", "LI SI", se=se, when="02/03 12:04 AM")
    (got,) = WhozzDecoder().feed(packet(record, unit, serial, dollar=dollar))
    assert (got.unit, got.serial, got.line, got.se) == (f"{unit:012x}", f"{serial:012x}", 12, se)
    assert (got.number, got.name, got.date, got.time) == ("13800138000", "LI SI", "02/03", "00:04")


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("01 R             11/07 07:43:52", ("ring", 1, None, "07:43")),
        ("02 N             11/07 10:46:23", ("on_hook", 2, None, "10:46")),
        ("01 F             11/07 17:45:04", ("off_hook", 1, None, "17:45")),
        ("01 H             11/07 22:11:08", ("flash", 1, None, "22:11")),
        ("$01     09/26     02:30 PM     8002404637     I     CallerID.com", ("call", 1, "8002404637", "14:30")),
        ("03 I S 0000 G A1 09/26 12:00 PM PRIVATE        PRIVATE        ", ("call", 3, None, "12:00")),
    ],
)
def test_lines_of_the_unit(line: str, facts: tuple[object, ...]) -> None:
    for end in (b"\r\n", b""):
        decoder = WhozzDecoder()
        (record,) = decoder.feed(line.encode() + end) + decoder.tick(250)
        assert (record.kind, record.line, record.number, record.time) == facts


def test_a_short_packet_ends_by_silence_and_noise_is_passed_over() -> None:
    decoder = WhozzDecoder()
    assert decoder.feed(b"\x00\xffboot\r\n" + packet(whozz_line(1, "1"))[:-15]) == []
    assert [record.number for record in decoder.tick(250)] == ["1"]
    assert decoder.feed(b"^^<U>123456<X>123456$" + whozz_line(1, "1")) == []
    assert whozz_parse("OK") is None


# --- NCID


def test_only_what_comes_after_the_list_is_new() -> None:
    call = call_line("CID", "-", "1", "A*B", "01032003", "1254")
    decoder = NcidDecoder()
    lines = decoder.feed(b"200 hi\r\n" + call + b"300 end\r\n" + call + call.replace(b"CID:", b"CIDLOG:"))
    assert [(line.kind, line.live) for line in lines] == [
        ("200", False), ("CID", False), ("300", False), ("CID", True), ("CIDLOG", False)
    ]  # fmt: skip
    assert lines[3].field("NAME") == "A*B"


@pytest.mark.parametrize(
    ("number", "absence"), [("Restricted", "P"), ("OUT-OF-AREA", "O"), ("0000000000", "P"), ("NO NUMBER", "O")]
)
def test_withheld(number: str, absence: str) -> None:
    line = parse_line(call_line("CID", "B", number, "Vähälä", "01282003", "1509").decode().strip())
    assert line is not None
    assert (line.number, line.absence, line.field("NAME")) == (None, absence, "Vähälä")


def test_other_lines_have_no_fields() -> None:
    line = parse_line("MSG: *NAME* is no field here")
    assert line is not None
    assert (line.kind, line.ring, line.number) == ("MSG", None, None)
    assert parse_line("whatever") is None
    assert NcidDecoder().feed(b"x" * 5000 + b"\r\n") == []


def test_numbers_lose_their_dashes() -> None:
    assert plain_number("(0755) 270-263.71/1") == "0755270263711"
    assert plain_number("PRIVATE") == "PRIVATE"
    assert absence_of("Unknown") == "O"
