"""The first passwords of a batch as a paper, to be cut and handed out with the cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from memberpos.printing.content import Content
from memberpos.printing.documents import Head, TablePaper, TextTable
from memberpos.ui.context import UiContext
from memberpos.ui.format import clock, day


def password_paper(span: str, listed: Sequence[tuple[str, str]], context: UiContext) -> Content:
    """(number, password) of each card, under the batch's numbers."""
    now_ms, zone = int(context.services["now_ms"]()), context.time_zone
    title = QCoreApplication.translate("batches", "First passwords")
    columns = (QCoreApplication.translate("batches", "Card"), QCoreApplication.translate("batches", "Password"))
    who = context.shell.session().staff_name
    head = Head(shop=title, date=day(now_ms, zone), time=clock(now_ms, zone), cashier=who)
    paper = TablePaper(head, span, blocks=(TextTable("", columns, tuple(listed)),))
    return Content(paper, str(context.services["language"]()))
