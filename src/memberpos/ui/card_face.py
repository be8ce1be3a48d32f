"""The face of a rewritable card: printed anew when its member leaves the counter with another balance than it shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from memberpos.devices.readings import CardFace, CardPresented, CardRemoved, Reading
from memberpos.domain.errors import PosError
from memberpos.services.exchange import ExchangeDone
from memberpos.services.results import MemberProfile, SaleDone
from memberpos.ui.context import UiContext
from memberpos.ui.counter_model import CounterModel
from memberpos.ui.format import count, day, money

# Kinds that keep a card inside while its member is served, and print on it.
PRINTERS = ("tcp300", "tcp310")


class CardFaceKeeper(QObject):
    """Follows `model` and the readings of the card reader.

    Services: `print_face` (lines), `return_card`, both to the reader. A card whose member did not change comes out as
    it went in.
    """

    def __init__(self, model: CounterModel, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._context = model, context
        self._inside = False
        self._first: MemberProfile | None = None  # as the card was put in
        self._last: MemberProfile | None = None
        model.changed.connect(self._changed)
        model.sold.connect(self._sold)

    def hear(self, reading: Reading) -> None:
        """Something of the card reader. A card that was taken out meanwhile (card_mismatch) is nobody's fault."""
        if isinstance(reading, CardPresented):
            self._inside = reading.source in PRINTERS
            self._first = self._last = None
        elif isinstance(reading, CardRemoved):
            self._inside = False
        elif isinstance(reading, CardFace) and not reading.ok and reading.code != "card_mismatch":
            self._context.shell.error(PosError("card_write_failed", word="face"))

    def _changed(self) -> None:
        profile = self._model.sale.profile
        if not self._inside:
            return
        if profile is not None:
            self._first, self._last = self._first or profile, profile
        elif self._first is not None:
            QTimer.singleShot(0, self, self._left)  # a sale that was booked says so right after

    def _sold(self, done: SaleDone | ExchangeDone) -> None:
        sale = done.sale if isinstance(done, ExchangeDone) else done
        if self._inside and self._first is not None and sale.profile is not None:
            self._last = sale.profile
            self._left()

    def _left(self) -> None:
        """The member is gone from the counter: the card follows."""
        first, last = self._first, self._last
        if not self._inside or first is None or last is None or self._model.sale.profile is not None:
            return
        self._inside, self._first, self._last = False, None, None
        if _figures(first) == _figures(last):
            self._context.services["return_card"]()
        else:
            self._context.services["print_face"](self.lines(last))

    def lines(self, profile: MemberProfile) -> Sequence[str]:
        """What stands on the card: who, what is left, and as of when."""
        context = self._context
        balance = money(profile.stored_fen, context.currency)
        lines = [profile.name, profile.tier or "", profile.card_number or ""]
        lines += [
            self.tr("Balance {amount}").format(amount=balance),
            self.tr("Points {n}").format(n=count(profile.points)),
            day(self._model.now_ms(), context.time_zone),
        ]
        return tuple(line for line in lines if line)


def _figures(profile: MemberProfile) -> tuple[int, int, str | None]:
    return profile.stored_fen, profile.points, profile.tier
