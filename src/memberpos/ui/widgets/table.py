"""A list of rows: numbers at the right, one row chosen, a sentence where there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from memberpos.ui import fonts
from memberpos.ui.theme import Theme
from memberpos.ui.widgets.card import EmptyState

_AnyIndex = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column:
    """`width_px` 0 takes a share of the spare room; `number` stands at the right."""

    name: str
    width_px: int = 0
    number: bool = False


@dataclass(frozen=True)
class Cell:
    """A text with a tone of app.qss ("muted", "bad", "gold" …) and weight; `badge` puts it on a soft ground."""

    text: str
    tone: str = ""
    strong: bool = False
    badge: bool = False


@dataclass(frozen=True)
class Line:
    """One row; `id` is what the table's signals carry."""

    id: Any
    cells: tuple[str | Cell, ...]
    strong: bool = False


class Lines(QAbstractTableModel):
    """Rows held in memory; for some hundred at most (bigger lists bring their own model)."""

    def __init__(self, columns: Sequence[Column], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns, self._theme = tuple(columns), theme
        self._heads: tuple[str, ...] = ("",) * len(columns)
        self._lines: tuple[Line, ...] = ()

    def set_heads(self, heads: Sequence[str]) -> None:
        """Column titles in the user's language."""
        self._heads = tuple(heads)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def add_lines(self, lines: Sequence[Line]) -> None:
        """Show more rows below."""
        at = len(self._lines)
        self.beginInsertRows(QModelIndex(), at, at + len(lines) - 1)
        self._lines = (*self._lines, *lines)
        self.endInsertRows()

    def line(self, row: int) -> Line | None:
        """The row, None outside."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def cell(self, index: _AnyIndex) -> Cell:
        """What stands at a place."""
        line = self.line(index.row())
        cell = line.cells[index.column()] if line is not None else ""
        return Cell(cell) if isinstance(cell, str) else cell

    def rowCount(self, parent: _AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: _AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[section].number else _LEFT
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[index.column()].number else _LEFT
        if role == Qt.ItemDataRole.FontRole:
            line = self.line(index.row())
            return fonts.role("strong" if cell.strong or (line is not None and line.strong) else "body")
        return self._tone(cell.tone) if role == Qt.ItemDataRole.ForegroundRole and cell.tone else None

    def _tone(self, tone: str) -> QColor:
        return self._theme.color({"muted": "ink-2", "faint": "ink-3", "brand": "brand-text"}.get(tone, tone))


class BadgePainter(QStyledItemDelegate):
    """Draws cells that are badges as `widgets.Badge` looks; the others as they are."""

    def __init__(self, lines: Lines, theme: Theme) -> None:
        super().__init__(lines)
        self._lines, self._theme = lines, theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        cell = self._lines.cell(index)
        if not cell.badge or not cell.text:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        self._draw(painter, option.rect.adjusted(10, 0, -10, 0), cell)

    def _draw(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        font = fonts.role("badge")
        text = QFontMetrics(font).elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width() - 16)
        box = QRectF(room.left(), room.center().y() - 10, QFontMetrics(font).horizontalAdvance(text) + 16, 22)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(f"{cell.tone}-soft" if cell.tone else "neutral-soft"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(self._theme.color({"brand": "brand-text", "": "ink-2"}.get(cell.tone, cell.tone)))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


class Table(QTableView):
    """A list. `chosen` carries a row's id when the choice moves, `opened` on Enter or double click, `head_clicked` the
    name of a column whose title was pressed (if `sortable`). `lines`: a model that reads its rows as they are seen.
    """

    chosen = Signal(object)
    opened = Signal(object)
    head_clicked = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column],
        theme: Theme,
        empty: EmptyState | None = None,
        parent: QWidget | None = None,
        *,
        lines: Lines | None = None,
        sortable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.lines = lines or Lines(columns, theme, self)
        self._empty = empty
        if empty is not None:
            empty.setParent(self)
            empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self._look(theme)
        self.setModel(self.lines)
        self.setItemDelegate(BadgePainter(self.lines, theme))
        self.lines.modelReset.connect(self._show_empty)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.horizontalHeader().setSectionsClickable(sortable)
        self.horizontalHeader().sectionClicked.connect(lambda at: self.head_clicked.emit(self.lines.columns[at].name))

    def _look(self, theme: Theme) -> None:
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(fonts.role("body"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.size("row"))
        head = self.horizontalHeader()
        head.setFont(fonts.role("small"))
        head.setFixedHeight(theme.size("header"))
        head.setHighlightSections(False)
        head.setMinimumSectionSize(40)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Also give the columns their widths and follow the choice."""
        super().setModel(model)
        head = self.horizontalHeader()
        for place, column in enumerate(self.lines.columns):
            mode = QHeaderView.ResizeMode.Fixed if column.width_px else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(place, mode)
            if column.width_px:
                head.resizeSection(place, column.width_px)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def set_heads(self, *heads: str) -> None:
        """Column titles in the user's language, left to right."""
        self.lines.set_heads(heads)

    def set_lines(self, lines: Sequence[Line], choose: Any = None) -> None:
        """Show other rows and choose the one with id `choose`."""
        self.lines.set_lines(lines)
        row = next((at for at, line in enumerate(lines) if choose is not None and line.id == choose), -1)
        if row >= 0:
            self.selectRow(row)

    def choice(self) -> Any:
        """Id of the chosen row, None if none."""
        line = self.lines.line(self.currentIndex().row())
        return line.id if line else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_empty()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Polish:
            self._show_empty()
        return super().event(event)

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if line := self.lines.line(current.row()):
            self.chosen.emit(line.id)

    def _open(self, row: int) -> None:
        if line := self.lines.line(row):
            self.opened.emit(line.id)

    def _show_empty(self) -> None:
        if self._empty is None:
            return
        top = self.horizontalHeader().height()
        self._empty.setGeometry(0, top, self.width(), max(self.height() - top, 0))
        self._empty.setVisible(self.model() is not None and self.model().rowCount() == 0)
