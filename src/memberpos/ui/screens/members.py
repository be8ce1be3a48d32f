"""All members, a million as well: search, filters that a shop acts on, any order, and the chosen one at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.devices.readings import CardPresented, Reading, Scan
from memberpos.domain.member_filter import MemberFilter
from memberpos.domain.search import national_digits
from memberpos.services import cards, member_list, members, saved_filters
from memberpos.services.results import MemberProfile, Presented
from memberpos.store.database import Database
from memberpos.store.member_filters import SavedFilter
from memberpos.store.member_list import MemberLine
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.enrol import EnrolDialog
from memberpos.ui.dialogs.member_filter import FilterDialog
from memberpos.ui.dialogs.members_more import MoreDialog
from memberpos.ui.dialogs.pick import Choice, PickDialog
from memberpos.ui.dialogs.recharge import RechargeDialog
from memberpos.ui.format import count
from memberpos.ui.hints import KeyHint
from memberpos.ui.member_cells import Found, Wanted, line_of, sort_words
from memberpos.ui.member_drawer import MemberDrawer
from memberpos.ui.member_photo import load_photo
from memberpos.ui.models.member_rows import MemberRows
from memberpos.ui.screen import Screen
from memberpos.ui.widgets.buttons import Button, ChoiceChip, PrimaryButton
from memberpos.ui.widgets.card import Card, EmptyState, row
from memberpos.ui.widgets.member_panel import MemberPanel
from memberpos.ui.widgets.table import Column, Table
from memberpos.ui.widgets.text import Text

#: Saved filters that stand beside the others; the rest is a key away.
SHOWN_SAVED = 3
#: A list up to here is put in order anew at each change; a longer one shows the change and keeps its order.
SMALL = 20_000
OWN = "own"
PANEL_PX = 352
CHIP_GAP, CHIP_MARGINS = 6, 30


class Members(Screen):
    """The rows are read as they are seen. `shown` says that the list or the member is there."""

    shown = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wanted = Wanted()
        self._found = Found((), 0)
        self._asked = 0
        self._see_phone = False
        self._profile: MemberProfile | None = None
        self._saved: tuple[SavedFilter, ...] = ()
        self._head, self._counted = Text("", "heading"), Text("", "body", "faint")
        self._new, self._clear = PrimaryButton("", "F4", size="small"), Button("", "Esc", size="small")
        self._more, self._narrow = Button("", "F9", size="small"), Button("", "F7", size="small")
        self._new.clicked.connect(lambda: self.enrol())
        self._clear.clicked.connect(self.clear)
        self._more.clicked.connect(self.more)
        self._narrow.clicked.connect(self.narrow)
        self._chips = {name: ChoiceChip() for name in member_list.FILTERS}
        self._saved_chips = [ChoiceChip() for _ in range(SHOWN_SAVED)]
        self._group = QButtonGroup(self)
        self._empty = EmptyState("members")
        columns = (
            Column("name"), Column("phone", 136), Column("card", 168), Column("stored", 104, number=True),
            Column("points", 92, number=True), Column("visit", 104), Column("tier", 108),
        )  # fmt: skip
        self.rows = MemberRows(
            columns, context.theme, self._fetch, lambda line: line_of(line, see_phone=self._see_phone), self
        )
        self.table = Table(columns, context.theme, self._empty, lines=self.rows, sortable=True)
        self._panel = MemberPanel(context.theme, at_counter=False)
        self._panel.setFixedWidth(PANEL_PX)
        self._build()

    def _build(self) -> None:
        for name, chip in self._chips.items():
            self._group.addButton(chip)
            chip.setObjectName(f"filter-{name}")
            chip.clicked.connect(lambda _on=False, name=name: self.choose_filter(name))
        for at, chip in enumerate(self._saved_chips):
            self._group.addButton(chip)
            chip.hide()
            chip.clicked.connect(lambda _on=False, at=at: self.choose_saved(self._saved[at]))
        self._chips["all"].setChecked(True)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._to_counter)
        self.table.head_clicked.connect(self.sort_by)
        self.rows.arrived.connect(self._rows_arrived)
        self._panel.asked.connect(self._asked_for)
        buttons = (self._clear, self._narrow, self._more, self._new)
        head = row(self._head, self._counted, None, *buttons, margins=(16, 12, 16, 12))
        chips = (*self._chips.values(), *self._saved_chips)
        card = Card(pad=0, spacing=0)
        card.layout_.addLayout(head)
        card.layout_.addLayout(row(*chips, None, spacing=CHIP_GAP, margins=(14, 0, 16, 10)))
        card.layout_.addWidget(self.table, 1)
        card.layout_.addSpacing(10)
        gap = self.context.theme.size("gap")
        layout = row(card, self._panel, spacing=gap, margins=(gap, gap, gap, gap))
        layout.setStretch(0, 1)
        self.setLayout(layout)

    # --- screen -----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_saved()

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Members")

    def retranslate(self) -> None:
        """All words anew."""
        self._head.setText(self.tr("Members"))
        self._new.setText(self.tr("New member"))
        self._clear.setText(self.tr("Show all"))
        self._more.setText(self.tr("More"))
        self._narrow.setText(self.tr("Filter"))
        for name, words in (
            ("all", self.tr("All")),
            ("birthday", self.tr("Birthday this month")),
            ("expiring", self.tr("Points expire soon")),
            ("away", self.tr("Away for 90 days")),
            ("stored", self.tr("1,000 or more stored")),
        ):
            self._chips[name].setText(words)
        self._fit_saved()
        self._panel.retranslate()
        self.rows.retranslate()
        self._show_heads()
        self._show_counted()
        self._show_empty()

    def _show_heads(self) -> None:
        """Titles, the one that orders the list with an arrow."""
        arrow = " ↓" if self._wanted.descending else " ↑"
        by = "" if self._wanted.text else self._wanted.sort
        names = [each.name for each in self.rows.columns]
        self.table.set_heads(*(sort_words(name) + (arrow if name == by else "") for name in names))

    def on_shown(self, **facts: object) -> None:
        """`text` searches at once; `member_id` shows that member."""
        self._see_phone = "member.see_phone" in self.context.shell.session().rights
        self.context.read(saved_filters.everything, self._show_saved, None, self)
        if isinstance(facts.get("text"), str):
            self.search(str(facts["text"]))
        else:
            self._read(keep=True)
        self.table.setFocus()

    def on_changed(self, what: frozenset[str]) -> None:
        """A member changed: the rows are read anew; a long list keeps its order meanwhile."""
        if not what & {"member", "sale"}:
            return
        if len(self._found.order) <= SMALL:
            self._read(keep=True)
        else:
            self.rows.refresh()
            self._reload()

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
            KeyHint("F7", self.tr("Filter"), self.narrow),
            KeyHint("F8", self.tr("Sort"), self.pick_sort),
            KeyHint("F9", self.tr("More"), self.more),
            KeyHint("Esc", self.tr("Show all"), self.clear, not self._wanted.everybody),
        )

    # --- what is shown ----------------------------------------------------------------------------------------------

    def search(self, text: str) -> None:
        """Shows the members that `text` finds."""
        self._show_list(replace(self._wanted, text=text.strip(), name="all", filter=MemberFilter()))

    def choose_filter(self, name: str) -> None:
        """Shows the members of a filter that is always there."""
        self._show_list(replace(self._wanted, text="", name=name, filter=member_list.FILTERS[name]))

    def choose_saved(self, saved: SavedFilter) -> None:
        """Shows the members of a saved filter."""
        self._show_list(replace(self._wanted, text="", name=saved.id, filter=saved.filter))

    def clear(self) -> None:
        """All members."""
        self.choose_filter("all")

    def sort_by(self, name: str) -> None:
        """Puts the list in the order of a column; once more turns it round."""
        rising = name in ("name", "phone", "card")
        turned = not self._wanted.descending if name == self._wanted.sort else not rising
        self._show_list(replace(self._wanted, sort=name, descending=turned))

    def _show_list(self, wanted: Wanted) -> None:
        self._wanted = wanted
        chips = self._chips | dict(zip((one.id for one in self._saved), self._saved_chips, strict=False))
        self._group.setExclusive(False)
        for name, chip in chips.items():
            chip.setChecked(name == wanted.name and not wanted.text)
        self._group.setExclusive(True)
        self._show_heads()
        self._read()

    def _read(self, *, keep: bool = False) -> None:
        """Reads the order anew; `keep` leaves the chosen member chosen."""
        self._asked += 1
        asked, wanted, now_ms = self._asked, self._wanted, self._now_ms()
        chosen = self._profile.member_id if keep and self._profile is not None else ""

        def work(db: Database) -> Found:
            order = (
                member_list.found(db, wanted.text)
                if wanted.text
                else member_list.order(db, wanted.filter, now_ms, wanted.sort, descending=wanted.descending)
            )
            return Found(order, members.count(db), member_list.place(db, order, chosen))

        ask = self.context.read if wanted.text else self.context.scan
        ask(work, lambda found: self._take(asked, found, keep=keep), None, self)

    def _take(self, asked: int, found: Found, *, keep: bool) -> None:
        if asked != self._asked:
            return
        self._found = found
        self.rows.set_order(found.order)
        at = found.chosen_at if keep and found.chosen_at >= 0 else 0
        if found.order:
            self.table.selectRow(at)
            self.table.scrollTo(self.rows.index(at, 0))
        else:
            self._show_member(None)
        self._clear.setVisible(not self._wanted.everybody)
        self._show_counted()
        self._show_empty()
        self.keys_changed.emit()
        self.shown.emit()

    def _fetch(self, numbers: Sequence[int], then: Callable[[list[MemberLine | None]], object]) -> None:
        now_ms, wanted = self._now_ms(), list(numbers)
        self.context.read(lambda db: member_list.lines(db, wanted, now_ms), then, None, self)

    def _rows_arrived(self) -> None:
        """The chosen row may be among those that came."""
        self._choose(self.table.choice())
        self.shown.emit()

    def _show_counted(self) -> None:
        total, here = self._found.total, len(self._found.order)
        parts = [self.tr("%n in all", "", total).replace(str(total), count(total))]
        if self._wanted.text:
            parts.append(self.tr("“{text}” finds {found}").format(text=self._wanted.text, found=count(here)))
        elif not self._wanted.filter.empty:
            parts.append(self.tr("{found} here").format(found=count(here)))
        self._counted.setText(" · ".join(parts))

    def _show_empty(self) -> None:
        if self._wanted.text:
            self._empty.set(self.tr("Nobody found"), self.tr("Try the last four digits, pinyin or initials"))
        elif not self._wanted.filter.empty:
            self._empty.set(self.tr("Nobody here now"), self.tr("That is good, or too early to say"))
        else:
            self._empty.set(self.tr("No members yet"), self.tr("F4 enrols the first: a phone number is enough"))

    # --- filters, orders, files -------------------------------------------------------------------------------------

    def _show_saved(self, saved: Sequence[SavedFilter]) -> None:
        self._saved = tuple(saved)
        for one, chip in zip(self._saved, self._saved_chips, strict=False):
            chip.setText(one.name)
            chip.setChecked(one.id == self._wanted.name)
        self._fit_saved()

    def _fit_saved(self) -> None:
        """Saved filters stand beside the others as far as there is room; F9 has all of them."""
        room = self.width() - PANEL_PX - 3 * self.context.theme.size("gap") - CHIP_MARGINS
        room -= sum(chip.sizeHint().width() + CHIP_GAP for chip in self._chips.values())
        for at, chip in enumerate(self._saved_chips):
            room -= chip.sizeHint().width() + CHIP_GAP
            chip.setVisible(at < len(self._saved) and room >= 0)

    def narrow(self) -> None:
        """F7: conditions of one's own, kept under a name if wanted."""
        dialog = FilterDialog(self, self.context, self._wanted.filter)
        dialog.narrowed.connect(lambda wanted: self._show_list(replace(self._wanted, text="", name=OWN, filter=wanted)))
        dialog.saved.connect(self._saved_one)
        dialog.open()

    def _saved_one(self, saved: SavedFilter) -> None:
        others = [one for one in self._saved if one.name != saved.name]
        self._show_saved(sorted((*others, saved), key=lambda one: one.name))
        self.choose_saved(saved)

    def pick_sort(self) -> None:
        """F8: an order by keys."""
        choices = [Choice(name, sort_words(name)) for name in member_list.SORTS]
        dialog = PickDialog(self, self.context, self.tr("Sort by"), choices)
        dialog.picked.connect(self.sort_by)
        dialog.open()

    def more(self) -> None:
        """F9: what is not needed every day."""
        dialog = MoreDialog(self, self.context, self._saved, self._wanted.filter, self._show_saved)
        dialog.picked_filter.connect(self.choose_saved)
        dialog.open()

    # --- the chosen member ------------------------------------------------------------------------------------------

    def _choose(self, member_id: object) -> None:
        """A row that was not read yet has no member: it is chosen when it comes."""
        if isinstance(member_id, str):
            self._load_member(member_id)

    def _load_member(self, member_id: str) -> None:
        now_ms = self._now_ms()
        self.context.read(lambda db: members.profile(db, member_id, now_ms), self._take_member, None, self)

    def _reload(self) -> None:
        if self._profile is not None:
            self._load_member(self._profile.member_id)

    def _take_member(self, profile: MemberProfile) -> None:
        if self.table.choice() in (None, profile.member_id):
            self._show_member(profile)
            self.shown.emit()

    def _show_member(self, profile: MemberProfile | None) -> None:
        self._profile = profile
        self._panel.show_profile(profile, self.context.currency, see_phone=self._see_phone)
        if profile is not None:
            load_photo(self.context, self._panel, profile.member_id, self._panel.show_photo)
        self.keys_changed.emit()

    def _presented(self, seen: Presented) -> None:
        self.search(seen.number)

    def _asked_for(self, what: str) -> None:
        {"new": self.enrol, "recharge": self.recharge, "profile": self.show_profile, "counter": self._open}[what]()

    def _open(self) -> None:
        if self._profile is not None:
            self._to_counter(self._profile.member_id)

    def _to_counter(self, member_id: object) -> None:
        if isinstance(member_id, str):
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
