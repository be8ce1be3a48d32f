"""Trying a device: swipe, scan, ring; what came is shown and goes nowhere else.

A scanner that waits to be told looks while the dialog is open: in host mode its own button does nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from memberpos.devices.readings import CardPresented, DeviceHealth, IncomingCall, Reading, Scan
from memberpos.ui.context import UiContext
from memberpos.ui.device_words import fault_words, slot_words
from memberpos.ui.format import grouped
from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, row
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.text import Text

MOST = 6


class TryDialog(Dialog):
    """Waits for readings of one `slot` (card, scanner, caller). A call that rings meanwhile is in no list of calls."""

    def __init__(self, window: QWidget, context: UiContext, slot: str) -> None:
        super().__init__(window, width_px=560)
        self._slot, self._services = slot, context.services
        self._triggers = self._has_trigger()
        self._lines: list[str] = []
        self._heard = Text("", "strong", wrap=True)
        self._heard.setObjectName("tried")
        self._again = Button("", "Ctrl+Space")
        self._again.setObjectName("try-again")
        self._again.setVisible(self._triggers)
        self._again.clicked.connect(self.look)
        self.body.addWidget(Card(self._heard, tone="quiet"))
        self.body.addLayout(row(self._again, None))
        self.retranslate()
        self.closed.connect(lambda _accepted: self._end())
        self.look()

    def _has_trigger(self) -> bool:
        return self._slot == "scanner" and bool(self._services.get("has_trigger", lambda: False)())

    def look(self) -> None:
        """Lets a scanner with a trigger look for a code."""
        if self._triggers:
            self._services["start_scan"]()

    def _end(self) -> None:
        if self._triggers:
            self._services["stop_scan"]()

    def retranslate(self) -> None:
        """All words anew."""
        remark = {
            "card": self.tr("Swipe a card or hold it to the reader. It is only shown here."),
            "scanner": self.tr("Scan any code. It is only shown here."),
            "caller": self.tr("Ring this line from another telephone. The call is only shown here."),
        }[self._slot]
        self._again.setText(self.tr("Scan"))
        title = self.tr("Try: {device}").format(device=slot_words(self._slot))
        self.set_texts(title, self.tr("Done"), "", remark)
        self._show()

    def keys(self) -> Sequence[KeyHint]:
        """Enter or Esc ends it."""
        again = (KeyHint("Ctrl+Space", self.tr("Scan"), self.look),) if self._triggers else ()
        return (*again, KeyHint("Esc", self.tr("Done"), self.reject))

    def on_reading(self, reading: Reading) -> bool:
        """A reading of the device that is tried; others are of no use here."""
        if isinstance(reading, DeviceHealth):
            self._notice(reading)
            return False
        text = self._words(reading)
        if not text:
            return False
        self._lines = [text, *self._lines][:MOST]
        self._show()
        return True

    def _notice(self, health: DeviceHealth) -> None:
        """A scanner that was only just set up says when it is there, and what it is."""
        if (health.role, health.state) == ("scanner", "ready") and not self._triggers and self._has_trigger():
            self._triggers = True
            self._again.setVisible(True)
            self.look()

    def _words(self, reading: Reading) -> str:
        if self._slot == "caller":
            return self._call_words(reading) if isinstance(reading, IncomingCall) else ""
        if isinstance(reading, CardPresented):
            return grouped(reading.number) if reading.number else fault_words(reading.fault)
        if isinstance(reading, Scan):
            return self.tr("a payment code") if reading.purpose == "payment" else reading.text
        return ""

    def _call_words(self, call: IncomingCall) -> str:
        number = call.number or self.tr("number withheld")
        return self.tr("Line {line}: {number}").format(line=call.line, number=number)

    def _show(self) -> None:
        self._heard.setText("\n".join(self._lines) or self.tr("Nothing yet"))
        self._heard.set_tone("" if self._lines else "muted")
        self.arrange()
