"""A new member: a phone number is enough; then, if wanted, a card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from memberpos.devices.readings import Reading, Scan
from memberpos.domain.errors import PosError
from memberpos.domain.member_profile import Definitions
from memberpos.services import cards, definitions, members
from memberpos.services.members import EnrolRequest
from memberpos.services.results import MemberProfile
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.dialogs.pick import Choice, PickDialog
from memberpos.ui.dialogs.write_card import WriteCardDialog
from memberpos.ui.format import person
from memberpos.ui.hints import KeyHint
from memberpos.ui.member_form import MemberForm
from memberpos.ui.member_search import people
from memberpos.ui.messages import message
from memberpos.ui.own_fields import OwnFields
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, FormRow, row
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.painted import Toggle
from memberpos.ui.widgets.text import Text

LOOK_AFTER_MS = 250


class EnrolDialog(Dialog):
    """`enrolled` carries the profile of the new member, or of one who has this phone already and was chosen instead."""

    enrolled = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, phone: str = "") -> None:
        super().__init__(window, width_px=620, accept_key="F12")
        self._context = context
        self._referrer: Choice | None = None
        self._known: MemberProfile | None = None
        self.form = MemberForm(2)
        self.form.phone.setObjectName("phone")
        self.form.phone.setText(phone)
        self._referrer_button = Button()
        self._referrer_button.setObjectName("referrer")
        self._referrer_button.clicked.connect(self._pick_referrer)
        self._referrer_row = FormRow(self._referrer_button)
        self._same_text, self._same_button = Text("", "body", "warn", wrap=True), Button(size="small")
        self._same_button.clicked.connect(self._take_known)
        self._same = Card(row(self._same_text, self._same_button, spacing=12), tone="quiet", pad=10)
        self._same.layout_.itemAt(0).layout().setStretch(0, 1)
        self._card, self._card_name = Toggle(on=False), Text("", "strong")
        self._card.setObjectName("with-card")
        self._own = OwnFields()
        self._lay_out()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(LOOK_AFTER_MS)
        self._wait.timeout.connect(self._look)
        self.form.phone.textChanged.connect(lambda _text: self._wait.start())
        self.retranslate()
        self._look()
        context.read(cards.next_in_stock, self._stock, None, self)
        context.read(definitions.current, self._show_own, None, self)

    def _lay_out(self) -> None:
        self._same.hide()
        self.body.addWidget(self.form)
        self.body.addWidget(self._own)
        self.body.addWidget(self._same)
        self.body.addWidget(self._referrer_row)
        self.body.addWidget(Card(row(self._card_name, None, self._card), tone="quiet", pad=10))

    # --- dialog -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("New member"), self.tr("Enrol"), self.tr("Back"))
        self._referrer_row.set(self.tr("Brought by"))
        self._referrer_button.setText(self._referrer.text if self._referrer else self.tr("Search a member …"))
        self._card_name.setText(self.tr("Issue a card next"))
        self._card.setText(self._card_name.text())
        self._same_button.setText(self.tr("Take this member"))

    def first_field(self) -> QWidget | None:
        return self.form.name if self.form.phone.text() else self.form.phone

    def keys(self) -> Sequence[KeyHint]:
        """F12 saves, Esc leaves."""
        return (KeyHint("F12", self.tr("Enrol"), self.accept), KeyHint("Esc", self.tr("Back"), self.reject))

    def on_reading(self, reading: Reading) -> bool:
        """A scanned line is a phone number shown on the customer's telephone."""
        if isinstance(reading, Scan) and reading.purpose == "code" and reading.text.strip("+").isdigit():
            self.form.phone.setText(reading.text)
            return True
        return False

    def accept(self) -> None:
        """Saves the member."""
        if not self.next.isEnabled() or not (self.form.check() & self._own.check()):
            self.arrange()
            return
        self.hold(booking=True)
        values = self.form.values()
        request = EnrolRequest(
            name=values["name"] or "",
            phone=values["phone"],
            birthday=values["birthday"],
            sex=values["sex"] or "",
            referrer_id=self._referrer.value if self._referrer else None,
            notes=values["notes"] or "",
            custom=self._own.values(),
        )

        def work(use: Use) -> MemberProfile:
            return members.enrol(use, request)

        run_approved(self._context, self, work, self._done, self._refused)

    # --- what happens -----------------------------------------------------------------------------------------------

    def _done(self, profile: MemberProfile) -> None:
        window, context = self.window(), self._context
        with_card = self._card.isChecked()
        context.shell.toast(self.tr("{name} is a member now.").format(name=person(profile.name)))
        self.finish(True)
        self.enrolled.emit(profile)
        context.tell(frozenset({"member", "queue"}))
        if with_card:
            WriteCardDialog(window, context, profile).open()

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")

    def _show_own(self, known: Definitions) -> None:
        """Fields of the shop's own that every member must have."""
        self._own.set_fields([each for each in known.fields if each.required and each.active])
        self.arrange()

    def _stock(self, number: str | None) -> None:
        """A shop with cards in stock or a writer hands one out by default."""
        self._card.setChecked(number is not None or bool(self._context.services["has_device"]("card")))

    def _look(self) -> None:
        """Somebody may have this phone already."""
        text, now_ms = self.form.phone.text(), int(self._context.services["now_ms"]())
        self._context.read(lambda db: members.by_phone(db, text, now_ms), self._show_known, None, self)

    def _show_known(self, found: Sequence[MemberProfile]) -> None:
        self._known = found[0] if found else None
        self._same.setVisible(self._known is not None)
        if self._known is not None:
            text = self.tr("{name} has this number already (%n member(s)).", "", len(found))
            self._same_text.setText(text.format(name=person(self._known.name)))
        self.arrange()

    def _take_known(self) -> None:
        known = self._known
        if known is not None:
            self.finish(True)
            self.enrolled.emit(known)

    def _pick_referrer(self) -> None:
        dialog = PickDialog(self, self._context, self.tr("Brought by"), (), people)
        dialog.picked.connect(self._referred)
        dialog.open()

    def _referred(self, choice: Choice) -> None:
        self._referrer = choice
        self.retranslate()
