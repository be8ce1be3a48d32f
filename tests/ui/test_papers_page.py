"""Settings, Papers: a template changed with its picture beside it, the logo, and what is wrong in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.ui.floor import Floor
from tests.ui.stage import Stage, still_services

from memberpos.domain.errors import PosError
from memberpos.printing.lines import LOGO_FILE
from memberpos.settings import Settings
from memberpos.ui.context import UiContext
from memberpos.ui.guard import UiGuard
from memberpos.ui.screens.settings import SettingsScreen
from memberpos.ui.settings_pages.papers import _REASONS, PapersSettings, template_problem


@pytest.fixture
def page(qtbot: Any, stage: Stage, no_books: Any, tmp_path: Path) -> Iterator[PapersSettings]:
    services = still_services() | {"home": str(tmp_path)}
    context = UiContext(no_books.runner, stage.window, stage.context.theme, {"read": Settings}, services)
    floor = Floor(stage, no_books, context, "owner", "cashier")
    floor.work_as("owner", "owner")
    stage.window._factories["settings"] = lambda: SettingsScreen(context)
    stage.window.go("settings", page="papers")
    found = stage.window.screen("settings")._pages["papers"]
    found._timer.setInterval(10)
    qtbot.waitUntil(lambda: not found._picture.pixmap().isNull())
    yield found
    qtbot.waitUntil(lambda: no_books.runner.idle)


def settled(qtbot: Any, page: PapersSettings) -> None:
    """Nothing waits to be drawn."""
    qtbot.waitUntil(lambda: not page._timer.isActive() and page.context.runner.idle)


def test_the_picture_follows_what_is_typed(qtbot: Any, page: PapersSettings) -> None:
    before = page._picture.pixmap().toImage()
    page._text.setPlainText('[[row]]\ntext = "Hello {head.shop}"\n')
    settled(qtbot, page)
    assert page._picture.pixmap().toImage().height() < before.height()
    assert not page._problem.isVisible()
    page._width.setCurrentIndex(page._width.findData("58"))
    settled(qtbot, page)


def test_a_mistake_is_named_and_cannot_be_kept(qtbot: Any, page: PapersSettings, tmp_path: Path) -> None:
    shown = page._picture.pixmap().toImage()
    page._text.setPlainText('[[row]]\nrule = "-"\n\n[[row]]\ntext = "{member.shoe_size}"\n')
    settled(qtbot, page)
    assert page._problem.text() == "Row 2: This paper has no “member.shoe_size”."
    assert page._picture.pixmap().toImage() == shown, "the last good picture stays"
    assert not page._save.isEnabled()
    page.save()
    settled(qtbot, page)
    assert not (tmp_path / "receipts").exists()


def test_a_change_is_kept_and_the_built_in_taken_back(
    qtbot: Any, page: PapersSettings, tmp_path: Path, ui_guard: UiGuard
) -> None:
    assert not page._back.isEnabled()
    built_in = page._text.toPlainText()
    page._text.setPlainText('[[row]]\ntext = "{_title}"\n\n[words]\ntitle = { zh_CN = "a", zh_TW = "b", en = "c" }\n')
    settled(qtbot, page)
    page.save()
    qtbot.waitUntil(page._back.isEnabled)
    with ui_guard.allowed():
        assert (tmp_path / "receipts" / "sale.toml").read_text().startswith("[[row]]")
    page.take_back()
    qtbot.waitUntil(lambda: page._text.toPlainText() == built_in)
    settled(qtbot, page)


def test_the_logo_is_kept_shown_and_removed(
    qtbot: Any, page: PapersSettings, tmp_path: Path, ui_guard: UiGuard
) -> None:
    with ui_guard.allowed():
        Image.new("L", (300, 100), 0).save(tmp_path / "in.png")
        (tmp_path / "in.txt").write_text("no picture")
    plain = page._picture.pixmap().height()
    page.keep_logo(tmp_path / "in.png")
    settled(qtbot, page)
    assert page._picture.pixmap().height() > plain
    page.remove_logo()
    settled(qtbot, page)
    assert page._picture.pixmap().height() == plain
    page.keep_logo(tmp_path / "in.txt")
    qtbot.waitUntil(lambda: page._problem.text() == "This file is not a picture.")
    assert not (tmp_path / "receipts" / LOGO_FILE).exists()
    assert page._save.isEnabled(), "the text is as good as before"


@pytest.mark.parametrize("reason", list(_REASONS))
def test_every_reason_has_words(english: None, reason: str) -> None:
    words = template_problem(PosError("bad_file", file="sale.toml", row=0, reason=reason, name="x"))
    assert words
    assert "{" not in words
