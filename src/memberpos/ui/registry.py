"""Every screen of the window: its factory, and the icon of its place in the rail ("" = reached from elsewhere)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from memberpos.ui.context import UiContext
from memberpos.ui.screen import Screen
from memberpos.ui.screens.calls import Calls
from memberpos.ui.screens.counter import Counter
from memberpos.ui.screens.devices import DevicesScreen
from memberpos.ui.screens.end_of_day import EndOfDayScreen
from memberpos.ui.screens.members import Members
from memberpos.ui.screens.refund import RefundScreen
from memberpos.ui.screens.settings import SettingsScreen
from memberpos.ui.screens.shift import ShiftScreen
from memberpos.ui.screens.sign_in import SignIn
from memberpos.ui.screens.wizard import Wizard

SCREENS: Mapping[str, tuple[Callable[[UiContext], Screen], str]] = MappingProxyType(
    {
        "counter": (Counter, "counter"),
        "members": (Members, "members"),
        "calls": (Calls, "phone"),
        "refund": (RefundScreen, "undo"),
        "reports": (EndOfDayScreen, "reports"),
        "devices": (DevicesScreen, "devices"),
        "settings": (SettingsScreen, "settings"),
        "shift": (ShiftScreen, ""),
        "sign_in": (SignIn, ""),
        "wizard": (Wizard, ""),
    }
)
#: Screens without rail, bars and omnibox.
BARE = frozenset({"sign_in", "wizard"})
