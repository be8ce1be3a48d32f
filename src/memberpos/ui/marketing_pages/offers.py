"""Promotions: a form per kind of offer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from memberpos.domain.catalog import Product
from memberpos.domain.offer_documents import OFFER_KINDS, offer_from
from memberpos.domain.rule_examples import offer_costs
from memberpos.services import offers
from memberpos.services.marketing import Facts
from memberpos.services.rule_trial import Draft
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.format import day
from memberpos.ui.marketing_pages import words
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
    RatioEntry,
    TextEntry,
    WholeEntry,
)
from memberpos.ui.marketing_pages.rows import PairsEntry
from memberpos.ui.marketing_pages.sentences import Sentences

_COMMON = frozenset(
    {"code", "name", "kind", "group", "from", "to", "weekdays", "hours", "tiers", "members_only", "active"}
)
_GOODS = frozenset({"skus", "categories"})
#: Kind → the fields it has besides the common ones; `defaults` are what a new one begins with.
FIELDS: dict[str, frozenset[str]] = {
    "spend_save": _GOODS | {"steps"}, "percent": _GOODS | {"percent", "min_fen", "combinable"},
    "second_half": _GOODS, "n_for_m": _GOODS | {"n", "m"}, "cheapest": _GOODS | {"n", "percent"},
    "bundle": frozenset({"skus", "fen"}), "special_price": frozenset({"sku", "price_fen", "combinable"}),
    "add_on": frozenset({"sku", "price_fen", "points", "min_fen", "most"}),
    "multiplier": _GOODS | {"multiplier", "combinable"}, "service_charge": frozenset({"sku", "percent"}),
    "minimum_spend": frozenset({"sku", "fen"}),
}  # fmt: skip


def _entries() -> list[Entry]:
    return [
        ChoiceEntry("kind", OFFER_KINDS), TextEntry("name"),
        PairsEntry("steps", 4, lambda: [MoneyEntry("least"), MoneyEntry("save")]),
        WholeEntry("percent", 3), RatioEntry("multiplier"), WholeEntry("n"), WholeEntry("m"), TextEntry("sku"),
        MoneyEntry("price_fen"), MoneyEntry("fen"), MoneyEntry("min_fen"), WholeEntry("points"), WholeEntry("most"),
        ListEntry("skus"), ListEntry("categories"), FlagEntry("members_only"), FlagEntry("active", default=True),
        DayEntry("from"), DayEntry("to"), DaysEntry("weekdays"), HoursEntry("hours"), ListEntry("tiers"),
        TextEntry("group"), FlagEntry("combinable"), TextEntry("code"),
    ]  # fmt: skip


class OffersPage(ListPage):
    """All offers, also those put aside or past."""

    right = "offer.change"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, _entries())
        self.form.entries["kind"].watch(self._kind_changed)
        self._kind_changed()

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("OffersPage", "Promotions")

    def documents(self, facts: Facts) -> dict[str, Document]:
        return {doc["code"]: doc for doc in facts.offers}

    def line(self, doc: Document) -> tuple[str, str, str]:
        return (str(doc.get("name") or words.offer_kind(doc["kind"])), *self._state(doc))

    def _state(self, doc: Document) -> tuple[str, str]:
        if not doc.get("active", True):
            return self.tr("off"), ""
        today = self._today()
        if doc.get("from") and doc["from"] > today:
            return self.tr("from {date}").format(date=doc["from"][5:]), "info"
        if doc.get("to") and doc["to"] < today:
            return self.tr("over"), "warn"
        return self.tr("on"), "ok"

    def _today(self) -> str:
        now_ms = self.context.services["now_ms"]()
        if self.facts is None:
            return day(now_ms, self.context.time_zone)
        today: date = self.facts.shop.business_date(now_ms)
        return today.isoformat()

    def new(self) -> Document:
        return {
            "code": free_code("P", self._docs), "kind": "spend_save", "steps": [[20_000, 3_000]], "group": "order",
            "percent": 90, "multiplier": "2/1", "n": 3, "m": 2,
        }  # fmt: skip

    def check(self, doc: Document) -> str:
        assert self.facts is not None
        goods = self.facts.goods
        offer = offer_from(doc, lambda sku: _find(goods, sku))
        return Sentences(self.context.currency).costs(offer_costs(offer, goods, self.facts.shop.rules))

    def keep(self, doc: Document) -> Callable[[Use], object]:
        return lambda use: offers.put(use, doc)

    def draft(self, doc: Document) -> Draft:
        return Draft(offers=(doc,))

    def _kind_changed(self) -> None:
        kind = str(self.form.entries["kind"].value())
        self.form.use(_COMMON | FIELDS[kind])


def free_code(letter: str, taken: dict[str, Document]) -> str:
    """A code nobody has: P1, P2 …"""
    return next(f"{letter}{at}" for at in range(1, len(taken) + 2) if f"{letter}{at}" not in taken)


def _find(goods: tuple[Product, ...], sku: str) -> Product | None:
    return next((product for product in goods if product.sku == sku), None)
