"""Decoding of the classes pn532, pcsc and ntag: chip cards and their readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from memberpos.devices import mifare, ntag, pcsc_apdu
from memberpos.devices import pn532_commands as commands
from memberpos.devices.chip_ops import Chip
from memberpos.devices.decode_entry import Chunks, Entry, Got
from memberpos.devices.pcsc_apdu import Apdu
from memberpos.devices.pn532 import CHIP, HOST, WAKE_UP, Frame, FrameDecoder
from memberpos.devices.pn532_commands import Code

_CODES = {code.value: code for code in Code}


def decode_pn532(entry: Entry, chunks: Chunks) -> Got:
    """Frames of either side, their list and what the last one says."""
    decoder = FrameDecoder()
    frames = [frame for piece in chunks(entry.data) for frame in decoder.feed(piece)]
    if not frames:
        return {"reject": "checksum" if decoder.broken else "no_frame"}
    got: Got = {}
    for frame in frames:
        got |= _frame(frame)
    got["frames"] = [_frame_name(frame) for frame in frames]
    if entry.from_host and entry.data.startswith(WAKE_UP[:2]):
        got["wakeup_preamble"] = True
    return got


def _frame(frame: Frame) -> Got:
    got: Got = {"frame": frame.kind}
    if frame.kind == "error":
        return got | {"code": frame.payload.hex()}
    if frame.code is None:
        return got
    got |= {"len": len(frame.payload), "payload": frame.payload.hex()}
    return got | (_host(frame.code, frame.data) if frame.payload[0] == HOST else _chip(frame.code, frame.data))


def _frame_name(frame: Frame) -> str:
    if frame.code is None:
        return frame.kind.upper() if frame.kind != "error" else frame.kind
    answer = frame.payload[0] == CHIP
    code = _CODES.get(frame.code - answer)
    name = code.name if code is not None else f"{frame.code:02x}"
    return f"{name} response" if answer else name


# --- commands


def _host(number: int, data: bytes) -> Got:
    code = _CODES.get(number)
    if code is None:
        return {"cmd": f"{number:02x}", "data": data.hex()}
    parts = _HOST.get(code)
    return {"cmd": code.name} | (parts(data) if parts else _data(data))


def _data(data: bytes) -> Got:
    return {"data": data.hex()} if data else {}


def _sam(data: bytes) -> Got:
    names = ("mode", "timeout", "irq")
    got: Got = dict(zip(names, data, strict=False))
    return got | {"mode": commands.SAM_MODES.get(data[0], str(data[0]))} if data else got


def _baud(data: bytes) -> Got:
    return {"baud": commands.BAUDS.get(data[0])} if data else {}


def _rf(data: bytes) -> Got:
    return {"item": data[0], "data": data[1:].hex()} if data else {}


def _list(data: bytes) -> Got:
    return {"max": data[0], "brty": commands.BRTY.get(data[1], f"{data[1]:02x}")} if len(data) > 1 else {}


def _exchange(data: bytes) -> Got:
    return {"tg": data[0]} | card_command(data[1:]) if data else {}


def card_command(data: bytes) -> Got:
    """A command to a card: its name, block, key, UID, data."""
    word = commands.MIFARE_WORDS.get(data[0]) if data else None
    if word is None or len(data) < 2:
        return _data(data)
    got: Got = {"mifare": word, "block": data[1]}
    rest = data[2:]
    if data[0] in (mifare.KEY_A, mifare.KEY_B):
        return got | {"key": rest[:6].hex(), "uid": rest[6:].hex(), "key_type": word[-1]}
    if data[0] in (mifare.INCREMENT, mifare.DECREMENT):
        got["value"] = int.from_bytes(rest, "little")
    return got | _data(rest)


def _target(data: bytes) -> Got:
    return {"tg": data[0]} if data else {}


_HOST: Mapping[Code, Callable[[bytes], Got]] = MappingProxyType(
    {
        Code.SAMConfiguration: _sam,
        Code.SetSerialBaudRate: _baud,
        Code.RFConfiguration: _rf,
        Code.InListPassiveTarget: _list,
        Code.InDataExchange: _exchange,
        Code.InCommunicateThru: lambda data: _data(data),
        Code.InDeselect: _target,
        Code.InRelease: _target,
    }
)


# --- answers


def _chip(number: int, data: bytes) -> Got:
    code = _CODES.get(number - 1)
    if code is None:
        return {"reply_to": f"{number - 1:02x}", "data": data.hex()}
    parts = _CHIP.get(code)
    return {"reply_to": code.name} | (parts(data) if parts else {"ok": True} | _data(data))


def _version(data: bytes) -> Got:
    if len(data) != 4:
        return _data(data)
    return {"ok": True, "ic": f"{data[0]:02x}", "ver": f"{data[1]}.{data[2]}", "support": f"{data[3]:02x}"}


def _targets(data: bytes) -> Got:
    found = commands.parse_targets(data)
    return {"ok": True, "targets": [{"tg": one.tg} | chip_facts(one.chip) for one in found] or 0}


def chip_facts(chip: Chip) -> dict[str, Any]:
    """A card as the vector files name its parts."""
    facts: dict[str, Any] = {"sens_res": f"{chip.atqa:04x}", "sel_res": f"{chip.sak:02x}", "uid": chip.uid.hex()}
    name = mifare.type_name(chip.sak)
    return facts | ({"type": name} if name else {})


def _status(data: bytes) -> Got:
    status = commands.status_of(data)
    words = commands.STATUS_WORDS.get(status, "")
    return {"status": f"{status:02x} {words}".strip(), "ok": status == 0} | _data(data[1:])


_CHIP: Mapping[Code, Callable[[bytes], Got]] = MappingProxyType(
    {
        Code.GetFirmwareVersion: _version,
        Code.InListPassiveTarget: _targets,
        Code.InDataExchange: _status,
        Code.InCommunicateThru: _status,
        Code.InDeselect: _status,
        Code.InRelease: _status,
    }
)


# --- PC/SC


def decode_pcsc(entry: Entry, chunks: Chunks) -> Got:
    """One APDU or one answer; a PC/SC reader takes and gives them whole."""
    raw = b"".join(chunks(entry.data))
    if entry.from_host:
        apdu = pcsc_apdu.parse_apdu(raw)
        return {"reject": "apdu"} if apdu is None else _apdu(apdu)
    response = pcsc_apdu.parse_response(raw)
    if response is None:
        return {"reject": "too_short"}
    words = pcsc_apdu.SW_WORDS.get(response.sw, "")
    got: Got = {"sw": f"{response.sw:04X}", "ok": response.ok, "status": f"{response.sw:04x} {words}".strip()}
    return got | _data(response.data) | _inside(response.data, entry.pending.casefold())


def _inside(data: bytes, pending: str) -> Got:
    """The PN532's words in an answer, or the UID that was asked for."""
    if len(data) > 1 and data[0] == CHIP:
        return {key: value for key, value in _chip(data[1], data[2:]).items() if key != "ok"}
    return {"uid": data.hex()} if "uid" in pending or "ffca" in pending.replace(" ", "") else {}


