"""The side of the till that the customer sees: a display on a cable, one behind the printer, or a second screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from memberpos.devices.customer_view import IDLE, CustomerView, ShowCustomer
from memberpos.devices.readings import DeviceHealth
from memberpos.settings import Devices
from memberpos.ui.context import UiContext
from memberpos.ui.customer_page import CustomerPage
from memberpos.ui.widgets.card import column

SECOND_SCREEN, BEHIND = "second_screen", "dm_d_behind"
Post = Callable[[str, object], bool]


class CustomerFace(QObject):
    """`show` a CustomerView on what the settings name. `health` carries the state of a second screen.

    `post`: the hub's; `elsewhere`: the screen that the till's window is not on, None without a second one.
    """

    health = Signal(object)

    def __init__(
        self, context: UiContext, post: Post, elsewhere: Callable[[], QScreen | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._post, self._elsewhere = context, post, elsewhere
        self._kind, self._shop, self._view = "", "", CustomerView()
        self.window: CustomerWindow | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._screens_changed)
            app.screenRemoved.connect(self._screens_changed)

    def use(self, devices: Devices) -> None:
        """What the settings name from now on."""
        self._kind = devices.display.kind
        self._screens_changed()
        self._tell()

    def called(self, shop: str, currency: str) -> None:
        """The shop's name stands there while nothing is going on."""
        self._shop, self._context = shop, replace(self._context, currency=currency)
        if self.window is not None:
            self.window.page.context = self._context
            self.window.page.show_shop(shop)
        self._tell()

    def show(self, view: CustomerView) -> None:
        """What the customer sees from now on."""
        self._view = view
        self._tell()

    def close(self) -> None:
        """Takes the second screen's window away."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def _tell(self) -> None:
        named = CustomerView(name=self._shop) if self._view.stage == IDLE else self._view
        if self._kind == SECOND_SCREEN:
            if self.window is not None:
                self.window.page.show_view(self._view)
        elif self._kind:
            self._post("printer" if self._kind == BEHIND else "display", ShowCustomer(named))

    def _screens_changed(self, _screen: QScreen | None = None) -> None:
        screen = self._elsewhere() if self._kind == SECOND_SCREEN else None
        if screen is None:
            self.close()
        else:
            self._open_on(screen)
        if self._kind == SECOND_SCREEN:
            state, detail = ("ready", "") if screen is not None else ("lost", "no_second_screen")
            self.health.emit(DeviceHealth(SECOND_SCREEN, "display", state, detail))

    def _open_on(self, screen: QScreen) -> None:
        if self.window is None:
            self.window = CustomerWindow(self._context)
            self.window.page.show_shop(self._shop)
        self.window.setGeometry(screen.geometry())
        self.window.setWindowState(Qt.WindowState.WindowFullScreen)
        self.window.show()


class CustomerWindow(QWidget):
    """A full screen that never takes the keyboard from the till."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.page = CustomerPage(context)
        self.setLayout(column(self.page))


def other_screen(window: QWidget) -> QScreen | None:
    """A screen that `window` is not on."""
    own = QWidget.screen(window)  # the main window has screens of another kind
    return next((one for one in QGuiApplication.screens() if one is not own), None)
