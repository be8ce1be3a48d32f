from __future__ import annotations

import importlib.util
import sys
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QWidget
from tests.source_tree import ROOT
from tests.ui.stage import speaking

from memberpos.resources import resource
from memberpos.ui.i18n import LANGUAGES, Languages
from memberpos.ui.places import place_text


@pytest.fixture(scope="module")
def update():
    sys.path.insert(0, str(ROOT / "scripts"))
    spec = importlib.util.spec_from_file_location("update_i18n", ROOT / "scripts" / "update_i18n.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path.remove(str(ROOT / "scripts"))
    return module


def test_nothing_is_missing_unfinished_or_gone(update) -> None:
    assert update.check() == []


def test_a_missing_translation_would_be_seen(update, tmp_path) -> None:
    file = tmp_path / "memberpos_zh_CN.ts"
    tree = ET.parse(resource("i18n", "memberpos_zh_CN.ts"))
    tree.write(file, encoding="utf-8")
    before = update.unfinished(file)
    next(each for each in tree.getroot().iter("translation") if each.get("type") is None).set("type", "unfinished")
    tree.write(file, encoding="utf-8")
    assert len(update.unfinished(file)) == len(before) + 1


def test_each_language_speaks(qapp) -> None:
    said = set()
    for language in LANGUAGES:
        with speaking(language):
            said.add(place_text("members"))
            assert QLocale().name().startswith(language)
    assert said == {"会员", "會員", "Members"}


def test_widgets_are_told(qtbot) -> None:
    seen = []

    class Watcher(QWidget):
        def changeEvent(self, event) -> None:
            seen.append(event.type())

    widget = Watcher()
    qtbot.addWidget(widget)
    with speaking("zh_TW"):
        qtbot.waitUntil(lambda: QEvent.Type.LanguageChange in seen)


def test_an_unknown_language_is_refused(qapp) -> None:
    with pytest.raises(ValueError, match="fr"):
        Languages().use("fr")
