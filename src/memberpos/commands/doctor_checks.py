"""What `memberpos doctor` looks at: one small function a question, each with what to do about the answer."""

from __future__ import annotations

import getpass
import importlib.util
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from memberpos.commands.messages import MESSAGES
from memberpos.devices import print_queue
from memberpos.domain.errors import PosError
from memberpos.home import home_layout, open_home
from memberpos.security import keys
from memberpos.security.keystore import FILE, system_ring
from memberpos.settings import Device, Settings
from memberpos.settings import load as load_settings
from memberpos.store import outbox, sync_state
from memberpos.store.database import SCHEMA_VERSION, Database

OK, WARN, FAIL = "ok", "warn", "fail"
#: A clock this far behind the last event is wrong, not jitter.
CLOCK_SLACK_MS = 60_000
#: 2026-01-01: no till of this program ran before.
EARLIEST_MS = 1_767_225_600_000
LOW_DISK_BYTES, FULL_DISK_BYTES = 1_000_000_000, 100_000_000
HQ_TIMEOUT_S = 3.0


@dataclass(frozen=True)
class Finding:
    """One line of the report; `next` is what to do, "" when nothing."""

    check: str
    state: str
    detail: str
    next: str = ""


@dataclass(frozen=True)
class Patient:
    """What is looked at: a data folder, at a time (UTC ms), in an environment; `fetch` gets a URL's HTTP status."""

    home: Path
    now_ms: int
    environ: Mapping[str, str]
    fetch: Callable[[str], int]

    @property
    def settings(self) -> Settings:
        return load_settings(self.home / "settings.toml").settings


@contextmanager
def books_of(patient: Patient) -> Iterator[Database | None]:
    """The database for reading beside a running till; None when there is none yet or it does not open."""
    try:
        home = open_home(patient.home, exclusive=False, environ=patient.environ)
        db = home.open_database(read_only=True)
    except PosError:
        yield None
        return
    try:
        yield db
    finally:
        db.close()


def database(patient: Patient) -> Finding:
    if not (patient.home / "memberpos.db").is_file():
        return Finding("database", WARN, "no shop in this data folder yet", "Start memberpos and set up the shop.")
    try:
        home = open_home(patient.home, exclusive=False, environ=patient.environ)
        db = home.open_database(read_only=True)
        try:
            return _pages(db)
        finally:
            db.close()
    except PosError as error:
        return Finding("database", FAIL, str(error), MESSAGES[error.code])


def _pages(db: Database) -> Finding:
    broken, version = len(db.all("PRAGMA cipher_integrity_check")), db.schema_version
    if broken:
        return Finding("database", FAIL, f"{broken} damaged pages", MESSAGES["db_corrupt"])
    detail = f"sound, schema {version}, SQLite {db.value('SELECT sqlite_version()')}"
    if version < SCHEMA_VERSION:
        return Finding("database", WARN, detail, "It is brought up to date at the next start.")
    return Finding("database", OK, detail)


def key(patient: Patient) -> Finding:
    place = home_layout(patient.home, system_ring(patient.environ)).keys
    try:
        keyfile = keys.load(place.keys)
        keys.unlock(place)
    except PosError as error:
        if error.code == "key_missing" and not (patient.home / "memberpos.db").is_file():
            return Finding("key", OK, "none needed yet")
        advice = "Type: memberpos doctor --recover, and give the recovery code."
        return Finding("key", FAIL, str(error), advice)
    if keyfile.wrap(keys.RECOVERY) is None:
        return Finding("key", WARN, "no recovery code is stored", "Make a new one in the settings and print it.")
    if keys.kept_in(keyfile) == FILE:
        advice = "Type: memberpos doctor --move-key, on a machine with a key ring."
        return Finding("key", WARN, "kept in a file: who copies the folder can read it; protects less", advice)
    return Finding("key", OK, "kept in the system's key ring")


def fonts(patient: Patient) -> Finding:  # noqa: ARG001 - one shape for all checks
    if sys.platform in {"win32", "darwin"} or _system_has_chinese():
        return Finding("fonts", OK, "the system has Chinese fonts")
    if importlib.util.find_spec("manimgx_fonts_cjk") is not None:
        return Finding("fonts", OK, "Chinese comes from the packaged font")
    return Finding("fonts", FAIL, "no Chinese font", "Type: sudo apt-get install fonts-noto-cjk")


def _system_has_chinese() -> bool:
    program = shutil.which("fc-list")
    if program is None:
        return False
    found = subprocess.run([program, ":lang=zh", "family"], capture_output=True, check=False, timeout=20)  # noqa: S603
    return bool(found.stdout.strip())


