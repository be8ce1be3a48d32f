"""A pair of hands and eyes for a window: key and pointer events as a person makes them, and what is to be seen.

For the demo and for tests. Nothing here calls a widget's methods to do something: keys go to whoever has the focus,
the pointer to whatever lies under it, each event with a time stamp of its own, so that the wedge detector can tell
typing from a card reader.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QTableView, QWidget

from memberpos.ui.widgets.text import ElidedText

#: Between two keys of a person; far above what a scanner needs.
TYPING_GAP_MS = 140
WEDGE_GAP_MS = 4
LOOK_EVERY_MS = 4
LIMIT_S = 15.0
#: Qt reads it as "compress little": a picture is written in a tenth of the time.
PNG_QUALITY = 75


class LostError(Exception):
    """Something that was waited for did not come, or a thing to press is not there."""


class Hand:
    """Acts on `window` and looks at it; `quiet()` says that the program behind it has nothing under way."""

    def __init__(self, window: QWidget, quiet: Callable[[], bool] = lambda: True) -> None:
        self._window, self._quiet = window, quiet
        self._at_ms = 1_000

    # --- time ---------------------------------------------------------------------------------------------------------

    def wait(self, condition: Callable[[], object], what: str, limit_s: float = LIMIT_S) -> None:
        """Lets the program run until `condition()` holds; LostError naming `what` after `limit_s` seconds."""
        until_s = time.monotonic() + limit_s
        while not condition():
            if time.monotonic() > until_s:
                raise LostError(f"waited {limit_s:g} s for {what}")
            self.pause(LOOK_EVERY_MS)

    def pause(self, for_ms: int) -> None:
        """Lets the program run for a moment."""
        loop = QEventLoop()
        QTimer.singleShot(for_ms, loop.quit)
        loop.exec()

    def settle(self) -> None:
        """Lets everything under way finish, and paints."""
        self.pause(0)
        self.wait(self._quiet, "the program to be idle")
        self.pause(0)
        if QApplication.activeWindow() is None:
            raise LostError("the window has lost the keyboard: something was shown as a window of its own")

    # --- keys ---------------------------------------------------------------------------------------------------------

    def key(self, name: str, times: int = 1) -> None:
        """A key by its QKeySequence name: "F12", "Return", "Esc", "Ctrl+Z"."""
        for _ in range(times):
            combination = QKeySequence(name)[0]  # type: ignore[index]
            self._at_ms += TYPING_GAP_MS
            self._press(combination.key(), combination.keyboardModifiers(), _text_of(combination.key()))
        self.settle()

    def type(self, text: str) -> None:
        """Characters, one after the other, at a person's speed."""
        for character in text:
            self._at_ms += TYPING_GAP_MS
            self._character(character)
        self.settle()

    def wedge(self, text: str) -> None:
        """What a reader or scanner in the keyboard's place sends: fast characters and Enter."""
        self._at_ms += 10 * TYPING_GAP_MS
        for character in text:
            self._at_ms += WEDGE_GAP_MS
            self._character(character)
        self._at_ms += WEDGE_GAP_MS
        self._press(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
        self.settle()

    def clear_field(self) -> None:
        """Selects what the field in use holds, and deletes it."""
        self.key("Ctrl+A")
        self.key("Del")

    def _character(self, character: str) -> None:
        known = ord(character.upper()) if character.isascii() else Qt.Key.Key_unknown.value
        shifted = character.isascii() and character.isupper()
        modifiers = Qt.KeyboardModifier.ShiftModifier if shifted else Qt.KeyboardModifier.NoModifier
        self._press(Qt.Key(known), modifiers, character)

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self._at_ms)
            QCoreApplication.postEvent(QApplication.focusWidget() or self._window, event)
            self.pause(0)

    # --- pointer ------------------------------------------------------------------------------------------------------

    def click(self, name: str) -> None:
        """Presses the one visible thing with this object name, or the button whose text begins so, in its middle."""
        target = self.find(name)
        self._scroll_to(target)
        self.click_at(target.mapTo(self._window, target.rect().center()), target)

    def click_row(self, text: str, *, twice: bool = False) -> None:
        """Presses the row with `text` in one of its cells, twice to open it."""
        found = self._row(text)
        if found is None:
            raise LostError(f"no row says {text!r}; seen: {' | '.join(self.texts())}")
        view, row = found
        place = view.visualRect(view.model().index(row, 0)).center()
        self.click_at(view.viewport().mapTo(self._window, place), view.viewport(), twice=twice)

    def click_at(self, at: QPoint, target: QWidget | None = None, *, twice: bool = False) -> None:
        """Presses what lies at a place of the window; LostError when that is not `target`."""
        under = self._window.childAt(at) or self._window
        if target is not None and under is not target and not target.isAncestorOf(under):
            raise LostError(f"{_call(target)} is covered by {_call(under)}")
        (QTest.mouseDClick if twice else QTest.mouseClick)(
            self._window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
        )
        self.settle()

    def _scroll_to(self, target: QWidget) -> None:
        """Turns the wheel over the pane around `target` until its middle is in sight."""
        pane = _pane_of(target)
        for _ in range(40):
            if pane is None or _in_sight(target, pane):
                return
            view = pane.viewport()
            down = target.mapTo(view, target.rect().center()).y() > view.rect().center().y()
            self._turn(view, -120 if down else 120)
        raise LostError(f"{_call(target)} cannot be scrolled into sight")

    def scroll_down(self) -> None:
        """Turns the wheel over the newest pane until its end is in sight."""
        panes = [each for each in self._all() if isinstance(each, QScrollArea)]
        if not panes:
            raise LostError("nothing to scroll in sight")
        bar = panes[-1].verticalScrollBar()

        def at_end() -> bool:
            self._turn(panes[-1].viewport(), -120)
            return bar.value() == bar.maximum()

        self.wait(at_end, "the end of the pane")

    def _turn(self, view: QWidget, angle: int) -> None:
        middle = QPointF(view.rect().center())
        event = QWheelEvent(
            middle, QPointF(view.mapToGlobal(middle)), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QCoreApplication.postEvent(view, event)
        self.pause(0)

    # --- eyes ---------------------------------------------------------------------------------------------------------

    def find(self, name: str) -> QWidget:
        """The visible, enabled thing with this object name, else the button whose text begins so or that is
        called so; the newest of several.
        """
        shown = [each for each in self._all() if each.isEnabled()]
        found = [each for each in shown if each.objectName() == name]
        found = found or [each for each in shown if isinstance(each, QAbstractButton) and each.text().startswith(name)]
        found = found or [each for each in shown if isinstance(each, QAbstractButton) and each.accessibleName() == name]
        if not found:
            raise LostError(f"nothing named {name!r} to press; seen: {' | '.join(self.texts())}")
        return found[-1]

    def has(self, name: str) -> bool:
        """Such a thing is there to be pressed."""
        try:
            self.find(name)
        except LostError:
            return False
        return True

    def table(self) -> QTableView:
        """The table in front, the newest of several."""
        tables = [each for each in self._all() if isinstance(each, QTableView)]
        if not tables:
            raise LostError("no table in sight")
        return tables[-1]

    def texts(self) -> list[str]:
        """All texts to be seen: labels, buttons, fields, cells."""
        return [text for each in self._all() for text in _texts_of(each) if text]

    def sees(self, *texts: str) -> bool:
        """Each of these is part of something to be seen."""
        shown = self.texts()
        return all(any(text in each for each in shown) for text in texts)

    def expect(self, *texts: str, limit_s: float = LIMIT_S) -> None:
        """Waits until all these are to be seen; LostError naming what is missing."""
        try:
            self.wait(lambda: self.sees(*texts), " ".join(texts), limit_s)
        except LostError as error:
            missing = [text for text in texts if not self.sees(text)]
            raise LostError(f"not on the screen: {missing}; seen: {' | '.join(self.texts())}") from error

    def focus_name(self) -> str:
        """Object name of who gets the keys now; "" for nobody or a nameless one."""
        found = QApplication.focusWidget()
        return found.objectName() if found is not None else ""

    def value_of(self, name: str) -> str:
        """What the field with this object name holds; "" while there is none in sight."""
        found = [each for each in self._all() if isinstance(each, QLineEdit) and each.objectName() == name]
        return found[-1].text() if found else ""

    def fact(self, label: str) -> str:
        """What stands beside the newest label that is exactly this; LostError without one."""
        shown = self.texts()
        places = [at for at, text in enumerate(shown[:-1]) if text == label]
        if not places:
            raise LostError(f"nothing says {label!r}; seen: {' | '.join(shown)}")
        return shown[places[-1] + 1]

    def table_rows(self) -> int:
        """How many rows the table in front has."""
        return self.table().model().rowCount()

    def row_with(self, text: str) -> int:
        """The row with `text` in one of its cells, -1 if none; of the newest table first."""
        found = self._row(text)
        return -1 if found is None else found[1]

    def _row(self, text: str) -> tuple[QTableView, int] | None:
        for view in reversed([each for each in self._all() if isinstance(each, QTableView)]):
            model = view.model()
            for row in range(model.rowCount()):
                if any(text in str(model.index(row, at).data() or "") for at in range(model.columnCount())):
                    return view, row
        return None

    def text_with(self, part: str) -> str:
        """The first text to be seen that has `part` in it, "" if none."""
        return next((text for text in self.texts() if part in text), "")

    def shoot(self, path: Path, size: tuple[int, int] | None = None) -> tuple[int, int]:
        """Paints the window into a PNG file; its width and height."""
        if size is not None:
            self.wait(lambda: self._is_sized(size), f"the window to be {size}")
        self.pause(LOOK_EVERY_MS)
        picture = self._window.grab()
        if not picture.save(str(path), "PNG", PNG_QUALITY):
            raise OSError(f"cannot write {path}")
        return picture.width(), picture.height()

    def _is_sized(self, size: tuple[int, int]) -> bool:
        """Asks again: a window that became smaller may need a second layout before it fits."""
        self._window.resize(*size)
        return self._window.size().toTuple() == size

    def _all(self) -> Iterator[QWidget]:
        return (each for each in self._window.findChildren(QWidget) if each.isVisible())


def _texts_of(widget: QWidget) -> list[str]:
    if isinstance(widget, ElidedText):
        return [widget.whole_text()]
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return [widget.text()]
    if isinstance(widget, QTableView) and widget.model() is not None:
        model = widget.model()
        rows, columns = range(min(model.rowCount(), 60)), range(model.columnCount())
        return [str(model.index(row, column).data() or "") for row in rows for column in columns]
    return []


def _text_of(key: Qt.Key) -> str:
    return {Qt.Key.Key_Return: "\r", Qt.Key.Key_Tab: "\t", Qt.Key.Key_Escape: "\x1b", Qt.Key.Key_Plus: "+",
            Qt.Key.Key_Minus: "-"}.get(key, "")  # fmt: skip


def _pane_of(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def _in_sight(widget: QWidget, pane: QScrollArea) -> bool:
    return pane.viewport().rect().contains(widget.mapTo(pane.viewport(), widget.rect().center()))


def _call(widget: QWidget) -> str:
    return widget.objectName() or type(widget).__name__
