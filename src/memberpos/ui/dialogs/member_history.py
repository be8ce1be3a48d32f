"""All that happened to a member on one page, with a filter; older lines are read as the list is scrolled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.services import member_history
from memberpos.services.member_history import ALL, GROUPS, HistoryEntry, HistoryNames, HistoryPage
from memberpos.ui.context import UiContext
from memberpos.ui.format import amount, count, minutes
from memberpos.ui.hints import KeyHint
from memberpos.ui.member_history_words import detail_words, entry_words, group_words
from memberpos.ui.widgets.buttons import ChoiceChip
from memberpos.ui.widgets.card import EmptyState, row
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import Text


class MemberHistoryDialog(Dialog):
    """Enter on a sale brings it to the refund screen; Left and Right change the filter."""

    def __init__(self, window: QWidget, context: UiContext, member_id: str, name: str) -> None:
        super().__init__(window, width_px=1080)
        self._context, self._member_id, self._name = context, member_id, name
        self._group, self._after = ALL, None
        self._entries: list[HistoryEntry] = []
        self._names = HistoryNames()
        self._see_phone = "member.see_phone" in context.shell.session().rights
        self._asked, self._reading = 0, False
        self._chips = {group: ChoiceChip() for group in GROUPS}
        self._buttons = QButtonGroup(self)
        for group, chip in self._chips.items():
            self._buttons.addButton(chip)
            chip.setObjectName(f"history-{group}")
            chip.setMinimumHeight(36)
            chip.clicked.connect(lambda _on=False, group=group: self.show_group(group))
        self._chips[ALL].setChecked(True)
        self._empty = EmptyState("receipt")
        columns = (
            Column("at", 112), Column("what", 212), Column("detail"), Column("fen", 104, number=True),
            Column("stored", 104, number=True), Column("points", 84, number=True), Column("who", 108),
        )  # fmt: skip
        self._table = Table(columns, context.theme, self._empty)
        self._table.setMinimumHeight(420)
        self._table.opened.connect(self._open)
        self._table.chosen.connect(lambda _id: self._show_whole())
        self._table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._whole, self._chain = Text("", "small", "muted", wrap=True), Text("", "small", "faint", wrap=True)
        self._chain.hide()
        self.body.addLayout(row(*self._chips.values(), None, spacing=6))
        self.body.addWidget(self._table)
        self.body.addWidget(self._whole)
        self.body.addWidget(self._chain)
        self.retranslate()
        self.show_group(ALL)

    _after: tuple[int, int] | None

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("History of {name}").format(name=self._name), "", self.tr("Close"))
        for group, chip in self._chips.items():
            chip.setText(group_words(group))
        self._table.set_heads(
            self.tr("When"), self.tr("What"), self.tr("Details"), self.tr("Amount"), self.tr("Stored"),
            self.tr("Points"), self.tr("Who"),
        )  # fmt: skip
        self._chain.setText(
            self.tr("Other tills: what was bought there is listed by day. Balances and tier are those of all shops.")
        )
        self._empty.set(self.tr("Nothing of this kind"), self.tr("Choose another filter above"))
        self._table.set_lines([self._line(at) for at in range(len(self._entries))], 0 if self._entries else None)

    def first_field(self) -> QWidget | None:
        return self._table

    def keys(self) -> Sequence[KeyHint]:
        """Left and Right change the filter, Enter opens a sale."""
        names = tuple(GROUPS)
        at = names.index(self._group)
        return (
            KeyHint("Left", self.tr("Filter before"), lambda: self.show_group(names[at - 1])),
            KeyHint("Right", self.tr("Next filter"), lambda: self.show_group(names[(at + 1) % len(names)])),
            KeyHint("Esc", self.tr("Close"), self.reject),
        )

    def show_group(self, group: str) -> None:
        """The newest lines of a filter."""
        self._group, self._after, self._entries = group, None, []
        self._chips[group].setChecked(True)
        self._asked += 1
        self._read()

    def _read(self) -> None:
        self._reading = True
        asked, member_id, group, after = self._asked, self._member_id, self._group, self._after
        self._context.read(
            lambda db: member_history.page(db, member_id, group, after),
            lambda page: self._take(asked, page),
            None,
            self,
        )

    def _take(self, asked: int, page: HistoryPage) -> None:
        if asked != self._asked:
            return
        self._reading = False
        self.show_page(page)

    def show_page(self, page: HistoryPage) -> None:
        """More lines below, or the first ones."""
        first, self._after, self._names = len(self._entries), page.after, page.names
        self._entries += page.entries
        self._chain.setVisible(page.chain)
        lines = [self._line(at) for at in range(first, len(self._entries))]
        if first:
            self._table.lines.add_lines(lines)
        else:
            self._table.set_lines(lines, 0 if lines else None)
        self._show_whole()

    def _scrolled(self, at: int) -> None:
        bar = self._table.verticalScrollBar()
        if self._after is not None and not self._reading and at > bar.maximum() - bar.pageStep():
            self._read()

    def _line(self, at: int) -> Line:
        entry = self._entries[at]
        return Line(
            at,
            (
                minutes(entry.at_ms, self._context.time_zone),
                Cell(entry_words(entry), strong=True),
                Cell(self._detail(entry), "muted"),
                "" if entry.fen is None else amount(entry.fen),
                amount(entry.stored_fen) if entry.stored_fen else "",
                count(entry.points) if entry.points else "",
                Cell(entry.staff, "faint"),
            ),
        )

    def _detail(self, entry: HistoryEntry) -> str:
        return detail_words(entry, self._names, see_phone=self._see_phone)

    def _show_whole(self) -> None:
        """The details of the chosen line in full, and who approved it."""
        at = self._table.choice()
        entry = self._entries[at] if isinstance(at, int) and at < len(self._entries) else None
        said = self._detail(entry) if entry else ""
        if entry and entry.approver:
            approved = self.tr("approved by {name}").format(name=entry.approver)
            said = f"{said} · {approved}" if said else approved
        self._whole.setText(said)

    def _open(self, at: object) -> None:
        entry = self._entries[at] if isinstance(at, int) else None
        if entry is not None and entry.kind == "sale" and entry.receipt_no:
            self.finish(True)
            self._context.shell.go("refund", receipt=entry.receipt_no)
