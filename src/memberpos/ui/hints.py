"""One key of the bottom bar. A module of its own, for widgets that know nothing of screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class KeyHint:
    """`key` as QKeySequence text ("F12", "Esc", "Ctrl+P"), what it says, what it does; without a label it works but
    takes no room in the bar.
    """

    key: str
    label: str
    action: Callable[[], object]
    enabled: bool = True
