"""A top-up: amount, the offer it takes, way to pay, and what the member has then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from memberpos.domain import recharge_offers as rules
from memberpos.domain.errors import PosError
from memberpos.domain.recharge_gifts import NO_GIFTS, Gifts
from memberpos.domain.recharge_offers import Asked, Step
from memberpos.services import recharge_offers, recharges, shop_settings
from memberpos.services.recharge_offers import OfferView
from memberpos.services.recharges import RechargeRequest
from memberpos.services.results import MemberProfile, RechargeDone
from memberpos.store.database import Database
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import amount, money, person
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.offer_words import gift_facts, reason_words, short, step_words
from memberpos.ui.widgets.buttons import TileButton
from memberpos.ui.widgets.card import Card, FactRow, FormRow, column, row
from memberpos.ui.widgets.inputs import MoneyEdit
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.pay_ways import PayWays

QUICK_FEN = (10_000, 20_000, 50_000, 100_000)
MOST_TILES = 8


@dataclass(frozen=True)
class Tile:
    """A step of an offer, or (without a view) a round amount."""

    fen: int
    view: OfferView | None = None
    step: Step | None = None

    @property
    def name(self) -> str:
        """The button's object name."""
        return f"offer-{self.view.offer.code}-{self.fen}" if self.view else f"offer-{self.fen}"


@dataclass(frozen=True)
class Facts:
    """What the dialog reads: offers as they stand for the member, and the shop's date."""

    offers: tuple[OfferView, ...]
    today: date


def tiles_of(offers: Sequence[OfferView]) -> list[Tile]:
    """Steps of offers by amount, those that apply before those that do not; round amounts where there are none."""
    found = [Tile(step.amount_fen, view, step) for view in offers for step in view.offer.steps]
    found.sort(key=lambda tile: (tile.view is not None and tile.view.why_not is not None, tile.fen))
    return found[:MOST_TILES] or [Tile(fen) for fen in QUICK_FEN]


def best_offer(offers: Sequence[OfferView], fen: int, today: date) -> OfferView | None:
    """Of the offers that apply to an amount, the one with the most bonus, then points."""
    fitting = [view for view in offers if view.why_not is None and rules.step_for(view.offer, fen) is not None]

    def worth(view: OfferView) -> tuple[int, int]:
        gifts = gifts_of(view, fen, today)
        return gifts.total_bonus_fen, gifts.points

    return max(fitting, key=worth, default=None)


def gifts_of(view: OfferView, fen: int, today: date) -> Gifts:
    """What an offer that applies brings for an amount; its limits were looked at when it was read."""
    return rules.gifts_for(view.offer, Asked(fen, today, tier=next(iter(view.offer.tiers), None)))


