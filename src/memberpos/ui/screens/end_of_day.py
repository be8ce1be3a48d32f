"""The end of day: the figures of a business date."""

from __future__ import annotations

from memberpos.ui.screen import Screen


class EndOfDayScreen(Screen):
    """Shows a business date."""

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Reports")
