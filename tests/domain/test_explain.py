"""Notes have codes the front end knows."""

import pytest

from memberpos.domain.explain import NOTE_CODES, Note, note


def test_a_note_carries_its_facts():
    assert note("rounding", fen=4) == Note("rounding", 0, {"fen": 4})
    assert len(NOTE_CODES) > 10


def test_an_unknown_code_is_a_bug():
    with pytest.raises(ValueError, match="unknown note code"):
        note("because")
