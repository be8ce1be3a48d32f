"""What the pages of Marketing have in common: fields, a worked example beside them, a rehearsal, a button to save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.services import marketing
from memberpos.services.marketing import Facts
from memberpos.services.rule_trial import Draft
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.marketing_pages.fields import Entry
from memberpos.ui.marketing_pages.form import DocumentForm, Tall
from memberpos.ui.marketing_pages.trial import TrialPanel, Tried
from memberpos.ui.messages import message
from memberpos.ui.settings_pages.base import Page
from memberpos.ui.widgets.buttons import Button, PrimaryButton
from memberpos.ui.widgets.card import Card, EmptyState, column, row, scrolled
from memberpos.ui.widgets.overlay import KEYS_CHANGED
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import Text

Document = dict[str, Any]
SIDE_PX, LIST_PX = 330, 300


class RulePage(Page):
    """A form of one document. `kept` says that it was saved: the other pages read anew."""

    kept = Signal()
    tried = True

    def __init__(self, context: UiContext, entries: Sequence[Entry]) -> None:
        super().__init__(context)
        self.facts: Facts | None = None
        self.form = DocumentForm(entries)
        self.form.changed.connect(self.changed)
        self.example_head, self.example = Text("", "small", "muted"), Text("", "strong", "brand", wrap=True)
        self.example.setObjectName("example")
        self.problem = Text("", "body", "bad", wrap=True)
        self.trial = TrialPanel(context)
        self.trial.asked.connect(self.rehearse)
        self.trial.refused.connect(self.refuse)
        if not self.tried:
            self.trial.hide()  # never shown by itself: it has no parent yet, and would be a window of its own
        self.save_button = PrimaryButton("", "Ctrl+S")
        self.save_button.setObjectName("save-rule")
        self.save_button.clicked.connect(self.save)
        self.setLayout(self._lay_out())

    def _lay_out(self) -> Any:
        foot = row(self.problem, None, self.save_button, spacing=12)
        foot.setStretch(0, 1)
        form = Tall()
        form.setLayout(column(self.form, None, margins=(4, 4, 10, 4)))
        self._area = scrolled(form)
        middle = column(Card(self._area, pad=12), foot, spacing=12)
        middle.setStretch(0, 1)
        example = Card(self.example_head, self.example, tone="quiet", pad=14, spacing=6)
        side = QWidget()
        side.setFixedWidth(SIDE_PX)
        holder = Tall()
        holder.setLayout(column(example, self.trial, None, spacing=12))
        side.setLayout(column(scrolled(holder)))
        layout = row(*self.before(), middle, side, spacing=16)
        layout.setStretch(layout.count() - 2, 1)
        return layout

    def before(self) -> tuple[QWidget, ...]:
        """What stands left of the form."""
        return ()

    # --- what a page says of its documents --------------------------------------------------------------------------

    def check(self, doc: Document) -> str:
        """A worked example in words; raises the engine's PosError for a document that cannot be."""
        del doc
        return ""

    def keep(self, doc: Document) -> Callable[[Use], object]:
        """The use case that keeps the document."""
        del doc
        return lambda _use: None

    def draft(self, doc: Document) -> Tried:
        """What a rehearsal tries."""
        del doc
        return Draft()

    def show_facts(self, facts: Facts) -> None:
        """Shows what is in force."""

    # --- doing ------------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Reads what is in force."""
        self.context.read(marketing.facts, self._arrived, None, self)

    def _arrived(self, facts: Facts) -> None:
        self.facts = facts
        self.trial.clear()
        self.problem.setText("")
        self.show_facts(facts)
        self.changed()
        self.keys_moved()

    def keys_moved(self) -> None:
        """Other keys work now."""
        QCoreApplication.postEvent(self.window(), QEvent(KEYS_CHANGED))

    def document(self) -> Document:
        """What the form says."""
        return self.form.document()

    def changed(self) -> None:
        """Somebody typed: the example anew, or what is wrong at its field. A rehearsal of before means nothing now."""
        if self.facts is None:
            return
        self.trial.clear()
        self.problem.setText("")
        try:
            self.example.setText(self.check(self.document()))
            self.form.mark(None)
        except PosError as error:
            self.example.setText("")
            self.refuse(error)

    def refuse(self, error: PosError) -> None:
        """What is wrong: at its field, or above the button."""
        if self.form.mark(error):
            self.problem.setText(self.tr("Mend the field that is marked."))
        else:
            said = message(error, self.context.currency)
            self.problem.setText(f"{said.sentence} {said.next_step}")

    def save(self) -> None:
        """Keeps it; it works from the next sale (or from its day)."""
        if self.facts is None:
            return
        try:
            doc = self.document()
            self.check(doc)
            work = self.keep(doc)
        except PosError as error:
            self.refuse(error)
            self._reveal()
            return
        self.save_button.setEnabled(False)
        self.context.run(work, lambda _done: self._saved(), self._not_saved, self)

    def _reveal(self) -> None:
        """Brings the field that is marked into sight."""
        if (box := self.form.marked()) is not None:
            self._area.ensureWidgetVisible(box)

    def _saved(self) -> None:
        self.save_button.setEnabled(True)
        self.context.shell.toast(self.saved_words())
        self.context.tell(frozenset({"settings"}))
        self.load()
        self.kept.emit()

    def _not_saved(self, error: PosError) -> None:
        self.save_button.setEnabled(True)
        self.refuse(error)
        self._reveal()

    def saved_words(self) -> str:
        """Said when it is kept."""
        return self.tr("Saved. It works from the next sale.")

    def rehearse(self) -> None:
        """Tries the form on last month's sales."""
        if self.facts is None or not self.tried:
            return
        if self.trial.running:
            self.trial.clear()
            return
        try:
            doc = self.document()
            self.check(doc)
            self.trial.start(self.draft(doc), self.context.services["now_ms"]())
        except PosError as error:
            self.refuse(error)

    def keys(self) -> Sequence[KeyHint]:
        """Ctrl+S keeps, F9 rehearses."""
        keep = KeyHint("Ctrl+S", self.tr("Save"), self.save)
        return (keep, KeyHint("F9", self.tr("Rehearse"), self.rehearse)) if self.tried else (keep,)

    def retranslate(self) -> None:
        self.form.retranslate()
        self.trial.retranslate()
        self.example_head.setText(self.tr("Example"))
        self.save_button.setText(self.tr("Save and switch on"))
        self.changed()


