"""The members of a list as a file: the right is asked for, the export is noted, and the file is written aside."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QWidget

from memberpos.domain.member_filter import MemberFilter
from memberpos.services import exports
from memberpos.store.database import Database
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.dialogs.save_as import SaveAsDialog
from memberpos.ui.format import count, day


def export_members(context: UiContext, window: QWidget, wanted: MemberFilter) -> None:
    """Asks where to, then writes; tells how many members it were."""
    now_ms = int(context.services["now_ms"]())
    name = QCoreApplication.translate("member_export", "Members {date}").format(date=day(now_ms, context.time_zone))
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
    see_phone = "member.see_phone" in context.shell.session().rights
    language = str(context.services["language"]())

    def write(path: Path) -> None:
        def work(db: Database) -> int:
            asked = exports.Members(wanted, see_phone=see_phone)
            return exports.write(db, "members", path, now_ms, language=language, members=asked)

        context.scan(work, done, None, window)

    def done(rows: int) -> None:
        said = QCoreApplication.translate("member_export", "{members} members written.")
        context.shell.toast(said.format(members=count(rows)))

    def choose(path: Path) -> None:
        run_approved(context, window, lambda use: exports.authorise(use, "members"), lambda _none: write(path))

    dialog = SaveAsDialog(window, folder / f"{name}.xlsx", exports.SUFFIXES)
    dialog.chosen.connect(choose)
    dialog.open()
