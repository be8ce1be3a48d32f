"""Members leave as a file with all their columns, whoever may, and come back from it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from memberpos.domain.member_filter import MemberFilter
from memberpos.domain.member_profile import CHOICE, CustomField
from memberpos.reports import listings
from memberpos.reports.words import LANGUAGES, words_of
from memberpos.services import cards, consents, definitions, exports, imports, member_status, members, staff
from memberpos.services.imports import Scratch
from memberpos.services.members import EnrolRequest
from memberpos.store.verify import verify
from tests.refusals import code_of
from tests.services.shop import Shop, new_shop
from tests.services.test_imports import Here

SKIN = CustomField("skin", "肤质", CHOICE, ("干性", "油性"))


@pytest.fixture
def full(shop: Shop) -> Shop:
    """Two members who have everything, and one who has nothing."""
    definitions.set_fields(shop.use(), [SKIN])
    lin = members.enrol(
        shop.use(),
        EnrolRequest(
            "林晓棠", "13800136021", "1990-05-21", lunar=True, sex="f", notes="=1+1", address="上海市 1331 号",
            tags=("VIP", "咖啡"), custom={"skin": "干性"},
        ),
    ).member_id  # fmt: skip
    chen = members.enrol(shop.use(), EnrolRequest("陈默", "13900139000", referrer_id=lin)).member_id
    members.enrol(shop.use(), EnrolRequest("王"))
    shop.recharge(lin, 10_000, 500)
    shop.sell(lin)
    cards.issue(shop.use(), lin, "00000042")
    consents.give(shop.use(), lin, "marketing")
    member_status.block(shop.use(), chen, "frozen", "lost")
    return shop


def read(shop: Shop, path: Path, **options: Any) -> list[dict[str, str]]:
    """The rows of a CSV export, by heading."""
    exports.write(shop.db, "members", path, shop.now_ms, **options)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_column_is_there(full: Shop, tmp_path: Path) -> None:
    rows = read(full, tmp_path / "m.csv", language="en")
    lin = next(row for row in rows if row["Name"] == "林晓棠")
    shown = {name: lin[name] for name in ("Phone", "Birthday", "Sex", "Card", "Principal", "Tags", "Address", "肤质")}
    assert shown == {
        "Phone": "+8613800136021", "Birthday": "1990-05-21", "Sex": "female", "Card": "00000042",
        "Principal": "100.00", "Tags": "VIP, 咖啡", "Address": "上海市 1331 号", "肤质": "干性",
    }  # fmt: skip
    assert lin["Notes"] == "'=1+1", "no text of a member is a formula"
    assert any("marketing" in text for text in lin.values())
    chen = next(row for row in rows if row["Name"] == "陈默")
    assert "林晓棠" in chen.values()
    assert "frozen" in chen.values()


def test_a_filter_and_hidden_phones(full: Shop, tmp_path: Path) -> None:
    asked = exports.Members(MemberFilter(has_card=True), see_phone=False)
    rows = read(full, tmp_path / "m.csv", language="en", members=asked)
    assert [(row["Name"], row["Phone"]) for row in rows] == [("林晓棠", "138****6021")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_and_states_are_in_the_language(language: str) -> None:
    words = words_of(language)
    listing = listings.members((), MemberFilter(), see_phone=True)
    bare = [column.key for column in listing.columns if words.heading(column) == column.key]
    assert bare == []
    for family, keys in (("member_status", ("frozen", "blacklisted", "ended")), ("yes_no", ("yes",))):
        assert set(keys) <= set(words.families[family])


def test_who_may_export_is_asked_and_noted(full: Shop) -> None:
    exports.authorise(full.use(), "members")
    row = full.db.one("SELECT staff_id, subject FROM audit WHERE action = 'export'")
    assert row is not None
    assert tuple(row) == (full.owner_id, "members")
    cashier = staff.add(full.use(), "周敏", "cashier", "1357")
    assert code_of(exports.authorise, full.use(cashier), "members") in {"not_allowed", "needs_approval"}
    assert full.db.value("SELECT count(*) FROM audit WHERE action = 'export'") == 1


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_exported_comes_back_in_another_shop(full: Shop, tmp_path: Path, suffix: str, language: str) -> None:
    path = tmp_path / f"members{suffix}"
    exports.write(full.db, "members", path, full.now_ms, language=language)
    (tmp_path / "other").mkdir()
    other = new_shop(tmp_path / "other")
    definitions.set_fields(other.use(), [SKIN])
    with Scratch(tmp_path) as scratch:
        result = imports.run(other.db, path, None, scratch, Here(other))
        verdicts = list(result.verdicts())
    said = [(each["verdict"], each["code"]) for each in verdicts if each["verdict"] != "ok"]
    assert (result.ok, result.refused, said) == (2, 0, [("warning", "unknown_referrer")]), "a name may be of several"
    assert facts(other) == facts(full)
    assert verify(other.db).ok
    other.db.close()


def facts(shop: Shop) -> list[tuple[Any, ...]]:
    """What must not get lost on the way."""
    rows = shop.db.all(
        "SELECT m.name, m.phone, m.birthday, m.lunar, m.sex, m.address, m.tags, m.custom, m.joined_on,"
        " (SELECT number FROM card c WHERE c.member_id = m.id),"
        " (SELECT group_concat(kind || amount, ' ') FROM (SELECT b.kind, b.amount FROM balance b JOIN account a"
        "   ON a.id = b.account WHERE a.owner_id = m.id AND b.kind IN ('PRINCIPAL', 'BONUS', 'POINTS') AND b.amount <> 0"
        "   ORDER BY b.kind))"
        " FROM member m ORDER BY m.name"
    )
    return [(*row[:6], json.loads(row[6]), json.loads(row[7]), *row[8:]) for row in rows]


def test_a_workbook_keeps_numbers_as_numbers_and_zeros_of_cards(full: Shop, tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    exports.write(full.db, "members", path, full.now_ms, language="en")
    head, *rows = openpyxl.load_workbook(path).active.values
    lin = next(dict(zip(head, row, strict=True)) for row in rows if "林晓棠" in row)
    assert (lin["Principal"], lin["Card"], lin["Notes"]) == (100, "00000042", "=1+1")
    sheet = openpyxl.load_workbook(path).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"} == {"s"}
