"""A window for tests: real frame, real fonts, no till behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication

from memberpos.devices.probe import Found
from memberpos.devices.readings import DeviceHealth
from memberpos.devices.traffic import Traffic
from memberpos.settings import Settings
from memberpos.sync.loop import Status
from memberpos.ui.context import Place, Session, UiContext
from memberpos.ui.i18n import Languages
from memberpos.ui.main_window import MainWindow
from memberpos.ui.registry import SCREENS
from memberpos.ui.screen import Screen
from memberpos.ui.theme import Theme

#: 2026-11-21 10:42 in Shanghai.
NOW_MS = 1_795_228_920_000
_NUMBERS = count(0x57A6E)  # ids of things made on a stage
#: The places of the rail as the till has them, with their icons.
ICONS = {name: icon for name, (_, icon) in SCREENS.items() if icon}
PLACES = tuple(ICONS)


class StillRunner:
    """Takes work and never answers: the examples show their data by themselves. `asked` keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def run(self, *work: Any) -> None:
        self.asked.append(work)

    read = scan = aside = ask = errand = run


@dataclass
class Stage:
    """The window and what screens are given."""

    window: MainWindow
    context: UiContext

    def show(self, name: str, factory: Callable[[UiContext], Screen], *, bare: bool = False) -> Screen:
        """Bring a screen to the front and give it, freshly made."""
        if name not in self.window._factories:
            self.window.add_screen(name, lambda: factory(self.context), bare=bare)
        self.window.go(name)
        return self.window.screen(name)


def place_label(name: str) -> Callable[[], str]:
    """Rail text of a place, as the program says it."""
    from memberpos.ui.places import place_text

    return lambda: place_text(name)


def still_services() -> dict[str, Any]:
    """What `app` passes in by name: a clock that stands, a writer that takes any order, a printer that does nothing."""
    return {
        "now_ms": lambda: NOW_MS,
        "new_id": lambda: str(UUID(int=next(_NUMBERS))),
        "has_device": lambda _role: True,
        "has_writer": lambda: True,
        "device_health": dict,
        "list_ports": list,
        "traffic": Traffic(lambda: NOW_MS),
        "probe_port": lambda address, _kind: Found(address),
        "port_holders": list,
        "watch_keys": lambda _watcher: None,
        "open_papers": list,
        "decide_paper": lambda *_job: None,
        "print_test": lambda _slot: None,
        "print_label": lambda _number: None,
        "hq_status": lambda: Status("idle", 0),
        "write_card": lambda _tracks: True,
        "cancel_card": lambda: True,
        "print_event": lambda *_event: None,
        "kick_drawer": lambda: None,
        "paper": lambda *_paper: b"",
        "language": lambda: "zh_CN",
        "home": "/home/shop/.local/share/memberpos",
    }


def make_stage(theme: Theme | None = None, services: dict[str, Any] | None = None) -> Stage:
    """A window with its frame filled as on a busy day."""
    theme = theme or Theme()
    theme.apply(QApplication.instance())
    window = MainWindow(theme, lambda: NOW_MS)
    settings = {"read": Settings}
    context = UiContext(StillRunner(), window, theme, settings, services=still_services() | (services or {}))
    for name in PLACES:
        window.add_place(Place(name, ICONS[name], place_label(name)), lambda: Screen(context))
    window.set_session(Session("s1", "周敏", "cashier", frozenset(), "shift", "20261121-A", "1"))
    for role, state in (("reader", "ready"), ("printer", "ready"), ("caller", "lost")):
        window.set_device(DeviceHealth(role, role, state))
    window.set_hq("offline", 128)
    return Stage(window, context)


@contextmanager
def speaking(language: str) -> Iterator[Languages]:
    """The language of the application for a while."""
    languages = Languages(packaged_font=True)
    languages.use(language)
    try:
        yield languages
    finally:
        languages.end()
        languages.deleteLater()
