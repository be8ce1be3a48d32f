"""Decoding of the classes display-led8 and display-cd5220 (also Epson DM-D): what a customer display is sent."""

from __future__ import annotations

from memberpos.devices.decode_entry import Chunks, Entry, Got
from memberpos.devices.led8 import LAMPS, BaudSet, Cleared, Event, Lamps, Led8Decoder, Refused, Shown
from memberpos.devices.vfd import Did, Moved, VfdDecoder, VfdScreen

_SELECTED = {"select_printer": "printer", "select_display": "display", "select_both": "both"}


def decode_led8(entry: Entry, chunks: Chunks) -> Got:
    """Digits and lamps; refused when anything in it is not for this display."""
    decoder = Led8Decoder()
    events = [event for piece in chunks(entry.data) for event in decoder.feed(piece)]
    if any(isinstance(event, Refused) or (isinstance(event, Shown) and not event.ok) for event in events):
        return {"reject": "not for this display"}
    got: Got = {}
    for event in events:
        got |= _led8(event)
    return got


def _led8(event: Event) -> Got:
    if isinstance(event, Shown):
        return {"show": event.text}
    if isinstance(event, Lamps):
        lights = {name: int(lit) for name, lit in zip(LAMPS[1:], event.lit, strict=True)}
        return {"lights": lights, "light": event.name or None}
    if isinstance(event, BaudSet):
        return {"set_baud": event.baud}
    return {"clear": True, "what": event.what} if isinstance(event, Cleared) else {}


def decode_cd5220(entry: Entry, chunks: Chunks) -> Got:
    """Rows written to, where the cursor is, and what was switched."""
    decoder, screen = VfdDecoder(epson=_is_epson(entry.device)), VfdScreen()
    got: Got = {}
    for event in (event for piece in chunks(entry.data) for event in decoder.feed(piece)):
        screen.apply(event)
        if isinstance(event, Moved):
            got["cursor"] = [event.x, event.y]
        elif isinstance(event, Did):
            got |= _did(event.what)
    for row, key in enumerate(("upper", "lower")):
        if row in screen.touched:
            got[key] = screen.text[row]
    return got


def _is_epson(device: str) -> bool:
    return any(word in device.upper() for word in ("EPSON", "DM-D", "BIXOLON", "BCD"))


def _did(what: str) -> Got:
    if what in _SELECTED:
        return {"select": _SELECTED[what]}
    if what in ("cursor_on", "cursor_off"):
        return {"cursor_off": what == "cursor_off"}
    return {"clear": True} if what == "clear" else {"init": True} if what == "init" else {}
