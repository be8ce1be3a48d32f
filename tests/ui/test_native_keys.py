"""Keys read from the system's own events: their codes, texts, times, and which of them only repeat."""

from __future__ import annotations

import struct

import pytest

from memberpos.devices import scan_codes
from memberpos.devices.keyboard_wedge import Key
from memberpos.ui import native_keys
from memberpos.ui.native_keys import NativeKeys

PRESS, RELEASE, MOTION = 2, 3, 6


def x_event(kind: int, detail: int, at_ms: int, state: int = 0) -> bytes:
    return struct.pack("=BBHI3I4hHBx", kind, detail, 7, at_ms, 1, 2, 3, 0, 0, 0, 0, state, 1)


@pytest.fixture
def seen() -> list[Key]:
    return []


@pytest.fixture
def keys(seen: list[Key]) -> NativeKeys:
    return NativeKeys(seen.append)


def test_x_keys_with_shift_and_caps_lock(keys: NativeKeys, seen: list[Key]) -> None:
    for at, (detail, state) in enumerate([(38, 0), (38, 1), (38, 2), (38, 3), (10, 1), (10, 2), (47, 1)]):
        keys.x_event(x_event(PRESS, detail, 100 + at * 9, state))
        keys.x_event(x_event(RELEASE, detail, 104 + at * 9, state))
    assert "".join(key.text for key in seen) == "aAAa!1:"
    assert [key.timestamp_ms for key in seen] == [100 + at * 9 for at in range(7)]
    assert not any(key.repeat or key.release for key in seen)


def test_other_events_and_sent_ones(keys: NativeKeys, seen: list[Key]) -> None:
    keys.x_event(x_event(MOTION, 38, 5))
    keys.x_event(x_event(PRESS | 0x80, 36, 6))
    assert [(key.name, key.token) for key in seen] == [("Enter", scan_codes.ENTER)]


@pytest.mark.parametrize("comes_up", [True, False])
def test_a_key_that_is_held_repeats(keys: NativeKeys, seen: list[Key], comes_up: bool) -> None:
    keys.x_event(x_event(PRESS, 38, 100))
    for at_ms in (600, 633):
        if comes_up:
            keys.x_event(x_event(RELEASE, 38, at_ms))
        keys.x_event(x_event(PRESS, 38, at_ms))
    keys.x_event(x_event(RELEASE, 38, 650))
    keys.x_event(x_event(PRESS, 38, 700))
    assert [key.repeat for key in seen] == [False, True, True, False]


def test_a_number_on_the_keypad_with_alt(keys: NativeKeys, seen: list[Key]) -> None:
    keys.x_event(x_event(PRESS, 64, 10))
    keys.x_event(x_event(PRESS, 90, 12, 8))
    keys.x_event(x_event(RELEASE, 90, 14, 8))
    keys.x_event(x_event(RELEASE, 64, 16, 8))
    assert [(key.name, key.text, key.alt, key.keypad, key.release) for key in seen] == [
        ("Alt", "", False, False, False), ("", "0", True, True, False), ("Alt", "", True, False, True),
    ]  # fmt: skip


def test_windows_keys_also_those_an_input_method_took(keys: NativeKeys, seen: list[Key]) -> None:
    def windows(kind: int, facts: int, at_ms: int) -> None:
        keys.windows_key(kind, facts, at_ms, shift=False, caps=False, alt=False)

    windows(0x100, 50 << 16 | 1, 1000)  # its virtual key would be VK_PROCESSKEY; the scan code is M's
    windows(0x100, 50 << 16 | 1 | 1 << 30, 1500)
    windows(0x101, 50 << 16 | 3 << 30, 1510)
    windows(0x100, 28 << 16 | 1 << 24, 1600)
    windows(0x100, 72 << 16 | 1 << 24, 1700)
    assert [(key.text, key.name, key.repeat) for key in seen] == [
        ("m", "", False), ("m", "", True), ("", "KP_Enter", False), ("", "?", False),
    ]  # fmt: skip


def test_the_code_of_a_key_that_arrived(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native_keys.sys, "platform", "linux")
    assert native_keys.code_of(36) == scan_codes.ENTER
    monkeypatch.setattr(native_keys.sys, "platform", "win32")
    assert (native_keys.code_of(28), native_keys.code_of(0x11C)) == (scan_codes.ENTER, scan_codes.KEYPAD_ENTER)
