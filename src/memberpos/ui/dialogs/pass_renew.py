"""Renewing a pass: a new one of the same kind, from the old last day or from today."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.domain.passes import END, TODAY
from memberpos.services import pass_sales, pass_views
from memberpos.services.pass_sales import RenewPass
from memberpos.services.pass_views import Renewal
from memberpos.services.results import MemberProfile, PassView
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.pass_sell import PassMoneyDialog
from memberpos.ui.format import money
from memberpos.ui.hints import KeyHint
from memberpos.ui.pass_words import left_words, validity_words
from memberpos.ui.widgets.buttons import TileButton
from memberpos.ui.widgets.card import column


class RenewPassDialog(PassMoneyDialog):
    """Both ways with the days they give; the one from the last day is proposed where it can be."""

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile, view: PassView) -> None:
        super().__init__(window, context, profile, width_px=520)
        self._view = view
        self._offer: Renewal | None = None
        self._ways = {END: TileButton(), TODAY: TileButton()}
        self._group = QButtonGroup(self)
        for name, button in self._ways.items():
            button.setCheckable(True)
            button.setObjectName(f"from-{name}")
            button.setMinimumHeight(60)
            button.setEnabled(False)
            button.clicked.connect(self._show)
            self._group.addButton(button)
        self.body.addLayout(column(*self._ways.values(), spacing=8))
        self.retranslate()
        now_ms = int(context.services["now_ms"]())
        context.read(lambda db: pass_views.renewal(db, view.pass_id, now_ms), self.show_offer, self._refused, self)

    def show_offer(self, offer: Renewal) -> None:
        """What it costs now, and the days each way gives."""
        self._offer = offer
        self._ways[END].setEnabled(offer.from_end is not None and self._view.valid_to is not None)
        self._ways[TODAY].setEnabled(True)
        self._ways[END if self._ways[END].isEnabled() else TODAY].setChecked(True)
        self._show()

    def retranslate(self) -> None:
        """All words anew."""
        self._show()

    def keys(self) -> Sequence[KeyHint]:
        """F5 and F6 choose, F12 goes on to the payment."""
        return (
            KeyHint("F12", self.tr("Take payment"), self.accept, self.next.isEnabled()),
            KeyHint("F5", self.tr("From the last day"), lambda: self.choose(END), self._ways[END].isEnabled()),
            KeyHint("F6", self.tr("From today"), lambda: self.choose(TODAY), self._ways[TODAY].isEnabled()),
            KeyHint("Esc", self.tr("Back"), self.reject),
        )

    def choose(self, start: str) -> None:
        """The other way."""
        self._ways[start].setChecked(True)
        self._show()

    def _show(self) -> None:
        offer, view = self._offer, self._view
        self._ways[END].setText(self.tr("From the last day"))
        self._ways[TODAY].setText(self.tr("From today"))
        self._ways[END].set_sub(self._days(offer.from_end if offer else None))
        self._ways[TODAY].set_sub(self._days(offer.from_today if offer else None))
        price = money(offer.price_fen, self._context.currency) if offer else ""
        take = self.tr("Take {amount}").format(amount=price) if offer else self.tr("Take payment")
        remark = f"{view.title} · {left_words(view.left)} · {validity_words(view)}"
        self.set_texts(self.tr("Renew a pass"), take, self.tr("Back"), remark)
        self.next.setEnabled(offer is not None)

    def _days(self, days: tuple[str | None, str | None] | None) -> str:
        if days is None:
            return self.tr("not possible: it would have ended already") if self._offer else ""
        begins, ends = days
        if ends is None:
            return self.tr("no last day") if begins else self.tr("begins with its first use")
        return self.tr("{first} to {last}").format(first=begins, last=ends)

    def accept(self) -> None:
        """On to the payment."""
        if self._offer is None or not self.next.isEnabled():
            return
        self.set_problem("")
        start = END if self._ways[END].isChecked() else TODAY
        pass_id, event_id = self._view.pass_id, self._event_id
        self.charge(
            self._offer.price_fen,
            lambda use, tenders: pass_sales.renew(use, RenewPass(pass_id, start, tenders, event_id)),
        )
