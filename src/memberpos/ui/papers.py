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
from memberpos.store.print_jobs import PrintJobRow
from memberpos.till import Till
from memberpos.ui.background import Background

#: States of papers that nobody has.
_OFF_PAPER = ("held", "failed")


class Papers(QObject):
    """The window never waits for paper. `refused` carries why nothing prints, once for each reason, `asked` how many
    papers wait for a person's word; `has_printer(slot)` and `language` say what is so at the time of asking. A till
    without a printer prints no receipts; labels go to the receipt printer when there is no other.
    """

    refused = Signal(object)
    asked = Signal(int)

    def __init__(
        self,
        till: Till,
        background: Background,
        has_printer: Callable[[str], bool],
        language: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._till, self._background, self._has_printer, self._language = till, background, has_printer, language
        self._told: dict[str, str] = {}
        self._held: dict[str, int] = {}

    def print_event(
        self, event_id: str, drawer: bool = False, failed: Callable[[PosError], object] | None = None
    ) -> None:
        """Queues the paper of a committed event; with `drawer` the drawer opens with it."""
        if not self._has_printer("printer"):
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
        if not self._has_printer("printer"):
            return
        self._note_reprint(event_id, lambda _none: self.print_event(event_id))

    def print_document(self, content: Content, event_id: str = "") -> None:
        """Queues a paper that is no event's (X report, end of day)."""
        self._queue(content, event_id, "printer")

    def print_test(self, slot: str = "printer") -> None:
        """A page that shows what the printer of this slot can do."""
        language = self._language()

        def work(db: Database) -> Content:
            from memberpos.services import receipts

            return Content(receipts.test_page(db, self._till.now_ms()), language, False)

        self._background.read(work, lambda content: self._queue(content, "", slot), None, self)

    def print_label(self, number: str) -> None:
        """A label for a card, on the label printer if there is one."""
        slot = "label" if self._has_printer("label") else "printer"
        if not self._has_printer(slot):
            self.refused.emit(PosError("printer_offline"))
            return
        language = self._language()

        def work(db: Database) -> Content:
            from memberpos.services import receipts

            return Content(receipts.card_label(db, number, self._till.now_ms()), language, False)

        self._background.read(work, lambda content: self._queue(content, "", slot), None, self)

    def _queue(self, content: Content, event_id: str, slot: str) -> None:
        self._background.aside(lambda: self._till.queue_paper(content, event_id, slot), None, None, self)

    # --- papers that a person decides about ---------------------------------------------------------------------------

    def open_jobs(self) -> list[PrintJobRow]:
        """What waits or has to be looked at; not for the UI thread."""
        return self._till.spool.open_jobs()

    def decide(self, job: PrintJobRow, what: str, then: Callable[[], object]) -> None:
        """`print` a held or failed job, or once more one nobody is sure of (audited, marked as a copy); `printed`: it
        is on paper; `drop` it. `then` is called when that is written down.
        """
        spool = self._till.labels if job.printer else self._till.spool
        press = self._till.presses["label" if job.printer else "printer"]

        def work() -> None:
            if what == "print" and job.state in _OFF_PAPER:
                spool.let_go(job.id)
            elif what == "print":
                spool.reprint(job.id)
                spool.mark(job.id, "dropped")
            else:
                spool.mark(job.id, "confirmed" if what == "printed" else "dropped")
            press.wake()

        def do(_none: object = None) -> None:
            self._background.aside(work, lambda _done: then(), None, self)

        if what == "print" and job.state not in _OFF_PAPER and job.event_id:
            self._note_reprint(job.event_id, do)
        else:
            do()

    def _note_reprint(self, event_id: str, then: Callable[[object], object]) -> None:
        def note(use: Use) -> None:
            from memberpos.services.reprint import reprint

            reprint(use, event_id)

        self._background.run(note, then, None, self)

    def picture(self, db: Database, event_id: str) -> bytes:
        """PNG of an event's paper for the preview; called on the reader thread."""
        from memberpos.printing.kinds import kind_of
        from memberpos.printing.render import lay_out
        from memberpos.printing.template import template_for
        from memberpos.services import receipts

        document, press, language = receipts.paper(db, event_id), self._till.press(), self._language()
        template, _ = template_for(kind_of(document), press.own)
        lines = lay_out(document, template, language, press.profile.columns, drawer=False)
        out = BytesIO()
        press.shown(lines, language).save(out, "PNG")
        return out.getvalue()

    def heard(self, state: SpoolState) -> None:
        """A print queue changed. Its retries say the same again; people hear it once until the queue is empty."""
        told, held = self._told.get(state.printer, ""), self._held.get(state.printer, 0)
        if state.blocked and state.blocked != told:
            self._told[state.printer] = state.blocked
            self.refused.emit(PosError(state.blocked))
        elif not state.blocked and not state.tally.queued and not state.tally.sent:
            self._told[state.printer] = ""
        self._held[state.printer] = state.tally.held
        if state.tally.held > held:
            self.asked.emit(sum(self._held.values()))
