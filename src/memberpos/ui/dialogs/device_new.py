"""A new device in three steps: where it hangs, what it is, keep and try it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from memberpos.devices.catalog import CATALOG, kinds_of_usb
from memberpos.devices.hot_plug import changed
from memberpos.devices.port_finder import Port, parse_binding, usb_address
from memberpos.devices.probe import Found
from memberpos.domain.errors import PosError
from memberpos.settings import Device
from memberpos.ui.context import UiContext
from memberpos.ui.device_words import ROLES, kind_words, slot_words, step_words, used_ports
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.settings_pages.base import choice, rename
from memberpos.ui.widgets.card import EmptyState, FactRow, FormRow, column, row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.steps import Steps
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import Text

LOOK_EVERY_MS = 1000
SPEEDS = (0, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)
#: Kinds that cannot be asked.
SPEAK_ONLY = ("rdm6300", "scanner")
PLUG, KIND, KEEP = range(3)


class NewDeviceDialog(Dialog):
    """`made` carries (slot, Device) to keep. Asks the device once; what it is, a person may always say."""

    made = Signal(str, object)

    def __init__(self, window: QWidget, context: UiContext) -> None:
        super().__init__(window, width_px=680)
        self._context = context
        self._ports: list[Port] | None = None
        self._fresh: set[str] = set()
        self._looking = self._asking = False
        self._found: Found | None = None
        self._checked: Found | None = None
        self._step = PLUG
        self._steps, self._stack = Steps(3), QStackedWidget()
        self._build_plug()
        self._build_kind()
        self._build_keep()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self.body.addWidget(self._steps)
        self.body.addWidget(self._stack)
        self.retranslate()
        self._look()

    def _build_plug(self) -> None:
        self._empty = EmptyState("devices")
        self._table = Table((Column("port", 170), Column("what"), Column("new", 130)), self._context.theme, self._empty)
        self._table.setObjectName("new-ports")
        self._table.setMinimumHeight(230)
        self._table.opened.connect(lambda _id: self.accept())
        self._address = Field(latin=True)
        self._address.setObjectName("new-address")
        self._address.textChanged.connect(lambda _text: self._show())
        self._address_row = FormRow(self._address)
        self._add(self._table, self._address_row)

    def _build_kind(self) -> None:
        self._said = Text("", "strong", wrap=True)
        roles = set(ROLES.values())
        kinds = [kind.name for kind in CATALOG.values() if kind.role in roles and kind.has_port]
        self._kind = choice(dict.fromkeys(("", *kinds), ""))
        self._kind.setObjectName("new-kind")
        self._kind.currentIndexChanged.connect(lambda _at: self._show())
        self._speed = choice({str(speed): str(speed) for speed in SPEEDS})
        self._speed.setObjectName("new-speed")
        self._kind_row, self._speed_row = FormRow(self._kind), FormRow(self._speed)
        fields = row(self._kind_row, self._speed_row, spacing=16)
        fields.setStretch(0, 1)
        self._add(self._said, fields)

    def _build_keep(self) -> None:
        self._slot = choice(dict.fromkeys(ROLES, ""))
        self._slot.setObjectName("new-slot")
        self._slot_row = FormRow(self._slot)
        self._slot.currentIndexChanged.connect(lambda _at: self._show_keep())
        self._facts = [FactRow() for _ in range(3)]
        self._health = Text("", "body", "muted", wrap=True)
        self._add(*self._facts, self._slot_row, self._health)

    def _add(self, *items: QWidget | QLayout) -> None:
        page = QWidget()
        page.setLayout(column(*items, None, spacing=12))
        self._stack.addWidget(page)

    def retranslate(self) -> None:
        """All words anew."""
        self._steps.set_names((self.tr("Plug in"), self.tr("What is it?"), self.tr("Keep")))
        self._table.set_heads(self.tr("Port"), self.tr("What it says"), "")
        self._empty.set(self.tr("No port seen yet"), self.tr("Plug the device in and switch it on."))
        self._address_row.set(self.tr("Or its address in the network"), self.tr("For example 192.168.1.87:9100"))
        self._kind_row.set(self.tr("Kind"))
        self._slot_row.set(self.tr("Used as"))
        self._speed_row.set(self.tr("Line speed"))
        rename(self._speed, {"0": self.tr("Usual")})
        rename(self._kind, {kind: kind_words(kind) for kind in CATALOG} | {"": self.tr("Choose …")})
        rename(self._slot, {slot: slot_words(slot) for slot in ROLES})
        self._show()

    def keys(self) -> Sequence[KeyHint]:
        """One step back."""
        back = self.tr("Back")
        return (KeyHint("Esc", back, self.reject),)

    def first_field(self) -> QWidget | None:
        return self._table

    def accept(self) -> None:
        """One step on; the last keeps the device."""
        if self._asking:
            return
        if self._step == PLUG and self._chosen():
            self._ask()
        elif self._step == KIND and self._kind.currentData():
            self._check()
        elif self._step == KEEP:
            slot = str(self._slot.currentData())
            self.finish(True)
            self.made.emit(slot, self._device())

    def reject(self) -> None:
        """One step back, at the first out of the dialog."""
        if self._step == PLUG:
            super().reject()
        elif not self._asking:
            self._go(self._step - 1)

    # --- plug in ------------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Reads the ports again while the first step shows."""
        if self._step == PLUG and not self._looking:
            self._looking = True
            self._context.runner.ask(self._context.services["list_ports"], self.show_ports, self._not_listed, self)

    def _not_listed(self, error: PosError) -> None:
        self._looking = False
        self.set_problem(message(error).sentence)

    def show_ports(self, ports: Sequence[Port]) -> None:
        """The ports of now; one that was just plugged in is chosen."""
        self._looking = False
        came = changed(self._ports or (), ports).came if self._ports is not None else ()
        if self._ports is not None and list(ports) == self._ports:
            return
        self._fresh = {device for device in self._fresh if any(port.device == device for port in ports)}
        self._fresh |= {port.device for port in came}
        chosen = came[0].device if came else self._table.choice() or (ports[0].device if ports else None)
        self._ports = list(ports)
        self._table.set_lines([self._line(port) for port in ports], chosen)
        self._show()

    def _line(self, port: Port) -> Line:
        new = Cell(self.tr("new"), "ok", badge=True) if port.device in self._fresh else Cell("")
        if slot := self._slot_at(usb_address(port)) or self._slot_at(port.device):
            new = Cell(slot_words(slot), "info", badge=True)
        return Line(port.device, (Cell(port.device, strong=True), Cell(port.description or port_identity(port)), new))

    def _chosen(self) -> str:
        """The address of the port, "" without one; a typed one comes first."""
        if typed := self._address.text().strip():
            return typed
        port = self._port()
        return usb_address(port) if port else ""

    def _slot_at(self, address: str) -> str:
        """What is set up there already, "" for nothing."""
        return used_ports(self._context.settings["read"]().devices).get(address, "")

    def _port(self) -> Port | None:
        wanted = self._table.choice() if not self._address.text().strip() else None
        return next((port for port in self._ports or () if port.device == wanted), None)

    # --- what is it ---------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        address, probe = self._chosen(), self._context.services["probe_port"]
        try:
            parse_binding(address)
        except PosError as error:
            self.set_problem(message(error).sentence)
            return
        port = self._port()
        if slot := self._slot_at(address) or (self._slot_at(port.device) if port else ""):
            self.set_problem(
                self.tr("This port is the one of: {device}. Choose another.").format(device=slot_words(slot))
            )
            return
        self._asking, self._found = True, None
        self._go(KIND)
        self._context.runner.ask(lambda: probe(address, ""), self.show_found, self._refused, self)

    def show_found(self, found: Found) -> None:
        """What the device answered."""
        self._asking, self._found = False, found
        self._kind.setCurrentIndex(max(0, self._kind.findData(found.kind or self._guess())))
        self._show()

    def _guess(self) -> str:
        port = self._port()
        kinds = kinds_of_usb(port.vid, port.pid) if port else ()
        return kinds[0].name if len(kinds) == 1 else ""

    def _check(self) -> None:
        """Before it is kept, the driver of its kind speaks with it, unless it has answered or only speaks by itself."""
        kind, baud, address = self._chosen_kind, self._baud, self._chosen()
        answered = self._found is not None and self._found.state == "ready" and self._found.kind == kind and not baud
        if answered or kind in SPEAK_ONLY:
            self.show_checked(Found(address, kind, "ready", "" if answered else "cannot_ask"))
            return
        probe = self._context.services["probe_port"]
        self._asking = True
        self._show()
        self._context.runner.ask(lambda: probe(address, kind, baud), self.show_checked, self._refused, self)

    def show_checked(self, checked: Found) -> None:
        """What the driver found; whatever it is, the device may be kept."""
        self._asking, self._checked = False, checked
        self._go(KEEP)

    def _refused(self, error: PosError) -> None:
        self._asking = False
        words, step = message(error), step_words(str(error.facts.get("word", "")))
        self._go(PLUG)
        self.set_problem(f"{words.sentence} {step or words.next_step}")

    # --- keep ---------------------------------------------------------------------------------------------------------

    def _device(self) -> Device:
        address = self._chosen()
        usb = address.startswith("usb:")
        return Device(self._chosen_kind, "" if usb else address, address if usb else "", self._baud)

    @property
    def _chosen_kind(self) -> str:
        return str(self._kind.currentData())

    @property
    def _baud(self) -> int:
        return int(str(self._speed.currentData() or 0))

    def _go(self, step: int) -> None:
        self._step = step
        self.set_problem("")
        self._stack.setCurrentIndex(step)
        if step == KEEP:
            self._offer_slots()
        (self._table, self._kind, self.next)[step].setFocus()
        self._show()

    def _offer_slots(self) -> None:
        """Only places for this kind."""
        role = CATALOG[str(self._kind.currentData())].role
        self._slot.clear()
        for slot, wanted in ROLES.items():
            if wanted == role:
                self._slot.addItem(slot_words(slot), slot)
        self._slot_row.setVisible(self._slot.count() > 1)

    def _show_keep(self) -> None:
        before: Device = getattr(self._context.settings["read"]().devices, str(self._slot.currentData()), Device())
        replaced = kind_words(before.kind) if before.kind else self.tr("nothing")
        self._facts[0].set(self.tr("Port"), self._chosen())
        self._facts[1].set(self.tr("Kind"), kind_words(str(self._kind.currentData())))
        self._facts[2].set(self.tr("Takes the place of"), replaced)
        words = step_words(self._checked.detail) if self._checked else ""
        ready = self._checked is not None and self._checked.state == "ready"
        self._health.setText(words or self.tr("It answered. It is found again under any port name."))
        self._health.set_tone("muted" if ready else "bad")

    def _show(self) -> None:
        self._steps.show_at(self._step)
        remark = (
            self.tr("Plug the device in now, or choose its port."),
            self.tr("It is listened to, then asked one question, once."),
            self.tr("Keep it, then try it."),
        )[self._step]
        accept = self.tr("Keep and try") if self._step == KEEP else self.tr("Next")
        self.set_texts(self.tr("New device"), accept, self.tr("Back"), remark)
        self._said.setText(self._said_words())
        ready = (bool(self._chosen()), bool(self._kind.currentData()), True)[self._step]
        self.next.setEnabled(ready and not self._asking)
        if self._step == KEEP:
            self._show_keep()

    def _said_words(self) -> str:
        if self._asking:
            return self.tr("Listening and asking …")
        if self._found is None or not self._found.kind:
            word = self._found.detail if self._found else ""
            step = step_words("asked_before" if word == "no_answer" else word)
            return step or self.tr("It does not say what it is. Choose.")
        if self._found.state == "ready":
            return self.tr("It answered: {kind}").format(kind=kind_words(self._found.kind))
        return step_words(self._found.detail)


def port_identity(port: Port) -> str:
    """VID:PID of a USB port, "" for any other."""
    return f"{port.vid}:{port.pid}" if port.vid else ""
