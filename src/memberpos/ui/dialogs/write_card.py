"""Giving a member a card: choose the number, write it, read it back, and only then issue it (decision 0061)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.devices.readings import CardPresented, Reading, Scan, WriteProgress, WriteResult
from memberpos.domain import cards as card_rules
from memberpos.domain.errors import PosError
from memberpos.services import cards
from memberpos.services.cards import CardDone
from memberpos.services.results import MemberProfile, Presented
from memberpos.services.use import Use
from memberpos.store.database import Database
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import grouped, person
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.card import FormRow, column, row
from memberpos.ui.widgets.card_terms import CardTerms
from memberpos.ui.widgets.inputs import Field, MoneyEdit
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.painted import Icon, Toggle, set_tone
from memberpos.ui.widgets.pay_ways import PayWays
from memberpos.ui.widgets.steps import Steps
from memberpos.ui.widgets.text import Text

_USED = frozenset({card_rules.ACTIVE, card_rules.LOST, card_rules.REPLACED, card_rules.RETURNED, card_rules.VOID})
_BLANK = frozenset({"unknown", card_rules.STOCK, card_rules.ENCODED, card_rules.READY})
_DIGITS = r"[0-9A-Za-z-]{0,32}"
CHOOSE, WRITE, VERIFY, ISSUE, FAILED, CANCELLING = "choose", "write", "verify", "issue", "failed", "cancelling"
_AT = {WRITE: 0, CANCELLING: 0, VERIFY: 1, ISSUE: 2}


class WriteCardDialog(Dialog):
    """A card for `profile`, or the one that takes the place of card `replaces`. `issued` carries the `CardDone`.

    With a card writer the number is written and read back first; without one (or when the card says its number by
    itself) a printed number is issued at once. Nothing is booked before the card is proved.
    """

    issued = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile, replaces: str = "") -> None:
        super().__init__(window, width_px=560)
        self._context, self._profile, self._replaces = context, profile, replaces
        self._has_writer = bool(context.services["has_writer"]())
        self.state, self._failed_at, self._problem = CHOOSE, 0, PosError("cancelled")
        self._held, self._uid = False, ""
        self._number = Field(latin=True, pattern=_DIGITS)
        self._number.setObjectName("card-number")
        self._number.setMinimumHeight(48)
        self._row = FormRow(self._number)
        self._number.textEdited.connect(lambda _text: self._typed())
        self._write, self._write_name = Toggle(on=self._has_writer), Text("", "strong")
        self._write.setObjectName("write-toggle")
        self._write.toggled.connect(lambda _on: self._show())
        self._fee, self._ways, self._terms = MoneyEdit(), PayWays(), CardTerms()
        self._fee.setObjectName("fee")
        self._fee_row = FormRow(self._fee)
        self._fee.fen_changed.connect(lambda _fen: self._show())
        self._terms.changed.connect(self.arrange)
        self._event_id = str(context.services["new_id"]())
        self._choosing, self._writing = QWidget(), QWidget()
        self._lay_out()
        self.retranslate()
        context.read(cards.next_in_stock, self._propose, None, self)

    def _lay_out(self) -> None:
        self._toggle_line = QWidget()
        self._toggle_line.setLayout(row(self._write_name, None, self._write))
        parts = (self._row, self._toggle_line, self._terms, self._fee_row, self._ways)
        self._choosing.setLayout(column(*parts, spacing=12))
        self._toggle_line.setVisible(self._has_writer)
        self._fee_row.setVisible(bool(self._replaces))
        self._terms.setVisible(not self._replaces)
        self._steps = Steps(3)
        self._icon = Icon("card", 48, "brand")
        self._now, self._hint = Text("", "cta", wrap=True), Text("", "body", "muted", wrap=True)
        words = row(self._icon, column(self._now, self._hint, spacing=4), spacing=16)
        words.setStretch(1, 1)
        self._writing.setLayout(column(self._steps, 8, words, spacing=12))
        self.body.addWidget(self._choosing)
        self.body.addWidget(self._writing)

    # --- dialog -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """All words anew."""
        hint = self.tr("Proposed from stock. You may type, scan or swipe another one.")
        self._row.set(self.tr("Card number"), hint)
        self._write_name.setText(self.tr("Write the card on the card writer"))
        self._write.setText(self._write_name.text())
        self._fee_row.set(self.tr("Fee"), self.tr("Leave empty for none"))
        self._ways.set_name(self.tr("Fee paid by"))
        self._terms.retranslate()
        self._steps.set_names((self.tr("Write"), self.tr("Read back"), self.tr("Issue")))
        self._show()

    def first_field(self) -> QWidget | None:
        return self._number if self.state == CHOOSE else None

    def keys(self) -> Sequence[KeyHint]:
        """Esc goes back one step; F5 to F7 choose how the fee is paid."""
        ways = self._ways.keys() if self.state == CHOOSE and self._fee_fen() else ()
        return (*ways, KeyHint("Esc", self.tr("Back"), self.reject))

    def on_reading(self, reading: Reading) -> bool:
        """A swiped or scanned number while choosing; what the writer says while writing."""
        if isinstance(reading, WriteProgress):
            self._progress(reading)
        elif isinstance(reading, WriteResult):
            self._ended(reading)
        elif self.state == CHOOSE and isinstance(reading, CardPresented):
            self._card(reading)
        elif self.state == CHOOSE and isinstance(reading, Scan) and reading.purpose == "code":
            self._look_up(reading.text)
        else:
            return False
        return True

    def accept(self) -> None:
        """The next step: write, issue, or try again."""
        if self.state in (CHOOSE, FAILED) and self.next.isEnabled():
            self._begin()

    def reject(self) -> None:
        """Back: an order to the writer is called off first; a second time closes."""
        if self.state in (WRITE, VERIFY) and self._context.services["cancel_card"]():
            self._go(CANCELLING)
        elif self.state == FAILED:
            self._go(CHOOSE)
            self._number.setFocus()
        elif self.state != ISSUE:
            self.finish(False)

    # --- choosing ---------------------------------------------------------------------------------------------------

    def number(self) -> str:
        """The number chosen."""
        return self._number.text().strip().upper()

    def _propose(self, number: str | None) -> None:
        if number and not self._number.text():
            self._number.setText(number)
            self._number.selectAll()

    def _card(self, reading: CardPresented) -> None:
        """A blank chip at a writer is about to get the number that is chosen; else its own number is taken."""
        blank = reading.kind == "uid" and self._has_writer and self._write.isChecked() and self.number()
        if reading.text and not blank:
            self._look_up(reading.text, reading.others, uid=reading.uid, own=reading.kind == "uid")

    def _typed(self) -> None:
        """Another number: no longer that of the card that was presented."""
        self._uid = ""
        self._row.set_error("")

    def _look_up(self, text: str, others: Sequence[str] = (), *, uid: str = "", own: bool = False) -> None:
        """`uid`: of the chip that was presented; `own`: the number is the chip's, there is nothing to write."""
        self._uid = uid
        now_ms = int(self._context.services["now_ms"]())
        self._context.read(
            lambda db: cards.look_up(db, text, now_ms, others), lambda seen: self._seen(seen, own=own), None, self
        )

    def _seen(self, seen: Presented, *, own: bool) -> None:
        if self.state != CHOOSE:
            return
        self._number.setText(seen.number)
        if seen.verdict not in _BLANK:
            self._refuse(seen.verdict)
        else:
            self._write.setChecked(self._has_writer and seen.verdict == "unknown" and not own)
            self._row.set_error("")

    def _refuse(self, verdict: str) -> None:
        if verdict == "bad_mac":
            self._row.set_error(self.tr("This card was not made by this shop. Take another one."))
        else:
            self._row.set_error(self.tr("This number is in use already. Take another one."))
        self.arrange()

    def _begin(self) -> None:
        number, written = self.number(), self._write.isChecked()
        if not number:
            self._row.set_error(self.tr("Enter a card number."))
            self.arrange()
            return
        if not self._terms.check():
            return
        if written and not (number.isdigit() and len(number) <= card_rules.MAX_NUMBER):
            self._row.set_error(self.tr("Only digits can be written on a card."))
            self.arrange()
            return
        self.next.setEnabled(False)

        def prepare(db: Database) -> tuple[str, tuple[str, str, str]]:
            return cards.verify(db, number)[0], cards.encoding(db, number) if written else ("", "", "")

        self._context.read(prepare, self._prepared, self._fail, self)

    def _prepared(self, found: tuple[str, tuple[str, str, str]]) -> None:
        state, tracks = found
        self.next.setEnabled(True)
        if state in _USED:
            self._go(CHOOSE)
            self._refuse(state)
        elif not any(tracks):
            self._issue()
        elif self._context.services["write_card"](tracks):
            self._go(WRITE)
        else:
            self._fail(PosError("device_lost"))

    # --- writing ----------------------------------------------------------------------------------------------------

    def _progress(self, progress: WriteProgress) -> None:
        if self.state in (WRITE, VERIFY):
            self._held = progress.step.startswith("hold")
            self._go(VERIFY if progress.step.endswith("to_verify") else WRITE)

    def _ended(self, result: WriteResult) -> None:
        """Only a verified card is issued; one whose writing was called off is not, even if it was written."""
        if self.state == CANCELLING:
            self._go(CHOOSE)
            self._number.setFocus()
        elif self.state in (WRITE, VERIFY) and result.ok:
            self._uid = str(result.facts.get("uid", ""))
            self._issue()
        elif self.state in (WRITE, VERIFY):
            self._fail(PosError(result.code or "card_write_failed"))

    def _fee_fen(self) -> int:
        return (self._fee.fen() or 0) if self._replaces else 0

    def _issue(self) -> None:
        self._go(ISSUE)
        number, member_id, replaces, terms = self.number(), self._profile.member_id, self._replaces, self._terms
        fee_fen, way, event_id, uid = self._fee_fen(), self._ways.chosen(), self._event_id, self._uid
        role, limit_fen, password = terms.role(), terms.day_limit_fen(), terms.password()

        def work(use: Use) -> CardDone:
            if replaces:
                return cards.replace_card(use, replaces, number, fee_fen, way, event_id, uid)
            return cards.issue(use, member_id, number, role, limit_fen, password, uid)

        run_approved(self._context, self, work, self._issued, self._fail)

    def _issued(self, done: CardDone) -> None:
        if done.slip:
            self._context.services["print_event"](done.event_id, self._fee_fen() > 0 and self._ways.chosen() == "cash")
        self._context.shell.toast(self.tr("Card {number} is issued.").format(number=grouped(done.number)))
        self.finish(True)
        self.issued.emit(done)

    def _fail(self, error: PosError) -> None:
        self._failed_at, self._problem = _AT.get(self.state, 0), error
        if self._write.isChecked():
            self._go(FAILED)
            return
        words = message(error, self._context.currency)
        self._go(CHOOSE)
        self._row.set_error(f"{words.sentence} {words.next_step}")
        self.arrange()

    # --- looks ------------------------------------------------------------------------------------------------------

    def _go(self, state: str) -> None:
        self.state = state
        if state != CHOOSE:
            self.setFocus()  # the field is about to be hidden: its keys must not go to what lies below
        self._show()

    def _show(self) -> None:
        choosing = self.state == CHOOSE
        self._choosing.setVisible(choosing)
        self._writing.setVisible(not choosing)
        self._steps.setVisible(self._write.isChecked())
        self._ways.setVisible(self._fee_fen() > 0)
        at = self._failed_at if self.state == FAILED else _AT.get(self.state, 0)
        self._steps.show_at(at, failed=self.state == FAILED)
        now, hint = self._words()
        self._now.setText(now)
        self._hint.setText(hint)
        bad = self.state == FAILED
        self._icon.set_icon("alert" if bad else "card")
        set_tone(self._icon, "bad" if bad else "brand")
        self.next.setEnabled(self.state in (CHOOSE, FAILED))
        title = self.tr("New card in place of {number}").format(number=grouped(self._replaces))
        self.set_texts(
            title if self._replaces else self.tr("Issue a card"),
            self._next_words(),
            self._back_words(),
            person(self._profile.name),
        )

    def _words(self) -> tuple[str, str]:
        if self.state == FAILED:
            words = message(self._problem, self._context.currency)
            return words.sentence, words.next_step
        number = self.tr("Number {number}").format(number=grouped(self.number()))
        if self._held and self.state == WRITE:
            return self.tr("Hold the new card to the reader and leave it there"), number
        if self._held and self.state == VERIFY:
            return self.tr("Checking: leave the card at the reader"), number
        return {
            WRITE: (self.tr("Swipe the new card to write it"), number),
            VERIFY: (self.tr("Swipe it once more to check it"), number),
            ISSUE: (self.tr("Issuing …"), number),
            CANCELLING: (self.tr("Calling it off …"), self.tr("Press Esc again to leave.")),
        }.get(self.state, ("", ""))

    def _next_words(self) -> str:
        if self.state == FAILED:
            return self.tr("Try again")
        if self.state != CHOOSE:
            return ""
        return self.tr("Write card") if self._write.isChecked() else self.tr("Issue card")

    def _back_words(self) -> str:
        if self.state in (WRITE, VERIFY):
            return self.tr("Cancel")
        return self.tr("Other number") if self.state == FAILED else self.tr("Back")
