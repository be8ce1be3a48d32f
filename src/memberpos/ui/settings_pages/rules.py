"""The rules of the counter: points, spending order, rounding, tiers. Each saving is a new version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout

from memberpos.domain.errors import PosError
from memberpos.services import shop_settings
from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.settings_pages.base import Page, choice, choose, form, rename
from memberpos.ui.widgets.buttons import PrimaryButton
from memberpos.ui.widgets.card import Card, FormRow, row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.text import Text

ORDERS = ("bonus_first", "principal_first", "proportional")
ROUNDINGS = ("none", "drop_fen", "drop_jiao", "round_jiao", "round_yuan")
MOST_TIERS = 6


class _TierRow:
    """Fields of one tier: name, threshold, price in percent, points multiplier."""

    def __init__(self) -> None:
        self.name, self.threshold = Field(), Field(latin=True, pattern=r"\d{0,9}")
        self.percent, self.multiplier = (
            Field(latin=True, pattern=r"\d{0,3}"),
            Field(latin=True, pattern=r"\d{0,3}(/\d{0,3})?"),
        )
        self.fields = (self.name, self.threshold, self.percent, self.multiplier)

    def show(self, tier: dict[str, Any] | None) -> None:
        values = ("", "", "", "") if tier is None else (
            tier["name"], tier["threshold"], tier.get("price_percent", 100), tier.get("points_multiplier", "1/1"),
        )  # fmt: skip
        for field, value in zip(self.fields, values, strict=True):
            field.setText(str(value))

    def value(self) -> dict[str, Any] | None:
        if not self.name.text().strip():
            return None
        multiplier = self.multiplier.text() or "1/1"
        return {
            "name": self.name.text().strip(), "threshold": int(self.threshold.text() or "0"),
            "price_percent": int(self.percent.text() or "100"),
            "points_multiplier": multiplier if "/" in multiplier else f"{multiplier}/1",
        }  # fmt: skip


class RulesSettings(Page):
    """Loads every setting, changes the ones a shop begins with."""

    right = "settings.change"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._points, self._yuan = Field(latin=True, pattern=r"\d{0,6}"), Field(latin=True, pattern=r"\d{0,6}")
        self._per_yuan = Field(latin=True, pattern=r"\d{0,6}")
        self._order, self._rounding = choice(dict.fromkeys(ORDERS, "")), choice(dict.fromkeys(ROUNDINGS, ""))
        self._rows = [
            FormRow(field) for field in (self._yuan, self._points, self._per_yuan, self._order, self._rounding)
        ]
        self._tiers = [_TierRow() for _ in range(MOST_TIERS)]
        self._tier_head, self._heads = Text("", "heading"), [Text("", "small", "muted") for _ in range(4)]
        self._problem, self._example = Text("", "body", "bad", wrap=True), Text("", "body", "muted", wrap=True)
        self._save = PrimaryButton("", "Ctrl+S")
        self._save.clicked.connect(self.save)
        for field in (self._points, self._yuan):
            field.textChanged.connect(lambda _text: self._show_example())
        self._lay_out()

    def _lay_out(self) -> None:
        points = Card(row(*self._rows[:3], spacing=16), self._example)
        money = Card(row(*self._rows[3:], spacing=16))
        tiers = Card(self._tier_head, self._grid())
        foot = row(self._problem, None, self._save)
        foot.setStretch(0, 1)
        self.setLayout(form(points, money, tiers, foot=foot))

    def _grid(self) -> QGridLayout:
        """One row a tier, below the names of the fields."""
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, head in enumerate(self._heads):
            grid.addWidget(head, 0, at)
            grid.setColumnStretch(at, 2 if at == 0 else 1)
        for down, tier in enumerate(self._tiers, 1):
            for at, field in enumerate(tier.fields):
                grid.addWidget(field, down, at)
        return grid

    def title(self) -> str:
        return self.tr("Rules")

    def keys(self) -> Sequence[KeyHint]:
        """Ctrl+S saves."""
        return (KeyHint("Ctrl+S", self.tr("Save"), self.save),)

    def load(self) -> None:
        """The settings in force."""
        self.context.read(shop_settings.all_values, self._show, None, self)

    def retranslate(self) -> None:
        names = (
            self.tr("For every … yuan"), self.tr("… points"), self.tr("Points worth 1 yuan (empty: no discount)"),
            self.tr("Spend first"), self.tr("Rounding of the order"),
        )  # fmt: skip
        for form_row, name in zip(self._rows, names, strict=True):
            form_row.set(name)
        rename(
            self._order,
            {
                "bonus_first": self.tr("Bonus first"),
                "principal_first": self.tr("Principal first"),
                "proportional": self.tr("Both in proportion"),
            },
        )
        rename(
            self._rounding,
            {
                "none": self.tr("None"),
                "drop_fen": self.tr("Drop fen (12.34 → 12.30)"),
                "drop_jiao": self.tr("Drop jiao (12.34 → 12.00)"),
                "round_jiao": self.tr("Round to jiao"),
                "round_yuan": self.tr("Round to yuan"),
            },
        )
        self._tier_head.setText(self.tr("Tiers (leave names empty for none)"))
        heads = (self.tr("Name"), self.tr("From yuan spent"), self.tr("Pays percent"), self.tr("Points ×"))
        for head, words in zip(self._heads, heads, strict=True):
            head.setText(words)
        self._save.setText(self.tr("Save as new version"))
        self._show_example()

    def save(self) -> None:
        """All settings of the page as one new version."""
        if bad := self._unreadable():
            self._problem.setText(bad)
            return
        tiers = [value for tier in self._tiers if (value := tier.value())]
        values: dict[str, Any] = {
            "points.rate": f"{int(self._points.text() or '0')}/{int(self._yuan.text() or '1')}",
            "points.per_yuan": int(self._per_yuan.text()) if self._per_yuan.text() else None,
            "stored_value.spend_order": str(self._order.currentData()),
            "rounding.mode": str(self._rounding.currentData()),
            "tiers": tiers,
        }
        self.context.run(lambda use: shop_settings.change(use, values), self._saved, self._refused, self)

    def _unreadable(self) -> str:
        """What no rule could be made of; "" = all can."""
        if not int(self._yuan.text() or "0"):
            return self.tr("Say for how many yuan points are given.")
        if any(tier.multiplier.text().endswith("/") for tier in self._tiers):
            return self.tr("Write a multiplier as 2 or 3/2.")
        return ""

    def _saved(self, version: int) -> None:
        self._problem.setText("")
        self.context.shell.toast(
            self.tr("Saved as version {version}. It works from the next sale.").format(version=version)
        )

    def _refused(self, error: PosError) -> None:
        words = message(error, self.context.currency)
        self._problem.setText(f"{words.sentence} {words.next_step}")

    def _show(self, values: dict[str, Any]) -> None:
        points, _, yuan = str(values["points.rate"]).partition("/")
        self._points.setText(points)
        self._yuan.setText(yuan or "1")
        self._per_yuan.setText("" if values["points.per_yuan"] is None else str(values["points.per_yuan"]))
        choose(self._order, values["stored_value.spend_order"])
        choose(self._rounding, values["rounding.mode"])
        known = list(values["tiers"])
        for at, tier in enumerate(self._tiers):
            tier.show(known[at] if at < len(known) else None)

    def _show_example(self) -> None:
        points, yuan = int(self._points.text() or "0"), int(self._yuan.text() or "0")
        earned = 9990 * points // (100 * yuan) if yuan else 0
        self._example.setText(
            self.tr("A member who pays ¥99.90 gets {points} points (before the tier's multiplier).").format(
                points=earned
            )
        )
