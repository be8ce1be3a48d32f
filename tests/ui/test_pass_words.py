"""Words and fields of passes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.ui.passes import GYM, WASH

from memberpos.domain.pass_terms import Hours, PassTerms
from memberpos.services.results import PassView
from memberpos.ui.pass_words import hold_words, left_words, state_words, term_words, uses_words, validity_words
from memberpos.ui.widgets.day_edit import DayEdit


def view(**more: Any) -> PassView:
    return PassView(**({"pass_id": "p", "code": "P", "left": 3, "valid_to": None, "valid_from": "2026-01-01"} | more))


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (view(), ("", "")),
        (view(lapsed=True), ("lapsed", "bad")),
        (view(frozen_to="2026-02-01"), ("frozen to 02-01", "info")),
        (view(refusal="pass_not_now"), ("not at this time", "warn")),
        (view(refusal="pass_used_up"), ("cannot be used", "bad")),
        (view(freezes_from="2026-02-01"), ("freeze from 02-01", "info")),
    ],
)
def test_states_have_words(english: None, one: PassView, words: tuple[str, str]) -> None:
    assert state_words(one) == words


def test_validity_uses_and_terms_have_words(english: None) -> None:
    assert [validity_words(one) for one in (view(), view(valid_from=None), view(valid_to="2026-02-01"))] == [
        "no last day", "begins with its first use", "to 2026-02-01",
    ]  # fmt: skip
    assert [left_words(left) for left in (None, 0, 1_024)] == ["no limit of uses", "0 left", "1,024 left"]
    kinds = (WASH, GYM, PassTerms("A", 1, 1), PassTerms("B", 1, 5, valid_days=1, starts="first_use"))
    assert [uses_words(terms) for terms in kinds] == ["10 + 2 uses", "no limit of uses", "1 use", "5 uses"]
    assert [term_words(terms) for terms in kinds] == ["30 days", "1 month", "no last day", "1 day from the first use"]
    assert term_words(PassTerms("C", 1, 1, months=12)) == "12 months"
    assert hold_words((7, 1), str(Hours.parse("09:00-12:00"))) == "Mon Sun 09:00-12:00"
    assert hold_words(tuple(range(1, 8)), "") == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-21", date(2026, 5, 21)),
        ("20260521", date(2026, 5, 21)),
        ("2026.5.1", date(2026, 5, 1)),
        ("2026-13-1", None),
        ("", None),
    ],
)
def test_a_date_with_or_without_separators(qtbot, text: str, day: date | None) -> None:
    field = DayEdit()
    qtbot.addWidget(field)
    field.setText(text)
    assert field.day() == day
