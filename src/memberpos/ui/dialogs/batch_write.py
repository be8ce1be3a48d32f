"""Writing the cards of a batch one after another: each is written, read back, compared, and then ready."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.devices.readings import Reading, WriteProgress, WriteResult
from memberpos.domain.errors import PosError
from memberpos.services import card_batches, cards
from memberpos.services.card_batches import BatchView, Written
from memberpos.store.database import Database
from memberpos.ui.context import UiContext
from memberpos.ui.format import count, grouped
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.card import FactRow, column, row
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.painted import Icon, set_tone
from memberpos.ui.widgets.steps import Steps
from memberpos.ui.widgets.text import Text

READING, WRITE, VERIFY, KEEPING, FAILED, CANCELLING, DONE = (
    "reading", "write", "verify", "keeping", "failed", "cancelling", "done",
)  # fmt: skip
_AT = {WRITE: 0, VERIFY: 1, KEEPING: 2, DONE: 3}
Order = tuple[str, tuple[str, str, str]]


class WriteBatchDialog(Dialog):
    """Goes on where the batch stopped, until all are ready or it is called off. `progressed` after each card."""

    progressed = Signal()

    def __init__(self, window: QWidget, context: UiContext, batch: BatchView) -> None:
        super().__init__(window, width_px=560)
        self._context, self._batch = context, batch
        self.state, self.number, self._failed_at = READING, "", 0
        self._problem = PosError("cancelled")
        self._done_here = 0
        self._steps = Steps(3)
        self._icon = Icon("card", 48, "brand")
        self._now, self._hint = Text("", "cta", wrap=True), Text("", "body", "muted", wrap=True)
        self._left, self._made = FactRow(), FactRow()
        words = row(self._icon, column(self._now, self._hint, spacing=4), spacing=16)
        words.setStretch(1, 1)
        self.body.addLayout(column(self._steps, 8, words, 8, self._made, self._left, spacing=10))
        self.retranslate()
        self._begin()

    # --- dialog -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """All words anew."""
        self._steps.set_names((self.tr("Write"), self.tr("Read back"), self.tr("Ready")))
        self._show()

    def keys(self) -> Sequence[KeyHint]:
        """Esc calls it off; what is ready stays so."""
        return (KeyHint("Esc", self.tr("Stop"), self.reject),)

    def on_reading(self, reading: Reading) -> bool:
        """What the writer says."""
        if isinstance(reading, WriteProgress):
            self._progress(reading)
        elif isinstance(reading, WriteResult):
            self._ended(reading)
        else:
            return False
        return True

    def accept(self) -> None:
        """Tries the same card again, or leaves when all are done."""
        if self.state == FAILED:
            self._begin()
        elif self.state == DONE:
            self.finish(True)

    def reject(self) -> None:
        """An order to the writer is called off first; a second time leaves."""
        if self.state in (WRITE, VERIFY) and self._context.services["cancel_card"]():
            self._go(CANCELLING)
        elif self.state != KEEPING:
            self.finish(False)

    # --- one card after another -------------------------------------------------------------------------------------

    def _begin(self) -> None:
        batch_id = self._batch.batch_id
        self._go(READING)

        def prepare(db: Database) -> Order:
            number = card_batches.next_to_write(db, batch_id)
            return number, cards.encoding(db, number) if number else ("", "", "")

        self._context.read(prepare, self.order, self._fail, self)

    def order(self, order: Order) -> None:
        """The next card and its tracks; "" = all are done."""
        self.number, tracks = order
        if not self.number:
            self._go(DONE)
        elif self._context.services["write_card"](tracks):
            self._go(WRITE)
        else:
            self._fail(PosError("device_lost"))

    def _progress(self, progress: WriteProgress) -> None:
        if self.state not in (WRITE, VERIFY):
            return
        if progress.step == "swipe_to_verify" and self.state == WRITE:
            number = self.number
            self._context.run(lambda use: card_batches.written(use, number), None, self._fail, self)
        self._go(VERIFY if progress.step == "swipe_to_verify" else WRITE)

    def _ended(self, result: WriteResult) -> None:
        if self.state == CANCELLING:
            self.finish(False)
        elif self.state in (WRITE, VERIFY) and result.ok:
            self._go(KEEPING)
            number = self.number
            self._context.run(lambda use: card_batches.proved(use, number), self._kept, self._fail, self)
        elif self.state in (WRITE, VERIFY):
            self._fail(PosError(result.code or "card_write_failed"))

    def _kept(self, done: Written) -> None:
        self._done_here += 1
        self.progressed.emit()
        if done.next_number:
            self._begin()
        else:
            self._go(DONE)

    def _fail(self, error: PosError) -> None:
        self._failed_at, self._problem = _AT.get(self.state, 0), error
        self._go(FAILED)

    # --- looks ------------------------------------------------------------------------------------------------------

    def _go(self, state: str) -> None:
        self.state = state
        self._show()

    def _show(self) -> None:
        failed = self.state == FAILED
        self._steps.show_at(self._failed_at if failed else _AT.get(self.state, 0), failed=failed)
        now, hint = self._words()
        self._now.setText(now)
        self._hint.setText(hint)
        self._icon.set_icon("alert" if failed else "check" if self.state == DONE else "card")
        set_tone(self._icon, "bad" if failed else "ok" if self.state == DONE else "brand")
        ready = self._batch.ready + self._batch.issued + self._done_here
        self._made.set(self.tr("Ready"), f"{count(ready)} / {count(self._batch.made)}")
        self._left.set(self.tr("Still to write"), count(self._batch.waiting - self._done_here))
        self.next.setEnabled(self.state in (FAILED, DONE))
        nexts = {FAILED: self.tr("Try again"), DONE: self.tr("Done")}
        back = "" if self.state == DONE else self.tr("Stop")
        span = self.tr("{first} to {last}").format(first=grouped(self._batch.first), last=grouped(self._batch.last))
        self.set_texts(self.tr("Write cards"), nexts.get(self.state, ""), back, span)

    def _words(self) -> tuple[str, str]:
        number = self.tr("Number {number}").format(number=grouped(self.number)) if self.number else ""
        if self.state == FAILED:
            words = message(self._problem, self._context.currency)
            return words.sentence, words.next_step
        return {
            WRITE: (self.tr("Swipe a blank card to write it"), number),
            VERIFY: (self.tr("Swipe it once more to check it"), number),
            KEEPING: (self.tr("Ready"), number),
            CANCELLING: (self.tr("Calling it off …"), self.tr("Press Esc again to leave.")),
            DONE: (self.tr("All cards of the batch are ready"), self.tr("They can be issued now.")),
        }.get(self.state, (self.tr("One moment …"), number))
