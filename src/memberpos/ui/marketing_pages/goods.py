"""Passes, gifts of the points mall and lucky draws: what is handed over for money or points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from memberpos.domain import draws as draw_rules
from memberpos.domain import gifts as gift_rules
from memberpos.domain.errors import PosError
from memberpos.domain.pass_terms import FIRST_USE, SALE, document, terms_from
from memberpos.domain.rule_examples import gift_worth
from memberpos.services import draws, gifts, pass_kinds, presets
from memberpos.services.marketing import Facts
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.marketing_pages.base import Document, ListPage
from memberpos.ui.marketing_pages.fields import (
    ChoiceEntry,
    DayEntry,
    DaysEntry,
    Entry,
    HoursEntry,
    LimitEntry,
    ListEntry,
    MoneyEntry,
    TextEntry,
    WholeEntry,
)
from memberpos.ui.marketing_pages.offers import free_code
from memberpos.ui.marketing_pages.rows import MapRows, PrizeRows
from memberpos.ui.marketing_pages.sentences import Sentences

MOST_PRICES = 4


class _HandedPage(ListPage):
    """Nothing of it can be tried on sales of the past."""

    right = "goods.change"
    tried = False


class PassesPage(_HandedPage):
    """Kinds of passes; those sold keep the terms of their sale."""

    icon = "card"

    def __init__(self, context: UiContext) -> None:
        entries: list[Entry] = [
            TextEntry("name"), MoneyEntry("price_fen"), WholeEntry("uses"), WholeEntry("gift_uses"),
            WholeEntry("valid_days", 5), WholeEntry("months", 4), ChoiceEntry("starts", (SALE, FIRST_USE)),
            MoneyEntry("list_fen"), WholeEntry("persons"), ListEntry("skus"), DaysEntry("weekdays"),
            HoursEntry("hours"), TextEntry("code"),
        ]  # fmt: skip
        super().__init__(context, entries)

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("PassesPage", "Passes")

    def documents(self, facts: Facts) -> dict[str, Document]:
        return {terms.code: document(terms) for terms in facts.passes}

    def new(self) -> Document:
        return {"code": free_code("K", self._docs), "price_fen": 20_000, "uses": 10, "gift_uses": 1, "months": 12}

    def check(self, doc: Document) -> str:
        return Sentences(self.context.currency).use_of(terms_from(_pass(doc)))

    def keep(self, doc: Document) -> Callable[[Use], object]:
        terms = terms_from(_pass(doc))
        return lambda use: pass_kinds.put(use, terms)


class GiftsPage(_HandedPage):
    """Gifts of the points mall."""

    icon = "gift"
    key = "sku"

    def __init__(self, context: UiContext) -> None:
        entries: list[Entry] = [
            TextEntry("name"), WholeEntry("points").named("gift_points"), MoneyEntry("fen").named("gift_fen"),
            WholeEntry("stock"),
            MapRows("points_by_tier", MOST_PRICES, self._prices), LimitEntry("limit"), ListEntry("tiers"),
            DayEntry("from"), DayEntry("to"), DaysEntry("weekdays"), HoursEntry("hours"),
            TextEntry("sku").named("code"),
        ]  # fmt: skip
        super().__init__(context, entries)

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("GiftsPage", "Gifts")

    def documents(self, facts: Facts) -> dict[str, Document]:
        return {
            gift.sku: {
                "sku": gift.sku, "name": gift.name, "points": gift.points, "fen": gift.fen or None,
                **gift_rules.document(gift), "stock": facts.stock.get(gift.sku),
                "hours": "-".join(gift.hours) if gift.hours else None,
            }
            for gift in facts.gifts
        }  # fmt: skip

    @staticmethod
    def _prices() -> list[Entry]:
        return [TextEntry("name").named("tier"), WholeEntry("points")]

    def new(self) -> Document:
        return {"sku": free_code("G", self._docs), "name": self.tr("Gift"), "points": 500}

    def check(self, doc: Document) -> str:
        assert self.facts is not None
        gift = _gift(doc)
        gift_rules.check(gift)
        said = Sentences(self.context.currency)
        words = said.gift(gift.points, *gift_worth(gift, self.facts.shop.rules))
        return "\n".join([words, *(said.tier_price(*each) for each in gift.points_by_tier.items())])

    def keep(self, doc: Document) -> Callable[[Use], object]:
        gift, stock = _gift(doc), doc.get("stock")
        return lambda use: gifts.put(use, gift, stock)


class DrawsPage(_HandedPage):
    """Lucky draws: published shares, and a seed whose hash is booked before."""

    icon = "swap"

    def __init__(self, context: UiContext) -> None:
        entries: list[Entry] = [
            TextEntry("name"), WholeEntry("cost"), PrizeRows("prizes", 8, self._cells), LimitEntry("limit"),
            ListEntry("tiers"), DayEntry("from"), DayEntry("to"), TextEntry("code"),
        ]  # fmt: skip
        super().__init__(context, entries)

    @staticmethod
    def _cells() -> list[Entry]:
        return [
            TextEntry("name"), WholeEntry("weight"), ChoiceEntry("kind", draw_rules.PRIZE_KINDS).named("prize_kind"),
            WholeEntry("points"), TextEntry("ref"), MoneyEntry("value_fen"),
        ]  # fmt: skip

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("DrawsPage", "Draws")

    def documents(self, facts: Facts) -> dict[str, Document]:
        return {draw.code: {"code": draw.code, "name": draw.name, **draw_rules.document(draw)} for draw in facts.draws}

    def new(self) -> Document:
        prizes = [
            {"code": "P1", "name": self.tr("100 points"), "weight": 10, "kind": "points", "points": 100},
            {"code": "P2", "name": self.tr("No prize"), "weight": 90, "kind": "nothing"},
        ]
        return {"code": free_code("D", self._docs), "name": self.tr("Wheel of luck"), "cost": 50, "prizes": prizes}

    def check(self, doc: Document) -> str:
        draw = _draw(doc)
        try:
            draw_rules.check(draw)
        except PosError as error:
            raise PosError("bad_setting", setting="prizes") from error
        return Sentences(self.context.currency).chances(draw)

    def keep(self, doc: Document) -> Callable[[Use], object]:
        draw = _draw(doc)
        return lambda use: draws.put(use, draw)


def _pass(doc: Document) -> dict[str, Any]:
    """What `terms_from` takes: a price and uses that are missing are said."""
    if doc.get("price_fen") is None:
        raise PosError("bad_setting", setting="price_fen")
    return {"uses": None, **doc}


def _gift(doc: Document) -> gift_rules.Gift:
    if not doc.get("name") or not doc.get("sku"):
        raise PosError("bad_setting", setting="sku" if doc.get("name") else "name")
    if doc.get("points") is None:
        raise PosError("bad_setting", setting="points")
    try:
        return replace(presets.gift_of(doc), **_more(doc))
    except ValueError:
        raise PosError("bad_setting", setting=_day_of(doc)) from None


def _more(doc: Document) -> dict[str, Any]:
    """Prices by tier and hours, which a preset writes otherwise. PosError bad_setting (hours)."""
    first, _, last = str(doc.get("hours") or "").partition("-")
    if first and not last:
        raise PosError("bad_setting", setting="hours")
    return {
        "points_by_tier": dict(doc.get("points_by_tier") or {}), "hours": (first, last) if first else None,
    }  # fmt: skip


def _draw(doc: Document) -> draw_rules.Draw:
    for key in ("code", "name", "prizes"):
        if not doc.get(key):
            raise PosError("bad_setting", setting=key)
    try:
        return draw_rules.from_document(doc["code"], doc["name"], {"cost": 0, **doc})
    except (ValueError, TypeError):
        raise PosError("bad_setting", setting=_day_of(doc)) from None


def _day_of(doc: Document) -> str:
    """Which of the days cannot be read."""
    for key in ("from", "to"):
        try:
            date.fromisoformat(doc[key]) if doc.get(key) else None
        except ValueError:
            return key
    return "limit"