def qt_libraries(patient: Patient) -> Finding:  # noqa: ARG001
    """Whether everything the window's platform plug-in links to is there; Qt itself is not started."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return Finding("qt_libraries", FAIL, "PySide6 is not installed", "Type: make setup")
    if not sys.platform.startswith("linux"):
        return Finding("qt_libraries", OK, "they come with the program")
    missing = sorted(_missing_libraries(Path(next(iter(spec.submodule_search_locations)))))
    if missing:
        return Finding("qt_libraries", FAIL, "missing: " + " ".join(missing), "Type: make setup, as root")
    return Finding("qt_libraries", OK, "all found")


def _missing_libraries(package: Path) -> set[str]:
    program = shutil.which("ldd")
    files = [package / "Qt/plugins/platforms/libqxcb.so", package / "Qt/lib/libQt6Gui.so.6"]
    if program is None:
        return set()
    missing: set[str] = set()
    for file in files:
        told = subprocess.run([program, str(file)], capture_output=True, text=True, check=False, timeout=20)  # noqa: S603
        missing |= {line.split()[0] for line in told.stdout.splitlines() if line.endswith("not found")}
    return missing


def ports(patient: Patient) -> Iterator[Finding]:
    """One finding a configured device with a port of this machine."""
    devices = patient.settings.devices
    named = {slot: getattr(devices, slot) for slot in ("card", "scanner", "caller", "display")}
    chosen = {name: device for name, device in named.items() if device.kind}
    if not chosen:
        yield Finding("ports", OK, "no device with a port is set up")
    for name, device in chosen.items():
        yield _port(f"ports.{name}", device)


def printer(patient: Patient) -> Finding:
    device = patient.settings.devices.printer
    if not device.kind:
        return Finding("printer", WARN, "none is set up", "Choose one in the settings, under devices.")
    return _port("printer", device)


def _port(check: str, device: Device) -> Finding:
    if not device.port:
        return Finding(check, OK, f"{device.kind}, without a port of its own")
    if device.port.startswith(print_queue.SCHEME):
        return _queue(check, device)
    path = Path(device.port)
    if not path.is_absolute() or sys.platform == "win32":
        return Finding(check, OK, f"{device.kind} at {device.port}, not tried")
    if not path.exists():
        return Finding(check, FAIL, f"{device.port} is not there", "Check plug and power, or choose the port again.")
    if not os.access(path, os.R_OK | os.W_OK):
        return Finding(check, FAIL, f"{device.port} may not be opened", rights_line(path))
    return Finding(check, OK, f"{device.kind} at {device.port}")


def _queue(check: str, device: Device) -> Finding:
    if device.port.removeprefix(print_queue.SCHEME) in print_queue.queue_names():
        return Finding(check, OK, f"{device.kind} at {device.port}")
    return Finding(check, FAIL, f"{device.port} is not there", "Add the printer in the system's settings.")


def rights_line(path: Path) -> str:
    """The exact line that gives this user the rights to a port."""
    import grp

    status = path.stat()
    group = grp.getgrgid(status.st_gid).gr_name
    if status.st_mode & stat.S_IRGRP and status.st_mode & stat.S_IWGRP and group != "root":
        return f"Type: sudo usermod -aG {group} {getpass.getuser()}, then sign out and in again."
    return f"Type: sudo chmod a+rw {path}, and install the udev rules for good."


def clock(patient: Patient) -> Finding:
    with books_of(patient) as db:
        last_ms = db.value("SELECT max(at_ms) FROM event") if db is not None else None
    behind = max(EARLIEST_MS, (last_ms or 0) - CLOCK_SLACK_MS) > patient.now_ms
    if behind:
        return Finding("clock", FAIL, "the clock stands before the last event", MESSAGES["clock_back"])
    return Finding("clock", OK, "not before the last event")


def disk(patient: Patient) -> Finding:
    folder = next(path for path in (patient.home, *patient.home.absolute().parents) if path.is_dir())
    free = shutil.disk_usage(folder).free
    detail = f"{free // 1_000_000} MB free"
    if not os.access(folder, os.W_OK):
        return Finding("disk", FAIL, "the data folder cannot be written", MESSAGES["read_only"])
    if free < FULL_DISK_BYTES:
        return Finding("disk", FAIL, detail, MESSAGES["disk_full"])
    return (
        Finding("disk", WARN, detail, "Free some space soon.") if free < LOW_DISK_BYTES else Finding("disk", OK, detail)
    )


def headquarters(patient: Patient) -> Finding:
    """Asks the network only when the till is enrolled."""
    with books_of(patient) as db:
        hq = sync_state.headquarters(db) if db is not None else None
        if db is None or hq is None:
            return Finding("headquarters", OK, "standalone")
        (state, why), waiting = sync_state.state(db), outbox.count_unsent(db)
    if state in {sync_state.REFUSED, sync_state.REVOKED}:
        return Finding("headquarters", FAIL, f"{state} {why}".strip(), MESSAGES["revoked"])
    status = patient.fetch(hq.url.rstrip("/") + "/healthz")
    if status == 200:
        return Finding("headquarters", OK, f"answers, {waiting} events waiting")
    return Finding("headquarters", WARN, f"no answer, {waiting} events waiting", MESSAGES["hq_unreachable"])


def http_status(url: str) -> int:
    """HTTP status of a GET, 0 when nothing answers."""
    import urllib3

    try:
        with urllib3.PoolManager(timeout=HQ_TIMEOUT_S, retries=False) as pool:
            return int(pool.request("GET", url, redirect=False).status)
    except urllib3.exceptions.HTTPError:
        return 0


CHECKS: tuple[Callable[[Patient], Finding | Iterator[Finding]], ...] = (
    database,
    key,
    fonts,
    qt_libraries,
    ports,
    printer,
    clock,
    disk,
    headquarters,
)


def examine(patient: Patient) -> list[Finding]:
    """All findings, in the order of the table; a check that fails by itself is a finding too."""
    findings: list[Finding] = []
    for check in CHECKS:
        try:
            found = check(patient)
            findings += [found] if isinstance(found, Finding) else list(found)
        except (PosError, OSError, subprocess.SubprocessError) as error:
            findings.append(Finding(check.__name__, FAIL, f"could not be checked: {type(error).__name__}"))
    return findings
