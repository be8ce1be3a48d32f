"""Marketing: an owner sets up points, tiers, top-ups, promotions, coupons, gifts, draws and passes here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.services import presets
from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.marketing_pages.coupons import CouponsPage
from memberpos.ui.marketing_pages.goods import DrawsPage, GiftsPage, PassesPage
from memberpos.ui.marketing_pages.history import HistoryPage
from memberpos.ui.marketing_pages.offers import OffersPage
from memberpos.ui.marketing_pages.points import PointsPage
from memberpos.ui.marketing_pages.preset import PresetPage
from memberpos.ui.marketing_pages.recharge import RechargePage
from memberpos.ui.marketing_pages.sources import SourcesPage
from memberpos.ui.screen import Screen
from memberpos.ui.settings_pages.base import Page, Pages
from memberpos.ui.widgets.buttons import ChoiceChip
from memberpos.ui.widgets.card import Card, EmptyState, column, row
from memberpos.ui.widgets.text import Text

PAGES: dict[str, type[Page]] = {
    "points": PointsPage, "sources": SourcesPage, "recharge": RechargePage, "offers": OffersPage,
    "coupons": CouponsPage, "gifts": GiftsPage, "draws": DrawsPage, "passes": PassesPage, "history": HistoryPage,
}  # fmt: skip


class MarketingScreen(Screen):
    """One page at a time, chosen above; Ctrl+Tab goes to the next. An empty shop is offered the rules of its trade."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.preset = PresetPage(context)
        self.preset.kept.connect(lambda: self._leave_preset("points"))
        self.preset.own.connect(lambda: self._leave_preset("points"))
        self._pages = Pages(context, PAGES)
        self._shown, self._asked = "points", False
        self._title, self._group = Text("", "title"), QButtonGroup(self)
        self._locked = EmptyState("lock")
        self._refusal = Card(self._locked)
        self._pages.addWidget(self._refusal)
        self._pages.addWidget(self.preset)
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
        chip.setObjectName(f"marketing-{name}")
        chip.setMinimumHeight(self.context.theme.size("control-small"))
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._group.addButton(chip, at)
        return chip

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Marketing")

    def on_shown(self, **facts: object) -> None:
        """`page` names the page to show; else the last one again. The first time it asks whether there are rules."""
        wanted = facts.get("page")
        self.show_page(wanted if isinstance(wanted, str) and wanted in PAGES else self._shown)
        if not self._asked and self.preset.right in self.context.shell.session().rights:
            self.context.read(presets.is_empty, self._ask_trade, None, self)

    def _ask_trade(self, empty: bool) -> None:
        self._asked = True
        if empty:
            self.show_preset()

    def show_preset(self) -> None:
        """Offers the rules of a trade."""
        self._pages.setCurrentWidget(self.preset)
        self.setFocus()
        self.keys_changed.emit()

    def _leave_preset(self, page: str) -> None:
        self.context.tell(frozenset({"settings"}))
        self.show_page(page)

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
            *(page.keys() if page else ()),
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
        self.preset.retranslate()
        self._pages.retranslate()
        for button, kind in zip(self._group.buttons(), PAGES.values(), strict=True):
            button.setText(kind.title())
