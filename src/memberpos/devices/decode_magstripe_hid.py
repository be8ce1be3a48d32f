"""Decoding of the class msr605x: the USB reports that carry an MSR605's protocol."""

from __future__ import annotations

from memberpos.devices.decode_entry import Chunks, Entry, Got
from memberpos.devices.msr605x import ReportDecoder


def decode_msr605x(entry: Entry, chunks: Chunks) -> Got:
    """What all reports carry together."""
    decoder = ReportDecoder()
    pieces = [piece for part in chunks(entry.data) for piece in decoder.feed(part)]
    if not pieces or decoder.buffered:
        return {"reject": "no whole report"}
    payload = b"".join(piece.payload for piece in pieces)
    return {
        "first": pieces[0].first, "last": pieces[-1].last, "len": len(payload),
        "headers": [f"{piece.header:02x}" for piece in pieces], "payload_ascii": payload.decode("latin-1"),
        "reassembled": payload.hex(),
    }  # fmt: skip
