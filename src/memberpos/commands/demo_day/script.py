"""The steps of the day, in order."""

from __future__ import annotations

from collections.abc import Callable

from memberpos.commands.demo_day import evening, line, looks, members, mishaps, morning, selling
from memberpos.commands.demo_day.stage import Stage

STEPS: tuple[Callable[[Stage], None], ...] = (
    *morning.LIGHTS_ON,
    *line.JOINING,
    *morning.OPENING,
    *selling.MEMBER,
    *members.TOP_UP,
    *selling.OTHERS,
    *mishaps.CUSTOMERS,
    *members.CALLS,
    *mishaps.DISK,
    *members.REFUND,
    *line.NOON,
    *selling.AFTERNOON,
    *evening.STEPS,
    *looks.STEPS,
)
