"""The recovery code: it opens the books when this machine's own key is lost."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from memberpos.domain.errors import PosError
from memberpos.ui.context import UiContext
from memberpos.ui.messages import message
from memberpos.ui.settings_pages.base import Page, form
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, row
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.text import Text


class RecoverySettings(Page):
    """The code itself is kept nowhere: who lost it makes a new one, and the old one ends."""

    right = "settings.change"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._head, self._words = Text("", "heading"), Text("", "body", "muted", wrap=True)
        self._code, self._remark = Text("", "title", "brand"), Text("", "body", "warn", wrap=True)
        self._code.setObjectName("recovery-code")
        self._problem = Text("", "body", "bad", wrap=True)
        self._renew = Button("")
        self._renew.setObjectName("renew-code")
        self._renew.clicked.connect(self.ask)
        for text in (self._code, self._remark, self._problem):
            text.hide()
        card = Card(self._head, self._words, self._code, self._remark, self._problem, row(self._renew, None))
        self.setLayout(form(card))

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("RecoverySettings", "Recovery code")

    def load(self) -> None:
        """A code that was shown is shown no more."""
        self._say(code="", problem="")

    def retranslate(self) -> None:
        self._head.setText(self.title())
        self._words.setText(
            self.tr(
                "It opens the books on another machine, or when this one loses its key. It is kept nowhere: if the "
                "paper with it is gone, make a new code. The old one ends at once."
            )
        )
        self._remark.setText(self.tr("Write it down now and keep it away from this machine. It is not shown again."))
        self._renew.setText(self.tr("Make a new code"))

    def ask(self) -> None:
        """Not by accident: the old code is worth nothing afterwards."""
        dialog = RenewDialog(self)
        dialog.closed.connect(lambda yes: self._make() if yes else None)
        dialog.open()

    def _make(self) -> None:
        self._renew.setEnabled(False)
        self.context.services["renew_code"](lambda code: self._say(code=code, problem=""), self._refused)

    def _refused(self, error: PosError) -> None:
        words = message(error, self.context.currency)
        self._say(code="", problem=f"{words.sentence} {words.next_step}")

    def _say(self, *, code: str, problem: str) -> None:
        self._renew.setEnabled(True)
        self._code.setText(code)
        self._problem.setText(problem)
        for text, shown in ((self._code, code), (self._remark, code), (self._problem, problem)):
            text.setVisible(bool(shown))


class RenewDialog(Dialog):
    """Asks before the old code ends."""

    def __init__(self, window: Page) -> None:
        super().__init__(window, width_px=480)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(
            self.tr("Make a new recovery code?"), self.tr("Make it"), self.tr("Back"),
            self.tr("The code on paper opens nothing any more."),
        )  # fmt: skip
