"""Who brought a member, and whom the member brought; Enter goes on to another one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from memberpos.services import referrals
from memberpos.services.referrals import ReferralTree
from memberpos.store.referrals import Brought
from memberpos.ui.context import UiContext
from memberpos.ui.format import count, person
from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import EmptyState, column, row
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import ElidedText, Text

#: Referrers shown above a member; the first ones give way.
SHOWN_ABOVE = 4


class ReferralsDialog(Dialog):
    """Shows one member at a time; those above stand as buttons, those below in a list."""

    def __init__(self, window: QWidget, context: UiContext, member_id: str) -> None:
        super().__init__(window, width_px=680)
        self._context, self._tree = context, None
        self._above = row(spacing=6)
        self._name, self._sums = ElidedText("", "heading"), Text("", "body", "muted", wrap=True)
        self._empty = EmptyState("members")
        columns = (Column("name"), Column("joined", 120), Column("tier", 120), Column("brought", 110, number=True))
        self._table = Table(columns, context.theme, self._empty)
        self._table.setMinimumHeight(300)
        self._table.opened.connect(self.go)
        self.body.addLayout(column(self._above, self._name, self._sums, self._table, spacing=8))
        self.retranslate()
        self.go(member_id)

    _tree: ReferralTree | None

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("Brought by members"), self.tr("Show"), self.tr("Close"))
        self._table.set_heads(self.tr("Name"), self.tr("Member since"), self.tr("Tier"), self.tr("Brought"))
        self._empty.set(self.tr("Brought nobody yet"), self.tr("Say at enrolment who brought the new member"))
        if self._tree is not None:
            self.show_tree(self._tree)

    def first_field(self) -> QWidget | None:
        return self._table

    def keys(self) -> Sequence[KeyHint]:
        """Enter goes down, Backspace up."""
        above = self._tree.above if self._tree else ()
        return (
            KeyHint("Enter", self.tr("Show"), self.accept),
            KeyHint("Backspace", self.tr("Up"), lambda: self.go(above[-1].member_id), bool(above)),
            KeyHint("Esc", self.tr("Close"), self.reject),
        )

    def go(self, member_id: object) -> None:
        """Another member in the middle."""
        wanted = str(member_id)
        self._context.read(lambda db: referrals.tree(db, wanted), self.show_tree, None, self)

    def accept(self) -> None:
        """Goes to the chosen row."""
        if (chosen := self._table.choice()) is not None:
            self.go(chosen)

    def show_tree(self, tree: ReferralTree) -> None:
        """The tree around a member."""
        self._tree = tree
        while (item := self._above.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for one in tree.above[-SHOWN_ABOVE:]:
            button = Button(f"{person(one.name)} ›", size="small")
            button.clicked.connect(lambda _on=False, one=one: self.go(one.member_id))
            self._above.addWidget(button)
        self._above.addStretch(1)
        self._name.setText(person(tree.member.name))
        words = self.tr("Brought {direct}; in all below {below}, of them {active} have been here.")
        self._sums.setText(
            words.format(direct=count(tree.member.brought), below=count(tree.below), active=count(tree.below_active))
        )
        lines = [_line(one) for one in tree.brought]
        self._table.set_lines(lines, lines[0].id if lines else None)
        self.next.setVisible(bool(lines))
        self.arrange()


def _line(one: Brought) -> Line:
    cells = (
        Cell(person(one.name), strong=True), one.joined_on, Cell(one.tier or "", "gold", badge=True),
        count(one.brought),
    )  # fmt: skip
    return Line(one.member_id, cells)
