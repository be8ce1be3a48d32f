"""Everything of a member."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from memberpos.services.results import MemberProfile
from memberpos.ui.context import UiContext


class MemberDrawer(QWidget):
    """Skeleton."""

    def __init__(self, context: UiContext, profile: MemberProfile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
