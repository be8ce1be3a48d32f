"""Selling a pass: which kind, then how it is paid."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from memberpos.domain.errors import PosError
from memberpos.domain.pass_terms import PassTerms
from memberpos.services import pass_kinds, pass_sales
from memberpos.services.checkout import TenderRequest
from memberpos.services.pass_results import PassSold
from memberpos.services.pass_sales import SellPass
from memberpos.services.results import MemberProfile
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.format import money, person
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.pass_words import hold_words, term_words, uses_words
from memberpos.ui.widgets.buttons import TileButton
from memberpos.ui.widgets.card import Card, EmptyState, FactRow, column, scrolled
from memberpos.ui.widgets.overlay import Dialog

_COLUMNS = 3
_TILE_PX, _TILES_PX = 64, 190


def take_payment(
    window: QWidget,
    context: UiContext,
    due_fen: int,
    profile: MemberProfile,
    then: Callable[[tuple[TenderRequest, ...]], None],
) -> None:
    """Asks how `due_fen` is paid; nothing is asked of what costs nothing."""
    if due_fen == 0:
        then(())
        return
    dialog = PayDialog(window, due_fen, "cash", profile, context.currency)
    dialog.paid.connect(then)
    dialog.open()


class PassMoneyDialog(Dialog):
    """A dialog that takes money for a pass and books it; `sold` carries the `PassSold`."""

    sold = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile, *, width_px: int) -> None:
        super().__init__(window, width_px=width_px, accept_key="F12")
        self._context, self._profile = context, profile
        self._event_id = str(context.services["new_id"]())

    def charge(self, due_fen: int, work: Callable[[Use, tuple[TenderRequest, ...]], PassSold]) -> None:
        """Payment, then `work`; this dialog stays below until it is booked."""

        def paid(tenders: tuple[TenderRequest, ...]) -> None:
            self.hold(booking=True)
            run_approved(self._context, self, lambda use: work(use, tenders), self._done, self._refused)

        take_payment(self, self._context, due_fen, self._profile, paid)

    def _done(self, done: PassSold) -> None:
        self._context.services["print_event"](done.event_id, done.cash)
        words = self.tr("{title} sold.").format(title=done.title)
        if done.change_fen:
            change = money(done.change_fen, self._context.currency)
            words = self.tr("{title} sold. Change {change}.").format(title=done.title, change=change)
        self._context.shell.toast(words)
        self.finish(True)
        self.sold.emit(done)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")


class SellPassDialog(PassMoneyDialog):
    """Tiles of the shop's kinds; arrows or the pointer choose, F12 takes the money."""

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile) -> None:
        super().__init__(window, context, profile, width_px=720)
        self._kinds: Sequence[PassTerms] | None = None
        self._at = 0
        self._tiles: list[TileButton] = []
        self._grid, self._empty = QGridLayout(), EmptyState("card")
        self._grid.setSpacing(8)
        self._facts = Card(tone="quiet", spacing=6, pad=12)
        self._uses, self._term, self._holds, self._list = FactRow(), FactRow(), FactRow(), FactRow()
        for fact in (self._uses, self._term, self._holds, self._list):
            self._facts.layout_.addWidget(fact)
        holder = QWidget()
        holder.setLayout(column(self._grid, self._empty, None, spacing=0))
        self._area = scrolled(holder)
        self._area.setFixedHeight(_TILES_PX)  # until it is known how many there are
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._area)
        self.body.addWidget(self._facts)
        self.retranslate()
        context.read(pass_kinds.everything, self.show_kinds, None, self)

    def show_kinds(self, kinds: Sequence[PassTerms]) -> None:
        """What the shop sells; the first is chosen."""
        self._kinds = kinds
        for at, terms in enumerate(kinds):
            tile = TileButton(terms.title, f"{uses_words(terms)} · {money(terms.price_fen, self._context.currency)}")
            tile.setObjectName(f"kind-{terms.code}")
            tile.setCheckable(True)
            tile.setAutoExclusive(True)
            tile.setMinimumHeight(60)
            tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tile.clicked.connect(lambda _on=False, at=at: self.choose(at))
            self._tiles.append(tile)
            self._grid.addWidget(tile, at // _COLUMNS, at % _COLUMNS)
        for place in range(_COLUMNS):
            self._grid.setColumnStretch(place, 1)
        rows = -(-len(kinds) // _COLUMNS)
        self._area.setFixedHeight(min(_TILE_PX * rows, _TILES_PX) if rows else _TILES_PX)
        self.choose(0)

    def retranslate(self) -> None:
        """All words anew."""
        self._empty.set(self.tr("No kinds of passes yet"), self.tr("The owner adds them under Settings"))
        self._show()

    def keys(self) -> Sequence[KeyHint]:
        """Arrows choose, F12 goes on to the payment."""
        return (
            KeyHint("F12", self.tr("Take payment"), self.accept, self.next.isEnabled()),
            *(KeyHint(key, "", lambda step=step: self.choose(self._at + step)) for key, step in _STEPS.items()),  # type: ignore[misc]
            KeyHint("Esc", self.tr("Back"), self.reject),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows also where the window's keys do not come."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_COLUMNS, Qt.Key.Key_Down: _COLUMNS}.get(
            Qt.Key(event.key())
        )
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(self._at + step)

    def choose(self, at: int) -> None:
        """Another kind."""
        if self._kinds and 0 <= at < len(self._kinds):
            self._at = at
            self._area.ensureWidgetVisible(self._tiles[at])
        self._show()

    def _terms(self) -> PassTerms | None:
        return self._kinds[self._at] if self._kinds else None

    def _show(self) -> None:
        terms, currency = self._terms(), self._context.currency
        for at, tile in enumerate(self._tiles):
            tile.setChecked(at == self._at)
        self._empty.setVisible(self._kinds is not None and not self._kinds)
        self._facts.setVisible(terms is not None)
        if terms is not None:
            self._uses.set(self.tr("Uses"), uses_words(terms))
            self._term.set(self.tr("Good for"), term_words(terms))
            self._holds.set(self.tr("Holds"), hold_words(terms.weekdays, str(terms.hours or "")))
            self._holds.setVisible(bool(hold_words(terms.weekdays, str(terms.hours or ""))))
            self._list.set(self.tr("One use without a pass"), money(terms.list_fen or 0, currency))
            self._list.setVisible(terms.list_fen is not None)
        take = (
            self.tr("Take {amount}").format(amount=money(terms.price_fen, currency))
            if terms
            else self.tr("Take payment")
        )
        self.set_texts(self.tr("Sell a pass"), take, self.tr("Back"), person(self._profile.name))
        self.next.setEnabled(terms is not None)

    def accept(self) -> None:
        """On to the payment."""
        terms = self._terms()
        if terms is None or not self.next.isEnabled():
            return
        self.set_problem("")
        member_id, event_id = self._profile.member_id, self._event_id
        self.charge(
            terms.price_fen,
            lambda use, tenders: pass_sales.sell(use, SellPass(member_id, terms.code, tenders, event_id)),
        )


_STEPS = {"Left": -1, "Right": 1, "Up": -_COLUMNS, "Down": _COLUMNS}
