from __future__ import annotations

import pytest
from tests.reports.days import busy_day, close
from tests.services.shop import Shop

from memberpos.reports import end_of_day, listings
from memberpos.reports import table as kinds
from memberpos.reports.table import Column
from memberpos.reports.words import LANGUAGES, money, permille, quantity, signed, words_of


def test_figures_as_people_read_them() -> None:
    assert (money(1234500), money(-5), money(0)) == ("12,345.00", "−0.05", "0.00")
    assert (signed(800), signed(-200), signed(0)) == ("+8.00", "−2.00", "0.00")
    assert (quantity(1500), quantity(-1000), quantity(1), quantity(1_234_000)) == ("1.5", "−1", "0.001", "1,234")
    assert (permille(734), permille(-82), permille(1000)) == ("73.4%", "−8.2%", "100.0%")


@pytest.mark.parametrize(
    ("kind", "cell", "text"),
    [
        (kinds.HOUR, 9, "09:00"), (kinds.TIME, 1_795_228_920_000, "2026-11-21 10:42"), (kinds.COUNT, -1234, "−1,234"),
        (kinds.MONEY, None, "—"), (kinds.TEXT, None, ""), (kinds.DATE, "2026-01-31", "2026-01-31"),
        (kinds.DIFFERENCE, 100, "+1.00"), (kinds.QTY, 500, "0.5"),
    ],
)  # fmt: skip
def test_each_kind_of_cell(kind: str, cell: str | int | None, text: str) -> None:
    assert words_of("en", "Asia/Shanghai").text(cell, Column("x", kind)) == text


def test_an_unknown_key_is_its_own_word_and_an_unknown_language_english() -> None:
    words = words_of("fr")
    assert words.text("cash", Column("tender", kinds.WORD, "tender")) == "Cash"
    assert words.text("cowrie", Column("tender", kinds.WORD, "tender")) == "cowrie"
    assert words.weekday("2026-11-21") == "Saturday"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_every_language(language: str) -> None:
    words = words_of(language)
    empty = [
        (family, key) for family, keys in words.families.items() for key, texts in keys.items() if not texts[language]
    ]
    assert empty == []
    assert len(words.word("label", "weekdays").split()) == 7


def test_every_key_of_a_day_has_a_word(shop: Shop) -> None:
    """Nothing of a real day is shown as a bare key."""
    busy_day(shop)
    close(shop, missing_fen=100)
    words = words_of("zh_CN")
    for made in end_of_day.end_of_day(shop.db, "2026-01-01").tables:
        assert words.word("table", made.key) != made.key
        for column in made.columns:
            assert words.heading(column) != column.key
            if column.kind == kinds.WORD:
                keys = [str(row[made.place(column.key)]) for row in made.rows]
                assert [key for key in keys if words.word(column.words, key) == key] == []


def test_every_column_of_an_export_has_a_heading() -> None:
    words = words_of("zh_CN")
    for listing in listings.LISTINGS.values():
        assert [column.key for column in listing.columns if words.heading(column) == column.key] == []
