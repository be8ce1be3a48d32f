"""The X report of an open shift, and the Z of a closed one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from memberpos.printing.content import Content
from memberpos.reports import shift_report
from memberpos.services import receipts, shop_settings
from memberpos.services.shifts import ShiftClosed
from memberpos.store.database import Database
from memberpos.ui.context import UiContext
from memberpos.ui.format import amount, count, money, signed
from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import FactRow, Rule, column, row, scrolled
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.pay_panel import tender_words
from memberpos.ui.widgets.text import Text

PAPER_WIDTH, PAPER_HEIGHT = 300, 440


class XReportDialog(Dialog):
    """The shift as it stands; changes nothing."""

    def __init__(self, window: QWidget, context: UiContext) -> None:
        super().__init__(window, width_px=520, accept_key="Ctrl+P")
        self._context = context
        self._rows = column(spacing=6)
        self._z: Mapping[str, Any] = {}
        self.body.addLayout(self._rows)
        self.retranslate()
        context.read(shift_report.x_report, self._show, None, self)

    def retranslate(self) -> None:
        """All words anew."""
        remark = self.tr("The shift so far. Nothing is closed.")
        self.set_texts(self.tr("X report"), self.tr("Print"), self.tr("Back"), remark)

    def keys(self) -> Sequence[KeyHint]:
        """Ctrl+P prints."""
        return (KeyHint("Ctrl+P", self.tr("Print"), self.accept), KeyHint("Esc", self.tr("Back"), self.reject))

    def _show(self, z: Mapping[str, Any]) -> None:
        self._z = z
        self._rows.addWidget(FactRow(self.tr("Sales"), amount(z["sales_fen"])))
        self._rows.addWidget(FactRow(self.tr("Discounts"), amount(z["discount_fen"])))
        self._rows.addWidget(FactRow(self.tr("Refunds"), amount(z["refunds_fen"])))
        self._rows.addWidget(FactRow(self.tr("Top-ups"), amount(z["recharges_fen"])))
        self._rows.addWidget(Rule())
        for kind, sums in z["tenders"].items():
            self._rows.addWidget(FactRow(tender_words(kind), amount(sums["in_fen"] - sums["out_fen"])))
        self._rows.addWidget(Rule())
        self._rows.addWidget(FactRow(self.tr("Expected in the drawer"), amount(z["expected_cash_fen"]), "brand"))
        self._rows.addWidget(FactRow(self.tr("Points issued"), count(z["points"]["issued"])))
        self.arrange()

    def accept(self) -> None:
        """Prints it."""
        services, z, staff_id = self._context.services, self._z, self._context.shell.session().staff_id
        now_ms, language = services["now_ms"](), services["language"]()

        def work(db: Database) -> Content:
            return Content(receipts.x_paper(db, z, now_ms, shop_settings.current(db), staff_id), language)

        if z:
            self._context.read(work, services["print_document"], None, self._context.runner)
            self.finish(True)


class ShiftClosedDialog(Dialog):
    """The Z of a shift just closed: the difference in large figures, and its paper."""

    def __init__(self, window: QWidget, context: UiContext, closed: ShiftClosed) -> None:
        super().__init__(window, width_px=760)
        self._context, self._closed = context, closed
        self._name, self._difference = Text("", "heading", "muted"), Text("", "due")
        self._facts = column(spacing=8)
        self._again = Button("", "Ctrl+P")
        self._again.clicked.connect(self._print)
        self._paper = QLabel()
        self._paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        paper = scrolled(self._paper)
        paper.setFixedSize(PAPER_WIDTH + 24, PAPER_HEIGHT)
        left = column(self._name, self._difference, 8, self._facts, None, self._again, spacing=6)
        both = row(left, paper, spacing=24)
        both.setStretch(0, 1)
        self.body.addLayout(both)
        self.retranslate()
        show = context.services["paper"]
        context.read(lambda db: show(db, closed.event_id), self._show_paper, lambda _error: None, self)

    def retranslate(self) -> None:
        """All words anew."""
        closed, currency = self._closed, self._context.currency
        title = self.tr("Shift closed: Z {number}").format(number=closed.z_number)
        self.set_texts(title, self.tr("To the end of day"), "")
        self._name.setText(self.tr("Difference in cash"))
        self._difference.setText(signed(closed.difference_fen))
        self._difference.set_tone("bad" if closed.difference_fen else "ok")
        self._again.setText(self.tr("Print again"))
        while (item := self._facts.takeAt(0)) is not None:
            if old := item.widget():
                old.deleteLater()
        for label, fen in (
            (self.tr("Expected in the drawer"), closed.expected_fen),
            (self.tr("Counted"), closed.counted_fen),
            (self.tr("Sales"), int(closed.z["sales_fen"])),
            (self.tr("Top-ups"), int(closed.z["recharges_fen"])),
        ):
            self._facts.addWidget(FactRow(label, money(fen, currency)))

    def keys(self) -> Sequence[KeyHint]:
        """Enter goes on."""
        return (
            KeyHint("Enter", self.tr("To the end of day"), self.accept),
            KeyHint("Ctrl+P", self.tr("Print again"), self._print),
        )

    def reject(self) -> None:
        """There is no way back from a closed shift: Esc goes on too."""
        self.accept()

    def _show_paper(self, png: bytes) -> None:
        picture = QPixmap()
        if picture.loadFromData(png, "PNG"):
            self._paper.setPixmap(picture.scaledToWidth(PAPER_WIDTH, Qt.TransformationMode.SmoothTransformation))

    def _print(self) -> None:
        self._context.services["print_event"](self._closed.event_id)
