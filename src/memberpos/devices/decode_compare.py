"""Is what was decoded what a vector file expects? The comparison rules of the vector files, in one place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import Any

#: words for people, and facts that no codec can know
_NOT_COMPARED = frozenset(
    "note rule meaning variant prints_as correct preceded_by event must_not_emit_for".split()  # noqa: SIM905
)
_PROSE = frozenset(("line_control", "cut", "light", "format"))
_CODE_AND_WORDS = frozenset(("cmd", "status", "cause", "opcode", "sw", "lrc"))
_FIRST_LETTER = frozenset(("absence", "name_absence", "code_id", "mode"))
#: Bytes in hexadecimal, with or without blanks between them, words or none behind them.
_BYTES = frozenset(("param", "raw_param", "headers", "reassembled"))
_HEX_WORD = re.compile(r"(?:[0-9a-f]{2})+")
_PAPER = {"adequate": "ok", "near end": "near_end"}


def matches(expected: Mapping[str, Any], got: Mapping[str, Any], *, pending: bool) -> bool:
    """True if every compared key of `expected` is met by `got`, and at least one was compared.

    `pending`: the record names the command in flight, so that `reply_to` proves nothing.
    """
    if "reject" in expected or "reject" in got or "error" in got:
        return "reject" in expected and "reject" in got
    keys = [key for key in expected if key not in _NOT_COMPARED and not (pending and key == "reply_to")]
    return bool(keys) and all(_same(key, expected[key], got.get(key)) for key in keys)


def _same(key: str, want: Any, have: Any) -> bool:
    if want is None or have is None:
        return want is None and have is None
    if key in _BYTES:
        return _hex(want) == _hex(have)
    if key == "items":
        return isinstance(want, list) and isinstance(have, list) and len(want) == len(have)
    if isinstance(want, dict) and isinstance(have, dict):
        return all(_same(inner, value, have.get(inner)) for inner, value in want.items())
    if isinstance(want, list) and isinstance(have, list):
        return len(want) == len(have) and all(_same_item(key, *pair) for pair in zip(want, have, strict=True))
    if isinstance(want, bool) or isinstance(have, bool):
        return want is have
    return _same_text(key, str(want), str(have))


def _same_item(key: str, want: Any, have: Any) -> bool:
    if key == "tracks" and not want:
        return not have
    return _same(key, want, have)


def _same_text(key: str, want: str, have: str) -> bool:
    wanted, had = _normal(want), _normal(have)
    if key == "paper":
        return _PAPER.get(wanted, wanted).replace("_", " ") == _PAPER.get(had, had).replace("_", " ")
    if key in _FIRST_LETTER:
        return wanted[:1] == had[:1]
    if key in _PROSE:
        return wanted.split(" ")[0] == had.split(" ")[0]
    if key in _CODE_AND_WORDS and _begins_with_code(wanted):
        return wanted.split(" ")[0] == had.split(" ")[0]
    return wanted == had


def _hex(value: Any) -> str:
    """The bytes of a text or of a list of texts; what is no hexadecimal at all as it is."""
    words = _normal(" ".join(map(str, value)) if isinstance(value, list) else str(value)).split()
    digits = list(itertools.takewhile(_HEX_WORD.fullmatch, words))
    return "".join(digits) if digits else " ".join(words)


def _begins_with_code(text: str) -> bool:
    return any(char.isdigit() for char in text.split(" ", maxsplit=1)[0])


def _normal(text: str) -> str:
    return text.casefold().replace("_", " ").strip()
