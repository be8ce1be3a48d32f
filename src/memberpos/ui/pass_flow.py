"""What is done with a member's passes in dialogs: check-in, sale, renewal, freeze, refund; at counter and drawer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from memberpos.services import members, pass_care, pass_desk, pass_views
from memberpos.services.pass_results import PassChanged
from memberpos.services.pass_views import RecentUse
from memberpos.services.results import MemberProfile, PassView
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.dialogs.check_in import CheckInDialog
from memberpos.ui.dialogs.pass_days import FreezeDialog, ReactivateDialog
from memberpos.ui.dialogs.pass_refund import RefundPassDialog
from memberpos.ui.dialogs.pass_renew import RenewPassDialog
from memberpos.ui.dialogs.pass_sell import SellPassDialog
from memberpos.ui.format import minutes


class PassFlow(QObject):
    """Opens dialogs over `window`. `changed`: the member's passes are others now; `managing`: they are to be shown."""

    changed = Signal()
    managing = Signal()

    def __init__(self, window: QWidget, context: UiContext, prints: Callable[[], bool] = lambda: True) -> None:
        super().__init__(window)
        self._window, self._context, self._prints = window, context, prints

    def check_in(self, profile: MemberProfile) -> None:
        """Whose pass, how many persons, who serves."""
        dialog = CheckInDialog(self._window, self._context, profile, self._prints)
        dialog.used.connect(lambda _done: self.changed.emit())
        dialog.undone.connect(lambda: self._again(profile.member_id))
        dialog.asked.connect(lambda what: self.sell(profile) if what == "sell" else self.managing.emit())
        dialog.open()

    def _again(self, member_id: str) -> None:
        """After an undo the check-in is shown with what is left now."""
        self.changed.emit()
        now_ms = int(self._context.services["now_ms"]())
        self._context.read(lambda db: members.profile(db, member_id, now_ms), self.check_in, None, self)

    def sell(self, profile: MemberProfile) -> None:
        """A new pass."""
        dialog = SellPassDialog(self._window, self._context, profile)
        dialog.sold.connect(lambda _done: self.changed.emit())
        dialog.open()

    def renew(self, profile: MemberProfile, view: PassView) -> None:
        """Another one of the same kind."""
        dialog = RenewPassDialog(self._window, self._context, profile, view)
        dialog.sold.connect(lambda _done: self.changed.emit())
        dialog.open()

    def when(self, at_ms: int) -> str:
        """Day and time of the shop's clock."""
        return minutes(at_ms, self._context.time_zone)

    def late_uses(self, member_id: str, then: Callable[[tuple[RecentUse, ...]], object]) -> None:
        """Check-ins of the last weeks, which a manager may still take back."""
        me, now_ms = self._context.shell.session().staff_id, int(self._context.services["now_ms"]())
        days, most = pass_views.LATE_DAYS, pass_views.MOST_LATE_USES
        self._context.read(lambda db: pass_views.recent_uses(db, member_id, me, now_ms, days, most), then, None, self)

    def take_back(self, use: RecentUse) -> None:
        """A check-in as if it had not been; later than 10 minutes a manager approves."""
        event_id = str(self._context.services["new_id"]())

        def done(_changed: PassChanged) -> None:
            self._context.shell.toast(self.tr("{title}: taken back.").format(title=use.title))
            self.changed.emit()

        run_approved(self._context, self._window, lambda of: pass_desk.undo(of, use.event_id, event_id), done, None)

    def freeze(self, view: PassView) -> None:
        """Days without use."""
        dialog = FreezeDialog(self._window, self._context, view)
        dialog.changed.connect(lambda _done: self.changed.emit())
        dialog.open()

    def unfreeze(self, view: PassView) -> None:
        """From today it can be used again."""

        def done(changed: PassChanged) -> None:
            words = self.tr("{title}: freeze ended, good to {date}.")
            self._context.shell.toast(words.format(title=view.title, date=changed.valid_to or "—"))
            self.changed.emit()

        run_approved(self._context, self._window, lambda use: pass_care.unfreeze(use, view.pass_id), done, None)

    def reactivate(self, view: PassView) -> None:
        """A lapsed pass is good again."""
        dialog = ReactivateDialog(self._window, self._context, view)
        dialog.changed.connect(lambda _done: self.changed.emit())
        dialog.open()

    def refund(self, view: PassView) -> None:
        """Paid back, by either figure."""
        dialog = RefundPassDialog(self._window, self._context, view)
        dialog.refunded.connect(lambda _done: self.changed.emit())
        dialog.open()
