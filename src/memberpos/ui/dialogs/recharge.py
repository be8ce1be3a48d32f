"""A top-up."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from memberpos.services.results import MemberProfile
from memberpos.ui.context import UiContext
from memberpos.ui.widgets.overlay import Dialog


class RechargeDialog(Dialog):
    """Skeleton."""

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile) -> None:
        super().__init__(window)
