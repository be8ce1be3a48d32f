from __future__ import annotations

import pytest
from tests.ui import samples
from tests.ui.stage import speaking

from memberpos.domain.cart import Cart
from memberpos.domain.explain import NOTE_CODES
from memberpos.domain.member import Profile
from memberpos.domain.pricing import quote
from memberpos.ui.i18n import LANGUAGES
from memberpos.ui.price_words import _PRICES, _WHY, explanation, line_words, percent_words

#: Said by a row of its own, by the pay panel, or by the amount of the line.
ELSEWHERE = {
    *("offer_applied", "coupon_applied", "offer_points", "offer_next_step", "manual_discount"),
    *("manual_discount_reduced", "points_discount", "points_reduced", "points_off", "rounding"),
}


def test_every_note_has_words_once() -> None:
    assert {*_PRICES, *_WHY, *ELSEWHERE} == NOTE_CODES
    assert not set(_PRICES) & set(_WHY)
    assert not ELSEWHERE & {*_PRICES, *_WHY}


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "9.5 折"), ("zh_TW", "9 折"), ("en", "90 %")])
def test_percentages_as_each_language_says_them(qapp, language: str, words: str) -> None:
    with speaking(language):
        assert percent_words(95 if words.startswith("9.5") else 90) == words


def quoted(*skus: str):
    cart = Cart("0192f0c1-0000-7000-8000-000000000001", order_discount_fen=100, order_discount_reason="x")
    for product in samples.PRODUCTS:
        if product.sku in skus:
            cart = cart.add(product).add(product)
    cart = cart.set_coupons([coupon.id for coupon in samples.COUPONS])
    profile = Profile("m1", "金卡", 3480)
    return quote(cart, profile, samples.OFFERS, samples.RULES, 1_795_228_920_000, samples.COUPONS)


def test_a_line_says_the_whole_way_to_its_price(qapp, english) -> None:
    made = quoted("6901", "6933")
    words = line_words(made, made.lines[0])
    assert words.startswith("金卡 90 %, 32.40 · 咖啡八五折 −9.72 · 双十一满减 −")
    assert words.endswith("Discount by hand −0.42")
    assert line_words(made, made.lines[1]).startswith("下午茶特价 29.00 · 双十一满减 −")


def test_the_explanation_tells_what_was_given_and_why_the_rest_was_not(qapp, english) -> None:
    rows = explanation(quoted("6901", "6933"))
    given, not_given = [row for row in rows if row.given], [row for row in rows if not row.given]
    assert [row.name for row in given[:2]] == ["手冲咖啡 耶加", "抹茶蛋糕"]
    assert {row.name: row.words for row in given}["会员日双倍积分"] == "Points × 2"
    assert {row.name: row.words for row in not_given} == {
        "全场 95 折": "186.92 more is needed",
        "满五百减五十 圣诞限定 会员专享券": "377.20 more is needed",
        "深夜特惠": "Not at this time of day",
        "钻石卡专享九折": "Only for 钻石卡",
        "可颂兑换券": "None of its goods in the cart",
        "早餐组合": "None of its goods in the cart",
        "积分换购杯套": "None of its goods in the cart",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_has_words(qapp, language: str) -> None:
    with speaking(language):
        rows = explanation(quoted("6901", "6933", "7002"))
    assert all(row.name and row.words for row in rows if row.name != "杯套")
