"""Everything of a member, at the right of the page: facts, cards, profile to edit, history."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from memberpos.domain import cards as card_rules
from memberpos.domain.errors import PosError
from memberpos.domain.search import national_digits
from memberpos.services import cards, member_details, members
from memberpos.services.cards import CardDone
from memberpos.services.member_details import MemberDetails
from memberpos.services.results import CardView, MemberProfile
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.dialogs.recharge import RechargeDialog
from memberpos.ui.dialogs.write_card import WriteCardDialog
from memberpos.ui.format import amount, count, grouped, money, person, phone
from memberpos.ui.hints import KeyHint
from memberpos.ui.member_actions import MemberActions
from memberpos.ui.member_cells import blocked_words
from memberpos.ui.member_extras import MemberExtras
from memberpos.ui.member_facts import birthday_words, more_facts
from memberpos.ui.member_form import MemberForm, sex_words
from memberpos.ui.member_photo import load_photo
from memberpos.ui.messages import message
from memberpos.ui.widgets.buttons import Button, ChoiceChip, PrimaryButton
from memberpos.ui.widgets.card import Card, EmptyState, FactRow, column, row, scrolled
from memberpos.ui.widgets.member_panel import history_line
from memberpos.ui.widgets.painted import Avatar, set_tone
from memberpos.ui.widgets.table import Column, Table
from memberpos.ui.widgets.text import Badge, ElidedText, Text

OVERVIEW, CARDS, EDIT, HISTORY = "overview", "cards", "edit", "history"
_TONES = {card_rules.ACTIVE: "ok", card_rules.LOST: "bad"}
_LIVE = (card_rules.ACTIVE, card_rules.LOST)


class MemberDrawer(QWidget):
    """Shows `profile`; what is changed here is booked at once and read anew. `changed` carries the fresh profile."""

    changed = Signal(object)
    width_px = 432

    def __init__(self, context: UiContext, profile: MemberProfile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._profile = context, profile
        self._see_phone = "member.see_phone" in context.shell.session().rights
        self._avatar = Avatar(person(profile.name), 56)
        self._name, self._tier, self._phone = (
            ElidedText("", "title"),
            Badge("", "gold"),
            ElidedText("", "body", "muted"),
        )
        self._close = Button("", "Esc", kind="quiet", size="small")
        self._close.clicked.connect(context.shell.close_drawer)
        self._chips = {name: ChoiceChip() for name in (OVERVIEW, CARDS, EDIT, HISTORY)}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        self._recharge, self._save = PrimaryButton("", "F6"), PrimaryButton("", "F12")
        self._recharge.clicked.connect(self.recharge)
        self._save.clicked.connect(self.save)
        self._details: MemberDetails | None = None
        self._has_photo = False
        self._build()
        self.retranslate()
        self.turn(OVERVIEW)
        self._read_more()

    def _build(self) -> None:
        self._facts = column(spacing=9)
        self._cards = column(spacing=10)
        self._issue = Button("")
        self._issue.setObjectName("issue")
        self._issue.clicked.connect(self.issue)
        self._form, self._extras = MemberForm(1), MemberExtras(self._context)
        self._extras.calendar_changed.connect(lambda lunar: setattr(self._form, "lunar", lunar))
        self._actions = MemberActions(self._context)
        self._actions.changed.connect(self.reload)
        self._actions.photo.connect(lambda jpeg: self._show_photo(self._profile.member_id, jpeg))
        self._problem = Text("", "body", "bad", wrap=True)
        self._empty = EmptyState("receipt")
        columns = (
            Column("date", 64),
            Column("what"),
            Column("fen", 92, number=True),
            Column("points", 76, number=True),
        )
        self._history = Table(columns, self._context.theme, self._empty)
        self._history.horizontalHeader().hide()
        self._history.opened.connect(self._open_event)
        self._add(OVERVIEW, _holder(self._facts, self._actions.merged, None))
        self._add(CARDS, _holder(self._cards, self._issue, None))
        self._add(EDIT, _holder(self._form, self._extras, self._problem, None))
        self._pages[HISTORY] = self._history
        self._stack.addWidget(self._history)
        for name, chip in self._chips.items():
            self._group.addButton(chip)
            chip.setObjectName(f"tab-{name}")
            chip.setMinimumHeight(36)
            chip.clicked.connect(lambda _on=False, name=name: self.turn(name))
        words = column(row(self._name, self._tier, None), self._phone, spacing=2)
        head = row(self._avatar, words, self._close, spacing=12)
        head.setStretch(1, 1)
        foot = row(self._recharge, self._save)
        layout = column(
            head, row(*self._chips.values(), None, spacing=6), self._stack, self._actions, foot,
            spacing=14, margins=(16, 16, 16, 16),
        )  # fmt: skip
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _add(self, name: str, page: QWidget) -> None:
        self._pages[name] = scrolled(page)
        self._stack.addWidget(self._pages[name])

    # --- drawer -----------------------------------------------------------------------------------------------------

    @property
    def profile(self) -> MemberProfile:
        """The member shown."""
        return self._profile

    def keys(self) -> Sequence[KeyHint]:
        """Keys that work while the drawer is open; Esc is the window's."""
        if self._stack.currentWidget() is self._pages[EDIT]:
            return (KeyHint("F12", self.tr("Save"), self.save), KeyHint("F6", self.tr("Top up"), self.recharge))
        return (
            KeyHint("F6", self.tr("Top up"), self.recharge),
            KeyHint("F3", self.tr("Edit"), lambda: self.turn(EDIT)),
            KeyHint("F8", self.tr("History"), lambda: self._actions.do("history")),
        )

    def turn(self, name: str) -> None:
        """Show overview, cards, edit or history."""
        self._chips[name].setChecked(True)
        self._stack.setCurrentWidget(self._pages[name])
        self._save.setVisible(name == EDIT)
        self._recharge.setVisible(name != EDIT)
        self._actions.setVisible(name == OVERVIEW)
        if name == EDIT:
            self._form.name.setFocus()

    def retranslate(self) -> None:
        """All words anew."""
        for name, words in (
            (OVERVIEW, self.tr("Overview")),
            (CARDS, self.tr("Cards")),
            (EDIT, self.tr("Edit")),
            (HISTORY, self.tr("History")),
        ):
            self._chips[name].setText(words)
        self._close.setText(self.tr("Close"))
        self._recharge.setText(self.tr("Top up"))
        self._save.setText(self.tr("Save"))
        self._empty.set(self.tr("Nothing yet"), self.tr("Sales, top-ups and refunds appear here"))
        self._form.retranslate()
        self._extras.retranslate()
        self._actions.retranslate()
        self.show_profile(self._profile)

    def show_profile(self, profile: MemberProfile) -> None:
        """The member as it is now."""
        p = self._profile = profile
        number = national_digits(p.phone or "")
        self._avatar.set_name(person(p.name))
        self._name.setText(person(p.name))
        self._tier.setText(blocked_words(p.blocked) if p.blocked else p.tier or "")
        set_tone(self._tier, "bad" if p.blocked else "gold")
        self._tier.setVisible(bool(p.tier or p.blocked))
        self._phone.setText((number if self._see_phone else phone(number)) or self.tr("No phone number"))
        self._fill_facts(p)
        self._fill_cards(p)
        self._form.fill(p, see_phone=self._see_phone)
        self._show_more()
        self._problem.setText("")
        self._history.set_lines([history_line(h) for h in p.recent])

    # --- what is read besides ---------------------------------------------------------------------------------------

    def _read_more(self) -> None:
        member_id, now_ms = self._profile.member_id, int(self._context.services["now_ms"]())
        self._context.read(lambda db: member_details.details(db, member_id, now_ms), self.show_details, None, self)
        load_photo(self._context, self, member_id, self._show_photo)

    def show_details(self, details: MemberDetails) -> None:
        """What only the profile shows."""
        if details.member_id == self._profile.member_id:
            self._details = details
            self._fill_facts(self._profile)
            self._show_more()

    def _show_photo(self, _member_id: str, jpeg: bytes | None) -> None:
        self._has_photo = jpeg is not None
        self._avatar.set_photo(jpeg)
        self._show_more()

    def _show_more(self) -> None:
        self._actions.show_member(self._profile, self._details, has_photo=self._has_photo)
        if self._details is not None:
            self._extras.fill(self._profile, self._details)

    def _fill_facts(self, p: MemberProfile) -> None:
        _empty(self._facts)
        for label, value, tone in self._facts_of(p):
            self._facts.addWidget(FactRow(label, value, tone))

    def _facts_of(self, p: MemberProfile) -> list[tuple[str, str, str]]:
        nothing = "—"
        tier = self.tr("{tier}, until {date}").format(tier=p.tier, date=p.tier_to) if p.tier and p.tier_to else p.tier
        facts = [
            (self.tr("Stored value"), money(p.stored_fen, self._context.currency), "brand"),
            (self.tr("of it principal"), amount(p.principal_fen), ""),
            (self.tr("of it gift"), amount(p.bonus_fen), ""),
            (self.tr("Points"), count(p.points), "bad" if p.points < 0 else "gold"),
            *((self.tr("expire on {date}").format(date=day), count(points), "warn") for day, points in p.expiring),
            (self.tr("Tier"), tier or nothing, ""),
            (self.tr("Visits"), count(p.visits), ""),
            (self.tr("Last visit"), p.last_visit_on or nothing, ""),
            (self.tr("Member since"), p.joined_on, ""),
            (self.tr("Birthday"), birthday_words(p) or nothing, ""),
            (self.tr("Sex"), sex_words(p.sex), ""),
        ]
        if p.ends_on:
            facts.append((self.tr("Membership until"), p.ends_on, "bad" if p.blocked == "ended" else ""))
        if p.tags:
            facts.append((self.tr("Tags"), ", ".join(p.tags), ""))
        facts += more_facts(self._details)
        return [*facts, (self.tr("Notes"), p.notes, "")] if p.notes else facts

    # --- cards ------------------------------------------------------------------------------------------------------

    def _fill_cards(self, p: MemberProfile) -> None:
        _empty(self._cards)
        for card in p.cards:
            self._cards.addWidget(self._card(card))
        live = any(card.state in _LIVE for card in p.cards)
        self._issue.setText(self.tr("Issue another card") if live else self.tr("Issue a card"))

    def _card(self, card: CardView) -> QWidget:
        number = ElidedText(grouped(card.number), "strong")
        head = row(number, Badge(card_words(card.state), _TONES.get(card.state, "")))
        head.setStretch(0, 1)
        actions: list[tuple[str, str, Callable[[str], None]]] = []
        if card.state == card_rules.ACTIVE:
            actions.append(("lost", self.tr("Report lost"), self.lost))
        if card.state == card_rules.LOST:
            actions.append(("found", self.tr("Found again"), self.found))
        if card.state in _LIVE:
            actions.append(("replace", self.tr("Replace"), self.replace))
        holder = Card(head, tone="quiet", spacing=8, pad=12)
        buttons = []
        for name, words, action in actions:
            button = Button(words, size="small")
            button.setObjectName(f"{name}-{card.number}")
            button.clicked.connect(lambda _on=False, action=action: action(card.number))
            buttons.append(button)
        if buttons:
            holder.layout_.addLayout(row(*buttons, None))
        return holder

    def lost(self, number: str) -> None:
        """Blocks a card at once."""
        said = self.tr("Card {number} is blocked.").format(number=grouped(number))
        self._run_card(lambda use: cards.lost(use, number), said)

    def found(self, number: str) -> None:
        """Gives a lost card back its use."""
        said = self.tr("Card {number} can be used again.").format(number=grouped(number))
        self._run_card(lambda use: cards.found(use, number), said)

    def replace(self, number: str) -> None:
        """A new card on the same account."""
        dialog = WriteCardDialog(self, self._context, self._profile, number)
        dialog.issued.connect(lambda _done: self.reload())
        dialog.open()

    def issue(self) -> None:
        """One more card."""
        dialog = WriteCardDialog(self, self._context, self._profile)
        dialog.issued.connect(lambda _done: self.reload())
        dialog.open()

    def _run_card(self, work: Callable[[Use], CardDone], said: str) -> None:
        def done(_done: CardDone) -> None:
            self._context.shell.toast(said)
            self.reload()

        run_approved(self._context, self, work, done, None)

    # --- the rest ---------------------------------------------------------------------------------------------------

    def recharge(self) -> None:
        """Top-up."""
        dialog = RechargeDialog(self, self._context, self._profile)
        dialog.recharged.connect(lambda _done: self.reload())
        dialog.open()

    def save(self) -> None:
        """Keeps the edited profile."""
        if self._stack.currentWidget() is not self._pages[EDIT] or not (self._form.check() & self._extras.check()):
            return
        values = self._form.values() | (self._extras.values() if self._details is not None else {})
        member_id = self._profile.member_id
        self._save.setEnabled(False)

        def saved(profile: MemberProfile) -> None:
            self._save.setEnabled(True)
            self._context.shell.toast(self.tr("Saved."))
            self.show_profile(profile)
            self._read_more()
            self._context.tell(frozenset({"member", "queue"}))
            self.changed.emit(profile)

        run_approved(self._context, self, lambda use: members.change(use, member_id, values), saved, self._not_saved)

    def _not_saved(self, error: PosError) -> None:
        self._save.setEnabled(True)
        words = message(error, self._context.currency)
        self._problem.setText(f"{words.sentence} {words.next_step}")

    def reload(self) -> None:
        """Read the member anew."""
        member_id, now_ms = self._profile.member_id, int(self._context.services["now_ms"]())

        def fresh(profile: MemberProfile) -> None:
            self.show_profile(profile)
            self.changed.emit(profile)

        self._context.read(lambda db: members.profile(db, member_id, now_ms), fresh, None, self)
        self._read_more()

    def _open_event(self, event_id: str) -> None:
        found = next((h for h in self._profile.recent if h.event_id == event_id), None)
        if found is not None and found.kind == "sale" and found.receipt_no:
            self._context.shell.go("refund", receipt=found.receipt_no)


def card_words(state: str) -> str:
    """A card's state in the user's language."""
    return {
        card_rules.STOCK: QCoreApplication.translate("cards", "In stock"),
        card_rules.ENCODED: QCoreApplication.translate("cards", "Written"),
        card_rules.READY: QCoreApplication.translate("cards", "Ready"),
        card_rules.ACTIVE: QCoreApplication.translate("cards", "In use"),
        card_rules.LOST: QCoreApplication.translate("cards", "Lost"),
        card_rules.REPLACED: QCoreApplication.translate("cards", "Replaced"),
        card_rules.RETURNED: QCoreApplication.translate("cards", "Returned"),
        card_rules.VOID: QCoreApplication.translate("cards", "Void"),
    }.get(state, state)


def _holder(*items: object) -> QWidget:
    made = QWidget()
    made.setLayout(column(*items, spacing=12))  # type: ignore[arg-type]
    return made


def _empty(layout: object) -> None:
    while (item := layout.takeAt(0)) is not None:  # type: ignore[attr-defined]
        if old := item.widget():
            old.hide()
            old.deleteLater()
