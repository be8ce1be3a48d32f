from __future__ import annotations

import re

import pytest

from memberpos.commands.messages import MESSAGES
from memberpos.domain.errors import CODES


def test_each_code_has_its_message_and_no_other() -> None:
    assert set(MESSAGES) == CODES


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_message_says_what_happened_and_what_to_do(code: str) -> None:
    assert re.fullmatch(r"[A-Z].*[a-z)][.;] .*[A-Za-z)]\.", MESSAGES[code]) or MESSAGES[code].endswith("URL CODE.")
