"""Settings: the shop, its rules, goods, staff, headquarters, this window. Devices have a place of their own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.screen import Screen
from memberpos.ui.settings_pages.base import Page, Pages
from memberpos.ui.settings_pages.goods import GoodsSettings
from memberpos.ui.settings_pages.headquarters import HeadquartersSettings
from memberpos.ui.settings_pages.member_fields import MemberFieldsSettings
from memberpos.ui.settings_pages.papers import PapersSettings
from memberpos.ui.settings_pages.recovery import RecoverySettings
from memberpos.ui.settings_pages.rules import RulesSettings
from memberpos.ui.settings_pages.shop import ShopSettings
from memberpos.ui.settings_pages.staff import StaffSettings
from memberpos.ui.settings_pages.window import WindowSettings
from memberpos.ui.widgets.buttons import ChoiceChip
from memberpos.ui.widgets.card import Card, EmptyState, column, row
from memberpos.ui.widgets.text import Text

PAGES: dict[str, type[Page]] = {
    "shop": ShopSettings, "rules": RulesSettings, "goods": GoodsSettings, "members": MemberFieldsSettings,
    "staff": StaffSettings, "papers": PapersSettings,
    "headquarters": HeadquartersSettings, "window": WindowSettings, "recovery": RecoverySettings,
}  # fmt: skip


class SettingsScreen(Screen):
    """One page at a time, chosen above; Ctrl+Tab goes to the next. Who may not change a subject is told so at once."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages = Pages(context, PAGES)
        self._shown = "shop"
        self._title, self._group = Text("", "title"), QButtonGroup(self)
        self._locked = EmptyState("lock")
        self._refusal = Card(self._locked)
        self._pages.addWidget(self._refusal)
        chips = row(spacing=8)
        for at, name in enumerate(PAGES):
            chips.addWidget(self._chip(name, at))
        self._group.idClicked.connect(lambda at: self.show_page(tuple(PAGES)[at]))
        gap = context.theme.size("gap")
        layout = column(row(self._title, 16, chips, None), self._pages, spacing=16, margins=(gap, gap, gap, gap))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _chip(self, name: str, at: int) -> ChoiceChip:
        chip = ChoiceChip()
        chip.setObjectName(f"settings-{name}")
        chip.setMinimumHeight(self.context.theme.size("control-small"))
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._group.addButton(chip, at)
        return chip

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Settings")

    def on_shown(self, **facts: object) -> None:
        """`page` names the page to show; else the last one again."""
        wanted = facts.get("page")
        self.show_page(wanted if isinstance(wanted, str) and wanted in PAGES else self._shown)

    def on_changed(self, what: frozenset[str]) -> None:
        """The length of the queue changed."""
        if "queue" in what and self._shown == "headquarters":
            self._pages["headquarters"].load()

    def show_page(self, name: str) -> None:
        """Brings a page to the front and reads it anew."""
        self._shown = name
        self._group.button(tuple(PAGES).index(name)).setChecked(True)
        (self._pages.bring(name, self._refusal) or self).setFocus()
        self.keys_changed.emit()

    def keys(self) -> Sequence[KeyHint]:
        """What works on the page in front."""
        page, names = self._pages.front, tuple(PAGES)
        following = names[(names.index(self._shown) + 1) % len(names)]
        return (
            *(page.keys() if page and self._pages.may(self._shown) else ()),
            KeyHint("Ctrl+Tab", self.tr("Next page"), lambda: self.show_page(following)),
            KeyHint("Esc", self.tr("Counter"), lambda: self.context.shell.go("counter")),
        )

    def retranslate(self) -> None:
        """All words anew."""
        self._title.setText(self.title())
        self._locked.set(
            self.tr("Only with the right to change this"),
            self.tr("Ask the owner, or sign in as somebody who may. Nothing was changed."),
        )
        self._pages.retranslate()
        for button, kind in zip(self._group.buttons(), PAGES.values(), strict=True):
            button.setText(kind.title())
