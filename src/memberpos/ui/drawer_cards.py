"""The cards of a member in the drawer: what each is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from memberpos.domain import cards as card_rules
from memberpos.services import cards
from memberpos.services.cards import CardDone
from memberpos.services.results import CardView, MemberProfile
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.dialogs.card_password import SetPasswordDialog
from memberpos.ui.dialogs.day_limit import DayLimitDialog
from memberpos.ui.dialogs.transfer import TransferDialog, pick_member
from memberpos.ui.dialogs.write_card import WriteCardDialog
from memberpos.ui.format import amount, grouped
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, column, row
from memberpos.ui.widgets.text import Badge, ElidedText, Text

_TONES = {card_rules.ACTIVE: "ok", card_rules.LOST: "bad"}
_LIVE = (card_rules.ACTIVE, card_rules.LOST)
_COLUMNS = 3
Action = tuple[str, str, Callable[[str], None]]


class CardsPage(QWidget):
    """Shows the cards of a profile. `booked` when something was changed."""

    booked = Signal()

    def __init__(self, context: UiContext, profile: MemberProfile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._profile = context, profile
        self._list = column(spacing=10)
        self._issue = Button("")
        self._issue.setObjectName("issue")
        self._issue.clicked.connect(self.issue)
        self.setLayout(column(self._list, self._issue, None, spacing=12))

    def show_profile(self, profile: MemberProfile) -> None:
        """The cards as they are now."""
        self._profile = profile
        while (item := self._list.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for card in profile.cards:
            self._list.addWidget(self._card(card))
        live = any(card.state in _LIVE for card in profile.cards)
        self._issue.setText(self.tr("Issue another card") if live else self.tr("Issue a card"))

    def _card(self, card: CardView) -> QWidget:
        number = ElidedText(grouped(card.number), "strong")
        head = row(number, Badge(card_words(card.state), _TONES.get(card.state, "")))
        head.setStretch(0, 1)
        facts = Text(" · ".join(self._facts(card)), "caption", "muted", wrap=True)
        facts.setVisible(bool(facts.text()))
        buttons = QGridLayout()
        buttons.setSpacing(8)
        for at, (name, words, action) in enumerate(self._actions(card)):
            button = Button(words, size="small")
            button.setObjectName(f"{name}-{card.number}")
            button.clicked.connect(lambda _on=False, action=action: action(card.number))
            buttons.addWidget(button, at // _COLUMNS, at % _COLUMNS)
        holder = Card(head, facts, tone="quiet", spacing=8, pad=12)
        if buttons.count():
            holder.layout_.addLayout(buttons)
        return holder

    def _facts(self, card: CardView) -> list[str]:
        facts = [self.tr("Sub card")] if card.role == "sub" else []
        if card.day_limit_fen is not None:
            facts.append(self.tr("{amount} a day").format(amount=amount(card.day_limit_fen)))
        if card.has_password:
            facts.append(self.tr("With password"))
        if card.ends_on:
            facts.append(self.tr("Until {date}").format(date=card.ends_on))
        return facts

    def _actions(self, card: CardView) -> list[Action]:
        if card.state == card_rules.LOST:
            return [("found", self.tr("Found again"), self.found), ("replace", self.tr("Replace"), self.replace)]
        if card.state in (card_rules.RETURNED, card_rules.REPLACED):
            stock = [("restock", self.tr("To stock"), self.restock)] if card.state == card_rules.RETURNED else []
            return [*stock, ("void", self.tr("Never use again"), self.void)]
        if card.state != card_rules.ACTIVE:
            return []
        actions: list[Action] = [
            ("lost", self.tr("Report lost"), self.lost), ("replace", self.tr("Replace"), self.replace),
            ("return", self.tr("Take back"), self.take_back), ("password", self.tr("Password"), self.set_password),
            ("hand-over", self.tr("Hand over"), self.hand_over), ("label", self.tr("Label"), self.print_label),
        ]  # fmt: skip
        if card.role == "sub":
            actions.append(("limit", self.tr("Limit a day"), self.set_limit))
        if card.ends_on:
            actions.append(("reactivate", self.tr("Reactivate"), self.reactivate))
        return actions

    # --- what can be done -------------------------------------------------------------------------------------------

    def lost(self, number: str) -> None:
        """Blocks a card at once."""
        said = self.tr("Card {number} is blocked.").format(number=grouped(number))
        self._run(lambda use: cards.lost(use, number), said)

    def found(self, number: str) -> None:
        """Gives a lost card back its use."""
        said = self.tr("Card {number} can be used again.").format(number=grouped(number))
        self._run(lambda use: cards.found(use, number), said)

    def reactivate(self, number: str) -> None:
        """A card past its last day."""
        said = self.tr("Card {number} can be used again.").format(number=grouped(number))
        self._run(lambda use: cards.reactivate(use, number), said)

    def take_back(self, number: str) -> None:
        """The holder gives it back; money and points stay."""
        said = self.tr("Card {number} is taken back.").format(number=grouped(number))
        self._run(lambda use: cards.return_card(use, number), said)

    def restock(self, number: str) -> None:
        """It can be given to somebody else."""
        said = self.tr("Card {number} is in stock again.").format(number=grouped(number))
        self._run(lambda use: cards.restock(use, number), said)

    def void(self, number: str) -> None:
        """Nobody gets it again."""
        said = self.tr("Card {number} is void.").format(number=grouped(number))
        self._run(lambda use: cards.void(use, number), said)

    def replace(self, number: str) -> None:
        """A new card on the same account."""
        self._open(WriteCardDialog(self, self._context, self._profile, number))

    def issue(self) -> None:
        """One more card."""
        self._open(WriteCardDialog(self, self._context, self._profile))

    def set_password(self, number: str) -> None:
        """For a holder who has none or forgot it."""
        dialog = SetPasswordDialog(self, self._context, number)
        dialog.kept.connect(lambda _done: self.booked.emit())
        dialog.open()

    def set_limit(self, number: str) -> None:
        """What a sub card may spend a day."""
        card = next(each for each in self._profile.cards if each.number == number)
        dialog = DayLimitDialog(self, self._context, number, card.day_limit_fen)
        dialog.kept.connect(self.booked)
        dialog.open()

    def print_label(self, number: str) -> None:
        """A label with number and code, to stick on the card or its envelope."""
        self._context.services["print_label"](number)

    def hand_over(self, number: str) -> None:
        """The card and everything on it to another member."""

        def ask(taker: MemberProfile) -> None:
            dialog = TransferDialog(self, self._context, self._profile, taker, number)
            dialog.moved.connect(lambda _done: self.booked.emit())
            dialog.open()

        pick_member(self, self._context, self.tr("Hand the card over to whom?"), self._profile.member_id, ask)

    def _open(self, dialog: WriteCardDialog) -> None:
        dialog.issued.connect(lambda _done: self.booked.emit())
        dialog.open()

    def _run(self, work: Callable[[Use], CardDone], said: str) -> None:
        def done(_done: CardDone) -> None:
            self._context.shell.toast(said)
            self.booked.emit()

        run_approved(self._context, self, work, done, None)


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
