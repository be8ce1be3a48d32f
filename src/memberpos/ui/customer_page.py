"""The second screen, turned to the customer: goods and what is to pay, then what comes back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from memberpos.devices.customer_view import GOODS, IDLE, PAID, CustomerLine, CustomerView
from memberpos.domain.money import currency_of
from memberpos.ui import fonts
from memberpos.ui.context import UiContext
from memberpos.ui.screen import Screen
from memberpos.ui.widgets.card import Card, Rule, column, row
from memberpos.ui.widgets.painted import set_tone
from memberpos.ui.widgets.text import ElidedText, Text

ROWS = 9
# Sizes for reading from a metre away; the large figure takes what the width allows.
_LINE_PX, _HEAD_PX, _FIGURE_PX, _SMALLEST_PX = 24, 34, 96, 30


class _Figure(Text):
    """One large amount on one line, as large as fits."""

    def __init__(self) -> None:
        super().__init__("", "due")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(_FIGURE_PX * 1.45))

    def show_text(self, text: str) -> None:
        self.setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As large as there is room for."""
        font = fonts.sized(_FIGURE_PX, 700)
        wanted_px = QFontMetrics(font).horizontalAdvance(self.text())
        if wanted_px > self.width():
            font = fonts.sized(max(_SMALLEST_PX, _FIGURE_PX * self.width() // wanted_px), 700)
        self.setFont(font)


class _Row(QWidget):
    """One line of the cart."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._qty, self._amount = ElidedText(""), Text("", tone="muted"), Text("")
        for text in (self._name, self._qty, self._amount):
            text.setFont(fonts.sized(_LINE_PX))
        self._qty.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._amount.setMinimumWidth(130)
        layout = row(self._name, self._qty, self._amount, spacing=16)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def show_line(self, line: CustomerLine | None) -> None:
        self._name.setText(line.name if line else "")
        self._qty.setText(f"× {line.qty}" if line else "")
        self._amount.setText(line.amount if line else "")


class CustomerPage(Screen):
    """Shows CustomerViews; nothing on it can be pressed, and no member's name or balance stands there."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._view, self._shop = CustomerView(), ""
        self._welcome, self._shop_name = Text("", "heading", "muted"), Text("", "due", wrap=True)
        self._head, self._more = ElidedText(""), Text("", "heading", "muted")
        self._rows = [_Row() for _ in range(ROWS)]
        self._caption, self._figure = Text("", "heading", "muted"), _Figure()
        self._second, self._remark = Text("", "heading", "muted"), Text("", "heading", "gold", wrap=True)
        for text in (self._head, self._caption):
            text.setFont(fonts.sized(_HEAD_PX, 500))
        for text in (self._second, self._remark, self._more):
            text.setFont(fonts.sized(_LINE_PX, 500))
        self._shop_name.setFont(fonts.sized(72, 700))
        self._stack = QStackedLayout()
        for page in (self._idle_page(), self._sale_page()):
            self._stack.addWidget(page)
        self.setLayout(self._stack)

    def _idle_page(self) -> QWidget:
        page = QWidget()
        for text in (self._welcome, self._shop_name):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._welcome.setFont(fonts.sized(_HEAD_PX))
        page.setLayout(column(None, self._welcome, 24, self._shop_name, None, margins=(64, 64, 64, 64)))
        return page

    def _sale_page(self) -> QWidget:
        page = QWidget()
        goods = Card(self._head, Rule(), *self._rows, None, self._more, spacing=14, pad=28)
        pay = Card(None, self._caption, self._figure, 12, self._second, self._remark, None, spacing=8, pad=36)
        pay.setProperty("tone", "brand")
        for text in (self._caption, self._second, self._remark):
            text.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout = row(goods, pay, spacing=24, margins=(24, 24, 24, 24))
        layout.setStretch(0, 5)
        layout.setStretch(1, 4)
        page.setLayout(layout)
        return page

    def show_view(self, view: CustomerView) -> None:
        """Another picture."""
        if view.stage == PAID and not view.lines:
            view = replace(view, lines=self._view.lines)  # the goods stay until the next customer
        self._view = view
        self._show()

    def show_shop(self, name: str) -> None:
        """The shop's name, for when nothing is going on."""
        self._shop = name
        self._show()

    def retranslate(self) -> None:
        """All words anew."""
        self._show()

    def _show(self) -> None:
        view = self._view
        self._stack.setCurrentIndex(0 if view.stage == IDLE else 1)
        self._welcome.setText(self.tr("Welcome"))
        self._shop_name.setText(self._shop)
        self._head.setText(self._shop or self.tr("Your goods"))
        shown = view.lines[-ROWS:]
        for at, each in enumerate(self._rows):
            each.show_line(shown[at] if at < len(shown) else None)
        hidden = len(view.lines) - len(shown)
        self._more.setText(self.tr("and {n} more above").format(n=hidden) if hidden else "")
        self._show_sums(view)

    def _show_sums(self, view: CustomerView) -> None:
        changed = view.stage == PAID and view.change
        self._caption.setText(
            self.tr("Change") if changed else self.tr("Paid") if view.stage == PAID else self.tr("To pay")
        )
        figure = view.change if changed else view.paid if view.stage == PAID else view.due
        set_tone(self._figure, "brand" if view.stage == GOODS else "ok")  # gives it its first size again
        self._figure.show_text(self._money(figure))
        self._second.setText(self.tr("Paid {amount}").format(amount=self._money(view.paid)) if changed else "")
        self._remark.setText(self._remark_words(view))

    def _remark_words(self, view: CustomerView) -> str:
        if view.stage == PAID:
            thanks = self.tr("Thank you. Please come again.")
            earned = self.tr("Points earned: {n}").format(n=view.points) if view.points else ""
            return f"{earned}\n{thanks}".strip()
        return self.tr("You save {amount}").format(amount=self._money(view.saved)) if view.saved else ""

    def _money(self, figures: str) -> str:
        if not figures:
            return ""
        whole, point, part = figures.partition(".")
        return f"{currency_of(self.context.currency).symbol} {int(whole):,}{point}{part}"
