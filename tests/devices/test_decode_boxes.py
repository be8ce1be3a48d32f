"""Recorded frames of callers, displays, card printers, pens: another payload is another reading, a broken one none."""

from __future__ import annotations

from typing import Any

import pytest
from tests.devices.test_decode_vectors import changed

from memberpos.devices import cid_fsk, handheld, ssi, tcp300
from memberpos.devices.decode import decode_record
from memberpos.devices.decode_entry import pieces_of, random_pieces, whole
from memberpos.devices.handheld import Code
from memberpos.devices.msr605x import reports

_WHEN = (1, b"03171656")


def got(name: str, data: bytes, device: str = "", direction: str = "device->host", pending: str = "") -> dict[str, Any]:
    """What a frame of a class says, under every chunking the same."""
    one = {"class": name, "device": device, "direction": direction, "pending": pending, "hex": data.hex()}
    found = [decode_record(one, way) for way in (whole, pieces_of(1), random_pieces(3))]
    assert found[0] == found[1] == found[2]
    return found[0]


def to_host(name: str, text: str, device: str = "") -> dict[str, Any]:
    return got(name, text.encode(), device)


@pytest.mark.parametrize(
    ("number", "old", "new", "key", "want"),
    [
        ("P058", "4075551212", "13800138000", "number", "13800138000"),
        ("P058", "4075551212", "PRIVATE", "number", None),
        ("P058", "WIRELESS CALL", "-MSG ON-", "event", "message waiting on"),
        ("P059", "CID:", "CIDLOG:", "is_new_call", False),
        ("P059", "CID:", "PID:", "is_new_call", True),
        ("P059", "9415557218", "OUT-OF-AREA", "number", None),
        ("P060", "RING*1", "RING*-2", "ring", -2),
        ("P062", "11:28 AM", "12:28 AM", "time24", "00:28"),
        ("P062", " I S ", " O E ", "io", "O"),
        ("P061", "00000089793c", "00000089803c", "unit_dec", 0x8980),
        ("P074", "3132332e3630", "3938372e3635", "show", "987.65"),
        ("P075", "1b7332", "1b7334", "light", "change"),
        ("P075", "1b7332", "1b7330", "lights", {"price": 0, "total": 0, "collect": 0, "change": 0}),
        ("P076", "0c", "024235", "set_baud", 300),
        ("P077", "1b5141", "1b5142", "lower", "TOTAL         128.50"),
        ("P078", "1b6c0102", "1f241302", "cursor", [19, 2]),
        ("P078", "1b6c0102", "1f4300", "cursor_off", True),
        ("P078", "1b6c0102", "1b3d01", "select", "printer"),
        ("P085", "15", "06", "line_control", "ACK taken"),
    ],
)
def test_another_payload(number: str, old: str, new: str, key: str, want: object) -> None:
    assert changed(number, old, new)[key] == want


@pytest.mark.parametrize(
    "digits", ["1b51413132410d", "1b5141313233343536373839 0d", "41", "1b7339", "024c3132", "02423939"]
)
def test_what_an_led8_cannot_show_is_refused(digits: str) -> None:
    assert "reject" in got("display-led8", bytes.fromhex(digits), direction="host->device")


def test_bellcore_messages() -> None:
    private = got("cid-fsk", cid_fsk.multiple(_WHEN, (4, b"P"), (7, b"O"), (0x11, b"\x01")))
    assert (private["number"], private["absence"], private["name_absence"]) == (None, "P", "O")
    assert (private["param_07_len1"], private["raw_param"], private["checksum_ok"]) == ("O", "110101", True)
    lamp = got("cid-fsk", cid_fsk.encode(b"\x82\x0b\x01\xff"))
    assert (lamp["type"], lamp["number"]) == ("MWI", None)
    assert got("cid-fsk", cid_fsk.multiple(_WHEN)[:-4]) == {"reject": "nothing_decoded"}


@pytest.mark.parametrize(("text", "number"), [("D13800138000C", "13800138000"), ("A0755#", "0755"), ("B10C", None)])
def test_tones_have_no_checksum(text: str, number: str | None) -> None:
    for device in ("", "DTMF box"):
        found = to_host("cid-fsk", text, device)
        assert (found["number"], found["has_checksum"], found["type"]) == (number, False, "DTMF")


def test_details_of_a_whozz_unit() -> None:
    found = to_host("whozz", "01 F             11/07 17:45:04\r\n")
    assert (found["type"], found["line"], found["time24"], found["number"]) == ("off_hook", 1, "17:45", None)


def test_blocks_of_a_card_printer() -> None:
    choices = got("cardprinter", tcp300.encode(0x46, b"0,1,1"), direction="host->device")
    assert (choices["discharge"], choices["erase"], choices["print"]) == (0, 1, 1)
    text = got("cardprinter", tcp300.encode(0x41, "0,12,53,会员".encode("gb18030")), direction="host->device")
    assert (text["x"], text["y"], text["text"], text["mode"][0]) == (12, 53, "会员", "0")
    failed = got("cardprinter", tcp300.reply(0x22, 0x33))
    assert (failed["reply_to"], failed["status"], failed["rank"]) == ("22", "33 LRC error", "B")
    assert got("cardprinter", tcp300.reply(0x26, 0x20, b"800001=1"))["text"] == "800001=1"
    assert "reject" in got("cardprinter", tcp300.reply(0x22, 0x33)[:-1] + b"\0")
    assert got("cardprinter", tcp300.encode(0x41, b"plain"), direction="host->device")["text"] == "plain"
    assert got("cardprinter", tcp300.encode(0x7E), direction="host->device")["cmd"] == "7E unknown"


def test_frames_of_a_scanner_module() -> None:
    refused = got("scanner-ssi", ssi.encode(ssi.SsiFrame(ssi.NAK, 0, 0, b"\x06")))
    assert (refused["opcode"], refused["cause"]) == ("D1 NAK", "06 denied")
    setting = got("scanner-ssi", bytes.fromhex("0007c60408008a08fe95"), direction="host->device")
    assert (setting["param"], setting["checksum"]) == ("8a08", "fe95")
    assert got("scanner-ssi", bytes.fromhex("04e40400ff15")) == {"reject": "nothing_decoded"}


def test_answers_of_a_pen() -> None:
    answer = handheld.answer(handheld.codes_body([Code("D", "X-1"), Code("A", "40235363")]))
    for pending in ("", "get codes"):
        found = got("handheld", answer, pending=pending)
        assert (found["ok"], found["barcode"], found["code_id"][0], found["len"]) == (True, "40235363", "A", 9)
    woken = got("handheld", handheld.answer(b"1\x01" + bytes(8) + b"NBRIPAAA\0"), pending="01")
    assert (woken["firmware"], woken["low_battery"]) == ("NBRIPAAA", True)
    assert got("handheld", handheld.command(handheld.Command.CLEAR), direction="host->device")["cmd"] == "02 clear"
    assert got("handheld", b"\x06\x02\x00\x05")["ok"] is False


def test_reports_of_an_msr605x() -> None:
    found = got("msr605x", b"".join(reports(bytes(range(65, 65 + 26)) * 4)))
    assert (found["len"], found["headers"], found["first"], found["last"]) == (104, ["bf", "69"], True, True)
    assert bytes.fromhex(found["reassembled"]).decode() == found["payload_ascii"]
    assert "reject" in got("msr605x", reports(b"x")[0][:-1])
