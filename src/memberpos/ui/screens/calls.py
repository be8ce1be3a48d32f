"""The list of calls: who rang, what became of it, and what to do now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QStackedLayout, QWidget

from memberpos.services import calls, members
from memberpos.services.results import MemberProfile
from memberpos.store.calls import CallRow
from memberpos.ui.call_facts import ENROL, NOTE, PICK, act_on, open_member, spoken, state_words
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.recharge import RechargeDialog
from memberpos.ui.format import day, minutes, person
from memberpos.ui.hints import KeyHint
from memberpos.ui.member_drawer import MemberDrawer
from memberpos.ui.screen import Screen
from memberpos.ui.widgets.buttons import Button, ChoiceChip, PrimaryButton
from memberpos.ui.widgets.card import Card, EmptyState, column, row
from memberpos.ui.widgets.member_panel import MemberPanel
from memberpos.ui.widgets.painted import Icon
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import ElidedText, Text

TALL_PX = 720
FILTERS = ("all", "missed", "later", "noted")
_TONES = {"missed": "bad", "later": "warn", "noted": "ok", "ringing": "info"}


class Calls(Screen):
    """Calls at the left, the caller at the right. `shown` says that a list or a caller is there."""

    shown = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rows: list[tuple[CallRow, str]] = []
        self._filter = "all"
        self._profile: MemberProfile | None = None
        self._found: tuple[MemberProfile, ...] = ()
        self._head, self._counted = Text("", "heading"), Text("", "body", "faint")
        self._chips = {name: ChoiceChip() for name in FILTERS}
        self._group = QButtonGroup(self)
        self._empty = EmptyState("phone")
        columns = (Column("time", 128), Column("number", 150), Column("name"), Column("state", 112), Column("note"))
        self.table = Table(columns, context.theme, self._empty)
        self._member = MemberPanel(context.theme, at_counter=False)
        self._member.show_recent(not context.theme.touch)
        self._build()

    def _build(self) -> None:
        for name, chip in self._chips.items():
            self._group.addButton(chip)
            chip.setObjectName(f"filter-{name}")
            chip.clicked.connect(lambda _on=False, name=name: self.choose_filter(name))
        self._chips["all"].setChecked(True)
        self.table.chosen.connect(lambda _id: self._show_caller())
        self.table.opened.connect(lambda _id: self.open())
        self._member.asked.connect(self._asked_for)
        card = Card(pad=0, spacing=0)
        card.layout_.addLayout(row(self._head, self._counted, None, margins=(16, 14, 16, 12)))
        card.layout_.addLayout(row(*self._chips.values(), None, spacing=6, margins=(14, 0, 14, 10)))
        card.layout_.addWidget(self.table, 1)
        card.layout_.addSpacing(10)
        gap = self.context.theme.size("gap")
        layout = row(card, self._side(), spacing=gap, margins=(gap, gap, gap, gap))
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def _side(self) -> QWidget:
        self._number, self._hint = ElidedText("", "title"), Text("", "body", "muted", wrap=True)
        self._when = ElidedText("", "body", "muted")
        self._note = Text("", "body", wrap=True)
        self._primary, self._write = PrimaryButton("", "F8"), Button("", "F7")
        self._primary.clicked.connect(self.open)
        self._write.clicked.connect(self.note)
        number = row(Icon("phone", 28, "brand"), self._number, spacing=12)
        number.setStretch(1, 1)
        self._caller = Card(number, self._when, self._hint, self._note, spacing=8)
        self._buttons = row(self._primary, self._write)
        self._buttons.setStretch(0, 1)
        self._caller.layout_.addLayout(self._buttons)
        holder = QWidget()
        holder.setFixedWidth(352)
        self._lower = QWidget()
        self._stack = QStackedLayout(self._lower)
        self._nobody = EmptyState("user")
        self._stack.addWidget(Card(self._nobody))
        self._stack.addWidget(self._member)
        holder.setLayout(column(self._caller, self._lower, spacing=self.context.theme.size("gap")))
        holder.layout().setStretch(1, 1)
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large targets a low window has no room for what the caller bought lately."""
        super().resizeEvent(event)
        self._member.show_recent(not self.context.theme.touch or self.height() >= TALL_PX)

    # --- screen -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Calls")

    def retranslate(self) -> None:
        """All words anew."""
        self._head.setText(self.tr("Calls"))
        for name in FILTERS:
            self._chips[name].setText(self.tr("All") if name == "all" else state_words(name))
        self.table.set_heads(
            self.tr("Time"), self.tr("Number"), self.tr("Member"), self.tr("State"), self.tr("What was said")
        )
        self._write.setText(self.tr("Note"))
        self._member.retranslate()
        self.table.blockSignals(True)
        self._fill()
        self.table.blockSignals(False)
        self._show_words()

    def on_shown(self, **facts: object) -> None:
        """Reads the list."""
        self._read()
        self.table.setFocus()

    def on_changed(self, what: frozenset[str]) -> None:
        """A call came or was handled, or a member changed."""
        if what & {"call", "member"}:
            self._read()

    def keys(self) -> Sequence[KeyHint]:
        """What works now; Enter is the list's."""
        chosen = self._chosen()
        member = self._profile is not None
        return (
            KeyHint("F8", self._open_words(chosen) if chosen else self.tr("Open"), self.open, chosen is not None),
            KeyHint("F7", self.tr("Note"), self.note, chosen is not None),
            KeyHint("F3", self.tr("Profile"), self.show_profile, member),
            KeyHint("F6", self.tr("Top up"), self.recharge, member),
        )

    # --- list -------------------------------------------------------------------------------------------------------

    def choose_filter(self, name: str) -> None:
        """all, missed, later or noted."""
        self._chips[name].setChecked(True)
        self._filter = name
        self._show()

    def _read(self) -> None:
        self.context.read(calls.listing, self.show_calls, None, self)

    def show_calls(self, rows: Sequence[tuple[CallRow, str]]) -> None:
        """Shows other calls; the chosen one stays chosen."""
        self._rows = list(rows)
        self._show()
        self.shown.emit()

    def _show(self) -> None:
        self._fill()
        self._show_caller()

    def _fill(self) -> None:
        """The rows anew; the chosen call stays chosen."""
        chosen = self.table.choice()
        shown = [each for each in self._rows if self._filter in ("all", each[0].state)]
        ids = [each[0].id for each in shown]
        wanted = chosen if chosen in ids else (ids[0] if ids else None)
        self.table.set_lines([self._line(call, name) for call, name in shown], wanted)
        waiting = sum(call.state in ("missed", "later") for call, _ in self._rows)
        self._counted.setText(self.tr("%n to call back", "", waiting) if waiting else "")
        if self._filter == "all":
            self._empty.set(self.tr("No calls yet"), self.tr("A caller-ID box shows callers here and at the top right"))
        else:
            self._empty.set(self.tr("None of these"), self.tr("Choose another filter"))

    def _line(self, call: CallRow, name: str) -> Line:
        zone = self.context.time_zone
        return Line(
            call.id,
            (
                minutes(call.at_ms, zone),
                spoken(call.number),
                Cell(person(name), strong=True) if name else Cell("—", "faint"),
                Cell(state_words(call.state), _TONES.get(call.state, ""), badge=True),
                Cell(call.note, "muted"),
            ),
        )

    # --- the chosen call --------------------------------------------------------------------------------------------

    def _chosen(self) -> CallRow | None:
        wanted = self.table.choice()
        return next((call for call, _ in self._rows if call.id == wanted), None)

    def _show_caller(self) -> None:
        call = self._chosen()
        self._caller.setVisible(call is not None)
        self._found = ()
        self._show_words()
        if call is None:
            self._show_member(None)
        else:
            self._load(call)

    def _show_words(self) -> None:
        """What is known of the chosen call itself."""
        call = self._chosen()
        if call is None:
            self._nobody.set(self.tr("No call chosen"), self.tr("The caller appears here"))
            return
        zone = self.context.time_zone
        self._number.setText(spoken(call.number))
        line = self.tr("line {line}").format(line=call.line)
        self._when.setText(
            f"{day(call.at_ms, zone)} {minutes(call.at_ms, zone)[6:]} · {line} · {state_words(call.state)}"
        )
        self._note.setText(call.note)
        self._note.setVisible(bool(call.note))
        self._primary.setText(self._open_words(call))
        self._primary.setVisible(bool(call.member_id or call.number))
        self._show_hint(call)
        self.keys_changed.emit()

    def _open_words(self, call: CallRow) -> str:
        if len(self._found) > 1:
            return self.tr("Which one?")
        if call.member_id or self._found:
            return self.tr("Open member")
        return self.tr("New member") if call.number else self.tr("Note")

    def _load(self, call: CallRow) -> None:
        """The caller's profile: of the call, else of a member who has this number by now."""
        now_ms = self._now_ms()
        member_id, number = call.member_id, call.number or ""
        self.context.read(
            lambda db: [members.profile(db, member_id, now_ms)] if member_id else members.by_phone(db, number, now_ms),
            lambda found: self._take(call.id, found),
            None,
            self,
        )

    def _take(self, call_id: str, found: Sequence[MemberProfile]) -> None:
        call = self._chosen()
        if call is None or call.id != call_id:
            return
        self._found = tuple(found)
        self._show_member(found[0] if len(found) == 1 else None)
        self._primary.setText(self._open_words(call))
        self._show_hint(call)
        self.shown.emit()

    def _show_hint(self, call: CallRow) -> None:
        several = len(self._found) > 1
        self._hint.setText(self.tr("%n member(s) with this number", "", len(self._found)) if several else "")
        self._hint.setVisible(several)
        if several:
            self._nobody.set(self.tr("Who is it?"), self.tr("F8 shows them"))
        elif call.number:
            self._nobody.set(self.tr("Not a member yet"), self.tr("F8 enrols this number"))
        else:
            self._nobody.set(self.tr("The number was withheld"), self.tr("F7 keeps what the caller wanted"))

    def _show_member(self, profile: MemberProfile | None) -> None:
        self._profile = profile
        self._stack.setCurrentIndex(0 if profile is None else 1)
        see_phone = "member.see_phone" in self.context.shell.session().rights
        self._member.show_profile(profile, self.context.currency, see_phone=see_phone)
        self.keys_changed.emit()

    def open(self) -> None:
        """The member to the counter, or an enrolment with this number."""
        call = self._chosen()
        if call is None:
            return
        if self._profile is not None:
            open_member(self.context, call, self._profile.member_id)
        elif self._found:
            act_on(self.context, call, PICK)
        else:
            act_on(self.context, call, ENROL if call.number else NOTE)

    def note(self) -> None:
        """Writes a note on the call."""
        call = self._chosen()
        if call is not None:
            act_on(self.context, call, NOTE)

    def _asked_for(self, what: str) -> None:
        {"recharge": self.recharge, "profile": self.show_profile, "counter": self.open, "new": self.open}[what]()

    def recharge(self) -> None:
        """Top-up of the caller."""
        if self._profile is not None:
            RechargeDialog(self, self.context, self._profile).open()

    def show_profile(self) -> None:
        """Everything about the caller."""
        if self._profile is not None:
            self.context.shell.open_drawer(MemberDrawer(self.context, self._profile))

    def _now_ms(self) -> int:
        return int(self.context.services["now_ms"]())
