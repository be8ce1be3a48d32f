"""The shortest history that still shows a difference: lines are left out, keys dropped, numbers made smaller."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

Shows = Callable[[list[str]], bool]


def shrunk(lines: list[str], shows: Shows, tries: int = 400) -> list[str]:
    """Smaller lines of which `shows` is still true; at most `tries` histories are played."""
    left = [tries]

    def still(candidate: list[str]) -> bool:
        left[0] -= 1
        return left[0] >= 0 and bool(candidate) and shows(candidate)

    size = len(lines) // 2
    while size:
        lines = without_runs(lines, size, still)
        size //= 2
    changed = True
    while changed and left[0] > 0:
        lines, changed = simpler_lines(lines, still)
    return lines


def without_runs(lines: list[str], size: int, still: Shows) -> list[str]:
    """Leave out runs of `size` lines, from the end."""
    start = len(lines) - size
    while start > -size:
        low = max(0, start)
        candidate = lines[:low] + lines[low + size :]
        if still(candidate):
            lines = candidate
        start -= size
    return lines


def simpler_lines(lines: list[str], still: Shows) -> tuple[list[str], bool]:
    changed = False
    for number in range(len(lines) - 1, -1, -1):
        if len(lines) > 1 and still(lines[:number] + lines[number + 1 :]):
            lines, changed = lines[:number] + lines[number + 1 :], True
            continue
        for simpler in simpler_values(json.loads(lines[number])):
            candidate = [*lines[:number], json.dumps(simpler, ensure_ascii=False), *lines[number + 1 :]]
            if still(candidate):
                lines, changed = candidate, True
                break
    return lines, changed


def simpler_values(value: Any) -> Iterator[Any]:
    """Objects and lists with one entry less or simpler; numbers nearer to a round one."""
    if isinstance(value, dict):
        for key in [key for key in value if key != "do"]:
            yield {k: v for k, v in value.items() if k != key}
        for key, item in value.items():
            yield from ({**value, key: simpler} for simpler in simpler_values(item))
    elif isinstance(value, list):
        yield from (value[:n] + value[n + 1 :] for n in range(len(value)))
        for n, item in enumerate(value):
            yield from ([*value[:n], simpler, *value[n + 1 :]] for simpler in simpler_values(item))
    elif type(value) is int and value > 1:
        candidates = (1, 100, 1000, value // 1000 * 1000, value // 100 * 100, value // 10 * 10, value // 2)
        yield from sorted({n for n in candidates if 0 < n < value})
