"""Refunds: find the sale, choose what goes back, see exactly how, then confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.devices.readings import Reading, Scan
from memberpos.domain.catalog import MILLI, format_qty
from memberpos.domain.errors import PosError
from memberpos.services import refunds
from memberpos.services.results import RefundDone
from memberpos.services.sale_view import RefundableLine, SaleView
from memberpos.ui.context import UiContext
from memberpos.ui.counter_state import Swap
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import MINUS, amount, minutes, money
from memberpos.ui.hints import KeyHint
from memberpos.ui.refund_wish import ALL, AMOUNT, LINES, Wish
from memberpos.ui.screen import Screen
from memberpos.ui.widgets.buttons import Button, ChoiceChip
from memberpos.ui.widgets.card import Card, EmptyState, column, row
from memberpos.ui.widgets.inputs import Field, MoneyEdit
from memberpos.ui.widgets.refund_panel import RefundPanel, who_words
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import ElidedText, Text

LOOK_AFTER_MS = 120


class RefundScreen(Screen):
    """Sales at the left, the chosen one in the middle, what goes back at the right. `shown`: something was read."""

    shown = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._sales: list[SaleView] = []
        self._sale: SaleView | None = None
        self._wish, self._plan = Wish(), None
        self._plan_asked, self._busy, self._event_id = 0, False, ""
        self._problem: PosError | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(LOOK_AFTER_MS)
        self._wait.timeout.connect(self._look)
        gap = context.theme.size("gap")
        left, self.panel = self._left(), RefundPanel()
        left.setFixedWidth(384)
        self.panel.setFixedWidth(326)
        self.panel.asked.connect(self.refund)
        self.panel.sent.connect(lambda to: self._want(replace(self._wish, to=to)))
        layout = row(left, self._middle(), self.panel, spacing=gap, margins=(gap, gap, gap, gap))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    _plan: RefundDone | None

    def _left(self) -> QWidget:
        self._left_head = Text("", "heading")
        self._search = Field(latin=True)
        self._search.setObjectName("receipt")
        self._search.textEdited.connect(lambda _text: self._wait.start())
        self._search.returnPressed.connect(self._enter)
        self._none = EmptyState("receipt")
        columns = (Column("receipt"), Column("time", 104), Column("left", 96, number=True))
        self.sales = Table(columns, self.context.theme, self._none)
        self.sales.setTextElideMode(Qt.TextElideMode.ElideLeft)  # the end tells receipts apart
        self.sales.chosen.connect(self._choose)
        self.sales.opened.connect(lambda _id: self.lines.setFocus())
        card = Card(pad=0, spacing=0)
        card.layout_.addLayout(column(self._left_head, self._search, spacing=10, margins=(14, 12, 14, 12)))
        card.layout_.addWidget(self.sales, 1)
        card.layout_.addSpacing(10)
        return card

    def _middle(self) -> QWidget:
        self._head, self._who = ElidedText("", "heading"), ElidedText("", "body", "faint")
        self._modes = {name: ChoiceChip() for name in (LINES, ALL, AMOUNT)}
        self._mode_group = QButtonGroup(self)
        for name, chip in self._modes.items():
            self._mode_group.addButton(chip)
            chip.setObjectName(f"mode-{name}")
            chip.clicked.connect(lambda _on=False, name=name: self.choose_mode(name))
        self._amount = MoneyEdit()
        self._amount.setObjectName("amount")
        self._amount.setFixedWidth(160)
        self._amount.fen_changed.connect(lambda fen: self._want(replace(self._wish, mode=AMOUNT, fen=fen)))
        self._blank = EmptyState("undo")
        columns = (
            Column("name"), Column("sold", 84, number=True), Column("left", 84, number=True),
            Column("back", 96, number=True), Column("fen", 104, number=True),
        )  # fmt: skip
        self.lines = Table(columns, self.context.theme, self._blank)
        self.lines.opened.connect(lambda _n: self.toggle())
        self._less, self._more = Button("", "-", size="small"), Button("", "+", size="small")
        self._whole, self._swap = Button("", "Space", size="small"), Button("", size="small")
        self._swap.setObjectName("exchange")
        actions = (self.less, self.more, self.toggle, self.exchange)
        for button, action in zip((self._less, self._more, self._whole, self._swap), actions, strict=True):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(action)
        self._tools = QWidget()
        self._tools.setLayout(row(self._whole, self._more, self._less, None, self._swap, margins=(14, 10, 14, 10)))
        card = Card(pad=0, spacing=0)
        head = row(self._head, self._who, margins=(16, 14, 16, 10))
        head.setStretch(1, 1)
        card.layout_.addLayout(head)
        self._mode_row = QWidget()
        self._mode_row.setLayout(row(*self._modes.values(), self._amount, None, spacing=6, margins=(14, 0, 14, 10)))
        card.layout_.addWidget(self._mode_row)
        card.layout_.addWidget(self.lines, 1)
        card.layout_.addWidget(self._tools)
        self._bottom = QWidget()
        self._bottom.setFixedHeight(10)
        card.layout_.addWidget(self._bottom)
        return card

    # --- screen -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Refund")

    def retranslate(self) -> None:
        """All words anew."""
        self._left_head.setText(self.tr("Sales"))
        self._search.setPlaceholderText(self.tr("Receipt number or its end"))
        self._none.set(self.tr("No such sale"), self.tr("Scan the receipt, or type the end of its number"))
        self._blank.set(self.tr("Choose a sale"), self.tr("Scan the receipt or choose it at the left"))
        self.sales.set_heads(self.tr("Receipt"), self.tr("Time"), self.tr("Left"))
        self.lines.set_heads(
            self.tr("Goods"), self.tr("Sold"), self.tr("Left"), self.tr("Back"), self.tr("Amount left")
        )
        for name, words in (
            (LINES, self.tr("Goods")),
            (ALL, self.tr("All that is left")),
            (AMOUNT, self.tr("An amount")),
        ):
            self._modes[name].setText(words)
        self._less.setText(self.tr("One less"))
        self._more.setText(self.tr("One more"))
        self._whole.setText(self.tr("Whole line"))
        self._swap.setText(self.tr("Exchange"))
        self.panel.retranslate()
        self._show_sales()
        self._show()

    def on_shown(self, **facts: object) -> None:
        """`receipt` opens that sale at once."""
        if isinstance(facts.get("receipt"), str):
            self.find(str(facts["receipt"]))
        self._look()
        self._search.setFocus()

    def on_changed(self, what: frozenset[str]) -> None:
        """Sales were made or refunded."""
        if "sale" in what:
            self._look()

    def on_reading(self, reading: Reading) -> bool:
        """The barcode of a receipt."""
        if isinstance(reading, Scan) and reading.purpose == "code":
            self.find(reading.text)
            return True
        return False

    def on_text(self, text: str) -> bool:
        """The box at the top takes a receipt number here."""
        self._search.setText(text)
        self._look()
        return True

    def keys(self) -> Sequence[KeyHint]:
        """What works now."""
        has = self._sale is not None
        ready = self._plan is not None and not self._busy
        return (
            KeyHint("F3", self.tr("Goods"), lambda: self.choose_mode(LINES), has),
            KeyHint("F4", self.tr("All that is left"), lambda: self.choose_mode(ALL), has),
            KeyHint("F5", self.tr("An amount"), lambda: self.choose_mode(AMOUNT), has),
            KeyHint("Space", self.tr("Whole line"), self.toggle, has),
            KeyHint("+", "", self.more, has),
            KeyHint("-", "", self.less, has),
            KeyHint("F6", self.tr("Exchange"), self.exchange, ready),
            KeyHint("F12", self.tr("Refund"), self.refund, ready),
            KeyHint("Esc", self.tr("Other sale"), self.leave, has),
        )

    # --- finding ----------------------------------------------------------------------------------------------------

    def find(self, key: str) -> None:
        """Shows the sale with this receipt number or id."""
        text = key.strip()
        self.context.read(lambda db: refunds.find(db, text), self._found, None, self)

    def _found(self, sale: SaleView) -> None:
        self.show_sale(sale)
        self.lines.setFocus()

    def _enter(self) -> None:
        if self._sales:
            self._found(self._sales[0])

    def _look(self) -> None:
        text = self._search.text().strip()
        self.context.read(lambda db: refunds.recent(db, text), self.show_sales, None, self)

    def show_sales(self, sales: Sequence[SaleView]) -> None:
        """Another list at the left."""
        self._sales = list(sales)
        if self._sale is not None:
            fresh = next((sale for sale in sales if sale.sale_id == self._sale.sale_id), None)
            self._sale = fresh or self._sale
        self._show_sales()
        self._show()
        self.shown.emit()

    def _show_sales(self) -> None:
        zone = self.context.time_zone
        lines = [
            Line(
                sale.sale_id,
                (
                    Cell(sale.receipt_no, strong=True),
                    Cell(minutes(sale.at_ms, zone), "muted"),
                    amount(sale.left_fen) if sale.left_fen else Cell(self.tr("refunded"), "faint"),
                ),
            )
            for sale in self._sales
        ]
        self.sales.blockSignals(True)
        self.sales.set_lines(lines, self._sale.sale_id if self._sale else None)
        self.sales.blockSignals(False)

    def _choose(self, sale_id: str) -> None:
        sale = next((each for each in self._sales if each.sale_id == sale_id), None)
        if sale is not None and (self._sale is None or sale.sale_id != self._sale.sale_id):
            self.show_sale(sale)

    def show_sale(self, sale: SaleView) -> None:
        """The sale that something goes back of."""
        self._sale, self._wish = sale, Wish()
        self._event_id = str(self.context.services["new_id"]())
        self._modes[LINES].setChecked(True)
        self.panel.begin()
        self._show_sales()
        self._replan()

    def leave(self) -> None:
        """Back to the list."""
        self._sale, self._plan, self._problem = None, None, None
        self._show_sales()
        self._show()
        self._search.setFocus()

    # --- choosing ---------------------------------------------------------------------------------------------------

    def choose_mode(self, mode: str) -> None:
        """Goods, all that is left, or an amount."""
        self._modes[mode].setChecked(True)
        self._want(replace(self._wish, mode=mode))
        if mode == AMOUNT:
            self._amount.setFocus()
        else:
            self.lines.setFocus()

    def more(self) -> None:
        """One more of the marked line."""
        self._step(MILLI)

    def less(self) -> None:
        """One less of it."""
        self._step(-MILLI)

    def _step(self, milli: int) -> None:
        if line := self._line():
            self._modes[LINES].setChecked(True)
            self._want(self._wish.step(line, milli))

    def toggle(self) -> None:
        """All of the marked line, or none."""
        if line := self._line():
            self._modes[LINES].setChecked(True)
            self._want(self._wish.toggle(line))

    def _line(self) -> RefundableLine | None:
        wanted = self.lines.choice()
        lines = self._sale.lines if self._sale else ()
        return next((line for line in lines if line.n == wanted and line.left_qty_milli > 0), None)

    def _want(self, wish: Wish) -> None:
        self._wish = wish
        self._replan()

    def _replan(self) -> None:
        """Works the refund out on the writer thread; an older answer is not shown."""
        self._plan_asked += 1
        self._plan, self._problem = None, None
        sale, asked = self._sale, self._plan_asked
        if sale is not None and not self._wish.empty:
            request = self._wish.request(sale.sale_id, "", self._event_id)
            self.context.run(
                lambda use: refunds.preview(use, request),
                lambda plan: self._planned(asked, plan, None),
                lambda error: self._planned(asked, None, error),
                self,
            )
        self._show()

    def _planned(self, asked: int, plan: RefundDone | None, problem: PosError | None) -> None:
        if asked == self._plan_asked:
            self._plan, self._problem = plan, problem
            self._show()
            self.shown.emit()

    # --- looks ------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        sale = self._sale
        for part in (self._mode_row, self._tools):
            part.setVisible(sale is not None)
        self._bottom.setVisible(sale is None)
        self._amount.setVisible(self._wish.mode == AMOUNT)
        self._head.setText(self.tr("Sale {number}").format(number=sale.receipt_no) if sale else self.tr("Refund"))
        self._who.setText(who_words(sale, self.context.time_zone) if sale else "")
        self._show_lines()
        self._show_plan()
        self.panel.allow_stored_value(allowed=sale is not None and sale.member_id is not None)
        self.keys_changed.emit()

    def _show_lines(self) -> None:
        planned = {n: (qty, fen) for n, qty, fen in (self._plan.lines if self._plan else ())}
        chosen = self.lines.choice()
        rows = []
        for line in self._sale.lines if self._sale else ():
            qty, fen = planned.get(line.n, (self._wish.lines.get(line.n, 0) if self._wish.mode == LINES else 0, 0))
            gone = line.left_qty_milli <= 0
            back = format_qty(qty) if qty else "—" if not gone else self.tr("refunded")
            cells = (
                Cell(line.name, "faint" if gone else ""),
                format_qty(line.qty_milli),
                format_qty(line.left_qty_milli),
                Cell(back, "" if qty else "faint", strong=bool(qty)),
                Cell(f"{MINUS} {amount(fen)}", "bad") if fen else amount(line.left_fen),
            )
            rows.append(Line(line.n, cells))
        self.lines.set_lines(rows, chosen if chosen is not None else (rows[0].id if rows else None))

    def _show_plan(self) -> None:
        currency = self.context.currency
        self.panel.show_plan(self._plan, currency, busy=self._busy)
        self._swap.setEnabled(self._plan is not None and not self._busy)
        self.panel.say(self._hint_words(), self._problem, currency)

    def _hint_words(self) -> str:
        if self._sale is None:
            return self.tr("Nothing is booked before you confirm.")
        return self.tr("Choose the goods that go back.") if self._plan is None else ""

    # --- booking ----------------------------------------------------------------------------------------------------

    def refund(self) -> None:
        """F12: books what is shown; who may not is asked for an approval."""
        sale = self._sale
        if sale is None or self._plan is None or self._busy:
            return
        self._busy = True
        request = self._wish.request(sale.sale_id, self.panel.reason.text().strip(), self._event_id)
        run_approved(self.context, self, lambda use: refunds.refund(use, request), self._done, self._refused)
        self._show()

    def exchange(self) -> None:
        """F6: the goods chosen come back for others, which are rung up at the counter."""
        sale, plan = self._sale, self._plan
        if sale is None or plan is None or self._busy:
            return
        request = self._wish.request(sale.sale_id, self.panel.reason.text().strip(), "")
        self.leave()
        self.context.shell.go("counter", swap=Swap(request, plan, sale.receipt_no, sale.member_id))

    def _done(self, done: RefundDone) -> None:
        self._busy = False
        self.context.services["print_event"](done.event_id, done.cash_fen > 0)
        text = self.tr("Refunded {amount}, receipt {number}.")
        gets = money(done.refund_fen - done.claw_value_fen, self.context.currency)
        self.context.shell.toast(text.format(amount=gets, number=done.receipt_no))
        self._search.clear()
        self.leave()
        self._look()

    def _refused(self, error: PosError) -> None:
        self._busy = False
        self._problem = error
        self._show()
