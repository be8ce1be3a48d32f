"""Decoding of the class cid-modem: formatted caller ID of AT modems."""

from __future__ import annotations

from memberpos.devices.cid_modem import Answer, CallEnd, CallerIdDecoder
from memberpos.devices.decode_entry import Chunks, Entry, Got


def decode_modem(entry: Entry, chunks: Chunks) -> Got:
    """What is known of a call after all time-outs; of several calls the last one wins."""
    decoder = CallerIdDecoder()
    events = [event for piece in chunks(entry.data) for event in decoder.feed(piece)]
    events += decoder.tick(CallerIdDecoder.EMIT_IDLE_MS)
    events += decoder.tick(CallerIdDecoder.END_MS)
    got: Got = {}
    for event in events:
        if isinstance(event, CallEnd):
            got |= _call(event)
        elif isinstance(event, Answer):
            got["event"] = event.text
    return got


def _call(end: CallEnd) -> Got:
    info = end.info
    known = {"date": info.date, "time": info.time, "time_raw": info.time_raw, "number": info.number}
    more = {"absence": info.absence, "name": info.name, "mesg": info.mesg, "rings": end.rings}
    return known | more
