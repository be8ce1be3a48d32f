"""The cart and its undo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.cart import Cart, CartHistory, CartLine, StaffShare, TypedPrice
from memberpos.domain.catalog import Product
from memberpos.domain.errors import PosError

TEA, CAKE = Product("tea", "茶", 1000), Product("cake", "蛋糕", 2500)
EMPTY = Cart("0192f0c1-0000-7000-8000-0000000a1b2c")


def code_of(action):
    with pytest.raises(PosError) as caught:
        action()
    return caught.value.code


def test_the_same_goods_add_up_on_their_line():
    cart = EMPTY.add(TEA).add(CAKE).add(TEA, 500)
    assert [(line.product.sku, line.qty_milli) for line in cart.lines] == [("tea", 1500), ("cake", 1000)]
    assert not cart.empty


def test_a_touched_line_is_left_alone():
    cart = EMPTY.add(TEA).override_price(0, TypedPrice(800, "expired_soon")).add(TEA)
    assert [line.typed is None for line in cart.lines] == [False, True]
    assert len(cart.set_note(1, "冰").add(TEA).lines) == 3
    assert len(cart.set_staff(1, (StaffShare("s1"),)).add(TEA).lines) == 3
    assert len(EMPTY.add(TEA).add_line(CartLine(TEA, 1000)).lines) == 2


def test_lines_are_changed_and_removed():
    cart = EMPTY.add(TEA).add(CAKE).set_qty(1, 3000).remove(0)
    assert [(line.product.sku, line.qty_milli) for line in cart.lines] == [("cake", 3000)]
    assert cart.override_price(0, TypedPrice(1)).override_price(0, None) == cart


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (lambda: EMPTY.remove(0), "not_found"),
        (lambda: EMPTY.add(TEA).set_qty(1, 1000), "not_found"),
        (lambda: EMPTY.add(TEA).set_qty(-1, 1000), "not_found"),
        (lambda: EMPTY.add(TEA, 0), "bad_amount"),
        (lambda: EMPTY.add(TEA).set_qty(0, -1), "bad_amount"),
        (lambda: EMPTY.add_line(CartLine(TEA, 0)), "bad_amount"),
        (lambda: EMPTY.add(TEA).override_price(0, TypedPrice(-1)), "bad_amount"),
        (lambda: EMPTY.set_points(-1), "bad_amount"),
        (lambda: EMPTY.set_order_discount(-1, "x"), "bad_amount"),
    ],
)
def test_what_a_cart_refuses(action, code):
    assert code_of(action) == code


def test_points_and_coupons_leave_with_their_member():
    cart = EMPTY.set_member("m1", "8001").set_points(5).set_coupons(["c1"])
    assert cart.set_member("m1", "8002") == Cart(EMPTY.id, (), "m1", "8002", 5, ("c1",))
    assert cart.set_member("m2") == Cart(EMPTY.id, (), "m2")


def test_short_names_are_readable():
    assert EMPTY.short_name == Cart("0a1b2c").short_name
    assert len(EMPTY.short_name) == 4
    assert not set(EMPTY.short_name) & set("IO01")


@given(st.lists(st.sampled_from(["tea", "cake", "qty", "remove", "same"]), max_size=20))
def test_undo_walks_back_through_every_change(steps):
    history = CartHistory(EMPTY)
    seen = [EMPTY]
    for step in steps:
        cart = history.now
        last = len(cart.lines) - 1
        after = {
            "tea": lambda c=cart: c.add(TEA),
            "cake": lambda c=cart: c.add(CAKE),
            "qty": lambda c=cart, n=last: c.set_qty(n, 5000) if n >= 0 else c,
            "remove": lambda c=cart, n=last: c.remove(n) if n >= 0 else c,
            "same": lambda c=cart: c,
        }[step]()
        history = history.do(after)
        if after != seen[-1]:
            seen.append(after)
    for earlier in reversed(seen):
        assert history.now == earlier
        history = history.undo()
    assert not history.can_undo
    assert history.undo() == history
