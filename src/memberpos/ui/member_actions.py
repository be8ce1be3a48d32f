"""What can be done with a member besides selling: photo, consents, people, merging, stopping, the whole history."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from memberpos.services import merging
from memberpos.services.member_details import MemberDetails
from memberpos.services.merging import Merged
from memberpos.services.results import MemberProfile
from memberpos.services.use import Use
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.dialogs.block import BlockDialog
from memberpos.ui.dialogs.consents import ConsentsDialog
from memberpos.ui.dialogs.member_history import MemberHistoryDialog
from memberpos.ui.dialogs.merge import MergeDialog
from memberpos.ui.dialogs.photo import PhotoDialog
from memberpos.ui.dialogs.pick import Choice, PickDialog
from memberpos.ui.dialogs.referrals import ReferralsDialog
from memberpos.ui.format import person
from memberpos.ui.member_search import people
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, column, row
from memberpos.ui.widgets.text import Text

NAMES = ("history", "photo", "consents", "referrals", "merge", "block")
_COLUMNS = 3


class MemberActions(QWidget):
    """Buttons that open dialogs. `changed` when something of the member is another now, `photo` with a new JPEG or
    None. `merged` is shown elsewhere: the merges that can be undone.
    """

    changed = Signal()
    photo = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._profile: MemberProfile | None = None
        self._details: MemberDetails | None = None
        self._has_photo = False
        self._consents: ConsentsDialog | None = None
        self._buttons = {name: Button("", "Ctrl+H" if name == "history" else "", size="small") for name in NAMES}
        self.merged, self._merges = QWidget(), column(spacing=8)
        self.merged.setLayout(self._merges)
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, (name, button) in enumerate(self._buttons.items()):
            button.setObjectName(f"do-{name}")
            button.clicked.connect(lambda _on=False, name=name: self.do(name))
            grid.addWidget(button, at // _COLUMNS, at % _COLUMNS)
        grid.setContentsMargins(0, 0, 0, 0)
        self.setLayout(grid)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        blocked = self._profile is not None and self._profile.blocked in ("frozen", "blacklisted")
        for name, words in (
            ("history", self.tr("History")),
            ("photo", self.tr("Photo")),
            ("consents", self.tr("Consents")),
            ("referrals", self.tr("Brought by")),
            ("merge", self.tr("Merge")),
            ("block", self.tr("Allow again") if blocked else self.tr("Stop")),
        ):
            self._buttons[name].setText(words)
        self._show_merges()

    def show_member(self, profile: MemberProfile, details: MemberDetails | None, *, has_photo: bool) -> None:
        """Whom it is about; without details yet some buttons wait."""
        self._profile, self._details, self._has_photo = profile, details, has_photo
        self._buttons["consents"].setEnabled(details is not None)
        if self._consents is not None and details is not None:
            self._consents.show_details(details)
        self.retranslate()

    def do(self, name: str) -> None:
        """Opens what a button says."""
        profile, details = self._profile, self._details
        if profile is None:
            return
        if name == "history":
            MemberHistoryDialog(self, self._context, profile.member_id, person(profile.name)).open()
        elif name == "photo":
            photo = PhotoDialog(self, self._context, profile.member_id, has_photo=self._has_photo)
            photo.kept.connect(self.photo)
            photo.open()
        elif name == "referrals":
            ReferralsDialog(self, self._context, profile.member_id).open()
        elif name == "block":
            block = BlockDialog(self, self._context, profile)
            block.done.connect(lambda _profile: self.changed.emit())
            block.open()
        elif name == "merge":
            self._pick_other(profile)
        elif name == "consents" and details is not None:
            self._open_consents(details)

    def _open_consents(self, details: MemberDetails) -> None:
        dialog = self._consents = ConsentsDialog(self, self._context, details)
        dialog.changed.connect(self.changed)
        dialog.closed.connect(lambda _accepted: setattr(self, "_consents", None))
        dialog.open()

    def _pick_other(self, profile: MemberProfile) -> None:
        dialog = PickDialog(self, self._context, self.tr("Which other member is it?"), (), people, "")
        dialog.picked.connect(lambda other: self._merge(profile, other))
        dialog.open()

    def _merge(self, profile: MemberProfile, other: Choice) -> None:
        dialog = MergeDialog(self, self._context, profile.member_id, str(other.value))
        dialog.merged.connect(self._merged)
        dialog.open()

    def _merged(self, done: Merged) -> None:
        """Whoever stays is shown."""
        if self._profile is not None and done.profile.member_id != self._profile.member_id:
            self._context.shell.close_drawer()
            self._context.shell.go("members", text=done.profile.card_number or done.profile.name)
        else:
            self.changed.emit()

    # --- merges that can be undone ------------------------------------------------------------------------------------

    def _show_merges(self) -> None:
        while (item := self._merges.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for event_id, name, last_day in self._details.merges if self._details else ():
            words = self.tr("{name} was merged into this member. Undo until {date}.")
            text = Text(words.format(name=person(name), date=last_day), "small", "muted", wrap=True)
            button = Button(self.tr("Undo"), size="small")
            button.setObjectName(f"undo-{event_id}")
            button.clicked.connect(lambda _on=False, event_id=event_id: self.undo(event_id))
            line = row(text, button, spacing=12)
            line.setStretch(0, 1)
            self._merges.addWidget(Card(line, tone="quiet", pad=10))

    def undo(self, event_id: str) -> None:
        """Parts two members again."""

        def work(use: Use) -> Merged:
            return merging.undo(use, event_id)

        def done(_merged: Merged) -> None:
            self._context.shell.toast(self.tr("The members are two again."))
            self.changed.emit()

        run_approved(self._context, self, work, done, None)