class RechargeDialog(Dialog):
    """Books a top-up of `profile` and prints it. `recharged` carries the `RechargeDone`."""

    recharged = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile) -> None:
        super().__init__(window, width_px=640, accept_key="F12")
        self._context, self._profile = context, profile
        self._event_id = str(context.services["new_id"]())
        self._facts: Facts | None = None
        self._offer: OfferView | None = None
        self._picked = False
        self._amount, self._bonus = MoneyEdit(large=True), MoneyEdit(large=True)
        self._amount.setObjectName("amount")
        self._bonus.setObjectName("bonus")
        self._amount_row, self._bonus_row = FormRow(self._amount), FormRow(self._bonus)
        self._quick = QGridLayout()
        self._quick.setSpacing(8)
        self._tiles: list[tuple[Tile, TileButton]] = []
        self._ways = PayWays()
        self._gifts = column(spacing=6)
        self._principal, self._gift, self._total = FactRow(), FactRow(), FactRow()
        self._lay_out()
        self.retranslate()
        context.read(self._read, self.show_facts, None, self)

    def _lay_out(self) -> None:
        for field in (self._amount, self._bonus):
            field.setMinimumHeight(52)
        self._amount.textEdited.connect(lambda _text: self._typed())
        self._bonus.fen_changed.connect(lambda _fen: self._show())
        self._ways.changed.connect(self._show)
        sums = row(self._amount_row, self._bonus_row, spacing=12)
        sums.setStretch(0, 3)
        sums.setStretch(1, 2)
        after = Card(self._principal, self._gift, self._gifts, self._total, tone="quiet", spacing=6, pad=12)
        self.body.addLayout(sums)
        self.body.addLayout(self._quick)
        self.body.addWidget(self._ways)
        self.body.addWidget(after)
        self._show_tiles()

    # --- dialog -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """All words anew."""
        self._amount_row.set(self.tr("Amount paid"))
        self._bonus_row.set(self.tr("Extra gift"), self.tr("Beyond the offers, with approval"))
        self._ways.set_name(self.tr("Paid by"))
        self._show()

    def first_field(self) -> QWidget | None:
        return self._amount

    def keys(self) -> Sequence[KeyHint]:
        """F12 books; F5 to F7 choose the way to pay; F8 takes the next offer that fits the amount, or none."""
        other = KeyHint("F8", self.tr("Other offer"), self.next_offer, bool(self._fitting()))
        book, back = KeyHint("F12", self.tr("Top up"), self.accept), KeyHint("Esc", self.tr("Back"), self.reject)
        return (book, *self._ways.keys(), other, back)

    def next_offer(self) -> None:
        """The offers that fit the amount in turn, then none."""
        round_ = [*self._fitting(), None]
        at = round_.index(self._offer) if self._offer in round_ else -1
        self._offer, self._picked = round_[(at + 1) % len(round_)], True
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
            self._profile.member_id, fen, self._bonus.fen() or 0, pay=self._ways.chosen(), event_id=self._event_id,
            offer=self._offer.offer.code if self._offer else "",
        )  # fmt: skip
        run_approved(self._context, self, lambda use: recharges.recharge(use, request), self._done, self._refused)

    # --- what happens -----------------------------------------------------------------------------------------------

    def _read(self, db: Database) -> Facts:
        now_ms = int(self._context.services["now_ms"]())
        offers = recharge_offers.for_member(db, self._profile.member_id, now_ms)
        return Facts(tuple(offers), shop_settings.current(db).business_date(now_ms))

    def show_facts(self, facts: Facts) -> None:
        """The offers as they stand for the member."""
        self._facts = facts
        self._show_tiles()
        self._typed()

    def _done(self, done: RechargeDone) -> None:
        shell, currency = self._context.shell, self._context.currency
        self._context.services["print_event"](done.event_id, self._ways.chosen() == "cash")
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

    # --- offers -----------------------------------------------------------------------------------------------------

    def _fitting(self) -> list[OfferView]:
        fen = self._amount.fen() or 0
        offers = self._facts.offers if self._facts else ()
        return [view for view in offers if view.why_not is None and rules.step_for(view.offer, fen) is not None]

    def _typed(self) -> None:
        """Another amount takes the best offer, unless staff chose one that still fits."""
        if not (self._picked and self._offer in self._fitting()):
            self._picked = False
            self._offer = (
                best_offer(self._facts.offers, self._amount.fen() or 0, self._facts.today) if self._facts else None
            )
        self._show()

    def _take(self, tile: Tile) -> None:
        self._amount.set_fen(tile.fen)
        self._offer, self._picked = tile.view, tile.view is not None
        self._amount.setFocus()
        self._show()

    def _show_tiles(self) -> None:
        while (item := self._quick.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self._tiles = [(tile, self._tile(tile)) for tile in tiles_of(self._facts.offers if self._facts else ())]
        for at, (_, button) in enumerate(self._tiles):
            self._quick.addWidget(button, at // 4, at % 4)
        self.arrange()

    def _tile(self, tile: Tile) -> TileButton:
        why_not = tile.view.why_not if tile.view else None
        sub = reason_words(why_not) if why_not else step_words(tile.step) if tile.step else ""
        button = TileButton(short(tile.fen), sub)
        button.setObjectName(tile.name)
        button.setCheckable(tile.view is not None)
        button.setEnabled(why_not is None)
        if tile.view:
            button.setToolTip(tile.view.offer.name)
        button.clicked.connect(lambda _on=False: self._take(tile))
        return button

    def _show(self) -> None:
        profile, currency = self._profile, self._context.currency
        fen, gifts = self._amount.fen() or 0, self._now()
        bonus_fen = gifts.bonus_fen + (self._bonus.fen() or 0)
        self._principal.set(self.tr("Principal after"), amount(profile.principal_fen + fen))
        gift = self.tr("Gift after (+{bonus})").format(bonus=amount(bonus_fen)) if bonus_fen else self.tr("Gift after")
        self._gift.set(gift, amount(profile.bonus_fen + bonus_fen))
        self._show_gifts(gifts)
        self._total.set(self.tr("Balance after"), money(profile.stored_fen + fen + bonus_fen, currency), "brand")
        self._mark_tile(fen)
        take = self.tr("Take {amount}").format(amount=money(fen, currency)) if fen else self.tr("Top up")
        now = self.tr("{name} · balance {now}").format(
            name=person(profile.name), now=money(profile.stored_fen, currency)
        )
        self.set_problem("")
        self.set_texts(self.tr("Top up"), take, self.tr("Back"), now)

    def _now(self) -> Gifts:
        """What the chosen offer brings for the amount as it stands."""
        fen = self._amount.fen() or 0
        fits = (
            self._offer is not None and self._facts is not None and rules.step_for(self._offer.offer, fen) is not None
        )
        return gifts_of(self._offer, fen, self._facts.today) if fits and self._offer and self._facts else NO_GIFTS

    def _show_gifts(self, gifts: Gifts) -> None:
        while (item := self._gifts.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        if self._facts is None:
            return
        offer = [(self.tr("Offer"), self._offer.offer.name)] if self._offer and gifts != NO_GIFTS else []
        for name, value in (*gift_facts(gifts, self._facts.today), *offer):
            self._gifts.addWidget(FactRow(name, value, "gold"))

    def _mark_tile(self, fen: int) -> None:
        """The step that is taken looks pressed."""
        step = rules.step_for(self._offer.offer, fen) if self._offer else None
        for tile, button in self._tiles:
            button.setChecked(step is not None and tile.view is self._offer and tile.step is step)
