"""Words: every text of code and templates stands in every language, none is left over, figures read right."""

from __future__ import annotations

import re
from datetime import date

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from tests.hq.console.browser import House
from tests.refusals import code_of
from tests.source_tree import ROOT

from memberpos.domain.errors import PosError
from memberpos.hq import schema
from memberpos.hq.console import messages, texts

CODE = ROOT / "src" / "memberpos" / "hq" / "console"
TEMPLATES = ROOT / "resources" / "console" / "templates"
KEYWORDS = {"N_": None, "_": None, "gettext": None}
FACT = re.compile(r"%\((\w+)\)s")


def wanted() -> set[str]:
    """All texts, by Babel's own extraction."""
    python = extract_from_dir(str(CODE), [("**.py", "python")], keywords=KEYWORDS)
    pages = extract_from_dir(str(TEMPLATES), [("**.html", "jinja2")], keywords=KEYWORDS)
    return {str(found[2]) for found in (*python, *pages)}


def test_texts_are_found() -> None:
    assert len(wanted()) > 40
    assert {"Sign in", "Owner", "Too many wrong tries."} <= wanted()


@pytest.mark.parametrize("code", ["zh_CN", "zh_TW"])
def test_every_text_is_in_every_language(code: str) -> None:
    words = texts.load().by_code[code].words
    assert sorted(wanted() - set(words)) == []
    assert sorted(set(words) - wanted()) == []
    changed = {text for text, word in words.items() if sorted(FACT.findall(text)) != sorted(FACT.findall(word))}
    assert changed == set()


@pytest.mark.parametrize("code", ["zh_CN", "zh_TW"])
def test_no_text_has_two_words(code: str) -> None:
    found: dict[str, set[str]] = {}
    for path in (ROOT / "resources" / "console" / "i18n" / code).glob("*.po"):
        with path.open("rb") as file:
            for entry in read_po(file):
                found.setdefault(str(entry.id), set()).add(str(entry.string))
    assert {text: words for text, words in found.items() if text and len(words) > 1} == {}


def test_traditional_chinese_is_not_simplified() -> None:
    """Signs that exist in simplified writing only."""
    simplified = set("们会员录务门总级发现创审启线额户单说请输码锁择过远时间对与连传载设备积应开关记优规则报")
    words = texts.load().by_code["zh_TW"].words
    assert {text: word for text, word in words.items() if simplified & set(word)} == {}


@pytest.mark.parametrize(
    ("fen", "currency", "text"),
    [
        (123450, "CNY", "¥ 1,234.50"),
        (-5, "CNY", "−¥ 0.05"),
        (0, "TWD", "NT$ 0.00"),
        (10**15, "USD", "$ 10,000,000,000,000.00"),
    ],
)
def test_money(fen: int, currency: str, text: str) -> None:
    for language in texts.load().by_code.values():
        assert language.money(fen, currency).replace("US$", "$") == text


def test_a_chain_elsewhere_reads_its_own_clock_and_money(house: House) -> None:
    schema.choose(house.world.pool, zone="Asia/Tokyo", currency="TWD")
    browser = House(house.world).person("olga")
    house.world.run(
        lambda c: c.execute("INSERT INTO store_day VALUES(1, '2026-01-01', 'sale', '', 'SALES', 'TWD', 1, 700)")
    )
    assert "NT$ 7.00" in browser.get("/console/").text
    assert "2026-01-01 11:00" in browser.get("/console/audit").text
    assert code_of(schema.choose, house.world.pool, zone="Mars/Olympus") == "bad_setting"
    assert code_of(schema.choose, house.world.pool, currency="ABC") == "bad_setting"


def test_times() -> None:
    english = texts.load().by_code["en"]
    at_ms = 1_767_232_800_000
    assert english.when(at_ms) == "2026-01-01 10:00"
    assert english.when(0) == "—"
    assert english.day_of(at_ms + 14 * 3_600_000) == date(2026, 1, 2), "in the chain's zone"
    assert english.date(date(2026, 11, 2)) == "2026-11-02"
    assert english.number(1234567) == "1,234,567"
    agos = [english.ago(at_ms, at_ms + seconds * 1000) for seconds in (-5, 119, 120, 7200, 172_800)]
    assert agos == ["a moment ago", "a moment ago", "2 minutes ago", "2 hours ago", "2 days ago"]


@pytest.mark.parametrize("code", ["zh_CN", "zh_TW", "en"])
def test_refusals_have_a_sentence_and_a_step(code: str) -> None:
    language = texts.load().by_code[code]
    for refusal in (PosError("locked_out", wait_s=7), PosError("not_found"), PosError("fork")):
        sentence, step = messages.words_of(refusal, language)
        assert sentence
        assert step
        assert "%(" not in sentence + step
    assert messages.status_of(PosError("fork")) == 409
