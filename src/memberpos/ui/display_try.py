"""A button that lets the customer's display show an amount for a while."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from memberpos.devices.customer_view import GOODS, CustomerLine, CustomerView
from memberpos.ui.context import UiContext
from memberpos.ui.widgets.buttons import Button

SHOWS_MS = 10_000
#: All segments of a digit, and a name to be spelled.
SAMPLE = CustomerView(GOODS, "测试 Test", "88.88", "888.88", lines=(CustomerLine("测试 Test", "1", "88.88"),))


class DisplayTry(Button):
    """Shows SAMPLE, then nothing again."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._context = context
        self._end = QTimer(self, singleShot=True, interval=SHOWS_MS)
        self._end.timeout.connect(lambda: self._show(CustomerView()))
        self.clicked.connect(self._begin)

    def _begin(self) -> None:
        self._show(SAMPLE)
        self._end.start()

    def _show(self, view: CustomerView) -> None:
        self._context.services["show_customer"](view)
