"""Columns found by their headings, and rows judged one by one."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.refusals import code_of

from memberpos.domain import import_map as maps
from memberpos.domain.errors import PosError
from memberpos.domain.import_map import ImportMap, Source, guess, parse
from memberpos.domain.import_rows import FIELDS_READ, Incoming, Reading, read
from memberpos.domain.member_profile import CustomField

HEADINGS = ["会员卡号", "姓名", "手机号码*", "生日", "余额", "赠送余额", "积分", "等级", "性别", "标签"]
FIELDS = (CustomField("shoe", "鞋码", "number"), CustomField("color", "颜色", "choice", ("红", "蓝")))


def reading(
    columns: dict[str, int], told: dict[str, Any] | None = None, zeros: dict[int, int] | None = None
) -> Reading:
    document = {"columns": {name: place + 1 for name, place in columns.items()}, **(told or {})}
    return Reading(parse(document), columns, zeros or {}, frozenset({"普卡", "金卡"}), FIELDS)


def row(told: dict[str, Any] | None = None, zeros: dict[int, int] | None = None, **cells: str) -> Incoming:
    """A row whose cells are named by field; `__` stands for the point of an own field."""
    names = [name.replace("__", ".") for name in cells]
    found = read(7, list(cells.values()), reading({name: at for at, name in enumerate(names)}, told, zeros))
    assert found is not None
    return found


def codes(found: Incoming) -> list[str]:
    return [finding.code for finding in found.findings]


def test_the_usual_headings_are_known() -> None:
    found = guess(HEADINGS)
    assert {name: source.heading for name, source in found.items()} == {
        "card": "会员卡号", "name": "姓名", "phone": "手机号码*", "birthday": "生日", "principal": "余额", "bonus": "赠送余额",
        "points": "积分", "tier": "等级", "sex": "性别", "tags": "标签",
    }  # fmt: skip
    assert set(guess(["总余额", "赠送余额"])) == {"stored", "bonus"}
    assert set(guess(["Member No.", "Full Name", "Mobile", "Balance"])) == {"card", "name", "phone", "stored"}
    assert guess(["手机", "电话"]) == {"phone": Source("手机")}


def test_every_field_has_a_reader_and_headings_of_its_own() -> None:
    assert set(maps.FIELDS) == set(FIELDS_READ)
    words = [word for name in maps.FIELDS for word in maps.HEADINGS[name]]
    assert len(words) == len(set(words))


def test_a_map() -> None:
    told = parse(
        tomllib.loads(
            """
            sheet = "会员"
            encoding = "gb18030"
            date_order = "dmy"
            duplicates = "warn"
            [columns]
            name = "客户"
            card = { column = "B", width = 8 }
            phone = 3
            "custom.shoe" = "鞋码"
            [values.tier]
            VIP = "金卡"
            [split]
            bonus_percent = 20
            """
        )
    )
    assert told.places(["客户", "编号", "电话", "鞋码"]) == {"name": 0, "card": 1, "phone": 2, "custom.shoe": 3}
    assert (told.columns["card"].width, told.bonus_percent, told.duplicates) == (8, 20, "warn")


@pytest.mark.parametrize(
    "document",
    [
        {"colums": {}}, {"columns": {"shoe": "A"}}, {"columns": {"name": 0}}, {"columns": {"name": ""}},
        {"columns": {"card": {"column": "A", "width": -1}}}, {"columns": 5}, {"encoding": "latin-1"},
        {"date_order": "ydm"}, {"split": {"bonus_percent": 101}}, {"split": {"x": 1}}, {"sheet": -1}, {"header_row": 0},
        {"values": {"tier": {"VIP": 3}}}, {"duplicates": "overwrite"},
    ],
)  # fmt: skip
def test_maps_that_are_none(document: dict[str, Any]) -> None:
    assert code_of(parse, document) == "bad_setting"


def test_columns_that_are_not_there() -> None:
    for columns in (
        {"name": Source("没有")},
        {"name": Source(place=9)},
        {"stored": Source("a"), "principal": Source("b")},
    ):
        with pytest.raises(PosError):
            ImportMap(columns).places(["a", "b"])


def test_a_sound_row() -> None:
    found = row(name="林晓棠", phone="13800138000", card="00012345", birthday="1990-5-21", principal="120.50",
                bonus="20", points="88", tier="金卡", sex="女", tags="常客,VIP", joined="2020/1/2", ends="2030-1-1",
                visits="12", last_visit="2025-12-01", custom__shoe="38", custom__color="红")  # fmt: skip
    assert (found.verdict, found.findings) == ("ok", [])
    assert found.fields == {
        "name": "林晓棠", "phone": "+8613800138000", "card": "00012345", "birthday": "1990-05-21", "principal_fen": 12050,
        "bonus_fen": 2000, "points": 88, "tier": "金卡", "sex": "f", "tags": ["常客", "VIP"], "joined_on": "2020-01-02",
        "ends_on": "2030-01-01", "visits": 12, "last_visit_on": "2025-12-01", "custom": {"shoe": "38", "color": "红"},
    }  # fmt: skip


def test_opening_balances_are_principal_unless_the_owner_splits_them() -> None:
    whole = row(name="a", stored="100").fields
    assert (whole["principal_fen"], whole["bonus_fen"]) == (10_000, 0)
    split = row({"split": {"bonus_percent": 20}}, name="a", stored="99.99").fields
    assert (split["principal_fen"], split["bonus_fen"]) == (8000, 1999)
    beside = row(name="a", stored="100", bonus="30").fields
    assert (beside["principal_fen"], beside["bonus_fen"]) == (7000, 3000)
    assert codes(row(name="a", stored="10", bonus="30")) == ["bonus_above_stored"]


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        ({"name": "a", "phone": "电话"}, "bad_phone", "phone"),
        ({"name": "a", "birthday": "1990-02-30"}, "bad_date", "birthday"),
        ({"name": "a", "principal": "-1"}, "bad_amount", "principal"),
        ({"name": "a", "points": "1.5"}, "bad_count", "points"),
        ({"name": "a", "points": "-3"}, "bad_count", "points"),
        ({"name": "a", "tier": "钻石"}, "unknown_tier", "tier"),
        ({"name": "a", "sex": "?"}, "bad_word", "sex"),
        ({"name": "", "points": "5"}, "no_name", "name"),
        ({"name": "a" * 101}, "too_long", "name"),
        ({"name": "a", "custom__shoe": "大"}, "bad_custom", "custom.shoe"),
        ({"name": "a", "card": "1" * 80}, "too_long", "card"),
    ],
)
def test_what_means_nothing_refuses_its_row(cells: dict[str, str], code: str, field: str) -> None:
    found = row(**cells)
    assert found.verdict == "refused"
    assert found.first is not None
    assert (found.first.code, found.first.field) == (code, field)


def test_what_was_mended_is_a_warning() -> None:
    found = row(zeros={1: 8}, name="a", card="12345", phone="13800138000.0")
    assert found.verdict == "warning"
    assert codes(found) == ["zeros_restored", "phone_repaired"]
    assert found.fields["card"] == "00012345"


def test_a_grave_finding_decides() -> None:
    found = row(zeros={1: 8}, name="a", card="12345", points="x")
    assert found.first is not None
    assert (found.verdict, found.first.code) == ("refused", "bad_count")


def test_words_of_the_table_are_translated() -> None:
    found = row({"values": {"tier": {"VIP": "金卡"}, "sex": {"1": "m"}}}, name="a", tier="VIP", sex="1")
    assert (found.fields["tier"], found.fields["sex"]) == ("金卡", "m")


def test_lunar_birthdays_by_a_column_of_their_own() -> None:
    found = row(birthday="1990-2-30", name="a", lunar="是")
    assert (found.fields["birthday"], found.fields["lunar"], found.verdict) == ("1990-02-30", True, "ok")
    assert row(birthday="1990-2-28", name="a", lunar="否").fields["lunar"] is False


def test_a_phone_or_a_card_is_name_enough() -> None:
    assert row(name="", phone="13800138000").fields["name"] == "+8613800138000"
    assert row(name="", card="42").fields["name"] == "42"


def test_an_empty_row_is_no_row() -> None:
    assert read(3, ["", " "], reading({"name": 0, "phone": 1})) is None
    assert read(3, ["x"], reading({"phone": 4})) is None


@given(st.dictionaries(st.sampled_from(maps.FIELDS), st.text(max_size=30), min_size=1))
def test_any_row_gets_a_verdict(cells: dict[str, str]) -> None:
    if {"stored", "principal"} <= set(cells):
        del cells["stored"]
    found = read(2, list(cells.values()), reading({name: at for at, name in enumerate(cells)}))
    assert found is None or found.verdict in ("ok", "warning", "refused")
    assert found is None or (found.verdict == "ok") == (not found.findings)


def test_the_shops_own_fields_are_known_by_their_names() -> None:
    own = (CustomField("skin", "肤质（自测）"), CustomField("old", "车牌", active=False), CustomField("n", "备注"))
    found = guess(["姓名", "肤质(自测)", "车牌", "备注"], own)
    assert found == {"name": Source("姓名"), "custom.skin": Source("肤质(自测)"), "notes": Source("备注")}
