"""Points and tiers: every setting of theirs as one form; only what was changed becomes the new version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.rule_examples import earns
from memberpos.domain.rules import rules_from
from memberpos.services import settings_plans, shop_settings
from memberpos.services.marketing import Facts
from memberpos.services.rule_trial import Draft
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.marketing_pages.base import Document, RulePage
from memberpos.ui.marketing_pages.fields import (
    ChoiceEntry,
    DayEntry,
    Entry,
    FlagEntry,
    ListEntry,
    RateEntry,
    RatioEntry,
    TextEntry,
    WholeEntry,
)
from memberpos.ui.marketing_pages.rows import KeptRows
from memberpos.ui.marketing_pages.sentences import Sentences

MOST_TIERS = 6
STARTS = "starts_on"
#: What an empty field means.
_EMPTY: dict[str, Any] = {
    "points.per_yuan": None, "points.discount_cap_percent": 100, "points.multiplier_cap": None,
    "points.registration": 0, "points.birthday": 0, "points.visit": 0, "points.check_in": 0, "points.referral": 0,
    "points.referred": 0, "points.referral_limit": None, "points.whole_steps": False, "points.bonus_earns": False,
    "points.stored_value_earns": True, "tiers": [],
}  # fmt: skip


def _tier_cells() -> list[Entry]:
    return [
        TextEntry("name"), WholeEntry("threshold"), WholeEntry("keep"), WholeEntry("price_percent", 3),
        RatioEntry("points_multiplier"), WholeEntry("birthday_points"), ListEntry("upgrade_coupons"),
    ]  # fmt: skip


def _entries() -> list[Entry]:
    expiry = ("never", "months:12:end_of_month", "months:24:end_of_month", "year:12-31", "year:03-31")
    windows = ("lifetime", "rolling:12", "rolling:6", "calendar_year", "since_tier_start")
    return [
        RateEntry("points.rate"), WholeEntry("points.per_yuan"), WholeEntry("points.discount_cap_percent", 3),
        KeptRows("tiers", MOST_TIERS, _tier_cells), ChoiceEntry("points.expiry", expiry),
        RatioEntry("points.multiplier_cap"),
        ChoiceEntry("tiers.criterion", ("spend", "visits", "points", "growth")),
        ChoiceEntry("tiers.window", windows),
        ChoiceEntry("tiers.validity", ("", "months:6", "months:12", "months:24")),
        ChoiceEntry("tiers.down", ("one_down", "by_balance", "keep_if_at_least")),
        WholeEntry("points.registration"), WholeEntry("points.birthday"), WholeEntry("points.visit"),
        WholeEntry("points.check_in"), WholeEntry("points.referral"), WholeEntry("points.referred"),
        WholeEntry("points.referral_limit"), FlagEntry("points.stored_value_earns", default=True),
        FlagEntry("points.whole_steps"), FlagEntry("points.bonus_earns"), DayEntry(STARTS),
    ]  # fmt: skip


class PointsPage(RulePage):
    """The document is {setting: value}; `starts_on` makes it a plan."""

    right = "settings.change"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, _entries())
        self.setFocusProxy(self.form.entries["points.per_yuan"].field)

    def title(self) -> str:
        return self.tr("Points & tiers")

    def show_facts(self, facts: Facts) -> None:
        kept = {key: facts.settings.get(key) for key in self.form.entries}
        self.form.show_document({**kept, "tiers.validity": facts.settings["tiers.validity"] or ""})

    def document(self) -> Document:
        """All settings of the form, and the day they begin on."""
        doc = {**_EMPTY, **super().document()}
        doc["tiers.validity"] = doc["tiers.validity"] or None
        return doc

    def changes(self, doc: Document) -> Document:
        """The settings that are not as they are in force."""
        now = self.facts.settings if self.facts else {}
        rules = {key: value for key, value in doc.items() if key != STARTS}
        if self.facts and rules_from(rules, self.facts.shop.rules).tiers == self.facts.shop.rules.tiers:
            rules.pop("tiers")
        return {key: value for key, value in rules.items() if now.get(key) != value}

    def check(self, doc: Document) -> str:
        rules = {key: value for key, value in doc.items() if key != STARTS}
        _day(doc)
        assert self.facts is not None
        return Sentences(self.context.currency).earns(earns(rules_from(rules, self.facts.shop.rules)))

    def keep(self, doc: Document) -> Callable[[Use], object]:
        changes, day = self.changes(doc), _day(doc)
        if day is not None:
            return lambda use: settings_plans.plan(use, changes, day)
        return lambda use: shop_settings.change(use, changes)

    def draft(self, doc: Document) -> Draft:
        return Draft(self.changes(doc))

    def saved_words(self) -> str:
        if self.form.entries[STARTS].value():
            return self.tr("Planned. It begins with its day; History shows it and can take it back.")
        return super().saved_words()


def _day(doc: Document) -> date | None:
    try:
        return date.fromisoformat(doc[STARTS]) if doc.get(STARTS) else None
    except ValueError:
        raise PosError("bad_setting", setting=STARTS) from None
