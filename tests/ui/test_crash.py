from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from tests.ui.stage import NOW_MS, Stage

from memberpos.ui import crash
from memberpos.ui.crash import CrashHandler
from memberpos.ui.crash_screen import CrashScreen

NAME = "林晓棠 13800136021"


def fail() -> None:
    member = NAME
    raise ValueError(f"no place for {member}")


@pytest.fixture
def handler(tmp_path: Path, qapp):
    made = CrashHandler(tmp_path / "logs", lambda: NOW_MS)
    made.install()
    yield made
    made.uninstall()


def test_a_bug_in_a_thread_is_reported(qtbot, handler: CrashHandler) -> None:
    with qtbot.waitSignal(handler.happened) as caught:
        thread = threading.Thread(target=fail, name="reader")
        thread.start()
        thread.join()
    written = json.loads(Path(caught.args[0]).read_text("utf-8"))
    assert written["errors"][0]["type"] == "ValueError"
    assert any("test_crash.py" in frame and frame.endswith(" fail") for frame in written["errors"][0]["frames"])


def test_a_bug_in_a_slot_is_reported_and_the_window_goes_on(qtbot, handler: CrashHandler) -> None:
    with qtbot.captureExceptions() as slots, qtbot.waitSignal(handler.happened):
        handler.install()  # pytest-qt put its own hook in place
        QTimer.singleShot(0, fail)
    assert slots == []
    assert sys.excepthook is not sys.__excepthook__


def test_no_value_gets_into_a_report(tmp_path: Path) -> None:
    try:
        fail()
    except ValueError as error:
        text = crash.write(tmp_path, error, NOW_MS).read_text("utf-8")
    assert NAME.split(maxsplit=1)[0] not in text
    assert NAME.split()[1] not in text
    assert str(tmp_path) not in text


def test_the_cause_is_in_the_report() -> None:
    bug = RuntimeError()
    bug.__cause__ = ValueError()
    assert [each["type"] for each in crash.report(bug, 0)["errors"]] == ["RuntimeError", "ValueError"]


def test_a_report_that_cannot_be_written_still_tells(qtbot, tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    handler = CrashHandler(tmp_path / "logs", lambda: NOW_MS)
    with qtbot.waitSignal(handler.happened) as caught:
        handler.handle(ValueError())
    assert caught.args == [""]


def test_the_screen_says_what_to_do_and_goes_away(stage: Stage) -> None:
    stage.window.go("counter")
    stage.window.show_crash("report.json")
    screen = stage.window.findChild(CrashScreen)
    assert screen.isVisible()
    QTest.keyClick(screen.next, "\r")
    assert not screen.isVisible()
