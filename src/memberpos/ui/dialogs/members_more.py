"""What the list of members can do besides: files, and saved filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.member_filter import MemberFilter
from memberpos.services import saved_filters
from memberpos.store.member_filters import SavedFilter
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.pick import Choice, PickDialog
from memberpos.ui.member_export import export_members


class MoreDialog(PickDialog):
    """`picked_filter` carries a SavedFilter to show; `left` hears of those that stay when one is removed, which may be
    after this dialog is gone.
    """

    picked_filter = Signal(object)

    def __init__(
        self,
        window: QWidget,
        context: UiContext,
        saved: Sequence[SavedFilter],
        wanted: MemberFilter,
        left: Callable[[Sequence[SavedFilter]], object],
    ) -> None:
        super().__init__(window, context, "")
        self._window, self._saved, self._wanted, self._left = window, tuple(saved), wanted, left
        self.show_choices(self._all_choices())
        self.picked.connect(self._do)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._heading = self.tr("Members")
        super().retranslate()

    def _all_choices(self) -> list[Choice]:
        choices = [Choice("export", self.tr("Export this list"), self.tr("XLSX, CSV or JSON"))]
        if "import.make" in self._context.shell.session().rights:
            choices.append(Choice("import", self.tr("Import members"), self.tr("From another system's table")))
        choices += [Choice(one, one.name, self.tr("Saved filter")) for one in self._saved]
        removing = self.tr("Remove filter {name}")
        return [*choices, *(Choice(("remove", one), removing.format(name=one.name)) for one in self._saved)]

    def _do(self, what: object) -> None:
        if what == "export":
            export_members(self._context, self._window, self._wanted)
        elif what == "import":
            self._context.shell.go("import")
        elif isinstance(what, SavedFilter):
            self.picked_filter.emit(what)
        elif isinstance(what, tuple):
            self._remove(what[1])

    def _remove(self, saved: SavedFilter) -> None:
        stay, left = [one for one in self._saved if one.id != saved.id], self._left
        self._context.run(lambda use: saved_filters.remove(use, saved.id), lambda _none: left(stay), None, self._window)
