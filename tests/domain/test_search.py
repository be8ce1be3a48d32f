"""Keys a member is found by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.domain.search import (
    Probe,
    Query,
    SearchKeys,
    fold,
    keys_of,
    national_digits,
    normalise_phone,
    parse_query,
    pinyin_of,
    probes,
)


@pytest.mark.parametrize(
    ("text", "country", "phone"),
    [
        ("13800138000", "86", "+8613800138000"),
        ("138 0013-8000", "86", "+8613800138000"),
        ("+86 138 0013 8000", "86", "+8613800138000"),
        ("8613800138000", "86", "+8613800138000"),
        ("008613800138000", "86", "+8613800138000"),
        ("１３８００１３８０００", "86", "+8613800138000"),
        ("0755-12345678", "86", "+8675512345678"),
        ("(021) 5555 0000", "86", "+862155550000"),
        ("91234567", "852", "+85291234567"),
        ("+852 9123 4567", "86", "+85291234567"),
        ("0912345678", "886", "+886912345678"),
        ("12345678", "86", "+8612345678"),
        ("", "86", ""),
        (" - ", "86", ""),
    ],
)
def test_phones(text, country, phone):
    assert normalise_phone(text, country) == phone


@pytest.mark.parametrize("text", ["12", "abc", "1380013800x", "1" * 16, "+", "٣٤٥٦", "000", "1²3456"])
def test_what_is_no_phone(text):
    with pytest.raises(PosError) as caught:
        normalise_phone(text)
    assert caught.value.code == "bad_amount"


@given(st.integers(13_000_000_000, 19_999_999_999).map(str))
def test_normalised_phones_stay_as_they_are(text):
    phone = normalise_phone(text)
    assert normalise_phone(phone) == phone
    assert national_digits(phone) == text


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("王小明", "wangxiaoming", "wxm"),
        ("单雄信", "shanxiongxin", "sxx"),
        ("曾国", "zengguo", "zg"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("吕布", "lvbu", "lb"),
        ("anna 王", "anna wang".replace(" ", ""), "aw"),
        ("", "", ""),
    ],
)
def test_pinyin(name, full, initials):
    assert pinyin_of(name) == (full, initials)


def test_keys():
    made = keys_of(" 王 小明 ", "+8613800138000", lambda name: (f"<{name}>", "i"))
    parts = ("800138000", "0138000", "38000")
    assert made == SearchKeys("王小明", "小明", "<王小明>", "i", "13800138000", "00083100831", parts)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("林晓棠", "晓棠"), ("欧阳明珠", "明珠"), ("歐陽明珠", "明珠"), ("尉迟恭", "恭"), ("王", ""),
        ("Anna Maria Berg", "mariaberg"), ("Anna", ""), ("", ""),
    ],
)  # fmt: skip
def test_given_names(name, given):
    assert keys_of(name, "", lambda _name: ("", "")).given == given


def found_by(keys: SearchKeys, text: str) -> bool:
    """As the indexes answer: a probe finds a member one of whose keys begins with it."""
    columns = {
        "name": (keys.name,), "given": (keys.given,), "pinyin": (keys.pinyin,), "initials": (keys.initials,),
        "phone": (keys.phone,), "phone_rev": (keys.phone_reversed,), "phone_part": keys.phone_parts,
    }  # fmt: skip
    return any(
        key.startswith(probe.start) for probe in probes(text) for key in columns.get(probe.column, ()) if probe.start
    )


@given(st.from_regex(r"[0-9]{8,13}", fullmatch=True), st.data())
def test_any_three_digits_in_a_row_find_a_phone(digits, data):
    keys = keys_of("", f"+86{digits}", lambda _name: ("", ""))
    first = data.draw(st.integers(0, len(digits) - 3))
    last = data.draw(st.integers(first + 3, len(digits)))
    assert found_by(keys, digits[first:last])
    assert found_by(keys, f"+86 {digits}")
    assert found_by(keys, f"0{digits}") or digits.startswith("0")


@given(st.text("王林晓棠欧阳明anz", min_size=1, max_size=5), st.data())
def test_a_name_is_found_by_how_it_begins_and_by_the_given_name(name, data):
    keys = keys_of(name, "", lambda text: pinyin_of(text))
    long = data.draw(st.integers(1, len(keys.name)))
    assert found_by(keys, keys.name[:long])
    assert not keys.given or found_by(keys, keys.given)
    assert not keys.pinyin or found_by(keys, keys.pinyin[:long])


def test_the_likeliest_comes_first():
    assert [probe.column for probe in probes("8000")[:4]] == ["card_is", "phone_rev", "phone", "card"]
    assert probes("8000")[1] == Probe("phone_rev", "0008")
    assert [probe.column for probe in probes("xt")] == [
        "card_is", "card_is", "name", "given", "pinyin", "initials", "card", "card",
    ]  # fmt: skip
    assert probes("林") == (Probe("name", "林"), Probe("given", "林"))
    assert probes(" ") == ()


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("8000", Query("digits", "8000")),
        ("138 0013", Query("digits", "1380013")),
        ("+86138", Query("digits", "86138")),
        ("WXM", Query("letters", "wxm")),
        ("王", Query("name", "王")),
        ("  ", Query("none", "")),
        ("８０００", Query("digits", "8000")),
        ("VIP01", Query("letters", "vip01")),
    ],
)
def test_queries(text, query):
    assert parse_query(text) == query


@given(st.text(max_size=12))
def test_any_text_is_a_query(text):
    made = parse_query(text)
    assert made.kind in {"none", "digits", "letters", "name"}
    assert parse_query(made.text).text == made.text or made.kind != "name"


@given(st.text(max_size=12))
def test_folding_twice_changes_nothing_for_names(text):
    assert " " not in fold(text)
