"""The cart in the middle of the counter: lines, quick keys, carts put aside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product, format_qty
from memberpos.domain.pricing import Quote
from memberpos.ui.format import amount
from memberpos.ui.theme import Theme
from memberpos.ui.widgets.buttons import Button, TileButton
from memberpos.ui.widgets.card import Card, EmptyState, column, row
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import Text

COLUMNS = 4
MOST_COLUMNS = 6
ROWS = 2


class CartPanel(Card):
    """`product` carries a pressed quick key's Product; `asked` hold | take | more; `opened` the index of a line."""

    product = Signal(object)
    asked = Signal(str)
    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(pad=0, spacing=0, parent=parent)
        self._keys: tuple[Product, ...] = ()
        self._head, self._name = Text("", "heading"), Text("", "body", "faint")
        self._hold, self._take = Button("", "F9", size="small"), Button("", size="small")
        self._hold.clicked.connect(lambda: self.asked.emit("hold"))
        self._take.clicked.connect(lambda: self.asked.emit("take"))
        self._empty = EmptyState("basket")
        self.table = Table(
            (
                Column("name"),
                Column("qty", 64, number=True),
                Column("price", 96, number=True),
                Column("net", 104, number=True),
            ),
            theme,
            self._empty,
        )
        self.table.opened.connect(self.opened)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        keys = QFrame()
        keys.setObjectName("quickkeys")
        keys.setLayout(column(self._grid, margins=(14, 12, 14, 12)))
        head = row(self._head, self._name, None, self._hold, self._take, margins=(14, 12, 14, 12))
        self.layout_.addLayout(head)
        self.layout_.addWidget(self.table, 1)
        self.layout_.addWidget(keys)

    def show_cart(self, cart: Cart, quote: Quote | None, chosen: int) -> None:
        """Shows lines as quoted; `chosen` is the line to mark."""
        self._name.setText(f"#{cart.short_name}")
        lines = []
        for at, line in enumerate(cart.lines):
            priced = quote.lines[at] if quote else None
            unit = priced.list_unit_fen if priced else line.product.price_fen
            net = priced.net_fen if priced else 0
            name = f"{line.product.name}" if line.typed is None else f"{line.product.name} *"
            lines.append(Line(at, (name, format_qty(line.qty_milli), amount(unit), Cell(amount(net), strong=True))))
        self.table.set_lines(lines, chosen if 0 <= chosen < len(lines) else None)

    def show_keys(self, products: Sequence[Product], wide: bool) -> None:
        """Shows quick keys: two rows of four, three of six where there is room."""
        columns, rows = (MOST_COLUMNS, 3) if wide else (COLUMNS, ROWS)
        while (item := self._grid.takeAt(0)) is not None:
            if old := item.widget():
                old.deleteLater()
        room = columns * rows
        shown = list(products[: room - 1] if len(products) > room else products[:room])
        for at, product in enumerate(shown):
            button = TileButton(product.name, amount(product.price_fen))
            button.setObjectName(f"quick-{product.sku}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, product=product: self.product.emit(product))
            self._grid.addWidget(button, at // columns, at % columns)
        if len(products) > room:
            more = TileButton(self.tr("More"), "…")
            more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            more.clicked.connect(lambda: self.asked.emit("more"))
            self._grid.addWidget(more, rows - 1, columns - 1)
        for at in range(MOST_COLUMNS):
            self._grid.setColumnStretch(at, int(at < columns))

    def show_held(self, waiting: int) -> None:
        """How many carts wait."""
        self._take.setText(self.tr("Recall %n", "", waiting))
        self._take.setVisible(waiting > 0)

    def retranslate(self) -> None:
        """All words anew."""
        self._head.setText(self.tr("This order"))
        self._hold.setText(self.tr("Hold"))
        self.table.set_heads(self.tr("Goods"), self.tr("Qty"), self.tr("Price"), self.tr("Amount"))
        self._empty.set(self.tr("No goods yet"), self.tr("Scan, press a quick key, or F5 to search"))
