"""One device of the till: what it is, where it hangs, how it is, what it said last, and a try of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from memberpos.devices.catalog import CATALOG
from memberpos.devices.port_finder import Port, usb_address
from memberpos.devices.readings import DeviceHealth
from memberpos.settings import Device
from memberpos.ui.device_words import NOTATIONS, ROLES, TONES, kind_words, notation_words, slot_words, state_words
from memberpos.ui.settings_pages.base import choice, choose, rename
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, FormRow, row
from memberpos.ui.widgets.painted import Dot
from memberpos.ui.widgets.text import ElidedText, Text

#: What a port's box has room for; the rest is in the tool tip.
MOST_CHARACTERS = 24


class DeviceCard(Card):
    """The device of one `slot` of the settings. `tries` is the row of its test buttons, after what was heard."""

    def __init__(self, slot: str) -> None:
        super().__init__()
        self.slot, self._change = slot, True
        kinds = [kind.name for kind in CATALOG.values() if kind.role == ROLES[slot]]
        self.kind, self.port, self.notation = choice(dict.fromkeys(["", *kinds], "")), QComboBox(), QComboBox()
        for name, box in (("kind", self.kind), ("port", self.port), ("notation", self.notation)):
            box.setObjectName(f"{name}-{slot}")
        self.port.setEditable(True)
        self.rows = [FormRow(self.kind), FormRow(self.port), FormRow(self.notation)]
        self.kind.currentIndexChanged.connect(lambda _at: self._kind_chosen())
        self.name, self.dot, self.state = Text("", "heading"), Dot(), ElidedText("", "body", "muted")
        self.step = Text("", "small", "bad", wrap=True)
        self.heard = ElidedText("", "small", "muted")
        self._lay_out()

    def _lay_out(self) -> None:
        self.fields = row(*self.rows[:2], spacing=16)
        self.fields.setStretch(0, 1)
        self.fields.setStretch(1, 1)
        self.tries = row(self.heard, spacing=8)
        self.tries.setStretch(0, 1)
        self.step.hide()
        self.layout_.addLayout(row(self.name, None, self.dot, self.state, spacing=8))
        self.layout_.addLayout(self.fields)
        self.layout_.addLayout(row(self.rows[2], None))
        self.layout_.addWidget(self.step)
        self.layout_.addLayout(self.tries)

    def add_try(self, button: Button, name: str) -> None:
        """One more thing to try; `name` is its object name."""
        button.setObjectName(name)
        self.tries.addWidget(button)

    def allow(self, *, change: bool) -> None:
        """Whether the choice may be changed."""
        self.kind.setEnabled(change)
        self.notation.setEnabled(change)
        self._change = change
        self._kind_chosen()

    def _kind_chosen(self) -> None:
        """What the chosen kind needs: a port, and for cards with a number of their own how the shop writes it."""
        kind = CATALOG.get(str(self.kind.currentData()))
        self.port.setEnabled(self._change and kind is not None and kind.has_port)
        notations = kind.notations if kind is not None else ()
        if [self.notation.itemData(at) for at in range(self.notation.count())] != list(notations):
            self.notation.clear()
            for notation in notations:
                self.notation.addItem(notation_words(notation), notation)
        self.rows[2].setVisible(bool(notations))

    def device(self) -> Device:
        """The choice as settings; a USB port is bound by what is plugged in, not by its name."""
        at = self.port.findText(self.port.currentText())
        address = str(self.port.itemData(at)) if at >= 0 else self.port.currentText().strip()
        usb = address.startswith("usb:")
        kind, notation = str(self.kind.currentData() or ""), str(self.notation.currentData() or "")
        return Device(kind, "" if usb else address, address if usb else "", notation=notation)

    def show_ports(self, ports: Sequence[Port]) -> None:
        """Offers the ports of now and keeps the choice."""
        chosen = self.device()
        self.port.clear()
        self.port.addItem("", "")
        for port in ports:
            whole = f"{port.device}  {port.description}".strip()
            short = whole if len(whole) <= MOST_CHARACTERS else f"{whole[:MOST_CHARACTERS]}…"
            self.port.addItem(short, usb_address(port))
            self.port.setItemData(self.port.count() - 1, whole, Qt.ItemDataRole.ToolTipRole)
        self.show_device(chosen)

    def show_device(self, device: Device) -> None:
        """Shows what the settings say."""
        choose(self.kind, device.kind)
        if device.notation:
            choose(self.notation, device.notation)
        address = device.identity or device.port
        at = self.port.findData(address)
        if at >= 0:
            self.port.setCurrentIndex(at)
        else:
            self.port.setEditText(address)
        self.port.lineEdit().setCursorPosition(0)  # its beginning says which port it is

    def show_health(self, health: DeviceHealth | None, unused: str, step: str) -> None:
        """The lamp, its words (`unused` without a device) and what to do ("" = nothing)."""
        self.state.setText(state_words(health.state) if health else unused)
        self.dot.set_tone(TONES.get(health.state, "") if health else "")
        self.step.set_tone("bad" if health is not None and health.state == "lost" else "muted")
        self.step.setText(step)
        self.step.setVisible(bool(step))

    def rename(self, kind: str, port: str, notation: str) -> None:
        """All words anew; the arguments name the fields."""
        self.name.setText(slot_words(self.slot))
        for form_row, words in zip(self.rows, (kind, port, notation), strict=True):
            form_row.set(words)
        rename(self.notation, {each: notation_words(each) for each in NOTATIONS})
        rename(self.kind, {each: kind_words(each) for each in ("", *CATALOG)})