class ListPage(RulePage):
    """Several documents of one kind: a list at the left, F4 begins a new one."""

    icon = "tag"

    def __init__(self, context: UiContext, entries: Sequence[Entry]) -> None:
        self.empty = EmptyState(self.icon)
        self.table = Table((Column("name"), Column("state", 92)), context.theme, self.empty)
        self.table.setObjectName("rule-list")
        self.table.chosen.connect(self.choose)
        self.add_button = Button("", "F4")
        self.add_button.setObjectName("add-rule")
        self.add_button.clicked.connect(self.add)
        self._docs: dict[str, Document] = {}
        self._chosen = ""
        super().__init__(context, entries)
        self.setFocusProxy(self.table)

    def before(self) -> tuple[QWidget, ...]:
        left = QWidget()
        left.setFixedWidth(LIST_PX)
        layout = column(Card(self.table, pad=1), self.add_button, *self.below_list(), spacing=12)
        layout.setStretch(0, 1)
        left.setLayout(layout)
        return (left,)

    def below_list(self) -> tuple[QWidget, ...]:
        """What stands below the list."""
        return ()

    def documents(self, facts: Facts) -> dict[str, Document]:
        """The documents by their code."""
        del facts
        return {}

    def line(self, doc: Document) -> tuple[str, str, str]:
        """(name, state in a word, its tone) of a document."""
        return str(doc.get("name") or doc.get("code") or doc.get("sku")), "", ""

    def new(self) -> Document:
        """A new document to begin with."""
        return {}

    key = "code"

    def show_facts(self, facts: Facts) -> None:
        self._docs = self.documents(facts)
        chosen = self._chosen if self._chosen in self._docs else next(iter(self._docs), "")
        self._list(chosen)
        self.show_document(chosen)

    def _list(self, chosen: str) -> None:
        lines = []
        for code, doc in self._docs.items():
            name, state, tone = self.line(doc)
            lines.append(Line(code, (name, Cell(state, tone, badge=bool(state)))))
        self.table.set_lines(lines, chosen or None)

    def choose(self, code: str) -> None:
        """Another one."""
        if code != self._chosen:
            self.show_document(code)
            self.changed()

    def add(self) -> None:
        """A new one."""
        self.table.clearSelection()
        self.show_document("")
        self.form.entries[self.key].field.setFocus()
        self.changed()

    def show_document(self, code: str) -> None:
        """Fills the form; "" with a new document."""
        self._chosen = code
        self.trial.clear()
        self.form.show_document(self._docs[code] if code else self.new())
        self.form.entries[self.key].field.setEnabled(not code)
        self.keys_moved()

    def document(self) -> Document:
        """What the form says; a new one may not take the place of another."""
        doc = super().document()
        if not self._chosen and doc.get(self.key) in self._docs:
            raise PosError("bad_setting", setting=self.key)
        return doc

    def _saved(self) -> None:
        self._chosen = str(self.form.entries[self.key].value() or "")
        super()._saved()

    def keys(self) -> Sequence[KeyHint]:
        """F4 adds."""
        return (KeyHint("F4", self.tr("New"), self.add), *super().keys())

    def retranslate(self) -> None:
        self.table.set_heads(self.title(), self.tr("State"))
        self.add_button.setText(self.tr("New"))
        self.empty.set(self.tr("Nothing yet"), self.tr("F4 begins a new one"))
        super().retranslate()
        if self.facts is not None:
            self._list(self._chosen)
