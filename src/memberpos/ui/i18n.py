"""Language of the window: translators for our texts and Qt's own, and the font that fits."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from memberpos.resources import resource
from memberpos.ui import fonts

#: Code → the name a speaker of it knows.
LANGUAGES: Mapping[str, str] = MappingProxyType({"zh_CN": "简体中文", "zh_TW": "繁體中文", "en": "English"})


def spoken() -> str:
    """The offered language nearest to Qt's default locale (which `Languages.use` sets)."""
    name = QLocale().name()
    return next((language for language in LANGUAGES if name.startswith(language)), "en")


class Languages(QObject):
    """Holds the translators in use; owned by whoever starts the window."""

    def __init__(self, parent: QObject | None = None, *, packaged_font: bool = False) -> None:
        super().__init__(parent)
        self._installed: list[QTranslator] = []
        self._packaged_font = packaged_font
        self.current = ""

    def use(self, language: str) -> None:
        """Speak `language`; all widgets get a LanguageChange event. ValueError for one that is not offered."""
        if language not in LANGUAGES:
            raise ValueError(language)
        if language == self.current:
            return
        self.current = language
        fonts.install(language, packaged=self._packaged_font)
        QLocale.setDefault(QLocale(language))
        self._remove()
        self._installed = [found for found in (_qt(language), _own(language)) if found is not None]
        for translator in self._installed:
            QCoreApplication.installTranslator(translator)

    def end(self) -> None:
        """Back to the source texts."""
        self._remove()
        self.current = ""

    def _remove(self) -> None:
        for old in self._installed:
            QCoreApplication.removeTranslator(old)
        self._installed = []


def _own(language: str) -> QTranslator | None:
    return _loaded(str(resource("i18n", f"memberpos_{language}.qm")))


def _qt(language: str) -> QTranslator | None:
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return _loaded(f"{folder}/qtbase_{language}.qm")


def _loaded(path: str) -> QTranslator | None:
    translator = QTranslator()
    return translator if translator.load(path) else None
