"""Decoding of the classes cid-fsk (also DTMF), cid-netcallerid, ncid and whozz: callers told by boxes and servers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from memberpos.devices.cid_dtmf import DtmfDecoder
from memberpos.devices.cid_fsk import KNOWN, NAME, FskDecoder, FskMessage
from memberpos.devices.cid_ncid import NcidDecoder, NcidLine
from memberpos.devices.cid_netcallerid import NetCallerIdDecoder
from memberpos.devices.cid_whozz import WhozzDecoder
from memberpos.devices.decode_entry import Chunks, Entry, Got

_TONES = re.compile(rb"[0-9ABCD*#\s]+")
_LONG_MS = 10_000


def decode_fsk(entry: Entry, chunks: Chunks) -> Got:
    """A Bellcore message, or the tones of a DTMF box."""
    if "dtmf" in entry.device.lower() or _TONES.fullmatch(entry.data):
        return _dtmf(entry, chunks)
    got: Got = {}
    for message in _heard(FskDecoder(), entry, chunks):
        got |= _message(message)
    return got


def _dtmf(entry: Entry, chunks: Chunks) -> Got:
    calls = _heard(DtmfDecoder(), entry, chunks)
    if not calls:
        return {}
    return {"type": "DTMF", "number": calls[-1].number, "absence": calls[-1].absence, "has_checksum": False}


def _message(message: FskMessage) -> Got:
    got: Got = {"type": message.kind, "checksum_ok": message.checksum_ok, "has_checksum": True}
    got |= {"number": message.number, "name": message.name}
    got |= {"absence": message.absence, "name_absence": message.name_absence}
    if message.date and message.time:
        month, day, hour, minute = (int(text) for text in _pairs(message.date + message.time))
        got |= {"month": month, "day": day, "hour": hour, "minute": minute}
    for kind, data in message.parts:
        if kind == NAME and len(data) == 1:
            got["param_07_len1"] = data.decode("latin-1")
        if kind not in KNOWN:
            got["raw_param"] = bytes((kind, len(data))).hex() + data.hex()
    return got


def _pairs(digits: str) -> Iterable[str]:
    return (digits[at : at + 2] for at in range(0, len(digits), 2))


def decode_netcallerid(entry: Entry, chunks: Chunks) -> Got:
    """A call of a NetCallerID box, or its lamp."""
    got: Got = {}
    for call in _heard(NetCallerIdDecoder(), entry, chunks):
        got |= {"date": call.date, "time": call.time, "number": call.number, "name": call.name}
        got |= {"absence": call.absence, "event": f"message waiting {call.lamp}" if call.lamp else None}
    return got


def decode_ncid(entry: Entry, chunks: Chunks) -> Got:
    """A line of an NCID server; of several the last one wins."""
    got: Got = {}
    for line in _heard(NcidDecoder(), entry, chunks):
        got |= _ncid(line)
    return got


def _ncid(line: NcidLine) -> Got:
    got: Got = {"type": line.kind, "text": line.text, "is_new_call": line.live}
    for key, name in (("DATE", "date"), ("TIME", "time"), ("LINE", "line"), ("NAME", "name")):
        got[name] = line.field(key)
    return got | {"number": line.number, "absence": line.absence, "ring": line.ring}


def decode_whozz(entry: Entry, chunks: Chunks) -> Got:
    """A record of a Whozz Calling unit, on its serial line or in a packet."""
    got: Got = {}
    for record in _heard(WhozzDecoder(), entry, chunks):
        got |= {"type": record.kind, "line": record.line, "date": record.date, "time24": record.time}
        got |= {"io": record.io or None, "se": record.se or None, "duration": record.duration_s}
        got |= {"checksum": record.checksum or None, "ring": record.ring or None, "absence": record.absence}
        got |= {"number": record.number, "name": record.name}
        if record.unit:
            got |= {"unit": record.unit, "unit_dec": int(record.unit, 16), "serial": record.serial}
    return got


def _heard(decoder: Any, entry: Entry, chunks: Chunks) -> list[Any]:
    """What a decoder says of an entry when all time-outs have run out."""
    events = [event for piece in chunks(entry.data) for event in decoder.feed(piece)]
    return [*events, *decoder.tick(_LONG_MS)]
