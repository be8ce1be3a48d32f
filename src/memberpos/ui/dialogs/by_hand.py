"""Points and tiers given (or taken back) by hand: each with its reason, and an approval for who may not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from memberpos.domain.errors import PosError
from memberpos.services import adjust, tier_grants
from memberpos.services.results import MemberProfile
from memberpos.services.shop import shop_of
from memberpos.services.use import Use
from memberpos.store.database import Database
from memberpos.store.tier_grants import TierGrantRow
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import count, person
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.buttons import Button, TileButton
from memberpos.ui.widgets.card import Card, FormRow, column, row
from memberpos.ui.widgets.day_edit import DayEdit
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.text import Text

_COLUMNS = 3
#: F5 to F11 choose; F12 books.
_FIRST_KEY, _MOST_KEYS = 5, 7


@dataclass(frozen=True)
class TierChoice:
    """The shop's tiers, lowest first, and what was given to the member and is still in force."""

    tiers: tuple[str, ...]
    given: tuple[TierGrantRow, ...] = ()


class _ByHand(Dialog):
    """Books a use case for `profile` with a reason. `booked` when it is."""

    booked = Signal()

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile) -> None:
        super().__init__(window, width_px=520, accept_key="F12")
        self._context, self._profile = context, profile
        self._reason = Field()
        self._reason.setObjectName("reason")
        self._reason.setMinimumHeight(44)
        self._reason.returnPressed.connect(self.accept)
        self._reason_row = FormRow(self._reason)
        self._group = QButtonGroup(self)

    def _tile(self, name: str, text: str = "") -> TileButton:
        tile = TileButton(text)
        tile.setObjectName(name)
        tile.setCheckable(True)
        tile.setMinimumHeight(48)
        self._group.addButton(tile)
        return tile

    def keys(self) -> Sequence[KeyHint]:
        """F12 books; F5 and on choose."""
        tiles = self._group.buttons()
        choose = [KeyHint(f"F{_FIRST_KEY + at}", tile.text(), tile.click) for at, tile in enumerate(tiles[:_MOST_KEYS])]
        return (
            KeyHint("F12", self.tr("Book"), self.accept),
            *choose,
            KeyHint("Esc", self.tr("Back"), self.reject),
        )

    def _reason_given(self) -> str:
        """The reason typed; "" after saying that one is wanted."""
        reason = self._reason.text().strip()
        if not reason:
            self._reason_row.set_error(self.tr("Give a reason."))
            self._reason.setFocus()
        return reason

    def _book(self, work: Callable[[Use], object]) -> None:
        if self.next.isEnabled():
            self.hold(booking=True)
            run_approved(self._context, self, work, self._done, self._refused)

    def _done(self, _done: object) -> None:
        self._context.shell.toast(self.tr("Booked."))
        self._context.tell(frozenset({"member", "queue"}))
        self.finish(True)
        self.booked.emit()

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")


class PointsByHandDialog(_ByHand):
    """How many points to give or to take, and why."""

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile) -> None:
        super().__init__(window, context, profile)
        self._give, self._take = self._tile("points-give"), self._tile("points-take")
        self._give.setChecked(True)
        self._count = Field(latin=True, pattern=r"\d{0,7}")
        self._count.setObjectName("points-count")
        self._count.setMinimumHeight(52)
        self._count.returnPressed.connect(self._reason.setFocus)
        self._count_row = FormRow(self._count)
        self.body.addLayout(row(self._give, self._take))
        self.body.addWidget(self._count_row)
        self.body.addWidget(self._reason_row)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._give.setText(self.tr("Give points"))
        self._take.setText(self.tr("Take points"))
        self._count_row.set(self.tr("Points"))
        self._reason_row.set(self.tr("Reason"))
        held = self.tr("{name} · {points} points").format(
            name=person(self._profile.name), points=count(self._profile.points)
        )
        self.set_texts(self.tr("Points by hand"), self.tr("Book"), self.tr("Back"), held)

    def first_field(self) -> QWidget | None:
        return self._count

    def accept(self) -> None:
        """Books them."""
        points = int(self._count.text() or 0)
        if not points:
            self._count_row.set_error(self.tr("Enter how many points."))
            self._count.setFocus()
        elif reason := self._reason_given():
            member_id, signed = self._profile.member_id, points if self._give.isChecked() else -points
            self._book(lambda use: adjust.points(use, member_id, signed, reason))


