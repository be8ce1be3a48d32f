"""Points that no spending earns: joining, birthdays, visits, friends, goods, tasks; and badges."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from memberpos.domain.earn_rules import BADGE_CRITERIA, BADGE_WINDOWS
from memberpos.domain.rules import Rules
from memberpos.ui.context import UiContext
from memberpos.ui.marketing_pages.fields import ChoiceEntry, Entry, LimitEntry, TextEntry, WholeEntry
from memberpos.ui.marketing_pages.rows import CodedRows, MapRows
from memberpos.ui.marketing_pages.sentences import Sentences
from memberpos.ui.marketing_pages.settings_form import SettingsForm

MOST_ITEMS, MOST_TASKS, MOST_BADGES = 8, 6, 6
#: What an empty field means.
_EMPTY: dict[str, Any] = {
    "points.registration": 0, "points.birthday": 0, "points.visit": 0, "points.visit_limit": None, "points.check_in": 0,
    "points.check_in_limit": None, "points.referral": 0, "points.referred": 0, "points.referral_limit": None,
    "points.manual_limit": None, "points.items": {}, "points.tasks": [], "badges": [],
}  # fmt: skip


def _item_cells() -> list[Entry]:
    return [TextEntry("sku"), WholeEntry("points")]


def _task_cells() -> list[Entry]:
    return [TextEntry("name"), WholeEntry("points"), LimitEntry("limit")]


def _badge_cells() -> list[Entry]:
    return [
        TextEntry("name"), ChoiceEntry("criterion", BADGE_CRITERIA), WholeEntry("at_least"), TextEntry("sku"),
        ChoiceEntry("window", BADGE_WINDOWS), WholeEntry("points"),
    ]  # fmt: skip


def _entries() -> list[Entry]:
    return [
        WholeEntry("points.registration"), WholeEntry("points.birthday"), WholeEntry("points.visit"),
        LimitEntry("points.visit_limit"), WholeEntry("points.check_in"), LimitEntry("points.check_in_limit"),
        WholeEntry("points.referral"), WholeEntry("points.referred"), WholeEntry("points.referral_limit"),
        LimitEntry("points.manual_limit"), MapRows("points.items", MOST_ITEMS, _item_cells),
        CodedRows("points.tasks", MOST_TASKS, _task_cells, "T"), CodedRows("badges", MOST_BADGES, _badge_cells, "B"),
    ]  # fmt: skip


class SourcesPage(SettingsForm):
    """Every setting of points besides spending."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, _entries(), _EMPTY)
        self.setFocusProxy(self.form.entries["points.registration"].field)

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("SourcesPage", "More points")

    def example_of(self, rules: Rules) -> str:
        return Sentences(self.context.currency).sources(rules)
