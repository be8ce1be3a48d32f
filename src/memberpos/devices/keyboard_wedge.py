"""Telling a keyboard scanner or card reader from a person typing, by the time stamps of the key events.

Thresholds: published scan-detection libraries and runs under X. Keys are held back for at most `idle_ms`; what is no
scan is handed back unchanged and in order. A zero or equal time stamp is an unknown source and never a scan; keypad
digits typed with Alt are exempt, because some scanners put all of them into one report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from memberpos.devices.iso7811 import strip_sentinels
from memberpos.devices.keypad_codes import decode_codes, keypad_digit
from memberpos.devices.readings import CardPresented, Scan
from memberpos.devices.scan_meaning import purpose

MAX_KEYS = 4096
#: No person types several keys so fast.
FAST_MEAN_MS = 35
_GS = "\x1d"
_ENTER = frozenset(("Enter", "Return", "KP_Enter"))
_MODIFIERS = frozenset(("Shift", "Control", "Meta", "CapsLock", "NumLock", "AltGr"))
_TRACKS = re.compile(r"(%[^%?]*\?)?(;[^;?]*\?)?([+;][^+?]*\?)?")
_MAX_CODE_DIGITS = 7
_FAST_KEYS = 3


@dataclass(frozen=True)
class WedgeSettings:
    """Times in ms. `prefix`: a character or key name ("~", "F9") set up in the scanner; with it no other rule applies.

    min_slow: characters of a scan slower than `FAST_MEAN_MS` on average: a person may type a short word so fast.
    keypad: auto | unicode | gbk, what Alt+keypad numbers above 255 mean.
    """

    max_gap_ms: int = 50
    mean_gap_ms: int = 35
    idle_ms: int = 80
    min_terminated: int = 4
    min_open: int = 6
    min_slow: int = 6
    base_total_ms: int = 1500
    per_char_ms: int = 10
    prefix: str = ""
    keypad: str = "auto"

    @property
    def wait_ms(self) -> int:
        """Silence after which a burst has ended; slow (Bluetooth) scanners need more than `idle_ms`."""
        return max(self.idle_ms, self.max_gap_ms + 10)


@dataclass(frozen=True)
class Key:
    """One key press (`release` only for Alt). `timestamp_ms` is the event's own, never the arrival time.

    name: "" for a character key, else Enter, KP_Enter, Tab, Alt, Shift, F9, …; `token` is for the caller (the event).
    """

    timestamp_ms: int
    text: str
    name: str = ""
    alt: bool = False
    keypad: bool = False
    repeat: bool = False
    release: bool = False
    token: object = None


@dataclass(frozen=True)
class Burst:
    """A scan or a card; its `keys` are not to be shown. `terminator`: Enter | Tab | ""."""

    reading: Scan | CardPresented
    text: str
    terminator: str
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Replay:
    """Keys of a person: give them to the focused widget in this order."""

    keys: tuple[Key, ...]


WedgeEvent = Burst | Replay


class WedgeDetector:
    """Keys to bursts and replays. Call tick or flush `wait_ms` after the last key while `waiting`."""

    def __init__(self, settings: WedgeSettings | None = None, source: str = "wedge") -> None:
        self._settings = settings or WedgeSettings()
        self._source = source
        self._keys: list[Key] = []
        self._typed: list[str | int] = []
        self._code = ""
        self._last: Key | None = None
        self._scan_ended_ms: int | None = None
        self._foreign_ms: int | None = None

    @property
    def waiting(self) -> bool:
        """True while keys are held back."""
        return bool(self._keys)

    @property
    def held(self) -> tuple[Key, ...]:
        """The keys that are held back."""
        return tuple(self._keys)

    def feed(self, key: Key) -> list[WedgeEvent]:
        """What `key` decides; nothing while it is held back."""
        if key.name in _MODIFIERS or (key.release and key.name != "Alt"):
            return [Replay((key,))]
        if self._is_foreign(key):
            return self._replay(key)
        events = self._before(key)
        if self._foreign_ms is not None or (key.repeat and not self._keys):
            return [*events, *self._replay(key)]
        if key.repeat:
            return events
        terminator = terminator_of(key)
        decided = self._terminate(key, terminator) if terminator else self._hold(key)
        return [*events, *decided]

    def tick(self, now_ms: int) -> list[WedgeEvent]:
        """`now_ms` on the clock of the time stamps: decides once `wait_ms` have passed."""
        if not self._last or now_ms - self._last.timestamp_ms < self._settings.wait_ms:
            return []
        return self.flush()

    def flush(self) -> list[WedgeEvent]:
        """The idle time has passed: a burst without terminator, or a replay."""
        return self._decide((), "", self._settings.min_open)

    def _is_foreign(self, key: Key) -> bool:
        """True for a key of an unknown source: without a time of its own, or in a burst where such a key was."""
        last_ms = self._last.timestamp_ms if self._last else 0
        timed = key.timestamp_ms > last_ms or (key.timestamp_ms == last_ms and self._in_code(key))
        if not key.timestamp_ms or not timed:
            self._foreign_ms = key.timestamp_ms
            return True
        if self._foreign_ms is None or not 0 <= key.timestamp_ms - self._foreign_ms <= self._settings.max_gap_ms:
            self._foreign_ms = None
            return False
        self._foreign_ms = key.timestamp_ms
        return True

    def _in_code(self, key: Key) -> bool:
        return _is_code(key) or (self._last is not None and _is_code(self._last))

    def _before(self, key: Key) -> list[WedgeEvent]:
        """What a late `key` decides about the keys held back. A fast burst that stumbles is no scan, nor its rest."""
        gap_ms = key.timestamp_ms - self._last.timestamp_ms if self._last else 0
        if gap_ms <= self._settings.max_gap_ms:
            return []
        if gap_ms >= self._settings.wait_ms:
            return self.flush()
        if len(self._keys) >= _FAST_KEYS and self._is_fast():
            self._foreign_ms = key.timestamp_ms
        return self._replay()

    def _terminate(self, key: Key, terminator: str) -> list[WedgeEvent]:
        if self._keys:
            return self._decide((key,), terminator, self._settings.min_terminated)
        ended_ms, self._scan_ended_ms = self._scan_ended_ms, None
        if ended_ms is not None and 0 <= key.timestamp_ms - ended_ms <= self._settings.max_gap_ms:
            return []
        return [Replay((key,))]

    def _hold(self, key: Key) -> list[WedgeEvent]:
        self._scan_ended_ms = None
        prefix = self._settings.prefix
        starts = bool(prefix) and not self._keys and prefix in (key.name, key.text)
        if not (starts or _is_code(key) or _is_character(key)) or len(self._keys) >= MAX_KEYS:
            return self._replay(key)
        self._keys.append(key)
        self._last = key
        if starts:
            return []
        if _is_code(key) and key.name != "Alt" and len(self._code) < _MAX_CODE_DIGITS:
            self._code += keypad_digit(key.text, key.name)
        else:
            self._end_code()
        if not _is_code(key):
            self._type(key.text)
        return []

    def _type(self, text: str) -> None:
        """Windows also sends the character that it made of a keypad number: it takes the place of the number."""
        if not text.isascii() and self._typed and isinstance(self._typed[-1], int):
            self._typed.pop()
        self._typed.append(text)

    def _end_code(self) -> None:
        if self._code:
            self._typed.append(int(self._code))
        self._code = ""

    def _decide(self, last: tuple[Key, ...], terminator: str, shortest: int) -> list[WedgeEvent]:
        self._end_code()
        text = decode_codes(self._typed, self._settings.keypad)
        keys = (*self._keys, *last)
        if not self._is_scan(text, shortest):
            return self._replay(*last)
        self._clear()
        self._scan_ended_ms = last[0].timestamp_ms if last else None
        reading = card_from_tracks(text, self._source) or Scan(text, purpose=purpose(text), source=self._source)
        return [Burst(reading, text, terminator, keys)]

    def _is_scan(self, text: str, shortest: int) -> bool:
        if not text or not self._keys:
            return False
        first, last = self._keys[0], self._keys[-1]
        if self._settings.prefix and self._settings.prefix in (first.name, first.text):
            return True
        if not self._is_fast(FAST_MEAN_MS):
            shortest = max(shortest, self._settings.min_slow)
        limit_ms = self._settings.base_total_ms + self._settings.per_char_ms * len(self._keys)
        return len(text) >= shortest and self._is_fast() and last.timestamp_ms - first.timestamp_ms <= limit_ms

    def _is_fast(self, mean_ms: int | None = None) -> bool:
        total_ms = self._keys[-1].timestamp_ms - self._keys[0].timestamp_ms
        return total_ms <= (mean_ms or self._settings.mean_gap_ms) * (len(self._keys) - 1)

    def _replay(self, *more: Key) -> list[WedgeEvent]:
        keys = (*self._keys, *more)
        self._clear()
        return [Replay(keys)] if keys else []

    def _clear(self) -> None:
        self._keys.clear()
        self._typed.clear()
        self._code = ""
        self._last = None
        self._scan_ended_ms = None


def terminator_of(key: Key) -> str:
    """Enter or Tab when this key ends a scan, else ""."""
    if key.name in _ENTER or key.text in ("\r", "\n"):
        return "Enter"
    return "Tab" if key.name == "Tab" or key.text == "\t" else ""


def _is_code(key: Key) -> bool:
    """Part of an Alt+keypad number: Alt going down or up, or a digit between."""
    return key.name == "Alt" or (key.alt and key.keypad and bool(keypad_digit(key.text, key.name)))


def _is_character(key: Key) -> bool:
    return bool(key.text) and not key.alt and all((char >= " " and char != "\x7f") or char == _GS for char in key.text)


def card_from_tracks(text: str, source: str = "wedge") -> CardPresented | None:
    """The card in `%track 1?;track 2?+track 3?` as magnetic readers type it; None for any other text.

    The number is the first field of track 2, else of track 1, else of track 3; a track read as `E` was unreadable.
    """
    match = _TRACKS.fullmatch(text)
    if not text or not match:
        return None
    tracks = [track or "" for track in match.groups()]
    readable = ["" if strip_sentinels(track) == "E" else track for track in tracks]
    first, second, third = readable
    number = _field(second, "=") or _field(first, "^") or _field(third, "=")
    return CardPresented(number, "wedge", (first, second, third), source)


def _field(track: str, separator: str) -> str:
    return strip_sentinels(track).split(separator, 1)[0]
