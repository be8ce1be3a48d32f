"""The steps of the day, in order."""

from __future__ import annotations

from collections.abc import Callable

from memberpos.commands.demo_day import mishaps, morning, selling
from memberpos.commands.demo_day.stage import Stage

STEPS: tuple[Callable[[Stage], None], ...] = (
    *morning.STEPS,
    *selling.STEPS,
    *mishaps.STEPS,
)
