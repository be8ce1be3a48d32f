"""Decoding of chip and ID card traffic: other bytes with right checksums say something else, wrong ones nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices import decode_chip, decode_idcard, er302, pcsc_apdu, pn532, rdm6300, yhy522
from memberpos.devices.decode import DECODERS, decode_record
from memberpos.devices.decode_entry import pieces_of, whole

OUT, IN = "host->device", "device->host"


def got(name: str, data: bytes | str, direction: str = IN, **more: str) -> dict[str, Any]:
    record = {"class": name, "direction": direction, **more}
    record |= {"text": data} if isinstance(data, str) else {"hex": data.hex()}
    said = decode_record(record, whole)
    assert decode_record(record, pieces_of(1)) == said
    return said


def subset(want: dict[str, Any], said: dict[str, Any]) -> bool:
    return {key: said.get(key) for key in want} == want


@given(st.binary(min_size=4, max_size=4))
def test_a_uid_is_told_from_the_bytes(uid: bytes) -> None:
    data = bytes.fromhex("0101000408") + b"\x04" + uid
    (target,) = got("pn532", pn532.response(0x4A + 1, data))["targets"]
    assert target == {"tg": 1, "sens_res": "0004", "sel_res": "08", "uid": uid.hex(), "type": "Mifare Classic 1K"}


@pytest.mark.parametrize(
    ("payload", "want"),
    [
        ("d44a0203", {"cmd": "InListPassiveTarget", "max": 2, "brty": "106B"}),
        ("d4140314", {"cmd": "SAMConfiguration", "mode": "wired card", "timeout": 20}),
        ("d41008", {"cmd": "SetSerialBaudRate", "baud": 1288000}),
        ("d440013005", {"cmd": "InDataExchange", "tg": 1, "mifare": "read", "block": 5}),
        ("d44002a006" + "11" * 16, {"tg": 2, "mifare": "write", "block": 6, "data": "11" * 16}),
        ("d44001c10501000000", {"mifare": "increment", "block": 5, "value": 1}),
        ("d44001b006", {"mifare": "transfer", "block": 6}),
        ("d44001a20411223344", {"mifare": "write page", "block": 4, "data": "11223344"}),
        ("d44260", {"cmd": "InCommunicateThru", "data": "60"}),
        ("d45200", {"cmd": "InRelease", "tg": 0}),
        ("d499", {"cmd": "99"}),
    ],
)
def test_pn532_commands(payload: str, want: dict[str, Any]) -> None:
    said = got("pn532", pn532.frame(bytes.fromhex(payload)), OUT)
    assert subset({"payload": payload, "len": len(payload) // 2, **want}, said)


@pytest.mark.parametrize(
    ("payload", "want"),
    [
        ("d54114", {"reply_to": "InDataExchange", "status": "14 authentication", "ok": False}),
        ("d54100" + "22" * 16, {"status": "00 ok", "ok": True, "data": "22" * 16}),
        ("d54300" + "0004040201000f03", {"reply_to": "InCommunicateThru", "data": "0004040201000f03"}),
        ("d50332010707", {"ver": "1.7", "ic": "32", "support": "07"}),
        ("d54b00", {"targets": 0}),
        ("d533", {"reply_to": "RFConfiguration", "ok": True}),
        ("d59a01", {"reply_to": "99", "data": "01"}),
    ],
)
def test_pn532_answers(payload: str, want: dict[str, Any]) -> None:
    assert subset(want, got("pn532", pn532.frame(bytes.fromhex(payload))))


def test_pn532_frames_by_kind() -> None:
    long = got("pn532", pn532.response(1, bytes(262)))
    assert subset({"frame": "extended", "reply_to": "Diagnose", "len": 264}, long)
    woken = got("pn532", pn532.WAKE_UP + pn532.command(0x02), OUT)
    assert subset({"wakeup_preamble": True, "cmd": "GetFirmwareVersion"}, woken)
    assert got("pn532", pn532.ERROR) == {"frame": "error", "code": "7f", "frames": ["error"]}
    assert got("pn532", b"\0\0") == {"reject": "no_frame"}


@pytest.mark.parametrize(
    ("apdu", "want"),
    [
        (pcsc_apdu.get_uid(), {"cmd": "get uid"}),
        (pcsc_apdu.get_ats(), {"cmd": "get ats"}),
        (pcsc_apdu.load_key(b"\1" * 6, 1), {"cmd": "load key", "slot": 1, "key": "01" * 6}),
        (pcsc_apdu.authenticate(8, 1, key_b=True), {"cmd": "authenticate", "block": 8, "key_type": "B", "slot": 1}),
        (pcsc_apdu.read(9), {"cmd": "read binary", "block": 9, "len": 16}),
        (pcsc_apdu.update(9, b"\2" * 16), {"cmd": "update binary", "block": 9, "data": "02" * 16}),
        (pcsc_apdu.change_value(5, 1, 7), {"cmd": "value inc", "block": 5, "value": 7}),
        (pcsc_apdu.copy_value(5, 6), {"cmd": "value copy", "block": 5, "dst": 6}),
        (pcsc_apdu.through(b"\x60"), {"inner_pn532": "d44260", "data": "60"}),
        (pcsc_apdu.signal(ok=True), {"cmd": "led and buzzer", "data": "01010101"}),
        (pcsc_apdu.get_response(3), {"cmd": "get response", "len": 3}),
        (bytes.fromhex("ffb10005"), {"cmd": "read value", "block": 5}),
        (bytes.fromhex("00a4040000"), {"cmd": "00a4"}),
        (bytes.fromhex("ffee0000"), {"cmd": "ffee"}),
        (bytes.fromhex("ff8200000612"), {"reject": "apdu"}),
    ],
)
def test_pcsc_commands(apdu: bytes, want: dict[str, Any]) -> None:
    assert subset(want, got("pcsc", apdu, OUT))


def test_pcsc_answers() -> None:
    assert got("pcsc", b"\x63\x00") == {"sw": "6300", "ok": False, "status": "6300 failed"}
    uid = got("pcsc", bytes.fromhex("04a1b2c39000"), pending="get uid")
    assert subset({"uid": "04a1b2c3", "sw": "9000"}, uid)
    inner = got("pcsc", bytes.fromhex("d541149000"))
    assert subset({"status": "14 authentication", "sw": "9000"}, inner)
    assert got("pcsc", b"\x90") == {"reject": "too_short"}


@pytest.mark.parametrize(
    ("data", "direction", "want"),
    [
        ("0004040201001103", "tag", {"product": "NTAG215"}),
        ("04a1b29fc3d4e5f604480000e1101200", "tag", {"uid": "04a1b2c3d4e5f6"}),
        ("0a", "tag", {"cmd": "ack", "ok": True}),
        ("00", "tag", {"cmd": "nak", "ok": False}),
        ("4f4b", "tag", {"cmd": "1B PWD_AUTH", "data": "4f4b"}),
        ("60", OUT, {"cmd": "60 GET_VERSION"}),
        ("3004", OUT, {"cmd": "30 READ", "block": 4}),
        ("a20511223344", OUT, {"cmd": "A2 WRITE", "block": 5, "data": "11223344"}),
        ("1b70617373", OUT, {"cmd": "1B PWD_AUTH", "data": "70617373"}),
        ("77", OUT, {"reject": "unknown_command"}),
        ("010203", "tag", {"reject": "length"}),
    ],
)
def test_ntag(data: str, direction: str, want: dict[str, Any]) -> None:
    assert subset(want, got("ntag", bytes.fromhex(data), direction))


@given(st.binary(min_size=5, max_size=5))
def test_id_cards(code: bytes) -> None:
    said = got("em4100-serial", rdm6300.encode(code))
    low = f"{code[2]:03d},{int.from_bytes(code[3:], 'big'):05d}"
    want = {"id40": code.hex(), "number": int.from_bytes(code[1:], "big"), "version": f"{code[0]:02x}", "wg26": low}
    assert subset(want, said)


@pytest.mark.parametrize(
    ("device", "variant"), [("RDM6300 13-byte", "xor_byte"), ("clone with sum", "sum"), ("binary checksum", "xor_byte")]
)
def test_clones_by_the_name_of_the_device(device: str, variant: str) -> None:
    frame = rdm6300.encode(bytes.fromhex("62e3086ced"), rdm6300.Variant(variant))
    assert got("em4100-serial", frame, device=device)["id40"] == "62e3086ced"
    assert "reject" in got("em4100-serial", frame)
    assert got("em4100-serial", frame * 2)["id40"] == "62e3086ced"


@pytest.mark.parametrize(
    ("text", "device", "want"),
    [
        ("01026f6c3a", "", {"8H-10D": "0040856634", "10H-12D": 4335823930, "customer": 1, "32bit_decimal": 40856634}),
        ("0040856634", "8H-10D reader", {"2H.4H": "111,27706", "6H-8D": "07302202"}),
        ("0040856634", "", {"10H": "0040856634"}),
        ("111,27706", "", {"6H-8D": "07302202", "hex": "6F6C3A", "WG26 3+5": "111,27706"}),
        ("111 27706", "", {"2H.4H (WG26 3+5)": "111,27706"}),
        ("04A1B2C3D4E5F6", "", {"uid_bytes": "04A1B2C3D4E5F6"}),
        ("999,27706", "", {"reject": "range"}),
        ("hello", "", {"reject": "no_card_number"}),
    ],
)
def test_card_numbers(text: str, device: str, want: dict[str, Any]) -> None:
    assert subset(want, got("card-number", text, "codec", device=device))


@pytest.mark.parametrize(
    ("frame", "direction", "want"),
    [
        (
            yhy522.keyed(0x21, 8, b"\xff" * 6, key_b=True),
            OUT,
            {"cmd": "21 block read", "key": "B " + "ff" * 6, "block": 8},
        ),
        (yhy522.keyed(0x22, 8, b"\xff" * 6, b"\xaa" * 16), OUT, {"data": "aa" * 16}),
        (yhy522.keyed(0x25, 9, b"\xff" * 6, b"\7\0\0\0"), OUT, {"cmd": "25 value inc", "value": 7}),
        (yhy522.encode(0x27, b"\0" + b"\xff" * 6 + b"\x09\x0a"), OUT, {"src": 9, "dst": 10, "key": "A " + "ff" * 6}),
        (yhy522.encode(0x13, b"\1"), OUT, {"cmd": "13 auto mode", "mode": 1}),
        (yhy522.encode(0x24, b"\xfe\xff\xff\xff"), IN, {"status": "24", "value": -2}),
        (yhy522.encode(0xDE), IN, {"error_for": "21", "ok": False}),
        (yhy522.encode(0x20, bytes.fromhex("3d986201")), IN, {"uid": "3d986201"}),
        (bytes.fromhex("aabb12515ec0e07a048804004751355661102808eb"), IN, {"uid": "5ec0e07a", "bcc_of_uid": "04"}),
        (
            bytes.fromhex("aabb12040200ffffffffffff00000000000000081c"),
            OUT,
            {"cmd": "04 auto mode config", "auto_code": 2, "baud_code": 8, "block": 0},
        ),
        (bytes.fromhex("aabb021211"), OUT, {"reject": "checksum"}),
    ],
)
def test_yhy522(frame: bytes, direction: str, want: dict[str, Any]) -> None:
    assert subset(want, got("yhy522", frame, direction))


@pytest.mark.parametrize(
    ("frame", "direction", "want"),
    [
        (er302.encode(0x0201, b"\x26"), OUT, {"cmd": "0201 request", "mode": "26 idle"}),
        (er302.encode(0x0207, b"\x61\x05" + b"\1" * 6), OUT, {"key": "B " + "01" * 6, "block": 5}),
        (er302.encode(0x0209, b"\x05" + b"\2" * 16), OUT, {"cmd": "0209 write", "block": 5, "data": "02" * 16}),
        (er302.reply(0x0202, 0, b"\x11\x22\x33\x44"), IN, {"uid": "11223344", "ok": True}),
        (er302.reply(0x0207, 0x16), IN, {"status": "16 auth", "ok": False}),
        (er302.reply(0x020B, 0, b"\x05\0\0\0"), IN, {"value": 5}),
        (b"\xaa\xbb\x06\x00", IN, {"reject": "no_frame"}),
    ],
)
def test_er302(frame: bytes, direction: str, want: dict[str, Any]) -> None:
    assert subset(want, got("er302", frame, direction))


def test_the_table_names_these_functions() -> None:
    modules = {DECODERS[name].__module__ for name in ("pn532", "pcsc", "ntag")}
    assert modules == {decode_chip.__name__}
    modules = {DECODERS[name].__module__ for name in ("em4100-serial", "card-number", "yhy522", "er302")}
    assert modules == {decode_idcard.__name__}
