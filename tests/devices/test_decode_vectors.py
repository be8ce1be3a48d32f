"""The recorded frames of every class that has a codec, under every way of arriving."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices.decode import DECODERS, decode_record
from memberpos.devices.decode_compare import matches
from memberpos.devices.decode_entry import pieces_of, random_pieces, whole
from memberpos.devices.iso7811 import FORMATS, encode_chars, lrc_char, pack_read

FILE = Path(__file__).parent.parent / "data" / "vectors" / "device_frames.json"
RECORDS: list[dict[str, Any]] = [
    record for record in json.loads(FILE.read_text("utf-8")) if record["class"] in DECODERS
]
WAYS = {"1": pieces_of(1), "3": pieces_of(3), "random": random_pieces(7), "glue": whole}


def record(number: str) -> dict[str, Any]:
    return dict(next(one for one in RECORDS if one["id"] == number))


def got(one: dict[str, Any]) -> dict[str, Any]:
    return decode_record(one, whole)


def changed(number: str, old: str, new: str) -> dict[str, Any]:
    """What the record gives with `old` replaced in its hex or text."""
    one = record(number)
    field = "hex" if "hex" in one else "text"
    assert old in one[field]
    return got({**one, field: one[field].replace(old, new)})


def test_the_file_has_entries_of_every_class() -> None:
    assert {one["class"] for one in RECORDS} == set(DECODERS)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("one", RECORDS, ids=lambda one: one["id"])
def test_every_record_is_right(one: dict[str, Any], way: str) -> None:
    assert matches(one["expected"], decode_record(one, WAYS[way]), pending="pending" in one), got(one)


def test_order_ids_and_expectations_do_not_matter() -> None:
    shuffled = random.Random(3).sample(RECORDS, len(RECORDS))
    for one in shuffled:
        kept = ("class", "device", "direction", "pending", "hex", "text")
        bare = {key: value for key, value in one.items() if key in kept}
        assert got(bare | {"id": "x"}) == got(one)


@pytest.mark.parametrize(
    ("number", "old", "new", "key", "want"),
    [
        ("P004", "3031", "3039", "tracks", ["09", "23", "45"]),
        ("P005", "3b32333f", "3b32393f", "tracks", ["%01?", ";29?", ";45?"]),
        ("P005", "1c1b30", "1c1b31", "status", "31"),
        ("P008", "070505", "080808", "bpc", [8, 8, 8]),
        ("P009", "6307", "6305", "tracks", [1, 3]),
        ("P012", "3d16", "1416", "track13", 20),
        ("P013", "4b", "c1", "track", 3),
        ("P014", "41", "30", "ok", True),
        ("P055", "186XXXXXXXX", "13900139000", "number", "13900139000"),
        ("P054", "Joh", "Ann", "name", "Chmielewski Ann"),
        ("P056", "0103", "0104", "date", "0104"),
        ("P063", "1d2111", "1d2110", "size", "2x1"),
        ("P063", "d1f4", "c8d5", "text", "日光美发会员店"),
        ("P065", "564200", "564207", "n", 7),
        ("P066", "31323334", "31323335", "qr", {"data": "1235", "model": 2, "size": 3, "ec": "L"}),
        ("P067", "0019fa", "0132fa", "on_ms", 100),
        ("P067", "0019fa", "3119fa", "m_ascii", "1"),
        ("P068", "12", "1e", "paper", "near_end"),
        ("P071", "16", "1a", "online", False),
        ("P073", "14000300", "34000c00", "cover_open", True),
        ("P086", "31508", "24080", "text", "帐记本-01"),
        ("P086", "31508", "45514", "text", "뇊记本-01"),
        ("P086", "'1'", "'2'", "text", "笔记本-02"),
        ("P087", "AIMID", "AIMIE", "data", "AIMIE"),
        ("P088", "931\r", "932\r", "check_digit_ok", False),
        ("P091", "15021", "25021", "kind", "alipay"),
        ("P091", "15021", "96021", "kind", "code"),
    ],
)
def test_another_payload_gives_another_reading(number: str, old: str, new: str, key: str, want: object) -> None:
    assert changed(number, old, new)[key] == want


@given(st.text(st.sampled_from("0123456789="), min_size=1, max_size=36))
def test_tracks_with_their_lrc(digits: str) -> None:
    text = f";{digits}?"
    lrc = lrc_char(text, FORMATS[2])
    good = got({**record("P016"), "text": text + lrc})
    assert (good["valid"], good["lrc"], good["text"]) == (True, lrc, text)
    wrong = chr(0x30 + ((ord(lrc) - 0x2F) % 16))
    assert got({**record("P016"), "text": text + wrong})["valid"] is False


def test_raw_reads_are_mirrored_against_raw_writes() -> None:
    raw = pack_read(encode_chars(1, "%ABC123?"), 7)
    block = b"\x1bs\x1b\x01" + bytes((len(raw),)) + raw + b"\x1b\x02\x00\x1b\x03\x00?\x1c\x1b0"
    one = {"class": "msr", "direction": "device->host", "pending": "raw_read", "hex": block.hex()}
    said = got(one)
    assert said["iso_decoded"] == ["%ABC123?", None, None]
    assert (said["lrc_chars"], said["bpc"], said["empty"]) == (["J", None, None], [8, 8, 8], [2, 3])


@pytest.mark.parametrize(
    ("name", "pending", "data", "key", "want"),
    [
        ("msr", "coercivity", "1b68", "hico", True),
        ("msr", "Get Device Model", "1b3353", "response", "3S"),
        ("cid-modem", "", "4f4b0d0a", "event", "OK"),
        ("escpos", "", "1d6b43054142434445", "barcode", {"type": "EAN13", "data": "ABCDE", "function": "B"}),
        ("escpos", "", "1d763000010001005a", "raster", {"width": 8, "height": 1}),
        ("escpos", "", "1004040a", "query", "dle_eot"),
        ("escpos-status", "GS r 2", "01", "drawer_pin3_high", True),
        ("escpos-status", "DLE EOT 2", "32", "stopped_by_paper_end", True),
        ("escpos-status", "", "1311", "flow", "xon"),
        (
            "escpos-status",
            "",
            "1400000012",
            "items",
            [{"kind": "asb", "hex": "14000000"}, {"kind": "dle_eot", "hex": "12"}],
        ),
        ("scanner-hid", "", b";800001=9?\r".hex(), "number", "800001"),
        ("iso7811", "", "2b8849eaaf", "text", ";12345?"),
    ],
)
def test_other_frames_of_the_same_classes(name: str, pending: str, data: str, key: str, want: object) -> None:
    assert got({"class": name, "direction": "", "pending": pending, "hex": data})[key] == want


@pytest.mark.parametrize(
    ("one", "want"),
    [
        ({"class": "msr", "direction": "device->host", "hex": "1b79"}, {"reject": "no_pending_command"}),
        ({"class": "msr", "direction": "host->device", "hex": "1bff"}, {"reject": "nothing_decoded"}),
        ({"class": "iso7811", "device": "track2 codec", "text": ";12A?"}, {"reject": "charset"}),
        ({"class": "scanner-serial", "text": "\r\n"}, {"reject": "nothing_decoded"}),
        ({"class": "payment-code", "text": ""}, {"reject": "nothing_decoded"}),
        ({"class": "drawer", "hex": "1b40"}, {"reject": "nothing_decoded"}),
        ({"class": "escpos", "hex": "xx"}, {"reject": "bad_entry"}),
        ({"class": "escpos"}, {"reject": "bad_entry"}),
        ({"class": "pn533", "hex": "00"}, {"error": "unknown_class"}),
        ({}, {"error": "unknown_class"}),
        ({"class": ["x"]}, {"error": "unknown_class"}),
    ],
)
def test_refusals(one: dict[str, Any], want: dict[str, str]) -> None:
    assert got(one) == want


@given(
    st.sampled_from(sorted(DECODERS)),
    st.sampled_from(["host->device", "device->host", "codec", ""]),
    st.sampled_from(["", "iso_read", "raw_read", "set_bpc", "comm_test", "DLE EOT 2", "gs_r_1", "GS I 67", "x"]),
    st.binary(max_size=200),
    st.integers(0, 9),
)
def test_random_bytes_are_decoded_or_refused(name: str, way: str, pending: str, data: bytes, seed: int) -> None:
    one = {"class": name, "device": "track 1", "direction": way, "pending": pending, "hex": data.hex()}
    assert decode_record(one, random_pieces(seed)) == got(one)
    json.dumps(got(one))


@given(st.sampled_from(sorted(DECODERS)), st.text(max_size=60))
def test_random_text_is_decoded_or_refused(name: str, text: str) -> None:
    json.dumps(got({"class": name, "device": "", "direction": "host->device", "text": text}))


@pytest.mark.parametrize(
    ("expected", "said", "equal"),
    [
        ({"paper": "adequate"}, {"paper": "ok"}, True),
        ({"paper": "near end"}, {"paper": "near_end"}, True),
        ({"paper": "out"}, {"paper": "ok"}, False),
        ({"cmd": "comm_test"}, {"cmd": "COMM test"}, True),
        ({"cmd": "set_hico"}, {"cmd": "set_loco"}, False),
        ({"cmd": "1B63 erase"}, {"cmd": "1b63"}, True),
        ({"status": "33 LRC error"}, {"status": "33"}, True),
        ({"status": "33 LRC error"}, {"status": "34"}, False),
        ({"cut": "feed and partial cut"}, {"cut": "feed then cut"}, True),
        ({"cut": "partial cut"}, {"cut": "full cut"}, False),
        ({"absence": "out of area"}, {"absence": "O"}, True),
        ({"param": "8A 08 code 39 on"}, {"param": "8a08"}, True),
        ({"param": "8a09"}, {"param": "8a08"}, False),
        ({"headers": "bf 45"}, {"headers": ["bf", "45"]}, True),
        ({"headers": ["bf"]}, {"headers": ["bf", "45"]}, False),
        ({"reassembled": "1B 73 1B"}, {"reassembled": "1b731b"}, True),
        ({"raw_param": "private"}, {"raw_param": "110101"}, False),
        ({"name": None}, {}, True),
        ({"name": None}, {"name": "A"}, False),
        ({"name": "A"}, {}, False),
        ({"number": 123}, {"number": "123"}, True),
        ({"ok": True}, {"ok": 1}, False),
        ({"tracks": ["", None, ";1?"]}, {"tracks": [None, "", ";1?"]}, True),
        ({"tracks": ["", "", ";1?"]}, {"tracks": ["", "", ";2?"]}, False),
        ({"items": ["a", "b"]}, {"items": [1, 2]}, True),
        ({"items": ["a", "b"]}, {"items": [1]}, False),
        ({"qr": {"data": "1"}}, {"qr": {"data": "1", "size": 3}}, True),
        ({"qr": {"data": "1"}}, {"qr": {"data": "2"}}, False),
        ({"note": "x"}, {"note": "y"}, False),
        ({"rule": "x", "kind": "wechat"}, {"kind": "wechat"}, True),
        ({"reject": "LRC"}, {"reject": "charset"}, True),
        ({"reject": "LRC"}, {"text": "1"}, False),
        ({"text": "1"}, {"reject": "x"}, False),
        ({"text": None}, {"error": "unknown_class"}, False),
    ],
)
def test_comparison_rules(expected: dict[str, Any], said: dict[str, Any], equal: bool) -> None:
    assert matches(expected, said, pending=False) is equal


def test_the_answered_command_proves_nothing_when_it_was_given() -> None:
    assert not matches({"reply_to": "erase"}, {"reply_to": "erase"}, pending=True)
    assert matches({"reply_to": "erase"}, {"reply_to": "erase"}, pending=False)
