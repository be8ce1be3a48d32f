"""Finds text that has no room and things that lie on each other, in any window."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QWidget,
)

from memberpos.ui.widgets import CallLayer, Drawer, ElidedText, ToastLayer
from memberpos.ui.widgets.bars import RailButton
from memberpos.ui.widgets.overlay import Overlay

_FLOATING = (Overlay, CallLayer, ToastLayer, Drawer)
_COMBO_ARROW = 52
_HEADER_PAD = 20
#: Qt rounds the height of wrapped text up, that of one line down.
_ROUNDING = 1


def problems(window: QWidget) -> list[str]:
    """One sentence for each text without room, each clipped widget and each pair of overlapping siblings."""
    return [*_texts(window), *_overlaps(window)]


def _shown(window: QWidget) -> list[QWidget]:
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible() and widget.width() > 0]


def _texts(window: QWidget) -> Iterator[str]:
    for widget in _shown(window):
        if isinstance(widget, QHeaderView):
            yield from _header(widget)
        elif (needed := _needed(widget)) is not None and needed.width() > widget.width():
            yield f"{_name(widget)}: needs {needed.width()} px, has {widget.width()}"
        elif needed is not None and needed.height() > widget.height() + _ROUNDING:
            yield f"{_name(widget)}: needs {needed.height()} px of height, has {widget.height()}"
        if _text(widget) and (outside := _outside(widget)):
            yield f"{_name(widget)}: {outside}"


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def _needed(widget: QWidget) -> QRect | None:
    metrics = QFontMetrics(widget.font())
    if isinstance(widget, QLabel) and widget.text():
        return _label(widget, metrics)
    if isinstance(widget, RailButton):
        return QRect(0, 0, metrics.horizontalAdvance(widget.text()) + 2, 0)
    if isinstance(widget, QAbstractButton) and widget.text() and widget.sizeHint().isValid():
        return QRect(0, 0, widget.sizeHint().width(), metrics.height())
    if isinstance(widget, QComboBox):
        return QRect(0, 0, metrics.horizontalAdvance(widget.currentText()) + _COMBO_ARROW, metrics.height())
    if isinstance(widget, QLineEdit) and not widget.text():
        return QRect(0, 0, metrics.horizontalAdvance(widget.placeholderText()) + 4, metrics.height())
    return None


def _label(label: QLabel, metrics: QFontMetrics) -> QRect:
    if isinstance(label, ElidedText):
        whole = metrics.horizontalAdvance(label.whole_text()) if len(label.text()) < 4 < len(label.whole_text()) else 0
        return QRect(0, 0, whole, metrics.height() - 2)
    frame = label.width() - label.contentsRect().width()
    if label.wordWrap():
        words = max((metrics.horizontalAdvance(word) for word in label.text().split()), default=0)
        return QRect(0, 0, words + frame if label.text().isascii() else 0, label.heightForWidth(label.width()))
    wide = max(metrics.horizontalAdvance(line) for line in label.text().splitlines())
    return QRect(0, 0, wide + frame, metrics.height() - 2)


def _header(header: QHeaderView) -> Iterator[str]:
    model, metrics = header.model(), QFontMetrics(header.font())
    if header.orientation() != Qt.Orientation.Horizontal or model is None:
        return
    for section in range(header.count()):
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        needed = metrics.horizontalAdvance(text) + _HEADER_PAD
        if text and needed > header.sectionSize(section):
            yield f"header {text!r}: needs {needed} px, has {header.sectionSize(section)}"


def _outside(widget: QWidget) -> str:
    """How a widget sticks out of what holds it; where it can be scrolled to, it does not."""
    holder = widget.parentWidget()
    while holder is not None:
        box = QRect(widget.mapTo(holder, QPoint(0, 0)), widget.size())
        area = holder.parentWidget()
        if isinstance(area, QAbstractScrollArea):
            across = area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            fits = across or (box.left() >= 0 and box.right() <= holder.width())
            return "" if fits else f"{box.getRect()} sticks out of {_name(area)} {holder.rect().getRect()}"
        if not holder.rect().contains(box):
            return f"{box.getRect()} sticks out of {_name(holder)} {holder.rect().getRect()}"
        holder = None if holder.isWindow() else holder.parentWidget()
    return ""


def _overlaps(window: QWidget) -> Iterator[str]:
    for parent in [window, *_shown(window)]:
        if isinstance(parent, QAbstractButton | CallLayer | ToastLayer | Overlay | QAbstractScrollArea):
            continue
        inside = [c for c in parent.children() if isinstance(c, QWidget) and c.isVisible() and not c.isWindow()]
        children = [child for child in inside if not isinstance(child, _FLOATING)]
        for one, other in combinations(children, 2):
            if one.geometry().intersects(other.geometry()):
                yield f"{_name(one)} lies on {_name(other)}"


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {_text(widget)!r}"
