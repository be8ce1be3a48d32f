"""All members: search, filters that a shop acts on, and the chosen one at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.devices.readings import CardPresented, Reading, Scan
from memberpos.domain.search import national_digits
from memberpos.services import cards, member_list, members
from memberpos.services.results import MemberProfile, Presented
from memberpos.store.database import Database
from memberpos.store.member_list import MemberLine
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.enrol import EnrolDialog
from memberpos.ui.dialogs.recharge import RechargeDialog
from memberpos.ui.format import amount, count, grouped, person, phone
from memberpos.ui.hints import KeyHint
from memberpos.ui.member_drawer import MemberDrawer
from memberpos.ui.screen import Screen
from memberpos.ui.widgets.buttons import Button, ChoiceChip, PrimaryButton
from memberpos.ui.widgets.card import Card, EmptyState, row
from memberpos.ui.widgets.member_panel import MemberPanel
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import Text

PAGE = 100


class Members(Screen):
    """The list reads a page at a time; scrolling down reads on. `shown` says that the list or the member is there."""

    shown = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._lines: list[MemberLine] = []
        self._filter, self._text, self._total = "all", "", 0
        self._asked, self._more = 0, False
        self._see_phone = False
        self._profile: MemberProfile | None = None
        self._head, self._counted = Text("", "heading"), Text("", "body", "faint")
        self._new, self._clear = PrimaryButton("", "F4", size="small"), Button("", "Esc", size="small")
        self._new.clicked.connect(lambda: self.enrol())
        self._clear.clicked.connect(self.clear)
        self._chips = {name: ChoiceChip() for name in member_list.FILTERS}
        self._group = QButtonGroup(self)
        self._empty = EmptyState("members")
        columns = (
            Column("name"), Column("phone", 136), Column("card", 168), Column("stored", 104, number=True),
            Column("points", 92, number=True), Column("visit", 104), Column("tier", 108),
        )  # fmt: skip
        self.table = Table(columns, context.theme, self._empty)
        self._panel = MemberPanel(context.theme, at_counter=False)
        self._panel.setFixedWidth(352)
        self._build()

    def _build(self) -> None:
        for name, chip in self._chips.items():
            self._group.addButton(chip)
            chip.setObjectName(f"filter-{name}")
            chip.clicked.connect(lambda _on=False, name=name: self.choose_filter(name))
        self._chips["all"].setChecked(True)
        self.table.chosen.connect(self._load_member)
        self.table.opened.connect(self._to_counter)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._panel.asked.connect(self._asked_for)
        card = Card(pad=0, spacing=0)
        card.layout_.addLayout(row(self._head, self._counted, None, self._clear, self._new, margins=(16, 12, 16, 12)))
        card.layout_.addLayout(row(*self._chips.values(), None, spacing=6, margins=(14, 0, 14, 10)))
        card.layout_.addWidget(self.table, 1)
        card.layout_.addSpacing(10)
        gap = self.context.theme.size("gap")
        layout = row(card, self._panel, spacing=gap, margins=(gap, gap, gap, gap))
        layout.setStretch(0, 1)
        self.setLayout(layout)

    # --- screen -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Members")

    def retranslate(self) -> None:
        """All words anew."""
        self._head.setText(self.tr("Members"))
        self._new.setText(self.tr("New member"))
        self._clear.setText(self.tr("Show all"))
        for name, words in (
            ("all", self.tr("All")),
            ("birthday", self.tr("Birthday this month")),
            ("expiring", self.tr("Points expire soon")),
            ("away", self.tr("Away for 90 days")),
            ("stored", self.tr("1,000 or more stored")),
        ):
            self._chips[name].setText(words)
        self.table.set_heads(
            self.tr("Name"), self.tr("Phone"), self.tr("Card"), self.tr("Stored"), self.tr("Points"),
            self.tr("Last visit"), self.tr("Tier"),
        )  # fmt: skip
        self._panel.retranslate()
        self.table.blockSignals(True)
        self._fill(self.table.choice())
        self.table.blockSignals(False)

    def on_shown(self, **facts: object) -> None:
        """`text` searches at once; `member_id` shows that member."""
        self._see_phone = "member.see_phone" in self.context.shell.session().rights
        if isinstance(facts.get("text"), str):
            self.search(str(facts["text"]))
        else:
            self._read(keep=True)
        self.table.setFocus()

    def on_changed(self, what: frozenset[str]) -> None:
        """A member changed: the rows are read anew."""
        if what & {"member", "sale"}:
            self._read(keep=True)

    def on_text(self, text: str) -> bool:
        """The box at the top searches here."""
        self.search(text)
        return True

    def on_reading(self, reading: Reading) -> bool:
        """A card finds its member, a scan is searched."""
        if isinstance(reading, CardPresented):
            text, others, now_ms = reading.text, reading.others, self._now_ms()
            self.context.read(lambda db: cards.look_up(db, text, now_ms, others), self._presented, None, self)
        elif isinstance(reading, Scan) and reading.purpose == "code":
            self.search(reading.text)
        else:
            return False
        return True

    def keys(self) -> Sequence[KeyHint]:
        """What works now."""
        has = self._profile is not None
        return (
            KeyHint("Enter", self.tr("To the counter"), self._open, has),
            KeyHint("F3", self.tr("Profile"), self.show_profile, has),
            KeyHint("F4", self.tr("New member"), lambda: self.enrol()),
            KeyHint("F6", self.tr("Top up"), self.recharge, has),
            KeyHint("Esc", self.tr("Show all"), self.clear, bool(self._text) or self._filter != "all"),
        )

    # --- list -------------------------------------------------------------------------------------------------------

    def search(self, text: str) -> None:
        """Shows the members that `text` finds."""
        self._text = text.strip()
        if self._text:
            self._filter = "all"
            self._chips["all"].setChecked(True)
        self._read()

    def choose_filter(self, name: str) -> None:
        """Shows the members of a filter."""
        self._chips[name].setChecked(True)
        self._filter, self._text = name, ""
        self._read()

    def clear(self) -> None:
        """All members."""
        self.choose_filter("all")

    def _read(self, *, keep: bool = False) -> None:
        """Reads the first page anew; `keep` leaves the chosen member chosen."""
        self._asked += 1
        asked, chosen = self._asked, self.table.choice() if keep else None

        def work(db: Database) -> tuple[list[MemberLine], int]:
            return self._lines_of(db, self._filter, self._text, 0), members.count(db)

        self.context.read(work, lambda answer: self._take(asked, answer, chosen), None, self)

    def _lines_of(self, db: Database, wanted: str, text: str, after: int) -> list[MemberLine]:
        if text:
            return member_list.found(db, text, PAGE) if after == 0 else []
        return member_list.page(db, wanted, self._now_ms(), after, PAGE)

    def _take(self, asked: int, answer: tuple[list[MemberLine], int], chosen: str | None) -> None:
        if asked != self._asked:
            return
        self._lines, self._total = list(answer[0]), answer[1]
        self._more = len(self._lines) == PAGE and not self._text
        self._show(chosen)
        self.shown.emit()

    def _scrolled(self, at: int) -> None:
        bar = self.table.verticalScrollBar()
        if self._more and at > bar.maximum() - bar.pageStep():
            self._more = False
            asked, wanted, after = self._asked, self._filter, len(self._lines)
            self.context.read(
                lambda db: self._lines_of(db, wanted, "", after), lambda lines: self._add(asked, lines), None, self
            )

    def _add(self, asked: int, lines: list[MemberLine]) -> None:
        if asked != self._asked or not lines:
            return
        self._more = len(lines) == PAGE
        self._lines += lines
        self.table.lines.add_lines([self._line(line) for line in lines])
        self._show_counted()

    def _show(self, chosen: str | None = None) -> None:
        wanted = self._fill(chosen)
        if wanted is None:
            self._show_member(None)
        elif self._profile is not None and self._profile.member_id == wanted:
            self._load_member(wanted)

    def _fill(self, chosen: str | None) -> str | None:
        """The rows anew; gives the id of the chosen one."""
        lines = [self._line(line) for line in self._lines]
        wanted = chosen if any(line.id == chosen for line in lines) else (lines[0].id if lines else None)
        self.table.set_lines(lines, wanted)
        self._clear.setVisible(bool(self._text) or self._filter != "all")
        self._show_counted()
        self._show_empty()
        self.keys_changed.emit()
        return str(wanted) if wanted is not None else None

    def _show_counted(self) -> None:
        parts = [self.tr("%n in all", "", self._total).replace(str(self._total), count(self._total))]
        if self._text:
            parts.append(self.tr("“{text}” finds {found}").format(text=self._text, found=count(len(self._lines))))
        elif self._filter != "all":
            more = "+" if self._more else ""
            parts.append(self.tr("{found} here").format(found=f"{count(len(self._lines))}{more}"))
        self._counted.setText(" · ".join(parts))

    def _show_empty(self) -> None:
        if self._text:
            self._empty.set(self.tr("Nobody found"), self.tr("Try the last four digits, pinyin or initials"))
        elif self._filter != "all":
            self._empty.set(self.tr("Nobody here now"), self.tr("That is good, or too early to say"))
        else:
            self._empty.set(self.tr("No members yet"), self.tr("F4 enrols the first: a phone number is enough"))

    def _line(self, line: MemberLine) -> Line:
        number = national_digits(line.phone or "")
        shown = number if self._see_phone else phone(number)
        lost = Cell(self.tr("Lost"), "bad", badge=True)
        return Line(
            line.member_id,
            (
                Cell(person(line.name), strong=True),
                shown or Cell("—", "faint"),
                grouped(line.card_number) if line.card_number else Cell("—", "faint"),
                amount(line.stored_fen),
                Cell(count(line.points), "bad" if line.points < 0 else ""),
                line.last_visit_on or Cell("—", "faint"),
                lost if line.card_lost else Cell(line.tier or "", "gold", badge=True),
            ),
        )

    # --- the chosen member ------------------------------------------------------------------------------------------

    def _load_member(self, member_id: str) -> None:
        now_ms = self._now_ms()
        self.context.read(lambda db: members.profile(db, member_id, now_ms), self._take_member, None, self)

    def _take_member(self, profile: MemberProfile) -> None:
        if self.table.choice() in (None, profile.member_id):
            self._show_member(profile)
            self.shown.emit()

    def _show_member(self, profile: MemberProfile | None) -> None:
        self._profile = profile
        self._panel.show_profile(profile, self.context.currency, see_phone=self._see_phone)
        self.keys_changed.emit()

    def _presented(self, seen: Presented) -> None:
        if seen.profile is None:
            self.search(seen.number)
            return
        self._text, self._filter = seen.number, "all"
        self._read()

    def _asked_for(self, what: str) -> None:
        {"new": self.enrol, "recharge": self.recharge, "profile": self.show_profile, "counter": self._open}[what]()

    def _open(self) -> None:
        if self._profile is not None:
            self._to_counter(self._profile.member_id)

    def _to_counter(self, member_id: str) -> None:
        self.context.shell.go("counter", member_id=member_id)

    def enrol(self, phone_number: str = "") -> None:
        """F4: a new member, shown in the list afterwards."""
        dialog = EnrolDialog(self, self.context, phone_number)
        dialog.enrolled.connect(lambda profile: self.search(national_digits(profile.phone or "") or profile.name))
        dialog.open()

    def recharge(self) -> None:
        """F6."""
        if self._profile is not None:
            RechargeDialog(self, self.context, self._profile).open()

    def show_profile(self) -> None:
        """F3: everything about the member."""
        if self._profile is not None:
            self.context.shell.open_drawer(MemberDrawer(self.context, self._profile))

    def _now_ms(self) -> int:
        return int(self.context.services["now_ms"]())
