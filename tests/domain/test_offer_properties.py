"""Offers and coupons over generated carts: against a second, slow model, and what holds whatever is offered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain import slow_prices
from tests.domain.priced import NOW

from memberpos.domain.cart import Cart, CartLine, TypedPrice
from memberpos.domain.catalog import Product
from memberpos.domain.coupon_pricing import UNMET
from memberpos.domain.coupons import Coupon
from memberpos.domain.member import Profile
from memberpos.domain.offer_documents import coupon_kind_from, offer_from
from memberpos.domain.offers import Offer
from memberpos.domain.pricing import quote
from memberpos.domain.quote import Quote
from memberpos.domain.rules import Rules, Tier

#: Carts a property is tried on; for a long run raise it here.
EXAMPLES = 100
SKUS = {"A": "x", "B": "x", "C": "y", "D": "y", "E": "z"}
RULES = Rules(tiers=(Tier("gold", 0, 90),))
MEMBER = Profile("m", "gold", points=1000)

line_docs = st.fixed_dictionaries(
    {
        "sku": st.sampled_from(sorted(SKUS)),
        "list": st.integers(0, 6000),
        "qty": st.one_of(st.integers(1, 6).map(lambda n: n * 1000), st.integers(1, 5000)),
        "open": st.sampled_from([True, True, True, False]),
        "fee": st.sampled_from([False, False, False, True]),
        "typed": st.one_of(st.none(), st.none(), st.integers(0, 7000)),
    }
).map(lambda doc: doc | {"category": SKUS[doc["sku"]]})
carts = st.lists(line_docs, min_size=1, max_size=5)
names = st.lists(st.sampled_from(sorted(SKUS)), max_size=2, unique=True)
groups = st.sampled_from(["", "", "", "g", "g", "h", "exclusive"])
common = {"group": groups, "skus": names, "categories": st.lists(st.sampled_from(["x", "y"]), max_size=1)}


def offers_of(kind: str, filtered: bool = True, **keys: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Documents of one kind, without a code."""
    shared = common if filtered else {"group": groups}
    return st.fixed_dictionaries({"kind": st.just(kind), **shared, **keys})


steps = st.dictionaries(st.integers(0, 20000), st.integers(0, 9000), min_size=1, max_size=3).map(
    lambda made: [list(step) for step in made.items()]
)
n_for_m = st.tuples(st.integers(2, 4), st.integers(0, 3)).map(
    lambda pair: {"n": pair[0], "m": min(pair[1], pair[0] - 1)}
)
offer_docs = st.one_of(
    offers_of("spend_save", steps=steps),
    offers_of("percent", percent=st.integers(0, 100), min_fen=st.integers(1, 15000)),
    offers_of("percent", percent=st.integers(0, 100), combinable=st.booleans()),
    st.tuples(offers_of("n_for_m"), n_for_m).map(lambda pair: pair[0] | pair[1]),
    offers_of("cheapest", n=st.integers(1, 4), percent=st.integers(0, 100)),
    offers_of("second_half"),
    offers_of("bundle", False, skus=st.lists(st.sampled_from("ABC"), min_size=1, max_size=3), fen=st.integers(0, 9000)),
    offers_of(
        "special_price", False, sku=st.sampled_from("ABC"), price_fen=st.integers(0, 6000), combinable=st.booleans()
    ),
    offers_of(
        "add_on", sku=st.sampled_from("ABC"), price_fen=st.integers(0, 3000), min_fen=st.integers(0, 9000),
        most=st.integers(1, 3),
    ),
)  # fmt: skip
offer_lists = st.lists(offer_docs, max_size=5).map(
    lambda docs: [doc | {"code": f"{chr(90 - n)}{n}"} for n, doc in enumerate(docs)]
)
coupon_docs = st.one_of(
    st.fixed_dictionaries({"kind": st.just("amount"), "value": st.integers(1, 9000), **common}),
    st.fixed_dictionaries({"kind": st.just("percent"), "value": st.integers(0, 100), **common}),
    st.fixed_dictionaries({"kind": st.sampled_from(["goods", "trial"]), "value": st.integers(1, 4), **common}).map(
        lambda doc: doc | {"skus": doc["skus"] or ["A"]}
    ),
)
coupon_lists = st.lists(st.tuples(coupon_docs, st.sampled_from([0, 0, 3000])), max_size=3).map(
    lambda docs: [doc | {"id": f"c{n}", "min_fen": least} for n, (doc, least) in enumerate(docs)]
)


