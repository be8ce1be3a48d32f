"""The panel of simulated devices: swipe, scan, ring, take the paper out, pull a plug — beside the till in use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from memberpos.devices.readings import PrinterState
from memberpos.devices.simulator.bench import kind_of
from memberpos.domain.errors import PosError
from memberpos.ui.context import UiContext
from memberpos.ui.device_words import kind_words, printer_words
from memberpos.ui.message_texts import QT_TRANSLATE_NOOP
from memberpos.ui.settings_pages.base import choice
from memberpos.ui.simulators import REPLUG, UNPLUG, Act, Simulators, acts_of
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, column, row, scrolled
from memberpos.ui.widgets.painted import Dot
from memberpos.ui.widgets.text import ElidedText, Text

LOOK_EVERY_MS = 700
_COLUMNS = 3
_ACTS = {
    "swipe": QT_TRANSLATE_NOOP("simulators", "Swipe"),
    "present": QT_TRANSLATE_NOOP("simulators", "Hold to"),
    "insert": QT_TRANSLATE_NOOP("simulators", "Insert"),
    "take": QT_TRANSLATE_NOOP("simulators", "Take out"),
    "remove": QT_TRANSLATE_NOOP("simulators", "Take away"),
    "scan": QT_TRANSLATE_NOOP("simulators", "Scan"),
    "ring": QT_TRANSLATE_NOOP("simulators", "Ring"),
    "hangup": QT_TRANSLATE_NOOP("simulators", "Hang up"),
    "paper-out": QT_TRANSLATE_NOOP("simulators", "Paper out"),
    "paper-low": QT_TRANSLATE_NOOP("simulators", "Paper low"),
    "paper-in": QT_TRANSLATE_NOOP("simulators", "New roll"),
    "cover-open": QT_TRANSLATE_NOOP("simulators", "Open cover"),
    "cover-close": QT_TRANSLATE_NOOP("simulators", "Close cover"),
    "drawer-close": QT_TRANSLATE_NOOP("simulators", "Close drawer"),
    "unplug": QT_TRANSLATE_NOOP("simulators", "Unplug"),
    "replug": QT_TRANSLATE_NOOP("simulators", "Plug in"),
}


class SimulatorPanel(QWidget):
    """One card a device of the bench. Its buttons leave the keys where they are."""

    width_px = 380

    def __init__(self, context: UiContext, simulators: Simulators) -> None:
        super().__init__()
        self._context, self._simulators = context, simulators
        self._cards: dict[str, _SimulatedCard] = {}
        self._title, self._hint = Text("", "heading"), Text("", "small", "muted", wrap=True)
        self._body = column(None, spacing=12, margins=(0, 0, 8, 0))
        holder = QWidget()
        holder.setLayout(self._body)
        layout = column(self._title, self._hint, scrolled(holder), spacing=10, margins=(16, 16, 8, 16))
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.retranslate()
        self.look()

    def retranslate(self) -> None:
        """All words anew."""
        self._title.setText(self.tr("Simulated devices"))
        self._hint.setText(self.tr("These devices are not there. What you do here, the till hears on real ports."))
        for card in self._cards.values():
            card.retranslate()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more; a window that is put down comes back."""
        if not event.spontaneous():
            self._timer.stop()
        super().hideEvent(event)

    def look(self) -> None:
        """Asks the bench how its devices are, off the UI thread."""
        if not self._looking:
            self._looking = True
            self._context.runner.aside(self._simulators.devices, self.show_facts, self._gone, self)

    def show_facts(self, devices: Mapping[str, Mapping[str, Any]]) -> None:
        """How they are now."""
        self._looking = False
        for name, facts in devices.items():
            if name not in self._cards:
                self._cards[name] = _SimulatedCard(name, self._simulators, self.act)
                self._body.insertWidget(self._body.count() - 1, self._cards[name])
            self._cards[name].show_facts(facts)

    def act(self, device: str, act: Act, value: str) -> None:
        """Does it, then looks what became of it."""
        simulators = self._simulators

        def work() -> Mapping[str, Mapping[str, Any]]:
            simulators.act(device, act, value)
            return simulators.devices()

        self._context.runner.aside(work, self.show_facts, self._context.shell.error, self)

    def _gone(self, error: PosError) -> None:
        self._looking = False
        self._timer.stop()
        self._context.shell.error(error)


