"""Quantities in thousandths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.catalog import MAX_QTY_MILLI, Product, format_qty, parse_qty
from memberpos.domain.errors import PosError


@pytest.mark.parametrize(("value", "milli"), [(2, 2000), ("0.5", 500), ("1.235", 1235), ("３", 3000), (" 1.20 ", 1200)])
def test_quantities(value, milli):
    assert parse_qty(value) == milli


@pytest.mark.parametrize("value", [0, -1, "0", "0.0005", "1.2345", "", "x", 1.5, True, None, "1,5", "-2", 10**9])
def test_what_is_no_quantity(value):
    with pytest.raises(PosError) as caught:
        parse_qty(value)
    assert caught.value.code == "bad_amount"


@given(st.integers(1, MAX_QTY_MILLI))
def test_written_quantities_read_back(milli):
    assert parse_qty(format_qty(milli)) == milli


def test_a_returned_quantity_is_written_with_its_sign():
    assert format_qty(-1500) == "-1.5"


def test_a_product_is_plain_goods_unless_told_otherwise():
    product = Product("A1", "茶", 1000)
    assert (product.kind, product.earns, product.bonus_allowed, product.discountable) == ("goods", True, True, True)
