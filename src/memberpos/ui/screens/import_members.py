"""Members from another system's table: choose the file, say what its columns are, look at the verdicts, take over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from memberpos.domain.errors import PosError
from memberpos.domain.import_map import ImportMap
from memberpos.domain.member_profile import Definitions
from memberpos.services import definitions, imports
from memberpos.services.import_reading import Look
from memberpos.services.imports import Cancel, ImportResult, Scratch
from memberpos.store.database import Database
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.save_as import SaveAsDialog
from memberpos.ui.format import count
from memberpos.ui.hints import KeyHint
from memberpos.ui.import_words import refusal_words
from memberpos.ui.messages import message
from memberpos.ui.screen import Screen
from memberpos.ui.widgets.buttons import Button, PrimaryButton
from memberpos.ui.widgets.card import Card, EmptyState, column, row
from memberpos.ui.widgets.import_panels import REFUSED, CheckedPanel, MapPanel, RunningPanel
from memberpos.ui.widgets.text import ElidedText, Text

FILE, COLUMNS, CHECKED, RUNNING, DONE = "file", "columns", "checked", "running", "done"
#: Rows to look at that are shown; the sheet has them all.
SHOWN = 500


class ImportScreen(Screen):
    """One step at a time; F12 goes on, Esc back, or while it runs cancels without a trace."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._step, self._path = FILE, Path()
        self._look: Look | None = None
        self._result: ImportResult | None = None
        self._scratch: Scratch | None = None
        self._cancel = Cancel()
        self._title, self._file_name = Text("", "title"), ElidedText("", "body", "muted")
        self._problem = Text("", "body", "bad", wrap=True)
        self._back, self._next = Button("", "Esc"), PrimaryButton("", "F12")
        self._browse, self._again, self._save = Button("", "F4"), PrimaryButton("", "F12"), Button("", "F5")
        self._drop, self._end = EmptyState("download", button=self._browse), EmptyState("check", button=self._again)
        self._map, self._checked, self._running = MapPanel(), CheckedPanel(context.theme), RunningPanel()
        self._pages = {
            FILE: Card(self._drop), COLUMNS: self._map, CHECKED: self._checked, RUNNING: self._running,
            DONE: Card(self._end),
        }  # fmt: skip
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._browse.clicked.connect(self.browse)
        self._back.clicked.connect(self.back)
        self._next.clicked.connect(self.go_on)
        self._again.clicked.connect(self.back)
        self._save.clicked.connect(self.save_refused)
        self._running.cancel.clicked.connect(self.back)
        self._checked.wanted.connect(self._read_rows)
        self._checked.save.clicked.connect(self.save_refused)
        self._map.sheet_box.activated.connect(lambda _at: self._other_sheet())
        gap = self.context.theme.size("gap")
        head = row(self._title, 12, self._file_name, spacing=8)
        head.setStretch(2, 1)
        foot = row(self._problem, self._save, self._back, self._next, spacing=8)
        foot.setStretch(0, 1)
        layout = column(head, self._stack, foot, spacing=12, margins=(gap, gap, gap, gap))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    # --- screen -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Import members")

    def retranslate(self) -> None:
        """All words anew."""
        self._title.setText(self.title())
        self._browse.setText(self.tr("Choose a file"))
        self._drop.set(
            self.tr("Drop the table of the other system here"),
            self.tr("XLSX, XLS or CSV. Nothing is booked before you have seen every verdict."),
        )
        self._again.setText(self.tr("To the members"))
        self._save.setText(self.tr("Refused rows as a sheet"))
        for panel in (self._map, self._checked, self._running):
            panel.retranslate()
        self._show_step()

    def on_shown(self, **facts: object) -> None:
        """Begins with a file unless something is under way."""
        if self._step == DONE:
            self._drop_scratch()
            self._turn(FILE)
        self.setFocus()

    def keys(self) -> Sequence[KeyHint]:
        """What works now."""
        hints = {
            FILE: (KeyHint("F4", self.tr("Choose a file"), self.browse),),
            COLUMNS: (KeyHint("F12", self.tr("Check"), self.go_on), KeyHint("F4", self.tr("Other file"), self.browse)),
            CHECKED: (
                KeyHint("F12", self._next.text(), self.go_on, self._may_take()),
                KeyHint("F5", self.tr("Refused rows as a sheet"), self.save_refused, self._has_refused()),
            ),
            DONE: (
                KeyHint("F12", self.tr("To the members"), self.back),
                KeyHint("F5", self.tr("Refused rows as a sheet"), self.save_refused, self._has_refused()),
            ),
            RUNNING: (),
        }[self._step]
        return (*hints, KeyHint("Esc", self._back.text() or self.tr("Back"), self.back))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self._step != RUNNING:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        local = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
        if local:
            self.take_file(Path(local))

    # --- steps ------------------------------------------------------------------------------------------------------

    def _turn(self, step: str) -> None:
        self._step = step
        self._problem.setText("")
        self._show_step()
        self.keys_changed.emit()

    def _show_step(self) -> None:
        self._stack.setCurrentWidget(self._pages[self._step])
        self._file_name.setText("" if self._step == FILE else self._path.name)
        self._back.setText({FILE: self.tr("Members"), CHECKED: self.tr("Columns")}.get(self._step, self.tr("Back")))
        self._back.setVisible(self._step not in (RUNNING, DONE))
        self._next.setVisible(self._step in (COLUMNS, CHECKED))
        self._save.setVisible(self._step == DONE and self._has_refused())
        members = self._result.sums.members if self._result else 0
        taking = self.tr("Take over %n member(s)", "", members).replace(str(members), count(members))
        self._next.setText(self.tr("Check all rows") if self._step == COLUMNS else taking)
        self._next.setEnabled(self._step == COLUMNS or self._may_take())

    def _may_take(self) -> bool:
        return self._result is not None and self._result.sums.members > 0

    def _has_refused(self) -> bool:
        return self._result is not None and self._result.refused > 0

    def go_on(self) -> None:
        """F12: checks, then takes over."""
        if self._step == COLUMNS:
            self._check(self._map.told())
        elif self._step == CHECKED and self._may_take():
            self._take()

    def back(self) -> None:
        """Esc: a step back; while it runs, cancels."""
        if self._step == RUNNING:
            self._cancel.set()
        elif self._step == CHECKED:
            self._turn(COLUMNS)
        elif self._step == COLUMNS:
            self._turn(FILE)
        else:
            self._drop_scratch()
            self.context.shell.go("members")

    def browse(self) -> None:
        """The system's own window to choose a file."""
        name, _ = QFileDialog.getOpenFileName(self.window(), self.title(), "", "*.xlsx *.xls *.csv *.txt")
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path, told: ImportMap | None = None) -> None:
        """A file: its columns are looked at off the UI thread."""
        self._path = path

        def work(db: Database) -> tuple[Look, Definitions]:
            return imports.look(db, path, told), definitions.current(db)

        self.context.scan(work, self._looked, self._refused, self)

    def _other_sheet(self) -> None:
        look = self._look
        if look is not None and (sheet := str(self._map.sheet_box.currentData())) != look.sheet:
            self.take_file(self._path, ImportMap(sheet=sheet))

    def _looked(self, seen: tuple[Look, Definitions]) -> None:
        self._look = seen[0]
        self._map.show_look(seen[0], seen[1].fields)
        self._turn(COLUMNS)

    def _check(self, told: ImportMap) -> None:
        """A dry run over all rows, in a scratch that is kept for taking them over."""
        path, folder = self._path, Path(self.context.services["home"])
        self._drop_scratch()

        def work(db: Database, tell: Callable[[Any], None]) -> ImportResult:
            self._scratch = Scratch(folder)
            return imports.check(db, path, told, self._scratch, tell, self._cancel)

        self._run(work, self._was_checked, COLUMNS)

    def _was_checked(self, result: ImportResult) -> None:
        self.show_result(result)
        self._read_rows(REFUSED)

    def show_result(self, result: ImportResult) -> None:
        """What would happen."""
        self._result = result
        self._checked.show_result(result)
        self._turn(CHECKED)

    def _read_rows(self, verdict: str) -> None:
        result = self._result
        if result is not None:
            self.context.runner.errand(
                lambda _db, _tell: result.problems((verdict,), 0, SHOWN), _nothing, self._checked.show_rows, None, self
            )

    def _take(self) -> None:
        result, books = self._result, self.context.services["import_books"]()
        assert result is not None

        def work(db: Database, tell: Callable[[Any], None]) -> ImportResult:
            return imports.take(db, result, books, tell, self._cancel)

        self._run(work, self._taken, CHECKED)

    def _taken(self, result: ImportResult) -> None:
        if not result.refused:
            self._drop_scratch()
        self.show_done(result)
        self.context.tell(frozenset({"member", "card", "queue"}))

    def show_done(self, result: ImportResult) -> None:
        """The last page: what was taken over."""
        self._result = result
        words = self.tr("{members} members and {cards} cards were taken over.")
        self._end.set(
            words.format(members=count(result.sums.members), cards=count(result.sums.cards)),
            self.tr("%n row(s) refused: import them again when they are corrected.", "", result.refused)
            if result.refused
            else self.tr("Compare the sums with the other system once more before you sell."),
        )
        self._turn(DONE)

    def _run(
        self,
        work: Callable[[Database, Callable[[Any], None]], ImportResult],
        then: Callable[[ImportResult], object],
        back: str,
    ) -> None:
        self._cancel = Cancel()
        self._running.show_progress(imports.Progress("read", 0, 0))
        self._turn(RUNNING)
        failed = partial(self._failed, back)
        self.context.runner.errand(work, self._running.show_progress, then, failed, self)

    def _failed(self, back: str, error: PosError) -> None:
        self._turn(back)
        self._refused(error)

    def _refused(self, error: PosError) -> None:
        words = message(error, self.context.currency)
        self._problem.setText(refusal_words(error) or f"{words.sentence} {words.next_step}")

    def _drop_scratch(self) -> None:
        """What was put aside goes, on the thread that made it."""
        scratch, self._scratch = self._scratch, None
        if scratch is not None:
            self.context.runner.errand(lambda _db, _tell: scratch.close(), _nothing)

    def save_refused(self) -> None:
        """F5: the refused rows as a sheet to correct."""
        result = self._result
        if result is None or not result.refused:
            return
        proposal = self._path.with_name(f"{self._path.stem}.refused.xlsx")
        dialog = SaveAsDialog(self, proposal, imports.SHEETS)
        dialog.chosen.connect(lambda path: self._write_refused(result, path))
        dialog.open()

    def _write_refused(self, result: ImportResult, path: Path) -> None:
        now_ms, language = int(self.context.services["now_ms"]()), str(self.context.services["language"]())
        said = self.tr("%n row(s) written.", "", result.refused)

        def work(db: Database, _tell: Callable[[Any], None]) -> int:
            return imports.write_refused(db, result, path, now_ms, language)

        self.context.runner.errand(work, _nothing, lambda _rows: self.context.shell.toast(said), None, self)


def _nothing(_what: object) -> None:
    """Nothing is told on the way."""
