"""Freezing or blacklisting a member, or giving the membership its use back: always with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.domain.errors import PosError
from memberpos.services import member_status
from memberpos.services.results import MemberProfile
from memberpos.services.usable import BLACKLISTED, FROZEN
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.buttons import ChoiceChip
from memberpos.ui.widgets.card import FormRow, row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog


class BlockDialog(Dialog):
    """`done` carries the profile as it is then. For one who is blocked it takes that back."""

    done = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile) -> None:
        super().__init__(window, width_px=480, accept_key="F12")
        self._context, self._profile = context, profile
        self._blocked = profile.blocked in member_status.KINDS
        self._kinds = {kind: ChoiceChip() for kind in (FROZEN, BLACKLISTED)}
        self._group = QButtonGroup(self)
        for kind, chip in self._kinds.items():
            self._group.addButton(chip)
            chip.setObjectName(f"block-{kind}")
            chip.setMinimumHeight(36)
            chip.setVisible(not self._blocked)
        self._kinds[profile.blocked if self._blocked else FROZEN].setChecked(True)
        self._reason = Field()
        self._reason.setObjectName("reason")
        self._reason.setMinimumHeight(44)
        self._reason.returnPressed.connect(self.accept)
        self._row = FormRow(self._reason)
        self.body.addLayout(row(*self._kinds.values(), None, spacing=6))
        self.body.addWidget(self._row)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._kinds[FROZEN].setText(self.tr("Freeze"))
        self._kinds[BLACKLISTED].setText(self.tr("Blacklist"))
        self._row.set(self.tr("Reason"))
        if self._blocked:
            self.set_texts(self.tr("Allow the membership again"), self.tr("Allow"), self.tr("Back"))
        else:
            self.set_texts(
                self.tr("Stop the membership"), self.tr("Stop"), self.tr("Back"),
                self.tr("No sale, no top-up, nothing paid from it. Refunds stay possible."),
            )  # fmt: skip

    def first_field(self) -> QWidget | None:
        return self._reason

    def keys(self) -> Sequence[KeyHint]:
        """F12 books."""
        return (KeyHint("F12", self.next.text(), self.accept), KeyHint("Esc", self.tr("Back"), self.reject))

    def accept(self) -> None:
        """Books it."""
        reason, member_id = self._reason.text().strip(), self._profile.member_id
        kind = next(kind for kind, chip in self._kinds.items() if chip.isChecked())
        if not reason:
            self.set_problem(self.tr("Give a reason."))
            return
        if not self.next.isEnabled():
            return
        self.hold(booking=True)

        def work(use: Use) -> MemberProfile:
            act = member_status.unblock if self._blocked else member_status.block
            return act(use, member_id, kind, reason)

        run_approved(self._context, self, work, self._booked, self._refused)

    def _booked(self, profile: MemberProfile) -> None:
        self._context.tell(frozenset({"member", "queue"}))
        self.finish(True)
        self.done.emit(profile)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")
