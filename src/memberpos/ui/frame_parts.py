"""Rail and top bar of the main window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QWidget

from memberpos.devices.readings import DeviceHealth
from memberpos.ui.context import Place
from memberpos.ui.device_words import TONES
from memberpos.ui.theme import Theme
from memberpos.ui.widgets.bars import RAIL_LOW_PX, RAIL_PX, Chip, Logo, Omnibox, RailButton
from memberpos.ui.widgets.card import column, row
from memberpos.ui.widgets.painted import Avatar
from memberpos.ui.widgets.text import ElidedText, Text

_HQ_TONES = {"idle": "ok", "pushing": "info", "offline": "warn", "refused": "bad", "revoked": "bad", "standalone": ""}
_GAP, _BELOW_LOGO = 4, 14
_ORDER = ("reader", "scanner", "printer", "label", "drawer", "caller", "display")


class Rail(QFrame):
    """Places at the left; below, who works here."""

    chosen = Signal(str)
    user = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(theme.size("rail-width"))
        self._buttons: dict[str, tuple[RailButton, Place]] = {}
        self._logo, self._places = Logo(), column(spacing=_GAP)
        self._user = _UserButton()
        self._user.clicked.connect(self.user)
        layout = column(spacing=0, margins=(0, 10, 0, 8))
        layout.addWidget(self._logo, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(_BELOW_LOGO)
        layout.addLayout(self._places)
        layout.addStretch(1)
        layout.addWidget(self._user, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(layout)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)

    def minimumSizeHint(self) -> QSize:
        """All places at their lowest."""
        return QSize(self.width(), self._rest() + len(self._buttons) * (RAIL_LOW_PX + _GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares out the height there is."""
        self._share()
        super().resizeEvent(event)

    def _rest(self) -> int:
        """Height of all that is no place."""
        margins = self.layout().contentsMargins()
        return margins.top() + margins.bottom() + self._logo.height() + _BELOW_LOGO + self._user.height()

    def _share(self) -> None:
        each = (self.height() - self._rest()) // max(len(self._buttons), 1) - _GAP
        for button, _place in self._buttons.values():
            button.set_height(min(max(each, RAIL_LOW_PX), RAIL_PX))

    def add(self, place: Place) -> None:
        """One more place."""
        button = RailButton(place.icon)
        button.setText(place.label())
        button.setObjectName(f"place-{place.name}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.chosen.emit(place.name))
        self._buttons[place.name] = (button, place)
        self._places.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._share()

    def choose(self, name: str) -> None:
        """Mark the place in front; none when it has no entry."""
        for each, (button, _place) in self._buttons.items():
            button.setChecked(each == name)

    def set_user(self, name: str, shift: str) -> None:
        """Who works here, in which shift."""
        self._user.set(name, shift)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            for button, place in self._buttons.values():
                button.setText(place.label())
        super().changeEvent(event)


class _UserButton(QPushButton):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("user")
        self.setFlat(True)
        self.setFixedSize(66, 60)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._avatar = Avatar("", 30, "rail")
        self._shift = ElidedText("", "caption")
        self._shift.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = column(spacing=4, margins=(0, 2, 0, 2))
        layout.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._shift)
        self.setLayout(layout)

    def sizeHint(self) -> QSize:
        return QSize(66, 60)

    def set(self, name: str, shift: str) -> None:
        self.setVisible(bool(name))
        self._avatar.set_name(name)
        self.setAccessibleName(name)
        self._shift.setText(shift or name)


class TopBar(QFrame):
    """Omnibox, lights of devices and headquarters, clock."""

    chip_clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self.setFixedHeight(theme.size("top"))
        self.omnibox = Omnibox()
        self.clock = Text("", "clock", "muted")
        self._devices: dict[str, DeviceHealth] = {}
        self._chips: dict[str, Chip] = {}
        self._hq, self._hq_state = self._chip("hq"), ("standalone", 0, 0)
        self._lights = row(spacing=10)
        layout = row(self.omnibox, None, self._lights, self._hq, self.clock, spacing=12, margins=(16, 0, 16, 0))
        layout.setStretch(0, 3)
        layout.setStretch(1, 1)
        self.omnibox.setMinimumWidth(240)
        self.omnibox.setMaximumWidth(430)
        self.setLayout(layout)
        self.retranslate()

    def set_device(self, health: DeviceHealth) -> None:
        """A device changed its state; one light a role."""
        self._devices[health.role] = health
        if health.role not in self._chips:
            chip = self._chips[health.role] = self._chip(health.role)
            place = sum(1 for role in self._chips if _rank(role) < _rank(health.role))
            self._lights.insertWidget(place, chip)
        self._show_device(health)

    def set_hq(self, state: str, queued: int, tasks: int = 0) -> None:
        """State of the line to headquarters, how much waits to be sent, and what somebody here must look at."""
        self._hq_state = (state, queued, tasks)
        words, chained = self._hq_words(state), state != "standalone"
        if queued and chained:
            words = self.tr("{state} · {count} waiting").format(state=words, count=queued)
        if tasks and chained:
            words = self.tr("{state} · {count} to look at").format(state=words, count=tasks)
        self._hq.set(words, "warn" if tasks and chained else _HQ_TONES.get(state, "warn"))

    def retranslate(self) -> None:
        """All words anew."""
        self.omnibox.field.setPlaceholderText(self.tr("Card, code, phone, name"))
        for health in self._devices.values():
            self._show_device(health)
        self.set_hq(*self._hq_state)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _chip(self, name: str) -> Chip:
        chip = Chip()
        chip.setObjectName(f"chip-{name}")
        chip.clicked.connect(lambda: self.chip_clicked.emit(name))
        return chip

    def _show_device(self, health: DeviceHealth) -> None:
        state = self._state_words(health.state)
        self._chips[health.role].set(
            f"{self._role_words(health.role)} {state}".strip(), TONES.get(health.state, "warn")
        )

    def _role_words(self, role: str) -> str:
        return {
            "reader": self.tr("Card reader"),
            "printer": self.tr("Printer"),
            "label": self.tr("Labels"),
            "scanner": self.tr("Scanner"),
            "caller": self.tr("Caller ID"),
            "display": self.tr("Customer display"),
            "drawer": self.tr("Cash drawer"),
        }.get(role, role)

    def _state_words(self, state: str) -> str:
        return {
            "ready": "",
            "connecting": self.tr("connecting"),
            "degraded": self.tr("needs a look"),
            "lost": self.tr("reconnecting"),
            "off": self.tr("off"),
        }.get(state, "")

    def _hq_words(self, state: str) -> str:
        return {
            "standalone": self.tr("No headquarters"),
            "offline": self.tr("HQ offline"),
            "pushing": self.tr("HQ sending"),
            "idle": self.tr("HQ up to date"),
            "refused": self.tr("HQ refused"),
            "revoked": self.tr("Till shut out"),
        }.get(state, state)


def _rank(role: str) -> int:
    return _ORDER.index(role) if role in _ORDER else len(_ORDER)
