"""Goods: what is sold, at which price, under which barcode and quick key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.catalog import Product
from memberpos.domain.errors import PosError
from memberpos.services import products
from memberpos.ui.context import UiContext
from memberpos.ui.format import amount
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.settings_pages.base import Page
from memberpos.ui.widgets.buttons import PrimaryButton
from memberpos.ui.widgets.card import Card, EmptyState, FormRow, column, row
from memberpos.ui.widgets.inputs import Field, MoneyEdit
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.painted import Toggle
from memberpos.ui.widgets.table import Column, Line, Table
from memberpos.ui.widgets.text import Text


class GoodsSettings(Page):
    """The list; Enter changes one, F4 adds one."""

    right = "goods.change"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._known: dict[str, Product] = {}
        self._empty = EmptyState("tag")
        columns = (
            Column("sku", 140),
            Column("name"),
            Column("price", 110, number=True),
            Column("member", 110, number=True),
        )
        self._table = Table(columns, context.theme, self._empty)
        self._table.opened.connect(self._open)
        self._add, self._hint = PrimaryButton("", "F4"), Text("", "body", "muted")
        self._add.clicked.connect(self.add)
        self.setLayout(column(row(self._hint, None, self._add), Card(self._table, pad=1), spacing=16))
        self.setFocusProxy(self._table)

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("GoodsSettings", "Goods")

    def add(self) -> None:
        """A new one."""
        self._open("")

    def keys(self) -> Sequence[KeyHint]:
        """F4 adds."""
        return (KeyHint("F4", self.tr("Add"), self.add),)

    def load(self) -> None:
        """All goods by number."""
        self.context.read(products.everything, self._show, None, self)

    def retranslate(self) -> None:
        self._table.set_heads(self.tr("Number"), self.tr("Name"), self.tr("Price"), self.tr("Member price"))
        self._empty.set(self.tr("No goods yet"), self.tr("Add what you sell; a barcode makes it scannable"))
        self._add.setText(self.tr("Add goods"))
        self._hint.setText(self.tr("Enter changes the marked line."))

    def _show(self, goods: Sequence[Product]) -> None:
        self._known = {product.sku: product for product in goods}
        lines = [
            Line(
                p.sku,
                (p.sku, p.name, amount(p.price_fen), "" if p.member_price_fen is None else amount(p.member_price_fen)),
            )
            for p in goods
        ]
        self._table.set_lines(lines, lines[0].id if lines else None)

    def _open(self, sku: str) -> None:
        dialog = GoodsDialog(self, self.context, self._known.get(sku), frozenset(self._known))
        dialog.saved.connect(self.load)
        dialog.open()


class GoodsDialog(Dialog):
    """One product."""

    saved = Signal()

    def __init__(
        self, window: QWidget, context: UiContext, product: Product | None, taken: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(window, width_px=560, accept_key="F12")
        self._context, self._product, self._taken = context, product, taken
        self._sku, self._name, self._barcode = Field(latin=True), Field(), Field(latin=True)
        self._price, self._member = MoneyEdit(), MoneyEdit()
        self._quick = Field(latin=True, pattern=r"\d{0,2}")
        self._earns, self._earns_name = Toggle(on=True), Text("", "body")
        fields = (self._sku, self._name, self._price, self._member, self._barcode, self._quick)
        self._rows = [FormRow(field) for field in fields]
        for name, field in zip(("sku", "name", "price", "member", "barcode", "quick"), fields, strict=True):
            field.setObjectName(f"goods-{name}")
        if product is not None:
            self._fill(product)
        self.body.addLayout(row(self._rows[0], self._rows[1], spacing=12))
        self.body.addLayout(row(self._rows[2], self._rows[3], spacing=12))
        self.body.addLayout(row(self._rows[4], self._rows[5], spacing=12))
        self.body.addLayout(row(self._earns, self._earns_name, None))
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        title = self.tr("Change goods") if self._product else self.tr("Add goods")
        self.set_texts(title, self.tr("Save"), self.tr("Back"))
        names = (
            self.tr("Number"), self.tr("Name"), self.tr("Price"), self.tr("Member price (optional)"),
            self.tr("Barcode (optional)"), self.tr("Place among the quick keys (optional)"),
        )  # fmt: skip
        for form_row, name in zip(self._rows, names, strict=True):
            form_row.set(name)
        self._earns_name.setText(self.tr("Earns points"))
        self._earns.setText(self._earns_name.text())

    def first_field(self) -> QWidget | None:
        return self._name if self._product else self._sku

    def accept(self) -> None:
        """Number, name and price are needed."""
        sku, name, price = self._sku.text().strip(), self._name.text().strip(), self._price.fen()
        if not sku or not name or price is None:
            self.set_problem(self.tr("Number, name and price are needed."))
        elif self._product is None and sku in self._taken:
            self.set_problem(self.tr("This number is taken. Change those goods, or choose another number."))
        else:
            self._keep(self._typed(sku, name, price))

    def _typed(self, sku: str, name: str, price_fen: int) -> Product:
        known = self._product or Product(sku, name, price_fen)
        return replace(
            known, name=name, price_fen=price_fen, member_price_fen=self._member.fen(), earns=self._earns.isChecked()
        )

    def _keep(self, product: Product) -> None:
        codes = [self._barcode.text().strip()] if self._barcode.text().strip() else []
        quick = int(self._quick.text()) if self._quick.text() else None
        self._context.run(
            lambda use: products.put(use, product, codes, quick), lambda _none: self._saved(), self._refused, self
        )

    def _saved(self) -> None:
        self.saved.emit()
        self.finish(True)

    def _refused(self, error: PosError) -> None:
        self.set_problem(message(error, self._context.currency).sentence)

    def _fill(self, product: Product) -> None:
        self._sku.setText(product.sku)
        self._sku.setEnabled(False)
        self._name.setText(product.name)
        self._price.set_fen(product.price_fen)
        self._member.set_fen(product.member_price_fen)
        self._earns.setChecked(product.earns)


def _optional(fen: int | None) -> str:
    return "" if fen is None else amount(fen)
