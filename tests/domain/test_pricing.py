"""From cart to price, step by step."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.cart import Cart, TypedPrice
from memberpos.domain.catalog import Product
from memberpos.domain.earning import preview
from memberpos.domain.errors import PosError
from memberpos.domain.member import Profile
from memberpos.domain.offers import Offer, Percent
from memberpos.domain.pricing import Discount, quote, round_cash, rounded
from memberpos.domain.rules import Rate, Rules, Tier

NOW = 1_767_232_800_000
GOLD = Tier("gold", 2000, 90, Fraction(3, 2))
TIERED = Rules(tiers=(Tier("basic", 0), GOLD), points_rate=Rate(1, 1))
MEMBER = Profile("m1", "gold", points=100_000)


def cart(*goods, **more):
    made = Cart("0192f0c1-0000-7000-8000-000000000001", **more)
    for product, qty_milli in goods:
        made = made.add(product, qty_milli)
    return made


def goods(price_fen, sku="a", **more):
    return Product(sku, sku, price_fen, **more)


def due(made, profile=None, rules=TIERED):
    return quote(made, profile, (), rules, NOW).due_fen


@pytest.mark.parametrize(
    ("product", "qty_milli", "profile", "due_fen", "source"),
    [
        (goods(1000), 2000, None, 2000, "list"),
        (goods(1000), 1000, MEMBER, 900, "tier"),
        (goods(1005), 1000, MEMBER, 905, "tier"),  # 904.5 half up, once per unit
        (goods(1005), 3000, MEMBER, 2715, "tier"),  # rounded unit × quantity, not rounded sum
        (goods(1234), 1235, None, 1524, "list"),  # 1523.99
        (goods(1000, member_price_fen=850), 1000, MEMBER, 850, "member"),
        (goods(1000, member_price_fen=950), 1000, MEMBER, 900, "tier"),
        (goods(1000, member_price_fen=950), 1000, Profile("m2", "basic"), 950, "member"),
        (goods(1000, member_price_fen=850), 1000, None, 1000, "list"),
        (goods(1000, prices_by_tier={"gold": 700}), 1000, MEMBER, 700, "tier"),
        (goods(1000, prices_by_tier={"gold": 1200}), 1000, MEMBER, 1000, "list"),
        (goods(1000, discountable=False), 1000, MEMBER, 1000, "list"),
        (goods(1000, kind="fee"), 1000, MEMBER, 1000, "list"),
        (goods(1000, discountable=False, prices_by_tier={"gold": 700}), 1000, MEMBER, 700, "tier"),
        (goods(1000), 1000, Profile("m3", "gone"), 1000, "list"),
    ],
)
def test_line_prices(product, qty_milli, profile, due_fen, source):
    quoted = quote(cart((product, qty_milli)), profile, (), TIERED, NOW)
    assert (quoted.due_fen, quoted.lines[0].price_source) == (due_fen, source)


def test_a_typed_price_replaces_all_others():
    made = cart((goods(1000, member_price_fen=1), 2000)).override_price(0, TypedPrice(950, "damaged"))
    quoted = quote(made, MEMBER, (), TIERED, NOW)
    assert (quoted.total_fen, quoted.due_fen, quoted.lines[0].discounts) == (
        2000,
        1900,
        (Discount("price", "typed", 100),),
    )
    dearer = quote(made.override_price(0, TypedPrice(1100)), None, (), TIERED, NOW)
    assert (dearer.due_fen, dearer.discount_fen) == (2200, -200)


@pytest.mark.parametrize(
    ("mode", "fen", "want"),
    [
        ("none", 1234, 1234),
        ("drop_fen", 1234, 1230),
        ("drop_fen", 1239, 1230),
        ("drop_jiao", 1234, 1200),
        ("drop_jiao", 99, 0),
        ("round_jiao", 1234, 1230),
        ("round_jiao", 1235, 1240),
        ("round_yuan", 1249, 1200),
        ("round_yuan", 1250, 1300),
    ],
)
def test_rounding(mode, fen, want):
    assert rounded(fen, mode) == want
    quoted = quote(cart((goods(fen), 1000)), None, (), replace(TIERED, rounding_mode=mode), NOW)
    assert (quoted.due_fen, quoted.rounding_fen, quoted.discount_fen) == (want, fen - want, fen - want)


def test_only_the_cash_part_is_rounded_when_the_scope_says_so():
    rules = replace(TIERED, rounding_mode="drop_jiao", rounding_scope="cash")
    quoted = quote(cart((goods(1234), 1000)), None, (), rules, NOW)
    assert quoted.due_fen == 1234
    assert round_cash(quoted, 1000, rules).due_fen == 1200
    assert round_cash(quoted, 184, rules).due_fen == 1184
    assert round_cash(quoted, 1234, rules) == quoted
    whole_order = replace(rules, rounding_scope="order")
    assert round_cash(quoted, 0, whole_order) == quoted


@pytest.mark.parametrize(
    ("per_yuan", "cap", "points", "off_fen", "used", "said"),
    [
        (100, 100, 2000, 2000, 2000, "points_discount"),
        (100, 50, 9999, 4995, 4995, "points_reduced"),
        (100, 100, 20_000, 9990, 9990, "points_reduced"),
        (300, 100, 1, 0, 0, "points_discount"),  # a third of a fen
        (300, 100, 100, 33, 99, "points_discount"),
        (70, 100, 1, 1, 1, "points_discount"),  # 1.43 fen a point
        (70, 100, 5, 7, 5, "points_discount"),
        (100, 0, 10, 0, 0, "points_reduced"),
        (None, 100, 10, 0, 0, "points_off"),
    ],
)
def test_points_discount(per_yuan, cap, points, off_fen, used, said):
    rules = Rules(points_per_yuan=per_yuan, points_discount_cap_percent=cap)
    quoted = quote(cart((goods(9990), 1000), points=points), MEMBER, (), rules, NOW)
    assert (quoted.points_discount_fen, quoted.points_used, quoted.points_asked) == (off_fen, used, points)
    assert quoted.due_fen == 9990 - off_fen
    assert quoted.notes[-1].code == said


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        (Profile("m", points=9), "insufficient_points"),
        (None, "insufficient_points"),
        (Profile("m", points=-1), "points_debt"),
    ],
)
def test_points_nobody_has(profile, code):
    with pytest.raises(PosError) as caught:
        quote(cart((goods(5), 1000), points=10), profile, (), Rules(), NOW)
    assert caught.value.code == code


def test_a_debt_does_not_stop_a_sale_without_points():
    assert due(cart((goods(5), 1000)), Profile("m", points=-1)) == 5


def test_points_come_before_rounding_and_after_the_manual_discount():
    rules = Rules(rounding_mode="drop_fen", points_discount_cap_percent=50)
    made = cart((goods(1003), 1000), points=100_000, order_discount_fen=3, order_discount_reason="kind")
    quoted = quote(made, MEMBER, (), rules, NOW)
    assert (quoted.points_discount_fen, quoted.rounding_fen, quoted.due_fen) == (500, 0, 500)
    assert [d.source for d in quoted.lines[0].discounts] == ["manual", "points"]


def test_a_manual_discount_stays_on_what_may_be_lowered():
    made = cart((goods(1000), 1000), (goods(500, "b", discountable=False), 1000), order_discount_fen=2000)
    quoted = quote(made, None, (), Rules(), NOW)
    assert [line.net_fen for line in quoted.lines] == [0, 500]
    assert quoted.notes[-1].code == "manual_discount_reduced"
    nothing = quote(cart((goods(500, discountable=False), 1000), order_discount_fen=1), None, (), Rules(), NOW)
    assert nothing.due_fen == 500


def test_offers_come_after_line_prices_and_before_points():
    half = Offer("HALF", "percent", Percent(50, min_fen=1))
    made = cart((goods(1000), 1000), points=100_000, order_discount_fen=50, order_discount_reason="kind")
    quoted = quote(made, MEMBER, (half,), TIERED, NOW)
    assert [(d.source, d.fen) for d in quoted.lines[0].discounts] == [
        *(("price", 100), ("offer", 450), ("manual", 50), ("points", 400))
    ]
    assert quoted.lines[0].discount_of("offer") == 450


def test_every_line_says_where_its_price_comes_from():
    made = cart(
        (goods(1000), 1000), (goods(500, "b", discountable=False), 1000), (goods(9, "c", member_price_fen=1), 1000)
    )
    notes = quote(made, MEMBER, (), TIERED, NOW).notes
    assert [(note.code, note.line) for note in notes] == [
        ("price_tier_percent", 1),
        ("not_discountable", 2),
        ("price_member", 3),
    ]
    assert notes[0].facts == {"tier": "gold", "percent": 90, "unit_fen": 900, "list_unit_fen": 1000}
    own = quote(cart((goods(10, prices_by_tier={"gold": 5}), 1000)), MEMBER, (), TIERED, NOW).notes
    assert own[0].code == "price_tier"


def test_a_sum_no_till_holds_is_refused():
    with pytest.raises(PosError) as caught:
        due(cart((goods(10**12), 10**9)))
    assert caught.value.code == "bad_amount"


def test_the_preview_earns_as_the_sale_would():
    assert preview(quote(cart((goods(11100), 1000)), MEMBER, (), TIERED, NOW), TIERED) == 148  # pays 99.90
    with_fee = cart((goods(9990), 1000), (goods(500, "f", kind="fee"), 1000), (goods(9, "n", earns=False), 1000))
    assert preview(quote(with_fee, Profile("m", "basic"), (), TIERED, NOW), TIERED) == 99


lines = st.lists(
    st.tuples(st.integers(0, 100_000), st.integers(1, 5000), st.booleans(), st.sampled_from(["goods", "fee"])),
    min_size=1,
    max_size=6,
)


@given(
    lines,
    st.integers(0, 50_000),
    st.integers(0, 20_000),
    st.integers(1, 1000),
    st.integers(0, 100),
    st.sampled_from(["none", "drop_fen", "drop_jiao", "round_jiao", "round_yuan"]),
)
def test_the_books_of_a_quote(entries, points, manual_fen, per_yuan, cap, mode):
    made = cart(
        *(
            (goods(price, f"s{n}", discountable=yes, kind=kind), qty)
            for n, (price, qty, yes, kind) in enumerate(entries)
        ),
        points=points,
        order_discount_fen=manual_fen,
    )
    rules = replace(TIERED, points_per_yuan=per_yuan, points_discount_cap_percent=cap, rounding_mode=mode)
    quoted = quote(made, MEMBER, (), rules, NOW)
    assert all(line.net_fen >= 0 for line in quoted.lines)
    assert all(line.list_fen - line.net_fen == sum(d.fen for d in line.discounts) for line in quoted.lines)
    assert quoted.total_fen - quoted.discount_fen == quoted.due_fen
    assert sum(line.discount_of("points") for line in quoted.lines) == quoted.points_discount_fen
    assert sum(line.discount_of("rounding") for line in quoted.lines) == quoted.rounding_fen
    assert quoted.points_used <= points
    assert quoted.points_used * 100 >= quoted.points_discount_fen * per_yuan
    assert (
        quoted.points_discount_fen <= (quoted.due_fen + quoted.points_discount_fen + quoted.rounding_fen) * cap // 100
    )
    assert quoted == quote(made, MEMBER, (), rules, NOW)