def cart_of(lines: list[dict[str, Any]]) -> Cart:
    made = Cart("0192f0c1-0000-7000-8000-000000000001")
    for doc in lines:
        product = Product(
            doc["sku"], doc["sku"], doc["list"], doc["category"], discountable=doc["open"],
            kind="fee" if doc["fee"] else "goods",
        )  # fmt: skip
        typed = None if doc["typed"] is None else TypedPrice(doc["typed"])
        made = made.add_line(CartLine(product, doc["qty"], typed))
    return made


def offers_from(docs: list[dict[str, Any]]) -> list[Offer]:
    return [offer_from(doc, lambda _sku: None) for doc in docs]


def coupons_from(docs: list[dict[str, Any]]) -> list[Coupon]:
    kinds = [coupon_kind_from({n: v for n, v in doc.items() if n != "id"} | {"code": doc["id"]}) for doc in docs]
    return [Coupon(kind.code, "", kind) for kind in kinds]


def quoted(
    lines: list[dict[str, Any]], offers: list[dict[str, Any]], coupons: list[dict[str, Any]], gold: bool
) -> Quote:
    return quote(cart_of(lines), MEMBER if gold else None, offers_from(offers), RULES, NOW, coupons_from(coupons))


@settings(max_examples=EXAMPLES * 3, deadline=None)
@given(carts, offer_lists, coupon_lists, st.booleans())
def test_a_second_slow_model_agrees(
    lines: list[dict[str, Any]], offers: list[dict[str, Any]], coupons: list[dict[str, Any]], gold: bool
) -> None:
    got = quoted(lines, offers, coupons, gold)
    want = slow_prices.price(lines, {"percent": 90} if gold else None, offers, coupons)
    assert [line.net_fen for line in got.lines] == want.net
    assert {use.id: use.fen for use in got.coupons} == want.fen
    assert {use.id for use in got.coupons if use.why in UNMET} == want.unmet


@settings(max_examples=EXAMPLES, deadline=None)
@given(carts, offer_lists, coupon_lists, st.booleans())
def test_the_books_of_a_price(
    lines: list[dict[str, Any]], offers: list[dict[str, Any]], coupons: list[dict[str, Any]], gold: bool
) -> None:
    got = quoted(lines, offers, coupons, gold)
    for line in got.lines:
        assert line.net_fen >= 0
        assert line.list_fen - line.net_fen == sum(discount.fen for discount in line.discounts)
        if not line.discountable:
            assert line.discount_of("coupon") == 0
    assert got.due_fen == got.total_fen - got.discount_fen >= 0
    assert sum(got.taken_off("coupon").values()) == sum(use.fen for use in got.coupons)
    assert all(bool(use.fen) != bool(use.why) for use in got.coupons)
    assert {use.id for use in got.coupons} == {doc["id"] for doc in coupons}
    assert got == quoted(lines, list(reversed(offers)), coupons, gold)  # codes say the order, not the list


@settings(max_examples=EXAMPLES, deadline=None)
@given(carts, offer_lists, coupon_lists, st.booleans())
def test_every_offer_says_what_became_of_it(
    lines: list[dict[str, Any]], offers: list[dict[str, Any]], coupons: list[dict[str, Any]], gold: bool
) -> None:
    got = quoted(lines, offers, coupons, gold)
    taken = got.taken_off("offer")
    for doc in offers:
        codes = {note.code for note in got.notes if note.facts.get("offer") == doc["code"]} - {"offer_next_step"}
        given = codes & {"offer_applied", "price_offer"}
        assert given or doc["code"] not in taken
        assert bool(given) != bool(codes - given), (doc, codes)
    for use in got.coupons:
        codes = {note.code for note in got.notes if note.facts.get("id") == use.id}
        assert codes == {use.why or "coupon_applied"}