class _SimulatedCard(Card):
    """One device: lamp, a few facts, a value to send, and what may be done."""

    def __init__(self, name: str, simulators: Simulators, act: Any) -> None:
        super().__init__(pad=12, spacing=8)
        self._name, self._plugged = name, True
        self._said: Mapping[str, Any] = {}
        self.heading, self.dot, self._facts = Text("", "strong"), Dot(), ElidedText("", "caption", "muted")
        self._plug = self._button("plug")
        self._plug.clicked.connect(lambda: act(name, UNPLUG if self._plugged else REPLUG, ""))
        self._acts = acts_of(name)
        self._value = self._values(simulators)
        self._buttons = {one.do: self._button(one.do) for one in self._acts}
        grid = QGridLayout()
        grid.setSpacing(6)
        for at, one in enumerate(self._acts):
            self._buttons[one.do].clicked.connect(lambda _on=False, one=one: act(name, one, self._sent(one)))
            grid.addWidget(self._buttons[one.do], at // _COLUMNS, at % _COLUMNS)
        self.layout_.addLayout(row(self.dot, self.heading, None, self._plug))
        self.layout_.addWidget(self._facts)
        if self._value is not None:
            self.layout_.addWidget(self._value)
        self.layout_.addLayout(grid)
        self.retranslate()

    def _button(self, do: str) -> Button:
        button = Button("", size="small")
        button.setObjectName(f"sim-{self._name}-{do}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _values(self, simulators: Simulators) -> QComboBox | None:
        samples = next((simulators.samples(one) for one in self._acts if one.argument), None)
        if samples is None:
            return None
        box = choice({value: words for words, value in samples.items()})
        box.setObjectName(f"sim-{self._name}-value")
        box.setEditable(True)
        box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        box.setMinimumContentsLength(12)
        return box

    def _sent(self, act: Act) -> str:
        """The chosen value; a typed one as it is."""
        if not act.argument or self._value is None:
            return ""
        at = self._value.findText(self._value.currentText())
        return str(self._value.itemData(at)) if at >= 0 else self._value.currentText().strip()

    def show_facts(self, facts: Mapping[str, Any]) -> None:
        """Its lamp and what it knows of itself."""
        self._plugged = bool(facts.get("plugged"))
        self.dot.set_tone("ok" if self._plugged else "")
        self._said = facts
        self.retranslate()
        for button in self._buttons.values():
            button.setEnabled(self._plugged)

    def retranslate(self) -> None:
        """All words anew."""
        number = self._name.partition("-")[2]
        self.heading.setText(f"{kind_words(kind_of(self._name))} {number}".strip())
        words = fact_words(self._said)
        self._facts.setText(words)
        self._facts.setVisible(bool(words))
        self._plug.setText(_act_words("unplug" if self._plugged else "replug"))
        for do, button in self._buttons.items():
            button.setText(_act_words(do))


def fact_words(facts: Mapping[str, Any]) -> str:
    """What a person wants to know of a simulated device; "" when there is nothing."""
    if "paper" in facts:
        state = PrinterState(None, facts["paper"], facts.get("cover_open"), facts.get("drawer_open"))
        return printer_words(state)
    if shown := [str(facts[key]).strip() for key in ("shown", "upper", "lower") if key in facts]:
        return " / ".join(shown)
    if "armed" in facts:
        if facts["armed"]:
            return QCoreApplication.translate("simulators", "waits for a card")
        return QCoreApplication.translate("simulators", "not asked for a card")
    return QCoreApplication.translate("simulators", "a card is at it") if facts.get("card") else ""


def _act_words(do: str) -> str:
    return QCoreApplication.translate("simulators", _ACTS[do]) if do in _ACTS else do
