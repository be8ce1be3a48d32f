"""Decoding of the classes scanner-hid (recorded keys), scanner-serial (lines) and payment-code."""

from __future__ import annotations

import re

from memberpos.devices.decode_entry import Chunks, Entry, Got
from memberpos.devices.keyboard_wedge import Burst, Key, WedgeDetector, WedgeSettings
from memberpos.devices.readings import CardPresented
from memberpos.devices.scan_meaning import payment_kind
from memberpos.devices.scanner_serial import ScannerDecoder

_KEY_MS = 5
_START_MS = 1000
_NAMES = "Enter|Return|KP_Enter|Tab"
_TOKEN = re.compile(rf"\s*(?:Alt\((\d+)\)|'(.)'|<?({_NAMES})>?)", re.DOTALL)
#: the record says that a scanner typed it, so that its length proves nothing
_SHORTEST = 1


def decode_hid(entry: Entry, chunks: Chunks) -> Got:
    """Keys written as Alt(number), 'c' and Enter, or plain text; typed at 5 ms a key."""
    detector = WedgeDetector(WedgeSettings(min_terminated=_SHORTEST, min_open=_SHORTEST, keypad=_keypad(entry.device)))
    keys = _keys(b"".join(chunks(entry.data)).decode("utf-8", "replace"))
    events = [event for key in keys for event in detector.feed(key)] + detector.flush()
    got: Got = {}
    for burst in (event for event in events if isinstance(event, Burst)):
        got |= {"text": burst.text, "terminator": burst.terminator or None}
        if isinstance(burst.reading, CardPresented):
            got |= {"number": burst.reading.number, "tracks": list(burst.reading.tracks)}
    return got


def _keypad(device: str) -> str:
    """What keypad numbers mean, where the name of the device says it."""
    return next((meaning for meaning in ("unicode", "gbk") if meaning in device.lower()), "auto")


def _keys(text: str) -> list[Key]:
    strokes = _strokes(text)
    return [
        Key(_START_MS + index * _KEY_MS, char, name, alt=alt, keypad=alt, release=release)
        for index, (char, name, alt, release) in enumerate(strokes)
    ]


def _strokes(text: str) -> list[tuple[str, str, bool, bool]]:
    """(text, name, Alt held on the keypad, release) of each key; text in no notation is typed as it is."""
    strokes: list[tuple[str, str, bool, bool]] = []
    at = 0
    while match := _TOKEN.match(text, at):
        number, char, name = match.groups()
        strokes += _number_strokes(number) if number else [(char or "", name or "", False, False)]
        at = match.end()
    if text[at:].strip(" "):
        return [("" if char == "\t" else char, "Tab" if char == "\t" else "", False, False) for char in text]
    return strokes


def _number_strokes(number: str) -> list[tuple[str, str, bool, bool]]:
    down, up = ("", "Alt", False, False), ("", "Alt", False, True)
    return [down, *((digit, "", True, False) for digit in number), up]


def decode_serial(entry: Entry, chunks: Chunks) -> Got:
    """Lines of a serial scanner; of several the last one wins."""
    decoder = ScannerDecoder()
    lines = [line for piece in chunks(entry.data) for line in decoder.feed(piece)]
    got: Got = {}
    for line in lines + decoder.tick(ScannerDecoder.PATIENT_MS):
        symbology, aim = line.symbology or None, line.aim or None
        got |= {"data": line.data, "aim": aim, "symbology": symbology, "check_digit_ok": line.check_digit_ok}
    return got


def decode_payment(entry: Entry, chunks: Chunks) -> Got:
    """The payment service of a scanned code, or `code` for any other."""
    text = b"".join(chunks(entry.data)).decode("utf-8", "replace").strip()
    return {"kind": payment_kind(text) or "code"} if text else {}
