"""Postings sum to zero per unit."""

from memberpos.domain.ledger import Posting, transfer, unit_sums


def test_a_transfer_sums_to_zero_per_unit():
    moved = transfer("CNY", 500, ("a1", "PRINCIPAL"), ("shop:sales", "SALES"), line=2, instance="x")
    assert moved == (
        Posting("a1", "PRINCIPAL", "CNY", -500, "x", 2),
        Posting("shop:sales", "SALES", "CNY", 500, "x", 2),
    )
    assert unit_sums([*moved, Posting("a1", "POINTS", "PT", 3)]) == {"CNY": 0, "PT": 3}
    assert transfer("CNY", 0, ("a", "b"), ("c", "d")) == ()