@settings(max_examples=EXAMPLES, deadline=None)
@given(carts, offer_lists, coupon_lists, st.booleans())
def test_groups_hold(
    lines: list[dict[str, Any]], offers: list[dict[str, Any]], coupons: list[dict[str, Any]], gold: bool
) -> None:
    got = quoted(lines, offers, coupons, gold)
    by_code = {doc["code"]: doc["group"] for doc in offers}
    on_order = {offer.code for offer in offers_from(offers) if offer.on_order}
    used = [by_code[code] for code in got.taken_off("offer")]
    used += [doc["group"] for doc in coupons for use in got.coupons if use.id == doc["id"] and use.fen]
    if "exclusive" in used:
        assert used == ["exclusive"]
    for group in ("g", "h"):
        orders = [c for c in got.taken_off("offer") if by_code[c] == group and c in on_order]
        held = [doc for doc in coupons if doc["group"] == group for u in got.coupons if u.id == doc["id"] and u.fen]
        assert len(orders) + len(held) <= 1
        for line in got.lines:
            codes = {d.code for d in line.discounts if d.source == "offer" and by_code[d.code] == group}
            assert len(codes) <= 1


@settings(max_examples=EXAMPLES, deadline=None)
@given(carts, offer_docs, st.booleans())
def test_one_offer_alone_never_makes_it_dearer(lines: list[dict[str, Any]], doc: dict[str, Any], gold: bool) -> None:
    plain, offered = quoted(lines, [], [], gold), quoted(lines, [doc | {"code": "O"}], [], gold)
    assert all(after.net_fen <= before.net_fen for before, after in zip(plain.lines, offered.lines, strict=True))


@settings(max_examples=EXAMPLES, deadline=None)
@given(carts, offer_lists, coupon_docs, st.booleans())
def test_one_coupon_more_never_makes_it_dearer_unless_it_takes_the_place_of_an_offer(
    lines: list[dict[str, Any]], offers: list[dict[str, Any]], doc: dict[str, Any], gold: bool
) -> None:
    """An order coupon comes after every offer; a line coupon may bring the order below an offer's least spend."""
    order = doc | {"id": "c", "skus": [], "categories": []}
    if order["kind"] in ("goods", "trial"):
        order |= {"kind": "amount"}
    assert quoted(lines, offers, [order], gold).due_fen <= quoted(lines, offers, [], gold).due_fen


@settings(max_examples=EXAMPLES, deadline=None)
@given(carts, st.lists(st.integers(0, 5000), min_size=2, max_size=2), st.integers(0, 20000), st.booleans())
def test_a_higher_saving_or_a_lower_least_spend_never_costs_more(
    lines: list[dict[str, Any]], savings: list[int], least: int, gold: bool
) -> None:
    low, high = sorted(savings)

    def due(least_fen: int, save_fen: int) -> int:
        doc = {"code": "S", "kind": "spend_save", "steps": [[least_fen, save_fen]]}
        return quoted(lines, [doc], [], gold).due_fen

    assert due(least, high) <= due(least, low)
    assert due(least // 2, high) <= due(least, high)


@settings(max_examples=EXAMPLES, deadline=None)
@given(carts, offer_lists, coupon_lists, st.integers(0, 1000))
def test_points_and_rounding_come_after_everything(
    lines: list[dict[str, Any]], offers: list[dict[str, Any]], coupons: list[dict[str, Any]], points: int
) -> None:
    rules = replace(RULES, points_discount_cap_percent=50, rounding_mode="drop_jiao")
    before = quoted(lines, offers, coupons, gold=True)
    made = cart_of(lines).set_points(points)
    after = quote(made, MEMBER, offers_from(offers), rules, NOW, coupons_from(coupons))
    left = before.due_fen - min(points, before.due_fen // 2)
    assert after.points_discount_fen == min(points, before.due_fen // 2)
    assert after.due_fen == left // 100 * 100
    assert [line.discounts[: len(one.discounts)] for line, one in zip(after.lines, before.lines, strict=True)] == [
        line.discounts for line in before.lines
    ]


@pytest.mark.parametrize("pieces", [1_000_000, 999_999])
def test_huge_carts_are_priced_at_once(pieces: int) -> None:
    line = {"sku": "A", "category": "x", "list": 999, "qty": pieces * 1000, "open": True, "fee": False, "typed": None}
    docs = [{"code": "N", "kind": "n_for_m", "n": 3, "m": 2}, {"code": "B", "kind": "bundle", "skus": ["A"], "fen": 1}]
    assert quoted([line], docs, [], gold=False).due_fen == pieces - pieces // 3
