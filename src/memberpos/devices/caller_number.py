"""What stands where a caller's number should be: a number in some notation, or a word for why there is none."""

from __future__ import annotations

import re

_OUT_OF_AREA = frozenset(("O", "OUT-OF-AREA", "OUT OF AREA", "OUTOFAREA", "UNAVAILABLE", "UNKNOWN", "NO NUMBER"))
_PRIVATE = frozenset(("P", "PRIVATE", "RESTRICTED", "ANONYMOUS", "BLOCKED", "WITHHELD"))
_NUMBER = re.compile(r"\+?[0-9(][0-9 ()./-]*")


def absence_of(value: str) -> str | None:
    """Why a number field holds no number: O out of area, P private (also all zeros), None if it holds one."""
    token = value.upper()
    if token in _OUT_OF_AREA:
        return "O"
    return "P" if token in _PRIVATE or (token.isdigit() and not token.strip("0")) else None


def plain_number(value: str) -> str:
    """A number without the blanks and dashes that boxes put in; anything else as it is."""
    return re.sub(r"[ ()./-]", "", value) if _NUMBER.fullmatch(value) else value
