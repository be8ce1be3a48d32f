"""Questions to headquarters from a screen, off the UI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from memberpos.domain.errors import PosError
from memberpos.services.allowances import wanted_by
from memberpos.till import Till
from memberpos.ui.background import Background

Then = Callable[[bool], object]
Failed = Callable[[PosError], object]


class Asking:
    """Asks through the till's line; `then` hears what came of it, on the UI thread, while `owner` lives."""

    def __init__(self, till: Till, background: Background) -> None:
        self._till, self._background = till, background

    def authorise(self, error: PosError, then: Then, failed: Failed, owner: QObject) -> None:
        """For the rights an hq_needed names; `then` hears if any were given."""
        wanted = wanted_by(error)
        if wanted is None:
            failed(error)
            return
        self._background.ask(lambda: self._till.authorise(wanted), then, failed, owner)

    def look_up(self, text: str, then: Then, failed: Failed, owner: QObject) -> None:
        """Whose card or phone this is; `then` hears if headquarters knows."""
        self._background.ask(lambda: self._till.look_up(text), then, failed, owner)
