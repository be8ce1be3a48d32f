"""The cart in the middle of the counter: lines, quick keys, carts put aside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product, format_qty
from memberpos.domain.pricing import Quote
from memberpos.ui.format import amount
from memberpos.ui.theme import Theme
from memberpos.ui.widgets.buttons import Button, TileButton
from memberpos.ui.widgets.card import Card, EmptyState, column, row
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import Text

#: Quick keys: columns and rows, and where there is room.
GRID, WIDE_GRID = (4, 2), (6, 3)


class CartPanel(Card):
    """`product` carries a pressed quick key's Product; `asked` hold | take | more; `opened` the index of a line."""

    product = Signal(object)
    asked = Signal(str)
    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(pad=0, spacing=0, parent=parent)
        self._keys: tuple[Product, ...] = ()
        self._shift_open = True
        self._shape = GRID
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
        self._frame = QFrame()
        self._frame.setObjectName("quickkeys")
        self._frame.setLayout(column(self._grid, margins=(14, 12, 14, 12)))
        head = row(self._head, self._name, None, self._hold, self._take, margins=(14, 12, 14, 12))
        self.layout_.addLayout(head)
        self.layout_.addWidget(self.table, 1)
        self.layout_.addWidget(self._frame)

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
        self._hold.setEnabled(bool(lines))

    def set_wide(self, wide: bool) -> None:
        """More quick keys where there is room."""
        self._shape = WIDE_GRID if wide else GRID
        self._fill_keys()

    def show_keys(self, products: Sequence[Product]) -> None:
        """Shows quick keys, as many as there is room for; the rest is behind "More"."""
        if self._keys != tuple(products):
            self._keys = tuple(products)
            self._fill_keys()

    def _fill_keys(self) -> None:
        columns, rows = self._shape
        _empty_grid(self._grid)
        room, more = columns * rows, len(self._keys) > columns * rows
        for at, product in enumerate(self._keys[: room - 1] if more else self._keys):
            self._grid.addWidget(self._quick_key(product), at // columns, at % columns)
        if more:
            self._grid.addWidget(self._more_key(), rows - 1, columns - 1)
        for at in range(WIDE_GRID[0]):
            self._grid.setColumnStretch(at, int(at < columns))
        self._frame.setVisible(bool(self._keys))

    def _quick_key(self, product: Product) -> TileButton:
        button = TileButton(product.name, amount(product.price_fen))
        button.setObjectName(f"quick-{product.sku}")
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # the window may become narrow again
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.product.emit(product))
        return button

    def _more_key(self) -> TileButton:
        more = TileButton(self.tr("More"), "F5")
        more.setObjectName("quick-more")
        more.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        more.clicked.connect(lambda: self.asked.emit("more"))
        return more

    def move(self, step: int) -> None:
        """The line above or below the chosen one."""
        at = self.table.currentIndex().row() + step
        if self.table.lines.line(at) is not None:
            self.table.selectRow(at)

    def show_held(self, waiting: int) -> None:
        """How many carts wait."""
        self._take.setText(self.tr("Recall %n", "", waiting))
        self._take.setVisible(waiting > 0)

    def retranslate(self) -> None:
        """All words anew."""
        self._head.setText(self.tr("This order"))
        self._hold.setText(self.tr("Hold"))
        self.table.set_heads(self.tr("Goods"), self.tr("Qty"), self.tr("Price"), self.tr("Amount"))
        self._show_empty()
        self._fill_keys()

    def show_shift(self, is_open: bool) -> None:
        """Without a shift nothing is sold: the panel says what to do."""
        self._shift_open = is_open
        self._show_empty()

    def _show_empty(self) -> None:
        if self._shift_open:
            self._empty.set(self.tr("No goods yet"), self.tr("Scan, press a quick key, or F5 to search"), "basket")
        else:
            self._empty.set(self.tr("No shift is open"), self.tr("F12: count the drawer, then sell"), "drawer")


def _empty_grid(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        if old := item.widget():
            old.hide()
            old.deleteLater()
