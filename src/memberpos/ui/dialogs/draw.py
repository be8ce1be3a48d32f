"""A lucky draw at the counter: odds and the published hash before, prize and seed after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.services import draws
from memberpos.services.draws import PlayRequest
from memberpos.services.results import DrawDone, DrawView, MemberProfile
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import count, person
from memberpos.ui.hints import KeyHint
from memberpos.ui.mall_words import chance_words
from memberpos.ui.messages import message
from memberpos.ui.widgets.card import Card, FactRow, column
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import Text

ROWS = 6
#: A hash is shown in groups that can be compared by eye.
GROUP = 8


class DrawDialog(Dialog):
    """Plays once and prints the slip. `booked` is emitted then."""

    booked = Signal()

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile, draw: DrawView) -> None:
        super().__init__(window, width_px=560)
        self._context, self._profile, self._draw = context, profile, draw
        self._event_id = str(context.services["new_id"]())
        self._result: DrawDone | None = None
        self._won_name, self._won = Text("", "heading", "muted"), Text("", "due", "brand", wrap=True)
        for text in (self._won_name, self._won):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._prizes = Table((Column("name"), Column("left", 110), Column("odds", 120, number=True)), context.theme)
        self._prizes.horizontalHeader().hide()
        self._prizes.setFixedHeight(ROWS * context.theme.size("row"))
        self._prizes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._proof_name, self._proof = Text("", "small", "muted"), Text("", "caption", "faint", wrap=True)
        self._number = FactRow()
        proof = Card(self._number, self._proof_name, self._proof, tone="quiet", spacing=4, pad=12)
        self.body.addLayout(column(self._won_name, self._won, spacing=2))
        self.body.addWidget(self._prizes)
        self.body.addWidget(proof)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._show_prizes()
        if self._result is None:
            self._show_before()
        else:
            self._show_after(self._result)

    def keys(self) -> Sequence[KeyHint]:
        """Enter draws, then goes on."""
        return (KeyHint("Esc", self.tr("Back"), self.reject),)

    def accept(self) -> None:
        """Draws; a second time closes."""
        if self._result is not None:
            self.finish(True)
            return
        if not self.next.isEnabled():
            return
        self.hold(booking=True)
        request = PlayRequest(self._profile.member_id, self._draw.code, self._draw.seed_hash, self._event_id)
        run_approved(self._context, self, lambda use: draws.play(use, request), self.show_result, self._refused)

    def show_result(self, done: DrawDone) -> None:
        """What was won, and what proves it."""
        self._result = done
        self.hold(booking=False)
        self._context.services["print_event"](done.event_id, False)
        self._show_after(done)
        self.booked.emit()

    def _show_before(self) -> None:
        cost = self.tr("Draw for {points} points").format(points=count(self._draw.cost))
        points = self.tr("{name} · {points} points").format(
            name=person(self._profile.name), points=count(self._profile.points)
        )
        self.set_texts(self._draw.name, cost, self.tr("Back"), points)
        for text in (self._won_name, self._won, self._number):
            text.hide()
        self._proof_name.setText(self.tr("The result is fixed already. Its seal (SHA-256):"))
        self._proof.setText(grouped_hash(self._draw.seed_hash))
        self.arrange()

    def _show_after(self, done: DrawDone) -> None:
        points = self.tr("{name} · {points} points").format(name=person(self._profile.name), points=count(done.balance))
        self.set_texts(self._draw.name, self.tr("Done"), "", points)
        self._won_name.setText(self.tr("Drawn"))
        self._won.setText(done.prize_name)
        for text in (self._won_name, self._won, self._number):
            text.show()
        self._prizes.hide()
        self._number.set(self.tr("Number drawn"), f"{done.roll:,} / {done.total:,}")
        self._proof_name.setText(self.tr("The seed under the seal, also on the slip:"))
        self._proof.setText(grouped_hash(done.seed))
        self.arrange()

    def _show_prizes(self) -> None:
        lines = []
        for prize in self._draw.prizes:
            left = "" if prize.left is None else self.tr("%n left", "", prize.left)
            tone = "" if prize.weight else "faint"
            lines.append(
                Line(prize.code, (Cell(prize.name, tone), Cell(left, "muted"), chance_words(self._draw, prize)))
            )
        self._prizes.set_lines(lines)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")


def grouped_hash(text: str) -> str:
    """Hex in groups of eight."""
    return " ".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))
