"""The ports of this machine: what hangs there, what it may be, what it is used as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from memberpos.devices.catalog import kinds_of_usb
from memberpos.devices.port_finder import Port, usb_address
from memberpos.ui.device_words import kind_words, slot_words
from memberpos.ui.theme import Theme
from memberpos.ui.widgets.card import EmptyState, column
from memberpos.ui.widgets.table import Cell, Column, Line, Table

SHOWN_ROWS = 5
_COLUMNS = (
    Column("port", 170), Column("what"), Column("identity", 110), Column("serial", 120), Column("place", 80),
    Column("maybe", 200), Column("used", 130),
)  # fmt: skip


class PortTable(QWidget):
    """`used` is address → slot, `denied` are names of ports this user may not open."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._empty = EmptyState("devices")
        self._table = Table(_COLUMNS, theme, self._empty)
        self._table.setObjectName("ports")
        self._table.setMinimumHeight(theme.size("header") + SHOWN_ROWS * theme.size("row") + 2)
        self._ports: Sequence[Port] = ()
        self._used: Mapping[str, str] = {}
        self._denied: frozenset[str] = frozenset()
        self.setLayout(column(self._table))

    def show_ports(self, ports: Sequence[Port], used: Mapping[str, str], denied: frozenset[str]) -> None:
        """Shows other ports."""
        self._ports, self._used, self._denied = list(ports), used, denied
        self._table.set_lines([self._line(port) for port in ports], self._table.choice())

    def retranslate(self) -> None:
        """All words anew."""
        self._table.set_heads(
            self.tr("Port"), self.tr("What it says"), "VID:PID", self.tr("Serial number"), self.tr("Place"),
            self.tr("May be"), self.tr("Used as"),
        )  # fmt: skip
        self._empty.set(self.tr("No port seen yet"), self.tr("Plug a device in; it shows here by itself."))
        self.show_ports(self._ports, self._used, self._denied)

    def _line(self, port: Port) -> Line:
        slot = self._used.get(usb_address(port)) or self._used.get(port.device, "")
        kinds = [kind_words(kind.name) for kind in kinds_of_usb(port.vid, port.pid)]
        used = Cell(slot_words(slot), "ok", badge=True) if slot else Cell("")
        if port.device in self._denied:
            used = Cell(self.tr("no rights"), "bad", badge=True)
        return Line(
            port.device,
            (
                Cell(port.device, strong=True), port.description, f"{port.vid}:{port.pid}" if port.vid else "",
                port.serial_number, port.location, Cell(" / ".join(kinds[:2]), "muted"), used,
            ),
        )  # fmt: skip
