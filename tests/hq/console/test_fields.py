"""Fields of forms: what people type, what is kept, and how it reads again."""

from __future__ import annotations

from typing import Any

import pytest
from tests.refusals import code_of

from memberpos.domain.offer_documents import coupon_kind_from, offer_from
from memberpos.domain.recharge_offers import offer_from as recharge_offer_from
from memberpos.domain.rules import SETTINGS, Rules, rules_from
from memberpos.hq import rulebook
from memberpos.hq.console import entry, offer_fields, rule_fields, texts, voucher_fields

ENGLISH = texts.load().by_code["en"]
OFFERS: dict[str, dict[str, str]] = {
    "spend_save": {"steps": "100 10\n200 30"}, "percent": {"percent": "90", "min_fen": "50"},
    "multiplier": {"multiplier": "1.5"}, "n_for_m": {"n": "3", "m": "2"}, "cheapest": {"n": "2", "percent": "50"},
    "second_half": {}, "bundle": {"fen": "30", "skus": "tea, cake"}, "special_price": {"sku": "tea", "price_fen": "5"},
    "add_on": {"sku": "mug", "price_fen": "9.9", "points": "100", "min_fen": "88"},
    "service_charge": {"sku": "fee", "percent": "10"}, "minimum_spend": {"sku": "fee", "fen": "300"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fen"), [("12.5", 1250), ("1,234.50", 123450), ("１２", 1200), ("¥ 3", 300), ("0", 0), ("0.01", 1)]
)
def test_money(text: str, fen: int) -> None:
    assert entry.money_fen(text, "x") == fen
    assert entry.money_fen(entry.yuan(fen), "x") == fen


@pytest.mark.parametrize("text", ["", "-1", "1.234", "much", "1e3", "9" * 13, "1 2"])
def test_no_money(text: str) -> None:
    assert code_of(entry.money_fen, text, "x") == "bad_amount"


def test_times_are_those_of_the_chain() -> None:
    assert entry.moment_ms("2026-01-01T10:00", "x", ENGLISH) == 1_767_232_800_000
    assert entry.moment_ms(" ", "x", ENGLISH) == 0
    assert code_of(entry.moment_ms, "tomorrow", "x", ENGLISH) == "bad_amount"
    assert [entry.times(text, "x") for text in ("1.5", "２", "6/4")] == ["3/2", "2/1", "3/2"]
    assert [entry.decimal_of(ratio) for ratio in ("3/2", "2/1")] == ["1.5", "2"]
    for text in ("", "x", "1/0", "-1", "1e9999999", "1" * 10):
        assert code_of(entry.times, text, "x") == "bad_amount"
    assert entry.words("a, b，c、d\n\ne") == ["a", "b", "c", "d", "e"]
    assert (entry.yuan(None), entry.yuan(-5), code_of(entry.whole, "1.5", "x")) == ("", "-0.05", "bad_amount")


@pytest.mark.parametrize("kind", offer_fields.KINDS)
def test_each_kind_of_offer_is_written_read_and_told(kind: str) -> None:
    form = {"code": ["A"], **{name: [value] for name, value in OFFERS[kind].items()}, "weekdays": ["6", "7"]}
    doc = offer_fields.read(kind, form)
    offer_from(doc, lambda _: None)
    again = {name: [value] for name, value in offer_fields.written(doc).items()} | {"weekdays": ["6", "7"]}
    assert offer_fields.read(kind, again) == doc
    for language in texts.load().by_code.values():
        told = offer_fields.sentence(doc, language)
        assert len(told) > 4
        assert "%(" not in told
        assert "%%" not in told


def test_offers_are_told_in_words() -> None:
    doc: dict[str, Any] = {"kind": "percent", "percent": 90, "min_fen": 5000, "tiers": ["Gold"], "hours": "11:00-14:00"}
    assert (
        offer_fields.sentence(doc, ENGLISH) == "From ¥ 50.00 customers pay 90%. For Gold. From 11:00 to 14:00 o'clock."
    )
    doc = {"kind": "bundle", "skus": ["tea", "cake"], "fen": 3000, "from": "2026-01-01", "members_only": True}
    assert offer_fields.sentence(doc, ENGLISH) == "tea, cake together for ¥ 30.00. For members. 2026-01-01 – …"
    assert code_of(offer_fields.fields_of, "gift") == "not_found"
    for wrong in ({"steps": ["100"]}, {"steps": ["a b"]}):
        assert code_of(offer_fields.read, "spend_save", {"code": ["A"], **wrong}) == "bad_amount"


@pytest.mark.parametrize("kind", voucher_fields.COUPON_KINDS)
def test_each_kind_of_coupon_is_written_read_and_told(kind: str) -> None:
    form = {
        "code": ["A"],
        "kind": [kind],
        "value": ["80"],
        "skus": ["tea"],
        "valid_days": ["7"],
        "flags": ["transferable"],
    }
    doc = voucher_fields.coupon(form)
    coupon_kind_from(doc)
    again = {name: [value] for name, value in voucher_fields.coupon_written(doc).items()}
    assert voucher_fields.coupon(again | {"kind": [kind], "flags": ["transferable"]}) == doc
    for language in texts.load().by_code.values():
        told = voucher_fields.coupon_sentence(doc, language)
        assert "80" in told
        assert "%(" not in told


def test_top_up_offers_are_told_in_words() -> None:
    form = {
        "code": ["A"],
        "name": ["n"],
        "steps": ["500 50\n1000/150/200"],
        "tiers": ["Gold"],
        "flags": ["first_only", "active"],
    }
    doc = voucher_fields.top_up(form)
    recharge_offer_from("A", doc)
    again = {name: [value] for name, value in voucher_fields.top_up_written(doc).items()}
    assert voucher_fields.top_up(again | {"flags": ["first_only", "active"]}) == doc
    assert voucher_fields.top_up_sentence(doc, ENGLISH) == (
        "Pay in ¥ 500.00, get ¥ 50.00; Pay in ¥ 1,000.00, get ¥ 150.00 and 200 points. First top-up only. For Gold."
    )
    for steps in ("500", "500 x", "1 2 3 4"):
        assert code_of(voucher_fields.top_up, {"code": ["A"], "steps": [steps]}) == "bad_amount"


def test_every_rule_of_the_shop_is_a_field_or_written_at_a_till() -> None:
    at_a_till = {"badges", "points.items", "points.tasks"}
    assert set(rule_fields.FIELDS) == set(rulebook.names()) - at_a_till
    assert at_a_till <= SETTINGS


@pytest.mark.parametrize("name", [name for name in rule_fields.FIELDS if name != "tiers"])
def test_each_rule_is_read_back_as_it_was_written(name: str) -> None:
    one = rule_fields.field_of(name)
    value = rulebook.default_of(name)
    assert rule_fields.read(one, rule_fields.written(one, value)) == value
    for language in texts.load().by_code.values():
        assert "%(" not in rule_fields.shown(one, value, language)
        for option, told in one.options(language):
            assert told
            if not name.startswith("allowance."):
                rules_from({name: rule_fields.read(one, {"value": option})}, Rules())


def test_what_no_rule_takes() -> None:
    for name, form in (
        ("points.rate", {"value": "1"}),
        ("points.multiplier_cap", {"value": "x"}),
        ("points.visit", {"value": ""}),
    ):
        assert code_of(rule_fields.read, rule_fields.field_of(name), form) == "bad_amount"
    assert code_of(rule_fields.field_of, "badges") == "not_found"
