from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from memberpos.domain.rules import Rules, rules_from
from memberpos.resources import resource
from memberpos.services import draws, gifts, offers, pass_kinds, presets, recharge_offers, setup, shop_settings
from memberpos.services.setup import SetupRequest
from memberpos.services.shop import shop_of
from memberpos.services.use import Use
from memberpos.store.database import open_database
from memberpos.store.migrations import migrate
from tests.refusals import refused
from tests.services.shop import KEY, Shop

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
HAS = ("settings", "coupon_kinds", "offers", "recharge_offers", "gifts")


def new(folder: Path, **answers: Any) -> Shop:
    """A shop nobody has set up any rules in."""
    db = open_database(folder / "empty.db", KEY)
    migrate(db)
    made = Shop(db, "")
    made.owner_id = setup.create_shop(made.use(), SetupRequest("Shop", "Owner", "1234", **answers)).owner_id
    return made


def texts(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {text for name, each in value.items() for text in (*texts(name), *texts(each))}
    if isinstance(value, list):
        return {text for each in value for text in texts(each)}
    return {value} if isinstance(value, str) else set()


@pytest.mark.parametrize("trade", presets.TRADES)
def test_a_preset_is_whole_and_what_it_names_is_there(tmp_path: Path, trade: str) -> None:
    shop = new(tmp_path)
    doc = presets.contents(trade)
    assert all(doc.get(part) for part in HAS)
    done = presets.load(shop.use(), trade)
    rules = shop_of(shop.db).rules
    assert rules == rules_from({**doc["settings"], "law.enforce": True}, Rules(version=done.version))
    coupons = {each["code"] for each in offers.kinds(shop.db)}
    passes = {each.code for each in pass_kinds.everything(shop.db)}
    names = {tier.name for tier in rules.tiers}
    assert len(names) == done.tiers >= 3
    for tier in rules.tiers:
        assert set(tier.upgrade_coupons) <= coupons
    for code in recharge_offers.codes(shop.db):
        for step in recharge_offers.versions(shop.db, code)[0][0].steps:
            assert {each.code for each in step.gifts.coupons} <= coupons
            assert {each.code for each in step.gifts.passes} <= passes
            assert step.gifts.tier is None or step.gifts.tier.name in names
    for gift in gifts.catalogue(shop.db, None, shop.now_ms):
        assert gift.points > 0
    shop.assert_books_agree()
    shop.db.close()


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize("trade", presets.TRADES)
def test_every_name_has_its_word_in_every_language(trade: str, language: str) -> None:
    own, other = texts(presets.contents(trade)), texts(presets.contents(trade, language))
    assert len(own) == len(other) or language == "en"  # two names may be one word in English
    if language == "en":
        assert not [text for text in other if _CHINESE.search(text)]


def test_no_two_tiers_or_codes_become_one_in_another_language() -> None:
    for trade in presets.TRADES:
        for language in ("zh_CN", "zh_TW", "en"):
            doc = presets.contents(trade, language)
            rules_from(doc["settings"], Rules())
            assert len({gift["sku"] for gift in doc["gifts"]}) == len(doc["gifts"])


def test_each_file_is_a_trade_and_explains_itself() -> None:
    files = {file.stem: file.read_text(encoding="utf-8") for file in resource("presets").iterdir()}
    assert set(files) == {*presets.TRADES, "words"}
    assert all(text.startswith("# ") and text.count("#") >= 3 for name, text in files.items() if name != "words")


def test_a_shop_with_rules_of_its_own_keeps_them(tmp_path: Path) -> None:
    shop = new(tmp_path)
    assert presets.is_empty(shop.db)
    shop.set(points__rate="1/10")
    assert not presets.is_empty(shop.db)
    before = shop.db.value("SELECT count(*) FROM event")
    assert refused(lambda: presets.load(shop.use(), "retail")).code == "already_open"
    assert refused(lambda: presets.contents("bank")).code == "not_found"
    assert shop.db.value("SELECT count(*) FROM event") == before
    shop.db.close()


def test_nothing_stays_of_a_preset_that_cannot_be_laid_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = new(tmp_path)

    def fails(_use: Use, _draw: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(draws, "write", fails)
    with pytest.raises(OSError, match="full"):
        presets.load(shop.use(), "retail")
    assert presets.is_empty(shop.db)
    shop.assert_books_agree()
    shop.db.close()


def test_the_wizard_s_answers_stand_above_the_preset(tmp_path: Path) -> None:
    shop = new(tmp_path, preset="restaurant", spend_order="proportional", day_starts_at="05:00", language="en")
    rules = shop_of(shop.db).rules
    assert (rules.day_starts_at, rules.stored_value_spend_order) == ("05:00", "proportional")
    assert [tier.name for tier in rules.tiers] == ["Guest", "Silver", "Gold"]
    assert rules.version == 2
    shop.db.close()


def test_another_currency_rounds_as_it_may(tmp_path: Path) -> None:
    shop = new(tmp_path, currency="USD", zone="America/New_York", language="en")
    presets.load(shop.use(), "retail")
    assert shop_settings.all_values(shop.db)["rounding.mode"] == "none"
    shop.db.close()


def test_only_who_may_change_everything_lays_one_in(tmp_path: Path) -> None:
    shop = new(tmp_path)
    assert refused(lambda: presets.load(shop.use(""), "retail")).code == "not_allowed"
    shop.db.close()
