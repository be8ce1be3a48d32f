"""One family for all text: the system's Chinese font where there is one, else the packaged one.

The packaged font is variable and starts at weight Thin, so weights go through its `wght` axis; a style sheet cannot
do that, hence fonts are set here by role (tokens.toml [text]) and never in QSS.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from memberpos.ui.theme import tokens

_WEIGHT = QFont.Tag("wght")
_SYSTEM = {
    "SC": (
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "Microsoft YaHei UI",
        "PingFang SC",
        "WenQuanYi Micro Hei",
    ),
    "TC": ("Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "Microsoft JhengHei UI", "PingFang TC"),
}


def region(language: str) -> str:
    """Glyph set of a language: "TC" for zh_TW, else "SC"."""
    return "TC" if language == "zh_TW" else "SC"


def install(language: str, *, packaged: bool = False) -> QFont:
    """Choose the application's font for `language` and set it; `packaged` skips the system's (golden pictures)."""
    wanted = region(language)
    family = "" if packaged else _system_family(wanted)
    font = QFont(family) if family else _packaged_font(wanted)
    font.setPixelSize(tokens()["text"]["body"][0])
    font.setFeature(QFont.Tag("tnum"), 1)
    QGuiApplication.setFont(font)
    return font


def role(name: str) -> QFont:
    """Font of a text role; the family is left open, so that a change of language changes it too."""
    size, weight = tokens()["text"][name]
    return sized(size, weight)


def sized(size_px: int, weight: int = 400) -> QFont:
    """A font of any size, with figures of equal width."""
    font = QFont()
    font.setPixelSize(size_px)
    if QGuiApplication.font().isVariableAxisSet(_WEIGHT):
        font.setVariableAxis(_WEIGHT, weight)
    else:
        font.setWeight(QFont.Weight(weight))
    return font


def fixed(size_px: int) -> QFont:
    """The system's font with letters of one width, for bytes and templates."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(size_px)
    return font


def _system_family(wanted: str) -> str:
    present = set(QFontDatabase.families())
    loaded = "Noto Sans CJK JP" in present and "Thin" in QFontDatabase.styles("Noto Sans CJK JP")
    return "" if loaded else next((name for name in _SYSTEM[wanted] if name in present), "")


def _packaged_font(wanted: str) -> QFont:
    family = f"Noto Sans CJK {wanted}"
    if family not in QFontDatabase.families():
        path = packaged_file()
        if path is None or QFontDatabase.addApplicationFont(str(path)) < 0:
            return QFont()
    font = QFont(family)
    font.setVariableAxis(_WEIGHT, 400)
    return font


def packaged_file() -> Path | None:
    """The font file of the package `manimgx-fonts-cjk`, None where it is not installed."""
    spec = importlib.util.find_spec("manimgx_fonts_cjk")
    places = spec.submodule_search_locations if spec else None
    return next((file for place in places or () for file in sorted(Path(place).glob("*.ttc"))), None)
