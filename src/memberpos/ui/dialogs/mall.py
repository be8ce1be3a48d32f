"""What a member can do with points: check in, tasks, gifts, draws; Enter takes the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.services import mall_view, sources
from memberpos.services.mall_view import MallFacts
from memberpos.services.results import MemberProfile
from memberpos.services.sources import PointsGiven
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.dialogs.draw import DrawDialog
from memberpos.ui.dialogs.redeem import RedeemDialog
from memberpos.ui.format import count, money, person
from memberpos.ui.hints import KeyHint
from memberpos.ui.mall_words import why_words
from memberpos.ui.messages import message
from memberpos.ui.widgets.card import EmptyState
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.table import Cell, Column, Line, Table

ROWS = 8


@dataclass(frozen=True)
class Offered:
    """A row: its words, what it costs or brings, why not (""), and what Enter does."""

    kind: str
    name: str
    figure: str
    remark: str
    why_not: str
    take: Callable[[], None]


class MallDialog(Dialog):
    """Everything points are got and spent for besides sales. `done` is emitted when something was booked."""

    done = Signal()

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile) -> None:
        super().__init__(window, width_px=720)
        self._window, self._context, self._profile = window, context, profile
        self._facts: MallFacts | None = None
        self._offers: list[Offered] = []
        self._empty = EmptyState("gift")
        columns = (Column("kind", 84), Column("name"), Column("remark", 190), Column("figure", 150, number=True))
        self._table = Table(columns, context.theme, self._empty)
        self._table.horizontalHeader().hide()
        self._table.setMinimumHeight(ROWS * context.theme.size("row"))
        self._table.opened.connect(self._take)
        self.body.addWidget(self._table)
        self.retranslate()
        self.reload()

    def retranslate(self) -> None:
        """All words anew."""
        points = count(self._facts.profile.points if self._facts else self._profile.points)
        self.set_texts(
            self.tr("Points of {name}").format(name=person(self._profile.name)),
            self.tr("Choose"),
            self.tr("Back"),
            self.tr("{points} points").format(points=points),
        )
        self._empty.set(
            self.tr("Nothing to get for points yet"), self.tr("Gifts, draws and tasks are set up by the owner.")
        )
        if self._facts is not None:
            self.show_facts(self._facts)

    def reload(self) -> None:
        """Reads what there is now."""
        member_id, now_ms = self._profile.member_id, int(self._context.services["now_ms"]())
        self._context.read(lambda db: mall_view.facts(db, member_id, now_ms), self.show_facts, None, self)

    def show_facts(self, facts: MallFacts) -> None:
        """The rows: what brings points first, then gifts, then draws."""
        self._facts, chosen = facts, self._table.choice()
        self._offers = [*self._earning(facts), *self._gifts(facts), *self._draws(facts)]
        lines = []
        for at, offer in enumerate(self._offers):
            tone = "faint" if offer.why_not else ""
            remark = Cell(offer.why_not or offer.remark, "warn" if offer.why_not else "muted")
            figure = Cell(offer.figure, "faint" if offer.why_not else "gold")
            lines.append(Line(at, (Cell(offer.kind, "muted"), Cell(offer.name, tone), remark, figure)))
        self._table.set_lines(lines, chosen if isinstance(chosen, int) and chosen < len(lines) else 0)

    def first_field(self) -> QWidget | None:
        return self._table

    def keys(self) -> Sequence[KeyHint]:
        """Arrows move, Enter takes."""
        return (KeyHint("Esc", self.tr("Back"), self.reject),)

    def accept(self) -> None:
        """Takes the chosen row."""
        choice = self._table.choice()
        if isinstance(choice, int):
            self._take(choice)

    # --- rows -------------------------------------------------------------------------------------------------------

    def _earning(self, facts: MallFacts) -> list[Offered]:
        member_id, rows = self._profile.member_id, []
        if facts.profile.check_in_points is not None:
            brings = self._brings(facts.profile.check_in_points)
            check_in = self._give(lambda use: sources.check_in(use, member_id))
            rows.append(Offered(self.tr("Earn"), self.tr("Check in"), brings, "", "", check_in))
        for task in facts.tasks:
            work = self._give(lambda use, code=task.code: sources.task(use, member_id, code))  # type: ignore[misc]
            rows.append(
                Offered(
                    self.tr("Earn"), task.name, self._brings(task.points), self.tr("Task"), why_words(task.why_not),
                    work,
                )
            )  # fmt: skip
        return rows

    def _gifts(self, facts: MallFacts) -> list[Offered]:
        rows = []
        for gift in facts.gifts:
            cost = self.tr("{points} points").format(points=count(gift.points))
            cost = f"{cost} + {money(gift.fen, self._context.currency)}" if gift.fen else cost
            left = "" if gift.left is None else self.tr("%n left", "", gift.left)
            take = lambda gift=gift: self._open(RedeemDialog(self._window, self._context, facts.profile, gift))  # noqa: E731
            rows.append(Offered(self.tr("Gift"), gift.name, cost, left, why_words(gift.why_not), take))
        return rows

    def _draws(self, facts: MallFacts) -> list[Offered]:
        rows = []
        for draw in facts.draws:
            cost = self.tr("{points} points").format(points=count(draw.cost))
            prizes = self.tr("%n prize(s)", "", sum(1 for prize in draw.prizes if prize.weight))
            take = lambda draw=draw: self._open(DrawDialog(self._window, self._context, facts.profile, draw))  # noqa: E731
            rows.append(Offered(self.tr("Draw"), draw.name, cost, prizes, why_words(draw.why_not), take))
        return rows

    def _brings(self, points: int) -> str:
        return self.tr("+{points} points").format(points=count(points))

    # --- taking -----------------------------------------------------------------------------------------------------

    def _take(self, at: int) -> None:
        offer = self._offers[at]
        self.set_problem(offer.why_not)
        if not offer.why_not:
            offer.take()

    def _open(self, dialog: RedeemDialog | DrawDialog) -> None:
        self.finish(True)
        dialog.booked.connect(self.done)
        dialog.open()

    def _give(self, work: Callable[[Use], PointsGiven]) -> Callable[[], None]:
        def take() -> None:
            run_approved(self._context, self, work, self._given, self._refused)

        return take

    def _given(self, given: PointsGiven) -> None:
        said = self.tr("{points} points given. Balance {balance}.")
        self._context.shell.toast(said.format(points=count(given.points), balance=count(given.balance)))
        self.done.emit()
        self.reload()

    def _refused(self, error: PosError) -> None:
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")
