"""Devices: what is plugged in where, how it is, and a try of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from memberpos.devices.hot_plug import changed
from memberpos.devices.port_finder import Port, denied_ports, usb_address
from memberpos.devices.readings import CardPresented, DeviceHealth, JobState, PrinterState, Reading, Scan
from memberpos.domain.errors import PosError
from memberpos.settings import Device, Devices, Printer, Settings, Wedge
from memberpos.ui.context import UiContext
from memberpos.ui.device_words import ROLES, fault_words, job_words, printer_words, step_words, used_ports
from memberpos.ui.dialogs.device_bytes import BytesDialog
from memberpos.ui.dialogs.device_new import NewDeviceDialog
from memberpos.ui.dialogs.device_try import TryDialog
from memberpos.ui.dialogs.open_papers import OpenPapersDialog
from memberpos.ui.dialogs.wedge_calibrate import CalibrateDialog
from memberpos.ui.display_try import DisplayTry
from memberpos.ui.format import grouped
from memberpos.ui.hints import KeyHint
from memberpos.ui.screen import Screen
from memberpos.ui.settings_pages.base import choice, choose, rename
from memberpos.ui.widgets.buttons import Button, PrimaryButton
from memberpos.ui.widgets.card import Card, FormRow, column, row, scrolled
from memberpos.ui.widgets.device_card import DeviceCard
from memberpos.ui.widgets.port_table import PortTable
from memberpos.ui.widgets.text import Text

WIDTHS = ("80", "58")
COPIES = ("never", "stored_value", "always")
RIGHT = "device.change"
LOOK_EVERY_MS = 2000
#: Devices that are tried by waiting for what they say.
_HEARD = ("card", "scanner", "caller")


class DevicesScreen(Screen):
    """Save starts the devices anew; everything that is heard shows at once, and so does what is plugged in."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cards = {slot: DeviceCard(slot) for slot in ROLES}
        self._title, self._hint = Text("", "title"), Text("", "body", "muted", wrap=True)
        self._widths = {slot: choice(dict.fromkeys(WIDTHS, "")) for slot in ("printer", "label")}
        self._merchant = choice(dict.fromkeys(COPIES, ""))
        self._rows = {"merchant": FormRow(self._merchant)} | {slot: FormRow(box) for slot, box in self._widths.items()}
        self._tries = {slot: Button("") for slot in _HEARD}
        self._test, self._label_test, self._drawer = Button(""), Button(""), Button("")
        self._display = DisplayTry(context)
        self._new, self._save = Button("", "F6"), PrimaryButton("", "Ctrl+S")
        self._wedge_name, self._wedge_state = Text("", "heading"), Text("", "small", "muted", wrap=True)
        self._calibrate, self._bytes, self._papers = Button("", "F8"), Button("", "F7"), Button("", "F4")
        self._ports_name, self._ports = Text("", "heading"), PortTable(context.theme)
        self._known: list[Port] | None = None
        self._in_table: tuple[Sequence[Port], Mapping[str, str], frozenset[str]] | None = None
        self._holder = ""
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._wire()
        self._lay_out()

    def _wire(self) -> None:
        self._test.clicked.connect(lambda: self._print_test("printer"))
        self._label_test.clicked.connect(lambda: self._print_test("label"))
        self._drawer.clicked.connect(lambda: self.context.services["kick_drawer"]())
        self._new.clicked.connect(self.add)
        self._save.clicked.connect(self.save)
        self._calibrate.clicked.connect(self.calibrate)
        self._bytes.clicked.connect(self.show_bytes)
        self._papers.clicked.connect(self.show_papers)
        self._timer.timeout.connect(self.refresh)
        for slot, button in self._tries.items():
            button.clicked.connect(lambda _on=False, slot=slot: TryDialog(self, self.context, slot).open())

    def _lay_out(self) -> None:
        for slot, button in self._tries.items():
            self._cards[slot].add_try(button, f"try-{slot}")
        self._cards["printer"].fields.addWidget(self._rows["printer"])
        self._cards["label"].fields.addWidget(self._rows["label"])
        self._cards["printer"].layout_.insertLayout(3, row(self._rows["merchant"], None))
        self._cards["printer"].add_try(self._test, "print-test")
        self._cards["printer"].add_try(self._drawer, "open-drawer")
        self._cards["label"].add_try(self._label_test, "label-test")
        self._cards["display"].add_try(self._display, "try-display")
        for button, name in (
            (self._save, "devices-save"), (self._new, "device-new"), (self._calibrate, "calibrate"),
            (self._bytes, "device-bytes"),
        ):  # fmt: skip
            button.setObjectName(name)
        gap = self.context.theme.size("gap")
        head = row(self._title, 16, self._hint, self._papers, self._new, self._save)
        head.setStretch(2, 1)
        layout = column(head, scrolled(Card(self._grid(gap), None, pad=0, tone="plain")), spacing=16,
                        margins=(gap, gap, gap, gap))  # fmt: skip
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _grid(self, gap: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(gap)
        wedge = Card(self._wedge_name, self._wedge_state, None, row(None, self._calibrate))
        for at, card in enumerate((*self._cards.values(), wedge)):
            grid.addWidget(card, at // 2, at % 2)
            grid.setColumnStretch(at % 2, 1)
        ports = Card(row(self._ports_name, None, self._bytes), self._ports)
        grid.addWidget(ports, (len(self._cards) + 2) // 2, 0, 1, 2)
        return grid

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Devices")

    def keys(self) -> Sequence[KeyHint]:
        """Add, look, measure, save."""
        change = (
            KeyHint("F6", self.tr("New device"), self.add), KeyHint("F8", self.tr("Calibrate"), self.calibrate),
            KeyHint("Ctrl+S", self.tr("Save"), self.save),
        ) if self._may_change() else ()  # fmt: skip
        return (
            KeyHint("F4", self.tr("Papers"), self.show_papers),
            KeyHint("F5", self.tr("Look again"), self.refresh),
            KeyHint("F7", self.tr("Bytes"), self.show_bytes),
            *change,
            KeyHint("Esc", self.tr("Counter"), lambda: self.context.shell.go("counter")),
        )

    def on_shown(self, **facts: object) -> None:
        """Shows the settings and the ports of now, and goes on looking; `add` opens the wizard."""
        self._allow()
        self.setFocus()
        self._show_settings()
        self._show_health()
        self.refresh()
        self._timer.start()
        if facts.get("add") and self._may_change():
            self.add()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: the ports are left alone; a window that is put down comes back."""
        if not event.spontaneous():
            self._timer.stop()
        super().hideEvent(event)

    def _devices(self) -> Devices:
        settings: Settings = self.context.settings["read"]()
        return settings.devices

    def _show_settings(self) -> None:
        devices = self._devices()
        for slot, card in self._cards.items():
            card.show_device(getattr(devices, slot))
        choose(self._widths["printer"], str(devices.printer.width_mm))
        choose(self._widths["label"], str(devices.label.width_mm))
        choose(self._merchant, devices.printer.merchant_copy)
        self._show_wedge(devices.wedge)

    def _show_wedge(self, wedge: Wedge) -> None:
        text = self.tr("Taken for a scan: at most {longest} ms between keys, {mean} ms on average.")
        self._wedge_state.setText(text.format(longest=wedge.max_gap_ms, mean=wedge.mean_gap_ms))

    def _may_change(self) -> bool:
        return RIGHT in self.context.shell.session().rights

    def _allow(self) -> None:
        may_change = self._may_change()
        for card in self._cards.values():
            card.allow(change=may_change)
        for box in (*self._widths.values(), self._merchant):
            box.setEnabled(may_change)
        for button in (self._save, self._new, self._calibrate):
            button.setVisible(may_change)
        if may_change:
            self._hint.setText(self.tr("Plug it in and press F6, or choose kind and port and save."))
        else:
            self._hint.setText(self.tr("Try them here: swipe, scan, print. To change them ask the owner or a manager."))

    # --- what is plugged in -------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Lists the ports off the UI thread, once at a time."""
        if not self._looking:
            self._looking = True
            list_ports = self.context.services["list_ports"]
            self.context.runner.ask(lambda: _look(list_ports()), self._looked, self._not_listed, self)

    def _looked(self, found: tuple[Sequence[Port], frozenset[str]]) -> None:
        self._looking = False
        self.show_ports(*found)

    def _not_listed(self, error: PosError) -> None:
        self._looking = False
        self.context.shell.error(error)

    def show_ports(self, ports: Sequence[Port], denied: frozenset[str] = frozenset()) -> None:
        """The ports of now, `denied` those without rights; what came and went is told."""
        if list(ports) != self._known:
            if self._known is not None:
                self._tell_change(self._known, ports)
            self._known = list(ports)
            for card in self._cards.values():
                card.show_ports(ports)
        table = (self._known, used_ports(self._devices()), denied)
        if table != self._in_table:
            self._in_table = table
            self._ports.show_ports(*table)

    def _tell_change(self, before: Sequence[Port], now: Sequence[Port]) -> None:
        """What is no device of this till; of those the window tells on every screen (`device_news`)."""
        change, used = changed(before, now), used_ports(self._devices())
        for port in change.came:
            name = port.description or port.device
            if not _in_use(port, used):
                self.context.shell.toast(self.tr("Plugged in: {name}. F6 sets it up.").format(name=name), "info")
        for port in change.went:
            name = port.description or port.device
            if not _in_use(port, used):
                self.context.shell.toast(self.tr("Pulled out: {name}").format(name=name), "info")

    # --- what devices say ---------------------------------------------------------------------------------------------

    def on_reading(self, reading: Reading) -> bool:
        """A device says something: its state, or what it read just now."""
        if isinstance(reading, DeviceHealth):
            self._show_health()
            return False
        if isinstance(reading, CardPresented):
            text = grouped(reading.number) if reading.number else fault_words(reading.fault)
            self._cards["card"].heard.setText(self.tr("Read just now: {text}").format(text=text))
            return True
        if isinstance(reading, Scan):
            text = self.tr("a payment code") if reading.purpose == "payment" else reading.text
            self._cards["scanner"].heard.setText(self.tr("Read just now: {text}").format(text=text))
            return True
        text = printer_words(reading) if isinstance(reading, PrinterState) else ""
        text = job_words(reading.state) if isinstance(reading, JobState) else text
        if text:
            self._cards["printer"].heard.setText(text)
        return False

    def _show_health(self) -> None:
        known = self.context.services["device_health"]()
        has = self.context.services["has_device"]
        if all(health.detail != "busy" for health in known.values()):
            self._holder = ""
        for slot, card in self._cards.items():
            health = known.get(slot if slot == "label" else ROLES[slot])
            card.show_health(health, self.tr("Not set up"), self._step(health) if health else "")
            if slot in self._tries:
                self._tries[slot].setEnabled(has(slot) or card.kind.currentData() == "wedge")
        for button, slot in ((self._test, "printer"), (self._drawer, "printer"), (self._label_test, "label")):
            button.setEnabled(has(slot))
        self._display.setEnabled(bool(self._devices().display.kind))

    def _step(self, health: DeviceHealth) -> str:
        """What to do now; who holds the port, once that is known."""
        step = step_words(health.detail) if health.state in ("lost", "degraded", "ready") else ""
        if health.detail != "busy":
            return step
        if not self._holder:
            self._holder = "?"
            self.context.runner.ask(self.context.services["port_holders"], self._holders_known, None, self)
        return step if self._holder in ("", "?") else f"{step} ({self._holder})"

    def _holders_known(self, names: Sequence[str]) -> None:
        self._holder = ", ".join(names)
        self._show_health()

    # --- what people do -----------------------------------------------------------------------------------------------

    def add(self) -> None:
        """The wizard for a new device."""
        dialog = NewDeviceDialog(self, self.context)
        dialog.made.connect(self._keep_new)
        dialog.open()

    def calibrate(self) -> None:
        """Measures a scanner that types."""
        dialog = CalibrateDialog(self, self.context, self._devices().wedge)
        dialog.measured.connect(self._keep_wedge)
        dialog.open()

    def show_bytes(self) -> None:
        """What passes on the ports."""
        BytesDialog(self, self.context).open()

    def show_papers(self) -> None:
        """Papers that wait or that nobody is sure of."""
        OpenPapersDialog(self, self.context).open()

    def _keep_new(self, slot: str, device: Device) -> None:
        self._cards[slot].show_device(device)
        settings = self._chosen_settings()
        kept: Device = getattr(settings.devices, slot)
        devices = replace(settings.devices, **{slot: replace(kept, baud=device.baud)})  # type: ignore[arg-type]
        self._change(replace(settings, devices=devices))
        if slot in _HEARD:
            self._tries[slot].setEnabled(True)
            TryDialog(self, self.context, slot).open()

    def _keep_wedge(self, wedge: Wedge) -> None:
        self._show_wedge(wedge)
        settings: Settings = self.context.settings["read"]()
        self._change(replace(settings, devices=replace(settings.devices, wedge=wedge)))

    def save(self) -> None:
        """Keeps the choices and starts the devices anew."""
        self._change(self._chosen_settings())

    def _chosen_settings(self) -> Settings:
        settings: Settings = self.context.settings["read"]()
        known, chosen = settings.devices, {slot: card.device() for slot, card in self._cards.items()}
        printer = _printer(known.printer, chosen["printer"], str(self._widths["printer"].currentData()))
        devices = replace(
            known, card=_kept(known.card, chosen["card"]), scanner=_kept(known.scanner, chosen["scanner"]),
            caller=_kept(known.caller, chosen["caller"]), display=_kept(known.display, chosen["display"]),
            printer=replace(printer, merchant_copy=str(self._merchant.currentData())),
            label=_printer(known.label, chosen["label"], str(self._widths["label"].currentData())),
        )  # fmt: skip
        return replace(settings, devices=devices)

    def _change(self, settings: Settings) -> None:
        self._holder = ""
        self.context.services["change_settings"](settings)
        self.context.shell.toast(self.tr("Saved. The devices start anew."))

    def _print_test(self, slot: str) -> None:
        self.context.services["print_test"](slot)

    def retranslate(self) -> None:
        """All words anew."""
        self._title.setText(self.title())
        self._allow()
        for card in self._cards.values():
            card.rename(self.tr("Kind"), self.tr("Port"), self.tr("Number on the card"))
        for slot, box in self._widths.items():
            self._rows[slot].set(self.tr("Paper"))
            rename(box, {"80": self.tr("80 mm"), "58": self.tr("58 mm")})
        self._rows["merchant"].set(self.tr("Copy for the shop"))
        always, never = self.tr("With every receipt"), self.tr("Never")
        rename(self._merchant, {"never": never, "stored_value": self.tr("When stored value moves"), "always": always})
        for slot, words in zip(
            _HEARD, (self.tr("Try a card"), self.tr("Try a code"), self.tr("Try a call")), strict=True
        ):
            self._tries[slot].setText(words)
        self._test.setText(self.tr("Print a test page"))
        self._label_test.setText(self.tr("Print a test label"))
        self._drawer.setText(self.tr("Open the drawer"))
        self._display.setText(self.tr("Show an amount"))
        self._new.setText(self.tr("New device"))
        self._save.setText(self.tr("Save"))
        self._wedge_name.setText(self.tr("Scanners and readers that type"))
        self._calibrate.setText(self.tr("Calibrate"))
        self._ports_name.setText(self.tr("Plugged in"))
        self._bytes.setText(self.tr("Bytes"))
        self._papers.setText(self.tr("Papers"))
        self._ports.retranslate()
        self._show_wedge(self._devices().wedge)
        self._show_health()


def _look(ports: Sequence[Port]) -> tuple[Sequence[Port], frozenset[str]]:
    return ports, denied_ports(ports)


def _in_use(port: Port, used: Mapping[str, str]) -> bool:
    return usb_address(port) in used or port.device in used


def _kept(before: Device, chosen: Device) -> Device:
    """The choice with the speed that was set before for the same kind."""
    return replace(chosen, baud=before.baud if before.kind == chosen.kind else 0)


def _printer(before: Printer, chosen: Device, width_mm: str) -> Printer:
    return replace(before, kind=chosen.kind, port=chosen.port, identity=chosen.identity, width_mm=int(width_mm))
