"""The rules of money at the counter: what is spent first, rounding, the business day, the law.

Points and tiers are made in Marketing.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from memberpos.domain.rule_examples import rounded_bill, spent_of_value
from memberpos.domain.rules import ROUNDING_MODES, Rules
from memberpos.domain.stored_value import SPEND_ORDERS
from memberpos.ui.context import UiContext
from memberpos.ui.marketing_pages.fields import ChoiceEntry, Entry, FlagEntry, TextEntry, WholeEntry
from memberpos.ui.marketing_pages.sentences import Sentences
from memberpos.ui.marketing_pages.settings_form import SettingsForm

#: What an empty field means.
_EMPTY: dict[str, Any] = {"stored_value.bonus_cap_percent": 100, "law.enforce": True}


def _entries() -> list[Entry]:
    return [
        ChoiceEntry("stored_value.spend_order", SPEND_ORDERS), WholeEntry("stored_value.bonus_cap_percent", 3),
        ChoiceEntry("rounding.mode", ROUNDING_MODES), ChoiceEntry("rounding.scope", ("order", "cash")),
        TextEntry("day_starts_at"), FlagEntry("law.enforce", default=True),
    ]  # fmt: skip


class RulesSettings(SettingsForm):
    """Changed settings become a new version, at once or on a day."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, _entries(), _EMPTY)
        self.setFocusProxy(self.form.entries["stored_value.spend_order"].field)

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("RulesSettings", "Rules")

    def example_of(self, rules: Rules) -> str:
        said = Sentences(self.context.currency)
        return "\n".join((said.spent(*spent_of_value(rules)), said.rounded(*rounded_bill(rules))))
