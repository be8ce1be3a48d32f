"""Which lines of the order a pass pays; the rest is paid another way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QWidget

from memberpos.domain import tenders
from memberpos.domain.catalog import FEE, MILLI, SERVICE
from memberpos.domain.pass_tender import uses_for
from memberpos.domain.pricing import Quote, QuoteLine
from memberpos.services.checkout import TenderRequest
from memberpos.services.results import PassView
from memberpos.ui.format import amount, count
from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.card import FactRow, column, row, scrolled
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.pass_card import PassCard
from memberpos.ui.widgets.text import Text

_CARD_PX, _LIST_PX = 90, 200
_LINE_PX, _LINES_PX = 48, 192


@dataclass(frozen=True)
class PassShare:
    """A pass as a tender, and what of the order is left to pay."""

    tender: TenderRequest
    rest_fen: int


class PassPayDialog(Dialog):
    """`chosen` carries a `PassShare`. Lines the pass is not for cannot be chosen; those it can pay are, as far as it
    goes, services first.
    """

    chosen = Signal(object)

    def __init__(self, window: QWidget, quote: Quote, passes: Sequence[PassView]) -> None:
        super().__init__(window, width_px=640, accept_key="F12")
        self._quote = quote
        self._cards = [PassCard(view) for view in passes if not view.refusal]
        self._at = 0
        self._lines_name = Text("", "small", "muted")
        self._lines, self._group = column(spacing=4), QButtonGroup(self)
        self._group.setExclusive(False)
        self._uses = FactRow()
        self._lay_out()
        self.retranslate()
        self.choose(0)

    def _lay_out(self) -> None:
        cards = QWidget()
        cards.setLayout(column(*self._cards, None, spacing=8))
        area = scrolled(cards)
        area.setFixedHeight(min(_LIST_PX, _CARD_PX * max(len(self._cards), 1)))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for at, card in enumerate(self._cards):
            card.setObjectName(f"pass-{card.view.pass_id}")
            card.pressed.connect(lambda _id, at=at: self.choose(at))
        for line in self._quote.lines:
            box = QCheckBox(f"{line.product.name} × {count(-(-line.qty_milli // MILLI))}")
            box.setObjectName(f"line-{line.line}")
            box.setMinimumHeight(44)
            box.toggled.connect(lambda _on: self._show())
            self._group.addButton(box, line.line)
            self._lines.addLayout(row(box, None, Text(amount(line.net_fen), "body"), 12))
        holder = QWidget()
        holder.setLayout(column(self._lines, None, spacing=0))
        lines = scrolled(holder)
        lines.setFixedHeight(min(_LINES_PX, _LINE_PX * max(len(self._quote.lines), 1)))
        lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(area)
        self.body.addLayout(column(self._lines_name, lines, spacing=4))
        self.body.addWidget(self._uses)

    def retranslate(self) -> None:
        """All words anew."""
        self._lines_name.setText(self.tr("Lines the pass pays"))
        self._show()

    def first_field(self) -> QWidget | None:
        return next((button for button in self._group.buttons() if button.isEnabled()), None)

    def keys(self) -> Sequence[KeyHint]:
        """Arrows choose the pass, space the line, F12 goes on."""
        return (
            KeyHint("F12", self.tr("Pay"), self.accept, self.next.isEnabled()),
            KeyHint("Left", self.tr("Other pass") if len(self._cards) > 1 else "", lambda: self.choose(self._at - 1)),
            KeyHint("Right", "", lambda: self.choose(self._at + 1)),
            KeyHint("Esc", self.tr("Back"), self.reject),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right also where the window's keys do not come."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(self._at + step)

    def choose(self, at: int) -> None:
        """Another pass; the lines it can pay are marked."""
        if not self._cards:
            return
        self._at = at % len(self._cards)
        self._mark(self._cards[self._at].view)
        self._show()

    def _mark(self, view: PassView) -> None:
        room = _room(view)
        payable = [line for line in self._quote.lines if _pays(view, line)]
        wanted = set()
        for line in sorted(payable, key=lambda line: line.product.kind != SERVICE):
            uses = _uses(line)
            if uses <= room:
                wanted.add(line.line)
                room -= uses
        for button in self._group.buttons():
            number = self._group.id(button)
            button.blockSignals(True)  # one answer for all of them
            button.setEnabled(any(line.line == number for line in payable))
            button.setChecked(number in wanted)
            button.blockSignals(False)

    def _marked(self) -> list[QuoteLine]:
        marked = {self._group.id(button) for button in self._group.buttons() if button.isChecked()}
        return [line for line in self._quote.lines if line.line in marked]

    def _show(self) -> None:
        marked = self._marked()
        fen, uses = sum(line.net_fen for line in marked), sum(_uses(line) for line in marked)
        view = self._cards[self._at].view if self._cards else None
        for at, card in enumerate(self._cards):
            card.set_chosen(at == self._at)
            card.retranslate()
        rest = self._quote.due_fen - fen
        self._uses.set(self.tr("%n use(s)", "", uses), amount(fen), "brand")
        words = self.tr("Pay") if rest == 0 else self.tr("Pay, then {amount} another way").format(amount=amount(rest))
        self.set_texts(self.tr("Pay with a pass"), words, self.tr("Back"))
        short = view is not None and uses > _room(view)
        self.set_problem(self.tr("Not so many uses are left on this pass.") if short else "")
        self.next.setEnabled(bool(marked) and fen > 0 and not short)

    def accept(self) -> None:
        """On with what the pass pays."""
        marked = self._marked()
        if not self.next.isEnabled() or not self._cards:
            return
        fen = sum(line.net_fen for line in marked)
        tender = TenderRequest(
            tenders.PASS,
            fen,
            pass_id=self._cards[self._at].view.pass_id,
            pass_lines=tuple(line.line for line in marked),
        )
        self.finish(True)
        self.chosen.emit(PassShare(tender, self._quote.due_fen - fen))


def _room(view: PassView) -> int:
    """How many uses it has for one sale."""
    limits = [limit for limit in (view.left, view.most_persons) if limit is not None]
    return min(limits, default=0)


def _pays(view: PassView, line: QuoteLine) -> bool:
    fits = not view.skus or line.product.sku in view.skus
    return fits and line.product.kind != FEE and line.net_fen > 0


def _uses(line: QuoteLine) -> int:
    return uses_for(line.qty_milli, line.net_fen, line.net_fen)
