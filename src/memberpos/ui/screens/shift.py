"""The shift: its drawer movements, the blind count, the difference, closing with a Z (domain rules §10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from memberpos.domain.errors import PosError
from memberpos.domain.shift import Counted
from memberpos.services import shift_view, shifts
from memberpos.services.shift_view import ShiftFacts
from memberpos.services.shifts import ShiftClosed
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.dialogs.cash_move import CashMoveDialog
from memberpos.ui.dialogs.open_shift import OpenShiftDialog
from memberpos.ui.dialogs.shift_reports import ShiftClosedDialog, XReportDialog
from memberpos.ui.hints import KeyHint
from memberpos.ui.screen import Screen
from memberpos.ui.widgets.buttons import PrimaryButton
from memberpos.ui.widgets.card import EmptyState, row
from memberpos.ui.widgets.shift_panels import CountPanel, MovesPanel, ReviewPanel, ShiftCard

NONE, OPEN, COUNTING, COUNTED = "none", "open", "counting", "counted"
COUNTING_STATE = "counting"


class ShiftScreen(Screen):
    """One step at a time: no shift, open, counting, counted. Expected figures show after a count was kept."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._facts: ShiftFacts | None = None
        self._step = NONE
        self._counted: dict[str, int] = {}
        self._busy = False
        self._open = PrimaryButton("", "F12")
        self._empty = EmptyState("drawer", button=self._open)
        self._card, self._moves = ShiftCard(), MovesPanel(context.theme)
        self._count, self._review = CountPanel(context.currency), ReviewPanel(context.theme)
        self._card.setFixedWidth(320)
        self._middle = QStackedWidget()
        for panel in (self._moves, self._count, self._review):
            self._middle.addWidget(panel)
        gap = context.theme.size("gap")
        self._page = QWidget()
        layout = row(self._card, self._middle, spacing=gap, margins=(gap, gap, gap, gap))
        layout.setStretch(1, 1)
        self._page.setLayout(layout)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._page)
        self.setLayout(row(self._stack, spacing=0))
        self._wire()

    def _wire(self) -> None:
        self._open.clicked.connect(self.open_shift)
        self._moves.asked.connect(self.cash_move)
        self._moves.close_asked.connect(self.begin)
        self._moves.x_asked.connect(self.x_report)
        self._count.done.connect(self.count)
        self._count.back.connect(self.stop)
        self._review.again.connect(self.begin)
        self._review.closed.connect(self.close_shift)

    # --- screen -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Shift")

    def retranslate(self) -> None:
        """All words anew."""
        self._open.setText(self.tr("Open shift"))
        self._empty.set(self.tr("No shift is open"), self.tr("Count the cash in the drawer, then open one to sell."))
        for panel in (self._card, self._moves, self._count, self._review):
            panel.retranslate()
        self._show()

    def on_shown(self, **facts: object) -> None:
        """Reads the shift."""
        self._read()

    def on_changed(self, what: frozenset[str]) -> None:
        """Something was booked."""
        if what & {"shift", "sale", "member"}:
            self._read()

    def keys(self) -> Sequence[KeyHint]:
        """What works now."""
        back = KeyHint("Esc", self.tr("Back"), self.leave)
        if self._step == NONE:
            return (KeyHint("F12", self.tr("Open shift"), self.open_shift), back)
        if self._step == COUNTING:
            done = KeyHint("F12", self.tr("Count is done"), self.count)
            return (done, KeyHint("Esc", self.tr("Go on selling"), self.stop))
        if self._step == COUNTED:
            again = KeyHint("F9", self.tr("Count again"), self.begin)
            return (again, KeyHint("F12", self.tr("Close shift (Z)"), self.close_shift), back)
        return (
            KeyHint("F4", self.tr("Pay in"), lambda: self.cash_move("paid_in")),
            KeyHint("F6", self.tr("Pay out"), lambda: self.cash_move("paid_out")),
            KeyHint("F7", self.tr("To the safe"), lambda: self.cash_move("drop")),
            KeyHint("F9", self.tr("Open drawer"), lambda: self.cash_move("no_sale")),
            KeyHint("F5", self.tr("X report"), self.x_report, self._may_x()),
            KeyHint("F12", self.tr("Count and close"), self.begin),
            back,
        )

    # --- facts ------------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        now_ms = self.context.services["now_ms"]()
        self.context.read(lambda db: shift_view.facts(db, now_ms), self.show_facts, None, self)

    def show_facts(self, facts: ShiftFacts) -> None:
        """The shift as it stands; a count under way stays on the screen."""
        self._facts = facts
        if facts.shift is None:
            self._step = NONE
        elif facts.shift.state == COUNTING_STATE:
            self._step = COUNTED if self._step == COUNTED else COUNTING
        else:
            self._step = OPEN
        self._show()

    def _show(self) -> None:
        facts = self._facts
        self._stack.setCurrentWidget(self._empty if self._step == NONE else self._page)
        self._stack.setVisible(facts is not None)
        if facts is not None and self._step != NONE:
            self._card.show_facts(facts, blind=self._step != OPEN)
            self._moves.show_facts(facts, may_x=self._may_x())
            panels = {OPEN: self._moves, COUNTING: self._count, COUNTED: self._review}
            self._middle.setCurrentWidget(panels[self._step])
        self.keys_changed.emit()

    def _may_x(self) -> bool:
        return "report.x" in self.context.shell.session().rights

    # --- what can be done -------------------------------------------------------------------------------------------

    def open_shift(self) -> None:
        """Asks for the float."""
        dialog = OpenShiftDialog(self, self.context)
        dialog.closed.connect(lambda _done: self._read())
        dialog.open()

    def cash_move(self, kind: str) -> None:
        """Money in or out, or the drawer only."""
        dialog = CashMoveDialog(self, self.context, kind)
        dialog.closed.connect(lambda _done: self._read())
        dialog.open()

    def x_report(self) -> None:
        """The shift so far, for who may see it."""
        if self._may_x():
            XReportDialog(self, self.context).open()

    def begin(self) -> None:
        """The drawer is being counted."""
        self._count.clear()
        self.context.run(shifts.begin_count, lambda _none: self._begun(), None, self)

    def _begun(self) -> None:
        self._step = COUNTING
        self._read()
        self._show()
        self._count.first_field().setFocus()

    def stop(self) -> None:
        """Back to selling without closing."""
        self.context.run(shifts.stop_count, lambda _none: self._stopped(), None, self)

    def _stopped(self) -> None:
        self._step = OPEN
        self._read()

    def leave(self) -> None:
        """Back to the counter; a count that was not closed is given up."""
        if self._step == COUNTED:
            self.stop()
        else:
            self.context.shell.go("counter")

    def count(self) -> None:
        """Keeps the count; only then the expected figures are told."""
        counted = self._count.counted()
        if counted is None or self._busy:
            return
        self._busy, self._counted = True, counted
        run_approved(self.context, self, lambda use: shifts.count(use, counted), self._kept, self._refused)

    def _kept(self, tenders: Mapping[str, Counted]) -> None:
        self._busy = False
        self._step = COUNTED
        self._review.show_count(tenders)
        self._show()
        self._review.first_field().setFocus()

    def close_shift(self) -> None:
        """Closes with the kept count; a difference needs a reason."""
        reason = self._review.reason()
        if reason is None or self._busy:
            return
        self._busy, counted = True, self._counted
        run_approved(self.context, self, lambda use: shifts.close(use, counted, reason), self._closed, self._refused)

    def _closed(self, closed: ShiftClosed) -> None:
        self._busy = False
        self._step = NONE
        self.context.services["print_event"](closed.event_id)
        dialog = ShiftClosedDialog(self, self.context, closed)
        dialog.closed.connect(lambda _done: self.context.shell.go("reports"))
        dialog.open()

    def _refused(self, error: PosError) -> None:
        self._busy = False
        self.context.shell.error(error)
