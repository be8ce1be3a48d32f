"""The steps of an import: which column is what, what would happen, how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QGridLayout, QWidget

from memberpos.domain.import_map import CUSTOM, FIELDS, REFUSE, WARN, ImportMap, Source
from memberpos.domain.member_profile import CustomField
from memberpos.services.import_reading import Look
from memberpos.services.imports import ImportResult, Progress
from memberpos.store.scratch import StagedRow
from memberpos.ui.format import amount, count
from memberpos.ui.import_words import progress_words, target_words, verdict_words
from memberpos.ui.settings_pages.base import choice, choose, rename
from memberpos.ui.theme import Theme
from memberpos.ui.widgets.buttons import Button, ChoiceChip
from memberpos.ui.widgets.card import Card, EmptyState, FormRow, StatTile, column, row, scrolled
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.painted import ProgressBar
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import ElidedText, Text

#: Values of a column that are shown beside its heading.
EXAMPLES = 3
REFUSED, WARNING = "refused", "warning"


class MapPanel(Card):
    """One row a column of the file: heading, examples, and what it is. `told` gives the map."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(pad=0, spacing=0, parent=parent)
        self._look: Look | None = None
        self._own: tuple[CustomField, ...] = ()
        self._boxes: list[QComboBox] = []
        self._heads = (Text("", "small", "muted"), Text("", "small", "muted"), Text("", "small", "muted"))
        self._grid, self._body = QGridLayout(), QWidget()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._body.setLayout(column(self._grid, None, margins=(16, 12, 16, 12)))
        self._sheet, self._order = choice({"": ""}), choice({"ymd": "", "dmy": "", "mdy": ""})
        self._same, self._percent = choice({REFUSE: "", WARN: ""}), Field("0", latin=True, pattern=r"\d{0,3}")
        self._options = {
            "sheet": FormRow(self._sheet), "order": FormRow(self._order), "same": FormRow(self._same),
            "percent": FormRow(self._percent),
        }  # fmt: skip
        for name, line in self._options.items():
            line.field.setObjectName(f"import-{name}")
        options = row(*self._options.values(), spacing=16, margins=(16, 12, 16, 12))
        self.layout_.addWidget(scrolled(self._body), 1)
        self.layout_.addLayout(options)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        for text, words in zip(self._heads, (self.tr("Column"), self.tr("For example"), self.tr("Is")), strict=True):
            text.setText(words)
        self._options["sheet"].set(self.tr("Sheet"))
        self._options["order"].set(self.tr("Dates like 5/4/1990"))
        self._options["same"].set(self.tr("Members who are here already"))
        self._options["percent"].set(self.tr("Of the stored value, gift (%)"))
        unclear = self.tr("Refuse: say which is meant")
        rename(self._order, {"ymd": unclear, "dmy": self.tr("Day, month, year"), "mdy": self.tr("Month, day, year")})
        rename(self._same, {REFUSE: self.tr("Refuse"), WARN: self.tr("Take them over again, with a warning")})
        for box in self._boxes:
            rename(box, self._targets())

    def show_look(self, look: Look, own: Sequence[CustomField]) -> None:
        """The columns of a file, guessed as far as may be."""
        self._look, self._own = look, tuple(each for each in own if each.active)
        self._clear()
        for at, text in enumerate(self._heads):
            self._grid.addWidget(text, 0, at)
            text.show()
        places = look.told.places(look.headings)
        named = {place: name for name, place in places.items()}
        self._boxes = []
        for place, heading in enumerate(look.headings):
            self._add(place, heading, named.get(place, ""))
        self._sheet.clear()
        for name in look.sheets:
            self._sheet.addItem(name, name)
        choose(self._sheet, look.sheet)
        self._options["sheet"].setVisible(len(look.sheets) > 1)
        choose(self._order, look.told.date_order)
        choose(self._same, look.told.duplicates)
        self._percent.setText(str(look.told.bonus_percent))
        self._show_percent()

    def _add(self, place: int, heading: str, name: str) -> None:
        look = self._look
        assert look is not None
        examples = [cells[place] for cells in look.samples if place < len(cells) and cells[place]][:EXAMPLES]
        box = choice(self._targets())
        box.setObjectName(f"column-{place}")
        box.setMinimumWidth(230)
        choose(box, name)
        box.activated.connect(lambda _at, box=box: self._chosen(box))
        self._boxes.append(box)
        self._grid.addWidget(ElidedText(heading or "—", "strong"), place + 1, 0)
        self._grid.addWidget(ElidedText("  ·  ".join(examples), "body", "muted"), place + 1, 1)
        self._grid.addWidget(box, place + 1, 2)

    def _targets(self) -> dict[str, str]:
        own = {f"{CUSTOM}{each.code}": each.label for each in self._own}
        return {"": target_words(""), **{name: target_words(name) for name in FIELDS}, **own}

    def _chosen(self, box: QComboBox) -> None:
        """A field is in one column: the one that was it before is not any more."""
        name = box.currentData()
        for other in self._boxes:
            if other is not box and name and other.currentData() == name:
                choose(other, "")
        if name in ("stored", "principal"):
            for other in self._boxes:
                if other is not box and other.currentData() in ("stored", "principal"):
                    choose(other, "")
        self._show_percent()
        self.changed.emit()

    def _show_percent(self) -> None:
        """Only a total without a column of gifts can be split by a share."""
        chosen = {box.currentData() for box in self._boxes}
        self._options["percent"].setVisible("stored" in chosen and "bonus" not in chosen)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                if old not in self._heads:
                    old.deleteLater()

    @property
    def sheet_box(self) -> QComboBox:
        """Which sheet of a workbook."""
        return self._sheet

    def told(self) -> ImportMap:
        """The map as it is chosen."""
        look = self._look
        assert look is not None
        before = look.told.columns
        columns = {
            str(box.currentData()): _source(before.get(str(box.currentData())), place)
            for place, box in enumerate(self._boxes)
            if box.currentData()
        }
        percent = int(self._percent.text() or "0") if not self._options["percent"].isHidden() else 0
        return ImportMap(
            columns, look.told.values, look.sheet, look.header_row, look.told.encoding, str(self._order.currentData()),
            min(percent, 100), str(self._same.currentData()),
        )  # fmt: skip


