"""Two members who are one person: who stays, what moves, which fields are taken over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain import ledger
from memberpos.domain.errors import PosError
from memberpos.domain.merging import UNDO_DAYS
from memberpos.domain.search import national_digits
from memberpos.services import merging
from memberpos.services.merging import Merged, MergePreview
from memberpos.services.results import MemberProfile
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import amount, count, person, phone
from memberpos.ui.hints import KeyHint
from memberpos.ui.member_form import sex_words
from memberpos.ui.messages import message
from memberpos.ui.widgets.buttons import Button, ChoiceChip
from memberpos.ui.widgets.card import Card, FactRow, column, row
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.text import ElidedText, Text

MONEY = (ledger.PRINCIPAL, ledger.BONUS, ledger.CHANGE)


class MergeDialog(Dialog):
    """`merged` carries what `merging.merge` gave. F5 changes who stays."""

    merged = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, winner_id: str, loser_id: str) -> None:
        super().__init__(window, width_px=680, accept_key="F12")
        self._context, self._ids = context, (winner_id, loser_id)
        self._seen: MergePreview | None = None
        self._see_phone = "member.see_phone" in context.shell.session().rights
        self._swap = Button("", "F5", size="small")
        self._swap.clicked.connect(self.swap)
        self._stays, self._goes = ElidedText("", "heading"), ElidedText("", "heading", "muted")
        self._facts, self._takes = column(spacing=6), row(spacing=6)
        self._takes_name = Text("", "small", "muted")
        self._chips: dict[str, ChoiceChip] = {}
        both = row(column(self._stays, self._goes, spacing=4), None, self._swap)
        both.setStretch(0, 1)
        self.body.addLayout(both)
        self.body.addWidget(Card(self._facts, tone="quiet", pad=12))
        self.body.addWidget(self._takes_name)
        self.body.addLayout(self._takes)
        self.next.setEnabled(False)
        self.retranslate()
        self._look()

    def retranslate(self) -> None:
        """All words anew."""
        remark = self.tr("Everything on the second account goes to the first. It can be undone for {days} days.")
        self.set_texts(self.tr("Merge members"), self.tr("Merge"), self.tr("Back"), remark.format(days=UNDO_DAYS))
        self._swap.setText(self.tr("Change who stays"))
        self._takes_name.setText(self.tr("Take over from the second:"))
        if self._seen is not None:
            self.show_preview(self._seen)

    def first_field(self) -> QWidget | None:
        return self._swap

    def keys(self) -> Sequence[KeyHint]:
        """F5 changes who stays, F12 merges."""
        return (
            KeyHint("F5", self.tr("Change who stays"), self.swap),
            KeyHint("F12", self.tr("Merge"), self.accept),
            KeyHint("Esc", self.tr("Back"), self.reject),
        )

    def swap(self) -> None:
        """The other one stays."""
        self._ids = (self._ids[1], self._ids[0])
        self._look()

    def _look(self) -> None:
        self._seen = None
        (winner, loser), now_ms = self._ids, int(self._context.services["now_ms"]())
        self._context.read(
            lambda db: merging.preview(db, winner, loser, now_ms), self.show_preview, self._refused, self
        )

    def show_preview(self, seen: MergePreview) -> None:
        """Who stays, who goes, and what moves."""
        self._seen = seen
        self._stays.setText(self.tr("Stays: {who}").format(who=self._who(seen.winner)))
        self._goes.setText(self.tr("Goes: {who}").format(who=self._who(seen.loser)))
        _empty(self._facts)
        for label, value in self._moves(seen):
            self._facts.addWidget(FactRow(label, value))
        _empty(self._takes)
        self._chips = {}
        for name, words in _differing(seen).items():
            chip = ChoiceChip(words)
            chip.setObjectName(f"take-{name}")
            chip.setMinimumHeight(36)
            self._chips[name] = chip
            self._takes.addWidget(chip)
        self._takes.addStretch(1)
        self._takes_name.setVisible(bool(self._chips))
        self.next.setEnabled(True)
        self.arrange()

    def _who(self, profile: MemberProfile) -> str:
        number = national_digits(profile.phone or "")
        return " · ".join(part for part in (person(profile.name), number if self._see_phone else phone(number)) if part)

    def _moves(self, seen: MergePreview) -> list[tuple[str, str]]:
        names = {
            ledger.PRINCIPAL: self.tr("Principal"), ledger.BONUS: self.tr("Gift"), ledger.POINTS: self.tr("Points"),
            ledger.GROWTH: self.tr("Growth"), ledger.CHANGE: self.tr("Kept change"),
        }  # fmt: skip
        found = [
            (words, amount(held) if kind in MONEY else count(held))
            for kind, words in names.items()
            if (held := sum(value for (of, _), value in seen.amounts.items() if of == kind))
        ]
        for words, number in (
            (self.tr("Cards"), seen.cards), (self.tr("Passes"), seen.passes), (self.tr("Coupons"), seen.coupons),
        ):  # fmt: skip
            if number:
                found.append((words, count(number)))
        return found or [(self.tr("Nothing on the account"), "")]

    def accept(self) -> None:
        """Merges."""
        if not self.next.isEnabled():
            return
        self.hold(booking=True)
        (winner, loser), take = self._ids, [name for name, chip in self._chips.items() if chip.isChecked()]

        def work(use: Use) -> Merged:
            return merging.merge(use, winner, loser, take)

        run_approved(self._context, self, work, self._booked, self._refused)

    def _booked(self, done: Merged) -> None:
        self._context.shell.toast(self.tr("Merged. It can be undone in the profile."))
        self.finish(True)
        self.merged.emit(done)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        self.next.setEnabled(self._seen is not None)
        words = message(error, self._context.currency)
        if error.facts.get("setting") == "merge":
            self.set_problem(self.tr("These two cannot be merged: it is the same member, or one was merged before."))
        else:
            self.set_problem(f"{words.sentence} {words.next_step}")


def _differing(seen: MergePreview) -> dict[str, str]:
    """{field: its name and value} where the second member has another value."""
    first, second = seen.winner, seen.loser
    names = {
        "name": QCoreApplication.translate("merge", "Name"), "phone": QCoreApplication.translate("merge", "Phone"),
        "birthday": QCoreApplication.translate("merge", "Birthday"), "sex": QCoreApplication.translate("merge", "Sex"),
        "notes": QCoreApplication.translate("merge", "Notes"),
    }  # fmt: skip
    shown = {
        "name": person(second.name), "phone": phone(national_digits(second.phone or "")),
        "birthday": second.birthday or "", "sex": sex_words(second.sex) if second.sex else "",
        "notes": second.notes[:16],
    }  # fmt: skip
    return {
        name: f"{words}: {shown[name]}"
        for name, words in names.items()
        if shown[name] and getattr(second, name) != getattr(first, name)
    }


def _empty(layout: object) -> None:
    while (item := layout.takeAt(0)) is not None:  # type: ignore[attr-defined]
        if old := item.widget():
            old.setParent(None)
            old.deleteLater()
