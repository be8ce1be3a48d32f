"""One sentence for whoever works here when a device of this till goes away or comes back, on any screen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Protocol

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTimer

from memberpos.devices.readings import DeviceHealth
from memberpos.ui.device_words import step_words
from memberpos.ui.message_texts import QT_TRANSLATE_NOOP
from memberpos.ui.widgets.overlay import Toast

_WENT: Mapping[str, str] = MappingProxyType(
    {
        "reader": QT_TRANSLATE_NOOP("devices", "The card reader is gone. Find members by phone number or name."),
        "scanner": QT_TRANSLATE_NOOP("devices", "The scanner is gone. Type the numbers of codes meanwhile."),
        "printer": QT_TRANSLATE_NOOP("devices", "The receipt printer is gone. Receipts wait until it is back."),
        "label": QT_TRANSLATE_NOOP("devices", "The label printer is gone. Labels wait until it is back."),
        "caller": QT_TRANSLATE_NOOP("devices", "The caller ID is gone. Who calls is not shown meanwhile."),
        "display": QT_TRANSLATE_NOOP("devices", "The customer display is gone. Customers see no amounts meanwhile."),
    }
)
_BACK: Mapping[str, str] = MappingProxyType(
    {
        "reader": QT_TRANSLATE_NOOP("devices", "The card reader is back."),
        "scanner": QT_TRANSLATE_NOOP("devices", "The scanner is back."),
        "printer": QT_TRANSLATE_NOOP("devices", "The receipt printer is back."),
        "label": QT_TRANSLATE_NOOP("devices", "The label printer is back."),
        "caller": QT_TRANSLATE_NOOP("devices", "The caller ID is back."),
        "display": QT_TRANSLATE_NOOP("devices", "The customer display is back."),
    }
)

#: A plug that is back by then was never missed.
GRACE_MS = 1500


class Sayer(Protocol):
    """Shows a message of the window and gives it back (`MainWindow.say`)."""

    def __call__(self, text: str, next_step: str = "", tone: str = "ok") -> Toast: ...


class DeviceNews(QObject):
    """Hears every `DeviceHealth`. A device that is gone for longer than `GRACE_MS` is told once, with what to do; so is
    its return, which takes the first message away.
    """

    def __init__(self, say: Sayer, grace_ms: int = GRACE_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say, self._grace_ms = say, grace_ms
        self._states: dict[str, DeviceHealth] = {}
        self._gone: dict[str, Toast] = {}

    def heard(self, health: DeviceHealth) -> None:
        """A device changed its state."""
        role = health.role
        before, self._states[role] = self._states.get(role), health
        if health.state == "lost" and role in _WENT:
            if before is None or before.state != "lost":
                QTimer.singleShot(self._grace_ms, self, partial(self._missed, role))
        elif health.state in ("ready", "degraded") and role in self._gone:
            self._withdraw(role)
            self._say(QCoreApplication.translate("devices", _BACK[role]))
        elif health.state == "off":
            self._withdraw(role)

    def _missed(self, role: str) -> None:
        health = self._states[role]
        if health.state != "lost" or role in self._gone:
            return
        went = QCoreApplication.translate("devices", _WENT[role])
        self._gone[role] = self._say(went, step_words(health.detail), "warn")

    def _withdraw(self, role: str) -> None:
        toast = self._gone.pop(role, None)
        if toast is not None and shiboken6.isValid(toast):
            toast.dismiss()
