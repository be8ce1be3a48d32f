"""What pages of settings have in common: a form of some settings; only what was changed becomes the new version."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.rules import Rules, rules_from
from memberpos.services import settings_plans, shop_settings
from memberpos.services.marketing import Facts
from memberpos.services.rule_trial import Draft
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.marketing_pages.base import Document, RulePage
from memberpos.ui.marketing_pages.fields import DayEntry, Entry

STARTS = "starts_on"


class SettingsForm(RulePage):
    """The document is {setting: value}; `starts_on` makes it a plan. `empty`: what an empty field means."""

    right = "settings.change"

    def __init__(self, context: UiContext, entries: Sequence[Entry], empty: Mapping[str, Any]) -> None:
        super().__init__(context, [*entries, DayEntry(STARTS)])
        self._empty = dict(empty)

    def example_of(self, rules: Rules) -> str:
        """A worked example of the rules as they would be."""
        del rules
        return ""

    def show_facts(self, facts: Facts) -> None:
        kept = {key: facts.settings.get(key) for key in self.form.entries}
        self.form.show_document(kept)

    def document(self) -> Document:
        """All settings of the form, and the day they begin on."""
        return {**self._empty, **super().document()}

    def changes(self, doc: Document) -> Document:
        """The settings that are not as they are in force."""
        if self.facts is None:
            return {}
        rules, now = self._rules(doc), self.facts.shop.rules
        return {
            key: value for key, value in doc.items()
            if key != STARTS and _of(rules, key) != _of(now, key)
        }  # fmt: skip

    def check(self, doc: Document) -> str:
        _day(doc)
        return self.example_of(self._rules(doc))

    def keep(self, doc: Document) -> Callable[[Use], object]:
        changes, day = self.changes(doc), _day(doc)
        if not changes:  # no version that says nothing
            return lambda _use: None
        if day is not None:
            return lambda use: settings_plans.plan(use, changes, day)
        return lambda use: shop_settings.change(use, changes)

    def draft(self, doc: Document) -> Draft:
        return Draft(self.changes(doc))

    def saved_words(self) -> str:
        if self.form.entries[STARTS].value():
            return self.tr("Planned. It begins with its day; History shows it and can take it back.")
        return super().saved_words()

    def _rules(self, doc: Document) -> Rules:
        assert self.facts is not None
        return rules_from({key: value for key, value in doc.items() if key != STARTS}, self.facts.shop.rules)


def _of(rules: Rules, setting: str) -> Any:
    return getattr(rules, setting.replace(".", "_"))


def _day(doc: Document) -> date | None:
    try:
        return date.fromisoformat(doc[STARTS]) if doc.get(STARTS) else None
    except ValueError:
        raise PosError("bad_setting", setting=STARTS) from None
