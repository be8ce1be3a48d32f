"""Paying with a card that has a password: the holder enters it, changes the first one, and the sale is tried again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.domain.tenders import STORED_VALUE
from memberpos.services.checkout import TenderRequest
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.card_password import CardPasswordDialog, ChangePasswordDialog
from memberpos.ui.messages import message

Tenders = tuple[TenderRequest, ...]


class CardProof(QObject):
    """Opens its dialogs over `screen`; `again` books the sale with the tenders it is given."""

    def __init__(self, screen: QWidget, context: UiContext, again: Callable[[Tenders], None]) -> None:
        super().__init__(screen)
        self._screen, self._context, self._again = screen, context, again

    def takes(self, error: PosError, tenders: Tenders) -> bool:
        """Whether the refusal is about a card's password; then the holder is asked."""
        wrong = error.code == "wrong_pin" and error.facts.get("what") == "card"
        if error.code == "password_change":
            self._change(str(error.facts["number"]), tenders)
        elif error.code == "password_needed" or wrong:
            self._ask(tenders, message(error, self._context.currency).sentence if wrong else "")
        else:
            return False
        return True

    def _ask(self, tenders: Tenders, problem: str) -> None:
        dialog = CardPasswordDialog(self._screen, self.tr("The holder enters it and presses Enter."), problem)
        dialog.entered.connect(lambda password: self._again(with_password(tenders, password)))
        dialog.open()

    def _change(self, number: str, tenders: Tenders) -> None:
        old = next((tender.password for tender in tenders if tender.password), "")
        dialog = ChangePasswordDialog(self._screen, self._context, number, old)
        dialog.chosen.connect(lambda password: self._again(with_password(tenders, password)))
        dialog.open()


def with_password(tenders: Tenders, password: str) -> Tenders:
    """The tenders with the password for stored value."""
    return tuple(replace(t, password=password) if t.kind == STORED_VALUE else t for t in tenders)
