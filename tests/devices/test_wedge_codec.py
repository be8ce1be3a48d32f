from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices.keyboard_wedge import (
    Burst,
    Key,
    Replay,
    WedgeDetector,
    WedgeEvent,
    WedgeSettings,
    card_from_tracks,
)
from memberpos.devices.readings import CardPresented, Scan


def typed(text: str, gap_ms: int = 5, start_ms: int = 1000) -> list[Key]:
    """Keys of `text`; \\r is Enter, \\t is Tab."""
    names = {"\r": "Enter", "\t": "Tab"}
    return [Key(start_ms + index * gap_ms, char, names.get(char, "")) for index, char in enumerate(text)]


def alt(number: int | str, start_ms: int, gap_ms: int = 5) -> list[Key]:
    parts = [("", "Alt", False), *((digit, "", False) for digit in str(number)), ("", "Alt", True)]
    return [
        Key(start_ms + index * gap_ms, text, name, alt=not name, keypad=not name, release=release)
        for index, (text, name, release) in enumerate(parts)
    ]


def typed_numbers(*numbers: int | str) -> list[Key]:
    keys: list[Key] = []
    for number in numbers:
        keys += alt(number, keys[-1].timestamp_ms + 5 if keys else 1000)
    return keys


def run(keys: Iterable[Key], settings: WedgeSettings | None = None) -> list[WedgeEvent]:
    detector = WedgeDetector(settings)
    return [event for key in keys for event in detector.feed(key)] + detector.flush()


def scans(events: list[WedgeEvent]) -> list[str]:
    return [event.text for event in events if isinstance(event, Burst)]


def replayed(events: list[WedgeEvent]) -> list[Key]:
    return [key for event in events if isinstance(event, Replay) for key in event.keys]


@pytest.mark.parametrize("end", ["\r", "\t", ""])
def test_a_scan_is_taken_and_nothing_of_it_typed(end: str) -> None:
    events = run(typed("6901234567892" + end))
    (burst,) = events
    assert isinstance(burst, Burst)
    assert burst.reading == Scan("6901234567892", source="wedge")
    assert burst.terminator == {"\r": "Enter", "\t": "Tab", "": ""}[end]
    assert len(burst.keys) == 13 + len(end)


@pytest.mark.parametrize(
    ("text", "gap_ms", "taken"),
    [
        ("1234\r", 5, True),
        ("123\r", 5, False),
        ("123456", 5, True),
        ("12345", 5, False),
        ("12345678\r", 35, True),
        ("12345678\r", 36, False),
        ("12345678\r", 60, False),
        ("12345678\r", 150, False),
        ("https://a.example/" + "x" * 300 + "\r", 5, True),
        ("会员卡八百\r", 5, True),
        ("1" * 60 + "\r", 35, True),
        ("1" * 200 + "\r", 35, False),
    ],
)
def test_length_and_speed_decide(text: str, gap_ms: int, taken: bool) -> None:
    keys = typed(text, gap_ms)
    events = run(keys)
    assert scans(events) == ([text.rstrip("\r")] if taken else [])
    assert replayed(events) == ([] if taken else keys)


@pytest.mark.parametrize("stamp_ms", [0, 1000])
def test_an_unknown_source_is_never_a_scan(stamp_ms: int) -> None:
    keys = [Key(stamp_ms, char, "Enter" if char == "\r" else "") for char in "6901234567892\r"]
    events = run(keys)
    assert scans(events) == []
    assert replayed(events) == keys


def test_one_equal_stamp_spoils_the_whole_burst_not_a_part_of_it() -> None:
    keys = typed("6901234567892\r")
    keys[3] = Key(keys[2].timestamp_ms, "1")
    events = run(keys)
    assert scans(events) == []
    assert replayed(events) == keys


def test_the_rest_of_a_scan_that_stumbled_is_no_code() -> None:
    keys = typed("690123") + typed("4567892\r", start_ms=1000 + 5 * 5 + 65)
    events = run(keys)
    assert scans(events) == []
    assert replayed(events) == keys


def test_a_new_scan_after_the_silence_of_a_lost_one() -> None:
    events = run(typed("123456") + typed("654321", start_ms=2000))
    assert scans(events) == ["123456", "654321"]


