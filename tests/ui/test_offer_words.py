from __future__ import annotations

from datetime import date

import pytest
from tests.ui.samples_value import LADDER, MONTHLY, PERCENT

from memberpos.domain.recharge_gifts import Gifts, Instalments, Pieces
from memberpos.services.checkout import TenderRequest
from memberpos.ui.batch_paper import password_paper
from memberpos.ui.card_proof import with_password
from memberpos.ui.offer_words import gift_facts, reason_words, short, step_words
from memberpos.ui.widgets.card_terms import CardTerms
from memberpos.ui.widgets.pay_ways import PayWays


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (LADDER.steps[0], "+10 gift"),
        (LADDER.steps[1], "+60 gift · 500 points"),
        (LADDER.steps[2], "+150 gift · 满50减10 ×2 · 金卡"),
        (MONTHLY.steps[0], "+5 gift · 360 in 6 parts · 500 points"),
        (PERCENT.steps[0], "+12 %"),
    ],
)
def test_a_step_in_a_few_words(english, step, words) -> None:
    assert step_words(step) == words


def test_everything_besides_money_is_listed(english) -> None:
    gifts = Gifts(1, 50, 7, (Pieces("C", 2),), (Pieces("P"),), Instalments(100, 3, 1, 1))
    assert gift_facts(gifts, date(2026, 11, 21)) == [
        ("Bonus later, 2026-12-01 to 2027-02-01", "0.34 × 3"), ("Points, in 7 days", "+50"), ("Coupon", "C × 2"), ("Pass", "P × 1"),
    ]  # fmt: skip
    assert gift_facts(Gifts(5), date(2026, 11, 21)) == []


def test_amounts_and_reasons(english) -> None:
    assert [short(fen) for fen in (50_000, 1_250)] == ["500", "12.50"]
    assert reason_words("tier") == "Other tiers only"
    assert reason_words("anything") == "Not available"


def test_only_stored_value_gets_the_password() -> None:
    tenders = (TenderRequest("stored_value", 100), TenderRequest("cash", None))
    assert [tender.password for tender in with_password(tenders, "246810")] == ["246810", ""]


def test_first_passwords_on_paper(stage) -> None:
    paper = password_paper("8001 – 8002", [("8001", "123456")], stage.context).document
    assert (paper.title, paper.blocks[0].rows, paper.head.cashier) == ("8001 – 8002", (("8001", "123456"),), "周敏")


def test_a_way_to_pay_by_its_key(qtbot, english) -> None:
    ways = PayWays()
    qtbot.addWidget(ways)
    ways.set_name("Paid by")
    with qtbot.waitSignal(ways.changed):
        ways.keys(5)[2].action()
    assert ways.chosen() == "bank_card"


def test_a_limit_is_of_sub_cards_only(qtbot, english) -> None:
    terms = CardTerms()
    qtbot.addWidget(terms)
    terms._limit.set_fen(100)
    assert (terms.role(), terms.day_limit_fen()) == ("main", None)
    terms._chips["sub"].click()
    assert (terms.role(), terms.day_limit_fen()) == ("sub", 100)