class TierByHandDialog(_ByHand):
    """A tier until a day or for ever, and the given ones that can be taken back."""

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile) -> None:
        super().__init__(window, context, profile)
        self._tiles: dict[str, TileButton] = {}
        self._until = DayEdit()
        self._until.setObjectName("tier-until")
        self._until.returnPressed.connect(self._reason.setFocus)
        self._until_row = FormRow(self._until)
        self._tiers, self._given = QGridLayout(), column(spacing=8)
        self._tiers.setSpacing(8)
        for at in range(_COLUMNS):
            self._tiers.setColumnStretch(at, 1)
        self._choice = TierChoice(())
        self.body.addLayout(self._tiers)
        self.body.addWidget(self._until_row)
        self.body.addWidget(self._reason_row)
        self.body.addLayout(self._given)
        self.retranslate()
        member_id, now_ms = profile.member_id, int(context.services["now_ms"]())
        context.read(lambda db: choice_of(db, member_id, now_ms), self.show_choice, None, self)

    def retranslate(self) -> None:
        """All words anew."""
        self._until_row.set(self.tr("Last day"), self.tr("Empty: for ever"))
        self._reason_row.set(self.tr("Reason"))
        self.set_texts(self.tr("Give a tier"), self.tr("Give"), self.tr("Back"), person(self._profile.name))
        self.show_choice(self._choice)

    def show_choice(self, choice: TierChoice) -> None:
        """The tiers to choose from; the one chosen before stays."""
        chosen, self._choice = self.chosen(), choice
        for layout in (self._tiers, self._given):
            _empty(layout)
        self._tiles = {name: self._tile(f"tier-{at}", name) for at, name in enumerate(choice.tiers)}
        for at, tile in enumerate(self._tiles.values()):
            self._tiers.addWidget(tile, at // _COLUMNS, at % _COLUMNS)
        for name, tile in self._tiles.items():
            tile.setChecked(name == (chosen or self._profile.next_tier))
        for grant in choice.given:
            self._given.addWidget(self._grant(grant))

    def _grant(self, grant: TierGrantRow) -> QWidget:
        until = self.tr("to {date}").format(date=grant.to_on) if grant.to_on else self.tr("for ever")
        words = column(Text(f"{grant.tier} · {until}", "strong"), Text(grant.reason, "caption", "muted"), spacing=2)
        back = Button(self.tr("Take back"), size="small")
        back.setObjectName(f"end-{grant.event_id}")
        back.clicked.connect(lambda _on=False: self.end(grant))
        line = row(words, back)
        line.setStretch(0, 1)
        return Card(line, tone="quiet", pad=12)

    def chosen(self) -> str:
        """The tier chosen; "" = none yet."""
        return next((name for name, tile in self._tiles.items() if tile.isChecked()), "")

    def first_field(self) -> QWidget | None:
        return self._reason

    def accept(self) -> None:
        """Gives it."""
        tier, typed, until = self.chosen(), self._until.text().strip(), self._until.day()
        if not tier:
            self.set_problem(self.tr("Choose a tier."))
        elif typed and until is None:
            self._until_row.set_error(self.tr("Enter a day, or leave it empty."))
            self._until.setFocus()
        elif reason := self._reason_given():
            member_id = self._profile.member_id
            self._book(lambda use: tier_grants.grant(use, member_id, tier, until, reason))

    def end(self, grant: TierGrantRow) -> None:
        """Takes a given tier back before its end."""
        if reason := self._reason_given():
            member_id = self._profile.member_id
            self._book(lambda use: tier_grants.end(use, member_id, grant.event_id, reason))


def choice_of(db: Database, member_id: str, now_ms: int) -> TierChoice:
    """What can be given, and what was given and has not ended."""
    shop = shop_of(db)
    today = shop.business_date(now_ms).isoformat()
    given = [
        grant
        for grant in tier_grants.of_member(db, member_id)
        if grant.ended_event is None and (grant.to_on is None or grant.to_on >= today)
    ]
    return TierChoice(tuple(tier.name for tier in shop.rules.tiers), tuple(given))


def _empty(layout: object) -> None:
    while (item := layout.takeAt(0)) is not None:  # type: ignore[attr-defined]
        if old := item.widget():
            old.hide()
            old.deleteLater()
