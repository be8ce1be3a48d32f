"""How this window looks and speaks; of this machine, for everybody who works at it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from memberpos.settings import Settings
from memberpos.ui.context import UiContext
from memberpos.ui.i18n import LANGUAGES
from memberpos.ui.settings_pages.base import Page, choice, choose, form, rename
from memberpos.ui.widgets.card import Card, FormRow, row
from memberpos.ui.widgets.text import Text

THEMES = ("light", "dark", "system")
SIZES = ("desk", "touch")


class WindowSettings(Page):
    """Language, colours and size; each choice is kept at once."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._language = choice(dict(LANGUAGES))
        self._theme, self._size = choice(dict.fromkeys(THEMES, "")), choice(dict.fromkeys(SIZES, ""))
        boxes = {"language": self._language, "theme": self._theme, "size": self._size}
        for name, box in boxes.items():
            box.setObjectName(f"window-{name}")
            box.activated.connect(lambda _at: self.save())
        self._rows = [FormRow(box) for box in boxes.values()]
        self._hint = Text("", "small", "muted", wrap=True)
        self.setLayout(form(Card(row(*self._rows, spacing=16), self._hint)))

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("WindowSettings", "This window")

    def load(self) -> None:
        """What is kept on this machine."""
        window = self._settings().window
        choose(self._language, window.language or self.context.services["language"]())
        choose(self._theme, window.theme)
        choose(self._size, window.size)

    def retranslate(self) -> None:
        names = (self.tr("Language"), self.tr("Colours"), self.tr("Size"))
        for form_row, name in zip(self._rows, names, strict=True):
            form_row.set(name)
        rename(self._theme, {"light": self.tr("Light"), "dark": self.tr("Dark"), "system": self.tr("As the system")})
        rename(self._size, {"desk": self.tr("Mouse and keyboard"), "touch": self.tr("Touch screen")})
        self._hint.setText(self.tr("The language changes at once, colours and size at the next start."))

    def save(self) -> None:
        """Keeps all three; the language is spoken at once."""
        settings = self._settings()
        window = replace(
            settings.window, language=str(self._language.currentData()), theme=str(self._theme.currentData()),
            size=str(self._size.currentData()),
        )  # fmt: skip
        if window == settings.window:
            return
        self.context.services["change_settings"](replace(settings, window=window))
        self.context.services["use_language"](window.language)
        self.context.shell.toast(self.tr("Saved."))

    def _settings(self) -> Settings:
        settings: Settings = self.context.settings["read"]()
        return settings
