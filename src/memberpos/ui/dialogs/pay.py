"""Taking payment: one dialog for one way or several; what is missing and the change are always in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from memberpos.domain import tenders
from memberpos.services.checkout import TenderRequest
from memberpos.services.results import MemberProfile
from memberpos.ui.format import amount, money
from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.buttons import Button, ChoiceChip
from memberpos.ui.widgets.card import StatTile, row
from memberpos.ui.widgets.inputs import MoneyEdit
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.pay_panel import tender_words
from memberpos.ui.widgets.text import Text

NOTES_FEN = (1000, 2000, 5000, 10000)
NONE, COINS, ALL = "none", "coins", "all"
YUAN_FEN = 100
KINDS = (tenders.STORED_VALUE, tenders.KEPT_CHANGE, tenders.SCAN_PAY, tenders.BANK_CARD, tenders.CASH)


class PayDialog(Dialog):
    """`paid` carries the tuple of TenderRequests once they pay the due, and how much of the change is kept (存零, for
    members only). `kind` "mixed" starts with nothing filled.
    """

    paid = Signal(object, int)

    def __init__(self, window: QWidget, due_fen: int, kind: str, profile: MemberProfile | None, currency: str) -> None:
        super().__init__(window, width_px=560, accept_key="F12")
        self._due_fen, self._profile, self._currency, self._kind = due_fen, profile, currency, kind
        self._fields = {each: MoneyEdit(large=True) for each in self._offered()}
        self._due, self._left, self._change = StatTile(), StatTile(tone="gold"), StatTile(tone="brand")
        self._notes = row(None, spacing=8)
        self._keep_name, self._keep_group = Text("", "small", "muted"), QButtonGroup(self)
        self._keep = {name: ChoiceChip() for name in (NONE, COINS, ALL)}
        self._keep_row = QWidget()
        self._lay_out()
        for field in self._fields.values():
            field.fen_changed.connect(lambda _fen: self._show())
            field.returnPressed.connect(self.accept)
        self._prefill()
        self.retranslate()

    def _offered(self) -> Sequence[str]:
        return [kind for kind in KINDS if (have := self._have_fen(kind)) is None or have > 0]

    def _have_fen(self, kind: str) -> int | None:
        """What the member holds of it; None = it is not held here."""
        if kind not in tenders.HELD:
            return None
        if self._profile is None:
            return 0
        return self._profile.stored_fen if kind == tenders.STORED_VALUE else self._profile.change_fen

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(16)
        self._names: dict[str, Text] = {}
        for at, (kind, field) in enumerate(self._fields.items()):
            self._names[kind] = Text("", "strong")
            field.setObjectName(f"pay-{kind}")
            field.setMinimumHeight(48)
            rest = Button("", size="small")
            rest.setObjectName(f"rest-{kind}")
            rest.setMinimumHeight(44)
            rest.setText(self.tr("Rest"))
            rest.clicked.connect(lambda _on=False, kind=kind: self._take_rest(kind))
            grid.addWidget(self._names[kind], at, 0)
            grid.addWidget(field, at, 1)
            grid.addWidget(rest, at, 2)
        grid.setColumnStretch(1, 1)
        self._due.setObjectName("due")
        for fen in NOTES_FEN:
            note = Button(f"{fen // 100}")
            note.setObjectName(f"note-{fen // 100}")
            note.clicked.connect(lambda _on=False, fen=fen: self._fields[tenders.CASH].set_fen(fen))
            self._notes.insertWidget(self._notes.count() - 1, note)
        self._notes_name = Text("", "small", "muted")
        self._notes.insertWidget(0, self._notes_name)
        sums = row(self._due, self._left, self._change)
        for at in range(3):
            sums.setStretch(at, 1)
        self.body.addLayout(sums)
        self.body.addLayout(grid)
        self.body.addLayout(self._notes)
        for name, chip in self._keep.items():
            self._keep_group.addButton(chip)
            chip.setObjectName(f"keep-{name}")
            chip.setMinimumHeight(44)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.clicked.connect(lambda _on=False: self._show())
        self._keep[NONE].setChecked(True)
        self._keep_row.setLayout(row(self._keep_name, *self._keep.values(), None, spacing=8))
        self.body.addWidget(self._keep_row)

    def _prefill(self) -> None:
        if self._kind in self._fields and self._kind != tenders.CASH:
            have_fen = self._have_fen(self._kind)
            self._fields[self._kind].set_fen(self._due_fen if have_fen is None else min(have_fen, self._due_fen))

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("Take payment"), self.tr("Done"), self.tr("Back"))
        self._due.set(self.tr("Due"), money(self._due_fen, self._currency))
        self._notes_name.setText(self.tr("Cash given"))
        self._keep_name.setText(self.tr("Keep change"))
        self._keep[NONE].setText(self.tr("Hand it all back"))
        for kind, name in self._names.items():
            words = tender_words(kind)
            if (have_fen := self._have_fen(kind)) is not None:
                words = self.tr("{tender} ({fen})").format(tender=words, fen=amount(have_fen))
            name.setText(words)
        self._show()

    def first_field(self) -> QWidget | None:
        """The way that was chosen, else cash; a mixed payment starts with the first."""
        if self._kind in self._fields:
            return self._fields[self._kind]
        return next(iter(self._fields.values()))

    def keys(self) -> Sequence[KeyHint]:
        """F12 pays, F11 fills cash with the rest."""
        return (
            KeyHint("F12", self.tr("Done"), self.accept),
            KeyHint("F11", self.tr("Rest in cash"), lambda: self._take_rest(tenders.CASH)),
            KeyHint("F1", self.tr("Keep change"), self.keep_more, self._change_fen() > 0 and self._profile is not None),
            KeyHint("Esc", self.tr("Back"), self.reject),
        )

    def given(self) -> tuple[TenderRequest, ...]:
        """The tenders as entered, cash with what was handed over."""
        return tuple(TenderRequest(kind, fen) for kind, field in self._fields.items() if (fen := field.fen()))

    def keep_more(self) -> None:
        """F1: nothing, the coins, everything, nothing …"""
        names = [name for name, chip in self._keep.items() if chip.isVisibleTo(self)]
        now = next(at for at, name in enumerate(names) if self._keep[name].isChecked())
        self._keep[names[(now + 1) % len(names)]].setChecked(True)
        self._show()

    def kept_fen(self) -> int:
        """How much of the change stays with the member."""
        change = self._change_fen() if self._profile is not None else 0
        return {NONE: 0, COINS: change % YUAN_FEN, ALL: change}[self._keep_name_chosen()]

    def _keep_name_chosen(self) -> str:
        return next(name for name, chip in self._keep.items() if chip.isChecked())

    def _change_fen(self) -> int:
        others, cash = self._sums()
        return min(max(others + cash - self._due_fen, 0), cash)

    def _show_keep(self) -> None:
        """Only a member's change can be kept; coins only where there are some beside notes."""
        change = self._change_fen()
        coins = change % YUAN_FEN
        self._keep_row.setVisible(self._profile is not None and change > 0)
        self._keep[COINS].setVisible(0 < coins < change)
        if self._keep[COINS].isChecked() and not 0 < coins < change:
            self._keep[NONE].setChecked(True)
        self._keep[COINS].setText(self.tr("Coins {fen}").format(fen=amount(coins)))
        self._keep[ALL].setText(self.tr("All {fen}").format(fen=amount(change)))

    def _sums(self) -> tuple[int, int]:
        cash = self._fields[tenders.CASH].fen() or 0
        others = sum(field.fen() or 0 for kind, field in self._fields.items() if kind != tenders.CASH)
        return others, cash

    def _take_rest(self, kind: str) -> None:
        others, cash = self._sums()
        own = self._fields[kind].fen() or 0
        rest = max(self._due_fen - (others + cash - own), 0)
        have_fen = self._have_fen(kind)
        self._fields[kind].set_fen(rest if have_fen is None else min(rest, have_fen))
        self._fields[kind].setFocus()

    def _show(self) -> None:
        others, cash = self._sums()
        missing = self._due_fen - others - cash
        self._left.set(self.tr("Still to pay"), money(max(missing, 0), self._currency))
        self._show_keep()
        self._change.set(self.tr("Change"), money(self._change_fen() - self.kept_fen(), self._currency))
        self._left.setVisible(missing > 0)
        self._change.setVisible(missing <= 0)
        too_much = others > self._due_fen
        self.set_problem(self.tr("More than is due. Only cash gives change.") if too_much else "")
        short = any((field.fen() or 0) > (self._have_fen(kind) or 0)
                    for kind, field in self._fields.items() if kind in tenders.HELD)  # fmt: skip
        if short:
            self.set_problem(self.tr("The balance is not enough. Take the rest another way, or top up first."))
        self.next.setEnabled(missing <= 0 and not too_much and not short)

    def accept(self) -> None:
        """Pays when nothing is missing."""
        if self.next.isEnabled():
            given, kept_fen = self.given(), self.kept_fen()
            self.finish(True)
            self.paid.emit(given, kept_fen)
