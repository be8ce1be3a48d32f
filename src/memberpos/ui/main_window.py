"""The frame around all screens: places, omnibox, lights, keys, messages, calls, the drawer at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QMainWindow, QPlainTextEdit, QStackedWidget, QWidget

from memberpos.devices.readings import CardPresented, DeviceHealth, Reading, Scan
from memberpos.domain.errors import PosError
from memberpos.ui.context import Place, Session
from memberpos.ui.crash_screen import CrashScreen
from memberpos.ui.format import clock
from memberpos.ui.frame_parts import Rail, TopBar
from memberpos.ui.hints import KeyHint
from memberpos.ui.keys import sequence_of
from memberpos.ui.messages import message
from memberpos.ui.screen import Screen
from memberpos.ui.theme import Theme
from memberpos.ui.widgets.bars import KeyBar
from memberpos.ui.widgets.calls import CallLayer, CallPopup
from memberpos.ui.widgets.card import column, row
from memberpos.ui.widgets.overlay import KEYS_CHANGED, Dialog, Drawer, Toast, ToastLayer

_CLOCK_MS = 1000
_OWN_CHILDREN = Qt.FindChildOption.FindDirectChildrenOnly
DRAWER_PX = 352
#: Keys that edit a text, as `KeyHint` names them.
_EDITING = frozenset(
    {"Enter", "Space", "Del", "Backspace", "Left", "Right", "Home", "End", "Ctrl+Z", "Ctrl+A", "Ctrl+C", "Ctrl+V"}
)


class MainWindow(QMainWindow):
    """Implements `context.Shell`. Screens are made at their first showing by the factory given to `add_place`.

    `searched` carries omnibox text that the screen in front had no use for; `call_acted` (key, action) of a call.
    """

    searched = Signal(str)
    call_acted = Signal(str, str)
    user_clicked = Signal()
    chip_clicked = Signal(str)
    went = Signal(str)

    def __init__(
        self, theme: Theme, now_ms: Callable[[], int], zone: str = "Asia/Shanghai", currency: str = "CNY"
    ) -> None:
        super().__init__()
        self.theme, self._now_ms, self.zone, self.currency = theme, now_ms, zone, currency
        self._session = Session()
        self._factories: dict[str, Callable[[], Screen]] = {}
        self._screens: dict[str, Screen] = {}
        self._bare: set[str] = set()
        self._place = ""
        self._drawer: Drawer | None = None
        self._panel: Drawer | None = None
        self.frame_keys: Callable[[], Sequence[KeyHint]] = tuple
        self._build()
        self._wire()
        self.resize(1366, 768)
        self.setWindowTitle("memberpos")

    def _build(self) -> None:
        self.rail = Rail(self.theme)
        self.top = TopBar(self.theme)
        self.foot = KeyBar(self.theme.size("foot"))
        self.stack = QStackedWidget()
        right = column(self.top, self.stack, self.foot, spacing=0)
        right.setStretch(1, 1)
        body = QFrame()
        body.setObjectName("window")
        body.setLayout(row(self.rail, right, spacing=0))
        self.setCentralWidget(body)
        self.toasts = ToastLayer(self)  # above the dialogs, which are the window's too
        self.calls = CallLayer(body)
        self._clock = QTimer(self)

    def _wire(self) -> None:
        self.stack.installEventFilter(self)
        self.rail.chosen.connect(self.go)
        self.rail.user.connect(self.user_clicked)
        self.top.omnibox.entered.connect(self._entered)
        self.top.chip_clicked.connect(self.chip_clicked)
        self._clock.timeout.connect(self._tick)
        self._clock.start(_CLOCK_MS)
        self._tick()

    # --- places -----------------------------------------------------------------------------------------------------

    def add_place(self, place: Place, factory: Callable[[], Screen]) -> None:
        """A screen of the left rail."""
        self._factories[place.name] = factory
        self.rail.add(place)

    def add_screen(self, name: str, factory: Callable[[], Screen], *, bare: bool = False) -> None:
        """A screen without a rail entry; `bare` hides rail, bars and omnibox (sign-in, first run)."""
        self._factories[name] = factory
        if bare:
            self._bare.add(name)

    def screen(self, name: str) -> Screen:
        """The screen of that name, made if it was never shown. KeyError for an unknown one."""
        if name not in self._screens:
            made = self._factories[name]()
            made.retranslate()
            made.keys_changed.connect(self._show_keys)
            self._screens[name] = made
            self.stack.addWidget(made)
        return self._screens[name]

    @property
    def place(self) -> str:
        """Name of the screen in front."""
        return self._place

    def current(self) -> Screen | None:
        """The screen in front."""
        return self._screens.get(self._place)

    def go(self, place: str, **facts: Any) -> None:
        """Bring a screen to the front."""
        screen = self.screen(place)
        self._place = place
        self.close_drawer()
        self._frame_visible(place not in self._bare)
        self.rail.choose(place)
        self.stack.setCurrentWidget(screen)
        screen.on_shown(**facts)
        self._show_keys()
        self._lay_out()
        self.went.emit(place)

    def _frame_visible(self, visible: bool) -> None:
        for part in (self.rail, self.top, self.foot):
            part.setVisible(visible)

    # --- who works here ---------------------------------------------------------------------------------------------

    def session(self) -> Session:
        """Who works at this till now."""
        return self._session

    def set_session(self, session: Session) -> None:
        """Somebody signed in or out, or a shift was opened or closed."""
        self._session = session
        self._show_session()

    def _show_session(self) -> None:
        session = self._session
        self.rail.set_user(session.staff_name, session.shift_name)
        parts = [
            self.tr("Shift {name}").format(name=session.shift_name) if session.shift_name else self.tr("No shift open"),
            session.staff_name,
            self.tr("Till {name}").format(name=session.till) if session.till else "",
        ]
        self.foot.who.setText(" · ".join(part for part in parts if part) if session.staff_name else "")

    # --- messages ---------------------------------------------------------------------------------------------------

    def toast(self, text: str, tone: str = "ok") -> None:
        """A short message that goes by itself (tone ok, info) or stays (warn, bad)."""
        self.say(text, tone=tone)

    def error(self, error: PosError) -> None:
        """An expected failure: the sentence and the next step, until the next key or place."""
        words = message(error, self.currency)
        self.say(words.sentence, words.next_step, "bad")

    def say(self, text: str, next_step: str = "", tone: str = "ok") -> Toast:
        """A message and what to do next; it may be dismissed while it is there."""
        toast = Toast(text, next_step, tone=tone)
        self.toasts.add(toast)
        self._lay_out()
        return toast

    def show_crash(self, report: str) -> None:
        """A bug was reported to the file `report` ("" = could not be written)."""
        CrashScreen(self, report).open()

    # --- lights -----------------------------------------------------------------------------------------------------

    def set_device(self, health: DeviceHealth) -> None:
        """A device changed its state."""
        self.top.set_device(health)

    def set_hq(self, state: str, queued: int, tasks: int = 0) -> None:
        """Headquarters: state standalone, offline, pushing, idle, refused or revoked; events waiting; open tasks."""
        self.top.set_hq(state, queued, tasks)

    # --- drawer and calls -------------------------------------------------------------------------------------------

    def open_drawer(self, content: QWidget) -> None:
        """Show a panel at the right of the page."""
        self.close_drawer()
        self._drawer = Drawer(content, getattr(content, "width_px", DRAWER_PX), parent=self.centralWidget())
        self._drawer.closed.connect(self.close_drawer)
        self._drawer.show()
        self._lay_out()
        content.setFocus()
        self._show_keys()

    def close_drawer(self) -> None:
        """Take the panel away."""
        if self._drawer is not None:
            self._drawer.hide()
            self._drawer.deleteLater()
            self._drawer = None
            self._show_keys()

    def toggle_panel(self, make: Callable[[], QWidget]) -> None:
        """Shows what `make` gives at the right of every place, or takes it away. It never takes the keys by itself."""
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
            return
        content = make()
        self._panel = Drawer(content, getattr(content, "width_px", DRAWER_PX), parent=self.centralWidget())
        self._panel.closed.connect(lambda: self.toggle_panel(make))
        self._panel.show()
        self._lay_out()

    def show_call(self, popup: CallPopup) -> None:
        """A call came, or more is known of it. The focus stays where it is."""
        popup.acted.connect(self._call_acted)
        self.calls.show_call(popup)
        self._show_keys()

    def _call_acted(self, key: str, action: str) -> None:
        self.calls.dismiss(key)
        self._show_keys()
        self.call_acted.emit(key, action)

    # --- keys and readings ------------------------------------------------------------------------------------------

    def take_key(self, name: str) -> bool:
        """Run the action of a key; False when the key means nothing here, belongs to the text being typed, or a dialog
        is open that does not know it.
        """
        if self._typing(name):
            return False
        hint = next((each for each in self.hints() if each.key == name), None)
        if hint is None:
            return False
        if hint.enabled:
            self.toasts.clear()
            hint.action()
        return True

    def _typing(self, name: str) -> bool:
        """Whether the key is one of a text being typed. An empty omnibox leaves it to the screen."""
        field = QApplication.focusWidget()
        if not isinstance(field, QLineEdit | QPlainTextEdit) or not (len(name) == 1 or name in _EDITING):
            return False
        return field is not self.top.omnibox.field or bool(self.top.omnibox.field.text())

    def hints(self) -> Sequence[KeyHint]:
        """All keys that work now: those of the open dialog, else of the open drawer or the screen, and the frame."""
        if (dialog := self._dialog()) is not None:
            return tuple(dialog.keys())
        own = self._own_keys()
        if self._place in self._bare:
            return (*own, *self.frame_keys())
        call = self._call_key()
        find = KeyHint("F2", self.tr("Find"), self.focus_omnibox)
        frame = find if all(hint.key != find.key for hint in own) else None
        answered = {hint.key for hint in call}
        rest = (hint for hint in own if hint.key not in answered)
        return (*((frame,) if frame else ()), *call, *rest, *self.frame_keys())

    def _call_key(self) -> tuple[KeyHint, ...]:
        """The key that answers the call in front. While a call shows, it is the call's and not the screen's."""
        popup = self.calls.top()
        if popup is None or not popup.facts.actions:
            return ()
        action, words, key = popup.facts.actions[0]
        return (KeyHint(key, words, lambda: self._call_acted(popup.facts.key, action)),)

    def _own_keys(self) -> tuple[KeyHint, ...]:
        if self._drawer is not None:
            keys = getattr(self._drawer.content, "keys", tuple)
            return (*keys(), KeyHint("Esc", self.tr("Close"), self.close_drawer))
        screen = self.current()
        return tuple(screen.keys()) if screen else ()

    def _show_keys(self) -> None:
        self.foot.set_hints(self.hints())

    def _dialog(self) -> Dialog | None:
        shown = [d for d in self.findChildren(Dialog, options=_OWN_CHILDREN) if d.isVisible()]
        return shown[-1] if shown else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(sequence_of(event)):
            super().keyPressEvent(event)

    def focus_omnibox(self, text: str = "") -> None:
        """The keys go to the omnibox."""
        if text:
            self.top.omnibox.field.setText(text)
        self.top.omnibox.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.omnibox.field.selectAll()

    def read(self, reading: Reading) -> bool:
        """A device said something: lights for the frame, the rest for the dialog or screen in front."""
        if isinstance(reading, DeviceHealth):
            self.set_device(reading)
        dialog = self._dialog()
        if dialog is not None and (dialog.on_reading(reading) or isinstance(reading, CardPresented | Scan)):
            return True
        if dialog is not None and isinstance(reading, DeviceHealth):
            self._show_keys()  # what a dialog can do may depend on what is plugged in
        screen = self.current()
        return screen is not None and screen.on_reading(reading)

    def tries(self, reading: Reading) -> bool:
        """A dialog in front takes the reading for itself (a device is being tried)."""
        dialog = self._dialog()
        return dialog is not None and dialog.on_reading(reading)

    def tell_changed(self, what: frozenset[str]) -> None:
        """Facts changed: the screen in front reads them anew; others do so when they are shown."""
        screen = self.current()
        if screen is not None:
            screen.on_changed(what)

    def _entered(self, text: str) -> None:
        screen = self.current()
        self.top.omnibox.field.clear()
        if text and not (screen is not None and screen.on_text(text)):
            self.searched.emit(text)

    # --- layout and language ----------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._lay_out()
        return False

    def _lay_out(self) -> None:
        room = self.stack.geometry()
        self.toasts.place(room, at_top=self._dialog() is not None)
        gap = self.theme.size("gap")
        self.calls.place(QRect(room.left(), room.top() + gap, room.width() - gap, room.height() - gap))
        for panel in (self._drawer, self._panel):
            if panel is not None:
                wide = min(panel.width_px, room.width() - 2 * gap)
                panel.setGeometry(room.right() - wide - gap + 1, room.top() + gap, wide, room.height() - 2 * gap)
                panel.raise_()

    def event(self, event: QEvent) -> bool:
        if event.type() == KEYS_CHANGED:
            self._show_keys()
            self._lay_out()
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_session()
            self._show_keys()

    def _tick(self) -> None:
        self.top.clock.setText(clock(self._now_ms(), self.zone))
