"""History: who changed which rule, when, from what to what; and what will begin later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Signal

from memberpos.services import recharge_offers, rule_history, settings_plans
from memberpos.services.rule_history import Change, Entry, Planned
from memberpos.store.database import Database
from memberpos.ui.context import UiContext
from memberpos.ui.format import amount, day, minutes
from memberpos.ui.hints import KeyHint
from memberpos.ui.marketing_pages import words
from memberpos.ui.settings_pages.base import Page
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, EmptyState, column, row
from memberpos.ui.widgets.overlay import KEYS_CHANGED
from memberpos.ui.widgets.table import Column, Line, Table
from memberpos.ui.widgets.text import Text

_MOST_TEXT = 60


class HistoryPage(Page):
    """The table of changes; above it what is planned, which can be taken back."""

    right = "settings.change"
    kept = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._planned: list[Planned] = []
        self._entries: list[Entry] = []
        self._plan_head, self._head = Text("", "heading"), Text("", "heading")
        columns = (Column("when", 116), Column("who", 110), Column("what", 210), Column("change"))
        self._empty = EmptyState("clock")
        self.plans = Table((Column("when", 116), Column("who", 110), Column("change")), context.theme)
        self.plans.setFixedHeight(150)
        self.table = Table(columns, context.theme, self._empty)
        self._detail = Text("", "body", "muted", wrap=True)
        self.table.chosen.connect(self._tell)
        self.withdraw_button = Button("", "Del", kind="danger")
        self.withdraw_button.setObjectName("withdraw")
        self.withdraw_button.clicked.connect(self.withdraw)
        self._plans = Card(row(self._plan_head, None, self.withdraw_button), self.plans, pad=14)
        layout = column(self._plans, Card(self._head, self.table, self._detail, pad=14), spacing=16)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.table)

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("HistoryPage", "History")

    def load(self) -> None:
        """Reads both."""
        now_ms = self.context.services["now_ms"]()

        def look(db: Database) -> tuple[list[Entry], list[Planned]]:
            return rule_history.entries(db), rule_history.planned(db, now_ms)

        self.context.read(look, lambda found: self.show_found(*found), None, self)

    def show_found(self, entries: Sequence[Entry], planned: Sequence[Planned]) -> None:
        """Fills both tables."""
        self._entries, self._planned = [*entries], [*planned]
        zone = self.context.time_zone
        self.table.set_lines(
            [
                Line(at, (minutes(each.at_ms, zone), each.staff_name, self._subject(each), self._changes(each.changes)))
                for at, each in enumerate(entries)
            ]
        )
        self.plans.set_lines(
            [
                Line(at, (day(each.starts_at_ms, zone), each.staff_name, self._changes(each.changes)))
                for at, each in enumerate(planned)
            ],
            0 if planned else None,
        )
        self._plans.setVisible(bool(planned))
        QCoreApplication.postEvent(self.window(), QEvent(KEYS_CHANGED))

    def withdraw(self) -> None:
        """Takes back what is chosen among the plans."""
        at = self.plans.choice()
        if at is None or self._plans.isHidden():
            return
        plan = self._planned[at]
        self.context.run(
            lambda use: (
                recharge_offers.withdraw(use, plan.plan, plan.version)
                if plan.version is not None
                else settings_plans.withdraw(use, plan.plan)
            ),
            lambda _none: self._withdrawn(),
            None,
            self,
        )

    def _withdrawn(self) -> None:
        self.context.shell.toast(self.tr("Taken back. It will not begin."))
        self.load()
        self.kept.emit()

    def keys(self) -> Sequence[KeyHint]:
        """Del takes a plan back."""
        return (KeyHint("Del", self.tr("Take back"), self.withdraw),) if self._planned else ()

    def retranslate(self) -> None:
        self._plan_head.setText(self.tr("Planned"))
        self._head.setText(self.tr("Changed rules"))
        self.withdraw_button.setText(self.tr("Take back"))
        self._empty.set(self.tr("Nothing was changed yet"), "")
        self.table.set_heads(self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("Change"))
        self.plans.set_heads(self.tr("Begins"), self.tr("Who"), self.tr("Change"))
        self.show_found(self._entries, self._planned)

    def _tell(self, at: int) -> None:
        """All of a change that a line cuts short."""
        self._detail.setText("\n".join(self._change(each, most=400) for each in self._entries[at].changes[:6]))

    def _subject(self, entry: Entry) -> str:
        kinds = {
            "settings": self.tr("Settings, version {subject}"), "settings.plan": self.tr("Plan for {subject}"),
            "settings.withdraw": self.tr("Plan taken back, {subject}"), "offer": self.tr("Promotion {subject}"),
            "coupon_kind": self.tr("Coupon {subject}"), "pass_kind": self.tr("Pass {subject}"),
            "gift": self.tr("Gift {subject}"), "draw.put": self.tr("Draw {subject}"),
            "recharge.offer": self.tr("Top-up offer {subject}"),
        }  # fmt: skip
        return kinds[entry.kind].format(subject=entry.subject or entry.version)

    def _changes(self, changes: Sequence[Change]) -> str:
        return " · ".join(self._change(each) for each in changes)

    def _change(self, change: Change, most: int = _MOST_TEXT) -> str:
        names = words.fields()
        key = "tier_table" if change.key == "tiers" and _is_table(change) else change.key
        name = names[key][0] if key in names else key
        if change.was is None:
            return f"{name}: {_cut(_shown(change.now, change.key), most)}"
        was, now = (_cut(_shown(value, change.key), most) for value in (change.was, change.now))
        return f"{name}: {was} → {now}"


def _is_table(change: Change) -> bool:
    """Tiers themselves, not the names of those that something is for."""
    return any(isinstance(each, dict) for value in (change.was, change.now) for each in value or ())


def _shown(value: Any, key: str) -> str:
    """A value as people can read it: money in yuan, tables as their figures."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, list):
        return ", ".join(_shown(each, key) for each in value)
    if isinstance(value, dict):
        return " ".join(_shown(each, name) for name, each in value.items())
    if isinstance(value, int) and (key.endswith("fen") or key == "steps"):
        return amount(value)
    return str(value)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
