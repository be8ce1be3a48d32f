"""Wiring: one home, one window. Everything that must not know of each other meets here."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from memberpos import __version__
from memberpos.devices.drivers.printer import PrintJob
from memberpos.devices.port_finder import PortFinder, machine_ports
from memberpos.devices.port_holder import holders
from memberpos.devices.probe import Prober
from memberpos.devices.readings import CallEnded, DeviceHealth, IncomingCall, Reading
from memberpos.devices.traffic import Traffic
from memberpos.domain.errors import PosError
from memberpos.home import Home, find_home, open_home
from memberpos.security import keys
from memberpos.services import headquarters, setup, shifts, shop_settings
from memberpos.services.clock import ClockState
from memberpos.services.headquarters import HqView
from memberpos.services.use import Use
from memberpos.settings import Settings
from memberpos.store.database import Database, forbid_thread
from memberpos.sync.client import HqLink, ca_file_of, system_link
from memberpos.sync.loop import Status
from memberpos.till import Ports, Till, system_now_ms, system_running_ms
from memberpos.ui.asking import Asking
from memberpos.ui.background import Background
from memberpos.ui.context import UiContext
from memberpos.ui.crash import CrashHandler
from memberpos.ui.customer_face import CustomerFace, other_screen
from memberpos.ui.device_hub import DeviceHub
from memberpos.ui.device_news import DeviceNews
from memberpos.ui.garbage import Garbage
from memberpos.ui.i18n import Languages
from memberpos.ui.instance import SingleInstance
from memberpos.ui.keys import KeyRouter, wedge_settings
from memberpos.ui.main_window import MainWindow
from memberpos.ui.papers import Papers
from memberpos.ui.places import place
from memberpos.ui.pulled import shown_by
from memberpos.ui.registry import BARE, SCREENS, load_ahead
from memberpos.ui.simulators import Simulators, simulators_key
from memberpos.ui.theme import Theme
from memberpos.ui.upkeep import Upkeep
from memberpos.ui.widgets.task_list import news_words

if TYPE_CHECKING:
    from memberpos.services.calls import CallCard
    from memberpos.services.imports import WriterBooks

_LOAD_AHEAD_AFTER_MS = 300


class TillApp(QObject):
    """The running till: `start` shows the window, `close` ends everything in order."""

    synced = Signal(object)
    printed = Signal(object)

    def __init__(
        self,
        app: QApplication,
        home: Home,
        now_ms: Callable[[], int] = system_now_ms,
        random: Callable[[int], bytes] = os.urandom,
        link: HqLink | None = None,
        finder: PortFinder | None = None,
        simulators: Simulators | None = None,
        debug: bool = False,
    ) -> None:
        super().__init__()
        self.app, self.home = app, home
        guard = forbid_thread(threading.get_ident()) if debug else None
        self._link, self._random = link or system_link(__version__, ca_file_of(home.folder)), random
        ports = Ports(self._send_print, self._link, self.printed.emit, self.synced.emit)
        self.till = Till(home, ports, now_ms, random, guard)
        self._simulators = simulators
        self._finder = finder or PortFinder(machine_ports())
        self._prober = Prober(self._finder)
        self.hub = DeviceHub(
            self._finder, {name: press.heard for name, press in self.till.presses.items()}, Traffic(now_ms), self
        )
        self.languages = Languages(self)
        self.garbage = Garbage(self)
        self.crash = CrashHandler(home.layout.logs / "crashes", now_ms, self)
        self.background = Background(self.till.writer, self._use, self.till.open_reader, self)
        self.asking = Asking(self.till, self.background)
        self.papers = Papers(self.till, self.background, self.hub.has, lambda: self.languages.current, self)
        self.upkeep = Upkeep(self.background, now_ms, system_running_ms if now_ms is system_now_ms else now_ms, self)
        self._started = False

    # --- start and end ----------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Shows the window: first run, or sign-in."""
        settings = self.till.settings
        theme = Theme.chosen(settings.window.theme, settings.window.size)
        theme.apply(self.app)
        self.languages.use(settings.window.language or "zh_CN")
        self.window = MainWindow(theme, self.till.now_ms)
        self.news = DeviceNews(self.window.say, parent=self)
        self.context = self._context(theme)
        self.face = CustomerFace(self.context, self.hub.post, lambda: other_screen(self.window), self)
        self.face.health.connect(self.hub.read)
        for name, (factory, icon) in SCREENS.items():
            maker = self._maker(factory)
            if icon:
                self.window.add_place(place(name, icon), maker)
            else:
                self.window.add_screen(name, maker, bare=name in BARE)
        self._wire()
        self.window.show()
        self.background.read(setup.is_set_up, self._first_screen, None, self)

    def close(self) -> None:
        """Devices, look-ups, printing, sync, database: in this order; the application is left as it was found."""
        self.keys_off()
        self.upkeep.stop()
        self.hub.read.disconnect(self._read)  # what the devices still say as they stop comes too late
        self.hub.close()
        self.face.close()
        self.background.close()
        self.till.close()
        self.crash.uninstall()
        self.garbage.stop()
        self.window.close()
        self.languages.end()

    def keys_off(self) -> None:
        """Stops seeing keys."""
        self.keys.remove(self.app)

    def _wire(self) -> None:
        self.crash.install()
        self.garbage.start()
        self.crash.happened.connect(self.window.show_crash)
        self.background.refused.connect(self.window.error)
        self.background.crashed.connect(self.crash.handle)
        self.background.changed.connect(self._changed)
        self.upkeep.done.connect(self._time_worked)
        self.upkeep.clock_seen.connect(self._clock_seen)
        self.hub.read.connect(self._read)
        self.synced.connect(self._synced)
        self.printed.connect(self.papers.heard)
        self.papers.refused.connect(self.window.error)
        self.papers.asked.connect(self._papers_wait)
        self.window.call_acted.connect(self._call_acted)
        self.window.user_clicked.connect(self.sign_out)
        self.window.chip_clicked.connect(self._chip_clicked)
        self.window.searched.connect(lambda text: self.window.go("members", text=text))
        self.keys = KeyRouter(self.window.take_key, parent=self)
        self.keys.use(wedge_settings(self.till.settings.devices.wedge))
        self.keys.read.connect(self._read)
        self.keys.install(self.app)
        if self._simulators is not None:
            self.window.frame_keys = lambda: (simulators_key(self._toggle_simulators),)

    def _toggle_simulators(self) -> None:
        from memberpos.ui.simulator_panel import SimulatorPanel

        simulators = self._simulators
        if simulators is not None:
            self.window.toggle_panel(lambda: SimulatorPanel(self.context, simulators))

    def _first_screen(self, is_set_up: bool) -> None:
        if not is_set_up:
            self.window.go("wizard")
            return
        self.begin()

    def begin(self) -> None:
        """The shop exists: devices, printing and sync start, somebody signs in."""
        if not self._started:
            self._started = True
            self.background.read(shop_settings.current, self._shop_known, None, self)
            self.background.read(headquarters.view, self._till_known, None, self)
            self.till.start()
            self._start_devices(self.till.settings)
            self.upkeep.start()
            QTimer.singleShot(_LOAD_AHEAD_AFTER_MS, load_ahead)
        self.window.go("sign_in")

    def _shop_known(self, shop: Any) -> None:
        self.window.zone, self.window.currency = shop.rules.zone, shop.currency
        self.context = replace(self.context, currency=shop.currency, time_zone=shop.rules.zone)
        self.face.called(str(shop.facts.get("name", "")), shop.currency)
        if not self.till.settings.window.language:
            self.languages.use(shop.facts.get("language", "zh_CN"))

    def _till_known(self, view: HqView) -> None:
        self.window.set_session(replace(self.window.session(), till=str(view.till)))

    # --- what screens may ask for -----------------------------------------------------------------------------------

    def _context(self, theme: Theme) -> UiContext:
        return UiContext(
            runner=self.background,
            shell=self.window,
            theme=theme,
            settings={"read": lambda: self.till.settings},
            services={
                **self.hub.services(),
                "begin": self.begin,
                "now_ms": self.till.now_ms,
                "new_id": lambda: str(self.till.ids.new(self.till.now_ms())),
                "language": lambda: self.languages.current,
                "use_language": self.languages.use,
                "print_event": self.papers.print_event,
                "print_copy": self.papers.print_copy,
                "print_document": self.papers.print_document,
                "paper": self.papers.picture,
                "print_test": self.papers.print_test,
                "show_customer": lambda view: self.face.show(view),
                "print_label": self.papers.print_label,
                "open_papers": self.papers.open_jobs,
                "decide_paper": self.papers.decide,
                "change_settings": self.change_settings,
                "list_ports": self._prober.ports,
                "probe_port": self._prober.probe,
                "port_holders": lambda: holders([port.device for port in self._finder.ports()]),
                "watch_keys": lambda watcher: self.keys.watch(watcher),
                "enrol": self.enrol,
                "authorise": self.asking.authorise,
                "look_up": self.asking.look_up,
                "sync_now": lambda: self.till.sync.wake(now=True),
                "recovery_code": self.home.recovery_code,
                "renew_code": self.renew_code,
                "home": self.home.folder,
                "import_books": self._import_books,
                "hq_status": lambda: self._status,
            },
        )

    def _maker(self, factory: Callable[[UiContext], Any]) -> Callable[[], Any]:
        return lambda: factory(self.context)

    def change_settings(self, settings: Settings) -> None:
        """Keeps device and window settings; other devices start at once."""
        before = self.till.settings.devices

        def done(_none: None) -> None:
            if replace(settings.devices, wedge=before.wedge) != before:
                self._start_devices(settings)
            self.keys.use(wedge_settings(settings.devices.wedge))

        self.background.aside(lambda: self.till.change_settings(settings), done, None, self)

    def _start_devices(self, settings: Settings) -> None:
        self.hub.start(settings.devices)
        self.face.use(settings.devices)

    def enrol(self, url: str, code: str, then: Callable[[], object], failed: Callable[[PosError], object]) -> None:
        """Joins a headquarters off the UI thread, then pushes what waits."""
        from memberpos.sync import enrol

        def work() -> None:
            enrol.enrol(self.till.writer, self._link.post, url, code, __version__, self._random)

        def done(_none: None) -> None:
            self.till.sync.wake(now=True)
            then()

        self.background.aside(work, done, failed, self)

    def renew_code(self, then: Callable[[str], object], failed: Callable[[PosError], object]) -> None:
        """A new recovery code, shown once; the one before opens nothing any more."""
        self.background.aside(lambda: keys.renew_code(self.home.layout.keys, self._random), then, failed, self)

    def _import_books(self) -> WriterBooks:
        """An import's way to the writer, as who works now."""
        from memberpos.services.imports import WriterBooks

        staff_id = self.window.session().staff_id
        return WriterBooks(self.till.writer, lambda db: self.till.use(db, staff_id), self.home.open_database)

    def sign_out(self) -> None:
        """Nobody works here until somebody signs in; calls wait in their list."""
        for popup in self.window.calls.popups():
            self.window.calls.dismiss(popup.facts.key)
        nobody = replace(self.window.session(), staff_id="", staff_name="", role="", rights=frozenset())
        self.window.set_session(nobody)
        self.window.go("sign_in")

    def _chip_clicked(self, name: str) -> None:
        if name == "hq":
            self.window.go("settings", page="headquarters")
        else:
            self.window.go("devices")

    def _use(self, db: Database) -> Use:
        return self.till.use(db, self.window.session().staff_id)

    # --- what the outside says ---------------------------------------------------------------------------------------

    def _send_print(self, printer: str, job_id: str, data: bytes) -> None:
        from memberpos.devices.readings import JobState

        if not self.hub.post(printer, PrintJob(job_id, data)):
            self.till.presses[printer].heard(JobState(job_id, "failed", "device_lost"))

    def _read(self, reading: Reading) -> None:
        if isinstance(reading, IncomingCall):
            if not self.window.tries(reading) and self._started:
                self._call_came(reading)
        elif isinstance(reading, CallEnded):
            from memberpos.ui.call_facts import missed

            missed(self.context, self.window.calls.ended(reading.line))
        else:
            if isinstance(reading, DeviceHealth):
                self.news.heard(reading)
            self.window.read(reading)

    def _call_came(self, call: IncomingCall) -> None:
        from memberpos.services import calls

        self.background.run(lambda use: calls.incoming(use, call.number, call.line), self._call_known, None, self)

    def _call_known(self, card: CallCard) -> None:
        from memberpos.ui.call_facts import popup_of

        if not self.window.session().staff_id:
            return
        self.window.show_call(popup_of(card, self.window.theme, self.window.currency))

    def _papers_wait(self, many: int) -> None:
        from memberpos.ui.dialogs.open_papers import waiting_words

        self.window.toast(waiting_words(many), "warn")

    def _call_acted(self, key: str, action: str) -> None:
        from memberpos.ui.call_facts import act

        act(self.context, key, action)

    def _changed(self, what: frozenset[str]) -> None:
        self.till.sync.wake()
        if "shift" in what:
            self.background.read(shifts.current, self._shift_known, None, self)
        self.window.tell_changed(what)

    def _time_worked(self, kinds: frozenset[str]) -> None:
        if kinds:
            self._changed(frozenset({"member", "queue"}))

    def _clock_seen(self, found: ClockState) -> None:
        from memberpos.ui.clock_words import clock_words

        self.window.toast(clock_words(found), "warn")

    def _shift_known(self, shift: Any) -> None:
        session = self.window.session()
        self.window.set_session(
            replace(session, shift_id=shift.id if shift else None, shift_name=shift.name if shift else "")
        )

    _status = Status("standalone", 0)

    def _synced(self, status: Status) -> None:
        before, self._status = self._status, status
        self.window.set_hq(status.state, status.queued, status.tasks)
        if status.tasks > before.tasks:
            self.window.toast(news_words(), "warn")
        self.window.tell_changed(shown_by(status.changed))


def main(home: Path | None = None, started: Callable[[TillApp], object] | None = None) -> int:
    """The till's window; 0 at its end. A second start raises the first window. `started` hears when it shows."""
    app = QApplication(sys.argv[:1])
    folder = find_home(home)
    instance = SingleInstance(folder)
    if not instance.first():
        return 0
    with open_home(home, create=True) as opened:
        till = TillApp(app, opened)
        instance.raised.connect(lambda: _raise(till.window))
        QTimer.singleShot(0, till.start)
        if started is not None:
            QTimer.singleShot(0, lambda: started(till))
        code = app.exec()
        till.close()
    instance.close()
    return code


def _raise(window: MainWindow) -> None:
    window.showNormal()
    window.raise_()
    window.activateWindow()
