"""Top-up offers: a ladder of amounts with what each brings, in versions that may begin later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from memberpos.domain import recharge_offers as ladders
from memberpos.domain.dates import day_start_ms
from memberpos.domain.errors import PosError
from memberpos.services import recharge_offers
from memberpos.services.marketing import Facts
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.format import day
from memberpos.ui.marketing_pages.base import Document, ListPage
from memberpos.ui.marketing_pages.fields import (
    ChoiceEntry,
    DayEntry,
    DaysEntry,
    Entry,
    FlagEntry,
    ListEntry,
    MoneyEntry,
    TextEntry,
    WholeEntry,
)
from memberpos.ui.marketing_pages.offers import free_code
from memberpos.ui.marketing_pages.rows import PiecesEntry, StepRows
from memberpos.ui.marketing_pages.sentences import Sentences

MOST_STEPS = 6
STARTS = "starts_on"


def _cells() -> list[Entry]:
    return [
        MoneyEntry("amount_fen"), MoneyEntry("bonus_fen"), WholeEntry("bonus_percent", 4), WholeEntry("points"),
        WholeEntry("points_after_days", 4),
        MoneyEntry("parts_fen"), WholeEntry("parts", 3), WholeEntry("parts_every", 4), WholeEntry("parts_day", 2),
        PiecesEntry("coupons").named("coupon"), MoneyEntry("coupon_charge"), PiecesEntry("passes"),
        MoneyEntry("pass_charge"),
        TextEntry("tier"), WholeEntry("tier_months", 4),
    ]  # fmt: skip


def _entries() -> list[Entry]:
    return [
        TextEntry("name"), FlagEntry("active", default=True), StepRows("steps", MOST_STEPS, _cells).named("ladder"),
        DayEntry("from"), DayEntry("to"), DaysEntry("weekdays"), ListEntry("tiers"), FlagEntry("first_only"),
        WholeEntry("member_limit"), ChoiceEntry("per", ladders.PERIODS), WholeEntry("total_limit"),
        FlagEntry("repeats"), DayEntry(STARTS), TextEntry("code"),
    ]  # fmt: skip


class RechargePage(ListPage):
    """The document is the offer's, with its code and the day its new version begins on."""

    right = "settings.change"
    icon = "wallet"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, _entries())

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("RechargePage", "Top-up offers")

    def documents(self, facts: Facts) -> dict[str, Document]:
        now_ms = self.context.services["now_ms"]()
        found = {}
        for each in facts.ladders:
            later = day(each.starts_at_ms, self.context.time_zone) if each.starts_at_ms > now_ms else None
            doc = {"code": each.offer.code, **ladders.offer_document(each.offer)}
            found[each.offer.code] = {**doc, STARTS: later} if later else doc
        return found

    def line(self, doc: Document) -> tuple[str, str, str]:
        if later := doc.get(STARTS):
            return str(doc["name"]), self.tr("from {date}").format(date=later[5:]), "info"
        return (
            (str(doc["name"]), self.tr("on"), "ok")
            if doc.get("active", True)
            else (str(doc["name"]), self.tr("off"), "")
        )

    def new(self) -> Document:
        return {
            "code": free_code("R", self._docs), "name": self.tr("Top-up with bonus"),
            "steps": [{"amount_fen": 30_000, "bonus_fen": 3_000}, {"amount_fen": 50_000, "bonus_fen": 6_000}],
        }  # fmt: skip

    def check(self, doc: Document) -> str:
        self._starts_ms(doc)
        assert self.facts is not None
        today = self.facts.shop.business_date(self.context.services["now_ms"]())
        return Sentences(self.context.currency).top_ups(ladders.offer_from(*_split(doc)), today)

    def keep(self, doc: Document) -> Callable[[Use], object]:
        code, plain = _split(doc)
        starts_ms = self._starts_ms(doc)
        return lambda use: recharge_offers.put(use, code, plain, starts_ms)

    def draft(self, doc: Document) -> tuple[str, Document]:
        return _split(doc)

    def _starts_ms(self, doc: Document) -> int | None:
        if not doc.get(STARTS) or self.facts is None:
            return None
        rules, now_ms = self.facts.shop.rules, self.context.services["now_ms"]()
        try:
            starts_ms = day_start_ms(date.fromisoformat(doc[STARTS]), rules.zone, rules.day_starts_at)
        except ValueError:
            raise PosError("bad_setting", setting=STARTS) from None
        if starts_ms <= now_ms:
            raise PosError("bad_setting", setting=STARTS)
        return starts_ms


def _split(doc: Document) -> tuple[str, Document]:
    """Code and the offer's own document; `per` says nothing without a limit."""
    plain = {key: value for key, value in doc.items() if key not in ("code", STARTS)}
    if plain.get("per") == ladders.EVER:
        plain.pop("per")
    return str(doc.get("code", "")), plain
