"""After the COMMIT: the change in large figures, the points, the paper; Enter is the next customer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from memberpos.services.results import RefundDone, SaleDone
from memberpos.ui import fonts
from memberpos.ui.context import UiContext
from memberpos.ui.format import MINUS, count, money
from memberpos.ui.hints import KeyHint
from memberpos.ui.mall_words import source_words
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, FactRow, column, row, scrolled
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.pay_panel import tender_words
from memberpos.ui.widgets.text import Badge, Text

PAPER_HEIGHT = 420
PAPER_WIDTH = 300


class SaleDoneDialog(Dialog):
    """Shows a booked sale and its paper (made on the reader thread); `back` is the refund of an exchange."""

    def __init__(
        self, window: QWidget, context: UiContext, done: SaleDone, currency: str, back: RefundDone | None = None
    ) -> None:
        super().__init__(window, width_px=760)
        self._context, self._done, self._currency, self._back = context, done, currency, back
        self._change_name, self._change = Text("", "heading", "muted"), Text("", "due", "brand")
        self._rows = column(spacing=8)
        self._tier_up = Badge("", "gold")
        self._again = Button("", "Ctrl+P")
        self._again.clicked.connect(self._print)
        self._paper = QLabel()
        self._paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._paper.setFont(fonts.role("body"))
        self._area = Card(scrolled(self._paper), tone="quiet", pad=12)
        self._area.setFixedSize(PAPER_WIDTH + 40, PAPER_HEIGHT)
        up = row(self._tier_up, None)
        left = column(self._change_name, self._change, up, 8, self._rows, None, row(self._again, None))
        both = row(left, self._area, spacing=24)
        both.setStretch(0, 1)
        self.body.addLayout(both)
        self.retranslate()
        context.read(
            lambda db: context.services["paper"](db, done.event_id),
            self._show_paper,
            lambda _error: self._area.hide(),
            self,
        )

    def retranslate(self) -> None:
        """All words anew."""
        done = self._done
        self.set_texts(
            self.tr("Paid"), self.tr("Next customer"), "", self.tr("Receipt {number}").format(number=done.receipt_no)
        )
        self._show_change()
        self._again.setText(self.tr("Print again"))
        if self._paper.pixmap().isNull():
            self._paper.setText(self.tr("The picture of the paper is being made…"))
        self._tier_up.setText(
            self.tr("Now {tier}, from the next sale").format(tier=done.upgraded_to) if done.upgraded_to else ""
        )
        self._tier_up.setVisible(bool(done.upgraded_to))
        while (item := self._rows.takeAt(0)) is not None:
            if old := item.widget():
                old.deleteLater()
        for label, value, tone in self._facts():
            self._rows.addWidget(FactRow(label, value, tone))

    def _show_change(self) -> None:
        """What is handed over now, in large figures: the change, and in an exchange what comes back in cash besides."""
        done, back = self._done, self._back
        cash = sum(tender.fen for tender in done.tenders if tender.kind == "cash")
        out_fen = done.change_fen - done.kept_fen
        if back is not None and back.cash_fen > cash:
            self._change_name.setText(self.tr("Cash to hand over"))
            self._change.setText(money(out_fen + back.cash_fen - cash, self._currency))
            return
        paid_cash = any(tender.kind == "cash" for tender in done.tenders)
        self._change_name.setText(self.tr("Change") if paid_cash else self.tr("Paid in full"))
        self._change.setText(money(out_fen if paid_cash else done.due_fen, self._currency))

    def keys(self) -> Sequence[KeyHint]:
        """Enter and Esc both go on."""
        return (
            KeyHint("Enter", self.tr("Next customer"), self.accept),
            KeyHint("Ctrl+P", self.tr("Print again"), self._print),
        )

    def _facts(self) -> list[tuple[str, str, str]]:
        done = self._done
        rows = [(self.tr("Due"), money(done.due_fen, self._currency), "")]
        rows += [(tender_words(t.kind), money(t.given_fen or t.fen, self._currency), "") for t in done.tenders]
        if done.kept_fen:
            rows.append((self.tr("Change kept"), money(done.kept_fen, self._currency), "brand"))
        if self._back is not None:
            gets = money(self._back.refund_fen - self._back.claw_value_fen, self._currency)
            rows.append((self.tr("Goods back"), f"{MINUS} {gets}", "ok"))
        if done.points_earned:
            rows.append((self.tr("Points earned"), f"+{count(done.points_earned)}", "gold"))
        rows += [(source_words(source), f"+{count(points)}", "gold") for source, points in done.gained]
        rows += [(self.tr("New badge"), name, "gold") for name in done.badges]
        if done.profile is not None:
            rows.append((self.tr("Points now"), count(done.profile.points), "gold"))
            rows.append((self.tr("Stored value now"), money(done.profile.stored_fen, self._currency), "brand"))
        return rows

    def _show_paper(self, png: bytes) -> None:
        picture = QPixmap()
        if not picture.loadFromData(png, "PNG"):
            self._area.hide()
            return
        self._paper.setPixmap(picture.scaledToWidth(PAPER_WIDTH, Qt.TransformationMode.SmoothTransformation))

    def _print(self) -> None:
        self._context.services["print_copy"](self._done.event_id)
