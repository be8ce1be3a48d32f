"""Decoding of the classes em4100-serial, card-number, yhy522 and er302: ID cards and Chinese card modules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from memberpos.devices import er302, yhy522
from memberpos.devices.checksums import xor
from memberpos.devices.decode_entry import Chunks, Entry, Got
from memberpos.devices.rdm6300 import IdFrame, Rdm6300Decoder, Variant
from memberpos.devices.yhy522 import Cmd
from memberpos.domain import card_notations

_VARIANTS = {"binary": Variant.XOR_BYTE, "13-byte": Variant.XOR_BYTE, "13 byte": Variant.XOR_BYTE, "sum": Variant.SUM}


def decode_em4100(entry: Entry, chunks: Chunks) -> Got:
    """Frames of a reader for ID cards; the last one wins. A clone is known by two equal frames or by its name."""
    decoder = Rdm6300Decoder(_variant(entry.device.casefold()))
    frames = [frame for piece in chunks(entry.data) for frame in decoder.feed(piece)]
    if not frames:
        return {"reject": "checksum" if decoder.broken else "no_frame"}
    return _id_frame(frames[-1])


def _variant(device: str) -> Variant:
    return next((variant for word, variant in _VARIANTS.items() if word in device), Variant.AUTO)


def _id_frame(frame: IdFrame) -> Got:
    code = frame.code
    return {
        "id40": code.hex(),
        "number": int.from_bytes(code[1:], "big"),
        "version": f"{code[0]:02x}",
        "wg26": card_notations.id_card_number(code, card_notations.WG26),
        "checksum_ok": True,
    }


# --- numbers as printed or typed


def decode_number(entry: Entry, chunks: Chunks) -> Got:
    """A number in all notations: ten hexadecimal digits are an ID card, eight a chip's UID, `ddd,ddddd` is 3+5.

    Ten decimal digits are taken for 8H-10D where the name of the device says so.
    """
    text = b"".join(chunks(entry.data)).decode("ascii", "replace").strip()
    pair = re.fullmatch(r"(\d{3})[, ](\d{5})", text, re.ASCII)
    if pair:
        return _low24(int(pair[1]), int(pair[2]))
    if "10d" in entry.device.casefold() and re.fullmatch(r"\d{10}", text, re.ASCII) and int(text) < 1 << 32:
        return _id_card(b"\0" + int(text).to_bytes(4, "big"))
    if not re.fullmatch(r"([0-9A-Fa-f]{2}){4,10}", text):
        return {"reject": "no_card_number"}
    code = bytes.fromhex(text)
    return _id_card(code) if len(code) == 5 else _chip(code)


def _low24(high: int, low: int) -> Got:
    if high > 0xFF or low > 0xFFFF:
        return {"reject": "range"}
    number = high << 16 | low
    return {"6H-8D": f"{number:08d}", "hex": f"{number:06X}"} | _wg26(f"{high:03d},{low:05d}")


def _wg26(text: str) -> Got:
    return dict.fromkeys(("2H.4H", "WG26 3+5", "2H.4H (WG26 3+5)"), text)


def _id_card(code: bytes) -> Got:
    got: Got = {kind: card_notations.id_card_number(code, kind) for kind in card_notations.ID_CARD_NOTATIONS}
    number = int.from_bytes(code[1:], "big")
    got |= _wg26(got["2H.4H"]) | {"10H-12D": int.from_bytes(code, "big"), "full_decimal": int.from_bytes(code, "big")}
    got |= {"32bit_decimal": number, "customer": code[0], "id40": code.hex()}
    return got | {"bytes": code.hex().upper(), "hex": code.hex().upper()}


def _chip(uid: bytes) -> Got:
    plain = uid.hex().upper()
    return {
        "uid_bytes": plain,
        "bytes": plain,
        "hex": plain,
        "dec_msb_first": int.from_bytes(uid, "big"),
        "dec_lsb_first": int.from_bytes(uid, "little"),
    }


# --- YHY522


def decode_yhy522(entry: Entry, chunks: Chunks) -> Got:
    """Commands of the host or answers of the module; several are merged."""
    decoder = yhy522.Yhy522Decoder()
    messages = [message for piece in chunks(entry.data) for message in decoder.feed(piece)]
    if not messages:
        return {"reject": "checksum" if decoder.broken else "no_frame"}
    got: Got = {}
    for message in messages:
        got |= _yhy_command(message) if entry.from_host else _yhy_answer(message)
    return got


def _yhy_command(message: yhy522.Message) -> Got:
    names = {code.value: name for code, name in yhy522.NAMES.items()}
    got: Got = {"cmd": f"{message.code:02x} {names.get(message.code, '')}".strip()}
    parts = _YHY.get(message.code)
    data = message.data
    if message.code in {code.value for code in yhy522.KEYED}:
        return got | _yhy_keyed(message.code, data)
    return got | (parts(data) if parts else _data(data))


def _yhy_key(data: bytes) -> str:
    return f"{'B' if data[0] else 'A'} {data[1:].hex()}"


def _yhy_keyed(code: int, data: bytes) -> Got:
    if len(data) < 8:
        return {"reject": "length"}
    got: Got = {"key": _yhy_key(data[:1] + data[2:8]), "block": data[1]}
    rest = data[8:]
    if code in (Cmd.VALUE_INIT, Cmd.VALUE_INC, Cmd.VALUE_DEC) and len(rest) == 4:
        return got | {"value": int.from_bytes(rest, "little", signed=True)}
    return got | _data(rest)


def _backup(data: bytes) -> Got:
    return {"key": _yhy_key(data[:7]), "src": data[7], "dst": data[8]} if len(data) == 9 else _data(data)


def _auto(data: bytes) -> Got:
    if len(data) != 16:
        return _data(data)
    return {"auto_code": data[0], "key": _yhy_key(data[1:8]), "block": data[8], "baud_code": data[15]}


def _page(data: bytes) -> Got:
    return {"block": data[0]} | _data(data[1:]) if data else {}


def _data(data: bytes) -> Got:
    return {"data": data.hex()} if data else {}


_YHY: Mapping[int, Callable[[bytes], Got]] = MappingProxyType(
    {
        Cmd.VALUE_BACKUP: _backup,
        Cmd.AUTO_CONFIG: _auto,
        Cmd.PAGES_READ: _page,
        Cmd.PAGE_WRITE: _page,
        Cmd.AUTO: lambda data: {"mode": data[0]} if data else {},
    }
)


def _yhy_answer(message: yhy522.Message) -> Got:
    known = {code.value for code in Cmd}
    code, data = message.code, message.data
    inverted = yhy522.failure(code)
    if code not in known or (inverted in known and not data and code > 0x7F):
        return {"status": f"{code:02x}", "error_for": f"{inverted:02x}", "ok": False}
    got: Got = {"status": f"{code:02x}", "ok": True} | _data(data)
    if code == Cmd.VALUE_READ and len(data) == 4:
        got["value"] = int.from_bytes(data, "little", signed=True)
    if code == Cmd.PAGES_READ:
        got["pages"] = data.hex()
    if code == Cmd.CARD_ID:
        got["uid"] = data.hex()
    return got | (_block0(data) if code in (Cmd.BLOCK_READ, Cmd.AUTO_BLOCK) else {})


def _block0(data: bytes) -> Got:
    """Block 0 shows itself by the check byte behind its UID."""
    if len(data) != 16 or xor(data[:4]) != data[4]:
        return {}
    return {"block0": data.hex(), "uid": data[:4].hex(), "bcc_of_uid": f"{data[4]:02x}"}


# --- ER302


def decode_er302(entry: Entry, chunks: Chunks) -> Got:
    """Commands of the host or answers of the reader; several are merged."""
    decoder = er302.Er302Decoder()
    messages = [message for piece in chunks(entry.data) for message in decoder.feed(piece)]
    if not messages:
        return {"reject": "checksum" if decoder.broken else "no_frame"}
    got: Got = {}
    for message in messages:
        got |= _er302(message, entry)
    return got


def _er302(message: er302.Message, entry: Entry) -> Got:
    names = {code.value: name for code, name in er302.NAMES.items()}
    got: Got = {"cmd": f"{message.code:04x} {names.get(message.code, '')}".strip(), "node": f"{message.node:04x}"}
    if entry.from_host:
        parts = _ER302.get(message.code)
        return got | (parts(message.data) if parts else _data(message.data))
    words = er302.STATUS_WORDS.get(message.status, "")
    got |= {"status": f"{message.status:02x} {words}".strip(), "ok": message.status == 0}
    return got | _data(message.data[1:]) | _er302_result(message)


def _er302_result(message: er302.Message) -> Got:
    data = message.data[1:]
    if message.code == er302.Cmd.ANTICOLLISION:
        return {"uid": data.hex()}
    if message.code == er302.Cmd.VALUE_READ and len(data) == 4:
        return {"value": int.from_bytes(data, "little", signed=True)}
    return {}


def _request(data: bytes) -> Got:
    words = {er302.ALL_CARDS: "52 all", er302.IDLE_CARDS: "26 idle"}
    return {"mode": words.get(data[0], f"{data[0]:02x}")} if data else {}


def _auth(data: bytes) -> Got:
    if len(data) != 8:
        return _data(data)
    return {"key": f"{'B' if data[0] == 0x61 else 'A'} {data[2:].hex()}", "block": data[1]}


def _block(data: bytes) -> Got:
    return {"block": data[0]} | _data(data[1:]) if data else {}


_ER302: Mapping[int, Callable[[bytes], Got]] = MappingProxyType(
    {
        er302.Cmd.REQUEST: _request,
        er302.Cmd.AUTH: _auth,
        er302.Cmd.READ: _block,
        er302.Cmd.WRITE: _block,
        er302.Cmd.VALUE_INIT: _block,
        er302.Cmd.VALUE_READ: _block,
        er302.Cmd.VALUE_INC: _block,
        er302.Cmd.VALUE_DEC: _block,
        er302.Cmd.UL_WRITE: _block,
    }
)
