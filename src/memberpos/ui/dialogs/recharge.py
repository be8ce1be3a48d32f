"""A top-up: amount, gift, way to pay, and what the balance will be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from memberpos.domain.errors import PosError
from memberpos.services import recharges, shop_settings
from memberpos.services.recharges import RechargeRequest
from memberpos.services.results import MemberProfile, RechargeDone
from memberpos.services.shop import Shop
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import amount, money, person
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.buttons import TileButton
from memberpos.ui.widgets.card import Card, FactRow, FormRow, column, row
from memberpos.ui.widgets.inputs import MoneyEdit
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.pay_panel import tender_words
from memberpos.ui.widgets.text import Text

QUICK_FEN = (10_000, 20_000, 50_000, 100_000)
MOST_OFFERS = 8


@dataclass(frozen=True)
class Offer:
    """A preset: pay `fen`, get `bonus_fen` on top."""

    fen: int
    bonus_fen: int = 0


def offers_of(shop: Shop) -> tuple[Offer, ...]:
    """The shop's presets `recharge_offers` = [{"fen": …, "bonus_fen": …}, …] by amount; without any, round amounts."""
    found = [Offer(int(each["fen"]), int(each.get("bonus_fen", 0))) for each in shop.facts.get("recharge_offers") or ()]
    return tuple(sorted(found, key=lambda offer: offer.fen)[:MOST_OFFERS]) or tuple(Offer(fen) for fen in QUICK_FEN)


class RechargeDialog(Dialog):
    """Books a top-up of `profile` and prints it. `recharged` carries the `RechargeDone`."""

    recharged = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile) -> None:
        super().__init__(window, width_px=560, accept_key="F12")
        self._context, self._profile = context, profile
        self._event_id = str(context.services["new_id"]())
        self._offers: tuple[Offer, ...] = tuple(Offer(fen) for fen in QUICK_FEN)
        self._amount, self._bonus = MoneyEdit(large=True), MoneyEdit(large=True)
        self._amount.setObjectName("amount")
        self._bonus.setObjectName("bonus")
        self._amount_row, self._bonus_row = FormRow(self._amount), FormRow(self._bonus)
        self._quick = QGridLayout()
        self._quick.setSpacing(8)
        self._kinds = {kind: TileButton() for kind in recharges.PAY_KINDS}
        self._group = QButtonGroup(self)
        self._pay_name = Text("", "small", "muted")
        self._principal, self._gift, self._total = FactRow(), FactRow(), FactRow()
        self._lay_out()
        self.retranslate()
        context.read(shop_settings.current, self._shop_known, None, self)

    def _lay_out(self) -> None:
        for field in (self._amount, self._bonus):
            field.setMinimumHeight(52)
            field.fen_changed.connect(lambda _fen: self._show())
        for kind, button in self._kinds.items():
            button.setCheckable(True)
            button.setObjectName(f"pay-{kind}")
            button.setMinimumHeight(48)
            button.clicked.connect(lambda: self._show())
            self._group.addButton(button)
        self._kinds["cash"].setChecked(True)
        sums = row(self._amount_row, self._bonus_row, spacing=12)
        sums.setStretch(0, 3)
        sums.setStretch(1, 2)
        ways = column(self._pay_name, row(*self._kinds.values()), spacing=4)
        after = Card(self._principal, self._gift, self._total, tone="quiet", spacing=6, pad=12)
        self.body.addLayout(sums)
        self.body.addLayout(self._quick)
        self.body.addLayout(ways)
        self.body.addWidget(after)
        self._show_offers()

    # --- dialog -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """All words anew."""
        self._amount_row.set(self.tr("Amount paid"))
        self._bonus_row.set(self.tr("Gift on top"))
        self._pay_name.setText(self.tr("Paid by"))
        for kind, button in self._kinds.items():
            button.setText(tender_words(kind))
        self._show()

    def first_field(self) -> QWidget | None:
        return self._amount

    def keys(self) -> Sequence[KeyHint]:
        """F12 books; F5 to F7 choose the way to pay."""
        ways = (
            KeyHint(f"F{5 + at}", tender_words(kind), lambda kind=kind: self.choose(kind))  # type: ignore[misc]
            for at, kind in enumerate(self._kinds)
        )
        return (KeyHint("F12", self.tr("Top up"), self.accept), *ways, KeyHint("Esc", self.tr("Back"), self.reject))

    def choose(self, kind: str) -> None:
        """Another way to pay."""
        self._kinds[kind].setChecked(True)
        self._show()

    def accept(self) -> None:
        """Books it."""
        fen = self._amount.fen() or 0
        if fen <= 0:
            self.set_problem(self.tr("Enter an amount."))
            self._amount.setFocus()
            return
        if not self.next.isEnabled():
            return
        self.hold(booking=True)
        request = RechargeRequest(
            self._profile.member_id, fen, self._bonus.fen() or 0, pay=self._pay(), event_id=self._event_id
        )
        run_approved(self._context, self, lambda use: recharges.recharge(use, request), self._done, self._refused)

    # --- what happens -----------------------------------------------------------------------------------------------

    def _pay(self) -> str:
        return next(kind for kind, button in self._kinds.items() if button.isChecked())

    def _done(self, done: RechargeDone) -> None:
        shell, currency = self._context.shell, self._context.currency
        self._context.services["print_event"](done.event_id, self._pay() == "cash")
        now = money(done.principal_after_fen + done.bonus_after_fen, currency)
        shell.toast(
            self.tr("Topped up {amount}. Balance {now}.").format(amount=money(done.amount_fen, currency), now=now)
        )
        self.finish(True)
        self.recharged.emit(done)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")

    def _shop_known(self, shop: Shop) -> None:
        self._offers = offers_of(shop)
        self._show_offers()

    def _show_offers(self) -> None:
        while (item := self._quick.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for at, offer in enumerate(self._offers):
            gift = self.tr("+ {bonus} gift").format(bonus=amount(offer.bonus_fen).removesuffix(".00"))
            button = TileButton(amount(offer.fen).removesuffix(".00"), gift if offer.bonus_fen else "")
            button.setObjectName(f"offer-{offer.fen}")
            button.clicked.connect(lambda _on=False, offer=offer: self._take(offer))
            self._quick.addWidget(button, at // 4, at % 4)
        self.arrange()

    def _take(self, offer: Offer) -> None:
        self._amount.set_fen(offer.fen)
        self._bonus.set_fen(offer.bonus_fen or None)
        self._amount.setFocus()

    def _show(self) -> None:
        profile, currency = self._profile, self._context.currency
        fen, bonus_fen = self._amount.fen() or 0, self._bonus.fen() or 0
        self._principal.set(self.tr("Principal after"), amount(profile.principal_fen + fen))
        self._gift.set(self.tr("Gift after"), amount(profile.bonus_fen + bonus_fen))
        self._total.set(self.tr("Balance after"), money(profile.stored_fen + fen + bonus_fen, currency), "brand")
        take = self.tr("Take {amount}").format(amount=money(fen, currency)) if fen else self.tr("Top up")
        now = self.tr("{name} · balance {now}").format(
            name=person(profile.name), now=money(profile.stored_fen, currency)
        )
        self.set_problem("")
        self.set_texts(self.tr("Top up"), take, self.tr("Back"), now)
