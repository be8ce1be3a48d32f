"""Papers from the window to the printer: read from the books, queued, shown before they are printed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from PySide6.QtCore import QObject, Signal

from memberpos.domain.errors import PosError
from memberpos.printing.content import Content
from memberpos.printing.worker import SpoolState
from memberpos.services.use import Use
from memberpos.store.database import Database
from memberpos.till import Till
from memberpos.ui.background import Background


class Papers(QObject):
    """The window never waits for paper. `refused` carries why nothing prints, once for each reason; `has_printer` and
    `language` say what is so at the time of asking. A till without a printer prints no receipts.
    """

    refused = Signal(object)

    def __init__(
        self,
        till: Till,
        background: Background,
        has_printer: Callable[[], bool],
        language: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._till, self._background, self._has_printer, self._language = till, background, has_printer, language
        self._told = ""

    def print_event(
        self, event_id: str, drawer: bool = False, failed: Callable[[PosError], object] | None = None
    ) -> None:
        """Queues the paper of a committed event; with `drawer` the drawer opens with it."""
        if not self._has_printer():
            return
        language = self._language()

        def work(db: Database) -> Content:
            from memberpos.services import receipts

            return Content(receipts.paper(db, event_id), language, drawer)

        def queue(content: Content) -> None:
            self._background.aside(lambda: self._till.queue_paper(content, event_id), None, failed, self)

        self._background.read(work, queue, failed, self)

    def print_copy(self, event_id: str) -> None:
        """Prints a paper again: audited and counted before it is queued; the spool marks the copy."""
        if not self._has_printer():
            return

        def note(use: Use) -> None:
            from memberpos.services.reprint import reprint

            reprint(use, event_id)

        self._background.run(note, lambda _none: self.print_event(event_id), None, self)

    def print_document(self, content: Content, event_id: str = "") -> None:
        """Queues a paper that is no event's (X report, end of day)."""
        self._background.aside(lambda: self._till.queue_paper(content, event_id), None, None, self)

    def print_test(self) -> None:
        """A page that shows what the printer can do."""
        language = self._language()

        def work(db: Database) -> Content:
            from memberpos.services import receipts

            return Content(receipts.test_page(db, self._till.now_ms()), language, False)

        self._background.read(work, self.print_document, None, self)

    def picture(self, db: Database, event_id: str) -> bytes:
        """PNG of an event's paper for the preview; called on the reader thread."""
        from memberpos.printing import raster
        from memberpos.printing.kinds import kind_of
        from memberpos.printing.render import lay_out
        from memberpos.printing.template import template_for
        from memberpos.services import receipts

        document, press, language = receipts.paper(db, event_id), self._till.press(), self._language()
        template, _ = template_for(kind_of(document), press.own)
        lines = lay_out(document, template, language, press.profile.columns, drawer=False)
        out = BytesIO()
        raster.paper_png(lines, press.profile.columns, raster.pen_for(language)).save(out, "PNG")
        return out.getvalue()

    def heard(self, state: SpoolState) -> None:
        """The print queue changed. Its retries say the same again; people hear it once until the queue is empty."""
        if state.blocked and state.blocked != self._told:
            self._told = state.blocked
            self.refused.emit(PosError(state.blocked))
        elif not state.blocked and not state.tally.queued and not state.tally.sent:
            self._told = ""
