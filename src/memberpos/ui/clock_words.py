"""What is said about a clock that looks wrong."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from memberpos.services import clock
from memberpos.services.clock import ClockState


def clock_words(found: ClockState) -> str:
    """A sentence for each state of the clock."""
    words = {
        clock.BACK: QCoreApplication.translate("clock", "The clock is behind: {today}, last entry {last}."),
        clock.AHEAD: QCoreApplication.translate("clock", "Last entry {days} days ago. Is it {today}?"),
        clock.OK: QCoreApplication.translate("clock", "The clock was set. It says {today} now."),
    }[found.state]
    return words.format(today=found.today, last=found.last, days=found.days)