def test_crlf_is_one_enter() -> None:
    detector = WedgeDetector()
    keys = typed("800001\r")
    assert len([event for key in keys for event in detector.feed(key)]) == 1
    assert detector.feed(Key(keys[-1].timestamp_ms + 50, "\n", "Enter")) == []
    later = Key(keys[-1].timestamp_ms + 90, "\r", "Enter")
    assert detector.feed(later) == [Replay((later,))]


def test_an_enter_of_its_own_is_a_persons() -> None:
    enter = Key(1000, "\r", "Enter")
    assert run([enter]) == [Replay((enter,))]
    late = [*typed("12"), Key(1200, "\r", "Enter")]
    assert replayed(run(late)) == late


def test_a_held_key_repeats_for_the_person_and_not_in_a_scan() -> None:
    held = [Key(1000, "a"), *(Key(1300 + 30 * turn, "a", repeat=True) for turn in range(20))]
    assert replayed(run(held)) == held
    keys = typed("800001\r")
    stuck = Key(keys[2].timestamp_ms + 1, "0", repeat=True)
    assert scans(run([*keys[:3], stuck, *keys[3:]])) == ["800001"]


def test_other_keys_end_what_is_held_and_pass() -> None:
    keys = [*typed("12"), Key(1015, "", "F5"), Key(1020, "\x08", "Backspace"), Key(1025, "\x03")]
    events = run(keys)
    assert replayed(events) == keys


def test_shift_passes_without_breaking_a_scan() -> None:
    keys = typed("Ab12\r")
    shift = Key(keys[0].timestamp_ms, "", "Shift")
    events = run([shift, *keys])
    assert scans(events) == ["Ab12"]
    assert replayed(events) == [shift]


def test_keys_wait_only_until_the_idle_time() -> None:
    detector = WedgeDetector()
    (key,) = typed("1")
    assert detector.feed(key) == []
    assert detector.waiting
    assert detector.tick(1079) == []
    assert detector.tick(1080) == [Replay((key,))]
    assert not detector.waiting


def test_slow_bluetooth_scanners_have_their_own_times() -> None:
    settings = WedgeSettings(max_gap_ms=120, mean_gap_ms=100)
    assert settings.wait_ms == 130
    assert scans(run(typed("800001\r", 95), settings)) == ["800001"]


@pytest.mark.parametrize("prefix", ["~", "F9"])
def test_a_prefix_makes_any_speed_a_scan(prefix: str) -> None:
    settings = WedgeSettings(prefix=prefix)
    first = Key(1000, "~" if prefix == "~" else "", "" if prefix == "~" else "F9")
    keys = [first, *typed("12\r", 49, 1049)]
    assert scans(run(keys, settings)) == ["12"]
    assert replayed(run([first], settings)) == [first]
    assert scans(run(typed("800001\r"), settings)) == ["800001"]


@pytest.mark.parametrize(
    ("numbers", "setting", "text"),
    [
        ((31508, 35760, 26412, "045", "048", "049"), "auto", "笔记本-01"),
        ((45514, 48327, 45502, "045", "048", "049"), "auto", "笔记本-01"),
        ((45514, 48327, 45502, "045", "048", "049"), "unicode", "뇊볇놾-01"),
        ((45514, 48327, 45502, "045", "048", "049"), "gbk", "笔记本-01"),
        (("0177", "0202", "0188", "0199", "049", "050"), "auto", "笔记12"),
        (("083", "077", "049", "050", "051", "052"), "auto", "SM1234"),
        ((134071, 20250, 21592, 21345, 20843, 30334), "auto", "𠮷会员卡八百"),
        ((9999999, 55296, 20250, 21592, 21345, 20843), "auto", "\ufffd\ufffd会员卡八"),
    ],
)
def test_keypad_numbers(numbers: tuple[int | str, ...], setting: str, text: str) -> None:
    events = run(typed_numbers(*numbers), WedgeSettings(keypad=setting, min_open=2))
    assert scans(events) == [text]


def one_report(ms: int) -> list[Key]:
    """Alt + 083 with Num Lock off, all keys with one time stamp."""
    digits = [Key(ms, "", name, alt=True, keypad=True) for name in ("Insert", "Up", "PageDown")]
    return [Key(ms, "", "Alt"), *digits, Key(ms, "", "Alt", release=True)]


