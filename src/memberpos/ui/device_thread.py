"""One QThread a port: the device's loop runs in it, its readings arrive on the UI thread by a queued signal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from memberpos.devices.drivers.base import Driver
from memberpos.devices.port_thread import DeviceLoop
from memberpos.devices.readings import Reading
from memberpos.devices.transport import Transport


class DeviceThread(QThread):
    """Runs one `DeviceLoop` from `start` to `close`. `read` carries each reading; `heard` is called with it at once,
    on this thread, for listeners that have a queue of their own.
    """

    read = Signal(object)

    def __init__(
        self,
        driver: Driver,
        open_port: Callable[[], Transport],
        heard: Callable[[Reading], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._heard = heard
        self.loop = DeviceLoop(driver, open_port, self._emit)

    def run(self) -> None:
        """Serve the device until `close`."""
        self.loop.run()

    def post(self, command: object) -> None:
        """Hand a command to the driver; returns at once."""
        self.loop.post(command)

    def close(self) -> None:
        """Stop the loop and wait for the thread."""
        self.loop.stop()
        self.wait()

    def _emit(self, reading: Reading) -> None:
        if self._heard is not None:
            self._heard(reading)
        self.read.emit(reading)
