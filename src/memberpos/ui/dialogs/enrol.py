"""A new member."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.ui.context import UiContext
from memberpos.ui.widgets.overlay import Dialog


class EnrolDialog(Dialog):
    """Skeleton."""

    enrolled = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, phone: str = "") -> None:
        super().__init__(window)
