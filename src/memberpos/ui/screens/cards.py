"""Cards (制卡): batches with how far they are, writing them, their first passwords, and which cards are taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from memberpos.services import card_batches, shop_settings
from memberpos.services.card_batches import BatchDone, BatchView
from memberpos.services.card_passwords import GENERATED
from memberpos.store.database import Database
from memberpos.ui.batch_paper import password_paper
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.dialogs.batch_new import BatchDialog
from memberpos.ui.dialogs.batch_write import WriteBatchDialog
from memberpos.ui.format import count, day, grouped
from memberpos.ui.hints import KeyHint
from memberpos.ui.screen import Screen
from memberpos.ui.widgets.buttons import Button, PrimaryButton
from memberpos.ui.widgets.card import Card, EmptyState, FactRow, Rule, column, row
from memberpos.ui.widgets.painted import Toggle
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import Text

SIDE_PX = 360
ALLOW = "settings.change"


class CardsScreen(Screen):
    """The batches at the left, the chosen one at the right."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._batches: dict[str, BatchView] = {}
        self._new, self._write, self._passwords = Button("", "F4"), PrimaryButton("", "F9"), Button("", "F7")
        self._empty = EmptyState("card")
        figures = (Column(name, 84, number=True) for name in ("made", "waiting", "ready", "issued"))
        columns = (Column("numbers"), *figures, Column("date", 110))
        self.table = Table(columns, context.theme, self._empty)
        self.table.chosen.connect(lambda _id: self._show())
        self.table.opened.connect(lambda _id: self.write())
        self._title, self._span, self._hint = Text("", "title"), _wrapped("body"), _wrapped("body")
        self._facts = tuple(FactRow() for _ in range(6))
        self._allow, self._allow_hint = Toggle(on=False), _wrapped("caption")
        self._allow_name = Text("", "strong", wrap=True)
        self._allow.setObjectName("without-mac")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        gap = self.context.theme.size("gap")
        head = row(self._title, None, self._new)
        left = column(head, Card(self.table, pad=1), spacing=12)
        left.setStretch(1, 1)
        allowed = row(column(self._allow_name, self._allow_hint, spacing=2), self._allow, spacing=12)
        allowed.setStretch(0, 1)
        side = Card(
            self._span, *self._facts, self._hint, None, self._passwords, self._write, Rule(), allowed, spacing=10
        )
        side.setFixedWidth(SIDE_PX)
        layout = row(left, side, spacing=gap, margins=(gap, gap, gap, gap))
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def _wire(self) -> None:
        self._new.clicked.connect(self.make)
        self._write.clicked.connect(self.write)
        self._passwords.clicked.connect(self.print_passwords)
        self._allow.toggled.connect(self._allowed)

    # --- screen -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Cards")

    def retranslate(self) -> None:
        """All words anew."""
        self._title.setText(self.tr("Batches of cards"))
        self._new.setText(self.tr("New batch"))
        self._write.setText(self.tr("Write cards"))
        self._passwords.setText(self.tr("Print first passwords"))
        heads = (self.tr("Made"), self.tr("To write"), self.tr("Ready"), self.tr("Issued"), self.tr("Date"))
        self.table.set_heads(self.tr("Numbers"), *heads)
        remark = self.tr("A batch makes a range of card numbers; they can be written at once or later.")
        self._empty.set(self.tr("No batch yet"), remark)
        self._allow_name.setText(self.tr("Take cards that do not prove themselves"))
        self._allow_hint.setText(self.tr("Cards of another system, without our check code. Anybody can copy them."))
        self._allow.setText(self._allow_name.text())
        self._show()

    def on_shown(self, **facts: object) -> None:
        """Reads the batches."""
        self.table.setFocus()
        self._read()

    def on_changed(self, what: frozenset[str]) -> None:
        """A card was issued or a batch made."""
        if what & {"card", "settings"}:
            self._read()

    def keys(self) -> Sequence[KeyHint]:
        """What works now."""
        chosen = self.chosen()
        return (
            KeyHint("F4", self.tr("New batch"), self.make),
            KeyHint("F9", self.tr("Write cards"), self.write, self._may_write(chosen)),
            KeyHint("F7", self.tr("First passwords"), self.print_passwords, self._has_passwords(chosen)),
        )

    # --- facts ------------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        def work(db: Database) -> tuple[list[BatchView], bool]:
            return card_batches.batches(db), shop_settings.current(db).rules.cards_without_mac

        self.context.read(work, lambda found: self.show_batches(*found), None, self)

    def show_batches(self, batches: Sequence[BatchView], allowed: bool) -> None:
        """The batches as they are now."""
        before = self.table.choice()
        self._batches = {batch.batch_id: batch for batch in batches}
        zone = self.context.time_zone
        lines = [
            Line(b.batch_id, (_span(b), count(b.made), Cell(count(b.waiting), "warn" if b.waiting else "muted"),
                              count(b.ready), count(b.issued), Cell(day(b.made_at_ms, zone), "muted")))
            for b in batches
        ]  # fmt: skip
        self.table.set_lines(lines, before if before in self._batches else lines[0].id if lines else None)
        self._allow.blockSignals(True)
        self._allow.setChecked(allowed)
        self._allow.blockSignals(False)
        self._show()

    def chosen(self) -> BatchView | None:
        """The batch that is marked."""
        return self._batches.get(str(self.table.choice()))

    def _may_write(self, batch: BatchView | None) -> bool:
        return batch is not None and batch.waiting > 0 and bool(self.context.services["has_device"]("card"))

    @staticmethod
    def _has_passwords(batch: BatchView | None) -> bool:
        return batch is not None and batch.password_kind == GENERATED

    def _show(self) -> None:
        batch = self.chosen()
        self._span.setText(_span(batch) if batch else self.tr("Choose a batch, or make one."))
        self._span.set_role("heading" if batch else "body")
        self._span.set_tone("" if batch else "muted")
        for fact, line in zip(self._facts, self._lines(batch) if batch else (), strict=False):
            fact.set(*line)
        for fact in self._facts:
            fact.setVisible(batch is not None)
        self._hint.setText(self._why_not(batch))
        self._hint.setVisible(bool(self._hint.text()))
        self._write.setEnabled(self._may_write(batch))
        self._write.setVisible(batch is not None)
        self._passwords.setVisible(self._has_passwords(batch))
        self._allow.setEnabled(ALLOW in self.context.shell.session().rights)
        self.keys_changed.emit()

    def _lines(self, batch: BatchView) -> Sequence[tuple[str, str]]:
        yes, no = self.tr("Yes"), self.tr("No")
        passwords = {"": self.tr("None"), "chosen": self.tr("One for all"), GENERATED: self.tr("Generated")}
        return (
            (self.tr("To write"), count(batch.waiting)), (self.tr("Ready"), count(batch.ready)),
            (self.tr("Issued"), count(batch.issued)), (self.tr("Without 4"), yes if batch.skip_four else no),
            (self.tr("Check digit"), yes if batch.check_digit else no),
            (self.tr("First passwords"), passwords[batch.password_kind]),
        )  # fmt: skip

    def _why_not(self, batch: BatchView | None) -> str:
        if batch is None or self._may_write(batch):
            return ""
        if batch.waiting == 0:
            return self.tr("All cards of this batch are written.")
        return self.tr("No card writer is connected. Printed cards can be issued without being written.")

    # --- what can be done -------------------------------------------------------------------------------------------

    def make(self) -> None:
        """F4."""
        dialog = BatchDialog(self, self.context)
        dialog.made.connect(self._made)
        dialog.open()

    def _made(self, _done: BatchDone) -> None:
        self._read()

    def write(self) -> None:
        """F9, or Enter on a batch."""
        batch = self.chosen()
        if batch is None or not self._may_write(batch):
            return
        dialog = WriteBatchDialog(self, self.context, batch)
        dialog.progressed.connect(self._read)
        dialog.open()

    def print_passwords(self) -> None:
        """F7: the first passwords that nobody changed yet, as a paper."""
        batch = self.chosen()
        if batch is None or not self._has_passwords(batch):
            return
        batch_id, span = batch.batch_id, _span(batch)

        def done(listed: list[tuple[str, str]]) -> None:
            self.context.services["print_document"](password_paper(span, listed, self.context))
            self.context.shell.toast(self.tr("{count} passwords are printed.").format(count=count(len(listed))))

        run_approved(self.context, self, lambda use: card_batches.passwords(use, batch_id), done)

    def _allowed(self, on: bool) -> None:
        run_approved(self.context, self, lambda use: shop_settings.change(use, {"cards.without_mac": on}),
                     lambda _version: self._read(), self._not_allowed)  # fmt: skip

    def _not_allowed(self, error: object) -> None:
        self._read()
        self.context.shell.error(error)  # type: ignore[arg-type]


def _wrapped(role: str) -> Text:
    return Text("", role, "muted", wrap=True)


def _span(batch: BatchView) -> str:
    if batch.made == 1:
        return grouped(batch.first)
    return f"{grouped(batch.first)} – {grouped(batch.last)}"
