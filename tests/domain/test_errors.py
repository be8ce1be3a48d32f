"""Expected failures carry a code and facts."""

import pytest

from memberpos.domain.errors import PosError


def test_a_refusal_says_code_and_facts_in_order():
    refusal = PosError("over_refund", left_fen=3, asked_fen=5)
    assert str(refusal) == "over_refund(asked_fen=5, left_fen=3)"
    assert str(PosError("no_shift")) == "no_shift"


def test_a_code_nobody_knows_is_a_bug():
    with pytest.raises(ValueError, match="unknown error code"):
        PosError("because")
