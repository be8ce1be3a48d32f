"""What is said when a device of the till goes away or comes back, on whatever screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.ui.running import Running, running
from tests.ui.stage import Stage

from memberpos.devices.catalog import CATALOG
from memberpos.devices.readings import DeviceHealth
from memberpos.ui.device_news import _BACK, _WENT, DeviceNews
from memberpos.ui.device_words import ROLES
from memberpos.ui.widgets.overlay import Toast


def health(role: str, state: str, detail: str = "") -> DeviceHealth:
    return DeviceHealth(role, role, state, detail)


@pytest.fixture
def news(stage: Stage) -> DeviceNews:
    return DeviceNews(stage.window.say, 0, stage.window)


def toasts(stage: Stage) -> list[str]:
    """All that is to be read of messages."""
    shown = stage.window.toasts.findChildren(Toast)
    return [label.text() for toast in shown if not toast.isHidden() for label in toast.findChildren(object) if hasattr(label, "text")]  # fmt: skip


def test_every_role_of_a_till_has_its_sentences() -> None:
    assert set(_WENT) == set(_BACK) == {*ROLES.values(), "label"}
    assert {CATALOG[name].role for name in CATALOG} - set(_WENT) == {"drawer", "handheld"}, "they have no slot"


def test_a_device_that_goes_is_told_with_what_to_do_and_its_return_takes_that_away(
    qtbot: Any, stage: Stage, news: DeviceNews
) -> None:
    news.heard(health("printer", "ready"))
    assert toasts(stage) == []
    news.heard(health("printer", "lost", "gone"))
    qtbot.waitUntil(lambda: "The receipt printer is gone. Receipts wait until it is back." in toasts(stage))
    assert "The cable came off. Plug it in again; it is taken up by itself." in toasts(stage)
    news.heard(health("printer", "connecting"))
    news.heard(health("printer", "ready"))
    qtbot.waitUntil(lambda: "The receipt printer is gone. Receipts wait until it is back." not in toasts(stage))
    assert "The receipt printer is back." in toasts(stage)


def test_it_is_told_once_however_often_it_is_looked_for(qtbot: Any, stage: Stage, news: DeviceNews) -> None:
    news.heard(health("scanner", "lost", "gone"))
    qtbot.waitUntil(lambda: bool(toasts(stage)))
    for state, detail in (("lost", "not_found"), ("connecting", ""), ("lost", "no_answer")):
        news.heard(health("scanner", state, detail))
    news.heard(health("reader", "lost"))
    qtbot.waitUntil(lambda: any("card reader" in text for text in toasts(stage)))
    assert len([text for text in toasts(stage) if text.startswith("The scanner is gone")]) == 1


def test_a_plug_that_is_back_at_once_was_never_missed(qtbot: Any, stage: Stage) -> None:
    news = DeviceNews(stage.window.say, 30, stage.window)
    news.heard(health("reader", "lost", "gone"))
    news.heard(health("reader", "ready"))
    news.heard(health("caller", "lost", "gone"))
    qtbot.waitUntil(lambda: any("caller ID is gone" in text for text in toasts(stage)))
    assert not any("card reader" in text for text in toasts(stage))


def test_a_message_that_was_read_and_a_device_that_is_taken_out(qtbot: Any, stage: Stage, news: DeviceNews) -> None:
    news.heard(health("display", "lost"))
    qtbot.waitUntil(lambda: bool(toasts(stage)))
    stage.window.toasts.clear()
    qtbot.waitUntil(lambda: toasts(stage) == [])
    news.heard(health("display", "off"))
    news.heard(health("display", "ready"))
    assert toasts(stage) == [], "it was set up anew: nothing has come back"
    news.heard(health("handheld", "lost"))
    news.heard(health("scanner", "lost"))
    qtbot.waitUntil(lambda: bool(toasts(stage)))
    assert [text for text in toasts(stage) if "gone" in text] == [
        "The scanner is gone. Type the numbers of codes meanwhile."
    ]


@pytest.fixture
def till(tmp_path: Path, qapp: Any, ui_guard: Any) -> Iterator[Running]:
    with running(tmp_path, qapp, ui_guard) as made:
        yield made


def test_a_cashier_at_the_counter_hears_of_a_plug(till: Running) -> None:
    till.app.news._grace_ms = 0
    till.unplug("printer")
    till.hand.expect("The receipt printer is gone. Receipts wait until it is back.")
    assert till.app.window.place == "counter"
    till.replug("printer")
    till.hand.expect("The receipt printer is back.")
