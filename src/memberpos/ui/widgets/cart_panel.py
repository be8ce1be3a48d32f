"""The cart in the middle of the counter: lines, quick keys, carts put aside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from memberpos.domain.cart import Cart, CartLine
from memberpos.domain.catalog import Product, format_qty
from memberpos.domain.quote import Quote, QuoteLine
from memberpos.ui.format import MINUS, amount
from memberpos.ui.price_words import line_words
from memberpos.ui.theme import Theme
from memberpos.ui.widgets.buttons import Button, TileButton
from memberpos.ui.widgets.card import Card, EmptyState, column, row
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import Badge, ElidedText, Text

#: Quick keys: columns and rows, and where there is room.
GRID, WIDE_GRID = (4, 2), (6, 3)
WHY_PX = 30


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
        self._swap = Badge("", "warn")
        self._quote: Quote | None = None
        self.table = Table(
            (
                Column("name"),
                Column("qty", 58, number=True),
                Column("price", 88, number=True),
                Column("off", 84, number=True),
                Column("net", 96, number=True),
            ),
            theme,
            self._empty,
        )
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _at: self._explain())
        self._why = ElidedText("", "small", "muted")
        self._why.setObjectName("line-why")
        self._why.setFixedHeight(WHY_PX)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._frame = QFrame()
        self._frame.setObjectName("quickkeys")
        self._frame.setLayout(column(self._grid, margins=(14, 12, 14, 12)))
        head = row(self._head, self._name, self._swap, None, self._hold, self._take, margins=(14, 12, 14, 12))
        self.layout_.addLayout(head)
        self.layout_.addWidget(self.table, 1)
        self.layout_.addLayout(row(self._why, margins=(14, 0, 14, 0)))
        self.layout_.addWidget(self._frame)

    def show_cart(self, cart: Cart, quote: Quote | None, chosen: int) -> None:
        """Shows lines as quoted, fees the shop adds below them; `chosen` is the line to mark."""
        self._name.setText(f"#{cart.short_name}")
        self._quote = quote
        lines = [_line(at, line, quote.lines[at] if quote else None) for at, line in enumerate(cart.lines)]
        fees = quote.lines[len(cart.lines) :] if quote else ()
        lines += [Line(None, (Cell(fee.product.name, "muted"), "", "", "", amount(fee.net_fen))) for fee in fees]
        self.table.set_lines(lines, chosen if 0 <= chosen < len(cart.lines) else None)
        self._hold.setEnabled(not cart.empty and self._swap.isHidden())
        self._explain()

    def show_swap(self, receipt_no: str) -> None:
        """In an exchange: for which sale goods come back; "" is no exchange."""
        self._swap.setText(self.tr("Exchange for {number}").format(number=receipt_no))
        self._swap.setVisible(bool(receipt_no))
        self._name.setVisible(not receipt_no)
        self._hold.setVisible(not receipt_no)

    def _open(self, at: int | None) -> None:
        """A fee that the shop adds is nothing to change."""
        if at is not None:
            self.opened.emit(at)

    def _explain(self) -> None:
        """How the chosen line comes to its price."""
        at = self.table.choice()
        line = self._quote.lines[at] if self._quote and isinstance(at, int) and at < len(self._quote.lines) else None
        words = line_words(self._quote, line) if self._quote and line else ""
        self._why.setText(f"{line.product.name}: {words}" if line and words else "")

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
        self.table.set_heads(self.tr("Goods"), self.tr("Qty"), self.tr("Price"), self.tr("Discount"), self.tr("Amount"))
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


def _line(at: int, line: CartLine, priced: QuoteLine | None) -> Line:
    unit = priced.list_unit_fen if priced else line.product.price_fen
    off_fen = priced.list_fen - priced.net_fen if priced else 0
    name = line.product.name if line.typed is None else f"{line.product.name} *"
    off = (
        Cell(f"{MINUS}{amount(off_fen)}", "ok")
        if off_fen > 0
        else Cell(f"+{amount(-off_fen)}" if off_fen else "", "warn")
    )
    net = Cell(amount(priced.net_fen if priced else 0), strong=True)
    return Line(at, (name, format_qty(line.qty_milli), amount(unit), off, net))


def _empty_grid(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        if old := item.widget():
            old.hide()
            old.deleteLater()
