"""Comparing what was wanted with what came: only given keys, lists by length and given keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_NOTHING = object()


def differences(wanted: Mapping[str, Any], got: Mapping[str, Any]) -> list[dict[str, Any]]:
    """[{key, want, got}] of every wanted key whose value is another; a missing key reads as null."""
    return [
        {"key": key, "want": want, "got": got.get(key)}
        for key, want in wanted.items()
        if not same(want, got.get(key, _NOTHING))
    ]


def same(want: Any, got: Any) -> bool:
    """Equal; an object needs only its given keys; a list the same length, entry by entry. true is not 1."""
    if isinstance(want, dict):
        return isinstance(got, Mapping) and all(same(value, got.get(key, _NOTHING)) for key, value in want.items())
    if isinstance(want, list):
        return isinstance(got, list | tuple) and len(want) == len(got) and all(map(same, want, got))
    if got is _NOTHING:
        return want is None
    return isinstance(want, bool) == isinstance(got, bool) and bool(want == got)
