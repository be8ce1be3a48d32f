"""Marketing opened on a shop's floor, and its pages filled."""

from __future__ import annotations

from typing import Any

from tests.ui.floor import Floor

from memberpos.ui.screens.marketing import MarketingScreen


def opened(qtbot: Any, floor: Floor) -> MarketingScreen:
    """The screen with what is in force."""
    made = floor.show("marketing", MarketingScreen)
    qtbot.waitUntil(lambda: made._pages["points"].facts is not None and floor.till.runner.idle)
    return made


def shown(qtbot, screen: MarketingScreen, name: str) -> Any:
    screen.show_page(name)
    page = screen._pages[name]
    qtbot.waitUntil(lambda: page.facts is not None and screen.context.runner.idle)
    return page


def fill(page: Any, **texts: str) -> None:
    for key, text in texts.items():
        page.form.entries[key.replace("__", ".")].line.setText(text)
