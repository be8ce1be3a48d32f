"""Coupons: their kinds, and giving them out: to one member, or in a batch for whoever shows a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from memberpos.domain.coupons import AMOUNT, KINDS, TRIAL
from memberpos.domain.offer_documents import coupon_kind_from
from memberpos.domain.rule_examples import coupon_costs
from memberpos.services import offers
from memberpos.services.marketing import Facts
from memberpos.services.rule_trial import Draft
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.give_coupons import GiveDialog
from memberpos.ui.hints import KeyHint
from memberpos.ui.marketing_pages.base import Document, ListPage
from memberpos.ui.marketing_pages.fields import (
    ChoiceEntry,
    DayEntry,
    DaysEntry,
    Entry,
    FlagEntry,
    HoursEntry,
    ListEntry,
    MoneyEntry,
    TextEntry,
    WholeEntry,
    WorthEntry,
)
from memberpos.ui.marketing_pages.offers import free_code
from memberpos.ui.marketing_pages.sentences import Sentences
from memberpos.ui.widgets.buttons import Button


def _entries() -> list[Entry]:
    return [
        TextEntry("name"), ChoiceEntry("kind", KINDS).named("coupon"), WorthEntry("value"), MoneyEntry("min_fen"),
        WholeEntry("valid_days", 5), ListEntry("skus"), ListEntry("categories"), WholeEntry("per_member"),
        WholeEntry("per_day"), WholeEntry("total"), DayEntry("from"), DayEntry("to"), DaysEntry("weekdays"),
        HoursEntry("hours"), TextEntry("group"), FlagEntry("transferable", default=True), TextEntry("code"),
    ]  # fmt: skip


class CouponsPage(ListPage):
    """Kinds at the left; F6 gives out coupons of the one in the form."""

    right = "offer.change"

    def __init__(self, context: UiContext) -> None:
        self.give_button = Button("", "F6")
        self.give_button.setObjectName("give-coupons")
        self.give_button.clicked.connect(self.give)
        super().__init__(context, _entries())
        self.form.entries["kind"].watch(self._kind_changed)

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("CouponsPage", "Coupons")

    def below_list(self) -> tuple[QWidget, ...]:
        return (self.give_button,)

    def documents(self, facts: Facts) -> dict[str, Document]:
        return {doc["code"]: doc for doc in facts.coupon_kinds}

    def new(self) -> Document:
        return {"code": free_code("C", self._docs), "kind": AMOUNT, "value": 1_000, "min_fen": 5_000, "valid_days": 30}

    def show_document(self, code: str) -> None:
        doc = self._docs[code] if code else self.new()
        self._worth(str(doc["kind"]))
        super().show_document(code)
        self.give_button.setEnabled(bool(code))

    def check(self, doc: Document) -> str:
        assert self.facts is not None
        kind = coupon_kind_from(doc)
        return Sentences(self.context.currency).costs(coupon_costs(kind, self.facts.goods, self.facts.shop.rules))

    def keep(self, doc: Document) -> Callable[[Use], object]:
        return lambda use: offers.put_kind(use, doc)

    def draft(self, doc: Document) -> Draft:
        return Draft(coupon_kinds=(doc,))

    def give(self) -> None:
        """Asks to whom."""
        if self._chosen:
            GiveDialog(self, self.context, self._chosen, str(self._docs[self._chosen].get("name", ""))).open()

    def keys(self) -> Sequence[KeyHint]:
        """F6 gives out."""
        return (KeyHint("F6", self.tr("Give out"), self.give, bool(self._chosen)), *super().keys())

    def retranslate(self) -> None:
        self.give_button.setText(self.tr("Give out coupons"))
        super().retranslate()

    def _kind_changed(self) -> None:
        self._worth(str(self.form.entries["kind"].value()))

    def _worth(self, kind: str) -> None:
        worth = self.form.entries["value"]
        assert isinstance(worth, WorthEntry)
        worth.money = kind in (AMOUNT, TRIAL)