def test_keypad_digits_of_one_report_and_with_num_lock_off() -> None:
    keys = [key for ms in (1000, 1005, 1010, 1015) for key in one_report(ms)]
    assert scans(run([*keys, Key(1025, "\r", "Enter")])) == ["SSSS"]


def test_the_character_that_windows_makes_of_a_number_counts_once() -> None:
    keys: list[Key] = []
    for number, char in ((31508, "笔"), (35760, "记"), (26412, "本")):
        start_ms = keys[-1].timestamp_ms + 5 if keys else 1000
        keys += alt(number, start_ms)
        keys.append(Key(keys[-1].timestamp_ms, char))
    keys += typed("-01", start_ms=keys[-1].timestamp_ms + 5)
    assert scans(run(keys)) == ["笔记本-01"]


def test_alt_with_a_letter_is_a_shortcut() -> None:
    keys = [Key(1000, "", "Alt"), Key(1010, "f", alt=True), Key(1020, "", "Alt", release=True)]
    assert replayed(run(keys)) == keys


@pytest.mark.parametrize(
    ("text", "number", "tracks"),
    [
        ("%B8001^A^?;800001=99?+77?", "800001", ("%B8001^A^?", ";800001=99?", "+77?")),
        (";800001?", "800001", ("", ";800001?", "")),
        ("%VIP8?", "VIP8", ("%VIP8?", "", "")),
        ("%E?;800001?+E?", "800001", ("", ";800001?", "")),
        ("%E?;E?+E?", "", ("", "", "")),
        (";1?;2?", "1", ("", ";1?", ";2?")),
        ("+800001?", "800001", ("", "", "+800001?")),
    ],
)
def test_magnetic_readers(text: str, number: str, tracks: tuple[str, str, str]) -> None:
    card = CardPresented(number, "wedge", tracks, "wedge")
    assert card_from_tracks(text) == card
    bursts = [event for event in run(typed(text + "\r")) if isinstance(event, Burst)]
    assert [burst.reading for burst in bursts] == [card]


@pytest.mark.parametrize("text", ["", "800001", "%A", "x;1?", ";1?x"])
def test_what_is_no_card(text: str) -> None:
    assert card_from_tracks(text) is None


def test_a_payment_code_is_marked() -> None:
    (burst,) = run(typed("150211238899912330\r"))
    assert isinstance(burst, Burst)
    assert burst.reading == Scan("150211238899912330", purpose="payment", source="wedge")


KEYS = st.builds(
    Key,
    st.integers(0, 400),
    st.sampled_from(("1", "a", "会", "", "\r", "\t", "\x08", "%")),
    st.sampled_from(("", "", "", "Enter", "Alt", "F5", "Shift", "Tab")),
    alt=st.booleans(),
    keypad=st.booleans(),
    repeat=st.booleans(),
    release=st.booleans(),
)


@given(st.lists(KEYS, max_size=60), st.booleans())
def test_no_key_is_lost_doubled_or_moved(keys: list[Key], sort: bool) -> None:
    keys = [Key(**{**vars(key), "token": index}) for index, key in enumerate(keys)]
    if sort:
        keys.sort(key=lambda key: key.timestamp_ms)
    events = run(keys)
    given_back = [key.token for event in events for key in event.keys]
    dropped = {key.token for key in keys} - set(given_back)
    assert len(given_back) == len(set(given_back))
    ends = {"Enter", "Tab"}
    assert all(key.repeat or key.name in ends or key.text in ("\r", "\t") for key in keys if key.token in dropped)
    order = {key.token: place for place, key in enumerate(keys)}
    plain = [order[key.token] for event in events for key in event.keys if key.name != "Shift" and not key.release]
    assert plain == sorted(plain)


@given(st.text(st.sampled_from("0123456789abc"), min_size=1, max_size=30), st.integers(51, 400))
def test_a_person_types_in_peace(text: str, gap_ms: int) -> None:
    keys = typed(text + "\r", gap_ms)
    events = run(keys)
    assert scans(events) == []
    assert replayed(events) == keys
