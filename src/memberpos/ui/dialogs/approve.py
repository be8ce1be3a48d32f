"""Another person's PIN for what one's own role may not do (decision 0060)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.services import staff
from memberpos.services.rights import roles
from memberpos.services.staff import StaffView
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import column, row
from memberpos.ui.widgets.inputs import PinPad
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.text import Text

T = TypeVar("T")
#: Refusals that somebody with the right may lift.
ASKABLE = frozenset({"needs_approval", "undo_too_late"})


def run_approved(
    context: UiContext,
    window: QWidget,
    work: Callable[[Use], T],
    then: Callable[[T], object] | None = None,
    failed: Callable[[PosError], object] | None = None,
    owner: QObject | None = None,
) -> None:
    """`context.run`; when another's approval would do (the error names the `right`), asks for it and runs `work` once
    more with the approver in its `Use`. Who turns the approval down gets `failed` with that error. `owner` is `window`
    unless given.
    """
    told = failed or context.shell.error
    keeper = owner or window

    def refused(error: PosError) -> None:
        if error.code not in ASKABLE or "right" not in error.facts:
            told(error)
            return
        dialog = ApproveDialog(window, context, str(error.facts["right"]))
        dialog.approved.connect(
            lambda approver: context.run(lambda use: work(replace(use, approver_id=approver)), then, told, keeper)
        )
        dialog.closed.connect(lambda accepted: None if accepted else told(error))
        dialog.open()

    context.run(work, then, refused, keeper)


class ApproveDialog(Dialog):
    """Who may approve `right`, and the PIN. `approved` carries the approver's id."""

    approved = Signal(str)

    def __init__(self, window: QWidget, context: UiContext, right: str) -> None:
        super().__init__(window, width_px=620)
        self._context, self._right = context, right
        self._people: Sequence[StaffView] | None = None
        self._buttons: list[Button] = []
        self._list = column(spacing=8)
        self._nobody = Text("", "body", "muted", wrap=True)
        self._who, self._pad = Text("", "heading"), PinPad(height_px=48)
        self._who.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pad.entered.connect(self._try)
        left = column(self._list, self._nobody, None)
        right_side = column(self._who, self._pad, None, spacing=10)
        both = row(left, 8, right_side, spacing=16)
        both.setStretch(0, 1)
        both.setStretch(2, 1)
        self.body.addLayout(both)
        self.retranslate()
        context.read(staff.everyone, self.show_people, None, self)

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("Approval needed"), self.tr("Approve"), self.tr("Back"), right_words(self._right))
        self._show_who()

    def show_people(self, people: Sequence[StaffView]) -> None:
        """Those who hold the right and may approve; never the one who asks."""
        me = self._context.shell.session().staff_id
        may = roles()
        self._people = [p for p in people if may.may_approve(p.role, self._right, same_person=p.id == me)]
        self._buttons = []
        for person in self._people:
            button = Button(person.name)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self._show_who)
            self._list.addWidget(button)
            self._buttons.append(button)
        if self._buttons:
            self._buttons[0].setChecked(True)
        self._show_who()
        self.arrange()

    def first_field(self) -> QWidget | None:
        return self._pad

    def keys(self) -> Sequence[KeyHint]:
        """Up and Down choose somebody."""
        return (
            KeyHint("Up", self.tr("Previous"), lambda: self._move(-1)),
            KeyHint("Down", self.tr("Next"), lambda: self._move(1)),
            KeyHint("Esc", self.tr("Back"), self.reject),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the PIN field's."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def accept(self) -> None:
        """As Enter in the PIN field."""
        self._pad.submit()

    def _chosen(self) -> StaffView | None:
        people = self._people or ()
        return next((p for p, button in zip(people, self._buttons, strict=True) if button.isChecked()), None)

    def _move(self, step: int) -> None:
        at = next((n for n, button in enumerate(self._buttons) if button.isChecked()), 0)
        if self._buttons:
            self._buttons[(at + step) % len(self._buttons)].setChecked(True)
            self._show_who()

    def _show_who(self) -> None:
        chosen = self._chosen()
        self._who.setText(self.tr("PIN of {name}").format(name=chosen.name) if chosen else "")
        self._nobody.setText(self.tr("Nobody else here may approve this. Ask somebody with this right to sign in."))
        self._nobody.setVisible(self._people is not None and not self._people)
        if self._people is not None and not self._people:
            self.back.setFocus()
            self._pad.hide()
        self.next.setEnabled(chosen is not None)

    def _try(self, pin: str) -> None:
        person = self._chosen()
        if person is not None and self.next.isEnabled():
            self.next.setEnabled(False)
            right = self._right
            self._context.run(lambda use: staff.approve(use, person.id, pin, right), self._granted, self._refused, self)

    def _granted(self, approver_id: str) -> None:
        self.finish(True)
        self.approved.emit(approver_id)

    def _refused(self, error: PosError) -> None:
        self.next.setEnabled(True)
        self._pad.clear()
        self.set_problem(message(error, self._context.currency).sentence)


def right_words(right: str) -> str:
    """What is to be approved, in the user's language."""
    words = {
        "card.batch": QCoreApplication.translate("rights", "Make cards"),
        "card.found": QCoreApplication.translate("rights", "Give a lost card back its use"),
        "card.issue": QCoreApplication.translate("rights", "Issue a card"),
        "card.lost": QCoreApplication.translate("rights", "Report a card lost"),
        "card.password": QCoreApplication.translate("rights", "Set a card's password"),
        "card.replace": QCoreApplication.translate("rights", "Replace a card"),
        "card.return": QCoreApplication.translate("rights", "Take a card back"),
        "clock.confirm": QCoreApplication.translate("rights", "Confirm the clock"),
        "gift.redeem": QCoreApplication.translate("rights", "Hand out a gift"),
        "points.give": QCoreApplication.translate("rights", "Give points"),
        "tier.grant": QCoreApplication.translate("rights", "Give a tier"),
        "card.transfer": QCoreApplication.translate("rights", "Hand a card to another member"),
        "card.void": QCoreApplication.translate("rights", "Take a card out of use for good"),
        "cash.move": QCoreApplication.translate("rights", "Put cash in or take it out"),
        "coupon.issue": QCoreApplication.translate("rights", "Give or take back coupons"),
        "drawer.open": QCoreApplication.translate("rights", "Open the drawer without a sale"),
        "export.make": QCoreApplication.translate("rights", "Write data into a file"),
        "goods.change": QCoreApplication.translate("rights", "Change goods"),
        "import.make": QCoreApplication.translate("rights", "Import members"),
        "member.block": QCoreApplication.translate("rights", "Stop a membership, or allow it again"),
        "member.change": QCoreApplication.translate("rights", "Change a member"),
        "member.enrol": QCoreApplication.translate("rights", "Enrol a member"),
        "member.merge": QCoreApplication.translate("rights", "Merge two members"),
        "pass.manage": QCoreApplication.translate("rights", "Freeze, reactivate or refund a pass"),
        "pass.sell": QCoreApplication.translate("rights", "Sell a pass"),
        "pass.undo": QCoreApplication.translate("rights", "Take back a use of a pass"),
        "pass.use": QCoreApplication.translate("rights", "Use a pass"),
        "offer.change": QCoreApplication.translate("rights", "Change offers and kinds of coupons"),
        "points.adjust": QCoreApplication.translate("rights", "Change points by hand"),
        "price.override": QCoreApplication.translate("rights", "Change a price"),
        "recharge.gift": QCoreApplication.translate("rights", "Give more than the offers with a top-up"),
        "recharge.make": QCoreApplication.translate("rights", "Top up"),
        "recharge.refund": QCoreApplication.translate("rights", "Undo a top-up"),
        "sale.make": QCoreApplication.translate("rights", "Sell"),
        "sale.refund": QCoreApplication.translate("rights", "Refund a sale"),
        "settings.change": QCoreApplication.translate("rights", "Change settings"),
        "shift.close": QCoreApplication.translate("rights", "Close the shift"),
        "shift.open": QCoreApplication.translate("rights", "Open a shift"),
        "staff.change": QCoreApplication.translate("rights", "Change staff"),
        "value.cash_out": QCoreApplication.translate("rights", "Pay out stored value"),
        "value.close": QCoreApplication.translate("rights", "Close a card"),
        "value.deduct": QCoreApplication.translate("rights", "Deduct stored value"),
        "value.freeze": QCoreApplication.translate("rights", "Freeze an account or let it go"),
        "value.transfer": QCoreApplication.translate("rights", "Transfer stored value"),
    }
    return words.get(right, QCoreApplication.translate("rights", "This action"))
