"""Devices: what is plugged in where, how it is, and a try of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from memberpos.devices.catalog import CATALOG
from memberpos.devices.port_finder import Port, usb_address
from memberpos.devices.readings import CardPresented, DeviceHealth, Reading, Scan
from memberpos.settings import Device, Devices, Settings
from memberpos.ui.context import UiContext
from memberpos.ui.format import grouped
from memberpos.ui.hints import KeyHint
from memberpos.ui.screen import Screen
from memberpos.ui.settings_pages.base import choice, choose, rename
from memberpos.ui.widgets.buttons import Button, PrimaryButton
from memberpos.ui.widgets.card import Card, FormRow, column, row, scrolled
from memberpos.ui.widgets.painted import Dot
from memberpos.ui.widgets.text import ElidedText, Text

#: Slot of the settings → role of the catalogue.
ROLES = {"card": "reader", "scanner": "scanner", "caller": "caller", "printer": "printer", "display": "display"}
WIDTHS = ("80", "58")
RIGHT = "device.change"
#: What a port's box has room for; the rest is in the tool tip.
MOST_CHARACTERS = 24
_TONES = {"ready": "ok", "connecting": "warn", "degraded": "warn", "lost": "bad", "off": ""}


class _DeviceCard(Card):
    """One role: kind, port, state, and what was heard last."""

    def __init__(self, slot: str) -> None:
        super().__init__()
        self.slot, self._change = slot, True
        kinds = [kind.name for kind in CATALOG.values() if kind.role == ROLES[slot]]
        self.kind, self.port = choice(dict.fromkeys(["", *kinds], "")), QComboBox()
        self.kind.setObjectName(f"kind-{slot}")
        self.port.setObjectName(f"port-{slot}")
        self.port.setEditable(True)
        self.notation = QComboBox()
        self.notation.setObjectName(f"notation-{slot}")
        self.rows = [FormRow(self.kind), FormRow(self.port), FormRow(self.notation)]
        self.kind.currentIndexChanged.connect(lambda _at: self._kind_chosen())
        self.name, self.dot, self.state = Text("", "heading"), Dot(), ElidedText("", "body", "muted")
        self.heard = ElidedText("", "small", "muted")
        head = row(self.name, None, self.dot, self.state, spacing=8)
        self.fields = row(*self.rows[:2], spacing=16)
        self.fields.setStretch(0, 1)
        self.fields.setStretch(1, 1)
        self.tries = row(self.heard, spacing=8)
        self.tries.setStretch(0, 1)
        self.layout_.addLayout(head)
        self.layout_.addLayout(self.fields)
        self.layout_.addLayout(row(self.rows[2], None))
        self.layout_.addLayout(self.tries)

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


class DevicesScreen(Screen):
    """Save starts the devices anew; everything that is heard shows at once."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cards = {slot: _DeviceCard(slot) for slot in ROLES}
        self._title, self._hint = Text("", "title"), Text("", "body", "muted", wrap=True)
        self._width = choice(dict.fromkeys(WIDTHS, ""))
        self._width_row = FormRow(self._width)
        self._cards["printer"].fields.addWidget(self._width_row)
        self._test, self._drawer, self._again = Button(""), Button(""), Button("", "F5")
        self._save = PrimaryButton("", "Ctrl+S")
        self._test.clicked.connect(self._print_test)
        self._drawer.clicked.connect(lambda: self.context.services["kick_drawer"]())
        self._again.clicked.connect(self.refresh)
        self._save.clicked.connect(self.save)
        self._lay_out()

    def _lay_out(self) -> None:
        for button, name in ((self._test, "print-test"), (self._drawer, "open-drawer"), (self._save, "devices-save")):
            button.setObjectName(name)
        for button in (self._test, self._drawer):
            self._cards["printer"].tries.addWidget(button)
        gap = self.context.theme.size("gap")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(gap)
        for at, card in enumerate(self._cards.values()):
            grid.addWidget(card, at // 2, at % 2)
            grid.setColumnStretch(at % 2, 1)
        head = row(self._title, 16, self._hint, self._again, self._save)
        head.setStretch(2, 1)
        body = Card(grid, None, pad=0, tone="plain")
        layout = column(head, scrolled(body), spacing=16, margins=(gap, gap, gap, gap))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def title(self) -> str:
        """Name of the screen."""
        return self.tr("Devices")

    def keys(self) -> Sequence[KeyHint]:
        """Save, look for ports again."""
        return (
            KeyHint("F5", self.tr("Look again"), self.refresh),
            *((KeyHint("Ctrl+S", self.tr("Save"), self.save),) if self._may_change() else ()),
            KeyHint("Esc", self.tr("Counter"), lambda: self.context.shell.go("counter")),
        )

    def on_shown(self, **facts: object) -> None:
        """Shows the settings and the ports of now."""
        self._allow()
        self.setFocus()
        settings: Settings = self.context.settings["read"]()
        for slot, card in self._cards.items():
            card.show_device(getattr(settings.devices, slot))
        choose(self._width, str(settings.devices.printer.width_mm))
        self._show_health()
        self.refresh()

    def _may_change(self) -> bool:
        return RIGHT in self.context.shell.session().rights

    def _allow(self) -> None:
        may_change = self._may_change()
        for card in self._cards.values():
            card.allow(change=may_change)
        self._width.setEnabled(may_change)
        self._save.setVisible(may_change)
        if may_change:
            self._hint.setText(self.tr("Choose the kind and the port, save, then try it: swipe, scan, print."))
        else:
            self._hint.setText(self.tr("Try them here: swipe, scan, print. To change them ask the owner or a manager."))

    def refresh(self) -> None:
        """Lists the ports off the UI thread."""
        self.context.runner.aside(self.context.services["list_ports"], self._show_ports, None, self)

    def on_reading(self, reading: Reading) -> bool:
        """A device says something: its state, or what it read just now."""
        if isinstance(reading, DeviceHealth):
            self._show_health()
            return False
        if isinstance(reading, CardPresented):
            text = grouped(reading.number) if reading.number else self._fault_words(reading.fault)
            self._cards["card"].heard.setText(self.tr("Read just now: {text}").format(text=text))
            return True
        if isinstance(reading, Scan):
            text = self.tr("a payment code") if reading.purpose == "payment" else reading.text
            self._cards["scanner"].heard.setText(self.tr("Read just now: {text}").format(text=text))
            return True
        return False

    def _fault_words(self, fault: str) -> str:
        if fault == "random_id":
            return self.tr("a telephone or bank card")
        return self.tr("a card that cannot be read") if fault else self.tr("no readable track")

    def save(self) -> None:
        """Keeps the choices and starts the devices anew."""
        settings: Settings = self.context.settings["read"]()
        chosen = {slot: card.device() for slot, card in self._cards.items()}
        printer = replace(
            settings.devices.printer, kind=chosen["printer"].kind, port=chosen["printer"].port,
            identity=chosen["printer"].identity, width_mm=int(str(self._width.currentData())),
        )  # fmt: skip
        known = settings.devices
        devices = Devices(
            _kept(known.card, chosen["card"]), _kept(known.scanner, chosen["scanner"]),
            _kept(known.caller, chosen["caller"]), printer, _kept(known.display, chosen["display"]),
        )  # fmt: skip
        self.context.services["change_settings"](replace(settings, devices=devices))
        self.context.shell.toast(self.tr("Saved. The devices start anew."))

    def retranslate(self) -> None:
        """All words anew."""
        self._title.setText(self.title())
        self._allow()
        names = {
            "card": self.tr("Card reader"), "scanner": self.tr("Scanner"), "caller": self.tr("Caller ID"),
            "printer": self.tr("Receipt printer"), "display": self.tr("Customer display"),
        }  # fmt: skip
        for slot, card in self._cards.items():
            card.name.setText(names[slot])
            card.rows[0].set(self.tr("Kind"))
            card.rows[1].set(self.tr("Port"))
            card.rows[2].set(self.tr("Number on the card"))
            rename(card.notation, {kind: notation_words(kind) for kind in NOTATIONS})
            rename(card.kind, self._kind_words())
        self._width_row.set(self.tr("Paper"))
        rename(self._width, {"80": self.tr("80 mm"), "58": self.tr("58 mm")})
        self._test.setText(self.tr("Print a test page"))
        self._drawer.setText(self.tr("Open the drawer"))
        self._again.setText(self.tr("Look again"))
        self._save.setText(self.tr("Save"))
        self._show_health()

    def _kind_words(self) -> dict[str, str]:
        return {
            "": self.tr("Not used"),
            "msr605": self.tr("MSR605 reader and writer"),
            "pn532": self.tr("PN532 chip card reader"),
            "pcsc": self.tr("PC/SC chip card reader (ACR122U …)"),
            "yhy522": self.tr("YHY522 chip card module"),
            "er302": self.tr("ER302 chip card reader"),
            "m1_library": self.tr("MingHua or Decard reader (vendor library)"),
            "rdm6300": self.tr("ID card reader, 125 kHz (RDM6300 …)"),
            "wedge": self.tr("Keyboard reader (no port)"),
            "scanner": self.tr("Serial scanner"),
            "caller": self.tr("Modem with caller ID"),
            "printer": self.tr("ESC/POS printer"),
            "msr605x": self.tr("MSR605X reader and writer (USB)"),
            "tcp300": self.tr("Star TCP300 card printer"),
            "tcp310": self.tr("Star TCP310 card printer, 3 tracks"),
            "gm72": self.tr("Scanner module with trigger (GM72 …)"),
            "fsk_box": self.tr("Caller ID box (FSK)"),
            "dtmf_box": self.tr("Caller ID box (DTMF)"),
            "netcallerid": self.tr("NetCallerID box"),
            "whozz": self.tr("Whozz Calling unit"),
            "ncid": self.tr("NCID server (network)"),
            "led8": self.tr("LED8 display, 8 digits"),
            "cd5220": self.tr("CD5220 or VFD220 display, 2 rows"),
            "dm_d": self.tr("Epson DM-D display"),
            "dm_d_behind": self.tr("Epson DM-D behind the printer"),
            "second_screen": self.tr("Second screen of this computer"),
        }

    def _show_ports(self, ports: Sequence[Port]) -> None:
        for card in self._cards.values():
            card.show_ports(ports)

    def _show_health(self) -> None:
        words = {
            "ready": self.tr("Ready"), "connecting": self.tr("Connecting"), "degraded": self.tr("Needs a look"),
            "lost": self.tr("Not there; it is taken up again by itself"), "off": self.tr("Off"),
        }  # fmt: skip
        known, has = self.context.services["device_health"](), self.context.services["has_device"]
        for slot, card in self._cards.items():
            health = known.get(ROLES[slot])
            card.state.setText(words.get(health.state, "") if health else self.tr("Not set up"))
            card.dot.set_tone(_TONES.get(health.state, "") if health else "")
        for button in (self._test, self._drawer):
            button.setEnabled(has("printer"))

    def _print_test(self) -> None:
        self.context.services["print_test"]()


# every notation of the catalogue
NOTATIONS = tuple(dict.fromkeys(notation for kind in CATALOG.values() for notation in kind.notations))


def notation_words(notation: str) -> str:
    """How numbers of this notation look, in the user's language."""
    return {
        "8H-10D": QCoreApplication.translate("notations", "10 digits: 0013961168"),
        "2H.4H": QCoreApplication.translate("notations", "3+5 digits: 213,02000"),
        "10H": QCoreApplication.translate("notations", "Hexadecimal: 0D00D507D0"),
        "6H-8D": QCoreApplication.translate("notations", "8 digits: 13961168"),
        "10H-12D": QCoreApplication.translate("notations", "12 digits: 055848536016"),
        "4H.4H": QCoreApplication.translate("notations", "5+5 digits: 00213,02000"),
        "hex": QCoreApplication.translate("notations", "Hexadecimal: 529D06E3"),
        "dec_msb_first": QCoreApplication.translate("notations", "Decimal: 1386022627"),
        "dec_lsb_first": QCoreApplication.translate("notations", "Decimal, reversed: 3808861522"),
    }.get(notation, notation)


def _kept(before: Device, chosen: Device) -> Device:
    """The choice with the speed that was set before for the same kind."""
    return replace(chosen, baud=before.baud if before.kind == chosen.kind else 0)