def _source(before: Source | None, place: int) -> Source:
    """By its place: headings may stand twice. A width that a map gave stays."""
    return Source(place=place, width=before.width if before else 0)


class CheckedPanel(Card):
    """What an import would do: figures, sums, and the rows to look at. `wanted` asks for rows: (verdicts, from)."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(pad=0, spacing=0, parent=parent)
        self._result: ImportResult | None = None
        self._rows: list[StagedRow] = []
        self._tiles = {name: StatTile(tone=tone) for name, tone in (("ok", "brand"), (WARNING, ""), (REFUSED, ""))}
        self._sums = {name: StatTile() for name in ("cards", "principal", "bonus", "points")}
        self._chips = {name: ChoiceChip() for name in (REFUSED, WARNING)}
        self._group = QButtonGroup(self)
        for name, chip in self._chips.items():
            self._group.addButton(chip)
            chip.setMinimumHeight(36)
            chip.setObjectName(f"rows-{name}")
            chip.clicked.connect(lambda _on=False, name=name: self.wanted.emit(name))
        self.save = Button("", "F5", size="small")
        self._empty = EmptyState("check")
        columns = (Column("row", 80, number=True), Column("what", 300), Column("column", 160), Column("cells"))
        self.table = Table(columns, theme, self._empty)
        tiles = row(*self._tiles.values(), *self._sums.values(), spacing=10, margins=(16, 16, 16, 8))
        for at in range(tiles.count()):
            tiles.setStretch(at, 1)
        self.layout_.addLayout(tiles)
        self.layout_.addLayout(row(*self._chips.values(), None, self.save, spacing=6, margins=(16, 4, 16, 10)))
        self.layout_.addWidget(self.table, 1)
        self.layout_.addSpacing(10)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._chips[REFUSED].setText(self.tr("Refused"))
        self._chips[WARNING].setText(self.tr("To look at"))
        self.save.setText(self.tr("Refused rows as a sheet"))
        self.table.set_heads(self.tr("Row"), self.tr("What"), self.tr("Column"), self.tr("Cells"))
        self._empty.set(self.tr("Nothing here"), self.tr("Every row can be taken over as it is"))
        if self._result is not None:
            self.show_result(self._result)
            self.show_rows(self._rows)

    def show_result(self, result: ImportResult) -> None:
        """The figures."""
        self._result, sums = result, result.sums
        self._tiles["ok"].set(
            self.tr("Taken over"), count(sums.members), self.tr("of {rows} rows").format(rows=count(result.rows))
        )
        self._tiles[WARNING].set(self.tr("of them to look at"), count(result.warnings))
        self._tiles[REFUSED].set(self.tr("Refused"), count(result.refused), self.tr("correct and import again"))
        self._sums["cards"].set(self.tr("Cards"), count(sums.cards))
        self._sums["principal"].set(
            self.tr("Principal"), amount(sums.principal_fen), self.tr("compare with the old system")
        )
        self._sums["bonus"].set(self.tr("Gift"), amount(sums.bonus_fen))
        self._sums["points"].set(self.tr("Points"), count(sums.points))
        self.save.setVisible(result.refused > 0)
        self._chips[REFUSED].setChecked(True)

    def show_rows(self, rows: Sequence[StagedRow]) -> None:
        """The rows of the chosen kind."""
        self._rows = list(rows)
        lines = [
            Line(
                at,
                (
                    count(one.row),
                    Cell(verdict_words(one.code), "bad" if one.verdict == REFUSED else "warn"),
                    one.column,
                    Cell("  ·  ".join(cell for cell in one.cells if cell), "muted"),
                ),
            )
            for at, one in enumerate(rows)
        ]
        self.table.set_lines(lines, 0 if lines else None)


class RunningPanel(Card):
    """How far an import is; `cancel` stops it without a trace."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._words, self._remark = Text("", "cta", wrap=True), Text("", "body", "muted", wrap=True)
        self._bar = ProgressBar(tone="brand")
        self.cancel = Button("", "Esc")
        self.cancel.setObjectName("cancel-import")
        for text in (self._words, self._remark):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.layout_.addLayout(
            column(None, self._words, self._bar, self._remark, row(None, self.cancel, None), None, spacing=16)
        )
        self._progress = Progress("read", 0, 0)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.cancel.setText(self.tr("Cancel"))
        self._remark.setText(self.tr("Selling goes on meanwhile. Cancelled, nothing of the import is left."))
        self.show_progress(self._progress)

    def show_progress(self, progress: Progress) -> None:
        """Bar and words."""
        self._progress = progress
        self._words.setText(progress_words(progress))
        self._bar.set_part(progress.done / progress.total if progress.total else 0)
