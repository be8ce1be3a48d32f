"""An empty shop is offered the rules of its trade."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout

from memberpos.domain.errors import PosError
from memberpos.services import presets
from memberpos.services.presets import PresetDone
from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.marketing_pages import words
from memberpos.ui.messages import message
from memberpos.ui.settings_pages.base import Page
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, column
from memberpos.ui.widgets.text import Text


class PresetPage(Page):
    """Six trades to press; `kept` when one was laid in, `own` when the owner rather begins alone."""

    right = "settings.change"
    kept = Signal()
    own = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._head, self._remark = Text("", "title", wrap=True), Text("", "body", "muted", wrap=True)
        self._problem = Text("", "body", "bad", wrap=True)
        self._buttons = {trade: Button() for trade in presets.TRADES}
        self._remarks = {trade: Text("", "small", "muted", wrap=True) for trade in presets.TRADES}
        self._own = Button("", kind="quiet")
        self._own.setObjectName("preset-own")
        self._own.clicked.connect(self.own)
        grid = QGridLayout()
        grid.setSpacing(16)
        for at, (trade, button) in enumerate(self._buttons.items()):
            button.setObjectName(f"preset-{trade}")
            button.clicked.connect(lambda _on=False, name=trade: self.load_preset(name))
            grid.addWidget(Card(button, self._remarks[trade], None, pad=16), at // 3, at % 3)
        self.setLayout(column(self._head, self._remark, 8, grid, self._problem, self._own, None, spacing=10))

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("PresetPage", "Your trade")

    def load_preset(self, trade: str) -> None:
        """Lays the trade's rules in."""
        for button in self._buttons.values():
            button.setEnabled(False)
        self.context.run(lambda use: presets.load(use, trade), self._done, self._refused, self)

    def _done(self, done: PresetDone) -> None:
        self._free()
        said = self.tr("Done: {tiers} tiers, {offers} promotions, {ladders} top-up offers, {coupons} kinds of coupons.")
        self.context.shell.toast(
            said.format(tiers=done.tiers, offers=done.offers, ladders=done.recharge_offers, coupons=done.coupon_kinds)
        )
        self.kept.emit()

    def _refused(self, error: PosError) -> None:
        self._free()
        said = message(error, self.context.currency)
        self._problem.setText(f"{said.sentence} {said.next_step}")

    def _free(self) -> None:
        for button in self._buttons.values():
            button.setEnabled(True)

    def keys(self) -> Sequence[KeyHint]:
        return ()

    def retranslate(self) -> None:
        self._head.setText(self.tr("Which trade is your shop?"))
        self._remark.setText(
            self.tr("Whole rules to begin with: tiers, points, top-ups, promotions, coupons. All of it can be changed.")
        )
        self._own.setText(self.tr("I rather make my own"))
        for trade, button in self._buttons.items():
            name, remark = words.trade(trade)
            button.setText(name)
            self._remarks[trade].setText(remark)
