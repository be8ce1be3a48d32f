"""What a member agrees to, purpose by purpose, with the words and their version."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.domain.member_profile import ConsentText
from memberpos.services import consents
from memberpos.services.member_details import MemberDetails
from memberpos.ui.consent_words import consent_words, purpose_words
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import day
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.card import Card, FormRow, row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.painted import Toggle
from memberpos.ui.widgets.text import Text


class ConsentsDialog(Dialog):
    """Each switch books at once; `changed` when one did."""

    changed = Signal()

    def __init__(self, window: QWidget, context: UiContext, details: MemberDetails) -> None:
        super().__init__(window, width_px=620)
        self._context, self._details = context, details
        self._guardian = Field()
        self._guardian.setObjectName("guardian")
        self._guardian_row = FormRow(self._guardian)
        self._guardian_row.setVisible(details.guardian_needed)
        self._switches: dict[str, Toggle] = {}
        self._texts: list[tuple[ConsentText, Text, Text, Text]] = []
        self.body.addWidget(self._guardian_row)
        for text in details.definitions.consents:
            self.body.addWidget(self._line(text))
        self.retranslate()

    def _line(self, text: ConsentText) -> QWidget:
        title, words, state = Text("", "strong"), Text("", "body", "muted", wrap=True), Text("", "caption", "faint")
        switch = Toggle(on=self._details.holds(text.purpose))
        switch.setObjectName(f"consent-{text.purpose}")
        switch.clicked.connect(lambda on, purpose=text.purpose: self.set(purpose, on=on))
        self._switches[text.purpose] = switch
        self._texts.append((text, title, words, state))
        return Card(row(title, None, switch), words, state, tone="quiet", pad=12, spacing=4)

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("Consents"), "", self.tr("Close"))
        self._guardian_row.set(self.tr("Guardian's name"), self.tr("The member is under 14: a guardian consents."))
        for text, title, words, state in self._texts:
            title.setText(purpose_words(text))
            self._switches[text.purpose].setText(purpose_words(text))
            words.setText(consent_words(text))
            state.setText(self._state(text))

    def _state(self, text: ConsentText) -> str:
        """Since when, to which version, by whom."""
        rows = [row_ for row_ in self._details.consents if row_.purpose == text.purpose]
        held = next((row_ for row_ in rows if row_.withdrawn_at_ms is None), None)
        zone = self._context.time_zone
        if held is not None:
            said = self.tr("Since {date}, version {version}").format(
                date=day(held.given_at_ms, zone), version=held.text_version
            )
            by = self.tr("by {name}").format(name=held.guardian) if held.guardian else ""
            return f"{said}, {by}" if by else said
        if rows and rows[0].withdrawn_at_ms is not None:
            return self.tr("Withdrawn on {date}").format(date=day(rows[0].withdrawn_at_ms, zone))
        return self.tr("Not given")

    def first_field(self) -> QWidget | None:
        return self._guardian if self._details.guardian_needed else next(iter(self._switches.values()), None)

    def keys(self) -> Sequence[KeyHint]:
        """Esc closes; Space turns a switch."""
        return (KeyHint("Esc", self.tr("Close"), self.reject),)

    def set(self, purpose: str, *, on: bool) -> None:
        """Gives or withdraws a consent."""
        member_id, guardian = self._details.member_id, self._guardian.text().strip()

        def work(use: object) -> None:
            if on:
                consents.give(use, member_id, purpose, guardian)  # type: ignore[arg-type]
            else:
                consents.withdraw(use, member_id, purpose)  # type: ignore[arg-type]

        run_approved(self._context, self, work, lambda _none: self._booked(), lambda e: self._refused(purpose, e))

    def _booked(self) -> None:
        self.set_problem("")
        self._context.tell(frozenset({"member", "queue"}))
        self.changed.emit()

    def show_details(self, details: MemberDetails) -> None:
        """The consents as they are now."""
        self._details = details
        for purpose, switch in self._switches.items():
            switch.setChecked(details.holds(purpose))
        self.retranslate()

    def _refused(self, purpose: str, error: PosError) -> None:
        self._switches[purpose].setChecked(self._details.holds(purpose))
        if error.facts.get("setting") == "guardian":
            self.set_problem(self.tr("Enter the guardian's name first."))
            self._guardian.setFocus()
            return
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")
