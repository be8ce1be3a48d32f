"""The passes of a member in the drawer: what each holds, and what a manager may do with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from memberpos.services.results import MemberProfile, PassView
from memberpos.ui.pass_flow import PassFlow
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import EmptyState, column, row
from memberpos.ui.widgets.pass_card import PassCard
from memberpos.ui.widgets.use_lines import UseLines

_A_ROW = 3


class PassPage(QWidget):
    """Cards of passes with their buttons, below them the check-ins of late; `show_profile` fills it."""

    def __init__(self, flow: PassFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._profile: MemberProfile | None = None
        self._cards, self._empty = column(spacing=10), EmptyState("card")
        self._check_in, self._sell = Button(""), Button("")
        self._check_in.setObjectName("check-in")
        self._sell.setObjectName("sell-pass")
        self._check_in.clicked.connect(self.check_in)
        self._sell.clicked.connect(self.sell)
        both = row(self._check_in, self._sell, spacing=8)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self._uses = UseLines(flow.when)
        self._uses.undo.connect(flow.take_back)
        self._uses.hide()
        self.setLayout(column(both, self._cards, self._empty, self._uses, None, spacing=12))

    def retranslate(self) -> None:
        """All words anew."""
        self._check_in.setText(self.tr("Check in"))
        self._sell.setText(self.tr("Sell a pass"))
        self._empty.set(self.tr("No pass yet"))
        self._uses.retranslate()
        if self._profile is not None:
            self.show_profile(self._profile)

    def show_profile(self, profile: MemberProfile) -> None:
        """The passes as they are now."""
        self._profile = profile
        while (item := self._cards.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for view in profile.passes:
            self._cards.addWidget(self._card(view))
        self._empty.setVisible(not profile.passes)
        self._check_in.setEnabled(any(not view.refusal for view in profile.passes))
        self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        """Looks the check-ins up when somebody sees them; they are not in the profile."""
        if self._profile is not None and self.isVisible():
            self._flow.late_uses(self._profile.member_id, self._uses.show_uses)

    def check_in(self) -> None:
        """F1 of the drawer."""
        if self._profile is not None:
            self._flow.check_in(self._profile)

    def sell(self) -> None:
        """A new pass."""
        if self._profile is not None:
            self._flow.sell(self._profile)

    def _card(self, view: PassView) -> PassCard:
        card = PassCard(view)
        buttons = [self._button(view, *action) for action in self._actions(view)]
        for at in range(0, len(buttons), _A_ROW):
            card.layout_.addLayout(row(*buttons[at : at + _A_ROW], None, spacing=6))
        return card

    def _actions(self, view: PassView) -> list[tuple[str, str, Callable[[], None]]]:
        flow, found = self._flow, []
        if view.lapsed:
            found.append(("reactivate", self.tr("Reactivate"), lambda: flow.reactivate(view)))
        elif view.frozen_to or view.freezes_from:
            found.append(("unfreeze", self.tr("End the freeze"), lambda: flow.unfreeze(view)))
        elif view.valid_to:
            found.append(("freeze", self.tr("Freeze"), lambda: flow.freeze(view)))
        found.append(("renew", self.tr("Renew"), lambda: self._renew(view)))
        found.append(("refund", self.tr("Refund"), lambda: flow.refund(view)))
        return found

    def _renew(self, view: PassView) -> None:
        if self._profile is not None:
            self._flow.renew(self._profile, view)

    def _button(self, view: PassView, name: str, words: str, action: Callable[[], None]) -> Button:
        button = Button(words, size="small")
        button.setObjectName(f"{name}-{view.pass_id}")
        button.clicked.connect(lambda _on=False: action())
        return button
