from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from memberpos.ui import fonts
from memberpos.ui.theme import tokens


@pytest.mark.parametrize(("language", "family"), [("zh_CN", "Noto Sans CJK SC"), ("zh_TW", "Noto Sans CJK TC")])
def test_the_packaged_font_is_found_by_language(qapp: QApplication, language: str, family: str) -> None:
    fonts.install(language, packaged=True)
    assert QFontInfo(QGuiApplication.font()).family() == family
    assert QGuiApplication.font().variableAxisValue(QFont.Tag("wght")) == 400


def test_a_label_follows_a_change_of_family(qtbot, qapp: QApplication) -> None:
    fonts.install("zh_CN", packaged=True)
    label = QLabel("骨")
    qtbot.addWidget(label)
    label.setFont(fonts.role("title"))
    fonts.install("zh_TW", packaged=True)
    qtbot.waitUntil(lambda: label.font().family() == "Noto Sans CJK TC")
    assert label.font().pixelSize() == tokens()["text"]["title"][0]


def test_bold_is_really_bolder(qapp: QApplication) -> None:
    fonts.install("zh_CN", packaged=True)
    thin, bold = (QFontMetrics(fonts.sized(20, weight)).horizontalAdvance("Money") for weight in (400, 700))
    assert bold > thin


def test_all_figures_are_of_one_width(qapp: QApplication) -> None:
    fonts.install("zh_CN", packaged=True)
    metrics = QFontMetrics(fonts.role("figure"))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_the_system_s_font_is_preferred(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: ["Microsoft YaHei UI", "PingFang SC"])
    assert fonts.install("zh_CN").family() == "Microsoft YaHei UI"
    monkeypatch.undo()
    fonts.install("zh_CN", packaged=True)
