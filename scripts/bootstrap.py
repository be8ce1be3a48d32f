"""From a fresh clone to a running program: `python3 scripts/bootstrap.py TARGET [ARGUMENT …]`.

Needs Python 3.11 or newer and its standard library only; works on Linux, Windows and macOS. Every target begins with
`setup`: the virtual environment `.venv` from `requirements.lock`, the system libraries Qt needs, the translations.
A second run takes a moment only: `.venv/setup-done` holds what the last one was made from.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - older ones must get this sentence instead of a traceback
    sys.exit("memberpos needs Python 3.11 or newer, not " + sys.version.split()[0] + "; try: make PYTHON=python3.11")

import hashlib
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import system_libraries

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "setup-done"
PYTEST = ("-m", "pytest")
#: One process a core and one more, for tests of devices and deaths mostly wait. A file's tests stay together, for they
#: share what is dear to make. Files in the order of `tests/conftest.py` (the longest first), not by how many tests
#: they have.
SPREAD = ("-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile", "--no-loadscope-reorder")
#: Files in memory, on Linux; and the room there that the tests' files surely fit in.
MEMORY, ROOM_BYTES = Path("/dev/shm"), 4 << 30  # noqa: S108 - there each test makes a folder of its own

#: What each target runs, one after the other, in the virtual environment; ARGUMENTS go to the last.
TARGETS: dict[str, tuple[tuple[str, ...], ...]] = {
    "setup": (),
    "test": ((*PYTEST, *SPREAD),),
    "check": (
        ("-m", "ruff", "check"),
        ("-m", "ruff", "format", "--check"),
        ("-m", "mypy"),
        ("-c", "import importlinter.cli as c; c.lint_imports_command(['--no-logo'])"),
    ),
    "bench": (("-m", "memberpos", "bench"),),
    "soak": ((*PYTEST, "-m", "soak", "--timeout", "0"),),
    "stress": (("scripts/stress.py",),),
    "lock": (("-m", "pip", "install", "--quiet", "uv"), ("scripts/lock.py",)),
}


def main(arguments: list[str]) -> int:
    """Set up, then run the target; the exit status is that of its first command that fails, 2 for a wrong target."""
    target, *rest = arguments or ["setup"]
    if target != "run" and target not in TARGETS:
        say("targets: run " + " ".join(TARGETS))
        return 2
    setup()
    commands = (demo(),) if target == "run" else TARGETS[target]
    for number, command in enumerate(commands, 1):
        last = number == len(commands)
        place = scratch() if target == "test" else {}
        status = subprocess.call([str(PYTHON), *command, *(rest if last else ())], cwd=ROOT, env=environment() | place)
        if status:
            return status
    return 0


def scratch() -> dict[str, str]:
    """Where the tests keep their files: in memory, if there is room and the caller's TMPDIR names no place.

    On a disk they wait half of their time for it: each sale is written through, and there are many thousands. What a
    power cut leaves is proved by the order of system calls (`tests/kill`), which is the same in memory.
    """
    if os.environ.get("TMPDIR") or not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK):
        return {}
    found = os.statvfs(MEMORY)
    roomy = found.f_bavail * found.f_frsize >= ROOM_BYTES and not found.f_flag & os.ST_NOEXEC
    return {"TMPDIR": str(MEMORY)} if roomy else {}


def demo() -> tuple[str, ...]:
    """The demo shop in a window; with no display its whole day offscreen into `demo-out`."""
    window = ("-m", "memberpos", "demo")
    shown = sys.platform in {"win32", "darwin"} or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return window if shown else (*window, "--headless", "--out", "demo-out")


def setup() -> None:
    """Make or renew what this machine lacks; ends the process with a sentence when it cannot."""
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted and translated() and runs(PYTHON):
        return
    if sys.platform == "linux":
        system_libraries.ensure(venv_packages(), ROOT / "scripts" / "debian-packages.txt", say)
    make_venv()
    say("installing the packages of requirements.lock")
    locked = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", "requirements.lock")
    pip("install", "--quiet", *locked)
    pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")
    run([str(PYTHON), "scripts/build_i18n.py"])
    STAMP.write_text(wanted, encoding="utf-8")


def fingerprint() -> str:
    """A digest of everything the set-up depends on: a change of it sets up anew."""
    digest = hashlib.sha256(f"{sys.version}\n{ROOT}\n{os.name == 'posix' and os.geteuid() == 0}\n".encode())
    sources = [ROOT / "pyproject.toml", ROOT / "requirements.lock", *sorted((ROOT / "scripts").glob("*.*"))]
    for path in (*sources, *sorted((ROOT / "resources" / "i18n").glob("*.ts"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def translated() -> bool:
    """Whether each language's texts are compiled; `git clean` takes them away and leaves `.venv`."""
    return all(path.with_suffix(".qm").is_file() for path in (ROOT / "resources" / "i18n").glob("*.ts"))


def make_venv() -> None:
    """`.venv` with pip; one that no longer starts (moved, or its Python is gone) is made again."""
    if runs(PYTHON, "-c", "import pip"):
        return
    say("making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", str(VENV)])


def venv_packages() -> list[str]:
    """Debian keeps `ensurepip`, which a virtual environment is made with, in a package of its own."""
    if importlib.util.find_spec("ensurepip"):
        return []
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def pip(*arguments: str) -> None:
    """Run the environment's pip with the caller's own pip settings."""
    run([str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments])


def run(command: list[str]) -> None:
    """Run one step of the set-up; a failure ends the process with the step's status."""
    status = subprocess.call(command, cwd=ROOT, env=environment())
    if status:
        say("failed: " + " ".join(command))
        sys.exit(1)


def runs(program: Path, *arguments: str) -> bool:
    """Whether a program is there and ends well with these arguments (default: shows its version)."""
    command = [str(program), *(arguments or ("-V",))]
    try:
        return not subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        return False


def environment() -> dict[str, str]:
    """The caller's environment without another Python's: a PYTHONPATH or VIRTUAL_ENV would reach into `.venv`. Where
    nothing compiled may be kept, each of the hundred programs that tests start compiles itself anew.
    """
    foreign = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return kept | {"PATH": str(BIN) + os.pathsep + kept.get("PATH", os.defpath)}


def say(sentence: str) -> None:
    print("setup:", sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
