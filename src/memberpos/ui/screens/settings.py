"""Settings: the shop, its rules, goods, staff and headquarters. Devices have a place of their own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.screen import Screen
from memberpos.ui.settings_pages.base import Page
from memberpos.ui.settings_pages.goods import GoodsPage
from memberpos.ui.settings_pages.headquarters import HeadquartersPage
from memberpos.ui.settings_pages.rules import RulesPage
from memberpos.ui.settings_pages.shop import ShopPage
from memberpos.ui.settings_pages.staff import StaffPage
from memberpos.ui.widgets.buttons import ChoiceChip
from memberpos.ui.widgets.card import column, row
from memberpos.ui.widgets.text import Text


class SettingsScreen(Screen):
    """One page at a time, chosen above; Ctrl+Tab goes to the next."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._pages: list[Page] = [
            ShopPage(context), RulesPage(context), GoodsPage(context), StaffPage(context), HeadquartersPage(context),
        ]  # fmt: skip
        self._title, self._stack, self._group = Text("", "title"), QStackedWidget(), QButtonGroup(self)
        chips = row(spacing=8)
        for at, page in enumerate(self._pages):
            chip = ChoiceChip()
            chip.setObjectName(f"settings-{at}")
            chip.setMinimumHeight(44 if context.theme.touch else 36)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._group.addButton(chip, at)
            chips.addWidget(chip)
            self._stack.addWidget(page)
        chips.addStretch(1)
        self._group.idClicked.connect(self.show_page)
        gap = context.theme.size("gap")
        layout = column(row(self._title, 16, chips), self._stack, spacing=12, margins=(gap, gap, gap, gap))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._group.button(0).setChecked(True)

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Settings")

    def on_shown(self, **facts: object) -> None:
        """`page` names the page to show (shop, rules, goods, staff, headquarters)."""
        names = ("shop", "rules", "goods", "staff", "headquarters")
        wanted = facts.get("page")
        self.show_page(names.index(wanted) if isinstance(wanted, str) and wanted in names else self._stack.currentIndex())

    def on_changed(self, what: frozenset[str]) -> None:
        """The length of the queue changed."""
        page = self._pages[self._stack.currentIndex()]
        if "queue" in what and isinstance(page, HeadquartersPage):
            page.load()

    def show_page(self, at: int) -> None:
        """Brings a page to the front and reads it anew."""
        self._group.button(at).setChecked(True)
        self._stack.setCurrentIndex(at)
        self._pages[at].load()
        self.keys_changed.emit()

    def keys(self) -> Sequence[KeyHint]:
        """What works on the page in front."""
        at = self._stack.currentIndex()
        page = self._pages[at]
        found = [KeyHint("Ctrl+Tab", self.tr("Next page"), lambda: self.show_page((at + 1) % len(self._pages)))]
        if isinstance(page, ShopPage | RulesPage):
            found.append(KeyHint("Ctrl+S", self.tr("Save"), page.save))
        if isinstance(page, GoodsPage | StaffPage):
            found.append(KeyHint("F4", self.tr("Add"), page.add))
        found.append(KeyHint("Esc", self.tr("Counter"), lambda: self.context.shell.go("counter")))
        return tuple(found)

    def retranslate(self) -> None:
        """All words anew."""
        self._title.setText(self.title())
        for at, page in enumerate(self._pages):
            page.retranslate()
            self._group.button(at).setText(page.title())
