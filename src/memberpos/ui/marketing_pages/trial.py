"""The panel that rehearses a draft on last month's sales, piece by piece, beside everything else the till does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.services import rule_trial
from memberpos.services.rule_trial import Difference, Draft, Outcome, Trial
from memberpos.services.shop import shop_of
from memberpos.store.database import Database
from memberpos.ui.context import UiContext
from memberpos.ui.format import count, money, signed
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, FactRow, column
from memberpos.ui.widgets.painted import ProgressBar
from memberpos.ui.widgets.table import Column, Line, Table
from memberpos.ui.widgets.text import Text

#: Sales priced again in one look-up: whatever else is read waits no longer than that.
PIECE = 40
#: Members looked through for their birthdays in one look-up.
PEOPLE = 2_000
#: What a page gives to be tried: a draft for sales, or (code, document) of a top-up offer.
Tried = Draft | tuple[str, dict[str, object]]


@dataclass(frozen=True)
class _Begun:
    trial: Trial | None
    outcome: Outcome
    first: date
    last: date


class TrialPanel(Card):
    """`asked` wants a draft, which `start` is given; `refused` carries what is wrong with it."""

    asked = Signal()
    refused = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__(pad=14, spacing=10)
        self._context = context
        self._run = 0
        self._head, self._remark = Text("", "heading", wrap=True), Text("", "caption", "muted", wrap=True)
        self._bar, self._button = ProgressBar(), Button("", "F9")
        self._button.setObjectName("trial")
        self._button.clicked.connect(self.press)
        self._facts = [FactRow() for _ in range(5)]
        self._verdict = Text("", "strong", wrap=True)
        columns = (Column("receipt"), Column("money", 118, number=True), Column("points", 76, number=True))
        self._table = Table(columns, context.theme)
        self._table.setMinimumHeight(150)
        self._shown: Outcome | None = None
        for part in (self._head, self._remark):
            self.layout_.addWidget(part)
        self.layout_.addWidget(self._button)
        self.layout_.addWidget(self._bar)
        self.layout_.addWidget(self._verdict)
        self._result = QWidget()
        self._result.setLayout(column(*self._facts, self._table, spacing=4))
        self.layout_.addWidget(self._result)
        self.clear()

    @property
    def running(self) -> bool:
        """A rehearsal is under way."""
        return not self._bar.isHidden()

    def press(self) -> None:
        """Begins, or stops what is under way."""
        if self.running:
            self.clear()
        else:
            self.asked.emit()

    def clear(self) -> None:
        """Forgets: another draft is looked at."""
        self._run += 1
        self._shown = None
        for part in (self._bar, self._verdict, self._result):
            part.hide()
        self._name_button()

    def start(self, tried: Tried, now_ms: int) -> None:
        """Rehearses; a later `clear` or `start` makes it of no interest."""
        self.clear()
        run = self._run
        self._bar.set_part(0)
        self._bar.show()
        self._name_button()
        self._context.read(partial(_begin, tried, now_ms), partial(self._begun, run), partial(self._failed, run), self)

    def _begun(self, run: int, begun: _Begun) -> None:
        if run == self._run:
            self._remark.setText(self._months(begun.first, begun.last))
            if begun.trial is None:
                self.show_outcome(begun.outcome)
            else:
                self._next(run, begun.trial, 0, Outcome())

    def _next(self, run: int, trial: Trial, done: int, outcome: Outcome) -> None:
        """One piece after the other; each look-up lets others in between."""
        if run != self._run:
            return
        total = len(trial.sales) + trial.people
        if done >= total:
            self._last(run, trial, outcome)
            return
        self._bar.set_part(done / total)
        step = min(PIECE, len(trial.sales) - done) if done < len(trial.sales) else PEOPLE
        then: Callable[[Outcome], None] = lambda more: self._next(run, trial, done + step, outcome.plus(more))  # noqa: E731
        self._context.read(lambda db: _piece(db, trial, done, step), then, partial(self._failed, run), self)

    def _last(self, run: int, trial: Trial, outcome: Outcome) -> None:
        """Those who joined; they are found at once."""

        def then(more: Outcome) -> None:
            if run == self._run:
                self.show_outcome(outcome.plus(more))

        self._context.read(lambda db: rule_trial.joining(db, trial), then, partial(self._failed, run), self)

    def _failed(self, run: int, error: PosError) -> None:
        if run == self._run:
            self.clear()
            self.refused.emit(error)

    def show_outcome(self, outcome: Outcome) -> None:
        """What came of it."""
        self._bar.hide()
        self._shown = outcome
        self._verdict.setText(self._sentence(outcome))
        self._verdict.show()
        names = (
            self.tr("Sales looked at"),
            self.tr("Would be others"),
            self.tr("Members touched"),
            self.tr("Points more"),
            self.tr("of these, joining and birthdays"),
        )
        figures = (outcome.sales, outcome.changed, outcome.members, outcome.points_more, outcome.gifts_more)
        for fact, name, figure in zip(self._facts, names, figures, strict=True):
            fact.set(name, count(figure))
        self._facts[-1].setVisible(bool(outcome.gifts_more))
        self._table.set_heads(self.tr("Receipt"), self.tr("Customer pays"), self.tr("Points"))
        self._table.set_lines([_line(at, each) for at, each in enumerate(outcome.top)])
        self._table.setVisible(bool(outcome.top))
        self._result.show()
        self._name_button()

    def retranslate(self) -> None:
        """All words anew."""
        self._head.setText(self.tr("Rehearse before switching on"))
        self._remark.setText(self.tr("Prices last month's sales again under this draft. Nothing is changed."))
        self._name_button()
        if self._shown is not None:
            self.show_outcome(self._shown)

    def _sentence(self, outcome: Outcome) -> str:
        currency = self._context.currency
        if not outcome.sales and not outcome.gifts_more:
            return self.tr("There was nothing last month that it can be tried on.")
        if not outcome.changed and not outcome.gifts_more:
            return self.tr("Nothing would have been different.")
        if not outcome.cost_fen:
            return self.tr("It would have cost no money.")
        if outcome.cost_fen >= 0:
            return self.tr("It would have cost {money}.").format(money=money(outcome.cost_fen, currency))
        return self.tr("It would have brought {money} more.").format(money=money(-outcome.cost_fen, currency))

    def _months(self, first: date, last: date) -> str:
        return self.tr("Sales of {first} to {last}. Nothing is changed.").format(first=first, last=last)

    def _name_button(self) -> None:
        self._button.setText(self.tr("Stop") if self.running else self.tr("Rehearse"))


def _begin(tried: Tried, now_ms: int, db: Database) -> _Begun:
    """Makes a rehearsal ready; one of a top-up offer is short and done at once."""
    first, last = rule_trial.last_month(shop_of(db).business_date(now_ms))
    if isinstance(tried, Draft):
        return _Begun(rule_trial.prepare(db, tried, first, last), Outcome(), first, last)
    return _Begun(None, rule_trial.try_ladder(db, *tried, first, last, now_ms), first, last)


def _piece(db: Database, trial: Trial, done: int, step: int) -> Outcome:
    """The next sales; behind the last one the next members, numbered from 1."""
    at = done - len(trial.sales)
    if at < 0:
        return rule_trial.piece(db, trial, trial.sales[done : done + step])
    return rule_trial.birthdays(db, trial, range(at + 1, at + 1 + step))


def _line(at: int, each: Difference) -> Line:
    due, points = each.now.due_fen - each.was.due_fen, each.now.points - each.was.points
    receipt = each.receipt_no.rpartition("-")[2].lstrip("0")
    return Line(
        at, (f"{each.business_date[5:]} #{receipt}", signed(due), f"+{count(points)}" if points > 0 else count(points))
    )
