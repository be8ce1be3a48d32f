"""What the pages of the settings have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QLayout, QStackedWidget, QWidget

from memberpos.ui import fonts
from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.card import Card, column, row, scrolled

FORM_PX = 960


class Page(QWidget):
    """One subject. Pages read their facts in `load` and set all words in `retranslate`. `right` is what it takes to
    see and change it ("" = nothing).
    """

    right = ""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context

    @staticmethod
    def title() -> str:
        """Name of the subject; asked before there is a page, too."""
        return ""

    def load(self) -> None:
        """Reads what is in force and shows it."""

    def retranslate(self) -> None:
        """All words anew."""

    def keys(self) -> Sequence[KeyHint]:
        """Keys of this subject."""
        return ()


class Pages(QStackedWidget):
    """The subjects of a screen, one in front. A page is made when it is first asked for: all of Marketing at once kept
    the window from answering for most of a second.
    """

    def __init__(self, context: UiContext, kinds: Mapping[str, type[Page]]) -> None:
        super().__init__()
        self._context, self._kinds = context, kinds
        self._made: dict[str, Page] = {}

    def __getitem__(self, name: str) -> Page:
        """The page of that name. KeyError for an unknown one."""
        if name not in self._made:
            page = self._kinds[name](self._context)
            page.retranslate()
            self._made[name] = page
            self.addWidget(page)
        return self._made[name]

    @property
    def front(self) -> Page | None:
        """The page in front; None while something else is."""
        widget = self.currentWidget()
        return widget if isinstance(widget, Page) else None

    def may(self, name: str) -> bool:
        """Whether who works may see and change the subject."""
        right = self._kinds[name].right
        return not right or right in self._context.shell.session().rights

    def bring(self, name: str, refusal: QWidget) -> QWidget | None:
        """Brings a page to the front and reads it anew, or `refusal` to somebody who may not see it. Gives what of it
        wants the focus, None for nothing.
        """
        if not self.may(name):
            self.setCurrentWidget(refusal)
            return None
        page = self[name]
        self.setCurrentWidget(page)
        page.load()
        return page.focusProxy()

    def retranslate(self) -> None:
        """All words of the pages there are anew."""
        for page in self._made.values():
            page.retranslate()


def form(*cards: QWidget, foot: QLayout | None = None) -> QLayout:
    """Cards one below the other, no wider than is good to read, above a foot that stays in sight."""
    body = Card(column(*cards, None, spacing=16), pad=0, tone="plain")
    layout = column(scrolled(body), spacing=16)
    if foot is not None:
        layout.addLayout(foot)
    holder = QWidget()
    holder.setMaximumWidth(FORM_PX)
    holder.setLayout(layout)
    outer = row(holder, None)
    outer.setStretch(0, 100)
    return outer


def choice(items: Mapping[str, str]) -> QComboBox:
    """A box to choose one of few values from: {value: text}."""
    box = QComboBox()
    box.setFont(fonts.role("body"))
    box.view().setFont(fonts.role("body"))
    for value, text in items.items():
        box.addItem(text, value)
    return box


def choose(box: QComboBox, value: str) -> None:
    """Shows the entry with `value`; an unknown one is added as it is."""
    at = box.findData(value)
    if at < 0:
        box.addItem(value, value)
        at = box.count() - 1
    box.setCurrentIndex(at)


def rename(box: QComboBox, items: Mapping[str, str]) -> None:
    """Sets the texts of entries anew."""
    for value, text in items.items():
        at = box.findData(value)
        if at >= 0:
            box.setItemText(at, text)
