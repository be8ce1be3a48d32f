"""How receipts look: the template of each kind with its picture beside it, and the shop's logo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit

from memberpos.domain.errors import PosError
from memberpos.printing import preview
from memberpos.printing.kinds import KINDS
from memberpos.ui import fonts
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.open_papers import paper_words
from memberpos.ui.hints import KeyHint
from memberpos.ui.message_texts import QT_TRANSLATE_NOOP
from memberpos.ui.settings_pages.base import Page, choice, rename
from memberpos.ui.widgets.buttons import Button, PrimaryButton
from memberpos.ui.widgets.card import Card, FormRow, column, row, scrolled
from memberpos.ui.widgets.text import Text

T = TypeVar("T")
WIDTHS = ("80", "58")
DRAW_AFTER_MS = 300
PICTURE_PX = 380
#: Reasons of a PosError bad_file of a template.
_REASONS = {
    "no_toml": QT_TRANSLATE_NOOP("templates", "This is not a whole TOML text: {name}"),
    "unknown_key": QT_TRANSLATE_NOOP("templates", "“{name}” is not known here."),
    "one_content": QT_TRANSLATE_NOOP("templates", "A row needs one of text, left, rule, feed, table, qr, logo, rows."),
    "unknown_name": QT_TRANSLATE_NOOP("templates", "This paper has no “{name}”."),
    "unknown_word": QT_TRANSLATE_NOOP("templates", "The word “{name}” is not under [words]."),
    "unknown_value": QT_TRANSLATE_NOOP("templates", "“{name}” has a value that is not known."),
    "unknown_format": QT_TRANSLATE_NOOP("templates", "“{name}” is written in a way that is not known."),
    "not_text": QT_TRANSLATE_NOOP("templates", "“{name}” must be a text in quotes."),
    "not_a_list": QT_TRANSLATE_NOOP("templates", "“{name}” is one thing, not several."),
    "not_a_value": QT_TRANSLATE_NOOP("templates", "“{name}” has parts: name one of them."),
    "braces": QT_TRANSLATE_NOOP("templates", "A brace is missing in “{name}”."),
    "missing_language": QT_TRANSLATE_NOOP("templates", "The word “{name}” needs zh_CN, zh_TW and en."),
    "no_row": QT_TRANSLATE_NOOP("templates", "Rows stand under [[row]]."),
    "too_large": QT_TRANSLATE_NOOP("templates", "This is too large."),
    "no_picture": QT_TRANSLATE_NOOP("templates", "This file is not a picture."),
}


class PapersSettings(Page):
    """Pick a paper, change its text, see it at once; Ctrl+S keeps it for this till."""

    right = "settings.change"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._kind, self._width = choice(dict.fromkeys(KINDS, "")), choice(dict.fromkeys(WIDTHS, ""))
        self._kind.setObjectName("paper-kind")
        self._width.setObjectName("paper-width")
        self._rows = [FormRow(self._kind), FormRow(self._width)]
        self._text, self._picture = QPlainTextEdit(), QLabel()
        self._text.setObjectName("template")
        self._text.setFont(fonts.fixed(13))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setTabChangesFocus(True)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._picture.setObjectName("paper-picture")
        self._state, self._problem = Text("", "small", "muted", wrap=True), Text("", "small", "bad", wrap=True)
        self._logo, self._no_logo, self._back = Button("", "F7"), Button(""), Button("", "F9")
        self._save = PrimaryButton("", "Ctrl+S")
        self._drawing = self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAW_AFTER_MS)
        self._wire()
        self._lay_out()

    def _wire(self) -> None:
        self._timer.timeout.connect(self.draw)
        self._text.textChanged.connect(self._timer.start)
        self._kind.currentIndexChanged.connect(lambda _at: self.load())
        self._width.currentIndexChanged.connect(lambda _at: self.draw())
        self._logo.clicked.connect(self.choose_logo)
        self._no_logo.clicked.connect(self.remove_logo)
        self._back.clicked.connect(self.take_back)
        self._save.clicked.connect(self.save)

    def _lay_out(self) -> None:
        for button, name in ((self._logo, "logo"), (self._no_logo, "no-logo"), (self._back, "built-in")):
            button.setObjectName(f"paper-{name}")
        self._picture.setMinimumWidth(PICTURE_PX)
        shown = scrolled(self._picture)
        shown.setMinimumWidth(PICTURE_PX + 24)
        middle = row(self._text, shown, spacing=16)
        middle.setStretch(0, 1)
        head = row(*self._rows, None, self._logo, self._no_logo, spacing=16)
        foot = row(self._back, None, self._save)
        card = Card(head, middle, self._problem, self._state, spacing=12)
        card.layout_.setStretch(1, 1)
        layout = column(card, foot, spacing=16)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setFocusProxy(self._text)

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("PapersSettings", "Papers")

    def keys(self) -> Sequence[KeyHint]:
        """Save, logo, back to the built-in."""
        return (
            KeyHint("Ctrl+S", self.tr("Save"), self.save), KeyHint("F7", self.tr("Logo"), self.choose_logo),
            KeyHint("F9", self.tr("Built-in again"), self.take_back),
        )  # fmt: skip

    def retranslate(self) -> None:
        self._rows[0].set(self.tr("Paper"))
        self._rows[1].set(self.tr("Width"))
        rename(self._kind, {kind: paper_words(kind) for kind in KINDS})
        rename(self._width, {"80": self.tr("80 mm"), "58": self.tr("58 mm")})
        self._logo.setText(self.tr("Logo …"))
        self._no_logo.setText(self.tr("No logo"))
        self._back.setText(self.tr("Built-in again"))
        self._save.setText(self.tr("Save"))

    # --- reading and drawing ------------------------------------------------------------------------------------------

    def load(self) -> None:
        """The template in use of the chosen kind."""
        kind, folder = self._chosen, self._folder
        self._aside(lambda: preview.source(kind, folder), self.show_source)

    def show_source(self, found: tuple[str, bool]) -> None:
        """Its text and whose it is."""
        text, own = found
        self._text.setPlainText(text)
        self._back.setEnabled(own)
        self._state.setText(
            self.tr("The shop's own layout, on this till.") if own
            else self.tr("The built-in layout. Change it and save: it becomes the shop's own on this till.")
        )  # fmt: skip
        self.draw()

    def draw(self) -> None:
        """The picture of a sample paper, off the UI thread; while one is drawn, the next waits."""
        if self._drawing:
            self._again = True
            return
        self._drawing, self._again = True, False
        kind, text, width_mm = self._chosen, self._text.toPlainText(), int(str(self._width.currentData()))
        language, folder = self.context.services["language"](), self._folder
        self._aside(lambda: preview.picture(kind, text, width_mm, language, folder), self.show_picture, self._not_drawn)

    def show_picture(self, png: bytes) -> None:
        """What the paper will look like."""
        self._drawing = False
        self._say("")
        pixmap = QPixmap()
        if pixmap.loadFromData(png):
            smooth = Qt.TransformationMode.SmoothTransformation
            self._picture.setPixmap(pixmap.scaledToWidth(min(PICTURE_PX, pixmap.width()), smooth))
        if self._again:
            self.draw()

    def _not_drawn(self, error: PosError) -> None:
        """The last good picture stays; what is wrong stands below."""
        self._drawing = False
        self._say(template_problem(error))
        if self._again:
            self.draw()

    # --- what people do -----------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Keeps the text if it is good; papers printed from now on look so."""
        kind, text, folder = self._chosen, self._text.toPlainText(), self._folder

        def kept(_none: None) -> None:
            self.context.shell.toast(self.tr("Saved. The next paper looks like this."))
            self.load()

        self._aside(lambda: preview.keep(kind, text, folder), kept, self._refused)

    def take_back(self) -> None:
        """The built-in layout of this kind again."""
        if self._back.isEnabled():
            kind, folder = self._chosen, self._folder
            self._aside(lambda: preview.take_back(kind, folder), lambda _none: self.load())

    def choose_logo(self) -> None:
        """A picture for the head of all papers."""
        name, _ = QFileDialog.getOpenFileName(self.window(), self.tr("Logo"), "", "*.png *.jpg *.jpeg *.bmp *.gif")
        if name:
            self.keep_logo(Path(name))

    def keep_logo(self, source: Path) -> None:
        """Makes this file the logo."""
        from memberpos.printing import logo

        folder = self._folder
        self._aside(lambda: logo.keep(source, folder), lambda _none: self.draw(), self._logo_refused)

    def remove_logo(self) -> None:
        """Papers without a logo again."""
        from memberpos.printing import logo

        folder = self._folder
        self._aside(lambda: logo.remove(folder), lambda _none: self.draw(), self._logo_refused)

    def _logo_refused(self, error: PosError) -> None:
        """The text is as good as before, and can be kept."""
        can_save = self._save.isEnabled()
        self._refused(error)
        self._save.setEnabled(can_save)

    def _refused(self, error: PosError) -> None:
        if error.code == "bad_file":
            self._say(template_problem(error))
        else:
            self.context.shell.error(error)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._save.setEnabled(not problem)

    @property
    def _chosen(self) -> str:
        return str(self._kind.currentData())

    @property
    def _folder(self) -> Path:
        return Path(self.context.services["home"]) / "receipts"

    def _aside(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[PosError], object] | None = None,
    ) -> None:
        self.context.runner.aside(work, then, failed, self)


def template_problem(error: PosError) -> str:
    """What is wrong with a template, in words, and in which row."""
    facts = error.facts
    reason = str(facts.get("reason", ""))
    text = QCoreApplication.translate("templates", _REASONS.get(reason, _REASONS["no_row"]))
    said = text.format(name=facts.get("name", "") or facts.get("detail", ""))
    if not facts.get("row"):
        return said
    return QCoreApplication.translate("templates", "Row {row}: {problem}").format(row=facts["row"], problem=said)
