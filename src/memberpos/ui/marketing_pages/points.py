"""Points of spending, and tiers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from memberpos.domain.rule_examples import earns, growth
from memberpos.domain.rules import Rules
from memberpos.services.marketing import Facts
from memberpos.ui.context import UiContext
from memberpos.ui.marketing_pages.base import Document
from memberpos.ui.marketing_pages.fields import (
    ChoiceEntry,
    Entry,
    FlagEntry,
    ListEntry,
    RateEntry,
    RatioEntry,
    TextEntry,
    WholeEntry,
)
from memberpos.ui.marketing_pages.rows import TierRows
from memberpos.ui.marketing_pages.sentences import Sentences
from memberpos.ui.marketing_pages.settings_form import SettingsForm
from memberpos.ui.marketing_pages.words import MONTHS

MOST_TIERS = 6
EXPIRIES = ("never", *(f"months:{count}:end_of_month" for count in MONTHS), "year:12-31", "year:03-31")
#: What an empty field means.
_EMPTY: dict[str, Any] = {
    "points.per_yuan": None, "points.discount_cap_percent": 100, "points.multiplier_cap": None,
    "points.whole_steps": False, "points.bonus_earns": False, "points.stored_value_earns": True,
    "points.reinstatement_days": 30, "points.remind_days": 60, "tiers": [], "tiers.growth_resets": False,
}  # fmt: skip


def _tier_cells() -> list[Entry]:
    return [
        TextEntry("name"), WholeEntry("threshold"), WholeEntry("keep"), WholeEntry("price_percent", 3),
        RatioEntry("points_multiplier"), WholeEntry("birthday_points"), ListEntry("upgrade_coupons"),
        ListEntry("benefits"), ChoiceEntry("points_expiry", ("", *EXPIRIES)),
    ]  # fmt: skip


def _entries() -> list[Entry]:
    windows = ("lifetime", *(f"rolling:{count}" for count in MONTHS), "calendar_year", "since_tier_start")
    return [
        RateEntry("points.rate"), WholeEntry("points.per_yuan"), WholeEntry("points.discount_cap_percent", 3),
        TierRows("tiers", MOST_TIERS, _tier_cells).named("tier_table"), ChoiceEntry("points.expiry", EXPIRIES),
        RatioEntry("points.multiplier_cap"), ChoiceEntry("tiers.criterion", ("spend", "visits", "points", "growth")),
        ChoiceEntry("tiers.window", windows),
        ChoiceEntry("tiers.validity", ("", *(f"months:{count}" for count in MONTHS))),
        ChoiceEntry("tiers.down", ("one_down", "by_balance", "keep_if_at_least")),
        ChoiceEntry("tiers.refund_downgrade", ("at_period_end", "immediate")),
        ChoiceEntry("points.claw", ("negative", "value")), WholeEntry("points.reinstatement_days", 5),
        WholeEntry("points.remind_days", 4), ChoiceEntry("points.pass_earns", ("sale", "use")),
        RateEntry("growth.rate"), FlagEntry("tiers.growth_resets"),
        FlagEntry("points.stored_value_earns", default=True),
        FlagEntry("points.whole_steps"), FlagEntry("points.bonus_earns"),
    ]  # fmt: skip


class PointsPage(SettingsForm):
    """Every setting of spending and tiers."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, _entries(), _EMPTY)
        self.setFocusProxy(self.form.entries["points.per_yuan"].field)

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("PointsPage", "Points and tiers")

    def show_facts(self, facts: Facts) -> None:
        super().show_facts(facts)
        self.form.entries["tiers.validity"].show(facts.settings["tiers.validity"] or "")

    def document(self) -> Document:
        doc = super().document()
        doc["tiers.validity"] = doc["tiers.validity"] or None
        return doc

    def example_of(self, rules: Rules) -> str:
        assert self.facts is not None
        said = Sentences(self.context.currency)
        today = self.facts.shop.business_date(self.context.services["now_ms"]())
        lines = (said.earns(earns(rules)), said.kept(rules, today), said.growth(*growth(rules)))
        return "\n".join(filter(None, lines))
