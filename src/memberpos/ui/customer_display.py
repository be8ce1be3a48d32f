"""Tells the customer's display what the counter does, and forgets a paid sale when the next customer comes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from memberpos.devices.customer_view import PAID, CustomerView
from memberpos.services.exchange import ExchangeDone
from memberpos.services.results import SaleDone
from memberpos.ui.context import UiContext
from memberpos.ui.counter_model import CounterModel
from memberpos.ui.customer_words import goods_view, paid_view

# How long the change stands there when nobody comes.
STAYS_MS = 30_000


class CustomerDisplay(QObject):
    """Follows `model`; each new picture goes to the service `show_customer` (a CustomerView)."""

    def __init__(self, model: CounterModel, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._context = model, context
        self._view = CustomerView()
        self._forget = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._forget.timeout.connect(lambda: self._show(CustomerView()))
        model.changed.connect(self._changed)
        model.sold.connect(self._sold)

    def _changed(self) -> None:
        sale, quote = self._model.sale, self._model.quote
        if quote is not None and quote.lines and not sale.cart.empty:
            self._show(goods_view(quote, sale.to_pay(quote.due_fen), sale.chosen, self._context.currency))
        elif self._view.stage != PAID:
            self._show(CustomerView())

    def _sold(self, done: SaleDone | ExchangeDone) -> None:
        self._show(paid_view(done, self._context.currency))
        self._forget.start()

    def _show(self, view: CustomerView) -> None:
        if view == self._view:
            return
        self._view = view
        if view.stage != PAID:
            self._forget.stop()
        show: Callable[[CustomerView], object] | None = self._context.services.get("show_customer")
        if show is not None:
            show(view)
