"""What a call was refused with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from memberpos.domain.errors import PosError


def code_of(work: Callable[..., Any], *args: Any, **named: Any) -> str | None:
    """The code of the PosError that `work` raises; None when it does what it was asked."""
    try:
        work(*args, **named)
    except PosError as error:
        return error.code
    return None


def refused(work: Callable[[], Any]) -> PosError:
    """The PosError that `work` raises; a failure when it raises none."""
    try:
        done = work()
    except PosError as error:
        return error
    raise AssertionError(f"not refused: {done!r}")
