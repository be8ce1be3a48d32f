"""The shift: cash moves, the blind count, closing with a Z."""

from __future__ import annotations

from memberpos.ui.screen import Screen


class ShiftScreen(Screen):
    """Counts and closes the shift."""

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Shift")
