"""Postings sum to zero per unit."""

from memberpos.domain.ledger import Posting, unit_sums


def test_sums_are_per_unit():
    moved = (
        Posting("a1", "PRINCIPAL", "CNY", -500, "x", 2),
        Posting("shop:sales", "SALES", "CNY", 500, "x", 2),
        Posting("a1", "POINTS", "PT", 3),
    )
    assert unit_sums(moved) == {"CNY": 0, "PT": 3}
    assert unit_sums(()) == {}
