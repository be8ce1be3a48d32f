"""Every screen of the window: its factory, and the icon of its place in the rail ("" = reached from elsewhere).

A screen's module is imported when it is first shown, or ahead of that by `load_ahead`: the sign-in must not wait for
all the others.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from PySide6.QtCore import QTimer

from memberpos.ui.context import UiContext
from memberpos.ui.screen import Screen

_PAUSE_MS = 20


def _counter(context: UiContext) -> Screen:
    from memberpos.ui.screens.counter import Counter

    return Counter(context)


def _members(context: UiContext) -> Screen:
    from memberpos.ui.screens.members import Members

    return Members(context)


def _cards(context: UiContext) -> Screen:
    from memberpos.ui.screens.cards import CardsScreen

    return CardsScreen(context)


def _calls(context: UiContext) -> Screen:
    from memberpos.ui.screens.calls import Calls

    return Calls(context)


def _refund(context: UiContext) -> Screen:
    from memberpos.ui.screens.refund import RefundScreen

    return RefundScreen(context)


def _marketing(context: UiContext) -> Screen:
    from memberpos.ui.screens.marketing import MarketingScreen

    return MarketingScreen(context)


def _reports(context: UiContext) -> Screen:
    from memberpos.ui.screens.end_of_day import EndOfDayScreen

    return EndOfDayScreen(context)


def _devices(context: UiContext) -> Screen:
    from memberpos.ui.screens.devices import DevicesScreen

    return DevicesScreen(context)


def _settings(context: UiContext) -> Screen:
    from memberpos.ui.screens.settings import SettingsScreen

    return SettingsScreen(context)


def _shift(context: UiContext) -> Screen:
    from memberpos.ui.screens.shift import ShiftScreen

    return ShiftScreen(context)


def _import(context: UiContext) -> Screen:
    from memberpos.ui.screens.import_members import ImportScreen

    return ImportScreen(context)


def _sign_in(context: UiContext) -> Screen:
    from memberpos.ui.screens.sign_in import SignIn

    return SignIn(context)


def _wizard(context: UiContext) -> Screen:
    from memberpos.ui.screens.wizard import Wizard

    return Wizard(context)


SCREENS: Mapping[str, tuple[Callable[[UiContext], Screen], str]] = MappingProxyType(
    {
        "counter": (_counter, "counter"),
        "members": (_members, "members"),
        "cards": (_cards, "card"),
        "calls": (_calls, "phone"),
        "refund": (_refund, "undo"),
        "marketing": (_marketing, "marketing"),
        "reports": (_reports, "reports"),
        "devices": (_devices, "devices"),
        "settings": (_settings, "settings"),
        "shift": (_shift, ""),
        "import": (_import, ""),
        "sign_in": (_sign_in, ""),
        "wizard": (_wizard, ""),
    }
)
#: Screens without rail, bars and omnibox.
BARE = frozenset({"sign_in", "wizard"})
#: In the order they are likely to be wanted after the sign-in, what the counter stands on first.
_AHEAD = (
    "services.checkout", "services.cards", "services.counter", "ui.dialogs.pay", "ui.screens.counter",
    "services.receipts", "ui.call_facts", "ui.member_drawer", "ui.screens.shift", "ui.screens.members",
    "ui.screens.refund", "ui.screens.calls", "ui.screens.end_of_day", "ui.screens.cards", "ui.screens.devices",
    "ui.screens.settings", "ui.screens.marketing",
)  # fmt: skip


def all_loaded() -> bool:
    """Nothing is left to be loaded ahead."""
    return all(f"memberpos.{name}" in sys.modules for name in _AHEAD)


def load_ahead(modules: tuple[str, ...] = _AHEAD) -> None:
    """Imports what the other screens need, a module at a time, while somebody types a PIN."""
    if modules:
        import_module(f"memberpos.{modules[0]}")
        QTimer.singleShot(_PAUSE_MS, lambda: load_ahead(modules[1:]))