def _apdu(apdu: Apdu) -> Got:
    if apdu.cla != pcsc_apdu.READER:
        return {"cmd": f"{apdu.cla:02x}{apdu.ins:02x}"} | _data(apdu.data)
    parts = _APDU.get(apdu.ins)
    return parts(apdu) if parts else {"cmd": f"ff{apdu.ins:02x}"} | _data(apdu.data)


def _direct(apdu: Apdu) -> Got:
    if apdu.p1 == pcsc_apdu.LED:
        return {"cmd": "led and buzzer", "data": apdu.data.hex()}
    inner = _host(apdu.data[1], apdu.data[2:]) if apdu.data[:1] == bytes((HOST,)) and len(apdu.data) > 1 else {}
    return {"cmd": "direct transmit", "inner_pn532": apdu.data.hex()} | {
        key: value for key, value in inner.items() if key != "cmd"
    }


def _authenticate(apdu: Apdu) -> Got:
    if len(apdu.data) != 5:
        return {"reject": "length"}
    key_type = {mifare.KEY_A: "A", mifare.KEY_B: "B"}.get(apdu.data[3])
    return {"cmd": "authenticate", "block": apdu.data[2], "key_type": key_type, "slot": apdu.data[4]}


def _value(apdu: Apdu) -> Got:
    names = {0: "value store", 1: "value inc", 2: "value dec", 3: "value copy"}
    got: Got = {"cmd": names.get(apdu.data[0], "value"), "block": apdu.p2} if apdu.data else {}
    if len(apdu.data) == 5:
        got["value"] = int.from_bytes(apdu.data[1:], "big")
    return got | ({"dst": apdu.data[1]} if len(apdu.data) == 2 else {})


_APDU: Mapping[int, Callable[[Apdu], Got]] = MappingProxyType(
    {
        pcsc_apdu.DIRECT: _direct,
        pcsc_apdu.GET_DATA: lambda apdu: {"cmd": "get ats" if apdu.p1 else "get uid"},
        pcsc_apdu.LOAD_KEY: lambda apdu: {"cmd": "load key", "slot": apdu.p2, "key": apdu.data.hex()},
        pcsc_apdu.AUTHENTICATE: _authenticate,
        pcsc_apdu.READ_BINARY: lambda apdu: {"cmd": "read binary", "block": apdu.p2, "len": apdu.le},
        pcsc_apdu.READ_VALUE: lambda apdu: {"cmd": "read value", "block": apdu.p2},
        pcsc_apdu.UPDATE_BINARY: lambda apdu: {"cmd": "update binary", "block": apdu.p2, "data": apdu.data.hex()},
        pcsc_apdu.VALUE: _value,
        pcsc_apdu.GET_RESPONSE: lambda apdu: {"cmd": "get response", "len": apdu.le},
    }
)


# --- NTAG


def decode_ntag(entry: Entry, chunks: Chunks) -> Got:
    """What a Type 2 tag is asked, or what it answers: by `pending`, else by the length."""
    data = b"".join(chunks(entry.data))
    if entry.from_host:
        return _tag_command(data)
    if len(data) == 1:
        return {"cmd": "ack" if data[0] == ntag.ACK else "nak", "ok": data[0] == ntag.ACK, "data": data.hex()}
    version = ntag.parse_version(data)
    if version is not None:
        return {"cmd": "60 GET_VERSION", "product": version.name or None, "data": data.hex()}
    uid = ntag.uid_of(data)
    if uid is not None:
        return {"cmd": "30 READ", "uid": uid.hex(), "data": data.hex()}
    if len(data) in (2, 16):
        return {"cmd": "1B PWD_AUTH" if len(data) == 2 else "30 READ", "data": data.hex()}
    return {"reject": "length"}


def _tag_command(data: bytes) -> Got:
    names = {mifare.GET_VERSION: "60 GET_VERSION", mifare.PWD_AUTH: "1B PWD_AUTH"}
    paged = {mifare.READ: "30 READ", mifare.WRITE_PAGE: "A2 WRITE", 0x3A: "3A FAST_READ"}
    if data[:1] and data[0] in names:
        return {"cmd": names[data[0]]} | _data(data[1:])
    if len(data) > 1 and data[0] in paged:
        return {"cmd": paged[data[0]], "block": data[1]} | _data(data[2:])
    return {"reject": "unknown_command"}
