"""Colours, sizes and the style sheet, from `resources/theme/tokens.toml` and `app.qss`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from memberpos.resources import resource

NAMES = ("light", "dark")
_PLACE = re.compile(r"@([a-z0-9]+(?:-[a-z0-9]+)*)")


@lru_cache(maxsize=1)
def tokens() -> dict[str, Any]:
    """The token file as it stands."""
    return tomllib.loads(resource("theme", "tokens.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Theme:
    """One look: `name` light or dark, `touch` for fingers."""

    name: str = "light"
    touch: bool = False

    @staticmethod
    def chosen(look: str, size: str) -> Theme:
        """The look of the settings: `look` light, dark or system; `size` desk or touch."""
        if look == "system":
            look = "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"
        return Theme(look, touch=size == "touch")

    def color(self, role: str) -> QColor:
        """Colour of a role, such as "brand"."""
        return QColor(tokens()[self.name][role])

    def size(self, role: str) -> int:
        """Pixels of a role, such as "row"; the touch value where there is one."""
        values: dict[str, int] = tokens()["size"] | (tokens()["touch"] if self.touch else {})
        return values[role]

    def qss(self) -> str:
        """The style sheet with every @name filled in; KeyError names a token that does not exist."""
        values = self._values()
        return _PLACE.sub(lambda found: values[found[1]], resource("theme", "app.qss").read_text("utf-8"))

    def apply(self, app: QApplication) -> None:
        """Put the look on all widgets."""
        sheet = self.qss()
        if app.styleSheet() != sheet:  # setting it polishes every widget there is
            app.setPalette(self._palette())
            app.setStyleSheet(sheet)

    def _values(self) -> dict[str, str]:
        sizes: dict[str, int] = tokens()["size"] | (tokens()["touch"] if self.touch else {})
        inner = {
            "control-inner": sizes["control"] - 2,
            "control-focus": sizes["control"] - 4,
            "control-small-inner": sizes["control-small"] - 2,
            "control-small-focus": sizes["control-small"] - 4,
            "foot-inner": sizes["foot"] - 8,
        }
        pixels = {name: f"{value}px" for name, value in (sizes | inner).items()}
        icons = {"theme": self.name, "icons": resource("icons").as_posix()}
        return {name: _qss_color(value) for name, value in tokens()[self.name].items()} | pixels | icons

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "bg",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "surface-2",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.Highlight: "brand",
            QPalette.ColorRole.HighlightedText: "brand-ink",
            QPalette.ColorRole.PlaceholderText: "ink-3",
            QPalette.ColorRole.Link: "brand-text",
        }
        for role, token in roles.items():
            palette.setColor(role, self.color(token))
        return palette


def _qss_color(value: str) -> str:
    """#AARRGGBB becomes rgba(), which style sheets read on every platform."""
    if len(value) != 9:
        return value
    color = QColor(value)
    return f"rgba({color.red()}, {color.green()}, {color.blue()}, {color.alpha()})"
