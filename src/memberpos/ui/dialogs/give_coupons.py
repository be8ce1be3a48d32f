"""Giving out coupons of a kind: to named members, to the members of a filter, or so many for anybody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.domain.member_filter import MemberFilter
from memberpos.services import coupon_rounds, coupons, marketing, saved_filters
from memberpos.services.coupon_rounds import PIECE, Round
from memberpos.services.coupons import CouponDone
from memberpos.services.use import Use
from memberpos.store.database import Database
from memberpos.store.member_filters import SavedFilter
from memberpos.ui.context import UiContext
from memberpos.ui.format import count
from memberpos.ui.messages import message
from memberpos.ui.settings_pages.base import choice, rename
from memberpos.ui.widgets.card import FormRow
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.painted import ProgressBar
from memberpos.ui.widgets.text import Text

#: Numbers shown after a batch; all of them are in the books.
_SHOWN = 12
NOBODY, ALL = "", "*"


class GiveDialog(Dialog):
    """`given` when coupons were given. To a filter's members they go in pieces; closing stops between two."""

    given = Signal()

    def __init__(self, window: QWidget, context: UiContext, code: str, name: str) -> None:
        super().__init__(window, width_px=560)
        self._context, self._code, self._name = context, code, name
        self._filters: list[SavedFilter] = []
        self._numbers: Sequence[int] = ()
        self._asked, self._running = 0, False
        self._whom, self._count = Field(), Field(latin=True, pattern=r"\d{0,5}")
        self._filter = choice({NOBODY: "", ALL: ""})
        self._whom.setObjectName("give-whom")
        self._count.setObjectName("give-count")
        self._filter.setObjectName("give-filter")
        self._filter.currentIndexChanged.connect(lambda _at: self._look())
        self._rows = [FormRow(self._whom), FormRow(self._filter), FormRow(self._count)]
        self._said, self._bar = Text("", "body", wrap=True), ProgressBar()
        for part in (*self._rows, self._bar, self._said):
            self.body.addWidget(part)
        self._bar.hide()
        self._said.hide()
        self.retranslate()
        context.read(saved_filters.everything, self._show_filters, None, self)

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("Give out coupons"), self.tr("Give"), self.tr("Back"), self._name or self._code)
        self._rows[0].set(self.tr("To members"), self.tr("Phone or card number, with commas between."))
        self._rows[2].set(
            self.tr("Or so many for anybody"), self.tr("Whoever shows the number may use it; 1 to 10000.")
        )
        names = {each.id: each.name for each in self._filters}
        rename(self._filter, {NOBODY: self.tr("nobody"), ALL: self.tr("all members"), **names})
        self._name_filter()

    def first_field(self) -> QWidget | None:
        return self._whom

    # --- members of a filter ----------------------------------------------------------------------------------------

    def _show_filters(self, filters: Sequence[SavedFilter]) -> None:
        self._filters = [*filters]
        for each in filters:
            self._filter.addItem(each.name, each.id)

    def _wanted(self) -> MemberFilter:
        return next((each.filter for each in self._filters if each.id == self._filter.currentData()), MemberFilter())

    def _look(self) -> None:
        """How many there are, before anything is given."""
        self._asked += 1
        self._numbers = ()
        self._name_filter()
        if self._filter.currentData() != NOBODY:
            wanted, now_ms = self._wanted(), int(self._context.services["now_ms"]())
            find = partial(_members_of, wanted, now_ms)
            self._context.read(find, partial(self._found, self._asked), None, self)

    def _found(self, asked: int, numbers: Sequence[int]) -> None:
        if asked == self._asked:
            self._numbers = numbers
            self._name_filter()

    def _name_filter(self) -> None:
        hint = self.tr("A filter saved in Members.")
        if self._filter.currentData() != NOBODY:
            hint = self.tr("{count} members").format(count=count(len(self._numbers)))
        self._rows[1].set(self.tr("Or to everybody of a filter"), hint)

    def _next(self, at: int, done: Round) -> None:
        """One piece after the other; the counter sells in between."""
        if not self._running:
            return
        if at >= len(self._numbers):
            words = self.tr("Given: {count}. Left out, because they may have no more or are stopped: {others}.")
            self._finished(words.format(count=count(done.given), others=count(done.left_out)))
            return
        self._bar.set_part(at / len(self._numbers))
        code, piece = self._code, self._numbers[at : at + PIECE]
        self._context.run(
            lambda use: coupon_rounds.give(use, code, piece),
            lambda more: self._next(at + len(piece), done.plus(more)),
            lambda error: self._broken(error, done),
            self,
        )

    def _broken(self, error: PosError, done: Round) -> None:
        """What was given before stays given."""
        said = message(error, self._context.currency)
        words = self.tr("Given before: {count}.").format(count=count(done.given))
        self._refuse(f"{said.sentence} {said.next_step} {words}")

    def reject(self) -> None:
        """Closing stops between two pieces."""
        self._running = False
        super().reject()

    # --- giving -----------------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """One of the three is needed."""
        whom, code = [each for each in self._whom.text().replace("，", ",").split(",") if each.strip()], self._code
        number, everybody = int(self._count.text() or 0), self._filter.currentData() != NOBODY
        if bool(whom) + bool(number) + everybody != 1 or (everybody and not self._numbers):
            self.set_problem(self.tr("Enter members, or choose a filter with members, or a number of coupons."))
            return
        self.hold(booking=True)
        if everybody:
            self._running = True
            self._bar.show()
            self._next(0, Round())
        elif whom:
            self._context.run(lambda use: _to_members(use, code, whom), self._done, self._refused, self)
        else:
            self._context.run(lambda use: coupons.batch(use, code, number), self._done, self._refused, self)

    def _done(self, made: list[CouponDone]) -> None:
        numbers = " · ".join(one.number for one in made[:_SHOWN])
        self._finished(self.tr("Given: {count}").format(count=len(made)) + f"\n{numbers}")

    def _finished(self, words: str) -> None:
        self._running = False
        self.hold(booking=False)
        self._context.tell(frozenset({"member"}))
        self.set_problem("")
        self._said.setText(words)
        self._said.show()
        self._bar.hide()
        self.set_texts(self.tr("Give out coupons"), "", self.tr("Close"), self._name or self._code)
        for part in self._rows:
            part.hide()
        self.arrange()
        self.given.emit()

    def _refused(self, error: PosError) -> None:
        said = message(error, self._context.currency)
        self._refuse(f"{said.sentence} {said.next_step}")

    def _refuse(self, words: str) -> None:
        self._running = False
        self._bar.hide()
        self.hold(booking=False)
        self.set_problem(words)


def _members_of(wanted: MemberFilter, now_ms: int, db: Database) -> Sequence[int]:
    return coupon_rounds.members_of(db, wanted, now_ms)


def _to_members(use: Use, code: str, whom: Sequence[str]) -> list[CouponDone]:
    """All or none. PosError not_found (member)."""
    return coupons.issue_to(use, code, marketing.member_ids(use.db, whom))
